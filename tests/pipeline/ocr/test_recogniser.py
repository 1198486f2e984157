from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from corpus.recogniser import model
from pipeline.config import Config
from pipeline.document import Word
from pipeline.errors import MissingToolError
from pipeline.ocr import recogniser
from pipeline.ocr.lines import find_lines
from pipeline.ocr.opinion import Lines

if TYPE_CHECKING:
    from pipeline.readers import Image

TEXTS = ("Trong thang 10 nam 2025", "Theo van ban 38/QT-ABC")


def page(*texts: str, dpi: int = 150) -> Image:
    """Return a page with lines in the one font that comes with Pillow, which has no Vietnamese marks."""
    from PIL import Image as Picture
    from PIL import ImageDraw, ImageFont

    sheet = Picture.new("L", (1240 * dpi // 150, 1754 * dpi // 150), 255)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=28 * dpi / 150)
    for number, text in enumerate(texts):
        pen.text((200 * dpi // 150, (300 + 50 * number) * dpi // 150), text, fill=20, font=font)
    return np.repeat(np.asarray(sheet)[:, :, None], 3, axis=2)


def words(image: Image, dpi: float = 150) -> list[Word]:
    return [word for _, found in recogniser.read_lines(image[:, :, 0], dpi, 1) for word in found]


@pytest.mark.parametrize("dpi", [100, 150])
def test_lines_are_read(dpi: int) -> None:
    reading = recogniser.recognise(page(*TEXTS, dpi=dpi), dpi, 3, Config())
    assert reading.text.splitlines() == list(TEXTS)
    assert reading.engine.startswith("vanthu ")
    assert all(word.span.of(reading.text) == word.text and word.box.page == 3 for word in reading.words)
    assert all(0 <= word.confidence <= 1 for word in reading.words)


def test_boxes_hold_the_ink_of_their_words() -> None:
    image = page(*TEXTS)
    for word in words(image):
        x0, y0, x1, y1 = (round(edge * 150 / 72) for edge in (word.box.x0, word.box.y0, word.box.x1, word.box.y1))
        assert (image[y0:y1, x0:x1] < 100).any()
        assert (image[y0:y1, x0 - 4 : x0 - 2] > 200).all()
        assert (image[y0:y1, x1 + 2 : x1 + 4] > 200).all()


def test_two_columns_are_two_lines() -> None:
    image = page("Ben trai")
    image[:, 620:] = np.roll(page("Ben phai"), 500, axis=1)[:, 620:]
    assert len(find_lines(image[:, :, 0])) == 2


def test_empty_and_dirty_paper_has_no_words() -> None:
    noise = np.random.default_rng(1).integers(225, 255, (1754, 1240, 3)).astype(np.uint8)
    assert not words(noise)


@pytest.mark.parametrize("shape", [(16, 16, 3), (20, 700, 3), (700, 20, 3)])
def test_odd_shapes_are_read_as_nothing(shape: tuple[int, int, int]) -> None:
    assert not words(np.full(shape, 255, np.uint8))


@pytest.mark.parametrize(("engine", "asked"), [("both", 1), ("vanthu", 0)])
def test_second_opinion_is_asked_for_unless_one_engine_is_chosen(
    engine: str, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Lines] = []

    def listen(lines: Lines, grey: Image, config: Config) -> Lines:
        del grey, config
        calls.append(lines)
        return lines

    monkeypatch.setattr(recogniser, "with_second_opinion", listen)
    reading = recogniser.recognise(page("Kinh gui"), 150, 1, Config(engine=engine))
    assert len(calls) == asked
    assert ("tesseract" in reading.engine) <= bool(asked)


def test_engine_is_missing_without_its_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "LINES", tmp_path / "lines.onnx")
    recogniser.version.cache_clear()
    try:
        assert recogniser.version() is None
        with pytest.raises(MissingToolError):
            recogniser.recognise(page("Kinh gui"), 150, 1, Config())
    finally:
        recogniser.version.cache_clear()
