"""Pinpoints: the article, clause and point of a document that a citation speaks of."""

from __future__ import annotations

import re
from functools import cache

_POINT = r"[a-zđ](?:\.?[0-9]{1,2})?"
_NUMBER = r"[0-9]{1,3}[a-zđ]?"
_ROMAN = r"(?:[IVXLC]{1,6}|(?-i:[A-H])|[0-9]{1,3}[a-zđ]?)"
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


_REACH = 240
_NEAR = re.compile(r"điểm|khoản|điều|mục|chương|phần|phụ[ ]lục", re.IGNORECASE)


def pinpoint_before(text: str, at: int) -> str | None:
    """Return the pinpoint that leads to what begins at `at`, None where there is none.

    Known are `điểm a khoản 2 Điều 5 (của)`, `khoản 3, khoản 10 Điều 1`, `Phụ lục II ban hành kèm theo`.
    """
    if not _NEAR.search(text, max(0, at - 60), at):
        return None
    window = text[max(0, at - _REACH) : at]
    last = None
    for match in _expression().finditer(window):
        last = match
    if last is None or last.end() != len(window):
        return None
    return " ".join(last["units"].split()).rstrip(" ,;").removesuffix(" của")


@cache
def _expression() -> re.Pattern[str]:
    unit = "|".join(rf"{word}{_SPACE}{number}(?:(?:,|{_SPACE}và){_SPACE}{number}(?![\w]))*" for word, number in _UNITS)
    return re.compile(
        rf"""(?<!\w)(?P<units>(?:(?:{unit})(?!\w)(?:{_SPACE}(?:,|;|và|của){_SPACE}|[ \n]{{1,3}})){{1,10}})
        (?:\([^()\n]{{0,60}}\)\s)?(?:(?:của|tại|ban\shành\skèm\stheo|kèm\stheo)\s{{1,3}})?""".replace("\n        ", ""),
        re.IGNORECASE,
    )
