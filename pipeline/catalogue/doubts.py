"""What a person should look at: where the machine read without certainty, what matters most first.

A heading or a fact is in doubt when its confidence is low, when a note warns of it, or when a mention may mean several
documents. It is so until a person has confirmed it or put it right.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.assemble import boxes_of
from pipeline.catalogue.corrections import Kind, values_of
from pipeline.catalogue.facts import to_text
from pipeline.catalogue.identities import candidates_of
from pipeline.catalogue.identity import number_key
from pipeline.catalogue.lookup_tables import BELOW
from pipeline.catalogue.nodes import Node, nodes_of
from pipeline.catalogue.read import Remark
from pipeline.catalogue.readings import reading_of
from pipeline.catalogue.schema import Catalogue
from pipeline.document import Box
from pipeline.errors import NotFoundError
from pipeline.text import Span

Matter = Literal["heading", "deadline", "ambiguous", "reference", "assignment", "reading", "actorless"]

MOST_COUNTED = 999  # of one matter
AROUND = 160  # characters shown before and after the words in doubt
MOST_CHOICES = 6
WRITTEN = ("number_uncertain", "number_unreadable", "date_uncertain")  # notes on the number and the date of a paper
HEAD = ("head_lost", "issuer_uncertain")  # notes on the rest of the heading
DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
YEAR = re.compile(r"(?:19|20)\d{2}")
Changes = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be meant instead: in words, and what would have to be put right; `held` as in `Node`."""

    words: str
    changes: Changes
    held: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A heading or a fact to look at.

    `id` names it for a correction: the fact's, or the row of the document. `before`, `text` and `after` are the words
    in question in their sentence, `values` the fields that can be put right as they are understood now.
    """

    kind: Kind
    id: str
    document: int
    name: str
    before: str
    text: str
    after: str
    page: int | None
    boxes: tuple[Box, ...]
    confidence: float | None
    is_ambiguous: bool
    remarks: tuple[Remark, ...]
    values: Changes
    choices: tuple[Choice, ...]


# Notes are fewer than facts and documents: they are gone through first (CROSS JOIN keeps the order).
MARKED = """(SELECT f.id FROM note n CROSS JOIN {kind} f ON f.document = n.document
              AND n.start >= f.start AND n."end" <= f."end" WHERE n.severity <> 'info')"""
SEEN = "EXISTS (SELECT 1 FROM correction c WHERE c.kind = '{kind}' AND c.fact = {fact})"
OF_FACTS = " OR ".join(
    f"""EXISTS (SELECT 1 FROM {kind} f WHERE f.document = n.document AND n.start >= f.start AND n."end" <= f."end")"""
    for kind in ("deadline", "reference")
)
# The notes on documents as such: what a note on a fact says is shown with the fact.
NOTED = f"""
    SELECT 'document' AS kind, d.sha256 AS id, d.id AS document,
           min(CASE WHEN n.code IN ({", ".join(f"'{c}'" for c in WRITTEN)}) THEN 0
                    WHEN n.code IN ({", ".join(f"'{c}'" for c in HEAD)}) THEN 1 ELSE 2 END) AS urgency
    FROM note n CROSS JOIN document d ON d.id = n.document
    WHERE n.severity <> 'info' AND d.withdrawn_at IS NULL AND NOT {SEEN.format(kind="document", fact="d.sha256")}
      AND NOT ({OF_FACTS}) AND :below IS NOT NULL
    GROUP BY d.id HAVING urgency {{}} ORDER BY urgency, d.id DESC"""


BY_IDENTITY = "identity i CROSS JOIN reference f ON f.identity = i.id"
BY_DOCUMENT = "reference f CROSS JOIN identity i ON i.id = f.identity"
UNSURE = "confidence < :below"
GIVEN = "EXISTS (SELECT 1 FROM assignment_body ab WHERE ab.assignment = f.id)"


def _unsure(kind: str, more: str = "") -> str:
    return f"""
        SELECT '{kind}' AS kind, f.id, f.document FROM {kind} f JOIN document d ON d.id = f.document
        WHERE f.id IN (SELECT id FROM {kind} WHERE {UNSURE} UNION SELECT * FROM {MARKED.format(kind=kind)})
          AND d.withdrawn_at IS NULL AND NOT {SEEN.format(kind=kind, fact="f.id")} {more}
        ORDER BY f.document DESC, f.start"""


MATTERS: dict[Matter, str] = {
    "heading": NOTED.format("< 2"),
    "deadline": _unsure("deadline"),
    "ambiguous": f"""
        SELECT 'reference' AS kind, f.id, f.document
        FROM {{}} CROSS JOIN document d ON d.id = f.document
        WHERE i.status = 'ambiguous' AND d.withdrawn_at IS NULL AND :below IS NOT NULL
          AND NOT {SEEN.format(kind="reference", fact="f.id")}
        ORDER BY f.document DESC, f.start""",
    "reference": _unsure("reference", "AND (SELECT status FROM identity WHERE id = f.identity) <> 'ambiguous'"),
    "assignment": _unsure("assignment", f"AND {GIVEN}"),
    "reading": NOTED.format("= 2"),
    "actorless": _unsure("assignment", f"AND NOT {GIVEN}"),
}
"""What may be in doubt, in the order in which it matters, each with the query that finds it."""


def counts_of(catalogue: Catalogue, *, below: float = BELOW) -> dict[Matter, int]:
    """Return how many headings and facts of each matter wait for a person, `MOST_COUNTED` + 1 where there are more."""
    return {matter: _count(catalogue, matter, below) for matter in MATTERS}


def _count(catalogue: Catalogue, matter: Matter, below: float) -> int:
    found = f"SELECT 1 FROM ({_query(matter, below).partition('ORDER BY')[0]}) LIMIT :most"
    return int(str(catalogue.value(f"SELECT count(*) FROM ({found})", {"below": below, "most": MOST_COUNTED + 1})))


def doubts(
    catalogue: Catalogue, matter: Matter | None = None, *, below: float = BELOW, limit: int = 20, offset: int = 0
) -> tuple[Doubt, ...]:
    """Return what waits for a person, all of it or one matter, what matters most first.

    >>> [(doubt.kind, doubt.text) for doubt in doubts(catalogue, "deadline", below=0.95)]
    [('deadline', 'trước ngày 10/6/2025')]
    """
    found: list[sqlite3.Row] = []
    for each in (matter,) if matter else MATTERS:
        values = {"below": below, "limit": offset + limit - len(found)}
        query = _query(each, below, many=each == "ambiguous" and _count(catalogue, each, below) > MOST_COUNTED)
        found += catalogue.rows(f"SELECT kind, id, document FROM ({query}) LIMIT :limit", values)
        if len(found) >= offset + limit:
            break
    return tuple(_doubt(catalogue, row["kind"], row["id"], row["document"]) for row in found[offset:])


def _query(matter: Matter, below: float, *, many: bool = False) -> str:
    """Return the query that finds a matter; `many` mentions that are ambiguous are met soon on the way through all."""
    query = MATTERS[matter]
    if matter == "ambiguous":
        return query.format(BY_DOCUMENT if many else BY_IDENTITY)
    return query.replace(UNSURE, f"confidence < {BELOW} AND {UNSURE}") if below <= BELOW else query


def doubt_of(catalogue: Catalogue, fact: str) -> Doubt:
    """Return a fact, named by its id, or the heading of a document, named by its row, as something to look at.

    Raises:
        NotFoundError: there is no such fact or document, or it was withdrawn.
    """
    kinds: tuple[Kind, ...] = ("reference", "deadline", "assignment")
    for kind in kinds:
        rows = catalogue.rows(
            f"""SELECT f.document FROM {kind} f JOIN document d ON d.id = f.document
                WHERE f.id = ? AND d.withdrawn_at IS NULL""",
            fact,
        )
        if rows:
            return _doubt(catalogue, kind, fact, rows[0]["document"])
    rows = catalogue.rows("SELECT sha256, id FROM document WHERE id = ? AND withdrawn_at IS NULL", fact)
    if not rows or not fact.isdecimal():
        raise NotFoundError("Không có dữ kiện nào mang mã {}, hoặc có nhiều hơn một.", fact)
    return _doubt(catalogue, "document", rows[0]["sha256"], rows[0]["id"])


def _doubt(catalogue: Catalogue, kind: Kind, identifier: str, document: int) -> Doubt:
    paper = catalogue.rows("SELECT * FROM document WHERE id = ?", document)[0]
    row = paper if kind == "document" else catalogue.rows(f"SELECT * FROM {kind} WHERE id = ?", identifier)[0]
    remarks = tuple(_remarks(catalogue, row, kind))
    span = _span_of(row, remarks, kind)
    boxes = tuple(Box(*box) for box in json.loads(row["boxes"])) if kind != "document" else ()
    if kind == "document" and remarks and remarks[0].span:
        boxes = boxes_of(reading_of(catalogue, document), span)
    ambiguous = kind == "reference" and _status(catalogue, row["identity"]) == "ambiguous"
    values = values_of(catalogue, kind, row)
    choices = (*_choices(catalogue, row, kind, ambiguous=ambiguous), *_told(remarks, kind))
    return Doubt(
        kind=kind,
        id=str(document) if kind == "document" else identifier,
        document=document,
        name=paper["number"] or paper["name"],
        before=paper["text"][max(0, span.start - AROUND) : span.start],
        text=span.of(paper["text"]),
        after=paper["text"][span.end : span.end + AROUND],
        page=boxes[0].page if boxes else None if kind == "document" else row["page"],
        boxes=boxes,
        confidence=None if kind == "document" else row["confidence"],
        is_ambiguous=ambiguous,
        remarks=remarks,
        values=values,
        choices=tuple({c.changes: c for c in choices if _changes(c, values)}.values())[:MOST_CHOICES],
    )


def _remarks(catalogue: Catalogue, row: sqlite3.Row, kind: Kind) -> Iterator[Remark]:
    """Yield the warnings about a fact, or about a document as such, those on its number and date first."""
    where, values = f"NOT ({OF_FACTS})", {"document": row["id"] if kind == "document" else row["document"]}
    if kind != "document":
        where = 'n.start >= :start AND n."end" <= :end'
        values |= {"start": row["start"], "end": row["end"]}
    for note in catalogue.rows(
        f"""SELECT * FROM note n WHERE document = :document AND severity <> 'info' AND {where}
            ORDER BY code NOT IN ({", ".join(f"'{c}'" for c in WRITTEN)}), ordinal LIMIT 10""",
        values,
    ):
        span = None if note["start"] is None else Span(note["start"], note["end"])
        yield Remark(note["severity"], note["message"], tuple(map(str, json.loads(note["values"]))), span)


def _span_of(row: sqlite3.Row, remarks: tuple[Remark, ...], kind: Kind) -> Span:
    """Return the words in question: of a document those that its first note is about, or how its text begins."""
    if kind != "document":
        return Span(row["start"], row["end"])
    noted = remarks[0].span if remarks else None
    start = noted.start if noted else 0
    return Span(start, min(noted.end if noted else AROUND, start + AROUND, len(row["text"])))


def _status(catalogue: Catalogue, identity: int) -> object:
    return catalogue.value("SELECT status FROM identity WHERE id = ?", identity)


def _choices(catalogue: Catalogue, row: sqlite3.Row, kind: Kind, *, ambiguous: bool) -> Iterator[Choice]:
    """Yield the documents that a mention may mean, or that others speak of by nearly the number of a document."""
    if kind == "reference" and ambiguous:
        for node in nodes_of(catalogue, candidates_of(catalogue, row["identity"], limit=MOST_CHOICES)).values():
            day = node.datings[0].date if node.datings else None
            named = (("issuer", node.issuer),) if node.issuer else ()
            yield Choice(_named(node), (*named, *((("date", day),) if day and len(day) > 4 else ())), node.held)
    elif kind == "document" and row["number"] and row["date"]:
        yield from _spoken_of(catalogue, row["number"], row["date"])


def _spoken_of(catalogue: Catalogue, number: str, day: str) -> Iterator[Choice]:
    """Yield the numbers of this day that differ in one figure of the running number and that papers speak of."""
    running, *rest = number_key(number).split()
    keys = {
        " ".join((running[:place] + figure + running[place + 1 :], *rest))
        for place, old in enumerate(running)
        for figure in "0123456789"
        if figure != old and running.isdigit()
    }
    rows = catalogue.rows(
        """SELECT DISTINCT i.number FROM json_each(?) n JOIN identity i ON i.number_key = n.value
           JOIN dating t ON t.identity = i.id AND t.day = ? WHERE i.number IS NOT NULL ORDER BY 1 LIMIT 3""",
        *(to_text(sorted(keys)), day),
    )
    yield from (Choice(row["number"], (("number", row["number"]),)) for row in rows)


def _told(remarks: tuple[Remark, ...], kind: Kind) -> Iterator[Choice]:
    """Yield the other days that the notes name; where a note names a year beside a day, the day in that year.

    A deadline that was printed without a year may mean the next year as well.
    """
    field = {"reference": "date", "deadline": "end_date"}.get(kind)
    for remark in remarks if field else ():
        years = [int(value) for value in remark.values if YEAR.fullmatch(value)]
        for day, month, year in (map(int, written) for written in DAY.findall(" ".join(remark.values))):
            for each in (year, *years, *((year + 1,) if kind == "deadline" else ())):
                yield Choice(f"{day:02}/{month:02}/{each}", ((str(field), f"{each}-{month:02}-{day:02}"),))


def _named(node: Node) -> str:
    """Return a document in words that tell it from others of its number."""
    days = ("/".join(reversed(d.date.split("-"))) for d in node.datings[:1])
    return " · ".join(filter(None, (f"{node.doc_type or ''} {node.number or ''}".strip(), node.issuer, *days)))


def _changes(choice: Choice, values: Changes) -> bool:
    """Tell whether a choice would change anything, and can be made: its days are days."""
    return bool(choice.changes) and not set(choice.changes) <= set(values) and all(map(_is_sound, choice.changes))


def _is_sound(change: tuple[str, str | None]) -> bool:
    field, value = change
    if "date" not in field or not value:
        return True
    try:
        date.fromisoformat(value if len(value) > len("2025-10") else f"{value}-01")
    except ValueError:
        return False
    return True
