"""What people put right. A correction stands in a table of its own, and is laid over whatever a new reading finds."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

from corpus.knowledge import Knowledge
from pipeline.catalogue.identities import Naming, Touched, identity_of, key_of_row
from pipeline.catalogue.identity import context_of, key_of, number_key, said_in
from pipeline.catalogue.schema import Catalogue
from pipeline.errors import ConfigError, NotFoundError

Kind = Literal["document", "reference", "deadline", "assignment"]

FIELDS: dict[str, tuple[str, ...]] = {
    "document": ("number", "doc_type", "title", "issuer", "place", "date"),
    "reference": ("number", "doc_type", "title", "issuer", "date", "relation", "extent"),
    "deadline": ("start_date", "end_date", "inclusive", "rrule"),
    "assignment": ("role", "section"),
}
CONFIRMED = "confirmed"  # the field of a correction that changes nothing: a person has looked, and it is right
DATES = ("date", "start_date", "end_date")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A fact that a person should look at; `why` is low confidence, or a document that may be several."""

    kind: str
    id: str
    document: int
    number: str | None
    name: str
    text: str
    why: Literal["confidence", "ambiguous"]
    confidence: float
    values: str


def doubtful(catalogue: Catalogue, *, below: float = 0.6, limit: int = 50) -> tuple[Doubt, ...]:
    """Return the facts least sure, and the mentions that may mean several documents, nobody having looked at them."""
    shown = {
        "reference": "f.relation || ' ' || coalesce(f.number, f.title, '?') || ' ' || coalesce(f.date, '')",
        "deadline": "f.kind || ' ' || coalesce(f.end_date, f.rrule, f.anchor, '?')",
        "assignment": "f.role || ' ' || coalesce(f.agency_as_written, '')",
    }
    each = " UNION ALL ".join(
        f"""SELECT '{kind}' AS kind, f.id, f.document, f.text, f.confidence, {values} AS "values",
                   {"i.status = 'ambiguous'" if kind == "reference" else "0"} AS ambiguous
            FROM {kind} f {"JOIN identity i ON i.id = f.identity" if kind == "reference" else ""}
            WHERE f.confidence < :below {"OR i.status = 'ambiguous'" if kind == "reference" else ""}"""
        for kind, values in shown.items()
    )
    rows = catalogue.rows(
        f"""SELECT x.*, d.number, d.name FROM ({each}) x JOIN document d ON d.id = x.document
            WHERE d.withdrawn_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.kind = x.kind AND c.fact = x.id)
            ORDER BY x.confidence, x.document, x.id LIMIT :limit""",
        {"below": below, "limit": limit},
    )
    return tuple(
        Doubt(
            row["kind"],
            row["id"],
            row["document"],
            row["number"],
            row["name"],
            " ".join(row["text"].split()),
            "ambiguous" if row["ambiguous"] and row["confidence"] >= below else "confidence",
            row["confidence"],
            row["values"].strip(),
        )
        for row in rows
    )


def fact_named(catalogue: Catalogue, fact: str) -> tuple[str, str, int]:
    """Return kind, full id and document of a fact, named by the beginning of its id, or of a document by its row.

    Raises:
        NotFoundError: no fact, or more than one, has such an id.
    """
    found = [
        (kind, row["id"], row["document"])
        for kind in ("reference", "deadline", "assignment")
        for row in catalogue.rows(f"SELECT id, document FROM {kind} WHERE id GLOB ? LIMIT 2", f"{fact}*")
        if fact.isalnum() and len(fact) >= 6
    ]
    if fact.isdecimal() and not found:
        rows = catalogue.rows("SELECT sha256, id FROM document WHERE id = ?", int(fact))
        found = [("document", row["sha256"], row["id"]) for row in rows]
    if len(found) != 1:
        raise NotFoundError("Không có dữ kiện nào mang mã {}, hoặc có nhiều hơn một.", fact)
    return found[0]


def check_value(kind: str, field: str, value: str | None) -> None:
    """Refuse a correction that makes no sense.

    Raises:
        ConfigError: the kind has no such field, or the field takes no such value.
    """
    if field not in (*FIELDS[kind], CONFIRMED):
        raise ConfigError("Không sửa được mục {}; sửa được: {}.", field, ", ".join(FIELDS[kind]))
    try:
        if field in DATES and value:
            Day.fromisoformat(value if len(value) > len("2025-10") else f"{value}-01")
    except ValueError as error:
        raise ConfigError("Ngày {!r} không đúng dạng YYYY-MM-DD.", value) from error


def lay_over(catalogue: Catalogue, document: int, knowledge: Knowledge, touched: Touched) -> None:
    """Lay over the rows of a document, before it joins the graph, what people have put right of it."""
    rows = catalogue.rows(
        """SELECT kind, fact, field, value FROM correction WHERE id IN (
               SELECT max(c.id) FROM correction c WHERE c.fact IN (
                   SELECT sha256 FROM document WHERE id = :document
                   UNION ALL SELECT id FROM reference WHERE document = :document
                   UNION ALL SELECT id FROM deadline WHERE document = :document
                   UNION ALL SELECT id FROM assignment WHERE document = :document)
               GROUP BY c.kind, c.fact, c.field)
           AND field <> 'confirmed' ORDER BY id""",
        {"document": document},
    )
    for row in rows:
        key = "sha256" if row["kind"] == "document" else "id"
        catalogue.db.execute(
            f'UPDATE {row["kind"]} SET "{row["field"]}" = ? WHERE {key} = ?', (row["value"], row["fact"])
        )
    own = catalogue.rows("SELECT * FROM document WHERE id = ?", document)[0]
    context = context_of(own["issuer"], own["place"], own["date"], knowledge)
    if any(row["kind"] == "document" for row in rows):
        _identify_document(catalogue, own, knowledge, (context, touched))
    for fact in dict.fromkeys(row["fact"] for row in rows if row["kind"] == "reference"):
        _identify_reference(catalogue, fact, knowledge, (context, touched))


Setting = tuple[tuple[str, str], Touched]


def _identify_document(catalogue: Catalogue, own: sqlite3.Row, knowledge: Knowledge, setting: Setting) -> None:
    """Give a document the identity that its corrected heading names, and its mentions the setting it gives them."""
    context, touched = setting
    number, values = own["number"], (own["number"], own["doc_type"], own["title"], own["issuer"])
    if number:
        key = said_in(key_of(number, own["issuer"], own["date"], own["title"], knowledge), *context)
        identity = identity_of(catalogue, key, Naming(*values), touched)
        catalogue.db.execute(
            "UPDATE document SET number_key = ?, identity = ? WHERE id = ?", (number_key(number), identity, own["id"])
        )
    for row in catalogue.rows("SELECT DISTINCT identity FROM reference WHERE document = ?", own["id"]):
        said = key_of_row(catalogue, row[0])
        key = said_in(said, *context)
        if key != said:
            named = catalogue.rows("SELECT number, doc_type, title, issued_by FROM identity WHERE id = ?", row[0])[0]
            identity = identity_of(catalogue, key, Naming(*named), touched)
            catalogue.db.execute(
                "UPDATE reference SET identity = ? WHERE document = ? AND identity = ?", (identity, own["id"], row[0])
            )


def _identify_reference(catalogue: Catalogue, fact: str, knowledge: Knowledge, setting: Setting) -> None:
    """Give a corrected mention, and those that repeat it, the identity that it names now."""
    context, touched = setting
    row = catalogue.rows("SELECT * FROM reference WHERE id = ?", fact)[0]
    key = said_in(key_of(row["number"], row["issuer"], row["date"], row["title"] or row["text"], knowledge), *context)
    naming = Naming(row["number"], row["doc_type"], row["title"], row["issuer"])
    identity = identity_of(catalogue, key, naming, touched)
    catalogue.db.execute(
        """UPDATE reference SET identity = :new WHERE document = :document
           AND (id = :id OR antecedent = :ordinal AND identity = :old)""",
        {
            "new": identity,
            "document": row["document"],
            "id": fact,
            "ordinal": row["ordinal"],
            "old": row["identity"],
        },
    )
