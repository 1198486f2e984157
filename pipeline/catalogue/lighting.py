"""Lighting: where the words of a query stand in a text, found by their letters alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from normalizers.folding import fold, fold_in_place
from pipeline.text import Span

SNIPPET = 220  # characters


def lit_spans(text: str, terms: Iterable[str]) -> tuple[Span, ...]:
    """Return where the terms stand in an NFC text, by their letters alone, without overlaps."""
    pattern = _pattern(tuple(terms))
    return tuple(Span(*m.span()) for m in pattern.finditer(text)) if pattern else ()


def snippet_of(text: str, terms: Iterable[str]) -> str:
    """Return the words of an NFC text around the first place where a term stands, else its beginning, on one line."""
    pattern = _pattern(tuple(terms))
    first = pattern.search(text) if pattern else None
    start = max(0, (first.start() if first else 0) - SNIPPET // 3)
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
