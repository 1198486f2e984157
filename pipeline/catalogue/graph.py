"""Chains of citations: what a paper rests on, what rests on it, what is missing and what contradicts itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from pipeline.catalogue.facts import to_text
from pipeline.catalogue.identity import number_key
from pipeline.catalogue.nodes import Dating, Node, Place, node, nodes_of
from pipeline.catalogue.schema import Catalogue
from pipeline.errors import NotFoundError

__all__ = [
    "Dating",
    "Direction",
    "Edge",
    "Missing",
    "Node",
    "Place",
    "Trace",
    "conflicts",
    "edges_of",
    "missing",
    "names_of",
    "node",
    "roots_of",
    "trace",
]

Direction = Literal["cites", "cited_by"]

Row = tuple[Any, ...]
COLUMNS = "e.id, e.source, e.target, e.relation, e.told, e.extent, e.papers, e.said_by"  # of an edge
SAID = itemgetter(1, 2, 3, 4, 5)  # what an edge says, of its columns
LISTED = "(SELECT value FROM json_each(:relations))"
SHARE = """coalesce((SELECT newest FROM edge WHERE target = n.value AND {}
                     ORDER BY newest DESC LIMIT 1 OFFSET :share - 1), '')"""
WIDTH = 200  # documents that a level of a chain shows
LOOK = 1000  # edges that a level is chosen from, in equal shares of the documents of the level before
ROOTS = 20  # documents of one number that a trace begins with
PAPERS = 5  # papers named that say one edge


class Edge(NamedTuple):
    """`source` does `relation` to `target`, say `papers` documents, some of them named in `documents`.

    `told` where those papers report it of another; `extent` is "part" where only some of the target is meant.
    """

    source: int
    target: int
    relation: str
    documents: tuple[int, ...]
    told: bool
    extent: str = "whole"
    papers: int = 1


@dataclass(frozen=True, slots=True)
class Trace:
    """The documents around some roots, nearest first, and the edges between them.

    A level shows so many documents at most, those spoken of by the newest papers; `rest` tells how many more there are.
    """

    roots: tuple[int, ...]
    nodes: dict[int, Node]
    edges: tuple[Edge, ...]

    def beside(self, identity: int, direction: Direction) -> tuple[Edge, ...]:
        """Return the edges that lead from a document to what it cites, or to what cites it."""
        side = "source" if direction == "cites" else "target"
        return tuple(e for e in self.edges if getattr(e, side) == identity)

    def rest(self, identity: int, direction: Direction) -> int:
        """Return how many neighbours of a document the trace leaves out."""
        here, there = ("source", "target") if direction == "cites" else ("target", "source")
        shown = {getattr(e, there) for e in self.edges if getattr(e, here) == identity}
        return max(0, int(getattr(self.nodes[identity], direction)) - len(shown))


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that papers cite and the catalogue does not hold."""

    node: Node
    cited_by: int


def trace(catalogue: Catalogue, number: str, *, depth: int = 6, relations: Iterable[str] = ()) -> Trace:
    """Return the chains of citations around every document that has this number, up and down, to a depth.

    With `relations` only edges of those relations are followed.

    Raises:
        NotFoundError: nothing in the catalogue bears or cites the number.

    >>> chain = trace(catalogue, "44 kl tw")
    >>> [(chain.nodes[e.source].number, e.relation, chain.nodes[e.target].number) for e in chain.edges]
    [('12/KH-UBND', 'căn cứ', '44-KL/TW')]
    """
    roots = roots_of(catalogue, number)
    edges: dict[int, Row] = {}
    reached = dict.fromkeys(roots)
    for direction in ("cites", "cited_by"):
        reached |= _walk(catalogue, roots, direction, (depth, to_text(tuple(relations))), edges)
    return Trace(roots, nodes_of(catalogue, reached), edges_of(catalogue, edges.values()))


def roots_of(catalogue: Catalogue, number: str) -> tuple[int, ...]:
    """Return the documents that bear a number, or one that begins so where none does; the most cited first.

    Raises:
        NotFoundError: nothing in the catalogue bears or cites the number.
    """
    key = number_key(number)
    for pattern in (key, f"{key} *"):
        rows = catalogue.rows(
            """SELECT DISTINCT m.id FROM identity i JOIN identity m ON m.id = coalesce(i.merged, i.id)
               WHERE (i.number_key = :pattern OR :pattern GLOB '* [*]' AND i.number_key GLOB :pattern)
                 AND (m.cites OR m.cited_by OR EXISTS
                     (SELECT 1 FROM document d WHERE d.identity = i.id AND d.withdrawn_at IS NULL))
               ORDER BY m.cited_by DESC, m.issuer, m.period LIMIT :width""",
            {"pattern": pattern, "width": ROOTS},
        )
        if rows and key:
            return tuple(row[0] for row in rows)
    raise NotFoundError("Không có văn bản nào mang hoặc dẫn số {}.", number)


def names_of(catalogue: Catalogue, found: Trace) -> dict[int, str]:
    """Return the number, or the file name, of every held document that a trace speaks of."""
    spoken = {d for edge in found.edges for d in edge.documents}
    spoken |= {p.document for n in found.nodes.values() for dating in n.datings for p in dating.places}
    rows = catalogue.rows(
        "SELECT d.id, coalesce(d.number, d.name) FROM json_each(?) n CROSS JOIN document d ON d.id = n.value",
        to_text(sorted(spoken)),
    )
    return {row[0]: row[1] for row in rows}


def missing(catalogue: Catalogue, *, limit: int = 50, offset: int = 0) -> tuple[Missing, ...]:
    """Return the documents that are cited but not held, those that most documents cite first.

    >>> [(lacking.node.number, lacking.cited_by) for lacking in missing(catalogue)]
    [('09-CT/TW', 1)]
    """
    rows = catalogue.rows(
        """SELECT i.id, i.cited_by FROM identity i
           WHERE i.cited_by > 0 AND i.held = 0 AND NOT EXISTS (
               SELECT 1 FROM identity o WHERE o.merged = i.id AND o.held > 0)
           ORDER BY i.cited_by DESC, i.number_key, i.issuer, i.period LIMIT ? OFFSET ?""",
        *(limit, offset),
    )
    found = nodes_of(catalogue, (row["id"] for row in rows))
    return tuple(Missing(found[row["id"]], row["cited_by"]) for row in rows)


def conflicts(catalogue: Catalogue, *, limit: int = 200, offset: int = 0) -> tuple[Node, ...]:
    """Return the documents that papers date differently."""
    rows = catalogue.rows(
        "SELECT id FROM identity WHERE in_conflict ORDER BY number_key, issuer, period LIMIT ? OFFSET ?", limit, offset
    )
    return tuple(nodes_of(catalogue, (row[0] for row in rows)).values())


def edges_of(catalogue: Catalogue, rows: Iterable[Row]) -> tuple[Edge, ...]:
    """Return these edges, given by their `COLUMNS`, those joined that say the same of the same documents."""
    several = sorted(rows, key=SAID)
    papers = _papers_of(catalogue, [row for row in several if row[-2] > 1])
    edges: list[Edge] = []
    for (source, target, relation, told, extent), same in groupby(several, SAID):
        first, *others = same
        documents, count = papers.get(first[0]) or [first[-1]], first[-2]
        for row in others:
            documents, count = [*documents, *(papers.get(row[0]) or [row[-1]])], count + row[-2]
        named = tuple(sorted(set(documents)) if others else documents)
        edges.append(Edge(source, target, relation, named, bool(told), extent, count))
    return tuple(edges)


def _papers_of(catalogue: Catalogue, rows: list[Row]) -> dict[int, list[int]]:
    """Return the documents that say each edge, the first of them where there are many."""
    papers: dict[int, list[int]] = {row[0]: [] for row in rows}
    said = catalogue.tuples(
        """SELECT n.value, c.document FROM json_each(?) n CROSS JOIN citation c ON c.edge = n.value
           AND c.document IN (SELECT document FROM citation WHERE edge = n.value ORDER BY document LIMIT ?)""",
        *(to_text(tuple(papers)), PAPERS),
    )
    for edge, document in said:
        papers[edge].append(document)
    return papers


def _walk(
    catalogue: Catalogue, roots: tuple[int, ...], direction: str, how: tuple[int, str], edges: dict[int, Row]
) -> dict[int, None]:
    """Follow the citations one way, level by level; what was reached is not entered again.

    A level asks each document for its share of edges, the newest, by one search of an index that has all it takes. What
    cites a document may be very many, so only those as new as the last of its share are read.
    """
    depth, relations = how
    here, there = (1, 2) if direction == "cites" else (2, 1)
    near = "e.source" if direction == "cites" else f"e.newest >= {SHARE} AND e.target"
    told = "source <> target" if relations == "[]" else f"source <> target AND relation IN {LISTED}"
    asked = f"""SELECT {COLUMNS} FROM json_each(:level) n CROSS JOIN edge e ON {near.format(told)} = n.value
                WHERE {told} ORDER BY e.newest DESC, n.key, e.relation"""
    reached = dict.fromkeys(roots)
    level = list(roots)
    for _ in range(depth):
        share = max(5, LOOK // max(1, len(level)))
        taken: Counter[int] = Counter()
        found: list[Row] = []
        for edge in catalogue.tuples(asked, {"level": to_text(level), "relations": relations, "share": share}):
            taken[edge[here]] += 1
            if taken[edge[here]] <= share:
                found.append(edge)
        level = [i for i in dict.fromkeys(edge[there] for edge in found) if i not in reached][:WIDTH]
        reached |= dict.fromkeys(level)
        edges |= {edge[0]: edge for edge in found if edge[there] in reached}
    return reached
