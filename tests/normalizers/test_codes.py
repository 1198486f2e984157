from collections.abc import Callable

import pytest

from corpus.knowledge import Knowledge
from normalizers.codes import NORMALIZER
from pipeline.document import Text

Put = Callable[..., Text]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Số: 412 /KH-UBND", "Số: 412/KH-UBND"),
        ("Số: 07./SYT-VP", "Số: 07/SYT-VP"),
        ("Nghị quyết số 42b/NQCP", "Nghị quyết số 42b/NQ-CP"),
        ("Nghị quyết số 26/NQ- CP", "Nghị quyết số 26/NQ-CP"),
        ("Kết luận số 61 – KL/TW", "Kết luận số 61-KL/TW"),
        ("Kết luận số 61-KIL/TW", "Kết luận số 61-KL/TW"),
        ("Kế hoạch số 15/KII-UBND", "Kế hoạch số 15/KH-UBND"),
        ("Nghị quyết s6 14-NQ/TU", "Nghị quyết số 14-NQ/TU"),
        ("Chỉ thị so 14-CT/TU", "Chỉ thị số 14-CT/TU"),
        ("Chỉ thị O5/CT-UBND", "Chỉ thị 05/CT-UBND"),
        ("Nghị định số l2/2O25/NĐ-CP", "Nghị định số 12/2025/NĐ-CP"),
        ("Quyết định số 88/QD-TTg", "Quyết định số 88/QĐ-TTg"),
        ("Quyết định số 88/OĐ-UBND", "Quyết định số 88/QĐ-UBND"),
        ("Nghị định 15/2020/ND-CP", "Nghị định 15/2020/NĐ-CP"),
        ("Nghị quyết 12/2021/NQ-HDND", "Nghị quyết 12/2021/NQ-HĐND"),
        ("Công văn số 99/SYT - VP", "Công văn số 99/SYT-VP"),
        ("Số: 77/ LĐLĐ", "Số: 77/LĐLĐ"),
        ("Thông tư số 21/2024/TTBYT", "Thông tư số 21/2024/TT-BYT"),
        ("Kế hoạch số 15/KHUBND", "Kế hoạch số 15/KH-UBND"),
        ("Quyết định số 88/QĐ-TTEg", "Quyết định số 88/QĐ-TTg"),
        ("Luật số 72/2025/QHI5", "Luật số 72/2025/QH15"),
        ("Luật số 72/2025/QHIS, 31/2024/QHIS5", "Luật số 72/2025/QH15, 31/2024/QH15"),
        ("Quyết định số 88/QĐĐ-UBND", "Quyết định số 88/QĐ-UBND"),
        ("Nghị quyết số 31/2024/UBTVQHI15", "Nghị quyết số 31/2024/UBTVQH15"),
        ("Quyết định 88QĐ-UBND, 45JQĐ-TTg", "Quyết định 88/QĐ-UBND, 45/QĐ-TTg"),
        ("Hà Nội, 05/1 1/2026", "Hà Nội, 05/11/2026"),
        ("Quyết định số 88/QĐ-TTs", "Quyết định số 88/QĐ-TTg"),
        ("Thông tư số 21/2024/TT-BLĐIBXH", "Thông tư số 21/2024/TT-BLĐTBXH"),
        ("Quyết định số 88/QĐ-TIg", "Quyết định số 88/QĐ-TTg"),
        ("Nghị quyết số 26-NO/TVW, Hướng dẫn 36-HD/BTCIW", "Nghị quyết số 26-NQ/TW, Hướng dẫn 36-HD/BTCTW"),
        ("số 88/CĐ-TTeg, 45/CT-TTạg, 324/OTR-KTr2", "số 88/CĐ-TTg, 45/CT-TTg, 324/QTR-KTr2"),
        ("sĩ 88/QĐĐ-BXD", "số 88/QĐ-BXD"),
        ("Quyết định số 88/QB-BXD", "Quyết định số 88/QĐ-BXD"),
        ("Luật số 72/2025QH15", "Luật số 72/2025/QH15"),
        ("ngày 05/ 3/2026", "ngày 05/3/2026"),
        ("ngày 05//3/2026", "ngày 05/3/2026"),
        ("ngày l2 tháng O3 năm 2O26", "ngày 12 tháng 03 năm 2026"),
        ("ngàyl2 tháng O3 năm 2O26", "ngày 12 tháng 03 năm 2026"),
        ("ngày O3/10/2026", "ngày 03/10/2026"),
        ("số08/CT-TTg ngày05/3/2026", "số 08/CT-TTg ngày 05/3/2026"),
        ("trước ngàv 05/12/2025", "trước ngày 05/12/2025"),
        ("Ngáy 7 tháng 3 năm 2024; ngay 3/4", "Ngày 7 tháng 3 năm 2024; ngay 3/4"),
    ],
)
def test_codes_and_dates_are_made_whole(put: Put, raw: str, value: str) -> None:
    assert put(NORMALIZER, raw).value == value


@pytest.mark.parametrize(
    "text",
    [
        "giai đoạn 2026 - 2030, năm 2026 - UBND tỉnh",
        "Kế hoạch 12/KH-UBND - UBND tỉnh chủ trì",
        "Chỉ thị số 14/TTg; Nghị quyết số 18, 19-NQ/TW",
        "Tờ trình số 915/KHĐT-CNDV",
        "Luật số 72/2025/QH15, Nghị quyết 76/2025/NQ-UBTVQH15",
        "Công văn 11554/VPCP-V.I, 3257/TNI-QLDN1, 5282/CT-CS",
        "Hướng dẫn số 02-HD/BTGTƯ",  # printed so
        "hồ sơ 25-2303/PBHC-KD, mã 1.009832.000.00.00.H58",
        "phòng 12A-BC, thép 5KG-ABC, Đoàn 13/ĐĐBQH-VP",
        "3/OBND, số 5-OU/AB, 14-NO/TU",
        "ngày 05 tháng II năm 2026, quý II năm 2026, 5 QH15, năm 2025QH15",
        "tỷ lệ 5/10 CP; 8h/TTg; khoản 3 – Điều 5; 30/4 - 01/5",
        "ngày 31/02/2026, tháng 10, năm 2026, nội dung so 5",
        "Số:      /QĐ-UBND, ngày    tháng 3 năm 2026",
    ],
)
def test_right_codes_and_other_numbers_stay(put: Put, text: str) -> None:
    assert put(NORMALIZER, text).edits == ()


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("ngày 2Š tháng II năm 2026", "ngày 25 tháng 11 năm 2026"),
        ("ngày 08 tháng 1] năm 2026", "ngày 08 tháng 11 năm 2026"),
        ("ngày O8 tháng 1Ị năm 202Š", "ngày 08 tháng 11 năm 2025"),
        ("ngày ó tháng 5 năm 2026", "ngày ó tháng 5 năm 2026"),  # 0 or 6
        ("ngày 3Š tháng II năm 2026", "ngày 3Š tháng II năm 2026"),
        ("quý II năm 2026, tháng II năm 2026", "quý II năm 2026, tháng II năm 2026"),
    ],
)
def test_letters_that_stand_where_a_date_has_numbers_are_digits_if_an_engine_read_them(
    put: Put, raw: str, value: str
) -> None:
    assert put(NORMALIZER, raw, "ocr").value == value


def test_every_type_with_every_body_stays(put: Put, knowledge: Knowledge) -> None:
    bodies = sorted({code for agency in knowledge.agencies.all for code in agency.code.split("|") if code})
    codes = [f"{number}/{kind}-{body}" for kind in knowledge.document_types.codes for number, body in enumerate(bodies)]
    codes += [
        f"{number}-{kind}/{body}" for kind in knowledge.document_types.codes for number, body in enumerate(bodies)
    ]
    assert put(NORMALIZER, "; ".join(codes)).edits == ()
