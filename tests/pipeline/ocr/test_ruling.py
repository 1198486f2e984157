from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.ocr.edges import SCANNED_SNAP
from pipeline.ocr.ruling import Rule, grids_of, rules_of, without_rules

DPI = 150.0
SCALE = 72 / DPI


def page(columns: list[int], rows: list[int], shade: int = 0) -> NDArray[np.uint8]:
    picture = np.full((1200, 900, 3), 255, np.uint8)
    for y in rows:
        picture[y : y + 2, columns[0] : columns[-1] + 2] = shade
    for x in columns:
        picture[rows[0] : rows[-1] + 2, x : x + 2] = shade
    return picture


@pytest.mark.parametrize("shade", [0, 150, 200], ids=["black", "grey", "faint"])
def test_table_of_a_scan(shade: int) -> None:
    (grid,) = grids_of(rules_of(page([100, 300, 700], [200, 300, 380, 500], shade), DPI), 1, SCANNED_SNAP)
    assert [len(row) for row in grid.rows] == [2, 2, 2]
    first = grid.rows[0][0]
    assert (first.x0, first.y0, first.x1, first.y1) == pytest.approx(
        (100 * SCALE, 200 * SCALE, 300 * SCALE, 300 * SCALE), abs=1.5
    )


def test_broken_lines_still_make_a_table() -> None:
    picture = page([100, 300, 700], [200, 300, 380])
    picture[200:202, 400:410] = 255
    picture[330:338, 300:302] = 255
    assert [len(row) for row in grids_of(rules_of(picture, DPI), 1, SCANNED_SNAP)[0].rows] == [2, 2]


@pytest.mark.parametrize(
    ("columns", "rows"),
    [pytest.param([100, 700], [200, 300], id="a frame"), pytest.param([100, 700], [200, 300, 400], id="one column")],
)
def test_no_table(columns: list[int], rows: list[int]) -> None:
    assert grids_of(rules_of(page(columns, rows), DPI), 1, SCANNED_SNAP) == ()


def test_lines_of_letters_are_no_rules() -> None:
    picture = np.full((1200, 900, 3), 255, np.uint8)
    for x in range(100, 800, 12):
        picture[300:320, x : x + 3] = 0
    assert rules_of(picture, DPI) == ()


def test_cell_over_two_rows_belongs_to_the_first() -> None:
    rules = [Rule(0, y, 300, y) for y in (0, 80)] + [Rule(100, 40, 300, 40)]
    rules += [Rule(x, 0, x, 80) for x in (0, 100, 200, 300)]
    (grid,) = grids_of(rules, 1)
    assert [[cell.x1 > cell.x0 for cell in row] for row in grid.rows] == [[True] * 3, [False, True, True]]


def test_rules_are_whitened_and_letters_are_not() -> None:
    picture = page([100, 300, 700], [200, 300, 380])
    picture[250:252, 140:240] = 0  # the feet of the letters of a word, run together
    cleaned = without_rules(picture, DPI, grids_of(rules_of(picture, DPI), 1, SCANNED_SNAP))
    assert cleaned[200, 500].min() == 255
    assert cleaned[251, 152].max() == 0


def test_letters_of_coarse_scans_are_no_rules() -> None:
    picture = np.full((1169, 827, 3), 255, np.uint8)
    for x in range(100, 700, 9):
        picture[300:314, x : x + 5] = 90
    assert rules_of(picture, 100) == ()


def test_leaning_lines_of_a_photo_make_a_table() -> None:
    import cv2

    picture = np.full((1200, 900, 3), 255, np.uint8)
    for x in (100, 300, 700):
        cv2.line(picture, (x, 200), (x + 5, 700), (0, 0, 0), 2)
    for y in (200, 400, 700):
        cv2.line(picture, (100, y), (705, y), (0, 0, 0), 2)
    (grid,) = grids_of(rules_of(picture, DPI), 1, SCANNED_SNAP)
    assert [len(row) for row in grid.rows] == [2, 2]


def test_pen_strokes_and_overshooting_stems_make_no_cells() -> None:
    picture = page([100, 300, 700], [200, 300, 380, 500])
    picture[350:352, 150:260] = 0  # a stroke that ends at no line
    picture[186:200, 300:302] = 0  # a stem above the table, run together with its line
    (grid,) = grids_of(rules_of(picture, DPI), 1, SCANNED_SNAP)
    assert [len(row) for row in grid.rows] == [2, 2, 2]


def test_worn_lines_are_mended_and_gaps_between_cells_stay() -> None:
    picture = page([100, 300, 500, 700], [200, 300, 400, 500])
    picture[300:302, 180:215] = 255  # worn
    picture[400:402, 303:500] = 255  # the middle column has one cell over two rows
    (grid,) = grids_of(rules_of(picture, DPI), 1, SCANNED_SNAP)
    assert [[cell.x1 > cell.x0 for cell in row] for row in grid.rows] == [[True] * 3, [True] * 3, [True, False, True]]


def test_streaks_from_edge_to_edge_are_no_rules() -> None:
    picture = page([100, 300, 700], [200, 300, 380])
    picture[:, 420:422] = 60
    (grid,) = grids_of(rules_of(picture, DPI), 1, SCANNED_SNAP)
    assert [len(row) for row in grid.rows] == [2, 2]


def test_faint_traces_of_a_line_are_followed() -> None:
    picture = page([100, 300, 500, 700], [200, 300, 400, 500])
    picture[300:302, 330:680] = 225
    (grid,) = grids_of(rules_of(picture, DPI), 1, SCANNED_SNAP)
    assert [len(row) for row in grid.rows] == [3, 3, 3]


def test_streak_of_a_copier_parts_no_cells() -> None:
    picture = page([100, 300, 700], [200, 300, 380, 500])
    picture[40:1150, 420:422] = 120
    picture[260:280, 420:422] = 255
    (grid,) = grids_of(rules_of(picture, DPI), 1, SCANNED_SNAP)
    assert [len(row) for row in grid.rows] == [2, 2, 2]


def test_line_through_letters_is_none() -> None:
    picture = page([100, 300, 700], [200, 300, 380, 500])
    picture[200:500, 420:422] = 0
    for y in range(215, 490, 24):
        for x in range(330, 560, 8):
            picture[y : y + 14, x : x + 3] = 0
    (grid,) = grids_of(rules_of(picture, DPI), 1, SCANNED_SNAP)
    assert [len(row) for row in grid.rows] == [2, 2, 2]


def test_text_across_a_missing_line_does_not_part_its_cell() -> None:
    picture = page([100, 300, 500, 700], [200, 300, 400, 500])
    picture[395:407, 303:500] = 255
    for x in range(310, 490, 14):
        picture[388:402, x : x + 3] = 0
        picture[400:402, x : x + 7] = 0
    (grid,) = grids_of(rules_of(picture, DPI), 1, SCANNED_SNAP)
    assert [[cell.x1 > cell.x0 for cell in row] for row in grid.rows] == [[True] * 3, [True] * 3, [True, False, True]]
