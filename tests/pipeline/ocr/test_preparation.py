from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.document import Box
from pipeline.ocr.preparation import FINEST, prepare
from pipeline.ocr.slope import skew_of


def page(height: int = 1200, width: int = 900) -> NDArray[np.uint8]:
    """A page of dashes in lines."""
    picture = np.full((height, width, 3), 255, np.uint8)
    for y in range(150, height - 150, 30):
        for x in range(100, width - 100, 40):
            picture[y : y + 10, x : x + 25] = 0
    return picture


def turned(picture: NDArray[np.uint8], angle: float) -> NDArray[np.uint8]:
    from PIL import Image

    return np.asarray(Image.fromarray(picture).rotate(angle, fillcolor="white", resample=Image.Resampling.BICUBIC))


@pytest.mark.parametrize("angle", [-3.0, -0.6, 0.0, 0.4, 2.2])
def test_skew_is_found_and_taken_out(angle: float) -> None:
    picture = turned(page(), angle)
    assert skew_of(picture[:, :, 0]) == pytest.approx(-angle, abs=0.2)
    assert abs(skew_of(prepare(picture, 150).image[:, :, 0])) < 0.3


def test_boxes_lead_back_to_the_page_as_it_was() -> None:
    picture = page()
    picture[440:600, 360:540] = 255
    picture[500:530, 400:500] = 0
    skewed = turned(picture, 2.0)
    prepared = prepare(skewed, 150)
    ink = np.argwhere(prepared.image[470:560, 380:520, 0] < 100) + np.array([470, 380])
    scale = 72 / prepared.dpi
    (y0, x0), (y1, x1) = ink.min(axis=0) * scale, ink.max(axis=0) * scale
    (box,) = prepared.boxes_on_page([Box(1, float(x0), float(y0), float(x1), float(y1))])
    block = np.argwhere(skewed[470:560, 380:520, 0] < 100) + np.array([470, 380])
    (top, left), (bottom, right) = block.min(axis=0) * scale, block.max(axis=0) * scale
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((left, top, right, bottom), abs=2)


def test_coloured_ink_is_taken_out_and_black_stays() -> None:
    picture = page()
    picture[20:80, 20:400] = (255, 60, 60)
    picture[40:50, 40:100] = (40, 20, 20)
    image = prepare(picture, 150).image
    assert image[30, 200].min() > 230
    assert image[45, 60].max() < 80


def test_fine_pictures_are_brought_down_and_coarse_ones_are_not_brought_up() -> None:
    assert prepare(page(2400, 1800), 300).dpi == FINEST
    coarse = prepare(page(600, 450), 75)
    assert (coarse.dpi, coarse.image.shape) == (75, (600, 450, 3))


def test_specks_are_removed() -> None:
    picture = page()
    picture[3:130:6, 3:130:6] = 0
    assert prepare(picture, 150).image[:130, :130].min() > 150


def test_shadow_is_evened_out() -> None:
    picture = page().astype(np.float64)
    shaded = (picture * np.linspace(0.45, 1.0, 900)[None, :, None]).astype(np.uint8)
    image = prepare(shaded, 150).image
    assert image[100:140].min() > 200


def test_empty_page() -> None:
    assert prepare(np.full((300, 200, 3), 255, np.uint8), 72).image.min() == 255
