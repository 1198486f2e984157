from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.assemble import assemble, tables_of
from pipeline.config import Config
from pipeline.document import Document, Page, Reading, Source, Span, Table
from pipeline.tools import Tools

HEAD = ("TT", "Nhiệm vụ", "Cơ quan chủ trì")
FIRST, SECOND = ("1", "Rà soát văn bản", "Sở Tư pháp"), ("2", "Lập danh mục", "Sở Nội vụ")


def reading(*rows: tuple[str, ...], above: str = "") -> Reading:
    """A page whose table has these rows, below a line of text."""
    text, spans = above, []
    for row in rows:
        cells = []
        for cell in row:
            text += "\n" if text else ""
            cells.append(Span(len(text), len(text) + len(cell)))
            text += cell
        spans.append(tuple(cells))
    return Reading("ocr", "thử", text, tables=(Table(1, tuple(spans)),))


def tables(*readings: Reading) -> list[list[list[str]]]:
    pages = tuple(Page(number, readings=(reading,)) for number, reading in enumerate(readings, 1))
    source = Source("a.pdf", Path("a.pdf"), "0", "application/pdf", 1, "pdf")
    document = assemble(Document(source, pages), Tools.build(Config()))
    text = document.text.value
    return [[[cell.of(text) for cell in row] for row in table.rows] for table in tables_of(document)]


@pytest.mark.parametrize("above", ["", "2", "- 2 -"])
def test_table_goes_on_over_a_page_break(above: str) -> None:
    assert tables(reading(HEAD, FIRST), reading(SECOND, above=above)) == [[[*HEAD], [*FIRST], [*SECOND]]]


@pytest.mark.parametrize(
    "following",
    [
        pytest.param(reading(SECOND, above="Phụ lục II"), id="words between"),
        pytest.param(reading(SECOND[:2]), id="other columns"),
    ],
)
def test_another_table_begins(following: Reading) -> None:
    assert len(tables(reading(HEAD, FIRST), following)) == 2


def test_tables_of_one_page_stay_two() -> None:
    one = reading(HEAD, FIRST)
    both = Reading("ocr", "thử", one.text, tables=tuple(Table(1, (row,)) for row in one.tables[0].rows))
    assert len(tables(both)) == 2
