"""A trace as a person reads it: a tree, in which each document is opened once, and a drawing in levels."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.catalogue.graph import Direction, Edge, Node, Trace
from pipeline.catalogue.sources import Printed

MOST_TWIGS = 400  # of one tree
WIDE, HIGH, GAP_X, GAP_Y, MARGIN = 208, 46, 16, 60, 34  # of a drawn document, in pixels
MOST_BESIDE = 5  # documents drawn side by side
MOST_ROWS = 6  # of one level, one above the other
MOST_LEVELS = 3  # drawn above and below the roots
Places = Mapping[tuple[int, int], tuple[Printed, ...]]


@dataclass(slots=True)
class Twig:
    """A document of a tree: what is done to it, who reports it if not the document above, and what lies beyond.

    `places` are where the citation is printed, `again` where the document was opened further up already, `rest` counts
    neighbours that the trace leaves out.
    """

    node: Node
    relations: tuple[str, ...] = ()
    told_by: tuple[int, ...] = ()
    places: tuple[Printed, ...] = ()
    again: bool = False
    rest: int = 0
    twigs: list[Twig] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a document is drawn: the middle of its box."""

    node: Node
    x: float
    y: float
    is_root: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A citation drawn from the edge of one box to that of another."""

    x0: float
    y0: float
    x1: float
    y1: float
    relation: str
    is_told: bool
    ends: tuple[int, int]

    @property
    def path(self) -> str:
        """The line as an SVG path: a curve, upright at both ends, over the top where the boxes stand side by side."""
        half = (self.y0 + self.y1) / 2 if self.y0 != self.y1 else self.y0 - GAP_Y / 2
        points = ((self.x0, half), (self.x1, half), (self.x1, self.y1))
        return f"M{self.x0:.0f},{self.y0:.0f} C" + " ".join(f"{x:.0f},{y:.0f}" for x, y in points)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn trace; `left_out` counts documents for which there was no room."""

    width: float
    height: float
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    left_out: int


def tree_of(trace: Trace, root: int, direction: Direction, places: Places = MappingProxyType({})) -> Twig:
    """Return the tree of what a document cites, or of what cites it, opened level by level."""
    top = Twig(trace.nodes[root])
    opened, waiting, count = {root}, deque([top]), 1
    while waiting:
        twig = waiting.popleft()
        twig.rest = trace.rest(twig.node.identity, direction)
        for other, edges in _neighbours(trace, twig.node.identity, direction).items():
            if count >= MOST_TWIGS:
                twig.rest += 1
                continue
            count += 1
            relations = tuple(dict.fromkeys(e.relation for e in edges))
            told = tuple(sorted({d for e in edges for d in e.documents})) if all(e.told for e in edges) else ()
            ends = (twig.node.identity, other) if direction == "cites" else (other, twig.node.identity)
            next_twig = Twig(trace.nodes[other], relations, told, places.get(ends, ()), again=other in opened)
            twig.twigs.append(next_twig)
            if other not in opened:
                opened.add(other)
                waiting.append(next_twig)
    return top


def draw(trace: Trace) -> Drawing:
    """Return the documents around the roots in levels: what is cited above, what cites below."""
    levels = _levels(trace)
    rows: dict[int, list[int]] = {}
    for identity, level in levels.items():
        rows.setdefault(level, []).append(identity)
    shown = list(_rows(_ordered(trace, rows)))
    width = 2 * MARGIN + max(map(len, shown)) * (WIDE + GAP_X) - GAP_X
    spots = {
        identity: Spot(
            trace.nodes[identity],
            width / 2 + (place - (len(row) - 1) / 2) * (WIDE + GAP_X),
            MARGIN + HIGH / 2 + number * (HIGH + GAP_Y),
            identity in trace.roots,
        )
        for number, row in enumerate(shown)
        for place, identity in enumerate(row)
    }
    lines = tuple(_line(spots[e.source], spots[e.target], e) for e in trace.edges if _both(e, spots))
    height = 2 * MARGIN + len(shown) * (HIGH + GAP_Y) - GAP_Y
    return Drawing(width, height, tuple(spots.values()), lines, len(trace.nodes) - len(spots))


def _rows(levels: dict[int, list[int]]) -> Iterator[list[int]]:
    """Yield the rows of the drawing from the top; a level that is too wide has several, its nearest to the roots."""
    for level in sorted(levels, reverse=True):
        row = levels[level]
        rows = [row[start : start + MOST_BESIDE] for start in range(0, len(row), MOST_BESIDE)]
        yield from rows if level < 0 else reversed(rows)


def _neighbours(trace: Trace, identity: int, direction: Direction) -> dict[int, list[Edge]]:
    found: dict[int, list[Edge]] = {}
    for edge in trace.beside(identity, direction):
        found.setdefault(edge.target if direction == "cites" else edge.source, []).append(edge)
    return found


def _levels(trace: Trace) -> dict[int, int]:
    """Return the level of every document near the roots: 0 for these, 1 for what they cite, -1 for what cites them."""
    levels = dict.fromkeys(trace.roots, 0)
    for direction, step in (("cites", 1), ("cited_by", -1)):
        waiting = deque(trace.roots)
        while waiting:
            identity = waiting.popleft()
            if abs(levels[identity]) < MOST_LEVELS:
                for other in _neighbours(trace, identity, direction):  # type: ignore[arg-type]
                    if other not in levels:
                        levels[other] = levels[identity] + step
                        waiting.append(other)
    return levels


def _ordered(trace: Trace, rows: dict[int, list[int]]) -> dict[int, list[int]]:
    """Return each level in an order that keeps lines short: by the mean place of the neighbours nearer to the roots.

    Documents that are held come first, so that they are the ones drawn where there is no room for all.
    """
    place: dict[int, float] = {}
    ordered: dict[int, list[int]] = {}
    for level in sorted(rows, key=abs):
        around = {i: [place[o] for o in _all_neighbours(trace, i) if o in place] for i in rows[level]}
        kept = sorted(rows[level], key=lambda i: (not trace.nodes[i].held, -len(around[i])))
        kept = kept[: MOST_BESIDE * MOST_ROWS]
        means = {i: sum(around[i]) / len(around[i]) if around[i] else 0.0 for i in kept}
        ordered[level] = []
        for start in range(0, len(kept), MOST_BESIDE):
            row = sorted(kept[start : start + MOST_BESIDE], key=lambda i: means[i])
            ordered[level] += row
            place |= {identity: at - (len(row) - 1) / 2 for at, identity in enumerate(row)}
    return ordered


def _all_neighbours(trace: Trace, identity: int) -> set[int]:
    return {*_neighbours(trace, identity, "cites"), *_neighbours(trace, identity, "cited_by")}


def _both(edge: Edge, spots: dict[int, Spot]) -> bool:
    return edge.source in spots and edge.target in spots


def _line(source: Spot, target: Spot, edge: Edge) -> Line:
    """Return the line between two boxes, from the sides that face each other; side by side, over the top."""
    away = 0.0 if source.y == target.y else HIGH / 2 if source.y < target.y else -HIGH / 2
    ends = (source.node.identity, target.node.identity)
    if not away:
        return Line(source.x, source.y - HIGH / 2, target.x, target.y - HIGH / 2, edge.relation, edge.told, ends)
    return Line(source.x, source.y + away, target.x, target.y - away, edge.relation, edge.told, ends)
