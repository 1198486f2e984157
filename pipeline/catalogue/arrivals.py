"""The log of what came in, as the clerk goes through it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pipeline.catalogue.schema import Catalogue
from pipeline.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class ArrivalEntry:
    """A file that came in and what became of it; a failure has a message template with its values, and a hint.

    `sha256` is what its bytes are known by, None of a secret paper.
    `later` is the document that a file of the same name became when it came again.
    """

    id: int
    name: str
    arrived_at: str
    outcome: str
    document: int | None
    message: str | None
    values: tuple[str, ...]
    hint: str | None
    later: int | None
    sha256: str | None


QUERY = """
    SELECT a.*, CASE WHEN a.outcome = 'failed' THEN (
        SELECT document FROM arrival b WHERE b.id > a.id AND b.name = a.name AND b.outcome IN ('filed', 'duplicate')
        ORDER BY b.id LIMIT 1) END AS later
    FROM arrival a"""


def arrivals(catalogue: Catalogue, outcome: str = "", *, limit: int = 50, offset: int = 0) -> tuple[ArrivalEntry, ...]:
    """Return what came in, the last first; with `outcome` only what came to that.

    >>> [(entry.name, entry.outcome, entry.document) for entry in arrivals(catalogue)]
    [('2.txt', 'filed', 2), ('1.txt', 'filed', 1)]
    """
    rows = catalogue.rows(
        f"{QUERY} WHERE {'a.outcome = :outcome' if outcome else 'true'} ORDER BY a.id DESC LIMIT :limit OFFSET :offset",
        {"outcome": outcome, "limit": limit, "offset": offset},
    )
    return tuple(_entry(dict(row)) for row in rows)


def arrival_of(catalogue: Catalogue, arrival: int) -> ArrivalEntry:
    """Return one arrival.

    Raises:
        NotFoundError: there is no such arrival.
    """
    rows = catalogue.rows(f"{QUERY} WHERE a.id = ?", arrival)
    if not rows:
        raise NotFoundError("Không có lần nhận văn bản số {}.", arrival)
    return _entry(dict(rows[0]))


def arrivals_of(catalogue: Catalogue, document: int, *, limit: int = 20) -> tuple[ArrivalEntry, ...]:
    """Return when the bytes of a document came in, the first time first."""
    rows = catalogue.rows(f"{QUERY} WHERE a.document = ? ORDER BY a.id LIMIT ?", document, limit)
    return tuple(_entry(dict(row)) for row in rows)


def _entry(row: dict[str, object]) -> ArrivalEntry:
    names = ("id", "name", "arrived_at", "outcome", "document", "message", "hint", "later", "sha256")
    values = json.loads(str(row["values"])) if row["values"] else ()
    return ArrivalEntry(**{name: row[name] for name in names}, values=tuple(values))  # type: ignore[arg-type]
