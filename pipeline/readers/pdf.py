"""PDF, through pypdfium2: the text layer with its words' places and fonts, ruled tables, and pages as pictures."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.config import Config
from pipeline.document import Box, FontRun, Page, Reading, Span
from pipeline.errors import DamagedFileError, EncryptedFileError, NoPagesError, TooLargeError
from pipeline.ocr.layout import Layout, arrange
from pipeline.ocr.ruling import Rule, grids_of
from pipeline.readers import Reader
from pipeline.readers.characters import turned, words_of
from pipeline.readers.glyphs import Place, characters_of
from pipeline.readers.signatures import notes_of
from pipeline.readers.turns import Frame, by_frequency, joined

if TYPE_CHECKING:
    from pipeline.readers import Image

Drawn = tuple[Any, int, tuple[float, float, float, float]]
"""PDFium's handle of a picture or a line on a page, which of them it is, and its left, bottom, right and top."""

HEADER_WITHIN = 1024  # bytes in front of the header that readers put up with, ISO 32000-1 annex H.3
POINTS = 72.0
SCANNED = 0.6  # share of the page that pictures of the whole page cover at least
DRAWN_LETTERS = 500  # paths on a page whose letters are drawn; tables have fewer
MOST_OBJECTS = 50_000  # of one page, drawings without end (maps, plans) are not looked through for tables
THICKEST_RULE = 3.0  # points


def recognises(head: bytes, path: Path) -> str | None:
    """Look for the header, which bytes may stand before."""
    del path
    return "application/pdf" if b"%PDF-" in head[:HEADER_WITHIN] else None


def read(path: Path, config: Config) -> tuple[Page, ...]:
    """Return the pages, with what their text layers say.

    Raises:
        EncryptedFileError: a password is needed.
        DamagedFileError: cut off, broken, or not even one page can be opened.
        NoPagesError: no page.
        TooLargeError: more pages than the configuration allows.
    """
    with _open(path) as document:
        count = len(document)
        if not count:
            raise NoPagesError("Tệp {} không có trang nào.", path.name)
        if count > config.max_pages:
            raise TooLargeError("Tệp {} có {} trang, quá giới hạn {} trang.", path.name, count, config.max_pages)
        return tuple(_read_page(document, number) for number in range(1, count + 1))


def render(path: Path, number: int, config: Config) -> tuple[Image, float]:
    """Return a page as a picture, without what annotations and signatures draw over it.

    Raises:
        DamagedFileError: the page cannot be opened.
    """
    import numpy as np

    with _open(path) as document:
        page = document[number - 1]
        width, height = page.get_size()
        resolution = float(config.ocr_dpi)
        pixels = max(1.0, width * height) * (resolution / POINTS) ** 2
        if pixels > config.max_pixels:
            resolution *= math.sqrt(config.max_pixels / pixels)
        bitmap = page.render(scale=resolution / POINTS, may_draw_forms=False, draw_annots=False, rev_byteorder=True)
        picture = np.array(bitmap.to_numpy())
        return np.ascontiguousarray(picture[:, :, :3]), resolution


@contextmanager
def _open(path: Path) -> Iterator[Any]:
    """Open a document; what PDFium has to say against it becomes an error for a person."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        content = path.read_bytes()
        document = pypdfium2.PdfDocument(content[content.find(b"%PDF-") :])
    except pypdfium2.PdfiumError as error:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise EncryptedFileError("Tệp {} được bảo vệ bằng mật khẩu.", path.name) from error
        raise DamagedFileError("Tệp PDF {} hỏng hoặc bị cắt cụt.", path.name) from error
    try:
        yield document
    except (pypdfium2.PdfiumError, MemoryError) as error:
        raise DamagedFileError("Tệp PDF {} có trang hỏng.", path.name) from error
    finally:
        document.close()


def _read_page(document: Any, number: int) -> Page:
    """Return a page; one that cannot be opened has no size and no reading."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return Page(number)
    try:
        width, height = page.get_size()
        drawn = list(_drawn(page))
        scanned = _is_scanned(drawn, width * height)
        if raw.FPDFPage_GetAnnotCount(page.raw):  # signatures' text, drawn over the page, becomes its own
            raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
            page.close()
            page = document[number - 1]
            drawn = list(_drawn(page))
        reading = _read_layer(page, number, drawn)
        return Page(number, width, height, readings=(reading,) if reading else (), scanned=scanned)
    finally:
        page.close()


def _read_layer(page: Any, number: int, drawn: Sequence[Drawn]) -> Reading | None:
    """Return what the text layer says, None where it says nothing."""
    text_page = page.get_textpage()
    width, height = page.get_size()
    to_top_left = _from_top_left(page)
    try:
        characters = list(characters_of(text_page, page.get_rotation(), to_top_left, (width, height)))
    finally:
        text_page.close()
    turns = by_frequency([character.turn for character in characters if character])
    if not turns:
        return None
    layouts, fonts = list[tuple[Frame, Layout]](), dict[tuple[Box, str], str]()
    for turn in turns:
        frame = Frame(turn, width, height)
        found = list(words_of(turned(characters, frame), number))
        rules = _rules(drawn, lambda x, y, frame=frame: frame.inward(*to_top_left(x, y))) if turn == turns[0] else ()  # type: ignore[misc]
        layouts.append((frame, arrange((word for word, _ in found), grids_of(tuple(rules), number))))
        fonts |= {(frame.outward(word.box), word.text): font for word, font in found}
    layout = joined(layouts)
    return Reading("text-layer", "pdfium", layout.text, layout.words, layout.tables, tuple(_font_runs(layout, fonts)))


def _from_top_left(page: Any) -> Place:
    """Return the way from PDF coordinates to points from the top left corner of the page as it is shown."""
    left, bottom, right, top = page.get_bbox()
    turns: dict[int, Place] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns[page.get_rotation()]


def _font_runs(layout: Layout, fonts: dict[tuple[Box, str], str]) -> Iterator[FontRun]:
    """Yield runs of words in one font."""
    run: FontRun | None = None
    for word in layout.words:
        font = fonts[word.box, word.text]
        if run and run.font == font:
            run = FontRun(Span(run.span.start, word.span.end), font)
            continue
        if run:
            yield run
        run = FontRun(word.span, font)
    if run:
        yield run


def _is_scanned(drawn: Sequence[Drawn], area: float) -> bool:
    """Tell whether pictures cover the page, or drawings so many that they may be letters."""
    from pypdfium2 import raw

    covered, drawings = 0.0, 0
    for _, kind, (left, bottom, right, top) in drawn:
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            covered += abs((right - left) * (top - bottom))  # a scan may be cut into strips
        drawings += kind == raw.FPDF_PAGEOBJ_PATH
    return covered > SCANNED * area or drawings > DRAWN_LETTERS


def _rules(drawn: Sequence[Drawn], place: Place) -> Iterator[Rule]:
    """Yield the lines drawn on the page; a rectangle has four."""
    from pypdfium2 import raw

    for item, kind, (left, bottom, right, top) in drawn:
        if kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        (xa, ya), (xb, yb) = place(left, top), place(right, bottom)
        x0, x1, y0, y1 = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
        if min(x1 - x0, y1 - y0) > THICKEST_RULE and not _is_outlined(item):
            continue  # shading behind text
        if min(x1 - x0, y1 - y0) <= THICKEST_RULE:
            yield Rule(x0, y0, x1, y1)
        else:
            yield from (Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1))


def _is_outlined(path: Any) -> bool:
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(path, fill, stroke) and stroke.value)


def _drawn(page: Any) -> Iterator[Drawn]:
    """Yield the pictures and lines of the page, not those within forms."""
    from pypdfium2 import raw

    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(item) if item else raw.FPDF_PAGEOBJ_UNKNOWN
        is_wanted = kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH)
        if is_wanted and raw.FPDFPageObj_GetBounds(item, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            yield item, kind, (left, bottom, right, top)


READER = Reader("pdf", (".pdf",), 10, recognises, read, render, notes=notes_of)
