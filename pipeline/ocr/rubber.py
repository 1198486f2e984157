"""Rubber stamps: red text that belongs to the paper, such as a post, a name or HỎA TỐC, told from round seals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ocr.shapes import shapes_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.readers import Image

    Mask = NDArray[np.uint8]

RED = 60  # grey levels by which red outshines the other colours
FEWEST = 400  # red pixels at the resolution of a search, less than a word
COARSE, FINE = 75.0, 150.0  # dots per inch at which seals and letters are sought
MILLIMETRE = 1 / 25.4  # inches
SEAL = (13.0, 23.0)  # millimetres, the radius of round seals
RING = 0.35  # share of a circle that is ink where there is a ring
VOTES = 30  # points of a ring that agree on its middle, as OpenCV counts them
LETTER = (1.3, 8.0)  # millimetres high
LINE = (1.8, 9.0, 9.0)  # millimetres: lowest, highest, and narrowest line of text
SPACE = 3.2  # millimetres between words
FEWEST_LETTERS = 4
INK_SHARE = (0.12, 0.75)  # of the box around a line


def red_text(residue: Image, dpi: float) -> Mask | None:
    """Return where lines of red text stand, from how far red outshines other colours; None where there are none."""
    import cv2
    import numpy as np

    red = (residue > RED).astype(np.uint8)
    if int(np.count_nonzero(red[::2, ::2])) < FEWEST:
        return None
    scale = min(1.0, FINE / dpi)
    small = np.asarray(cv2.resize(red, None, fx=scale, fy=scale, interpolation=cv2.INTER_NEAREST), np.uint8)
    free = _without_seals(small, dpi * scale)
    found = np.zeros_like(small)
    unit = dpi * scale * MILLIMETRE
    for left, top, width, height in _lines(free, unit):
        reach = round(0.7 * height)  # a letter may stand in the ring of the seal
        found[top : top + height, max(0, left - reach) : left + width + reach] = 1
    if not found.any():
        return None
    found &= _small_shapes(free, unit) | _without_thin(small & ~free)
    return np.asarray(cv2.resize(found, red.shape[::-1], interpolation=cv2.INTER_NEAREST), np.uint8) & red


def _without_seals(red: Mask, dpi: float) -> Mask:
    """Return red ink outside round seals."""
    import cv2
    import numpy as np

    scale = COARSE / dpi
    small = cv2.resize(red * np.uint8(255), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    least, most = (round(r * MILLIMETRE * COARSE) for r in SEAL)
    circles = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT, 1.5, least, param1=100, param2=VOTES, minRadius=least, maxRadius=most
    )
    free = red.copy()
    for x, y, _ in np.asarray(circles if circles is not None else []).reshape(-1, 3):
        radius = _outer_ring(np.asarray(small, np.uint8), float(x), float(y))
        if radius:
            cv2.circle(free, (int(x / scale), int(y / scale)), int((radius + 2) / scale) + 1, 0, -1)
    return free


def _outer_ring(red: Image, x: float, y: float) -> float:
    """Return the radius of the outermost ring around a point, 0 where ink makes none."""
    import numpy as np

    least, most = (r * MILLIMETRE * COARSE for r in SEAL)
    rows, columns = np.nonzero(red > 80)
    away = np.hypot(columns - x, rows - y)
    inked = np.bincount(away[away < most + 2].astype(int), minlength=int(most) + 3)[: int(most) + 2]
    shares = inked / (2 * np.pi * np.maximum(1, np.arange(len(inked)) + 0.5))
    rings = np.flatnonzero((shares > RING) & (np.arange(len(inked)) >= least))
    return float(rings.max()) if len(rings) else 0.0


def _lines(free: Mask, unit: float) -> list[tuple[int, int, int, int]]:
    """Return the boxes (left, top, width, height) of what stands in lines of letters; `unit` is a millimetre."""
    import cv2
    import numpy as np

    letters = _small_shapes(free, unit, LETTER[0])
    joined = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((1, max(3, round(SPACE * unit))), np.uint8))
    _, boxes = shapes_of(joined)
    lines = []
    for left, top, wide, high, _ in boxes[1:].tolist():
        box = letters[top : top + high, left : left + wide]
        count = cv2.connectedComponents(box, connectivity=8)[0] - 1
        is_line = LINE[0] * unit <= high <= LINE[1] * unit and wide >= max(LINE[2] * unit, 1.5 * high)
        if is_line and count >= FEWEST_LETTERS and INK_SHARE[0] < float(box.mean()) < INK_SHARE[1]:
            mark = round(0.35 * high)  # marks above and below the letters
            lines.append((left, max(0, top - mark), wide, high + 2 * mark))
    return lines


def _small_shapes(mask: Mask, unit: float, lowest: float = 0.0) -> Mask:
    """Return the shapes no larger than letters, which frames are not, and no lower than so many millimetres."""
    import cv2
    import numpy as np

    labels, statistics = shapes_of(mask)
    height, width = statistics[:, cv2.CC_STAT_HEIGHT], statistics[:, cv2.CC_STAT_WIDTH]
    is_letter = (height >= lowest * unit) & (height < LETTER[1] * unit) & (width < 3 * LETTER[1] * unit)
    is_letter[0] = False
    return np.asarray(is_letter[labels], np.uint8)


def _without_thin(red: Mask) -> Mask:
    """Return red ink without the thin lines of rings that run through a line of text."""
    import cv2
    import numpy as np

    thick = cv2.morphologyEx(red, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    return np.asarray(cv2.dilate(np.asarray(thick, np.uint8), np.ones((2, 2), np.uint8)), np.uint8)
