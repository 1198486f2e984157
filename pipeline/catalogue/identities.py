"""The identity rows: get or make one for a key, and merge an open one with the only one it can mean.

What is merged depends on the set of identities alone, so the order in which papers arrive makes no difference.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.catalogue.identity import Key
from pipeline.catalogue.schema import Catalogue


@dataclass(frozen=True, slots=True)
class Naming:
    """How a mention or a heading names the document that a key stands for."""

    number: str | None
    doc_type: str | None
    title: str | None


def identity_of(catalogue: Catalogue, key: Key, naming: Naming) -> int:
    """Return the row of the identity with this key, made where there is none."""
    found = catalogue.value(
        "SELECT id FROM identity WHERE number_key = ? AND issuer = ? AND period = ?",
        key.number_key,
        key.issuer,
        key.period,
    )
    if found is not None:
        _name(catalogue, int(str(found)), naming)
        return int(str(found))
    made = catalogue.db.execute(
        "INSERT INTO identity (number_key, issuer, period, number, doc_type, title) VALUES (?, ?, ?, ?, ?, ?)",
        (key.number_key, key.issuer, key.period, naming.number, naming.doc_type, naming.title),
    ).lastrowid
    _merge(catalogue, key.number_key)
    return int(made or 0)


def candidates_of(catalogue: Catalogue, identity: int) -> tuple[int, ...]:
    """Return the closed identities that an open one may mean; a closed one means itself."""
    row = catalogue.rows("SELECT number_key, issuer, period FROM identity WHERE id = ?", identity)[0]
    key = Key(*row)
    if not key.is_open:
        return (identity,)
    return tuple(i for i, other in _of_number(catalogue, key.number_key) if not other.is_open and key.admits(other))


def _name(catalogue: Catalogue, identity: int, naming: Naming) -> None:
    """Give an identity the type and title it lacks; of two titles the first in the alphabet stands."""
    catalogue.db.execute(
        """UPDATE identity SET
               number = coalesce(min(number, :number), number, :number),
               doc_type = coalesce(min(doc_type, :doc_type), doc_type, :doc_type),
               title = coalesce(min(title, :title), title, :title)
           WHERE id = :id""",
        {"id": identity, "number": naming.number, "doc_type": naming.doc_type, "title": naming.title},
    )


def _merge(catalogue: Catalogue, number_key: str) -> None:
    """Point every open identity of a number to the only closed one it admits, or to none."""
    known = _of_number(catalogue, number_key)
    closed = [(i, key) for i, key in known if not key.is_open]
    for identity, key in known:
        if key.is_open:
            fitting = [i for i, other in closed if key.admits(other)]
            merged = fitting[0] if len(fitting) == 1 else None
            catalogue.db.execute("UPDATE identity SET merged = ? WHERE id = ?", (merged, identity))


def _of_number(catalogue: Catalogue, number_key: str) -> list[tuple[int, Key]]:
    rows = catalogue.rows(
        "SELECT id, number_key, issuer, period FROM identity WHERE number_key = ? ORDER BY id", number_key
    )
    return [(row["id"], Key(row["number_key"], row["issuer"], row["period"])) for row in rows]
