"""Keys under which held documents and mentions of them meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.knowledge import Knowledge
from pipeline.catalogue.identity import NATION, OPEN, Key, key_of, number_key

KNOWLEDGE = Knowledge.load()


@pytest.mark.parametrize("typed", ["09-CT/TW", "9-CT/TW", "09 ct tw", " 09 – CT / TW", "9ct tw".replace("9c", "9 c")])
def test_one_key_however_a_number_is_typed(typed: str) -> None:
    assert number_key(typed) == "9 ct tw"


@given(st.text())
def test_a_key_of_a_key_is_itself(text: str) -> None:
    assert number_key(number_key(text)) == number_key(text)


@pytest.mark.parametrize(
    ("number", "issuer", "date", "series", "period"),
    [
        ("44-KL/TW", "Ban Bí thư Trung ương Đảng", "2019-01-22", NATION, "khóa XII"),
        ("44-KL/TW", None, None, NATION, OPEN),
        ("30/2020/NĐ-CP", None, None, NATION, "2020"),
        ("938/KH-UBND", "Ủy ban nhân dân tỉnh Tây Ninh", "2022-03-21", "uy ban nhan dan tinh tay ninh", "2022"),
        ("938/KH-UBND", None, "2022-03", OPEN, "2022"),
        ("12/2021/QĐ-UBND", None, None, OPEN, "2021"),
    ],
)
def test_series_and_period(number: str, issuer: str | None, date: str | None, series: str, period: str) -> None:
    key = key_of(number, issuer, date, None, KNOWLEDGE)
    assert (key.issuer, key.period) == (series, period)


def test_two_dates_in_one_term_are_one_document() -> None:
    keys = {key_of("44-KL/TW", None, day, None, KNOWLEDGE) for day in ("2019-01-22", "2021-01-22")}
    assert len(keys) == 1


def test_the_same_number_of_two_terms_is_two_documents() -> None:
    keys = {key_of("45-CT/TW", None, day, None, KNOWLEDGE) for day in ("2015-05-01", "2025-04-01")}
    assert len(keys) == 2


def test_an_open_key_admits_what_it_leaves_open() -> None:
    open_key = Key("12 ct ubnd", OPEN, "2024")
    assert open_key.admits(Key("12 ct ubnd", "tay ninh", "2024"))
    assert not open_key.admits(Key("12 ct ubnd", "tay ninh", "2023"))
    assert not open_key.admits(Key("13 ct ubnd", "tay ninh", "2024"))
