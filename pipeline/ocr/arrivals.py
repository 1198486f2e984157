"""Arrivals: the stamp that an office puts on the papers it receives, with number and day, often across their print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalizers.folding import fold
from pipeline.document import Box, Word
from pipeline.ocr.rows import whole_rows

LABEL = "den"  # ĐẾN, in capitals
FIELD = re.compile(r"(?:so|ngay|gio|chuyen|luu)\b.*")  # a field of the stamp; a dotted line may hang on it
OWN = re.compile(r"(?:cv|c\.v|cong|van|den|so|ngay|gio|chuyen|luu|ho|kinh)\b.*")
UPPER, LEFT = 0.5, 0.55  # of the printed height and width of the page: the stamp stands in this corner
FIELDS = (45.0, 60.0, 90.0)  # points above and below the label, and beside it, that its fields begin within
WIDTH = 110.0  # points that a field takes
NUMBERED = re.compile(r"\bso\s*:?.{0,12}/\s?[a-zđ]{2}")  # the number of the paper itself, which a stamp may stand below
ALONE = 1.5  # times its height by which the label stands apart from the words of the text
NAME = 16.0  # points above the fields: the name of the office
SURE = 0.5  # what is less sure is handwriting, or print under the stamp
LONG = 1.6  # times the width of the stamp: a line that reaches further is of the paper


@dataclass(frozen=True, slots=True)
class Arrival:
    """An arrival stamp: its words line by line, and what stands in it that is too unsure to be read, as handwriting."""

    lines: tuple[tuple[Word, ...], ...]
    unsure: tuple[Word, ...]


def arrival_of(words: Sequence[Word]) -> Arrival | None:
    """Return the arrival stamp on a page; None where there is none."""
    labels = [
        word for word in words if word.text.isupper() and fold(word.text) == LABEL and _is_in_corner(word.box, words)
    ]
    if not labels:
        return None
    lines = [line for line in whole_rows(words) if not NUMBERED.search(fold(" ".join(word.text for word in line)))]
    for line in lines:
        for number, word in enumerate(line):
            if word in labels and _is_apart(line, number):
                return _arrival(word, lines)
    return None


def _is_apart(line: Sequence[Word], number: int) -> bool:
    """Tell whether a word stands far from what is printed beside it, but for words of a stamp."""
    box = line[number].box
    gaps = [(box.x0 - word.box.x1, word) for word in line[:number]]
    gaps += [(word.box.x0 - box.x1, word) for word in line[number + 1 :]]
    near = [word for gap, word in gaps if gap < ALONE * (box.y1 - box.y0)]
    return all(OWN.fullmatch(fold(word.text)) or word.confidence < SURE for word in near)


def _is_in_corner(box: Box, words: Sequence[Word]) -> bool:
    left, right = min(word.box.x0 for word in words), max(word.box.x1 for word in words)
    top, bottom = min(word.box.y0 for word in words), max(word.box.y1 for word in words)
    return box.x1 < left + LEFT * (right - left) and box.y1 < top + UPPER * (bottom - top)


def _is_beside(box: Box, label: Box) -> bool:
    above, below, aside = FIELDS
    return label.y0 - above < box.y0 and box.y1 < label.y1 + below and label.x0 - 10 < box.x0 < label.x1 + aside


def _arrival(label: Word, lines: Sequence[Sequence[Word]]) -> Arrival:
    """Return the stamp with this label, its fields beside the label, and what else is written in it."""
    words = [word for line in lines for word in line]
    fields = [word for word in words if FIELD.fullmatch(fold(word.text)) and _is_beside(word.box, label.box)]
    every = [label, *fields]
    box = Box(
        label.box.page,
        min(word.box.x0 for word in every) - NAME / 2,
        min(word.box.y0 for word in every) - NAME,
        max(label.box.x1, *(word.box.x0 for word in every)) + WIDTH,
        max(word.box.y1 for word in every) + NAME / 4,
    )
    inside = [word for line in lines for word in _own_words(line, box)]
    sure = [word for word in inside if word.confidence >= SURE or word is label]
    names = [word for word in sure if word.box.x1 <= label.box.x1 + 2 and word.box.y0 > box.y0 + NAME]
    rest = ([word for word in line if word in sure and word not in names] for line in lines)
    unsure = tuple(word for word in inside if word not in sure)
    return Arrival(tuple(tuple(line) for line in (names, *rest) if line), unsure)


def _own_words(line: Sequence[Word], box: Box) -> list[Word]:
    """Return the words of a line that belong to a stamp in this box, not to print that it lies across."""
    within = [word for word in line if _is_within(word.box, box)]
    if not within or line[-1].box.x1 - box.x0 < LONG * (box.x1 - box.x0):
        return within
    gaps = [one.box.x1 for one, other in pairwise(line) if other.box.x0 - one.box.x1 > one.box.y1 - one.box.y0]
    edge = max((gap for gap in gaps if gap < box.x1), default=box.x0)
    return [word for word in within if word.box.x1 <= edge or word.confidence < SURE]


def _is_within(box: Box, outer: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return outer.x0 <= x < outer.x1 and outer.y0 <= y < outer.y1
