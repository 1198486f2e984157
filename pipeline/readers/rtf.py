"""Rich Text Format (RTF): text and fonts, after the RTF Specification 1.9.1."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.config import Config
from pipeline.document import Page, Span
from pipeline.errors import DamagedFileError, TooLargeError
from pipeline.readers import Reader
from pipeline.readers.manuscript import Manuscript
from pipeline.readers.rtf_fonts import decoded, fonts_of

TOKEN = re.compile(
    rb"""
    \\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?  # a control word
    | \\'(?P<byte>[0-9A-Fa-f]{2})                          # a letter by its code
    | \\(?P<sign>[^A-Za-z])                                # a control sign
    | (?P<brace>[{}])
    | (?P<text>[^\\{}\r\n]+)
    | [\r\n\\]
    """,
    re.VERBOSE | re.DOTALL,
)
DEEPEST = 500  # groups within each other
LARGEST = 128 << 20  # bytes
BREAKS = frozenset(("par", "line", "sect", "page", "column", "softline", "softpage"))
SIGNS = {
    **{"tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " "},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"},
    **{"~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\"},
}
SILENT = frozenset(
    (
        *("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "fldinst", "listtable", "listoverridetable"),
        *("nonshppict", "shprslt", "sn", "sv", "xe", "tc", "revtbl", "filetbl", "themedata", "template", "private"),
        *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "ftnsep", "ftnsepc"),
    )
)
"""Destinations whose text is not printed, or is on every page."""

SHOWN = frozenset(("shppict", "shpinst", "fldrslt", "shpgrp", "shptxt"))
"""Destinations marked as ignorable that hold text printed all the same."""

PROPERTIES = frozenset(("ansicpg", "deff", "f", "plain", "v", "deleted", "uc", "footnote", "pard", "intbl"))
HALVES, HIGH_HALVES = range(0xD800, 0xE000), range(0xD800, 0xDC00)  # of letters that take two codes


@dataclass(frozen=True, slots=True)
class State:
    """What a group passes on to those within it. `stand_ins` letters follow each that is given by its code."""

    font: int | None = None
    is_silent: bool = False
    is_hidden: bool = False
    is_note: bool = False
    in_table: bool = False
    stand_ins: int = 1


def recognises(head: bytes, path: Path) -> str | None:
    """Go by the signature."""
    del path
    return "application/rtf" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf") else None


def read(path: Path, config: Config) -> tuple[Page, ...]:
    """Return the whole text as one page without size, tables cell by cell, footnotes at the end.

    Letters of TCVN3 and VNI fonts come out as Windows-1252, byte for byte, with the fonts' names.

    Raises:
        DamagedFileError: groups are nested as in no paper.
        TooLargeError: more bytes than any paper has.
    """
    del config
    if path.stat().st_size > LARGEST:
        raise TooLargeError("Tệp {} quá lớn.", path.name)
    content = path.read_bytes()
    typist = _Typist(dict(fonts_of(content)))
    at = 0
    while token := TOKEN.match(content, at):
        at = token.end()
        if token["word"] == b"bin" and token["number"]:
            at += max(0, int(token["number"]))
        elif token["brace"] == b"{":
            typist.begin_group()
        elif token["brace"] and not typist.end_group():
            break
        else:
            typist.take(token)
        if typist.depth > DEEPEST:
            raise DamagedFileError("Tệp {} hỏng: các nhóm lồng nhau quá sâu.", path.name)
    return (typist.page(),)


class _Typist:
    """Types the text of a file, token by token."""

    def __init__(self, fonts: dict[int, tuple[str, str]]) -> None:
        self._fonts = fonts
        self._manuscript = Manuscript()
        self._notes: list[tuple[str, str]] = []
        self._state, self._around = State(), list[State]()
        self._bytes = bytearray()  # letters whose encoding is that of the font
        self._half = 0  # of a letter that takes two codes
        self._stand_ins = 0  # letters to leave out
        self._default, self._encoding = 0, "cp1252"
        self._is_ignorable = False
        self._cell = 0
        self._row, self._rows = list[Span](), list[list[Span]]()

    @property
    def depth(self) -> int:
        """How many groups are open."""
        return len(self._around)

    def begin_group(self) -> None:
        """Remember what is set."""
        self._flush()
        self._around.append(self._state)

    def end_group(self) -> bool:
        """Go back to what was set before the group; return whether any group is still open."""
        self._flush()
        self._stand_ins, self._is_ignorable = 0, False
        if self._around:
            in_table = self._state.in_table
            self._state = replace(self._around.pop(), in_table=in_table)
        return bool(self._around)

    def take(self, token: re.Match[bytes]) -> None:
        """Take a token that is no brace."""
        if token["text"]:
            self._letters(token["text"])
        elif token["byte"]:
            self._letters(bytes((int(token["byte"], 16),)))
        elif token["word"]:
            self._word(token["word"].decode(), int(token["number"] or 1), is_bare=token["number"] is None)
        elif token["sign"] == b"*":
            self._is_ignorable = True
        elif token["sign"]:
            self._word("par" if token["sign"] in b"\r\n" else token["sign"].decode("latin-1"), 1, is_bare=True)

    def page(self) -> Page:
        """Return all that was typed."""
        self._flush()
        self._end_table()
        self._manuscript.end_line()
        for text, font in self._notes:
            self._manuscript.put(text, font)
        return self._manuscript.page("rtf")

    def _word(self, word: str, number: int, *, is_bare: bool) -> None:
        ignorable, self._is_ignorable = self._is_ignorable, False
        if word in SILENT or (ignorable and word not in SHOWN):
            self._flush()
            self._state = replace(self._state, is_silent=True)
        elif word == "u":
            self._code(number % 0x10000)
        elif word in BREAKS:
            self._break()
        elif word in SIGNS:
            self._put(SIGNS[word])
        elif word in ("cell", "nestcell", "row", "nestrow", "trowd"):
            self._table(word)
        else:
            self._set(word, number, is_bare=is_bare)

    def _set(self, word: str, number: int, *, is_bare: bool) -> None:
        """Set a property."""
        if word not in PROPERTIES:
            return
        self._flush()
        if word == "ansicpg":
            self._encoding = f"cp{number}"
        elif word == "deff":
            self._default = number
        changes: dict[str, dict[str, object]] = {
            "f": {"font": number},
            "plain": {"font": None, "is_hidden": False},
            "v": {"is_hidden": number != 0},
            "deleted": {"is_hidden": number != 0},
            "uc": {"stand_ins": 1 if is_bare else max(0, min(number, 8))},
            "footnote": {"is_note": True},
            "pard": {"in_table": False},
            "intbl": {"in_table": True},
        }
        if word in changes:
            self._state = replace(self._state, **changes[word])  # type: ignore[arg-type]
        if word == "footnote":
            self._notes.append(("\n", ""))

    def _letters(self, letters: bytes) -> None:
        skipped = min(self._stand_ins, len(letters))
        self._stand_ins -= skipped
        if not self._state.is_silent:
            self._bytes += letters[skipped:]

    def _code(self, code: int) -> None:
        """Type the letter of a code; letters beyond 0xFFFF come as two halves."""
        self._flush()
        self._stand_ins = self._state.stand_ins
        if code in HIGH_HALVES:
            self._half = code
        elif code in HALVES:
            letter = struct.pack("<HH", self._half, code).decode("utf-16-le", "ignore") if self._half else ""
            self._half = 0
            self._put(letter)
        elif code:
            self._put(chr(code))

    def _flush(self) -> None:
        """Type the letters that wait for their encoding."""
        letters = bytes(self._bytes)
        self._bytes.clear()
        if letters:
            self._put(decoded(letters, self._font[1] or self._encoding))

    @property
    def _font(self) -> tuple[str, str]:
        number = self._default if self._state.font is None else self._state.font
        return self._fonts.get(number, ("", ""))

    def _put(self, text: str) -> None:
        if self._bytes:
            self._flush()
        state = self._state
        if state.is_silent or state.is_hidden or not text:
            return
        text = "".join(letter for letter in text if letter >= " " or letter == "\t")
        if state.is_note:
            self._notes.append((text, self._font[0]))
            return
        if self._rows and not state.in_table:
            self._end_table()
        self._manuscript.put(text, self._font[0])

    def _break(self) -> None:
        self._flush()
        if self._state.is_silent or self._state.is_hidden:
            return
        if self._state.is_note:
            self._notes.append(("\n", ""))
        elif self._manuscript.ends_line and not self._state.in_table:
            self._manuscript.blank_line()
        else:
            self._manuscript.end_line()

    def _table(self, word: str) -> None:
        """End a cell or a row, or begin a row."""
        self._flush()
        if self._state.is_silent:
            return
        if word in ("cell", "nestcell"):
            self._row.append(Span(min(self._cell, self._manuscript.length), self._manuscript.length))
        elif word in ("row", "nestrow") and self._row:
            self._rows.append(self._row)
            self._row = []
        self._manuscript.end_line()
        self._cell = self._manuscript.length

    def _end_table(self) -> None:
        self._manuscript.end_line()
        self._manuscript.add_table(self._rows)
        self._row, self._rows = [], []


READER = Reader("rtf", (".rtf",), 30, recognises, read)
