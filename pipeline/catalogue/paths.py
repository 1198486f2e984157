"""Ways through the graph: from one document to another, and up to the authority a chain rests on."""

from __future__ import annotations

import sqlite3

from pipeline.catalogue.facts import to_text
from pipeline.catalogue.graph import COLUMNS, Edge, Trace, edges_of, roots_of
from pipeline.catalogue.nodes import nodes_of
from pipeline.catalogue.schema import Catalogue

# What a document does to the one it draws its authority from.
RESTS_ON = ("căn cứ", "thực hiện", "hướng dẫn", "quy định chi tiết", "sơ kết tổng kết", "ban hành kèm theo")
MOST = 20_000  # documents looked at on the way


def authorities(found: Trace) -> tuple[int, ...]:
    """Return the documents of a trace that its roots rest on in the end, and that rest on nothing themselves."""
    above: dict[int, set[int]] = {}
    for edge in found.edges:
        if edge.relation in RESTS_ON:
            above.setdefault(edge.source, set()).add(edge.target)
    reached, waiting = set(found.roots), list(found.roots)
    while waiting:
        following = above.get(waiting.pop(), set()) - reached
        reached |= following
        waiting += sorted(following)
    return tuple(sorted(i for i in reached if i not in above and i not in found.roots))


def path(catalogue: Catalogue, first: str, second: str, *, depth: int = 6) -> Trace:
    """Return the shortest ways by which one document cites another, through others; empty where there is none.

    Whichever of the two cites the other, the ways lead from the citing one.

    Raises:
        NotFoundError: nothing in the catalogue bears or cites one of the numbers.

    >>> way = path(catalogue, "12/KH-UBND", "09-CT/TW")
    >>> [way.nodes[edge.target].number for edge in way.edges]
    ['09-CT/TW']
    """
    ends = roots_of(catalogue, first), roots_of(catalogue, second)
    for sources, targets in (ends, ends[::-1]):
        if edges := _shortest(catalogue, sources, set(targets), depth):
            through = dict.fromkeys(i for edge in edges for i in (edge.source, edge.target))
            used = tuple(i for i in sources if i in through)
            return Trace(used, nodes_of(catalogue, through), edges)
    return Trace((), {}, ())


def _shortest(catalogue: Catalogue, sources: tuple[int, ...], targets: set[int], depth: int) -> tuple[Edge, ...]:
    """Return the edges of all shortest ways from any of the sources to any of the targets."""
    steps = dict.fromkeys(sources, 0)
    level, found = list(sources), list[sqlite3.Row]()
    for step in range(1, depth + 1):
        rows = catalogue.rows(
            f"SELECT {COLUMNS} FROM edge e WHERE e.source IN (SELECT value FROM json_each(?)) AND e.source <> e.target",
            to_text(level),
        )
        for row in rows:
            if steps.setdefault(row["target"], step) == step:
                found.append(row)
        level = sorted({row["target"] for row in found if steps[row["target"]] == step})
        if not level or len(steps) > MOST or targets & set(level):
            break
    return edges_of(catalogue, map(tuple, _on_the_way(found, targets & set(level))))


def _on_the_way(found: list[sqlite3.Row], ends: set[int]) -> list[sqlite3.Row]:
    """Return the edges that lead to the ends, walking back from them."""
    kept: list[sqlite3.Row] = []
    for row in reversed(found):
        if row["target"] in ends:
            kept.append(row)
            ends = ends | {row["source"]}
    return kept
