"""Bodies that no table holds: where the name of one ends."""

from __future__ import annotations

import re

from corpus.agencies import AgencyMatch
from corpus.places import Place
from extractors.bodies.actor_patterns import typed_expression
from extractors.letters import LOWER, UPPER
from extractors.predicates import acts

_S = r"\s{1,4}"
_MOST_WORDS = 12
_MOST_WORDS_TO_STOP = 6
# "Phòng Tài chính - Kế toán": a second field of an office after a dash.
_WORD = re.compile(
    r"(?:\s{1,3}[-–](?=\s{1,3}(?!Cơ|Đơn|Sở|Bộ|Ban|UBND|[ỦU][ỷy]|Phòng|Trưởng|Phó|Giám|Chủ)[A-ZĐ][^\W\d]))?\s{1,4}[^\W\d]+"
)
_STOP = re.compile(
    r"\s{0,3}(?:[,;:.()]|$|\n)|\s{1,4}(?:và|cùng|hoặc|do|được|có|là|tự(?!\s+(?:động|chủ))|sau\s{1,4}khi|trong\s{1,4}(?:quá|việc)|để|nhằm|(?:trực\s{1,4})?thuộc)\s"
)
# Verbs that names end with: "Cục Kết cấu hạ tầng xây dựng tham mưu …".
_PART_OF_NAME = re.compile(
    rf"{_S}(?:xây{_S}dựng|phát{_S}triển|quản{_S}lý|đầu{_S}tư|đào{_S}tạo|hỗ{_S}trợ|thông{_S}tin|truyền{_S}thông|"
    rf"kiểm{_S}tra|giám{_S}sát|điều{_S}hành|số{_S}hóa|thanh{_S}tra|đấu{_S}thầu|bồi{_S}dưỡng|tổng{_S}hợp)(?!\w)"
)
# "Phòng Kỹ thuật khai thác chủ trì": two verbs follow each other only where the first is part of the name.
_NAME_GOES_ON = re.compile(
    rf"{_S}ứng{_S}dụng(?={_S}[Cc]ông{_S}nghệ)"
    rf"|{_S}(?:khai{_S}thác|vận{_S}hành|thẩm{_S}định|đánh{_S}giá|bảo{_S}vệ|kiểm{_S}soát|tiếp{_S}nhận|dự{_S}báo|thống{_S}kê)"
    rf"(?={_S}(?:chủ{_S}trì|(?:có|chịu){_S}trách{_S}nhiệm)(?!\w))"
)
# "Viện Nghiên cứu phát triển Thành phố": what has nothing but the place after it, or nothing, is no predicate.
_OF_PLACE = re.compile(r"(?:\s{1,4}(?:[Tt]ỉnh|[Tt]hành\s{1,4}phố)\s{0,3}[,;:\n]|\s{0,3}[:\n]|\s*$)")

# "Phòng Thi đua - Khen thưởng" ends no sooner, though a verb stands in it.
_SECOND_FIELD = re.compile(r"\s{1,3}[-–]\s{1,3}[^\W\d]+\s{1,3}[^\W\d]+")
# "Trung tâm Chuyển đổi số và Truyền thông": a second field in a name, where no other body begins after `và`.
_NO_BODY = rf"""(?!(?:Sở|Bộ|Ban|Cục|Chi|Phòng|Văn{_S}phòng|Trung{_S}tâm|Hội|Hiệp|Đoàn|Liên
        |Công{_S}(?:an|ty|đoàn)|[ỦU][ỷyỶỦ]|Viện|Trường|Mặt|Đảng|Báo|Đài|Thuế|Hải|Kho|Ngân|Bảo{_S}hiểm|T[òo][aà]|Tổ|Tỉnh|Thành|Lực|Các|Thủ|Giám|Chủ|Chánh|Trưởng|Phó|Tổng|Tập|Thanh{_S}tra
        |Quỹ|Doanh|Đơn|Cơ|Bí|Bệnh|Trạm|Chính|Đại|Đồng|Vụ|Ông|Bà|Học|Nhà)(?!\w))"""
SECOND_FIELD = re.compile(
    # "Trung tâm Thông tin, Dữ liệu và Chuyển đổi số": fields between.
    rf"""(?:,{_S}{_NO_BODY}[{UPPER}][{LOWER}]+(?:{_S}[{LOWER}]+){{0,3}}){{0,2}}
    {_S}và{_S}{_NO_BODY}
    [{UPPER}][{LOWER}]+(?:{_S}(?!(?:thuộc|của|tỉnh|thành|là|có|được|tại|trong|để|trực)(?!\w))[{LOWER}]+)?""",
    re.VERBOSE,
)
# Units inside a body have fields of their own; the names of bodies of a State are in the tables.
_UNIT = re.compile(r"Cục|Chi\s{1,4}cục|Vụ|[Pp]hòng|[Kk]hoa|Trung\s{1,4}tâm|Viện|Hệ|Ban|Tổ|Đội|Học|Trường|Bộ\s{1,4}môn")
# "Phòng Quản lý | nghiên cứu khoa học": a unit of that name has a field, though it be written like a verb.
_FIELD_FOLLOWS = re.compile(r"(?<!Ban\s)(?:Quản\s{1,4}lý|(?:Đảm|Bảo)\s{1,4}(?:bảo|đảm))$")
_FIELD = re.compile(r"(?:\s{1,4}[^\W\d]+){2}")
# "Phòng Quản lý đào tạo và bồi dưỡng nâng cao": no predicate begins with `và`.
_AND_FIELD = re.compile(rf"\s{{1,4}}và{_PART_OF_NAME.pattern}")
_MOST_OF_FIELD = 4
_OVER = re.compile(r"\s{0,3}(?:[,;:.()\n]|$)")
# "Trạm Kiểm lâm Hướng Lập": verbs are not written with capitals.
_CAPITAL = re.compile(rf"[ ]{{1,2}}[{UPPER}]")
_NUMBERED = re.compile(rf"\s{{1,4}}số\s{{1,4}}\d{{1,3}}(?:\s{{1,4}}[{UPPER}]\w*){{0,3}}")


def unlisted_end(text: str, at: int, end: int) -> tuple[int, bool]:
    """Return where the name of a body ends that begins with a word for bodies and capitals; `at` where none does.

    And whether it is that of several, a team of each level: `Đội kiểm tra 814 các cấp`.
    """
    match = typed_expression().match(text, at, end)
    if match is not None and match["level"]:
        return match.end(), True
    if match is None:
        return at, False
    field = _FIELD.match(text, match.end(), end) if _FIELD_FOLLOWS.search(text, at, match.end()) else None
    return _name_end(text, field.end() if field else match.end(), end, unit=_UNIT.match(text, at) is not None), False


def _name_end(text: str, at: int, end: int, *, unit: bool) -> int:
    """Return where a name that goes on in small letters ends: where its predicate begins, or at a stop.

    `at` is returned where neither comes within a few words. With `unit` the name may have a second field after `và`.
    """
    stop, most = at, _MOST_WORDS_TO_STOP
    count, done = 0, -1
    while count < _MOST_WORDS:
        if going_on := _NAME_GOES_ON.match(text, stop, end):
            stop, most = going_on.end(), _MOST_WORDS
        if unit and (field := _another_field(text, stop, end)) > stop:
            stop, most = field, _MOST_WORDS
        if _STOP.match(text, stop) or stop >= end:
            return stop if count <= most else at
        word = _NUMBERED.match(text, stop, end) or _WORD.match(text, stop, end)
        if word is None:
            return at
        if word.re is _NUMBERED:
            return word.end()
        second = _SECOND_FIELD.match(text, stop)
        pair = second or (_PART_OF_NAME.match(text, stop) if stop > done else None)
        named = pair is not None and (acts(text, pair.end(), end) or _OF_PLACE.match(text, pair.end()))
        named = named or (second is not None and _STOP.match(text, second.end()))
        if acts(text, stop, end) and not (named or _CAPITAL.match(text, stop)):
            return stop
        done = pair.end() if pair and named else done
        stop = word.end()
        count += word.group().lstrip()[0].islower()
    return at


def _another_field(text: str, at: int, end: int) -> int:
    """Return where a second field of a name ends, `at` where none follows."""
    if second := SECOND_FIELD.match(text, at, end):
        return second.end()
    field = _AND_FIELD.match(text, at, end)
    stop = field.end() if field else at
    for _ in range(_MOST_OF_FIELD if field else 0):
        if acts(text, stop, end) or _OVER.match(text, stop, end):
            return stop
        word = _WORD.match(text, stop, end)
        stop = word.end() if word else end
    return at


def past(inner: AgencyMatch, stop: int, end: int) -> int:
    """Return where a name ends that breaks off inside another of the tables: `Đảng ủy Bộ Tư | pháp`."""
    return inner.end if stop < inner.end <= end else stop


# "Phòng Kinh tế phường", and not "… phường Đông Kinh", "… phường, xã": the word for the paper's own place, or in a
# paper of more than one for which of them are meant.
_KIND = re.compile(
    r"\s{1,4}(?P<kind>(?:xã|phường|đặc khu)(?:/(?:xã|phường|đặc khu))*|huyện|quận|thị xã)"
    r"(?!\w|,?\s{1,4}(?:[A-ZĐ]|xã|phường|đặc\s)|\s{1,4}hội)"
    # "BQL Khu kinh tế tỉnh, Sở Y tế": an alias of the tables that leaves the word for the province to the paper.
    r"|\s{1,4}tỉnh(?!\w|\s{1,4}[A-ZĐ]|,\s{1,4}(?:thành|huyện|xã|phường))"
)


def past_kind(text: str, at: int, end: int, home: Place | None) -> int:
    """Return where a name of a body of a commune ends that goes on with the word for the commune of the paper."""
    match = _KIND.match(text, at, end)
    of_some = home is None or home.level != "xã"
    return match.end() if match and (of_some or (home and match["kind"] == home.kind)) else at
