"""Who is to do what in a directive."""

from __future__ import annotations

import pytest
from hypothesis import given as provided
from hypothesis import strategies as st

from extractors.assignments import EXTRACTOR
from extractors.tasks.remarks import is_remark
from pipeline.document import Assignment

from .directive import HEAD, directive, facts, printed


def found(body: str) -> tuple[Assignment, ...]:
    return facts(EXTRACTOR, directive(body), Assignment)


def given(body: str) -> list[tuple[tuple[str, ...], str]]:
    return [(a.agencies, a.role) for a in found(body)]


CATTLE = "Sở Nông nghiệp và Môi trường tỉnh Lạng Sơn"
POLICE = "Công an tỉnh Lạng Sơn"
FINANCE = "Sở Tài chính tỉnh Lạng Sơn"


@pytest.mark.parametrize(
    ("item", "agencies", "role"),
    [
        ("Giao Sở Tài chính cân đối kinh phí mua vắc xin.", (FINANCE,), "giao"),
        (
            "Đề nghị Hội Nông dân tỉnh vận động hội viên che chắn chuồng trại.",
            ("Hội Nông dân tỉnh Lạng Sơn",),
            "đề nghị",
        ),
        ("Công an tỉnh chủ trì, phối hợp với Sở Tài chính ngăn chặn buôn lậu gia súc.", (POLICE,), "chủ trì"),
        ("Công an tỉnh phối hợp với Sở Tài chính ngăn chặn buôn lậu gia súc.", (POLICE,), "phối hợp"),
        ("Công an tỉnh tăng cường công tác kiểm tra các chốt biên giới.", (POLICE,), "kiểm tra"),
        ("Công an tỉnh: Thông tin kịp thời về các đường dây buôn lậu.", (POLICE,), "thực hiện"),
        ("Hằng năm, Sở Tài chính bố trí kinh phí dự phòng.", (FINANCE,), "thực hiện"),
        ("Căn cứ Kế hoạch này, Sở Tài chính hướng dẫn thủ tục hỗ trợ.", (FINANCE,), "thực hiện"),
        ("Công an tỉnh chỉ đạo Công an các xã chủ trì tuần tra ban đêm.", (POLICE,), "thực hiện"),
        ("Công an tỉnh đồng chủ trì với Sở Tài chính rà soát kho dự trữ.", (POLICE,), "chủ trì"),
        (
            "Giao các cơ sở đào tạo trọng điểm gồm: Trường Cao đẳng Chi Lăng mở lớp thú y.",
            ("Các cơ sở đào tạo",),
            "giao",
        ),
    ],
)
def test_who_and_how(item: str, agencies: tuple[str, ...], role: str) -> None:
    assert given(f"II. TỔ CHỨC THỰC HIỆN\n1. {item}") == [(agencies, role)]


def test_heading_gives_its_items_to_the_body() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nông nghiệp và Môi trường\n- Hướng dẫn che phủ mạ.\n"
        "- Chủ trì kiểm tra chuồng trại.\n2. Công an tỉnh\n- Kiểm soát giết mổ."
    )
    assert given(body) == [((CATTLE,), "thực hiện"), ((CATTLE,), "chủ trì"), ((POLICE,), "thực hiện")]


def test_chapeau_addresses_all_items() -> None:
    body = (
        "Ủy ban nhân dân tỉnh đề nghị thủ trưởng các sở, ban, ngành thực hiện các nhiệm vụ sau:\n1. Rà "
        "soát kho thóc giống.\n2. Thống kê đàn trâu, bò."
    )
    assert given(body) == [(("Các sở, ban, ngành tỉnh Lạng Sơn",), "đề nghị")] * 2


def test_partners_are_those_after_the_word() -> None:
    [task] = found(
        "II. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh chủ trì, phối hợp với Sở Tài chính, UBND các xã, phường tuần tra."
    )
    assert task.partners == (FINANCE, "Ủy ban nhân dân các xã, phường thuộc tỉnh Lạng Sơn")


def test_span_is_the_item_after_its_label() -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh kiểm tra các chốt biên giới."
    paper = directive(body)
    [task] = facts(EXTRACTOR, paper, Assignment)
    assert (printed(task, paper), task.section) == ("Công an tỉnh kiểm tra các chốt biên giới.", "II.1")


def test_next_paragraph_inherits() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tài chính bố trí kinh phí.\n\nĐịnh kỳ báo cáo kết quả giải ngân.\n\n"
        "2. Công an tỉnh tuần tra ban đêm."
    )
    assert [agencies for agencies, _ in given(body)] == [(FINANCE,), (FINANCE,), (POLICE,)]


@pytest.mark.parametrize(
    "body",
    [
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Các sở, ban, ngành nâng cao trách nhiệm trong phòng, chống rét.",
        "I. ĐÁNH GIÁ TÌNH HÌNH\n1. Công an tỉnh đã bắt giữ nhiều vụ buôn lậu gia súc.",
        "I. NHIỆM VỤ\n1. Công an tỉnh đã phối hợp với các đơn vị xử lý nhiều vụ việc.",
    ],
)
def test_no_tasks_for_anybody(body: str) -> None:
    assert all(not task.agencies for task in found(body))


def test_task_without_actor_stays_unassigned() -> None:
    [task] = found("II. NHIỆM VỤ, GIẢI PHÁP\n1. Đẩy mạnh tuyên truyền về phòng, chống rét cho vật nuôi.")
    assert (task.agencies, task.rule) == ((), "unassigned")


def test_closing_paragraph() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh tuần tra.\nYêu cầu các sở, ban, ngành nghiêm túc thực "
        "hiện Kế hoạch này./."
    )
    assert found(body)[-1].section == "II.kết"
    assert found(body)[-1].agencies == ("Các sở, ban, ngành tỉnh Lạng Sơn",)


def test_labelled_lines_belong_to_the_task_above() -> None:
    body = (
        "II. NỘI DUNG\n1. Rà soát diện tích rừng bị băng tuyết.\n- Cơ quan chủ trì: Sở Nông nghiệp và Môi trường.\n"
        "- Cơ quan phối hợp: Công an tỉnh.\n- Thời gian thực hiện: Quý I năm 2026.\n2. Công an tỉnh tuần tra."
    )
    first = found(body)[0]
    assert (first.agencies, first.partners, first.role) == ((CATTLE,), (POLICE,), "chủ trì")


def test_flattened_table() -> None:
    body = (
        "II. NHIỆM VỤ\n(Chi tiết tại bảng sau)\nSTT\nNhiệm vụ\nCơ quan chủ trì\nCơ quan phối hợp\nThời "
        "gian\nI\nCHĂN NUÔI\n1\n"
        "Tiêm phòng đàn trâu, bò\ntrước đợt rét\nSở Nông nghiệp và\nMôi trường\nCông an tỉnh; Sở Tài "
        "chính\nQuý I/2026\n"
        "2\nMua vắc xin dự phòng\nSở Tài chính\nCông an tỉnh\n2026\n"
    )
    rows = [a for a in found(body) if a.rule == "table"]
    assert [(a.agencies, a.partners, a.section) for a in rows] == [
        ((CATTLE,), (POLICE, FINANCE), "I.1"),
        ((FINANCE,), (POLICE,), "I.2"),
    ]


def test_notice_in_one_paragraph_is_split_by_actor() -> None:
    body = (
        "Xét đề nghị của Sở Tài chính, Chủ tịch Ủy ban nhân dân tỉnh có ý kiến như sau: Sở Tài "
        "chính khẩn trương rà soát "
        "nguồn vốn hỗ trợ các hộ chăn nuôi bị thiệt hại. Công an tỉnh tăng cường kiểm tra các chốt biên giới."
    )
    assert given(body) == [((FINANCE,), "thực hiện"), ((POLICE,), "kiểm tra")]


def test_bracketed_labels_are_no_part_of_the_task() -> None:
    body = (
        "II. NHIỆM VỤ\n\n1. Về vốn hỗ trợ:\n\n(i) Sở Tài chính bố trí dự phòng.\n\n"
        "(ii) Giao Công an tỉnh tuần tra ban đêm."
    )
    paper = directive(body)
    words = [printed(task, paper) for task in facts(EXTRACTOR, paper, Assignment)]
    assert words == ["Sở Tài chính bố trí dự phòng.", "Giao Công an tỉnh tuần tra ban đêm."]


@provided(st.text(alphabet="Sở Y tế,.;:\n-1aGiao hợp phối với các ", max_size=200))
def test_any_text_is_read(text: str) -> None:
    paper = directive(text)
    for task in facts(EXTRACTOR, paper, Assignment):
        assert 0 <= task.span.start < task.span.end <= len(paper.text.value)


def test_points_and_brackets_run_into_one_line() -> None:
    tasks = given(
        "1. Về dự án hồ chứa Bản Lải giai đoạn 2 a) Đánh giá cao nỗ lực của nhà thầu. b) Để hoàn thành đúng hẹn, đề "
        "nghị: (i) Sở Tài chính cấp đủ vốn đối ứng trong năm. (ii) Công an tỉnh bảo đảm trật tự khu vực thi công. "
        "c) Giao Sở Nội vụ xét khen thưởng đơn vị thi công."
    )
    assert tasks == [((FINANCE,), "đề nghị"), ((POLICE,), "đề nghị"), (("Sở Nội vụ tỉnh Lạng Sơn",), "giao")]


def test_a_lead_in_asks_at_its_end() -> None:
    body = """Triển khai Công điện số 12/CĐ-TTg ngày 08/01/2026, Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành:
1. Rà soát phương án phòng, chống rét đậm, rét hại trên địa bàn.
2. Công an tỉnh tuần tra các tuyến đường đèo có băng giá."""
    assert given(body) == [(("Các sở, ban, ngành tỉnh Lạng Sơn",), "thực hiện"), ((POLICE,), "thực hiện")]


def test_what_is_delegated_is_a_task_of_whom_it_is_delegated_to() -> None:
    body = """Điều 2. Ủy quyền cho Giám đốc Sở Tài chính thực hiện các việc sau:
a) Phê duyệt dự toán mua giống cây có giá trị dưới một tỷ đồng;
b) Quyết toán kinh phí trồng rừng của các ban quản lý."""
    assert given(body) == [((FINANCE,), "thực hiện")] * 2


def test_a_class_told_in_brackets_means_those_bodies() -> None:
    body = """Ủy ban nhân dân tỉnh yêu cầu:
1. Các cơ quan kiểm dịch động vật (Sở Tài chính, Công an tỉnh):
a) Lập chốt kiểm dịch tạm thời tại các cửa khẩu phụ.
2. Cơ quan kiểm dịch động vật có trách nhiệm niêm yết số điện thoại trực."""
    assert [agencies for agencies, _ in given(body)] == [(FINANCE, POLICE), (FINANCE, POLICE)]


def test_what_a_paper_says_of_itself_is_no_task() -> None:
    body = """II. TỔ CHỨC THỰC HIỆN
1. Giao Sở Tài chính cân đối kinh phí mua vắc xin.
Kế hoạch này thay thế Kế hoạch số 15/KH-UBND ngày 20/01/2025 của Ủy ban nhân dân tỉnh."""
    assert given(body) == [((FINANCE,), "giao")]


def test_a_class_is_told_by_those_addressed() -> None:
    head = HEAD.replace("KẾ HOẠCH\nPhòng, chống rét cho cây trồng, vật nuôi\n", "") + (
        "Kính gửi:\n- Các trung tâm trực thuộc Sở;\n- Ủy ban nhân dân các tỉnh, thành phố ven biển.\n"
    )
    paper = directive("1. Các trung tâm rà soát đàn giống.\n2. Ủy ban nhân dân các tỉnh, thành phố báo cáo.\n", head)
    tasks = facts(EXTRACTOR, paper, Assignment)
    assert tasks[-1].agencies == ("Ủy ban nhân dân các tỉnh, thành phố ven biển",)


PARTNERS = "II. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh "


@pytest.mark.parametrize(
    ("item", "partners"),
    [
        ("phối hợp với các cơ sở nuôi ong lấy mật kiểm tra đàn giống.", ("Các cơ sở nuôi ong lấy mật",)),
        (
            "phối hợp chính quyền địa phương, Tổ bảo vệ rừng và các đoàn thể tuyên truyền.",
            ("Chính quyền địa phương", "Tổ bảo vệ rừng", "Các đoàn thể"),
        ),
        ("phối hợp, hỗ trợ Sở Tài chính kiểm kê trâu, bò.", (FINANCE,)),
        ("phối hợp, hỗ trợ các địa phương kiểm kê trâu, bò.", ()),
        ("phối hợp các đơn vị thoát nước trong việc xử lý nguồn thải.", ("Các đơn vị thoát nước",)),
    ],
)
def test_partners_go_on_to_the_verb(item: str, partners: tuple[str, ...]) -> None:
    [task] = found(f"{PARTNERS}{item}")
    assert task.partners == partners


def test_lead_in_asks_under_any_heading() -> None:
    body = (
        "I. ĐÁNH GIÁ CHUNG\n\nĐàn gia súc được giữ vững.\n\nĐể chủ động chống rét, tỉnh Lạng Sơn cần tập trung một số "
        "nhiệm vụ sau:\n\n1. Che chắn chuồng trại.\n\n2. Dự trữ thức ăn."
    )
    assert given(body) == [(("Ủy ban nhân dân tỉnh Lạng Sơn",), "thực hiện")] * 2


def test_list_of_what_is_enclosed_asks_nothing() -> None:
    body = (
        "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành:\n1. Phổ biến Sổ tay chống rét.\n2. Sổ tay gửi kèm theo gồm:\n"
        "- Bản in khổ nhỏ;\n- Phim hướng dẫn che chuồng."
    )
    assert [task.agencies for task in found(body) if task.agencies] == [("Các sở, ngành tỉnh Lạng Sơn",)]


@pytest.mark.parametrize(
    ("closing", "agencies", "rule"),
    [
        (
            "Trên đây là Kế hoạch phòng, chống rét. Ủy ban nhân dân tỉnh yêu cầu các sở, ngành thực hiện nghiêm túc./.",
            ("Các sở, ngành tỉnh Lạng Sơn",),
            "later",
        ),
        (
            "Quyết định này có hiệu lực từ ngày ký. Giám đốc Sở Tài chính chịu trách nhiệm thi hành Quyết định này./.",
            None,
            None,
        ),
    ],
)
def test_later_sentences_give_tasks(closing: str, agencies: tuple[str, ...] | None, rule: str | None) -> None:
    tasks = [task for task in found(f"II. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính bố trí kinh phí.\n\n{closing}")][1:]
    assert [(t.agencies, t.rule) for t in tasks] == ([(agencies, rule)] if agencies else [])


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("II. PHÂN CÔNG\n1. Sở Tài chính\n- Bố trí kinh phí mua vắc xin.\n- Hướng dẫn thanh toán.", "heading"),
        ("Ủy ban nhân dân tỉnh yêu cầu Sở Tài chính:\n1. Bố trí kinh phí mua vắc xin.", "lead-in"),
        ("II. PHÂN CÔNG\n1. Giao Sở Tài chính bố trí kinh phí mua vắc xin.", "asked"),
        ("II. PHÂN CÔNG\n1. Sở Tài chính bố trí kinh phí mua vắc xin.", "actor"),
        ("II. PHÂN CÔNG\n1. Hằng năm, Sở Tài chính bố trí kinh phí mua vắc xin.", "after opening"),
        ("II. PHÂN CÔNG\n1. Sau mỗi đợt tiêm, Sở Y tế kiểm tra số mũi tiêm.", "after opening"),
    ],
)
def test_every_task_tells_by_which_rule_its_body_was_found(body: str, rule: str) -> None:
    assert {task.rule for task in found(body)} == {rule}


def test_lead_in_says_who_must_act() -> None:
    body = (
        "II. NHIỆM VỤ\nĐể giữ ấm cho đàn vật nuôi, tỉnh Lạng Sơn cần tập trung thực hiện các nội dung sau:\n"
        "1. Rà soát chuồng trại.\n2. Thống kê đàn trâu, bò."
    )
    assert given(body) == [(("Ủy ban nhân dân tỉnh Lạng Sơn",), "thực hiện")] * 2


def test_last_of_those_who_propose_acts() -> None:
    item = "Trên cơ sở đề nghị của các sở, ngành liên quan, Sở Tài chính bố trí kinh phí mua vắc xin."
    assert given(f"II. TỔ CHỨC THỰC HIỆN\n1. {item}") == [((FINANCE,), "thực hiện")]


def test_label_below_a_list_tells_who_does_all_of_it() -> None:
    body = (
        "II. NỘI DUNG\n1. Tổ chức giữ ấm cho vật nuôi\n- Các việc gồm:\n+ Hướng dẫn che chắn chuồng trại;\n"
        "+ Thống kê đàn trâu, bò của từng thôn;\n- Cơ quan thực hiện: Sở Tài chính.\n2. Công an tỉnh tuần tra."
    )
    assert [agencies for agencies, _ in given(body)] == [(FINANCE,), (FINANCE,), (POLICE,)]


def test_list_in_brackets_goes_on_with_its_sentence() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh rà soát, lập các báo cáo: (i) Báo cáo về buôn lậu gia súc;\n"
        "(ii) Báo cáo về giết mổ trái phép.\n2. Sở Tài chính bố trí kinh phí."
    )
    assert [agencies for agencies, _ in given(body)] == [(POLICE,), (FINANCE,)]


def test_numbers_in_brackets_are_items_with_bodies_of_their_own() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Các Sở: Tài chính, Y tế khắc phục ngay, cụ thể: (1) Sở Tài chính cấp đủ kinh phí.\n"
        "(2) Sở Y tế chuẩn bị thuốc cho các trạm.\n2. Công an tỉnh tuần tra."
    )
    assert [agencies for agencies, _ in given(body)] == [(FINANCE,), ("Sở Y tế tỉnh Lạng Sơn",), (POLICE,)]


def test_heading_of_a_topic_names_nobody() -> None:
    topic = "1. Doanh nghiệp số\n- Phát triển sàn giao dịch nông sản.\n- Hỗ trợ cửa hàng nhỏ bán hàng trên mạng."
    assert all(not task.agencies for task in found(f"II. NHIỆM VỤ, GIẢI PHÁP\n{topic}"))
    assert all(task.agencies for task in found(f"II. TỔ CHỨC THỰC HIỆN\n{topic}"))


def test_post_at_the_end_of_a_line_goes_on_with_the_next() -> None:
    long = "Sở Tài chính có trách nhiệm cân đối, bố trí kinh phí mua vắc xin và thức ăn dự trữ cho đàn vật nuôi. " * 2
    body = (
        f"Điều 1. {long}\nĐiều 2. Chánh Văn phòng\nỦy ban nhân dân tỉnh, Giám đốc Sở Tài chính chịu trách nhiệm "
        "thi hành Quyết định này./."
    )
    assert found(body)[-1].agencies == ("Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn", FINANCE)


@pytest.mark.parametrize(
    "duty",
    [
        "2. Trách nhiệm của cán bộ thú y\n- Ghi sổ theo dõi tiêm phòng từng ngày.",
        "2. Sở Tài chính\n- Cá nhân nhận vắc xin phải ký sổ giao nhận với trạm.",
        "2. Người nuôi gia súc\n- Chủ hộ có trách nhiệm khai báo dịch với trưởng thôn.",
    ],
)
def test_persons_are_no_bodies(duty: str) -> None:
    assert all(not agencies for agencies, _ in given(f"II. TỔ CHỨC THỰC HIỆN\n{duty}"))


def test_heading_of_bodies_goes_on_in_a_line_without_a_label() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính cấp kinh phí tiêm phòng.\n2. Đề nghị Hội Nông dân tỉnh, Hội Liên hiệp\n"
        "Phụ nữ tỉnh\n- Vận động hội viên che chắn chuồng trại trong những ngày rét đậm."
    )
    unions = ("Hội Nông dân tỉnh Lạng Sơn", "Hội Liên hiệp Phụ nữ tỉnh Lạng Sơn")
    assert given(body)[-1] == (unions, "đề nghị")


def test_list_that_begins_anew_is_not_that_of_the_heading_above() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh\na) Kiểm soát giết mổ.\nb) Xử lý nghiêm vi phạm.\n"
        "a) Cấp vắc xin cho các trạm.\nb) Công an tỉnh bảo vệ kho vắc xin."
    )
    assert [names for names, _ in given(body)] == [(POLICE,), (POLICE,), (), (POLICE,)]


def test_duties_of_bodies_head_a_list_in_spite_of_the_stop() -> None:
    body = "Điều 4. Tổ chức\n1. Trách nhiệm của các Sở: Tài chính, Y tế.\na) Công khai danh mục thuốc thú y.\n"
    assert given(body) == [((FINANCE, "Sở Y tế tỉnh Lạng Sơn"), "thực hiện")]


def test_article_tells_of_bodies_no_table_has_only_what_they_owe() -> None:
    body = (
        "Điều 4. Trạm\n1. Trạm kiểm dịch đầu mối được đặt tại cửa khẩu.\n2. Đơn vị nuôi giữ giống gốc tổ chức thành ba "
        "khu.\n3. Đơn vị nuôi giữ giống gốc có trách nhiệm tiêm phòng định kỳ."
    )
    assert [names for names, _ in given(body)] == [("Các đơn vị nuôi giữ giống gốc",)]


@pytest.mark.parametrize(
    "line",
    ["Đơn vị tính: triệu đồng.", "Đơn vị: Triệu đồng.", "Đối tượng áp dụng: các cơ quan nhà nước trên địa bàn tỉnh."],
)
def test_unit_of_a_table_and_those_a_rule_is_for_are_given_no_task(line: str) -> None:
    assert is_remark(line)


@pytest.mark.parametrize(
    ("words", "partners"),
    [
        (
            "các nhà mạng (Viettel Lạng Sơn, VNPT Lạng Sơn, MobiFone Lạng Sơn)",
            ("Viettel Lạng Sơn", "VNPT Lạng Sơn", "MobiFone Lạng Sơn"),
        ),
        (
            "các đơn vị: Sở Tài chính, Văn phòng Ủy ban nhân dân tỉnh",
            (FINANCE, "Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn"),
        ),
        ("các sở, ngành, trường đại học, cao đẳng", ("Các sở, ngành", "Các trường đại học, cao đẳng")),
        ("cơ quan báo chí và hệ thống truyền thông", ("Các cơ quan báo chí", "Các hệ thống truyền thông")),
        ("các lực lượng, sử dụng đồng bộ nhiều biện pháp, chủ động", ()),
    ],
)
def test_partners_end_where_their_names_end(words: str, partners: tuple[str, ...]) -> None:
    [task] = found(
        f"II. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh phối hợp với {words} thông tin kịp thời đến người chăn nuôi."
    )
    assert task.partners == partners


def test_who_asks_is_not_who_acts() -> None:
    body = (
        "Để đàn trâu, bò qua được đợt rét, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n"
        "1. Công an tỉnh tuần tra các lối mòn biên giới.\n2. Sở Tài chính bố trí kinh phí."
    )
    assert [agencies for agencies, _ in given(body)] == [(POLICE,), (FINANCE,)]


def test_recipients_after_the_end_of_a_paper_are_given_nothing() -> None:
    body = (
        "II. PHÂN CÔNG\n1. Sở Tài chính\n- Bố trí kinh phí mua vắc xin./.\n- Thường trực Hội đồng nhân dân tỉnh;\n"
        "- Các phòng: TH, KT;\nVi Văn Khoan"
    )
    assert given(body) == [((FINANCE,), "thực hiện")]


def test_annex_after_the_end_mark_is_not_of_the_article_before_it() -> None:
    body = (
        "Điều 1. Giám đốc Sở Tài chính chịu trách nhiệm bố trí kinh phí./.\n- Như Điều 1;\n"
        "1. Công an tỉnh tuần tra các lối mòn biên giới.\n2. Số chuồng trại phải che chắn là ba nghìn."
    )
    assert [agencies for agencies, _ in given(body)] == [(FINANCE,), (POLICE,)]


@pytest.mark.parametrize(
    ("heading", "agency"),
    [
        ("Trách nhiệm của các cơ quan, đơn vị sử dụng kho giống", "Các cơ quan, đơn vị sử dụng kho giống"),
        ("Nhiệm vụ của đối tượng được hỗ trợ", "Các đối tượng được hỗ trợ"),
        ("Các chủ trang trại là hộ gia đình (cả hộ nuôi ong, hộ nuôi cá)", "Các chủ trang trại là hộ gia đình"),
    ],
)
def test_heading_names_a_class_by_what_it_is(heading: str, agency: str) -> None:
    body = (
        "Ủy ban nhân dân tỉnh yêu cầu:\n1. Sở Tài chính\n- Bố trí kinh phí mua vắc xin.\n2. Công an tỉnh\n"
        f"- Tuần tra ban đêm.\n3. {heading}\n\n- Kê khai số lượng đàn vật nuôi.\n- Giữ ấm chuồng trại."
    )
    assert found(body)[-1].agencies == (agency,)


def test_closing_paragraph_that_first_names_the_paper() -> None:
    body = (
        "II. PHÂN CÔNG\n1. Công an tỉnh tuần tra ban đêm.\nTrên đây là các việc cần làm ngay, Ủy ban nhân dân tỉnh đề "
        "nghị các sở, ban, ngành báo cáo kết quả trước ngày 20/02/2026./."
    )
    assert given(body)[-1] == (("Các sở, ban, ngành tỉnh Lạng Sơn",), "đề nghị")


def test_line_of_bodies_alone_leads_in_to_its_list() -> None:
    body = (
        "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:\nI. CÁC VIỆC CẦN LÀM NGAY\n"
        "1. Giữ ấm cho đàn vật nuôi\n\nCông an tỉnh:\n\na) Chốt chặn các lối mòn;\n\nb) Bắt giữ xe chở lậu."
    )
    assert [agencies for agencies, _ in given(body)] == [(POLICE,)] * 2


def test_what_the_issuer_does_by_its_paper_gives_it_no_tasks() -> None:
    body = (
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch triển khai nhiệm vụ chống rét như sau:\nI. NHIỆM VỤ, GIẢI PHÁP\n"
        "1. Che chắn chuồng trại trước các đợt rét đậm."
    )
    assert all(not task.agencies for task in found(body))


LETTER = HEAD.replace("KẾ HOẠCH\nPhòng, chống rét cho cây trồng, vật nuôi\n", "")


@pytest.mark.parametrize("called", ["Công ty", "doanh nghiệp"])
def test_a_letter_to_one_company_calls_it_by_its_kind(called: str) -> None:
    paper = directive(
        f"1. Đề nghị {called} kê khai lại số thức ăn chăn nuôi đã nhập.\n",
        f"{LETTER}Kính gửi: Công ty TNHH Chăn nuôi Bình Gia.\n(Đ/c: thôn Nà Lùng)\n",
    )
    [task] = facts(EXTRACTOR, paper, Assignment)
    assert task.agencies == ("Công ty TNHH Chăn nuôi Bình Gia",)


@pytest.mark.parametrize(
    ("item", "agencies"),
    [
        ("Cơ quan tiếp nhận hồ sơ hỗ trợ có trách nhiệm ghi sổ.", ("Các cơ quan tiếp nhận hồ sơ hỗ trợ",)),
        ("Doanh nghiệp thực hiện dự án trồng rừng phải nộp báo cáo.", ("Các doanh nghiệp thực hiện dự án trồng rừng",)),
        (
            "Các đơn vị được giao nhiệm vụ trồng rừng có trách nhiệm báo cáo.",
            ("Các đơn vị được giao nhiệm vụ trồng rừng",),
        ),
        ("Các đơn vị thực hiện nhiệm vụ và có trách nhiệm báo cáo.", ("Các đơn vị",)),
    ],
)
def test_class_goes_on_to_its_duty(item: str, agencies: tuple[str, ...]) -> None:
    assert found(f"II. TỔ CHỨC THỰC HIỆN\n1. {item}")[0].agencies == agencies


def test_an_order_in_a_list_is_given_by_whom_the_list_is_for() -> None:
    named = "II. PHÂN CÔNG\n1. Sở Tài chính\n- Bố trí kinh phí.\n- Giao các đơn vị trực thuộc lập dự toán mua vắc xin."
    assert [agencies for agencies, _ in given(named)] == [(FINANCE,), (FINANCE,)]
    asked = "Sở Y tế đề nghị Ủy ban nhân dân các xã, phường:\n- Rà soát chuồng trại.\n- Giao Công an tỉnh tuần tra."
    paper = directive(asked, LETTER)
    assert {a.agencies for a in facts(EXTRACTOR, paper, Assignment)} == {
        ("Ủy ban nhân dân các xã, phường thuộc tỉnh Lạng Sơn",)
    }
    next_one = "II. PHÂN CÔNG\n1. Sở Tài chính\n- Bố trí kinh phí.\n- Giao Công an tỉnh tuần tra."
    assert [agencies for agencies, _ in given(next_one)] == [(FINANCE,), (POLICE,)]


def test_what_somebody_may_do_is_no_task() -> None:
    body = (
        "II. PHÂN CÔNG\n1. Sở Tài chính\n- Bố trí kinh phí mua vắc xin.\n- Có quyền từ chối hồ sơ hỗ trợ thiếu chữ ký."
    )
    assert given(body) == [((FINANCE,), "thực hiện")]


def test_label_tells_who_leads_and_who_helps() -> None:
    body = (
        "II. NỘI DUNG\n1. Rà soát diện tích rừng bị băng tuyết.\n"
        "- Cơ quan thực hiện: Sở Tài chính chủ trì, phối hợp với Công an tỉnh.\n2. Công an tỉnh tuần tra."
    )
    first = found(body)[0]
    assert (first.agencies, first.partners, first.role) == ((FINANCE,), (POLICE,), "chủ trì")


def test_partners_of_who_leads_together_with_them() -> None:
    [task] = found("II. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính chủ trì cùng Công an tỉnh rà soát các chợ gia súc.")
    assert (task.role, task.partners) == ("chủ trì", (POLICE,))


def test_clause_after_what_has_been_done_tells_it_too() -> None:
    assert not found("Tỉnh ủy đã tập trung lãnh đạo chống rét; các sở, ngành chủ động hỗ trợ người chăn nuôi.")


def test_what_a_report_is_to_tell_is_no_task() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Yêu cầu Sở Tài chính báo cáo:\n- Tổng số vụ buôn lậu gia súc đã xử lý trong kỳ;\n"
        "- Tỷ lệ chuồng trại đã che chắn trên tổng số chuồng trại của xã."
    )
    assert given(body) == []


def test_a_signer_without_a_post_is_given_nothing() -> None:
    assert is_remark("Lò Thị Phương Mai")
    assert not is_remark("Sở Tài chính cân đối kinh phí")


def test_a_province_that_must_act_does_what_its_section_goes_on_to_ask() -> None:
    body = (
        "II. NHIỆM VỤ THỜI GIAN TỚI\n1. Về phòng, chống rét:\nTỉnh cần dự trữ đủ thức ăn cho gia súc.\n"
        "2. Rà soát chuồng trại ở các xã vùng cao.\n3. Sở Tài chính bố trí kinh phí dự phòng."
    )
    province = "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert [a.agencies for a in found(body)] == [(province,), (province,), (FINANCE,)]
    assert [a.rule for a in found(body)][1] == "province above"


PARTY = """\
ĐẢNG BỘ TỈNH LẠNG SƠN
TỈNH ỦY
*
Số 15-KL/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Lạng Sơn, ngày 12 tháng 01 năm 2026
KẾT LUẬN
của Ban Thường vụ Tỉnh ủy về giữ rừng hồi
"""
GOVERNMENT_COMMITTEE = "Đảng ủy Ủy ban nhân dân tỉnh Lạng Sơn"


def given_by_party(body: str) -> list[tuple[str, ...]]:
    return [a.agencies for a in facts(EXTRACTOR, directive(body, PARTY), Assignment)]


def test_a_party_committee_leads_the_body_it_sits_in() -> None:
    body = (
        "II- NHIỆM VỤ\n1. Giao Đảng ủy Ủy ban nhân dân tỉnh:\n- Lãnh đạo Ủy ban nhân dân tỉnh bố trí vốn trồng lại.\n"
        "- Chỉ đạo Sở Y tế chủ trì kiểm nghiệm tinh dầu."
    )
    assert given_by_party(body) == [(GOVERNMENT_COMMITTEE,)] * 2


@pytest.mark.parametrize(
    ("item", "agencies"),
    [
        ("Các chi bộ, đảng bộ bộ phận xây dựng lịch trực.", ("Các chi bộ, đảng bộ bộ phận",)),
        ("Các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy tập trung chỉ đạo.", ("Ban Thường vụ Tỉnh ủy Lạng Sơn",)),
        ("Các đồng chí Tỉnh ủy viên phụ trách địa bàn kiểm tra từng lô rừng.", ("Các tỉnh ủy viên phụ trách địa bàn",)),
        (
            "Các ban đảng, Văn phòng Tỉnh ủy theo dõi việc thực hiện Kết luận.",
            ("Các ban đảng", "Văn phòng Tỉnh ủy Lạng Sơn"),
        ),
        (
            "Trường Chính trị tỉnh, trung tâm chính trị các xã, phường, đặc khu đưa chuyên đề vào bài giảng.",
            (
                "Trường Chính trị tỉnh Lạng Sơn",
                "Trung tâm chính trị các xã, phường, đặc khu thuộc tỉnh Lạng Sơn",
            ),
        ),
        (
            "Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh và các hội quần chúng phát huy vai trò giám sát.",
            ("Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Lạng Sơn", "Các hội quần chúng"),
        ),
        ("Ban thường vụ cấp ủy cấp xã chịu trách nhiệm chỉ đạo.", ("Ban thường vụ cấp ủy cấp xã",)),
    ],
)
def test_bodies_of_the_party(item: str, agencies: tuple[str, ...]) -> None:
    assert given_by_party(f"II- NHIỆM VỤ\n1. {item}") == [agencies]


def test_chapeau_below_a_list_of_addressees_addresses_all_sections() -> None:
    body = (
        "- Các sở, ban, ngành;\n- UBND các xã, phường.\nThực hiện chỉ đạo của Tỉnh ủy, UBND tỉnh yêu cầu các sở, ban, "
        "ngành tiếp tục thực hiện:\n1. Về giữ rừng\n- Rà soát các lô hồi già."
    )
    assert [agencies for agencies, _ in given(body) if agencies] == [("Các sở, ban, ngành tỉnh Lạng Sơn",)]


def test_grounds_below_dashes_are_no_tasks() -> None:
    body = "- Căn cứ Luật Lâm nghiệp;\n- Xét đề nghị của Sở Nội vụ,\nGIÁM ĐỐC SỞ NỘI VỤ QUYẾT ĐỊNH\nĐiều 1. Lập tổ."
    assert not [agencies for agencies, _ in given(body) if agencies]


def test_whom_a_committee_asks_says_more_than_who_asks() -> None:
    body = (
        "Thực hiện Kết luận số 9-KL/TU, Ban Chỉ đạo giữ rừng các cấp và phục hồi vùng hồi tỉnh yêu cầu Giám đốc các sở "
        "khẩn trương chỉ đạo các việc sau:\n1. Rà soát các lô hồi già."
    )
    assert given(body) == [(("Các sở tỉnh Lạng Sơn",), "thực hiện")]


def test_a_list_of_papers_to_be_studied_sets_no_tasks() -> None:
    body = (
        "II. NHIỆM VỤ\n1. Sở Tài chính\n1.1. Quán triệt các văn bản:\n- Nghị định số 11/2025/NĐ-CP về thuế lâm sản.\n"
        "- Chỉ thị số 2/CT-TTg về giữ rừng.\n1.2. Cấp vốn mua giống."
    )
    assert [printed(task, directive(body)) for task in found(body) if task.agencies] == ["Cấp vốn mua giống."]


def test_what_a_report_consists_of_is_one_task() -> None:
    body = (
        "II. NHIỆM VỤ\n1. Chế độ báo cáo\nYêu cầu Sở Tài chính báo cáo số liệu hằng tháng, bao gồm:\n(1). Diện tích "
        "trồng mới của từng xã;\n(2). Vốn đã cấp cho từng hộ."
    )
    assert given(body) == [((FINANCE,), "báo cáo")]


@pytest.mark.parametrize(
    "body",
    [
        "II. NHIỆM VỤ\n1. Quyền hạn của công an viên\n- Được cấp trang phục tuần rừng.",
        "1. Về thủ tục, Sở Tài chính xin trân trọng thông báo:\n- Thủ tục cấp bù giống hồi đã có trên mạng.",
    ],
)
def test_rights_and_news_give_nobody_tasks(body: str) -> None:
    assert not [agencies for agencies, _ in given(body) if agencies]


def test_bodies_that_carry_out_a_paper_are_named_once() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\nChánh Văn phòng UBND tỉnh; Giám đốc các sở; Thủ trưởng các ban, ngành cấp tỉnh; "
        "Giám đốc: Trung tâm Giống Hồi, Sở Tài chính; Chủ tịch UBND các xã, phường chịu trách nhiệm thi hành Quyết "
        "định này."
    )
    assert given(body) == [
        (
            (
                "Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn",
                "Các sở, ban, ngành cấp tỉnh Lạng Sơn",
                "Trung tâm Giống Hồi",
                FINANCE,
                "Ủy ban nhân dân các xã, phường thuộc tỉnh Lạng Sơn",
            ),
            "thực hiện",
        )
    ]


def test_a_committee_with_a_field_of_its_own_is_another_than_the_one_that_a_paper_calls_in_short() -> None:
    body = (
        "II. NHIỆM VỤ\n1. Thành lập Ban Chỉ đạo phát triển vùng hồi tỉnh (sau đây gọi tắt là Ban Chỉ đạo).\n"
        "2. Ban Chỉ đạo phát triển du lịch các địa phương báo cáo Ban Chỉ đạo trước ngày 20/6/2026.\n"
        "3. Ủy viên Thường trực Ban Chỉ đạo điều hành các đoàn kiểm tra."
    )
    assert [agencies for agencies, _ in given(body)][-2:] == [
        ("Ban Chỉ đạo phát triển du lịch các địa phương thuộc tỉnh Lạng Sơn",),
        ("Ban Chỉ đạo phát triển vùng hồi tỉnh Lạng Sơn",),
    ]


@pytest.mark.parametrize("thinks", ["cơ bản nhất trí với Tờ trình", "cơ bản thống nhất nội dung Đề án"])
def test_what_a_committee_thinks_of_a_matter_is_no_task(thinks: str) -> None:
    assert not [a for a in given_by_party(f"II- NHIỆM VỤ\n1. Ban Thường vụ Tỉnh ủy {thinks}.") if a]


def test_who_directs_a_body_owns_what_it_is_told() -> None:
    body = (
        "II. NHIỆM VỤ\n1. Về vốn\nSở Tài chính chỉ đạo Kho bạc Nhà nước khu vực VI:\n- Chi trả trong tuần.\n"
        "- Báo cáo ngay."
    )
    assert [agencies for agencies, _ in given(body)] == [(FINANCE,)] * 2


def test_bodies_on_the_last_line_of_a_heading_act_under_it() -> None:
    body = (
        "II. NHIỆM VỤ\n1. Hoàn thiện đường lâm nghiệp, bãi tập kết và kho chứa hồi phục vụ thu mua, chế biến tinh dầu "
        "tại các xã vùng cao\nSở Tài chính:\n- Bố trí vốn mở đường."
    )
    assert given(body) == [((FINANCE,), "thực hiện")]


def test_duties_without_a_body_are_those_of_the_one_whose_function_a_paper_tells() -> None:
    body = (
        "I. Chức năng\n1. Sở Tài chính là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh.\nII. Nhiệm vụ\n"
        "1. Thẩm định dự toán trồng hồi.\nIII. Quyền hạn\n1. Yêu cầu các cơ quan, đơn vị cung cấp số liệu."
    )
    assert given(body) == [((FINANCE,), "thực hiện")]


def test_a_report_ends_where_somebody_else_is_told_to_act() -> None:
    body = (
        "II. NHIỆM VỤ\n1. Chế độ báo cáo\nYêu cầu Sở Tài chính báo cáo số liệu hằng tháng, bao gồm:\n(1). Diện tích "
        "hồi;\nĐề nghị Công an tỉnh gửi số liệu cháy rừng theo quý."
    )
    assert given(body) == [((FINANCE,), "báo cáo"), ((POLICE,), "đề nghị")]


def test_an_annex_that_speaks_of_procedures_is_read_where_the_decision_does_not() -> None:
    paper = directive(
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế./.\nHoàng Văn Tài\nQUY CHẾ\n(Kèm theo Quyết định số "
        "81/QĐ-UBND)\nĐiều 1. Trả lời thủ tục hành chính\n1. Sở Tài chính tiếp nhận đơn.\n"
    )
    assert len(paper.parts) > 1
    assert [a.agencies for a in facts(EXTRACTOR, paper, Assignment)] == [(FINANCE,)]


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Công bố thủ tục hành chính lĩnh vực thú y", False),
        ("Ban hành Quy chế vận hành hệ thống giải quyết thủ tục hành chính", True),
        ("Phê duyệt phương án tái cấu trúc quy trình thủ tục hành chính về thú y", True),
    ],
)
def test_rules_for_those_who_settle_procedures_give_tasks(title: str, read: bool) -> None:
    body = "Điều 1. Quyết định này kèm theo Phụ lục./.\nHoàng Văn Tài\nPHỤ LỤC\n(Kèm theo Quyết định số 81/QĐ-UBND)\n"
    head = HEAD.replace("KẾ HOẠCH\nPhòng, chống rét cho cây trồng, vật nuôi", f"QUYẾT ĐỊNH\n{title}")
    paper = directive(f"{body}1. Sở Tài chính tiếp nhận đơn xin tiêm phòng.\n", head)
    assert len(paper.parts) > 1
    assert [a.agencies for a in facts(EXTRACTOR, paper, Assignment)] == [(FINANCE,)] * read


def test_what_stands_before_the_first_article_that_is_left_of_a_regulation_gives_no_tasks() -> None:
    paper = directive(
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế./.\nHoàng Văn Tài\nQUY CHẾ\n(Kèm theo Quyết định số "
        "81/QĐ-UBND)\n1. Sở Tài chính, Công an tỉnh tham gia quản lý quỹ vắc xin.\n2. Sở Tài chính có trách nhiệm báo "
        "cáo.\nĐiều 3. Mua vắc xin\n1. Công an tỉnh bảo đảm trật tự.\n"
    )
    assert len(paper.parts) > 1
    assert [a.agencies for a in facts(EXTRACTOR, paper, Assignment)] == [(FINANCE,), (POLICE,)]


def test_who_is_asked_at_the_end_of_a_row_of_verbs_is_given_nothing() -> None:
    body = "II. NHIỆM VỤ\n1. Mỗi tổ bình xét chọn, trình, đề nghị Sở Tài chính cấp kinh phí."
    assert FINANCE not in given(body)[0][0]


def test_the_public_is_given_no_tasks() -> None:
    body = "II. NHIỆM VỤ\n1. Trường hợp mất biên lai, người dân, doanh nghiệp gửi bản chụp, Công an tỉnh kiểm tra lại."
    assert given(body)[0][0] == (POLICE,)


def test_a_later_sentence_that_opens_with_a_case_says_who_acts_then() -> None:
    body = (
        "II. NHIỆM VỤ\n1. Công an tỉnh tuần tra biên giới. Trường hợp vượt thẩm quyền, Sở Tài chính tổng hợp, trình "
        "Ủy ban nhân dân tỉnh."
    )
    assert [agencies for agencies, _ in given(body)] == [(POLICE, FINANCE)]


def test_rows_that_name_companies_are_no_tasks() -> None:
    body = (
        "II. DANH SÁCH\n1. Công ty Cổ phần Cấp nước Kỳ Lừa\n2. Công ty TNHH khai thác đá Bắc Sơn.\n"
        "3. Công ty Điện lực Lạng Sơn bảo đảm cấp điện cho các trạm bơm."
    )
    assert [agencies for agencies, _ in given(body)] == [("Công ty Điện lực Lạng Sơn",)]


def test_a_headless_paper_stands_where_the_bodies_it_names_do() -> None:
    body = "1. Sở Tài chính bố trí kinh phí.\n2. Công an tỉnh báo cáo số liệu về Sở Y tế Lạng Sơn."
    tasks = facts(EXTRACTOR, directive(body, "Nội dung chỉ đạo như sau:\n"), Assignment)
    assert [task.agencies for task in tasks] == [(FINANCE,), (POLICE,)]


def test_heading_of_a_regulation_says_whose_contents_follow() -> None:
    body = (
        "Điều 4. Nội dung phối hợp\n1. Trao đổi thông tin về đường dây buôn lậu gia súc.\n"
        "Điều 5. Nội dung Sở Tài chính có trách nhiệm chủ trì\n1. Lập dự toán mua vắc xin dự phòng.\n"
        "2. Kiểm tra việc chi trả tiền hỗ trợ cho hộ có trâu, bò chết rét."
    )
    assert given(body) == [((), "thực hiện"), ((FINANCE,), "chủ trì"), ((FINANCE,), "chủ trì")]


@pytest.mark.parametrize(
    "called",
    ["Cơ quan thường trực", "Cơ quan thường trực Ban Chỉ đạo", "Cơ quan thường trực của Ban Chỉ đạo"],
)
def test_a_body_that_a_paper_calls_by_its_part_in_a_committee(called: str) -> None:
    body = (
        "Điều 6. Họp và báo cáo\n1. Căn cứ diễn biến thời tiết, Cơ quan thường trực có thể mời chuyên gia dự họp.\n"
        f"2. {called} có trách nhiệm gửi báo cáo về Ủy ban nhân dân tỉnh.\n"
        "Điều 7. Trách nhiệm của Cơ quan thường trực Ban Chỉ đạo\n"
        "Công an tỉnh là Cơ quan thường trực Ban Chỉ đạo, có trách nhiệm giúp việc Ban Chỉ đạo, cụ thể:\n"
        "1. Chuẩn bị tài liệu cho các cuộc họp.\n2. Trong trường hợp cần thiết, đề xuất điều động lực lượng."
    )
    assert [agencies for agencies, _ in given(body)][-3:] == [(POLICE,)] * 3
    assert (POLICE,) not in [agencies for agencies, _ in given(body)][:-3]


SCHOOL = """\
ỦY BAN NHÂN DÂN XÃ CHI LĂNG
TRƯỜNG THCS ĐỒNG MỎ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-THCSĐM
Chi Lăng, ngày 08 tháng 9 năm 2025
KẾ HOẠCH
Phòng, chống rét cho học sinh bán trú
Trường THCS Đồng Mỏ xây dựng kế hoạch như sau:
"""


def test_the_posts_of_a_school_are_charged_where_it_shares_out_the_work() -> None:
    body = (
        "II. PHÂN CÔNG NHIỆM VỤ\n1. Hiệu trưởng\n- Phê duyệt thời khóa biểu mùa đông.\n"
        "2. Phó Hiệu trưởng phụ trách bán trú\n- Kiểm tra chăn, màn trước đợt rét.\n"
        "3. Giáo viên chủ nhiệm và Tổng phụ trách Đội\n- Nhắc học sinh mặc đủ ấm.\n"
        "4. Học sinh\n- Mang áo ấm khi đến lớp.\n"
        "5. Tổ Văn phòng\n- Mua than cho nhà bếp.\n"
        "6. Tổ chuyên môn\n- Lùi giờ vào lớp ở điểm trường vùng cao."
    )
    assert [a.agencies for a in facts(EXTRACTOR, directive(body, SCHOOL), Assignment)] == [
        ("Hiệu trưởng",),
        ("Phó Hiệu trưởng phụ trách bán trú",),
        ("Giáo viên chủ nhiệm", "Tổng phụ trách Đội"),
        (),
        ("Tổ Văn phòng",),
        ("Tổ chuyên môn",),
    ]


@pytest.mark.parametrize(
    ("item", "agencies"),
    [
        ("Ban Giám hiệu kiểm tra định kỳ khu nội trú.", ("Ban Giám hiệu",)),
        ("Tổ chuyên môn báo cáo định kỳ số tiết dạy bù.", ("Tổ chuyên môn",)),
        ("Tổ Công nghệ thông tin tiếp nhận tin báo nghỉ học.", ("Tổ Công nghệ thông tin",)),
        ("Các tổ chuyên môn xây dựng phương án dạy bù.", ("Các tổ chuyên môn",)),
        ("Nếu có vướng mắc, các bộ phận kịp thời báo cáo Ban Giám hiệu.", ("Các bộ phận",)),
        ("Cuối năm học, Ban Giám hiệu tổ chức rút kinh nghiệm.", ("Ban Giám hiệu",)),
    ],
)
def test_the_units_of_a_school(item: str, agencies: tuple[str, ...]) -> None:
    body = f"II. TỔ CHỨC THỰC HIỆN\n1. {item}"
    assert [a.agencies for a in facts(EXTRACTOR, directive(body, SCHOOL), Assignment)] == [agencies]


def test_a_heading_ends_where_its_body_begins_to_act() -> None:
    body = (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Chăn nuôi\nChủ trì, phối hợp với các đơn vị liên quan, cụ thể:\n"
        "- Lập danh sách hộ nuôi.\n2. Đề nghị Giám đốc Công an tỉnh, Chánh án Tòa án nhân dân tỉnh tổ chức thực hiện\n"
        "- Xử lý nghiêm các vụ buôn lậu gia súc.\n"
    )
    assert [names for names, _ in given(body)] == [("Phòng Chăn nuôi",), (POLICE, "Tòa án nhân dân tỉnh Lạng Sơn")]


def test_a_team_and_those_who_lead_it() -> None:
    body = (
        "Điều 1. Quy chế này áp dụng cho Đội Kiểm tra liên ngành chống rét (gọi tắt là Đội kiểm tra 12).\n"
        "Điều 2. Đội kiểm tra 12 có nhiệm vụ sau.\n1. Kiểm tra chuồng trại tại các xã vùng cao.\n"
        "Điều 3. Đội kiểm tra 12 có các quyền hạn sau:\n1. Lập biên bản đối với hộ không che chắn chuồng trại.\n"
        "Điều 4. Phân công trong Đội\n1. Trách nhiệm của Đội trưởng.\n- Lập lịch kiểm tra từng tuần.\n"
    )
    team = "Đội Kiểm tra liên ngành chống rét"
    assert given(body) == [((team,), "kiểm tra"), ((team,), "thực hiện")]


def test_cells_of_a_table_that_lost_its_rules_are_no_tasks() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính\n- Bố trí kinh phí mua bạt che.\n\nPhòng ban tập huấn\nBuổi sáng\n"
        "Phòng Hành chính\nPhòng Kế hoạch\nTrạm Thú y Bắc Sơn: 0205 3 870 000\n"
    )
    assert given(body) == [((FINANCE,), "thực hiện")]


def test_a_page_that_ends_inside_a_citation_ends_no_paragraph() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh\n- Kiểm soát giết mổ, thực hiện nghiêm Quy định số\n\n"
        "20-QĐ/TU ngày 05/01/2026 của Ban Thường vụ Tỉnh ủy.\n"
    )
    assert given(body) == [((POLICE,), "thực hiện")]


def test_a_school_is_called_by_its_kind_in_its_own_papers() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Tổ Văn phòng\n- Phối hợp với nhà trường kiểm tra bếp ăn.\n"
        "2. Hằng tháng, nhà trường thông báo kết quả cho phụ huynh."
    )
    found = facts(EXTRACTOR, directive(body, SCHOOL), Assignment)
    assert [(a.agencies, a.partners) for a in found] == [
        (("Tổ Văn phòng",), ("Trường THCS Đồng Mỏ",)),
        (("Trường THCS Đồng Mỏ",), ()),
    ]


def test_a_school_whose_name_stands_on_two_lines() -> None:
    head = SCHOOL.replace("TRƯỜNG THCS ĐỒNG MỎ", "TRƯỜNG PHỔ THÔNG DÂN TỘC NỘI TRÚ\nBẮC SƠN")
    body = (
        "Thực hiện chỉ đạo của Sở, Trường Phổ thông Dân tộc nội trú Bắc Sơn xây dựng kế hoạch:\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Hằng tháng, nhà trường thông báo kết quả cho phụ huynh."
    )
    found = facts(EXTRACTOR, directive(body, head), Assignment)
    assert [a.agencies for a in found][-1:] == [("Trường Phổ thông Dân tộc nội trú Bắc Sơn",)]


def test_a_council_watches_over_what_it_has_resolved() -> None:
    body = (
        "Điều 2. Tổ chức thực hiện\n1. Giao Ủy ban nhân dân tỉnh bố trí vốn.\n"
        "2. Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân và đại biểu Hội đồng nhân dân tỉnh giám sát "
        "việc thực hiện Nghị quyết."
    )
    assert given(body)[1] == (
        (
            "Thường trực Hội đồng nhân dân tỉnh Lạng Sơn",
            "Các ban của Hội đồng nhân dân tỉnh Lạng Sơn",
            "Đại biểu Hội đồng nhân dân tỉnh Lạng Sơn",
        ),
        "kiểm tra",
    )


WARD = HEAD.replace("TỈNH LẠNG SƠN", "PHƯỜNG ĐÔNG KINH").replace("Lạng Sơn, ngày", "Đông Kinh, ngày")


@pytest.mark.parametrize(
    ("heading", "agency"),
    [
        ("Phòng Kinh tế, Hạ tầng và Đô thị phường", "Phòng Kinh tế, Hạ tầng và Đô thị phường Đông Kinh"),
        ("Công an phường", "Công an phường Đông Kinh"),
        ("Các khối phố", "Các khối phố"),
    ],
)
def test_a_ward_names_its_bodies_by_its_kind_where_no_province_is_told(heading: str, agency: str) -> None:
    body = f"III. TỔ CHỨC THỰC HIỆN\n1. {heading}\n- Vận động hộ dân che chuồng trại.\n2. Công an phường\n- Tuần tra."
    assert facts(EXTRACTOR, directive(body, WARD), Assignment)[0].agencies == (agency,)


def test_definitions_and_addresses_of_a_regulation_are_no_tasks() -> None:
    body = (
        "Điều 3. Cách gọi\n1. Cơ quan quản lý trực tiếp: là cơ quan có con dấu riêng nuôi giữ đàn giống.\n"
        "Điều 4. Hồ sơ\nCơ quan quản lý trực tiếp có trách nhiệm lập hồ sơ và gửi văn bản đề nghị đến:\n"
        "a) Sở Tài chính đối với phần kinh phí;\nb) Công an tỉnh đối với phần vận chuyển."
    )
    assert given(body) == []


def test_a_duty_is_owed_among_principles_too() -> None:
    body = (
        "Điều 2. Nguyên tắc làm việc\n1. Việc phối hợp dựa trên chức năng của mỗi ngành.\n"
        "2. Công an tỉnh có trách nhiệm trả lời yêu cầu xác minh nguồn gốc gia súc."
    )
    assert given(body) == [((POLICE,), "thực hiện")]


def test_the_heads_of_a_class_stand_for_it_in_a_heading() -> None:
    body = "Điều 5. Trách nhiệm của Trưởng các trạm thú y\n1. Trực đêm trong những ngày rét hại."
    assert given(body) == [(("Các trạm thú y",), "thực hiện")]


def test_what_a_task_yields_is_no_task_of_its_own() -> None:
    body = (
        "II. NHIỆM VỤ\n1. Tên nhiệm vụ: Xây dựng bản đồ vùng rét hại.\n2. Cơ quan chủ trì: Sở Tài chính.\n"
        "3. Kết quả: Quyết định của Ủy ban nhân dân tỉnh phê duyệt bản đồ."
    )
    assert given(body) == [((FINANCE,), "chủ trì")]


def test_who_lays_rules_down_has_none_of_the_duties_in_them() -> None:
    paper = directive(
        "Ban Thường vụ Tỉnh ủy quy định chức năng, nhiệm vụ của cơ quan Mặt trận cấp xã như sau:\n"
        "1. Tuyên truyền, vận động đoàn viên, hội viên tham gia phát triển kinh tế.\n"
        "2. Tổng hợp ý kiến của hội viên, báo cáo cấp trên.\n"
    )
    assert not any("Ban Thường vụ" in name for task in facts(EXTRACTOR, paper, Assignment) for name in task.agencies)


def test_how_many_of_what_is_no_task() -> None:
    paper = directive(
        "2. Giám sát việc quản lý đất công (Giao Sở Tài chính chủ trì).\n- Về kiểm tra: 02 cuộc\n"
        "* Năm 2027: (02 cuộc kiểm tra, 01 cuộc giám sát)\n"
    )
    assert len(facts(EXTRACTOR, paper, Assignment)) == 1


@pytest.mark.parametrize(
    "lead",
    [
        "- Sở Tài chính chủ trì phối hợp với Công an tỉnh và các đơn vị liên quan",
        "Sở Tài chính: Chủ trì phối hợp với với Công an tỉnh:",
    ],
)
def test_who_leads_leads_what_is_listed_below(lead: str) -> None:
    below = (
        "+ Xác định các hộ phải che chắn chuồng trại và mua thức ăn thô cho trâu, bò ở các xã vùng cao, xong "
        "trước ngày 20/3/2026.\n+ Kiểm đếm số chuồng trại đã che chắn.\n"
    )
    tasks = found(f"II. NỘI DUNG THỰC HIỆN\n1. Chống rét cho gia súc\n{lead}\n{below}")
    listed = [task for task in tasks if task.agencies == (FINANCE,) and POLICE in task.partners]
    assert len(listed) == 2


def test_who_clears_sites_is_called_by_what_it_does() -> None:
    team = "Tổ chức thực hiện nhiệm vụ bồi thường, hỗ trợ, tái định cư"
    assert given(f"1. {team} lập phương án và gửi Sở Tài chính thẩm định.") == [((team,), "thực hiện")]
    joint = found("1. Công an tỉnh phối hợp với tổ chức thực hiện công tác giải phóng mặt bằng rà soát từng hộ.")
    assert [task.partners for task in joint] == [("Tổ chức thực hiện công tác giải phóng mặt bằng",)]
    assert team not in str(found("1. Tổ chức thực hiện công tác bồi thường, hỗ trợ bảo đảm đúng tiến độ."))


def test_who_acts_in_a_case_stands_after_its_condition() -> None:
    case = "1. Trường hợp hộ chăn nuôi không ký cam kết thì Công an tỉnh tổ chức vận động, thuyết phục."
    assert given(case) == [((POLICE,), "thực hiện")]


def test_who_plays_what_part_is_no_task() -> None:
    assert not found("II. THÔNG TIN CHUNG\n1. Chủ đầu tư: Sở Tài chính, tỉnh Lạng Sơn.\n")


LONG_ARTICLE = (
    "Sở Tài chính có trách nhiệm cân đối, bố trí kinh phí mua vắc xin và thức ăn cho đàn vật nuôi toàn tỉnh. " * 4
)
FRONT = "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lạng Sơn"


@pytest.mark.parametrize(
    ("broken", "agencies"),
    [
        ("Điều 2. Đề nghị Ủy ban Mặt trận\nTổ quốc Việt Nam tỉnh giám sát việc cấp vắc xin.", (FRONT,)),
        ("Điều 2. Giao\nSở Tài chính cấp kinh phí che chắn chuồng trại.", (FINANCE,)),
        ("Điều 2. Giao Công an tỉnh tổ chức thực hiện\nQuyết định này. Hằng năm Công an tỉnh tuần tra.", (POLICE,)),
    ],
)
def test_name_that_a_line_end_parts_goes_on(broken: str, agencies: tuple[str, ...]) -> None:
    last = found(f"Điều 1. {LONG_ARTICLE}\n{broken}")[-1]
    assert (last.agencies, last.role) == (agencies, "đề nghị" if agencies == (FRONT,) else "giao")


def test_recipients_after_a_last_article_that_broke_off_are_given_nothing() -> None:
    body = (
        f"Điều 1. {LONG_ARTICLE}\nĐiều 2. {LONG_ARTICLE}\nĐiều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở "
        "Tài chính chịu trách nhiệm thi hành\n- Công an tỉnh, Sở Tài chính;\n- Chánh, Phó Văn phòng; Cổng tin tỉnh;"
    )
    assert len(found(body)) == 3


def test_classes_before_the_first_article_are_those_it_applies_to() -> None:
    rest = "Điều 3. Tiêm phòng\n1. Sở Tài chính cấp vắc xin cho các trạm.\nĐiều 4. Kiểm tra\n1. Công an tỉnh tuần tra."
    ruled = "1. Cơ quan, tổ chức tham gia tiêm phòng gia súc trên địa bàn tỉnh.\n2. Công an tỉnh lập chốt.\n"
    assert [agencies for agencies, _ in given(f"{ruled}{rest}")] == [(POLICE,), (FINANCE,), (POLICE,)]


def test_body_whose_duties_follow_is_charged_where_the_heading_of_its_article_is_lost() -> None:
    body = (
        "Điều 3. Nguyên tắc hỗ trợ\n1. Hỗ trợ kịp thời, đúng đối tượng.\n1. Sở Tài chính có trách nhiệm:\n"
        "a) Cấp kinh phí mua vắc xin cho các xã.\nb) Quyết toán với kho bạc."
    )
    assert [agencies for agencies, _ in given(body)] == [(FINANCE,)] * 2
    lead = "Điều 3. Nguyên tắc hỗ trợ\n1. Sở Tài chính chủ trì, phối hợp với Công an tỉnh kiểm kê chuồng trại."
    assert given(lead) == [((FINANCE,), "chủ trì")]


@pytest.mark.parametrize("heading", ["Trách nhiệm Sở Tài chính", "Trách nhiệm, quyền hạn Sở Tài chính"])
def test_heading_of_duties_may_leave_out_of_whom(heading: str) -> None:
    assert given(f"Điều 6. {heading}\n1. Tiếp nhận đơn xin hỗ trợ của các xã.") == [((FINANCE,), "thực hiện")]


def test_body_of_the_heading_that_acts_in_its_item_leads_it() -> None:
    item = "1. Đối với ổ dịch lan rộng, Sở Tài chính chủ trì, phối hợp với Công an tỉnh rà soát, đề xuất mức hỗ trợ."
    assert given(f"Điều 6. Trách nhiệm của Sở Tài chính\n{item}") == [((FINANCE,), "chủ trì")]


def test_mark_of_a_footnote_is_no_part_of_a_name() -> None:
    item = "1. Sở Tài chính[4] chịu trách nhiệm chi trả hỗ trợ cho các hộ có trâu, bò chết rét."
    assert given(f"II. TỔ CHỨC THỰC HIỆN\n{item}") == [((FINANCE,), "thực hiện")]


def test_remark_may_run_over_lines() -> None:
    assert is_remark("Cục trưởng Cục Thú y\nthông báo để Công ty\nvật tư thú y biết và thực hiện.")


def test_headings_to_come_tell_that_one_names_a_body() -> None:
    body = (
        "II. NỘI DUNG\n1. Tiểu ban phục vụ phòng rét\n- Thực hiện việc phân công trực chuồng trại.\n"
        "2. Sở Tài chính\n- Cấp kinh phí mua vắc xin.\n3. Công an tỉnh\n- Kiểm soát giết mổ."
    )
    assert [agencies for agencies, _ in given(body)] == [("Tiểu ban phục vụ phòng rét",), (FINANCE,), (POLICE,)]
    told = body.replace("Thực hiện việc phân công", "Trưởng ban và thành viên")
    assert ("Tiểu ban phục vụ phòng rét",) not in [agencies for agencies, _ in given(told)]


def test_heading_may_print_a_name_of_the_tables_in_small_letters() -> None:
    body = "II. NỘI DUNG\n1. Trung tâm Xúc tiến đầu tư, thương mại và du lịch\n- Giới thiệu sản phẩm chăn nuôi."
    assert given(body)[0][0] == ("Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch tỉnh Lạng Sơn",)


def test_list_of_what_a_thing_is_done_for_sets_no_tasks() -> None:
    body = (
        "Điều 5. Cấp phép\n1. Sở Tài chính cấp giấy phép nuôi nhốt đối với các loại trang trại sau:\n"
        "a) Trang trại do Ủy ban nhân dân tỉnh quản lý;\nb) Trang trại của các hợp tác xã.\n2. Công an tỉnh tuần tra."
    )
    assert [agencies for agencies, _ in given(body)] == [(FINANCE,), (POLICE,)]


@pytest.mark.parametrize(
    ("printed", "named"),
    [
        (
            "Cơ quan chuyên môn, tổ chức hành chính khác thuộc UBND tỉnh",
            "Các cơ quan chuyên môn, tổ chức hành chính khác thuộc Ủy ban nhân dân tỉnh Lạng Sơn",
        ),
        (
            "Các đơn vị sự nghiệp công lập thuộc Ủy ban nhân dân tỉnh",
            "Các đơn vị sự nghiệp công lập thuộc Ủy ban nhân dân tỉnh Lạng Sơn",
        ),
    ],
)
def test_class_keeps_whose_it_is(printed: str, named: str) -> None:
    assert given(f"II. TỔ CHỨC THỰC HIỆN\n1. {printed} rà soát chuồng trại.") == [((named,), "thực hiện")]


def test_partners_end_where_what_is_done_with_them_begins() -> None:
    joint = found("II. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính phối hợp với các cơ quan có liên quan làm rõ thiệt hại.")
    assert [task.partners for task in joint] == [("Các cơ quan có liên quan",)]
