from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from corpus.knowledge import Knowledge
from extractors.heading import find
from extractors.structure import segment
from pipeline.document import Heading, Note

from .papers import DECISION, DISPATCH, PARTY, PLAN, document, spread


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def headings(text: str, knowledge: Knowledge) -> list[Heading]:
    return [fact for fact in find(segment(document(text), knowledge), knowledge) if isinstance(fact, Heading)]


def heading(text: str, knowledge: Knowledge) -> Heading:
    return headings(text, knowledge)[0]


def notes(text: str, knowledge: Knowledge) -> set[str]:
    return {fact.code for fact in find(segment(document(text), knowledge), knowledge) if isinstance(fact, Note)}


PLAN_FIELDS = {
    "issuer": "Ủy ban nhân dân tỉnh Lạng Sơn",
    "issuer_as_written": "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
    "parent": None,
    "number": "57/KH-UBND",
    "symbol": "KH-UBND",
    "doc_type": "kế hoạch",
    "title": "Triển khai công tác phòng cháy, chữa cháy rừng năm 2026",
    "place": "Lạng Sơn",
    "date": "2026-02-03",
    "addressees": (),
    "signer_name": "Nông Văn Bính",
    "signer_title": "PHÓ CHỦ TỊCH",
    "signed_for": "KT.",
    "recipients": ("Bộ Nông nghiệp và Môi trường", "Các sở, ban, ngành tỉnh", "Lưu: VT, KT"),
}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PLAN, id="left column first"),
        pytest.param(spread(PLAN), id="a blank line after each"),
        pytest.param(
            PLAN.replace(
                "DÂN\nTỈNH LẠNG SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
                "DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH LẠNG SƠN Độc lập - Tự do - Hạnh phúc",
            ).replace("KH-UBND\nLạng", "KH-UBND Lạng"),
            id="columns merged by a blank",
        ),
        pytest.param(
            PLAN.replace(
                "DÂN\nTỈNH LẠNG SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
                "DÂN        CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH LẠNG SƠN        Độc lập – Tự do – Hạnh phúc",
            ).replace("KH-UBND\nLạng", "KH-UBND | Lạng"),
            id="columns with a gutter",
        ),
        pytest.param(
            PLAN.replace("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n", "").replace(
                "ỦY BAN NHÂN DÂN\nTỈNH",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nỦY BAN NHÂN DÂN\nTỈNH",
                1,
            ),
            id="right column first",
        ),
        pytest.param(PLAN.replace("Số: 57/KH", "Số: 57 /KH"), id="a blank before the stroke"),
        pytest.param(
            PLAN.replace("KẾ HOẠCH\nTriển", "**KẾ HOẠCH**\n\n**V/v triển").replace("2026\nThực", "2026**\nThực"),
            id="markup",
        ),
        pytest.param(PLAN.replace("Nơi nhận:", "**_Nơi nhận:_**"), id="markup around recipients"),
        pytest.param(PLAN.replace("Nơi nhận:", "__Nơi nhận__:"), id="underlined recipients"),
        pytest.param(PLAN.replace("- Lưu: VT, KT.\n", "- Lưu: VT, KT.\n\n40\n\n"), id="a stray number"),
        pytest.param(
            PLAN.replace("Nơi nhận:\n", "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n")
            .replace("trường;\n", "trường; KT. CHỦ TỊCH\n")
            .replace("KT.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\n", "KT.\n"),
            id="recipients and signature merged",
        ),
    ],
)
def test_state_paper(text: str, knowledge: Knowledge) -> None:
    found = asdict(heading(text, knowledge))
    wanted = PLAN_FIELDS | {"title": found["title"]}
    assert {key: found[key] for key in wanted} == wanted
    assert found["title"].lower() == str(PLAN_FIELDS["title"]).lower()


def test_dispatch_with_blank_number_and_day(knowledge: Knowledge) -> None:
    found = heading(DISPATCH, knowledge)
    assert (found.issuer, found.parent) == ("Sở Xây dựng tỉnh Gia Lai", "Ủy ban nhân dân tỉnh Gia Lai")
    assert (found.number, found.symbol, found.date) == (None, "SXD-QLN", "2026-04")
    assert (found.doc_type, found.title) == ("công văn", "rà soát quỹ nhà ở xã hội trên địa bàn tỉnh")
    assert found.addressees == ("Ủy ban nhân dân các xã, phường", "Ban Quản lý Khu kinh tế tỉnh")
    assert (found.signer_name, found.signer_title, found.signed_for) == ("Rơ Châm Hưng", "GIÁM ĐỐC", None)
    assert {"number_blank", "date_partial"} <= notes(DISPATCH, knowledge)


def test_party_paper(knowledge: Knowledge) -> None:
    found = heading(PARTY, knowledge)
    assert (found.issuer, found.number, found.symbol) == ("Tỉnh ủy Phú Thọ", "88-TB/TU", "TB/TU")
    assert found.title == "kết luận của Ban Thường vụ Tỉnh ủy về công tác cán bộ"
    assert (found.signer_name, found.signer_title, found.signed_for) == ("Hà Thị Lụa", "PHÓ BÍ THƯ", "TM.")
    assert found.recipients == ("Các đảng ủy trực thuộc", "Lưu Văn phòng Tỉnh ủy")


@pytest.mark.parametrize(
    ("below", "issuer"),
    [
        ("CỦA BAN BÍ THƯ\nvề công tác cán bộ", "Ban Bí thư Trung ương Đảng"),
        ("về công tác cán bộ", "Bộ Chính trị"),
    ],
)
def test_central_party_bodies_share_a_head(below: str, issuer: str, knowledge: Knowledge) -> None:
    text = (
        PARTY.replace("TỈNH ỦY PHÚ THỌ", "BAN CHẤP HÀNH TRUNG ƯƠNG")
        .replace("kết luận của Ban Thường vụ Tỉnh ủy về công tác cán bộ", below)
        .replace("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", "T/M BỘ CHÍNH TRỊ")
    )
    assert heading(text, knowledge).issuer == issuer


def test_decision_and_its_annex(knowledge: Knowledge) -> None:
    paper, annex = headings(DECISION, knowledge)
    assert (paper.issuer, paper.number) == ("Bộ Công Thương", "77/2026/QĐ-BCT")
    assert paper.title == "BAN HÀNH QUY CHẾ SỬ DỤNG XE CÔNG VỤ TRÊN ĐỊA BÀN TỈNH"
    assert (paper.signer_title, paper.signer_name) == ("THỨ TRƯỞNG", "Trịnh Thị Mẫn")
    assert (annex.part, annex.doc_type, annex.title) == (1, "quy chế", "SỬ DỤNG XE CÔNG VỤ")


def test_signing_program_and_stamp_are_not_the_paper(knowledge: Knowledge) -> None:
    text = PLAN.replace(
        "ỦY BAN", "Người ký: Sở Tư pháp\nCơ quan: Tỉnh Lạng Sơn\nThời gian ký: 04/02/2026 08:15:00 +07:00\n\nỦY BAN", 1
    )
    text = text.replace("năm 2026\nKẾ", "năm 2026\nCÔNG VĂN ĐẾN\nSố: 812\nNgày: 09/2/26\nKẾ", 1)
    found = heading(text, knowledge)
    assert (found.number, found.date, found.issuer) == ("57/KH-UBND", "2026-02-03", "Ủy ban nhân dân tỉnh Lạng Sơn")
    assert found.digital_signature is not None
    assert found.digital_signature.signer == "Sở Tư pháp"
    assert found.digital_signature.signed_at == "2026-02-04T08:15:00+07:00"
    assert found.received_stamp is not None
    assert (found.received_stamp.number, found.received_stamp.date) == ("812", "2026-02-09")


@pytest.mark.parametrize(
    ("printed", "urgency", "secrecy"),
    [
        ("HỎA TỐC", "hỏa tốc", None),
        ("HÒA TỐC", "hỏa tốc", None),
        ("HỎA TỐC HẸN GIỜ", "hỏa tốc hẹn giờ", None),
        ("MẬT", None, "mật"),
    ],
)
def test_marks(printed: str, urgency: str | None, secrecy: str | None, knowledge: Knowledge) -> None:
    found = heading(PLAN.replace("KH-UBND\n", f"KH-UBND\n{printed}\n", 1), knowledge)
    assert (found.urgency, found.secrecy) == (urgency, secrecy)


def test_garbled_handwriting_becomes_no_number(knowledge: Knowledge) -> None:
    text = PLAN.replace("Số: 57/KH", "Số: Ø#~ /KH").replace("ngày 03 tháng", "ngày ¿3 tháng")
    found = heading(text, knowledge)
    assert (found.number, found.symbol, found.date) == (None, "KH-UBND", "2026-02")
    assert {"number_unreadable", "date_partial"} <= notes(text, knowledge)


def test_lost_head(knowledge: Knowledge) -> None:
    text = PLAN[PLAN.index("KẾ HOẠCH") :].replace("công tác phòng cháy", "tại tỉnh Lạng Sơn công tác phòng cháy")
    found = heading(text.replace("khu rừng trọng", "khu rừng của tỉnh Lạng Sơn trọng"), knowledge)
    assert (found.issuer, found.number, found.date) == ("Ủy ban nhân dân tỉnh Lạng Sơn", None, None)
    assert found.confidence < heading(PLAN, knowledge).confidence
    assert {"head_lost", "issuer_uncertain"} <= notes(text, knowledge)


def test_lost_head_and_signature(knowledge: Knowledge) -> None:
    text = (
        "Ban Chỉ đạo phòng, chống thiên tai tỉnh (gọi tắt là Ban Chỉ đạo) xây dựng chương trình công tác như sau:\n"
        "1. Kiểm tra hồ đập trước mùa mưa lũ.\n2. Tổ chức trực ban.\n"
    )
    found = heading(text, knowledge)
    assert found.issuer == "Ban Chỉ đạo phòng, chống thiên tai tỉnh"
    assert found.doc_type == "chương trình"


@pytest.mark.parametrize("text", ["", "\n", "Một dòng.", "Số:", "Kính gửi:", "TM. ỦY BAN NHÂN DÂN"])
def test_any_text(text: str, knowledge: Knowledge) -> None:
    for found in headings(text, knowledge):
        assert found.span.end <= len(text)
        assert found.number is None


NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
FRONT_PLAN = (
    f"ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\nTỈNH LẠNG SƠN\nBAN THƯỜNG TRỰC\nSố: 56/KH-MTTQ-BTT\n{NATIONAL}"
    "Lạng Sơn, ngày 12 tháng 9 năm 2025\nKẾ HOẠCH\nTổ chức ngày hội trồng cây\n1. Nội dung.\n"
)
COUNCIL_DISPATCH = (
    f"HỘI ĐỒNG NHÂN DÂN\nTỈNH LẠNG SƠN\nTHƯỜNG TRỰC\nSố: 21/TTHĐND-VP\n{NATIONAL}"
    "Lạng Sơn, ngày 12 tháng 9 năm 2025\nV/v chuẩn bị kỳ họp\nKính gửi: Ủy ban nhân dân tỉnh.\n"
    "Thường trực Hội đồng nhân dân tỉnh đề nghị gửi tài liệu trước kỳ họp mười ngày để các ban thẩm tra.\n"
)
YOUTH_PLAN = (
    "TỈNH ĐOÀN LẠNG SƠN\nBAN CHẤP HÀNH\n***\nSố: 101 KH/TĐTN-BTC\nĐOÀN TNCS HỒ CHÍ MINH\n"
    "Lạng Sơn, ngày 10 tháng 10 năm 2025\nKẾ HOẠCH\nTổ chức chiến dịch mùa đông ấm năm 2026\n1. Nội dung.\n"
)
RULES_OF_TWO = (
    f"CÔNG AN TỈNH LẠNG SƠN - SỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 09/QCPH-CAT-SGDĐT\n{NATIONAL}"
    "Lạng Sơn, ngày 2 tháng 12 năm 2025\nQUY CHẾ PHỐI HỢP\nBảo đảm trật tự trong trường học\nĐiều 1. Nguyên tắc\n"
)


@pytest.mark.parametrize(
    ("text", "issuer", "number"),
    [
        (FRONT_PLAN, "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lạng Sơn", "56/KH-MTTQ-BTT"),
        (COUNCIL_DISPATCH, "Thường trực Hội đồng nhân dân tỉnh Lạng Sơn", "21/TTHĐND-VP"),
        (
            YOUTH_PLAN,
            "Ban Chấp hành Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Lạng Sơn",
            "101-KH/TĐTN-BTC",
        ),
        (RULES_OF_TWO, "Công an tỉnh Lạng Sơn, Sở Giáo dục và Đào tạo tỉnh Lạng Sơn", "09/QCPH-CAT-SGDĐT"),
    ],
)
def test_committees_and_joint_issuers_have_their_whole_names(
    text: str, issuer: str, number: str, knowledge: Knowledge
) -> None:
    found = heading(text, knowledge)
    assert (found.issuer, found.number) == (issuer, number)


PARTY_ORIGINAL = (
    "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 302-KL/TW\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Nội, ngày 26 tháng 9 năm 2025\n"
    "KẾT LUẬN\nCỦA BỘ CHÍNH TRỊ\nvề phát triển kinh tế cửa khẩu\n-----\n"
    "1. Tiếp tục đẩy mạnh xây dựng hạ tầng cửa khẩu.\nT/M BỘ CHÍNH TRỊ\nTrần Văn Mẫu\n"
)
COPY_HEAD = "TỈNH ỦY LẠNG SƠN\n*\nSố 120-BS/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nLạng Sơn, ngày 15 tháng 10 năm 2025\nSAO LỤC\n"
COPY_FOOT = "Nơi nhận:\n- Các đảng ủy trực thuộc,\n- Lưu Văn phòng.\nT/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\nBế Văn Mẫu\n"


def test_copy_below_its_original_points_to_it(knowledge: Knowledge) -> None:
    text = PARTY_ORIGINAL + COPY_HEAD + COPY_FOOT
    original, copy = headings(text, knowledge)
    assert (original.number, original.date, original.issuer) == ("302-KL/TW", "2025-09-26", "Bộ Chính trị")
    assert original.title == "phát triển kinh tế cửa khẩu"
    assert (copy.number, copy.date, copy.issuer, copy.doc_type) == (
        *("120-BS/TU", "2025-10-15", "Tỉnh ủy Lạng Sơn", "sao lục"),
    )
    (note,) = [n for n in find(segment(document(text), knowledge), knowledge) if isinstance(n, Note)]
    assert (note.code, note.values[-1]) == ("copy_of", "302-KL/TW")


def test_head_of_a_copy_above_the_original_gives_it_neither_number_nor_date(knowledge: Knowledge) -> None:
    text = COPY_HEAD + PARTY_ORIGINAL
    found = heading(text, knowledge)
    assert (found.number, found.date, found.issuer) == ("302-KL/TW", "2025-09-26", "Bộ Chính trị")
    assert notes(text, knowledge) == {"copied"}


def test_mark_of_a_copy_is_no_issuer(knowledge: Knowledge) -> None:
    found = heading(f"SAO Y; Văn phòng UBND tỉnh Lạng Sơn; 15/10/2025\n{PLAN}", knowledge)
    assert (found.issuer, found.parent) == ("Ủy ban nhân dân tỉnh Lạng Sơn", None)


def test_stamp_of_the_receiver_is_no_type(knowledge: Knowledge) -> None:
    stamped = DISPATCH.replace("Kính gửi", "CÔNG VĂN ĐẾN\nSố: 4412\nNgày: 16/10/2025\nKính gửi", 1)
    found, plain = heading(stamped, knowledge), heading(DISPATCH, knowledge)
    assert (found.doc_type, found.title, found.number, found.date) == (
        *(plain.doc_type, plain.title, plain.number, plain.date),
    )
    assert found.received_stamp is not None
    assert found.received_stamp.number == "4412"


def test_digital_signature_at_the_foot(knowledge: Knowledge) -> None:
    block = "Người ký: Nông Văn Bính\nCơ quan: Tỉnh Lạng Sơn\nThời gian ký: 03/02/2026 08:15:22 +07:00\nNông Văn Bính"
    found = heading(PLAN.replace("Nông Văn Bính", block), knowledge)
    assert found.digital_signature is not None
    assert asdict(found.digital_signature) == {
        "signer": "Nông Văn Bính",
        "organisation": "Tỉnh Lạng Sơn",
        "signed_at": "2026-02-03T08:15:22+07:00",
    }


def test_digital_signature_that_only_the_file_holds(knowledge: Knowledge) -> None:
    message = "Ký số: {} ({}), lúc {}."
    signed = [
        Note("signed", "info", message, (name, "UBND tỉnh Lạng Sơn", "?"))
        for name in ("Hoàng Thị Thư", "NÔNG VĂN BÍNH", "UBND tỉnh Lạng Sơn")
    ]
    segmented = segment(replace(document(PLAN), notes=tuple(signed)), knowledge)
    found = next(fact for fact in find(segmented, knowledge) if isinstance(fact, Heading))
    assert found.digital_signature is not None
    assert asdict(found.digital_signature) == {
        "signer": "NÔNG VĂN BÍNH",
        "organisation": "UBND tỉnh Lạng Sơn",
        "signed_at": None,
    }


def test_places_of_an_addressee_go_on_behind_a_false_dash(knowledge: Knowledge) -> None:
    addressed = DISPATCH[: DISPATCH.index("Kính gửi")] + (
        "Kính gửi:\n- Chủ tịch Ủy ban nhân dân các tỉnh: Gia Lai,\n- Đắk Lắk và Khánh Hòa;\n- Bộ Y tế.\n\n"
        "Văn phòng thông báo để các cơ quan biết và tổ chức thực hiện theo đúng thời gian đã nêu ở trên.\n"
    )
    assert heading(addressed, knowledge).addressees == (
        "Chủ tịch Ủy ban nhân dân các tỉnh: Gia Lai, Đắk Lắk và Khánh Hòa",
        "Bộ Y tế",
    )


def test_issuer_and_title_on_one_line_below_the_type(knowledge: Knowledge) -> None:
    text = PARTY_ORIGINAL.replace("CỦA BỘ CHÍNH TRỊ\nvề", "của Bộ Chính trị về")
    found = heading(text, knowledge)
    assert (found.issuer, found.title) == ("Bộ Chính trị", "phát triển kinh tế cửa khẩu")


MERGED = """\
TỈNH ỦY BÌNH THUẬN ĐẢNG CỘNG SẢN VIỆT NAM * Phan Thiết, ngày 05 tháng 3 năm 2024 Số 112-KH/TU
KẾ HOẠCH thực hiện Chỉ thị số 24-CT/TW ngày 13/7/2023 của Bộ Chính trị
I- MỤC ĐÍCH
1- Quán triệt.
"""
MERGED_DISPATCH = """\
UBND TỈNH HÀ GIANG SỞ NỘI VỤ Số: 211/SNV-CCVC V/v báo cáo kết quả CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM \
Độc lập - Tự do - Hạnh phúc Hà Giang, ngày 05 tháng 3 năm 2024
Kính gửi: Các sở, ban, ngành tỉnh
Sở Nội vụ đề nghị báo cáo kết quả.
"""


@pytest.mark.parametrize(
    ("text", "issuer", "number", "title", "place"),
    [
        (MERGED, "Tỉnh ủy Bình Thuận", "112-KH/TU", "thực hiện Chỉ thị số 24-CT/TW", "Phan Thiết"),
        (MERGED_DISPATCH, "Sở Nội vụ tỉnh Hà Giang", "211/SNV-CCVC", "báo cáo kết quả", "Hà Giang"),
    ],
)
def test_head_run_together_on_one_line(  # noqa: PLR0913
    text: str, issuer: str, number: str, title: str, place: str, knowledge: Knowledge
) -> None:
    found = heading(text, knowledge)
    assert (found.issuer, found.number, found.place, found.date) == (issuer, number, place, "2024-03-05")
    assert found.title is not None
    assert found.title.startswith(title)


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("ĐẢNG BỘ TỈNH NGHỆ AN\nHUYỆN ỦY CON CUÔNG", "Huyện ủy Con Cuông"),
        ("TỈNH ỦY QUẢNG NGÃI\nBAN CHỈ ĐẠO 35", "Ban Chỉ đạo 35 Tỉnh ủy Quảng Ngãi"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TUYÊN GIÁO VÀ DÂN VẬN", "Ban Tuyên giáo và Dân vận Trung ương"),
        (
            "MẶT TRẬN TỔ QUỐC VIỆT NAM\nBAN THƯỜNG TRỰC\nUBMTTQ VIỆT NAM TỈNH AN GIANG",
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh An Giang",
        ),
    ],
)
def test_offices_of_the_party_and_the_front(head: str, issuer: str, knowledge: Knowledge) -> None:
    text = (
        f"{head}\n*\nSố 7-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nVinh, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nkiểm tra năm 2026\n"
    )
    assert heading(text, knowledge).issuer == issuer


def test_blank_number_of_a_party_paper_keeps_its_symbol(knowledge: Knowledge) -> None:
    text = PARTY.replace("Số 88-TB/TU", "Số      -TB/TU")
    found = heading(text, knowledge)
    assert (found.number, found.symbol) == (None, "TB/TU")
    assert "number_blank" in notes(text, knowledge)


def test_two_signers_below_each_other_make_no_annex(knowledge: Knowledge) -> None:
    text = DECISION[: DECISION.index("KT. BỘ TRƯỞNG")] + (
        "KT. BỘ TRƯỞNG\nBỘ CÔNG AN\nTHỨ TRƯỞNG\nLê Văn Hùng\nKT. BỘ TRƯỞNG\nBỘ TƯ PHÁP\nTHỨ TRƯỞNG\nĐặng Thị Oanh\n"
    )
    (found,) = headings(text, knowledge)
    assert (found.signer_name, found.signer_title, found.signed_for) == ("Lê Văn Hùng", "THỨ TRƯỞNG", "KT.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Xây dựng nhận được công văn số 11/HS của",
        "Sở Xây dựng đề nghị các đơn vị rà soát:",
        "Sở Xây dựng kính trình như sau:",
    ],
)
def test_first_sentence_of_a_letter_is_no_addressee(sentence: str, knowledge: Knowledge) -> None:
    text = DISPATCH.replace(
        "- Ủy ban nhân dân các xã, phường;\n- Ban Quản lý Khu kinh tế tỉnh.", "Công ty TNHH Hoa Sen"
    )
    text = text.replace("Kính gửi:\n", "Kính gửi: ").replace("Sen\n\n", f"Sen\n{sentence}\n")
    assert heading(text, knowledge).addressees == ("Công ty TNHH Hoa Sen",)


@pytest.mark.parametrize(
    ("body", "issuer"),
    [
        ("1. Công an các huyện trên địa bàn tỉnh chủ trì.", "Ủy ban nhân dân tỉnh"),
        ("1. UBND thành phố giao Công an chủ trì.", "Ủy ban nhân dân thành phố"),
    ],
)
def test_level_of_a_committee_that_only_the_body_tells(body: str, issuer: str, knowledge: Knowledge) -> None:
    text = f"II. NHIỆM VỤ\n{body}\nNơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nHoàng Việt Phương\n"
    assert heading(text, knowledge).issuer == issuer


def test_recipients_tell_the_province_of_a_lost_head(knowledge: Knowledge) -> None:
    text = (
        "Sở Y tế đề nghị các bệnh viện trực cấp cứu.\nNơi nhận:\n- UBND tỉnh Cà Mau (b/c);\n- Lưu: VT, NVY.\n"
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn Tâm\n"
    )
    assert heading(text, knowledge).issuer == "Sở Y tế tỉnh Cà Mau"


def test_lost_address_leaves_its_list_above_the_first_sentence(knowledge: Knowledge) -> None:
    text = (
        "- Các sở, ban, ngành tỉnh;\n- Ủy ban nhân dân các xã, phường.\n"
        "Thực hiện ý kiến của Tỉnh ủy, Ủy ban nhân dân tỉnh Cà Mau yêu cầu các đơn vị:\n1. Rà soát.\n"
        "Số: 12/BC-SYT là báo cáo gần nhất.\n"
    )
    assert heading(text, knowledge).issuer == "Ủy ban nhân dân tỉnh Cà Mau"


def test_signature_that_printing_ran_into_the_recipients(knowledge: Knowledge) -> None:
    text = DECISION[: DECISION.index("Nơi nhận:")] + (
        "Nơi nhận: BỘ CÔNG THƯƠNG\n- Như khoản 2 Điều 1, BỘ TRƯỞNG\n- Vụ Pháp chế;\n"
        "- Các Sở Công Thương; Hoàng Nguyên Dinh\n- Lưu: VT.\n"
    )
    found = heading(text, knowledge)
    assert (found.signer_name, found.signer_title) == ("Hoàng Nguyên Dinh", "BỘ TRƯỞNG")
    assert found.recipients == ("Như khoản 2 Điều 1", "Vụ Pháp chế", "Các Sở Công Thương", "Lưu: VT")


def test_head_of_a_gazette_is_no_superior_body(knowledge: Knowledge) -> None:
    assert heading(f"VĂN BẢN QUY PHẠM PHÁP LUẬT\n{DECISION}", knowledge).parent is None


LOST_LABEL = """V/V ỨNG PHÓ MƯA LŨ TẠI CÁC XÃ VEN SÔNG
- Chủ tịch Ủy ban nhân dân các xã, phường ven sông;
- Văn phòng Ban Chỉ huy Phòng thủ dân sự tỉnh.
Mưa to trên diện rộng từ đêm qua làm nước sông lên nhanh, nhiều đoạn đường bị ngập sâu, việc đi lại gặp khó khăn.
1. Giám đốc Công an tỉnh bố trí lực lượng tại các điểm ngập./.
- Như trên;
- Thường trực Tỉnh ủy.
"""


def test_reads_a_dispatch_that_lost_all_its_labels(knowledge: Knowledge) -> None:
    read = heading(LOST_LABEL, knowledge)
    assert read.title == "ỨNG PHÓ MƯA LŨ TẠI CÁC XÃ VEN SÔNG"
    assert read.addressees == (
        "Chủ tịch Ủy ban nhân dân các xã, phường ven sông",
        "Văn phòng Ban Chỉ huy Phòng thủ dân sự tỉnh",
    )
    assert read.recipients == ("Như trên", "Thường trực Tỉnh ủy")


def test_takes_no_list_of_tasks_for_those_addressed(knowledge: Knowledge) -> None:
    tasks = "V/v phòng cháy\n- Sở Y tế tổ chức thực hiện;\n- Sở Tài chính phối hợp với Sở Y tế.\n"
    read = heading(tasks, knowledge)
    assert read.addressees == ()


def test_type_lost_above_a_title_in_capitals(knowledge: Knowledge) -> None:
    paper = (
        "Huế, ngày 26 tháng 3 năm 2026\nVỀ VIỆC BAN HÀNH QUY CHẾ QUẢN LÝ CHỢ\nCăn cứ Luật Giá;\n"
        "Điều 1. Ban hành Quy chế.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký./."
    )
    assert heading(paper, knowledge).doc_type == "quyết định"


def test_whose_words_a_notice_tells_is_no_issuer(knowledge: Knowledge) -> None:
    paper = (
        "KẾT LUẬN\nCỦA PHÓ CHỦ TỊCH LÒ VĂN BÌNH TẠI BUỔI LÀM VIỆC VỚI XÃ MƯỜNG LẦM\n"
        "Ngày 12/3/2026, Phó Chủ tịch đã làm việc với xã.\n1. Xã rà soát quỹ đất."
    )
    assert "Lò Văn Bình" not in str(heading(paper, knowledge).issuer).title()


def test_item_that_goes_on_with_an_article_is_one(knowledge: Knowledge) -> None:
    assert "Như Điều 2" in heading(DECISION.replace("- Như Điều 2;", "- Như\nĐiều 2;"), knowledge).recipients


def test_reads_recipients_by_what_they_are_sent_for(knowledge: Knowledge) -> None:
    letter = (
        "V/v chống rét cho gia súc\nKính gửi: Ủy ban nhân dân các xã.\nĐề nghị che chắn chuồng trại trước đợt rét.\n"
        "- Thường trực Tỉnh ủy (để b/cáo)\n- Các phòng chuyên môn;\n(gửi bản điện tử)\nVi Văn Khoan\n"
    )
    assert heading(letter, knowledge).recipients[0] == "Thường trực Tỉnh ủy (để b/cáo)"
