from __future__ import annotations

import random

import numpy as np
import pytest

from corpus.recogniser.damage import FINEST, damage
from corpus.recogniser.rendering import Strip


def strip(dpi: float) -> Strip:
    """Return a strip with rows of upright strokes where lines of print would be."""
    inch = dpi / 100
    grey = np.full((round(150 * inch), round(500 * inch)), 255, np.uint8)
    boxes = tuple((40 * inch, top * inch, right * inch, (top + 20) * inch) for top, right in ((40, 460), (90, 300)))
    for x0, y0, x1, y1 in boxes:
        for stroke in np.arange(x0, x1, 6 * inch):
            grey[round(y0) : round(y1), round(stroke) : round(stroke + 3 * inch)] = 0
    return Strip(grey, ("trên", "dưới"), boxes, dpi)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("dpi", [80, 300])
def test_lines_stay_where_their_boxes_are(seed: int, dpi: float) -> None:
    worn = damage(strip(dpi), strip(dpi), random.Random(seed))
    assert worn.dpi == min(dpi, FINEST)
    assert worn.texts == ("trên", "dưới")
    for x0, y0, x1, y1 in worn.boxes:
        inside = worn.grey[round(y0) : round(y1), round(x0) : round(x1)]
        assert inside.size
        assert np.percentile(inside, 10) < np.percentile(worn.grey, 90) - 15


def test_a_seed_gives_the_same_damage() -> None:
    one, other = (damage(strip(200), strip(200), random.Random(3)) for _ in range(2))
    assert np.array_equal(one.grey, other.grey)
