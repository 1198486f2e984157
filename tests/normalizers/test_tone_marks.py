import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.syllables import all_syllables
from normalizers.tone_marks import TONES, place, put_tone, split_tone


@pytest.mark.parametrize(
    ("written", "placed"),
    [
        ("hoà", "hòa"),
        ("hòa", "hòa"),
        ("hoàn", "hoàn"),
        ("hòan", "hoàn"),
        ("uỷ", "ủy"),
        ("Uỷ ban", "Ủy ban"),
        ("THUỶ LỢI", "THỦY LỢI"),
        ("qúy", "quý"),
        ("quý", "quý"),
        ("gía", "giá"),
        ("gìn giữ", "gìn giữ"),
        ("thuở", "thuở"),
        ("khuỷu", "khuỷu"),
        ("rượu", "rượu"),
        ("của", "của"),
        ("khoẻ", "khỏe"),
        ("ngoài", "ngoài"),
        ("xoáy", "xoáy"),
        ("mưu", "mưu"),
        ("hữu", "hữu"),
        ("nghĩa", "nghĩa"),
        ("café", "café"),
        ("44-KL/TW", "44-KL/TW"),
    ],
)
def test_place(written: str, placed: str) -> None:
    assert place(written) == placed


@pytest.mark.parametrize(
    ("syllable", "parts"), [("thuận", ("thuân", TONES[5])), ("đường", ("đương", TONES[2])), ("ba", ("ba", ""))]
)
def test_split_tone(syllable: str, parts: tuple[str, str]) -> None:
    assert split_tone(syllable) == parts
    assert put_tone(*parts) == syllable


def test_placing_is_idempotent_on_every_syllable() -> None:
    for syllable in all_syllables():
        placed = place(syllable)
        assert len(placed) == len(syllable)
        assert place(placed) == placed
        assert put_tone(*split_tone(placed)) == placed


@given(st.text())
def test_placing_keeps_length(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(place(composed)) == len(composed)
