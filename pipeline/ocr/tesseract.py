"""Tesseract with its Vietnamese model, through pytesseract."""

from __future__ import annotations

import functools
import os
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.config import Config
from pipeline.document import Box, Reading, Span, Word
from pipeline.errors import MissingToolError, ToolFailedError
from pipeline.ocr import OcrEngine
from pipeline.ocr.layout import arrange

if TYPE_CHECKING:
    from pipeline.readers import Image

LANGUAGE = "vie"
POINTS = 72.0
WHOLE_PAGE, ONE_BLOCK = 3, 6  # its "page segmentation modes"
MISSING = "Chưa cài Tesseract và mô hình tiếng Việt: cần hai gói Debian tesseract-ocr và tesseract-ocr-vie."


@functools.cache
def version() -> str | None:
    """Return for example "tesseract 5.3.0 vie", None where the program or its Vietnamese model is missing."""
    import pytesseract

    try:
        if LANGUAGE not in pytesseract.get_languages():
            return None
        return f"tesseract {pytesseract.get_tesseract_version()} {LANGUAGE}"
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError, SystemExit):
        return None


def recognise(image: Image, dpi: float, number: int, config: Config) -> Reading:
    """Return the words of a page picture in reading order.

    Raises:
        MissingToolError: Tesseract or its Vietnamese model is not installed.
        ToolFailedError: it crashed, or took longer than the configuration allows.
    """
    name = version()
    if name is None:
        raise MissingToolError(MISSING)
    layout = arrange(read_words(image, dpi, number, config))
    return Reading("ocr", name, layout.text, layout.words)


def read_words(image: Image, dpi: float, number: int, config: Config, *, mode: int = WHOLE_PAGE) -> list[Word]:
    """Return the words of a picture in Tesseract's order; `mode` is its way of finding them.

    Raises:
        MissingToolError: Tesseract is not installed.
        ToolFailedError: it crashed, or took longer than the configuration allows.
    """
    found = _run(image, dpi, number, config, mode=mode)
    try:
        return list(_words(found, number, dpi))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise ToolFailedError("Tesseract trả lời không hiểu được ở trang {}: {}", number, error) from error


def _words(found: dict[str, list[Any]], number: int, dpi: float) -> Iterator[Word]:
    """Yield the words of Tesseract's table; its other rows are blocks and lines."""
    scale = POINTS / dpi
    for index, entry in enumerate(found["text"]):
        text = unicodedata.normalize("NFC", str(entry)).strip()
        confidence = float(found["conf"][index])
        if not text or confidence < 0:
            continue
        left, top, width, height = (scale * float(found[key][index]) for key in ("left", "top", "width", "height"))
        box = Box(number, left, top, left + width, top + height)
        yield Word(text, Span(0, len(text)), box, min(1.0, confidence / 100))


def _run(image: Image, dpi: float, number: int, config: Config, *, mode: int) -> dict[str, list[Any]]:
    import pytesseract
    from PIL import Image as Picture

    os.environ["OMP_THREAD_LIMIT"] = "1"  # its threads slow each other down; pages run in parallel instead
    try:
        found: dict[str, list[Any]] = pytesseract.image_to_data(
            Picture.fromarray(image),
            lang=LANGUAGE,
            config=f"--psm {mode} --dpi {round(dpi)}",
            timeout=config.ocr_timeout,
            output_type=pytesseract.Output.DICT,
        )
    except pytesseract.TesseractNotFoundError as error:
        raise MissingToolError(MISSING) from error
    except pytesseract.TesseractError as error:
        raise ToolFailedError("Tesseract lỗi ở trang {}: {}", number, str(error.message)[-200:]) from error
    except RuntimeError as error:  # so pytesseract says that time is up
        raise ToolFailedError("Tesseract quá {} giây ở trang {}.", config.ocr_timeout, number) from error
    except OSError as error:
        raise ToolFailedError("Tesseract không chạy được ở trang {}: {}", number, error) from error
    return found


ENGINE = OcrEngine("tesseract", 50, version, recognise, safe_here=True)
