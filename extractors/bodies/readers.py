"""The reader of the bodies of a document, kept for all extractors that ask of the same text."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.knowledge import Knowledge
from extractors.bodies.actors import Actors
from extractors.bodies.standing import Standing, standing_of
from extractors.letters import LOWER
from extractors.structure import items
from pipeline.document import Document


def actors_of(document: Document, knowledge: Knowledge) -> Actors:
    """Return the reader of the bodies of a document; what printing broke within a paragraph is one line to it."""
    return _reader(_in_paragraphs(document), knowledge, standing_of(document, knowledge))


def _in_paragraphs(document: Document) -> str:
    """Return the text with a blank for each line break inside a paragraph, offset for offset.

    Only before small letters: a heading that fills its line may have been taken for the first of its paragraph.
    """
    text = document.text.value
    pieces: list[str] = []
    done = 0
    for item in items(document):
        for span in item.segments or (item.span,):
            if span.start >= done and "\n" in (words := span.of(text)):
                pieces += [text[done : span.start], _BROKEN.sub(" ", words)]
                done = span.end
    return "".join((*pieces, text[done:]))


@lru_cache(maxsize=2)
def _reader(text: str, knowledge: Knowledge, standing: Standing) -> Actors:
    return Actors(text, knowledge, standing)


_BROKEN = re.compile(rf"\n(?=[{LOWER}])")
