"""Pinpoints: the article, clause and point of a document that a citation speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

_POINT = r"[a-zđ](?:\.?[0-9]{1,2})?"
_NUMBER = r"[0-9]{1,3}[a-zđ]?"
_ROMAN = r"(?:[IVXLC]{1,6}|[0-9]{1,3}[a-zđ]?)"
_SPACE = r"[ ]*\n?[ ]*"
_UNITS = (
    ("điểm", _POINT),
    ("khoản", _NUMBER),
    ("điều", _NUMBER),
    ("mục", _ROMAN),
    ("chương", _ROMAN),
    ("phần", rf"(?:{_ROMAN}|thứ[ ]\w+)"),
    (r"phụ[ ]lục", r"(?:[IVXLC]{1,6}|[0-9]{1,3})?"),
)


@dataclass(frozen=True, slots=True)
class Pinpoints:
    """The pinpoints of a text, in order: where each ends (the word that leads to the document included), and it."""

    ends: tuple[int, ...]
    printed: tuple[str, ...]

    def before(self, at: int) -> str | None:
        """Return the pinpoint that leads to what begins at `at`, None where there is none."""
        index = bisect_right(self.ends, at) - 1
        return self.printed[index] if index >= 0 and self.ends[index] == at else None


def find_pinpoints(text: str) -> Pinpoints:
    """Return the pinpoints of a text: `điểm a khoản 2 Điều 5 (của)`, `khoản 3, khoản 10 Điều 1`, `Phụ lục II`."""
    matches = list(_expression().finditer(text))
    return Pinpoints(
        tuple(match.end() for match in matches),
        tuple(" ".join(match["units"].split()).rstrip(" ,;").removesuffix(" của") for match in matches),
    )


@cache
def _expression() -> re.Pattern[str]:
    unit = "|".join(rf"{word}{_SPACE}{number}(?:(?:,|{_SPACE}và){_SPACE}{number}(?![\w]))*" for word, number in _UNITS)
    return re.compile(
        rf"""(?<!\w)(?P<units>(?:(?:{unit})(?!\w)(?:{_SPACE}(?:,|;|và|của){_SPACE}|[ \n]{{1,3}})){{1,10}})
        (?:\([^()\n]{{0,60}}\)\s)?(?:(?:của|tại|ban\shành\skèm\stheo|kèm\stheo)\s{{1,3}})?""".replace("\n        ", ""),
        re.IGNORECASE,
    )
