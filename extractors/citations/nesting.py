"""Mentions in the titles of other mentions: what the outer document does to the inner one, as its title tells.

`Kết luận số 44-KL/TW … về việc tiếp tục thực hiện Chỉ thị số 09-CT/TW` tells that the conclusion carries out the
directive, whatever the paper that quotes the title does to either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.knowledge import Knowledge
from extractors.citations.relations import DEFAULT, relation_before
from pipeline.document import Document, Reference

# Verbs of titles, which open them ("thực hiện …", "tiếp tục đẩy mạnh thực hiện …", "sửa đổi, bổ sung …") and rule them.
_TITLE_VERBS = (
    ("sơ kết tổng kết", r"(?:sơ|tổng)\s+kết"),
    ("sửa đổi bổ sung", r"sửa\s+đổi|bổ\s+sung"),
    ("thay thế", r"thay\s+thế"),
    ("bãi bỏ", r"bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ"),
    ("quy định chi tiết", r"quy\s+định\s+chi\s+tiết"),
    ("hướng dẫn", r"hướng\s+dẫn"),
    ("thực hiện", r"thực\s+hiện|triển\s+khai|thi\s+hành|quán\s+triệt"),
)
# Words that may stand between the beginning of a title and the verb that rules it.
_OPENING = (
    r"""^[\s“"(:,]*(?:(?:việc|chỉ\s+đạo\s+về|chỉ\s+đạo|tiếp\s+tục|đẩy\s+mạnh|tổ\s+chức|phê\s+duyệt|ban\s+hành)\s+)*"""
)


def nest(document: Document, references: Sequence[Reference], knowledge: Knowledge) -> tuple[Reference, ...]:
    """Return the references with `nested_in` and `container_relation` where one stands in another's title."""
    text = document.text.value
    nested = []
    for index, reference in enumerate(references):
        outer = _innermost(index, references)
        if outer is None:
            nested.append(reference)
            continue
        lead = text[references[outer].span.end : reference.span.start]
        nested.append(replace(reference, nested_in=outer, container_relation=relation_in_title(lead, knowledge)))
    return tuple(nested)


def relation_in_title(lead: str, knowledge: Knowledge) -> str:
    """Return what a document does to the one its title names, from the words of the title before the name."""
    _, about, title = lead.rpartition(" về ")
    opening = _OPENING if about else r".*?"  # without `về`, the issuer stands before the verb
    title = title if about else lead
    for name, verb in _TITLE_VERBS:
        if re.match(rf"{opening}\b(?:{verb})\b", title, re.IGNORECASE | re.DOTALL):
            return name
    told = relation_before(f"{title} ", "", knowledge, quoted=True)
    return told.name if told else DEFAULT


def _innermost(index: int, references: Sequence[Reference]) -> int | None:
    """Return the mention whose whole, title included, is the shortest to cover this one's."""
    inner = references[index]
    around = [
        (len(other.whole), i)
        for i, other in enumerate(references)
        if i != index and other.whole and other.whole.covers(inner.span) and not other.span.overlaps(inner.span)
    ]
    return min(around)[1] if around else None
