"""Glyphs: the characters of a page's text layer, as PDFium finds them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from pipeline.readers.characters import Character
from pipeline.readers.turns import turn_of

Place = Callable[[float, float], tuple[float, float]]
"""The way from PDF coordinates to points from the top left corner of the page as it is shown."""

MOST_CHARACTERS = 200_000  # of one page
NEAR = 1.0  # points from one character to the next of the same word; font and turn are asked for anew beyond them
SOFT_HYPHEN = 2  # what PDFium makes of a hyphen at the end of a line
SYMBOLS = {0xF0B7: "•", 0xF02D: "-", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓"}  # places in the fonts Symbol and Wingdings


def characters_of(text_page: Any, rotation: int, place: Place, size: tuple[float, float]) -> Iterator[Character | None]:
    """Yield the characters that the page shows, None between words; what is cropped off it does not show."""
    from pypdfium2 import raw

    handle, box = text_page.raw, raw.FS_RECTF()
    fonts = _Fonts(text_page)
    code_of, box_of, where = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, ctypes.byref(box)
    width, height = size
    last: Character | None = None
    for index in range(min(text_page.count_chars(), MOST_CHARACTERS)):
        text = _shown(code_of(handle, index))
        if text is None or not box_of(handle, index, where):
            last = None
            yield None
            continue
        (xa, ya), (xb, yb) = place(box.left, box.top), place(box.right, box.bottom)
        x0, x1 = (xa, xb) if xa < xb else (xb, xa)
        y0, y1 = (ya, yb) if ya < yb else (yb, ya)
        if not (0 <= x0 + x1 <= 2 * width and 0 <= y0 + y1 <= 2 * height):
            last = None
            yield None
            continue
        if last and -NEAR < x0 - last.x1 < NEAR and -NEAR < y1 - last.y1 < NEAR:
            font, turn = last.font, last.turn
        else:
            font = fonts.at(index)
            turn = turn_of(raw.FPDFText_GetCharAngle(handle, index), rotation)
        last = Character(text, x0, y0, x1, y1, font, turn)
        yield last


@cache
def _shown(code: int) -> str | None:
    """Return the text of a code of PDFium, None for blanks and what cannot be printed."""
    text = "-" if code == SOFT_HYPHEN else chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
    return None if text.isspace() or not text.isprintable() else SYMBOLS.get(code, text)


class _Fonts:
    """The fonts of a page by their handles: asking for a name takes longer than asking for a handle."""

    def __init__(self, text_page: Any) -> None:
        self._text_page = text_page
        self._names: dict[int, str] = {}

    def at(self, index: int) -> str:
        """Return the font of a character, "" where PDFium knows of none."""
        from pypdfium2 import raw

        item = raw.FPDFText_GetTextObject(self._text_page.raw, index)
        font = raw.FPDFTextObj_GetFont(item) if item else None
        if not font:
            return ""
        key = ctypes.addressof(font.contents)
        if key not in self._names:
            self._names[key] = _name_of(font)
        return self._names[key]


def _name_of(font: Any) -> str:
    from pypdfium2 import raw

    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(1, length))
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", "replace")
    return name[7:] if name[6:7] == "+" else name  # a subset's name has six letters and a plus in front
