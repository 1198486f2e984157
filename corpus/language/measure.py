"""Measure: how many syllables the model restores rightly in text it has not seen."""

from __future__ import annotations

import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.language.letters import bare, place_tones
from corpus.language.model import LanguageModel
from corpus.language.samples import is_held_out, read_documents
from corpus.language.tokens import tokenize

_PROSE = 8
"""A line with at least so many words is prose; shorter ones are heads, signatures and table cells."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Syllables asked and right, seconds taken, and the commonest errors as (right, restored) pairs."""

    asked: int
    right: int
    seconds: float
    errors: tuple[tuple[tuple[str, str], int], ...]

    @property
    def share(self) -> float:
        """The share of syllables right."""
        return self.right / self.asked if self.asked else 0.0


def law_lines(data: Path) -> Iterator[str]:
    """Yield the lines of laws, decrees and circulars that no line of the training text resembles."""
    for _, lines in read_documents(data / "corpus" / "dev_strict.txt.xz"):
        yield from lines


def general_lines(data: Path) -> Iterator[str]:
    """Yield the lines of general prose whose documents were kept out of training."""
    for origin, lines in read_documents(data / "corpus" / "supplement_wikipedia_ccbysa.txt.xz"):
        if is_held_out(origin):
            yield from lines


def directive_lines(data: Path) -> Iterator[str]:
    """Yield the prose of whole directives."""
    for path in sorted((data / "directives").glob("*.txt")):
        for line in unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).splitlines():
            if sum(token.kind == "word" for token in tokenize(line)) >= _PROSE:
                yield line


def measure(model: LanguageModel, lines: Iterable[str], limit: int) -> Figures:
    """Strip lines of all marks, restore them one by one, and compare; tone placement makes no difference."""
    asked = right = 0
    seconds = 0.0
    errors: Counter[tuple[str, str]] = Counter()
    for line in lines:
        started = time.perf_counter()
        tokens = tokenize(bare(line))
        choices = model.choose(tokens, {})
        seconds += time.perf_counter() - started
        for token, choice in zip(tokens, choices, strict=True):
            if token.kind != "word":
                continue
            truth = place_tones(line[token.start : token.end].lower())
            restored = choice.forms[0] if choice.forms else token.letters
            asked += 1
            right += truth == restored
            errors[truth, restored] += truth != restored
        if asked >= limit:
            break
    return Figures(asked, right, seconds, tuple(pair for pair in errors.most_common(40) if pair[1]))
