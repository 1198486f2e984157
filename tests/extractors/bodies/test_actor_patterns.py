"""Where bodies can begin, and the heads that stand before them."""

from __future__ import annotations

import pytest

from extractors.bodies.actor_patterns import after_post, post_expression, starts_expression


@pytest.mark.parametrize(
    "head",
    [
        "Giám đốc", "đồng chí Trưởng", "Các Thủ trưởng", "các đồng chí Giám đốc", "Phó Giám đốc", "Tổng Giám đốc",
        "Chủ tịch", "CHỦ TỊCH", "Bộ trưởng", "Cục trưởng", "Vụ trưởng", "Chi cục trưởng", "Người đứng đầu", "Lãnh đạo",
        "Thành viên", "Chỉ huy trưởng", "Bí thư", "Tổng Biên tập", "Hiệu trưởng", "Viện trưởng",
        "Tổng cục trưởng", "Tư lệnh",
    ],
)  # fmt: skip
def test_every_head_is_read(head: str) -> None:
    text = f"{head} Phòng Nội vụ"
    assert after_post(text, 0, len(text)) == len(head) + 1


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("Ủy viên Ban chỉ huy", 8),
        ("Uỷ viên Ban chỉ huy", 8),
        ("Tổ trưởng Tổ công tác", 10),
        ("Thống đốc Ngân hàng", 10),
        ("Lực lượng Công an xã", 10),
        ("đồng chí Bộ trưởng, Thủ trưởng cơ quan", 9),
        ("Chánh Văn phòng", 6),
        ("Sở Nội vụ", 0),
        ("báo cáo Sở Nội vụ", 0),
    ],
)
def test_body_begins_after_its_head(text: str, begin: int) -> None:
    assert after_post(text, 0, len(text)) == begin


def test_heads_end_where_they_are_told_to() -> None:
    assert post_expression().match("Giám đốc Sở Y tế", 0, 5) is None
    assert after_post("Giám đốc Sở Y tế", 0, 5) == 0


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("giao Sở Y tế, UBND xã", [5, 14]),
        ("Chủ tịch hội", [0, 9]),
        ("12/CT-UBND, và/hoặc các", [20]),
        ("tổ chức", [0]),
        ("nhất các", [5]),
    ],
)
def test_bodies_can_begin_at_words_that_no_dash_goes_before(text: str, starts: list[int]) -> None:
    assert [match.start() for match in starts_expression().finditer(text)] == starts
