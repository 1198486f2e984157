"""Ruling lines, drawn in a PDF or found in a picture, and the tables that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.document import Box
from pipeline.ocr.layout import Grid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.readers import Image

Edge = dict[str, Any]  # a line as pdfplumber has it

POINTS = 72.0
SNAP = 3.0  # points by which lines that meet may miss each other in a drawing
SCANNED_SNAP = 8.0  # and in a scan, where light lines are broken
SHORTEST_ACROSS, SHORTEST_DOWN = 36.0, 15.0  # points; a shorter stroke belongs to a letter or an underline
LOWEST_CELL, NARROWEST_TABLE = 11.0, 120.0  # points; lower "cells" lie between the strokes of letters
THICKEST, GAP = 4.0, 2.4  # points; of lines, and of the breaks in them that are bridged
SURE, ALL_PRINTED = 24.0, 0.9  # points; a shorter line may be stems one above another, and has to be all ink
PRINTED = 0.6  # share of a line that must be ink and no bridged break: a row of letters has half
WORN, REACH = 0.4, 60.0  # of the longest line that a mended one has; points that wear may take off its end
OVERSHOT = 14.0  # points
EDGE_TO_EDGE = 0.97  # of the page: such a line is a copier's streak or the shadow of an edge
MOST_TILT = 0.015  # of its length by which a line may lean, as in photos and in pages pulled through a scanner
MOST_RULES = 2_000
INK = 215  # grey level: rules are printed finer, and so lighter, than letters


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line on a page, level or upright, in PDF points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        """Tell whether the line is wider than high."""
        return self.x1 - self.x0 >= self.y1 - self.y0


def grids_of(rules: Sequence[Rule], number: int, snap: float = SNAP) -> tuple[Grid, ...]:
    """Return the tables of at least two rows and two columns that lines make, by pdfplumber's way of finding cells.

    `snap` is how far lines that meet may miss each other, in points.
    """
    level = sum(rule.is_level for rule in rules)
    if level < 3 or len(rules) - level < 3 or len(rules) > MOST_RULES:
        return ()
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    merged = merge_edges([_edge(rule) for rule in rules], SNAP, SNAP, 2 * snap, 2 * snap)
    edges = _trimmed(_held(_mended(merged), 2 * snap)) if snap > SNAP else merged
    cells = intersections_to_cells(edges_to_intersections(edges, snap, snap))
    grids = (_grid(table, number) for table in cells_to_tables(cells))
    return tuple(grid for grid in grids if _is_table(grid))


def _is_table(grid: Grid) -> bool:
    lowest = min(cell.y1 - cell.y0 for row in grid.rows for cell in row)
    wide = grid.box.x1 - grid.box.x0 >= NARROWEST_TABLE
    return wide and lowest >= LOWEST_CELL and len(grid.rows) > 1 and max(map(len, grid.rows)) > 1


def rules_of(image: Image, dpi: float) -> tuple[Rule, ...]:
    """Return the long straight lines of a prepared picture."""
    import cv2
    import numpy as np

    ink = _ink(image)
    scale = POINTS / dpi
    rules: list[Rule] = []
    for mask in _masks(ink, dpi):
        _, labels, statistics, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        in_ink = np.bincount(labels[(ink & mask) > 0], minlength=len(statistics))
        for (left, top, width, height, area), inked in zip(statistics[1:].tolist(), in_ink[1:].tolist(), strict=True):
            short, long = sorted((width * scale, height * scale))
            is_thin = area * scale**2 <= THICKEST * long and short <= THICKEST + MOST_TILT * long
            is_streak = long > EDGE_TO_EDGE * scale * (mask.shape[1] if width > height else mask.shape[0])
            printed_enough = inked >= (PRINTED if long > SURE else ALL_PRINTED) * area
            if is_thin and printed_enough and not is_streak:
                rules.append(Rule(left * scale, top * scale, (left + width) * scale, (top + height) * scale))
    return tuple(rules)


def without_rules(image: Image, dpi: float) -> Image:
    """Return the picture with its long straight lines whitened."""
    import cv2
    import numpy as np

    across, down = _masks(_ink(image), dpi)
    lines = cv2.dilate(across | down, np.ones((3, 3), np.uint8))
    cleaned: Image = image.copy()
    cleaned[lines > 0] = 255
    return cleaned


def _ink(image: Image) -> NDArray[np.uint8]:
    import numpy as np

    return (image[:, :, 0] < INK).astype(np.uint8)


def _masks(ink: NDArray[np.uint8], dpi: float) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return where ink makes long level lines, and where long upright ones."""
    thick, gap = max(2, round(THICKEST * dpi / POINTS)), max(2, round(GAP * dpi / POINTS))
    across, down = round(SHORTEST_ACROSS * dpi / POINTS), round(SHORTEST_DOWN * dpi / POINTS)
    level = _opened(_closed(ink, 1, gap), 1, across)
    upright = _opened(_closed(ink, gap, 1), down, 1)
    return level & ~_opened(level, thick, 1), upright & ~_opened(upright, 1, thick)


def _opened(mask: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """Keep what a bar of so many pixels fits into."""
    import cv2
    import numpy as np

    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((height, width), np.uint8)), np.uint8)


def _closed(mask: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """Bridge gaps that such a bar covers."""
    import cv2
    import numpy as np

    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((height, width), np.uint8)), np.uint8)


def _edge(rule: Rule) -> Edge:
    """Return a line as pdfplumber wants it: without thickness."""
    x, y = (rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2
    place = (rule.x0, rule.x1, y, y) if rule.is_level else (x, x, rule.y0, rule.y1)
    edge = dict(zip(("x0", "x1", "top", "bottom"), place, strict=True))
    return {
        **edge,
        "orientation": "h" if rule.is_level else "v",
        "width": place[1] - place[0],
        "height": place[3] - place[2],
    }


def _mended(edges: Sequence[Edge]) -> list[Edge]:
    """Return lines with what wear took out of them."""
    mended: list[Edge] = []
    for group in _by_line(edges):
        same = [e for e in edges if e["orientation"] == group[0]["orientation"]]
        others = [e for e in edges if e["orientation"] != group[0]["orientation"]]
        mended += _whole(group, others, max(map(_length, same)))
    return mended


def _by_line(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Group the pieces that lie on one line."""
    groups: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda e: (e["orientation"], e[_axes(e)[2]], e[_axes(e)[0]])):
        last = groups[-1][0] if groups else None
        across = _axes(edge)[2]
        if last and last["orientation"] == edge["orientation"] and edge[across] - last[across] <= SNAP:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups


def _whole(pieces: list[Edge], others: Sequence[Edge], longest: float) -> list[Edge]:
    """Return pieces as one line where they make most of it, as on worn copies; a gap between cells stays a gap."""
    start, end = _axes(pieces[0])[:2]
    pieces = sorted(pieces, key=lambda piece: float(piece[start]))
    inked = sum(piece[end] - piece[start] for piece in pieces)
    if inked < PRINTED * (pieces[-1][end] - pieces[0][start]) or inked < WORN * longest:
        return pieces
    whole = [pieces[0]]
    for piece in pieces[1:]:
        if _crossing(whole[-1], others, end) and _crossing(piece, others, start):
            whole.append(piece)
        else:
            whole[-1] = {**whole[-1], end: max(whole[-1][end], piece[end])}
    whole[0], whole[-1] = _reaching(whole[0], others, start), _reaching(whole[-1], others, end)
    return whole


def _reaching(edge: Edge, others: Sequence[Edge], which: str) -> Edge:
    """Let a worn line reach the next line across, if that is near."""
    if _crossing(edge, others, which):
        return edge
    first, last, near, far = _axes(edge)
    beyond = [o[first] for o in others if o[near] - SNAP <= edge[near] <= o[far] + SNAP]
    outward = [at for at in beyond if (at < edge[first] if which == first else at > edge[last])]
    reached = min(outward, key=lambda at: abs(float(at) - float(edge[which])), default=edge[which])
    return {**edge, which: reached} if abs(reached - edge[which]) <= REACH else edge


def _crossing(edge: Edge, others: Sequence[Edge], which: str) -> bool:
    """Tell whether an end of a line lies at a line across."""
    first, _, near, far = _axes(edge)
    return any(
        abs(o[first] - edge[which]) <= 2 * SNAP and o[near] - 2 * SNAP <= edge[near] <= o[far] + 2 * SNAP
        for o in others
    )


def _axes(edge: Edge) -> tuple[str, str, str, str]:
    """Return the names of a line's first and last place, then of those across it."""
    return ("x0", "x1", "top", "bottom") if edge["orientation"] == "h" else ("top", "bottom", "x0", "x1")


def _held(edges: Sequence[Edge], slack: float) -> list[Edge]:
    """Keep the lines that are long or end at other lines: pen strokes and underlines in a table do not."""
    kept = list(edges)
    longest = {way: max((_length(e) for e in edges if e["orientation"] == way), default=0.0) for way in "hv"}
    for _ in range(2):  # a stroke may end at another
        kept = [e for e in kept if _length(e) > WORN * longest[e["orientation"]] or _ends_at(e, kept, slack)]
    return kept


def _trimmed(edges: Sequence[Edge]) -> list[Edge]:
    """Cut off what stands out beyond the last line across: a stem of the letters there, run together with the line."""
    trimmed = []
    for edge in edges:
        first, last, near, far = _axes(edge)
        across = [o for o in edges if o["orientation"] != edge["orientation"]]
        at = [o[first] for o in across if o[near] - SCANNED_SNAP <= edge[near] <= o[far] + SCANNED_SNAP]
        start = min((a for a in at if SNAP < a - edge[first] < OVERSHOT), default=edge[first])
        end = max((a for a in at if SNAP < edge[last] - a < OVERSHOT), default=edge[last])
        is_met = [any(abs(a - edge[which]) <= SNAP for a in at) for which in (first, last)]
        trimmed.append({**edge, first: edge[first] if is_met[0] else start, last: edge[last] if is_met[1] else end})
    return trimmed


def _length(edge: Edge) -> float:
    first, last = _axes(edge)[:2]
    return float(edge[last] - edge[first])


def _ends_at(edge: Edge, others: Sequence[Edge], slack: float) -> bool:
    """Tell whether both ends of a line lie near lines across."""
    first, last, near, far = _axes(edge)
    across = [o for o in others if o["orientation"] != edge["orientation"]]
    crossing = [o[first] for o in across if o[near] - slack <= edge[near] <= o[far] + slack]
    return all(any(abs(end - at) <= slack for at in crossing) for end in (edge[first], edge[last]))


def _grid(cells: Iterable[tuple[float, float, float, float]], number: int) -> Grid:
    """Return a table's cells row by row; a cell that spans rows belongs to the first."""
    rows: list[list[Box]] = []
    for x0, y0, x1, y1 in sorted(cells, key=lambda c: (c[1], c[0])):
        cell = Box(number, x0, y0, x1, y1)
        if rows and y0 - rows[-1][0].y0 < SNAP:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    boxes = [cell for row in rows for cell in row]
    outer = Box(
        number, min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
    )
    return Grid(outer, tuple(tuple(sorted(row, key=lambda b: b.x0)) for row in rows))
