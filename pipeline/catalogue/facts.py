"""Facts as rows: references, deadlines, assignments and bodies of one document."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from corpus.knowledge import Knowledge
from normalizers.folding import fold
from pipeline.assemble import boxes_of
from pipeline.catalogue.identities import Naming, Touched, identity_of
from pipeline.catalogue.identity import Key, fact_id, key_of, said_in
from pipeline.catalogue.schema import Catalogue
from pipeline.document import AgencyMention, Assignment, Deadline, Document, Fact, Reference

Row = dict[str, Any]


@dataclass(slots=True)
class Filing:
    """One document being filed: where to, as which row, and how often each fact's words have been seen.

    `near` is the province the paper speaks from and `until` its year, "" where they are unknown.
    """

    catalogue: Catalogue
    document: Document
    row: int
    knowledge: Knowledge
    near: str = ""
    until: str = ""
    touched: Touched = field(default_factory=Touched)
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def base(self, kind: str, ordinal: int, fact: Fact) -> Row:
        """Return the columns that every fact has."""
        text = self.document.text.value
        words = fold(" ".join(fact.span.of(text).split()))
        self.seen[kind, words] += 1
        boxes = [b for span in fact.segments or (fact.span,) for b in boxes_of(self.document, span)]
        return {
            "id": fact_id(self.document.source.sha256, kind, words, self.seen[kind, words]),
            "document": self.row,
            "ordinal": ordinal,
            "start": fact.span.start,
            "end": fact.span.end,
            "segments": to_text([[s.start, s.end] for s in fact.segments]),
            "page": boxes[0].page if boxes else self._page(fact),
            "boxes": to_text([[b.page, *(round(v, 1) for v in (b.x0, b.y0, b.x1, b.y1))] for b in boxes]),
            "text": fact.span.of(text),
            "rule": fact.rule,
            "confidence": fact.confidence,
        }

    def insert(self, table: str, row: Row) -> None:
        """Insert a row."""
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(f":{name}" for name in row)
        self.catalogue.db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)

    def identify(self, key: Key, naming: Naming) -> int:
        """Return the row of the identity with this key, made where there is none."""
        return identity_of(self.catalogue, key, naming, self.touched)

    def body(self, name: str, level: str | None = None) -> int:
        """Return the row of a body, made where there is none."""
        return body_named(self.catalogue, name, level)

    def _page(self, fact: Fact) -> int | None:
        raw = self.document.text.to_raw(fact.span)
        return next((p.number for p in self.document.pages if p.raw.start <= raw.start <= p.raw.end), None)


def file_facts(filing: Filing) -> None:
    """Enter every fact of the document."""
    document = filing.document
    _file_references(filing)
    deadlines = [_file_deadline(filing, i, d) for i, d in enumerate(document.deadlines)]
    for ordinal, assignment in enumerate(document.assignments):
        _file_assignment(filing, ordinal, assignment, deadlines)
    for ordinal, mention in enumerate(document.agencies):
        _file_mention(filing, ordinal, mention)


def body_named(catalogue: Catalogue, name: str, level: str | None = None) -> int:
    """Return the row of the body with this name, made where there is none; its level is kept once somebody tells it."""
    found = catalogue.rows("SELECT id, level FROM body WHERE name = ?", name)
    if not found:
        made = catalogue.db.execute(
            "INSERT INTO body (name, folded, level) VALUES (?, ?, ?)", (name, fold(name), level)
        )
        return int(made.lastrowid or 0)
    if level and found[0]["level"] is None:
        catalogue.db.execute("UPDATE body SET level = ? WHERE id = ?", (level, found[0]["id"]))
    return int(found[0]["id"])


def to_text(value: object) -> str:
    """Return a value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _file_references(filing: Filing) -> None:
    columns = ("doc_type", "number", "date", "issuer", "title", "relation", "direction", "extent", "pinpoint")
    added = ("antecedent", "nested_in", "container_relation", "key", "date_resolved", "status")
    for ordinal, reference in enumerate(filing.document.references):
        whole = reference.whole or reference.span
        filing.insert(
            "reference",
            filing.base("reference", ordinal, reference)
            | {"whole_start": whole.start, "whole_end": whole.end, "identity": _target(filing, reference)}
            | {name: getattr(reference, name) for name in columns + added}
            | {"candidates": to_text(reference.candidates)},
        )


def _target(filing: Filing, reference: Reference) -> int:
    """Return the identity of the document that a mention means, with what its full mention knows."""
    full = reference
    if reference.antecedent is not None:
        full = filing.document.references[reference.antecedent]
    day = reference.date_resolved or reference.date or full.date_resolved or full.date
    issuer, number = reference.issuer or full.issuer, full.number or reference.number
    title = reference.title or full.title
    name = title or reference.span.of(filing.document.text.value)
    key = said_in(key_of(number, issuer, day, name, filing.knowledge), filing.near, filing.until)
    naming = Naming(number, reference.doc_type or full.doc_type, title, issuer)
    return filing.identify(key, naming)


def _file_deadline(filing: Filing, ordinal: int, deadline: Deadline) -> str:
    columns = ("kind", "inclusive", "rrule", "anchor", "offset", "working_days", "tentative", "observance", "what")
    base = filing.base("deadline", ordinal, deadline)
    filing.insert(
        "deadline",
        base
        | {name: getattr(deadline, name) for name in columns}
        | {
            "start_date": deadline.start_date.isoformat() if deadline.start_date else None,
            "end_date": deadline.end_date.isoformat() if deadline.end_date else None,
            "agencies": to_text(deadline.agencies),
            "report_to": to_text(deadline.report_to),
        },
    )
    return str(base["id"])


def _file_assignment(filing: Filing, ordinal: int, assignment: Assignment, deadlines: list[str]) -> None:
    columns = ("agency_as_written", "role", "section")
    base = filing.base("assignment", ordinal, assignment)
    filing.insert("assignment", base | {name: getattr(assignment, name) for name in columns})
    for capacity, names in (("agency", assignment.agencies), ("partner", assignment.partners)):
        for name in dict.fromkeys(names):
            filing.insert(
                "assignment_body", {"assignment": base["id"], "capacity": capacity, "body": filing.body(name)}
            )
    for index in dict.fromkeys(assignment.deadlines):
        filing.insert("assignment_deadline", {"assignment": base["id"], "deadline": deadlines[index]})


def _file_mention(filing: Filing, ordinal: int, mention: AgencyMention) -> None:
    base = filing.base("mention", ordinal, mention)
    filing.insert("mention", base | {"body": filing.body(mention.name, mention.level)})
