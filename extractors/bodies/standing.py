"""Where a paper stands: the province and the commune whose bodies it calls by their bare names, and the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.knowledge import Knowledge
from corpus.places import Place
from extractors.citations.issuers import home_within
from extractors.headings.issuance import find_issuance
from pipeline.document import Document


@dataclass(frozen=True, slots=True)
class Standing:
    """`province` is that of the paper, `home` its commune where it is a commune's, `on` the day it was issued."""

    province: Place | None = None
    home: Place | None = None
    on: date | None = None


def standing_of(document: Document, knowledge: Knowledge) -> Standing:
    """Return where a paper stands; one of a central body stands where its title says, if that names one province."""
    issuance = find_issuance(document, knowledge)
    on = issuance.day or issuance.earliest
    province = issuance.place or _spoken_of(document, knowledge, on)
    return Standing(province, home_within(document, province), on)


def _spoken_of(document: Document, knowledge: Knowledge, on: date | None) -> Place | None:
    """Return the one province that the title names as such: `… với tỉnh Lào Cai`, `… với Tỉnh ủy Lào Cai`."""
    zone = document.parts[0].zone("title") if document.parts else None
    title = zone.of(document.text.value) if zone else ""
    places = {
        match.values[-1]
        for match in knowledge.places.find(title, on)
        if (" " in match.phrase and match.phrase != match.values[-1].name) or _ITS_PARTY.search(title, 0, match.start)
    }
    return places.pop() if len(places) == 1 else None


_ITS_PARTY = re.compile(r"(?:tỉnh|thành)\s+(?:ủy|uỷ|đoàn)\s+$", re.IGNORECASE)
