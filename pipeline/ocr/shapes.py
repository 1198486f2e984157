"""Shapes: the pieces of ink that hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Labels = NDArray[np.int32]


def shapes_of(ink: Any) -> tuple[Labels, Labels]:
    """Return which shape (from 1; 0 is the paper) each point of a mask belongs to, and OpenCV's statistics of each.

    Points hang together where they touch, at their corners too. OpenCV's usual way of finding them takes half as long
    again as that of Grana et al. (2010), with the same result.
    """
    import cv2
    import numpy as np

    mask = np.asarray(ink, np.uint8)
    _, labels, statistics, _ = cv2.connectedComponentsWithStatsWithAlgorithm(mask, 8, cv2.CV_32S, cv2.CCL_GRANA)
    return np.asarray(labels, np.int32), np.asarray(statistics, np.int32)
