"""Codes in garbled text get the marks of the only code they can be."""

from dataclasses import replace

import pytest

from corpus.knowledge import Knowledge
from normalizers import garble
from normalizers.garbled_codes import NORMALIZER, Codes, codes_of, with_marks
from tests.normalizers.conftest import document_of
from tests.normalizers.test_garble import GARBLED


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("30/2020/ND-CP", "30/2020/NĐ-CP"),
        ("12/QD-UBND", "12/QĐ-UBND"),
        ("15/CD-TTg", "15/CĐ-TTg"),
        ("HDND", "HĐND"),
        ("BBQH", "ĐBQH"),
    ],
)
def test_bars_are_given_back(knowledge: Knowledge, read: str, printed: str) -> None:
    assert with_marks(read, codes_of(knowledge)) == printed


@pytest.mark.parametrize("code", ["37-NQ/TU", "45/KH-UBND", "BHXH", "2025/QH15", "XVII", "Dang", "XYZD", "12/3/2025"])
def test_what_is_right_or_unknown_is_kept(knowledge: Knowledge, code: str) -> None:
    assert with_marks(code, codes_of(knowledge)) == code


def test_two_codes_of_the_same_letters_are_left_alone() -> None:
    assert with_marks("12/DA-TD", Codes({"DA": "ĐA"}, {"DA": "ĐA"})) == "12/ĐA-TD"
    assert with_marks("TD", Codes({}, {})) == "TD"


def test_codes_are_mended_by_the_words_that_were_read_back(knowledge: Knowledge) -> None:
    document = document_of(GARBLED + "thyc hién Két luan sé 44-KIL/TW cua Bo Chinh tri\n" + GARBLED)
    assert not NORMALIZER.propose(document, knowledge)
    read_back = replace(document, text=document.text.apply(garble.NORMALIZER.propose(document, knowledge)))
    mended = {edit.old: edit.new for edit in NORMALIZER.propose(read_back, knowledge)}
    assert mended["44-KIL/TW"] == "44-KL/TW"
