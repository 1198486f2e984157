"""The body that issued a cited document, as the words beside the citation name it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.knowledge import Knowledge
from corpus.places import Place
from extractors.headings.issuance import find_issuance, head_of
from extractors.letters import LOWER, UPPER
from pipeline.document import Document, Span

_REACH = 260
_HEAD = 200
# "ỦY BAN NHÂN DÂN⏎XÃ KA ĐÔ" at the head of a commune's papers.
_COMMUNE = re.compile(
    rf"""(?<![{UPPER}])(?P<kind>XÃ|PHƯỜNG|ĐẶC\ KHU)[ ]+(?!HỘI)(?P<name>[{UPPER}]+(?:[ ][{UPPER}]+){{0,3}})
    (?=[ ]{{2,}}|[ *|\t]*\n)""",
    re.VERBOSE,
)
# "của", "giữa" and what may stand between it and the body: "của đồng chí", "của Hội nghị lần thứ sáu Ban Chấp hành".
_OF = re.compile(
    r"""\s{0,4},?\s{0,4}(?:\((?:khóa|khoá)[^()]{1,20}\)\s{1,3})?
    (?:(?:của|do|giữa|CỦA|GIỮA)\s{1,4}|(?=Hội\ nghị\s{1,3}(?:lần\ thứ\s|Ban\s|BCH\s|Trung\s)))
    (?:[Đđ]ồng\ chí\s{1,3}|Hội\ nghị\s{1,3}(?:lần\ thứ\s{1,3}\w+\s{1,3})?(?:của\s{1,3})?(?=Ban|BCH|Trung))?""",
    re.VERBOSE,
)
# Heads whose papers are their own and not their body's alone: the name of the post stays in the issuer.
_POST = re.compile(
    r"""(?:Phó\s+)?(?:Bộ\s+trưởng,\s+(?:Chủ\s+nhiệm|Trưởng\s+[Bb]an)|Bộ\s+trưởng|Thống\s+đốc|Chủ\s+tịch|Giám\s+đốc|Tổng\s+Giám\s+đốc|Cục\s+trưởng|Tổng\s+cục\s+trưởng
    |Vụ\s+trưởng|Chánh\s+án|Viện\s+trưởng|Chánh\s+Thanh\s+tra|Chánh\s+Văn\s+phòng|Chủ\s+nhiệm|Trưởng\s+[Bb]an
    |Hiệu\s+trưởng|Tư\s+lệnh|Chỉ\s+huy\s+trưởng|Trưởng\s+Thuế)\s+(?=[A-ZĐÁÀÂỦỶỨỸÝ])""",
    re.VERBOSE | re.IGNORECASE,
)
# Tables name bodies by the code of their papers: của STNMT.
_CODED = re.compile(rf"[{UPPER}&]{{3,10}}\b")
_TERM = re.compile(
    r"\s{0,3}(?:\((?:khóa|khoá|nhiệm kỳ|viết tắt|gọi tắt|sau đây|cũ|mới|nay|trước)[^()]{0,160}\)"
    r"|,?\s{0,2}(?:khóa|khoá)\s{1,2}[XVI0-9]+)|\s{0,3}lần thứ [XVI0-9]+",
    re.IGNORECASE,
)
_NEXT_ITEM = re.compile(r"(?<=[.;:])\s*\n|\n\s*(?:[-–+*]\s(?!Thương)|\d{1,2}[.)]\s|[a-zđ]\)\s|Căn cứ|Điều \d)")
_AND = re.compile(r"\s{0,3}(?:,|và|-|–|với)\s{1,4}")
_AFTER_LIST = re.compile(r"\s*(?:$|[.;:,)(\n]|(?:về|ban hành|quy định|hướng dẫn|thực hiện|trong|v/v)\b)")
_AFTER_ALL = re.compile(r"\s*(?:$|[.;:)(\n]|(?:về|v/v)\b)")
# A body that no table holds: "Ban Chỉ đạo phòng, chống tội phạm … tỉnh", up to what its paper is about.
_UNKNOWN = re.compile(
    rf"""(?P<name>(?:Ban|Hội\s+đồng|Tổ|Đoàn|Ủy\s+ban|Uỷ\s+ban|Cục|Sở|Chi\s+cục|Trung\s+tâm|Viện|Trường
      |Công\s+[Tt]y|Tổng\s+[Cc]ông\s+ty|Liên|Hội|Hiệp\s+hội|Phòng|Văn\s+phòng|Đảng|Ngân\s+hàng|Tập\s+đoàn|Kho\s+bạc
      |Tòa|Toà|Bộ|Thanh\s+tra)\b [^.;:()“”\n]{{2,150}}?)
    (?=\s{{1,3}}(?:về|ban\ hành|phê\ duyệt|quy\ định|sửa\ đổi|hướng\ dẫn|triển\ khai|thực\ hiện|chỉ\ đạo|tại|công\ bố
        |đề\ nghị|và\ các|thì|đã)\b(?<!Ban\ chỉ\ đạo)(?<!Ban\ Chỉ\ đạo)
      |\s{{0,3}}(?:[.;:()“”\n]|$)|,\s+(?=[{UPPER}]|về\b|trong\ đó|đồng\ thời|gắn\ với))""",
    re.VERBOSE,
)
# Bodies that many a place and task has: the words after are part of the name.
_GOES_ON = re.compile(
    rf"""(?:Ban\ Chỉ\ đạo|Tổ\ công\ tác|Hội\ đồng|Ban\ Quản\ lý|Ban\ Vận\ động|Ban\ Tổ\ chức|Đoàn\ kiểm\ tra|Tiểu\ ban)
    \s+(?!về|ban\ hành|phê\ duyệt|quy\ định|tỉnh|thành\ phố|trung\ ương|sửa\ đổi|hướng\ dẫn|thực\ hiện|triển\ khai|đã
      |tại|và|có|công\ bố|đề\ nghị|nhân\ dân)(?=[{LOWER}]|\d)""",
    re.VERBOSE,
)
# How the words before a citation can end: "đề nghị của Sở Tư pháp tại", "Chính phủ đã ban hành".
_AT = re.compile(r"\s{1,3}(?:(?:chuyển|gửi)\s+đến\s{1,3})?tại\s{1,3}(?:các\s{1,3})?$")
_ISSUES = re.compile(r"\s{1,3}(?:(?:đã|tiếp\ tục|vừa)\s{1,3}){0,2}(?:ban\ hành|có)\s{1,3}(?:các\s{1,3})?$")
# The head of an office signs for the office.
_HEAD_OF = re.compile(
    r"""(?:đồng\ chí\s{1,3})?(?:Giám\ đốc|Trưởng|Chánh\ Văn\ phòng|Thủ\ trưởng|Chỉ\ huy\ trưởng
    |Chánh\ Thanh\ tra|Cục\ trưởng)
    \s{1,3}(?=[A-ZĐ])""",
    re.VERBOSE,
)
# "Chi cục Thuế khu vực XII": the tables know such bodies without their numbers.
_REGION = re.compile(r"\s{1,3}([IVX]{1,5}|[0-9]{1,2})\b")
# "Ban Chỉ đạo Trung ương": the tables know the board of every place and level by its bare name.
_LEVEL = re.compile(r"\s{1,3}(Trung ương|trung ương|[Qq]uốc gia|của Chính phủ)\b")
# Whose name is another than the committee's, though they are one body: the canonical name keeps the printed one.
_PARTY_BODY = re.compile(r"(?:Ban\s+[Cc]hấp\s+hành|BCH)\s+Đảng\s+bộ\s+(?=tỉnh|thành\s+phố|TP)", re.IGNORECASE)
_BY_WHOM = re.compile(r"\s{1,3}(?:ban\ hành|ký|phê\ duyệt|cấp|công\ bố)")
_OF_WHOM = re.compile(r"\b(?:của|do)\s{1,3}")
_SUBJECT = re.compile(r"(?:^|[.;:,\]])\s{1,3}(?=[A-ZĐỦỶ])")


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuing body: its canonical name (joint ones by comma) and where its words end."""

    name: str
    end: int


@dataclass(frozen=True, slots=True)
class Context:
    """What a name is completed with: the tables, the place of the paper, the day on which the body must stand.

    `joint` tells that the paper cited is one of several bodies, so that commas part issuers.
    """

    knowledge: Knowledge
    place: Place | None = None
    on: date | None = None
    joint: bool = False


def home_of(document: Document, knowledge: Knowledge) -> Place | None:
    """Return the place whose bodies a paper names without it: the commune at its head, else its province."""
    return home_within(document, find_issuance(document, knowledge).place)


def home_within(document: Document, province: Place | None) -> Place | None:
    """Return the commune at the head of a paper of a province, the province where there is none."""
    match = _COMMUNE.search(head_of(document).of(document.text.value)[:_HEAD])
    if match is None:
        return province
    name = " ".join(match["name"].split()).title()
    return Place(name, match["kind"].lower(), "xã", parent=province.name if province else None)


def issuer_after(text: str, at: int, context: Context) -> Issuer | None:
    """Return the issuer named after a citation that ends at `at` (`… của Bộ Chính trị (khóa XI)`)."""
    lead = _OF.match(text, at)
    if lead is None:
        return None
    window = _unbroken(text[lead.end() : lead.end() + _REACH])
    if lead.group().strip().lower() == "giữa":
        context = replace(context, joint=True)
    found = list(_bodies(window, context))
    if not found:
        return None
    end = found[-1][1]
    if lead.group().strip().startswith("do") and not _BY_WHOM.match(window, end):
        return None
    while (term := _TERM.match(window, end)) is not None:
        end = term.end()
    return Issuer(", ".join(name for name, _ in found), lead.end() + end)


def issuer_before(text: str, at: int, context: Context) -> str | None:
    """Return the issuer that the words before a citation name (`chỉ đạo của Thủ tướng Chính phủ tại Công điện …`)."""
    lead = text[max(0, at - 160) : at].replace("\n", " ")
    for way, opener in ((_AT, _OF_WHOM), (_ISSUES, _SUBJECT)):
        ending = way.search(lead, max(0, len(lead) - 30))
        openings = list(opener.finditer(lead, 0, ending.start())) if ending else []
        if ending is not None and openings:
            return _whole_body(lead[openings[-1].end() : ending.start()], context)
    return None


def _whole_body(window: str, context: Context) -> str | None:
    """Return the body that a text names from end to end."""
    head = _HEAD_OF.match(window)
    window = window[head.end() :] if head else window
    found = list(_bodies(window, context))
    return found[0][0] if found and not window[found[0][1] :].strip(" ,") else None


def issuer_in(text: str, span: Span, context: Context) -> str | None:
    """Return the canonical name of the body that a span names, None where it names none."""
    found = list(_bodies(" ".join(span.of(text).split()), context))
    return ", ".join(name for name, _ in found) or None


def _unbroken(window: str) -> str:
    """Return a window with its line breaks made blanks, cut where a list item or a paragraph begins."""
    cut = _NEXT_ITEM.search(window)
    return (window[: cut.start()] if cut else window).replace("\n", " ")


def _bodies(window: str, context: Context) -> Iterator[tuple[str, int]]:
    """Yield the body a window begins with and those joined to it, each with where it ends."""
    first = _body_at(window, 0, context)
    if first is None:
        return
    joined = [first]
    while (glue := _AND.match(window, joined[-1][1])) is not None:
        following = _body_at(window, glue.end(), context, known_only=True)
        if following is None:
            break
        joined.append(following)
    # "của Quốc hội, Chính phủ đã ban hành …": a list of issuers ends where a title or the clause does.
    after = _AFTER_LIST if context.joint or " và " in window[: joined[-1][1]] else _AFTER_ALL
    whole = len(joined) == 1 or after.match(window, joined[-1][1])
    yield from joined if whole else joined[:1]


def _body_at(window: str, at: int, context: Context, *, known_only: bool = False) -> tuple[str, int] | None:
    agencies = context.knowledge.agencies
    tail = window[at : at + 130]
    direct = next(agencies.find(tail, context.on), None)
    if direct is not None and direct.start == 0 and not _GOES_ON.match(tail):
        name, end = _known_body(tail, direct.end, context)
        return name, at + end
    post = _POST.match(tail)
    if post is not None:
        held = next(agencies.find(tail[post.end() :], context.on), None)
        if held is not None and held.start == 0:
            body = agencies.canonical(tail[post.end() : post.end() + held.end], context.place, context.on)
            return f"{_capitalised(post.group())} {body}", at + post.end() + held.end
    coded = _CODED.match(tail)
    by_code = agencies.by_code(coded.group(), context.on) if coded else ()
    if coded and len(by_code) == 1:
        return agencies.canonical(by_code[0].name, context.place, context.on), at + coded.end()
    return None if known_only else _unknown_body(window, at, context)


def _known_body(tail: str, end: int, context: Context) -> tuple[str, int]:
    """Return the name of a body of the tables that a text begins with, and where its words end."""
    name = context.knowledge.agencies.canonical(tail[:end], context.place, context.on)
    if name.endswith("khu vực") and (region := _REGION.match(tail, end)):
        return f"{name} {region[1]}", region.end()
    if name == "Ban Chỉ đạo" and (level := _LEVEL.match(tail, end)):
        return f"{name} {level[1]}", level.end()
    if _PARTY_BODY.match(tail):
        kind = "thành phố" if name.startswith("Thành ủy") else "tỉnh"
        return f"Ban Chấp hành Đảng bộ {kind} {name.partition(' ủy')[2].strip()}".strip(), end
    return name, end


def _unknown_body(window: str, at: int, context: Context) -> tuple[str, int] | None:
    """Return a body that no table holds; where its name ends with that of one in the tables, it reaches to its end."""
    unknown = _UNKNOWN.match(window, at)
    if unknown is None:
        return None
    agencies = context.knowledge.agencies
    end = unknown.end("name")
    for inner in agencies.find(window[at : at + 200], context.on):
        if 0 < inner.start < end - at < inner.end:
            end = at + inner.end
    name = " ".join(window[at:end].split()).rstrip(",")
    return agencies.canonical(name, context.place, context.on), end


def _capitalised(post: str) -> str:
    words = " ".join(post.split())
    if words.isupper():
        return words.capitalize()
    return f"{words[:1].upper()}{words[1:]}".replace(" Trưởng", " trưởng")
