"""What belongs to a filed document: other copies of its paper, what later ones did to it, what people put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.catalogue.read import Entry
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.standing import Event, history

MOST = 20  # documents of a list, corrections of a document


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person put right, or confirmed (field "confirmed"), of a document or a fact of it."""

    kind: str
    fact: str
    text: str | None
    field: str
    was: str | None
    value: str | None
    made_at: str
    made_by: str


def versions_of(catalogue: Catalogue, document: int, *, limit: int = MOST) -> tuple[Entry, ...]:
    """Return the other documents held that are the same paper: its copies, and its other scans and formats.

    >>> versions_of(catalogue, 1)
    ()
    """
    return _entries(
        catalogue,
        """d.identity IN (
               SELECT j.id FROM document own JOIN identity i ON i.id = own.identity
                    JOIN identity j ON j.id = coalesce(i.merged, i.id) OR j.merged = coalesce(i.merged, i.id)
               WHERE own.id = :document)""",
        {"document": document, "limit": limit},
    )


def changes_of(catalogue: Catalogue, document: int, as_of: date) -> tuple[Event, ...]:
    """Return what later papers, up to a day, did to a filed document: what amended, replaced or abolished it."""
    identity = catalogue.value(
        "SELECT coalesce(i.merged, i.id) FROM document d JOIN identity i ON i.id = d.identity WHERE d.id = ?", document
    )
    events = history(catalogue, int(str(identity))) if identity else ()
    return tuple(event for event in events if event.by and (event.day or "") <= as_of.isoformat())


def corrections_of(catalogue: Catalogue, document: int, *, limit: int = MOST) -> tuple[Correction, ...]:
    """Return what people put right of a document and its facts, the last first.

    >>> correct(catalogue, knowledge, "1", ("place", "Tây Ninh"), by="Lan")
    >>> [(made.field, made.was, made.value, made.made_by) for made in corrections_of(catalogue, 1)]
    [('place', None, 'Tây Ninh', 'Lan')]
    """
    rows = catalogue.rows(
        """SELECT c.kind, c.fact, f.text, c.field, c.was, c.value, c.made_at, c.made_by
           FROM correction c JOIN (
               SELECT sha256 AS id, NULL AS text FROM document WHERE id = :document
               UNION ALL SELECT id, text FROM reference WHERE document = :document
               UNION ALL SELECT id, text FROM deadline WHERE document = :document
               UNION ALL SELECT id, text FROM assignment WHERE document = :document) f ON f.id = c.fact
           ORDER BY c.id DESC LIMIT :limit""",
        {"document": document, "limit": limit},
    )
    return tuple(Correction(**dict(row)) for row in rows)


def _entries(catalogue: Catalogue, where: str, values: dict[str, int]) -> tuple[Entry, ...]:
    rows = catalogue.rows(
        f"""SELECT d.id, d.number, d.doc_type, d.title, d.issuer, d.date, d.name, d.filed_at FROM document d
            WHERE d.id <> :document AND d.withdrawn_at IS NULL AND {where} ORDER BY d.id LIMIT :limit""",
        values,
    )
    return tuple(Entry(**dict(row)) for row in rows)
