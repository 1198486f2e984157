"""What the words around a period make of it: a limit, a time for doing, a range, or nothing that binds anybody."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from extractors.letters import LOWER, UPPER
from extractors.times.dates import CLOCKS, PART_OF_DAY, WEEKDAY
from extractors.times.periods import Period
from pipeline.document import Span

Cue = Literal["before", "latest", "now", "issue", "until", "within", "done", "planned", "at", "label", "from", "none"]

_S = r"\s{1,4}"
_REACH = 90
# "trước 16h00 ngày 25/02", "trước thứ Sáu, ngày 27/02": an hour or a weekday between the word for a limit and the day.
_WEEKDAY = rf"(?:(?:sáng|chiều|ngày){_S})?(?:thứ{_S}{WEEKDAY}|chủ{_S}nhật)(?:\s?,)?"

# "trước ngày Quốc khánh 02/9/2025", "trước ngày khai mạc Đại hội 15/10/2025": what the day is kept for.
_FEAST = rf"(?:lễ|(?:khai|bế){_S}(?:mạc|giảng)|bầu{_S}cử|thành{_S}lập|(?-i:[{UPPER}])\w+)(?:{_S}[^\W\d]+){{0,5}}?"

# In the order in which they are tried: the longer reading first.
_CUES: tuple[tuple[Cue, str], ...] = (
    ("now", rf"từ{_S}nay{_S}(?:cho{_S})?(?:đến|tới)(?:{_S}(?:hết|trước))?"),
    ("issue", rf"từ{_S}(?:ngày|khi){_S}[^,;.:\n]{{0,60}}?(?:ký|ban{_S}hành){_S}(?:cho{_S})?đến(?:{_S}hết)?"),
    ("latest", rf"(?:chậm|muộn|trễ){_S}nhất(?:{_S}(?:là|vào|đến|hết|trong))*"),
    ("before", rf"(?:(?:chậm|muộn){_S}nhất{_S})?(?:xong{_S})?trước(?:{_S}(?:thời{_S}hạn|hạn))?"),
    ("latest", rf"không{_S}(?:quá|muộn{_S}hơn|chậm{_S}hơn)|hạn{_S}(?:cuối|chót)(?:{_S}là)?"),
    ("until", rf"(?:(?:đến|tới)(?:{_S}(?:hết|trước))?|hết)"),
    ("planned", rf"dự{_S}kiến(?:{_S}(?:hoàn{_S}thành|tổ{_S}chức))?(?:{_S}(?:trong|vào))?"),
    ("done", rf"(?:hoàn{_S}thành|hoàn{_S}tất|kết{_S}thúc|xong)(?:{_S}(?:trong|vào|ngay{_S}trong))?"),
    ("label", rf"""(?:thời{_S}(?:gian|hạn|điểm)|tiến{_S}độ|lộ{_S}trình|hạn)
        (?:{_S}(?:thực{_S}hiện|hoàn{_S}thành|báo{_S}cáo|gửi|triển{_S}khai|kết{_S}thúc|trình|tổ{_S}chức|ban{_S}hành|dự{_S}kiến))*
        (?:\s{{0,4}}[:\-–]|{_S}(?:là|trong)|(?:{_S}[{LOWER}]+){{1,4}}\s{{0,2}}:)(?:{_S}(?:trong|từ|vào|{PART_OF_DAY}|(?:(?:0?\d|một){_S})?(?:buổi|ngày)(?:{_S}{PART_OF_DAY})?,))?"""),
    ("within", rf"(?:ngay{_S})?trong(?:{_S}(?:thời{_S}gian|khoảng(?:{_S}thời{_S}gian)?|tuần))?"),
    ("at", rf"vào(?:{_S}(?:dịp|khoảng))?"),
    ("from", rf"(?:kể{_S}|bắt{_S}đầu{_S})?từ"),
)  # fmt: skip

# A date that says since when a rule holds, who was born or hired when, is no limit of a task; a term with its years is
# told: "Nghị quyết Đại hội nhiệm kỳ 2025 - 2030, trình Đảng ủy trước ngày …".
_OF_FORCE = re.compile(
    r"hiệu\s+lực|nhiệm\s+kỳ(?!\s+\d{4}\s*[-–]\s*\d{4})|khóa\s+họp|ngày\s+sinh|sinh\s+(?:năm|ngày)|tuyển\s+dụng|tính\s+từ|lấy\s+số\s+liệu|số\s+liệu\s+báo\s+cáo|\b(?:cộng\s+dồn|lũy\s+kế)\b|\btính\s*$|năm\s+tài\s+chính\b|ngày\s+lễ(?:\s+lớn)?\s*$|áp\s+dụng\s+từ|từ\s+số\s+0?1\b|(?:so\s+)?với\s+cùng\s+kỳ",
    re.IGNORECASE,
)
# Whom a rule is for: "ở thuê từ ngày … đến ngày …", "có hợp đồng được giao kết trước ngày …".
_OF_PERSONS = re.compile(
    r"giao\s+kết|hợp\s+đồng\s+lao\s+động|HĐLĐ|(?:tham\s+gia|đóng|hưởng)\s+(?:bảo\s+hiểm|trợ\s+cấp|lương)|BHXH|BHTN|ở\s+(?:thuê|trọ)\b",
)
_HANDED_IN = re.compile(
    r"\b(?:gửi|nộp|báo\s+cáo|trình|hoàn\s+thành|hoàn\s+tất|tổng\s+hợp|xong|tiếp\s+nhận)\b", re.IGNORECASE
)
# What came to pass or is forecast: "trong năm 2025 đã hoàn thành", "đến ngày 18/11/2025 khu vực có mưa".
_TOLD = re.compile(
    r"\bđã\b|\bdự\s+báo\b|\blượng\s+mưa\b|\bcó\s+mưa\b|\bxuất\s+hiện\b|\bxảy\s+ra\b|\bước\s+(?:đạt|thực)|\bghi\s+nhận\b"
    # "tin tưởng trong năm 2025 sẽ hoàn thành", "thì không thể hoàn thành trong năm 2025"
    r"|\btin\s+tưởng\b|\bkhông\s+thể\b",
    re.IGNORECASE,
)
_WEATHER = re.compile(r"\b(?:mưa|lũ|bão|xuất\s+hiện|ghi\s+nhận)\b", re.IGNORECASE)
# "Trong năm 2025, các đơn vị đã …", and not "vào năm 2030 và các mục tiêu đã đề ra".
_DONE_AFTER = re.compile(r"\W*(?!(?:và|cùng|với)\s)(?:[\w-]+\s+){0,6}đã\b")
# The name of another document up to its period: "Chiến lược … đến năm 2030", "định hướng đến năm 2030".
_NAMED = re.compile(
    r"""(?:Chiến\s+lược|Chương\s+trình|Quy\s+hoạch|Kế\s+hoạch|Đề\s+án|Dự\s+án|Nghị\s+quyết|Quyết\s+định|Chỉ\s+thị|Luật|Nghị\s+định|Kết\s+luận
         |Phong\s+trào|Đợt\s+thi\s+đua|tầm\s+nhìn|định\s+hướng|thời\s+kỳ|giai\s+đoạn|quy\s+hoạch|chiến\s+lược|khóa)\b[^;:]*$""",
    re.VERBOSE,
)
# The name of a programme with its stage: "… giai đoạn 2021 - 2030, giai đoạn I: từ năm 2021 đến năm 2025".
_STAGE = re.compile(r"giai\s+đoạn\s+\d{4}\s*[-–]\s*\d{4},?\s+giai\s+đoạn\s+(?:[IVX]+|\d)\s*:?\s*$", re.IGNORECASE)
_AIMED = re.compile(r"(?:phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu|bảo\s+đảm|đảm\s+bảo|quyết\s+tâm)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a period stands: the cue before it and where that begins, and its clause before the cue."""

    cue: Cue
    start: int
    clause: str
    opens: bool

    @property
    def aimed(self) -> bool:
        """Tell whether the clause sets an aim and does not merely name another document with the period."""
        if _NAMED.search(self.clause):
            return False
        return self.opens or bool(_AIMED.search(self.clause))


def read_setting(text: str, period: Period) -> Setting:
    """Return what stands before a period."""
    floor = max(0, period.span.start - _REACH)
    before = text[floor : period.span.start]
    match = _cue_expression().search(before)
    cue: Cue = "none"
    start = period.span.start
    if match:
        cue = next(name for (name, _), value in zip(_CUES, match.groups(), strict=True) if value is not None)
        start = floor + match.start()
    clause = _clause_before(text, start)
    return Setting(cue, start, clause, not _LABEL.sub("", clause, count=1).strip(' \n-–+*•“"():'))


_LABEL = re.compile(r"^\s*(?:[a-zđ]|\d{1,2}(?:\.\d{1,2})*)[.)]")


def joined(opening: Period, closing: Period | None, text: str) -> Period | None:
    """Return the range from a period after `từ` to what ends it after `đến`, a period or an event; None without one."""
    before = _FROM.search(text, max(0, opening.span.start - 8), opening.span.start)
    if before is None:
        return None
    if event := _TO_EVENT.match(text, opening.span.end):
        span = Span(before.start(), event.end())
        return Period(span, opening.first, date.max, "days", opening.dated, " ".join(event[1].split()))
    if closing is None or not _TO.fullmatch(text, opening.span.end, closing.span.start):
        return None
    if not opening.dated:
        opening = replace(opening, first=opening.first.replace(year=closing.last.year))
    if opening.first > closing.last:
        return None
    return Period(Span(before.start(), closing.span.end), opening.first, closing.last, "days", closing.dated)


_FROM = re.compile(rf"từ{_S}$", re.IGNORECASE)
_UNTIL_NOW = re.compile(rf"{_S}(?:cho{_S})?(?:đến|tới){_S}nay\b")
_TO = re.compile(rf"\s{{0,4}},?{_S}(?:cho{_S})?đến(?:{_S}hết)?{_S}", re.IGNORECASE)
# "đến khi kết thúc kiểm kê", "cho đến lúc bàn giao xong trụ sở"
_TO_EVENT = re.compile(rf"{_S}(?:cho{_S})?(?:đến|tới){_S}(?:khi|lúc){_S}([^,;.()|\t\n]{{3,160}}\b)", re.IGNORECASE)


def binds(setting: Setting, period: Period, text: str, earliest: date | None) -> bool:
    """Tell whether a period is a time by which or in which the paper wants something done."""
    past = earliest is not None and period.dated and period.last < earliest and not _DUE.search(setting.clause)
    if past or measures(setting) or _UNTIL_NOW.match(text, period.span.end):
        return False
    if _OF_PERSONS.search(setting.clause[-110:]) and not _HANDED_IN.search(setting.clause):
        return False
    if _STAGE.search(text, max(0, setting.start - 70), setting.start):
        return False
    if setting.cue in ("label", "now", "issue") or (setting.opens and _POINT.match(text, period.span.start)):
        return True
    if setting.cue in ("before", "latest"):
        return period.unit != "years"
    if period.unit != "years" and _REPORTED.search(setting.clause) and text[setting.start - 1 : setting.start] == "(":
        return text[period.span.end : period.span.end + 1] == ")"
    told = _told(setting, period, text)
    if period.unit == "year" and setting.cue in ("until", "at") and not told and _MEASURED.match(text, period.span.end):
        return True
    return _BINDS[period.unit](setting, told)


def measures(setting: Setting) -> bool:
    """Tell whether the words before a period say since when a rule holds or up to when something is counted."""
    return _OF_FORCE.search(_own_phrase(setting)[-80:]) is not None


# "Thời hạn hoàn thành: Trước ngày …": a limit, also where the paper was signed after it.
_DUE = re.compile(
    r"\b(?:thời\s+(?:gian|hạn)|tiến\s+độ|hạn)\s+(?:hoàn\s+thành|báo\s+cáo|gửi|nộp|trình)\s*:\s*$", re.IGNORECASE
)
# "diện tích rừng đến năm 2030 đạt 1.700 ha", "lộ trình đến năm 2030, bảo đảm ít nhất 70%": a figure to be reached.
_MEASURED = re.compile(
    r"""\s{0,4},?\s{1,4}(?:phải\s+|sẽ\s+|phấn\s+đấu\s+)?
    (?:đạt|đảm\s+bảo|bảo\s+đảm|tăng|giảm|chiếm|duy\s+trì|còn|có|hoàn\s+thành|trên|tối\s+thiểu|ít\s+nhất|khoảng|100)\b[^.;:\n]{0,60}?\d""",
    re.VERBOSE | re.IGNORECASE,
)


# "Cuối năm 2030, tổ chức tổng kết": a day that opens its clause without a word for a limit.
_POINT = re.compile(rf"(?:đầu|giữa|cuối){_S}(?:tháng|quý|năm){_S}", re.IGNORECASE)
# "báo cáo giữa kỳ thực hiện Kế hoạch (năm 2030)": in brackets, when a report is due.
_REPORTED = re.compile(r"\b(?:báo\s+cáo|sơ\s+kết|tổng\s+kết)\b[^,;.()]*\($", re.IGNORECASE)


def _told(setting: Setting, period: Period, text: str) -> bool:
    after = re.split(r"[.;]\s|\n", text[period.span.end : period.span.end + 120])[0]
    own = _TO_BE_DONE.split(_own_phrase(setting))[-1]
    return bool(_TOLD.search(own) or _WEATHER.search(after) or _DONE_AFTER.match(after))


def _own_phrase(setting: Setting) -> str:
    """Return the clause before a cue, from its last comma on where only what is to be done stands there.

    "rà soát quy chế đã ký trước khi sắp xếp, …, hoàn thành trong quý IV": what was done stands in another phrase.
    """
    return setting.clause.rpartition(",")[2] if _TO_DO.search(setting.clause) else setting.clause


# "các phương án đã được phê duyệt, trong đó ưu tiên hoàn thành …": what was told ends where the work begins.
_TO_BE_DONE = re.compile(r",[^,;]{0,40}\b(?:phải|cần|phấn\s+đấu|ưu\s+tiên|khẩn\s+trương|tập\s+trung)\b", re.IGNORECASE)
_TO_DO = re.compile(r",\s+(?:phải\s+)?(?:hoàn\s+thành|hoàn\s+tất|xong)?\s*$", re.IGNORECASE)


def _day_binds(setting: Setting, told: bool) -> bool:
    return setting.cue in ("done", "planned") or (setting.cue in ("until", "at", "within") and not told)


def _days_bind(setting: Setting, told: bool) -> bool:
    return setting.cue in ("from", "within", "at", "done", "planned") and not told


def _month_binds(setting: Setting, told: bool) -> bool:
    return setting.cue in ("until", "done", "planned", "within", "at") and not told


def _year_binds(setting: Setting, told: bool) -> bool:
    if told or setting.cue in ("none", "from"):
        return False
    if setting.cue in ("within", "done") or (setting.cue == "until" and _FINISHED.search(setting.clause)):
        return True
    if setting.cue == "at" and _REVIEWED.search(setting.clause):
        return True
    return setting.aimed or (setting.cue == "planned" and bool(setting.clause.strip()))


# "tổng kết kết quả thực hiện vào năm 2030"
_REVIEWED = re.compile(r"\b(?:sơ|tổng)\s+kết\b[^,;.\d]*$", re.IGNORECASE)
_FINISHED = re.compile(r"(?:hoàn\s+thành|hoàn\s+tất|kết\s+thúc|xong)\s*$", re.IGNORECASE)


def _years_bind(setting: Setting, told: bool) -> bool:
    if told:
        return False
    free = not _NAMED.search(setting.clause)
    return setting.cue == "done" or (free and (setting.cue == "from" or bool(_STRIVEN.match(setting.clause))))


# "Phấn đấu hoàn thành vượt mức dự toán thu giai đoạn 2026 - 2030": the aim of a paper for its own years.
_STRIVEN = re.compile(r"[\s\-–+*•]*[Pp]hấn\s+đấu\b[^:\d]*$")


_BINDS = {
    "day": _day_binds,
    "days": _days_bind,
    "month": _month_binds,
    "quarter": _month_binds,
    "half": _month_binds,
    "year": _year_binds,
    "years": _years_bind,
}


def _clause_before(text: str, start: int) -> str:
    """Return the clause before `start`: back to a full stop, a semicolon, a blank line, or the mark of an item."""
    stretch = text[max(0, start - 300) : start]
    ends = [m.end() for m in _CLAUSE_END.finditer(stretch)]
    return stretch[ends[-1] :] if ends else stretch


_CLAUSE_END = re.compile(
    rf"[.;…](?=\s)|\n\s*(?=(?:[-–+•*]|\d{{1,2}}[.)]|[a-zđ]\)|[IVX]{{1,4}}\.)\s)|\n(?=[{UPPER}])|:\s*\n"
)


@cache
def _cue_expression() -> re.Pattern[str]:
    pieces = "|".join(f"({pattern})" for _, pattern in _CUES)
    return re.compile(
        rf"(?<!\w)(?:{pieces})(?:{_S}{CLOCKS}(?:\s?,)?)?(?:{_S}{_WEEKDAY})?(?:{_S}ngày(?:{_S}{_FEAST})?)?\s{{0,4}}\(?$",
        re.VERBOSE | re.IGNORECASE,
    )
