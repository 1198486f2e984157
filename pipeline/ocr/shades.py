"""The shades of a page picture: coloured ink, uneven light, specks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ocr.rubber import red_text
from pipeline.ocr.shapes import shapes_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.readers import Image

INK = 140  # grey level
FAINT = 18  # grey levels by which a ghost is darker than paper
GHOST = 0.45  # of the way from paper to print: what gets no darker anywhere is no print of this page
MOST_PALE = 0.5  # pale shapes for each dark one: a page with fewer has no ghosts
GRAIN = 8  # pixels at half the resolution: smaller shapes are grain
SHINING = 28  # grey levels by which ghosts have to be darker than paper; grain is no ghost
COLOURED = 10.0  # times more ink in colour than in black: on real pages with seals and signatures, at most 1.3


def without_colour(image: Image, dpi: float) -> Image:
    """Return grey shades in which coloured ink (red seals, blue signatures) is as light as paper.

    Red lines of text keep their ink, and so does a page of which most is in colour, such as one typed in blue.
    """
    import cv2
    import numpy as np

    if image.ndim == 2:
        return image
    red, green, blue = cv2.split(image)
    light = np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)
    dark = np.asarray(cv2.min(cv2.min(red, green), blue), np.uint8)
    in_colour, in_black = (int(np.count_nonzero(shades[::3, ::3] < INK)) for shades in (dark, light))
    if in_colour > COLOURED * max(1, in_black):
        return dark
    residue = cv2.subtract(red, cv2.max(green, blue))  # what red ink still takes of the light
    paler = cv2.threshold(light, INK, 255, cv2.THRESH_BINARY)[1]  # print under a seal stays as dark as it is
    grey = np.asarray(cv2.add(light, cv2.bitwise_and(residue, paler)), np.uint8)
    text = red_text(np.asarray(residue, np.uint8), dpi)
    return grey if text is None else np.asarray(np.where(text > 0, dark, grey), np.uint8)


def unevenness(grey: Image) -> float:
    """Return how much the shade of the empty paper varies over the page, in grey levels."""
    import cv2
    import numpy as np

    small = cv2.resize(grey[::3, ::3], (60, 84), interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((7, 7)))
    return float(np.percentile(paper, 95) - np.percentile(paper, 5))


def evened(grey: Image, dpi: float) -> Image:
    """Divide by the shade of the paper around."""
    import cv2
    import numpy as np

    size = max(5, int(dpi / 16) | 1)
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    paper = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), min(size, 119))
    paper = cv2.resize(paper, grey.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(paper, 1), scale=255), np.uint8)


def speckiness(grey: Image, dpi: float) -> float:
    """Return how many specks there are for each shape of letter size."""
    areas, _ = _shapes(grey)
    letters = int((areas > (dpi / 200) ** 2 * 25).sum())
    return int((areas <= _speck(dpi)).sum()) / max(1, letters)


def despeckled(grey: Image, dpi: float) -> Image:
    """Whiten specks, and soften the ragged edges that come with them."""
    import cv2
    import numpy as np

    areas, labels = _shapes(grey)
    is_speck = np.concatenate(([False], areas <= _speck(dpi)))
    cleaned = np.where(is_speck[labels], np.uint8(255), grey)
    return np.asarray(cv2.GaussianBlur(cleaned, (0, 0), 0.6 * dpi / 200), np.uint8)


def without_ghosts(grey: Image) -> Image:
    """Raise the white of a page until what shines through from the back of the sheet is gone.

    Ghosts are shapes nowhere near as dark as the page's letters; a page with few of them is left as it is.
    """
    import cv2
    import numpy as np

    coarse = np.ascontiguousarray(grey[::2, ::2])
    paper = float(np.median(coarse))
    print_shade = _print_shade(coarse, paper)
    weak = coarse < paper - FAINT
    least = paper - GHOST * (paper - print_shade)
    count, labels = cv2.connectedComponents(weak.astype(np.uint8), connectivity=8)
    has_dark = np.bincount(labels[coarse < least], minlength=count) > 0
    is_pale = ~has_dark & (np.bincount(labels.ravel(), minlength=count) >= GRAIN)
    has_dark[0] = is_pale[0] = False
    if int(is_pale.sum()) < max(1.0, MOST_PALE * int(has_dark.sum())):
        return grey
    white = max(least, float(np.percentile(coarse[is_pale[labels]], 8)))
    if paper - white < SHINING:
        return grey
    shades = np.arange(256)
    curve = np.where(shades < print_shade, shades, print_shade + (shades - print_shade) * _stretch(print_shade, white))
    return np.asarray(cv2.LUT(grey, np.clip(curve, 0, 255).astype(np.uint8)), np.uint8)


def _stretch(dark: float, white: float) -> float:
    return (255 - dark) / max(1.0, white - dark)


def _print_shade(grey: Image, paper: float) -> float:
    """Return the shade of the page's letters at their darkest."""
    import numpy as np

    inked = grey[grey < paper - INK / 2]
    return float(np.percentile(inked, 20)) if inked.size else paper - INK


def _speck(dpi: float) -> float:
    """Return the largest area of a speck, in pixels."""
    return max(2.0, (dpi / 200) ** 2 * 5)


def _shapes(grey: Image) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the areas of the connected shapes of ink, and which shape (from 1) each pixel belongs to."""
    import cv2

    labels, statistics = shapes_of(grey < INK)
    return statistics[1:, cv2.CC_STAT_AREA], labels
