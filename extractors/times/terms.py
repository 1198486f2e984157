"""Times that hang on an event: `10 ngày kể từ ngày nhận được văn bản`, `sau khi Nghị định được ban hành`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.working_days import Unit
from extractors.bodies.actor_patterns import starts_expression
from extractors.letters import LOWER
from extractors.times.dates import FULL_DATE
from extractors.times.windows import windows_around
from pipeline.document import Span

_S = r"\s{1,4}"
_NUMERALS = {
    "mười lăm": 15, "hai mươi": 20, "ba mươi": 30, "sáu mươi": 60, "chín mươi": 90,
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_UNITS: dict[str, tuple[str, Unit | None]] = {
    "ngày làm việc": ("P{}D", "working day"),
    "ngày": ("P{}D", "day"),
    "phút": ("PT{}M", None),
    "giờ": ("PT{}H", None),
    "tiếng": ("PT{}H", None),
    "tuần": ("P{}W", "week"),
    "tháng": ("P{}M", "month"),
    "năm": ("P{}Y", "year"),
}
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(n.replace(' ', _S) for n in _NUMERALS)})"
_COUNT = rf"(?P<count>{_NUMBER})"
_UNIT = rf"(?P<unit>ngày{_S}làm{_S}việc|ngày|phút|giờ|tiếng|tuần|tháng|năm)"
# Up to the end of the clause. A line that opens with a capital is another cell or item, not the rest of this one.
_CLAUSE = rf"[^,;.()|\t\n]{{3,160}}(?:\n{{1,2}}[ ]?(?-i:(?=[{LOWER}\d]))(?!\d+[.)])[^,;.()|\t\n]{{1,100}}){{0,2}}"

_OF_COUNCIL = (
    rf"(?:của{_S})?(?:Quốc{_S}hội|Hội{_S}đồng{_S}nhân{_S}dân|HĐND|Ủy{_S}ban{_S}nhân{_S}dân|UBND)(?:{_S}(?:tỉnh|thành{_S}phố|xã"
    rf"|phường))?|khóa{_S}[IVXLC]+"
)

# Terms of procedures run from the file that a citizen hands in: a limit where the sentence says which office keeps it.
_OF_PROCEDURES = re.compile(
    r"\b(?:hồ\s+sơ|đơn\b|giấy\s+(?:phép|chứng|đăng|đề|tờ)|thủ\s+tục|đăng\s+ký|yêu\s+cầu\s+của\s+(?:tổ|cá|công)|"
    r"hết\s+(?:thời\s+)?hạn)",
    re.IGNORECASE,
)
# A term that runs from the grant of a permit binds whoever holds it.
_GRANTED = re.compile(r"(?:được\s+)?cấp\s+giấy\s", re.IGNORECASE)
# "…, Ủy ban nhân dân xã tổ chức …" after such a term, "2. Sở Y tế thẩm định …" before it: whom it binds.
_BEFORE_BODY = re.compile(r"[^.;:\n]{0,120}?,\s{1,4}")
_SENTENCE_START = re.compile(r"(?:\A|[.;:]\s|\n)\s*(?:[-+•*“]\s*)?(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s*)?")
_PRIVATE_PARTY = re.compile(r"(?:các\s+)?(?:tổ\s+chức|cá\s+nhân|doanh\s+nghiệp|hộ|chủ\s+hộ)(?!\w)", re.IGNORECASE)
_REACH_BEFORE = 300
# Where the event ends and what must be done by then begins.
_PREDICATE = re.compile(r"\s+(?:phải|thì|để|cần)\s")
# Terms of people's lives, which bind nobody in an office: "trong vòng 48 giờ kể từ khi qua đời".
_PRIVATE = re.compile(
    r"\b(?:qua\s+đời|chết|tử\s+vong|^sinh|sinh\s+con|nghỉ\s+(?:hưu|việc|thai)|kết\s+hôn|tuyển\s+dụng)\b", re.IGNORECASE
)
# A meeting is a limit of what must be brought before it, not of what was said there.
_BROUGHT = re.compile(
    r"\b(?:trình|báo\s+cáo|ban\s+hành|thông\s+qua|xem\s+xét|quyết\s+định|kiểm\s+điểm|gửi|hoàn\s+thành|đánh\s+giá|giải\s+trình|trả\s+lời)"
    r"\b[^;.]*$",
    re.IGNORECASE,
)
_HELD = re.compile(r"\bđã\b|\bđược\s+(?:ban\s+hành|thông\s+qua)\s*$|\bcử\s+tri\s+gửi\s*$", re.IGNORECASE)
# "tổ chức sơ kết 01 năm", and not "Báo cáo tổng kết 10 năm thực hiện …", the name of a paper.
_NAMES_PAPER = re.compile(
    r"(?:về|báo\s+cáo|kế\s+hoạch|hội\s+nghị|việc|kết\s+quả|sau|qua|chương\s+trình)\s+$", re.IGNORECASE
)
# "Nhiệm kỳ là 05 năm kể từ ngày được bổ nhiệm", "lưu trữ tối thiểu 5 năm kể từ khi", "Trường hợp quá 12 tháng kể từ
# ngày … mà …": no limit of a task.
_LASTS = re.compile(
    r"\b(?:nhiệm\s+kỳ|thời\s+hiệu|có\s+giá\s+trị|có\s+hiệu\s+lực|bảo\s+quản|lưu\s+(?:trữ|giữ))\b[^.;]*$"
    r"|(?<!không\s)\bquá\s+$",
    re.IGNORECASE,
)
_HANDED_OVER = re.compile(r"\b(?:nộp|gửi|chuyển|bàn\s+giao)\b[^.;]*$", re.IGNORECASE)
_ISSUED = re.compile(
    r"""^(?:(?:ký|ban\s+hành)\b(?!\s+(?-i:(?:quyết|hợp|biên|văn|kế|thông|kết|thỏa|hiệp|nghị)\s)(?![^,;]{0,30}\bnày\b))
          |(?:Kế\s+hoạch|Quyết\s+định|Chỉ\s+thị|Công\s+văn|Chương\s+trình|Nghị\s+quyết|Thông\s+báo|Văn\s+bản|Quy\s+(?:chế|định))
           \s+(?:này\s+)?(?:được\s+)?(?:ký|ban\s+hành))""",
    re.VERBOSE | re.IGNORECASE,
)
# "03 ngày kể từ ngày Quyết định có hiệu lực thi hành"
_IN_FORCE = re.compile(
    r"(?:Quyết\s+định|Nghị\s+quyết|Kế\s+hoạch|Quy\s+(?:chế|định))\s+(?:này\s+)?có\s+hiệu\s+lực", re.IGNORECASE
)
_OWN = "văn bản này"


@dataclass(frozen=True, slots=True)
class Term:
    """A time after an event.

    `anchor` is the event as printed (`văn bản này` where the paper is all that is told, nothing where a step of a
    procedure follows the one before), `offset` an ISO 8601 duration
    (None for "after the event"), `count` and `unit` the same for counting; `from_issue` tells that the event is the
    issue of the paper itself.
    """

    span: Span
    anchor: str
    offset: str | None = None
    count: int = 0
    unit: Unit | None = None
    from_issue: bool = False

    @property
    def of_paper(self) -> bool:
        """Tell whether the event is the issue or the force of a paper, and no step of a procedure."""
        return self.from_issue or self.anchor == _OWN or _IN_FORCE.match(self.anchor) is not None


# Words of which every such time has one.
_SIGN = re.compile(
    r"(?:kể|tính)\s{1,4}từ|sau\s{1,4}(?:khi|ngày|thời)|từ\s{1,4}(?:khi|ngày)|này,\s|ngay\s|(?:kỳ|phiên)\s{1,4}họp"
    r"|trước\s{1,4}(?:\d{1,2}\s{1,4}(?:ngày|giờ|tuần)|khi|ngày|thời|kỳ|buổi|cuộc|phiên|lễ|hội|đợt|giờ|Tết)"
    r"|trong\s{1,4}(?:thời\s{1,4}(?:hạn|gian)|vòng)\s{1,4}(?:không|tối|\d)|nhận\s{1,4}được|ngày\s{1,4}làm\s{1,4}việc"
    r"|(?:sơ|tổng)\s{1,4}kết\s{1,4}\d|năm\s{1,4}học|học\s{1,4}k[ỳì]"
)
_REACH = (120, 420)


def find_terms(text: str, start: int = 0, end: int | None = None) -> Iterator[Term]:
    """Yield the times of `text[start:end]` that hang on an event, in order; terms of procedures are left out."""
    windows = windows_around(_SIGN, text, (start, len(text) if end is None else end), _REACH)
    for match in (match for window in windows for match in _expression().finditer(text, *window)):
        anchor = _anchor(match)
        private = _OF_PROCEDURES.search(anchor) and not _GRANTED.match(anchor)
        of_others = _PRIVATE.search(anchor) or (private and not _names_office(match, text))
        if (anchor or match["steps"]) and not of_others and _binds(match, text):
            yield _term(match, anchor)


def event_at(text: str, cell: Span) -> Term | None:
    """Return the event that is all a cell or line of times says: `Theo tiến độ …`, `Ngay khi có quyết định`."""
    match = _EVENT.fullmatch(cell.of(text).strip(" .;"))
    return Term(cell, " ".join(match["event"].split())) if match else None


_EVENT = re.compile(
    r"(?:ngay\s+|chậm\s+nhất\s+)?(?:(?:sau|từ|khi|trước)(?:\s+khi|\s+ngày)?|theo)\s+(?P<event>(?!\d|quy\s+định|(?:ngày|tháng|quý|năm)\s)[^\d;]{4,}[^;]*)",
    re.IGNORECASE,
)


def _names_office(match: re.Match[str], text: str) -> bool:
    """Tell whether a body begins the sentence that a term stands in, or follows the term after a comma."""
    after = _BEFORE_BODY.match(text, match.end())
    starts = [m.end() for m in _SENTENCE_START.finditer(text, max(0, match.start() - _REACH_BEFORE), match.start())]
    named = (*([after.end()] if after else []), *starts[-1:])
    return any(starts_expression().match(text, at) and not _PRIVATE_PARTY.match(text, at) for at in named)


def _binds(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - 90) : match.start()]
    if match["meeting"]:
        sentence = re.split(r"[.;]\s", before)[-1]
        return _BROUGHT.search(sentence) is not None and not _HELD.search(sentence)
    if match["count"] and _LASTS.search(before) and not _HANDED_OVER.search(before):
        return False
    return not match["jubilee_count"] or not _NAMES_PAPER.search(before)


def _term(match: re.Match[str], anchor: str) -> Term:
    start = match.start()
    predicate = _PREDICATE.search(match.group()) if match["since"] else None
    span = Span(start, predicate.start() + start if predicate else start + len(match.group().rstrip()))
    if match["jubilee_count"]:
        count = int(match["jubilee_count"])
        return Term(Span(start, match.end("jubilee")), anchor, f"P{count}Y", count, "year")
    printed = _first(match, _COUNTS)
    if not printed:
        return Term(span, anchor)
    count = _NUMERALS.get(" ".join(printed.lower().split())) or int(printed)
    pattern, unit = _UNITS[" ".join(_first(match, _OF_WHAT).lower().split())]
    sign = "-" if _first(match, _COMING) else ""
    return Term(span, anchor, sign + pattern.format(count), count, unit, bool(_ISSUED.match(anchor)))


# The groups of the expression by what they hold: how many, of which unit, before which event, of all events.
_COUNTS = ("count", "days", "within", "steps", "few")
_OF_WHAT = ("unit", "of", "each", "step", "part")
_COMING = ("ahead", "before", "held")
_EVENTS = ("since", *_COMING, "event", "granted", "school", "soon", "day", "meeting", "receipt", "whole")


def _first(match: re.Match[str], names: tuple[str, ...]) -> str:
    return next((match[name] for name in names if match[name]), "")


def _anchor(match: re.Match[str]) -> str:
    if match["within"]:
        return _OWN
    printed = _first(match, _EVENTS)
    predicate = _PREDICATE.search(printed)
    return " ".join((printed[: predicate.start()] if predicate else printed).split())


# căn cứ Quyết định này, trong thời hạn 03 ngày làm việc xây dựng quy trình
_WITHIN = (
    rf"(?<=này,\s)trong{_S}thời{_S}hạn{_S}(?P<within>\d{{1,2}}){_S}(?P<each>ngày{_S}làm{_S}việc|ngày)(?!\w|,?{_S}kể)"
)
# Trên cơ sở đề nghị của các xã, trong 05 ngày làm việc, Sở Tài chính …; không quá 07 ngày làm việc đối với …;
# niêm yết để lấy ý kiến (trong thời hạn 07 ngày làm việc); trong thời hạn 02 ngày làm việc, gửi báo cáo …;
# trong thời gian không quá 01 tháng, cơ quan …
_STEP = (
    rf"(?:trong(?:{_S}(?:vòng|thời{_S}(?:hạn|gian)))?|(?:chậm|muộn){_S}nhất|tối{_S}đa|không{_S}quá|(?<=\n)|(?<=[;:]\s))"
    rf"(?:{_S}(?:không{_S}quá|tối{_S}đa))?(?:{_S})?(?P<steps>{_NUMBER})(?:{_S}\([^)]{{1,20}}\))?{_S}(?P<step>ngày{_S}làm{_S}việc|ngày|tháng)"
    rf"(?=(?<=việc)(?:{_S}đối{_S}với|\))|,{_S}(?:Sở|Ủy|UBND|Chủ|Phòng|cơ{_S}quan|đơn{_S}vị|Công{_S}an|Trung{_S}tâm|bộ{_S}phận"
    rf"|Cục|Tổng{_S}cục|Văn{_S}phòng|gửi|báo{_S}cáo))"
)
# gửi tài liệu trước khi họp ít nhất 03 ngày làm việc; trước kỳ thi ít nhất 05 ngày; trước ngày khai giảng 07 ngày
_BEFOREHAND = (
    rf"trước{_S}(?:khi{_S})?(?P<before>(?:(?<=khi\s)|(?:ngày(?!{_S}\d)|kỳ|buổi|cuộc|phiên|lễ|hội{_S}nghị|đợt|giờ|Tết))[^,;.()\n\d]{{0,60}}?"
    rf"(?<!thứ)(?<!số)(?<!lần)){_S}(?:(?:tối{_S}thiểu|ít{_S}nhất|chậm{_S}nhất|là){_S})?"
    rf"(?P<days>\d{{1,2}}){_S}(?P<of>ngày{_S}làm{_S}việc|ngày|giờ|tuần)(?!\w|{_S}\d)"
)
# gửi tài liệu trước 05 ngày tổ chức hội nghị; trước 03 ngày làm việc so với ngày họp
_IN_ADVANCE = (
    rf"trước{_S}(?P<few>\d{{1,2}}){_S}(?P<part>ngày{_S}làm{_S}việc|ngày|giờ|tuần)(?!\w),?{_S}"
    rf"(?P<held>(?:so{_S}với{_S}ngày|tổ{_S}chức|diễn{_S}ra|khai{_S}mạc|khi){_S}[^,;.()|\t\n]{{3,100}})"
)

# sau khi được cấp có thẩm quyền phê duyệt
_APPROVED = (
    rf"(?:ngay{_S})?sau{_S}khi{_S}"
    rf"(?P<granted>được{_S}[^,;.()\n]{{0,80}}?(?:phê{_S}duyệt|thông{_S}qua|chấp{_S}thuận))(?!\w)"
)
# khi kết thúc năm học; Cuối học kỳ I, các trường …
_SCHOOL_YEAR = (
    rf"(?:(?:sau{_S}|trước{_S})?khi{_S}(?=kết)|vào{_S}|(?<=và\s)|(?<=\n)|(?<=[-+.;]\s))(?P<school>(?:kết{_S}thúc|cuối|đầu){_S}(?:mỗi{_S})?"
    rf"(?:năm{_S}học|học{_S}k[ỳì])(?:{_S}(?:\d{{4}}\s?[-–]\s?\d{{4}}|II?(?!\w)))?(?:{_S}năm{_S}học{_S}\d{{4}}\s?[-–]\s?\d{{4}})?)(?=\s{{0,2}}(?:[,.;\n]|và\s))"
)


@cache
def _expression() -> re.Pattern[str]:
    return re.compile(
        rf"""(?<!\w)(?:
            # trong thời hạn 10 ngày làm việc, kể từ ngày nhận được Kế hoạch này; chậm nhất 15 ngày sau khi nghiệm thu
            (?:(?:trong(?:{_S}(?:vòng|thời{_S}(?:hạn|gian)))?|(?:chậm|muộn){_S}nhất|tối{_S}đa|không{_S}quá|sau|là
        |ít{_S}nhất|tối{_S}thiểu){_S})*
                {_COUNT}(?:{_S}\([^)]{{1,20}}\))?{_S}{_UNIT}(?:{_S}đầu(?:{_S}tiên)?)?,?{_S}(?:
                  (?:(?:kể|tính){_S}từ{_S}(?:ngày|khi|lúc|thời{_S}điểm)?|(?:sau|từ){_S}(?:khi|ngày(?!{_S}\d))){_S}
                    (?P<since>(?!{FULL_DATE}{_S}(?:cho{_S})?đến){_CLAUSE})
                | trước{_S}(?:khi|thời{_S}(?:hạn|điểm)|ngày(?!{_S}\d)){_S}(?P<ahead>{_CLAUSE}))
          | {_WITHIN} | {_BEFOREHAND} | {_STEP} | {_IN_ADVANCE}
            # sau khi Nghị định được ban hành; sau khi có hướng dẫn của Trung ương; sau khi kết thúc Đề án
          | (?:ngay{_S})?(?:sau|từ){_S}khi{_S}(?P<event>
                (?:có{_S}(?:quy{_S}chế|hướng{_S}dẫn|quyết{_S}định|kế{_S}hoạch|văn{_S}bản|chủ{_S}trương|ý{_S}kiến
        |kết{_S}quả)
                  ){_CLAUSE}
                |kết{_S}thúc{_S}(?:đề{_S}án|chương{_S}trình|kế{_S}hoạch|dự{_S}án|đợt{_S}\w+)(?!\w)
                |(?:Luật|Nghị|Quyết|Thông|Kế|Chương|Chiến|Đề|Quy|Pháp|phương{_S}án|đề{_S}án){_S}[^.;]{{3,300}}?
                 (?:ban{_S}hành|phê{_S}duyệt|thông{_S}qua|có{_S}hiệu{_S}lực(?:{_S}thi{_S}hành)?|kết{_S}thúc)(?!\w))
            # ngay sau khi khai giảng; ngay khi có quyết định sắp xếp
          | ngay{_S}(?:(?:sau|từ){_S})?khi{_S}(?!nhận{_S}được{_S}\w+{_S}\w+{_S}này)(?P<soon>{_CLAUSE})
          | {_APPROVED} | {_SCHOOL_YEAR}
            # ngay trong ngày văn bản đến
          | ngay{_S}trong{_S}(?:ngày|buổi|tuần){_S}(?P<day>(?![\d/]){_CLAUSE})
            # trình … trước kỳ họp thứ 10; báo cáo tại các kỳ họp thường lệ, tại phiên họp thường kỳ tháng cuối quý;
            # but not: tại Phiên họp lần thứ 20 ngày 10/9/2025, tại kỳ họp thứ 9 đã quyết định
          | (?:(?:trước|tại|vào|trong){_S})?(?:các{_S})?
                (?!(?:kỳ|phiên){_S}họp{_S}[^,.;]{{0,24}}?{_S}(?:ngày{_S}\d|đã{_S}))(?P<meeting>(?:kỳ|phiên){_S}họp{_S}
                (?:(?:thường{_S}(?:lệ|kỳ|trực)|chuyên{_S}đề|gần{_S}nhất|tới|tiếp{_S}theo|giữa{_S}năm|cuối{_S}năm|thứ{_S}(?:\d+|\w+)
        |tháng{_S}(?:\d{{1,2}}|cuối|đầu)|quý|lần{_S}thứ|năm|\d+(?:/\d+)?|{_OF_COUNCIL})(?:,?{_S})?){{1,6}}(?<![\s,]))
            # nhận được công văn này
          | (?:ngay{_S})?(?:sau{_S}|khi{_S}|sau{_S}khi{_S}|từ{_S}khi{_S})?(?P<receipt>nhận{_S}được{_S}
                (?:công{_S}văn|kế{_S}hoạch|văn{_S}bản|chỉ{_S}thị|quyết{_S}định|công{_S}điện|thông{_S}báo
        |chương{_S}trình){_S}này)
            # tổ chức sơ kết 01 năm, tổng kết 05 năm thực hiện Chỉ thị số …
          | (?P<jubilee>(?:sơ|tổng){_S}kết{_S}(?P<jubilee_count>\d{{1,2}}){_S}năm){_S}
                (?P<whole>(?:thực{_S}hiện|triển){_S}{_CLAUSE})
        )""",
        re.VERBOSE | re.IGNORECASE,
    )
