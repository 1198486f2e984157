from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.knowledge import Knowledge
from normalizers.garble import NORMALIZER
from normalizers.garbled_words import slots_of
from pipeline.document import Span, Text
from tests.normalizers.conftest import document_of

Put = Callable[..., Text]

GARBLED = (
    "Thyc hién Ké hoach sé 45/KH-UBND ngay 12/3/2025 cua Uy ban nhan dan tinh vé tang cuong céng tac\n"
    "phong chay, chita chay trén dia ban, Chu tich UBND xa yéu cau cac don vi tré)ng khai cac nhiém vu sau:\n"
    "1. Céng an xa chu tri, phéi hop v6i cac ban, nganh kiém tra viéc chap hanh cac quy dinh cua phap luat;\n"
    "t6 chitc tuyén truyén dén timg hd gia dinh, co quan, doanh nghiép; bao cao két qua trudc ngay 20/6/2025.\n"
)
GOOD = (
    "Thực hiện Kế hoạch số 45/KH-UBND ngày 12/3/2025 của Ủy ban nhân dân tỉnh về tăng cường công tác phòng cháy,\n"
    "chữa cháy trên địa bàn, Chủ tịch UBND xã yêu cầu các đơn vị triển khai các nhiệm vụ sau đây.\n"
)


@pytest.fixture(scope="module")
def read_back(put: Put) -> Text:
    return put(NORMALIZER, GARBLED)


@pytest.mark.parametrize(
    "words",
    [
        "Thực hiện Kế hoạch số",
        "của Ủy ban nhân dân tỉnh",
        "phòng cháy, chữa cháy trên địa bàn, Chủ tịch",
        "phối hợp với các ban, ngành kiểm tra việc chấp hành các quy định của pháp luật;",
        "cơ quan, doanh nghiệp; báo cáo kết quả trước ngày",
    ],
)
def test_garbled_words_are_read_back(read_back: Text, words: str) -> None:
    assert words in read_back.value


@pytest.mark.parametrize("kept", ["45/KH-UBND", "12/3/2025", "20/6/2025", "UBND", "\n1. "])
def test_codes_dates_and_numbers_are_kept(read_back: Text, kept: str) -> None:
    assert kept in read_back.value


@pytest.mark.parametrize(
    "kept", ["\n151. ", "\n15) ", "2,5cm", "N-1", "vanthu@abc.gov.vn", "www.abc.gov.vn", "QD—UBND"]
)
def test_labels_quantities_and_addresses_are_kept(put: Put, kept: str) -> None:
    assert kept in put(NORMALIZER, GARBLED + kept + " ké tir ngay 12/3/2025\n" + GARBLED).value.replace("Đ", "D")


def test_a_number_may_be_a_word(put: Put) -> None:
    assert "quản lý nhà nước" in put(NORMALIZER, GARBLED + "tang cudng quan 151 nha nuéc trén dia ban\n").value


def test_lines_and_signs_are_kept(read_back: Text) -> None:
    assert read_back.value.count("\n") == GARBLED.count("\n")
    assert [line[-1:] for line in read_back.value.split("\n")] == [line[-1:] for line in GARBLED.split("\n")]


def test_edits_say_how_sure_they_are(read_back: Text) -> None:
    assert all(0 < edit.confidence < 1 for edit in read_back.edits)
    assert any(edit.alternatives for edit in read_back.edits)


@pytest.mark.parametrize(
    "text",
    [GOOD, "", "The committee met in the morning and read the report of the second year. " * 5, "Đẩy mạnh", "Pay manh"],
    ids=["good", "empty", "english", "short", "too short to tell"],
)
def test_other_text_is_left_alone(knowledge: Knowledge, text: str) -> None:
    assert not NORMALIZER.propose(document_of(text), knowledge)


@pytest.mark.parametrize(
    "ruin",
    [
        lambda text: "".join(chr(ord(c) + 3) if c.isalpha() else c for c in text),
        lambda text: text.encode().decode("latin1"),
    ],
    ids=["shifted letters", "lost encoding"],
)
def test_text_ruined_in_another_way_is_left_alone(knowledge: Knowledge, ruin: Callable[[str], str]) -> None:
    assert not NORMALIZER.propose(document_of(ruin(GOOD * 3)), knowledge)


@settings(max_examples=60)
@given(st.text(alphabet="ab é¢)1/-,.\n“’", max_size=40))
def test_slots_cover_words_in_order(text: str) -> None:
    slots = list(slots_of(text, Span(0, len(text))))
    assert all(one.span.end <= two.span.start for one, two in pairwise(slots))
    assert all(slot.span.of(text) == slot.read for slot in slots if slot.read)


def parts() -> Iterator[tuple[str, list[str]]]:
    yield "(ANTT), co", ["ANTT", "co"]
    yield "mdi,tiép", ["mdi", "tiép"]
    yield "dé)ng bo", ["dé)ng", "bo"]
    yield "sé 07/CTr-UBND.", ["sé", "07/CTr-UBND"]
    yield "cung ¢ - hoat", ["cung", "¢", "hoat"]
    yield "huyén/x4", ["huyén", "x4"]
    yield "1. Céng an 2", ["Céng", "an", "2"]
    yield "10a. Céng, a2) an", ["Céng", "a2", "an"]
    yield "N-1, 0,3cm", ["N-1", "0,3cm"]


@pytest.mark.parametrize(("text", "words"), list(parts()))
def test_words_are_parted_from_signs(text: str, words: list[str]) -> None:
    assert [slot.read for slot in slots_of(text, Span(0, len(text))) if slot.read] == words


def test_a_garbled_paragraph_of_a_good_page_is_read_back(put: Put) -> None:
    made = put(NORMALIZER, GOOD * 6 + "\n" + GARBLED + "\n" + GOOD * 6)
    assert "phối hợp với các ban, ngành kiểm tra" in made.value
    assert made.value.count(GOOD) == 12


@pytest.mark.parametrize(
    "foreign",
    [
        "The parties shall co-operate in good faith, and each of them bears its own costs in all of this.\n",
        "STT  UBND xa A1  12,5  b2-c3  x7  10/11  QL.1A  DT.768B  H2  K3  V5  TT  THCS  THPT  KCN\n",
    ],
)
def test_other_lines_of_a_good_page_are_left_alone(put: Put, foreign: str) -> None:
    assert put(NORMALIZER, GOOD * 4 + foreign * 3 + GOOD * 4).value == GOOD * 4 + foreign * 3 + GOOD * 4
