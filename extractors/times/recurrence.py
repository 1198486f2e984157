"""What comes again: `hằng năm`, `thứ Sáu hằng tuần`, `định kỳ 6 tháng (trước ngày 10/6)`, as RFC 5545 rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractors.times.dates import CLOCK, DAY, MONTH, WEEKDAY
from extractors.times.windows import windows_around
from pipeline.document import Span

_S = r"\s{1,4}"
_O = r"\s{0,4}"

_ONCE = rf"(?:{_S}(?:ít{_S}nhất{_S})?(?:một|0?1){_S}lần)"
# "hằng năm", "hàng tháng" (both spellings are common), "mỗi quý một lần", "theo từng năm".
_EVERY = rf"(?:theo{_S}từng|hằng|hàng|mỗi|từng){_S}(?P<every>ngày|tuần|tháng|quý|năm)(?![\w-]){_ONCE}?"
# "15h00 thứ Năm hằng tuần", "thứ 3, thứ 5 và chủ nhật hằng tuần"
_WEEKDAY = (
    rf"(?P<weekday>(?:thứ{_S}{WEEKDAY}|chủ{_S}nhật)(?:(?:{_O},{_O}|{_S}và{_S})(?:(?:thứ{_S})?{WEEKDAY}|chủ{_S}nhật))*)"
)
# "hằng tuần (thứ 7, chủ nhật)", "hằng tuần vào thứ Sáu", "hằng tuần (trước 15 giờ 00 thứ Năm)"
_ON_DAYS = rf"(?:(?<=tuần){_O}(?:\(|vào{_S}){_O}(?:(?P<cue90>trước){_S}{CLOCK},?{_S})?{_WEEKDAY}(?:{_O}\))?)?"
# "6 tháng", "01 năm" as a reporting interval, and "6 tháng một lần".
_COUNTED = (
    rf"(?P<count>0?[1-9]|1[0-2]|một|hai|ba|sáu){_S}(?P<unit>tuần|tháng|quý|năm)"
    rf"(?:{_S}(?:một|0?1){_S}lần|{_O}/{_O}(?:0?1{_S})?lần)?(?!\w)"
)
# The limit of a period: "trước ngày 10/6", "chậm nhất ngày 15 tháng 12", "trước ngày 20 của tháng cuối quý".
_CUE = rf"(?:(?:xong{_S})?trước|(?:chậm|muộn){_S}nhất(?:{_S}(?:là|vào|trước|đến))?|vào|đến|từ)"
# "(trước ngày 15/6) và 15/12 (hằng năm)"
_SECOND_DAY = rf"(?:{_CUE}{_S})?(?:ngày{_S})?(?P<day4>{DAY})(?:{_O}/{_O}|{_S}tháng{_S})(?P<month4>{MONTH})(?![\d/])"
_LIMIT = rf"""(?P<cue>{_CUE}){_S}(?:ngày{_S})?
    (?P<day>{DAY})(?:(?:{_O}/{_O}|{_S}tháng{_S})(?P<month>{MONTH})(?![\d/])
                   |{_S}(?:của{_S})?tháng{_S}(?P<quarterly>cuối|đầu
        |đầu{_S}tiên){_S}(?:của{_S})?(?:mỗi{_S})?quý(?:{_S}(?:sau|tiếp{_S}theo))?
                   |{_S}(?:của{_S})?tháng{_S}(?P<monthly>sau|(?:tiếp{_S}theo|kế{_S}tiếp|liền{_S}kề|báo{_S}cáo)
        (?!{_S}sau{_S}tháng{_S}cuối)))?
    (?![\d/%]|{_O}(?:giờ|h(?:\d|(?!\w))))"""
# "định kỳ ngày 20 tháng cuối quý"
_DAY_OF_QUARTER = (
    rf"ngày{_S}(?P<day14>{DAY}){_S}(?:của{_S})?tháng{_S}(?P<quarterly14>cuối|đầu){_S}(?:của{_S})?quý(?!\w)"
)

# "định kỳ", at times printed "định kỷ"; but not "quyết định kỷ luật", nor "định kỳ và thời hạn báo cáo như sau".
_PERIODICAL = rf"định{_S}k[ỳỷǶ](?!{_S}(?:luật|niệm|cương|và{_S}thời{_S}hạn)(?!\w))"

_WEEKDAYS = {
    "hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA",
    "2": "MO", "3": "TU", "4": "WE", "5": "TH", "6": "FR", "7": "SA", "nhật": "SU",
}  # fmt: skip
_DAY_NAME = re.compile("|".join(_WEEKDAYS))
# "02 lần/năm": how many months lie between, where months can tell it.
_MONTHS = {"tháng": 1, "quý": 3, "năm": 12}
_FREQUENCIES = {
    "ngày": "FREQ=DAILY",
    "tuần": "FREQ=WEEKLY",
    "tháng": "FREQ=MONTHLY",
    "quý": "FREQ=MONTHLY;INTERVAL=3",
    "năm": "FREQ=YEARLY",
}
_NUMERALS = {"một": 1, "hai": 2, "ba": 3, "sáu": 6}
_QUARTER_ENDS = "3,6,9,12"
_QUARTER_STARTS = "1,4,7,10"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A time that comes again; `rrule` is None where no interval is printed, `inclusive` None without a limit."""

    span: Span
    rrule: str | None
    inclusive: bool | None = None


def find_recurrences(text: str, start: int = 0, end: int | None = None) -> Iterator[Recurrence]:
    """Yield the recurring times of `text[start:end]` in order.

    A half-yearly and yearly pair ("6 tháng (trước ngày 10/6), 01 năm (trước ngày 10/11)") is two yearly rules.
    """
    stop = len(text) if end is None else end
    done = start
    windows = windows_around(_SIGN, text, (start, stop), _REACH)
    matches = (match for window in windows for match in _expression().finditer(text, *window))
    for match in matches:
        if match.start() < done:
            continue
        found = tuple(_read(match, text))
        yield from found
        done = max((r.span.end for r in found), default=match.end())


# Words of which every recurrence has one.
_SIGN = re.compile(
    r"h[ằà]ng\s|mỗi\s|từng\s|định\s{1,4}k|lần|tháng\s{1,4}(?:cuối|đầu|sau|tiếp|kế|liền|báo)|(?:tuần|tháng|quý|năm)\s{0,4}\("
)
_REACH = (90, 160)


_ITEM = (
    rf"(?P<item>(?:(?P<count>0?[136]|một|sáu|ba){_S})?(?P<unit>tháng|quý|năm))"
    rf"(?=\s*(?:[,.;)]|(?:và|hoặc|đột|báo|sơ|tổng|gửi){_S}))"
)
_LISTED_FIRST = re.compile(rf"{_S}{_ITEM}", re.IGNORECASE)
_LISTED = re.compile(rf"{_O}(?:,|{_S}và){_S}{_ITEM}", re.IGNORECASE)


def _read(match: re.Match[str], text: str) -> Iterator[Recurrence]:
    """Yield the recurrence of a match, and those that continue it after a comma or `và`."""
    first = _recurrence(match)
    bare = _LISTED_FIRST.match(text, match.end()) if first.rrule is None and match["periodical"] else None
    if bare is not None:  # "định kỳ tháng, quý, năm"
        first = Recurrence(
            Span(first.span.start, bare.end("item")), _rule({"unit": bare["unit"], "count": bare["count"]})
        )
    yield first
    end = first.span.end if bare else match.end()
    if first.inclusive is None and not first.span.of(text).endswith("lần"):
        # "hằng tháng, quý, 6 tháng, năm": reports of each.
        while listed := _LISTED.match(text, end):
            span = Span(*listed.span("item"))
            yield Recurrence(span, _rule({"unit": listed["unit"], "count": listed["count"]}))
            end = span.end
    if not match["periodical"] and _first(match.groupdict(), "day") is None:
        return
    while following := _continuation().match(text, end):
        found = _recurrence(following, skip=len(following["joint"]))
        yield replace(found, inclusive=first.inclusive) if following["day4"] else found
        end = following.end()


def _recurrence(match: re.Match[str], skip: int = 0) -> Recurrence:
    groups = match.groupdict()
    # "(định kỳ hằng năm)": the bracket that closes belongs to it only with the one that opens.
    unopened = match.group().endswith(")") and "(" not in match.group()
    span = Span(match.start() + skip, match.end() - unopened)
    cue = _first(groups, "cue")
    inclusive = None if cue is None else not re.search(r"trước", cue, re.IGNORECASE)
    return Recurrence(span, _rule(groups), inclusive)


def _rule(groups: dict[str, str | None]) -> str | None:
    every, unit, count = _first(groups, "every"), _first(groups, "unit"), _first(groups, "count")
    if weekday := _first(groups, "weekday"):
        days = (_WEEKDAYS[day] for day in _DAY_NAME.findall(weekday.lower()))
        return f"FREQ=WEEKLY;BYDAY={','.join(dict.fromkeys(days))}"
    if dated := _dated_rule(groups, (every or "").lower()):
        return dated
    if times := _first(groups, "times"):
        return _several(times, (unit or "").lower())
    if every is None and unit is None:
        return None
    rule = _FREQUENCIES[(every or unit or "").lower()]
    return rule if every else _counted(rule, count or "1", (unit or "").lower())


def _dated_rule(groups: dict[str, str | None], every: str) -> str | None:
    """Return the rule of a day or month that is printed; None where none is, or a day alone says nothing."""
    day, month, quarterly = _first(groups, "day"), _first(groups, "month"), _first(groups, "quarterly")
    if month:
        return f"FREQ=YEARLY;BYMONTH={int(month)}" + (f";BYMONTHDAY={int(day)}" if day else "")
    if day is None:
        return None
    if quarterly or every == "quý":
        months = _QUARTER_STARTS if (quarterly or "").lower().startswith("đầu") else _QUARTER_ENDS
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={int(day)}"
    monthly = every == "tháng" or _first(groups, "monthly")
    return f"FREQ=MONTHLY;BYMONTHDAY={int(day)}" if monthly else None


def _counted(rule: str, count: str, unit: str) -> str:
    number = _NUMERALS.get(count.lower()) or int(count)
    if number == 1:
        return rule
    return f"FREQ=MONTHLY;INTERVAL={number * 3}" if unit == "quý" else f"{rule};INTERVAL={number}"


def _several(times: str, unit: str) -> str | None:
    """Return the rule of so many times in a unit, None where no number of months lies between."""
    number = _NUMERALS.get(times.lower()) or int(times)
    if number == 1 or unit == "ngày":
        return _FREQUENCIES[unit]
    months, rest = divmod(_MONTHS.get(unit, 0), number)
    return f"FREQ=MONTHLY;INTERVAL={months}" if months and not rest else None


def _first(groups: dict[str, str | None], name: str) -> str | None:
    """Return the value of a group in whichever alternative it was read."""
    return next((v for k, v in groups.items() if v and k.rstrip("0123456789") == name), None)


def _numbered(pattern: str, number: int) -> str:
    """Return a piece with its groups renamed, so that it can stand in one expression several times."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{number}>", pattern)


@cache
def _expression() -> re.Pattern[str]:
    def limit(number: int) -> str:
        return _numbered(_LIMIT, number)

    return re.compile(
        rf"""(?<!\w)(?:
            # trước 15 giờ thứ Năm hằng tuần; chiều thứ Sáu hằng tuần; trước 17 giờ hằng ngày
            (?:(?P<cue8>{_CUE}){_S})?(?:
                (?:{CLOCK},?{_S})?(?:(?:sáng|chiều|ngày){_S})?{_numbered(_WEEKDAY, 8)}{_S}(?:của{_S})?
              | {CLOCK},?{_S}(?:các{_S}ngày{_S})?)
              {_numbered(_EVERY, 8)}
            # định kỳ hằng năm (trước ngày 15 tháng 12); định kỳ (trước ngày 05/12); định kỳ hoặc đột xuất
          | (?P<periodical>{_PERIODICAL})(?:
                {_S}(?:\(|vào{_S})?(?:{_numbered(_EVERY, 1)}{_numbered(_ON_DAYS, 1)}
        |{_numbered(_COUNTED, 1)})\)?(?:{_O},?{_O}\(?{limit(1)}(?:{_O}\))?)?
              | {_S}(?:\(?{limit(2)}(?:{_S}{_numbered(_EVERY, 2)})?(?:{_O}\))?|{_DAY_OF_QUARTER})
              | (?:{_S}(?:hoặc|và|hay)|,){_S}(?:báo{_S}cáo{_S})?(?:khi{_S}có{_S}yêu{_S}cầu|đột{_S}xuất)
              )?
            # trước ngày 20 hằng tháng; trước ngày 15/11 hằng năm; (trước ngày 30 tháng 11 hằng năm)
          | {limit(3)}{_S}(?:của{_S})?{_numbered(_EVERY, 3)}
            # ngày 25 hằng tháng
          | ngày{_S}(?P<day13>{DAY}){_S}(?:của{_S})?(?=\S+{_S}(?:tháng|quý)){_numbered(_EVERY, 13)}
            # trước ngày 15/6 và 15/12 hằng năm
          | {limit(12)}(?={_S}và{_S}(?:{_CUE}{_S})?(?:ngày{_S})?{DAY}/{MONTH}{_S}h[ằà]ng{_S}năm)
            # trước ngày 20 của tháng cuối quý; trước ngày 05 của tháng sau; chậm nhất ngày 20 tháng báo cáo
          | (?=[^\d]{{2,40}}\d{{1,2}}{_S}(?:của{_S})?tháng{_S}(?:cuối|đầu|sau|tiếp|kế|liền|báo)){limit(9)}
            # 06 tháng/lần; ba tháng một lần; ít nhất 01 lần/quý
          | {_numbered(_COUNTED, 10)}(?<=lần)
          | (?P<times11>\d{{1,2}}|một|hai|ba){_S}lần{_O}/{_O}(?:0?1{_S})?(?P<unit11>ngày|tuần|tháng|quý|năm)
            # hằng năm (trước ngày 15/12), hằng quý, trước ngày 25 của tháng cuối quý
          | {_numbered(_EVERY, 4)}{_O},?{_O}\(?{limit(4)}(?:{_O}\))?
            # 6 tháng (trước ngày 15/6)
          | {_numbered(_COUNTED, 5)}{_O}\({limit(5)}(?:{_O}\))
            # tháng 12 hằng năm
          | (?:trong{_S})?tháng{_S}(?P<month6>{MONTH}){_S}{_numbered(_EVERY, 6)}
            # hằng năm; theo từng năm; mỗi năm; hằng tuần (thứ 7, chủ nhật)
          | {_numbered(_EVERY, 7)}{_numbered(_ON_DAYS, 7)}
        )""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _continuation() -> re.Pattern[str]:
    """Return what continues a recurrence: `, 01 năm (trước ngày 10/11)`, `, hằng năm`."""
    return re.compile(
        rf"""(?P<joint>{_O}[,;]?{_O}(?:và{_S}|hoặc{_S}|báo{_S}cáo{_S})?)(?:
            (?:{_numbered(_EVERY, 1)}|{_numbered(_COUNTED, 1)}){_O},?{_O}\(?{_numbered(_LIMIT, 1)}(?:{_O}\))?
          | {_numbered(_COUNTED, 5)}(?<=lần)
          | (?P<unit3>năm){_O}\({_numbered(_LIMIT, 3)}{_O}\)
          | {_SECOND_DAY}(?:{_S}{_numbered(_EVERY, 4)})?
          | {_numbered(_EVERY, 2)}
        )""",
        re.VERBOSE | re.IGNORECASE,
    )
