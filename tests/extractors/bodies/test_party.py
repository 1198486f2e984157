"""Organisations of the Party as papers of its committees name them."""

from __future__ import annotations

import pytest

from extractors.assignments import EXTRACTOR
from pipeline.document import Assignment
from tests.extractors.directive import directive, facts

HEAD = """\
ĐẢNG BỘ TỈNH LẠNG SƠN
ĐẢNG ỦY XÃ CHIẾN THẮNG
*
Số 15-KH/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Chiến Thắng, ngày 12 tháng 10 năm 2025
KẾ HOẠCH
học tập nghị quyết
I. TỔ CHỨC THỰC HIỆN
"""
HOME = "xã Chiến Thắng"


def tasks(body: str) -> tuple[Assignment, ...]:
    return facts(EXTRACTOR, directive(body, HEAD), Assignment)


@pytest.mark.parametrize(
    ("item", "agencies"),
    [
        (
            "Các cơ quan tham mưu, giúp việc Đảng ủy, các chi, đảng bộ cơ sở gửi dự thảo.",
            ("Các cơ quan tham mưu, giúp việc Đảng ủy", "Các chi, đảng bộ cơ sở"),
        ),
        (
            "Các tổ chức đảng, chi bộ trực thuộc, cơ quan, đơn vị tổ chức học tập.",
            ("Các tổ chức đảng, chi bộ trực thuộc, cơ quan, đơn vị",),
        ),
        (
            "Chi bộ trực thuộc Đảng ủy xã gửi báo cáo tự kiểm tra.",
            (f"Các chi bộ trực thuộc Đảng ủy {HOME}",),
        ),
        ("Chi ủy, chi bộ các thôn, tổ dân phố báo cáo.", ("Các chi ủy, chi bộ các thôn, tổ dân phố",)),
        (
            "Các phòng chuyên môn UBND xã xây dựng lộ trình.",
            (f"Các phòng chuyên môn Ủy ban nhân dân {HOME}",),
        ),
        (
            "Uỷ ban MTTQ Việt Nam và các tổ chức chính trị - xã hội xã vận động Nhân dân.",
            (f"Ủy ban Mặt trận Tổ quốc Việt Nam {HOME}", f"Các tổ chức chính trị - xã hội {HOME}"),
        ),
        (
            "Đảng ủy UBND xã, Đảng ủy các cơ quan Đảng xã chủ trì hội nghị.",
            (f"Đảng ủy Ủy ban nhân dân {HOME}", f"Đảng ủy các cơ quan Đảng {HOME}"),
        ),
        ("Thường trực Đảng ủy chỉ đạo rút kinh nghiệm.", (f"Thường trực Đảng ủy {HOME}",)),
        ("Đồng chí Phó Bí thư Thường trực Đảng ủy chỉ đạo việc học tập.", (f"Đảng ủy {HOME}",)),
        ("Đồng chí Chủ nhiệm Ủy ban Kiểm tra Đảng ủy chủ trì thẩm định.", (f"Ủy ban Kiểm tra Đảng ủy {HOME}",)),
        ("Giao đồng chí Đảng ủy viên phụ trách thôn theo dõi việc khắc phục.", ("Đảng ủy viên phụ trách thôn",)),
        ("Tổ Kiểm tra số 2 thẩm tra, xác minh hồ sơ.", ("Tổ Kiểm tra số 2",)),
        ("Đoàn giám sát số 02 của Ban Thường vụ Đảng ủy làm việc với chi bộ.", ("Đoàn giám sát số 02",)),
        ("Đoàn kiểm tra số 1 do đồng chí Bí thư Đảng ủy làm Trưởng đoàn kiểm tra.", ("Đoàn kiểm tra số 1",)),
        ("Các tổ chức đảng, đảng viên được kiểm tra chuẩn bị hồ sơ.", ("Các tổ chức đảng, đảng viên được kiểm tra",)),
        ("Cấp ủy các đơn vị trực thuộc phân công cấp ủy viên.", ("Các cấp ủy các đơn vị trực thuộc",)),
        (
            "Cấp ủy các chi bộ chưa gửi báo cáo (danh sách kèm theo) hoàn thành và gửi ngay.",
            ("Các cấp ủy các chi bộ chưa gửi báo cáo",),
        ),
        (
            "Các cơ quan tham mưu, giúp việc Đảng ủy và Trường Chính trị tỉnh mở lớp.",
            ("Các cơ quan tham mưu, giúp việc Đảng ủy", "Trường Chính trị tỉnh Lạng Sơn"),
        ),
        ("Công đoàn, Hội Nông dân xã vận động hội viên.", (f"Công đoàn {HOME}", f"Hội Nông dân {HOME}")),
        (
            "Các ban xây dựng Đảng, Văn phòng Tỉnh ủy hướng dẫn.",
            ("Các ban xây dựng Đảng", "Văn phòng Tỉnh ủy Lạng Sơn"),
        ),
    ],
)
def test_who_is_to_act_in_a_commune(item: str, agencies: tuple[str, ...]) -> None:
    [task] = tasks(f"1. {item}")
    assert task.agencies == agencies


def test_conclusion_on_one_cell_charges_it_with_its_list() -> None:
    body = """\
1. Ban Thường vụ Đảng ủy yêu cầu:
Chi bộ Trạm Y tế xã phát huy ưu điểm và thực hiện tốt một số nội dung sau:
- Rà soát quy chế làm việc.
- Chi bộ xây dựng kế hoạch khắc phục.
"""
    assert [task.agencies for task in tasks(body)] == [("Chi bộ Trạm Y tế xã Chiến Thắng",)] * 2


def test_order_that_leads_in_to_notes_is_a_task() -> None:
    body = """\
1. Đề nghị các cơ quan tham mưu, giúp việc Đảng ủy đề xuất nội dung chương trình; lưu ý:
- Nội dung đề xuất cần nêu rõ cơ quan chủ trì.
- Văn phòng Đảng ủy tổng hợp đề xuất.
"""
    assert [task.agencies for task in tasks(body)] == [
        ("Các cơ quan tham mưu, giúp việc Đảng ủy",),
        (f"Văn phòng Đảng ủy {HOME}",),
    ]


def test_later_sentence_asks_others() -> None:
    [task] = tasks("1. Giao Văn phòng Đảng ủy hoàn thiện dự thảo. Do đó, đề nghị Ban Xây dựng Đảng rà soát biên chế.")
    assert task.agencies == (f"Văn phòng Đảng ủy {HOME}", f"Ban Xây dựng Đảng {HOME}")


def test_label_with_a_dash_after_two_numbers_opens_a_task() -> None:
    assert [task.section for task in tasks("2- Yêu cầu:\n2.1- Văn phòng Đảng ủy rà soát quy chế.\n")] == ["I.2.1"]


def test_meeting_is_no_body() -> None:
    [task] = tasks("1. Cấp xã: Tổ chức hội nghị trực tuyến.")
    assert task.agencies == ()
