"""Ruling lines, drawn in a PDF or found in a picture, and the tables that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.document import Box
from pipeline.ocr.layout import Grid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.readers import Image

POINTS = 72.0
SNAP = 3.0  # points by which lines that meet may miss each other in a drawing
SCANNED_SNAP = 8.0  # and in a scan, where light lines are broken
SHORTEST_ACROSS, SHORTEST_DOWN = 36.0, 15.0  # points; a shorter stroke belongs to a letter or an underline
LOWEST_CELL, NARROWEST_TABLE = 11.0, 120.0  # points; lower "cells" lie between the strokes of letters
THICKEST = 4.0  # points
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

    edges = merge_edges([_edge(rule) for rule in rules], SNAP, SNAP, 2 * snap, 2 * snap)
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

    rules: list[Rule] = []
    for mask in _masks(image, dpi):
        _, _, statistics, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        for left, top, width, height, _ in statistics[1:]:
            if min(width, height) * POINTS / dpi <= THICKEST:
                scale = POINTS / dpi
                rules.append(Rule(left * scale, top * scale, (left + width) * scale, (top + height) * scale))
    return tuple(rules)


def without_rules(image: Image, dpi: float) -> Image:
    """Return the picture with its long straight lines whitened."""
    import cv2
    import numpy as np

    across, down = _masks(image, dpi)
    lines = cv2.dilate(across | down, np.ones((3, 3), np.uint8))
    cleaned: Image = image.copy()
    cleaned[lines > 0] = 255
    return cleaned


def _masks(image: Image, dpi: float) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return where ink makes long level lines, and where long upright ones."""
    import numpy as np

    ink = (image.min(axis=2) < INK).astype(np.uint8)
    thick = max(2, round(THICKEST * dpi / POINTS))
    across, down = round(SHORTEST_ACROSS * dpi / POINTS), round(SHORTEST_DOWN * dpi / POINTS)
    level = _opened(_closed(ink, 1, 5), 1, across)
    upright = _opened(_closed(ink, 5, 1), down, 1)
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


def _edge(rule: Rule) -> dict[str, float | str]:
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
