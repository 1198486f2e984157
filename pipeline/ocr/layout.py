"""Layout: from words with places to a text in reading order. Pure geometry, in PDF points.

Official papers are one column of lines with two exceptions, where two blocks stand beside each other and each is read
whole, the left one first: the head (issuer and number | motto and date) and the foot (Nơi nhận | signature). Ruled
tables are read cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

from normalizers.folding import fold
from pipeline.document import Box, Span, Table, Word
from pipeline.ocr.arrivals import arrival_of
from pipeline.ocr.columns import grid_of
from pipeline.ocr.rows import MOTTO, Grid, Line, line_of, middle_of, pieces_of, rows_of, shared

# Lengths in multiples of the usual height of a word on the page.
GUTTER = 0.5  # narrowest empty strip between two blocks; heads of wide agencies leave no more
BLOCK_GAP = 2.5  # lines further apart are of different blocks
PARAGRAPH_STEP = 1.45  # of the usual step between lines: more is a blank line
WIDE = 0.7  # share of the text's width: such a line is of the one column
LANDSCAPE = 1.15  # times wider than high: print that may be of two pages
FOLD, FOLDED = 24.0, (0.4, 0.6)  # points that are empty between them, and where, as shares of the width
FULL_LINES = 5  # of a page
LABEL = 3  # letters of the longest bullet or number before an item: a column of those is no block
RECIPIENTS = re.compile(r"noi nhan|noi gui")
CUES = re.compile(rf"{RECIPIENTS.pattern}|{MOTTO.pattern}")  # open a foot or a head
DATED = re.compile(r"^so\s*:|\bngay\b.*\bthang\b.*\bnam\b")  # stands at the foot of a head
HEAD_LINES = 14
BELOW_HEAD = re.compile(r"kinh g[uo]i\b")  # opens what stands below a head, however near to it


@dataclass(frozen=True, slots=True)
class Layout:
    """A page in reading order: the text, the words with their spans in it, the tables with their cells' spans."""

    text: str
    words: tuple[Word, ...]
    tables: tuple[Table, ...]


def arrange(words: Iterable[Word], grids: Sequence[Grid] = ()) -> Layout:
    """Return words in reading order; those within a grid are read cell by cell. Spans of the words do not matter."""
    free = [w for w in words if w.text]
    arrival = arrival_of(free)
    if arrival:
        stamped = {id(w) for w in (*chain.from_iterable(arrival.lines), *arrival.unsure)}
        free = [w for w in free if id(w) not in stamped]
    if not grids and (unruled := grid_of(free)):
        grids = (unruled,)
    writer = _Writer([line_of(line) for line in arrival.lines] if arrival else [])
    for grid in sorted(grids, key=lambda g: g.box.y0):
        inside = [w for w in free if _within(w.box, grid.box)]
        if not inside:
            continue
        taken = set(map(id, inside))
        above = [w for w in free if id(w) not in taken and middle_of(w.box) < grid.box.y0]
        taken |= set(map(id, above))
        free = [w for w in free if id(w) not in taken]
        writer.write_lines(_reading_order(above))
        writer.write_table(grid, inside)
    for half in _halves(free) if not grids else (free,):
        writer.write_lines(_reading_order(half))
    return writer.layout()


def _halves(words: list[Word]) -> tuple[list[Word], ...]:
    """Return the words of each of two pages that were scanned side by side; of one page, all of them."""
    if not words:
        return (words,)
    left, right = min(w.box.x0 for w in words), max(w.box.x1 for w in words)
    if right - left < LANDSCAPE * (max(w.box.y1 for w in words) - min(w.box.y0 for w in words)):
        return (words,)
    edge = left
    for word in sorted(words, key=lambda w: w.box.x0):
        middle = (edge + word.box.x0) / 2
        if word.box.x0 - edge > FOLD and FOLDED[0] < (middle - left) / (right - left) < FOLDED[1]:
            halves = [w for w in words if w.box.x1 < middle], [w for w in words if w.box.x0 > middle]
            return halves if all(map(_is_page, halves)) else (words,)
        edge = max(edge, word.box.x1)
    return (words,)


def _is_page(words: Sequence[Word]) -> bool:
    """Tell whether words are set as those of a page: in lines that fill its width, as columns of a table do not."""
    height = median(w.box.y1 - w.box.y0 for w in words) or 1.0
    width = max(w.box.x1 for w in words) - min(w.box.x0 for w in words)
    return sum(piece.x1 - piece.x0 > WIDE * width for piece in pieces_of(words, height)) >= FULL_LINES


class _Writer:
    """Writes words down one after another and remembers where each stands."""

    def __init__(self, stamp: Sequence[Line] = ()) -> None:
        self._stamp = stamp  # is written below number and date, which it stands beside
        self._chunks: list[str] = []
        self._length = 0
        self._words: list[Word] = []
        self._tables: list[Table] = []
        self._last: Line | None = None

    def write_lines(self, lines: Sequence[Line]) -> None:
        """Write each line on a line of its own, a blank one between where the paper leaves room."""
        if self._stamp and lines:
            dated = [number for number, line in enumerate(lines[:HEAD_LINES], 1) if DATED.search(fold(line.text))]
            head = max(dated, default=0)
            lines, self._stamp = (*lines[:head], *self._stamp, *lines[head:]), ()
        step = median([b.middle - a.middle for a, b in pairwise(lines) if b.y0 > a.middle] or [0.0])
        for line in lines:
            last = self._last
            if self._length:
                below = last and line.y0 > last.middle and line.x0 < last.x1 and last.x0 < line.x1
                self._put("\n\n" if below and last and line.middle - last.middle > PARAGRAPH_STEP * step else "\n")
            self._write_words(line)
            self._last = line

    def write_table(self, grid: Grid, words: Sequence[Word]) -> None:
        """Write each cell on a line of its own; items that begin with a dash begin a new one."""
        rows: list[tuple[Span, ...]] = []
        held = _by_cell(grid, words)
        for row in grid.rows:
            spans: list[Span] = []
            for cell in row:
                lines = _reading_order(held.get(cell, ()))
                if self._length and lines:
                    self._put("\n")
                start = self._length
                for number, line in enumerate(lines):
                    if number:
                        self._put("\n" if line.words[0].text[0] in "-–+*•" else " ")
                    self._write_words(line)
                spans.append(Span(start, self._length))
            rows.append(tuple(spans))
        self._tables.append(Table(grid.box.page, tuple(rows)))
        self._last = None

    def layout(self) -> Layout:
        """Return what has been written."""
        return Layout("".join(self._chunks), tuple(self._words), tuple(self._tables))

    def _write_words(self, line: Line) -> None:
        for number, word in enumerate(line.words):
            if number:
                self._put(" ")
            span = Span(self._length, self._length + len(word.text))
            self._words.append(Word(word.text, span, word.box, word.confidence, word.alternatives))
            self._put(word.text)

    def _put(self, chunk: str) -> None:
        self._chunks.append(chunk)
        self._length += len(chunk)


def _by_cell(grid: Grid, words: Sequence[Word]) -> dict[Box, list[Word]]:
    """Return the words of each cell; a word on a line, or where no cell was found, goes to the nearest."""
    cells = [cell for row in grid.rows for cell in row if cell.x1 > cell.x0]
    held: dict[Box, list[Word]] = {}
    for word in words:
        x, y = (word.box.x0 + word.box.x1) / 2, middle_of(word.box)
        around = next((cell for cell in cells if _within(word.box, cell)), None)
        near = around or min(cells, key=lambda c: max(c.x0 - x, x - c.x1, 0.0) + max(c.y0 - y, y - c.y1, 0.0))
        held.setdefault(near, []).append(word)
    return held


def _reading_order(words: Sequence[Word]) -> list[Line]:
    """Return the lines of a region in the order that a person reads them."""
    if not words:
        return []
    height = median(w.box.y1 - w.box.y0 for w in words) or 1.0
    pieces = sorted(pieces_of(words, height), key=lambda p: p.middle)
    first, last = _wide_rows(pieces)
    ordered: list[Line] = []
    waiting: list[Line] = []
    index, signed = 0, max(p.x1 for p in pieces)
    while index < len(pieces):
        end, left, right = _blocks_at(pieces, index, height)
        if end > index and (end <= first or index > last or _has_cue(left, right)):
            ordered += rows_of(waiting)
            waiting = []
            if any(RECIPIENTS.match(fold(p.text)) for p in left[:2]):
                signed = min(p.x0 for p in right)
            ordered += rows_of(left) + _without_strokes(rows_of(right), signed)
            index = end
        else:
            waiting.append(pieces[index])
            index += 1
    return ordered + _without_strokes(rows_of(waiting), signed)


def _blocks_at(pieces: Sequence[Line], start: int, height: float) -> tuple[int, list[Line], list[Line]]:
    """Return the end, left and right block of the two blocks that begin at `start`; `start` itself where none do."""
    gutter = _first_gutter(pieces, start, height)
    if gutter is None:
        return start, [], []
    low, high = gutter
    end = start
    while end < len(pieces):
        piece = pieces[end]
        is_left = piece.x0 + piece.x1 < low + high
        narrower = (max(low, piece.x1), high) if is_left else (low, min(high, piece.x0))
        if narrower[1] - narrower[0] < GUTTER * height or BELOW_HEAD.match(fold(piece.text)):
            break
        low, high = narrower
        end += 1
    end = _without_stragglers(pieces, start, end, (low + high) / 2, height)
    left = [p for p in pieces[start:end] if p.x1 <= low]
    right = [p for p in pieces[start:end] if p.x1 > low]
    return (end if _are_blocks(left, right) else start), left, right


def _without_strokes(lines: Sequence[Line], signed: float) -> list[Line]:
    """Return lines without the signs that pen strokes are read as at the ends of those of a signature: `- Lê Văn A`.

    `signed` is where the signature begins, from the left.
    """
    cleared: list[Line] = []
    for line in lines:
        named = [number for number, word in enumerate(line.words) if any(map(str.isalnum, word.text))]
        if line.x0 < signed or len(named) == len(line.words):
            cleared.append(line)
        elif named:
            cleared.append(line_of(line.words[named[0] : named[-1] + 1]))
    return cleared


def _first_gutter(pieces: Sequence[Line], start: int, height: float) -> tuple[float, float] | None:
    """Return the strip between the first two pieces side by side, where they come before the blocks can have ended."""
    for index in range(start, min(start + 6, len(pieces) - 1)):
        one = pieces[index]
        if index > start and one.y0 - pieces[index - 1].y1 > BLOCK_GAP * height:
            return None
        for other in pieces[index + 1 : index + 4]:
            first, second = sorted((one, other), key=lambda p: p.x0)
            if shared(one, other) > 0.3 * min(one.y1 - one.y0, other.y1 - other.y0) and first.x1 < second.x0:
                return first.x1, second.x0
    return None


def _without_stragglers(pieces: Sequence[Line], start: int, end: int, gutter: float, height: float) -> int:
    """Return where the blocks end once lines that stand far below their own block are left out."""
    while end > start:
        last = pieces[end - 1]
        side = last.x0 > gutter
        same = [p for p in pieces[start : end - 1] if (p.x0 > gutter) == side]
        beside = any(p.y1 > last.y0 for p in pieces[start : end - 1] if (p.x0 > gutter) != side)
        if beside or (same and last.y0 - max(p.y1 for p in same) < BLOCK_GAP * height):
            return end
        end -= 1
    return end


def _are_blocks(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell whether two groups are blocks: a row with a hole in it, or with a tab, is none."""
    if not left or not right or any(all(len(p.text) <= LABEL for p in side) for side in (left, right)):
        return False
    return _has_cue(left, right) or (len(rows_of(left)) > 1 and len(rows_of(right)) > 1)


def _has_cue(left: Sequence[Line], right: Sequence[Line]) -> bool:
    return any(CUES.match(fold(p.text)) for p in (*left[:2], *right[:2]))


def _wide_rows(pieces: Sequence[Line]) -> tuple[int, int]:
    """Return which pieces are the first and the last of the one column; blocks stand before or after those."""
    width = WIDE * (max(p.x1 for p in pieces) - min(p.x0 for p in pieces))
    wide = [i for i, p in enumerate(pieces) if p.x1 - p.x0 > width]
    return (wide[0], wide[-1]) if wide else (len(pieces), -1)


def _within(box: Box, outer: Box) -> bool:
    return outer.x0 <= (box.x0 + box.x1) / 2 < outer.x1 and outer.y0 <= middle_of(box) < outer.y1
