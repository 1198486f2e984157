from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.recogniser import model
from pipeline.ocr.lines import find_lines


class OneLine:
    """A network that finds one line of print, 40 pixels high, wherever there is ink on rows 200 to 800 of the page."""

    def run(self, names: None, fed: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        ink = fed["x"][0, 0, ::2, ::2]
        answer = np.full((1, 3, *ink.shape), -9.0, np.float32)
        rows, columns = np.nonzero(ink[100:400] > 0.5)
        middle = 100 + round((rows.min() + rows.max()) / 2)
        answer[0, 0, middle - 3 : middle + 3, columns.min() : columns.max()] = 9
        answer[0, 1:] = 20
        return [answer]


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "load", lambda _: OneLine())


def page(*inked: tuple[int, int]) -> NDArray[np.uint8]:
    """A page of 1536 rows with letters from column to column on rows 600 to 630."""
    grey = np.full((1536, 1088), 255, np.uint8)
    for start, end in inked:
        for x in range(start, end, 12):
            grey[600:630, x : x + 6] = 0
    return grey


def test_line_with_a_wide_gap_is_two() -> None:
    found = find_lines(page((100, 160), (260, 500)))
    assert [(round(line.x0, -1), round(line.x1, -1)) for line in found] == [(90, 160), (250, 500)]


def test_pale_dash_bridges_a_gap() -> None:
    grey = page((100, 160), (210, 500))
    grey[614:616, 175:195] = 190
    assert len(find_lines(grey)) == 1


def test_page_number_alone_is_found() -> None:
    grey = page((100, 500))
    grey[80:112, 540:556] = 0
    *_, folio = find_lines(grey)
    assert folio.x0 < 540 and folio.x1 > 556 and folio.y0 < 80 and folio.y1 > 112


@pytest.mark.parametrize("dashes", [(), ((510, 520), (576, 586))], ids=["2", "- 2 -"])
def test_page_number_at_the_foot_is_found(dashes: tuple[tuple[int, int], ...]) -> None:
    grey = page((100, 500))
    grey[1400:1432, 540:556] = 0
    for start, end in dashes:
        grey[1414:1418, start:end] = 0
    *_, folio = find_lines(grey)
    assert folio.y0 < 1400 and folio.y1 > 1432
    assert folio.x0 < min([540, *(start for start, _ in dashes)])
    assert folio.x1 > max([556, *(end for _, end in dashes)])


def test_scattered_ink_at_the_foot_is_no_page_number() -> None:
    grey = page((100, 500))
    grey[1400:1432, 540:556] = grey[1380:1400, 800:830] = 0
    assert len(find_lines(grey)) == 1


@pytest.mark.parametrize(("rows", "columns"), [((80, 86), (540, 546)), ((80, 150), (500, 620))], ids=["speck", "seal"])
def test_other_ink_above_the_text_is_no_page_number(rows: tuple[int, int], columns: tuple[int, int]) -> None:
    grey = page((100, 500))
    grey[slice(*rows), slice(*columns)] = 0
    assert len(find_lines(grey)) == 1


def test_solid_ink_is_no_print() -> None:
    grey = page((100, 500))
    grey[560:660, 20:80] = 0
    (line,) = find_lines(grey)
    assert line.x0 > 80


def test_place_without_ink_is_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class Blind(OneLine):
        def run(self, names: None, fed: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
            (answer,) = super().run(names, fed)
            answer[0, 0, 20:26, 40:80] = 9  # far above the print
            return [answer]

    monkeypatch.setattr(model, "load", lambda _: Blind())
    assert len(find_lines(page((100, 500)))) == 1
