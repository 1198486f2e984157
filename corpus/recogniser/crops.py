"""Crops: a line cut out of a page as the recogniser takes it, 96 rows of ink with the line in the middle 32.

What stands above and below the line is part of the crop: it tells marks of one line from those of the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

HEIGHT = 96
STRIP = 1.4  # times the line's height that the middle third holds
BESIDE = 0.3  # of the line's height, left and right
STRIDE = 4  # columns of a crop that make one place of the network
HALO = 8  # empty columns after the widest crop of a batch
WIDEST = 4096  # columns


def cut(grey: Picture, box: tuple[float, float, float, float]) -> Picture:
    """Return the crop (96 rows, 255 for black) of the line in `box` (left, top, right, bottom, in pixels)."""
    import cv2
    import numpy as np

    x0, y0, x1, y1 = box
    height = max(1.0, y1 - y0)
    above = (3 * STRIP - 1) / 2 * height
    left, right = round(x0 - BESIDE * height), round(x1 + BESIDE * height)
    top, bottom = round(y0 - above), round(y1 + above)
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    rows, columns = grey.shape
    part = grey[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    beyond = max(0, -top), max(0, bottom - max(rows, 0)), max(0, -left), max(0, right - columns)
    if not part.size:
        return np.zeros((HEIGHT, 8), np.uint8)
    whole: Any = cv2.copyMakeBorder(part, *beyond, cv2.BORDER_CONSTANT, value=255) if any(beyond) else part
    width = max(8, min(WIDEST, round(whole.shape[1] * HEIGHT / whole.shape[0])))
    way = cv2.INTER_AREA if whole.shape[0] > HEIGHT else cv2.INTER_LINEAR
    return np.asarray(255 - cv2.resize(whole, (width, HEIGHT), interpolation=way), np.uint8)


def alone(crop: Picture) -> Picture:
    """Return a crop as the network reads one (1, 1, 96, width): filled up to whole places, and one more."""
    import numpy as np

    ink = np.zeros((1, 1, HEIGHT, -(-crop.shape[1] // STRIDE) * STRIDE + STRIDE), np.uint8)
    ink[0, 0, :, : crop.shape[1]] = crop
    return ink


def stack(crops: list[Picture]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return crops as one batch (lines, 1, 96, width) of ink from 0 to 1, for training, and the places each fills."""
    import numpy as np

    widest = max(crop.shape[1] for crop in crops)
    batch = np.zeros((len(crops), 1, HEIGHT, -(-widest // 8) * 8 + HALO), np.float32)
    for row, crop in enumerate(crops):
        batch[row, 0, :, : crop.shape[1]] = crop
    batch /= 255
    return batch, np.array([-(-crop.shape[1] // STRIDE) for crop in crops], np.int64)
