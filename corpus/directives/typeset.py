"""Setting a sample on A4 pages as the rules for official papers ask: where every word and line stands.

Measures follow appendix I of Nghị định 30/2020/NĐ-CP: margins 20, 15, 20 and 30 mm, body 14 points, a head of two
columns, the recipients beside the signature, page numbers at the top from the second page on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.directives.fonts import Typeface
from corpus.directives.layout import Block, Head, Sheet

WIDTH, HEIGHT = 595.3, 841.9
LEFT, RIGHT, TOP, BOTTOM = 85.0, 552.8, 56.7, 785.2
BODY, SMALL, LEADING, INDENT = 14.0, 12.0, 1.28, 28.3
LEFT_COLUMN, RIGHT_COLUMN = 175.0, 415.0
"""Middles of the two columns of the head, and of the recipients and the signature."""

LABEL = re.compile(r"^(Điều \d+\.(?: [^.;]{3,70}$)?|\d+\. [^.;:]{3,45}$)")
"""What is bold at the start of a paragraph: an article with its title, or a numbered line that is a heading."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words on one line: `x` is the left edge and `y` the baseline, in points from the top left."""

    x: float
    y: float
    text: str
    style: str
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line in points from the top left."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class SetPage:
    """A page being filled; `stamp` is the middle of the seal, where the paper is signed on this page."""

    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    stamp: tuple[float, float] | None = None


class Composer:
    """Fills pages from the top down."""

    def __init__(self, typeface: Typeface, body: float = BODY) -> None:
        self.typeface = typeface
        self.body = body
        self.pages = [SetPage()]
        self.y = TOP

    @property
    def page(self) -> SetPage:
        """The page being filled."""
        return self.pages[-1]

    def turn_page(self) -> None:
        """Begin the next page, with its number on top."""
        self.pages.append(SetPage())
        self.y = TOP
        self.put_centred(str(len(self.pages)), (LEFT + RIGHT) / 2, TOP - 16, "regular", self.body)

    def make_room(self, height: float) -> None:
        """Turn the page where `height` points no longer fit."""
        if self.y + height > BOTTOM and self.y > TOP:
            self.turn_page()

    def put_centred(self, text: str, middle: float, y: float, style: str, size: float) -> float:
        """Put one line around `middle`; return its width."""
        width = self.typeface.width(text, style, size)
        self.page.runs.append(Run(middle - width / 2, y, text, style, size))
        return width

    def break_lines(self, text: str, width: float, style: str, size: float, indent: float = 0.0) -> list[str]:
        """Break `text` into lines that fit `width`, the first of them shorter by `indent`."""
        lines: list[list[str]] = [[]]
        space = self.typeface.width(" ", style, size)
        left = width - indent
        for word in text.split(" "):
            needed = self.typeface.width(word, style, size)
            if lines[-1] and needed > left:
                lines.append([])
                left = width
            lines[-1].append(word)
            left -= needed + space
        return [" ".join(line) for line in lines]

    def put_lines_centred(self, text: str, middle: float, width: float, style: str, size: float) -> None:
        """Put `text` around `middle`, over as many lines as it needs, and move down."""
        for line in self.break_lines(text, width, style, size):
            self.make_room(size * LEADING)
            self.y += size * LEADING
            self.put_centred(line, middle, self.y, style, size)

    def put_justified(self, line: str, x: float, width: float, style: str, size: float) -> None:
        """Put the words of one line so that the last ends at the right margin."""
        words = line.split(" ")
        gap = (width - sum(self.typeface.width(word, style, size) for word in words)) / max(1, len(words) - 1)
        for i, word in enumerate(words):
            space = " " if i < len(words) - 1 else ""
            self.page.runs.append(Run(x, self.y, word + space, style, size))
            x += self.typeface.width(word, style, size) + gap


def compose(sheet: Sheet, typeface: Typeface, body: float = BODY) -> tuple[SetPage, ...]:
    """Set a sheet on as many pages as it needs, the body at `body` points."""
    composer = Composer(typeface, body)
    if sheet.head.left or sheet.head.right:
        _put_head(composer, sheet.head)
    for block in sheet.blocks:
        SETTERS[block.kind](composer, block)
    return tuple(composer.pages)


def _put_head(composer: Composer, head: Head) -> None:
    party = len(head.right) == 1
    lowest = TOP
    for lines, middle, width in ((head.left, LEFT_COLUMN, 190.0), (head.right, RIGHT_COLUMN, 300.0)):
        composer.y = TOP
        for i, line in enumerate(lines):
            is_parent = middle == LEFT_COLUMN and i == 0 and len([x for x in lines if x != "*"]) > 1
            is_parent = is_parent and not line.upper().endswith("NHÂN DÂN")
            style = "regular" if is_parent else "bold"
            composer.put_lines_centred(
                line, middle, width, style, 11.5 if middle == RIGHT_COLUMN or is_parent else 12.0
            )
        if not (party and middle == LEFT_COLUMN):
            _underline(composer, middle, 60.0 if middle == LEFT_COLUMN else 150.0)
        lowest = max(lowest, composer.y)
    composer.y = lowest + 6
    baseline = composer.y + composer.body * LEADING
    if head.place_date:
        composer.put_centred(head.place_date, RIGHT_COLUMN, baseline, "italic", 13.0)
    composer.y = baseline - 13.0 * LEADING
    for line, size in ((head.number, 13.0), (head.subject, 12.0)):
        if line:
            composer.put_lines_centred(line, LEFT_COLUMN, 180.0, "regular", size)
    if head.urgency:
        composer.y += 6
        composer.put_lines_centred(head.urgency, LEFT_COLUMN, 150.0, "bold", 13.0)
    composer.y = max(composer.y, baseline) + 10


def _underline(composer: Composer, middle: float, width: float) -> None:
    composer.page.rules.append(Rule(middle - width / 2, composer.y + 5.5, middle + width / 2, composer.y + 5.5))


def _put_title(composer: Composer, block: Block) -> None:
    composer.y += 8
    for line in block.lines:
        composer.put_lines_centred(line, (LEFT + RIGHT) / 2, RIGHT - LEFT - 30, "bold", composer.body)
    if len(block.lines) < 3:
        _underline(composer, (LEFT + RIGHT) / 2, 90.0)
    composer.y += 14


def _put_centre(composer: Composer, block: Block) -> None:
    composer.y += 4
    style = "italic" if block.kind == "note" else "bold"
    composer.put_lines_centred(block.lines[0], (LEFT + RIGHT) / 2, RIGHT - LEFT - 20, style, composer.body)
    composer.y += 4


def _put_annex(composer: Composer, block: Block) -> None:
    composer.turn_page()
    _put_centre(composer, block)


def _put_addressees(composer: Composer, block: Block) -> None:
    composer.y += 4
    for i, line in enumerate(block.lines):
        composer.make_room(composer.body * LEADING)
        composer.y += composer.body * LEADING
        composer.page.runs.append(Run(LEFT + (70.0 if i == 0 else 130.0), composer.y, line, "regular", composer.body))
    composer.y += 8


def _put_paragraph(composer: Composer, block: Block) -> None:
    text = block.lines[0]
    style = "bold" if block.kind == "heading" else "italic" if text.startswith("Căn cứ") else "regular"
    found = LABEL.match(text)
    if found and found.group() == text:
        style = "bold"
    width = RIGHT - LEFT
    lines = composer.break_lines(text, width, style, composer.body, INDENT)
    composer.y += 4
    for i, line in enumerate(lines):
        composer.make_room(composer.body * LEADING * (2 if i == 0 and style == "bold" else 1))
        composer.y += composer.body * LEADING
        x = LEFT + (INDENT if i == 0 else 0.0)
        if i < len(lines) - 1:
            composer.put_justified(line, x, RIGHT - x, style, composer.body)
        else:
            composer.page.runs.append(Run(x, composer.y, line, style, composer.body))


def _put_signature(composer: Composer, block: Block) -> None:
    """Put the recipients at the left, the signature at the right, and mark where the seal goes."""
    signed = block.rows[0] if block.rows else ()
    height = max(len(block.lines) * 15.0, len(signed) * 18.0 + 75.0) + 14
    composer.make_room(height)
    top = composer.y + 12
    composer.y = top
    for i, line in enumerate(block.lines):
        style, size = ("bold_italic", SMALL) if i == 0 else ("regular", 11.0)
        for part in composer.break_lines(line, 215.0, style, size):
            composer.y += size * LEADING
            composer.page.runs.append(Run(LEFT, composer.y, part, style, size))
    lowest, composer.y = composer.y, top
    for line in signed[:-1]:
        composer.put_lines_centred(line, RIGHT_COLUMN, 230.0, "bold", composer.body)
    if signed:
        composer.page.stamp = (RIGHT_COLUMN - 45, composer.y + 35)
        composer.y += 60
        composer.put_lines_centred(signed[-1], RIGHT_COLUMN, 230.0, "bold", composer.body)
    composer.y = max(lowest, composer.y) + 10


def _put_table(composer: Composer, block: Block) -> None:
    widths = _column_widths(block.rows)
    composer.y += 8
    for i, row in enumerate(block.rows):
        style = "bold" if i == 0 else "regular"
        cells = [composer.break_lines(t, w - 8, style, SMALL) for t, w in zip(row, widths, strict=False)]
        height = max(len(cell) for cell in cells) * SMALL * 1.2 + 8
        composer.make_room(height if i else height + 60)
        _put_row(composer, cells, widths, (height, style))
        composer.y += height
    composer.y += 6


def _put_row(composer: Composer, cells: list[list[str]], widths: list[float], shape: tuple[float, str]) -> None:
    height, style = shape
    x = LEFT
    top = composer.y
    for column, (cell, width) in enumerate(zip(cells, widths, strict=False)):
        for i, line in enumerate(cell):
            y = top + 2 + (i + 1) * SMALL * 1.2 - 2
            if style == "bold" or column == 0:
                composer.put_centred(line, x + width / 2, y, style, SMALL)
            else:
                composer.page.runs.append(Run(x + 4, y, line, style, SMALL))
        composer.page.rules += [Rule(x, top, x, top + height), Rule(x + width, top, x + width, top + height)]
        x += width
    composer.page.rules += [Rule(LEFT, top, x, top), Rule(LEFT, top + height, x, top + height)]


def _column_widths(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Share the width of the page among the columns by the square root of their longest cell."""
    longest = [max(len(cell) for cell in column) for column in zip(*rows, strict=False)]
    shares = [max(3.0, length) ** 0.5 for length in longest]
    room = RIGHT - LEFT - 30.0
    return [30.0] + [room * share / sum(shares[1:]) for share in shares[1:]]


def words_of(page: SetPage) -> Iterator[str]:
    """Yield the words of a page in the order in which they were set."""
    for run in page.runs:
        yield from run.text.split()


SETTERS = {
    "title": _put_title,
    "centre": _put_centre,
    "note": _put_centre,
    "heading": _put_paragraph,
    "paragraph": _put_paragraph,
    "addressees": _put_addressees,
    "annex": _put_annex,
    "table": _put_table,
    "signature": _put_signature,
}
