"""Channel learning: from lines and what was read for them to the counts of `channel.xz`.

python -m corpus.language.learning.channel_learning --pairs PAIRS.tsv...
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from math import log
from pathlib import Path

from corpus.language.channel import FILE, LONGEST_READ, Channel
from corpus.language.learning.channel_alignment import aligned, word_pairs

_ROUNDS = 3
# Two letters that were read one by one, as each of them is.
_OTHERWISE = " "
# A letter read so was read oddly, as a log-chance.
_ODD = -3.0
# What was seen less often is not kept.
_LEAST_GROUP, _LEAST_WORD = 3, 2
# Capitals are rare: what befell small letters befalls theirs too, but tells less.
_SMALL_FOR_CAPITAL = 0.1


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


def main() -> None:
    """Learn from files of pairs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.with_name(FILE))
    arguments = parser.parse_args()
    save(learn(pair for path in arguments.pairs for pair in word_pairs(path)), arguments.out)


if __name__ == "__main__":
    main()
