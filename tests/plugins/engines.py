"""OCR engines as third parties might write them: an honest one, and some that crash, hang, fail or lie."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from pipeline.config import Config
from pipeline.document import Box, Reading, Span, Word
from pipeline.errors import MissingToolError, ToolFailedError
from pipeline.ocr import OcrEngine

if TYPE_CHECKING:
    from pipeline.readers import Image

PAPER = "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành khẩn trương triển khai thực hiện"


def _reading(text: str, number: int, dpi: float) -> Reading:
    words, at = [], 0
    for index, word in enumerate(text.split()):
        left = 10.0 + 40 * (index % 8)
        top = 10.0 + 20 * (index // 8)
        words.append(Word(word, Span(at, at + len(word)), Box(number, left, top, left + 38, top + 12), 0.9))
        at += len(word) + 1
    del dpi
    return Reading("ocr", "test", text, tuple(words))


def _installed() -> str | None:
    return "test 1.0"


def _absent() -> str | None:
    return None


def read_well(image: Image, dpi: float, number: int, config: Config) -> Reading:
    del image, config
    return _reading(PAPER, number, dpi)


def fail_on_second(image: Image, dpi: float, number: int, config: Config) -> Reading:
    if number == 2:
        raise ToolFailedError("lỗi giả ở trang {}", number)
    return read_well(image, dpi, number, config)


def fail(image: Image, dpi: float, number: int, config: Config) -> Reading:
    del image, dpi, config
    raise ToolFailedError("lỗi giả ở trang {}", number)


def vanish(image: Image, dpi: float, number: int, config: Config) -> Reading:
    del image, dpi, number, config
    raise MissingToolError("đã bị gỡ")


def crash_on_second(image: Image, dpi: float, number: int, config: Config) -> Reading:
    if number == 2:
        os._exit(139)
    return read_well(image, dpi, number, config)


def hang_on_second(image: Image, dpi: float, number: int, config: Config) -> Reading:
    if number == 2:
        time.sleep(600)
    return read_well(image, dpi, number, config)


def lie(image: Image, dpi: float, number: int, config: Config) -> Reading:
    del image, config
    return _reading("xq7 ~~ wzz| kf#d 9j9j", number, dpi)


def say_nothing(image: Image, dpi: float, number: int, config: Config) -> Reading:
    del image, dpi, number, config
    return Reading("ocr", "test", "")


HONEST = OcrEngine("honest", 1, _installed, read_well, safe_here=True)
FAILS_ON_SECOND = OcrEngine("fails on second", 1, _installed, fail_on_second, safe_here=True)
FAILS = OcrEngine("fails", 1, _installed, fail, safe_here=True)
VANISHES = OcrEngine("vanishes", 1, _installed, vanish, safe_here=True)
CRASHES = OcrEngine("crashes", 1, _installed, crash_on_second)
HANGS = OcrEngine("hangs", 1, _installed, hang_on_second)
LIES = OcrEngine("lies", 1, _installed, lie, safe_here=True)
SAYS_NOTHING = OcrEngine("says nothing", 1, _installed, say_nothing, safe_here=True)
ABSENT = OcrEngine("absent", 0, _absent, read_well, safe_here=True)
