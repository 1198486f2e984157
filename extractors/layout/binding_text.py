"""The runs of a text that can bind somebody: no heads, no signatures, no legal grounds, no long quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import Document, Span

_SILENT_ZONES = (
    "head",
    "digital_signature",
    "received_stamp",
    "title",
    "addressees",
    "recipients",
    "signature",
    "footnote",
)
_LONGEST_OWN_QUOTE = 160
_FIRST_ITEM = re.compile(r"^[ \t#*]*(?:I\s?[.\-]|1\s?\.|Điều\s1\b|PHẦN\b|Phần\s)", re.MULTILINE)


def find_stretches(document: Document) -> Iterator[Span]:
    """Yield the runs of text outside the heads, signatures and legal grounds of each part."""
    for part in document.parts:
        silent = sorted(z.span for z in part.zones if z.kind in _SILENT_ZONES)
        if part.kind == "document":
            silent = sorted([*silent, *_grounds(document.text.value, part.span)])
        start = part.span.start
        for span in silent:
            if span.start > start:
                yield Span(start, span.start)
            start = max(start, span.end)
        if start < part.span.end:
            yield Span(start, part.span.end)


def _grounds(text: str, part: Span) -> Iterator[Span]:
    first = _FIRST_ITEM.search(text, part.start, part.end)
    for match in _GROUND_START.finditer(text, part.start, first.start() if first else part.end):
        end = _GROUND_END.search(text, match.end(), part.end)
        yield Span(match.start(), end.end() if end else match.end())


_GROUND_END = re.compile(r"[;:](?=\s)|[.;:][ \t]*(?:\n|$)")
_GROUND_START = re.compile(r"^[ \t\-–+]*(?:Căn\s+cứ|Theo\s+đề\s+nghị|Xét\s+(?:đề|Tờ|báo))", re.MULTILINE)


def find_quotations(text: str) -> tuple[Span, ...]:
    """Return the long quotations of a text: what they set, they set in another paper."""
    return tuple(Span(m.start(), m.end()) for m in re.finditer(rf"“[^“”]{{{_LONGEST_OWN_QUOTE},6000}}”", text))


def gives_wording(text: str, quotation: Span) -> bool:
    """Tell whether a quotation is new wording that the paper gives to another: it binds from now on."""
    return _AMENDED.search(text, max(0, quotation.start - 240), quotation.start) is not None


_AMENDED = re.compile(r"(?:[Ss]ửa\s+đổi|[Bb]ổ\s+sung|[Tt]hay\s+thế)[^“”]{0,200}:\s*$")


def lists_procedures(document: Document) -> bool:
    """Tell whether a paper makes procedures known: its enclosures tell step by step how each single case is settled.

    Rules for those who settle them, and ways of settling them anew, bind as any paper does.
    """
    part = document.parts[0] if document.parts else None
    title = part.zone("title") if part else None
    text = document.text.value
    if title and (named := _PROCEDURES.search(text, title.start, title.end)):
        return _RULES.search(text, title.start, named.start()) is None
    return _NO_GROUND.search(text, 0, min(_OPENING, part.span.end if part else _OPENING)) is not None


_OPENING = 1_500
_PROCEDURES = re.compile(r"thủ\s+tục\s+hành\s+chính", re.IGNORECASE)
# The grounds of other papers may name procedures, too.
_NO_GROUND = re.compile(rf"^(?!\s*Căn\s)[^\n]*?{_PROCEDURES.pattern}", re.IGNORECASE | re.MULTILINE)
_RULES = re.compile(r"quy\s+chế|tái\s+cấu\s+trúc", re.IGNORECASE)
