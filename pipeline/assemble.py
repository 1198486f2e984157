"""The stage `assemble`: from the chosen reading of each page to one raw text."""

from __future__ import annotations

from dataclasses import replace

from pipeline.broken_rows import with_whole_rows
from pipeline.document import Box, Document, Page, Span, Table, Text, Word
from pipeline.tools import Tools

PAGE_BREAK = "\n\n"


def assemble(document: Document, tools: Tools) -> Document:
    """Join the pages' texts, two line breaks between them; pages learn where they stand in the whole."""
    del tools  # joining needs none
    chunks: list[str] = []
    pages: list[Page] = []
    length = 0
    for page in with_whole_rows(document.pages):
        text = page.reading.text if page.reading else ""
        if chunks:
            chunks.append(PAGE_BREAK)
            length += len(PAGE_BREAK)
        pages.append(replace(page, raw=Span(length, length + len(text))))
        chunks.append(text)
        length += len(text)
    return replace(document, pages=tuple(pages), text=Text.of("".join(chunks)))


def words_of(document: Document, span: Span) -> tuple[Word, ...]:
    """Return the words on paper that a span of the text came from; none where the pages have no words."""
    raw = document.text.to_raw(span)
    found: list[Word] = []
    for page in document.pages:
        if page.reading and page.raw.overlaps(raw):
            found += [w for w in page.reading.words if w.span.moved(page.raw.start).overlaps(raw)]
    return tuple(found)


def boxes_of(document: Document, span: Span) -> tuple[Box, ...]:
    """Return one box for each printed line that a span of the text covers."""
    boxes: list[Box] = []
    for word in words_of(document, span):
        box, last = word.box, boxes[-1] if boxes else None
        if last and last.page == box.page and box.x0 >= last.x0 and _on_one_line(last, box):
            boxes[-1] = Box(box.page, last.x0, min(last.y0, box.y0), max(last.x1, box.x1), max(last.y1, box.y1))
        else:
            boxes.append(box)
    return tuple(boxes)


def tables_of(document: Document) -> tuple[Table, ...]:
    """Return the tables of the chosen readings with their cells as spans of the document's text.

    What stands on the next page without words between is the same table: its rows follow the head of the first page.
    """
    tables: list[Table] = []
    for page in document.pages:
        for table in page.reading.tables if page.reading else ():
            rows = (tuple(document.text.from_raw(cell.moved(page.raw.start)) for cell in row) for row in table.rows)
            placed = Table(table.page, tuple(rows))
            if tables and _goes_on(tables[-1], placed, document):
                tables[-1] = replace(tables[-1], rows=(*tables[-1].rows, *placed.rows))
            else:
                tables.append(placed)
    return tuple(tables)


def _goes_on(table: Table, following: Table, document: Document) -> bool:
    """Tell whether a table goes on in the next one: as many columns, a new page, nothing but its number between."""
    ends = [cell.end for row in table.rows for cell in row]
    starts = [cell.start for row in following.rows for cell in row]
    if not ends or not starts or max(map(len, table.rows)) != max(map(len, following.rows)):
        return False
    between = document.text.value[max(ends) : min(starts)]
    pages = sum(max(ends) <= document.text.from_raw(page.raw).start <= min(starts) for page in document.pages)
    return pages == 1 and not any(map(str.isalpha, between))


def _on_one_line(one: Box, other: Box) -> bool:
    """Tell whether two boxes share more than half of the lower one's height."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > 0.5 * min(one.y1 - one.y0, other.y1 - other.y0)
