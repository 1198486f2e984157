"""Channel: what a word becomes when an OCR run in the wrong language reads it (`Đẩy` as `Pay`, `thực` as `thyc`).

Learnt from typeset text read as English and laid beside the truth, by `corpus.language.learning.channel_learning`.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.language.letters import bare

LONGEST_READ = 3
"""A group of one or two true letters is read as at most so many signs."""

EDGES = '.,;:!?()[]{}"“”«»…'
"""Signs that stand around words; apostrophes do not count, as a horn is often read as one (`co’`)."""

FILE = "channel.xz"
# So many sightings the guess by looks is worth. Memory of whole words is trusted by n / (n + trust), but never more
# than so: another engine makes other faults of the commonest words.
GUESS_WORTH, _WORD_TRUST, _MOST_TRUST = 4.0, 40.0, 0.5
_SAME_LETTER, _ANY_SIGN, _LONGER, _LOST = 0.05, 0.0025, 0.04, 0.004


@dataclass(frozen=True, slots=True)
class Channel:
    """Counts of how groups of one or two letters were read, and how whole words were.

    `groups` holds by true group the counts of what was read for it; `words` by what was read the true words with their
    counts; `totals` how often each true word was seen at all.
    """

    groups: Mapping[str, Mapping[str, int]]
    words: Mapping[str, Mapping[str, int]]
    totals: Mapping[str, int]

    def chance(self, letter: str, read: str) -> float:
        """Return the chance that a letter is read so."""
        counts = self.groups.get(letter, {})
        return (counts.get(read, 0) + GUESS_WORTH * guess(letter, read)) / (sum(counts.values()) + GUESS_WORTH)

    def remembered(self, read: str) -> Mapping[str, float]:
        """Return the true words that were read so, each with the weighted chance memory gives it."""
        return {word: count / self.totals[word] * self.trust(word) for word, count in self.words.get(read, {}).items()}

    def trust(self, word: str) -> float:
        """Return how far the memory of a whole word is trusted, the letters for the rest."""
        total = self.totals.get(word, 0)
        return _MOST_TRUST * total / (total + _WORD_TRUST)


def guess(letter: str, read: str) -> float:
    """Return the chance that a letter is read so, by looks alone."""
    return likeness(looks_of(letter), looks_of(read), len(read))


def looks_of(letters: str) -> str:
    """Return what letters look like, whatever their marks and their height."""
    return bare(letters).lower()


def likeness(looks: str, plain: str, length: int) -> float:
    """Return the chance that a letter of some looks is read as so many signs of such looks."""
    if not length:
        return _LOST
    return (_SAME_LETTER if looks in plain else _ANY_SIGN) * _LONGER ** (length - 1)


@cache
def load_channel() -> Channel:
    """Return the channel that comes with the program."""
    content = lzma.decompress(files("corpus.language").joinpath(FILE).read_bytes()).decode()
    groups, words, totals = (block.splitlines() for block in content.split("\n\n"))
    return Channel(_nested(groups), _nested(words), {word: int(n) for word, n in map(str.split, totals)})


def _nested(lines: Iterable[str]) -> dict[str, dict[str, int]]:
    table = {}
    for line in lines:
        key, *cells = line.split("\t")
        table[key] = {cell: int(count) for cell, count in zip(cells[::2], cells[1::2], strict=True)}
    return table


def core_of(token: str) -> tuple[int, int]:
    """Return where a token's word begins and ends, without the signs around it."""
    start = len(token) - len(token.lstrip(EDGES + "'‘’`"))
    end = len(token.rstrip(EDGES))
    return start, max(start, end)
