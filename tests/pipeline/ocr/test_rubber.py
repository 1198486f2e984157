from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.preparation import prepare
from pipeline.ocr.rubber import red_text

RED = (220, 50, 60)


def page() -> NDArray[np.uint8]:
    return np.full((1200, 900, 3), 250, np.uint8)


def write(picture: NDArray[np.uint8], at: tuple[int, int], colour: tuple[int, ...] = RED) -> None:
    """Draw a line of ten blocks as letters."""
    for n in range(10):
        x = at[0] + 22 * n
        picture[at[1] : at[1] + 22, x : x + 14] = colour
        picture[at[1] + 6 : at[1] + 16, x + 4 : x + 10] = 250


def seal(picture: NDArray[np.uint8], at: tuple[int, int], radius: int = 106) -> None:
    import cv2

    for part, thick in ((1.0, 5), (0.68, 2)):
        cv2.circle(picture, at, int(part * radius), RED, thick)
    cv2.circle(picture, at, 30, RED, -1)


def test_stamped_name_is_read_and_the_seal_is_not() -> None:
    picture = page()
    for y in range(100, 500, 40):
        write(picture, (100, y), (30, 30, 30))
        write(picture, (400, y), (30, 30, 30))
    seal(picture, (400, 700))
    write(picture, (500, 790))
    image = prepare(picture, 150).image[:, :, 0]
    assert image[790:812, 540:700].min() < 90
    assert image[670:730, 370:430].min() > 200
    assert image[590:610, 380:420].min() > 200


def test_red_marks_that_are_no_line_of_letters() -> None:
    import cv2

    picture = page()
    seal(picture, (400, 700))
    cv2.line(picture, (100, 300), (700, 340), RED, 4)
    cv2.rectangle(picture, (100, 400), (400, 480), RED, 3)
    assert red_text(red_of(picture), 150) is None


def test_nothing_red() -> None:
    picture = page()
    write(picture, (200, 200), (30, 30, 30))
    assert red_text(red_of(picture), 150) is None


def red_of(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    wide = picture.astype(int)
    return np.asarray(np.clip(wide[:, :, 0] - wide[:, :, 1:].max(axis=2), 0, 255), np.uint8)
