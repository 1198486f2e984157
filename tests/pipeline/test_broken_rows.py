from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.broken_rows import with_whole_rows
from pipeline.document import Box, FontRun, Page, Reading, Span, Table, Word

HEAD = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Ghi chú")
BEGUN = ("1", "Rà soát hồ sơ", "Sở Nội vụ, Sở", "")
REST = ("", "còn tồn đọng", "Tài chính", "")
NEXT = ("2", "Lập danh mục", "Sở Tư pháp", "")


def page(number: int, *rows: tuple[str, ...], above: str = "") -> Page:
    """A page whose table has these rows, below a line of text, each of its words with its place and font."""
    text, spans, words, fonts = above, list[tuple[Span, ...]](), list[Word](), list[FontRun]()
    for row in rows:
        cells = []
        for cell in row:
            text += "\n" if text and cell else ""
            start = len(text)
            for part in cell.split():
                text += " " if len(text) > start else ""
                span = Span(len(text), len(text) + len(part))
                words.append(Word(part, span, Box(number, 0, 0, 1, 1)))
                fonts.append(FontRun(span, f"chữ {number}"))
                text += part
            cells.append(Span(start, len(text)))
        spans.append(tuple(cells))
    reading = Reading("ocr", "thử", text, tuple(words), (Table(number, tuple(spans)),), tuple(fonts))
    return Page(number, readings=(reading,), raw=Span(0, 0))


def cells(page: Page) -> list[tuple[str, ...]]:
    reading = page.readings[0]
    return [tuple(cell.of(reading.text) for cell in row) for table in reading.tables for row in table.rows]


@pytest.mark.parametrize(
    ("rows", "left"),
    [([REST, NEXT], [NEXT]), ([HEAD, REST, NEXT], [HEAD, NEXT]), ([REST], [])],
    ids=["at once", "below the head, once more", "alone"],
)
@pytest.mark.parametrize("above", ["", "2", "- 2 -"])
def test_row_is_made_whole(rows: list[tuple[str, ...]], left: list[tuple[str, ...]], above: str) -> None:
    one, two = with_whole_rows([page(1, HEAD, BEGUN), page(2, *rows, above=above)])
    assert cells(one) == [HEAD, ("1", "Rà soát hồ sơ còn tồn đọng", "Sở Nội vụ, Sở Tài chính", "")]
    assert cells(two) == left
    for reading in (one.readings[0], two.readings[0]):
        assert all(word.span.of(reading.text) == word.text for word in reading.words)
        assert all(before.span.end <= after.span.start for before, after in pairwise(reading.words))
        assert all(before.span.end <= after.span.start for before, after in pairwise(reading.fonts))
    assert [word.text for word in one.readings[0].words if word.box.page == 2] == ["còn", "tồn", "đọng", "Tài", "chính"]
    assert {run.span.of(one.readings[0].text) for run in one.readings[0].fonts if run.font == "chữ 2"} == {
        *["còn", "tồn", "đọng", "Tài", "chính"]
    }


@pytest.mark.parametrize(
    ("last", "first", "above"),
    [
        (BEGUN, NEXT, ""),
        (BEGUN, ("", "Lập danh mục", "Sở Tư pháp", ""), ""),
        (BEGUN, ("", "còn tồn đọng", "", "gấp"), ""),
        (("", "Rà soát", "Sở Nội vụ", ""), REST, ""),
        (BEGUN, REST, "Phụ lục II"),
        (BEGUN, REST[:3], ""),
    ],
    ids=[
        "a number of its own",
        "a sentence of its own",
        "below an empty cell",
        "no number",
        "words between",
        "columns",
    ],
)
def test_other_rows_stay(last: tuple[str, ...], first: tuple[str, ...], above: str) -> None:
    pages = page(1, HEAD, last), page(2, first, NEXT[: len(first)], above=above)
    assert with_whole_rows(pages) == pages


def test_pages_without_tables_stay() -> None:
    pages = Page(1), page(2, REST), Page(3, readings=(Reading("text", "thử", "còn tồn đọng"),))
    assert with_whole_rows(pages) == pages
