"""What an annex states of the paper it was issued with, for a head that lost it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.knowledge import Knowledge
from extractors.citations.codes import find_codes
from extractors.headings.letterhead import day_of
from extractors.times.dates import find_dates
from pipeline.document import Document, Heading, Part

# "(Ban hành kèm theo Quyết định số 31/QĐ-UBND ngày 12 tháng 5 năm 2026 của Ủy ban nhân dân tỉnh)"; the number may be
# blank there too.
_STATED = re.compile(
    r"\(\s*(?:ban\s+hành\s+)?(?:kèm\s+theo|đính\s+kèm)\s+(?P<type>[^\W\d_]+\s+[^\W\d_]+)\s+(?:số\s*:?)?(?P<rest>[^()]{3,200})\)",
    re.IGNORECASE,
)
_BY = re.compile(r"\scủa\s+")
_SURE = 0.8


def completed(heading: Heading, document: Document, index: int, knowledge: Knowledge) -> Heading:
    """Return the heading of a part with the number, the date and the issuer that its own annexes state.

    What its head prints stays as it is.
    """
    for kind, rest in _statements(document, document.parts[index + 1 :]):
        if heading.doc_type not in (kind, None):
            continue
        heading = _with_issuer(_with_number(heading, rest), rest, knowledge)
    return heading


def _statements(document: Document, following: Sequence[Part]) -> Iterator[tuple[str, str]]:
    for part in takewhile(lambda part: part.kind == "annex", following):
        title = part.zone("title")
        stated = _STATED.search(title.of(document.text.value)) if title else None
        if stated:
            yield " ".join(stated["type"].lower().split()), " ".join(stated["rest"].split())


def _with_number(heading: Heading, rest: str) -> Heading:
    code = next(find_codes(rest), None)
    if heading.number or code is None or heading.symbol not in (code.symbol, None):
        return heading
    issued = next((day.iso for day in find_dates(rest, code.span.end) if day.full), None)
    return replace(
        heading,
        number=code.number,
        symbol=code.symbol,
        date=heading.date or issued,
        confidence=min(heading.confidence, _SURE),
    )


def _with_issuer(heading: Heading, rest: str, knowledge: Knowledge) -> Heading:
    written = _BY.split(rest)[-1].strip(" .,")
    agencies, on = knowledge.agencies, day_of(heading.date)
    found = next(agencies.find(written, on), None)
    if heading.issuer or found is None or (found.start, found.end) != (0, len(written)):
        return heading
    places = knowledge.places.by_name(heading.place, on) if heading.place else ()
    issuer = agencies.canonical(written, places[0] if len(places) == 1 else None, on)
    return replace(heading, issuer=issuer, issuer_as_written=written, confidence=min(heading.confidence, _SURE))
