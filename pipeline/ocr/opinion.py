"""Opinion: what Tesseract reads on the lines that our own recogniser is unsure of.

The lines are put on one sheet, well apart, and read in one run: most of a run's time goes into starting. A word is
taken from the second reading only where that engine is the surer one and the word the likelier Vietnamese; where both
agree, that makes the word surer. Figures are never replaced: the other reading is kept beside ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from corpus.language.syllables import is_valid
from pipeline.config import Config
from pipeline.document import Word
from pipeline.ocr import tesseract
from pipeline.ocr.lines import Found
from pipeline.ocr.wording import log_chance

if TYPE_CHECKING:
    from pipeline.readers import Image

UNSURE = 0.85  # a line with a word less sure than this is asked about
PRINT = 0.25  # a word less sure than this is no print, but a seal or a pen stroke
SHARE = 0.5  # of a page's lines: where fewer are doubtful, a run mends no more words than it spoils
MOST_LINES = 8  # the least sure ones, for the sake of time
HEIGHT, APART, DPI = 36, 28, 200  # pixels of a line on the sheet, and between two; about what this makes of print
BESIDE, ABOVE = 0.4, 0.14  # of a line's height: what is cut out around it
SETTLED = 0.95  # a word of ours as sure as this stands
SURER = 0.8  # a word of Tesseract's less sure than this replaces none
EDGES = ".,;:!?()[]“”\"'-–/"

Lines = list[tuple[Found, list[Word]]]


def with_second_opinion(lines: Lines, grey: Image, config: Config) -> Lines:
    """Return the lines and words of a page, the doubtful ones weighed with what Tesseract reads there.

    Raises:
        ToolFailedError: Tesseract crashed, or took too long.
    """
    doubts = {k: doubt for k, (_, words) in enumerate(lines) if (doubt := _doubt(words))}
    if len(doubts) < SHARE * len(lines) or tesseract.version() is None:
        return lines
    asked = sorted(doubts, key=lambda k: -doubts[k])[:MOST_LINES]
    told = _read([lines[k][0] for k in asked], grey, config)
    answers = dict(zip(asked, told, strict=True))
    return [
        (found, list(_voted(words, answers[k])) if k in answers else words) for k, (found, words) in enumerate(lines)
    ]


def _doubt(words: Sequence[Word]) -> float:
    """Return how doubtful the least sure printed word of a line is, 0 for a line without doubt."""
    chances = [word.confidence for word in words if word.confidence > PRINT and not _has_figures(word.text)]
    least = min(chances, default=1.0)
    return 1 - least if least < UNSURE else 0.0


def _read(lines: Sequence[Found], grey: Image, config: Config) -> list[list[Word]]:
    """Return what Tesseract reads on each of some lines."""
    import numpy as np

    pieces = [_piece(line, grey) for line in lines]
    height = APART + sum(piece.shape[0] + APART for piece in pieces)
    sheet = np.full((height, max(piece.shape[1] for piece in pieces) + 2 * APART), 255, np.uint8)
    middles, top = [], APART
    for piece in pieces:
        sheet[top : top + piece.shape[0], APART : APART + piece.shape[1]] = piece
        middles.append(72 / DPI * (top + piece.shape[0] / 2))
        top += piece.shape[0] + APART
    told: list[list[Word]] = [[] for _ in lines]
    for word in tesseract.read_words(sheet, DPI, 1, config, mode=tesseract.ONE_BLOCK):
        middle = (word.box.y0 + word.box.y1) / 2
        told[min(range(len(lines)), key=lambda k: abs(middles[k] - middle))].append(word)
    return told


def _piece(line: Found, grey: Image) -> Any:
    import cv2

    rows, columns = grey.shape
    left, right = max(0, int(line.x0 - BESIDE * line.height)), min(columns, int(line.x1 + BESIDE * line.height) + 1)
    top, bottom = max(0, int(line.y0 - ABOVE * line.height)), min(rows, int(line.y1 + ABOVE * line.height) + 1)
    scale = HEIGHT / line.height
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(grey[top:bottom, left:right], None, fx=scale, fy=scale, interpolation=way)


def _voted(ours: Sequence[Word], theirs: Sequence[Word]) -> Iterator[Word]:
    """Yield our words, or theirs in place of them; what only Tesseract reads is mostly specks."""
    texts = [word.text for word in ours], [word.text for word in theirs]
    for kind, i, j, k, m in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if kind == "insert":
            continue
        if kind == "delete" or j - i != m - k:
            yield from ours[i:j]
            continue
        for place, (one, other) in enumerate(zip(ours[i:j], theirs[k:m], strict=True), i):
            around = ours[place - 1].text if place else "", ours[place + 1].text if place + 1 < len(ours) else ""
            yield _better(one, other, around)


def _better(ours: Word, theirs: Word, around: tuple[str, str]) -> Word:
    """Return our word as sure as both readings make it, or theirs where that is the likelier one."""
    if ours.text == theirs.text:
        return replace(ours, confidence=1 - (1 - ours.confidence) * (1 - theirs.confidence))
    other = (theirs.text, theirs.confidence)
    if _has_figures(ours.text + theirs.text) or ours.confidence >= SETTLED or theirs.confidence < SURER:
        return replace(ours, alternatives=(*ours.alternatives, other))
    if theirs.confidence > ours.confidence and _is_likelier(theirs.text, ours.text, around):
        own = (ours.text, ours.confidence)
        return replace(ours, text=theirs.text, confidence=theirs.confidence, alternatives=(own, *ours.alternatives))
    return replace(ours, alternatives=(*ours.alternatives, other))


def _has_figures(text: str) -> bool:
    return any(map(str.isdigit, text))


def _is_likelier(theirs: str, ours: str, around: tuple[str, str]) -> bool:
    """Tell whether Tesseract's word is the likelier Vietnamese between the words before and after."""
    one, other = theirs.strip(EDGES).lower(), ours.strip(EDGES).lower()
    if one == other:
        return True
    if not is_valid(one):
        return False
    before, after = around
    return _worth(theirs, before, after) > _worth(ours, before, after)


def _worth(text: str, before: str, after: str) -> float:
    return log_chance(before, text) + log_chance(text, after)
