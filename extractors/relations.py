"""How a paper stands to what it cites, from the words before (and a few after) the citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from corpus.knowledge import Knowledge
from corpus.phrases import Phrase

DEFAULT = "dẫn chiếu"

# What this paper does to another it does itself: these count where the clause begins with them or names this paper.
_ACTS = frozenset(
    {"sửa đổi bổ sung", "thay thế", "bãi bỏ", "đình chỉ", "đính chính", "hợp nhất", "hướng dẫn", "quy định chi tiết"}
)
_LABEL = r"(?:Điều\s+\d+\w?\s*[.:]|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[-–+•*]|[IVX]+[.-])"
_OWN_ACT = re.compile(
    rf"""^[\s“"(]*(?:{_LABEL}\s*)*(?:(?:v/v|về)\s+(?:việc\s+)?)?(?:nay\s+)?(?:quyết\s+định\s*:?\s*)?(?:xin\s+)?$
      | \bnày\b[^;.]*$ | (?:ban\s+hành|thông\s+qua)\s+(?:quyết\s+định|nghị\s+quyết|thông\s+tư|nghị\s+định|kế\s+hoạch)\s*(?:về\s+(?:việc\s+)?)?$
      | ^[\s“"]*(?:QUYẾT\ ĐỊNH|NGHỊ\ QUYẾT|THÔNG\ TƯ|NGHỊ\ ĐỊNH|CHỈ\ THỊ)\s*(?:VỀ\s+(?:VIỆC\s+)?)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_CLAUSE_OF_GROUNDS = re.compile(r"[;,.(:]\s+(?=căn\s+cứ\b)", re.IGNORECASE)
# Verbs of the table that a word right after them turns into a mere pointer.
_POINTER = re.compile(
    r"(?:(?:quy\s+định|nêu|ban\s+hành|ghi|đề\s+ra|phê\s+duyệt|giao|phân\s+công|xác\s+định|công\s+bố)\s+(?:tại|trong|theo)|theo|đúng\s+với|áp\s+dụng)\b",
    re.IGNORECASE,
)
_ANNEXED = re.compile(r"kèm\s+theo\s*$", re.IGNORECASE)
_AFTER = re.compile(
    r"[^.;\n]{0,60}?\b(?P<act>hết\s+hiệu\s+lực|bị\s+bãi\s+bỏ|được\s+bãi\s+bỏ|được\s+thay\s+thế\s+bằng\s+\w+\s+\w+\s+này)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation, its direction and extent, and the phrase of the table that told it (`default` without one)."""

    name: str
    direction: Literal["out", "in"] = "out"
    extent: Literal["whole", "part"] = "whole"
    rule: str = "default"


def relation_before(lead: str, knowledge: Knowledge) -> Relation | None:
    """Return the relation that the words before a citation tell, None where they tell none.

    The last phrase counts, of those ending at one place the longest; `tại` and `trong` alone leave the word to a verb
    before them.
    """
    lead = _CLAUSE_OF_GROUNDS.sub(lambda match: "\n" + " " * (len(match.group()) - 1), lead)
    found: list[tuple[int, int, Phrase | None]] = []
    for phrase in _phrases(knowledge):
        for match in phrase.pattern.finditer(lead):
            if not _weak(match.group()):
                found.append((match.end(), -match.start(), phrase))
    found += [(match.end(), -match.start(), None) for match in _POINTER.finditer(lead)]
    if not found:
        return None
    end, start, phrase = max(found, key=lambda item: (item[0], item[1]))
    if phrase is None or (phrase.normal_form in _ACTS and not _own_act(lead, -start, phrase)):
        return Relation(DEFAULT, rule="pointer")
    return _of(phrase)


def relation_after(tail: str) -> Relation | None:
    """Return the relation that the words after a citation tell (`… hết hiệu lực kể từ ngày …`)."""
    match = _AFTER.match(tail)
    if match is None:
        return None
    if "thay" in match["act"]:
        return Relation("thay thế", rule="được thay thế")
    return Relation("bãi bỏ", rule="hết hiệu lực")


def _own_act(lead: str, start: int, phrase: Phrase) -> bool:
    return phrase.direction == "in" or _OWN_ACT.search(lead[:start]) is not None


def _weak(printed: str) -> bool:
    return printed.lower().split() in (["tại"], ["trong"], ["của"])


def _of(phrase: Phrase) -> Relation:
    return Relation(
        phrase.normal_form,
        "in" if phrase.direction == "in" else "out",
        "part" if phrase.extent == "part" else "whole",
        phrase.label,
    )


@lru_cache(maxsize=4)
def _phrases(knowledge: Knowledge) -> Sequence[Phrase]:
    return knowledge.phrases.relations
