"""Lines of print joined to paragraphs where no place on paper tells how they are meant."""

from __future__ import annotations

import pytest

from extractors.layout.lines import lines_of
from extractors.layout.paragraphs import paragraphs_of

FULL = """\
1. Sở Công Thương theo dõi giá cả các mặt hàng thiết yếu, nắm tình hình cung cầu, kịp
thời đề xuất biện pháp bình ổn; phối hợp với Cục Thống kê tỉnh tổng hợp số liệu hằng
"""


def starts(text: str) -> list[str]:
    return [" ".join(paragraph.span.of(text).split())[:24] for paragraph in paragraphs_of(lines_of(text), text)]


@pytest.mark.parametrize(
    ("following", "begins"),
    [
        # A heading of the width of a line, then its first item or an order.
        ("tháng.\n2. Các trung tâm xúc tiến thương mại và các chợ đầu mối thuộc Sở Công Thương\n- Rà soát quầy hàng.\n",
         ["1. Sở Công Thương theo d", "2. Các trung tâm xúc tiế", "- Rà soát quầy hàng."]),
        ("tháng.\n2. Các trung tâm xúc tiến thương mại và các chợ đầu mối thuộc Sở Công Thương\nChủ trì kiểm kê kho.\n",
         ["1. Sở Công Thương theo d", "2. Các trung tâm xúc tiế", "Chủ trì kiểm kê kho."]),
        # An item whose stop was left out at the end of a full line.
        ("tháng.\n- Tham mưu Ủy ban nhân dân tỉnh bố trí kinh phí mua sắm cân đo cho chợ xã\n- Kiểm tra quầy.\n",
         ["1. Sở Công Thương theo d", "- Tham mưu Ủy ban nhân d", "- Kiểm tra quầy."]),
        # Names, ranges of years and numbers that a line end parts go on.
        ("tháng.\n2. Giao Văn phòng Ủy ban nhân dân tỉnh theo dõi kết quả thực hiện kế hoạch của Ban\nChỉ đạo tỉnh.\n",
         ["1. Sở Công Thương theo d", "2. Giao Văn phòng Ủy ban"]),
        ("tháng.\n2. Giao Sở Nội vụ rà soát, hướng dẫn các cơ quan trực thuộc lập hồ sơ, Sở\nXây dựng và Sở Y tế.\n",
         ["1. Sở Công Thương theo d", "2. Giao Sở Nội vụ rà soá"]),
        ("tháng.\n2. Sở Tài chính cân đối ngân sách cho việc bình ổn giá cả trong giai đoạn 2026\n- 2030.\n",
         ["1. Sở Công Thương theo d", "2. Sở Tài chính cân đối "]),
        ("tháng.\n2. Nội dung thực hiện theo Nghị định số\n103/2024/NĐ-CP về kiểm kê.\n",
         ["1. Sở Công Thương theo d", "2. Nội dung thực hiện th"]),
    ],
)  # fmt: skip
def test_what_begins_at_a_line_of_its_own(following: str, begins: list[str]) -> None:
    assert starts(FULL + following) == begins
