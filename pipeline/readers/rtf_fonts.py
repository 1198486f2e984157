"""The fonts of an RTF file, and the encodings that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.readers.text import WINDOWS

CHARSETS = {
    0: "cp1252",
    128: "cp932",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    163: "cp1258",
    204: "cp1251",
    238: "cp1250",
}
FONT_ENTRY = re.compile(rb"\\f(\d{1,5})(?!\d)((?:[^;{}]|\{[^{}]{0,500}\}){0,500})")
FONT_CHARSET = re.compile(rb"\\fcharset(\d{1,3})(?!\d)")
NO_NAME = re.compile(rb"\{[^{}]*\}|\\'[0-9a-fA-F]{2}|\\[A-Za-z]+-?\d* ?|\\\*")
FONT_TABLE = 400_000  # bytes that are searched for fonts


def fonts_of(content: bytes) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the number, name and encoding of each font in the table of fonts."""
    start = content.find(b"{\\fonttbl")
    if start < 0:
        return
    ends = [at for mark in (b"{\\colortbl", b"{\\stylesheet", b"\\pard") if (at := content.find(mark, start)) > 0]
    for entry in FONT_ENTRY.finditer(content[start + 9 : min(*ends, start + FONT_TABLE, len(content) + start)]):
        charset = FONT_CHARSET.search(entry[2])
        name = NO_NAME.sub(b"", entry[2]).decode("latin-1").strip()
        is_old = name.lower().startswith((".vn", "vni"))  # letters of TCVN3 and VNI, in places of Western ones
        yield int(entry[1]), (name, "cp1252" if is_old else CHARSETS.get(int(charset[1]), "") if charset else "")


def decoded(letters: bytes, encoding: str) -> str:
    """Return letters as text; what an encoding does not know stands for itself."""
    if encoding != "cp1252":
        try:
            return letters.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return letters.decode("latin-1").translate(WINDOWS)
