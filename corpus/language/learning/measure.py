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

# Documents are drawn from in stretches of so many lines.
_STRETCH = 20


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


def sampled(documents: Iterable[list[str]], syllables: int) -> list[str]:
    """Draw stretches of documents at random, the same in every run, until they hold so many syllables."""
    chance = random.Random(1)
    pool = [lines[begin : begin + _STRETCH] for lines in documents for begin in range(0, len(lines), _STRETCH)]
    chance.shuffle(pool)
    taken: list[str] = []
    count = 0
    for lines in pool:
        taken += lines
        count += sum(token.kind == "word" for line in lines for token in tokenize(line))
        if count >= syllables:
            break
    return taken


def measure(model: LanguageModel, lines: Sequence[str]) -> Figures:
    """Strip lines of all marks, restore them, and compare; tone placement makes no difference."""
    text = "\n".join(lines)
    stripped = bare(text)
    started = time.process_time()
    tokens = tokenize(stripped)
    choices = model.choose(tokens, {})
    seconds = time.process_time() - started
    asked = right = 0
    errors: Counter[tuple[str, str]] = Counter()
    for token, choice in zip(tokens, choices, strict=True):
        if token.kind != "word":
            continue
        truth = place_tones(text[token.start : token.end].lower())
        restored = choice.forms[0] if choice.forms else token.letters
        asked += 1
        right += truth == restored
        errors[truth, restored] += truth != restored
    return Figures(asked, right, seconds, tuple(pair for pair in errors.most_common(40) if pair[1]))
