from __future__ import annotations

import math

import pytest

from pipeline.ocr.lattice import Guess, Stretch
from pipeline.ocr.wording import choose


def line(*stretches: dict[str, float]) -> list[Stretch]:
    """Return stretches with readings and their chances."""
    return [
        Stretch(k, k + 1, tuple(Guess(text, math.log(chance)) for text, chance in readings.items()))
        for k, readings in enumerate(stretches)
    ]


def texts(*stretches: dict[str, float]) -> str:
    return " ".join(choice.text for choice in choose(line(*stretches)))


@pytest.mark.parametrize(
    ("stretches", "wanted"),
    [
        (({"Chỉ": 0.99}, {"thi": 0.55, "thị": 0.45}, {"này": 0.99}), "Chỉ thị này"),
        (({"phòng": 0.99}, {"chồng": 0.5, "chống": 0.5}, {"tham": 0.99}, {"nhũng": 0.99}), "phòng chống tham nhũng"),
        (({"Ủy": 0.99}, {"bannhân": 0.5, "ban nhân": 0.5}, {"dân": 0.99}), "Ủy ban nhân dân"),
    ],
    ids=["mark", "letter", "blank"],
)
def test_language_decides_between_like_readings(stretches: tuple[dict[str, float], ...], wanted: str) -> None:
    assert texts(*stretches) == wanted


def test_printed_mistake_that_is_seen_clearly_stays() -> None:
    assert texts({"Chỉ": 0.99}, {"thi": 0.999, "thị": 0.0005}, {"này": 0.99}) == "Chỉ thi này"


@pytest.mark.parametrize(
    "readings", [{"2026": 0.51, "2025": 0.49}, {"V05": 0.51, "VO5": 0.49}, {"QH15": 0.6, "QHI5": 0.4}]
)
def test_language_has_no_say_where_figures_stand(readings: dict[str, float]) -> None:
    assert texts({"năm": 0.99}, readings) == f"năm {next(iter(readings))}"


def test_line_without_marks_is_read_without() -> None:
    assert texts({"Cac": 0.99}, {"so": 0.6, "sở": 0.4}, {"ban": 0.99}, {"nganh": 0.99}) == "Cac so ban nganh"


def test_chance_falls_with_doubt_and_others_are_kept() -> None:
    sure, doubtful = choose(line({"ngày": 0.999}, {"17": 0.55, "11": 0.4}))
    assert sure.chance > 0.99
    assert doubtful.chance == pytest.approx(0.55, abs=0.05)
    assert doubtful.others[0][0] == "11"


def test_empty_line_has_no_readings() -> None:
    assert choose([]) == []
