from collections.abc import Callable

import pytest

from normalizers.ocr_repair import NORMALIZER
from pipeline.document import Text

Put = Callable[..., Text]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("tăng cường tuần tra, kiếm soát địa bàn", "tăng cường tuần tra, kiểm soát địa bàn"),
        ("phong trào bảo vệ Tố quốc trên địa bàn", "phong trào bảo vệ Tổ quốc trên địa bàn"),
        ("xây dụng nông thôn mới trên địa bàn tỉnh", "xây dựng nông thôn mới trên địa bàn tỉnh"),
        ("đôn đốc các cơ quan, đơn vị triên khai thực hiện", "đôn đốc các cơ quan, đơn vị triển khai thực hiện"),
        ("theo quy dịnh của pháp luật hiện hành", "theo quy định của pháp luật hiện hành"),
        ("CỘNG HÒA XÃ HỘI CHÚ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Bộ Y tê hướng dẫn các dơn vị trực thuộc", "Bộ Y tế hướng dẫn các đơn vị trực thuộc"),
    ],
)
def test_look_alikes_are_put_right(put: Put, raw: str, value: str) -> None:
    made = put(NORMALIZER, raw, origin="ocr")
    assert made.value == value
    assert all(0.9 < edit.confidence < 1 for edit in made.edits)


@pytest.mark.parametrize("origin", ["ocr", "text"])
@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân tỉnh giao Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành có liên quan.",
        "ông Lê Văn Tố, bà Trần Thị Bào, xã Krông Nô, thôn Đắk Sôr, phường Lái Thiêu",
        "Kết luận số 61-KL/TW ngày 22/01/2019; Quyết định số 88/QĐ-TTg; 11554/VPCP-V.I",
        "hệ thống SCADA, GRDP, phần mềm iOffice, tài khoản VNeID",
        "tang dan bao ve an ninh trat tu tren dia ban tinh",  # without marks: not for this normaliser
        "Pay manh thue hién phong trao toan dan bao vé an ninh To quoc ndm 2025",  # garbled as a whole
        "",
    ],
)
def test_right_text_names_codes_and_ruins_stay(put: Put, text: str, origin: str) -> None:
    assert put(NORMALIZER, text, origin=origin).edits == ()


def test_a_good_file_is_trusted_more_than_ocr(put: Put) -> None:
    raw = "vùng đông bào dân tộc thiểu số"
    assert put(NORMALIZER, raw, origin="ocr").value == "vùng đồng bào dân tộc thiểu số"
    assert put(NORMALIZER, raw).value == raw


def test_sure_faults_put_the_whole_text_in_doubt(put: Put) -> None:
    doubtful = "vùng đông bào dân tộc thiểu số"
    faults = "tăng cường kiếm soát, triên khai thực hiện quy dịnh của pháp luật"
    assert put(NORMALIZER, f"{faults}\n\n{doubtful}").value.endswith("vùng đồng bào dân tộc thiểu số")
