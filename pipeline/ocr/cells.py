"""Cells: a picture in which the columns of tables stand apart, so that no line is found across two of them.

The cells of one row hold lines at different heights, and nothing but a rule, which engines do not see, parts them.
Text that may run upwards, as in the heads of narrow columns, is put below the page as well, turned; what is read there
counts where it is the surer reading of the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.document import Word
from pipeline.ocr.rows import Grid, middle_of, shared

if TYPE_CHECKING:
    from pipeline.readers import Image

Place = tuple[int, int, int, int]  # left, top, right, bottom, in pixels

POINTS = 72.0
APART = 18.0  # points put between two columns: more than stands between words, less than would make them small
SLACK = 4.0  # points beside the border of a cell in which the cut with the least ink is sought
INK = 170  # grey level
EDGE = 2.0  # points inside the border of a cell that may hold what is left of its lines
TALL, UPWARD, LEAST = 1.3, 1.8, 20.0  # times higher than wide: cells, and print that may run upwards; points high
EVEN = 0.5  # confidence of a word that speaks neither for a reading nor against it


@dataclass(frozen=True, slots=True)
class Strip:
    """What is moved: a part of the picture as it was, and where it begins now, in pixels.

    One that is turned lies a quarter turn clockwise.
    """

    place: Place
    left: int
    top: int
    is_turned: bool = False

    @property
    def now(self) -> Place:
        """Return where the part lies now."""
        x0, y0, x1, y1 = self.place
        width, height = (y1 - y0, x1 - x0) if self.is_turned else (x1 - x0, y1 - y0)
        return self.left, self.top, self.left + width, self.top + height

    def back(self, word: Word, scale: float) -> Word:
        """Return a word of the part where it stood; of a turned one, in reading order over the width of its place."""
        (x0, y0, x1, y1), (left, top, right, bottom) = self.place, self.now
        across, down = (x1 - x0) / (right - left), (y1 - y0) / (bottom - top)
        box = replace(
            word.box,
            x0=x0 * scale + across * (word.box.x0 - left * scale),
            y0=y0 * scale + down * (word.box.y0 - top * scale),
            x1=x0 * scale + across * (word.box.x1 - left * scale),
            y1=y0 * scale + down * (word.box.y1 - top * scale),
        )
        return replace(word, box=box)


@dataclass(frozen=True, slots=True)
class Spread:
    """A picture whose parts were moved, and the way back."""

    image: Image
    strips: tuple[Strip, ...]
    dpi: float

    def restored(self, words: Sequence[Word]) -> list[Word]:
        """Return words where they stand on the picture as it was; of print read in two ways, the surer ones."""
        scale = POINTS / self.dpi
        free, read = list[Word](), {strip: list[Word]() for strip in self.strips}
        for word in words:
            x, y = (word.box.x0 + word.box.x1) / 2 / scale, middle_of(word.box) / scale
            strip = next((strip for strip in self.strips if _holds(strip.now, x, y)), None)
            if strip:
                read[strip].append(strip.back(word, scale))
            else:
                free.append(word)
        upright = [*free, *(word for strip, found in read.items() if not strip.is_turned for word in found)]
        for strip in (strip for strip in self.strips if strip.is_turned):
            there = [
                w for w in upright if _holds(strip.place, (w.box.x0 + w.box.x1) / 2 / scale, middle_of(w.box) / scale)
            ]
            if _certainty(read[strip]) > _certainty(there):
                upright = [*(word for word in upright if word not in there), *read[strip]]
        return upright


def spread(image: Image, dpi: float, grids: Sequence[Grid]) -> Spread:
    """Return a picture without rules with the columns of its tables moved apart."""
    import numpy as np

    if not grids:
        return Spread(image, (), dpi)
    grey, gap = image[:, :, 0], round(APART * dpi / POINTS)
    beneath = [grid for k, grid in enumerate(grids) if all(shared(grid.box, other.box) <= 0 for other in grids[:k])]
    strips = [strip for grid in beneath for strip in _bands(grid, grey, dpi)]
    height, width = grey.shape
    for strip in (strip for grid in beneath for strip in _upward(grid, grey, dpi)):
        strips.append(replace(strip, left=gap, top=height + gap))
        height = strips[-1].now[3] + gap
    page = np.full((height, max([width, *(strip.now[2] for strip in strips)])), 255, np.uint8)
    page[: grey.shape[0], :width] = grey
    for x0, y0, x1, y1 in (strip.place for strip in strips if not strip.is_turned):
        page[y0:y1, x0:x1] = 255
    for strip in strips:
        (x0, y0, x1, y1), (left, top, right, bottom) = strip.place, strip.now
        page[top:bottom, left:right] = np.rot90(grey[y0:y1, x0:x1], 3 if strip.is_turned else 0)
    return Spread(np.broadcast_to(page[:, :, None], (*page.shape, 3)), tuple(strips), dpi)


def _holds(place: Place, x: float, y: float) -> bool:
    return place[0] <= x < place[2] and place[1] <= y < place[3]


def _certainty(words: Sequence[Word]) -> float:
    return sum(len(word.text) * (word.confidence - EVEN) for word in words)


def _bands(grid: Grid, grey: Image, dpi: float) -> Iterator[Strip]:
    """Yield the parts of a table from row to row and from column to column, each moved by its column."""
    scale, columns = dpi / POINTS, grey.shape[1]
    cells = [cell for row in grid.rows for cell in row if cell.x1 > cell.x0]
    starts = _apart([cell.x0 for cell in cells])
    levels = [round(at * scale) for at in _apart([at for cell in cells for at in (cell.y0, cell.y1)])]
    for top, bottom in pairwise(levels):
        middle = (top + bottom) / 2 / scale
        inside = sorted({cell.x0 for cell in cells if cell.y0 <= middle < cell.y1})
        if not inside or bottom <= top:
            continue
        cuts = [_cut(grey[top:bottom], at * scale, dpi) for at in (*inside[1:], grid.box.x1)]
        edges = [round(inside[0] * scale), *cuts, columns]
        number = [max(k for k, start in enumerate(starts) if start <= at) for at in inside]
        for (left, right), by in zip(pairwise(edges), (*number, len(starts)), strict=True):
            if by and right > left:
                yield Strip((left, top, right, bottom), left + round(by * APART * scale), top)


def _apart(places: Sequence[float]) -> list[float]:
    """Return places in order, those that are nearly one as one."""
    found: list[float] = []
    for at in sorted(places):
        if not found or at - found[-1] > SLACK:
            found.append(at)
    return found


def _cut(band: Image, at: float, dpi: float) -> int:
    """Return the column near the border of cells in which a band has the least ink."""
    import numpy as np

    slack, columns = max(1, round(SLACK * dpi / POINTS)), int(band.shape[1])
    first = min(max(0, round(at) - slack), columns - 1)
    last = min(columns, first + 2 * slack + 1)
    inked = (band[:, first:last] < INK).sum(axis=0)
    away = np.abs(np.arange(first, last) - at)
    return first + int(np.argmin(inked + away / (4 * slack)))


def _upward(grid: Grid, grey: Image, dpi: float) -> Iterator[Strip]:
    """Yield the insides of cells whose print may run upwards."""
    import numpy as np

    for cell in (cell for row in grid.rows for cell in row if cell.x1 > cell.x0):
        sides = (cell.x0 + EDGE, cell.y0 + EDGE, cell.x1 - EDGE, cell.y1 - EDGE)
        x0, y0, x1, y1 = (round(at * dpi / POINTS) for at in sides)
        ink = grey[y0:y1, x0:x1] < INK
        if ink.any() and y1 - y0 > TALL * (x1 - x0):
            width, height = (int(np.ptp(np.flatnonzero(ink.any(axis=axis)))) for axis in (0, 1))
            if height > max(LEAST * dpi / POINTS, UPWARD * width):
                yield Strip((x0, y0, x1, y1), 0, 0, is_turned=True)
