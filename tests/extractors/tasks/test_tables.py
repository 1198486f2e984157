"""Tasks in ruled tables."""

from __future__ import annotations

from dataclasses import replace

from extractors.assignments import EXTRACTOR
from pipeline.document import Assignment, Document, Span, Table
from tests.extractors.directive import directive, facts

ROWS = (
    ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp"),
    ("I", "BẢO VỆ ĐÀN VẬT NUÔI", "", ""),
    ("1", "Rà soát chuồng trại trên địa bàn vùng cao", "Sở Nông nghiệp và Môi trường", "Sở Tài chính"),
    ("2", "Hướng dẫn dự trữ thức ăn thô cho trâu, bò", "", ""),
    ("II", "BẢO VỆ CÂY TRỒNG", "", ""),
    ("3", "Kiểm tra các vườn ươm trước đợt rét đậm", "", ""),
)


def ruled(rows: tuple[tuple[str, ...], ...]) -> Document:
    """A directive whose annex is a table of these rows."""
    paper = directive("\n".join("\n".join(cell for cell in row if cell) for row in rows))
    text, at, cells = paper.text.value, paper.text.value.index(rows[0][0] + "\n"), []
    for row in rows:
        spans = []
        for cell in row:
            at = text.index(cell, at)
            spans.append(Span(at, at := at + len(cell)))
        cells.append(tuple(spans))
    return replace(paper, tables=(Table(1, tuple(cells)),))


def test_one_cell_of_bodies_stands_for_the_rows_it_spans() -> None:
    found = facts(EXTRACTOR, ruled(ROWS), Assignment)
    given = [(task.section, task.agencies, task.partners) for task in found if task.rule == "table"]
    farming, finance = "Sở Nông nghiệp và Môi trường tỉnh Lạng Sơn", "Sở Tài chính tỉnh Lạng Sơn"
    assert given == [("1", (farming,), (finance,)), ("2", (farming,), (finance,))]
    assert [task.confidence for task in found if task.rule == "table"] == [0.85, 0.6]
