from __future__ import annotations

import pytest

from pipeline.document import Box, Span, Word
from pipeline.ocr.layout import arrange

LETTER, HEIGHT = 6.0, 12.0  # points


def line(x: float, y: float, text: str) -> list[Word]:
    words = []
    for part in text.split():
        width = LETTER * len(part)
        words.append(Word(part, Span(0, 0), Box(1, x, y, x + width, y + HEIGHT)))
        x += width + LETTER
    return words


def table(*, numbers: str = "123", label: str = "TT") -> list[Word]:
    """A table of three columns without lines, its rows of two lines, a title above and a sentence below."""
    words = line(200, 60, "DANH MỤC NHIỆM VỤ")
    words += (
        line(60, 100, label) + line(150, 92, "Nhiệm vụ cần") + line(170, 108, "làm ngay") + line(360, 100, "Chủ trì")
    )
    for index, number in enumerate(numbers):
        y = 140 + 40 * index
        words += line(62, y, number) + line(110, y, "Rà soát các văn bản đã") + line(350, y, "Sở Tư pháp,")
        words += line(110, y + 16, "ban hành trong năm") + line(350, y + 16, "Sở Nội vụ")
    return words + line(60, 140 + 40 * len(numbers) + 20, "Trên đây là các nhiệm vụ mà các sở phải làm xong trong năm")


def test_table_without_lines_is_read_cell_by_cell() -> None:
    layout = arrange(table())
    (found,) = layout.tables
    assert [[cell.of(layout.text) for cell in row] for row in found.rows] == [
        ["TT", "Nhiệm vụ cần làm ngay", "Chủ trì"],
        *([str(number), "Rà soát các văn bản đã ban hành trong năm", "Sở Tư pháp, Sở Nội vụ"] for number in (1, 2, 3)),
    ]
    first, *_, last = layout.text.splitlines()
    assert first == "DANH MỤC NHIỆM VỤ"
    assert last == "Trên đây là các nhiệm vụ mà các sở phải làm xong trong năm"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(table(label="Mục"), id="no numbers' head"),
        pytest.param(table(numbers="12"), id="too few rows"),
        pytest.param(table(numbers="574"), id="other numbers"),
    ],
)
def test_text_is_no_table(words: list[Word]) -> None:
    assert arrange(words).tables == ()
