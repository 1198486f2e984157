"""Candidates: the words a garbled token may stand for, by its letters and by what is remembered of whole words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.language.bigrams import load_bigrams
from corpus.language.channel import Channel, load_channel
from corpus.language.syllables import is_valid
from corpus.language.word_tree import Ids, Near, WordTree, tree_of

Numbers = NDArray[np.float64]

NOTHING = -1
"""What stands for a word where there is none."""

# Words so far behind the likeliest one are dropped.
_BEHIND = 10.0
_MOST = 24
# Longer tokens are no words.
_LONGEST = 30
_MOST_FOUND = 50_000
_AT_ONCE = 1000
_LEAST_COUNT, _LEAST_COUNT_FOREIGN = 5, 300


class Rivals(NamedTuple):
    """Words a token may stand for, likeliest first: places in the row of words, and log-chances to be read so."""

    words: Ids
    chances: Numbers

    @classmethod
    def of(cls, chances: Mapping[int, float]) -> Rivals:
        """Make rivals of places and log-chances."""
        return cls(np.array(list(chances), np.int64), np.array(list(chances.values()), np.float64))

    @property
    def best(self) -> float:
        """The log-chance of the likeliest word."""
        return float(self.chances[0]) if len(self.chances) else -np.inf

    def above(self, least: float) -> Rivals:
        """Return the rivals that are likelier."""
        return Rivals(self.words[self.chances > least], self.chances[self.chances > least])

    def pairs(self, most: int) -> list[tuple[int, float]]:
        """Return so many places with their log-chances."""
        return list(zip(self.words[:most].tolist(), self.chances[:most].tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Words with what it takes to compare them; `candidates_of` makes it.

    `priors` are log-chances without context, `trusts` how far the memory of each whole word is trusted; `trees` are
    for words in small letters and in capitals; `found` keeps what was computed already.
    """

    channel: Channel
    words: tuple[str, ...]
    priors: Numbers
    trusts: Numbers
    places: Mapping[str, int]
    trees: Mapping[bool, WordTree]
    found: dict[str, Rivals]

    def find(self, read: str) -> Rivals:
        """Return the words a token may stand for, likeliest first."""
        if read not in self.found:
            self.prepare([read])
        return self.found[read]

    def recalled(self, read: str, least: float) -> Rivals:
        """Return the words that memory alone tells were read so, if they are so likely."""
        remembered = self.channel.remembered(read).items()
        return Rivals.of(
            {self.places[w]: log(chance) for w, chance in remembered if chance >= least and w in self.places}
        )

    def prepare(self, reads: Iterable[str]) -> None:
        """Find what some tokens may stand for, together."""
        if len(self.found) > _MOST_FOUND:
            self.found.clear()
        wanted: defaultdict[bool, list[str]] = defaultdict(list)
        for read in dict.fromkeys(reads):
            if len(read) > _LONGEST:
                self.found[read] = Rivals.of({})
            elif read not in self.found:
                wanted[sum(map(str.isupper, read)) > 1 or (len(read) == 1 and read.isupper())].append(read)
        for capitals, alike in wanted.items():
            for begin in range(0, len(alike), _AT_ONCE):
                part = alike[begin : begin + _AT_ONCE]
                self.found.update(zip(part, self._ranked(part, self.trees[capitals].near(part)), strict=True))

    def _ranked(self, reads: Sequence[str], near: Near) -> Iterator[Rivals]:
        """Add what memory tells of tokens to what their letters tell, and keep the likeliest words of each."""
        remembered = [
            (token, self.places[word], chance)
            for token, read in enumerate(reads)
            for word, chance in self.channel.remembered(read).items()
            if word in self.places
        ]
        told = [np.array(column) for column in zip(*remembered, strict=True)] or [near.tokens[:0]] * 3
        tokens, words = (np.concatenate(pair).astype(np.int64) for pair in zip(near[:2], told[:2], strict=True))
        by_letters = (1 - self.trusts[near.words]) * np.exp(near.chances.astype(np.float64))
        keys, whole = np.unique(tokens * len(self.words) + words, return_inverse=True)
        chances = np.log(np.maximum(np.bincount(whole, np.concatenate([by_letters, told[2]])), 1e-40))
        tokens, words = np.divmod(keys, len(self.words))
        scores = chances + self.priors[words]
        order = np.lexsort((-scores, tokens))
        begins = tokens.searchsorted(np.arange(len(reads) + 1)).tolist()
        for begin, end in pairwise(begins):
            best = order[begin : min(end, begin + _MOST)]
            best = best[scores[best] > scores[best[:1]] - _BEHIND]
            yield Rivals(words[best], chances[best])


def candidates_of(counts: Mapping[str, int], channel: Channel) -> Candidates:
    """Make the trees of some words in small letters, with how often they were seen."""
    words = tuple(counts)
    seen = np.array(list(counts.values()), np.float64)
    priors = np.log((seen + 1) / (seen.sum() + len(seen)))
    trusts = np.array([channel.trust(word) for word in words])
    trees = {capitals: tree_of(words, channel, capitals=capitals) for capitals in (False, True)}
    return Candidates(channel, words, priors, trusts, {word: place for place, word in enumerate(words)}, trees, {})


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
