import unicodedata
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.language.letters import bare, fold, place_tones
from normalizers.diacritics import NORMALIZER, find_edits, restore
from tests.normalizers.conftest import Put

SENTENCES = [
    "Giao Công an tỉnh chủ trì, phối hợp với các sở, ban, ngành tỉnh tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch.",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Yêu cầu Thủ trưởng các cơ quan, đơn vị, địa phương báo cáo kết quả thực hiện trước ngày 15 tháng 12 năm 2025.",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh phối hợp tuyên truyền, vận động Nhân dân chấp hành pháp luật.",
]
RIGHT = [
    "Ban Thường vụ Tỉnh ủy giao Đảng ủy Công an tỉnh theo dõi, đôn đốc việc thực hiện Chỉ thị này.",
    "Trung tâm tham gia theo Quy chế trong thời gian thi hành án; cho vay theo quy trình riêng.",
    "Chương trình Make in Viet Nam do Công ty TNHH Yong Hong tổ chức tại TP. Tây Ninh.",
    "Mục VI",
    "LIST OF GOODS TO BE TAKEN IN BY THE END OF MAY",
    "The Ministry shall publish the list of goods in the official gazette and on the website.",
]
CODES = (
    "44-KL/TW 1671/QD-TTg 30/2020/ND-CP 11554/VPCP-KGVX https://dichvucong.gov.vn vanthu@tayninh.gov.vn "
    "05/11/2025 16h30"
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_marks_come_back(sentence: str) -> None:
    assert restore(bare(sentence)) == sentence


@pytest.mark.parametrize("text", RIGHT)
def test_right_text_stays(text: str) -> None:
    assert find_edits(text) == []


@pytest.mark.parametrize("code", CODES.split())
def test_codes_stay(code: str) -> None:
    text = f"Thuc hien Van ban so {code} ve viec tang cuong cong tac phong chay, chua chay tren dia ban tinh."
    restored = restore(text)
    assert code in restored
    assert restored != text


def test_only_the_unmarked_line_changes() -> None:
    above = "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành thực hiện nghiêm các nội dung sau:"
    below = "Giám đốc Sở Y tế chịu trách nhiệm trước Ủy ban nhân dân tỉnh."
    text = "\n".join([above, "So Tai chinh bo tri kinh phi thuc hien theo quy dinh.", below])
    assert restore(text) == "\n".join([above, "Sở Tài chính bố trí kinh phí thực hiện theo quy định.", below])


@pytest.mark.parametrize(
    ("above", "below", "label"),
    [("c", "d", "d"), ("d", "e", "đ"), ("c", "e", "d"), ("1", "e", "đ")],
)
def test_labels_follow_their_list(above: str, below: str, label: str) -> None:
    lines = "{}) Bao cao cap co tham quyen;\nd) To chuc thuc hien ke hoach;\n{}) Kiem tra, don doc cac don vi."
    assert restore(lines.format(above, below)).splitlines()[1].startswith(f"{label}) Tổ chức")


def test_marks_that_stand_are_known() -> None:
    half = "Ủy ban nhan dan tinh Tây Ninh ban hanh ke hoach phong chong toi pham va te nan xa hoi nam 2025"
    assert (
        restore(half)
        == "Ủy ban nhân dân tỉnh Tây Ninh ban hành kế hoạch phòng chống tội phạm và tệ nạn xã hội năm 2025"
    )


def test_short_lines_among_others() -> None:
    text = "Nơi nhận:\n- Bộ Công an (b/c),\n- Thường trực Tỉnh ủy,\n- Các sở, ban, ngành tỉnh,\n- Lưu VPTU."
    assert restore(bare(text)) == text


def test_labels_of_lists() -> None:
    items = [f"{label}) Báo cáo kết quả thực hiện nhiệm vụ được giao;" for label in "bcdđe"]
    assert restore(bare("\n".join(items))) == "\n".join(items)


def test_names_keep_candidates() -> None:
    edits = find_edits("Nguoi ky: Nguyen Van Dung, Tran Thi Thuy, Le Hong Son")
    doubtful = [edit for edit in edits if edit.alternatives]
    assert doubtful
    assert all(edit.confidence < 0.9 for edit in doubtful)
    assert all(bare(other) == bare(edit.new) for edit in doubtful for other in edit.alternatives)


def test_proposals_quote_the_text_they_change(put: Put) -> None:
    text = put(NORMALIZER, unicodedata.normalize("NFD", "Kế hoạch này.\n") + bare(" ".join(SENTENCES)))
    assert unicodedata.normalize("NFC", text.value) == "Kế hoạch này.\n" + " ".join(SENTENCES)
    assert {edit.rule for edit in text.edits} == {"diacritics"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_encoding_makes_no_difference(form: Literal["NFC", "NFD"]) -> None:
    half = "Kế hoạch nay.\nGiao Cong an tinh chu tri, phoi hop voi cac so, nganh tham muu chi dao; Sở Y tế báo cáo."
    assert restore(unicodedata.normalize(form, half)) == restore(half)


_PIECES = st.sampled_from(
    [
        *SENTENCES,
        *map(bare, SENTENCES),
        *RIGHT,
        *CODES.split(),
        "\n",
        " ",
        "; ",
        "Nguyen Van A",
        "a)",
        "d)",
        "ß",
        "Ωmega",
        "ﬁ",
        "1.",
        "Đ",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_PIECES, max_size=8).map(" ".join))
def test_skeleton_stays_and_a_second_run_finds_nothing(text: str) -> None:
    restored = restore(text)
    assert fold(restored) == fold(text)
    assert len(restored) == len(unicodedata.normalize("NFC", text))
    assert restore(restored) == restored


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_keeps_its_skeleton(text: str) -> None:
    assert fold(restore(text)) == fold(text)


def test_marked_syllables_are_never_touched() -> None:
    text = "Uỷ ban nhan dan xã Hoà Hội ban hanh ke hoach tuyen truyen, van dong nhan dan tham gia phong trào."
    restored = restore(text)
    assert all(marked in restored for marked in ("Uỷ", "Hoà", "Hội", "xã", "trào"))
    assert place_tones(restored).startswith("Ủy ban nhân dân xã Hòa Hội ban hành kế hoạch")
