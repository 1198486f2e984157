"""Words that a text layer has run together."""

from collections.abc import Callable

import pytest

from normalizers.joined_words import NORMALIZER
from pipeline.document import Text

Put = Callable[..., Text]

LOST = (
    "Ban Thường vụĐảng uỷ giao Văn phòng chủtrì, phối hợp với các chi bộtheo dõi; báo cáo vềkết quảtrước kỳhọp. "
    "Các tổchức đảng sửdụng đủsốlượng phụnữvà cán bộtrẻ "
    "theo Chỉ thịsố46-CT/TW, Đại hội lần thứI, nhiệm kỳ2025 - 2030."
)
WHOLE = (
    "Ban Thường vụ Đảng uỷ giao Văn phòng chủ trì, phối hợp với các chi bộ theo dõi; báo cáo về kết quả trước kỳ họp. "
    "Các tổ chức đảng sử dụng đủ số lượng phụ nữ và cán bộ trẻ "
    "theo Chỉ thị số 46-CT/TW, Đại hội lần thứ I, nhiệm kỳ 2025 - 2030."
)


def test_blanks_that_a_layer_lost_are_given_back(put: Put) -> None:
    assert put(NORMALIZER, LOST).value == WHOLE


def test_each_word_is_put_apart_by_an_edit_of_its_own(put: Put) -> None:
    edits = put(NORMALIZER, LOST).edits
    assert ("đủsốlượng", "đủ số lượng") in {(edit.old, edit.new) for edit in edits}
    assert all(edit.new.replace(" ", "") == edit.old for edit in edits)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "Sở Y tế chủtrì kiểm tra; các đơn vị báo cáo đúng hạn.",  # one slip is no fault of a layer
        "Nhà thờ Phêrô, Giêsu, Tôma, Rôma, Gioan và các xứ Bênađô, Bénin, Lêô",
        "xe ôtô, môtô, rơmoóc, sơmi, xà phòng, cà phê, bôxit, ôxy, ête",
        "dân tộc Êđê, Giarai, Bana, Xơđăng, Cơho, Chơro, Hrê",
        "CHỦTRÌ PHỐI HỢP",
    ],
)
def test_papers_that_lost_no_blanks_stay(put: Put, text: str) -> None:
    assert put(NORMALIZER, text).edits == ()
