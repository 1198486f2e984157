from __future__ import annotations

from dataclasses import asdict

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


@pytest.mark.parametrize(("printed", "urgency", "secrecy"), [("HỎA TỐC", "hỏa tốc", None), ("MẬT", None, "mật")])
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
