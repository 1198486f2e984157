"""What was read on the pages of a filed document, with the way from its text back to words and boxes."""

from __future__ import annotations

import json
import sqlite3
import zlib
from itertools import accumulate
from typing import Any

from pipeline.assemble import PAGE_BREAK
from pipeline.catalogue.schema import Catalogue
from pipeline.document import Box, Document, Edit, Heading, Page, Piece, Reading, Source, Span, Text, Word
from pipeline.errors import NotFoundError


def reading_of(catalogue: Catalogue, document: int) -> Document:
    """Return a filed document as it was read: pages with all their readings, the text with its edits; no facts.

    Its heading has number and title only, and confidences of pages are those of their words.

    Raises:
        NotFoundError: there is no such document, or it was withdrawn.
    """
    rows = catalogue.rows("SELECT * FROM document WHERE id = ? AND withdrawn_at IS NULL", document)
    if not rows:
        raise NotFoundError("Không có văn bản số {} trong mục lục.", document)
    row = rows[0]
    text = _text(row)
    return Document(
        source=Source(
            row["name"], catalogue.originals / row["original"], row["sha256"], row["media_type"], row["size"], ""
        ),
        pages=tuple(_pages(catalogue, document)),
        text=text,
        headings=(
            Heading(
                span=Span(0, 0), rule="catalogue", confidence=1.0, **{name: row[name] for name in ("number", "title")}
            ),
        ),
    )


def place_of(catalogue: Catalogue, fact: str) -> tuple[int, int]:
    """Return the document of a fact, named by its id, and where in the text it begins.

    Raises:
        NotFoundError: there is no such fact.

    >>> task, = tasks(catalogue, knowledge, as_of=today)
    >>> place_of(catalogue, task.id)
    (1, 50)
    """
    for kind in ("reference", "deadline", "assignment", "mention"):
        rows = catalogue.rows(f"SELECT document, start FROM {kind} WHERE id = ?", fact)
        if rows:
            return rows[0]["document"], rows[0]["start"]
    raise NotFoundError("Không có dữ kiện nào mang mã {}, hoặc có nhiều hơn một.", fact)


def pages_within(catalogue: Catalogue, document: int, span: Span) -> tuple[int, ...]:
    """Return the numbers of the pages that a span of the text stands on."""
    rows = catalogue.rows(
        """SELECT number FROM page WHERE document = ? AND (start < ? AND "end" > ? OR start = "end" AND start = ?)
           ORDER BY number""",
        *(document, max(span.end, 1), span.start, span.start),
    )
    return tuple(row["number"] for row in rows)


def _text(row: sqlite3.Row) -> Text:
    kept = _unpacked(row["provenance"])
    pieces = (Piece(Span(a, b), Span(c, d), verbatim) for a, b, c, d, verbatim in kept["pieces"])
    edits = (
        Edit(Span(start, end), old, new, rule, confidence, tuple(alternatives))
        for start, end, old, new, rule, confidence, alternatives in kept["edits"]
    )
    return Text(kept["raw"], row["text"], tuple(pieces), tuple(edits))


def _pages(catalogue: Catalogue, document: int) -> list[Page]:
    rows = catalogue.rows("SELECT * FROM page WHERE document = ? ORDER BY number", document)
    pages = [_page(row) for row in rows]
    lengths = [len(page.reading.text) if page.reading else 0 for page in pages]
    starts = accumulate((length + len(PAGE_BREAK) for length in lengths[:-1]), initial=0)
    return [
        Page(p.number, p.width, p.height, p.readings, p.chosen, Span(start, start + length))
        for p, start, length in zip(pages, starts, lengths, strict=False)
    ]


def _page(row: sqlite3.Row) -> Page:
    readings = tuple(_reading(row["number"], *kept) for kept in _unpacked(row["words"]))
    made = (row["origin"], row["engine"])
    chosen = next((i for i, r in enumerate(readings) if (r.origin, r.engine) == made), 0)
    return Page(row["number"], row["width"], row["height"], readings, chosen)


def _reading(number: int, origin: Any, engine: str, text: str, words: list[list[Any]]) -> Reading:
    placed = (
        Word(text[start:end], Span(start, end), Box(number, *box), confidence) for start, end, *box, confidence in words
    )
    return Reading(origin, engine, text, tuple(placed))


def _unpacked(blob: bytes) -> Any:
    return json.loads(zlib.decompress(blob[1:]))
