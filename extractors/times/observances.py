"""Commemorative days and months: `“Ngày toàn dân phòng cháy, chữa cháy” (04/10)`, `kỷ niệm 80 năm Ngày …`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from extractors.letters import UPPER
from extractors.times.dates import DAY, MONTH, YEAR
from normalizers.folding import fold
from pipeline.document import Span

_S = r"\s{1,4}"
_O = r"\s{0,4}"

# Days that papers name without quotes; the dates are never taken from here, only what a paper prints counts.
_KNOWN = r"""(?:
    Ngày{_S}hội{_S}(?i:toàn{_S}dân{_S}bảo{_S}vệ{_S}(?:an{_S}ninh{_S}Tổ{_S}quốc|ANTQ)
        |đại{_S}đoàn{_S}kết(?:{_S}toàn{_S}dân(?:{_S}tộc)?)?)
  | Ngày{_S}(?:Pháp{_S}luật(?:{_S}nước{_S}Cộng{_S}hòa{_S}xã{_S}hội{_S}chủ{_S}nghĩa)?(?:{_S}Việt{_S}Nam)?
      |toàn{_S}dân{_S}phòng(?:,|{_S}và)?{_S}(?:cháy(?:{_S}và|,)?{_S}chữa{_S}cháy|chống{_S}ma{_S}t[uú][yý])
      |[Cc]huyển{_S}đổi{_S}số{_S}(?:quốc{_S}gia|Quốc{_S}gia))
)""".replace("{_S}", _S)
_KIND = rf"(?:Ngày(?:{_S}hội)?|ngày(?={_S}[{UPPER}])|Tháng|Tuần(?:{_S}lễ)?|Lễ(?:{_S}hội)?)"
_YEARS = rf"(?:[Kk]ỷ{_S}niệm{_S}(?:lần{_S}thứ{_S})?\d{{1,4}}{_S}năm{_S})?"
_QUOTED = rf"[“\"]{_O}{_YEARS}{_KIND}{_S}[^”\"“]{{4,120}}?[”\"]"
# Without quotes only a name whose date stands in brackets right after it.
_PLAIN = (
    rf"(?:{_KNOWN}|{_KIND}{_S}(?![\d]|"
    rf"{MONTH}\b)[^”\"“().;:\n/]{{4,80}}?(?:\n{{1,2}}[^”\"“().;:\n/]{{1,60}}?)?(?={_O}\({_O}(?i:ngày{_S}|"
    rf"tháng{_S})?{DAY}))"
)
# "kỷ niệm 79 năm ngày toàn quốc kháng chiến (19/12/1946-19/12/2025)"
_JUBILEE = (
    rf"[Kk]ỷ{_S}niệm{_S}(?:lần{_S}thứ{_S})?\d{{1,4}}{_S}năm{_S}[Nn]gày(?:{_S}[^\W\d]+){{2,14}}?(?={_O}\({_O}{DAY}/)"
)
_DATE = rf"""{_O}\({_O}(?:
      (?i:từ{_S})?(?i:ngày{_S})?(?P<first>{DAY}){_O}(?:[-–]|đến){_O}(?i:ngày{_S})?{DAY}/(?P<first_month>{MONTH})
    | (?i:ngày{_S})?(?P<day>{DAY}){_O}[/-]{_O}(?P<month>{MONTH})(?:{_O}[/-]{_O}(?P<since>{YEAR})
          {_O}[-–]{_O}(?:{DAY}{_O}[/-]{_O}{MONTH}{_O}[/-]{_O})(?P<year>{YEAR}))?
    | (?i:tháng){_S}(?P<whole_month>{MONTH})
    )(?:{_S}(?:hằng|hàng){_S}năm)?{_O}\)(?:{_S}(?:hằng|hàng){_S}năm(?!\w))?
    | {_S}(?P<bare_day>{DAY})/(?P<bare_month>{MONTH})(?![\d/]|{_S}(?:đến|tới)|{_O}[-–])"""

# "Ngày toàn dân phòng, chống ma túy 26/6"
_DATE_INSIDE = re.compile(rf"\(?(?P<day>{DAY})/(?P<month>{MONTH})\)?$")


@dataclass(frozen=True, slots=True)
class Observance:
    """A commemorative day or month: yearly with `rrule`, or once, on `day`; neither where no date is printed."""

    span: Span
    name: str
    rrule: str | None = None
    day: date | None = None


def find_observances(text: str, start: int = 0, end: int | None = None) -> tuple[Observance, ...]:
    """Return the observances of `text[start:end]` in order; a date printed once holds wherever the name stands."""
    stop = len(text) if end is None else end
    # A date is looked up without marks and case: the same day is rarely printed twice without a slip.
    found = [o for match in _expression().finditer(text, start, stop) if (o := _read(match)).name]
    dated = {fold(o.name): o.rrule for o in reversed(found) if o.rrule}
    return tuple(o if o.rrule or o.day else replace(o, rrule=dated.get(fold(o.name))) for o in found)


def _read(match: re.Match[str]) -> Observance:
    name = " ".join(match["name"].strip('“”" \n').split())
    span = Span(match.start("name"), match.end())
    inside = _DATE_INSIDE.search(name)
    if inside and not match["day"]:
        bare = name[: inside.start()].strip()
        return Observance(span, bare if " " in bare else "", _yearly(inside["month"], inside["day"]))
    if match["year"]:
        return Observance(span, name, None, _date(match["year"], match["month"], match["day"]))
    month = match["whole_month"] or match["month"] or match["bare_month"] or match["first_month"]
    day = match["day"] or match["bare_day"] or match["first"] or "1"
    return Observance(span, name, _yearly(month, day) if month else None)


def _yearly(month: str, day: str) -> str | None:
    return f"FREQ=YEARLY;BYMONTH={int(month)};BYMONTHDAY={int(day)}" if _date("2000", month, day) else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def _expression() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<name>{_QUOTED}|{_JUBILEE}|{_PLAIN})(?:{_DATE})?", re.VERBOSE)
