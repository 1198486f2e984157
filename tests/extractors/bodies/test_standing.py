"""Where a paper stands."""

from __future__ import annotations

import pytest

from extractors.bodies.standing import standing_of
from extractors.structure import segment
from tests.extractors.directive import KNOWLEDGE, directive
from tests.extractors.papers import document

NOTICE = """\
VĂN PHÒNG CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/TB-VPCP
Hà Nội, ngày 05 tháng 02 năm 2026
THÔNG BÁO
Kết luận của Phó Thủ tướng Chính phủ tại buổi làm việc với {}
1. Sở Y tế kiểm tra kho thuốc.
"""


@pytest.mark.parametrize(
    ("whom", "province"),
    [
        ("tỉnh Lạng Sơn", "Lạng Sơn"),
        ("Thường trực Tỉnh ủy Lạng Sơn", "Lạng Sơn"),
        ("tỉnh Lạng Sơn và tỉnh Cao Bằng", None),
        ("Bộ Y tế", None),
    ],
)
def test_central_paper_stands_in_the_one_province_of_its_title(whom: str, province: str | None) -> None:
    standing = standing_of(segment(document(NOTICE.format(whom)), KNOWLEDGE), KNOWLEDGE)
    assert (standing.province.name if standing.province else None) == province


def test_paper_of_a_province_stands_there() -> None:
    standing = standing_of(directive("1. Sở Y tế kiểm tra."), KNOWLEDGE)
    assert standing.province is not None and standing.province.full == "tỉnh Lạng Sơn"


def test_paper_that_amends_one_of_a_former_province_is_of_the_province_it_went_into() -> None:
    text = (
        "Sửa đổi Quy định hỗ trợ nông nghiệp tỉnh Hà Nam giai đoạn 2023-2025\n"
        "Căn cứ Tờ trình số 310/TTr-UBND ngày 02 tháng 10 năm 2025 của Ủy ban nhân dân tỉnh;\n"
        "Điều 1. Sở Tài chính thẩm định."
    )
    standing = standing_of(segment(document(text), KNOWLEDGE), KNOWLEDGE)
    assert standing.province is not None and standing.province.full == "tỉnh Ninh Bình"


def test_headless_paper_of_the_state_stands_in_no_province_that_it_names() -> None:
    text = (
        "Điều 1. Thi hành\n1. Bộ trưởng, Thủ trưởng cơ quan ngang bộ hướng dẫn thực hiện và kiểm tra các bến xe điện.\n"
        "2. Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương rà soát bến xe, niêm yết giá vé, giờ chạy và số "
        "điện thoại của người phụ trách; bố trí chỗ đỗ cho xe của người khuyết tật.\n"
        "Điều 2. Thí điểm\nMở tuyến xe điện tại thành phố Cần Thơ trong năm 2026.\n"
    )
    assert standing_of(segment(document(text), KNOWLEDGE), KNOWLEDGE).province is None
