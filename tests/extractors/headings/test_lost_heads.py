from __future__ import annotations

import pytest

from corpus.knowledge import Knowledge
from extractors.heading import find
from extractors.structure import segment
from pipeline.document import Heading
from tests.extractors.papers import document

GROUNDS = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\n"
ENACTED = "Điều 1. Phê duyệt Đề án.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def heading(text: str, knowledge: Knowledge) -> Heading:
    return next(fact for fact in find(segment(document(text), knowledge), knowledge) if isinstance(fact, Heading))


@pytest.mark.parametrize(
    ("head", "title", "issuer"),
    [
        pytest.param(
            "Lai Châu, ngày 12 tháng 5 năm 2026\nVỀ VIỆC PHÊ DUYỆT ĐỀ ÁN PHÁT TRIỂN CÂY CHÈ\n"
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU\n",
            "PHÊ DUYỆT ĐỀ ÁN PHÁT TRIỂN CÂY CHÈ",
            "Ủy ban nhân dân tỉnh Lai Châu",
            id="who decides",
        ),
        pytest.param(
            "TỈNH CAO BẰNG\nCao Bằng, ngày 12 tháng 5 năm 2026\nBAN HÀNH QUY CHẾ QUẢN LÝ\nCHỢ TRÊN ĐỊA BÀN TỈNH\n"
            "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG\n",
            "BAN HÀNH QUY CHẾ QUẢN LÝ CHỢ TRÊN ĐỊA BÀN TỈNH",
            "Ủy ban nhân dân tỉnh Cao Bằng",
            id="the place without its committee",
        ),
        pytest.param(
            "BAN CHỈ ĐẠO NHÀ NƯỚC\nVỀ NÔNG THÔN\nBAN HÀNH QUY CHẾ HOẠT ĐỘNG CỦA BAN CHỈ ĐẠO\n"
            "TRƯỞNG BAN CHỈ ĐẠO NHÀ NƯỚC VỀ NÔNG THÔN\n",
            "BAN HÀNH QUY CHẾ HOẠT ĐỘNG CỦA BAN CHỈ ĐẠO",
            "Ban Chỉ đạo Nhà Nước về Nông Thôn",
            id="a name that goes on with about",
        ),
        pytest.param(
            "Hà Nội, ngày 12 tháng 5 năm 2026\nVề việc giao chỉ tiêu trồng rừng ven biển năm 2026\n",
            "giao chỉ tiêu trồng rừng ven biển năm 2026",
            None,
            id="small letters",
        ),
        pytest.param(
            "Lai Châu, ngày 12 tháng 5 năm 2026\nDUYỆT DANH MỤC CHỢ HẠNG HAI\nTRÊN ĐỊA BÀN TỈNH LAI CHÂU\n",
            "DUYỆT DANH MỤC CHỢ HẠNG HAI TRÊN ĐỊA BÀN TỈNH LAI CHÂU",
            None,
            id="its first line lost, below the date",
        ),
        pytest.param(
            "VIỆC CÔNG NHẬN LÀNG NGHỀ CHÈ\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU\n",
            "VIỆC CÔNG NHẬN LÀNG NGHỀ CHÈ",
            "Ủy ban nhân dân tỉnh Lai Châu",
            id="its first word lost, on top",
        ),
        pytest.param(
            "QUY ĐỊNH MỨC CHI CHO HỘI THI CHÈ TRÊN ĐỊA BÀN TỈNH LAI CHÂU\n",
            "QUY ĐỊNH MỨC CHI CHO HỘI THI CHÈ TRÊN ĐỊA BÀN TỈNH LAI CHÂU",
            None,
            id="what it does is also a type",
        ),
    ],
)
def test_title_stands_above_the_grounds(head: str, title: str, issuer: str | None, knowledge: Knowledge) -> None:
    read = heading(head + GROUNDS + ENACTED, knowledge)
    assert (read.title, read.issuer, read.doc_type) == (title, issuer, "quyết định")


def test_a_paper_cited_in_a_title_in_capitals_is_no_type(knowledge: Knowledge) -> None:
    title = "BÃI BỎ TOÀN BỘ\nQUYẾT ĐỊNH SỐ 11/2016/QĐ-UBND NGÀY 12/3/2016 CỦA ỦY BAN NHÂN DÂN TỈNH\n"
    read = heading(f"Lai Châu, ngày 12 tháng 5 năm 2026\n{title}{GROUNDS}{ENACTED}", knowledge)
    assert (read.title, read.doc_type) == (" ".join(title.split()), "quyết định")


@pytest.mark.parametrize(
    ("sentence", "doc_type", "issuer"),
    [
        pytest.param(
            "Hội đồng nhân dân ban hành Nghị quyết quy định mức chi. Nhà nước hỗ trợ phần còn lại.\n"
            "Điều 1. Nghị quyết này áp dụng từ năm 2026. Quy định này thay quy định cũ. Quy định này do Sở giữ.\n",
            "nghị quyết",
            "Hội đồng nhân dân tỉnh Lai Châu",
            id="who makes it, the province named in the title",
        ),
        pytest.param(
            "Điều 1. Ban hành kèm theo Quyết định này Quy chế. Quy chế này có ba chương. Quy chế này được công khai.\n",
            "quyết định",
            None,
            id="what encloses a paper",
        ),
        pytest.param(
            "Căn cứ Thông tư số 01/2025/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn nghiệp vụ;\n"
            "Điều 1. Quyết định này có hiệu lực từ ngày ký.\n",
            "quyết định",
            None,
            id="who made the grounds",
        ),
    ],
)
def test_grounds_tell_who_makes_a_paper(sentence: str, doc_type: str, issuer: str | None, knowledge: Knowledge) -> None:
    read = heading(f"BAN HÀNH QUY CHẾ QUẢN LÝ CHỢ TRÊN ĐỊA BÀN TỈNH LAI CHÂU\n{GROUNDS}{sentence}", knowledge)
    assert (read.doc_type, read.issuer) == (doc_type, issuer)


def test_first_paragraph_in_capitals_is_no_title(knowledge: Knowledge) -> None:
    read = heading("Lai Châu, ngày 12 tháng 5 năm 2026\nGIAO CHỈ TIÊU TRỒNG RỪNG\n1. Các xã trồng rừng.\n", knowledge)
    assert read.title is None


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        (
            "ỦY BAN NHÂN DÂN\nSố: 31/QĐ-UBND\nĐiện Biên, ngày 12 tháng 5 năm 2017\nQUYẾT ĐỊNH\n"
            "ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN\n",
            "Ủy ban nhân dân tỉnh Điện Biên",
        ),
        (
            "VIỆN KIỂM SÁT NHÂN DÂN\nSố: 02/CT-VKSTC\nHà Nội, ngày 12 tháng 5 năm 2017\nCHỈ THỊ\nVỀ MA TÚY\n",
            "Viện kiểm sát nhân dân tối cao",
        ),
        (
            "HỘI CHỦ NGHĨA VIỆT NAM\nSỞ TƯ PHÁP\nSố: 31/QĐ-STP\nĐiện Biên, ngày 12 tháng 5 năm 2017\nQUYẾT ĐỊNH\n",
            "Sở Tư pháp tỉnh Điện Biên",
        ),
        ("TỈNH LAI CHÂU\nLai Châu, ngày 12 tháng 5 năm 2026\nQUYẾT ĐỊNH\n", "Ủy ban nhân dân tỉnh Lai Châu"),
        ("TỈNH LAI CHÂU\nLai Châu, ngày 12 tháng 5 năm 2026\nNGHỊ QUYẾT\n", "Hội đồng nhân dân tỉnh Lai Châu"),
    ],
)
def test_half_a_name_is_completed(head: str, issuer: str, knowledge: Knowledge) -> None:
    assert heading(head + GROUNDS + ENACTED, knowledge).issuer == issuer


@pytest.mark.parametrize(
    ("opening", "issuer"),
    [
        (
            "Thực hiện Kết luận số 15-KL/TU, Ban Chỉ đạo sắp xếp trường học yêu cầu các sở, ban, ngành báo cáo.",
            "Ban Chỉ đạo sắp xếp trường học",
        ),
        ("Thực hiện chương trình công tác, Cục Thuế xin trân trọng thông báo lịch nghỉ.", "Cục Thuế"),
        ("1. Cục Lãnh sự Bộ Ngoại giao xin thông báo mẫu hộ chiếu mới.", "Cục Lãnh sự"),
        ("Tiếp tục các dự án được Quốc hội quyết định, Bộ Tài chính đề nghị báo cáo.", "Bộ Tài chính"),
    ],
)
def test_who_acts_in_the_opening_issues_the_paper(opening: str, issuer: str, knowledge: Knowledge) -> None:
    read = heading(f"Kính gửi: Các đơn vị trực thuộc.\n{opening}\n", knowledge)
    assert (read.issuer, read.confidence < 0.9) == (issuer, True)


def test_who_tells_others_at_the_end_issues_a_notice(knowledge: Knowledge) -> None:
    text = (
        "KẾT LUẬN CỦA PHÓ THỦ TƯỚNG NGUYỄN VĂN AN TẠI CUỘC HỌP VỀ NHÀ Ở\nNgày 12/5/2026, Phó Thủ tướng đã họp.\n"
        "1. Bộ Xây dựng rà soát các dự án.\nVăn phòng Chính phủ thông báo để các bộ liên quan biết, thực hiện./.\n"
    )
    read = heading(text, knowledge)
    assert read.issuer == "Văn phòng Chính phủ"
    assert read.title == "KẾT LUẬN CỦA PHÓ THỦ TƯỚNG NGUYỄN VĂN AN TẠI CUỘC HỌP VỀ NHÀ Ở"


def test_word_that_begins_a_line_inside_a_title_is_no_type(knowledge: Knowledge) -> None:
    text = (
        "VĂN PHÒNG CHÍNH PHỦ\nKẾT LUẬN TẠI CUỘC HỌP VỀ\nBÁO CÁO ĐẦU TƯ ĐƯỜNG SẮT\nNgày 12/5/2026, tại Hà Nội đã họp.\n"
    )
    assert heading(text, knowledge).doc_type != "báo cáo"


def test_telegram_calls_itself_one(knowledge: Knowledge) -> None:
    text = (
        "V/V ỨNG PHÓ BÃO SỐ 4\n- Chủ tịch Ủy ban nhân dân các tỉnh ven biển;\n- Bộ Quốc phòng.\n"
        "Bão số 4 đang mạnh lên.\nCác địa phương nghiêm túc thực hiện Công điện này./.\n"
    )
    assert heading(text, knowledge).doc_type == "công điện"


RECIPIENTS = "- Các bộ, cơ quan ngang bộ;\n- Kiểm toán nhà nước;\n- HĐND, UBND các tỉnh;\n"


@pytest.mark.parametrize("below", ["", "THỦ TƯỚNG\nNguyễn Văn An\n", "Nguyễn Văn An\n"])
def test_bodies_listed_below_the_last_sentence_are_recipients(below: str, knowledge: Knowledge) -> None:
    read = heading(GROUNDS + ENACTED + RECIPIENTS + below, knowledge)
    assert read.recipients == ("Các bộ, cơ quan ngang bộ", "Kiểm toán nhà nước", "HĐND, UBND các tỉnh")
    assert read.signer_name == ("Nguyễn Văn An" if below else None)


def test_those_charged_head_the_list_without_a_dash(knowledge: Knowledge) -> None:
    read = heading(f"{GROUNDS}{ENACTED}Như Điều 2;\n{RECIPIENTS}XÉT TẶNG DANH HIỆU\n", knowledge)
    assert read.recipients[:2] == ("Như Điều 2", "Các bộ, cơ quan ngang bộ")


def test_bodies_listed_above_more_text_are_no_recipients(knowledge: Knowledge) -> None:
    read = heading(GROUNDS + "Thành phần họp như sau.\n" + RECIPIENTS + "Hội nghị bắt đầu lúc 8 giờ.\n", knowledge)
    assert read.recipients == ()


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        ("Chủ tịch\n\n(Đã ký)\n\nNguyễn Văn An\n", "Nguyễn Văn An"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nĐã ký: Nguyễn Văn An\n", "Nguyễn Văn An"),
        ("Chủ tịch xã báo cáo kết quả.\n(Đã ký)\n", None),
    ],
)
def test_signer_beside_the_words_for_a_signature(foot: str, name: str | None, knowledge: Knowledge) -> None:
    assert heading(GROUNDS + ENACTED + foot, knowledge).signer_name == name


def test_code_of_the_number_names_the_office_whose_line_was_lost(knowledge: Knowledge) -> None:
    head = "ỦY BAN NHÂN DÂN |\nSố: 1207/SYT-NVY |\nĐiện Biên, ngày 12 tháng 5 năm 2017 |\n"
    read = heading(head + "Kính gửi: | - Các bệnh viện; |\nSở Y tế đề nghị các bệnh viện trực Tết.\n", knowledge)
    assert (read.issuer, read.addressees) == ("Sở Y tế tỉnh Điện Biên", ("Các bệnh viện",))


def test_rows_of_a_web_page_above_the_letterhead_are_no_issuers(knowledge: Knowledge) -> None:
    page = "Số hiệu: | 1207/QĐ-SYT |\nNơi ban hành: | Sở Y tế |\nNgười ký: | Nguyễn Văn An |\nTình trạng: | Đã biết |\n"
    head = "UBND TỈNH LAI CHÂU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 31/QĐ-UBND\nQUYẾT ĐỊNH\n"
    assert heading(page + head + GROUNDS + ENACTED, knowledge).issuer == "Ủy ban nhân dân tỉnh Lai Châu"


def test_bodies_with_their_codes_in_a_joint_number_issue_it_together(knowledge: Knowledge) -> None:
    head = (
        "BỘ TƯ PHÁP\nVIỆN KIỂM SÁT NHÂN DÂN TỐI CAO\nSố: 03/TTLT-BTP-VKSNDTC\n"
        "Hà Nội, ngày 12 tháng 5 năm 2009\nTHÔNG TƯ LIÊN TỊCH\n"
    )
    assert heading(head + GROUNDS, knowledge).issuer == "Bộ Tư pháp, Viện kiểm sát nhân dân tối cao"


def test_title_of_three_lines_in_small_letters(knowledge: Knowledge) -> None:
    text = (
        "KẾ HOẠCH\nTổ chức đại hội Hội Làm vườn các cấp, tiến tới Đại hội\nHội Làm vườn tỉnh Lai Châu lần thứ V,\n"
        "nhiệm kỳ 2026 - 2031\nCăn cứ Điều lệ Hội, Ban Chấp hành ban hành Kế hoạch như sau:\n1. Yêu cầu.\n"
    )
    title = heading(text, knowledge).title
    assert title is not None and title.endswith("lần thứ V, nhiệm kỳ 2026 - 2031")


ANNEX = "QUY CHẾ QUẢN LÝ CHỢ\n(Ban hành kèm theo Quyết định số {} của {})\n1. Quy chế này quy định việc quản lý chợ.\n"


@pytest.mark.parametrize(
    ("stated", "by", "number", "issuer"),
    [
        ("31/QĐ-UBND ngày 12 tháng 5 năm 2026", "UBND tỉnh", "31/QĐ-UBND", "Ủy ban nhân dân tỉnh Lai Châu"),
        ("/QĐ-TTg ngày tháng năm 2026", "Thủ tướng Chính phủ", None, "Thủ tướng Chính phủ"),
    ],
)
def test_annex_states_what_the_head_lost(
    stated: str, by: str, number: str | None, issuer: str, knowledge: Knowledge
) -> None:
    head = "Lai Châu, ngày 12 tháng 5 năm 2026\nBAN HÀNH QUY CHẾ QUẢN LÝ CHỢ\n"
    text = head + GROUNDS + ENACTED + "CHỦ TỊCH\nNguyễn Văn An\n" + ANNEX.format(stated, by)
    read = heading(text, knowledge)
    assert (read.number, read.issuer, read.date, read.confidence < 0.9) == (number, issuer, "2026-05-12", True)


def test_annex_changes_nothing_that_the_head_prints(knowledge: Knowledge) -> None:
    head = "SỞ TƯ PHÁP\nSố: 7/QĐ-STP\nLai Châu, ngày 12 tháng 5 năm 2026\nQUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ\n"
    stated = ANNEX.format("31/QĐ-UBND ngày 02 tháng 3 năm 2025", "UBND tỉnh")
    read = heading(head + GROUNDS + ENACTED + "GIÁM ĐỐC\nNguyễn Văn An\n" + stated, knowledge)
    assert (read.number, read.date, read.confidence > 0.9) == ("7/QĐ-STP", "2026-05-12", True)


def test_number_and_day_on_one_line_are_two_fields(knowledge: Knowledge) -> None:
    found = heading(
        "ỦY BAN NHÂN DÂN XÃ YÊN HÒA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"Số: 31/QĐ-UBND, Yên Hòa, ngày 21 tháng 9 năm 2025\nQUYẾT ĐỊNH\nVề việc phê duyệt Đề án\n{GROUNDS}{ENACTED}",
        knowledge,
    )
    assert (found.number, found.place, found.date) == ("31/QĐ-UBND", "Yên Hòa", "2025-09-21")


def test_number_place_and_a_blank_day_on_one_line_are_fields(knowledge: Knowledge) -> None:
    found = heading(
        "BAN CƠ YẾU CHÍNH PHỦ\nHỌC VIỆN KỸ THUẬT MẬT MÃ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"Số: 40 /KH-HVQ Hà Nội, ngày    tháng 11 năm 2024\nKẾ HOẠCH\nTổ chức thi tốt nghiệp\n{GROUNDS}{ENACTED}",
        knowledge,
    )
    assert (found.number, found.place, found.date) == ("40/KH-HVQ", "Hà Nội", "2024-11")


def test_the_name_of_the_party_inside_a_ground_is_no_head(knowledge: Knowledge) -> None:
    grounds = "Căn cứ Điều lệ Đảng Cộng sản Việt Nam;\nCăn cứ Quy chế làm việc của Đảng ủy xã;\n"
    found = heading(
        "ĐẢNG BỘ TỈNH LAI CHÂU\nĐẢNG ỦY XÃ NẬM HÀNG\n*\nSố 12-TB/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        f"Nậm Hàng, ngày 02 tháng 3 năm 2026\nTHÔNG BÁO\nkết luận kiểm tra\n{grounds}"
        "Ban Thường vụ Đảng ủy yêu cầu các chi bộ rà soát hồ sơ.\n"
        "Nơi nhận:\n- Các chi bộ;\n- Lưu VPĐU.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nLò Văn Sơn\n",
        knowledge,
    )
    assert (found.signer_name, found.signed_for, found.recipients[:1]) == ("Lò Văn Sơn", "TM.", ("Các chi bộ",))


def test_the_time_of_an_office_seal_below_the_signer_is_no_annex(knowledge: Knowledge) -> None:
    found = heading(
        "ĐẢNG ỦY XÃ NẬM HÀNG\nSố 15-CV/ĐU\nNậm Hàng, ngày 02 tháng 3 năm 2026\nKính gửi: Các chi bộ\n"
        "Đề nghị các chi bộ báo cáo kết quả.\nNơi nhận:\n- Như trên;\n- Lưu VPĐU.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n"
        "Lò Văn Sơn\nĐẢNG ỦY XÃ NẬM\nHÀNG\n03-03-2026 08:15:30\n+07:00\n",
        knowledge,
    )
    sealed = found.digital_signature
    assert found.signer_name == "Lò Văn Sơn"
    assert sealed and (sealed.organisation, sealed.signed_at) == ("ĐẢNG ỦY XÃ NẬM HÀNG", "2026-03-03T08:15:30+07:00")


def test_recipients_and_signer_stand_side_by_side(knowledge: Knowledge) -> None:
    gap = " " * 60
    list_begins = f"Nơi nhận:{gap}KT/ BỘ TRƯỞNG BỘ TÀI CHÍNH\n- Văn phòng Quốc hội{gap}THỨ TRƯỞNG\n"
    found = heading(
        f"BỘ TÀI CHÍNH\nSố 31/2002/QĐ-BTC\nQUYẾT ĐỊNH\nVề việc ban hành biểu mức thu phí\n{GROUNDS}{ENACTED}"
        f"{list_begins}- Các Bộ, cơ quan{gap}(ĐÃ KÝ)\n  thuộc Chính phủ\n- UBND, Sở Tài chính các tỉnh,\n"
        f"  thành phố{gap}Đinh Quang Huy\n- Lưu: VP\n\n(Biểu kèm theo)\n",
        knowledge,
    )
    assert (found.signer_name, found.signed_for) == ("Đinh Quang Huy", "KT.")
    assert found.recipients == (
        "Văn phòng Quốc hội",
        "Các Bộ, cơ quan thuộc Chính phủ",
        "UBND, Sở Tài chính các tỉnh, thành phố",
        "Lưu: VP",
    )


def test_a_title_below_articles_is_none_of_the_head(knowledge: Knowledge) -> None:
    found = heading(f"{ENACTED}VỀ VIỆC PHÊ DUYỆT ĐỀ ÁN PHÁT TRIỂN CÂY CHÈ\n{GROUNDS}", knowledge)
    assert (found.issuer, found.title) == (None, None)


def test_a_committee_of_the_party_is_no_half_of_a_name(knowledge: Knowledge) -> None:
    found = heading(
        "TỈNH ỦY LAI CHÂU\n*\nSố 21-CTr/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nLai Châu, ngày 21 tháng 5 năm 2025\n"
        "CHƯƠNG TRÌNH HÀNH ĐỘNG\nthực hiện Chỉ thị về trồng rừng\nBan Thường vụ Tỉnh ủy ban hành Chương trình:\n"
        "1. Trồng rừng.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nGiàng A Lử\n",
        knowledge,
    )
    assert (found.issuer, found.parent) == ("Tỉnh ủy Lai Châu", None)
