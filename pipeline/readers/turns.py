"""Turned text: what a PDF prints upwards, downwards or aslant, each read by itself, the text of the page first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document import Box, Span, Table, Word
from pipeline.ocr.layout import Layout

ASLANT = 4  # no quarter turn
LEANING = math.radians(25)  # from a quarter turn: numbers filled in lean less, a draft's mark across the page more


@dataclass(frozen=True, slots=True)
class Frame:
    """The page as one sees it who reads text that is turned by so many quarters, counter-clockwise.

    Text aslant is read as it stands.
    """

    turn: int
    width: float
    height: float

    def inward(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page lies in the frame."""
        if self.turn == 1:
            return self.height - y, x
        if self.turn == 2:
            return self.width - x, self.height - y
        return (y, self.width - x) if self.turn == 3 else (x, y)

    def outward(self, box: Box) -> Box:
        """Return where a box of the frame lies on the page."""
        if not self.turn:
            return box
        back = Frame((4 - self.turn) % 4, *((self.height, self.width) if self.turn % 2 else (self.width, self.height)))
        (xa, ya), (xb, yb) = back.inward(box.x0, box.y0), back.inward(box.x1, box.y1)
        return replace(box, x0=min(xa, xb), y0=min(ya, yb), x1=max(xa, xb), y1=max(ya, yb))


def turn_of(angle: float, rotation: int) -> int:
    """Return the quarter turns of a letter as it is shown on a page turned clockwise by `rotation` degrees.

    `angle` is that of PDFium, clockwise; it knows none of text put over the page, and gives less than nothing.
    """
    if angle < 0 or not (angle or rotation):
        return 0
    quarters = round(angle / (math.pi / 2))
    if abs(angle - quarters * math.pi / 2) > LEANING:
        return ASLANT
    return (-quarters - rotation // 90) % 4


def by_frequency(turns: Sequence[int]) -> list[int]:
    """Return the turns that occur, the most frequent first, slanting text last."""
    counts = Counter(turns)
    return sorted(counts, key=lambda turn: (turn == ASLANT, -counts[turn]))


def joined(layouts: Sequence[tuple[Frame, Layout]]) -> Layout:
    """Return layouts one after the other, their words where they stand on the page."""
    if len(layouts) == 1 and not layouts[0][0].turn:
        return layouts[0][1]
    text, words, tables = "", list[Word](), list[Table]()
    for frame, layout in layouts:
        text += "\n\n" if text and layout.text else ""
        words += _moved(layout.words, len(text), frame)
        tables += [replace(table, rows=tuple(_along(row, len(text)) for row in table.rows)) for table in layout.tables]
        text += layout.text
    return Layout(text, tuple(words), tuple(tables))


def _moved(words: Sequence[Word], by: int, frame: Frame) -> Iterator[Word]:
    for word in words:
        yield replace(word, span=word.span.moved(by), box=frame.outward(word.box))


def _along(row: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple(cell.moved(by) for cell in row)
