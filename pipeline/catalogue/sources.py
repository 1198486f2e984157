"""Where the citations of a chain are printed, and a chain as it stood on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from pipeline.catalogue.facts import to_text
from pipeline.catalogue.graph import Node, Trace
from pipeline.catalogue.schema import Catalogue

MOST = 3  # places named of one citation


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a citation is printed: the paper, its number or name, and the mention."""

    document: int
    name: str
    reference: str


def printed(catalogue: Catalogue, found: Trace) -> dict[tuple[int, int], tuple[Printed, ...]]:
    """Return of each edge (source, target) where it is printed, once in a paper, the papers filed first."""
    ends = to_text(sorted({(e.source, e.target) for e in found.edges}))
    rows = catalogue.rows(
        """SELECT DISTINCT e.source, e.target, d.id, coalesce(d.number, d.name) AS name, r.id AS reference
           FROM json_each(?) n CROSS JOIN edge e
                ON e.source = json_extract(n.value, '$[0]') AND e.target = json_extract(n.value, '$[1]')
                JOIN citation c ON c.edge = e.id
                     AND c.document IN (SELECT document FROM citation WHERE edge = e.id ORDER BY document LIMIT ?)
                JOIN document d ON d.id = c.document
                JOIN reference r ON r.document = c.document AND r.ordinal = c.ordinal
           ORDER BY e.source, e.target, d.id, r.start""",
        *(ends, MOST),
    )
    places: dict[tuple[int, int], dict[int, Printed]] = defaultdict(dict)
    for row in rows:
        place = Printed(row["id"], row["name"], row["reference"])
        places[row["source"], row["target"]].setdefault(place.document, place)
    return {edge: tuple(several.values())[:MOST] for edge, several in places.items()}


def as_it_stood(found: Trace, day: date) -> Trace:
    """Return a chain as it stood at the end of a day: without what later papers say, and what is reached by it alone.

    A paper of a month or year that the day lies in is taken for older.

    >>> before = as_it_stood(trace(catalogue, "44-KL/TW"), datetime.date(2025, 2, 1))
    >>> [node.number for node in before.nodes.values()]
    ['44-KL/TW']
    """
    later = {paper for node in found.nodes.values() if _is_later(node, day) for paper in node.held}
    edges = tuple(e for e in found.edges if not _is_later(found.nodes[e.source], day))
    cites: dict[int, list[int]] = defaultdict(list)
    cited_by: dict[int, list[int]] = defaultdict(list)
    for edge in edges:
        cites[edge.source].append(edge.target)
        cited_by[edge.target].append(edge.source)
    kept = _reached(found.roots, cites) | _reached(found.roots, cited_by)
    return Trace(
        found.roots,
        {i: _without(node, later) for i, node in found.nodes.items() if i in kept},
        tuple(e for e in edges if e.source in kept and e.target in kept),
    )


def _reached(roots: tuple[int, ...], beside: dict[int, list[int]]) -> set[int]:
    reached, waiting = set(roots), list(roots)
    for identity in waiting:
        fresh = [other for other in beside.get(identity, ()) if other not in reached]
        reached.update(fresh)
        waiting += dict.fromkeys(fresh)
    return reached


def _is_later(node: Node, day: date) -> bool:
    return bool(node.datings) and all(d.date > day.isoformat()[: len(d.date)] for d in node.datings)


def _without(node: Node, papers: set[int]) -> Node:
    """Return a document without what some papers say of its date, and without counts, not known of that day."""
    told = (d._replace(places=tuple(p for p in d.places if p.document not in papers)) for d in node.datings)
    kept = tuple(new for old, new in zip(node.datings, told, strict=True) if new.places or not old.places)
    return node._replace(datings=kept, cites=0, cited_by=0)
