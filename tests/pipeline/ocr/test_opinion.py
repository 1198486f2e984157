from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from pipeline.config import Config
from pipeline.document import Box, Span, Word
from pipeline.ocr import opinion, tesseract
from pipeline.ocr.lines import Found
from pipeline.ocr.opinion import with_second_opinion

GREY = np.full((300, 900), 255, np.uint8)
Told = Callable[..., None]


def line(*words: tuple[str, float], top: float = 100) -> tuple[Found, list[Word]]:
    box = Box(1, 0, 0, 10, 10)
    return Found(50, top, 850, top + 36, 0.9), [Word(text, Span(0, len(text)), box, sure) for text, sure in words]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Let Tesseract read given words, all on the first line of its sheet."""

    def tell(*words: tuple[str, float]) -> None:
        height = 72 / opinion.DPI * (opinion.APART + opinion.HEIGHT / 2)
        box = Box(1, 0, height - 5, 10, height + 5)
        answer = [Word(text, Span(0, len(text)), box, sure) for text, sure in words]
        monkeypatch.setattr(tesseract, "version", lambda: "tesseract 5 vie")
        monkeypatch.setattr(tesseract, "read_words", lambda *_, **__: answer)

    return tell


def voted(*words: tuple[str, float]) -> list[Word]:
    ((_, read),) = with_second_opinion([line(*words)], GREY, Config())
    return read


def test_likelier_and_surer_word_is_taken_and_ours_is_kept_beside_it(told: Told) -> None:
    told(("Luật", 0.95), ("Tố", 0.96), ("tụng", 0.95))
    read = voted(("Luật", 0.99), ("Tổ", 0.7), ("tụng", 0.99))
    assert [word.text for word in read] == ["Luật", "Tố", "tụng"]
    assert read[1].alternatives[0] == ("Tổ", 0.7)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("đối", 0.8), ("dối", 0.96)),
        (("Tổ", 0.97), ("Tố", 0.99)),
        (("Tổ", 0.7), ("Tố", 0.5)),
        (("Tổ", 0.7), ("Tôz", 0.96)),
    ],
    ids=["unlikely", "ours is sure", "theirs is not", "no syllable"],
)
def test_our_word_stands(told: Told, ours: tuple[str, float], theirs: tuple[str, float]) -> None:
    told(("và", 0.9), theirs, ("tụng", 0.9))
    assert voted(("và", 0.7), ours, ("tụng", 0.99))[1].text == ours[0]


def test_figures_are_never_replaced(told: Told) -> None:
    told(("ngày", 0.96), ("19", 0.99))
    read = voted(("ngay", 0.7), ("10", 0.6))
    assert read[1].text == "10"
    assert read[1].alternatives == (("19", 0.99),)


def test_agreement_makes_a_word_surer(told: Told) -> None:
    told(("chỉ", 0.9), ("đạo", 0.9))
    assert voted(("chỉ", 0.7), ("đạo", 0.99))[0].confidence == pytest.approx(0.97)


def test_what_only_one_engine_reads_is_ours(told: Told) -> None:
    told(("chỉ", 0.9), ("~", 0.9), ("đạo", 0.9))
    assert [word.text for word in voted(("chỉ", 0.7), ("đạo", 0.99), ("này", 0.9))] == ["chỉ", "đạo", "này"]


def test_sure_page_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "read_words", lambda *_, **__: pytest.fail("asked"))
    lines = [line(("chỉ", 0.99), top=100.0 + k) for k in range(20)] + [line(("đạo", 0.7))]
    assert with_second_opinion(lines, GREY, Config()) == lines


def test_page_stands_where_tesseract_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "version", lambda: None)
    lines = [line(("chỉ", 0.6))]
    assert with_second_opinion(lines, GREY, Config()) == lines
