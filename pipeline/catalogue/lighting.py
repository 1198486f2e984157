"""Lighting: where the words of a query stand in a text, found by their letters alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from normalizers.folding import fold, fold_in_place
from pipeline.text import Span

SNIPPET = 220  # characters
WITHIN = 120  # characters in which terms stand together
LOOKED_AT = 300  # places of terms that are compared


def lit_spans(text: str, terms: Iterable[str]) -> tuple[Span, ...]:
    """Return where the terms stand in an NFC text, by their letters alone, without overlaps."""
    pattern = _pattern(tuple(terms))
    return tuple(Span(*m.span()) for m in pattern.finditer(fold_in_place(text))) if pattern else ()


def snippet_of(text: str, terms: Iterable[str]) -> str:
    """Return the words of an NFC text where most of the terms stand together, else its beginning, on one line."""
    pattern = _pattern(tuple(terms))
    found = list(islice(pattern.finditer(fold_in_place(text)), LOOKED_AT)) if pattern else []
    words = [match.group() for match in found]
    ends = (bisect_left(found, match.start() + WITHIN, key=re.Match.start) for match in found)
    together = [len(set(words[start:end])) for start, end in enumerate(ends)]
    first = found[together.index(max(together))].start() if found else 0
    start = max(0, first - SNIPPET // 3)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    return re.sub(r"\s", " ", text[start : start + SNIPPET])


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds the terms in a folded text, the longest first."""
    words = sorted({fold(t) for t in terms if t}, key=len, reverse=True)
    if not words:
        return None
    pattern = "|".join(r"[\W_]+".join(map(re.escape, several.split())) for several in words)
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])")
