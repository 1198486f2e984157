"""Tasks in ruled tables."""

from __future__ import annotations

from dataclasses import replace

from extractors.assignments import EXTRACTOR
from extractors.deadlines import EXTRACTOR as DEADLINES
from pipeline.document import Assignment, Deadline, Document, Span, Table
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


SHARED = (
    ("Nội dung", "Phân công nhiệm vụ", "Tiến độ", "Kinh phí"),
    (
        "1. Xây dựng bản đồ số các chuồng trại vùng cao",
        "Chủ trì: Sở Nông nghiệp và Môi trường. Phối hợp: BQL Khu kinh tế tỉnh, Sở Tài chính, Công ty Giống Kỳ Lừa.",
        "Khởi động quý II/2026; bản đồ nghiệm thu năm 2027; bản cập nhật thứ nhất 2028, thứ hai 2030 (phấn đấu).",
        "200 triệu đồng theo Kế hoạch năm 2029 của tỉnh",
    ),
    (
        "2. Tập huấn chống rét cho các hộ chăn nuôi",
        "Sở Tài chính chủ trì, phối hợp với Công an tỉnh.",
        "70% số xã năm 2026 và 2027",
        "Không",
    ),
)


def test_a_cell_may_tell_who_leads_and_who_helps() -> None:
    found = facts(EXTRACTOR, ruled(SHARED), Assignment)
    given = [(task.section, task.agencies, task.partners, task.role) for task in found if task.rule == "table"]
    farming, finance = "Sở Nông nghiệp và Môi trường tỉnh Lạng Sơn", "Sở Tài chính tỉnh Lạng Sơn"
    zone, seeds = "Ban Quản lý Khu kinh tế tỉnh Lạng Sơn", "Công ty Giống Kỳ Lừa"
    assert given == [
        ("1", (farming,), (zone, finance, seeds), "chủ trì"),
        ("2", (finance,), ("Công an tỉnh Lạng Sơn",), "chủ trì"),
    ]


def test_each_clause_of_a_cell_of_times_has_a_limit_of_its_own() -> None:
    paper = ruled(SHARED)
    found = facts(DEADLINES, paper, Deadline)
    assert [limit.span.of(paper.text.value) for limit in found][-5:] == [
        "quý II/2026",
        "năm 2027",
        "2028",
        "2030",
        "2027",
    ]
