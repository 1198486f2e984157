"""The slope of printed lines: how far a page lies askew, and how its lines bend.

Both are read from strips: the page is squeezed to a few columns, each of which holds how much ink every row has there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.readers import Image

    Values = NDArray[np.float64]
    Strips = NDArray[np.float32]

LARGEST_SKEW = 5.0  # degrees
ROWS, STRIPS = 1100, 48  # of the squeezed page
INK = 40  # grey levels that ink is darker than the middle shade of the page
BANDS, BAND = 11, 160  # parts of the page in which lines are followed, and the rows of each
STEP, REACH = 3, 6  # strips from one look at a line to the next, and rows by which it may have moved between
TERMS = ((1, 0), (2, 0), (3, 0), (4, 0), (1, 1), (2, 1), (3, 1), (4, 1), (1, 2), (2, 2))
"""Powers of the place across and down the page whose sum is a bend."""
ALIKE = 0.45  # correlation of the ink of two strips from which they are taken for the same lines
FEWEST = 60  # looks at lines that it takes to tell a bend
LEAST_BEND = 1.5  # rows; less is no bend that an engine minds
GAIN = 1.08  # by which straightening must sharpen the rows


@dataclass(frozen=True, slots=True)
class Bend:
    """How far below its level place the ink of each point stands, in pixels of a picture of this size."""

    width: int
    height: int
    terms: tuple[float, ...]

    def below(self, x: Values, y: Values) -> Values:
        """Return the distances at some points."""
        import numpy as np

        return np.asarray(_powers(2 * x / self.width - 1, 2 * y / self.height - 1) @ np.array(self.terms), np.float64)


def skew_of(grey: Image) -> float:
    """Return the angle, in degrees, by which to turn the page counter-clockwise for its lines to run level."""
    return _skew(_strips(grey), grey.shape)


def slope_of(grey: Image) -> tuple[float, Bend | None]:
    """Return the angle by which to turn the page, and how its lines bend then, None where they run straight."""
    strips = _strips(grey)
    angle = _skew(strips, grey.shape)
    return angle, _bend(_sheared(strips, _rows_per_strip(angle, strips, grey.shape)), grey.shape)


def _skew(strips: Strips, shape: tuple[int, ...]) -> float:
    """Return the best angle, sought in half degrees, then in tenths.

    It is the one at which the sums of the rows differ most from one row to the next (Postl's projection profile).
    """
    import cv2
    import numpy as np

    if not strips.any():
        return 0.0

    def best(angles: Values, ink: Strips) -> float:
        return float(max(angles, key=lambda angle: _profile(_sheared(ink, _rows_per_strip(angle, ink, shape)))))

    half = np.asarray(cv2.resize(strips, (STRIPS, max(1, len(strips) // 2)), interpolation=cv2.INTER_AREA), np.float32)
    coarse = best(np.arange(-LARGEST_SKEW, LARGEST_SKEW + 0.1, 0.5), half)
    return best(np.arange(coarse - 0.5, coarse + 0.51, 0.1), strips)


def _rows_per_strip(angle: float, strips: Strips, shape: tuple[int, ...]) -> float:
    return float(math.tan(math.radians(angle)) * (shape[1] / STRIPS) / (shape[0] / strips.shape[0]))


def _strips(grey: Image) -> Strips:
    """Squeeze a page: rows are kept up to a number, columns become few; 1 where all is ink, 0 where none is."""
    import cv2
    import numpy as np

    scale = min(1.0, ROWS / grey.shape[0])
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (small < np.median(small[::4, ::4]) - INK).astype(np.float32)
    return np.asarray(cv2.resize(ink, (STRIPS, ink.shape[0]), interpolation=cv2.INTER_AREA), np.float32)


def _sheared(strips: Strips, slope: float) -> Strips:
    """Move each strip up by `slope` more rows than the one before."""
    import cv2
    import numpy as np

    move = np.array([[1, 0, 0], [slope, 1, -slope * STRIPS / 2]], np.float64)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(strips, move, strips.shape[::-1], flags=flags), np.float32)


def _profile(strips: Strips) -> float:
    """Return how much the sums of rows change from row to row."""
    rows = strips.sum(axis=1)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _bend(strips: Strips, shape: tuple[int, ...]) -> Bend | None:
    """Return how the lines of a page of this shape bend, its strips being level.

    From strip to strip, lines are followed by the correlation of their ink; a smooth surface is laid through all the
    movements, those that disagree with it counting less and less.
    """
    import numpy as np

    looks = _movements(strips)
    if len(looks) < FEWEST:
        return None
    terms = _fitted(looks)
    rows = strips.shape[0]
    level = Bend(STRIPS, rows, tuple(terms))
    y, x = (g.ravel().astype(np.float64) for g in np.mgrid[0:rows:20, 0:STRIPS:4])
    if float(np.percentile(np.abs(level.below(x, y)), 95)) < LEAST_BEND:
        return None
    if _profile(_level(strips, level)) < GAIN * _profile(strips):
        return None
    scale = shape[0] / rows
    return Bend(shape[1], shape[0], tuple(float(term) * scale for term in terms))


def unbent(picture: Image, bend: Bend) -> Image:
    """Return a picture with its bent lines level."""
    import cv2
    import numpy as np

    height, width = picture.shape[:2]
    y, x = np.mgrid[0 : height + 32 : 32, 0 : width + 32 : 32].astype(np.float64)
    coarse = bend.below(x.ravel(), y.ravel()).reshape(x.shape).astype(np.float32)
    below = cv2.warpAffine(coarse, np.array([[32.0, 0, 0], [0, 32.0, 0]]), (width, height))
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    level = cv2.remap(picture, columns, rows + below, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(level, np.uint8)


def _movements(strips: Strips) -> Values:
    """Return a row for each look at lines: place across before and after, place down, rows moved down, certainty."""
    import numpy as np

    rows = strips.shape[0]
    looks = []
    for top in np.linspace(REACH, max(REACH, rows - BAND - REACH), BANDS).astype(int):
        band = strips[top : top + BAND]
        padded = strips[top - REACH : top + BAND + REACH]
        if len(padded) < BAND + 2 * REACH:
            break
        alike = _likeness(band[:, :-STEP], padded[:, STEP:])
        best = alike.argmax(axis=0)
        for strip in np.flatnonzero((alike.max(axis=0) > ALIKE) & (best > 0) & (best < 2 * REACH)):
            low, middle, high = (float(alike[best[strip] + k, strip]) for k in (-1, 0, 1))
            peak = 0.5 * (low - high) / min(-1e-6, low - 2 * middle + high)
            looks.append((strip + 0.5, strip + STEP + 0.5, top + BAND / 2, best[strip] + peak - REACH, middle))
    return np.array(looks, np.float64).reshape(-1, 5)


def _likeness(before: Strips, after: Strips) -> Values:
    """Return the correlation of the ink of strips with that of others, for each row at which these may begin."""
    import numpy as np

    first = before - before.mean(axis=0)
    moved = np.lib.stride_tricks.sliding_window_view(after, BAND, axis=0)  # rows to begin at, strips, rows
    second = moved - moved.mean(axis=2, keepdims=True)
    norms = np.sqrt((first**2).sum(axis=0)) * np.sqrt((second**2).sum(axis=2)) + 1e-6
    return np.asarray(np.einsum("ys,ksy->ks", first, second) / norms, np.float64)


def _fitted(looks: Values) -> Values:
    """Return the terms of the surface that moves as the lines do."""
    import numpy as np

    rows = float(looks[:, 2].max() + BAND / 2 + REACH)
    v = 2 * looks[:, 2] / rows - 1
    change = _powers(2 * looks[:, 1] / STRIPS - 1, v) - _powers(2 * looks[:, 0] / STRIPS - 1, v)
    weights = looks[:, 4].copy()
    ridge = 1e-3 * np.eye(len(TERMS))
    terms: Any = None
    for _ in range(6):
        weighted = change * weights[:, None]
        terms = np.linalg.solve(weighted.T @ change + ridge, weighted.T @ looks[:, 3])
        weights = looks[:, 4] / (1 + (np.abs(looks[:, 3] - change @ terms) / 0.3) ** 2)
    return np.asarray(terms, np.float64)


def _powers(u: Values, v: Values) -> Values:
    import numpy as np

    return np.stack([u**i * v**j for i, j in TERMS], axis=-1)


def _level(strips: Strips, bend: Bend) -> Strips:
    import cv2
    import numpy as np

    rows, columns = np.mgrid[0 : strips.shape[0], 0 : strips.shape[1]].astype(np.float64)
    below = bend.below(columns.ravel(), rows.ravel()).reshape(rows.shape)
    return np.asarray(
        cv2.remap(strips, columns.astype(np.float32), (rows + below).astype(np.float32), cv2.INTER_LINEAR)
    )
