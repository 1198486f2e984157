"""The JSON that `vanthu read --json` prints: names and shapes are a promise, so they are only ever added to."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from pipeline.assemble import boxes_of
from pipeline.document import (
    Assignment,
    Deadline,
    Document,
    Edit,
    Fact,
    Heading,
    Note,
    Page,
    Reference,
    Section,
    Span,
    Table,
)
from pipeline.messages import say

SCHEMA = 1
Json = dict[str, Any]


def to_json(document: Document, lang: str = "vi") -> Json:
    """Return a document as the contract has it: null for what does not apply, lists never null, offsets into `text`."""
    source = document.source
    return {
        "schema": SCHEMA,
        "source": {name: getattr(source, name) for name in ("name", "sha256", "media_type", "size")},
        "pages": [_page(p, document) for p in document.pages],
        "text": document.text.value,
        "documents": [
            {**_range(p.span), "kind": p.kind, "name": p.name, "heading": _heading_of(document, i)}
            for i, p in enumerate(document.parts)
        ],
        "heading": _heading_of(document, 0),
        "references": [_reference(r, document) for r in document.references],
        "deadlines": [_deadline(d, document) for d in document.deadlines],
        "assignments": [_assignment(a, document) for a in document.assignments],
        "agencies": _agencies(document),
        "tables": [_table(t, document.text.value) for t in document.tables],
        "outline": [_section(s) for s in document.outline],
        "edits": [_edit(e) for e in document.text.edits],
        "notes": [_note(n, lang) for n in document.notes],
    }


def _range(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _fact(fact: Fact, document: Document) -> Json:
    """Return what every fact has."""
    spans = fact.segments or (fact.span,)
    return {
        "text": fact.span.of(document.text.value),
        **_range(fact.span),
        "segments": [[s.start, s.end] for s in fact.segments],
        "confidence": round(fact.confidence, 4),
        "rule": fact.rule,
        "boxes": [
            [b.page, *(round(v, 1) for v in (b.x0, b.y0, b.x1, b.y1))] for s in spans for b in boxes_of(document, s)
        ],
    }


def _page(page: Page, document: Document) -> Json:
    reading = page.reading
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        **_range(document.text.from_raw(page.raw)),
        "origin": reading.origin if reading else "ocr",
        "engine": reading.engine if reading else None,
        "confidence": reading.confidence if reading else None,
        "readings": [{"origin": r.origin, "engine": r.engine, "score": r.score, "text": r.text} for r in page.readings],
    }


def _heading_of(document: Document, part: int) -> Json | None:
    heading = next((h for h in document.headings if h.part == part), None)
    return _heading(heading) if heading else None


def _heading(heading: Heading) -> Json:
    fields = asdict(heading)
    for name in ("span", "segments", "part"):
        del fields[name]
    return {**fields, "addressees": list(heading.addressees), "recipients": list(heading.recipients)}


def _reference(reference: Reference, document: Document) -> Json:
    whole = reference.whole or reference.span
    return {
        **_fact(reference, document),
        "whole_start": whole.start,
        "whole_end": whole.end,
        "doc_type": reference.doc_type,
        "number": reference.number,
        "date": reference.date,
        "issuer": reference.issuer,
        "title": reference.title,
        "relation": reference.relation,
        "direction": reference.direction,
        "extent": reference.extent,
        "pinpoint": reference.pinpoint,
        "antecedent": reference.antecedent,
        "nested_in": reference.nested_in,
        "container_relation": reference.container_relation,
        "key": reference.key,
        "date_resolved": reference.date_resolved,
        "status": reference.status,
        "candidates": list(reference.candidates),
    }


def _deadline(deadline: Deadline, document: Document) -> Json:
    return {
        **_fact(deadline, document),
        "kind": deadline.kind,
        "start_date": _iso(deadline.start_date),
        "end_date": _iso(deadline.end_date),
        "inclusive": deadline.inclusive,
        "rrule": deadline.rrule,
        "anchor": deadline.anchor,
        "offset": deadline.offset,
        "working_days": deadline.working_days,
        "tentative": deadline.tentative,
        "observance": deadline.observance,
        "what": deadline.what,
        "agencies": list(deadline.agencies),
        "report_to": list(deadline.report_to),
    }


def _assignment(assignment: Assignment, document: Document) -> Json:
    return {
        **_fact(assignment, document),
        "agencies": list(assignment.agencies),
        "agency_as_written": assignment.agency_as_written,
        "role": assignment.role,
        "partners": list(assignment.partners),
        "deadlines": list(assignment.deadlines),
        "section": assignment.section,
    }


def _agencies(document: Document) -> list[Json]:
    """Return each body once, with the ways it is written, in the order of the text."""
    text = document.text.value
    bodies: dict[str, Json] = {}
    for mention in document.agencies:
        body = bodies.setdefault(mention.name, {"name": mention.name, "aliases": [], "level": mention.level})
        written = " ".join(mention.span.of(text).split())
        if written not in body["aliases"]:
            body["aliases"].append(written)
    return list(bodies.values())


def _section(section: Section) -> Json:
    return {
        "label": section.label,
        "title": section.title,
        "start": section.span.start,
        "end": section.span.end,
        "level": section.level,
        "path": section.path,
    }


def _table(table: Table, text: str) -> Json:
    cells = [cell for row in table.rows for cell in row]
    return {
        "start": min((c.start for c in cells), default=0),
        "end": max((c.end for c in cells), default=0),
        "page": table.page,
        "rows": [[{"text": c.of(text), **_range(c)} for c in row] for row in table.rows],
    }


def _edit(edit: Edit) -> Json:
    return {
        **_range(edit.span),
        "old": edit.old,
        "new": edit.new,
        "rule": edit.rule,
        "confidence": round(edit.confidence, 4),
        "alternatives": list(edit.alternatives),
    }


def _note(note: Note, lang: str) -> Json:
    return {
        "code": note.code,
        "severity": note.severity,
        "message": say(note.message, *note.values, lang=lang),
        "start": note.span.start if note.span else None,
        "end": note.span.end if note.span else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
