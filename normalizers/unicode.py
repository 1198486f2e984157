"""Unicode: one form for each letter. Marks composed (NFC), look-alikes replaced, invisible characters taken out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from corpus.knowledge import Knowledge
from corpus.language.letters import TONES
from normalizers import Normalizer
from pipeline.document import Document, Edit, Span

_SHAPES = "\u0302\u0306\u031b"
# The deprecated tone marks, and signs that OCR and old converters put in place of marks.
_SAME_MARKS = {
    **{"\u0340": "\u0300", "\u0341": "\u0301"},
    **dict(zip("\xb4\u02ca\u02cb\u02dc", "\u0301\u0301\u0300\u0303", strict=True)),
}
# Tones that stand behind their vowel, as PDF files have them whose fonts set letter and tone apart.
_SPACING = "\xb4\u02ca\u02cb\u02dc"
_VOWELS = "AEIOUYaeiouyăâêôơưĂÂÊÔƠƯ"
# Strokes laid over a letter.
_STROKES = "\u0335\u0336"
_MARKS = "\u0300-\u036f"
_LATIN = "A-Za-zÀ-ɏḀ-ỿﬀ-ﬄ"

_REPLACED = {
    "Ð": "Đ",  # Icelandic eth, in text once in ISO 8859-1
    "Ɖ": "Đ",  # African d
    "ð": "đ",
    "ɖ": "đ",
    "\u0131": "i",  # dotless, from fonts that set the dot apart
    "ǎ": "ă",  # with a caron, from keyboards for Chinese
    "Ǎ": "Ă",
    "\u2010": "-",
    "\u2011": "-",
    "\u2212": "-",
    "\u2044": "/",
    "\r\n": "\n",
    "\r": "\n",
    "\x0b": "\n",  # Word's line break inside a paragraph
    "\x0c": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
}
_SPACES = {chr(code): " " for code in (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)}
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# Symbol fonts put their signs at U+F000 and up. Bullets open list items, so they must not be lost.
_SYMBOLS = {
    "\uf02d": "-",
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\uf06e": "•",
    "\uf076": "•",
    "\uf0d8": "•",
    "\uf0e0": "→",
    "\uf0fc": "✓",
}
# Greek and Cyrillic capitals and small letters that look like Latin ones.
_LOOK_ALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",  # noqa: RUF001
        "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo",
        strict=True,
    )
)

# Soft hyphens, zero-width and direction marks, variation selectors, controls, and what is assigned to nothing.
_INVISIBLE = (
    r"[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff\ud800-\udfff]"
)


# Characters that are another one in NFC: Kelvin, Angstrom and Ohm signs, Greek accents and question mark, angle
# brackets, compatibility ideographs.
_SINGLETONS = r"[\u0340\u0341\u0343\u0344\u0374\u037e\u0387\u1f71-\u1fff\u2126\u212a\u212b\u2329\u232a\uf900-\ufaff]"


@cache
def _replacements() -> dict[str, str]:
    return {**_REPLACED, **_SPACES, **_FULL_WIDTH, **_SYMBOLS}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what tells in one quick scan that something may be to do, and what finds it."""
    blank = "[\\ " + "".join(_SPACES) + "]"
    singles = re.escape("".join(char for char in _replacements() if len(char) == 1))
    alike = re.escape("".join(_LOOK_ALIKES))
    sign = re.compile(rf"[{_MARKS}{singles}{alike}{_SPACING}]|{_SINGLETONS}|{_INVISIBLE}")
    parted = rf"{_INVISIBLE}* {blank} (?: {_INVISIBLE}* [{_MARKS}] )+"  # marks parted from their letter
    found = re.compile(
        rf"""
        (?P<spacing> [{_VOWELS}] (?: {_INVISIBLE}* [{_MARKS}] )* {_INVISIBLE}* [{_SPACING}] )
      | (?P<marked> \w (?: (?: {_INVISIBLE}* [{_MARKS}] )+ (?: {parted} )? | {parted} ) )  # loose marks, in any order
      | (?P<alike> (?<=[{_LATIN}{_MARKS}]) (?: {_INVISIBLE}* [{alike}] )+ | [{alike}]+ {_INVISIBLE}* (?=[{_LATIN}]) )
      | (?P<replaced> \r\n | [{singles}] )
      | (?P<singleton> [{_MARKS}] (?: {_INVISIBLE}* [{_MARKS}] )* | {_SINGLETONS} )            # marks without a letter
      | (?P<invisible> {_INVISIBLE}+ )
        """,
        re.VERBOSE,
    )
    return sign, found


def propose(document: Document, knowledge: Knowledge) -> list[Edit]:
    """Propose the one form of every character that has another."""
    del knowledge
    sign, found = _patterns()
    text = document.text.value
    return [
        Edit(Span(*match.span()), match.group(), new, f"unicode:{kind}", 1.0)
        for match in _matches(sign, found, text)
        if (new := _form(match.group(), kind := match.lastgroup or "")) != match.group()
    ]


def _matches(sign: re.Pattern[str], found: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what `found` finds, looking only around the signs: this is what makes long clean texts quick."""
    done = 0
    for hit in sign.finditer(text):
        for start in range(max(done, hit.start() - 2), hit.start() + 1):
            match = found.match(text, start)
            if match and match.end() > hit.start():
                yield match
                done = match.end()
                break


def _form(found: str, kind: str) -> str:
    if kind in ("marked", "spacing"):
        return _composed("".join(_SPACES.get(char, char) for char in re.sub(_INVISIBLE, "", found)))
    if kind == "alike":
        return "".join(_LOOK_ALIKES.get(char, "") for char in found)
    if kind == "replaced":
        return _replacements()[found]
    return "" if kind == "invisible" else unicodedata.normalize("NFC", re.sub(_INVISIBLE, "", found))


def _composed(found: str) -> str:
    """Compose a letter with its marks; marks after a blank belong to it when that makes one letter."""
    together, _, parted = found.partition(" ")
    whole = _letter(together + parted)
    return whole if len(whole) == 1 or not parted else f"{_letter(together)} {unicodedata.normalize('NFC', parted)}"


def _letter(found: str) -> str:
    """Compose a letter with its marks: a Latin one with its shape first, then its tone, whatever order they came in."""
    letter, *marks = list(unicodedata.normalize("NFD", found.replace("\u0131", "i")))
    if not letter.isascii():
        return unicodedata.normalize("NFC", found)
    marks = list(dict.fromkeys(_SAME_MARKS.get(mark, mark) for mark in marks))
    if letter in "dD" and any(mark in _STROKES for mark in marks):
        return "đ" if letter == "d" else "Đ"
    shapes = [mark for mark in marks if mark in _SHAPES]
    tones = [mark for mark in marks if mark in TONES]
    others = [mark for mark in marks if mark not in _SHAPES and mark not in TONES]
    return unicodedata.normalize("NFC", letter + "".join(shapes + tones + others))


NORMALIZER = Normalizer("unicode", 20, propose)
