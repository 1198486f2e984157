"""Heads of lists: `các Quyết định của Bộ trưởng Bộ Xây dựng phê duyệt quy hoạch (số 12/QĐ-BXD và số 34/QĐ-BXD)`."""

from __future__ import annotations

import re

from corpus.knowledge import Knowledge
from extractors.citations.codes import Code
from extractors.citations.type_words import TypeWord, TypeWords

_REACH = 500
_PLURAL = re.compile(r"(?:các|những|một số|hai|ba|0?[2-9])\s{1,3}$", re.IGNORECASE)
# What parts a head from its list, and may not stand inside the head.
_OPENED = re.compile(r"[:(]")
_CLOSED = re.compile(r"[.;)]\s|\n\s*\n")
_TYPES_WITHOUT_CODE = frozenset({"công văn", "văn bản"})


def head_of_list(text: str, code: Code, words: TypeWords, knowledge: Knowledge) -> TypeWord | None:
    """Return the type word of the class that a number without a type word is one of, None where no head names one.

    The list stands in brackets or after a colon, and the number bears the code of the type.
    """
    system = "Đảng" if code.party else "Nhà nước"
    kinds = knowledge.document_types.by_code(code.segments[0], system=system, dated=code.year is not None)
    names = {kind.name.lower() for kind in kinds} or _TYPES_WITHOUT_CODE
    for word in words.before(code.span.start, _REACH):
        if word.name.lower() not in names or not _PLURAL.search(text, max(0, word.span.start - 10), word.span.start):
            continue
        opened = _OPENED.search(text, word.span.end, code.span.start)
        if opened and not _CLOSED.search(text, word.span.end, opened.start()) and _stays_open(text, opened, code):
            return word
    return None


def _stays_open(text: str, opened: re.Match[str], code: Code) -> bool:
    """Tell whether the bracket or the colon still rules where the number stands."""
    inside = text[opened.end() : code.span.start]
    if opened.group() == "(":
        return inside.count(")") <= inside.count("(")
    return not re.search(r"\.\s|\n\s*\n", inside)
