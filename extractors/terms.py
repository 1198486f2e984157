"""Times that hang on an event: `10 ngày kể từ ngày nhận được văn bản`, `sau khi Nghị định được ban hành`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.working_days import Unit
from extractors.letters import LOWER
from pipeline.document import Span

_S = r"\s{1,4}"
_NUMERALS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_UNITS: dict[str, tuple[str, Unit | None]] = {
    "ngày làm việc": ("P{}D", "working day"),
    "ngày": ("P{}D", "day"),
    "giờ": ("PT{}H", None),
    "tiếng": ("PT{}H", None),
    "tuần": ("P{}W", "week"),
    "tháng": ("P{}M", "month"),
    "năm": ("P{}Y", "year"),
}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMERALS)})"
_UNIT = rf"(?P<unit>ngày{_S}làm{_S}việc|ngày|giờ|tiếng|tuần|tháng|năm)"
# Up to the end of the clause. A line that opens with a capital is another cell or item, not the rest of this one.
_CLAUSE = rf"[^,;.()\n]{{3,160}}(?:\n{{1,2}}[ ]?(?-i:(?=[{LOWER}\d]))(?!\d+[.)])[^,;.()\n]{{1,100}}){{0,2}}"

# Terms of procedures run from the file that a citizen hands in: they bind an office every day, and are no deadline.
_OF_PROCEDURES = re.compile(
    r"\b(?:hồ\s+sơ|đơn\b|giấy\s+(?:phép|chứng|đăng|đề|tờ)|thủ\s+tục|đăng\s+ký|yêu\s+cầu\s+của\s+(?:tổ|cá|công)|"
    r"hết\s+(?:thời\s+)?hạn)",
    re.IGNORECASE,
)
# Where the event ends and what must be done by then begins.
_PREDICATE = re.compile(r"\s+(?:phải|thì|để|cần)\s")
# Events of public business; "trong vòng 48 giờ kể từ khi qua đời" binds nobody in an office.
_OFFICIAL = re.compile(
    r"\b(?:nhận|ban\s+hành|ký|kết\s+thúc|có|hoàn\s+thành|được|phê\s+duyệt|thông\s+qua|hiệu\s+lực|xảy\s+ra|phát\s+sinh|phát\s+hiện|thực\s+hiện|"
    r"triển\s+khai)\b",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"""^(?:ký\b|ban\s+hành\b
          |(?:Kế\s+hoạch|Quyết\s+định|Chỉ\s+thị|Công\s+văn|Chương\s+trình|Nghị\s+quyết|Thông\s+báo|Văn\s+bản)
           \s+(?:này\s+)?(?:được\s+)?(?:ký|ban\s+hành))""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A time after an event.

    `anchor` is the event as printed, `offset` an ISO 8601 duration (None for "after the event"), `count` and `unit`
    the same for counting; `from_issue` tells that the event is the issue of the paper itself.
    """

    span: Span
    anchor: str
    offset: str | None = None
    count: int = 0
    unit: Unit | None = None
    from_issue: bool = False


def find_terms(text: str, start: int = 0, end: int | None = None) -> Iterator[Term]:
    """Yield the times of `text[start:end]` that hang on an event, in order; terms of procedures are left out."""
    for match in _expression().finditer(text, start, len(text) if end is None else end):
        anchor = _anchor(match)
        if not anchor or _OF_PROCEDURES.search(anchor) or not _OFFICIAL.search(anchor):
            continue
        yield _term(match, anchor)


def _term(match: re.Match[str], anchor: str) -> Term:
    start = match.start()
    predicate = _PREDICATE.search(match.group()) if match["since"] else None
    span = Span(start, predicate.start() + start if predicate else start + len(match.group().rstrip()))
    if match["jubilee_count"]:
        count = int(match["jubilee_count"])
        return Term(Span(start, match.end("jubilee")), anchor, f"P{count}Y", count, "year")
    if not match["count"]:
        return Term(span, anchor)
    count = _NUMERALS.get(match["count"].lower()) or int(match["count"])
    pattern, unit = _UNITS[" ".join(match["unit"].lower().split())]
    return Term(span, anchor, pattern.format(count), count, unit, bool(_ISSUED.match(anchor)))


def _anchor(match: re.Match[str]) -> str:
    printed = match["since"] or match["event"] or match["receipt"] or match["whole"] or ""
    predicate = _PREDICATE.search(printed)
    return " ".join((printed[: predicate.start()] if predicate else printed).split())


@cache
def _expression() -> re.Pattern[str]:
    return re.compile(
        rf"""(?<!\w)(?:
            # trong thời hạn 10 ngày làm việc, kể từ ngày nhận được Kế hoạch này
            (?:(?:trong(?:{_S}(?:vòng|thời{_S}(?:hạn|gian)))?|(?:chậm|muộn){_S}nhất|tối{_S}đa|không{_S}quá|sau|là){_S})*
                {_COUNT}(?:{_S}\([^)]{{1,20}}\))?{_S}{_UNIT},?{_S}(?:kể|tính){_S}từ{_S}(?:ngày|khi|lúc
        |thời{_S}điểm)?{_S}(?P<since>{_CLAUSE})
            # sau khi Nghị định được ban hành; ngay sau khi có hướng dẫn của Trung ương
          | (?:ngay{_S})?(?:sau|từ){_S}khi{_S}(?P<event>
                (?:có{_S}(?:quy{_S}chế|hướng{_S}dẫn|quyết{_S}định|kế{_S}hoạch|văn{_S}bản|chủ{_S}trương|ý{_S}kiến
        |kết{_S}quả)
                  ){_CLAUSE}
                |(?:Luật|Nghị|Quyết|Thông|Kế|Chương|Chiến|Đề|Quy|Pháp|phương{_S}án|đề{_S}án){_S}[^.;]{{3,300}}?
                 (?:ban{_S}hành|phê{_S}duyệt|thông{_S}qua|có{_S}hiệu{_S}lực(?:{_S}thi{_S}hành)?|kết{_S}thúc)(?!\w))
            # nhận được công văn này
          | (?:ngay{_S})?(?:sau{_S}|khi{_S}|sau{_S}khi{_S}|từ{_S}khi{_S})?(?P<receipt>nhận{_S}được{_S}
                (?:công{_S}văn|kế{_S}hoạch|văn{_S}bản|chỉ{_S}thị|quyết{_S}định|công{_S}điện|thông{_S}báo
        |chương{_S}trình){_S}này)
            # tổ chức sơ kết 01 năm, tổng kết 05 năm thực hiện Chỉ thị số …
          | (?<=tổ\schức\s)(?P<jubilee>(?:sơ
        |tổng){_S}kết{_S}(?P<jubilee_count>\d{{1,2}}){_S}năm){_S}(?P<whole>(?:thực{_S}hiện|triển){_S}{_CLAUSE})
        )""",
        re.VERBOSE | re.IGNORECASE,
    )
