"""How a paper stands to what it cites, from the words before (and a few after) the citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.knowledge import Knowledge
from corpus.phrases import Phrase

DEFAULT = "dẫn chiếu"

# What a paper does to another by its own words. Elsewhere they tell what the cited paper does, or somebody shall do.
_ACTS = frozenset(
    {"sửa đổi bổ sung", "thay thế", "bãi bỏ", "đình chỉ", "đính chính", "hợp nhất", "hướng dẫn", "quy định chi tiết"}
)
# Of these a paper does much in one sentence: only what follows at once is what it explains.
_EXPLAINING = frozenset({"hướng dẫn", "quy định chi tiết"})
_IMPLEMENTING = "thực hiện"
_OPENED_GROUNDS = "opens with căn cứ"
_OPENED_FULFILMENT = "opens with thực hiện"
_LABEL = r"(?:Điều\s+\d+\w?\s*[.:]|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[-–+•*]|[IVX]+[.-]|\[\d+\]|<sup>\d+</sup>)"
_OPENING = rf"^[\s;,.“\"(:*]*(?:{_LABEL}\s*)*(?:và\s+)?"
_GROUNDS = re.compile(
    rf"{_OPENING}(?:các\s+)?căn\s+cứ\b(?!\s+(?:các\s+|vào\s+)*(?:quy\s+định|nội\s+dung|tình\s+hình)(?:\s+nêu)?\s+(?:trên|thực\s+tế))",
    re.IGNORECASE,
)
_FULFILMENT = re.compile(
    rf"""{_OPENING}(?:để\s+|nhằm\s+|tiếp\s+tục\s+|tổ\s+chức\s+|tập\s+trung\s+|đẩy\s+mạnh\s+|quán\s+triệt,?\s+|(?:V/v|về)\s+(?:việc\s+)?)*
    (?:thực\s+hiện|triển\s+khai|quán\s+triệt|thi\s+hành|chấp\s+hành)\b(?!\s+theo\b)""",
    re.VERBOSE | re.IGNORECASE,
)
# A clause of its own inside a sentence: "…, theo Quyết định số", "…; triển khai Kế hoạch số".
_OWN_CLAUSE = re.compile(r"[,;]\s+(?:và\s+)?(?=(?:theo|thực\s+hiện|triển\s+khai|căn\s+cứ|tiếp\s+tục)\b)", re.IGNORECASE)
_ACTING = re.compile(
    rf"""{_OPENING}(?:(?:v/v|về)\s+(?:việc\s+)?)?(?:nay\s+)?(?:xin\s+)?(?:quyết\s+định\s*:?\s*)?$
      | \b(?:(?:quyết\s+định|nghị\s+(?:quyết|định)|thông\s+tư|kế\s+hoạch|văn\s+bản|chỉ\s+thị|quy\s+(?:chế|định)
        |chương\s+trình|hướng\s+dẫn|công\s+(?:văn|điện)|thông\s+báo|kết\s+luận|luật|pháp\s+lệnh|đề\s+án|điều|khoản)\s+này|nay)\b[^;.:]*$
      | \bnày\s+có\s+hiệu\s+lực\b[^.:]*[;,]\s+(?:và\s+|đồng\s+thời\s+)?$
      | (?:ban\s+hành|thông\s+qua)\s+(?:quyết\s+định|nghị\s+quyết|thông\s+tư|nghị\s+định|kế\s+hoạch)\s+
        (?:về\s+(?:việc\s+)?)?$
      | (?:^|\n)[\s“"]*(?:QUYẾT\ ĐỊNH|NGHỊ\ QUYẾT|THÔNG\ TƯ|NGHỊ\ ĐỊNH|CHỈ\ THỊ)\s+(?:VỀ\s+(?:VIỆC\s+)?)?$""",
    re.VERBOSE | re.IGNORECASE,
)
# Words that make what follows a place to look at, whatever verb stands before them.
_POINTER = re.compile(
    r"(?:(?:quy\s+định|nêu|ghi|đề\s+ra|phê\s+duyệt|giao|phân\s+công|xác\s+định|công\s+bố)\s+(?:tại|trong|theo)"
    r"|theo|đúng\s+với|áp\s+dụng|trên\s+cơ\s+sở|phù\s+hợp\s+(?:với)?)\b",
    re.IGNORECASE,
)
# Procedures are abolished or amended in lists: no relation between documents, unless it is the whole list of one.
_PROCEDURES = re.compile(r"(?!\s*(?:các\s+)?danh\s+mục\b)[^,;.]{0,60}?(?:thủ\s+tục\s+hành\s+chính|TTHC)", re.IGNORECASE)
# "Phúc đáp Công văn số", "Sở X nhận được kiến nghị của cử tri do … chuyển đến tại Văn bản số".
_ANSWER = re.compile(
    r"(?:ph[úụ]c\s+đáp|trả\s+lời)\s+(?:các\s+)?$"
    r"|(?<!\bđã )(?<!ngày )nhận\s+được\s+(?:kiến\s+nghị|đề\s+nghị|phản\s+ánh|câu\s+hỏi)\b[^.;:]*"
    r"\b(?:tại|theo)\s+(?:các\s+)?$",
    re.IGNORECASE,
)
# "thủ tục được phê duyệt thực hiện … tại Quyết định số": where to look, whatever was approved.
_APPROVED_IN = re.compile(r"\bđược\s+(?:phê\s+duyệt|công\s+bố|quy\s+định|ban\s+hành)\b[^;.]*\btại\s+$")
_ACCORDING = re.compile(r"(?<!kèm\s)\btheo\b", re.IGNORECASE)
_FARTHEST = 80
_NEAR = 45
_AFTER = re.compile(
    r"[^.;\n]{0,60}?\b(?P<act>hết\s+hiệu\s+lực|còn\s+hiệu\s+lực\s+một\s+phần|(?:bị|được)\s+bãi\s+bỏ\b(?!\s+(?:bởi|tại|theo))"
    r"|được\s+thay\s+thế\s+bằng\s+\w+\s+\w+\s+này)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation, its direction and extent, and the phrase of the table that told it (`default` without one)."""

    name: str
    direction: Literal["out", "in"] = "out"
    extent: Literal["whole", "part"] = "whole"
    rule: str = "default"


@dataclass(frozen=True, slots=True)
class _Cue:
    """A phrase found in the words before a citation; without one it is a pointer."""

    start: int
    end: int
    phrase: Phrase | None


def relation_before(lead: str, type_word: str, knowledge: Knowledge, *, quoted: bool = False) -> Relation | None:
    """Return the relation that the words before a citation tell, None where they tell none.

    `lead` begins with the clause the citation stands in and `type_word` is the word it opens with, which some phrases
    of the table end with. What the clause opens with rules it (`Căn cứ quy định tại …`, `Thực hiện ý kiến tại …`); else
    the last phrase does. In a quotation (`quoted`) the acts are another paper's.
    """
    begin = max((match.end() for match in _OWN_CLAUSE.finditer(lead)), default=0)
    lead = lead[begin:]
    cues = sorted(_cues(lead, type_word, knowledge), key=lambda cue: (cue.end, -cue.start))
    if _grounds_reach(lead, cues, whole=begin == 0):
        return Relation("căn cứ", rule=_OPENED_GROUNDS)
    if _ANSWER.search(lead):
        return Relation("phúc đáp", rule="phúc đáp")
    acts = [cue for cue in cues if cue.phrase and cue.phrase.normal_form in _ACTS]
    inward = [cue for cue in cues if cue.phrase and cue.phrase.direction == "in"]
    own = next((act for act in reversed(acts) if _is_own(lead, act)), None)
    if not quoted and own is not None and not any(cue.start > own.end for cue in inward):
        return _of(own)
    others = [act for act in acts if act not in inward and not any(act.start < cue.end for cue in inward)]
    if others and len(lead) - others[-1].end < _NEAR:
        return Relation(DEFAULT, rule="another's act")
    if _FULFILMENT.match(lead) and not any(_outranks(cue) for cue in cues) and not _ends_with_theo(lead, cues):
        return Relation(_IMPLEMENTING, rule=_OPENED_FULFILMENT)
    told = [cue for cue in cues if cue not in acts or cue in inward]
    return _last(lead, told) if told else None


def relation_of_head(head: str, knowledge: Knowledge) -> Relation | None:
    """Return the relation that the line at the head of a list gives to its items, None where it gives none.

    Only what the line opens with, or what this paper does, reaches down to the items.
    """
    told = relation_before(f"{head} ", "", knowledge)
    opened = told is not None and (told.name in _ACTS or told.rule in (_OPENED_GROUNDS, _OPENED_FULFILMENT))
    return told if opened else None


def relation_after(tail: str) -> Relation | None:
    """Return the relation that the words after a citation tell (`… hết hiệu lực kể từ ngày …`)."""
    match = _AFTER.match(tail)
    if match is None:
        return None
    if "thay" in match["act"]:
        return Relation("thay thế", rule="được thay thế")
    return Relation("bãi bỏ", rule="hết hiệu lực")


def _grounds_reach(lead: str, cues: list[_Cue], *, whole: bool) -> bool:
    """Tell whether a clause opens with `Căn cứ` and does not come to another point: `…, bố trí vốn theo Luật …`."""
    grounds = _GROUNDS.match(lead)
    if grounds is None or not (whole or len(lead) - grounds.end() < _NEAR):
        return False
    return not (_ends_with_theo(lead, cues) and "," in lead[grounds.end() : cues[-1].start])


def _cues(lead: str, type_word: str, knowledge: Knowledge) -> Iterator[_Cue]:
    words = lead + type_word
    for phrase in knowledge.phrases.relations:
        for match in phrase.pattern.finditer(words):
            if match.start() < len(lead) and match.group().lower().split() not in (["tại"], ["trong"], ["của"]):
                yield _Cue(match.start(), min(match.end(), len(lead)), phrase)
    for match in _POINTER.finditer(lead):
        yield _Cue(match.start(), match.end(), None)


def _is_own(lead: str, act: _Cue) -> bool:
    if act.phrase is not None and act.phrase.direction == "in":
        return False
    if lead.lstrip().startswith("(") or _PROCEDURES.match(lead, act.end):
        return False
    explaining = act.phrase is not None and act.phrase.normal_form in _EXPLAINING
    if _ACCORDING.search(lead, act.end) or (explaining and _POINTER.search(lead, act.end)):
        return False
    return _ACTING.search(lead[: act.start]) is not None


def _outranks(cue: _Cue) -> bool:
    """Tell whether a cue turns a clause that opens with `Thực hiện` into another relation."""
    return cue.phrase is not None and (
        cue.phrase.normal_form in ("sơ kết tổng kết", "phúc đáp", "căn cứ") or cue.phrase.direction == "in"
    )


def _ends_with_theo(lead: str, cues: list[_Cue]) -> bool:
    """Tell whether the last words before a citation are `theo` and its like, well after the verb of the clause."""
    last = cues[-1] if cues else None
    return (
        last is not None
        and last.start > _NEAR // 2
        and lead[last.start : last.end].lower().startswith("theo")
        and len(lead) - last.end < _NEAR
    )


def _last(lead: str, cues: list[_Cue]) -> Relation | None:
    last = cues[-1]
    review = next((c for c in cues if c.phrase and c.phrase.normal_form == "sơ kết tổng kết"), None)
    if review is not None and len(lead) - review.end < _FARTHEST and not _ends_with_theo(lead, cues):
        return _of(review)
    if last.phrase is None or (last.phrase.normal_form == _IMPLEMENTING and _APPROVED_IN.search(lead)):
        return Relation(DEFAULT, rule="pointer")
    between = lead[last.end :]
    if last.phrase.normal_form == _IMPLEMENTING and (len(between) > _FARTHEST or re.search(r"\bnày\b", between)):
        return None
    return _of(last)


def _of(cue: _Cue) -> Relation:
    phrase = cue.phrase
    if phrase is None:
        return Relation(DEFAULT, rule="pointer")
    return Relation(
        phrase.normal_form,
        "in" if phrase.direction == "in" else "out",
        "part" if phrase.extent == "part" else "whole",
        phrase.label,
    )
