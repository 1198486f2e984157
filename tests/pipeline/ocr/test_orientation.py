from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from pipeline.document import Box
from pipeline.ocr.orientation import quarter_turns_of
from pipeline.ocr.preparation import prepare

if TYPE_CHECKING:
    from pipeline.readers import Image


def paper(*, lines: int = 30, marks: float = 0.5, skew: float = 0.0, seed: int = 0) -> Image:
    """Draw blocks for letters, at 100 dpi, every so many of them with a mark above, few with a tail below."""
    random = np.random.default_rng(seed)
    page = np.full((1169, 827), 255, np.uint8)
    for line in range(lines):
        x, width = 80, int(random.integers(300, 660))
        while x < 80 + width:
            top = 100 + 30 * line + int(skew * x)
            page[top : top + 8, x : x + 5] = 0
            if random.random() < marks:
                page[top - 5 : top - 2, x : x + 4] = 0
            if random.random() < 0.05:
                page[top + 8 : top + 11, x : x + 2] = 0
            x += 7 if random.random() < 0.8 else 16
    return page


@pytest.mark.parametrize("turned", range(4))
@pytest.mark.parametrize("skew", [-0.04, 0.0, 0.04])
@pytest.mark.parametrize("seed", range(3))
def test_turned_pages_are_set_upright(turned: int, skew: float, seed: int) -> None:
    page = np.ascontiguousarray(np.rot90(paper(skew=skew, seed=seed), turned))
    assert quarter_turns_of(page, 100) == -turned % 4


@pytest.mark.parametrize("dpi", [70, 100, 200, 300])
def test_resolution_does_not_matter(dpi: int) -> None:
    import cv2

    scaled = cv2.resize(paper(), None, fx=dpi / 100, fy=dpi / 100, interpolation=cv2.INTER_LINEAR)
    assert quarter_turns_of(np.asarray(scaled, np.uint8), dpi) == 0


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(np.full((1169, 827), 255, np.uint8), id="blank"),
        pytest.param(np.zeros((1169, 827), np.uint8), id="black"),
        pytest.param(paper(lines=1)[:, :300], id="a word"),
        pytest.param(paper(marks=0.05), id="as much above as below"),
        pytest.param(np.full((1, 60_000), 255, np.uint8), id="one line of pixels"),
    ],
)
def test_what_does_not_tell_stays_as_it_is(page: Image) -> None:
    assert quarter_turns_of(page, 100) == 0


@pytest.mark.parametrize("turned", range(4))
def test_boxes_lie_on_the_page_as_it_was(turned: int) -> None:
    upright = paper()
    prepared = prepare(np.repeat(upright[:, :, None], 3, axis=2), 100)
    box = Box(1, 72, 144, 108, 180)
    (there,) = prepared.boxes_on_page([box])
    page = np.rot90(upright, turned)
    again = prepare(np.ascontiguousarray(np.repeat(page[:, :, None], 3, axis=2)), 100)
    assert again.image.shape == prepared.image.shape
    assert (again.image == prepared.image).all()
    (found,) = again.boxes_on_page([box])
    ink = _ink_in(upright, there)
    assert ink > 0
    assert _ink_in(page, found) == pytest.approx(ink, rel=0.15)


def _ink_in(page: Image, box: Box) -> int:
    x0, y0, x1, y1 = (round(v / 72 * 100) for v in (box.x0, box.y0, box.x1, box.y1))
    return int((page[y0:y1, x0:x1] < 128).sum())


def test_page_typed_in_blue_keeps_its_ink() -> None:
    blue = np.repeat(paper()[:, :, None], 3, axis=2)
    blue[:, :, 2] = 255
    assert prepare(blue, 100).image.min() < 50
