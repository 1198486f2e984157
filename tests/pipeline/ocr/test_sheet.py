from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.document import Box
from pipeline.ocr.preparation import prepare
from pipeline.ocr.sheet import find_sheet, flat_size

CORNERS = [(90, 70), (760, 100), (800, 1080), (60, 1040)]


def photo(corners: list[tuple[int, int]] = CORNERS, *, shadow: float = 1.0) -> NDArray[np.uint8]:
    """A white sheet with lines of dashes on a dark table; the lower right part lies in a shadow."""
    import cv2

    sheet = np.full((1169, 827), 245, np.uint8)
    for y in range(120, 1050, 24):
        for x in range(90, 730, 32):
            sheet[y : y + 8, x : x + 20] = 30
    whole = np.array([[0, 0], [827, 0], [827, 1169], [0, 1169]], np.float32)
    way = cv2.getPerspectiveTransform(whole, np.array(corners, np.float32))
    seen = np.full((1170, 860), 255, np.uint8)
    shot = np.asarray(cv2.warpPerspective(sheet, way, (860, 1170)), np.uint8)
    seen = np.where(np.asarray(cv2.warpPerspective(np.full_like(sheet, 255), way, (860, 1170))) > 127, shot, 70)
    light = np.ones((1170, 860))
    light[600:, 400:] = shadow
    return np.repeat((seen * light).astype(np.uint8)[:, :, None], 3, axis=2)


@pytest.mark.parametrize("shadow", [1.0, 0.6], ids=["even light", "shadow"])
def test_sheet_is_found_by_its_edges(shadow: float) -> None:
    found = find_sheet(photo(shadow=shadow))
    assert found is not None
    assert np.abs(found - np.array(CORNERS)).max() < 12


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(np.full((1100, 800, 3), 250, np.uint8), id="a scan fills the picture"),
        pytest.param(np.full((1100, 800, 3), 20, np.uint8), id="nothing but black"),
        pytest.param(np.random.default_rng(0).integers(0, 255, (600, 400, 3), np.uint8), id="noise"),
    ],
)
def test_no_sheet(picture: NDArray[np.uint8]) -> None:
    assert find_sheet(picture) is None


@pytest.mark.parametrize(("width", "height", "dpi"), [(827, 1169, 100), (1169, 827, 100), (600, 600, 0)])
def test_resolution_follows_from_the_size_of_a4(width: int, height: int, dpi: int) -> None:
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    assert flat_size(corners) == pytest.approx((width, height, dpi), rel=0.01)


def test_boxes_lie_on_the_photo() -> None:
    picture = photo()
    picture[400:430, 300:420] = 245
    picture[405:425, 330:390] = 0
    prepared = prepare(picture, 72)
    assert prepared.dpi == pytest.approx(85, abs=12)
    dark = np.argwhere(prepared.image[:, :, 0] < 60)
    scale = 72 / prepared.dpi
    middle = prepared.image.shape[0] * 0.345, prepared.image.shape[1] * 0.36
    near = dark[np.abs(dark - np.array(middle)).max(axis=1) < 60]
    (y0, x0), (y1, x1) = near.min(axis=0) * scale, near.max(axis=0) * scale
    (box,) = prepared.boxes_on_page([Box(1, float(x0), float(y0), float(x1), float(y1))])
    assert box.x0 < 345 < box.x1
    assert box.y0 < 415 < box.y1
