from __future__ import annotations

import unicodedata

import pytest

from corpus.recogniser.alphabet import SIGNS, numbers_of, plain

VOWELS, TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")


def test_every_vietnamese_letter_has_a_class() -> None:
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
    assert {*small, *map(str.upper, small)} <= set(SIGNS)


def test_no_sign_has_two_classes() -> None:
    assert len(set(SIGNS)) == len(SIGNS)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Về  việc\u00a0họp", "Về việc họp"),
        ("và các đơn vị…", "và các đơn vị..."),
        ("Ho\u0300a Bi\u0300nh", "Hòa Bình"),
    ],
)
def test_text_is_made_plain(text: str, written: str) -> None:
    assert plain(text) == written


def test_signs_are_numbered_from_one() -> None:
    assert numbers_of(SIGNS) == list(range(1, len(SIGNS) + 1))


def test_foreign_signs_have_no_number() -> None:
    assert numbers_of("中央") is None
