"""Enclosures: documents that came inside an archive or a message, and what else came with them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.catalogue.schema import Catalogue


@dataclass(frozen=True, slots=True)
class Container:
    """The archive or message that a document came in, under the name it arrived by.

    `document` is its own row where it is held; `others` are what else of it is held, those withdrawn left out.
    """

    name: str
    document: int | None
    others: tuple[int, ...]


def container_of(catalogue: Catalogue, document: int) -> Container | None:
    """Return what a document came in, None where it came alone."""
    sha256 = catalogue.value("SELECT container FROM document WHERE id = ?", document)
    if sha256 is None:
        return None
    own = catalogue.rows("SELECT id, name FROM document WHERE sha256 = ?", sha256)
    name = own[0]["name"] if own else catalogue.value("SELECT min(name) FROM arrival WHERE sha256 = ?", sha256)
    held = (other for other in enclosed_in(catalogue, str(sha256)) if other != document)
    return Container(str(name or sha256), own[0]["id"] if own else None, tuple(held))


def enclosed(catalogue: Catalogue, document: int) -> tuple[int, ...]:
    """Return the documents held that came inside this one, those withdrawn left out.

    >>> enclosed(catalogue, 1)
    ()
    """
    return enclosed_in(catalogue, str(catalogue.value("SELECT sha256 FROM document WHERE id = ?", document)))


def enclosed_in(catalogue: Catalogue, sha256: str) -> tuple[int, ...]:
    """Return the documents held that came inside the container with this hash."""
    rows = catalogue.rows("SELECT id FROM document WHERE container = ? AND withdrawn_at IS NULL ORDER BY id", sha256)
    return tuple(row[0] for row in rows)
