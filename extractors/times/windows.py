"""The runs of a text around the words that every expression of a kind has: only there is a long expression tried."""

from __future__ import annotations

import re
from collections.abc import Iterator


def windows_around(
    sign: re.Pattern[str], text: str, stretch: tuple[int, int], reach: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the runs of a stretch of text around the matches of `sign`, in order and apart from each other.

    `sign` is written in small letters. `reach` says how far before and after it the longest expression can stand.
    """
    start, stop = stretch
    small = text[start:stop].lower()
    if len(small) != stop - start:  # a letter of another alphabet that is longer when small
        yield stretch
        return
    before, after = reach
    opening = closing = start
    for match in sign.finditer(small):
        if start + match.start() - before > closing:
            if closing > opening:
                yield opening, closing
            opening = start + match.start() - before
        closing = min(stop, start + match.end() + after)
    if closing > opening:
        yield opening, closing
