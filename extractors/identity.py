"""What tells one document from all others: number, issuer and year; and how far two mentions can mean the same one."""

from __future__ import annotations

import re

from corpus.knowledge import Knowledge
from corpus.spelling import comparable
from extractors.codes import Code, read_code
from pipeline.document import Reference

UNKNOWN = "?"

_POST = re.compile(
    r"""^(?:Phó\ )?(?:Bộ\ trưởng|Bộ\ trưởng,\ Chủ\ nhiệm|Thống\ đốc|Chủ\ tịch|Giám\ đốc|Tổng\ Giám\ đốc
      |Cục\ trưởng|Chánh\ án|Viện\ trưởng|Trưởng\ ban)\s
    (?=Bộ|Ngân\ hàng|Ủy\ ban\ nhân\ dân|Uỷ\ ban\ nhân\ dân|Hội\ đồng\ nhân\ dân|Sở|Cục|Tòa\ án|Viện|Ban|Văn\ phòng)""",
    re.VERBOSE,
)
# Codes that stand in every place or for several bodies: UBND and HĐND of any province, TW for three bodies.
_PER_PLACE = frozenset(
    ("UBND", "HĐND", "CTUBND", "TU", "HU", "QU", "ĐU", "CB", "TW", "BCĐ", "BCĐTW", "BCH", "BTL", "UBMT", "MTTQ", "TGV")
)


def same_number(first: str | None, second: str | None) -> bool:
    """Tell whether two numbers are one, leading zeros and case apart (`0124/KH-UBND` is `124/KH-UBND`)."""
    return first is not None and second is not None and folded_number(first) == folded_number(second)


def folded_number(number: str) -> str:
    """Return the form under which numbers are compared: strokes and dashes are often taken for each other."""
    return number.lstrip("0").upper().replace("/", "-")


def body_of(issuer: str | None) -> str | None:
    """Return the body behind an issuer: a minister and the ministry issue in one series of numbers."""
    return _POST.sub("", issuer) if issuer else None


def issuer_of_code(number: str | None, knowledge: Knowledge) -> str | None:
    """Return the only body in the state whose papers carry this code, None where several do."""
    code = read_code(number) if number else None
    for segment in _issuing_segments(code):
        if segment in _PER_PLACE:
            return None
        found = knowledge.agencies.by_code(segment)
        if len(found) == 1 and found[0].level == "trung ương":
            return found[0].name
    return None


def key_of(reference: Reference, knowledge: Knowledge) -> str:
    """Return `number|issuer|year`, `?` for what is not known; a document without a number goes by type and title."""
    issuer = body_of(reference.issuer) or issuer_of_code(reference.number, knowledge)
    return f"{_name_of(reference)}|{issuer or UNKNOWN}|{year_of(reference) or UNKNOWN}"


def year_of(reference: Reference) -> str | None:
    """Return the year a document was issued in, from its date or its number."""
    code = read_code(reference.number) if reference.number else None
    if code is not None and code.year is not None:
        return str(code.year)
    date = reference.date_resolved or reference.date
    return date[:4] if date else None


def same_name(first: Reference, second: Reference) -> bool:
    """Tell whether two mentions without numbers name the same document."""
    return comparable(_name_of(first)) == comparable(_name_of(second))


def _name_of(reference: Reference) -> str:
    if reference.number:
        return reference.number
    kind = (reference.doc_type or UNKNOWN).lower()
    return f"{kind}: {reference.title}" if reference.title else kind


def _issuing_segments(code: Code | None) -> tuple[str, ...]:
    """Return the parts of a symbol that can name the issuer, the likeliest first: after the type where there is one."""
    if code is None:
        return ()
    return code.segments[1:] or code.segments if len(code.segments) > 1 else code.segments
