"""Titles: where the title of a paper ends and its first paragraph begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.lines import Line

# Words that open a first paragraph; no line of a title begins with them in a capital after a line that is complete.
OPENING = re.compile(
    r"""(?:can\ cu|thuc\ hien|theo|xet|de|nham|trong|ngay|sau\ khi|tren\ co\ so|trien\ khai|tiep\ (?:theo|tuc)
    |thoi\ gian|hien\ nay|hom\ nay|chieu|sang|tu\ ngay|phuc\ dap|tra\ loi|nhan\ duoc|vua|qua\ |nam\ \d{4}
    |(?:cac\ )?dong\ chi|de\ nghi|phat\ huy|luat|bo\ luat|nghi\ (?:quyet|dinh)|tai\ |hoi\ nghi|quan\ triet|do\ |truoc
    |nhung\ nam|voi\ )\b""",
    re.VERBOSE,
)
ADDRESSED = re.compile(r"(?:dong )?k.nh (?:g.i|trinh|chuyen|moi)\b|(?!.*[.;,]).{3,60}\bdien\s*:$")
"""Words that address a paper: `Kính gửi:`, in a telegram `THỦ TƯỚNG CHÍNH PHỦ điện:`."""

# Who decides: CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …, BỘ TRƯỞNG BỘ …, HỘI ĐỒNG NHÂN DÂN TỈNH … KHÓA …
_AUTHORITY = re.compile(
    r"""(?:chu\ tich|bo\ truong|thu\ tuong|tong\ |cuc\ truong|giam\ doc|chanh\ |vien\ truong|thong\ doc|chu\ nhiem
    |hieu\ truong|truong\ |uy\ ban\ nhan\ dan|hoi\ dong\ nhan\ dan|chinh\ phu$|quoc\ hoi$|ban\ chap\ hanh
    |ban\ thuong\ vu|bo\ chinh\ tri|ban\ bi\ thu)""",
    re.VERBOSE,
)
TERM = re.compile(r"(?:khoa|ky hop|nhiem ky|lan thu)\b")
"""What names the term or the session of a body that decides."""
# With marks: without them năm is the nam of Việt Nam.
_HANGING = re.compile(
    r"""(?:\b(?:và|của|cho|với|về|tại|trong|đến|theo|từ|là|các|do|đối|giữa|việc|thuộc|ngày|tháng|năm|trên|khi)
    |\b0\d|[,\-–(“/])$""",
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(
    r"""(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])(?:[.)-]\s*|/\s+)[^\W\d]
    |Điều\ \d|(?:Phần|Chương|Mục|PHẦN|CHƯƠNG|MỤC)\ [IVX\d]|[-–~+•]\s*\S""",
    re.VERBOSE,
)
# What a title says is done: BAN HÀNH QUY CHẾ …, PHÊ DUYỆT ĐỀ ÁN …; after `về` a name of a body may go on.
_ACT = re.compile(
    r"""(?:ve\ viec|ban\ hanh|phe\ duyet|sua\ doi|bo\ sung|quy\ dinh|bai\ bo|cong\ bo|thanh\ lap|kien\ toan
    |dieu\ chinh|huy\ bo|giao|cong\ nhan|thu\ hoi|cho\ phep|chap\ thuan|dinh\ chinh|thay\ the|thong\ qua|phan\ cong
    |uy\ quyen|phan\ cap)\b""",
    re.VERBOSE,
)
_GROUNDS = re.compile(r"(?:[-–]\ ?)?(?:can\ cu|xet\ to\ trinh|theo\ de\ nghi)\b")
# The last line of a letterhead, and what can stand in one above it.
_DATED = re.compile(r"\bng.y\b.*\bth.ng\b.*\bn.m\b")
_LETTERHEAD = re.compile(
    r"""cong\ hoa|dang\ cong\ san|doc\ lap|uy\ ban|ubnd|hoi\ dong|hdnd|tinh\b|thanh\ pho\b|chinh\ phu|quoc\ hoi
    |van\ phong|so\b|bo\ (?!sung)|ban\ (?!hanh)|cuc\b|tong\b""",
    re.VERBOSE,
)
_MOST = 14
_SHORT = 70
_LONGEST = 8
"""Lines of the longest title in small letters; where more seem to follow, the first paragraph was taken with it."""


@dataclass(frozen=True, slots=True)
class Length:
    """How many lines a title has, and how many lines after it name who decides."""

    title: int
    authority: int


def is_label(text: str) -> bool:
    """Tell whether a line begins with the label of a section or an item."""
    return _LABEL.match(text) is not None


def title_length(lines: Sequence[Line], before: Sequence[Line]) -> Length:
    """Return how long the title is whose lines come after `before`: the line of the type, or the title's beginning."""
    title = 0
    last = before[-1]
    block = _block(lines)
    for index, line in enumerate(lines[:_MOST]):
        if not (index and index < block) and not _goes_on(line, last, lines[index + 1 : index + 4], first=index == 0):
            break
        title, last = index + 1, line
    if title > _LONGEST and not last.upper:
        title = next((i for i in range(1, title) if len(lines[i - 1].text) < 0.85 * len(lines[i].text)), 1)
    authority = 0
    if title == 0 or not hangs(last):
        authority = _authority_length(lines[title : title + 4])
    return Length(title, authority)


def untyped_title_at(lines: Sequence[Line]) -> int | None:
    """Return where a title begins above which the line of the type was lost; None where none does.

    Grounds follow it, and who decides may stand between: VỀ VIỆC PHÊ DUYỆT … ⏎ CHỦ TỊCH ỦY BAN NHÂN DÂN … ⏎ Căn cứ …;
    """
    grounds = next((i for i, line in enumerate(lines) if _GROUNDS.match(line.folded)), 0)
    for index, line in enumerate(lines[:grounds]):
        if is_label(line.text) and not line.upper:
            return None  # what stands below an item of a body is no head
        about = line.folded.startswith("ve ") and (index == 0 or not lines[index - 1].upper)
        if not (line.upper and (_ACT.match(line.folded) or _is_cut(lines[:index], line))) and not about:
            continue
        count = title_length(lines[index:grounds], (line,))
        return index if index + count.title + count.authority == grounds else None
    return None


def _is_cut(above: Sequence[Line], line: Line) -> bool:
    """Tell whether a line in capitals is the rest of a title: right below the date, or on top and no letterhead."""
    if not above:
        return _LETTERHEAD.match(line.folded) is None
    return not above[-1].upper and _DATED.search(above[-1].folded) is not None


def _block(lines: Sequence[Line]) -> int:
    """Return how many lines stand together before a blank line that a first paragraph follows; 0 where none does."""
    end = next((i for i, line in enumerate(lines[1 : _MOST + 1], 1) if line.gap), 0)
    if not end or any(OPENING.match(line.folded) or len(line.text) > 100 for line in lines[1:end]):
        return 0
    after = lines[end]
    return end if OPENING.match(after.folded) or after.upper or ADDRESSED.match(after.folded) else 0


def _goes_on(line: Line, last: Line, below: Sequence[Line], *, first: bool) -> bool:
    following = below[0] if below else None
    labelled = is_label(line.text) and not (line.upper and line.text[0] in "-–")
    if labelled or ADDRESSED.match(line.folded) or _is_authority(line, last, following):
        return False
    if first:
        opens = OPENING.match(line.folded) and _is_long(line) and not _stands_alone(line, following)
        return line.upper or (len(line.text) < 300 and not opens)
    if last.upper and not hangs(last):
        if last.folded.startswith("cua ") and line.folded.startswith("ve "):
            return True
        return line.upper or (line.text.startswith("(") and len(line.text) < 80 and not line.folded.startswith("(kem"))
    if line.upper or line.text[0].islower() or line.text[0].isdigit():
        return len(line.text) < 160
    if hangs(last):
        return len(line.text) < 110
    return not OPENING.match(line.folded) and len(line.text) < _SHORT and not line.gap and _ends_title(below)


def _is_long(line: Line) -> bool:
    return line.text[-1] in ";.," or len(line.text) > 75


def _stands_alone(line: Line, following: Line | None) -> bool:
    """Tell whether a line that is not wrapped stands under the type with no blank between, and a blank after it."""
    return not line.gap and following is not None and following.gap and line.text[-1] not in ";.,:"


def _ends_title(below: Sequence[Line]) -> bool:
    """Tell whether a first paragraph begins soon: below a blank line or with its opening words."""
    for line in below:
        if line.gap or OPENING.match(line.folded):
            return True
        if len(line.text) >= _SHORT or line.text[-1] in ".;:" or is_label(line.text):
            return False
    return False


def hangs(line: Line) -> bool:
    """Tell whether a line breaks off inside a phrase: after a preposition, a comma, a dash, an open quotation."""
    return _HANGING.search(line.text) is not None or line.text.count("“") > line.text.count("”")


def _is_authority(line: Line, last: Line, following: Line | None) -> bool:
    if hangs(last) or not _AUTHORITY.match(line.folded) or len(line.text) > 120:
        return False
    if not line.upper:  # the capitals of old fonts are lost, the blank lines around are not
        return line.gap and following is not None and following.gap and following.folded.startswith("can cu")
    return following is None or not following.upper or TERM.match(following.folded) is not None


def _authority_length(lines: Sequence[Line]) -> int:
    if not lines or not _AUTHORITY.match(lines[0].folded):
        return 0
    if not lines[0].upper:
        return int(len(lines) > 1 and lines[0].gap and lines[1].gap and lines[1].folded.startswith("can cu"))
    return 1 + next((i for i, line in enumerate(lines[1:]) if not line.upper), len(lines) - 1)
