"""Deadlines joined to tasks and bodies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors import agencies as agencies_found
from extractors import assignments, deadlines
from extractors.tasks.linking import link
from pipeline.document import Document, Heading, Span
from tests.extractors.directive import KNOWLEDGE, directive, with_facts

EXTRACTORS = (deadlines.EXTRACTOR, assignments.EXTRACTOR, agencies_found.EXTRACTOR)


def linked(body: str) -> Document:
    return link(with_facts(directive(body), *EXTRACTORS), KNOWLEDGE)


def test_deadline_in_a_task_binds_its_bodies() -> None:
    paper = linked(
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính bố trí kinh phí; báo cáo kết quả về Sở Nội vụ trước ngày "
        "20/02/2026.\n"
        "2. Công an tỉnh tuần tra biên giới."
    )
    assert [a.deadlines for a in paper.assignments] == [(0,), ()]
    [deadline] = paper.deadlines
    assert deadline.agencies == ("Sở Tài chính tỉnh Lạng Sơn",)
    assert deadline.report_to == ("Sở Nội vụ tỉnh Lạng Sơn",)
    assert deadline.what == "báo cáo kết quả về Sở Nội vụ trước ngày 20/02/2026"


def test_deadline_after_a_semicolon_binds_the_subject_of_its_clause() -> None:
    paper = linked(
        "Điều 4. Trách nhiệm của Sở Tài chính\n1. Theo dõi chi quỹ; Định kỳ hằng tháng, Công an tỉnh báo cáo số vụ."
    )
    assert [a.agencies for a in paper.assignments] == [("Sở Tài chính tỉnh Lạng Sơn", "Công an tỉnh Lạng Sơn")]
    assert [d.agencies for d in paper.deadlines] == [("Công an tỉnh Lạng Sơn",)]


def test_year_of_a_heading_governs_the_items_under_it() -> None:
    paper = linked(
        "II. NHIỆM VỤ\n1. Năm 2026\n- Sở Tài chính cấp vốn đợt đầu.\n2. Năm 2027\n- Sở Tài chính cấp vốn đợt hai."
    )
    assert [a.deadlines for a in paper.assignments] == [(0,), (1,)]


def test_row_of_a_flattened_table_has_its_own_time() -> None:
    paper = linked(
        "II. NHIỆM VỤ\n(Chi tiết như sau)\nTT\nNhiệm vụ\nCơ quan chủ trì\nThời gian\n1\nMua vắc xin dự "
        "phòng\nSở Tài chính\n"
        "Quý I/2026\n2\nTuần tra biên giới\nCông an tỉnh\nQuý II/2026\n"
    )
    assert [a.deadlines for a in paper.assignments if a.rule == "table"] == [(0,), (1,)]


@pytest.mark.parametrize(
    ("named", "issuer", "meant"),
    [
        ("Thủ trưởng các đơn vị trực thuộc", "Sở Y tế tỉnh Lạng Sơn", "Các đơn vị trực thuộc Sở Y tế tỉnh Lạng Sơn"),
        ("các chi nhánh trực thuộc", "Sở Y tế tỉnh Lạng Sơn", "Các chi nhánh trực thuộc"),
        # The office of a committee speaks of those under the committee.
        (
            "các đảng ủy trực thuộc Tỉnh ủy",
            "Ban Tổ chức Tỉnh ủy Lạng Sơn",
            "Các đảng ủy trực thuộc Tỉnh ủy Lạng Sơn",
        ),
    ],
)
def test_dependent_units_are_those_of_the_issuer(named: str, issuer: str, meant: str) -> None:
    paper = with_facts(directive(f"1. Đề nghị {named} kiểm tra kho thuốc."), *EXTRACTORS)
    heading = Heading(span=Span(0, 1), rule="test", confidence=1.0, issuer=issuer)
    paper = link(replace(paper, headings=(heading,)), KNOWLEDGE)
    assert paper.assignments[0].agencies == (meant,)


def test_time_of_a_lead_in_limits_its_list() -> None:
    paper = linked(
        "II. NHIỆM VỤ\n1. Các Sở: Tài chính, Y tế khắc phục ngay các tồn tại về dự trữ vật tư trong đợt rét vừa qua, "
        "bảo đảm đủ cho mọi địa bàn vùng cao, hoàn thành trong tháng 02 năm 2026, cụ thể:\n"
        "- Sở Tài chính cấp đủ kinh phí.\n- Sở Y tế chuẩn bị thuốc."
    )
    assert [a.deadlines for a in paper.assignments] == [(0,), (0,)]


def test_the_body_made_to_act_must_keep_the_deadline_of_an_aim() -> None:
    paper = linked(
        "I. MỤC TIÊU\n1. Năm 2026\n- Hướng dẫn Ban Chỉ đạo các xã, phường tổ chức sơ kết 02 năm thực hiện Kế hoạch.\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh tuần tra biên giới."
    )
    [deadline] = [d for d in paper.deadlines if d.offset == "P2Y"]
    assert deadline.agencies == ("Ban Chỉ đạo các xã, phường thuộc tỉnh Lạng Sơn",)


@pytest.mark.parametrize(
    ("body", "agencies"),
    [
        ("1. Báo cáo tháng: Sở Tài chính tổng hợp báo cáo trước ngày 20/02/2026.", ("Sở Tài chính tỉnh Lạng Sơn",)),
        (
            "1. Yêu cầu Sở Y tế, căn cứ Thông tư số 9/2025/TT-BTC, trước ngày 10 tháng 01 hằng năm báo cáo.",
            ("Sở Y tế tỉnh Lạng Sơn",),
        ),
        ("1. Trước ngày 20/02/2026, Công an tỉnh tổng hợp kết quả.", ("Công an tỉnh Lạng Sơn",)),
        ("1. Trước ngày 20/02/2026 Công an tỉnh có trách nhiệm rà soát.", ("Công an tỉnh Lạng Sơn",)),
        ("1. Định kỳ 02 năm một lần hoặc khi cần thiết, Công an tỉnh rà soát.", ("Công an tỉnh Lạng Sơn",)),
        ("1. Trong 05 ngày kể từ ngày nhận được tin báo thì Công an tỉnh xác minh.", ("Công an tỉnh Lạng Sơn",)),
        ("1. Trường hợp thiếu thuốc thì Sở Y tế bổ sung trước ngày 20/02/2026.", ("Sở Y tế tỉnh Lạng Sơn",)),
        ("1. Trước ngày 20/02/2026, Công an tỉnh (qua phòng nghiệp vụ) tổng hợp.", ("Công an tỉnh Lạng Sơn",)),
        ("1. Gửi kết quả trước ngày 20/02/2026 để Sở Y tế tổng hợp.", ()),
        ("1. Việc gửi Sở Y tế tiến hành trước ngày 20/02/2026.", ()),
    ],
)
def test_the_subject_of_the_sentence_must_keep_its_deadline(body: str, agencies: tuple[str, ...]) -> None:
    paper = with_facts(directive(f"II. NHIỆM VỤ\n{body}"), deadlines.EXTRACTOR, agencies_found.EXTRACTOR)
    [deadline] = link(paper, KNOWLEDGE).deadlines
    assert deadline.agencies == agencies


@pytest.mark.parametrize(
    ("body", "agencies"),
    [
        (
            "1. Các xã, phường lập danh sách hộ. Trong thời hạn 03 ngày kể từ ngày nhận được danh sách, Sở Y tế sẽ"
            " cấp thẻ.",
            ("Sở Y tế tỉnh Lạng Sơn",),
        ),
        (
            "1. Giao Sở Tư pháp công khai quy trình. Hoàn thành trước ngày 20/02/2026.",
            ("Sở Tư pháp tỉnh Lạng Sơn",),
        ),
        (
            "1. Sở Tài chính lập danh mục đất công; chỉ đạo Trung tâm Lưu trữ công khai danh mục mỗi quý một lần.",
            ("Sở Tài chính tỉnh Lạng Sơn",),
        ),
        (
            "1. Sở Nội vụ\n- Rà soát hồ sơ. Ủy ban nhân dân tỉnh yêu cầu Sở Nội vụ báo cáo trước ngày 20/02/2026.",
            ("Sở Nội vụ tỉnh Lạng Sơn",),
        ),
        (
            "1. Sở Y tế\n- Định kỳ trước ngày 10 tháng 12 hằng năm, Công an tỉnh phải báo cáo số liệu.",
            ("Công an tỉnh Lạng Sơn",),
        ),
        (
            "1. Sở Công Thương rà soát quy trình nội bộ, trình Ủy ban nhân dân tỉnh phê duyệt.\n"
            "Thời hạn hoàn thành trong 05 ngày kể từ ngày nhận được\nKế hoạch này.",
            ("Sở Công Thương tỉnh Lạng Sơn",),
        ),
    ],
)
def test_a_later_sentence_of_a_task_can_have_its_own_subject(body: str, agencies: tuple[str, ...]) -> None:
    [deadline] = linked(f"II. NHIỆM VỤ\n{body}").deadlines
    assert deadline.agencies == agencies


@pytest.mark.parametrize(("title", "agencies"), [("kiểm tra", ("Đoàn kiểm tra",)), ("thực hiện", ())])
def test_the_days_of_a_schedule_bind_the_team_that_is_named_for_its_act(title: str, agencies: tuple[str, ...]) -> None:
    paper = linked(
        f"II. NỘI DUNG\n1. Thời gian, địa điểm {title}:\nTên cơ sở\nThời gian\nNhà trẻ Hoa Mai\n8 giờ, ngày 12/3/2026\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Đoàn kiểm tra: Lập biên bản tại từng cơ sở."
    )
    assert {d.agencies for d in paper.deadlines} == {agencies}


def test_a_table_below_the_heading_of_a_schedule_is_its_schedule() -> None:
    paper = linked(
        "II. NỘI DUNG\n1. Thời gian và địa điểm kiểm tra:\n| TT | Tên cơ sở | Thời gian |\n|---|---|---|\n"
        "| 1 | Nhà trẻ Hoa Mai | 8 giờ, ngày 12/3/2026 |\n| 2 | Nhà trẻ Hoa Lan | 8 giờ, ngày 13/3/2026 |\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Đoàn kiểm tra: Lập biên bản tại từng cơ sở."
    )
    assert [d.agencies for d in paper.deadlines] == [("Đoàn kiểm tra",)] * 2


@pytest.mark.parametrize(
    ("first", "agencies"),
    [
        ("Sở Y tế có trách nhiệm xây dựng quy trình.", ("Sở Y tế tỉnh Lạng Sơn",)),
        ("Quy trình gồm ba bước, làm lần lượt trên mạng nội bộ.", ()),
    ],
)
def test_a_later_paragraph_of_an_article_binds_the_body_that_it_opens_with(
    first: str, agencies: tuple[str, ...]
) -> None:
    later = "Trường hợp đã có quy trình thì cập nhật lại, hoàn thành trước ngày 20/02/2026."
    [deadline] = linked(f"Điều 2. {first}\n{later}\nĐiều 3. Quyết định có hiệu lực.").deadlines
    assert deadline.agencies == agencies
