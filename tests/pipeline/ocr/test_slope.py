from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.document import Box
from pipeline.ocr.preparation import prepare
from pipeline.ocr.slope import Bend, slope_of, unbent
from tests.pipeline.ocr.test_preparation import page as page_of_dashes


def bent(page: NDArray[np.uint8], by: float) -> NDArray[np.uint8]:
    """The page arched: the lines' middle stands `by` pixels higher than their ends."""
    import cv2

    rows, columns = np.mgrid[0 : page.shape[0], 0 : page.shape[1]].astype(np.float32)
    arch = by * np.sin(np.pi * columns / page.shape[1]).astype(np.float32)
    return np.asarray(cv2.remap(page, columns, rows + arch, cv2.INTER_LINEAR, borderValue=(255,)), np.uint8)


def test_straight_lines_are_left_alone() -> None:
    assert slope_of(page_of_dashes()[:, :, 0])[1] is None


@pytest.mark.parametrize("by", [-14.0, 10.0, 18.0])
def test_bent_lines_are_made_level(by: float) -> None:
    page = bent(page_of_dashes()[:, :, 0], by)
    _, bend = slope_of(page)
    assert bend is not None
    assert slope_of(unbent(page, bend))[1] is None
    middle, left, right = bend.below(np.array([450.0, 110.0, 790.0]), np.array([600.0, 600.0, 600.0]))
    assert middle - (left + right) / 2 == pytest.approx(-by * (1 - np.sin(np.pi * 110 / 900)), rel=0.2)


def test_boxes_lie_where_the_lines_bend() -> None:
    page = bent(page_of_dashes()[:, :, 0], 14.0)
    prepared = prepare(np.repeat(page[:, :, None], 3, axis=2), 72)
    middle, left = prepared.boxes_on_page([Box(1, x, 600, x + 10, 610) for x in (445, 105)])
    assert middle.y0 == pytest.approx(left.y0 - 14 * (1 - np.sin(np.pi * 110 / 900)), abs=2.5)


def test_bend_of_nothing() -> None:
    assert slope_of(np.full((800, 600), 255, np.uint8)) == (0.0, None)
    points = np.zeros(1)
    assert Bend(600, 800, (0.0,) * 10).below(points, points).tolist() == [0.0]
