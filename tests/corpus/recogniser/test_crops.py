from __future__ import annotations

import numpy as np
import pytest

from corpus.recogniser.crops import HEIGHT, STRIDE, alone, cut, stack


def page() -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    grey = np.full((200, 400), 255, np.uint8)
    grey[90:110, 100:300] = 0
    return grey


def test_line_stands_in_the_middle_third() -> None:
    crop = cut(page(), (100, 90, 300, 110))
    rows = np.flatnonzero((crop > 128).any(axis=1))
    assert crop.shape[0] == HEIGHT
    assert HEIGHT // 3 <= rows[0] <= rows[-1] < 2 * HEIGHT // 3
    assert abs((rows[0] + rows[-1]) / 2 - HEIGHT / 2) < 2


def test_what_stands_above_is_part_of_the_crop() -> None:
    grey = page()
    grey[60:75, 150:250] = 0
    assert (cut(grey, (100, 90, 300, 110))[: HEIGHT // 3] > 128).any()


@pytest.mark.parametrize("box", [(-20, -10, 30, 15), (390, 190, 420, 230), (0, 0, 400, 5), (500, 20, 600, 40)])
def test_boxes_over_the_edge_are_filled_with_paper(box: tuple[float, float, float, float]) -> None:
    crop = cut(np.full((200, 400), 255, np.uint8), box)
    assert crop.shape[0] == HEIGHT
    assert not crop.any()


def test_batch_is_as_wide_as_its_widest_line() -> None:
    crops = [np.full((HEIGHT, width), 255, np.uint8) for width in (40, 101)]
    ink, places = stack(crops)
    assert ink.shape[:3] == (2, 1, HEIGHT)
    assert ink.shape[3] >= 101
    assert ink[0, 0, :, 40:].max() == 0
    assert ink[1, 0, :, :101].min() == 1
    assert places.tolist() == [40 // STRIDE, -(-101 // STRIDE)]


@pytest.mark.parametrize("width", [8, 9, 101])
def test_line_alone_fills_all_places_but_the_last(width: int) -> None:
    ink = alone(np.full((HEIGHT, width), 7, np.uint8))
    assert ink.shape == (1, 1, HEIGHT, (-(-width // STRIDE) + 1) * STRIDE)
    assert ink[..., :width].min() == 7
    assert not ink[..., width:].any()
