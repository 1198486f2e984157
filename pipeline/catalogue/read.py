"""Reading back: one document with all that is known of it, and the lists that a person goes through."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from corpus.knowledge import Knowledge
from pipeline.catalogue.enclosures import Container, container_of
from pipeline.catalogue.likeness import Kin, kin_of
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.tasks import Scope, Task, tasks
from pipeline.document import Box
from pipeline.errors import NotFoundError
from pipeline.text import Edit, Span

PAPERS_INSIDE = ("bundle", "members")  # the notes on what else a file holds
FactKind = Literal["reference", "deadline", "assignment", "mention"]


@dataclass(frozen=True, slots=True)
class Record:
    """What is on record of a claim; each reason is a message template followed by its values."""

    outcome: str
    reasons: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in a list."""

    id: int
    number: str | None
    doc_type: str | None
    title: str | None
    issuer: str | None
    date: str | None
    name: str
    filed_at: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was read; `width` and `height` are in PDF points, None where the format has no pages."""

    number: int
    width: float | None
    height: float | None
    origin: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Light:
    """A fact to light up in the text and on the pages.

    `label` says what it was understood as, `target` is the number of a cited document or the name of a body, `held` the
    cited document where the catalogue holds it, `detail` what its table shows besides (by column name).
    """

    id: str
    kind: FactKind
    spans: tuple[Span, ...]
    boxes: tuple[Box, ...]
    page: int | None
    text: str
    label: str
    target: str | None
    held: int | None
    rule: str
    confidence: float
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on a document: a message template with its values, and the place it is about."""

    severity: str
    message: str
    values: tuple[str, ...]
    span: Span | None
    code: str = ""

    @property
    def is_of_the_whole(self) -> bool:
        """Tell whether whoever hands the file in should know it at once: it is about all of it, or papers in it."""
        return self.code in PAPERS_INSIDE or (self.severity != "info" and self.span is None)


@dataclass(frozen=True, slots=True)
class Paper:
    """A filed document with all that is known of it; one that was withdrawn keeps its entry and the reason only."""

    entry: Entry
    media_type: str
    size: int
    original: Path
    withdrawn: tuple[str, str] | None
    heading: dict[str, Any]
    quality: float | None
    text: str
    pages: tuple[Sheet, ...]
    lights: tuple[Light, ...]
    remarks: tuple[Remark, ...]
    edits: tuple[Edit, ...]
    container: Container | None = None
    kin: tuple[Kin, ...] = ()


def recorded(catalogue: Catalogue, claim: str) -> Record | None:
    """Return what is on record of a claim of the inbox, None where nothing is."""
    rows = catalogue.rows("SELECT * FROM arrival WHERE claim = ?", claim)
    if not rows:
        return None
    row = rows[0]
    if row["message"] is None:
        return Record(row["outcome"], ())
    return Record(row["outcome"], ((row["message"], *json.loads(row["values"])), (row["hint"],)))


def newest(catalogue: Catalogue, *, limit: int = 20) -> tuple[Entry, ...]:
    """Return the documents filed last, the last first.

    >>> [entry.number for entry in newest(catalogue)]
    ['44-KL/TW', '12/KH-UBND']
    """
    rows = catalogue.rows("SELECT * FROM document WHERE withdrawn_at IS NULL ORDER BY id DESC LIMIT ?", limit)
    return tuple(_entry(row) for row in rows)


def doc_types(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the types of the documents held, in the order of the alphabet.

    >>> doc_types(catalogue)
    ('kế hoạch',)
    """
    rows = catalogue.rows(
        """WITH RECURSIVE found(doc_type) AS (
               SELECT min(doc_type) FROM document WHERE withdrawn_at IS NULL
               UNION ALL
               SELECT (SELECT min(d.doc_type) FROM document d WHERE d.withdrawn_at IS NULL AND d.doc_type > f.doc_type)
               FROM found f WHERE f.doc_type IS NOT NULL)
           SELECT doc_type FROM found WHERE doc_type IS NOT NULL"""
    )
    return tuple(sorted(row[0] for row in rows))


def paper(catalogue: Catalogue, document: int) -> Paper:
    """Return a document.

    Raises:
        NotFoundError: there is no such document.

    >>> plan = paper(catalogue, 1)
    >>> [(light.kind, light.text) for light in plan.lights if light.kind == "deadline"]
    [('deadline', 'trước ngày 10/6/2025')]
    """
    rows = catalogue.rows("SELECT * FROM document WHERE id = ?", document)
    if not rows:
        raise NotFoundError("Không có văn bản số {} trong mục lục.", document)
    row = rows[0]
    gone = row["withdrawn_at"] is not None
    return Paper(
        entry=_entry(row),
        media_type=row["media_type"],
        size=row["size"],
        original=catalogue.originals / row["original"],
        withdrawn=(row["withdrawn_at"], row["withdrawn_why"] or "") if gone else None,
        heading=(json.loads(row["heading"]) if not gone else None) or {},
        quality=row["quality"],
        text="" if gone else row["text"],
        pages=() if gone else _pages(catalogue, document),
        lights=() if gone else (*_references(catalogue, document), *_tasks_and_bodies(catalogue, document)),
        remarks=() if gone else remarks_of(catalogue, document),
        edits=() if gone else _edits(row["provenance"]),
        container=container_of(catalogue, document),
        kin=() if gone else kin_of(catalogue, document),
    )


def tasks_of(catalogue: Catalogue, knowledge: Knowledge, document: int, *, as_of: date) -> tuple[Task, ...]:
    """Return the tasks that a document sets, in the order of its text.

    >>> [task.text for task in tasks_of(catalogue, knowledge, 1, as_of=today)]
    ['Công an tỉnh báo cáo']
    """
    found = tasks(catalogue, knowledge, body=Scope(document=document), as_of=as_of)
    return tuple(sorted(found, key=lambda t: (t.start, t.end)))


def _entry(row: sqlite3.Row) -> Entry:
    names = ("id", "number", "doc_type", "title", "issuer", "date", "name", "filed_at")
    return Entry(**{name: row[name] for name in names})


def _pages(catalogue: Catalogue, document: int) -> tuple[Sheet, ...]:
    rows = catalogue.rows(
        "SELECT number, width, height, origin, confidence FROM page WHERE document = ? ORDER BY number", document
    )
    return tuple(Sheet(*row) for row in rows)


def _light(row: sqlite3.Row, kind: FactKind, label: str, **more: Any) -> Light:
    """Return a fact, `more` being what only its kind has."""
    segments = json.loads(row["segments"]) or [[row["start"], row["end"]]]
    return Light(
        id=row["id"],
        kind=kind,
        spans=tuple(Span(*segment) for segment in segments),
        boxes=tuple(Box(*box) for box in json.loads(row["boxes"])),
        page=row["page"],
        text=row["text"],
        label=label,
        target=more.pop("target", None),
        held=more.pop("held", None),
        rule=row["rule"],
        confidence=row["confidence"],
        detail=more,
    )


def _references(catalogue: Catalogue, document: int) -> Iterator[Light]:
    rows = catalogue.rows(
        """SELECT r.*, i.number AS full_number, i.status AS told, (
               SELECT min(d.id) FROM document d WHERE d.withdrawn_at IS NULL AND d.identity IN (
                   SELECT coalesce(i.merged, i.id) UNION
                   SELECT j.id FROM identity j WHERE j.merged = coalesce(i.merged, i.id))) AS held
           FROM reference r JOIN identity i ON i.id = r.identity WHERE r.document = ? ORDER BY r.ordinal""",
        document,
    )
    for row in rows:
        names = ("relation", "direction", "date", "issuer", "title", "pinpoint")
        detail = {name: row[name] for name in names} | {
            "day": row["date_resolved"] or row["date"],
            "status": row["told"],
        }
        detail["candidates"] = json.loads(row["candidates"])
        named = " ".join(part for part in (row["doc_type"], row["number"]) if part)
        number = row["number"] or row["full_number"]
        yield _light(row, "reference", named or row["text"], target=number, held=row["held"], **detail)


def _tasks_and_bodies(catalogue: Catalogue, document: int) -> Iterator[Light]:
    for row in catalogue.rows("SELECT * FROM deadline WHERE document = ? ORDER BY ordinal", document):
        names = ("kind", "start_date", "end_date", "rrule", "anchor", "offset", "working_days", "what")
        flags = {name: bool(row[name]) for name in ("tentative", "observance")}
        flags["before"] = row["inclusive"] == 0
        yield _light(row, "deadline", row["kind"], **flags, **{f"its_{n}": row[n] for n in names})
    for row in catalogue.rows("SELECT * FROM assignment WHERE document = ? ORDER BY ordinal", document):
        yield _light(row, "assignment", row["role"])
    for row in catalogue.rows(
        "SELECT m.*, b.name FROM mention m JOIN body b ON b.id = m.body WHERE m.document = ? ORDER BY m.ordinal",
        document,
    ):
        yield _light(row, "mention", row["name"], target=row["name"])


def remarks_of(catalogue: Catalogue, document: int) -> tuple[Remark, ...]:
    """Return the notes on a document, in the order they were made."""
    rows = catalogue.rows("SELECT * FROM note WHERE document = ? ORDER BY ordinal", document)
    return tuple(
        Remark(
            row["severity"],
            row["message"],
            tuple(map(str, json.loads(row["values"]))),
            None if row["start"] is None else Span(row["start"], row["end"]),
            row["code"],
        )
        for row in rows
    )


def _edits(provenance: bytes) -> tuple[Edit, ...]:
    rows = json.loads(zlib.decompress(provenance[1:]))["edits"]
    return tuple(
        Edit(Span(start, end), old, new, rule, confidence, tuple(alternatives))
        for start, end, old, new, rule, confidence, alternatives in rows
    )
