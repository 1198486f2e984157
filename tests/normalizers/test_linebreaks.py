from collections.abc import Callable

import pytest

from normalizers.linebreaks import NORMALIZER
from pipeline.document import Text

Put = Callable[..., Text]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Kế hoạch số 214/KH-BCA-\nV05 ngày", "Kế hoạch số 214/KH-BCA-V05 ngày"),
        ("Quyết định số 31/QĐ-BNV-\n\nTCCB ngày", "Quyết định số 31/QĐ-BNV-TCCB ngày"),
        ("Chương trình số 07/CTrPH-\n BYT-MTTW", "Chương trình số 07/CTrPH-BYT-MTTW"),
        ("Nghị định số 15/2021/\nNĐ-CP", "Nghị định số 15/2021/NĐ-CP"),
        ("Kết luận số 61\n-KL/TW", "Kết luận số 61-KL/TW"),
        ("Tờ trình số 218/TTr -\nSNV ngày", "Tờ trình số 218/TTr -SNV ngày"),
        ("giai đoạn 2020 -\nTRIỂN KHAI", "giai đoạn 2020 -\nTRIỂN KHAI"),
        ("giai đoạn 2026-\n2030", "giai đoạn 2026-2030"),
        ("trước ngày 05/\n3/2026", "trước ngày 05/3/2026"),
        ("việc nghi-\nêm cấm", "việc nghi-\nêm cấm"),
        ("việc kh-\nông đúng", "việc không đúng"),
    ],
)
def test_what_a_line_break_parted_is_joined(put: Put, raw: str, value: str) -> None:
    assert put(NORMALIZER, raw).value == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("CỘNG HOÀ XÃ\nHỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số:\n418/KH-UBND\n", "Số: 418/KH-UBND\n"),
        ("Sóc Trăng,\nngày 14 tháng 6 năm 2016\n", "Sóc Trăng, ngày 14 tháng 6 năm 2016\n"),
        ("Cao Bằng, ngày 05\ntháng 9\nnăm 2018\n", "Cao Bằng, ngày 05 tháng 9 năm 2018\n"),
        ("Cao\nLãnh, ngày 05 tháng 9 năm 2018\n", "Cao Lãnh, ngày 05 tháng 9 năm 2018\n"),
        ("Công An\nHà Nội, ngày 05 tháng 9 năm 2018\n", "Công An\nHà Nội, ngày 05 tháng 9 năm 2018\n"),
        ("Số:\nĐộc lập - Tự do - Hạnh phúc", "Số:\nĐộc lập - Tự do - Hạnh phúc"),
    ],
)
def test_fields_of_a_head_that_a_narrow_cell_wrapped_are_joined(put: Put, raw: str, value: str) -> None:
    assert put(NORMALIZER, raw).value == value


def test_sentence_over_a_page_break_keeps_one_line_break(put: Put) -> None:
    raw = "tập trung làm tốt công tác nắm tình hình ở những nơi có\n\nnguy cơ cao.\n\n3. Đẩy mạnh"
    assert put(NORMALIZER, raw).value == raw.replace("có\n\n", "có\n")


def test_lines_set_far_apart_come_together_by_sentences(put: Put) -> None:
    lines = [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Nâng cao nhận thức, trách nhiệm của cấp ủy, chính quyền và của Mặt trận",
        "Tổ quốc Việt Nam các cấp đối với công tác hòa giải ở cơ sở, nhất là ở các xã",
        "vùng cao; khơi dậy tinh thần đoàn kết trong cộng đồng dân cư trên địa bàn xã.",
        "2. Việc tổ chức thực hiện phải thiết thực, tiết kiệm, đúng quy định của pháp",
        "luật; phát huy vai trò của người có uy tín, của tổ hòa giải và của từng đoàn thể",
        "theo quy định của Chính phủ.",
        "II. NỘI DUNG",
        "1. Kiện toàn tổ hòa giải",
        "Rà soát, củng cố các tổ hòa giải hiện có theo hướng tinh gọn, bảo đảm mỗi thôn",
        "có ít nhất một tổ; cử người tham gia tập huấn theo kế hoạch của Phòng Tư pháp",
    ]
    parts = put(NORMALIZER, "\n\n".join(lines)).value.split("\n\n")
    assert [part.count("\n") + 1 for part in parts] == [1, 3, 3, 1, 1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "phát triển kinh tế -\nxã hội",
        "KẾ HOẠCH\n\nThực hiện công tác dân vận năm 2026",
        "Kính gửi:\n\n- Các sở, ban, ngành;\n\n- Ủy ban nhân dân các xã.",
        "Số: 12/KH-UBND\nHà Nội, ngày 05 tháng 3 năm 2025",
        "trong năm 2025.\n\nCăn cứ kết quả đạt được",
        "gồm 12\n- UBND tỉnh",
    ],
)
def test_lines_that_mean_something_stay(put: Put, text: str) -> None:
    assert put(NORMALIZER, text).edits == ()
