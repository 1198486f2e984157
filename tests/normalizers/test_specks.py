from collections.abc import Callable

import pytest

from normalizers.specks import NORMALIZER
from pipeline.document import Text

Put = Callable[..., Text]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("các đơn vị tổ chức thực.hiện kế hoạch này", "các đơn vị tổ chức thực hiện kế hoạch này"),
        ("Kinh'doanh có điều kiện", "Kinh doanh có điều kiện"),
        ("theo Nghị định số \u02c6 12/2025/NĐ-CP", "theo Nghị định số 12/2025/NĐ-CP"),
        ("\u02c6\na) Rà soát hồ sơ", "a) Rà soát hồ sơ"),
    ],
)
def test_specks_are_taken_out_of_what_an_engine_read(put: Put, raw: str, value: str) -> None:
    assert put(NORMALIZER, raw, origin="ocr").value == value
    assert put(NORMALIZER, raw).edits == ()


@pytest.mark.parametrize(
    "text",
    [
        "Hoàn thành trước ngày 05.12.2025. Các sở báo cáo.",
        "thư điện tử vanthu@tinh.gov.vn, trang hosocong.tinh.gov.vn",
        "TT.HĐND, UBND tỉnh; khoản 2.Điều 5; an toàn.Tập trung",
        "giá trị 5' và 10`, nhiệt độ 20°",
    ],
)
def test_signs_that_are_printed_stay(put: Put, text: str) -> None:
    assert put(NORMALIZER, text, origin="ocr").edits == ()
