import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.folding import bare, fold, fold_in_place


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ĐÔN ĐỐC", "don doc"),
        ("đôn đốc", "don doc"),
        ("Hoà Bình", "hoa binh"),
        ("Hòa Bình", "hoa binh"),
        ("44-KL/TW", "44-kl/tw"),
        ("Ủy ban nhân dân", "uy ban nhan dan"),
        ("Straße", "strasse"),
        ("Москва", "moskva"),
        ("ngày 05/11/2025", "ngay 05/11/2025"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@pytest.mark.parametrize(
    ("text", "without"),
    [("Chỉ thị số 12-CT/TU", "Chi thi so 12-CT/TU"), ("ĐẮK LẮK", "DAK LAK"), ("façade Ω", "facade Ω")],
)
def test_bare_keeps_case(text: str, without: str) -> None:
    assert bare(text) == without


@given(st.text())
def test_folding_in_place_keeps_every_offset(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(bare(composed)) == len(fold_in_place(composed)) == len(composed)


@given(st.text(st.sampled_from("aĂằđĐ “–1\nỵÇßЯ\ufffe"), min_size=17))
def test_long_texts_are_folded_as_their_letters_are(text: str) -> None:
    assert fold_in_place(text) == "".join(map(fold_in_place, text))
    assert bare(text) == "".join(map(bare, text))


@given(st.text())
def test_fold_is_idempotent_and_blind_to_encoding(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
