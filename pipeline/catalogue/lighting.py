"""Lighting: where the words of a query stand in a text, found by their letters alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice

from normalizers.folding import fold, fold_in_place
from pipeline.text import Span

SNIPPET = 220  # characters
WITHIN = 120  # characters in which terms stand together
LOOKED_AT = 300  # places of terms that are compared


def lit_spans(text: str, terms: Iterable[str]) -> tuple[Span, ...]:
    """Return where the terms stand in an NFC text, by their letters alone, without overlaps."""
    pattern = _pattern(tuple(terms))
    return tuple(Span(*m.span()) for m in pattern.finditer(text)) if pattern else ()


def snippet_of(text: str, terms: Iterable[str]) -> str:
    """Return the words of an NFC text where most of the terms stand together, else its beginning, on one line."""
    pattern = _pattern(tuple(terms))
    found = list(islice(pattern.finditer(text), LOOKED_AT)) if pattern else []
    words = [fold(match.group()) for match in found]
    ends = (bisect_left(found, match.start() + WITHIN, key=re.Match.start) for match in found)
    together = [len(set(words[start:end])) for start, end in enumerate(ends)]
    first = found[together.index(max(together))].start() if found else 0
    start = max(0, first - SNIPPET // 3)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    return re.sub(r"\s", " ", text[start : start + SNIPPET])


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds the terms: each letter as any letter that is folded to it, so that the text need not be."""
    words = sorted({fold(t) for t in terms if t}, key=len, reverse=True)
    if not words:
        return None
    pattern = "|".join(r"[\W_]+".join("".join(map(_letters, w)) for w in words_.split()) for words_ in words)
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])")


def _letters(letter: str) -> str:
    same = _unfolded().get(letter, letter)
    return f"[{same}]" if len(same) > 1 else re.escape(same)


@cache
def _unfolded() -> dict[str, str]:
    """Return for each letter the letters of Vietnamese, and of Western Europe, that are folded to it."""
    found: dict[str, str] = {}
    for char in map(chr, (*range(0x41, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA))):
        if char.isalpha():
            found[fold_in_place(char)] = found.get(fold_in_place(char), "") + char
    return found
