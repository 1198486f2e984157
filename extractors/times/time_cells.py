"""Times that stand alone: the heading `2.1. Năm 2023`, the cell `Quý IV/2025` under `Thời gian hoàn thành`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cache

from extractors.times.dates import CLOCKS, PART_OF_DAY, WEEKDAY
from extractors.times.periods import Period
from pipeline.document import Span

# The head of a column of times; in papers whose tables lost their rules it stands on a line of its own.
_COLUMN_HEAD = re.compile(
    r"""^[ \t|*]*(?:thời\s+(?:gian|hạn|điểm)|tiến\s+độ|lộ\s+trình|hạn\s+(?:hoàn|thực)|năm\s+(?:thực\s+hiện
        |hoàn\s+thành))
        (?:\s+(?:dự\s+kiến|thực\s+hiện|hoàn\s+thành|báo\s+cáo|triển\s+khai|trình|ban\s+hành|tổ\s+chức|kết\s+thúc|và
        |/|,)){0,6}
        (?:\s*\([^)\n]{0,40}\))?(?:[ \t|*]+(?:nội\s+dung|công\s+việc|đơn\s+vị|người|địa\s+điểm|thành\s+phần|ghi\s+chú)
        (?:[ ](?:thực\s+hiện|công\s+việc|kế\s+hoạch|phụ\s+trách|chủ\s+trì|phối\s+hợp))?){0,4}[ \t|*]*$""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_BARE_YEAR = re.compile(r"^[ \t]*(?P<year>20\d\d)[ \t]*$", re.MULTILINE)
# What ends a clause of a cell that tells what is due when: "Khởi công năm 2027; mô hình thứ nhất 2028 (phấn đấu)".
_CLAUSE_ENDS = r"(?=\s*(?:[;,.(]|\Z))"
_CLAUSE_END = re.compile(_CLAUSE_ENDS)
_YEAR_IN_CELL = re.compile(
    rf"(?<!năm\s)(?<!trước\s)(?<![\d./-])(?<![-–]\s)(?P<year>20\d\d){_CLAUSE_ENDS}",
    re.IGNORECASE,
)
_LABEL = r"(?:(?:\d{1,2}\.){1,4}\d{0,2}|[IVX]{1,5}\s*[.\-)]|[a-zđ]\)|[-+•–])\s{1,3}"
# "2.1. Năm 2023", "1. Phát triển kinh tế số đến năm 2030", "b) Giai đoạn 2026 - 2030:"
_HEADING_BEFORE = re.compile(
    rf"^[ \t#*]*(?:{_LABEL})?(?P<words>[^\n.;:]{{0,70}}?)(?P<to>\bđến(?:[ ]hết)?[ ]|\btrong[ ])?[ \t]*$"
)
_HEADING_AFTER = re.compile(r"^[*\s]{0,3}:?[*\s]{0,3}(?:\n|$)")
_OF_AIMS = re.compile(
    r"^(?:dự\s+báo\s+)?(?:các\s+)?(?:mục\s+tiêu|chỉ\s+tiêu|phát\s+triển|nhiệm\s+vụ|kế\s+hoạch|lộ\s+trình|phấn\s+đấu"
    r"|tầm\s+nhìn|định\s+hướng)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"\bsố\s+\d|kết\s+quả|tình\s+hình|đánh\s+giá|thực\s+trạng|dự\s+toán", re.IGNORECASE)


# A row of a schedule whose rules are lost begins with its day; a line that only breaks before one does not.
_ROW = re.compile(
    r"(?<!ngày)(?<!từ)(?<!đến)(?<!trước)(?<![,-])[ \t]*\n"
    r"[ \t|*]*(?:\d{1,2}[.)]?[ \t|]+)?(?:(?:từ|trước)[ ])?(?:ngày[ ])?$",
    re.IGNORECASE,
)
# Of what hours of a day a schedule speaks, and of what day of the week: "8h00 – 11h00, ngày 21/11/2017 (thứ Ba)".
_HOURS = rf"(?:{PART_OF_DAY}|(?:từ\s)?{CLOCKS},?)"
_WEEKDAY = rf",?\s*\(?(?:thứ\s{WEEKDAY}|chủ\snhật)\)?"


def time_columns(text: str, stretch: Span) -> tuple[int, ...]:
    """Return where the heads of columns of times stand in a stretch of text."""
    return tuple(m.end() for m in _COLUMN_HEAD.finditer(text, stretch.start, stretch.end))


def find_bare_years(text: str, stretch: Span, columns: tuple[int, ...], cells: tuple[Span, ...]) -> Iterator[Period]:
    """Yield the lines that hold only a year, below a head of a column of times, and the bare years of its cells."""
    for match in _BARE_YEAR.finditer(text, columns[0], stretch.end) if columns else ():
        yield _year(match)
    for cell in cells:
        if stretch.covers(cell):
            yield from map(_year, _YEAR_IN_CELL.finditer(text, cell.start, cell.end))


def _year(match: re.Match[str]) -> Period:
    year = int(match["year"])
    return Period(Span(*match.span("year")), date(year, 1, 1), date(year, 12, 31), "year")


def is_cell(period: Period, text: str, columns: tuple[int, ...], cells: tuple[Span, ...]) -> bool:
    """Tell whether a period ends a clause of its cell, or is all its line says below a head of a column of times."""
    cell = cell_of(period.span, cells)
    if cell is None:
        if not columns or period.span.start < columns[0]:
            return False
        start = text.rfind("\n", 0, period.span.start) + 1
        if period.unit in ("day", "days") and _ROW.search(text, max(0, start - 12), period.span.start):
            return period.dated
        end = text.find("\n", period.span.end)
        cell = Span(start, end if end >= 0 else len(text))
    elif period.dated and _CLAUSE_END.match(text, period.span.end, cell.end):
        return True
    words = cell.of(text).strip(" \t|*.;")
    return period.dated and bool(_cell().fullmatch(words.replace(period.span.of(text), "§", 1)))


def cell_of(span: Span, cells: tuple[Span, ...]) -> Span | None:
    """Return which of the cells, sorted and apart from each other, covers a span."""
    index = bisect_right(cells, span)
    return next((cell for cell in cells[max(0, index - 1) : index + 1] if cell.covers(span)), None)


def heads(period: Period, text: str) -> bool:
    """Tell whether a period is, or ends, a heading that sets the time for what stands under it."""
    if period.unit in ("day", "days"):
        return period.dated and _heads_day(period, text)
    if period.unit not in ("year", "years", "half", "quarter", "month"):
        return False
    start = text.rfind("\n", 0, period.span.start) + 1
    before = _HEADING_BEFORE.match(text[start : period.span.start])
    if not before or not _HEADING_AFTER.match(text[period.span.end : period.span.end + 8]):
        return False
    labelled = re.match(rf"[ \t#*]*{_LABEL}", text[start : period.span.start])
    words = before["words"].strip()
    if not words:
        return bool(labelled) or text[period.span.end : period.span.end + 2].strip().startswith(":")
    return bool(labelled and _OF_AIMS.match(words) and not _OF_OTHERS.search(words))


def _heads_day(period: Period, text: str) -> bool:
    """Tell whether a day is all that its line says, as in schedules: `Ngày 05/01/2012 (thứ 5)`, `Chiều 06/3/2018:`."""
    start = text.rfind("\n", 0, period.span.start) + 1
    end = text.find("\n", period.span.end)
    before, after = text[start : period.span.start], text[period.span.end : end if end >= 0 else len(text)]
    opening = _DAY_OPENS.fullmatch(before)
    capital = opening is not None and (opening["part"] or text[period.span.start]).istitle()
    return capital and _DAY_ENDS.fullmatch(after) is not None


_DAY_OPENS = re.compile(rf"[ \t#*]*(?:{_LABEL})?(?:(?P<part>(?i:{PART_OF_DAY}))\s)?")
_DAY_ENDS = re.compile(rf"(?:{_WEEKDAY})?(?:[\s.:;*]*|\s*:\s.+)", re.IGNORECASE)


@cache
def _cell() -> re.Pattern[str]:
    return re.compile(
        rf"""(?:trong|từ|đến|hết|đến\ hết|trước|{_HOURS})?\s*§
        (?:\s*(?:và|-)?\s*(?:các|những)\ năm\ (?:tiếp\ theo|sau)|{_WEEKDAY})?""",
        re.VERBOSE | re.IGNORECASE,
    )
