"""What tells one document from all others: number, issuer and year; and how far two mentions can mean the same one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.knowledge import Knowledge
from corpus.places import Place
from corpus.spelling import comparable
from extractors.citations.codes import Code, read_code
from pipeline.document import Reference

UNKNOWN = "?"
SHORT = "short-number"
"""The rule of mentions by type and bare number (`Nghị quyết 57`)."""

_POST = re.compile(
    r"""^(?:Phó\ )?(?:Bộ\ trưởng,\ (?:Chủ\ nhiệm|Trưởng\ ban)|Bộ\ trưởng|Thống\ đốc|Chủ\ tịch|Giám\ đốc|Tổng\ Giám\ đốc
      |Cục\ trưởng|Chánh\ án|Viện\ trưởng|Trưởng\ ban)\s
    (?=Bộ|Ngân\ hàng|Ủy\ ban\ nhân\ dân|Uỷ\ ban\ nhân\ dân|Hội\ đồng\ nhân\ dân|Sở|Cục|Tòa\ án|Viện|Ban|Văn\ phòng)""",
    re.VERBOSE,
)
_COMMITTEE = re.compile(r"Ban Chấp hành Đảng bộ (tỉnh|thành phố)\b")
# Codes that stand in every place or for several bodies: UBND and HĐND of any province, TW for three bodies.
_PER_PLACE = frozenset(
    ("UBND", "HĐND", "CTUBND", "TU", "HU", "QU", "ĐU", "CB", "TW", "BCĐ", "BCĐTW", "BCH", "BTL", "UBMT", "MTTQ", "TGV")
)

# Those of them that, in a paper of a province, are the province's own; from this day on merged provinces number as one.
_AT_HOME = {"UBND": "Ủy ban nhân dân {}", "HĐND": "Hội đồng nhân dân {}"}
_MERGED = "2025-07-01"


def same_number(first: str | None, second: str | None) -> bool:
    """Tell whether two numbers are one, leading zeros and case apart (`0124/KH-UBND` is `124/KH-UBND`)."""
    return first is not None and second is not None and folded_number(first) == folded_number(second)


def folded_number(number: str) -> str:
    """Return the form under which numbers are compared: strokes and dashes are often taken for each other."""
    return number.lstrip("0").upper().replace("/", "-")


def body_of(issuer: str | None) -> str | None:
    """Return the body behind an issuer.

    A minister and the ministry issue in one series of numbers; the committee of a province's Party is its Tỉnh ủy.
    """
    if not issuer:
        return None
    committee = _COMMITTEE.match(issuer)
    if committee is not None:
        return f"{'Tỉnh ủy' if committee[1] == 'tỉnh' else 'Thành ủy'}{issuer[committee.end() :]}"
    return _POST.sub("", issuer)


def issuer_of_code(number: str | None, knowledge: Knowledge) -> str | None:
    """Return the body of the state or the Party whose papers alone carry this code, joint ones by comma; else None."""
    code = read_code(number) if number else None
    if code is None:
        return None
    segments = _issuing_segments(code, knowledge)
    names = [_central_body(segment, knowledge) for segment in segments]
    if code.joint:
        return ", ".join(filter(None, names)) if names and all(names) else None
    first = next((i for i, name in enumerate(names) if name or segments[i] in _PER_PLACE), None)
    return names[first] if first is not None else None


def issuer_at_home(reference: Reference, home: Place | None, knowledge: Knowledge) -> str | None:
    """Return the council, the committee or the Party of a paper's own province where a number bears its code.

    A province that others were merged into on 1 July 2025 cites theirs by the same code: then only a date since tells.
    """
    code = read_code(reference.number) if reference.number else None
    if home is None or home.level != "tỉnh" or code is None:
        return None
    merged = any(home.name in other.successors and other.name != home.name for other in knowledge.places.provinces)
    if merged and (reference.date_resolved or reference.date or "") < _MERGED:
        return None
    segment = next(iter(_issuing_segments(code, knowledge)), "")
    if segment == "TU":
        return f"{'Tỉnh ủy' if home.kind == 'tỉnh' else 'Thành ủy'} {home.alone}"
    return _AT_HOME[segment].format(home.full) if segment in _AT_HOME else None


def has_no_place(issuer: str, knowledge: Knowledge) -> bool:
    """Tell whether a body stands in every province or commune and the name leaves open which: `Ủy ban nhân dân tỉnh`.

    Such papers are told apart by their number only within one place.
    """
    found = knowledge.agencies.by_name(body_of(issuer) or issuer)
    return bool(found) and bool(found[0].place_form) and found[0].level in ("tỉnh", "huyện", "xã")


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


def families(references: Sequence[Reference]) -> tuple[tuple[int, ...], ...]:
    """Return for every mention the indices of all that bear its number, its bare number and type, or its name."""
    groups: dict[str, list[int]] = {}
    for index, reference in enumerate(references):
        for group in _groups_of(reference):
            groups.setdefault(group, []).append(index)
    return tuple(tuple(groups[_groups_of(reference)[0]]) for reference in references)


def _groups_of(reference: Reference) -> tuple[str, ...]:
    if reference.number is None:
        return (f"name {comparable(_name_of(reference))}",)
    if reference.rule == SHORT:
        return (f"bare {reference.doc_type} {folded_number(reference.number)}",)
    code = read_code(reference.number)
    whole = f"number {folded_number(reference.number)}"
    return (whole, f"bare {reference.doc_type} {folded_number(code.running)}") if code else (whole,)


def _name_of(reference: Reference) -> str:
    if reference.number:
        return reference.number
    kind = (reference.doc_type or UNKNOWN).lower()
    return f"{kind}: {reference.title}" if reference.title else kind


def _issuing_segments(code: Code, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the parts of a symbol that name the issuer and his units: all after the type where there is one."""
    typed = len(code.segments) > 1 and (code.joint or knowledge.document_types.by_code(code.segments[0]))
    return code.segments[1:] if typed else code.segments


def _central_body(segment: str, knowledge: Knowledge) -> str | None:
    """Return the one central body that a part of a symbol stands for, None where each place or several have it."""
    found = () if segment in _PER_PLACE else knowledge.agencies.by_code(segment)
    return found[0].name if len(found) == 1 and found[0].level == "trung ương" else None
