from collections.abc import Callable

import pytest

from normalizers.split_syllables import NORMALIZER
from pipeline.document import Text

Put = Callable[..., Text]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Đ I Ề U 1. Phạm vi", "ĐIỀU 1. Phạm vi"),
        ("K Ế  H O Ạ C H", "KẾ  HOẠCH"),
        ("N G H Ị Q U Y Ế T", "NGHỊ QUYẾT"),
        ("T H Ô N G B Á O", "THÔNG BÁO"),
        ("ĐIỀ U KHO ẢN THI HÀNH", "ĐIỀU KHOẢN THI HÀNH"),
        ("theo chứ c năng, nhiệm vụ đượ c giao", "theo chức năng, nhiệm vụ được giao"),
        ("của Ủ y ban nhân dân tỉ nh", "của Ủy ban nhân dân tỉnh"),
    ],
)
def test_pieces_are_put_together(put: Put, raw: str, value: str) -> None:
    assert put(NORMALIZER, raw).value == value


@pytest.mark.parametrize(
    "text",
    [
        "điểm c khoản 2, điểm đ khoản 3 Điều 5",
        "lớp 5 a b c; hạng A B C D E",
        "ông Nguyễn Văn A và bà Trần Thị B",
        "hệ số 0,12 x e và 0,3 x a",
        "vitamin A D E K",
        "xã Đắk Ơ, Krông Pắc, Ea H leo",
        "cộng hòa xã hội chủ nghĩa Việt Nam",
    ],
)
def test_labels_and_right_words_stay(put: Put, text: str) -> None:
    assert put(NORMALIZER, text).edits == ()
