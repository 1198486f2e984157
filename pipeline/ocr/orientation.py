"""Orientation: by how many quarter turns a page lies wrong, told from its letters alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.ocr.shapes import shapes_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.readers import Image

    Mask = NDArray[np.bool_]

DPI = 100.0  # at which pages are looked at
LONGEST = 12_000  # pixels, at that resolution
INK = 150  # grey level
SMALLEST, LARGEST = 3, 35  # pixels, the longer side of a letter
FEWEST = 80  # letters that it takes to tell
STRIPS = 6  # narrow enough for skewed lines to be level within each
PITCH = (11.0, 40.0)  # pixels from line to line
SIDEWAYS = 0.4  # of the rhythm across in the rhythm down; upright pages have 5 and more, pages on their side 0.2
LOWEST_BODY, TALLEST_BODY = 4, 20  # pixels of the body of a line, between its ascenders and its descenders
UPSIDE_DOWN = -0.06  # upright pages have +0.25 and more, those upside down -0.1 and less


def quarter_turns_of(grey: Image, dpi: float) -> int:
    """Return by how many quarter turns counter-clockwise the page has to be turned for its text to stand upright.

    Lines of text make a rhythm down the page that is not there across it. Above their bodies, Vietnamese lines carry
    marks and ascenders, far more than hangs below. A page with little text is taken as it is.
    """
    import numpy as np

    letters = _letters(grey, dpi)
    if letters is None:
        return 0
    if _rhythm(letters) > SIDEWAYS * _rhythm(letters.T):
        return 2 if _lean(letters) < UPSIDE_DOWN else 0
    return 1 if _lean(np.rot90(letters)) > _lean(np.rot90(letters, 3)) else 3


def _letters(grey: Image, dpi: float) -> Mask | None:
    """Return where shapes of the size of letters are; None where there are few, or the page is none that is read."""
    import cv2
    import numpy as np

    scale = DPI / dpi
    if max(grey.shape) * scale > LONGEST or min(grey.shape) * scale < 1:
        return None
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    labels, statistics = shapes_of(small < INK)
    side = statistics[:, (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT)].max(axis=1)
    chosen = (side >= SMALLEST) & (side < LARGEST) & (statistics[:, cv2.CC_STAT_AREA] > SMALLEST)
    chosen[0] = False  # the paper
    return np.asarray(chosen[labels], np.bool_) if chosen.sum() >= FEWEST else None


def _rhythm(letters: Mask) -> float:
    """Return how strongly ink comes and goes down the page at the pitch of lines, in strips from left to right."""
    import numpy as np

    height = letters.shape[0]
    frequencies = np.fft.rfftfreq(height)
    wanted = (frequencies > 1 / PITCH[1]) & (frequencies < 1 / PITCH[0])
    rows = np.stack([strip.sum(axis=1, dtype=float) for strip in np.array_split(letters, STRIPS, axis=1)])
    powers = np.abs(np.fft.rfft(rows, axis=1)) ** 2
    return float(powers[:, wanted].sum() / height)


def _lean(letters: Mask) -> float:
    """Return how much more ink stands above the bodies of lines than below, from -1 to 1."""
    import numpy as np

    above = below = 0.0
    for strip in np.array_split(letters, STRIPS + 2, axis=1):
        rows = strip.sum(axis=1, dtype=float)
        for top, bottom, higher, lower in _bodies(rows):
            above += float(rows[higher:top].sum())
            below += float(rows[bottom:lower].sum())
    return (above - below) / max(1.0, above + below)


def _bodies(rows: NDArray[np.float64]) -> list[tuple[int, int, int, int]]:
    """Return top and bottom of each line's body, and how far what belongs to the line can reach above and below."""
    import cv2
    import numpy as np

    most: Any = cv2.dilate(rows.reshape(-1, 1), np.ones((int(PITCH[1]) | 1, 1))).ravel()
    changes = np.diff(np.concatenate(([0], ((rows > 0.5 * most) & (rows > 2 * SMALLEST)).astype(np.int8), [0])))
    tops, bottoms = np.flatnonzero(changes == 1), np.flatnonzero(changes == -1)
    limits = np.concatenate(([0], (bottoms[:-1] + tops[1:]) // 2, [len(rows)]))
    return [
        (int(top), int(bottom), int(max(high, top - reach)), int(min(low, bottom + reach)))
        for top, bottom, high, low in zip(tops, bottoms, limits[:-1], limits[1:], strict=False)
        if LOWEST_BODY <= bottom - top <= TALLEST_BODY and (reach := max(2, int(0.7 * (bottom - top))))
    ]
