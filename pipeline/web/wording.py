"""How data are put into words on a page: kinds, roles, states, shortened texts."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from pipeline.exports.sheets import STATES, said_of
from pipeline.messages import day, moment, say
from pipeline.text import Span

OUTCOMES = {"filed": "đã vào sổ", "duplicate": "trùng", "failed": "không đọc được", "secret": "mật"}
FACTS = {"reference": "dẫn chiếu", "deadline": "thời hạn", "assignment": "nhiệm vụ", "mention": "cơ quan"}
DEADLINES = {
    "absolute": "ngày nhất định",
    "range": "khoảng thời gian",
    "recurring": "định kỳ",
    "relative": "theo sự kiện",
    "period": "thời kỳ",
}
SEVERITIES = {"info": "cho biết", "warning": "lưu ý", "error": "lỗi"}
MATCHES = {
    "number": "đúng số, ký hiệu",
    "exact": "đúng từng dấu",
    "folded": "khớp chữ, khác dấu",
    "similar": "gần giống",
}
ORIGINS = {"text-layer": "chữ có sẵn", "ocr": "nhận dạng từ ảnh", "text": "văn bản"}
MATTERS = {
    "heading": "số, ngày và thể thức",
    "deadline": "thời hạn",
    "ambiguous": "dẫn chiếu có nhiều khả năng",
    "reference": "dẫn chiếu",
    "assignment": "nhiệm vụ",
    "reading": "chữ đọc được",
    "actorless": "việc không rõ cơ quan",
}
FIELDS = {
    "number": "Số, ký hiệu",
    "doc_type": "Loại",
    "title": "Trích yếu",
    "issuer": "Cơ quan ban hành",
    "place": "Nơi ban hành",
    "date": "Ngày",
    "relation": "Quan hệ",
    "extent": "Phạm vi",
    "start_date": "Từ ngày",
    "end_date": "Đến ngày",
    "inclusive": "Ngày cuối",
    "rrule": "Lặp lại",
    "agencies": "Cơ quan được giao",
    "partners": "Cơ quan phối hợp",
    "role": "Vai trò",
    "section": "Mục",
    "confirmed": "xác nhận đúng",
}
VALUES = {"whole": "toàn bộ", "part": "một phần", "1": "kể cả ngày này", "0": "trước ngày này"}
RHYTHMS = {
    "DAILY": "hằng ngày",
    "WEEKLY": "hằng tuần",
    "WEEKLY BYDAY": "{} hằng tuần",
    "MONTHLY": "hằng tháng",
    "MONTHLY 3": "hằng quý",
    "MONTHLY n": "{} tháng một lần",
    "MONTHLY BYMONTHDAY": "ngày {} hằng tháng",
    "YEARLY": "hằng năm",
    "YEARLY n": "{} năm một lần",
    "YEARLY BYMONTH": "tháng {} hằng năm",
    "YEARLY BYMONTH BYMONTHDAY": "ngày {1} tháng {0} hằng năm",
}
WEEKDAYS = {
    "MO": "thứ Hai",
    "TU": "thứ Ba",
    "WE": "thứ Tư",
    "TH": "thứ Năm",
    "FR": "thứ Sáu",
    "SA": "thứ Bảy",
    "SU": "Chủ nhật",
}
DURATIONS = {
    "Y": "{} năm",
    "M": "{} tháng",
    "W": "{} tuần",
    "D": "{} ngày",
    "WORKING": "{} ngày làm việc",
    "TH": "{} giờ",
    "TM": "{} phút",
}
DURATION = re.compile(r"(?P<before>-?)P(?P<time>T?)(?P<count>\d+)(?P<unit>[YMWDH])")
KINDS = {"document": "thể thức", **FACTS}
WORDS = {
    "state": STATES,
    "outcome": OUTCOMES,
    "fact": FACTS,
    "deadline": DEADLINES,
    "severity": SEVERITIES,
    "match": MATCHES,
    "origin": ORIGINS,
    "matter": MATTERS,
    "field": FIELDS,
    "value": VALUES,
    "kind": KINDS,
    "rhythm": RHYTHMS,
    "weekday": WEEKDAYS,
    "duration": DURATIONS,
}


def word(kind: str, value: str, lang: str) -> str:
    """Return the word for a value of the data; a value without one is its own word."""
    return say(WORDS[kind].get(value, value), lang=lang)


def rhythm(rule: str | None, lang: str) -> str:
    """Return in words how a deadline recurs; a rule that has none is its own word."""
    parts = dict(part.partition("=")[::2] for part in (rule or "").split(";"))
    every, interval = parts.pop("FREQ", ""), parts.pop("INTERVAL", "1")
    if interval != "1":
        exact = f"{every} {interval}"
        template = RHYTHMS.get(exact, RHYTHMS.get(f"{every} n")) if not parts else None
        return say(template, *([] if exact in RHYTHMS else [interval]), lang=lang) if template else rule or ""
    template = RHYTHMS.get(" ".join((every, *parts)))
    values = (word("weekday", value, lang) if name == "BYDAY" else value for name, value in parts.items())
    return say(template, *(value.replace(",", ", ") for value in values), lang=lang) if template else rule or ""


def duration(offset: str | None, lang: str, *, working: bool = False) -> str:
    """Return in words how long after an event something is due, or before it; one that has none is its own word."""
    match = DURATION.fullmatch(offset or "")
    unit = match["time"] + match["unit"] if match else ""
    template = DURATIONS.get("WORKING" if working and unit == "D" else unit)
    if not match or not template:
        return offset or ""
    words = say(template, match["count"], lang=lang)
    return say("trước {}", words, lang=lang) if match["before"] else words


def one_line(text: str | None, length: int = 0) -> str:
    """Return a text on one line, cut after a word where it is longer than so many characters."""
    line = " ".join((text or "").split())
    if not length or len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0] + " …"


def percent(value: float | None) -> str:
    """Return a share from 0 to 1 in percent."""
    return "" if value is None else f"{value:.0%}".replace("%", " %")


def days_left(last_day: date | None, as_of: date) -> int | None:
    """Return how many days are left, negative ones past."""
    return (last_day - as_of).days if last_day else None


def pieces(text: str, lit: Sequence[Span]) -> list[tuple[str, bool]]:
    """Return a text in pieces, each with whether it is lit."""
    found, done = [], 0
    for span in lit:
        found += [(text[done : span.start], False), (span.of(text), True)]
        done = span.end
    return [*found, (text[done:], False)]


def packed(changes: Sequence[tuple[str, str | None]]) -> str:
    """Return changes as the value of a button."""
    return json.dumps(changes)


def address(path: str, **query: Any) -> str:
    """Return the address of a page; what is empty is left out of its query."""
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


SPOKEN = {
    "address": address,
    "day": day,
    "days_left": days_left,
    "duration": duration,
    "moment": moment,
    "one_line": one_line,
    "packed": packed,
    "percent": percent,
    "pieces": pieces,
    "rhythm": rhythm,
    "said_of": said_of,
    "word": word,
}
"""What templates may call."""
