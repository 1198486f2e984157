"""Tables that plain text keeps: rows of cells parted by bars or tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Document, Span, Table

_LINE = re.compile(r"[^\n\f]+")
# The line between the head and the rows of a table in markup: |---|:--:|
_RULE = re.compile(r"[\s|:+=\-–—]+")
_FEWEST_CELLS = 3
"""Two columns on a line are as likely a letterhead or a signature."""
_WIDEST_GAP = 2
"""Line ends between two rows of one table; more part two tables."""


def find_text_tables(document: Document, bodies: Sequence[Span]) -> tuple[Table, ...]:
    """Return the tables in `bodies` whose rows are lines of at least three cells, a bar or a tab between each two.

    All rows of a table have the same number of cells, and there are two of them or more. Tables that the reader of the
    file has told are not told again.
    """
    text = document.text.value
    known = [cell for table in document.tables for row in table.rows for cell in row if cell]
    found: list[Table] = []
    for body in bodies:
        for rows in _runs(text, body):
            whole = Span(rows[0][0].start, rows[-1][-1].end)
            if len(rows) > 1 and not any(whole.overlaps(cell) for cell in known):
                found.append(Table(_page_of(document, whole), tuple(rows)))
    return tuple(found)


def _runs(text: str, body: Span) -> Iterator[list[tuple[Span, ...]]]:
    """Yield the rows that follow each other and have the same number of cells."""
    if "|" not in body.of(text) and "\t" not in body.of(text):
        return
    rows: list[tuple[Span, ...]] = []
    done = body.start
    for line in _LINE.finditer(text, body.start, body.end):
        if _RULE.fullmatch(line.group()):
            continue
        cells = _cells(text, Span(line.start(), line.end()))
        near = text.count("\n", done, line.start()) <= _WIDEST_GAP
        if rows and not (near and len(cells) == len(rows[0])):
            yield rows
            rows = []
        if len(cells) >= _FEWEST_CELLS:
            rows.append(cells)
        done = line.end()
    if rows:
        yield rows


def _cells(text: str, line: Span) -> tuple[Span, ...]:
    """Return the cells of a line, blanks around their words left out; one where nothing parts them."""
    words = line.of(text)
    sign = "|" if words.count("|") >= _FEWEST_CELLS - 1 else "\t"
    start = line.start + len(words) - len(words.lstrip(" "))
    stop = line.end - len(words) + len(words.rstrip(" "))
    if sign == "|" and text[start] == "|" and text[stop - 1] == "|":
        start, stop = start + 1, stop - 1
    ends = [at for at in range(start, stop) if text[at] == sign]
    starts = [start, *(at + 1 for at in ends)]
    return tuple(_stripped(text, Span(a, b)) for a, b in zip(starts, [*ends, stop], strict=True))


def _stripped(text: str, cell: Span) -> Span:
    words = cell.of(text)
    start = cell.start + len(words) - len(words.lstrip())
    return Span(start, max(start, cell.end - len(words) + len(words.rstrip())))


def _page_of(document: Document, span: Span) -> int:
    raw = document.text.to_raw(span)
    return next((page.number for page in document.pages if page.raw.overlaps(raw)), 1)
