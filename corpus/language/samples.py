"""Samples: the training papers as rows of numbers, a row a token."""

import hashlib
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.language.letters import place_tones
from corpus.language.runs import UNLABELLED
from corpus.language.tokens import tokenize
from corpus.language.vocabulary import FIRST_WORD, Vocabulary


@dataclass(frozen=True, slots=True)
class Samples:
    """Equally long columns: word ids, gap before, case, and which of the word's forms is right."""

    words: NDArray[np.uint16]
    gaps: NDArray[np.uint8]
    cases: NDArray[np.uint8]
    labels: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.words)

    def columns(self) -> tuple[NDArray[Any], ...]:
        """Return the columns in their order."""
        return self.words, self.gaps, self.cases, self.labels

    def save(self, path: Path) -> None:
        """Write the columns to one file."""
        np.savez(path, words=self.words, gaps=self.gaps, cases=self.cases, labels=self.labels)


def load(path: Path) -> Samples:
    """Read what `Samples.save` wrote."""
    with np.load(path) as columns:
        return Samples(columns["words"], columns["gaps"], columns["cases"], columns["labels"])


def read_documents(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the origin and the lines of each document of a corpus file (`# DOC origin`, then a paragraph a line)."""
    origin, lines = "", list[str]()
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# DOC "):
                if lines:
                    yield origin, lines
                origin, lines = line[6:].strip(), []
            elif line.strip():
                lines.append(line.strip())
    if lines:
        yield origin, lines


def is_held_out(origin: str) -> bool:
    """Tell whether a document of general prose is kept for measuring: one in fifty, by a hash of its origin."""
    return hashlib.sha256(origin.encode()).digest()[0] % 50 == 0


def count_forms(lines: Iterable[str]) -> Counter[str]:
    """Count the marked words of some lines, in small letters."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(line[token.start : token.end].lower() for token in tokenize(line) if token.kind == "word")
    return counts


def encode(lines: Iterable[str], vocabulary: Vocabulary) -> Samples:
    """Encode lines of rightly marked text; the first token of a line has the gap of a new line."""
    words, gaps, cases, labels = [], [], [], []
    label_of: dict[str, int] = {}
    for line in lines:
        for token in tokenize("\n" + line):
            word = vocabulary.id_of(token)
            words.append(word)
            gaps.append(token.gap)
            cases.append(token.case)
            if word < FIRST_WORD:
                labels.append(UNLABELLED)
                continue
            string = line[token.start - 1 : token.end - 1]
            label = label_of.get(string)
            if label is None:
                label = label_of[string] = _label(vocabulary.forms_of(word), place_tones(string.lower()))
            labels.append(label)
    return Samples(
        np.array(words, np.uint16), np.array(gaps, np.uint8), np.array(cases, np.uint8), np.array(labels, np.uint8)
    )


def _label(forms: tuple[str, ...], form: str) -> int:
    return forms.index(form) if form in forms else UNLABELLED


def join(parts: Iterable[Samples]) -> Samples:
    """Join samples end to end."""
    return Samples(*(np.concatenate(columns) for columns in zip(*(part.columns() for part in parts), strict=True)))
