"""Lines: where on a prepared page lines of print stand.

The network `finder.onnx` says of each point of a shrunk page whether it lies in the core of a line, and how far the
line reaches up and down from there. Cores that hang together are a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Any

from corpus.recogniser import model
from pipeline.ocr.shapes import shapes_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.readers import Image

SHRINK = 0.58  # times: a prepared page of 150 dots per inch comes to 87; finer ones take longer and show no more
SHORTEST, LONGEST = 1024, 1536  # pixels of the long side, to which small pages are enlarged and large ones shrunk
SOLID, THICK = 0.4, 9  # ink, and pixels both ways of what is no letter: a punched hole, a folded corner, a dark margin
MULTIPLE = 32  # its sides are multiples of this
OUT_STRIDE = 2  # pixels of the shrunk page for each point of the answer
CORE = 0.5  # chance above which a point is in a line's core
SMALLEST = 2  # points
LOW = 0.55  # times the usual height of the page's lines: what is lower, and short, is a speck
SHORTENED = 0.15  # of its height: how much the core is shorter than the line, at each end
INK = 200  # grey level: dashes are paler than letters
APART = 1.1  # times the height of a line: print further apart belongs to two, such as cells of a table
FOLIO = (0.4, 1.2)  # times the usual height: how high a page number is
SHORT, LONG, SPECK = 1.3, 4.0, 0.2  # times it: widths of a page number's parts, and of what is none; of ink that counts
MIDDLE, MARGIN = (0.36, 0.64), 0.02  # of the page's width, where it stands at its head; of its sides, without print


@dataclass(frozen=True, slots=True)
class Found:
    """The box of a line, in pixels of the page, and how sure it is that it is one."""

    x0: float
    y0: float
    x1: float
    y1: float
    chance: float

    @property
    def height(self) -> float:
        """Return the height of the line."""
        return self.y1 - self.y0


def find_lines(grey: Image) -> list[Found]:
    """Return the lines of a page, in no order."""
    ink, scale = _shrunk(grey)
    (answer,) = model.load(model.FINDER).run(None, {"x": ink[None, None]})
    rows, columns = grey.shape
    lines = []
    for x0, y0, x1, y1, chance in _boxes(answer[0]):
        box = max(0.0, x0 / scale), max(0.0, y0 / scale), min(columns, x1 / scale), min(rows, y1 / scale)
        if box[2] > box[0] and box[3] > box[1]:
            lines.append(Found(*box, chance))
    if not lines:
        return []
    usual = median(line.height for line in lines)
    whole = [line for line in lines if line.height > LOW * usual or line.x1 - line.x0 > 2 * usual]
    return _with_folios([part for line in whole for part in _parted(line, grey)], grey, usual)


def _parted(line: Found, grey: Image) -> Iterator[Found]:
    """Yield the parts of a line that stand far apart; none where it has no ink."""
    import numpy as np

    left, top, right, bottom = round(line.x0), round(line.y0), round(line.x1), round(line.y1)
    inked = np.flatnonzero(grey[top:bottom, left:right].min(axis=0, initial=255) < INK)
    edge = SHORTENED * line.height
    if not ((inked >= edge) & (inked < right - left - edge)).any():
        return
    gaps = np.flatnonzero(np.diff(inked) > APART * line.height)
    starts = [line.x0, *(left + int(inked[at + 1]) - edge for at in gaps)]
    ends = [*(left + int(inked[at]) + 1 + edge for at in gaps), line.x1]
    for start, end in zip(starts, ends, strict=True):
        yield replace(line, x0=start, x1=end)


def _with_folios(lines: list[Found], grey: Image, usual: float) -> list[Found]:
    """Return lines with the page number above or below them whole: alone it is too little for the network to find."""
    long = [line for line in lines if line.x1 - line.x0 > LONG * usual]
    if not long:
        return lines
    rows, columns = grey.shape
    first, last = min(line.y0 for line in long), max(line.y1 for line in long)
    above = MIDDLE[0] * columns, MARGIN * rows, MIDDLE[1] * columns, first - usual / 2
    below = MARGIN * columns, last + usual / 2, (1 - MARGIN) * columns, (1 - MARGIN) * rows
    for band in (above, below):
        beside = [line for line in lines if band[1] < (line.y0 + line.y1) / 2 < band[3]]
        folio = _folio(grey, band, usual) if all(line.x1 - line.x0 < SHORT * usual for line in beside) else None
        if folio and all(folio.x0 <= (line.x0 + line.x1) / 2 <= folio.x1 for line in beside):
            lines = [*(line for line in lines if line not in beside), folio]
    return lines


def _folio(grey: Image, band: tuple[float, float, float, float], usual: float) -> Found | None:
    """Return the page number in a band (left, top, right, bottom) with no other ink: `2`, or `- 2 -`."""
    import cv2
    import numpy as np

    left, top, right, bottom = map(round, band)
    if bottom - top < usual:
        return None
    close = np.ones((1, max(3, round(usual / 2))))
    ink = cv2.morphologyEx((grey[top:bottom, left:right] < INK).astype(np.uint8), cv2.MORPH_CLOSE, close)
    _, boxes = shapes_of(ink)
    shapes = [box for box in boxes[1:].tolist() if max(box[2:4]) > SPECK * usual]
    figures = [box for box in shapes if box[3] > FOLIO[0] * usual]
    if len(figures) != 1 or len(shapes) > 3 or figures[0][3] >= FOLIO[1] * usual or figures[0][2] >= 2 * usual:
        return None
    x0, x1 = min(box[0] for box in shapes), max(box[0] + box[2] for box in shapes)
    y0, height = figures[0][1], figures[0][3]
    more = max(0.0, 1.25 * usual - height) / 2
    if x1 - x0 > LONG * usual or any(not y0 - more < box[1] < y0 + height + more for box in shapes):
        return None
    return Found(left + x0 - more, top + y0 - more, left + x1 + more, top + y0 + height + more, CORE)


def _shrunk(grey: Image) -> tuple[NDArray[np.float32], float]:
    """Return the ink (0 for paper, 1 for black) of a page as the network wants it, and the scale."""
    import cv2
    import numpy as np

    long = max(grey.shape)
    scale = min(LONGEST, max(SHORTEST, SHRINK * long)) / long
    rows, columns = (max(1, round(side * scale)) for side in grey.shape)
    small = cv2.resize(grey, (columns, rows), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    ink = np.zeros([-(-side // MULTIPLE) * MULTIPLE for side in (rows, columns)], np.float32)
    ink[:rows, :columns] = 1 - small.astype(np.float32) / 255
    solid = cv2.morphologyEx((ink > SOLID).astype(np.uint8), cv2.MORPH_OPEN, np.ones((THICK, THICK)))
    if solid.any():
        ink[cv2.dilate(solid, np.ones((THICK, THICK))) > 0] = 0
    return ink, scale


def _boxes(answer: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the lines (left, top, right, bottom, chance) that the answer tells of: core, reach up, reach down."""
    import cv2
    import numpy as np

    chance = 1 / (1 + np.exp(-answer[0]))
    count, labels, statistics, _ = cv2.connectedComponentsWithStats((chance > CORE).astype(np.uint8), connectivity=4)
    own: Any = labels.ravel()
    inside = np.flatnonzero(own)
    own = own[inside]
    sizes = np.maximum(np.bincount(own, minlength=count), 1)

    def mean(values: Any) -> Any:
        return np.bincount(own, weights=values, minlength=count) / sizes

    heights = (inside // labels.shape[1] + 0.5) * OUT_STRIDE
    top = mean(heights - answer[1].ravel()[inside])
    bottom = mean(heights + answer[2].ravel()[inside])
    more = SHORTENED * np.maximum(1.0, bottom - top)
    left = statistics[:, cv2.CC_STAT_LEFT] * OUT_STRIDE
    right = left + statistics[:, cv2.CC_STAT_WIDTH] * OUT_STRIDE
    found = np.stack([left - more, top, right + more, bottom, mean(chance.ravel()[inside])], axis=1)
    return np.asarray(found[1:][statistics[1:, cv2.CC_STAT_AREA] >= SMALLEST], np.float64)
