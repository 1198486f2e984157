from __future__ import annotations

import numpy as np
import pytest

from pipeline.config import Config
from pipeline.errors import MissingToolError, ToolFailedError
from pipeline.ocr import tesseract

pytesseract = pytest.importorskip("pytesseract")
PAGE = np.full((200, 300, 3), 255, np.uint8)
FOUND = {
    "text": ["", "Chi\u0309", "thị", " ", "7"],
    "conf": ["-1", 96.5, "88", "95", 40],
    "left": [0, 100, 150, 0, 190],
    "top": [0, 50, 50, 0, 50],
    "width": [300, 40, 30, 0, 10],
    "height": [200, 20, 20, 0, 20],
}


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "version", lambda: "tesseract 5.3.0 vie")


def answer(monkeypatch: pytest.MonkeyPatch, result: object) -> None:
    def run(*args: object, **options: object) -> object:
        if isinstance(result, Exception):
            raise result
        return result

    monkeypatch.setattr(pytesseract, "image_to_data", run)


def test_words_are_composed_and_placed_in_points(monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, FOUND)
    reading = tesseract.recognise(PAGE, 144, 3, Config())
    assert reading.text == "Chỉ thị 7"
    first = reading.words[0]
    assert (first.text, first.confidence) == ("Chỉ", 0.965)
    assert (first.box.page, first.box.x0, first.box.y1) == (3, 50, 35)
    assert (reading.origin, reading.engine) == ("ocr", "tesseract 5.3.0 vie")


@pytest.mark.parametrize(
    ("result", "error"),
    [
        pytest.param(pytesseract.TesseractNotFoundError(), MissingToolError, id="gone"),
        pytest.param(pytesseract.TesseractError(-6, "assert failed"), ToolFailedError, id="crash"),
        pytest.param(RuntimeError("Tesseract process timeout"), ToolFailedError, id="hang"),
        pytest.param(OSError("no space left"), ToolFailedError, id="full disk"),
        pytest.param({"text": ["a"], "conf": ["x"]}, ToolFailedError, id="nonsense"),
        pytest.param({"text": ["a"]}, ToolFailedError, id="half an answer"),
    ],
)
def test_faults_are_named(monkeypatch: pytest.MonkeyPatch, result: object, error: type[Exception]) -> None:
    answer(monkeypatch, result)
    with pytest.raises(error):
        tesseract.recognise(PAGE, 150, 1, Config())


def test_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "version", lambda: None)
    with pytest.raises(MissingToolError, match="tesseract-ocr-vie"):
        tesseract.recognise(PAGE, 150, 1, Config())
