"""Agencies: every body and class of bodies that a document names, under its official name."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.knowledge import Knowledge
from extractors import Extractor
from extractors.bodies.readers import actors_of
from pipeline.document import AgencyMention, Document, Fact, Note, Span


def find(document: Document, knowledge: Knowledge) -> Sequence[Fact | Note]:
    """Return the mentions of bodies in a document."""
    actors = actors_of(document, knowledge)
    found = actors.find(0, len(actors.text))
    return [
        AgencyMention(
            span=Span(actor.span.start, actor.span.end),
            rule="class" if actor.collective else "body",
            confidence=0.75 if actor.collective else 0.9,
            name=actor.name,
            level=actor.level,
        )
        for listed in found
        for actor in listed.actors
    ]


EXTRACTOR = Extractor("agencies", find)
