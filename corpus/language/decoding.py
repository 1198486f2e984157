"""Decoding: the likeliest row of words behind a row of doubtful readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.language.runs import Runs

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]

_BEAM = 8
_CONTEXT = 3
# How much the channel counts beside the words around, chosen on text that neither was learnt from.
CHANNEL_WEIGHT = 1.05


class Arc(NamedTuple):
    """Readings of the slots from `start` to before `end`: tokens by id, the same number in each, with log-chances."""

    start: int
    end: int
    tokens: Ids
    chances: Numbers


@dataclass(frozen=True, slots=True)
class _Front:
    """The best rows up to a place: scores, last three ids, and how each got there (place, row, arc, reading)."""

    scores: Numbers
    contexts: Ids
    steps: Ids


class Taken(NamedTuple):
    """An arc of the best row, and which of its readings."""

    arc: int
    reading: int


def decode(arcs: Sequence[Arc], slots: int, model: Runs, start: int) -> list[Taken]:
    """Return the likeliest way from the first slot to the last; `start` is the id before it."""
    leaving: defaultdict[int, list[int]] = defaultdict(list)
    for index, arc in enumerate(arcs):
        leaving[arc.start].append(index)
    fronts: dict[int, _Front] = {}
    arriving: defaultdict[int, list[_Front]] = defaultdict(list)
    arriving[0].append(_Front(np.zeros(1), np.full((1, _CONTEXT), start), np.full((1, 4), -1)))
    for place in range(slots + 1):
        fronts[place] = front = _best(arriving.pop(place))
        for index in leaving[place]:
            arriving[arcs[index].end].append(_extended(front, place, (index, arcs[index]), model))
    return _walked(fronts, slots)


def _extended(front: _Front, place: int, numbered: tuple[int, Arc], model: Runs) -> _Front:
    index, arc = numbered
    rows, readings = len(front.scores), len(arc.chances)
    row, reading = (grid.ravel() for grid in np.meshgrid(np.arange(rows), np.arange(readings), indexing="ij"))
    scores = front.scores[row] + CHANNEL_WEIGHT * arc.chances[reading]
    contexts = front.contexts[row]
    for column in range(arc.tokens.shape[1]):
        whole = np.column_stack([contexts, arc.tokens[reading, column]])
        scores = scores + model.log_chances(whole)
        contexts = whole[:, 1:]
    steps = np.column_stack([np.full(len(row), place), row, np.full(len(row), index), reading])
    return _Front(scores, contexts, steps)


def _best(fronts: Sequence[_Front]) -> _Front:
    """Keep the best rows, one for each context."""
    scores = np.concatenate([front.scores for front in fronts])
    contexts = np.concatenate([front.contexts for front in fronts])
    steps = np.concatenate([front.steps for front in fronts])
    kept: dict[tuple[int, ...], int] = {}
    for at in np.argsort(-scores, kind="stable")[: 8 * _BEAM].tolist():
        kept.setdefault(tuple(contexts[at].tolist()), at)
        if len(kept) == _BEAM:
            break
    chosen = list(kept.values())
    return _Front(scores[chosen], contexts[chosen], steps[chosen])


def _walked(fronts: dict[int, _Front], slots: int) -> list[Taken]:
    taken: list[Taken] = []
    place, row = slots, 0
    while place > 0:
        step: list[Any] = fronts[place].steps[row].tolist()
        place, row = step[0], step[1]
        taken.append(Taken(step[2], step[3]))
    return taken[::-1]


class Asked(NamedTuple):
    """An arc between the three ids before it and some after it."""

    arc: Arc
    before: Sequence[int]
    after: Sequence[int]

    def windows(self) -> Ids:
        """Return by reading the runs of four ids that it bears on."""
        count = len(self.arc.chances)
        around = (np.tile(np.array(ids, np.int64), (count, 1)) for ids in (self.before, self.after))
        row = np.column_stack([next(around), self.arc.tokens, next(around)])
        return np.lib.stride_tricks.sliding_window_view(row, _CONTEXT + 1, axis=1)


def shares(asked: Sequence[Asked], model: Runs) -> list[Numbers]:
    """Return for each arc the chance of each of its readings."""
    if not asked:
        return []
    windows = [one.windows() for one in asked]
    chances = model.log_chances(np.concatenate([found.reshape(-1, _CONTEXT + 1) for found in windows]))
    parts = np.split(chances, np.cumsum([found.shape[0] * found.shape[1] for found in windows])[:-1])
    return [
        _as_shares(CHANNEL_WEIGHT * one.arc.chances + part.reshape(found.shape[:2]).sum(axis=1))
        for one, found, part in zip(asked, windows, parts, strict=True)
    ]


def _as_shares(scores: Numbers) -> Numbers:
    chances = np.exp(scores - scores.max())
    return np.asarray(chances / chances.sum())
