"""Weighing: which forms a row of doubtful words has, by the network's shares and by the runs they would stand in.

Words whose neighbourhoods meet are weighed together; all such stretches of a text go step by step at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corpus.language.runs import LONGEST, Ids, Numbers, Runs

_AROUND = LONGEST - 1
# So many rows of forms are kept at each step.
_BEAM = 8
# How much the runs count beside the network, chosen on text that neither was learnt from.
_WEIGHT = 1.4
# Both learnt from the same text and err together: taken as they are, shares of 0.97 would be right four times in five.
_SHARPNESS = 0.4
_IMPOSSIBLE = -np.inf


@dataclass(frozen=True, slots=True)
class Doubts:
    """Doubtful words: their places in a row of ids, and for each the ids offered with the logarithms of their shares.

    The row has ids to spare at both ends; what is not offered has a share of nothing.
    """

    row: Ids
    places: Ids
    offered: Ids
    scores: Numbers

    def settled(self, chosen: Ids) -> Doubts:
        """Put one of the ids offered in each place."""
        row = self.row.copy()
        row[self.places] = np.take_along_axis(self.offered, chosen[:, None], axis=1)[:, 0]
        return Doubts(row, self.places, self.offered, self.scores)


@dataclass(frozen=True, slots=True)
class _Beams:
    """The best rows of each stretch so far, best first: their scores and last ids."""

    scores: Numbers
    contexts: Ids


@dataclass(frozen=True, slots=True)
class _Step:
    """How each row of each stretch came about: from which row, by which id offered, at which doubt (-1 for none)."""

    rows: Ids
    picks: Ids
    doubts: Ids


def weigh(doubts: Doubts, runs: Runs) -> Numbers:
    """Return the share of each id offered, between the likeliest ids around it."""
    settled = doubts.settled(likeliest(doubts, runs))
    scores = doubts.scores + _WEIGHT * _evidence(settled, runs)
    shares = np.exp(_SHARPNESS * (scores - scores.max(axis=1, keepdims=True)))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def _evidence(doubts: Doubts, runs: Runs) -> Numbers:
    """Return the logarithm of the chance of the ids from each place on that its own id bears on."""
    at, pick = np.nonzero(doubts.scores > _IMPOSSIBLE)
    around = doubts.row[doubts.places[at, None] + np.arange(-_AROUND, _AROUND + 1)]
    around[:, _AROUND] = doubts.offered[at, pick]
    evidence = np.zeros(doubts.offered.shape)
    evidence[at, pick] = sum(runs.log_chances(around[:, end - LONGEST : end]) for end in range(LONGEST, 2 * LONGEST))
    return evidence


def likeliest(doubts: Doubts, runs: Runs) -> Ids:
    """Return which of the ids offered stands in each place of the likeliest row."""
    begins, lengths = _stretches(doubts.places)
    doubt_at = np.full(len(doubts.row), -1)
    doubt_at[doubts.places] = np.arange(len(doubts.places))
    before = doubts.row[begins[:, None] + np.arange(-_AROUND, 0)]
    beams = _Beams(np.zeros((len(begins), 1)), before[:, None, :])
    steps: list[_Step] = []
    for step in range(int(lengths.max(initial=0))):
        places = begins[lengths > step] + step
        alive = _Beams(beams.scores[: len(places)], beams.contexts[: len(places)])
        beams, taken = _extended(alive, _offers(doubts, places, doubt_at[places]), runs)
        steps.append(_Step(*taken, doubt_at[places]))
    return _walked(steps, len(doubts.places))


def _stretches(places: Ids) -> tuple[Ids, Ids]:
    """Return where stretches of doubts begin and how long they are with what they bear on, the longest first."""
    apart = np.flatnonzero(np.diff(places) > _AROUND)
    firsts, lasts = np.append(0, apart + 1), np.append(apart, len(places) - 1)
    begins = places[firsts] if len(places) else places
    lengths = places[lasts] + LONGEST - begins if len(places) else places
    order = np.argsort(-lengths, kind="stable")
    return begins[order], lengths[order]


def _offers(doubts: Doubts, places: Ids, at: Ids) -> tuple[Ids, Numbers]:
    """Return the ids each place offers with their scores: one where it is not doubtful."""
    offered = np.zeros((len(places), doubts.offered.shape[1]), np.int64)
    scores = np.full(offered.shape, _IMPOSSIBLE)
    offered[:, 0], scores[:, 0] = doubts.row[places], 0.0
    doubtful = at >= 0
    offered[doubtful], scores[doubtful] = doubts.offered[at[doubtful]], doubts.scores[at[doubtful]]
    return offered, scores


def _extended(beams: _Beams, offers: tuple[Ids, Numbers], runs: Runs) -> tuple[_Beams, tuple[Ids, Ids]]:
    """Set each id offered behind each row and keep the best; also return which row and which id they came from."""
    offered, chances = offers
    open_rows, open_ids = beams.scores > _IMPOSSIBLE, chances > _IMPOSSIBLE
    stretch, row, pick = np.nonzero(open_rows[:, :, None] & open_ids[:, None, :])
    whole = np.column_stack([beams.contexts[stretch, row], offered[stretch, pick]])
    scores = np.full((*open_rows.shape, offered.shape[1]), _IMPOSSIBLE)
    scores[stretch, row, pick] = beams.scores[stretch, row] + chances[stretch, pick] + _WEIGHT * runs.log_chances(whole)
    flat = scores.reshape(len(scores), -1)
    best = np.argsort(-flat, axis=1, kind="stable")[:, : 2 * _BEAM]
    rows, picks = best // offered.shape[1], best % offered.shape[1]
    stretches = np.arange(len(flat))[:, None]
    contexts = np.concatenate([beams.contexts[stretches, rows, 1:], offered[stretches, picks, None]], axis=2)
    kept = _without_twins(np.take_along_axis(flat, best, axis=1), contexts, runs.base)
    order = np.argsort(-kept, axis=1, kind="stable")[:, :_BEAM]
    order = order[:, : max(1, int((kept > _IMPOSSIBLE).sum(axis=1).max(initial=0)))]
    taken = (np.take_along_axis(rows, order, axis=1), np.take_along_axis(picks, order, axis=1))
    return _Beams(np.take_along_axis(kept, order, axis=1), contexts[stretches, order]), taken


def _without_twins(scores: Numbers, contexts: Ids, base: int) -> Numbers:
    """Drop the rows that end as a better one does: they can never overtake it."""
    keys = (contexts[:, :, 0] * base + contexts[:, :, 1]) * base + contexts[:, :, 2]
    twins = np.tril(keys[:, :, None] == keys[:, None, :], -1).any(axis=2)
    return np.where(twins, _IMPOSSIBLE, scores)


def _walked(steps: list[_Step], doubts: int) -> Ids:
    """Follow the best row of each stretch back to its beginning."""
    chosen = np.zeros(doubts, np.int64)
    at = np.zeros(len(steps[0].doubts) if steps else 0, np.int64)
    for step in reversed(steps):
        stretches = np.arange(len(step.doubts))
        row = at[: len(stretches)]
        doubtful = step.doubts >= 0
        chosen[step.doubts[doubtful]] = step.picks[stretches, row][doubtful]
        at[: len(stretches)] = step.rows[stretches, row]
    return chosen
