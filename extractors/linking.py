"""Deadlines joined to the tasks they limit, and to the bodies that must keep them."""

from __future__ import annotations

from corpus.knowledge import Knowledge
from pipeline.document import Document


def link(document: Document, knowledge: Knowledge) -> Document:
    """Join the deadlines of a document to its assignments."""
    del knowledge
    return document
