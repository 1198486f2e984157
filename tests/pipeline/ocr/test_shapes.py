from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.ocr.shapes import shapes_of


def test_points_that_touch_at_a_corner_are_one_shape() -> None:
    labels, statistics = shapes_of(np.array([[1, 0, 0, 0], [0, 1, 0, 1]], bool))
    assert labels.tolist() == [[1, 0, 0, 0], [0, 1, 0, 2]]
    assert statistics[1:, cv2.CC_STAT_AREA].tolist() == [2, 1]
    assert statistics[1, : cv2.CC_STAT_HEIGHT + 1].tolist() == [0, 0, 2, 2]


@pytest.mark.parametrize("seed", range(3))
def test_shapes_are_those_of_the_usual_way(seed: int) -> None:
    mask = (np.random.default_rng(seed).random((40, 50)) < 0.3).astype(np.uint8)
    _, labels, statistics, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = shapes_of(mask)
    assert np.array_equal(found[0], labels)
    assert np.array_equal(found[1], statistics)
