"""Columns: tables whose lines are not drawn, or worn away altogether, told by their head and by numbered rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from normalizers.folding import fold
from pipeline.document import Box, Word
from pipeline.ocr.rows import Grid, Line, pieces_of

NUMBERS = re.compile(r"s?tt\.?")  # heads the column of running numbers
LONGEST = 5  # letters of it
NUMBER = re.compile(r"(\d{1,3})\.?")
FEWEST_ROWS, FEWEST_COLUMNS = 3, 3
GAP = 3.0  # points that no word reaches into, between columns
HEAD, LEADING = 3.5, 0.6  # heights by which a head rises above its label, and the white between its lines
STEP = 2.2  # heights from one line of a cell to the next


def grid_of(words: Sequence[Word]) -> Grid | None:
    """Return the first table that only white parts into columns; None where there is none.

    It has a head with a column of running numbers, and three numbered rows or more.
    """
    if not any(NUMBERS.fullmatch(fold(word.text)) for word in words if len(word.text) < LONGEST):
        return None
    height = median(w.box.y1 - w.box.y0 for w in words) or 1.0
    pieces = sorted(pieces_of(words, height), key=lambda piece: piece.y0)
    label = next((piece for piece in pieces if NUMBERS.fullmatch(fold(piece.text))), None)
    if label is None:
        return None
    tops = _numbered(label, pieces)
    if len(tops) < FEWEST_ROWS:
        return None
    top = _top(label, pieces, height)
    head = [p for p in pieces if top <= p.y0 < tops[0] - height / 2 and p.x0 >= label.x0]
    edges = _edges([p for p in pieces if p in head or tops[0] - height / 2 <= p.y0 <= tops[-1] + height / 2])
    edges = [start for start, end in pairwise(edges) if _is_headed((start, end), head)] + edges[-1:]
    if len(edges) <= FEWEST_COLUMNS:
        return None
    bottom = _bottom([p for p in pieces if p.y0 > tops[-1] - height / 2], edges, height)
    levels = [top - 1, *(top - height / 2 for top in tops), bottom + 1]
    page = words[0].box.page
    rows = (tuple(Box(page, x0, y0, x1, y1) for x0, x1 in pairwise(edges)) for y0, y1 in pairwise(levels))
    return Grid(Box(page, edges[0], levels[0], edges[-1], levels[-1]), tuple(rows))


def _top(label: Line, pieces: Sequence[Line], height: float) -> float:
    """Return where the head begins whose label stands in the middle of its cell; a title stands further above."""
    top = label.y0
    for piece in sorted(pieces, key=lambda p: -p.y1):
        if piece.y0 < top < piece.y1 + LEADING * height and piece.y0 > label.y0 - HEAD * height:
            top = piece.y0
    return top


def _numbered(label: Line, pieces: Sequence[Line]) -> list[float]:
    """Return the tops of the rows below a head that are numbered 1, 2, 3 ... under its label."""
    tops: list[float] = []
    for piece in pieces:
        first = piece.words[0]
        number = NUMBER.fullmatch(first.text)
        under = first.box.x0 < label.x1 and first.box.x1 > label.x0 and piece.y0 > label.y0
        if number and under and int(number[1]) == len(tops) + 1:
            tops.append(piece.y0)
    return tops


def _edges(pieces: Sequence[Line]) -> list[float]:
    """Return where columns begin, and where the last one ends: the middles of what no piece reaches into."""
    spans = sorted((word.box.x0, word.box.x1) for piece in pieces for word in piece.words)
    edges, reach = [spans[0][0] - GAP], spans[0][1]
    for start, end in spans:
        if start - reach > GAP:
            edges.append((start + reach) / 2)
        reach = max(reach, end)
    return [*edges, reach + GAP]


def _is_headed(column: tuple[float, float], head: Sequence[Line]) -> bool:
    """Tell whether a column has a head; one without is a chance gap between words."""
    return any(column[0] <= (piece.x0 + piece.x1) / 2 < column[1] for piece in head)


def _bottom(pieces: Sequence[Line], edges: Sequence[float], height: float) -> float:
    """Return where the last row ends: before a line that goes over columns, or far below the others."""
    bottom = pieces[0].y1
    for piece in pieces:
        crosses = any(piece.x0 < edge < piece.x1 for edge in edges[1:-1])
        if crosses or piece.y0 - bottom > STEP * height or piece.x0 < edges[0] or piece.x1 > edges[-1]:
            break
        bottom = max(bottom, piece.y1)
    return bottom
