"""Sequences: how often three and four tokens follow each other in official papers.

The counts are in `sequences.xz` and hang on the pairs of `bigrams.xz`; they are made from texts by
`python -m corpus.language.sequences TEXT.txt.xz...`.
"""

from __future__ import annotations

import io
import lzma
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.language.bigrams import STOP, UNKNOWN, Bigrams, load_bigrams, places, read_lines

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]

_FILE = "sequences.xz"
_LEAST_COUNTS = {3: 4, 4: 5}
# Counts are kept as whole steps of a quarter of a power of two: within 9 % of the true one.
_STEPS = 4
# Kneser and Ney's discount of a count, and the least share left to what was never seen after a context.
_DISCOUNT = 0.75
_LEAST_REST = 0.12
# Of a text's words so many are none of the table's.
_UNKNOWN_SHARE = 0.004


@dataclass(frozen=True, slots=True)
class Sequences:
    """Counts by place: `keys` of three tokens are the place of their pair times the vocabulary plus the last id.

    Keys of four hang on the places of three in the same way. `pairs` counts the pairs in official papers alone. `rest`
    is the share of what follows each context that its sequences do not tell of.
    """

    bigrams: Bigrams
    pairs: Numbers
    keys: dict[int, Ids]
    counts: dict[int, Numbers]
    rest: dict[int, Numbers]

    def log_chances(self, tokens: Ids) -> Numbers:
        """Return the logarithm of the chance of each row's last id after the three before it."""
        size = len(self.bigrams.counts)
        share = self._after_one(tokens[:, 2], tokens[:, 3])
        for order in (3, 4):
            context, seen = self._context(tokens[:, 4 - order : 3], order - 1)
            together, _ = _looked_up(self.keys[order], self.counts[order], context * size + tokens[:, 3])
            told = np.maximum(together - _DISCOUNT, 0.0) / np.maximum(seen, 1.0)
            share = np.where(seen > 0, told + self.rest[order][context] * share, share)
        return np.log(share)

    def _context(self, tokens: Ids, order: int) -> tuple[Ids, Numbers]:
        """Return where two or three tokens stand among the sequences of their length, and how often they were seen."""
        size = len(self.bigrams.counts)
        _, place = _looked_up(self.bigrams.keys, self.pairs, tokens[:, 0] * size + tokens[:, 1])
        seen = np.where(place < 0, 0.0, self.pairs[place])
        if order == 3:
            seen, place = _looked_up(self.keys[3], self.counts[3], place * size + tokens[:, 2])
        return place, seen

    def _after_one(self, first: Ids, second: Ids) -> Numbers:
        table = self.bigrams
        size = len(table.counts)
        alone = (table.counts[second] + 1) / (table.total + size)
        alone = np.where(second == table.ids[UNKNOWN], _UNKNOWN_SHARE, alone)
        pair, _ = _looked_up(table.keys, table.pair_counts, first * size + second)
        told = np.maximum(pair - _DISCOUNT, 0.0) / np.maximum(table.counts[first], 1)
        return np.asarray(told + table.rest[first] * alone)


def _looked_up(keys: Ids, counts: NDArray[Any], wanted: Ids) -> tuple[Numbers, Ids]:
    """Return the counts of the wanted keys, 0 where they were not kept, and their places, -1 there."""
    found = np.minimum(keys.searchsorted(wanted), len(keys) - 1)
    told = keys[found] == wanted
    return np.where(told, counts[found], 0.0), np.where(told, found, -1)


@cache
def load_sequences() -> Sequences:
    """Return the counts that come with the program."""
    return unpack(files("corpus.language").joinpath(_FILE).read_bytes())


def unpack(content: bytes) -> Sequences:
    """Return the counts of a table's content."""
    bigrams = load_bigrams()
    with np.load(io.BytesIO(lzma.decompress(content))) as table:
        columns: dict[str, Any] = {name: table[name] for name in table.files}
    keys: dict[int, Ids] = {2: bigrams.keys}
    counts: dict[int, Numbers] = {2: _counts(columns["pairs"].astype(np.float64) - 1)}
    rest = {}
    for order in (3, 4):
        contexts = np.repeat(np.arange(len(keys[order - 1])), columns[f"sizes{order}"])
        last = columns[f"high{order}"].astype(np.int64) * 256 + columns[f"low{order}"]
        keys[order] = contexts * len(bigrams.counts) + last
        counts[order] = _counts(columns[f"steps{order}"])
        seen = np.maximum(counts[order - 1], 1.0)
        told = np.bincount(contexts, weights=counts[order] - _DISCOUNT, minlength=len(seen)) / seen
        rest[order] = np.clip(1 - told, _LEAST_REST, 1)
    return Sequences(bigrams, counts[2], keys, counts, rest)


def _counts(steps: NDArray[Any]) -> Numbers:
    return np.asarray(np.where(steps < 0, 0.0, 2.0 ** (steps / _STEPS)))


def ids_of(lines: Iterable[str]) -> Ids:
    """Return the ids of all tokens, the end of a sentence before and after each line."""
    ids = load_bigrams().ids
    stop, unknown = ids[STOP], ids[UNKNOWN]
    rows = (np.array([stop, *(ids.get(p.form, unknown) for p in places(line)), stop], np.int32) for line in lines)
    return np.concatenate(list(rows)).astype(np.int64)


def build(ids: Ids) -> bytes:
    """Count the sequences of a text and return the content of the table's file."""
    bigrams = load_bigrams()
    size = len(bigrams.counts)
    _, place = _looked_up(bigrams.keys, bigrams.pair_counts, ids[:-1] * size + ids[1:])
    pairs = np.bincount(place[place >= 0], minlength=len(bigrams.keys))
    columns: dict[str, Any] = {
        "pairs": np.where(pairs > 0, 1 + np.rint(np.log2(np.maximum(pairs, 1)) * _STEPS), 0).astype(np.uint8)
    }
    contexts = len(pairs)
    for order in (3, 4):
        last = ids[order - 1 :]
        told = place[: len(last)] >= 0
        wanted = np.where(told, place[: len(last)] * size + last, -1)
        keys, counts = np.unique(wanted[told], return_counts=True)
        kept = counts >= _LEAST_COUNTS[order]
        keys, counts = keys[kept], counts[kept]
        columns[f"sizes{order}"] = np.bincount(keys // size, minlength=contexts).astype(np.uint16)
        columns[f"high{order}"] = (keys % size >> 8).astype(np.uint8)
        columns[f"low{order}"] = (keys % size & 255).astype(np.uint8)
        columns[f"steps{order}"] = np.rint(np.log2(counts) * _STEPS).astype(np.uint8)
        _, place = _looked_up(keys, counts, wanted)
        contexts = len(keys)
    content = io.BytesIO()
    np.savez(content, **columns)
    return lzma.compress(content.getvalue(), preset=9 | lzma.PRESET_EXTREME)


if __name__ == "__main__":
    texts = chain.from_iterable(read_lines(Path(name)) for name in sys.argv[1:])
    Path(__file__).with_name(_FILE).write_bytes(build(ids_of(texts)))
