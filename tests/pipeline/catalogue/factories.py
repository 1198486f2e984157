"""Documents with facts, made without reading a file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.document import (
    Assignment,
    Deadline,
    Document,
    Heading,
    Page,
    Part,
    Reading,
    Reference,
    Source,
    Span,
    Text,
)


def paper(folder: Path, text: str, *, name: str = "van-ban.txt", **heading: object) -> Document:
    """Return a document of one page whose heading has these fields."""
    path = folder / name
    path.write_text(text, "utf-8")
    content = path.read_bytes()
    whole = Span(0, len(text))
    return Document(
        source=Source(name, path, hashlib.sha256(content).hexdigest(), "text/plain", len(content), "text"),
        pages=(Page(1, readings=(Reading("text", "text", text),), raw=whole),),
        text=Text.of(text),
        parts=(Part("document", whole),),
        headings=(Heading(span=whole, rule="test", confidence=1.0, **heading),),  # type: ignore[arg-type]
    )


def span_in(document: Document, words: str) -> Span:
    """Return where words stand in a document."""
    start = document.text.value.index(words)
    return Span(start, start + len(words))


def reference(document: Document, words: str, **fields: object) -> Reference:
    """Return a reference whose mention is these words of the document."""
    return Reference(span=span_in(document, words), rule="test", confidence=0.9, **fields)  # type: ignore[arg-type]


def deadline(document: Document, words: str, **fields: object) -> Deadline:
    """Return a deadline in these words of the document."""
    return Deadline(span=span_in(document, words), rule="test", confidence=0.9, **fields)  # type: ignore[arg-type]


def assignment(document: Document, words: str, **fields: object) -> Assignment:
    """Return an assignment in these words of the document."""
    return Assignment(span=span_in(document, words), rule="test", confidence=0.9, **fields)  # type: ignore[arg-type]
