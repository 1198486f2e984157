from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.lexicon import Lexicon
from corpus.spelling import comparable, comparable_name, fold_letters

LEXICON = Lexicon([("UBND tỉnh", 1), ("Sở Văn hóa, Thể thao", 2), ("các sở, ngành", 3), ("UBND", 4), ("Bộ Y tế", 5)])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gửi UBND tỉnh và UBND", [("UBND tỉnh", 1), ("UBND", 4)]),
        ("UBND TỈNH", [("UBND TỈNH", 1)]),
        ("ubnd tỉnh", []),
        ("Sở Văn hoá - Thể thao", [("Sở Văn hoá - Thể thao", 2)]),
        ("SỞ VĂN HÓA THỂ THAO", [("SỞ VĂN HÓA THỂ THAO", 2)]),
        ("Các sở,\n ngành", [("Các sở,\n ngành", 3)]),
        ("các sở\n\nngành", []),
        ("bộ y tế", []),
        ("Bộ Y tế thôn", [("Bộ Y tế", 5)]),
        ("Bộ Y tếs", []),
    ],
)
def test_phrases_are_found_as_they_are_printed(text: str, found: list[tuple[str, int]]) -> None:
    assert [(text[f.start : f.end], *f.values) for f in LEXICON.find(text)] == found


@given(st.text(alphabet="UBNDubnd tỉnhSởVăóaTT,-\n", max_size=60))
def test_finds_stand_in_order_and_apart(text: str) -> None:
    found = list(LEXICON.find(text))
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(max_size=60))
def test_folding_letters_keeps_every_character_in_its_place(text: str) -> None:
    folded = fold_letters(text)
    assert len(folded) == len(text)
    assert fold_letters(folded) == folded


@pytest.mark.parametrize(
    ("one", "other"), [("Uỷ  ban", "ủy ban"), ("HOÀ BÌNH", "hòa bình"), ("thuý", "Thúy"), ("Hoà", "Hòa")]
)
def test_tone_placement_makes_no_difference(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


def test_punctuation_in_names_makes_no_difference_but_hyphens_in_words_do() -> None:
    assert comparable_name("Lao động - Thương binh") == comparable_name("Lao động Thương binh")
    assert comparable_name("CT-XH") != comparable_name("CT XH")
