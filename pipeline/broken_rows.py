"""Broken rows: rows of tables that the end of a page parts, made whole on the page where they begin.

Their words keep the places where they are printed, on the second page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from pipeline.document import Page, Reading, Span, Table

Row = tuple[Span, ...]
Piece = tuple[int, Span]
"""A place in the text of one page, and the text of the next that belongs there."""


def with_whole_rows(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages with each row on one page, where it is plain that a row goes on."""
    whole = list(pages)
    for number in range(1, len(whole)):
        one, two = whole[number - 1].reading, whole[number].reading
        row = _continued(one, two) if one and two else None
        if one and two and row is not None:
            begun, rest = one.tables[-1].rows[-1], two.tables[0].rows[row]
            pieces = [(above.end, below) for above, below in zip(begun, rest, strict=True) if below]
            whole[number - 1] = _with_reading(whole[number - 1], _joined(one, two, pieces))
            whole[number] = _with_reading(whole[number], _without(two, row))
    return tuple(whole)


def _with_reading(page: Page, reading: Reading) -> Page:
    readings = (*page.readings[: page.chosen], reading, *page.readings[page.chosen + 1 :])
    return replace(page, readings=readings)


def _continued(one: Reading, two: Reading) -> int | None:
    """Return which row at the top of a page goes on from the last of the page before, None where none does."""
    if not (one.tables and two.tables):
        return None
    table, following = one.tables[-1], two.tables[0]
    end = max((cell.end for row in table.rows for cell in row), default=0)
    start = min((cell.start for row in following.rows for cell in row), default=0)
    if any(map(str.isalpha, one.text[end:] + two.text[:start])):
        return None
    above = _texts(table.rows[-1], one.text)
    is_repeated = _texts(following.rows[0], two.text) == _texts(table.rows[0], one.text)
    row = int(is_repeated and len(following.rows) > 1)
    return row if _goes_on(above, _texts(following.rows[row], two.text)) else None


def _texts(row: Row, text: str) -> list[str]:
    return [cell.of(text) for cell in row]


def _goes_on(above: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether a row without a number of its own ends the sentences of the row above."""
    if len(above) != len(below) or not above[0] or below[0]:
        return False
    both = [(begun, rest) for begun, rest in zip(above, below, strict=True) if rest]
    return all(begun for begun, _ in both) and any(rest[0].islower() for _, rest in both)


def _joined(one: Reading, two: Reading, pieces: Sequence[Piece]) -> Reading:
    """Return a reading with pieces of the next page put into it, a blank before each."""
    places = [at for at, _ in pieces]
    grown = [0, *accumulate(len(piece) + 1 for _, piece in pieces)]

    def begin(at: int) -> int:
        """Return where what begins at a place begins now: behind what is put in there."""
        return at + grown[bisect_right(places, at)]

    words = [replace(word, span=word.span.moved(begin(word.span.start) - word.span.start)) for word in one.words]
    fonts = [
        replace(run, span=Span(begin(start), end + grown[bisect_left(places, end)]))
        for run in one.fonts
        for start, end in pairwise(
            (run.span.start, *(p for p in places if run.span.start < p < run.span.end), run.span.end)
        )
    ]
    text, last = "", 0
    for (at, piece), by in zip(pieces, grown, strict=False):
        text += f"{one.text[last:at]} {piece.of(two.text)}"
        last, move = at, at + by + 1 - piece.start
        words += [replace(word, span=word.span.moved(move)) for word in two.words if piece.overlaps(word.span)]
        runs = [run for run in two.fonts if piece.overlaps(run.span)]
        fonts += [replace(run, span=_within(run.span, piece).moved(move)) for run in runs]
    tables = tuple(_with_cells(table, table.rows, begin) for table in one.tables)
    ordered = tuple(sorted(words, key=lambda word: word.span)), tuple(sorted(fonts, key=lambda run: run.span))
    return replace(one, text=text + one.text[last:], words=ordered[0], tables=tables, fonts=ordered[1])


def _without(two: Reading, row: int) -> Reading:
    """Return a reading without a row of its first table."""
    table = two.tables[0]
    cells = [cell for cell in table.rows[row] if cell]
    cut = Span(cells[0].start, cells[-1].end + (two.text[cells[-1].end : cells[-1].end + 1] == "\n"))

    def place(at: int) -> int:
        return min(at, cut.start) if at < cut.end else at - len(cut)

    kept = (*table.rows[:row], *table.rows[row + 1 :])
    tables = (_with_cells(table, kept, place), *(_with_cells(other, other.rows, place) for other in two.tables[1:]))
    spans = [(run, Span(place(run.span.start), place(run.span.end))) for run in two.fonts]
    return replace(
        two,
        text=two.text[: cut.start] + two.text[cut.end :],
        words=tuple(
            replace(word, span=word.span.moved(place(word.span.start) - word.span.start))
            for word in two.words
            if not cut.overlaps(word.span)
        ),
        tables=tuple(each for each in tables if each.rows),
        fonts=tuple(replace(run, span=span) for run, span in spans if span),
    )


def _with_cells(table: Table, rows: Sequence[Row], place: Callable[[int], int]) -> Table:
    return replace(table, rows=tuple(tuple(Span(place(cell.start), place(cell.end)) for cell in row) for row in rows))


def _within(span: Span, outer: Span) -> Span:
    return Span(max(span.start, outer.start), min(span.end, outer.end))
