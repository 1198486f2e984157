"""The sheet in a photo: found by its edges, and seen as from straight above."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from pipeline.readers import Image

    Corners = NDArray[np.float32]  # four points (x, y): top left, top right, bottom right, bottom left
    Matrix = NDArray[np.float64]

LOOKED_AT = 600  # pixels, the longer side of the picture in which the sheet is sought
SMALLEST_SHARE, LARGEST_SHARE = 0.25, 0.93  # of the picture; a scanner's page fills it
SOLID = 0.93  # of the four-cornered outline that the found shape must fill
SQUARE = 0.5  # largest cosine of a corner; 0.5 is 60 degrees
CONTRAST = 30.0  # grey levels between the sheet's edge and what lies right outside
SEEN = 0.7  # share of an outline's length at which the sheet must be lighter than what lies around
A4 = (8.27, 11.69)  # inches
LIKE_A4 = 0.12  # share by which the sides of an A4 sheet in a photo may miss their ratio


def find_sheet(image: Image) -> Corners | None:
    """Return the corners of the one light sheet on a darker ground; None where the page is the picture."""
    import cv2
    import numpy as np

    scale = min(1.0, LOOKED_AT / max(image.shape[:2]))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    grey = np.asarray(small.min(axis=2) if small.ndim == 3 else small, np.uint8)  # wood and skin are dark in blue
    grey = np.asarray(cv2.GaussianBlur(grey, (5, 5), 0), np.uint8)
    if float(np.percentile(grey, 98)) - float(np.percentile(_rim(grey), 20)) < CONTRAST:
        return None
    found = [corners for mask in _masks(grey) if (corners := _outline(mask)) is not None]
    standing = [(_standing_out(corners, grey), corners) for corners in found]
    share, best = max(standing, key=lambda pair: pair[0], default=(0.0, None))
    return np.asarray(best / scale, np.float32) if best is not None and share >= SEEN else None


def flat_size(corners: Corners) -> tuple[float, float, float]:
    """Return width and height of the sheet in pixels of the picture, and its resolution if it is A4, else 0."""
    import numpy as np

    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))
    short, long = sorted((width, height))
    if abs(long / short * A4[0] / A4[1] - 1) > LIKE_A4:
        return width, height, 0.0
    dpi = short / A4[0]
    return (short, dpi * A4[1], dpi) if width < height else (dpi * A4[1], short, dpi)


def _rim(grey: Image) -> Image:
    import numpy as np

    return np.concatenate([grey[:6].ravel(), grey[-6:].ravel(), grey[:, :6].ravel(), grey[:, -6:].ravel()])


def _masks(grey: Image) -> Iterator[NDArray[np.uint8]]:
    """Yield where the sheet may be: what is light in the picture, then what is light for its part of it."""
    import cv2
    import numpy as np

    light = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]
    even = _levelled(grey)
    level = cv2.threshold(even, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]
    for picture, shade in (
        (grey, light),
        (grey, 0.85 * light),
        (grey, 0.7 * light),
        (even, level),
        (even, 0.8 * level),
    ):
        mask = (picture > shade).astype(np.uint8) * 255
        closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
        yield np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8)), np.uint8)


def _levelled(grey: Image) -> Image:
    """Return the picture with the light of a lamp, brighter at one side, taken out."""
    import cv2
    import numpy as np

    light = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), grey.shape[1] / 4)
    return np.asarray(np.clip(grey * 128.0 / np.maximum(light, 1), 0, 255), np.uint8)


def _outline(mask: NDArray[np.uint8]) -> Corners | None:
    """Return the corners of the largest shape in a mask if it is a sheet."""
    import cv2
    import numpy as np

    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    contour = max(contours, key=cv2.contourArea)
    if not SMALLEST_SHARE < cv2.contourArea(contour) / mask.size < LARGEST_SHARE:
        return None
    hull = cv2.convexHull(contour)
    rough = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, True), True).reshape(-1, 2)
    if len(rough) != 4:
        return None
    corners = _refined(_ordered(np.asarray(rough, np.float32)), np.asarray(contour, np.int32).reshape(-1, 2))
    share = cv2.contourArea(contour) / max(1.0, cv2.contourArea(corners))
    return corners if SOLID < share < 1 / SOLID and _is_square(corners) else None


def _ordered(points: NDArray[np.float32]) -> Corners:
    """Return four points clockwise from the one nearest to the top left."""
    import numpy as np

    middle = points.mean(axis=0)
    clockwise = points[np.argsort(np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0]))]
    return np.asarray(np.roll(clockwise, -int(clockwise.sum(axis=1).argmin()), axis=0), np.float32)


def _refined(corners: Corners, contour: NDArray[np.int32]) -> Corners:
    """Lay a line along each side, by the points of its middle part, and return where the lines cross."""
    import cv2
    import numpy as np

    lines = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        side = end - start
        length = float(np.hypot(*side)) or 1.0
        along = (contour - start) @ side / length**2
        off = np.abs((contour - start) @ np.array([-side[1], side[0]]) / length)
        near = contour[(along > 0.1) & (along < 0.9) & (off < 0.02 * length + 2)]
        if len(near) < 10:
            return corners
        vx, vy, x, y = (float(v) for v in cv2.fitLine(near.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel())
        lines.append((vy, -vx, vy * x - vx * y))
    crossings = [np.linalg.solve([lines[i - 1][:2], lines[i][:2]], [lines[i - 1][2], lines[i][2]]) for i in range(4)]
    return np.asarray(crossings, np.float32)


def _is_square(corners: Corners) -> bool:
    import numpy as np

    sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.linalg.norm(sides, axis=1)
    cosines = (sides * np.roll(sides, 1, axis=0)).sum(axis=1) / np.maximum(1.0, lengths * np.roll(lengths, 1))
    even = min(lengths[0], lengths[2]) > 0.6 * max(lengths[0], lengths[2])
    return bool(np.abs(cosines).max() < SQUARE and even and min(lengths) > 0.6 * max(lengths[1], lengths[3]) * 0.6)


def _standing_out(corners: Corners, grey: Image) -> float:
    """Return the share of an outline that is lighter within than without, of the worst side but one."""
    import numpy as np

    middle = corners.mean(axis=0)
    height, width = grey.shape
    shares = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        points = start + np.linspace(0.05, 0.95, 80)[:, None] * (end - start)
        shades = []
        for step in (0.04, -0.03):  # of the way to the middle, and away from it
            x, y = (points + step * (middle - points)).T
            shades.append(grey[np.clip(y, 0, height - 1).astype(int), np.clip(x, 0, width - 1).astype(int)])
        lighter = shades[0].astype(float) > 1.15 * shades[1] + CONTRAST / 4
        shares.append(float(lighter.mean()))
    return sorted(shares)[1] + 0.1 * min(shares)
