"""How an item begins that gives somebody a task."""

from __future__ import annotations

import pytest

from extractors.assignments import EXTRACTOR
from pipeline.document import Assignment
from tests.extractors.directive import directive, facts


@pytest.mark.parametrize(
    ("item", "agencies"),
    [
        (
            "Giao Phó Thủ tướng Chính phủ Lê Văn Minh trước ngày 15 tháng 3 năm 2026 kiểm tra công trường.",
            ("Phó Thủ tướng Chính phủ Lê Văn Minh",),
        ),
        ("Bộ Xây dựng với vai trò là cơ quan thường trực, chủ động rà soát các dự án.", ("Bộ Xây dựng",)),
        (
            "Các bộ, cơ quan chủ quản, nhất là Bộ Xây dựng cần tăng ca thi công.",
            ("Các bộ, cơ quan chủ quản",),
        ),
        ("Giao Đảng uỷ Bộ Tư pháp lãnh đạo việc rà soát.", ("Đảng uỷ Bộ Tư pháp",)),
        ("Cục Lãnh sự Bộ Ngoại giao chủ trì hướng dẫn hồ sơ.", ("Cục Lãnh sự Bộ Ngoại giao",)),
        (
            "Đối với các phường còn nhà tạm: cần rà soát từng hộ.",
            ("Ủy ban nhân dân các phường còn nhà tạm thuộc tỉnh Lạng Sơn",),
        ),
        (
            "Đối với các cơ sở nung gạch, sấy gỗ: Dừng lò vào những ngày không khí xấu.",
            ("Các cơ sở nung gạch, sấy gỗ",),
        ),
        ("Các trường THPT, THCS tổ chức ôn tập.", ("Các trường THPT, THCS",)),
        ("Các phòng GDĐT lập danh sách thí sinh.", ("Các phòng Giáo dục và Đào tạo",)),
        ("Trường THPT Việt Bắc chuẩn bị phòng thi.", ("Trường THPT Việt Bắc",)),
        ("Đơn vị tư vấn giám sát bố trí đủ kỹ sư.", ("Các đơn vị tư vấn giám sát",)),
        ("Về giá vật liệu, thống nhất giao Sở Y tế kiểm tra.", ("Sở Y tế tỉnh Lạng Sơn",)),
        ("Chủ đầu tư công trình có trách nhiệm rào chắn hố móng.", ("Các chủ đầu tư công trình",)),
        ("Phòng Kỹ thuật thẩm định chủ trì nghiệm thu đập.", ("Phòng Kỹ thuật thẩm định",)),
        ("Quản đốc Phân xưởng Sửa chữa cắt điện các máy hỏng.", ("Phân xưởng Sửa chữa",)),
        ("Khoa Chẩn đoán hình ảnh cắt điện các máy không dùng.", ("Khoa Chẩn đoán hình ảnh",)),
        ("Trạm trưởng Trạm Kiểm lâm Mẫu Sơn không để củi khô ven rừng.", ("Trạm Kiểm lâm Mẫu Sơn",)),
        (
            "Chủ tịch UBND các xã nêu tại Phụ lục II căn cứ diện tích bị hại để chia giống.",
            ("Ủy ban nhân dân các xã thuộc tỉnh Lạng Sơn",),
        ),
        ("Sở Y tế tiếp thu, giải trình ý kiến của các xã.", ("Sở Y tế tỉnh Lạng Sơn",)),
        ("Điện lực Lộc Bình, Viễn thông Lộc Bình bảo đảm thông suốt.", ("Điện lực Lộc Bình", "Viễn thông Lộc Bình")),
        ("Sở Y tế chụp ảnh lưu niệm cùng đoàn.", ("Sở Y tế tỉnh Lạng Sơn",)),
        (
            "Các tổ chức, doanh nghiệp có rừng trồng thu hoạch: Có trách nhiệm làm băng cản lửa.",
            ("Các tổ chức, doanh nghiệp có rừng trồng thu hoạch",),
        ),
        (
            "Ban điều hành tổ 5 Vĩnh Trại, phường Đông Kinh: Nhắc các hộ dọn vệ sinh.",
            ("Ban điều hành tổ 5 Vĩnh Trại, phường Đông Kinh",),
        ),
        ("Xí nghiệp Cấp nước Kỳ Lừa chủ động thay van hỏng.", ("Xí nghiệp Cấp nước Kỳ Lừa",)),
        ("Hội Nông dân các cấp rà soát hội viên khó khăn.", ("Hội Nông dân các cấp",)),
        ("UBND các phường rà soát hộ ven suối.", ("Ủy ban nhân dân các phường thuộc tỉnh Lạng Sơn",)),
        ("UBND các xã/phường trực 24/24 giờ.", ("Ủy ban nhân dân các xã, phường thuộc tỉnh Lạng Sơn",)),
        (
            "Giao Phó Thủ tướng Chính phủ Lê Văn Minh đi kiểm tra các công trường.",
            ("Phó Thủ tướng Chính phủ Lê Văn Minh",),
        ),
    ],
)
def test_names_end_where_they_end(item: str, agencies: tuple[str, ...]) -> None:
    [task] = facts(EXTRACTOR, directive(f"II. NHIỆM VỤ\n1. {item}"), Assignment)
    assert task.agencies == agencies


def test_a_name_never_ends_inside_a_bracket() -> None:
    item = "Nơi tiếp nhận (bệnh viện, trạm y tế, chính quyền) là nơi chịu trách nhiệm lập hồ sơ."
    tasks = facts(EXTRACTOR, directive(f"II. NHIỆM VỤ\n1. {item}"), Assignment)
    assert not any(")" in name for task in tasks for name in task.agencies)


def test_whom_the_body_of_a_heading_calls_upon_is_not_charged_itself() -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Tổ chức tiêm chủng.\n- Yêu cầu các bệnh viện dự trữ thuốc."
    tasks = facts(EXTRACTOR, directive(body), Assignment)
    assert [task.agencies for task in tasks] == [("Sở Y tế tỉnh Lạng Sơn",)] * 2


def test_partners_of_a_lead_in_hold_for_its_list() -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì, phối hợp với Sở Tài chính:\n- Mua vắc xin.\n- Cấp phát thuốc."
    tasks = facts(EXTRACTOR, directive(body), Assignment)
    assert [task.partners for task in tasks] == [("Sở Tài chính tỉnh Lạng Sơn",)] * 2


def test_lines_of_names_are_recipients_not_tasks() -> None:
    body = "Điều 2. Chánh Văn phòng, Giám đốc Sở Y tế chịu trách nhiệm thi hành.\n- Sở Tài chính;\n- UBND các xã;"
    [task] = facts(EXTRACTOR, directive(body), Assignment)
    assert task.section == "Điều 2"


def test_what_is_asked_last_leaves_those_named_before() -> None:
    item = "Ngân sách bảo đảm kinh phí. Sở Y tế chịu trách nhiệm tiêm phòng. Yêu cầu Công an tỉnh kiểm tra."
    [task] = facts(EXTRACTOR, directive(f"II. NHIỆM VỤ\n1. {item}"), Assignment)
    assert set(task.agencies) == {"Sở Y tế tỉnh Lạng Sơn", "Công an tỉnh Lạng Sơn"}


def test_the_sender_that_informs_has_no_task() -> None:
    body = "1. Chi cục Thú y xin trân trọng thông báo lịch tiêm phòng.\n2. Sở Y tế tổ chức tiêm phòng."
    assert [t.agencies for t in facts(EXTRACTOR, directive(body), Assignment)] == [("Sở Y tế tỉnh Lạng Sơn",)]


def test_a_heading_may_name_a_class_in_many_words() -> None:
    whom = (
        "các cơ sở sản xuất có lượng nước thải lớn xả ra sông, suối và thuộc loại hình có nguy cơ làm ô nhiễm nguồn"
        " nước cấp cho nhà máy nước"
    )
    text = f"II. NHIỆM VỤ\n1. Các cơ sở sản xuất\n1.1. Đối với {whom}:\n+ Vận hành hệ thống xử lý nước thải."
    [task] = facts(EXTRACTOR, directive(text), Assignment)
    assert task.agencies == (f"C{whom[1:]}",)


def test_a_stop_after_names_makes_no_sentence_of_a_heading() -> None:
    text = "II. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh.\na) Chủ trì bảo đảm an toàn hệ thống thư điện tử."
    [task] = facts(EXTRACTOR, directive(text), Assignment)
    assert task.agencies == ("Công an tỉnh Lạng Sơn",)


def test_a_sentence_with_a_time_of_its_own_has_its_own_subject() -> None:
    text = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\na) Chủ trì lập danh sách các hộ được hỗ trợ."
        "\nb) Sau khi danh sách được duyệt, Sở Tài chính cấp kinh phí cho các xã."
    )
    assert [task.agencies for task in facts(EXTRACTOR, directive(text), Assignment)] == [
        ("Sở Nội vụ tỉnh Lạng Sơn",),
        ("Sở Tài chính tỉnh Lạng Sơn",),
    ]


@pytest.mark.parametrize(
    ("item", "agencies"),
    [
        (
            "Trong quá trình thực hiện Thủ trưởng các địa phương chủ động tháo gỡ vướng mắc.",
            ("Các địa phương",),
        ),
        (
            "Trong quá trình tổ chức thực hiện nếu có khó khăn đề nghị các đơn vị phản ánh về Sở Nội vụ.",
            ("Các đơn vị",),
        ),
    ],
)
def test_an_opening_needs_no_comma_before_who_acts(item: str, agencies: tuple[str, ...]) -> None:
    [task] = facts(EXTRACTOR, directive(f"II. NHIỆM VỤ\n1. {item}"), Assignment)
    assert task.agencies == agencies


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Khoa Kiểm soát nhiễm khuẩn", "Khoa Kiểm soát nhiễm khuẩn"),
        ("Đoàn trường", "Đoàn trường"),
        ("Bộ phận thư viện, thiết bị", "Bộ phận thư viện, thiết bị"),
        ("Phòng Thi đua - Khen thưởng", "Phòng Thi đua - Khen thưởng"),
        ("Tiểu ban tuyên truyền, lễ tân", "Tiểu ban tuyên truyền, lễ tân"),
    ],
)
def test_units_of_an_office_head_their_lists(heading: str, name: str) -> None:
    body = f"III. PHÂN CÔNG NHIỆM VỤ\n1. {heading}\n- Chuẩn bị hội trường.\n2. Sở Y tế\n- Bố trí xe cấp cứu."
    assert facts(EXTRACTOR, directive(body), Assignment)[0].agencies == (name,)


@pytest.mark.parametrize(
    "heading",
    [
        "Đồng chí Giám đốc Sở Y tế, Phó Trưởng ban Thường trực",
        "Giám đốc Sở Y tế, Thành viên",
        "Đồng chí Phó Giám đốc Sở Y tế, Ủy viên thường trực Ban Chỉ đạo:",
    ],
)
def test_a_seat_in_a_committee_adds_nobody(heading: str) -> None:
    body = f"II. PHÂN CÔNG NHIỆM VỤ\n1. {heading}\n- Điều hành hoạt động hằng ngày."
    assert [t.agencies for t in facts(EXTRACTOR, directive(body), Assignment)] == [("Sở Y tế tỉnh Lạng Sơn",)]


def test_a_lead_in_tells_with_whom_the_body_of_the_heading_works() -> None:
    body = "II. PHÂN CÔNG\n1. Sở Y tế\n\nChủ trì, phối hợp với các sở:\n- Mua vắc xin.\n- Cấp phát thuốc."
    tasks = facts(EXTRACTOR, directive(body), Assignment)
    assert [(t.agencies, t.partners) for t in tasks] == [(("Sở Y tế tỉnh Lạng Sơn",), ("Các sở tỉnh Lạng Sơn",))] * 2


@pytest.mark.parametrize(
    ("item", "agencies"),
    [
        (
            "Trước ngày 10 tháng 11 hằng năm, Ủy ban nhân dân xã/phường lập danh sách hộ được hỗ trợ.",
            ("Ủy ban nhân dân các xã, phường thuộc tỉnh Lạng Sơn",),
        ),
        ("Các sở/ban/ngành rà soát thủ tục của mình.", ("Các sở, ban, ngành tỉnh Lạng Sơn",)),
        (
            "Sau 04 ngày kể từ khi nhận hồ sơ, Phòng Kinh tế xã/Phòng Kinh tế, Hạ tầng và Đô thị phường thẩm định.",
            ("Phòng Kinh tế xã", "Phòng Kinh tế, Hạ tầng và Đô thị phường"),
        ),
        ("Phòng Văn hóa - Xã hội xã/phường có trách nhiệm niêm yết.", ("Phòng Văn hóa - Xã hội xã/phường",)),
        (
            "Trung tâm Kiểm định Giống cây thuộc Sở Nông nghiệp và Môi trường có trách nhiệm lấy mẫu.",
            ("Trung tâm Kiểm định Giống cây",),
        ),
        ("Cơ quan Bảo hiểm xã hội tỉnh tổng hợp danh sách.", ("Bảo hiểm xã hội tỉnh Lạng Sơn",)),
        (
            "Khi phát hiện vi phạm tại các cơ quan, đơn vị, Thanh tra tỉnh kiến nghị xử lý.",
            ("Thanh tra tỉnh Lạng Sơn",),
        ),
        (
            "Công an tỉnh được giao thường trực Tổ giúp việc, có trách nhiệm tổng hợp báo cáo.",
            ("Công an tỉnh Lạng Sơn",),
        ),
        (
            "Thủ trưởng các cơ quan: Sở Y tế, Công an tỉnh rà soát nhân sự.",
            ("Sở Y tế tỉnh Lạng Sơn", "Công an tỉnh Lạng Sơn"),
        ),
        ("Các sở, ngành: chủ động rà soát, báo cáo.", ("Các sở, ngành tỉnh Lạng Sơn",)),
        (
            "Sở Nội vụ trả lời kiến nghị đúng hạn; Phân công lãnh đạo cơ quan theo dõi.",
            ("Sở Nội vụ tỉnh Lạng Sơn",),
        ),
    ],
)
def test_bodies_in_the_steps_of_a_procedure(item: str, agencies: tuple[str, ...]) -> None:
    [task] = facts(EXTRACTOR, directive(f"II. NHIỆM VỤ\n1. {item}"), Assignment)
    assert task.agencies == agencies


def test_unit_of_a_table_is_no_body() -> None:
    body = "II. ĐỊNH MỨC\n1. Sửa đổi định mức thay cọc tiêu\nThay cọc bị gãy, sơn lại cọc cũ.\nĐơn vị: 01 cọc"
    assert not any(task.agencies for task in facts(EXTRACTOR, directive(body), Assignment))


def test_what_was_given_before_is_no_order() -> None:
    body = "II. NHIỆM VỤ\n1. Diện tích đã thu hồi, giao cho Sở Y tế quản lý là 3 ha."
    assert all(task.agencies == () for task in facts(EXTRACTOR, directive(body), Assignment))


def test_a_list_under_its_own_lead_in_leaves_the_heading() -> None:
    body = (
        "II. TRÁCH NHIỆM THỰC HIỆN\n1. Trách nhiệm của các khoa\n\n"
        "Các đơn vị chịu trách nhiệm về công việc của đơn vị; đồng thời, có trách nhiệm:\n"
        "a) Phân công người trực.\nb) Gửi lịch trực về Văn phòng."
    )
    tasks = facts(EXTRACTOR, directive(body), Assignment)
    assert [task.agencies for task in tasks[-2:]] == [("Các đơn vị",)] * 2


def test_beside_items_that_begin_with_bodies_a_heading_may_name_an_unknown_class() -> None:
    body = (
        "1. Sở Y tế rà soát cơ số thuốc.\n2. Sở Tài chính cấp kinh phí.\n"
        "3. Các phân xưởng, công trường khai thác đá\na) Nạo vét mương rãnh.\nb) Che chắn máy móc."
    )
    tasks = facts(EXTRACTOR, directive(body), Assignment)
    assert [task.agencies for task in tasks[-2:]] == [("Các phân xưởng, công trường khai thác đá",)] * 2


def test_the_units_that_a_body_consists_of_have_no_task_there() -> None:
    body = "Điều 3. Cơ cấu tổ chức\n1. Các phòng gồm:\na) Phòng Tổ chức, Tuyên truyền;\nb) Phòng Pháp chế và Điều tra."
    assert facts(EXTRACTOR, directive(body), Assignment) == ()


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Trách nhiệm của Bộ trưởng Bộ Xây dựng, Bộ trưởng Bộ Y tế trong quản lý kho xăng", ("Bộ Xây dựng", "Bộ Y tế")),
        ("Trách nhiệm của các bưu cục trong việc giao nhận hồ sơ", ("Các bưu cục",)),
        ("Trách nhiệm của công ty kiểm toán đối với khách hàng khi lập hợp đồng", ("Các công ty kiểm toán",)),
        ("Bộ, cơ quan ngang Bộ, theo chức năng của mình, có trách nhiệm:", ("Các bộ, cơ quan ngang Bộ",)),
        ("Trách nhiệm của các hợp tác xã sau khi sáp nhập", ("Các hợp tác xã sau khi sáp nhập",)),
    ],
)
def test_in_what_a_heading_charges_its_bodies_is_none_of_their_name(heading: str, names: tuple[str, ...]) -> None:
    body = f"Điều 4. Tổ chức thực hiện\n1. {heading}\na) Lưu hồ sơ ít nhất hai năm.\nb) Báo cáo khi có sự cố."
    found = facts(EXTRACTOR, directive(body), Assignment)
    assert {fact.agencies for fact in found} == {names}


@pytest.mark.parametrize(
    ("item", "agencies"),
    [
        ("Định kỳ hàng năm Bộ Xây dựng chủ trì, phối hợp với Bộ Y tế kiểm tra.", ("Bộ Xây dựng",)),
        ("Hai năm một lần, Bộ Xây dựng chủ trì, phối hợp với Bộ Y tế kiểm tra.", ("Bộ Xây dựng",)),
        ("Ban quản lý rừng phòng hộ có nhiệm vụ kiểm kê gỗ lậu.", ("Ban quản lý rừng phòng hộ",)),
        ("Cơ quan thường trực Hội đồng chủ trì, phối hợp với Bộ Y tế kiểm tra.", ("Cơ quan thường trực Hội đồng",)),
    ],
)
def test_who_acts_at_the_beginning_of_an_item(item: str, agencies: tuple[str, ...]) -> None:
    found = facts(EXTRACTOR, directive(f"Điều 4. Tổ chức thực hiện\n1. {item}\n2. Sở Y tế báo cáo."), Assignment)
    assert found[0].agencies == agencies


@pytest.mark.parametrize(
    "line",
    [
        "Cơ quan thẩm định: Sở Y tế.",
        "Đơn vị tổ chức lập đồ án: Ủy ban nhân dân xã Mẫu Sơn.",
        "Các Bộ: TC, KH&CN, Tư pháp;",
        "Đầu mối liên hệ: Phòng Pháp chế, Sở Y tế.",
        "Ủy ban nhân dân tỉnh phân cấp thẩm quyền cho Sở Y tế ký giấy phép.",
    ],
)
def test_who_plays_what_part_is_no_task(line: str) -> None:
    [task] = facts(EXTRACTOR, directive(f"1. Giao Sở Y tế rà soát kho thuốc.\n2. {line}"), Assignment)
    assert task.section == "1"


def test_powers_that_the_issuer_hands_on_are_no_tasks_of_its_own() -> None:
    body = "Điều 2. Nội dung\n1. Ủy ban nhân dân tỉnh phân cấp cho Sở Y tế ký:\na) Quyết định cấp lại giấy phép."
    assert all(not task.agencies for task in facts(EXTRACTOR, directive(body), Assignment))


def test_a_time_before_who_has_a_duty_needs_no_comma() -> None:
    body = "Điều 3. Hồ sơ\n1. Trước ngày 15 tháng 3 hằng năm Sở Y tế có trách nhiệm:\na) Lập danh mục thuốc dự trữ."
    [task] = facts(EXTRACTOR, directive(body), Assignment)
    assert task.agencies == ("Sở Y tế tỉnh Lạng Sơn",)


def test_a_list_that_bodies_are_to_carry_out_is_theirs_under_aims_too() -> None:
    body = (
        "I. MỤC TIÊU\n1. Tuần lễ trồng hồi\n"
        "Căn cứ tình hình thực tế, các cơ quan, đơn vị phối hợp thực hiện các hoạt động sau:\n"
        "- Treo khẩu hiệu tại trụ sở.\n- Phát giống hồi cho hội viên."
    )
    tasks = facts(EXTRACTOR, directive(body), Assignment)
    assert [task.agencies for task in tasks] == [("Các cơ quan, đơn vị",)] * 2


def test_the_tax_offices_of_the_provinces_are_one_class() -> None:
    body = "Để kịp kỳ thu tới, đề nghị các Thuế tỉnh, thành phố khẩn trương rà soát sổ bộ."
    [task] = facts(EXTRACTOR, directive(body), Assignment)
    assert (task.role, task.agencies) == ("đề nghị", ("Thuế tỉnh, thành phố",))


def test_a_labelled_line_broken_at_a_cited_law_goes_on() -> None:
    long = "Kho lâm sản phụ, củi gỗ và mùn cưa được kiểm đếm lại từng lô, ghi vào sổ theo mẫu chung của ngành. " * 4
    body = (
        f"1. Về đất kho: đề nghị Công ty nghiên cứu khoản 6 Điều 16 Luật\nĐất đai để làm hồ sơ.\n2. {long}\n3. {long}"
    )
    task = facts(EXTRACTOR, directive(body), Assignment)[0]
    assert (task.role, task.section) == ("đề nghị", "1")


def test_an_order_begins_its_own_paragraph() -> None:
    long = "Kho lâm sản phụ, củi gỗ và mùn cưa được kiểm đếm lại từng lô, ghi vào sổ theo mẫu chung của ngành. " * 4
    body = f"Căn cứ các quy định trên: 1. Về thuế đất kho\nĐề nghị Sở Y tế xem lại hợp đồng thuê.\n2. {long}\n3. {long}"
    tasks = facts(EXTRACTOR, directive(body), Assignment)
    assert [task.agencies for task in tasks if task.role == "đề nghị"] == [("Sở Y tế tỉnh Lạng Sơn",)]
