"""A document and its paper as rows: the columns that reading fills, its pages, its parts and its notes."""

from __future__ import annotations

import zlib
from dataclasses import asdict
from functools import cache
from importlib.metadata import version

from pipeline.catalogue.connection import now
from pipeline.catalogue.facts import Filing, to_text
from pipeline.catalogue.identity import number_key
from pipeline.document import Document, Page, Word

BLOB_VERSION = 1


def document_row(document: Document, original: str) -> dict[str, object]:
    """Return the row of a document whose paper is kept under the name `original`, its identity yet unknown."""
    source = document.source
    row = {name: getattr(source, name) for name in ("sha256", "name", "media_type", "size", "container")}
    return row | {"original": original, "filed_at": now()} | read_columns(document)


def read_columns(document: Document) -> dict[str, object]:
    """Return the columns of a document that reading its paper fills."""
    heading, text = document.heading, document.text
    scores = [p.reading.score for p in document.pages if p.reading and p.reading.score is not None]
    provenance = {
        "raw": text.raw,
        "pieces": [[p.value.start, p.value.end, p.raw.start, p.raw.end, p.verbatim] for p in text.pieces],
        "edits": [[e.span.start, e.span.end, e.old, e.new, e.rule, e.confidence, e.alternatives] for e in text.edits],
    }
    return {
        "program": program(),
        "read_at": now("microseconds"),
        "number_key": number_key(heading.number) if heading and heading.number else None,
        **{name: getattr(heading, name, None) for name in ("number", "doc_type", "title", "issuer", "place", "date")},
        "heading": to_text(asdict(heading) if heading else None),
        "quality": min(scores, default=None),
        "text": text.value,
        "provenance": pack(provenance),
    }


def insert_pages(filing: Filing) -> None:
    """Enter the pages of a document, with the words of every reading of them."""
    text = filing.document.text
    for page in filing.document.pages:
        reading, span = page.reading, text.from_raw(page.raw)
        filing.insert(
            "page",
            {
                "document": filing.row,
                "number": page.number,
                "width": page.width,
                "height": page.height,
                "start": span.start,
                "end": span.end,
                "origin": reading.origin if reading else "ocr",
                "engine": reading.engine if reading else None,
                "confidence": reading.confidence if reading else None,
                "words": pack(_words(page)),
            },
        )


def insert_parts(filing: Filing) -> None:
    """Enter the parts of a document, each with its heading, and its notes."""
    document = filing.document
    headings = {h.part: to_text(asdict(h)) for h in document.headings}
    for ordinal, part in enumerate(document.parts):
        row = {"document": filing.row, "ordinal": ordinal, "kind": part.kind, "name": part.name}
        row |= {"start": part.span.start, "end": part.span.end, "heading": headings.get(ordinal)}
        filing.insert("part", row)
    for ordinal, note in enumerate(document.notes):
        span = note.span
        row = {"document": filing.row, "ordinal": ordinal, "code": note.code, "severity": note.severity}
        row |= {"message": note.message, "values": to_text(note.values)}
        filing.insert("note", row | {"start": span.start if span else None, "end": span.end if span else None})


def pack(value: object) -> bytes:
    """Return a value as one compressed blob that begins with its version."""
    return bytes([BLOB_VERSION]) + zlib.compress(to_text(value).encode(), 6)


@cache
def program() -> str:
    """Return the version of this program."""
    return version("vanthu")


def _words(page: Page) -> list[list[object]]:
    """Return every reading's words as `[start, end, x0, y0, x1, y1, confidence]`, offsets in the reading's text."""
    return [
        [reading.origin, reading.engine, reading.text, [[*_place(w), w.confidence] for w in reading.words]]
        for reading in page.readings
    ]


def _place(word: Word) -> tuple[float, ...]:
    span, box = word.span, word.box
    return (span.start, span.end, *(round(v, 1) for v in (box.x0, box.y0, box.x1, box.y1)))
