"""Decoding: the likeliest row of words behind a row of doubtful readings.

A long row is parted into stretches that go step by step together, each with some of what stands around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.language.candidates import NOTHING
from corpus.language.runs import LONGEST, Ids, Numbers, Runs
from corpus.language.word_tree import spread

# So many rows are kept at each step, and none so far behind the best.
_BEAM, _BEHIND = 8, 8.0
_CONTEXT = LONGEST - 1
# How much the channel counts beside the words around, chosen on text that neither was learnt from.
CHANNEL_WEIGHT = 1.05
# Stretches have so many slots or a few more; so many on either side are looked at, too.
_STRETCH, _AROUND = 16, 4
# Readings are weighed by so many of the ids taken after them, unless those before tell so much against them.
_AFTER, _HOPELESS = 2, 12.0


@dataclass(frozen=True, slots=True)
class Readings:
    """Readings in the order of their `starts`, each of one slot or two, to before `ends`.

    `ids` has two ids of each, the second may be `NOTHING`; `chances` are their log-chances.
    """

    starts: Ids
    ends: Ids
    ids: Ids
    chances: Numbers

    def edges(self) -> Ids:
        """Return where stretches begin, at places that no reading goes over, and where the last one ends."""
        slots = int(self.ends[-1])
        closed = np.ones(slots, np.bool_)
        closed[self.ends[self.ends > self.starts + 1] - 1] = False
        edges = [0]
        for place in np.flatnonzero(closed).tolist():
            if edges[-1] + _STRETCH <= place < slots - _AROUND:
                edges.append(place)
        return np.array([*edges, slots])


class _Rows(NamedTuple):
    """Rows of readings that end at one step of their stretches: scores, last ids, and the number of each last link."""

    stretches: Ids
    scores: Numbers
    contexts: Ids
    links: Ids

    def some(self, which: Ids | NDArray[np.bool_]) -> _Rows:
        """Return some of the rows."""
        return _Rows(self.stretches[which], self.scores[which], self.contexts[which], self.links[which])


def decode(readings: Readings, model: Runs, start: int) -> Ids:
    """Return the readings of the likeliest way from the first slot to the last; `start` is the id before it."""
    if not len(readings.starts):
        return readings.starts
    edges = readings.edges()
    begins = np.maximum(edges[:-1] - _AROUND, 0)
    lengths = np.minimum(edges[1:] + _AROUND, edges[-1]) - begins
    firsts = readings.starts.searchsorted(np.arange(edges[-1] + 1))
    every = np.arange(len(begins))
    none = np.full((len(every), _CONTEXT), start), np.full(len(every), NOTHING)
    # The rows that end one step further, and two.
    nexts: tuple[list[_Rows], list[_Rows]] = [_Rows(every, np.zeros(len(every)), *none)], []
    last, links, made = every.copy(), [], 0
    for step in range(int(lengths.max()) + 1):
        rows = _best(nexts[0], model.base)
        ended = lengths[rows.stretches] == step
        last[rows.stretches[ended][::-1]] = rows.links[ended][::-1]
        rows = rows.some(~ended)
        places = begins[rows.stretches] + step
        at, taken = spread(firsts[places], firsts[places + 1])
        sizes = readings.ends[taken] - readings.starts[taken]
        within = step + sizes <= lengths[rows.stretches[at]]
        at, taken, sizes = at[within], taken[within], sizes[within]
        links.append(np.stack([taken, rows.links[at]]))
        further = _extended(rows, at, readings, taken, model)._replace(links=made + np.arange(len(at)))
        made += len(at)
        nexts = [*nexts[1], further.some(sizes == 1)], [further.some(sizes == 2)]
    return _walked(np.concatenate(links, axis=1), last, readings, edges)


def _extended(rows: _Rows, at: Ids, readings: Readings, taken: Ids, model: Runs) -> _Rows:
    """Set readings behind rows, each behind the one that `at` tells."""
    first, second = readings.ids[taken].T
    chances = model.log_chances_after(rows.contexts, first, at)
    contexts = np.column_stack([rows.contexts[at, 1:], first])
    two = np.flatnonzero(second != NOTHING)
    chances[two] += model.log_chances_after(contexts[two], second[two])
    contexts[two] = np.column_stack([contexts[two, 1:], second[two]])
    scores = rows.scores[at] + CHANNEL_WEIGHT * readings.chances[taken] + chances
    return _Rows(rows.stretches[at], scores, contexts, at)


def _best(ways: Sequence[_Rows], base: int) -> _Rows:
    """Keep the best rows of each stretch, best first, and one for each context."""
    rows = _Rows(*(np.concatenate(column) for column in zip(*ways, strict=True)))
    rows = rows.some(np.lexsort((-rows.scores, rows.stretches)))
    rows = rows.some(rows.scores > rows.scores[_begins(rows.stretches)] - _BEHIND)
    keys = rows.stretches
    for column in rows.contexts.T:
        keys = keys * base + column
    rows = rows.some(np.sort(np.unique(keys, return_index=True)[1]))
    return rows.some(np.arange(len(rows.links)) - _begins(rows.stretches) < _BEAM)


def _begins(ordered: Ids) -> Ids:
    """Return for each of some numbers in order where those like it begin."""
    return np.asarray(ordered.searchsorted(ordered))


def _walked(links: Ids, last: Ids, readings: Readings, edges: Ids) -> Ids:
    """Follow the links back from the last one of each stretch, and keep the readings that lie in it."""
    readings_of, before = links
    found: list[Ids] = []
    stretches = np.arange(len(last))
    while len(last):
        taken = readings_of[last]
        starts = readings.starts[taken]
        found.append(taken[(starts >= edges[stretches]) & (starts < edges[stretches + 1])])
        last = before[last]
        stretches, last = stretches[last != NOTHING], last[last != NOTHING]
    return np.sort(np.concatenate(found))


class Shares(NamedTuple):
    """Readings of the slots and the number of ids of those taken, by the step they would be taken at; likeliest first.

    `steps` are places in the row of what was taken; `chances` of those of a step add up to one.
    """

    readings: Ids
    steps: Ids
    chances: Numbers


def shares(readings: Readings, taken: Ids, model: Runs, start: int) -> Shares:
    """Weigh each reading taken and its rivals between the readings taken around it."""
    told = readings.ids[taken] != NOTHING
    row = np.concatenate([np.full(_CONTEXT, start), readings.ids[taken][told], np.full(_AFTER, start)])
    sizes = told.sum(axis=1)
    places = _CONTEXT + np.cumsum(sizes) - sizes
    steps = np.full(int(readings.starts[-1]) + 1, NOTHING)
    steps[readings.starts[taken]] = np.arange(len(taken))
    steps = steps[readings.starts]
    alike = (steps != NOTHING) & (readings.ends == readings.ends[taken[steps]])
    alike &= (readings.ids[:, 1] != NOTHING) == (sizes[steps] == 2)
    rivals = np.flatnonzero(alike)
    steps = steps[rivals]
    before = row[places[:, None] + np.arange(-_CONTEXT, 0)]
    scores = CHANNEL_WEIGHT * readings.chances[rivals]
    scores += model.log_chances_after(before, readings.ids[rivals, 0], steps)
    likely = (scores > _best_of(scores, steps) - _HOPELESS) | (rivals == taken[steps])
    rivals, steps, scores = rivals[likely], steps[likely], scores[likely]
    asked = np.bincount(steps)[steps] > 1
    for size in (1, 2):
        which = np.flatnonzero(asked & (sizes[steps] == size))
        after = row[places[steps[which], None] + np.arange(size, size + _AFTER)]
        around = np.concatenate([before[steps[which], 1:], readings.ids[rivals[which], :size], after], axis=1)
        windows = np.lib.stride_tricks.sliding_window_view(around, LONGEST, axis=1)
        scores[which] += model.log_chances(windows.reshape(-1, LONGEST)).reshape(windows.shape[:2]).sum(axis=1)
    chances = np.exp(scores - _best_of(scores, steps))
    chances /= np.bincount(steps, chances)[steps]
    order = np.lexsort((-chances, steps))
    return Shares(rivals[order], steps[order], chances[order])


def _best_of(scores: Numbers, steps: Ids) -> Numbers:
    """Return for each score the best one of its step; steps are in order."""
    return np.asarray(np.maximum.reduceat(scores, np.flatnonzero(np.diff(steps, prepend=-1)))[steps])
