"""Noise: what an engine reads where no text is, such as specks, ruling lines, seals and signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from statistics import median

from normalizers.words import is_valid
from pipeline.document import Word

SIGNS = frozenset(
    (
        *("-", "–", "—", "+", "•", "*", "&", "/", "=", "%", ".", "…", "...", "./.", ":", ";", ","),
        *("“", "”", '"', "(", ")", ").", "”.", "”;", "”,", "“.", "[]"),
    )
)
"""Words without letters and digits that are printed in papers."""

RULES = "_|¬~`^"  # what lines and specks at the edge of a word are read as
EDGES = ".,;:!?()[]“”\"'-–/"
LOW = 0.55  # of the usual height: a letter alone that is lower is a speck
UNSURE = 0.15  # a word that the engine believes less, and that is no syllable either, is none


def without_noise(words: Iterable[Word]) -> Iterator[Word]:
    """Yield the words that are text, cleared of lines read as part of them."""
    words = tuple(words)
    usual = median(word.box.y1 - word.box.y0 for word in words) if words else 0.0
    for word in words:
        if len(word.text) == 1 and word.text.isalpha() and word.box.y1 - word.box.y0 < LOW * usual:
            continue
        text = "-" if word.text == "~" else word.text.strip(RULES)  # a faint dash before an item
        if not text or not (_has_letters(text) or text in SIGNS):
            continue
        if word.confidence < UNSURE and not any(map(str.isdigit, text)) and not is_valid(text.strip(EDGES).lower()):
            continue
        yield word if text == word.text else replace(word, text=text)


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))
