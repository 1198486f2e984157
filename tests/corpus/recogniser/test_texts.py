from __future__ import annotations

import random
from itertools import islice

import pytest

from corpus.recogniser.alphabet import numbers_of
from corpus.recogniser.texts import Sources, code, date, write

SOURCES = Sources(
    paragraphs=("Các sở, ban, ngành rà soát, tổng hợp kết quả thực hiện và gửi về cơ quan thường trực trước kỳ họp.",),
    bodies=("Sở Nội vụ",),
    provinces=("Cà Mau",),
    body_codes=("UBND",),
    unit_codes=("KTTH",),
    kinds=("KH", "QĐ"),
    printed={kind: ("Mẫu",) for kind in ("head", "post", "title", "side", "cited", "surname", "name")},
)


def lines(seed: int, count: int = 500) -> list[str]:
    return list(islice(write(SOURCES, random.Random(seed)), count))


def test_a_seed_gives_the_same_lines() -> None:
    assert lines(7) == lines(7)
    assert lines(7) != lines(8)


def test_every_line_can_be_written_in_the_alphabet() -> None:
    assert all(numbers_of(line) is not None for line in lines(1))


def test_some_lines_are_empty_and_none_is_longer_than_a_page_is_wide() -> None:
    found = lines(2)
    assert 0 < found.count("") < 40
    assert max(map(len, found)) < 240


@pytest.mark.parametrize("seed", range(5))
def test_codes_and_dates_carry_figures(seed: int) -> None:
    chance = random.Random(seed)
    assert "/" in code(SOURCES, chance)
    assert any(map(str.isdigit, date(chance)))
