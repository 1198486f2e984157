"""The stage `segment`: parts of a file, zones of a part, and the outline."""

from __future__ import annotations

from dataclasses import replace

from corpus.knowledge import Knowledge
from pipeline.document import Document, Part, Span, Zone


def segment(document: Document, knowledge: Knowledge) -> Document:
    """Tell the documents of a file apart, and the zones and sections of each."""
    del knowledge
    whole = Span(0, len(document.text.value))
    return replace(document, parts=(Part("document", whole, zones=(Zone("body", whole),)),))
