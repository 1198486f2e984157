"""Where a paper stands: the province and the commune whose bodies it calls by their bare names, and the day."""

from __future__ import annotations

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
    """Return the one province that the title names with its kind: `… làm việc với tỉnh Lào Cai`."""
    title = document.parts[0].zone("title") if document.parts else None
    found = knowledge.places.find(title.of(document.text.value), on) if title else ()
    places = {match.values[-1] for match in found if " " in match.phrase and match.phrase != match.values[-1].name}
    return places.pop() if len(places) == 1 else None
