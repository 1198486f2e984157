"""Channel: what a word becomes when an OCR run in the wrong language reads it (`Đẩy` as `Pay`, `thực` as `thyc`).

Learnt from typeset text read as English and laid beside the truth; `channel.xz` is made from such pairs by
`python -m corpus.language.channel --pairs PAIRS.tsv...`.
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import log
from pathlib import Path

from corpus.language.letters import bare

LONGEST_READ = 3
"""A group of one or two true letters is read as at most so many signs."""

EDGES = '.,;:!?()[]{}"“”«»…'
"""Signs that stand around words; apostrophes do not count, as a horn is often read as one (`co’`)."""

_FILE = "channel.xz"
_ROUNDS = 3
# Two letters that were read one by one, as each of them is.
_OTHERWISE = " "
# A letter read so was read oddly, as a log-chance.
_ODD = -3.0
# What was seen less often is not kept.
_LEAST_GROUP, _LEAST_WORD = 3, 2
# So many sightings the guess by looks is worth. Memory of whole words is trusted by n / (n + trust), but never more
# than so: another engine makes other faults of the commonest words.
GUESS_WORTH, _WORD_TRUST, _MOST_TRUST = 4.0, 40.0, 0.5
# Capitals are rare: what befell small letters befalls theirs too, but tells less.
_SMALL_FOR_CAPITAL = 0.1
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
    if not read:
        return _LOST
    looks, plain = bare(letter).lower(), bare(read).lower()
    alike = _SAME_LETTER if looks in plain else _ANY_SIGN
    return alike * _LONGER ** (len(read) - 1)


@cache
def load_channel() -> Channel:
    """Return the channel that comes with the program."""
    content = lzma.decompress(files("corpus.language").joinpath(_FILE).read_bytes()).decode()
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


def learn(pairs: Iterable[tuple[str, str]]) -> Channel:
    """Learn the channel from words and what was read for them."""
    seen = Counter(pairs)
    letters: dict[str, dict[str, int]] = {}
    for _ in range(_ROUNDS):
        letters = _letters(seen, Channel(letters, {}, {}))
    words: defaultdict[str, dict[str, int]] = defaultdict(dict)
    totals: Counter[str] = Counter()
    for (word, read), count in seen.items():
        totals[word.lower()] += count
        if count >= _LEAST_WORD:
            words[read][word.lower()] = words[read].get(word.lower(), 0) + count
    return Channel(letters | _twos(seen, Channel(letters, {}, {})), words, totals)


def _letters(seen: Mapping[tuple[str, str], int], channel: Channel) -> dict[str, dict[str, int]]:
    """Count what each letter was read as, by what the channel so far finds likeliest."""
    from corpus.language.channel_alignment import aligned

    @cache
    def chance(letter: str, piece: str) -> float:
        return log(channel.chance(letter, piece))

    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (word, read), count in seen.items():
        for letter, piece in aligned(word, read, chance):
            found[letter][piece] += count
    for letter in [letter for letter in found if letter.islower()]:
        for piece, count in found[letter].items():
            found[letter.upper()][piece.upper()] += round(count * _SMALL_FOR_CAPITAL)
    return {letter: dict(+counts) for letter, counts in found.items()}


def _twos(seen: Mapping[tuple[str, str], int], channel: Channel) -> dict[str, dict[str, int]]:
    """Count what two letters were read as where one of them was read oddly: what befell them befell both."""
    from corpus.language.channel_alignment import aligned

    @cache
    def chance(letter: str, piece: str) -> float:
        return log(channel.chance(letter, piece))

    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (word, read), count in seen.items():
        for (one, piece), (two, next_piece) in pairwise(aligned(word, read, chance)):
            odd = min(chance(one, piece), chance(two, next_piece)) < _ODD
            told = odd and len(piece + next_piece) <= LONGEST_READ
            found[one + two][piece + next_piece if told else _OTHERWISE] += count
    kept = {two: {p: n for p, n in c.items() if n >= _LEAST_GROUP or p == _OTHERWISE} for two, c in found.items()}
    return {two: counts for two, counts in kept.items() if counts.keys() - {_OTHERWISE}}


def save(channel: Channel, path: Path) -> None:
    """Write a channel as compressed text."""
    groups, words = (
        "\n".join(
            "\t".join([key, *(f"{cell}\t{n}" for cell, n in sorted(row.items()))]) for key, row in sorted(t.items())
        )
        for t in (channel.groups, channel.words)
    )
    totals = "\n".join(f"{word} {n}" for word, n in sorted(channel.totals.items()) if n >= _LEAST_WORD)
    path.write_bytes(lzma.compress("\n\n".join((groups, words, totals)).encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    from corpus.language.channel_alignment import word_pairs

    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name(_FILE))
    arguments = parser.parse_args()
    save(learn(pair for path in arguments.pairs for pair in word_pairs(path)), arguments.out)
