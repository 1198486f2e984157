"""Runs: how likely a marked form, a number or a sign is after the three before it, as the training text has it.

The network generalises; these runs remember. Where the network doubts, they weigh what it proposes, and they choose
among the words a garbled token may stand for. `corpus.language.learning.counting` makes them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.language.tokens import GAPS, gap_of
from corpus.language.vocabulary import FIRST_WORD, UNKNOWN, Vocabulary, load

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]
Shares = NDArray[np.float32]

UNLABELLED = 255
"""Which form a token has, where it has none: a number, a code, an unknown word."""

LONGEST = 4
"""Runs have two to so many parts."""

FOLDER = Path(__file__).parent
RUNS, VOCABULARY = "runs.npz", "vocabulary.txt.xz"
_SPACE = GAPS.index("space")
# Shares are kept as whole steps of their log-odds, fine where one run takes nearly the whole share of its context.
_STEP, _NO_ODDS = 0.45, 128
_MOST_SHARE = 1 - 1e-5
_LEAST_REST = 1e-4


@dataclass(frozen=True, slots=True)
class Order:
    """Runs of one length: `keys` has their ids as digits, in order, `shares` what each adds to the shorter run's.

    `contexts` has the keys of the runs less their last id, `rests` the share of the shorter runs after each.
    """

    keys: Ids
    shares: Shares
    contexts: Ids
    rests: Shares

    @classmethod
    def of(cls, keys: Ids, shares: Shares, base: int) -> Order:
        """Gather the contexts of some runs; what their runs leave of each is the share of the shorter ones."""
        before = keys // base
        begins = np.flatnonzero(np.append(True, before[1:] != before[:-1]))
        return cls.after(before[begins], begins, keys, shares)

    @classmethod
    def after(cls, contexts: Ids, begins: Ids, keys: Ids, shares: Shares) -> Order:
        """Make an order of runs whose contexts are known, and where those of each begin."""
        rests = np.maximum(1 - np.add.reduceat(shares, begins), _LEAST_REST)
        return cls(keys, shares, contexts, rests.astype(np.float32))


@dataclass(frozen=True, slots=True)
class Runs:
    """Shares by id; an id is the place of a form in the row of all forms, or stands for what is no form, or a sign.

    `alone` has the share of each id by itself.
    """

    alone: Numbers
    orders: tuple[Order, ...]

    @property
    def base(self) -> int:
        """How many ids there are."""
        return len(self.alone)

    def log_chances(self, rows: Ids) -> Numbers:
        """Return the logarithm of the chance of the last id of each row after the three before it."""
        return self.log_chances_after(rows[:, :-1], rows[:, -1])

    def log_chances_after(self, contexts: Ids, last: Ids, at: Ids | None = None) -> Numbers:
        """Return the logarithm of the chance of each id after three others, the row of `contexts` that `at` tells.

        Contexts that many ids have in common are looked up once; without `at` each id has its own.
        """
        chance = self.alone[last]
        row = np.arange(len(last)) if at is None else at
        context = np.zeros(len(contexts), np.int64)
        # A run's end is a run too: where the shorter one is none, the longer one need not be looked for.
        left = np.arange(len(last))
        for length, order in enumerate(self.orders, 1):
            context += contexts[:, -length] * self.base ** (length - 1)
            place = np.minimum(order.contexts.searchsorted(context), len(order.contexts) - 1)
            known = order.contexts[place] == context
            chance *= np.where(known, order.rests[place], 1)[row]
            left = left[known[row[left]]]
            key = context[row[left]] * self.base + last[left]
            found = np.minimum(order.keys.searchsorted(key), len(order.keys) - 1)
            told = order.keys[found] == key
            left = left[told]
            chance[left] += order.shares[found[told]]
        return np.asarray(np.log(chance))


@dataclass(frozen=True, slots=True)
class Numbering:
    """Ids of forms: `first` has by word id the id of the word's first form, `ids` each form's, `forms` how many."""

    first: Ids
    ids: Mapping[str, int]
    forms: int

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Numbering:
        """Number the forms from 1, in the order of their words; what is no word has none."""
        sizes = np.array([0] * FIRST_WORD + [len(forms) for forms in vocabulary.forms])
        ids = {form: place for place, form in enumerate(chain.from_iterable(vocabulary.forms), 1)}
        return cls(np.where(sizes > 0, 1 + np.cumsum(sizes) - sizes, 0).astype(np.int64), ids, 1 + int(sizes.sum()))

    @property
    def base(self) -> int:
        """How many ids there are."""
        return self.forms + FIRST_WORD + len(GAPS)

    @property
    def line(self) -> int:
        """The id of the sign that a new line begins."""
        return self.forms + FIRST_WORD + GAPS.index("line")

    @property
    def unknown(self) -> int:
        """The id of a word that is not in the vocabulary."""
        return self.forms + UNKNOWN

    def sign(self, between: str) -> int:
        """Return the id of the signs between two words."""
        return self.forms + FIRST_WORD + gap_of(between)

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


def load_vocabulary(folder: Path = FOLDER) -> tuple[Vocabulary, Numbering]:
    """Return the words of a folder's model and the numbers of their forms."""
    return _vocabulary_of(folder)


def load_runs(folder: Path = FOLDER) -> Runs:
    """Return the runs of a folder's model."""
    return _runs_of(folder)


@cache
def _vocabulary_of(folder: Path) -> tuple[Vocabulary, Numbering]:
    vocabulary = load(folder / VOCABULARY)
    return vocabulary, Numbering.of(vocabulary)


@cache
def _runs_of(folder: Path) -> Runs:
    return unpack((folder / RUNS).read_bytes())


def pack(runs: Runs) -> bytes:
    """Write the runs: of each shorter run how many go on from it, then their last ids and shares.

    Every run's beginning and end must be runs too: its last id is written as its place among those that follow its
    middle, counted from the one before, which takes a third of the room of the id.
    """
    columns: dict[str, Any] = {"alone": runs.alone.astype(np.float32)}
    shorter = np.arange(runs.base)
    for length, order in enumerate(runs.orders, 2):
        sizes = np.bincount(shorter.searchsorted(order.keys // runs.base), minlength=len(shorter))
        ends = order.keys % runs.base ** (length - 1)
        places = shorter.searchsorted(ends) - shorter.searchsorted(ends // runs.base * runs.base)
        firsts = np.cumsum(sizes[sizes > 0])[:-1]
        gaps = np.diff(places, prepend=0)
        gaps[firsts] = places[firsts]
        odds = np.log(order.shares / (1 - np.minimum(order.shares, _MOST_SHARE)))
        columns |= _halves(f"{length}.sizes", sizes) | _halves(f"{length}.gaps", gaps)
        columns[f"{length}.odds"] = (np.rint(odds / _STEP) + _NO_ODDS).astype(np.uint8)
        shorter = order.keys
    content = io.BytesIO()
    np.savez_compressed(content, **columns)
    return content.getvalue()


def _halves(name: str, numbers: Ids) -> dict[str, Any]:
    """Part numbers into high and low bytes, which pack better apart."""
    return {f"{name}.high": (numbers >> 8).astype(np.uint8), f"{name}.low": (numbers & 255).astype(np.uint8)}


def unpack(content: bytes) -> Runs:
    """Read what `pack` wrote."""
    with np.load(io.BytesIO(content)) as table:
        columns: dict[str, Any] = {name: table[name] for name in table.files}
    alone = columns["alone"].astype(np.float64)
    return Runs(alone, tuple(_orders(columns, len(alone))))


def _orders(columns: dict[str, Any], base: int) -> Iterator[Order]:
    shares = (1 / (1 + np.exp(_STEP * (_NO_ODDS - np.arange(256))))).astype(np.float32)
    keys, lasts = np.arange(base), np.arange(base, dtype=np.int32)
    # Where each run less its first id stands among the shorter ones, and where what goes on from those begins.
    tails, begins = np.zeros(base, np.int32), np.zeros(1, np.int32)
    for length in range(2, LONGEST + 1):
        sizes, gaps = (_whole(columns, f"{length}.{name}") for name in ("sizes", "gaps"))
        ends, begun = np.cumsum(sizes, dtype=np.int32), np.flatnonzero(sizes)
        places = np.cumsum(gaps, dtype=np.int32)
        # The gaps add up over all contexts: what those before each added is taken off again.
        shifts = begins[tails[begun]] - np.append(np.int32(0), places[ends[begun[:-1]] - 1])
        places += np.repeat(shifts, sizes[begun])
        tails, begins, lasts = places, ends - sizes, lasts[places]
        contexts = keys[begun]
        keys = np.repeat(contexts * base, sizes[begun])
        keys += lasts
        yield Order.after(contexts, begins[begun].astype(np.int64), keys, shares[columns.pop(f"{length}.odds")])


def _whole(columns: dict[str, Any], name: str) -> NDArray[np.int32]:
    whole: NDArray[np.int32] = columns.pop(f"{name}.high").astype(np.int32)
    whole *= 256
    whole += columns.pop(f"{name}.low")
    return whole
