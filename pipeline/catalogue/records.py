"""Records: all that the catalogue holds, a document at a time, for other programs to read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pipeline.catalogue.facts import to_text
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.task_rows import sayings_of

DOCUMENT = (
    "id, sha256, name, media_type, size, filed_at, number, doc_type, title, issuer, place, date, quality, container"
)
REFERENCE = "id start end text doc_type number date issuer title relation direction extent pinpoint status confidence"
DEADLINE = (
    "id start end text kind start_date end_date inclusive rrule anchor offset working_days what tentative confidence"
)
ASSIGNMENT = "id start end text role section confidence"
STATUS = "(SELECT status FROM identity WHERE id = reference.identity) AS status"  # as the whole catalogue tells it
JSON_COLUMNS = ("agencies", "report_to")


def records(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Yield every document that is not withdrawn with its facts, by row; one at a time is in memory.

    A task that is told with another copy of its paper names that one in `told_with`; `ledger` is what people said.

    >>> [(record["number"], len(record["references"])) for record in records(catalogue)]
    [('12/KH-UBND', 2), ('44-KL/TW', 0)]
    """
    document = 0
    while rows := catalogue.rows(
        f"SELECT {DOCUMENT}, text FROM document WHERE id > ? AND withdrawn_at IS NULL ORDER BY id LIMIT 1", document
    ):
        document = rows[0]["id"]
        yield dict(rows[0]) | {
            "references": _facts(catalogue, "reference", REFERENCE, document),
            "deadlines": _facts(catalogue, "deadline", f"{DEADLINE} agencies report_to", document),
            "assignments": _assignments(catalogue, document),
        }


def _facts(catalogue: Catalogue, table: str, names: str, document: int) -> list[dict[str, Any]]:
    columns = ", ".join(STATUS if name == "status" else f'"{name}"' for name in names.split())
    rows = catalogue.rows(f"SELECT {columns} FROM {table} WHERE document = ? ORDER BY ordinal", document)
    return [{k: json.loads(row[k]) if k in JSON_COLUMNS else row[k] for k in names.split()} for row in rows]


def _assignments(catalogue: Catalogue, document: int) -> list[dict[str, Any]]:
    found = _facts(catalogue, "assignment", ASSIGNMENT, document)
    sayings = sayings_of(catalogue, to_text([task["id"] for task in found]))
    for task in found:
        task["told_with"] = catalogue.value("SELECT leads FROM twin WHERE assignment = ?", task["id"])
        task["ledger"] = [asdict(saying) for saying in sayings.get(task["id"], ())]
        given = catalogue.rows(
            """SELECT ab.capacity, b.name FROM assignment_body ab JOIN body b ON b.id = ab.body
               WHERE ab.assignment = ? ORDER BY b.name""",
            task["id"],
        )
        task["agencies"] = [row["name"] for row in given if row["capacity"] == "agency"]
        task["partners"] = [row["name"] for row in given if row["capacity"] == "partner"]
        limits = catalogue.rows("SELECT deadline FROM assignment_deadline WHERE assignment = ?", task["id"])
        task["deadlines"] = [row[0] for row in limits]
    return found
