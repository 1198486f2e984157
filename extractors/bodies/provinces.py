"""Provinces that stand for who governs them: `Tỉnh cần …`, `Các tỉnh A, B đẩy nhanh …`, `UBND tỉnh A, tỉnh B`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.places import Place, Places
from extractors.bodies.enumerations import Actor
from extractors.letters import UPPER
from extractors.predicates import acts
from pipeline.document import Span

_S = r"\s{1,4}"
PLACE_LETTERS = frozenset("CcTt")
"""What places that act begin with."""
# Places stand for who governs them only where they must do something; several of them where any verb follows.
_NAMED_PLACE = rf"[{UPPER}]\w*(?:{_S}[{UPPER}]\w*){{0,3}}"
_ACTING_PLACE = re.compile(
    rf"(?P<place>(?:[Tt]ỉnh|[Tt]hành{_S}phố){_S}{_NAMED_PLACE}|Tỉnh|Thành{_S}phố)"
    rf"(?=,?{_S}(?:(?:tiếp{_S}tục|cũng){_S})?(?:cần|phải|chủ{_S}động|tập{_S}trung|khẩn{_S}trương|chịu{_S}trách{_S}nhiệm|có{_S}trách{_S}nhiệm)(?!\w))"
)
_SEVERAL_PLACES = re.compile(
    rf"(?:(?:[Cc]ác{_S})?(?:[Tt]ỉnh|[Tt]hành{_S}phố)(?:,{_S}thành{_S}phố)?(?:\s{{0,2}}:)?{_S}{_NAMED_PLACE})"
    rf"(?:(?:,|{_S}và){_S}(?:(?:các{_S})?(?:tỉnh|[Tt]hành{_S}phố){_S})?{_NAMED_PLACE})+"
)
_ANOTHER_PLACE = re.compile(rf"(?:,|{_S}và){_S}(?P<place>(?:tỉnh|[Tt]hành{_S}phố){_S}(?P<name>{_NAMED_PLACE}))")
_KIND = re.compile(r"(?:các\s+)?(?:tỉnh|thành\s+phố)\s*:?(?=\s|$)", re.IGNORECASE)


def acting_provinces(text: str, span: Span, places: Places, own: Place | None, on: date | None) -> tuple[Actor, ...]:
    """Return the committees of the provinces named at the start of a span, where these must act; none elsewhere.

    `own` is the province of the paper, which it calls `Tỉnh`.
    """
    several = _SEVERAL_PLACES.match(text, span.start, span.end)
    if several is not None and acts(text, several.end(), span.end):
        names = [_KIND.sub("", part.strip()).strip() for part in re.split(r",|\bvà\b", several.group())]
        found = [_province(name, places, on) for name in names if name]
        if all(found):
            return tuple(_committee(place, Span(span.start, several.end())) for place in found if place)
    match = _ACTING_PLACE.match(text, span.start, span.end)
    if match is None:
        return ()
    named = places.at_start(" ".join(match["place"].split()), on)
    place = named.values[-1] if named else own
    if place is None or (named is None and match["place"].lower() != place.kind):
        return ()
    return (_committee(place, Span(span.start, match.end("place"))),)


def in_other_provinces(body: Actor, text: str, end: int, places: Places, on: date | None) -> Iterator[Actor]:
    """Yield the bodies of the same name in the provinces that go on with the first: `UBND tỉnh A, thành phố B`."""
    match = _ANOTHER_PLACE.match(text, body.span.end, end) if not body.collective else None
    while match is not None:
        place = _province(match["name"], places, on)
        head = re.sub(r"(?:tỉnh|thành phố) .*$", "", body.name)
        if place is None or head == body.name:
            return
        yield Actor(Span(*match.span("place")), f"{head}{place.full}", False, body.level)
        match = _ANOTHER_PLACE.match(text, match.end(), end)


def _province(name: str, places: Places, on: date | None) -> Place | None:
    found = [place for place in places.by_name(" ".join(name.split())) if place.level == "tỉnh"]
    return next((place for place in found if place.valid(on)), found[0] if found else None)


def _committee(place: Place, span: Span) -> Actor:
    return Actor(span, f"Ủy ban nhân dân {place.full}", False, "tỉnh")
