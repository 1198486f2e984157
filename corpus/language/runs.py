"""Runs: how often two and three marked forms, numbers and signs follow each other in the training text.

The network generalises; these counts remember. Where the network doubts, they weigh what it proposes.
"""

from __future__ import annotations

import io
import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.language.samples import UNLABELLED, Samples
from corpus.language.tokens import GAPS
from corpus.language.vocabulary import FIRST_WORD, Vocabulary

Ids = NDArray[np.int64]

_SPACE = GAPS.index("space")
_LEAST_PAIR, _LEAST_TRIPLE = 3, 4
# Counts are kept as whole steps of an eighth of a power of two: within 5 % of the true one.
_STEPS = 8
# A context seen n times is trusted by n / (n + trust), the shorter one for the rest.
_PAIR_TRUST, _TRIPLE_TRUST = 30.0, 8.0


@dataclass(frozen=True, slots=True)
class Runs:
    """Counts by id; pairs are keyed by first id times `base` plus second, triples by the pair's place in the same way.

    An id is the place of a form in the row of all forms, or stands for a number, a code, an unknown word or a sign.
    """

    base: int
    singles: NDArray[np.float64]
    pairs: Ids
    pair_counts: NDArray[np.float64]
    triples: Ids
    triple_counts: NDArray[np.float64]

    def log_chances(self, first: Ids, second: Ids, third: Ids) -> NDArray[np.float64]:
        """Return the logarithm of the chance of each `third` after `first` and `second`; equal shapes."""
        alone = (self.singles[third] + 0.5) / (self.singles.sum() + self.base)
        seen = self.singles[second]
        together, _ = _looked_up(self.pairs, self.pair_counts, second * self.base + third)
        share = _mixed(alone, together, seen, _PAIR_TRUST)
        context, place = _looked_up(self.pairs, self.pair_counts, first * self.base + second)
        together, _ = _looked_up(self.triples, self.triple_counts, place * self.base + third)
        return np.log(_mixed(share, np.where(context > 0, together, 0.0), context, _TRIPLE_TRUST))


def _looked_up(keys: Ids, counts: NDArray[np.float64], wanted: Ids) -> tuple[NDArray[np.float64], Ids]:
    """Return the counts of the wanted keys, 0 where they were not kept, and their places."""
    places = np.minimum(keys.searchsorted(wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, counts[places], 0.0), places.astype(np.int64)


def _mixed(
    shorter: NDArray[np.float64], together: NDArray[np.float64], context: NDArray[np.float64], trust: float
) -> NDArray[np.float64]:
    weight = context / (context + trust)
    return (1 - weight) * shorter + weight * np.minimum(together / np.maximum(context, 1.0), 1.0)


@dataclass(frozen=True, slots=True)
class Numbering:
    """Ids of forms: `first` has by word id the id of the word's first form, `forms` is how many ids forms take."""

    first: Ids
    forms: int

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Numbering:
        """Number the forms from 1, in the order of their words; what is no word has none."""
        sizes = np.array([0] * FIRST_WORD + [len(forms) for forms in vocabulary.forms])
        return cls(np.where(sizes > 0, 1 + np.cumsum(sizes) - sizes, 0).astype(np.int64), 1 + int(sizes.sum()))

    @property
    def base(self) -> int:
        """How many ids there are."""
        return self.forms + FIRST_WORD + len(GAPS)

    @property
    def line(self) -> int:
        """The id of the sign that a new line begins."""
        return self.forms + FIRST_WORD + GAPS.index("line")

    def row(self, words: Ids, chosen: Ids, gaps: Ids) -> tuple[Ids, Ids]:
        """Return the ids of tokens in a row, with a sign where punctuation stands before one, and the tokens' places.

        `chosen` is which form each word has, `UNLABELLED` where it has none.
        """
        kinds = self.forms + np.minimum(words, FIRST_WORD - 1)
        ids = np.where(chosen == UNLABELLED, kinds, self.first[words] + chosen)
        parted = gaps > _SPACE
        places = np.arange(len(words)) + np.cumsum(parted)
        row = np.empty(len(words) + int(parted.sum()), np.int64)
        row[places] = ids
        row[places[parted] - 1] = self.forms + FIRST_WORD + gaps[parted]
        return row, places


def count(samples: Sequence[Samples], vocabulary: Vocabulary) -> Runs:
    """Count the runs of the training text; rare ones are left out."""
    numbering = Numbering.of(vocabulary)
    base = numbering.base
    columns = [[column.astype(np.int64) for column in (part.words, part.labels, part.gaps)] for part in samples]
    row = np.concatenate([numbering.row(*part)[0] for part in columns])
    pairs, pair_counts = _counted(row[:-1] * base + row[1:], _LEAST_PAIR)
    seen, places = _looked_up(pairs, pair_counts, row[:-2] * base + row[1:-1])
    triples, triple_counts = _counted((places * base + row[2:])[seen > 0], _LEAST_TRIPLE)
    singles = np.bincount(row, minlength=base).astype(np.float64)
    return Runs(base, singles, pairs, pair_counts, triples, triple_counts)


def _counted(keys: Ids, least: int) -> tuple[Ids, NDArray[np.float64]]:
    found, counts = np.unique(keys, return_counts=True)
    kept = counts >= least
    return found[kept], counts[kept].astype(np.float64)


def save(runs: Runs, path: Path) -> None:
    """Write the counts: for each context how many runs go on from it, then their last ids and counts."""
    content = io.BytesIO()
    np.savez(
        content,
        singles=runs.singles.astype(np.uint32),
        pair_sizes=np.bincount(runs.pairs // runs.base, minlength=runs.base).astype(np.uint16),
        pair_ends=_bytes(runs.pairs % runs.base),
        pair_steps=_steps(runs.pair_counts),
        triple_sizes=np.bincount(runs.triples // runs.base, minlength=len(runs.pairs)).astype(np.uint16),
        triple_ends=_bytes(runs.triples % runs.base),
        triple_steps=_steps(runs.triple_counts),
    )
    path.write_bytes(lzma.compress(content.getvalue(), preset=9))


def load(path: Path) -> Runs:
    """Read what `save` wrote."""
    with np.load(io.BytesIO(lzma.decompress(path.read_bytes()))) as table:
        columns = {name: table[name] for name in table.files}
    singles = columns["singles"].astype(np.float64)
    base = len(singles)
    pairs = np.repeat(np.arange(base), columns["pair_sizes"]) * base + _ids(columns["pair_ends"])
    triples = np.repeat(np.arange(len(pairs)), columns["triple_sizes"]) * base + _ids(columns["triple_ends"])
    pair_counts, triple_counts = (2.0 ** (columns[f"{name}_steps"] / _STEPS) for name in ("pair", "triple"))
    return Runs(base, singles, pairs, pair_counts, triples, triple_counts)


def _steps(counts: NDArray[np.float64]) -> NDArray[np.uint8]:
    steps: NDArray[np.uint8] = np.rint(np.log2(counts) * _STEPS).astype(np.uint8)
    return steps


def _bytes(ids: Ids) -> NDArray[np.uint8]:
    """Part ids into a row of high bytes and one of low bytes, which pack better."""
    return np.stack([ids >> 8, ids & 255]).astype(np.uint8)


def _ids(rows: NDArray[np.uint8]) -> Ids:
    ids: Ids = rows[0].astype(np.int64) * 256 + rows[1]
    return ids
