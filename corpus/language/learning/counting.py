"""Counting: the runs of the training text, with Kneser and Ney's modified discounts, less those that tell little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.language.runs import LONGEST, Ids, Numbering, Numbers, Order, Runs
from corpus.language.samples import Samples
from corpus.language.vocabulary import Vocabulary

# A run is kept that tells so much more than the shorter one: its count times the logarithm of how much likelier it
# makes its last part. By length.
_LEAST_WORTH = {2: 1.6, 3: 2.7, 4: 3.8}
# Where there is too little text to tell what rare runs are worth.
_DISCOUNT = 0.75
# What was never counted is not impossible.
_NEVER_COUNTED = 0.001


@dataclass(frozen=True, slots=True)
class _Counted:
    """Runs of one length, with their counts and the share each has of what follows its context, discounted."""

    keys: Ids
    counts: Numbers
    shares: Numbers


def count(parts: Sequence[tuple[Samples, int]], vocabulary: Vocabulary) -> Runs:
    """Count the runs of the training text, each part as often as it says."""
    numbering = Numbering.of(vocabulary)
    rows = [(_row(samples, numbering), times) for samples, times in parts]
    counted: dict[int, _Counted] = {}
    for length in range(LONGEST, 1, -1):
        keys, counts = _counts(rows, length, numbering.base)
        longer = counted.get(length + 1)
        seen = counts if longer is None else _distinct(keys, longer.keys % numbering.base**length)
        counted[length] = _Counted(keys, counts, _discounted(keys // numbering.base, seen))
    seen = np.bincount(counted[2].keys % numbering.base, minlength=numbering.base).astype(np.float64)
    alone = (1 - _NEVER_COUNTED) * seen / seen.sum() + _NEVER_COUNTED / numbering.base
    return _pruned(alone, [counted[length] for length in range(2, LONGEST + 1)])


def _row(samples: Samples, numbering: Numbering) -> Ids:
    words, labels, gaps = (column.astype(np.int64) for column in (samples.words, samples.labels, samples.gaps))
    return numbering.row(words, labels, gaps)[0]


def _counts(rows: Sequence[tuple[Ids, int]], length: int, base: int) -> tuple[Ids, Numbers]:
    found, counts = [], []
    for row, times in rows:
        keys = np.zeros(len(row) - length + 1, np.int64)
        for step in range(length):
            keys = keys * base + row[step : len(keys) + step]
        keys, seen = np.unique(keys, return_counts=True)
        found.append(keys)
        counts.append(seen * float(times))
    every = np.concatenate(found)
    order = np.argsort(every, kind="stable")
    every = every[order]
    begins = np.flatnonzero(np.append(True, every[1:] != every[:-1]))
    return every[begins], np.add.reduceat(np.concatenate(counts)[order], begins)


def _distinct(keys: Ids, ends: Ids) -> Numbers:
    """Count how many different parts each run was seen after."""
    found, counts = np.unique(ends, return_counts=True)
    seen = np.zeros(len(keys))
    seen[keys.searchsorted(found)] = counts
    return seen


def _discounted(contexts: Ids, seen: Numbers) -> Numbers:
    """Return the share of each run of all that follow its context, less the discount of rare ones."""
    rare = [float((seen == times).sum()) for times in range(1, 5)]
    if all(rare):
        first = rare[0] / (rare[0] + 2 * rare[1])
        discounts = np.array([0.0, *(n - (n + 1) * first * rare[n] / rare[n - 1] for n in (1, 2, 3))])
        discounts = np.clip(discounts, 0, np.arange(4))
    else:
        discounts = np.array([0.0, _DISCOUNT, _DISCOUNT, _DISCOUNT])
    told = seen - discounts[np.minimum(seen, 3).astype(np.int64)]
    begins = np.flatnonzero(np.append(True, contexts[1:] != contexts[:-1]))
    whole = np.add.reduceat(seen, begins)
    return np.asarray(np.maximum(told, 0) / np.maximum(np.repeat(whole, np.diff(np.append(begins, len(seen)))), 1))


def _pruned(alone: Numbers, counted: Sequence[_Counted]) -> Runs:
    """Keep the runs that tell most, and none whose beginning or end is not kept."""
    base = len(alone)
    whole = Runs(alone, ())
    kept = Runs(alone, ())
    begins = np.arange(base)
    for length, order in enumerate(counted, 2):
        whole = Runs(alone, (*whole.orders, Order.of(order.keys, order.shares.astype(np.float32), base)))
        wanted = order.shares > 0
        for part in (order.keys // base, order.keys % base ** (length - 1)):
            wanted &= np.isin(part, begins, kind="sort")
        places = np.flatnonzero(wanted)
        worth = order.counts[places] * _gained(whole, order.keys[places])
        places = places[worth >= _LEAST_WORTH[length]]
        begins = order.keys[places]
        kept = Runs(alone, (*kept.orders, Order.of(begins, order.shares[places].astype(np.float32), base)))
    return kept


def _gained(runs: Runs, keys: Ids) -> Numbers:
    """Return by how much the longest runs raise the logarithm of their last part's chance."""
    base = runs.base
    longest = runs.orders[-1]
    columns = [keys // base**step % base for step in range(len(runs.orders), -1, -1)]
    rows = np.stack([np.zeros_like(keys)] * (LONGEST - len(columns)) + columns, axis=1)
    rest = longest.rests[longest.contexts.searchsorted(keys // base)]
    shorter = Runs(runs.alone, runs.orders[:-1]).log_chances(rows)
    return np.asarray(runs.log_chances(rows) - shorter - np.log(rest))
