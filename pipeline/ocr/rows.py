"""Rows: words that stand beside each other, joined to pieces of lines and whole ones; rows of cells. In PDF points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from normalizers.folding import fold
from pipeline.document import Box, Word

# In multiples of the usual height of a word on the page.
WORD_GAP = 0.9  # words further apart do not belong together without more ado
LINE_GAP = 1.2  # but those that were found as one line do, as wide as it is justified
MOTTO = re.compile(r"cong hoa xa h|dang cong san v")  # opens the right block of a head


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on paper: the boxes of its cells, row by row; one without width is part of another cell."""

    box: Box
    rows: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Words beside each other, from left to right, with the place they take."""

    words: tuple[Word, ...]
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """Return the height that the line's middle stands at."""
        return (self.y0 + self.y1) / 2

    @property
    def text(self) -> str:
        """Return the words, parted by spaces."""
        return " ".join(word.text for word in self.words)


def pieces_of(words: Sequence[Word], height: float) -> Iterator[Line]:
    """Join words that stand close together on one line."""
    band: list[Word] = []
    for word in sorted(words, key=lambda w: middle_of(w.box)):
        if band and middle_of(word.box) - middle_of(band[-1].box) > 0.35 * height:
            yield from _pieces_of_band(band, height)
            band = []
        band.append(word)
    yield from _pieces_of_band(band, height)


def _pieces_of_band(band: Sequence[Word], height: float) -> Iterator[Line]:
    open_pieces: list[list[Word]] = []
    for word in sorted(band, key=lambda w: w.box.x0):
        near = [
            piece
            for piece in open_pieces
            if -height < word.box.x0 - piece[-1].box.x1 < _gap(piece[-1].box, word.box) * height
            and _on_one_line(piece[-1].box, word.box)
        ]
        if near:
            min(near, key=lambda p: abs(middle_of(p[-1].box) - middle_of(word.box))).append(word)
        else:
            open_pieces.append([word])
    for piece in open_pieces:
        yield from map(line_of, _parted(piece))


def _gap(one: Box, other: Box) -> float:
    return LINE_GAP if (one.y0, one.y1) == (other.y0, other.y1) else WORD_GAP


def _parted(words: Sequence[Word]) -> tuple[Sequence[Word], ...]:
    """Part a row of a head whose columns nearly touch, where the motto begins; a body prints its words in small."""
    for index in range(1, len(words) - 3):
        is_motto = words[index].text.isupper() and MOTTO.match(fold(" ".join(w.text for w in words[index : index + 4])))
        if is_motto and fold(words[index - 1].text) != "nuoc":
            return words[:index], words[index:]
    return (words,)


def rows_of(pieces: Sequence[Line]) -> list[Line]:
    """Join pieces that stand on one height to lines, from top to bottom."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: p.middle):
        if rows and all(shared(piece, p) > 0.5 * min(piece.y1 - piece.y0, p.y1 - p.y0) for p in rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [line_of([w for p in sorted(row, key=lambda p: p.x0) for w in p.words]) for row in rows]


def line_of(words: Sequence[Word]) -> Line:
    """Return words as a line; its top and bottom are those of most words, for one may have caught a stamp's ink."""
    y0, y1 = median(w.box.y0 for w in words), median(w.box.y1 for w in words)
    return Line(tuple(words), min(w.box.x0 for w in words), y0, max(w.box.x1 for w in words), y1)


def shared(one: Line | Box, other: Line | Box) -> float:
    """Return how much height two places share, in points; less than nothing where one is below the other."""
    return min(one.y1, other.y1) - max(one.y0, other.y0)


def _on_one_line(one: Box, other: Box) -> bool:
    return shared(one, other) > 0.4 * min(one.y1 - one.y0, other.y1 - other.y0)


def middle_of(box: Box) -> float:
    """Return the height that a box's middle stands at."""
    return (box.y0 + box.y1) / 2


def whole_rows(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """Return words row by row across the page, from left to right and from top to bottom."""
    height = median([w.box.y1 - w.box.y0 for w in words] or [1.0]) or 1.0
    return [row.words for row in rows_of(list(pieces_of(words, height)))]
