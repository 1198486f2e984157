"""Tables of plain text: rows of cells parted by bars or tabs."""

from __future__ import annotations

import pytest

from extractors import assignments, deadlines
from extractors.tasks.linking import link
from tests.extractors.directive import KNOWLEDGE, directive, with_facts

PLAN = """Ủy ban nhân dân tỉnh ban hành Kế hoạch phòng, chống rét cho cây trồng, vật nuôi như sau:

I. NHIỆM VỤ
{table}

II. KINH PHÍ
Kinh phí do ngân sách tỉnh bảo đảm.
"""


@pytest.mark.parametrize(
    "table",
    [
        "| TT | Nhiệm vụ | Chủ trì |\n|---|---|---|\n| 1 | Lập danh mục hồ sơ | Sở Nội vụ |",
        "TT\tNhiệm vụ\tChủ trì\n1\tLập danh mục hồ sơ\tSở Nội vụ",
        "TT | Nhiệm vụ | Chủ trì\n1 | Lập danh mục hồ sơ | Sở Nội vụ",
    ],
    ids=["markup", "tabs", "bars"],
)
def test_ruled_lines_are_a_table(table: str) -> None:
    paper = directive(PLAN.format(table=table))
    (found,) = paper.tables
    rows = [[cell.of(paper.text.value) for cell in row] for row in found.rows]
    assert rows == [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Lập danh mục hồ sơ", "Sở Nội vụ"]]


def test_lines_of_two_columns_and_single_rows_are_none() -> None:
    lines = "Họ tên\tChức vụ\nÔng Ba\tTrưởng thôn\n\n\n\n1\tmột\thai"
    assert not directive(PLAN.format(table=lines)).tables


def test_a_row_is_a_task_with_the_time_of_its_cell() -> None:
    table = """TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn
1 | Che chắn chuồng trại cho đàn gia súc | Sở Nông nghiệp và Môi trường | Sở Công Thương | Tháng 02/2026
2 | Dự trữ thức ăn thô cho trâu, bò | Ủy ban nhân dân các xã, phường | | Ngay khi có dự báo rét hại"""
    paper = with_facts(directive(PLAN.format(table=table)), deadlines.EXTRACTOR, assignments.EXTRACTOR)
    first, second = link(paper, KNOWLEDGE).assignments
    assert (first.agencies, first.partners) == (
        ("Sở Nông nghiệp và Môi trường tỉnh Lạng Sơn",),
        ("Sở Công Thương tỉnh Lạng Sơn",),
    )
    assert second.section == "2"
    times = [paper.deadlines[i] for task in (first, second) for i in task.deadlines]
    assert [(t.kind, t.span.of(paper.text.value)) for t in times] == [
        ("period", "Tháng 02/2026"),
        ("relative", "Ngay khi có dự báo rét hại"),
    ]
