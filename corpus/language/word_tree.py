"""Word tree: words as a tree of letters, against which garbled tokens are laid to find those they may stand for.

Many tokens are laid against it together, sign by sign; what they begin with in common is compared once, and branches
that fall far behind are dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import exp, log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.language.channel import GUESS_WORTH, LONGEST_READ, Channel, likeness, looks_of

Ids = NDArray[np.int64]
Scores = NDArray[np.float32]
Numbers = NDArray[np.float64]

_NEVER = -100.0
# Words begin with a small letter rather than a capital; which one it was is told later.
_SMALL, _CAPITAL = log(0.85), log(0.15)
# Signs before and after the letters that belong to none, as a speck or a quotation mark.
_STRAY, _MOST_STRAY = -5.0, 2
# A branch so far behind the best that has read as much is dropped.
_BEHIND = 10.0
# Words whose first letters are so unlikely are not looked for.
_LEAST_AT_FIRST = -11.0


class Near(NamedTuple):
    """Words near tokens, in the order of the tokens: places of tokens and words, and the log-chances."""

    tokens: Ids
    words: Ids
    chances: Scores


class _Reached(NamedTuple):
    """Nodes reached after prefixes of tokens, in the order of the prefixes, with their log-chances."""

    prefixes: Ids
    nodes: Ids
    chances: Scores

    def some(self, which: Ids | NDArray[np.bool_]) -> _Reached:
        """Return some of them."""
        return _Reached(self.prefixes[which], self.nodes[which], self.chances[which])


@dataclass(frozen=True, slots=True)
class _Groups:
    """The groups of letters that words are made of, by number: how likely each is read as what.

    `told` has the log-chances of all groups by what was read; for what never was, `guesses` has them by its length, and
    by whether there is in it what a group `looks` like.
    """

    looks: tuple[str, ...]
    pieces: Mapping[str, int]
    told: Scores
    guesses: Scores

    def chances(self, pieces: Sequence[str]) -> Scores:
        """Return the log-chances of all groups to be read as some pieces, a row a piece."""
        lengths = [len(piece) for piece in pieces]
        found = np.where(_alike(self.looks, pieces), self.guesses[1, lengths], self.guesses[0, lengths])
        known = [row for row, piece in enumerate(pieces) if piece in self.pieces]
        found[known] = self.told[[self.pieces[pieces[row]] for row in known]]
        return found


def _alike(looks: Sequence[str], pieces: Sequence[str]) -> NDArray[np.bool_]:
    """Tell of pieces whether there is in each what looks like each of some letters."""
    kinds = list(dict.fromkeys(looks))
    shapes = [looks_of(piece) for piece in pieces]
    return np.array([[kind in shape for kind in kinds] for shape in shapes])[:, [kinds.index(look) for look in looks]]


@dataclass(frozen=True, slots=True)
class _Search:
    """The log-chances of groups by piece, and the `most` that each piece has.

    `least` has by prefix what must be surpassed, as far as it is known.
    """

    tables: Scores
    most: Scores
    least: Scores

    def raised(self, reached: _Reached) -> _Reached:
        """Learn from what was reached, and drop what is too far behind."""
        np.maximum.at(self.least, reached.prefixes, reached.chances - np.float32(_BEHIND))
        return reached.some(reached.chances > self.least[reached.prefixes])


@dataclass(frozen=True, slots=True)
class WordTree:
    """Nodes by number, the root first; the branches of node n stand from `begins[n]` to `begins[n + 1]`.

    `ends` are the nodes that branches lead to, over one letter or two: `letters`, a place in `groups`. `words` has the
    word that a node ends, -1 for none.
    """

    groups: _Groups
    begins: Ids
    ends: Ids
    letters: Ids
    words: Ids

    def near(self, reads: Sequence[str]) -> Near:
        """Return the words near some tokens."""
        begun = _begun(reads)
        tables = self.groups.chances(begun.pieces)
        least = np.full(len(begun.lengths), -np.inf, np.float32)
        search = _Search(tables, tables.max(axis=1), least)
        entered = self._entered(begun, search)
        layers: list[_Reached] = []
        for length, prefixes in enumerate(begun.layers):
            ways = [_moved(entered, prefixes, prefixes)]
            for size in range(1, min(length, LONGEST_READ) + 1):
                earlier = _moved(layers[length - size], begun.shorter[size][prefixes], prefixes)
                ways.append(self._further(earlier, begun.ends[size], search))
            reached = self._best(ways, search)
            # Of one letter nothing may have been read.
            lost = self._further(reached, begun.ends[0], search)
            layers.append(self._best([reached, lost], search))
        return self._ended(_joined(layers), begun, search)

    def _entered(self, begun: _Begun, search: _Search) -> _Reached:
        """Go one branch from the root, from which there are too many to try each after every prefix."""
        first = slice(*self.begins[:2])
        chances = search.tables[:, self.letters[first]]
        piece, branch = np.nonzero(chances > _LEAST_AT_FIRST)
        chances, ends = chances[piece, branch], self.ends[first][branch]
        begins = piece.searchsorted(np.arange(len(search.tables) + 1))
        ways = []
        for size in range(LONGEST_READ + 1):
            stray = begun.lengths - size
            prefixes = np.flatnonzero((stray >= 0) & (stray <= _MOST_STRAY))
            pieces = begun.ends[size][prefixes]
            at, place = spread(begins[pieces], begins[pieces + 1])
            strays = (_STRAY * stray[prefixes[at]]).astype(np.float32)
            ways.append(_Reached(prefixes[at], ends[place], chances[place] + strays))
        return self._best(ways, search)

    def _further(self, reached: _Reached, pieces: Ids, search: _Search) -> _Reached:
        """Go one branch on, which is read as the piece that `pieces` has for each prefix."""
        reached = reached.some(reached.chances + search.most[pieces[reached.prefixes]] > search.least[reached.prefixes])
        at, branch = spread(self.begins[reached.nodes], self.begins[reached.nodes + 1])
        prefixes = reached.prefixes[at]
        chances = reached.chances[at] + search.tables[pieces[prefixes], self.letters[branch]]
        return search.raised(_Reached(prefixes, self.ends[branch], chances))

    def _best(self, ways: Sequence[_Reached], search: _Search) -> _Reached:
        """Keep the nodes that are not far behind the best of their prefix, each with its best chance."""
        reached = search.raised(_joined(ways))
        keys = reached.prefixes * len(self.words) + reached.nodes
        order = np.argsort(keys)
        begins = np.flatnonzero(np.diff(keys[order], prepend=-1))
        if not len(begins):
            return reached
        return reached.some(order[begins])._replace(chances=np.maximum.reduceat(reached.chances[order], begins))

    def _ended(self, reached: _Reached, begun: _Begun, search: _Search) -> Near:
        """Return the words whose ends were reached, with a few stray signs after some."""
        ending = np.flatnonzero(self.words[reached.nodes] >= 0)
        ended = reached.some(ending)._replace(nodes=self.words[reached.nodes[ending]])
        tokens = np.arange(len(begun.whole))
        ways = [_moved(ended, begun.whole, tokens)]
        for size in range(1, _MOST_STRAY + 1):
            near = _moved(ended, begun.shorter[size][begun.whole], tokens)
            ways.append(near._replace(chances=near.chances + np.float32(size * _STRAY)))
        search.least[:] = -np.inf
        return Near(*self._best(ways, search))


class _Begun(NamedTuple):
    """What tokens begin with, numbered by length, the empty one first; 0 stands for what there is not, too.

    `layers` are the prefixes of each length, `whole` those that are the tokens; `shorter` and `ends` have by size and
    prefix the prefix that is so much shorter, and which of the `pieces` parts them; the first piece is empty.
    """

    lengths: Ids
    layers: tuple[Ids, ...]
    whole: Ids
    shorter: tuple[Ids, ...]
    ends: tuple[Ids, ...]
    pieces: tuple[str, ...]


def _begun(reads: Sequence[str]) -> _Begun:
    begins = sorted({read[:end] for read in reads for end in range(len(read) + 1)}, key=_by_length)
    numbers = {begin: number for number, begin in enumerate(begins)}
    pieces: dict[str, int] = {"": 0}
    shorter, ends = [np.arange(len(begins))], [np.zeros(len(begins), np.int64)]
    for size in range(1, LONGEST_READ + 1):
        shorter.append(np.array([numbers[begin[:-size]] if len(begin) >= size else -1 for begin in begins]))
        ends.append(np.array([pieces.setdefault(begin[-size:], len(pieces)) for begin in begins]))
    lengths = np.array(list(map(len, begins)))
    layers = np.split(np.arange(len(begins)), np.flatnonzero(np.diff(lengths)) + 1)
    whole = np.array([numbers[read] for read in reads])
    return _Begun(lengths, tuple(layers), whole, tuple(shorter), tuple(ends), tuple(pieces))


def _by_length(begin: str) -> tuple[int, str]:
    return len(begin), begin


def _moved(reached: _Reached, sources: Ids, targets: Ids) -> _Reached:
    """Return what was reached after the prefixes that `sources` are as reached after those that `targets` are."""
    begins, ends = (reached.prefixes.searchsorted(sources, side=side) for side in ("left", "right"))
    at, place = spread(begins, ends)
    return _Reached(targets[at], reached.nodes[place], reached.chances[place])


def _joined(rows: Sequence[_Reached]) -> _Reached:
    return _Reached(*(np.concatenate(column) for column in zip(*rows, strict=True)))


def spread(begins: Ids, ends: Ids) -> tuple[Ids, Ids]:
    """Return all places from each begin to before each end in a row, and which of them each belongs to."""
    sizes = ends - begins
    at = np.repeat(np.arange(len(sizes)), sizes)
    return at, np.arange(len(at)) + np.repeat(begins - np.cumsum(sizes) + sizes, sizes)


def tree_of(words: Sequence[str], channel: Channel, *, capitals: bool) -> WordTree:
    """Make the tree of some words in small letters, as they are read in small letters or in capitals."""
    nodes = {
        begin: number
        for number, begin in enumerate(sorted({w[:end] for w in words for end in range(len(w) + 1)}, key=_by_length))
    }
    places = {word: place for place, word in enumerate(words)}
    groups: dict[str, int] = {}
    branches: list[tuple[int, int, int]] = []
    for name, node in nodes.items():
        for size in (1, 2):
            if len(name) >= size:
                written = _written(name, size, capitals=capitals)
                if size == 1 or _is_told(written, channel):
                    branches.append((nodes[name[:-size]], node, groups.setdefault(written, len(groups))))
    starts, ends, letters = (np.array(column, np.int64) for column in zip(*sorted(branches), strict=True))
    begins = starts.searchsorted(np.arange(len(nodes) + 1))
    found = np.array([places.get(name, -1) for name in nodes])
    return WordTree(_groups_of(tuple(groups), channel), begins, ends, letters, found)


def _written(name: str, size: int, *, capitals: bool) -> str:
    """Return the last letters of a beginning of a word as they are printed; those that begin it may be capitals."""
    if capitals:
        return name[-size:].upper()
    return f"^{name}" if len(name) == size else name[-size:]


def _is_told(two: str, channel: Channel) -> bool:
    """Tell whether the channel tells of a group of two letters."""
    plain = two.lstrip("^")
    return plain in channel.groups or (two != plain and plain.capitalize() in channel.groups)


def _groups_of(names: Sequence[str], channel: Channel) -> _Groups:
    """Return the groups; one that begins a word may be printed small or as a capital, whichever is likelier read so."""
    pairs = [(n[1:], n[1].upper() + n[2:]) if n.startswith("^") else (n, "") for n in names]
    plain = {name: place for place, name in enumerate(dict.fromkeys(["", *chain.from_iterable(pairs)]))}
    small, capital = (np.array([plain[pair[side]] for pair in pairs], np.int64) for side in (0, 1))
    counts = [channel.groups.get(name, {}) for name in plain]
    worth = np.array([GUESS_WORTH * (len(name) == 1) for name in plain])
    totals = worth + np.maximum([sum(seen.values()) for seen in counts], worth == 0)

    def chances(likenesses: Numbers, seen: Numbers) -> Scores:
        logs = np.log(np.maximum((worth * likenesses + seen) / totals, exp(_NEVER)))
        either = np.maximum(logs[:, small] + _SMALL * (capital > 0), logs[:, capital] + _CAPITAL)
        return np.asarray(either, np.float32)

    pieces = {piece: row for row, piece in enumerate(dict.fromkeys(["", *chain.from_iterable(counts)]))}
    seen = np.zeros((len(pieces), len(plain)))
    for column, (name, read) in enumerate(zip(plain, counts, strict=True)):
        for piece, count in read.items():
            # Two letters are never read as nothing.
            seen[pieces[piece], column] = count if piece or len(name) == 1 else 0
    looks = [looks_of(name) if len(name) == 1 else "" for name in plain]
    alike, lengths = _alike(looks, list(pieces)), np.array(list(map(len, pieces)))
    guesses = np.array([[likeness(look, "", size) for size in range(LONGEST_READ + 1)] for look in ("unlike", "")])
    told = chances(guesses[alike.astype(np.int64), lengths[:, None]], seen)
    none = np.zeros((LONGEST_READ + 1, len(plain)))
    untold = np.array([chances(guess[:, None], none) for guess in guesses])
    return _Groups(tuple(looks[place] for place in small), pieces, told, untold)
