from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from corpus.recogniser.alphabet import SIGNS, numbers_of
from pipeline.ocr.lattice import spell, stretches_of

SURE = 0.9999


def chances(*places: dict[str, float]) -> NDArray[np.float32]:
    """Return logarithms of chances: at each place those of some signs, "" for nothing new, the rest spread evenly."""
    rows = []
    for place in places:
        row = np.full(len(SIGNS) + 1, (1 - sum(place.values())) / (len(SIGNS) + 1) + 1e-9)
        for sign, chance in place.items():
            row[SIGNS.index(sign) + 1 if sign else 0] = chance
        rows.append(np.log(row / row.sum()))
    return np.array(rows, np.float32)


def surely(text: str) -> list[dict[str, float]]:
    """Return places that say a text, a pause after each sign."""
    return [place for sign in text for place in ({sign: SURE}, {"": SURE})]


def test_sure_words_have_one_reading() -> None:
    found = stretches_of(chances(*surely("Sở Y tế")))
    assert [[guess.text for guess in stretch.guesses] for stretch in found] == [["Sở"], ["Y"], ["tế"]]
    assert all(stretch.guesses[0].chance > math.log(0.99) for stretch in found)


def test_doubtful_word_has_its_readings_by_chance() -> None:
    found = stretches_of(chances(*surely("t"), {"ỉ": 0.6, "i": 0.39}, {"": SURE}, *surely("nh")))
    (stretch,) = found
    assert [guess.text for guess in stretch.guesses[:2]] == ["tỉnh", "tinh"]
    assert [math.exp(guess.chance) for guess in stretch.guesses[:2]] == pytest.approx([0.6, 0.39], abs=0.02)


def test_unsure_blank_keeps_two_words_in_one_stretch() -> None:
    (stretch,) = stretches_of(chances(*surely("số"), {" ": 0.55, "": 0.44}, {"": SURE}, *surely("12")))
    assert {guess.text for guess in stretch.guesses[:2]} == {"số 12", "số12"}


def test_passing_from_sign_to_sign_is_no_doubt() -> None:
    (stretch,) = stretches_of(chances({"l": SURE}, {"l": 0.5, "": 0.4999}, {"a": 0.5, "": 0.4999}, {"a": SURE}))
    assert [guess.text for guess in stretch.guesses] == ["la"]


def test_a_sign_that_may_be_missing_is_a_doubt() -> None:
    (stretch,) = stretches_of(chances(*surely("1"), {"1": 0.6, "": 0.3999}, {"": SURE}))
    assert [guess.text for guess in stretch.guesses[:2]] == ["11", "1"]


def test_nothing_is_read_from_an_empty_line() -> None:
    assert not stretches_of(chances({"": SURE}, {" ": SURE}, {"": SURE}))


@given(st.text(alphabet=SIGNS.replace(" ", ""), max_size=12))
def test_spelling_gives_back_what_was_written(text: str) -> None:
    classes = [number for sign in numbers_of(text) or [] for number in (sign, sign, 0)]
    assert spell(classes) == text
