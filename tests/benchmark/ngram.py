"""The plain methods that the language model is measured against: counts of syllables in a row."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from corpus.language.forms import Forms
from corpus.language.samples import UNLABELLED, Samples
from corpus.language.tokens import tokenize
from corpus.language.vocabulary import Vocabulary

_BEAM = 12
_LEAST = {1: 1, 2: 2, 3: 2, 4: 3}
# How much each order trusts a context seen n times: n / (n + trust).
_TRUST = {2: 30.0, 3: 8.0, 4: 4.0}


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
    base = len(forms.marks) + 5
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
    places = forms.table[samples.words, np.minimum(samples.labels, forms.table.shape[1] - 1)].astype(np.int64)
    kinds = len(forms.marks) + np.minimum(samples.words, 4).astype(np.int64)
    return np.where((samples.labels == UNLABELLED) | (samples.words < 5), kinds, places)


def restore(counts: Counts, line: str, beam: int = _BEAM) -> str:
    """Restore the marks of a line by a search over the best `beam` paths."""
    tokens = tokenize(line)
    words = [counts.vocabulary.id_of(token) for token in tokens]
    best: list[tuple[float, tuple[int, ...], tuple[int, ...]]] = [(0.0, (), ())]
    for word in words:
        places = [int(place) for place in counts.forms.table[word] if place] or [len(counts.forms.marks) + min(word, 4)]
        longer = [
            (score + math.log(counts.chance((*context, place))), (*context, place)[-counts.order + 1 :], (*path, index))
            for score, context, path in best
            for index, place in enumerate(places)
        ]
        longer.sort(key=lambda state: -state[0])
        seen: dict[tuple[int, ...], Any] = {}
        for state in longer:
            seen.setdefault(state[1], state)
            if len(seen) == beam:
                break
        best = list(seen.values())
    return _written(counts, line, words, best[0][2])


def _written(counts: Counts, line: str, words: Sequence[int], path: Sequence[int]) -> str:
    letters = list(line)
    for token, word, index in zip(tokenize(line), words, path, strict=True):
        forms = counts.vocabulary.forms_of(word)
        if forms:
            for at, letter in zip(range(token.start, token.end), forms[index], strict=True):
                letters[at] = letter.upper() if line[at].isupper() else letter
    return "".join(letters)
