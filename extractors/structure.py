"""The stage `segment`: parts of a file, zones of a part, and the outline."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.knowledge import Knowledge
from extractors.bundles import notes_on_bundle
from extractors.layout.front import type_pattern
from extractors.layout.lines import Line, lines_of
from extractors.layout.margins import margins_of
from extractors.layout.outline import closing_from, outline_of
from extractors.layout.paragraphs import Paragraph, paragraphs_of
from extractors.layout.parts import parts_of
from extractors.layout.text_tables import find_text_tables
from pipeline.document import Document, Margins, Part, Section, Span, Table


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph of a body: what a task or a reference can stand in.

    `span` covers its words after the label; `segments` are its runs where a footnote interrupts it. `path` is that of
    the section it stands in (`IV.4`; `kết` and `IV.kết` for closing paragraphs, empty before the first section).
    `sections` are the sections it stands in, outermost first; the last is the item's own where it has a label.
    """

    span: Span
    path: str
    part: int
    label: str = ""
    sections: tuple[Section, ...] = ()
    segments: tuple[Span, ...] = ()

    @property
    def closing(self) -> bool:
        """Tell whether it is a closing paragraph."""
        return self.path.endswith("kết")


def segment(document: Document, knowledge: Knowledge) -> Document:
    """Tell the documents of a file apart, the zones and sections of each, and the tables that are only ruled text."""
    text = document.text.value
    parts = parts_of(text, type_pattern(knowledge.document_types.names))
    document = replace(document, parts=parts, margins=margins_of(document))
    bodies = [body for part in parts if (body := part.zone("body"))]
    document = replace(document, tables=(*document.tables, *find_text_tables(document, bodies)))
    outline = [
        section for index, part in enumerate(parts) for section in outline_of(_paragraphs(document, part), text, index)
    ]
    return replace(document, outline=tuple(outline), notes=(*document.notes, *notes_on_bundle(document, knowledge)))


def items(document: Document) -> tuple[Item, ...]:
    """Return the paragraphs of all bodies in the order of the text, each with the sections it stands in."""
    return _read_items(document.text.value, document.parts, document.tables, document.margins, document.outline)


@lru_cache(maxsize=2)
def _read_items(
    text: str, parts: tuple[Part, ...], tables: tuple[Table, ...], margins: Margins, outline: tuple[Section, ...]
) -> tuple[Item, ...]:
    """Return the paragraphs of all bodies; remembered, for several extractors ask for the same."""
    found: list[Item] = []
    for index, part in enumerate(parts):
        sections = [section for section in outline if section.part == index]
        found += _items_of(_read_paragraphs(text, part, tables, margins), text, index, sections)
    return tuple(found)


def _items_of(paragraphs: Sequence[Paragraph], text: str, index: int, sections: Sequence[Section]) -> Iterator[Item]:
    closing = closing_from(paragraphs, text)
    waiting = deque(sections)
    inside: list[Section] = []
    for number, paragraph in enumerate(paragraphs):
        span = _words(paragraph, text)
        while waiting and waiting[0].span.start <= paragraph.span.start:
            inside.append(waiting.popleft())
        inside = [section for section in inside if section.span.covers(paragraph.span)]
        around = tuple(inside)
        path = around[-1].path if around else ""
        if number >= closing:
            path = _closing_path(sections)
        runs = _joined(paragraph.runs, span, text)
        label = paragraph.label.text if paragraph.label else ""
        yield Item(span, path, index, label, around, runs if len(runs) > 1 else ())


def _closing_path(sections: Sequence[Section]) -> str:
    """Return `IV.kết` after Roman sections, of which the last holds the organisation of the work; else `kết`."""
    roman = [section for section in sections if re.match(r"[IVXL]+\s*[.\-–)/]", section.label) and section.level == 1]
    return f"{roman[-1].path}.kết" if roman else "kết"


def _words(paragraph: Paragraph, text: str) -> Span:
    start = paragraph.span.start + (paragraph.label.length if paragraph.label else 0)
    end = paragraph.span.end
    return Span(min(start, end), end)


def _joined(runs: Sequence[Span], span: Span, text: str) -> tuple[Span, ...]:
    """Join runs that only blanks part; what stands between others is a footnote or a table."""
    joined: list[Span] = []
    for run in runs:
        run = Span(max(run.start, span.start), max(run.end, span.start))
        if joined and not text[joined[-1].end : run.start].strip(" \n\r\t\f*_#"):
            joined[-1] = Span(joined[-1].start, run.end)
        elif run:
            joined.append(run)
    return tuple(joined)


def _paragraphs(document: Document, part: Part) -> tuple[Paragraph, ...]:
    return _read_paragraphs(document.text.value, part, document.tables, document.margins)


@lru_cache(maxsize=16)
def _read_paragraphs(text: str, part: Part, tables: tuple[Table, ...], margins: Margins) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a part; remembered, for the outline and several extractors ask for the same."""
    return paragraphs_of([_within(line, margins) for line in _body_lines(text, part, tables)], text)


def _within(line: Line, margins: Margins) -> Line:
    """Return a line with what the margins say of it."""
    at = line.span.start
    indented, flush = at in margins.indented, at in margins.flush
    return replace(line, indented=indented, flush=flush) if indented or flush else line


def _body_lines(text: str, part: Part, tables: Sequence[Table]) -> tuple[Line, ...]:
    """Return the lines of a part's body, those of footnotes and tables left out."""
    body = part.zone("body")
    if body is None:
        return ()
    left_out = [zone.span for zone in part.zones if zone.kind == "footnote"]
    left_out += [cell for table in tables for row in table.rows for cell in row if cell]
    left_out.sort()
    return tuple(line for line in lines_of(text, body) if not _is_left_out(line.span, left_out))


def _is_left_out(line: Span, left_out: Sequence[Span]) -> bool:
    """Tell whether one of the spans, sorted and apart from each other, overlaps a line."""
    index = bisect_left(left_out, line)
    return any(span.overlaps(line) for span in left_out[max(0, index - 1) : index + 1])
