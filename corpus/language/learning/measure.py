"""Measure: how many syllables the model restores rightly in text it has not seen."""

from __future__ import annotations

import hashlib
import random
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
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
    """Syllables asked and right, processor seconds taken, and the commonest errors as (right, restored) pairs."""

    asked: int
    right: int
    seconds: float
    errors: tuple[tuple[tuple[str, str], int], ...]

    @property
    def share(self) -> float:
        """The share of syllables right."""
        return self.right / self.asked if self.asked else 0.0


def is_tuned_on(origin: str) -> bool:
    """Tell whether settings were chosen on a document kept out of training: every other one, by a hash of its origin.

    The others are for measuring.
    """
    return hashlib.sha256(origin.encode()).digest()[1] % 2 == 0


def laws(data: Path) -> Iterator[list[str]]:
    """Yield laws, decrees and circulars, less the lines that resemble some of the training text."""
    for origin, lines in read_documents(data / "corpus" / "dev_strict.txt.xz"):
        if not is_tuned_on(origin):
            yield lines


def general_prose(data: Path) -> Iterator[list[str]]:
    """Yield the documents of general prose that were kept out of training."""
    for origin, lines in read_documents(data / "corpus" / "supplement_wikipedia_ccbysa.txt.xz"):
        if is_held_out(origin) and not is_tuned_on(origin):
            yield lines


def directives(data: Path) -> Iterator[list[str]]:
    """Yield the prose of whole directives."""
    for path in sorted((data / "directives").glob("*.txt")):
        lines = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).splitlines()
        yield [line for line in lines if sum(token.kind == "word" for token in tokenize(line)) >= _PROSE]


TEXTS: dict[str, Callable[[Path], Iterator[list[str]]]] = {
    "laws": laws,
    "directives": directives,
    "general": general_prose,
}


def drawn(documents: Iterable[list[str]], syllables: int, length: int | None = None) -> list[list[str]]:
    """Draw documents, or parts of `length` lines, at random, the same in every run, until they hold so much."""
    pool = [lines[begin : begin + (length or len(lines))] for lines in documents for begin in _begins(lines, length)]
    random.Random(1).shuffle(pool)
    taken: list[list[str]] = []
    count = 0
    for lines in pool:
        if count >= syllables:
            break
        taken.append(lines)
        count += sum(token.kind == "word" for line in lines for token in tokenize(line))
    return taken


def _begins(lines: Sequence[str], length: int | None) -> range:
    return range(0, len(lines), length or max(1, len(lines)))


def measure(model: LanguageModel, documents: Iterable[Sequence[str]]) -> Figures:
    """Strip documents of all marks, restore them, and compare; tone placement makes no difference."""
    asked = right = 0
    seconds = 0.0
    errors: Counter[tuple[str, str]] = Counter()
    for lines in documents:
        text = "\n".join(lines)
        stripped = bare(text)
        started = time.process_time()
        tokens = tokenize(stripped)
        choices = model.choose(tokens, {})
        seconds += time.process_time() - started
        for token, choice in zip(tokens, choices, strict=True):
            if token.kind != "word":
                continue
            truth = place_tones(text[token.start : token.end].lower())
            restored = choice.forms[0] if choice.forms else token.letters
            asked += 1
            right += truth == restored
            errors[truth, restored] += truth != restored
    return Figures(asked, right, seconds, tuple(pair for pair in errors.most_common(40) if pair[1]))
