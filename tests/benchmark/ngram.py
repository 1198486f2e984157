"""The plain methods that the language model is measured against: counts of syllables in a row."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from corpus.language.forms import Forms
from corpus.language.runs import UNLABELLED
from corpus.language.samples import Samples
from corpus.language.tokens import GAPS, tokenize
from corpus.language.vocabulary import FIRST_WORD, Vocabulary

_BEAM = 12
_KINDS = FIRST_WORD
_SPACE = GAPS.index("space")
_LEAST = {1: 1, 2: 2, 3: 2, 4: 3}
# How much each order trusts a context seen n times: n / (n + trust).
_TRUST = {2: 30.0, 3: 8.0, 4: 4.0}


_Path = tuple[float, tuple[int, ...], tuple[int, ...]]
"""A path of the search: its score, the last forms, and which form of each word it takes."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of runs of one to `order` forms; a run is keyed by its forms' places as digits to base `base`."""

    vocabulary: Vocabulary
    forms: Forms
    base: int
    order: int
    runs: dict[int, dict[int, int]]
    total: int
    memory: dict[tuple[int, ...], float] = field(default_factory=dict)

    def chance(self, run: tuple[int, ...]) -> float:
        """Return the interpolated chance of a run's last form after the forms before it."""
        if run in self.memory:
            return self.memory[run]
        share = (self.runs[1].get(run[-1], 0) + 0.5) / (self.total + self.base)
        for length in range(2, len(run) + 1):
            key = 0
            for form in run[-length:]:
                key = key * self.base + form
            seen = self.runs[length - 1].get(key // self.base, 0)
            if seen:
                weight = seen / (seen + _TRUST[length])
                share = (1 - weight) * share + weight * self.runs[length].get(key, 0) / seen
        self.memory[run] = share
        return share


def count(samples: Sequence[Samples], vocabulary: Vocabulary, forms: Forms, order: int = 4) -> Counts:
    """Count runs of forms; what is no word counts as itself."""
    base = len(forms.marks) + _KINDS + len(GAPS)
    stream = np.concatenate([_stream(part, forms) for part in samples])
    runs: dict[int, dict[int, int]] = {}
    keys = np.zeros(len(stream), np.int64)
    for length in range(1, order + 1):
        keys = keys[: len(stream) - length + 1] * base + stream[length - 1 :]
        found, counts = np.unique(keys, return_counts=True)
        kept = counts >= _LEAST[length]
        runs[length] = dict(zip(found[kept].tolist(), counts[kept].tolist(), strict=True))
    return Counts(vocabulary, forms, base, order, runs, len(stream))


def _stream(samples: Samples, forms: Forms) -> Any:
    """Return the forms in a row, with a sign of its own where punctuation stands before one."""
    places = forms.table[samples.words, np.minimum(samples.labels, forms.table.shape[1] - 1)].astype(np.int64)
    kinds = len(forms.marks) + np.minimum(samples.words, _KINDS - 1).astype(np.int64)
    stream = np.where((samples.labels == UNLABELLED) | (samples.words < _KINDS), kinds, places)
    parted = np.flatnonzero(samples.gaps > _SPACE)
    return np.insert(stream, parted, len(forms.marks) + _KINDS + samples.gaps[parted].astype(np.int64))


def restore(counts: Counts, line: str, beam: int = _BEAM) -> str:
    """Restore the marks of a line by a search over the best `beam` paths."""
    tokens = tokenize("\n" + line)
    words = [counts.vocabulary.id_of(token) for token in tokens]
    best: list[_Path] = [(0.0, (), ())]
    for token, word in zip(tokens, words, strict=True):
        places = [int(place) for place in counts.forms.table[word] if place]
        if token.gap > _SPACE:
            best = _longer(counts, best, [len(counts.forms.marks) + _KINDS + token.gap], beam)
            best = [(score, context, path[:-1]) for score, context, path in best]
        best = _longer(counts, best, places or [len(counts.forms.marks) + min(word, _KINDS - 1)], beam)
    return _written(counts, line, words, best[0][2])


def _longer(counts: Counts, best: list[_Path], places: list[int], beam: int) -> list[_Path]:
    longer = [
        (score + math.log(counts.chance((*context, place))), (*context, place)[-counts.order + 1 :], (*path, index))
        for score, context, path in best
        for index, place in enumerate(places)
    ]
    longer.sort(key=lambda state: -state[0])
    seen: dict[tuple[int, ...], _Path] = {}
    for state in longer:
        seen.setdefault(state[1], state)
        if len(seen) == beam:
            break
    return list(seen.values())


def _written(counts: Counts, line: str, words: Sequence[int], path: Sequence[int]) -> str:
    letters = list(line)
    for token, word, index in zip(tokenize(line), words, path, strict=True):
        forms = counts.vocabulary.forms_of(word)
        if forms:
            for at, letter in zip(range(token.start, token.end), forms[index], strict=True):
                letters[at] = letter.upper() if line[at].isupper() else letter
    return "".join(letters)
