"""Preparation of a page picture for OCR: each step only where the page needs it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.document import Box
from pipeline.ocr.orientation import quarter_turns_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.readers import Image

    Matrix = NDArray[np.float64]

FINEST = 150.0  # dots per inch; finer pictures take longer and read no better, measured on real scans
LARGEST_SKEW = 5.0  # degrees
SMALLEST_SKEW = 0.15
UNEVEN = 40.0  # grey levels between light and dark parts of the empty paper
SPECKY = 0.15  # ink in specks as a share of ink in letters
SMALLEST, LONGEST = 16, 40  # pixels across, and times longer than wide: beyond them no page, left as it is
INK = 140  # grey level
COLOURED = 10.0  # times more ink in colour than in black: on real pages with seals and signatures, at most 1.3


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture to read: grey shades in three equal channels, its resolution, and the way back to the page as it was.

    `to_page` (2 x 3) takes a point of this picture, in PDF points, to the page, in PDF points.
    """

    image: Image
    dpi: float
    to_page: Matrix

    def box_on_page(self, box: Box) -> Box:
        """Return the box around where the corners of `box` lie on the page."""
        import numpy as np

        corners = np.array([[box.x0, box.y0, 1], [box.x1, box.y0, 1], [box.x0, box.y1, 1], [box.x1, box.y1, 1]])
        placed = corners @ self.to_page.T
        (x0, y0), (x1, y1) = placed.min(axis=0), placed.max(axis=0)
        return replace(box, x0=max(0.0, float(x0)), y0=max(0.0, float(y0)), x1=float(x1), y1=float(y1))


def prepare(image: Image, dpi: float) -> Prepared:
    """Take colour out, even the light, turn the page upright, straighten the lines, remove specks."""
    import cv2
    import numpy as np

    named = dpi
    short, long = sorted(image.shape[:2])
    if short < SMALLEST or long > LONGEST * short:
        return Prepared(image, dpi, np.eye(2, 3))
    grey, dpi = _as_grey(image, named)
    turns = quarter_turns_of(grey, dpi)
    unturn = _unturn(turns, *grey.shape)
    if turns:
        grey, dpi = _as_grey(np.rot90(image, turns), named)
    if dpi >= 150 and _speckiness(grey, dpi) > SPECKY:
        grey = _blurred(_despeckled(grey, dpi), dpi)
    angle = skew_of(grey)
    turn: Any = np.array([[1.0, 0, 0], [0, 1.0, 0]])
    if abs(angle) > SMALLEST_SKEW:
        height, width = grey.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        grey = _bytes(
            cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        )
    back = unturn @ np.vstack([cv2.invertAffineTransform(turn), [0.0, 0.0, 1.0]])
    back[:, 2] *= 72.0 / dpi
    return Prepared(np.repeat(grey[:, :, None], 3, axis=2), dpi, back)


def _unturn(turns: int, height: int, width: int) -> Matrix:
    """Return the way (2 x 3) from a page turned counter-clockwise back to the page as it was, of this size."""
    import numpy as np

    ways = (
        ((1, 0, 0), (0, 1, 0)),
        ((0, -1, width), (1, 0, 0)),
        ((-1, 0, width), (0, -1, height)),
        ((0, 1, 0), (-1, 0, height)),
    )
    return np.array(ways[turns], dtype=np.float64)


def skew_of(grey: Image) -> float:
    """Return the angle, in degrees, by which to turn the page counter-clockwise for its lines to run level.

    The best angle is the one at which the sums of the rows differ most from one row to the next (Postl's projection
    profile), sought in half degrees, then in tenths.
    """
    import cv2
    import numpy as np

    scale = min(1.0, 900 / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (small < np.percentile(small, 50) - 40).astype(np.float32)
    if not ink.any():
        return 0.0
    height, width = ink.shape

    def sharpness(angle: float) -> float:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        rows = cv2.warpAffine(ink, turn, (width, height)).sum(axis=1)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    coarse = max(np.arange(-LARGEST_SKEW, LARGEST_SKEW + 0.1, 0.5), key=sharpness)
    return float(max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=sharpness))


def _as_grey(image: Image, dpi: float) -> tuple[Image, float]:
    """Return the picture without colour and shadows, no finer than is of use, and its resolution."""
    grey, dpi = _shrink(_without_colour(image), dpi)
    return (_evened(grey, dpi) if _unevenness(grey) > UNEVEN else grey), dpi


def _without_colour(image: Image) -> Image:
    """Return grey shades in which coloured ink (red seals, blue signatures) is as light as paper.

    A page of which most is in colour, such as one typed in blue, keeps it.
    """
    if image.ndim == 2:
        return image
    light: Image = image.max(axis=2)
    dark: Image = image.min(axis=2)
    is_coloured = (dark < INK).sum() > COLOURED * max(1, (light < INK).sum())
    return dark if is_coloured else light


def _shrink(grey: Image, dpi: float) -> tuple[Image, float]:
    import cv2

    if dpi <= FINEST * 1.05:
        return grey, dpi
    scale = FINEST / dpi
    return _bytes(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)), FINEST


def _unevenness(grey: Image) -> float:
    """Return how much the shade of the empty paper varies over the page, in grey levels."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, (60, 84), interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((7, 7)))
    return float(np.percentile(paper, 95) - np.percentile(paper, 5))


def _evened(grey: Image, dpi: float) -> Image:
    """Divide by the shade of the paper around."""
    import cv2
    import numpy as np

    size = max(5, int(dpi / 16) | 1)
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    paper = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), min(size, 119))
    paper = cv2.resize(paper, grey.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return np.clip(grey.astype(np.float32) * 255 / np.maximum(paper, 1), 0, 255).astype(np.uint8)


def _speckiness(grey: Image, dpi: float) -> float:
    """Return how many specks there are, against the ink in shapes of letter size."""
    areas, _ = _shapes(grey)
    letters = int((areas > (dpi / 200) ** 2 * 25).sum())
    return int((areas <= _speck(dpi)).sum()) / max(1, letters)


def _despeckled(grey: Image, dpi: float) -> Image:
    import numpy as np

    areas, labels = _shapes(grey)
    cleaned: Image = grey.copy()
    specks = np.flatnonzero(areas <= _speck(dpi)) + 1
    cleaned[np.isin(labels, specks)] = 255
    return cleaned


def _blurred(grey: Image, dpi: float) -> Image:
    import cv2

    return _bytes(cv2.GaussianBlur(grey, (0, 0), 0.6 * dpi / 200))


def _speck(dpi: float) -> float:
    """Return the largest area of a speck, in pixels."""
    return max(2.0, (dpi / 200) ** 2 * 5)


def _shapes(grey: Image) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the areas of the connected shapes of ink, and which shape (from 1) each pixel belongs to."""
    import cv2
    import numpy as np

    _, labels, statistics, _ = cv2.connectedComponentsWithStats((grey < INK).astype(np.uint8), connectivity=8)
    return np.asarray(statistics[1:, cv2.CC_STAT_AREA], np.int32), np.asarray(labels, np.int32)


def _bytes(picture: Any) -> Image:
    """Return what OpenCV made as the type that pictures have."""
    import numpy as np

    return np.asarray(picture, dtype=np.uint8)
