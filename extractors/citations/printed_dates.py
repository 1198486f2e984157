"""Dates printed beside a citation: right after the number, or after the issuer, whole, blank or mistyped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.times.dates import MONTH, YEAR, date_at

_BEFORE = re.compile(
    r"\s{0,3}[,(]?\s{0,4}(?:(?:ban hành|ký)\s{1,3})?(?:ngày\s{1,3}(?=ngày))?(?=ngày|NGÀY|năm|NĂM|[0-9])"
)
# After the issuer: "Quyết định số 411/QĐ-TTg của Thủ tướng Chính phủ ngày 31/3/2022".
_BEFORE_LATE = re.compile(r"\s{0,3},?\s{0,4}(?:(?:ban hành|ký)\s{1,3})?(?=ngày\s)", re.IGNORECASE)
# A date that still waits for its day: "ngày    tháng 11 năm 2025", "ngày … tháng … năm 2025".
_BLANK = re.compile(
    rf"ngày[\s.…_]{{1,12}}tháng[\s.…_]{{0,12}}(?P<month>{MONTH})?[\s.…_]{{1,12}}năm\s{{1,3}}(?P<year>{YEAR})",
    re.IGNORECASE,
)
# A date whose words a typist mixed up: "ngày 15 tháng 9 tháng 2022", "ngày 08 tháng 6 ngăm 2010".
_MIXED = re.compile(
    rf"""ngày\s{{1,3}}(?P<day>[0-9]{{1,2}})\s{{1,3}}(?:tháng|năm|ngày)\s{{1,3}}(?P<month>[0-9]{{1,2}})
    \s{{1,3}}(?:tháng|n?g?ăm|ngày)\s{{1,3}}(?P<year>{YEAR})(?![0-9])""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class CitedDate:
    """The date of a citation, ISO 8601 as far as it is printed, and where its words end."""

    iso: str
    end: int


def date_after(text: str, at: int) -> CitedDate | None:
    """Return the date that stands right after a number, None where none does."""
    gap = _BEFORE.match(text, at)
    if gap is None:
        return None
    found = date_at(text, gap.end())
    if found is not None and found.iso is not None and _follows(text, gap, found.span.start):
        return CitedDate(found.iso, found.span.end)
    return _blank(text, gap.end()) or _mixed(text, gap.end())


def late_date_after(text: str, at: int) -> CitedDate | None:
    """Return the date that stands after the issuer of a citation that printed none before, None where none does."""
    gap = _BEFORE_LATE.match(text, at)
    found = date_at(text, gap.end()) if gap else None
    return CitedDate(found.iso, found.span.end) if found is not None and found.full and found.iso else None


def _follows(text: str, gap: re.Match[str], start: int) -> bool:
    """Tell whether a date belongs to what stands before the gap: a bare number after a comma does not."""
    return (
        "ngày" in text[gap.start() : start].lower()
        or "," not in gap.group()
        or text[start : start + 3].lower() == "năm"
    )


def _blank(text: str, at: int) -> CitedDate | None:
    blank = _BLANK.match(text, at)
    if blank is None:
        return None
    month = f"-{int(blank['month']):02}" if blank["month"] else ""
    return CitedDate(blank["year"] + month, blank.end())


def _mixed(text: str, at: int) -> CitedDate | None:
    mixed = _MIXED.match(text, at)
    if mixed is None:
        return None
    try:
        day = date(int(mixed["year"]), int(mixed["month"]), int(mixed["day"]))
    except ValueError:
        return None
    return CitedDate(day.isoformat(), mixed.end())
