"""Classes that are known by the part they play."""

from __future__ import annotations

import pytest

from extractors.assignments import EXTRACTOR
from pipeline.document import Assignment
from tests.extractors.directive import directive, facts


@pytest.mark.parametrize(
    ("item", "agencies"),
    [
        (
            "Yêu cầu các chủ đầu tư, các cơ quan được giao kế hoạch vốn, các nhà thầu thi công đẩy nhanh tiến độ.",
            ("Các chủ đầu tư", "Các cơ quan được giao kế hoạch vốn", "Các nhà thầu thi công"),
        ),
        (
            "Yêu cầu các đơn vị đầu mối giao chỉ tiêu, các cơ quan chủ trì dự án theo chức năng rà soát danh mục.",
            ("Các đơn vị đầu mối giao chỉ tiêu", "Các cơ quan chủ trì dự án"),
        ),
        (
            "Các cơ quan, đơn vị sử dụng vốn ngân sách, các ban quản lý dự án phải công khai số liệu.",
            ("Các cơ quan, đơn vị sử dụng vốn ngân sách", "Các ban quản lý dự án"),
        ),
        ("Yêu cầu các đơn vị thực hiện rà soát, các địa phương tổng hợp số liệu.", ("Các đơn vị",)),
        ("Giao các cơ quan chủ trì, phối hợp với các địa phương rà soát danh mục.", ("Các cơ quan",)),
        ("Cơ quan tiếp nhận hồ sơ có trách nhiệm trả kết quả đúng hẹn.", ("Các cơ quan tiếp nhận hồ sơ",)),
        (
            "Cơ quan có thẩm quyền giải quyết đối chiếu biên lai với thông báo nộp tiền.",
            ("Các cơ quan có thẩm quyền giải quyết",),
        ),
        ("Cơ quan có thẩm quyền giải quyết kịp thời các kiến nghị.", ("Các cơ quan có thẩm quyền",)),
        ("Cơ quan thẩm định phải nêu rõ lý do không đồng ý.", ("Các cơ quan thẩm định",)),
        (
            "Đơn vị khai thác, vận hành trạm bơm có trách nhiệm ghi nhật ký từng ca.",
            ("Các đơn vị khai thác, vận hành trạm bơm",),
        ),
        ("Nếu trạm bơm hỏng thì đơn vị đang vận hành phải dừng máy.", ("Các đơn vị đang vận hành",)),
    ],
)
def test_a_list_goes_on_after_the_part_one_plays(item: str, agencies: tuple[str, ...]) -> None:
    [task] = facts(EXTRACTOR, directive(f"II. NHIỆM VỤ\n1. {item}"), Assignment)
    assert task.agencies == agencies
