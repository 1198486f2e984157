from collections.abc import Callable

import pytest

from normalizers.whitespace import NORMALIZER
from pipeline.document import Text

Put = Callable[..., Text]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("nhiệm vụ  trọng tâm", "nhiệm vụ trọng tâm"),
        ("nhiệm vụ     trọng tâm", "nhiệm vụ trọng tâm"),  # a justified line
        ("công tác , như: tổ an ninh", "công tác, như: tổ an ninh"),
        ("phong trào .\nHai", "phong trào.\nHai"),
        ("(khoá XI ) về", "(khoá XI) về"),
        ("( ban hành kèm theo", "(ban hành kèm theo"),
        ("các ngành,các cấp", "các ngành, các cấp"),
        ("an toàn.Tập trung", "an toàn. Tập trung"),
        ("KT.GIÁM ĐỐC\nTM.ỦY BAN", "KT. GIÁM ĐỐC\nTM. ỦY BAN"),
        ("dòng một  \n\t\ndòng hai ", "dòng một\n\ndòng hai"),
    ],
)
def test_blanks_are_set_as_they_should_be(put: Put, raw: str, value: str) -> None:
    assert put(NORMALIZER, raw).value == value


@pytest.mark.parametrize(
    "text",
    [
        "Nơi nhận:            GIÁM ĐỐC",  # two columns
        "Số: 12/KH-UBND\tHà Nội, ngày 05 tháng 3 năm 2025",
        "   1. Mục tiêu",
        "- TT.HĐND tỉnh; 1.000.000 đồng; 12,5%; 8:30; 03.2025",
        "sotuphap.tinh.gov.vn, tai.lieu@tinh.gov.vn, https://vi.org/a,b",
        "theo Mục a.b, điểm c.d; 11554/VPCP-V.I",
        "”Vừa học vừa làm” và “vừa làm”",
        "a\n\n\nb",
    ],
)
def test_what_blanks_tell_stays(put: Put, text: str) -> None:
    assert put(NORMALIZER, text).edits == ()
