"""The identity rows: get or make one for a key, and tell which closed one an open one means.

What an open identity means depends on the set of closed ones alone that papers in force in the catalogue hold or speak
of, so the order in which papers arrive makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, field

from pipeline.catalogue.identity import OPEN, TERM, Key
from pipeline.catalogue.lookup_tables import DATED
from pipeline.catalogue.schema import Catalogue

STAND_IN = "?"  # near and until of the identity that stands for all mentions which cannot be told apart

YEARS_OF_A_TERM = 5

LIVE = """(i.held > 0
    OR EXISTS (SELECT 1 FROM reference r JOIN document d ON d.id = r.document
               WHERE r.identity = i.id AND d.withdrawn_at IS NULL))"""


@dataclass(frozen=True, slots=True)
class Naming:
    """How a mention or a heading names the document that a key stands for."""

    number: str | None
    doc_type: str | None
    title: str | None
    issuer: str | None = None


@dataclass(slots=True)
class Touched:
    """The identities that a change to the catalogue has made or revived, and those that a paper has `left`."""

    identities: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)


def identity_of(catalogue: Catalogue, key: Key, naming: Naming, touched: Touched) -> int:
    """Return the row of the identity with this key, made where there is none; `settle` what it has touched."""
    found = catalogue.value(
        """SELECT id FROM identity
           WHERE number_key = ? AND issuer = ? AND period = ? AND near = ? AND until = ?""",
        *astuple(key)[:5],
    )
    if found is None:
        found = _make(catalogue, key)
        touched.identities.add(found)
    identity = int(str(found))
    if identity not in touched.identities and not is_live(catalogue, identity):
        touched.identities.add(identity)
    _name(catalogue, identity, naming)
    return identity


def is_live(catalogue: Catalogue, identity: int) -> bool:
    """Tell whether a document that is not withdrawn has this identity or speaks of it."""
    return catalogue.value(f"SELECT {LIVE} FROM identity i WHERE i.id = ?", identity) == 1


def settle(catalogue: Catalogue, touched: Touched) -> None:
    """Find anew what every open identity means that a change may concern."""
    waiting: set[int] = set()
    for identity in touched.identities:
        key = key_of_row(catalogue, identity)
        if key.near == STAND_IN:
            continue
        waiting.update([identity] if key.is_open else _open_to(catalogue, key))
    for identity in sorted(touched.left):
        _name_anew(catalogue, identity)
    for identity in sorted(waiting):
        _resolve(catalogue, identity)
    touched.identities.clear()
    touched.left.clear()


def candidates_of(catalogue: Catalogue, identity: int, *, limit: int = 50) -> tuple[int, ...]:
    """Return the closed identities that an open one may mean; a closed one means itself.

    The one that stands for all mentions which cannot be told apart may mean whatever one of them may, as
    long as some paper makes it.
    """
    key = key_of_row(catalogue, identity)
    if not key.is_open:
        return (identity,)
    if key.near != STAND_IN:
        return tuple(row for row, _ in _candidates(catalogue, key, limit))
    rows = catalogue.rows(
        """SELECT id FROM identity o WHERE merged = ? AND status = 'ambiguous'
           AND EXISTS (SELECT 1 FROM edge e WHERE e.said_target = o.id) LIMIT ?""",
        identity,
        limit,
    )
    several = (candidates_of(catalogue, row["id"], limit=limit) for row in rows)
    return tuple(dict.fromkeys(candidate for each in several for candidate in each))[:limit]


def key_of_row(catalogue: Catalogue, identity: int) -> Key:
    """Return the key of an identity."""
    row = catalogue.rows(
        "SELECT number_key, issuer, period, near, until, since, province FROM identity WHERE id = ?", identity
    )
    return Key(*row[0])


def _make(catalogue: Catalogue, key: Key) -> int:
    made = catalogue.db.execute(
        """INSERT INTO identity (number_key, issuer, period, near, until, since, province)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        astuple(key),
    ).lastrowid
    return int(made or 0)


def _name(catalogue: Catalogue, identity: int, naming: Naming) -> None:
    """Give an identity the names it lacks; of two the first in the alphabet stands, whichever came first."""
    catalogue.db.execute(
        """UPDATE identity SET
               number = coalesce(min(number, :number), number, :number),
               doc_type = coalesce(min(doc_type, :doc_type), doc_type, :doc_type),
               title = coalesce(min(title, :title), title, :title),
               issued_by = coalesce(min(issued_by, :issuer), issued_by, :issuer)
           WHERE id = :id AND (number IS NOT :number OR doc_type IS NOT :doc_type OR title IS NOT :title
                               OR issued_by IS NOT :issuer)""",
        {
            "id": identity,
            "number": naming.number,
            "doc_type": naming.doc_type,
            "title": naming.title,
            "issuer": naming.issuer,
        },
    )


def _name_anew(catalogue: Catalogue, identity: int) -> None:
    """Name an identity that a paper has left by what the others say of it, some thousand at most."""
    catalogue.db.execute(
        """UPDATE identity SET (number, doc_type, title, issued_by) = (
               SELECT min(number), min(doc_type), min(title), min(issuer) FROM (
                   SELECT d.number, d.doc_type, d.title, d.issuer FROM document d
                   WHERE d.identity = :id AND d.withdrawn_at IS NULL
                   UNION ALL
                   SELECT * FROM (SELECT coalesce(f.number, r.number), coalesce(r.doc_type, f.doc_type),
                                         coalesce(r.title, f.title), coalesce(r.issuer, f.issuer)
                                  FROM reference r JOIN document d ON d.id = r.document
                                       LEFT JOIN reference f ON f.document = r.document AND f.ordinal = r.antecedent
                                  WHERE r.identity = :id AND d.withdrawn_at IS NULL LIMIT 1000)))
           WHERE id = :id""",
        {"id": identity},
    )


def _open_to(catalogue: Catalogue, closed: Key) -> Iterable[int]:
    """Return the open identities that may mean a closed one."""
    rows = catalogue.rows(
        f"""SELECT id, number_key, issuer, period, near, until, since, province FROM identity
            WHERE number_key = ? AND issuer IN (?, '{OPEN}') AND period IN (?, '{OPEN}')
              AND '{OPEN}' IN (issuer, period) AND near <> '{STAND_IN}'""",
        closed.number_key,
        closed.issuer,
        closed.period,
    )
    return [row["id"] for row in rows if Key(*tuple(row)[1:]).admits(closed)]


def _candidates(catalogue: Catalogue, key: Key, limit: int) -> list[tuple[int, Key]]:
    """Return the closed identities that an open key admits, each with its own key."""
    rows = catalogue.rows(
        f"""SELECT i.id, i.number_key, i.issuer, i.period, i.near, i.until, i.since, i.province FROM identity i
            WHERE i.number_key = :number_key AND :issuer IN (i.issuer, '{OPEN}') AND :period IN (i.period, '{OPEN}')
              AND '{OPEN}' NOT IN (i.issuer, i.period)
              AND (:until IS NULL OR substr(i.since, 1, 4) <= :until)
              AND (:near IS NULL OR i.province IN ('', :near))
              AND {LIVE}
            ORDER BY i.issuer, i.period LIMIT :limit""",
        {
            "number_key": key.number_key,
            "issuer": key.issuer,
            "period": key.period,
            "near": key.near or None,
            "until": key.until or None,
            "limit": limit,
        },
    )
    return [(row["id"], Key(*tuple(row)[1:])) for row in rows]


def _resolve(catalogue: Catalogue, identity: int) -> None:
    """Point an open identity to the only closed one it can mean, else to the stand-in of all that are unsure."""
    key = key_of_row(catalogue, identity)
    if key.number_key.startswith("="):
        catalogue.db.execute("UPDATE identity SET status = 'unresolved' WHERE id = ?", (identity,))
        return
    found = _candidates(catalogue, key, 2)
    status = "unresolved" if not found else "ambiguous"
    merged = None
    if len(found) == 1 and is_sure(key, found[0][1]):
        status, merged = "resolved", found[0][0]
    if merged is None:
        merged = _stand_in(catalogue, key, identity)
    before = catalogue.rows("SELECT merged, status FROM identity WHERE id = ?", identity)[0]
    if tuple(before) != (merged, status):
        catalogue.db.execute("UPDATE identity SET merged = ?, status = ? WHERE id = ?", (merged, status, identity))
        _move(catalogue, identity, merged)


def is_sure(key: Key, candidate: Key) -> bool:
    """Tell whether the only candidate is enough.

    It is not where neither series, year nor province speak for it, nor where the year is open and the candidate is of
    an earlier year than the paper that speaks (of the Party's, an earlier term): numbers return, and the document meant
    may be one of which the catalogue knows nothing.
    """
    if key.issuer == OPEN and not (key.near == candidate.province if key.near else key.period != OPEN):
        return False
    if key.period != OPEN or not key.until:
        return True
    age = int(key.until) - int(candidate.since[:4])
    return age <= (YEARS_OF_A_TERM if candidate.period.startswith(TERM) else 0)


def _stand_in(catalogue: Catalogue, key: Key, identity: int) -> int:
    shared = Key(key.number_key, key.issuer, key.period, STAND_IN, STAND_IN)
    found = catalogue.value(
        "SELECT id FROM identity WHERE number_key = ? AND issuer = ? AND period = ? AND near = ? AND until = ?",
        *astuple(shared)[:5],
    )
    stand_in = int(str(found)) if found is not None else _make(catalogue, shared)
    catalogue.db.execute("UPDATE identity SET status = 'unresolved' WHERE id = ?", (stand_in,))
    named = catalogue.rows("SELECT number, doc_type, title, issued_by FROM identity WHERE id = ?", identity)[0]
    _name(catalogue, stand_in, Naming(*named))
    return stand_in


def _move(catalogue: Catalogue, identity: int, meant: int) -> None:
    """Let the edges and dates of an open identity be those of what it means."""
    db = catalogue.db
    db.execute("UPDATE edge SET source = ? WHERE said_source = ?", (meant, identity))
    db.execute("UPDATE edge SET target = ? WHERE said_target = ?", (meant, identity))
    moved = catalogue.rows("SELECT DISTINCT identity FROM dating WHERE said = ?", identity)
    db.execute("UPDATE dating SET identity = ? WHERE said = ?", (meant, identity))
    flag_conflicts(catalogue, {meant, *(row[0] for row in moved)})


def flag_conflicts(catalogue: Catalogue, identities: Iterable[int]) -> None:
    """Keep on record how papers date each identity, and whether differently; dates without a day do not count."""
    for identity in identities:
        catalogue.db.execute(f"{DATED} WHERE id = ?", (identity,))
