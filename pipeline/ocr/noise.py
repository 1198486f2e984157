"""Noise: what an engine reads where no text is, such as specks, ruling lines, seals and signatures."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from statistics import median

from normalizers.words import is_valid
from pipeline.document import Box, Word

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
TALL = 2.0  # times the usual height: what is higher, and no syllable, is a stroke of a signature
FULL, FEWEST = 0.6, 5  # share of the page's width that a full line takes, and how many of them tell where they begin
FIGURES = re.compile(r"\W*\d|.*/")  # a number or a code, written by hand where the engine believes it little
LABEL = re.compile(r"[-–+*•]|\(?[\w.]{1,4}[.):]|\d+")  # stands left of an item: `-`, `a)`, `1.2.`, `3`


def without_noise(words: Iterable[Word]) -> Iterator[Word]:
    """Yield the words that are text, cleared of lines read as part of them."""
    words = tuple(words)
    usual = median(word.box.y1 - word.box.y0 for word in words) if words else 0.0
    margin = _margin(words, usual) - usual / 3
    for word in words:
        text = "-" if word.text == "~" else word.text.strip(RULES)  # a faint dash before an item
        if not _is_noise(replace(word, text=text), usual, margin):
            yield word if text == word.text else replace(word, text=text)


def _is_noise(word: Word, usual: float, margin: float) -> bool:
    """Tell whether a word is none; `usual` is the height of words, and `margin` where lines of text begin."""
    text, height = word.text, word.box.y1 - word.box.y0
    if not text or not (_has_letters(text) or text in SIGNS):
        return True
    if len(text) == 1 and text.isalpha() and height < LOW * usual:
        return True
    is_syllable = is_valid(text.strip(EDGES).lower())
    if word.confidence < UNSURE and not FIGURES.match(text) and not is_syllable:
        return True
    is_astray = word.box.x1 < margin and not LABEL.fullmatch(text)
    return (is_astray or height > TALL * usual) and not is_syllable


def _margin(words: Iterable[Word], usual: float) -> float:
    """Return where three full lines of text or more begin; left of everything where there are few.

    One or two may begin further left with a scribble that was found as part of them.
    """
    lines: dict[tuple[float, float], list[Box]] = {}
    for word in words:
        lines.setdefault((word.box.y0, word.box.y1), []).append(word.box)
    spans = [(min(box.x0 for box in line), max(box.x1 for box in line)) for line in lines.values()]
    width = max((end for _, end in spans), default=0.0) - min((start for start, _ in spans), default=0.0)
    full = sorted(start for start, end in spans if end - start > FULL * width)
    alike = (one for one, third in zip(full, full[2:], strict=False) if third - one < usual)
    return next(alike, -math.inf) if len(full) >= FEWEST else -math.inf


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))
