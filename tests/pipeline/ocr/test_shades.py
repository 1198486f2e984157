from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.ocr.shades import without_ghosts


def page(ghost: int) -> NDArray[np.uint8]:
    """Dark lines of blocks at the left, others of some shade at the right."""
    picture = np.full((900, 900), 248, np.uint8)
    for y in range(60, 840, 40):
        for x in range(60, 420, 24):
            picture[y : y + 14, x : x + 14] = 40
            picture[y + 20 : y + 34, x + 430 : x + 444] = ghost
    return picture


@pytest.mark.parametrize("shade", [180, 205])
def test_print_of_the_back_goes(shade: int) -> None:
    image = without_ghosts(page(shade))
    assert image[:, 480:].min() > 245
    assert image[:, :420].min() <= 45


@pytest.mark.parametrize("shade", [40, 110, 240], ids=["print", "faint print", "grain of the paper"])
def test_what_is_no_ghost_stays(shade: int) -> None:
    assert (without_ghosts(page(shade)) == page(shade)).all()
