"""The layer of text: the words of a page as they were read and mended, unseen, where they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from pipeline.document import Box, Page, Span, Text, Word

if TYPE_CHECKING:
    import pikepdf

FONT = Path(__file__).parent / "blank.ttf"
"""A font of which every letter is a stroke without area, half an em wide and an em high: viewers place by its edges."""

FONT_NAME = "VanThu"
ADVANCE = 0.5  # em, of every letter
DESCENT = 0.2  # of the height of a word's box, below its base line
UNSEEN = 3  # PDF's rendering mode for text that is not painted
# Which way a line runs on the page as it is shown, as the directions of its letters and of their tops, y upwards.
RIGHT, LEFT, UP, DOWN = ((1, 0), (0, 1)), ((-1, 0), (0, -1)), ((0, 1), (-1, 0)), ((0, -1), (1, 0))

Direction = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a PDF: the corners of what is shown of it, in PDF coordinates, and its turn, clockwise in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point lies that is x and y points from the top left corner of the page as it is shown."""
        return {
            0: (self.left + x, self.top - y),
            90: (self.left + y, self.bottom + x),
            180: (self.right - x, self.bottom + y),
            270: (self.right - y, self.top - x),
        }[self.turn]

    def point(self, vector: tuple[int, int]) -> tuple[int, int]:
        """Return a direction on the page as it is shown, y upwards, as one in PDF coordinates."""
        x, y = vector
        return {0: (x, y), 90: (-y, x), 180: (-x, -y), 270: (y, -x)}[self.turn]


def lines_of(page: Page, text: Text) -> Iterator[tuple[Word, ...]]:
    """Yield the lines of a page as words with their mended text; what an edit joined is one word around all of it."""
    reading = page.reading
    line: list[Word] = []
    for before, word in zip((None, *reading.words), reading.words, strict=False) if reading else ():
        span = text.from_raw(word.span.moved(page.raw.start))
        if reading and before and line and "\n" in reading.text[before.span.end : word.span.start]:
            yield tuple(line)
            line = []
        if line and line[-1].span.overlaps(span):
            whole = Span(line[-1].span.start, max(line[-1].span.end, span.end))
            line[-1] = _mended(replace(line[-1], box=_around(line[-1].box, word.box)), whole, text)
        elif span.of(text.value).strip():
            line.append(_mended(word, span, text))
    if line:
        yield tuple(line)


def content_of(lines: Sequence[Sequence[Word]], sheet: Sheet) -> bytes:
    """Return the PDF operators that write lines of words where they stand."""
    direction = _direction(lines)
    written = (_operators(word, line, sheet, direction) for line in lines for word in line)
    return b"\n".join([b"q BT", f"{UNSEEN} Tr".encode(), *written, b"ET Q"])


def add_font(pdf: pikepdf.Pdf) -> Any:
    """Put the blank font into a PDF; letters are UTF-16 codes, which a table leads back to the letters."""
    from pikepdf import Array, Dictionary, Name, Stream, String

    file = Stream(pdf, FONT.read_bytes(), Length1=FONT.stat().st_size)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name.VanThuBlank,
        Flags=5,
        FontBBox=Array([0, -200, 500, 800]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=800,
        StemV=80,
        FontFile2=pdf.make_indirect(file),
    )
    letters = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.VanThuBlank,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=int(ADVANCE * 1000),
        CIDToGIDMap=pdf.make_indirect(Stream(pdf, b"\x00\x01" * 0x10000)),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.VanThuBlank,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(letters)]),
        ToUnicode=pdf.make_indirect(Stream(pdf, _TO_UNICODE)),
    )
    return pdf.make_indirect(font)


# One range may span one value of the first byte only (Adobe Technical Note 5411).
_TO_UNICODE = "\n".join(
    [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        *(
            "\n".join(
                ["64 beginbfrange", *(f"<{h:02X}00> <{h:02X}FF> <{h:02X}00>" for h in range(q, q + 64)), "endbfrange"]
            )
            for q in range(0, 256, 64)
        ),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
).encode()


def _operators(word: Word, line: Sequence[Word], sheet: Sheet, direction: Direction) -> bytes:
    """Return how a word is written, with the blank after it that parts it from the next.

    The words of a line have one size and one base line, or else viewers take them for several lines.
    """
    box, along, up = word.box, *(sheet.point(vector) for vector in direction)
    level = direction in (RIGHT, LEFT)
    size = max(1.0, median(w.box.y1 - w.box.y0 if level else w.box.x1 - w.box.x0 for w in line))
    length = box.x1 - box.x0 if level else box.y1 - box.y0
    x, y = {
        RIGHT: (box.x0, median(w.box.y1 for w in line)),
        LEFT: (box.x1, median(w.box.y0 for w in line)),
        UP: (median(w.box.x1 for w in line), box.y1),
        DOWN: (median(w.box.x0 for w in line), box.y0),
    }[direction]
    left, bottom = sheet.place(x, y)
    left, bottom = left + up[0] * DESCENT * size, bottom + up[1] * DESCENT * size
    stretch = 100 * max(length, 0.1) / (ADVANCE * size * len(word.text))
    codes = (word.text + " ").encode("utf-16-be", "replace").hex().upper()
    matrix = f"{along[0]} {along[1]} {up[0]} {up[1]} {left:.2f} {bottom:.2f} Tm"
    return f"{matrix} /{FONT_NAME} {size:.2f} Tf {stretch:.2f} Tz <{codes}> Tj".encode()


def _direction(lines: Iterable[Sequence[Word]]) -> Direction:
    """Return which way lines run, told by the ways from their words to the next."""
    across = down = 0.0
    for line in lines:
        for one, two in pairwise(line):
            across += (two.box.x0 + two.box.x1 - one.box.x0 - one.box.x1) / 2
            down += (two.box.y0 + two.box.y1 - one.box.y0 - one.box.y1) / 2
    if abs(across) >= abs(down):
        return RIGHT if across >= 0 else LEFT
    return DOWN if down > 0 else UP


def _mended(word: Word, span: Span, text: Text) -> Word:
    return replace(word, span=span, text=" ".join(span.of(text.value).split()))


def _around(one: Box, other: Box) -> Box:
    """Return the box around two that stand on one line; the first where the other stands on the next."""
    if other.y0 > one.y1 or other.y1 < one.y0:
        return one
    edges = (min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))
    return Box(one.page, *edges)


def without_unseen_text(operators: Iterable[Any]) -> list[Any]:
    """Return the instructions of a page without the text that they do not paint: a layer that is to be replaced."""
    kept: list[Any] = []
    modes = [0]
    for operator in operators:
        name = str(operator.operator)
        if name == "q":
            modes.append(modes[-1])
        elif name == "Q" and len(modes) > 1:
            modes.pop()
        elif name == "Tr":
            modes[-1] = int(operator.operands[0])
        if not (name in ("Tj", "TJ", "'", '"') and modes[-1] == UNSEEN):
            kept.append(operator)
    return kept
