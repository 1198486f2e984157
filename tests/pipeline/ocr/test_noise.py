from __future__ import annotations

import pytest

from pipeline.document import Box, Span, Word
from pipeline.ocr.noise import without_noise


@pytest.mark.parametrize(
    ("text", "confidence", "kept"),
    [
        ("Giao", 0.9, "Giao"),
        ("05/CT-UBND", 0.1, "05/CT-UBND"),
        ("nghiêm", 0.05, "nghiêm"),
        ("nhận:", 0.05, "nhận:"),
        ("hmrnei", 0.05, None),
        ("hmrnei", 0.5, "hmrnei"),
        ("(NN0", 0.05, None),
        ("12", 0.05, "12"),
        ("__", 0.9, None),
        ("|", 0.9, None),
        ("`", 0.9, None),
        ("~", 0.8, "-"),
        ("_Căn", 0.8, "Căn"),
        ("-", 0.3, "-"),
        ("./.", 0.3, "./."),
    ],
)
def test_word(text: str, confidence: float, kept: str | None) -> None:
    word = Word(text, Span(0, len(text)), Box(1, 0, 0, 10, 10), confidence)
    assert [w.text for w in without_noise([word])] == ([kept] if kept else [])


def test_low_letters_alone_are_specks() -> None:
    def word(text: str, height: float) -> Word:
        return Word(text, Span(0, len(text)), Box(1, 0, 0, 10, height), 0.9)

    words = [word("I", 5), word("Giao", 12), word("Sở", 12), word("2", 5), word("ý", 11)]
    assert [w.text for w in without_noise(words)] == ["Giao", "Sở", "2", "ý"]


def test_strokes_higher_than_words_are_no_text() -> None:
    def word(text: str, height: float) -> Word:
        return Word(text, Span(0, len(text)), Box(1, 0, 0, 10, height), 0.9)

    words = [word("Sở", 12), word("C2", 40), word("CÁO", 30), word("Giao", 12), word("cho", 12)]
    assert [w.text for w in without_noise(words)] == ["Sở", "CÁO", "Giao", "cho"]


def test_scribbles_in_the_margin_are_no_text() -> None:
    def line(number: float, x: float, *texts: str) -> list[Word]:
        words, y = [], 20 * number
        for text in texts:
            words.append(Word(text, Span(0, len(text)), Box(1, x, y, x + 10 * len(text), y + 12), 0.7))
            x += 10 * len(text) + 5
        return words

    body = [word for number in range(6) for word in line(number, 100, "Giao", "các", "sở,", "ngành", "thực", "hiện")]
    beside = [word for k, text in enumerate(["(NN", "a)", "-", "3", "gấp"]) for word in line(k + 0.1, 20, text)]
    assert [w.text for w in without_noise([*beside, *body])][:4] == ["a)", "-", "3", "gấp"]
    assert "(NN" in [w.text for w in without_noise([*beside, *body[:6]])]
