"""Ruling lines, drawn in a PDF or found in a picture, and the tables that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.document import Box
from pipeline.ocr.edges import PRINTED, SNAP, Edge, held, mended, trimmed
from pipeline.ocr.rows import Grid
from pipeline.ocr.shapes import shapes_of
from pipeline.ocr.traces import Piece, followed, without_streaks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.readers import Image

Cell = tuple[float, float, float, float]  # left, top, right, bottom, in points

POINTS = 72.0
SHORTEST_ACROSS, SHORTEST_DOWN = 36.0, 15.0  # points; a shorter stroke belongs to a letter or an underline
LOWEST_CELL, NARROWEST_CELL, NARROWEST_TABLE = 11.0, 8.0, 120.0  # points
MOST_CELLS = 0.75  # of a table have room for text
THICKEST, GAP = 4.0, 2.4  # points; of lines, and of the breaks in them that are bridged
SURE, ALL_PRINTED = 24.0, 0.9  # points; a shorter line may be stems one above another, and has to be all ink
EDGE_TO_EDGE = 0.97  # of the page: such a line is a copier's streak or the shadow of an edge
MOST_TILT = 0.015  # of its length by which a line may lean, as in photos and in pages pulled through a scanner
MOST_RULES = 2_000
ASTRAY = 4.0  # points by which a leaning line may leave the edge of its cells
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
    edges = trimmed(held(mended(merged), 2 * snap)) if snap > SNAP else merged
    cells = intersections_to_cells(edges_to_intersections(edges, snap, snap))
    tables = ([cell for cell in table if _has_room(cell)] for table in _large_enough(cells_to_tables(cells)))
    grids = (_grid(table, number) for table in tables)
    return tuple(grid for grid in grids if _is_table(grid))


def _large_enough(tables: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """Yield the tables most of whose cells have room for text; between the strokes of letters there is none."""
    for cells in tables:
        if sum(map(_has_room, cells)) > MOST_CELLS * len(cells):
            yield cells


def _has_room(cell: Cell) -> bool:
    """Tell whether a line of text fits into a cell; a pen stroke or the frame of a stamp parts off narrow ones."""
    x0, y0, x1, y1 = cell
    return y1 - y0 >= LOWEST_CELL and x1 - x0 >= NARROWEST_CELL


def _is_table(grid: Grid) -> bool:
    wide = grid.box.x1 - grid.box.x0 >= NARROWEST_TABLE
    return wide and len(grid.rows) > 1 and max(map(len, grid.rows)) > 1


def rules_of(image: Image, dpi: float) -> tuple[Rule, ...]:
    """Return the long straight lines of a prepared picture."""
    ink = _ink(image)
    scale = POINTS / dpi
    rules: list[Rule] = []
    for mask in (mask for mask in _masks(ink, dpi) if mask.any()):
        statistics, in_ink = _shapes_in(mask, ink)
        for (left, top, width, height, area), inked in zip(statistics[1:].tolist(), in_ink[1:].tolist(), strict=True):
            short, long = sorted((width * scale, height * scale))
            is_thin = area * scale**2 <= THICKEST * long and short <= THICKEST + MOST_TILT * long
            is_streak = long > EDGE_TO_EDGE * scale * (mask.shape[1] if width > height else mask.shape[0])
            printed_enough = inked >= (PRINTED if long > SURE else ALL_PRINTED) * area
            if is_thin and printed_enough and not is_streak:
                rules.append(Rule(left * scale, top * scale, (left + width) * scale, (top + height) * scale))
    return _mended_in_picture(rules, image, dpi)


def _shapes_in(mask: NDArray[np.uint8], ink: NDArray[np.uint8]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return OpenCV's statistics of the shapes in a mask, of which most is empty, and how much of each is ink."""
    import cv2
    import numpy as np

    beside = np.ones(3)  # an empty row or column stays between two shapes
    rows, columns = (np.flatnonzero(np.convolve(mask.any(axis=axis), beside, "same")) for axis in (1, 0))
    full = np.ix_(rows, columns)
    labels, statistics = shapes_of(mask[full])
    in_ink = np.bincount(labels[(ink[full] & mask[full]) > 0], minlength=len(statistics))
    statistics[1:, cv2.CC_STAT_LEFT] = columns[statistics[1:, cv2.CC_STAT_LEFT]]
    statistics[1:, cv2.CC_STAT_TOP] = rows[statistics[1:, cv2.CC_STAT_TOP]]
    return statistics, in_ink


def _mended_in_picture(rules: Sequence[Rule], image: Image, dpi: float) -> tuple[Rule, ...]:
    """Return rules with the traces that worn ones left, and without streaks; as they are where they make no table."""
    import numpy as np

    level, upright = [r for r in rules if r.is_level], [r for r in rules if not r.is_level]
    if min(len(level), len(upright)) < 3 or len(rules) > MOST_RULES:
        return tuple(rules)
    scale = dpi / POINTS
    across = min(r.x0 for r in level) * scale, max(r.x1 for r in level) * scale
    down = min(r.y0 for r in level) * scale, max(r.y1 for r in level) * scale
    grey, turned = image[:, :, 0], np.ascontiguousarray(image[:, :, 0].T)
    rows = [Piece(r.x0 * scale, r.x1 * scale, (r.y0 + r.y1) * scale / 2) for r in level]
    columns = [Piece(r.y0 * scale, r.y1 * scale, (r.x0 + r.x1) * scale / 2) for r in upright]
    rows = followed(rows, grey, across, dpi)
    columns = followed(without_streaks(columns, turned, down, dpi), turned, down, dpi)
    places = [(p.start, p.at, p.end, p.at) for p in rows] + [(p.at, p.start, p.at, p.end) for p in columns]
    return tuple(Rule(*(float(at) / scale for at in place)) for place in places)


def without_rules(image: Image, dpi: float, grids: Sequence[Grid]) -> Image:
    """Return the picture with the lines around the cells of tables whitened."""
    import cv2
    import numpy as np

    across, down = _masks(_ink(image), dpi)
    around = np.zeros_like(across)
    for cell in (cell for grid in grids for row in grid.rows for cell in row):
        x0, y0, x1, y1 = (round(at * dpi / POINTS) for at in (cell.x0, cell.y0, cell.x1, cell.y1))
        cv2.rectangle(around, (x0, y0), (x1, y1), 1, 2 * round(ASTRAY * dpi / POINTS) + 1)
    lines = cv2.dilate((across | down) & around, np.ones((3, 3), np.uint8))
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


def _grid(cells: Sequence[Cell], number: int) -> Grid:
    """Return a table's cells row by row, each in its column.

    A cell that spans rows or columns belongs to the first; where it goes on, cells without width stand.
    """
    starts: list[float] = []
    for x0 in sorted(cell[0] for cell in cells):
        if not starts or x0 - starts[-1] >= SNAP:
            starts.append(x0)
    rows: list[dict[int, Box]] = []
    for x0, y0, x1, y1 in sorted(cells, key=lambda c: (c[1], c[0])):
        column = max(index for index, start in enumerate(starts) if start <= x0)
        if not rows or y0 - next(iter(rows[-1].values())).y0 >= SNAP:
            rows.append({})
        rows[-1][column] = Box(number, x0, y0, x1, y1)
    x1, y1 = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
    outer = Box(number, starts[0], min(cell[1] for cell in cells), x1, y1)
    return Grid(outer, tuple(tuple(_filled(row, starts)) for row in rows))


def _filled(row: dict[int, Box], starts: Sequence[float]) -> Iterator[Box]:
    """Yield the cells of a row, column by column."""
    first = next(iter(row.values()))
    for column, start in enumerate(starts):
        yield row.get(column) or replace(first, x0=start, x1=start, y1=first.y0)
