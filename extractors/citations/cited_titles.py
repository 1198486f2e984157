"""The title printed after a citation: where it begins, and where it gives way to the sentence that cites."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extractors.letters import LOWER, UPPER
from pipeline.document import Span

_LONGEST = 700

_ABOUT = r"(?:(?:chỉ\ đạo)\s{1,4})?(?:về\s{1,4}việc|về|V/v|v/v)"
# What a title may begin with where no "về" stands.
_VERBS = (
    "ban hành|phê duyệt|quy định|quy chế|sửa đổi|bổ sung|hướng dẫn|thực hiện|triển khai|công bố|bãi bỏ|"
    "thay thế|điều chỉnh|phối hợp|quán triệt|tăng cường|đẩy mạnh|tiếp tục|thành lập|giao|phân công|"
    "phân cấp|kiện toàn|thông qua|đề nghị|cho phép|chấp thuận|tổ chức|hợp nhất|tổng kết|sơ kết|xây dựng|"
    "nâng cao|bảo đảm|đính chính|thông báo|cho ý kiến|báo cáo|lãnh đạo|chỉ đạo|đổi mới|phát triển|"
    "phòng, chống|phát động|tập trung|chấn chỉnh|ứng phó|khắc phục|đề ra|xác định|cụ thể hóa|ủy quyền"
)
_OPENER = re.compile(
    rf"""\s{{0,4}}(?:
        ,?\s{{0,4}}(?P<about>{_ABOUT})\s{{1,4}}(?P<quote_about>[“"‘])?
      | (?P<quote>[“"])(?:{_ABOUT}\s{{1,4}})?
      | (?:(?<!\n)|(?-i:(?=[{LOWER}])))(?=(?:{_VERBS.replace(" ", chr(92) + "s{1,3}")})\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# Words after which the sentence speaks about the cited document, no longer with its title.
_RESUMED = (
    r"(?:(?:đã\s+)?được\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|ban\s+hành|hướng\s+dẫn)|có\s+hiệu\s+lực|hết\s+hiệu\s+lực"
    r"|nêu\s+trên|(?:thì|nhằm)\b|(?:sau\s+đây|viết\s+tắt|gọi\s+tắt)|và\s+các\s+văn\s+bản"
    r"|và\s+(?:theo|tình\s+hình|thực\s+hiện\s+(?:ý\s+kiến|chỉ\s+đạo))|như\s+sau|cụ\s+thể\s*:)"
)
_BODY = (
    r"(?:UBND|Ủy\s+ban|Uỷ\s+ban|ỦY\s+BAN|HĐND|Hội\s+đồng|Sở|Bộ|Ban|Công\s+an|Cục|Chi\s+cục|Tổng\s+cục|Thuế"
    r"|Chủ\s+tịch|Thủ\s+tướng|Phó\s+Thủ\s+tướng|Chính\s+phủ|Văn\s+phòng|Giám\s+đốc|Thường\s+trực|Tỉnh\s+ủy|Thành\s+ủy"
    r"|Đảng\s+ủy|Bộ\s+trưởng|Ngân\s+hàng|Thanh\s+tra|Liên\s+đoàn|Viện|Trung\s+tâm|Phòng|Tòa\s+án|Chánh)\b"
)
_DOES = (
    r"(?:ban\s+hành|xây\s+dựng|yêu\s+cầu|đề\s+nghị|có\s+ý\s+kiến|thông\s+báo|hướng\s+dẫn|chỉ\s+đạo|báo\s+cáo|tổ\s+chức"
    r"|triển\s+khai|giao|quyết\s+định|đã\b|phối\s+hợp|chủ\s+trì|điện|kính|phát\s+động|trả\s+lời|đề\s+xuất|tham\s+mưu"
    r"|kết\s+luận|công\s+bố|thống\s+nhất|nhận\s+thấy|thực\s+hiện)"
)
_GROUP = r"(?:các|những)\s+(?:bộ|sở|cơ\s+quan|địa\s+phương|đơn\s+vị|cấp|tỉnh|xã|phường|ban)"
# What may follow a comma when the title is over: a body that does something, a turn of the sentence.
_CLAUSE = re.compile(
    rf"""(?:{_BODY}|{_GROUP})[^.;:]{{0,120}}?\s{_DOES}
      | (?:trong\s+đó|theo\s+đó|cụ\s+thể|đồng\s+thời|gắn\s+với|kết\s+hợp|căn\s+cứ|để|nay|tôi|đề\s+nghị)\b
      | [^.,;:“”()\d]{{3,60}}?\s(?:đã\s+(?:được|đi|có|đạt|góp|tạo|trở)
          |đạt\s+(?:được|kết\s+quả|hiệu\s+quả|nhiều|trên|gần|khoảng|\d+))\b
      | {_RESUMED}""",
    re.VERBOSE,
)
_STOP = re.compile(
    rf"""(?P<closing>[”"’])
      | (?P<alias>\((?=(?:sau\s+đây|dưới\s+đây|gọi\s+tắt|viết\s+tắt|được|đã\s+được|nếu)))
      | (?P<open>\()
      | (?P<close>\))
      | (?P<end>[.](?=\s*$|\s{{1,4}}[{UPPER}“"(\[*+–-]|\s*\n|/\.|\[|[0-9]{{1,2}}[ ]|<|\s{{1,4}}[0-9]{{1,2}}[.)]\s)
          |:(?=\s)|/[.]|<sup>|\[[0-9]{{1,2}}\]|\*\*)
      | (?P<semicolon>;)
      | (?P<comma>,\s{{1,4}})
      | (?P<line>[ \t]*\n[\s]*)
      | (?P<resumed>\s(?={_RESUMED}))""",
    re.VERBOSE,
)
_NEW_LINE = re.compile(
    rf"""[-–+*•]\s | [0-9]{{1,2}}(?:\.[0-9]{{1,2}})*[.)]\s | [a-zđ]\)\s | [IVX]{{1,5}}[.-]\s | \([0-9a-z]{{1,2}}\)\s
      | \[[0-9]+\] | <sup>
      | (?:Điều|Khoản|Chương|Mục|Phần)\s+[0-9IVX]+\s*[.:]
      | (?:Căn\ cứ|Theo|Xét|Thực\ hiện|Trên\ cơ\ sở|Nơi\ nhận|Kính\ gửi|Để|Tại|TM\.|KT\.|Số:)
      | (?:[{UPPER}]{{2,}}\s){{2,}} | [0-9]{{1,4}}\s*\n | [0-9]\.[0-9]{{5,}}""",
    re.VERBOSE,
)
_GLUE = re.compile(r"(?:,|;|\bvà|\bhoặc|\bcùng với|\bcùng|/)\s{0,4}(?:(?:các|của|tại|theo|\()\s{1,3})?$", re.IGNORECASE)
# "Luật số … sửa đổi, bổ sung một số điều của Luật A số …, Luật B số …": what the law amends belongs to its title.
_AMENDS = re.compile(
    r"sửa\s+đổi,?(?:\s+bổ\s+sung)?(?:\s+một\s+số\s+điều)?(?:\s+của)?\s+(?:các\s+)?(?:Bộ\s+)?[Ll]uật\b", re.I
)
_UNDATED_LAW = re.compile(r"(?:Bộ\s+l|[Ll])uật\s[^;.\n]{3,90}?\ssố\s+\d+/\d{4}/QH\d+(?!\d|,?\s+ngày)")
# "… ma túy đến năm 2030 (Nghị quyết số 50/NQ-CP) và": a short name in brackets ends a citation.
_SHORT_NAME = re.compile(
    r"\((?:Nghị\s+(?:quyết|định)|Quyết\s+định|Kế\s+hoạch|Chỉ\s+thị|Chương\s+trình|Đề\s+án|Kết\s+luận|Thông\s+tư|Công\s+văn)"
    r"\s[^()]{2,60}\)\s{0,3}$"
)
# "… thực hiện Kết luận số 12-KL/TW, xác định cụ thể …": a verb after a code and a comma is the citing sentence's.
_AFTER_CODE = re.compile(r"[/-][A-ZĐ][\w.-]*$")
_NEXT_VERB = re.compile(
    r"(?:xác\s+định|tập\s+trung|bảo\s+đảm|đảm\s+bảo|chủ\s+động|phấn\s+đấu|góp\s+phần|tổ\s+chức|nâng\s+cao|tạo|gắn)\b"
)
_SMALL = re.compile(rf"\s{{1,4}}[{LOWER}]")
_NEW_CLAUSE = re.compile(rf"\s+(?:và\b|căn\s+cứ|theo\b|xét\b|trên\s+cơ\s+sở|nhằm|để\b|sau\s+khi|{_DOES})")


@dataclass(frozen=True, slots=True)
class CitedTitle:
    """A title as printed: its own span without `về` and quotes, and where the citation ends, closing quote included."""

    span: Span
    end: int


def title_after(text: str, at: int, starts: Sequence[int], listed: Collection[int] = ()) -> CitedTitle | None:
    """Return the title after a citation whose issuer (or core) ends at `at`, None where the sentence goes on.

    `starts` are those of all mentions of the text, in order: one inside a title either belongs to it or is the next of
    a list; those that a list has under one head (`listed`) are always the next.
    """
    opener = _OPENER.match(text, at)
    if opener is None:
        return None
    quoted = bool(opener["quote"] or opener["quote_about"])
    begin = opener.end()
    end = _Scanner(text, begin, starts, listed, quoted=quoted).end()
    trimmed = end - (len(text[begin:end]) - len(text[begin:end].rstrip(" \t\n,;.–-")))
    if trimmed - begin < 8 or len(text[begin:trimmed].split()) < 3:
        return None
    closing = 1 if quoted and text[trimmed : trimmed + 1] in ("”", '"', "’") else 0
    return CitedTitle(Span(begin, trimmed), trimmed + closing)


class _Scanner:
    """Goes through a title, stop by stop, until one ends it."""

    def __init__(self, text: str, begin: int, starts: Sequence[int], listed: Collection[int], *, quoted: bool) -> None:
        self.text = text
        self.begin = begin
        self.limit = min(len(text), begin + _LONGEST)
        self.quoted = quoted
        self.depth = 0
        self.starts = starts
        self.listed = listed

    def end(self) -> int:
        """Return where the title ends."""
        sibling = self._sibling()
        for stop in _STOP.finditer(self.text, self.begin, self.limit):
            if stop.start() >= sibling:
                break
            if self._ends(stop):
                return stop.start()
        return min(sibling, self.limit)

    def _ends(self, stop: re.Match[str]) -> bool:
        kind = stop.lastgroup
        if kind == "closing":
            return self.quoted and self.depth == 0
        if kind in ("open", "close"):
            self.depth += 1 if kind == "open" else -1
            return self.depth < 0
        if kind == "line":
            return self._line_ends(stop)
        if self.depth > 0:
            return False
        if kind == "comma":
            return not self.quoted and (_CLAUSE.match(self.text, stop.end()) is not None or self._resumes(stop))
        if kind == "semicolon":
            return not self._list_goes_on(stop.end())
        return True

    def _resumes(self, comma: re.Match[str]) -> bool:
        code = _AFTER_CODE.search(self.text, max(self.begin, comma.start() - 24), comma.start())
        return code is not None and _NEXT_VERB.match(self.text, comma.end()) is not None

    def _line_ends(self, stop: re.Match[str]) -> bool:
        """Tell whether a paragraph ends here, not only a line."""
        before = self.text[self.begin : stop.start()].rstrip()
        if before.isupper() and self.text[stop.end() : stop.end() + 2].isupper() and stop.group().count("\n") == 1:
            return False
        if before.endswith((".", ";", ":")) or _NEW_LINE.match(self.text, stop.end()):
            return True
        line = self.text[self.text.rfind("\n", 0, stop.start()) + 1 : stop.start()]
        first = self.text[stop.end() : stop.end() + 1]
        return len(line.strip()) < 40 and first.isupper() and not before.endswith((",", "của", "và", "về"))

    def _list_goes_on(self, at: int) -> bool:
        """Tell whether a semicolon stands inside the title: small letters follow, then the next citation."""
        if not _SMALL.match(self.text, at) or _NEW_CLAUSE.match(self.text, at):
            return False
        tail = re.search(r"[;.\n:]", self.text[at : at + 300])
        if tail is None or self._mention_between(at, at + tail.start()):
            return False
        after = at + tail.end()
        if tail.group() == ";":
            return self.text[after : after + 1] == "\n" or self._mention_between(after, after + 8)
        return tail.group() == "."

    def _mention_between(self, start: int, end: int) -> bool:
        index = bisect_left(self.starts, start)
        return index < len(self.starts) and self.starts[index] < end

    def _sibling(self) -> int:
        """Return where the first mention begins that is no part of the title but next in the list, glue included."""
        index = bisect_left(self.starts, self.begin)
        inside = False
        while index < len(self.starts) and self.starts[index] < self.limit:
            start = self.starts[index]
            glue = _GLUE.search(self.text, max(self.begin, start - 24), start)
            if glue is not None and self._parts(glue, start, inside=inside):
                return glue.start()
            inside = True
            index += 1
        return self.limit

    def _parts(self, glue: re.Match[str], start: int, *, inside: bool) -> bool:
        """Tell whether a mention after `glue` is the next of the list; `inside` that another stands in the title."""
        if ";" not in glue.group() and _AMENDS.match(self.text, self.begin) and _UNDATED_LAW.match(self.text, start):
            return False
        if not inside or start in self.listed or set(",;") & set(glue.group()):
            return True
        return _SHORT_NAME.search(self.text, max(self.begin, glue.start() - 80), glue.start()) is not None
