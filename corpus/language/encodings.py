"""Encodings: the letters of Vietnamese in the 8-bit encodings from before Unicode, and as text that was read wrongly.

`encodings.csv` gives the bytes of each letter in TCVN 5712:1993 VN3 (the `.Vn` fonts), VNI-Windows and VISCII (RFC
1456), and its letters in VIQR (RFC 1456). A program that does not know the encoding shows the bytes as letters of
Windows-1252; that is how such text comes in.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from corpus.language.letters import split_tone

# What other programs make of a byte: pdfium and pdftotext give mathematical signs for some of TCVN3.
_OTHER_READINGS = {"\u00ad": "\u2212", "·": "\u2219", "µ": "\u03bc"}
_READERS = ("cp1252", "latin-1")
_PUNCTUATION = "“”‘’–—…•§°²³ "


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding: what each of its letters looks like when misread, and what it is."""

    name: str
    letters: Mapping[str, str]
    pattern: re.Pattern[str]

    def decode(self, text: str) -> str:
        """Return misread text as it was meant; what the encoding has no letter for stays."""
        return self.pattern.sub(lambda match: self.letters[match.group()], text)

    def encode(self, text: str) -> str:
        """Return what misread NFC text in this encoding looks like; letters it does not have stay."""
        looks: dict[str, str] = {}
        for look, letter in self.letters.items():
            looks.setdefault(letter, look)
        return "".join(looks.get(char, char) for char in text)


@cache
def encodings() -> tuple[Encoding, ...]:
    """Return every encoding, by name: tcvn3, vni, viscii, viqr, windows-1258, utf-8, and utf-8 misread twice over."""
    table = files("corpus.language").joinpath("encodings.csv").read_text("utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    looks = {
        name: [(row["letter"], bytes.fromhex(row[name])) for row in rows if row[name]]
        for name in ("tcvn3", "vni", "viscii")
    }
    alphabet = [row["letter"] for row in rows]
    looks["windows-1258"] = [(letter, _windows_1258(letter)) for letter in alphabet]
    looks["utf-8"] = [(char, char.encode("utf-8")) for char in (*alphabet, *_PUNCTUATION)]
    looks["viqr"] = [(row["letter"], row["viqr"].encode("ascii")) for row in rows]
    twice = {_misread(_misread(char, read), read): char for read in _READERS for char in (*alphabet, *_PUNCTUATION)}
    return (*(_encoding(name, pairs) for name, pairs in looks.items()), _of_looks("utf-8 twice", twice))


def _misread(text: str, read: str) -> str:
    """Return what text in UTF-8 looks like to a program that takes it for another encoding."""
    return "".join(_byte_read(byte, read) for byte in text.encode())


def _byte_read(byte: int, read: str) -> str:
    return bytes([byte]).decode(read, errors="replace").replace("\ufffd", chr(byte))


def _windows_1258(letter: str) -> bytes:
    """Return a letter as Windows-1258 has it: a letter with its shape, then the tone."""
    shape, tone = split_tone(letter)
    return (shape + tone).encode("cp1258")


def _readings(code: bytes, *, either_case: bool) -> Iterator[str]:
    """Yield what the bytes of a letter look like: as Windows-1252 first; what follows the first in either case."""
    choices = [_readings_of_byte(byte) for byte in code]
    if either_case:
        choices[1:] = [[*chars, *map(str.swapcase, chars)] for chars in choices[1:]]
    yield from dict.fromkeys(look for chars in product(*choices) if len(look := "".join(chars)) == len(code))


def _readings_of_byte(byte: int) -> list[str]:
    latin = chr(byte)
    first = _byte_read(byte, "cp1252")
    return list(dict.fromkeys([first, latin, *(_OTHER_READINGS.get(look, look) for look in (first, latin))]))


def _encoding(name: str, codes: list[tuple[str, bytes]]) -> Encoding:
    letters: dict[str, str] = {}
    for letter, code in codes:
        # A capital may stand before a small mark in VNI: "Oån" for "Ổn".
        for look in _readings(code, either_case=name == "vni"):
            if look != letter:
                letters.setdefault(look, letter)
    return _of_looks(name, letters)


def _of_looks(name: str, letters: Mapping[str, str]) -> Encoding:
    longest_first = sorted(letters, key=lambda look: (-len(look), look))
    return Encoding(name, letters, re.compile("|".join(map(re.escape, longest_first))))
