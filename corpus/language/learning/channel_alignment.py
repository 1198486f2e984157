"""Channel alignment: which word of a true line was read as which, and which letters of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from corpus.language.channel import LONGEST_READ, core_of
from corpus.language.letters import bare, place_tones

Chance = Callable[[str, str], float]
"""The logarithm of the chance that a letter is read so."""

# In edit distances of a word's length: a word that has no token, and how much less alike two may be.
_GAP, _UNLIKE = 0.8, 1.5


def word_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the words of a file of lines (true, read, tab between) with what was read for them."""
    with path.open(encoding="utf-8") as rows:
        for row in rows:
            printed, read = row.rstrip("\n").split("\t")[:2]
            yield from words_of_lines(place_tones(unicodedata.normalize("NFC", printed)), read)


def words_of_lines(printed: str, read: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a printed line that were read as one, without the signs around them."""
    for word, token in _matched(printed.split(), unicodedata.normalize("NFC", read).split()):
        word, token = (text[slice(*core_of(text))] for text in (word, token))
        if token and word.isalpha():
            yield word, token


def _matched(words: Sequence[str], tokens: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of one word and one token; words split, joined or lost are left out."""
    if len(words) == len(tokens):
        yield from zip(words, tokens, strict=True)
        return
    from rapidfuzz.distance import Levenshtein

    plain, other = ([bare(text).lower() for text in row] for row in (words, tokens))
    best = [
        [(_GAP * (i + j), (min(i, 1), 0 if i else 1)) for j in range(len(tokens) + 1)] for i in range(len(words) + 1)
    ]
    for i in range(1, len(words) + 1):
        for j in range(1, len(tokens) + 1):
            apart = Levenshtein.normalized_distance(plain[i - 1], other[j - 1]) * _UNLIKE
            best[i][j] = min(
                (best[i - 1][j - 1][0] + apart, (1, 1)),
                (best[i - 1][j][0] + _GAP, (1, 0)),
                (best[i][j - 1][0] + _GAP, (0, 1)),
            )
    yield from _walked(words, tokens, [[step for _, step in row] for row in best])


def _walked(
    words: Sequence[str], tokens: Sequence[str], steps: Sequence[Sequence[tuple[int, int]]]
) -> Iterator[tuple[str, str]]:
    i, j = len(words), len(tokens)
    while i or j:
        di, dj = steps[i][j]
        # A word beside a gap may be the half of one that was split or joined: it tells nothing.
        if di and dj and _stands_alone(steps, i, j):
            yield words[i - 1], tokens[j - 1]
        i, j = i - di, j - dj


def _stands_alone(steps: Sequence[Sequence[tuple[int, int]]], i: int, j: int) -> bool:
    before = steps[i - 1][j - 1] if i > 1 or j > 1 else (1, 1)
    after = steps[i + 1][j + 1] if i + 1 < len(steps) and j + 1 < len(steps[0]) else (1, 1)
    return before == after == (1, 1)


def aligned(word: str, read: str, chance: Chance) -> list[tuple[str, str]]:
    """Part what was read for a word into what each letter was likeliest read as; nothing where it is far too long."""
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    for i in range(1, len(word) + 1):
        for j in range(len(read) + 1):
            options = [
                (best[i - 1, j - step][0] + chance(word[i - 1], read[j - step : j]), step)
                for step in range(LONGEST_READ + 1)
                if (i - 1, j - step) in best
            ]
            if options:
                best[i, j] = max(options)
    end = len(read)
    groups: list[tuple[str, str]] = []
    for i in range(len(word), 0, -1):
        if (i, end) not in best:
            return []
        step = best[i, end][1]
        groups.append((word[i - 1], read[end - step : end]))
        end -= step
    return groups[::-1] if end == 0 else []
