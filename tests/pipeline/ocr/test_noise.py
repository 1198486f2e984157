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
