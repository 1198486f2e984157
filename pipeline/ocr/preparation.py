"""Preparation of a page picture for OCR: each step only where the page needs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.document import Box
from pipeline.ocr.orientation import quarter_turns_of
from pipeline.ocr.shades import despeckled, evened, speckiness, unevenness, without_colour, without_ghosts
from pipeline.ocr.sheet import find_sheet, flat_size
from pipeline.ocr.slope import Bend, skew_of, slope_of, unbent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.readers import Image

    Matrix = NDArray[np.float64]
    Points = NDArray[np.float64]

POINTS = 72.0
FINEST = 150.0  # dots per inch; finer pictures take longer and read no better, measured on real scans
SMALLEST_SKEW = 0.15  # degrees
UNEVEN = 40.0  # grey levels between light and dark parts of the empty paper
SPECKY = 0.15  # specks for each letter
SMALLEST, LONGEST = 16, 40  # pixels across, and times longer than wide: beyond them no page, left as it is


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture to read: grey shades in three equal channels, its resolution, and the way back to the page as it was.

    The channels are one and the same memory, which nobody may write to. `to_page` takes points of this picture, an
    array of shape (n, 2) in PDF points, to the page, in PDF points.
    """

    image: Image
    dpi: float
    to_page: Callable[[Points], Points]

    def boxes_on_page(self, boxes: Sequence[Box]) -> list[Box]:
        """Return the boxes around where the corners of each box, and the middles of its sides, lie on the page."""
        import numpy as np

        x0, y0, x1, y1 = np.array([(box.x0, box.y0, box.x1, box.y1) for box in boxes], np.float64).reshape(-1, 4).T
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        around = ((x0, y0), (x1, y0), (x0, y1), (x1, y1), (x, y0), (x, y1), (x0, y), (x1, y))
        points = np.stack([np.stack(point, axis=1) for point in around], axis=1)
        placed = self.to_page(points.reshape(-1, 2)).reshape(points.shape)
        least, most = np.maximum(placed.min(axis=1), 0.0).tolist(), placed.max(axis=1).tolist()
        return [
            replace(box, x0=low[0], y0=low[1], x1=high[0], y1=high[1])
            for box, low, high in zip(boxes, least, most, strict=True)
        ]


def prepare(image: Image, dpi: float) -> Prepared:
    """Take out the sheet of a photo, colour, shadows and specks; turn the page upright, make its lines level."""
    import numpy as np

    short, long = sorted(image.shape[:2])
    if short < SMALLEST or long > LONGEST * short:
        return Prepared(image, dpi, _identity)
    flat, finer, back = _flattened(image, dpi)
    grey, finest, turns = _upright(flat, finer)
    back = back @ _unturn(turns, *flat.shape[:2]) @ np.diag([finer / finest, finer / finest, 1.0])
    if finest >= FINEST and speckiness(grey, finest) > SPECKY:
        grey = despeckled(grey, finest)
    level, turn, bend = _levelled(without_ghosts(grey))
    lean = np.eye(3)
    if flat is not image:
        level, lean = _erect(level)
    way = _way((back @ turn, bend, lean), dpi, finest)
    return Prepared(np.broadcast_to(level[:, :, None], (*level.shape, 3)), finest, way)


def _identity(points: Points) -> Points:
    return points


def _way(steps: tuple[Matrix, Bend | None, Matrix], dpi: float, finest: float) -> Callable[[Points], Points]:
    """Return the way from a prepared picture back to a page of `dpi`, the last of the steps being undone first."""
    import numpy as np

    first, bend, last = steps

    def to_page(points: Points) -> Points:
        pixels = _moved(points * finest / POINTS, last)
        if bend:
            x, y = pixels.T
            pixels = np.stack([x, y + bend.below(x, y)], axis=1)
        return np.asarray(_moved(pixels, first) * POINTS / dpi, np.float64)

    return to_page


def _moved(points: Points, way: Matrix) -> Points:
    import numpy as np

    placed = np.column_stack([points, np.ones(len(points))]) @ way.T
    return np.asarray(placed[:, :2] / placed[:, 2:], np.float64)


def _flattened(image: Image, dpi: float) -> tuple[Image, float, Matrix]:
    """Return a photo's sheet seen from straight above, its resolution, the way (3 x 3) back; scans stay as they are."""
    import cv2
    import numpy as np

    corners = find_sheet(image)
    if corners is None:
        return image, dpi, np.eye(3)
    width, height, found = flat_size(corners)
    found = found or dpi
    scale = min(1.0, FINEST / found)
    size = round(width * scale), round(height * scale)
    before = min(1.0, 1.4 * scale)  # a picture much too fine is averaged first, for no dot to be passed over
    seen = cv2.resize(image, None, fx=before, fy=before, interpolation=cv2.INTER_AREA) if before < 1 else image
    whole = np.array([[0, 0], [size[0], 0], size, [0, size[1]]], np.float32)
    way = cv2.getPerspectiveTransform(np.asarray(corners * before, np.float32), whole)
    flat = cv2.warpPerspective(seen, way, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    back = np.diag([1 / before, 1 / before, 1.0]) @ np.linalg.inv(way)
    return np.asarray(flat, np.uint8), found * scale, np.asarray(back, np.float64)


def _upright(image: Image, dpi: float) -> tuple[Image, float, int]:
    """Return the grey page, its text upright, its resolution, and the quarter turns counter-clockwise that it took."""
    import numpy as np

    grey, finest = _as_grey(image, dpi)
    turns = quarter_turns_of(grey, finest)
    if turns:
        grey, finest = _as_grey(np.ascontiguousarray(np.rot90(image, turns)), dpi)
    return grey, finest, turns


def _as_grey(image: Image, dpi: float) -> tuple[Image, float]:
    """Return the picture without colour and shadows, no finer than is of use, and its resolution."""
    import cv2
    import numpy as np

    grey = without_colour(image, dpi)
    if dpi > FINEST * 1.05:
        scale = FINEST / dpi
        dpi = FINEST
        grey = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    return (evened(grey, dpi) if unevenness(grey) > UNEVEN else grey), dpi


def _unturn(turns: int, height: int, width: int) -> Matrix:
    """Return the way (3 x 3) from a page turned counter-clockwise back to the page as it was, of this size."""
    import numpy as np

    ways = (
        ((1, 0, 0), (0, 1, 0)),
        ((0, -1, width), (1, 0, 0)),
        ((-1, 0, width), (0, -1, height)),
        ((0, 1, 0), (-1, 0, height)),
    )
    return np.array([*ways[turns], (0, 0, 1)], dtype=np.float64)


def _levelled(grey: Image) -> tuple[Image, Matrix, Bend | None]:
    """Return the page with its lines level and straight, the turn (3 x 3) to undo and the bend to undo before it."""
    import cv2
    import numpy as np

    angle, bend = slope_of(grey)
    turn = np.eye(3)
    if abs(angle) > SMALLEST_SKEW:
        height, width = grey.shape
        turn[:2] = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        turned = cv2.warpAffine(grey, turn[:2], (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        grey = np.asarray(turned, np.uint8)
    return (unbent(grey, bend) if bend else grey), np.asarray(np.linalg.inv(turn), np.float64), bend


def _erect(level: Image) -> tuple[Image, Matrix]:
    """Return a photographed page with its stems and margins upright, and the shear (3 x 3) to undo."""
    import cv2
    import numpy as np

    height, width = level.shape
    slope = float(np.tan(np.radians(skew_of(np.ascontiguousarray(level.T)))))
    lean = np.array([[1.0, slope, -slope * height / 2], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    erect = cv2.warpAffine(level, lean[:2], (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(erect, np.uint8), lean
