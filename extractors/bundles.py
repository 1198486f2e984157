"""Bundles: files that hold several papers, each read by itself, so that none is taken for another's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any, TypeVar

from corpus.knowledge import Knowledge
from extractors.citations.identity import same_number
from extractors.headings.letterhead import number_of
from extractors.layout.front import type_pattern
from extractors.layout.parts import Layout, layout
from pipeline.document import Assignment, Document, Fact, Note, Page, Part, Reference, Section, Span, Table

_MESSAGE = "Tệp có hơn một văn bản: còn {} số {}; nội dung từ đầu văn bản đó trở đi thuộc về nó."

AnyFact = TypeVar("AnyFact", bound=Fact)


def read_apart(stage: Callable[[Document], Document], document: Document, knowledge: Knowledge) -> Document:
    """Let a stage read each paper of a file by itself, and put together what it made of them."""
    ranges = _ranges(document, knowledge)
    if len(ranges) < 2:
        return stage(document)
    return _joined(document, ranges, [stage(_cut(document, parts)) for parts in ranges])


def papers_of(document: Document, knowledge: Knowledge) -> tuple[Document, ...]:
    """Return the papers that a file holds, each with its own pages and facts; the first goes by the file's own hash.

    The others are known by that hash and their place in the file, which is what they came in.
    """
    ranges = _ranges(document, knowledge)
    if len(ranges) < 2:
        return (document,)
    return tuple(_paper(document, ranges, place) for place in range(len(ranges)))


def notes_on_bundle(document: Document, knowledge: Knowledge) -> Iterator[Note]:
    """Yield a note for each further paper of a file: where it begins and which number it bears."""
    for index in _starts(document, knowledge)[1:]:
        part = document.parts[index]
        number, symbol = number_of(_read(document, part, knowledge).front.lines("number"))
        values = ((part.name or "văn bản").lower(), number or f"… {symbol or '(để trống)'}")
        yield Note("bundle", "warning", _MESSAGE, values, part.zone("head") or part.span)


def _ranges(document: Document, knowledge: Knowledge) -> list[range]:
    """Return the parts of each paper of a file."""
    return [range(start, end) for start, end in pairwise([*_starts(document, knowledge), len(document.parts)])]


def _starts(document: Document, knowledge: Knowledge) -> list[int]:
    """Return the parts that papers of their own begin with.

    What is attached is one where its head bears another number than the papers before it, or where it is signed and has
    a date, or another symbol with a number that is blank or cannot be read: a regulation repeats the number of the
    decision that issues it, or has none.
    """
    if not any(part.kind == "attachment" for part in document.parts):
        return [0]
    starts = [0]
    numbers = [number_of(_read(document, document.parts[0], knowledge).front.lines("number"))]
    for index, part in enumerate(document.parts):
        if part.kind != "attachment" or index == 0:
            continue
        parted = _read(document, part, knowledge)
        number, symbol = number_of(parted.front.lines("number"))
        if number is None:
            another = symbol is not None and all(symbol != other for _, other in numbers)
            signed = parted.back is not None and bool(parted.back.signature)
            own = signed and (another or bool(parted.front.lines("date")))
        else:
            own = not any(other and same_number(number, other) for other, _ in numbers)
        if own:
            starts.append(index)
            numbers.append((number, symbol))
    return starts


def _read(document: Document, part: Part, knowledge: Knowledge) -> Layout:
    return layout(document.text.value, part, type_pattern(knowledge.document_types.names))


def _cut(document: Document, parts: range) -> Document:
    """Return the paper that some parts of a file are, with what was found in it."""
    span = Span(document.parts[parts[0]].span.start, document.parts[parts[-1]].span.end)
    by, first = -span.start, parts[0]

    def inside(facts: Sequence[AnyFact]) -> tuple[AnyFact, ...]:
        return tuple(_moved(fact, by) for fact in facts if span.covers(fact.span))

    own = tuple(_moved_part(document.parts[index], by) for index in parts)
    return replace(
        document,
        text=document.text.cut(span),
        pages=tuple(p for p in document.pages if document.text.from_raw(p.raw).overlaps(span)),
        tables=tuple(_moved_table(t, by) for t in document.tables if _is_inside(t, span)),
        margins=document.margins.moved(by),
        parts=(replace(own[0], kind="document"), *own[1:]),
        outline=tuple(_moved_section(s, by, -first) for s in document.outline if s.part in parts),
        headings=tuple(replace(_moved(h, by), part=h.part - first) for h in document.headings if h.part in parts),
        references=inside(document.references),
        deadlines=inside(document.deadlines),
        assignments=inside(document.assignments),
        agencies=inside(document.agencies),
        notes=() if first else document.notes,
    )


def _paper(document: Document, ranges: Sequence[range], place: int) -> Document:
    """Return a paper of a file that has been read, to stand by itself."""
    parts, source = ranges[place], document.source
    start = document.parts[parts[0]].span.start
    cited, due = (sum(f.span.start < start for f in facts) for facts in (document.references, document.deadlines))
    paper = _cut(document, parts)
    if place:
        own = hashlib.sha256(f"{source.sha256} {place}".encode()).hexdigest()
        source = replace(source, sha256=own, container=source.sha256)
    return replace(
        _with_raw_of(paper, _sheets(document, ranges, place)),
        source=source,
        references=tuple(_renumbered(r, -cited) for r in paper.references),
        assignments=tuple(_limited(a, -due) for a in paper.assignments),
        notes=tuple(_notes(document, parts)),
    )


def _sheets(document: Document, ranges: Sequence[range], place: int) -> Sequence[Page]:
    """Return the pages that a paper of a file stands on; a page without text belongs to the paper before it."""
    starts = [document.parts[parts[0]].span.start for parts in ranges]
    spans = [document.text.from_raw(page.raw) for page in document.pages]
    first = next((n for n, span in enumerate(spans) if span.end > starts[place]), 0) if place else 0
    if place + 1 == len(ranges):
        return document.pages[first:]
    after = next((n for n, span in enumerate(spans) if span.end > starts[place + 1]), len(spans))
    is_shared = after < len(spans) and document.text.value[spans[after].start : starts[place + 1]].strip()
    return document.pages[first : after + bool(is_shared)]


def _notes(document: Document, parts: range) -> Iterator[Note]:
    """Yield the notes on a paper of a file; the first has those on the whole file as well."""
    first, last = document.parts[parts[0]].span, document.parts[parts[-1]].span
    span = Span(first.start, last.end)
    for note in document.notes:
        if note.code == "bundle" or note.span is None:
            if parts[0] == 0:
                yield replace(note, span=None)
        elif span.covers(note.span):
            yield replace(note, span=note.span.moved(-span.start))


def _with_raw_of(paper: Document, pages: Sequence[Page]) -> Document:
    """Return a paper cut out of a file with these pages and with their raw text."""
    if not pages:
        return paper
    start, text = pages[0].raw.start, paper.text
    pieces = tuple(replace(piece, raw=piece.raw.moved(-start)) for piece in text.pieces)
    return replace(
        paper,
        text=replace(text, raw=text.raw[start : pages[-1].raw.end], pieces=pieces),
        pages=tuple(replace(page, raw=page.raw.moved(-start)) for page in pages),
    )


def _joined(document: Document, ranges: Sequence[range], papers: Sequence[Document]) -> Document:
    """Return a file with what a stage found in each of its papers."""
    ways = [(document.parts[parts[0]].span.start, parts[0]) for parts in ranges]
    cited = list(accumulate((len(paper.references) for paper in papers), initial=0))
    due = list(accumulate((len(paper.deadlines) for paper in papers), initial=0))
    each = list(zip(papers, ways, cited, due, strict=False))
    notes = [replace(n, span=n.span.moved(by) if n.span else None) for p, (by, _), *_ in each for n in p.notes]
    return replace(
        document,
        headings=tuple(replace(_moved(h, by), part=h.part + first) for p, (by, first), *_ in each for h in p.headings),
        references=tuple(_renumbered(_moved(r, by), base) for p, (by, _), base, _ in each for r in p.references),
        deadlines=tuple(_moved(d, by) for p, (by, _), *_ in each for d in p.deadlines),
        assignments=tuple(_limited(_moved(a, by), base) for p, (by, _), _, base in each for a in p.assignments),
        agencies=tuple(_moved(a, by) for p, (by, _), *_ in each for a in p.agencies),
        notes=tuple(notes),
    )


def _moved(fact: AnyFact, by: int) -> AnyFact:
    changes: dict[str, Any] = {"span": fact.span.moved(by), "segments": tuple(s.moved(by) for s in fact.segments)}
    if isinstance(fact, Reference) and fact.whole:
        changes["whole"] = fact.whole.moved(by)
    return replace(fact, **changes)


def _renumbered(reference: Reference, base: int) -> Reference:
    antecedent, nested_in = (None if i is None else i + base for i in (reference.antecedent, reference.nested_in))
    return replace(reference, antecedent=antecedent, nested_in=nested_in)


def _limited(assignment: Assignment, base: int) -> Assignment:
    return replace(assignment, deadlines=tuple(index + base for index in assignment.deadlines))


def _moved_part(part: Part, by: int) -> Part:
    zones = tuple(replace(zone, span=zone.span.moved(by)) for zone in part.zones)
    return replace(part, span=part.span.moved(by), zones=zones)


def _moved_section(section: Section, by: int, parts: int) -> Section:
    return replace(section, span=section.span.moved(by), part=section.part + parts)


def _moved_table(table: Table, by: int) -> Table:
    return replace(table, rows=tuple(tuple(cell.moved(by) for cell in row) for row in table.rows))


def _is_inside(table: Table, span: Span) -> bool:
    return all(span.covers(cell) for row in table.rows for cell in row)
