"""Candidates: the words a garbled token may stand for, by the channel alone.

The words are kept as a tree of letters; a token is laid against all of them at once, letter by letter, and branches
that fall far behind are dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import exp, log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.language.bigrams import load_bigrams
from corpus.language.channel import GUESS_WORTH, LONGEST_READ, Channel, guess, load_channel
from corpus.language.letters import bare
from corpus.language.syllables import is_valid

Ids = NDArray[np.int64]
Scores = NDArray[np.float32]

_NEVER = -100.0
# Words begin with a small letter rather than a capital; which one it was is told later.
_SMALL, _CAPITAL = log(0.85), log(0.15)
# Signs before and after the letters that belong to none, as a speck or a quotation mark.
_STRAY = -5.0
# A branch so far behind the best is dropped, and so are words at the end.
_BEHIND_BRANCH, _BEHIND_WORD = 10.0, 10.0
_MOST = 24
_MOST_FOUND = 50_000
_AT_ONCE = 64
_LEAST_COUNT, _LEAST_COUNT_FOREIGN = 5, 300


class Candidate(NamedTuple):
    """A word (its place in the row the tree was made of) and the logarithm of the chance that it is read so."""

    word: int
    chance: float


@dataclass(frozen=True, slots=True)
class _Level:
    """The nodes at one depth: places of their parents and grandparents, their last letter and last two, their word."""

    parents: Ids
    grandparents: Ids
    letters: Ids
    twos: Ids
    words: Ids


@dataclass(frozen=True, slots=True)
class _Groups:
    """The groups of letters words are made of, as columns; one that begins a word may be small or a capital."""

    small: Ids
    capital: Ids
    places: dict[str, int]
    totals: Scores
    single: NDArray[np.bool_]
    looks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Words with what it takes to compare them; `candidates_of` makes it.

    `priors` are log-chances without context; `columns` and `found` keep what was computed already.
    """

    channel: Channel
    words: tuple[str, ...]
    priors: Scores
    places: dict[str, int]
    groups: _Groups
    pieces: dict[str, dict[int, int]]
    levels: dict[bool, tuple[_Level, ...]]
    columns: dict[str, Scores]
    found: dict[str, tuple[Candidate, ...]]

    def find(self, read: str) -> tuple[Candidate, ...]:
        """Return the words a token may stand for, likeliest first."""
        if read not in self.found:
            self.prepare([read])
        return self.found[read]

    def prepare(self, reads: Iterable[str]) -> None:
        """Find what some tokens may stand for; those of one length are laid against the tree at once."""
        groups: defaultdict[tuple[int, bool], list[str]] = defaultdict(list)
        for read in dict.fromkeys(reads):
            if read not in self.found:
                capitals = sum(map(str.isupper, read)) > 1 or (len(read) == 1 and read.isupper())
                groups[len(read), capitals].append(read)
        if len(self.found) > _MOST_FOUND:
            self.found.clear()
        for (_, capitals), alike in groups.items():
            for begin in range(0, len(alike), _AT_ONCE):
                part = alike[begin : begin + _AT_ONCE]
                self.found.update(
                    zip(part, map(self._ranked, part, self._by_letters(part, capitals=capitals)), strict=True)
                )

    def _ranked(self, read: str, found: Mapping[int, float]) -> tuple[Candidate, ...]:
        """Add what memory tells of a token to what its letters tell, and keep the likeliest words."""
        chances = {word: (1 - self.channel.trust(self.words[word])) * exp(chance) for word, chance in found.items()}
        for form, chance in self.channel.remembered(read).items():
            if form in self.places:
                chances[self.places[form]] = chances.get(self.places[form], 0.0) + chance
        scored = [(log(max(chance, 1e-40)), word) for word, chance in chances.items()]
        ranked = sorted(((float(chance + self.priors[word]), chance, word) for chance, word in scored), reverse=True)
        return tuple(
            Candidate(word, chance) for score, chance, word in ranked[:_MOST] if score > ranked[0][0] - _BEHIND_WORD
        )

    def _by_letters(self, reads: Sequence[str], *, capitals: bool) -> list[dict[int, float]]:
        """Return for each of some tokens of one length the words near it with their log-chances."""
        tables = self._tables(reads)
        count, width = len(reads), len(reads[0]) + 1
        begun = np.tile(np.arange(width, dtype=np.float32) * _STRAY, (count, 1, 1))
        rows = [np.full((count, 1, width), _NEVER, np.float32), begun]
        alive = [np.zeros((count, 1), np.bool_), np.ones((count, 1), np.bool_)]
        tail = _STRAY * np.arange(width - 1, -1, -1, dtype=np.float32)
        ended: list[tuple[Ids, Ids, Scores]] = []
        for level in self.levels[capitals]:
            near = alive[-1][:, level.parents] | (alive[-2][:, level.grandparents] & (level.twos > 0))
            token, node = np.nonzero(near)
            part = _step(rows[-1][token, level.parents[node]], (token, level.letters[node]), tables, least=0)
            after_two = _step(rows[-2][token, level.grandparents[node]], (token, level.twos[node]), tables, least=1)
            np.maximum(part, after_two, out=part)
            reach = part.max(axis=1, initial=_NEVER)
            kept = reach > np.maximum(_best(reach, token, count) - _BEHIND_BRANCH, _NEVER / 2)[token]
            token, node, part = token[kept], node[kept], part[kept]
            rows.append(np.full((count, len(level.parents), width), _NEVER, np.float32))
            rows[-1][token, node] = part
            alive.append(np.zeros(near.shape, np.bool_))
            alive[-1][token, node] = True
            ends = level.words[node] >= 0
            ended.append((token[ends], level.words[node[ends]], (part[ends] + tail).max(axis=1, initial=_NEVER)))
        return _by_token(ended, self.priors, count)

    def _tables(self, reads: Sequence[str]) -> list[Scores]:
        """Return for each length of a piece the chances, token by token, of all groups to be read as the pieces."""
        length = len(reads[0])
        return [
            np.stack(
                [np.stack([self._column(read[at : at + size]) for at in range(length - size + 1)], 1) for read in reads]
            )
            if size <= length
            else np.zeros((len(reads), len(self.groups.small), 0), np.float32)
            for size in range(LONGEST_READ + 1)
        ]

    def _column(self, piece: str) -> Scores:
        column = self.columns.get(piece)
        if column is None:
            groups = self.groups
            worth = GUESS_WORTH * groups.single
            guesses = {looks: guess(looks, piece) for looks in set(groups.looks)}
            seen = worth * np.array([guesses[looks] for looks in groups.looks])
            for place, count in self.pieces.get(piece, {}).items():
                seen[place] += count
            plain = np.log(np.maximum(seen / (groups.totals + worth), exp(_NEVER))).astype(np.float32)
            column = np.maximum(plain[groups.small] + _SMALL * (groups.capital > 0), plain[groups.capital] + _CAPITAL)
            column = self.columns[piece] = column.astype(np.float32)
        return column


def _best(scores: Scores, token: Ids, count: int) -> Scores:
    """Return the best score of each token."""
    best = np.full(count, _NEVER, np.float32)
    np.maximum.at(best, token, scores)
    return best


def _by_token(ended: Sequence[tuple[Ids, Ids, Scores]], priors: Scores, count: int) -> list[dict[int, float]]:
    """Keep the words that are not far behind, whichever way they are read, for each token."""
    token, words, chances = (np.concatenate(column) for column in zip(*ended, strict=True))
    scores = chances + priors[words]
    kept = scores > _best(scores, token, count)[token] - _BEHIND_WORD
    found: list[dict[int, float]] = [{} for _ in range(count)]
    for at, word, chance in zip(token[kept].tolist(), words[kept].tolist(), chances[kept].tolist(), strict=True):
        found[at][word] = chance
    return found


def _step(before: Scores, groups: tuple[Ids, Ids], tables: Sequence[Scores], *, least: int) -> Scores:
    """Return the best chances after one more group, which is read as `least` signs or more."""
    width = before.shape[1]
    after = np.full(before.shape, _NEVER, np.float32)
    for size in range(least, min(LONGEST_READ, width - 1) + 1):
        reached = before[:, : width - size] + tables[size][groups]
        np.maximum(after[:, size:], reached, out=after[:, size:])
    return after


def candidates_of(counts: Mapping[str, int], channel: Channel) -> Candidates:
    """Make the tree of some words in small letters, with how often they were seen."""
    words = tuple(counts)
    groups: dict[str, int] = {"": 0}
    levels = {capitals: tuple(_levels(words, channel, groups, capitals=capitals)) for capitals in (False, True)}
    columns = _groups_of(tuple(groups), channel)
    pieces: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for group, place in columns.places.items():
        for piece, count in channel.groups.get(group, {}).items():
            pieces[piece][place] = count
    seen = np.array(list(counts.values()), np.float32)
    priors = np.log((seen + 1) / (seen.sum() + len(seen)))
    return Candidates(
        channel, words, priors, {w: i for i, w in enumerate(words)}, columns, dict(pieces), levels, {}, {}
    )


def _groups_of(names: Sequence[str], channel: Channel) -> _Groups:
    """Return the groups; the first is one that is never read."""
    pairs = [(n[1:], n[1].upper() + n[2:]) if n.startswith("^") else (n, "") for n in names]
    plain = {name: place for place, name in enumerate(dict.fromkeys(["", *chain.from_iterable(pairs)]))}
    small, capital = (np.array([plain[pair[side]] for pair in pairs], np.int64) for side in (0, 1))
    totals = np.array([sum(channel.groups.get(name, {}).values()) for name in plain], np.float32)
    single = np.array([len(name) == 1 for name in plain])
    looks = tuple(bare(name).lower() if len(name) == 1 else "" for name in plain)
    return _Groups(small, capital, plain, np.maximum(totals, ~single), single, looks)


def _levels(words: Sequence[str], channel: Channel, groups: dict[str, int], *, capitals: bool) -> Iterator[_Level]:
    """Yield the tree level by level; `groups` gets the groups of letters it is made of."""
    word_places = {word: place for place, word in enumerate(words)}
    shallower, above = {"": 0}, {"": 0}
    for depth in range(1, max(map(len, words)) + 1):
        here = sorted({word[:depth] for word in words if len(word) >= depth})
        names = [name.upper() if capitals else name if depth > 2 else f"^{name}" for name in here]
        letters = [name if depth == 1 else name[-1] for name in names]
        twos = [_two(name[-2:] if depth != 2 else name, channel) for name in names] if depth > 1 else [""] * len(here)
        yield _Level(
            np.array([above[prefix[:-1]] for prefix in here], np.int64),
            np.array([shallower[prefix[:-2]] if depth > 1 else 0 for prefix in here], np.int64),
            np.array([groups.setdefault(letter, len(groups)) for letter in letters], np.int64),
            np.array([groups.setdefault(two, len(groups)) for two in twos], np.int64),
            np.array([word_places.get(prefix, -1) for prefix in here], np.int64),
        )
        shallower, above = above, {prefix: place for place, prefix in enumerate(here)}


def _two(name: str, channel: Channel) -> str:
    """Return a group of two letters if the channel tells of it."""
    plain = name.lstrip("^")
    told = plain in channel.groups or (name != plain and plain.capitalize() in channel.groups)
    return name if told else ""


@cache
def load_candidates() -> Candidates:
    """Return the tree of the words in use, with the channel that comes with the program."""
    return candidates_of(words_in_use(), load_channel())


def words_in_use() -> dict[str, int]:
    """Return the syllables that were counted, and the foreign words and abbreviations that were counted often."""
    table = load_bigrams()
    least = {True: _LEAST_COUNT, False: _LEAST_COUNT_FOREIGN}
    counts = {word: table.count(word) for word in table.ids if word.isalpha()}
    return {word: count for word, count in counts.items() if count >= least[is_valid(word)]}
