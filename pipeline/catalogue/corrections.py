"""What people put right. A correction stands in a table of its own, and is laid over whatever a new reading finds."""

from __future__ import annotations

import sqlite3
from datetime import date as Day
from typing import Literal

from corpus.knowledge import Knowledge
from pipeline.catalogue.facts import body_named
from pipeline.catalogue.identities import Naming, Touched, identity_of, key_of_row
from pipeline.catalogue.identity import context_of, key_of, number_key, said_in
from pipeline.catalogue.schema import Catalogue
from pipeline.errors import ConfigError, NotFoundError

Kind = Literal["document", "reference", "deadline", "assignment"]

FIELDS: dict[str, tuple[str, ...]] = {
    "document": ("number", "doc_type", "title", "issuer", "place", "date"),
    "reference": ("number", "doc_type", "title", "issuer", "date", "relation", "extent"),
    "deadline": ("start_date", "end_date", "inclusive", "rrule"),
    "assignment": ("agencies", "partners", "role", "section"),
}
CAPACITIES = {"agencies": "agency", "partners": "partner"}
"""The fields that name bodies, parted by ";": whose a task is, and who helps."""

CONFIRMED = "confirmed"  # the field of a correction that changes nothing: a person has looked, and it is right
DATES = ("date", "start_date", "end_date")


def values_of(catalogue: Catalogue, kind: Kind, row: sqlite3.Row) -> tuple[tuple[str, str | None], ...]:
    """Return the fields of a row that can be put right, with their values; bodies by their names."""
    return tuple((field, value_of(catalogue, kind, row["id"], field)) for field in FIELDS[kind])


def value_of(catalogue: Catalogue, kind: str, identifier: str, field: str) -> str | None:
    """Return the value of a field of the fact, or of the document, with an id."""
    if field in CAPACITIES:
        found = catalogue.value(
            """SELECT group_concat(name, '; ') FROM (
                   SELECT b.name FROM assignment_body ab JOIN body b ON b.id = ab.body
                   WHERE ab.assignment = ? AND ab.capacity = ? ORDER BY b.name)""",
            *(identifier, CAPACITIES[field]),
        )
    else:
        found = catalogue.value(f'SELECT "{field}" FROM {kind} WHERE id = ?', identifier)
    return None if found is None else str(found)


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
        if row["field"] in CAPACITIES:
            _give(catalogue, row["fact"], CAPACITIES[row["field"]], bodies_in(row["value"], knowledge))
            continue
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


def bodies_in(value: str | None, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the canonical names of the bodies that a person names, parted by ";"."""
    named = (" ".join(name.split()) for name in (value or "").split(";"))
    return tuple(dict.fromkeys(knowledge.agencies.canonical(name) for name in named if name))


def _give(catalogue: Catalogue, task: str, capacity: str, names: tuple[str, ...]) -> None:
    """Let a task be that of these bodies, or be helped by them, and of no others."""
    catalogue.db.execute("DELETE FROM assignment_body WHERE assignment = ? AND capacity = ?", (task, capacity))
    for name in names:
        catalogue.db.execute(
            "INSERT OR IGNORE INTO assignment_body (assignment, capacity, body) VALUES (?, ?, ?)",
            (task, capacity, body_named(catalogue, name)),
        )


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
