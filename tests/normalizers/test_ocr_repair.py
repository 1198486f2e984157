from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.knowledge import Knowledge
from normalizers.ocr_repair import NORMALIZER
from pipeline.document import Box, Document, Page, Reading, Span, Text, Word
from tests.normalizers.conftest import document_of

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
        ("vùng đông bào dân tộc thiểu số", "vùng đồng bào dân tộc thiểu số"),
        ("đề nghị các dơn vị triên khai thực hiện", "đề nghị các đơn vị triển khai thực hiện"),
        ("báo cáo kêt quả vê Sở Nội vụ", "báo cáo kết quả về Sở Nội vụ"),
        ("giao Sở Tài chính chủ tì, phối hợp với các sở", "giao Sở Tài chính chủ trì, phối hợp với các sở"),
        ("phát triển kinh tế - xã hệi của tỉnh", "phát triển kinh tế - xã hội của tỉnh"),
        ("đại đoàn kết toàn đân tệc", "đại đoàn kết toàn dân tộc"),
        ("c) Iheo dòi, đôn đốc việc thực hiện", "c) Theo dõi, đôn đốc việc thực hiện"),
        ("chính xách thuê đối với hộ kinh doanh", "chính sách thuế đối với hộ kinh doanh"),
        ("Vềviệc tăng cường công tác phòng cháy", "Về việc tăng cường công tác phòng cháy"),
        ("Ủy ban nhân dân các xã tổchức thực hiện", "Ủy ban nhân dân các xã tổ chức thực hiện"),
    ],
)
def test_misread_words_are_put_right(put: Put, raw: str, value: str) -> None:
    made = put(NORMALIZER, raw, origin="ocr")
    assert made.value == value
    assert all(0.5 < edit.confidence < 1 for edit in made.edits)


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


def test_a_word_that_may_be_several_stays(put: Put) -> None:
    raw = "vùng đố lộc thiểu số, đầ+ư xây dựng"
    assert put(NORMALIZER, raw, origin="ocr").value == raw


def test_a_good_file_is_trusted_more_than_ocr(put: Put) -> None:
    raw = "để nghị các đơn vị báo cáo"
    assert put(NORMALIZER, raw, origin="ocr").value == "đề nghị các đơn vị báo cáo"
    assert put(NORMALIZER, raw).value == raw


def test_sure_faults_put_the_whole_text_in_doubt(put: Put) -> None:
    doubtful = "vùng đông bào dân tộc thiểu số"
    faults = (
        "tăng cường kiếm soát các dơn vị, triên khai thực hiện quy dịnh của pháp luật, kiếm tra, xử lý nghiêm vi phạm"
    )
    assert put(NORMALIZER, f"{faults}\n\n{doubtful}").value.endswith("vùng đồng bào dân tộc thiểu số")


def read_by_ocr(text: str, sure: dict[str, float], offered: dict[str, str]) -> Document:
    """Return a page whose words an engine read, some less surely than others, some with another reading."""
    words, start = [], 0
    for part in text.split(" "):
        others = ((offered[part], 0.3),) if part in offered else ()
        words.append(Word(part, Span(start, start + len(part)), Box(1, 0, 0, 1, 1), sure.get(part, 0.96), others))
        start += len(part) + 1
    reading = Reading("ocr", "test", text, tuple(words))
    return replace(document_of(text, "ocr"), pages=(Page(1, readings=(reading,), raw=Span(0, len(text))),))


def test_what_the_engine_doubts_is_changed_sooner(knowledge: Knowledge) -> None:
    text = "mọi người chuẩn bị thời gian đề tham dự"
    doubted = NORMALIZER.propose(read_by_ocr(text, {"đề": 0.4}, {}), knowledge)
    believed = NORMALIZER.propose(read_by_ocr(text, {"đề": 0.99}, {}), knowledge)
    assert [edit.new for edit in doubted] == ["để"]
    assert not believed or believed[0].confidence < doubted[0].confidence


def test_what_the_engine_offers_is_weighed_though_it_looks_unlike(knowledge: Knowledge) -> None:
    text = "Giao Giám đốc Sở Nội vụ xxừ trì, phối hợp với các cơ quan liên quan"
    without = NORMALIZER.propose(read_by_ocr(text, {"xxừ": 0.4}, {}), knowledge)
    offered = NORMALIZER.propose(read_by_ocr(text, {"xxừ": 0.4}, {"xxừ": "chủ"}), knowledge)
    assert "chủ" not in [edit.new for edit in without]
    assert [edit.new for edit in offered] == ["chủ"]


def test_what_looks_alike_and_is_offered_too_is_no_rival_of_itself(knowledge: Knowledge) -> None:
    text = "Đồng chí Chủ tịch điều khiến cuộc họp của Ban Chỉ đạo"
    without = NORMALIZER.propose(read_by_ocr(text, {"khiến": 0.9}, {}), knowledge)
    offered = NORMALIZER.propose(read_by_ocr(text, {"khiến": 0.9}, {"khiến": "khiển"}), knowledge)
    assert [edit.new for edit in without] == [edit.new for edit in offered] == ["khiển"]
    assert offered[0].confidence >= without[0].confidence


def test_pieces_that_the_engine_guessed_need_more_evidence(knowledge: Knowledge) -> None:
    text = "báo cáo tại uộc họp sáng nay"
    (guessed,) = NORMALIZER.propose(read_by_ocr(text, {"uộc": 0.1}, {}), knowledge)
    (doubted,) = NORMALIZER.propose(read_by_ocr(text, {"uộc": 0.5}, {}), knowledge)
    assert guessed.new == doubted.new == "cuộc"
    assert guessed.confidence < doubted.confidence
