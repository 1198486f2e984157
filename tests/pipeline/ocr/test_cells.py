from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pipeline.document import Box, Span, Word
from pipeline.ocr.cells import APART, spread
from pipeline.ocr.rows import Grid

if TYPE_CHECKING:
    from pipeline.readers import Image

DPI = 72.0  # a pixel is a point
LEFT, MIDDLE, RIGHT = 100.0, 160.0, 300.0
ROWS = (100.0, 140.0, 220.0)


def cell(x0: float, y0: float, x1: float, y1: float) -> Box:
    return Box(1, x0, y0, x1, y1)


GRID = Grid(
    cell(LEFT, ROWS[0], RIGHT, ROWS[2]),
    tuple((cell(LEFT, top, MIDDLE, bottom), cell(MIDDLE, top, RIGHT, bottom)) for top, bottom in pairwise(ROWS)),
)


def page(*inked: tuple[int, int, int, int]) -> Image:
    grey = np.full((400, 400), 255, np.uint8)
    for x0, y0, x1, y1 in inked:
        grey[y0:y1, x0:x1] = 0
    return np.broadcast_to(grey[:, :, None], (*grey.shape, 3))


def word(text: str, place: tuple[float, float, float, float], confidence: float = 0.9) -> Word:
    return Word(text, Span(0, len(text)), Box(1, *place), confidence)


def inked(image: Image) -> list[tuple[int, int]]:
    """Return the first and the last column of each piece of ink."""
    columns = np.flatnonzero((image[:, :, 0] < 128).any(axis=0))
    pieces = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)
    return [(int(piece[0]), int(piece[-1])) for piece in pieces]


def test_page_without_tables_is_left_as_it_is() -> None:
    image = page((50, 50, 60, 60))
    apart = spread(image, DPI, ())
    assert apart.image is image
    assert apart.restored([word("Giao", (50, 50, 60, 60))]) == [word("Giao", (50, 50, 60, 60))]


def test_columns_of_a_table_stand_apart_and_their_words_come_back() -> None:
    apart = spread(page((150, 110, 158, 120), (163, 115, 175, 125), (120, 50, 130, 60)), DPI, [GRID])
    assert inked(apart.image) == [(120, 129), (150, 157), (163 + APART, 174 + APART)]
    places = (120, 50, 130, 60), (150, 110, 158, 120), (163 + APART, 115, 175 + APART, 125)
    restored = apart.restored([word(text, place) for text, place in zip(("Phụ", "12", "Giao"), places, strict=True)])
    assert [w.box.x0 for w in restored] == [120, 150, 163]


def test_letters_that_reach_over_a_border_are_not_cut() -> None:
    apart = spread(page((150, 110, 162, 120), (170, 110, 180, 120)), DPI, [GRID])
    assert inked(apart.image) == [(150, 161), (170 + APART, 179 + APART)]


def test_text_beside_a_table_stays_beside_it() -> None:
    apart = spread(page((310, 110, 320, 120)), DPI, [GRID])
    assert inked(apart.image) == [(310 + 2 * APART, 319 + 2 * APART)]
    (restored,) = apart.restored([word("ghi", (310 + 2 * APART, 110, 320 + 2 * APART, 120))])
    assert restored.box.x0 == 310


UPWARD = (LEFT + 20, ROWS[1] + 10, LEFT + 30, ROWS[2] - 10)  # ink higher than wide, in a cell higher than wide


@pytest.mark.parametrize(("upright", "turned", "read"), [(0.1, 0.9, "Ghi chú"), (0.9, 0.1, "1 2")])
def test_print_that_runs_upwards_is_read_turned_where_that_is_surer(upright: float, turned: float, read: str) -> None:
    apart = spread(page(tuple(map(round, UPWARD))), DPI, [GRID])  # type: ignore[arg-type]
    strip = next(strip for strip in apart.strips if strip.is_turned)
    left, top, right, bottom = strip.now
    assert top >= 400 and right - left > bottom - top
    middle = (left + right) / 2
    found = [
        *(word(text, (*UPWARD[:2], UPWARD[2], UPWARD[1] + 10), upright) for text in ("1", "2")),
        word("Ghi", (left, top, middle, bottom), turned),
        word("chú", (middle, top, right, bottom), turned),
    ]
    restored = apart.restored(found)
    assert " ".join(w.text for w in restored) == read
    assert all(w.box.x0 >= LEFT and w.box.x1 <= MIDDLE and w.box.y1 <= ROWS[2] for w in restored)


def test_of_tables_beside_each_other_one_is_moved() -> None:
    beside = Grid(cell(320, 100, 380, 200), ((cell(320, 100, 350, 200), cell(350, 100, 380, 200)),))
    apart = spread(page((355, 110, 365, 120)), DPI, [GRID, beside])
    assert inked(apart.image) == [(355 + 2 * APART, 364 + 2 * APART)]
