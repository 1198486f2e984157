"""The reader of the bodies of a document, kept for all extractors that ask of the same text."""

from __future__ import annotations

from functools import lru_cache

from corpus.knowledge import Knowledge
from extractors.bodies.actors import Actors
from extractors.bodies.standing import Standing, standing_of
from pipeline.document import Document


def actors_of(document: Document, knowledge: Knowledge) -> Actors:
    """Return the reader of the bodies of a document."""
    return _reader(document.text.value, knowledge, standing_of(document, knowledge))


@lru_cache(maxsize=2)
def _reader(text: str, knowledge: Knowledge, standing: Standing) -> Actors:
    return Actors(text, knowledge, standing)
