"""Word 97 to 2003 files (DOC): text and fonts, after [MS-DOC]."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.config import Config
from pipeline.document import Page
from pipeline.errors import DamagedFileError, EncryptedFileError, UnknownFormatError
from pipeline.readers import Reader
from pipeline.readers.compound import SIGNATURE, Compound
from pipeline.readers.manuscript import Manuscript
from pipeline.readers.text import WINDOWS

MAIN = "WordDocument"
WORD_97 = 193  # number of the format's version; Word 6 and 95 have lower ones
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200  # flags in the information block
TEXT_LENGTH, NOTE_LENGTH = 0x4C, 0x50  # places in the information block
STYLES, CHARACTERS, FONTS, PIECES = 0xA2, 0xFA, 0x112, 0x1A2
PAGE = 512  # bytes of a page of character properties
SET_FONT = 0x4A4F  # the property that names the font
OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes by the kind of a property; kind 6 says itself
FIELD_BEGIN, FIELD_MIDDLE, FIELD_END = "\x13", "\x14", "\x15"
CELL, SOFT_HYPHEN = "\x07", "\x1f"
SIGNS = {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x0e": "\n", CELL: "\n", "\x1e": "-", "\xa0": " ", "\t": "\t"}


def recognises(head: bytes, path: Path) -> str | None:
    """Go by the container's signature; what is in it shows when it is read."""
    if not head.startswith(SIGNATURE):
        return None
    return "application/msword" if path.suffix.lower() in (".doc", ".dot", ".docx", "") else "application/x-ole-storage"


def read(path: Path, config: Config) -> tuple[Page, ...]:
    """Return the text and the notes as one page without size.

    Raises:
        EncryptedFileError: a password is needed; newer Word files with one are such containers too.
        UnknownFormatError: a container of something else, or of a Word older than 97.
        DamagedFileError: cut off or broken.
    """
    del config
    compound = Compound.of(path.read_bytes(), path.name)
    if "EncryptedPackage" in compound.entries:
        raise EncryptedFileError("Tệp {} được bảo vệ bằng mật khẩu.", path.name)
    if MAIN not in compound.entries:
        raise UnknownFormatError("Tệp {} không phải là văn bản Word.", path.name)
    main = compound.stream(MAIN)
    try:
        version, flags = struct.unpack_from("<H", main, 2)[0], struct.unpack_from("<H", main, 10)[0]
        if flags & ENCRYPTED:
            raise EncryptedFileError("Tệp {} được bảo vệ bằng mật khẩu.", path.name)
        if version < WORD_97:
            raise UnknownFormatError("Tệp {} là văn bản Word quá cũ (trước Word 97).", path.name)
        table = compound.stream("1Table" if flags & SECOND_TABLE else "0Table")
        manuscript = Manuscript()
        _write(_printed(_letters(main, table)), manuscript)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise DamagedFileError("Tệp {} hỏng hoặc bị cắt cụt.", path.name) from error
    return (manuscript.page("doc"),)


def _letters(main: bytes, table: bytes) -> Iterator[tuple[str, str]]:
    """Yield the characters of text and notes with their fonts, in the order of the text."""
    wanted = sum(struct.unpack_from("<2i", main, TEXT_LENGTH))
    fonts = _Fonts(main, table)
    for length, place, is_narrow in _pieces(main, table):
        length = min(length, wanted)
        wanted -= length
        width = 1 if is_narrow else 2
        content = main[place : place + length * width]
        if len(content) < length * width:
            raise ValueError("a piece lies outside the file")
        text = content.decode("latin-1").translate(WINDOWS) if is_narrow else content.decode("utf-16-le", "replace")
        for index, letter in enumerate(text):
            yield letter, fonts.at(place + index * width)


def _pieces(main: bytes, table: bytes) -> Iterator[tuple[int, int, bool]]:
    """Yield length, place and narrowness (one byte a letter) of each run of text ([MS-DOC] 2.8.35)."""
    start, length = struct.unpack_from("<II", main, PIECES)
    clx = table[start : start + length]
    at = 0
    while clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    size = struct.unpack_from("<I", clx, at + 1)[0]
    count = (min(size, len(clx)) - 4) // 12
    limits = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    for index in range(count):
        place = struct.unpack_from("<I", clx, at + 5 + 4 * (count + 1) + 8 * index + 2)[0]
        is_narrow = bool(place & 0x40000000)
        place &= 0x3FFFFFFF
        yield max(0, limits[index + 1] - limits[index]), place // 2 if is_narrow else place, is_narrow


class _Fonts:
    """The fonts that runs of characters are set in, by their place in the file."""

    def __init__(self, main: bytes, table: bytes) -> None:
        self._names = list(_font_names(main, table))
        normal = _normal_style(main, table)
        self._default = self._name(_font_of(normal)) or ""
        runs = sorted(_runs(main, table))
        self._starts = [start for start, _ in runs]
        self._fonts = [self._name(font) or self._default for _, font in runs]

    def at(self, place: int) -> str:
        """Return the font of the character at a place of the file."""
        index = bisect_right(self._starts, place) - 1
        return self._fonts[index] if index >= 0 else self._default

    def _name(self, number: int | None) -> str | None:
        return self._names[number] if number is not None and number < len(self._names) else None


def _font_names(main: bytes, table: bytes) -> Iterator[str]:
    at, length = struct.unpack_from("<II", main, FONTS)
    end = min(at + length, len(table))
    at += 4
    while at + 40 < end:
        size = table[at] + 1
        yield table[at + 40 : at + size].decode("utf-16-le", "replace").split("\0")[0]
        at += size


def _runs(main: bytes, table: bytes) -> Iterator[tuple[int, int | None]]:
    """Yield where each run of characters begins, and its font where it has one of its own."""
    start, length = struct.unpack_from("<II", main, CHARACTERS)
    count = max(0, (min(length, len(table)) - 4) // 8)
    for number in struct.unpack_from(f"<{count}I", table, start + 4 * (count + 1)) if count else ():
        page = main[number * PAGE : (number + 1) * PAGE]
        if len(page) < PAGE:
            continue
        for index in range(min(page[-1], 101)):
            place = page[4 * (page[-1] + 1) + index] * 2
            properties = page[place + 1 : place + 1 + page[place]] if place else b""
            yield struct.unpack_from("<I", page, 4 * index)[0], _font_of(properties)


def _font_of(properties: bytes) -> int | None:
    """Return the font that a list of properties sets ([MS-DOC] 2.2.5.1)."""
    at = 0
    while at + 3 <= len(properties):
        code = struct.unpack_from("<H", properties, at)[0]
        if code == SET_FONT and at + 4 <= len(properties):
            return int(struct.unpack_from("<H", properties, at + 2)[0])
        kind = code >> 13
        at += 2 + (properties[at + 2] + 1 if kind == 6 else OPERANDS[kind])
    return None


def _normal_style(main: bytes, table: bytes) -> bytes:
    """Return the character properties of the style Normal, which all text falls back on ([MS-DOC] 2.9.271)."""
    start, length = struct.unpack_from("<II", main, STYLES)
    sheet = table[start : start + length]
    if len(sheet) < 8:
        return b""
    header, _, base = struct.unpack_from("<HHH", sheet, 0)
    at = 2 + header
    style = sheet[at + 2 : at + 2 + struct.unpack_from("<H", sheet, at)[0]]
    if len(style) < base + 2:
        return b""
    at = base + 2 + 2 * struct.unpack_from("<H", style, base)[0] + 2
    properties = b""
    for _ in range(2):  # first those of the paragraph, then those of its characters
        if at + 2 > len(style):
            return b""
        size = struct.unpack_from("<H", style, at)[0]
        properties = style[at + 2 : at + 2 + size]
        at += 2 + size + (size & 1)
    return properties


def _printed(letters: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Leave out what is not printed: the codes of fields, anchors of pictures and notes."""
    in_code: list[bool] = []  # for each field around: whether this is its code, which is not printed, or its result
    for letter, font in letters:
        if letter == FIELD_BEGIN:
            in_code.append(True)
        elif letter == FIELD_MIDDLE and in_code:
            in_code[-1] = False
        elif letter == FIELD_END and in_code:
            in_code.pop()
        elif letter == "\r" and any(in_code):
            in_code.clear()  # a field that never ends must not swallow the paper
        if not any(in_code) and (letter >= " " or letter in SIGNS) and letter != SOFT_HYPHEN:
            yield letter, font


def _write(letters: Iterable[tuple[str, str]], manuscript: Manuscript) -> None:
    """Write text down, paragraphs and cells on lines of their own."""
    for letter, font in letters:
        shown = SIGNS.get(letter, letter)
        if shown != "\n":
            manuscript.put(shown, font)
        elif manuscript.ends_line and letter != CELL:
            manuscript.blank_line()
        else:
            manuscript.end_line()


READER = Reader("doc", (".doc", ".dot"), 25, recognises, read)
