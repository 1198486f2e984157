"""Dates as papers print them: in full, or only a month, a year, or a day whose year the paper leaves to the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.document import Span

DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
MONTH = r"(?:1[0-2]|0?[1-9])"
YEAR = r"(?:19|20)[0-9]{2}"

# Between the numbers of a date: "24/10/2025", "24 / 10/2025", "24-10-2025", "24.10.2025", and lines that end inside.
_STROKE = r"[ ]*\n?[ ]*[/.\-–][ ]*\n?[ ]*"
_GAP = r"[ ]*\n{0,2}[ ]*"
_SPACE = r"[ \n]{1,4}"

CLOCK = r"\d{1,2}\s?(?:giờ|h|:)\s?(?:\d{2}(?:\s?phút|[’'])?)?"
"""An hour before a day: `17 giờ`, `15h00`, `16 giờ 30 phút`; no groups."""

CLOCKS = rf"{CLOCK}(?:\s?[-–—]\s?{CLOCK})?"
"""An hour, or from one to another: `8h00-10h00`; no groups."""

PART_OF_DAY = r"(?:sáng|chiều|tối|cả)"
"""What stands before a day of which a part is meant, or before the whole day; no groups."""

WEEKDAY = r"(?:hai|ba|tư|năm|sáu|bảy|[2-7])"
"""What follows `thứ` in a day of the week other than Sunday; no groups."""

FULL_DATE = rf"""(?:
    {DAY} {_STROKE} {MONTH} {_STROKE} (?:{YEAR}|[0-9]{{2}}) (?![0-9])          # 24/10/2025; 09/3/22 on old stamps
  | {DAY} {_SPACE} (?i:tháng) {_SPACE} {MONTH} (?:{_GAP},?{_GAP} (?i:năm) {_SPACE} | {_STROKE}) {YEAR} (?![0-9])
)"""
"""A day with its month and year, without the word `ngày`; for `re.VERBOSE`, no groups."""

MONTH_OF_YEAR = rf"""(?:
    {MONTH} (?:{_GAP},?{_GAP} (?i:năm) {_SPACE} | {_STROKE}) {YEAR} (?![0-9])
)"""
"""A month with its year, without the word `tháng`; for `re.VERBOSE`, no groups."""

_NUMBERS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date at `span`, as far as it is printed: whatever the paper leaves out is None. It exists in the calendar.

    The span leaves out a `ngày` or `tháng` before the first number and takes in the `năm` of a bare year.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str | None:
        """The date in ISO 8601, stopping where the paper does ("2025-10"); None without a year."""
        if self.year is None:
            return None
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)

    @property
    def full(self) -> date | None:
        """The date when day, month and year are printed, else None."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[PrintedDate]:
    """Yield the dates of `text[start:end]` in order.

    Known are `24/10/2025`, `24 tháng 10 năm 2025`, `tháng 10/2025`, `năm 2025`, and after the word `ngày` the yearless
    `15/12` and `15 tháng 12`. Numbers that no calendar knows (31/02) are passed over, and so are parts of codes.
    """
    for match in _expression().finditer(text, start, len(text) if end is None else end):
        found = _read(match)
        if found is not None:
            yield found


def date_at(text: str, at: int) -> PrintedDate | None:
    """Return the date that begins at `at`, with its leading `ngày` or `tháng`; None where there is none."""
    match = _expression().match(text, at)
    return _read(match) if match else None


def _read(match: re.Match[str]) -> PrintedDate | None:
    kind = match.lastgroup or ""
    numbers = [int(n) for n in _NUMBERS.findall(match[kind])]
    span = Span(match.start(kind), match.end(kind))
    if kind == "full":
        day, month, year = numbers
        return _valid(PrintedDate(span, year + 2000 if year < 100 else year, month, day))
    if kind == "month":
        return PrintedDate(span, numbers[1], numbers[0])
    if kind == "year":
        return PrintedDate(span, numbers[0])
    return _valid(PrintedDate(span, None, numbers[1], numbers[0]))


def _valid(found: PrintedDate) -> PrintedDate | None:
    """Return a date that the calendar has; one without a year may be 29/02."""
    try:
        date(found.year or 2000, found.month or 1, found.day or 1)
    except ValueError:
        return None
    return found


@cache
def _expression() -> re.Pattern[str]:
    return re.compile(
        rf"""(?<![0-9/\-.])(?:
            (?:(?i:ngày) {_SPACE})? (?P<full>{FULL_DATE})
          | (?<!\w)(?i:tháng) {_SPACE} (?P<month>{MONTH_OF_YEAR})
          | (?<!\w)(?i:ngày) {_SPACE}
            (?P<yearless>{DAY} (?:{_STROKE} | {_SPACE} (?i:tháng) {_SPACE}) {MONTH} (?![0-9/.\-–]*[0-9]))
          | (?P<year>(?<!\w)(?i:năm) {_SPACE} {YEAR} (?![0-9]))
        )(?!-?[A-ZĐ/])""",
        re.VERBOSE,
    )
