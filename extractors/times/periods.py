"""Days, months, quarters, halves, years and runs of years as papers print them, with their first and last day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from extractors.times.dates import DAY, FULL_DATE, MONTH, MONTH_OF_YEAR, PART_OF_DAY, YEAR
from extractors.times.windows import windows_around
from pipeline.document import Span

Unit = Literal["day", "days", "month", "quarter", "half", "year", "years"]

_S = r"\s{1,4}"
_O = r"\s{0,4}"
_DASH = rf"{_O}[-–—]{_O}"
_QUARTER = r"(?:III|II|IV|I|[1-4])(?![\w])"
_OF_YEAR = rf"(?:{_O}/{_O}|{_O},?{_O}năm{_S}){YEAR}(?![\d])"

_NUMBERS = re.compile(r"\d+")
_ROMANS = {"I": 1, "II": 2, "III": 3, "IV": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """A time from its first day to its last; `dated` is false when the paper leaves the year to the reader.

    The dates of an undated period are in year 4 of the calendar (it has a 29/02) until `next_after` sets them.
    `until` is the event that ends it (`từ tháng 11/2025 đến khi kết thúc kiểm kê`): its last day is then `date.max`.
    """

    span: Span
    first: date
    last: date
    unit: Unit
    dated: bool = True
    until: str | None = None

    def next_after(self, day: date) -> Period:
        """Return an undated period where it next comes after `day`, or is under way on it; a dated one unchanged."""
        if self.dated:
            return self
        year = day.year if _in_year(self.last, day.year) >= day else day.year + 1
        return replace(self, first=_in_year(self.first, year), last=_in_year(self.last, year))


# A figure stands in every period, but for quarters and halves written in letters.
_SIGN = re.compile(r"\d|quý\s{1,4}i|sáu\s{1,4}tháng|(?:cuối|hết)\s{1,4}năm")
_REACH = (40, 60)


def find_periods(text: str, start: int = 0, end: int | None = None) -> Iterator[Period]:
    """Yield the periods of `text[start:end]` in order; those that no calendar knows are passed over."""
    windows = windows_around(_SIGN, text, (start, len(text) if end is None else end), _REACH)
    for match in (match for window in windows for match in _expression().finditer(text, *window)):
        found = _read(match)
        if found is not None:
            yield found


def quarter_months(quarter: int) -> tuple[int, int]:
    """Return the first and the last month of a quarter."""
    return 3 * quarter - 2, 3 * quarter


@cache
def _expression() -> re.Pattern[str]:
    return re.compile(
        rf"""(?<![\w/.\-–])(?:
            # "giai đoạn 2023 - 2025", "2026-2030" in a cell, "các năm 2026 - 2028"
            (?:(?:giai{_S}đoạn|thời{_S}kỳ|các{_S}năm|(?<=từ\s)năm|năm){_S})?
                (?P<years>{YEAR}(?:{_DASH}|{_S}đến{_S}(?:năm{_S})?){YEAR})(?![\d/])
            # "từ ngày 15 đến ngày 31 tháng 12 năm 2025", "ngày 16-20/11/2025", "01/9 đến 30/11/2025",
            # "13/11/2025-02/01/2026"
          | (?:ngày{_S})?(?P<days>(?:{DAY}{_O}/{_O}{MONTH}{_O}/{_O}{YEAR}{_DASH}|{DAY}(?:{_O}/{_O}{MONTH})?
                (?:{_DASH}|{_S}đến{_S}(?:hết{_S})?(?:ngày{_S})?)){FULL_DATE})
            # "09 - 10/2026" in a cell: what stands between blanks and dashes are months, the strokes of a day are alike
          | (?<!ngày\s)(?P<bare_months>{MONTH}[ ][-–—][ ]{MONTH}/{YEAR})(?!\d)
            # "ngày 26, 27/12/2011", "chiều ngày 28/12 và cả ngày 29/12/2011": one day and the next
          | ngày{_S}(?P<next_days>{DAY}(?:{_O}/{_O}{MONTH})?(?:{_O},{_O}|{_S}và{_S})(?:{PART_OF_DAY}{_S})?
                (?:ngày{_S})?{FULL_DATE})
          | (?:ngày{_S})?(?P<day>{FULL_DATE})
            # "trước ngày 15/12", and after the words for a limit "trước 15/12"; not "từ 1/3 đến 1/2 độ dài",
            # nor "ngày 30 tháng 6 năm cuối của chương trình", which only that programme can date
          | (?:ngày{_S}|(?<=trước\s)|(?<=đến\s)|(?<=nhất\s))
                (?P<yearless_day>{DAY}(?:{_O}/{_O}|{_S}tháng{_S}){MONTH})(?![\d/%]|{_O}[.,]\d|{_S}(?:độ|chiều|diện|tổng|số){_S}|{_S}(?:của{_S})?năm{_S}(?:cuối|đầu|thứ){_S})
            # "tháng 01 và tháng 02/2026", "tháng 11-12/2025", "quý III, IV/2025"
          | tháng{_S}(?P<months>{MONTH}(?:{_DASH}|{_O},{_O}|{_S}(?:và|đến){_S})(?:tháng{_S})?{MONTH_OF_YEAR})
          | quý{_S}(?P<quarters>{_QUARTER}(?:{_DASH}|{_O},{_O}|{_S}(?:và|đến){_S})(?:quý{_S})?{_QUARTER}{_OF_YEAR})
          | (?:(?P<point>(?:tuần{_S})?(?:đầu|cuối)|tuần{_S}(?:thứ{_S})?[1-4]|giữa){_S}(?:của{_S})?)?(?:
                tháng{_S}(?P<month>{MONTH_OF_YEAR})
              | quý{_S}(?P<quarter>{_QUARTER}{_OF_YEAR})
              | (?:0?6|sáu|06){_S}tháng{_S}(?P<half>(?:đầu|cuối){_S}năm(?:{_S}{YEAR})?)(?!\d)
              | năm{_S}(?P<year>{YEAR})(?![\d])
              | tháng{_S}(?P<yearless_month>{MONTH})(?![\d/.]|{_O}[-–]{_O}\d|{_S}(?:năm|tuổi))
              | quý{_S}(?P<yearless_quarter>{_QUARTER})
            )
            # "từ nay đến cuối năm", "đến hết năm"; not "đến cuối năm học", not "lũy kế đến cuối năm"
          | (?<=đến\s)(?<!(?:kế|nh)\sđến\s)(?P<yearless_end>(?:cuối|hết){_S}năm)(?!{_S}(?:\d|học|kế|tài|sau|trước))
        )""",
        re.VERBOSE | re.IGNORECASE,
    )


def _read(match: re.Match[str]) -> Period | None:
    kind = next(name for name, value in match.groupdict().items() if value and name != "point")
    span = Span(match.start(), match.end())
    try:
        period = _READERS[kind](span, match[kind])
    except ValueError:
        return None
    return _narrowed(period, match["point"]) if match["point"] else period


def _narrowed(period: Period, point: str) -> Period:
    """Return the day, or the week, that `đầu`, `giữa` or `cuối` of a period means (Bộ luật Dân sự 2015, art. 146)."""
    if point.lower().startswith("tuần"):
        # "tuần 2 tháng 12": weeks are counted from the first day of the month.
        weeks = 0 if point.lower().endswith("đầu") else int(point[-1]) - 1 if point[-1].isdigit() else None
        first = period.last - timedelta(days=6) if weeks is None else period.first + timedelta(weeks=weeks)
        return replace(period, first=first, last=first + timedelta(days=6), unit="days")
    whole_year = period.unit == "year"
    day = {
        "đầu": period.first,
        "giữa": period.first.replace(month=6, day=30) if whole_year else period.first.replace(day=15),
        "cuối": period.last,
    }[point.lower()]
    return replace(period, first=day, last=day, unit="day")


def _years(span: Span, printed: str) -> Period:
    first, last = (int(n) for n in _NUMBERS.findall(printed))
    if first >= last:
        raise ValueError(printed)
    return Period(span, date(first, 1, 1), date(last, 12, 31), "years")


def _days(span: Span, printed: str) -> Period:
    *opening, day, month, year = (int(n) for n in _NUMBERS.findall(printed))
    last = date(_full_year(year), month, day)
    first = date(*reversed(opening)) if len(opening) > 2 else last.replace(day=opening[0], month=[*opening, month][1])
    if first > last:
        raise ValueError(printed)
    return Period(span, first, last, "days")


def _next_days(span: Span, printed: str) -> Period:
    period = _days(span, printed)
    if period.last - period.first > timedelta(days=1):
        raise ValueError(printed)
    return period


def _day(span: Span, printed: str) -> Period:
    day, month, year = (int(n) for n in _NUMBERS.findall(printed))
    found = date(_full_year(year), month, day)
    return Period(span, found, found, "day")


def _yearless_day(span: Span, printed: str) -> Period:
    day, month = (int(n) for n in _NUMBERS.findall(printed))
    found = date(4, month, day)
    return Period(span, found, found, "day", dated=False)


def _month(span: Span, printed: str) -> Period:
    month, year = (int(n) for n in _NUMBERS.findall(printed))
    return Period(span, date(year, month, 1), _month_end(year, month), "month")


def _months(span: Span, printed: str) -> Period:
    first, last, year = (int(n) for n in _NUMBERS.findall(printed))
    return _run(span, date(year, first, 1), _month_end(year, last), "month")


def _quarters(span: Span, printed: str) -> Period:
    year = int(_NUMBERS.findall(printed)[-1])
    opening, closing, *_ = re.findall(r"\b(?:III|II|IV|I|[1-4])\b", printed)
    first, last = quarter_months(_quarter_number(opening))[0], quarter_months(_quarter_number(closing))[1]
    return _run(span, date(year, first, 1), _month_end(year, last), "quarter")


def _run(span: Span, first: date, last: date, unit: Unit) -> Period:
    if first > last:
        raise ValueError(span)
    return Period(span, first, last, unit)


def _yearless_month(span: Span, printed: str) -> Period:
    month = int(printed)
    return Period(span, date(4, month, 1), _month_end(4, month), "month", dated=False)


def _yearless_end(span: Span, _: str) -> Period:
    return Period(span, date(4, 12, 31), date(4, 12, 31), "day", dated=False)


def _quarter(span: Span, printed: str) -> Period:
    year = int(_NUMBERS.findall(printed)[-1])
    first, last = quarter_months(_quarter_number(printed))
    return Period(span, date(year, first, 1), _month_end(year, last), "quarter")


def _yearless_quarter(span: Span, printed: str) -> Period:
    first, last = quarter_months(_quarter_number(printed))
    return Period(span, date(4, first, 1), _month_end(4, last), "quarter", dated=False)


def _half(span: Span, printed: str) -> Period:
    numbers = _NUMBERS.findall(printed)
    year = int(numbers[0]) if numbers else 4
    opening = printed.lower().startswith("đầu")
    first, last = (date(year, 1, 1), date(year, 6, 30)) if opening else (date(year, 7, 1), date(year, 12, 31))
    return Period(span, first, last, "half", dated=bool(numbers))


def _year(span: Span, printed: str) -> Period:
    year = int(printed)
    return Period(span, date(year, 1, 1), date(year, 12, 31), "year")


_READERS = {
    "years": _years,
    "days": _days,
    "next_days": _next_days,
    "day": _day,
    "yearless_day": _yearless_day,
    "months": _months,
    "bare_months": _months,
    "quarters": _quarters,
    "month": _month,
    "yearless_month": _yearless_month,
    "yearless_end": _yearless_end,
    "quarter": _quarter,
    "yearless_quarter": _yearless_quarter,
    "half": _half,
    "year": _year,
}


def _quarter_number(printed: str) -> int:
    word = re.split(r"[\s/,]", printed.strip().upper())[0]
    return _ROMANS.get(word) or int(word)


def _full_year(year: int) -> int:
    return year + 2000 if year < 100 else year


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _in_year(day: date, year: int) -> date:
    """Return the same day of another year; 29/02 becomes 28/02 where the year has none."""
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1) - timedelta(days=1)
    return day.replace(year=year)
