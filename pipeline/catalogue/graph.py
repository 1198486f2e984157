"""Chains of citations: what a paper rests on, what rests on it, what is missing and what contradicts itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipeline.catalogue.identities import candidates_of
from pipeline.catalogue.identity import number_key
from pipeline.catalogue.schema import Catalogue
from pipeline.errors import NotFoundError

Direction = Literal["cites", "cited_by"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a date of a document is printed: the paper and the mention, None in the document's own heading."""

    document: int
    name: str
    reference: str | None
    start: int | None


@dataclass(frozen=True, slots=True)
class Dating:
    """One date that papers give a document, and where."""

    date: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A document of a chain, held or only spoken of. `candidates` are what an open mention may mean."""

    identity: int
    number: str | None
    doc_type: str | None
    title: str | None
    issuer: str | None
    datings: tuple[Dating, ...]
    held: tuple[int, ...]
    candidates: tuple[int, ...] = ()

    @property
    def in_conflict(self) -> bool:
        """Tell whether papers date it differently."""
        return len(self.datings) > 1


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` does `relation` to `target`, says `document`; `told` where that paper reports it of another."""

    source: int
    target: int
    relation: str
    documents: tuple[int, ...]
    told: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """The documents around some roots, nearest first, and the edges between them."""

    roots: tuple[int, ...]
    nodes: dict[int, Node]
    edges: tuple[Edge, ...]

    def beside(self, identity: int, direction: Direction) -> tuple[Edge, ...]:
        """Return the edges that lead from a document to what it cites, or to what cites it."""
        side = "source" if direction == "cites" else "target"
        return tuple(e for e in self.edges if getattr(e, side) == identity)


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that papers cite and the catalogue does not hold."""

    node: Node
    cited_by: int


def trace(catalogue: Catalogue, number: str, *, depth: int = 6) -> Trace:
    """Return the chains of citations around every document that has this number, up and down, to a depth.

    Raises:
        NotFoundError: nothing in the catalogue bears or cites the number.
    """
    key = number_key(number)
    roots = _canonical(catalogue, (r[0] for r in catalogue.rows("SELECT id FROM identity WHERE number_key = ?", key)))
    if not roots:
        raise NotFoundError("Không có văn bản nào mang hoặc dẫn số {}.", number)
    edges: dict[tuple[int, int, str, bool], set[int]] = defaultdict(set)
    reached = set(roots)
    for direction in ("cites", "cited_by"):
        reached |= _walk(catalogue, roots, direction, depth, edges)
    found = tuple(
        Edge(source, target, relation, tuple(sorted(documents)), told)
        for (source, target, relation, told), documents in sorted(edges.items())
    )
    return Trace(roots, {i: node(catalogue, i) for i in sorted(reached)}, found)


def names_of(catalogue: Catalogue, found: Trace) -> dict[int, str]:
    """Return the number, or the file name, of every held document that a trace speaks of."""
    spoken = {d for edge in found.edges for d in edge.documents}
    spoken |= {p.document for n in found.nodes.values() for dating in n.datings for p in dating.places}
    sql = "SELECT coalesce(number, name) FROM document WHERE id = ?"
    return {document: str(catalogue.value(sql, document)) for document in sorted(spoken)}


def node(catalogue: Catalogue, identity: int) -> Node:
    """Return what is known of a document, from its own heading first and from mentions of it else."""
    row = catalogue.rows("SELECT * FROM identity WHERE id = ?", identity)[0]
    family = _family(catalogue, identity)
    marks = ", ".join("?" for _ in family)
    documents = catalogue.rows(
        f"SELECT id, issuer, title FROM document WHERE identity IN ({marks}) AND withdrawn_at IS NULL ORDER BY id",
        *family,
    )
    spoken = catalogue.value(
        f"""SELECT issuer FROM reference WHERE identity IN ({marks}) AND issuer IS NOT NULL
            GROUP BY issuer ORDER BY count(*) DESC, issuer LIMIT 1""",
        *family,
    )
    own = documents[0] if documents else None
    return Node(
        identity,
        row["number"],
        row["doc_type"],
        (own and own["title"]) or row["title"],
        (own and own["issuer"]) or (str(spoken) if spoken else None),
        _datings(catalogue, family),
        tuple(d["id"] for d in documents),
        tuple(i for i in candidates_of(catalogue, identity) if i != identity),
    )


def missing(catalogue: Catalogue, *, limit: int = 50) -> tuple[Missing, ...]:
    """Return the documents that are cited but not held, those that most papers cite first."""
    rows = catalogue.rows(
        """SELECT coalesce(i.merged, i.id) AS canonical, count(DISTINCT r.document) AS papers
           FROM reference r JOIN identity i ON i.id = r.identity JOIN document d ON d.id = r.document
           WHERE d.withdrawn_at IS NULL
           GROUP BY canonical
           HAVING NOT EXISTS (SELECT 1 FROM document h JOIN identity j ON j.id = h.identity
                              WHERE coalesce(j.merged, j.id) = canonical AND h.withdrawn_at IS NULL)
           ORDER BY papers DESC, canonical LIMIT ?""",
        limit,
    )
    return tuple(Missing(node(catalogue, row["canonical"]), row["papers"]) for row in rows)


def conflicts(catalogue: Catalogue) -> tuple[Node, ...]:
    """Return the documents that papers date differently."""
    rows = catalogue.rows(
        """SELECT canonical FROM (
               SELECT coalesce(i.merged, i.id) AS canonical, r.date AS date
               FROM reference r JOIN identity i ON i.id = r.identity JOIN document d ON d.id = r.document
               WHERE length(r.date) = 10 AND r.number IS NOT NULL AND d.withdrawn_at IS NULL
               UNION
               SELECT coalesce(i.merged, i.id), d.date FROM document d JOIN identity i ON i.id = d.identity
               WHERE length(d.date) = 10 AND d.withdrawn_at IS NULL)
           GROUP BY canonical HAVING count(*) > 1 ORDER BY canonical"""
    )
    return tuple(node(catalogue, row["canonical"]) for row in rows)


def _walk(
    catalogue: Catalogue,
    roots: Iterable[int],
    direction: str,
    depth: int,
    edges: dict[tuple[int, int, str, bool], set[int]],
) -> set[int]:
    """Follow the citations one way, level by level; what was reached is not entered again."""
    here, there = ("source", "target") if direction == "cites" else ("target", "source")
    reached = level = set(roots)
    for _ in range(depth):
        following: set[int] = set()
        for identity in sorted(level):
            family = _family(catalogue, identity)
            rows = catalogue.rows(
                f"""SELECT coalesce(s.merged, s.id) AS source, coalesce(t.merged, t.id) AS target,
                           c.relation, c.told, r.document
                    FROM citation c JOIN identity s ON s.id = c.source JOIN identity t ON t.id = c.target
                    JOIN reference r ON r.id = c.reference JOIN document d ON d.id = r.document
                    WHERE c.{here} IN ({", ".join("?" for _ in family)}) AND d.withdrawn_at IS NULL""",
                *family,
            )
            for row in rows:
                edges[row["source"], row["target"], row["relation"], bool(row["told"])].add(row["document"])
                following.add(row[there])
        level = following - reached
        reached = reached | following
    return reached


def _canonical(catalogue: Catalogue, identities: Iterable[int]) -> tuple[int, ...]:
    rows = (catalogue.value("SELECT coalesce(merged, id) FROM identity WHERE id = ?", i) for i in identities)
    return tuple(dict.fromkeys(int(str(row)) for row in rows))


def _family(catalogue: Catalogue, identity: int) -> tuple[int, ...]:
    """Return an identity with the open ones that were merged into it."""
    rows = catalogue.rows("SELECT id FROM identity WHERE id = ? OR merged = ? ORDER BY id", identity, identity)
    return tuple(row[0] for row in rows)


def _datings(catalogue: Catalogue, family: tuple[int, ...]) -> tuple[Dating, ...]:
    marks = ", ".join("?" for _ in family)
    rows = catalogue.rows(
        f"""SELECT d.date, d.id AS document, d.name, NULL AS reference, NULL AS start FROM document d
            WHERE d.identity IN ({marks}) AND d.date IS NOT NULL AND d.withdrawn_at IS NULL
            UNION ALL
            SELECT r.date, d.id, d.name, r.id, r.start FROM reference r JOIN document d ON d.id = r.document
            WHERE r.identity IN ({marks}) AND r.date IS NOT NULL AND d.withdrawn_at IS NULL
            ORDER BY 1, 2, 5""",
        *(family * 2),
    )
    places: dict[str, list[Place]] = defaultdict(list)
    for row in rows:
        places[row["date"]].append(Place(row["document"], row["name"], row["reference"], row["start"]))
    return tuple(Dating(day, tuple(found)) for day, found in places.items())
