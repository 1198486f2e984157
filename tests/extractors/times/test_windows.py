"""The runs of a text that long expressions are tried in."""

from __future__ import annotations

import re

import pytest

from extractors.times.windows import windows_around

SIGN = re.compile(r"hạn")


@pytest.mark.parametrize(
    ("text", "stretch", "windows"),
    [
        ("", (0, 0), []),
        ("không có gì ở đây", (0, 17), []),
        ("." * 20 + "HẠN" + "." * 20, (0, 43), [(15, 27)]),
        ("hạn" + "." * 3 + "hạn", (0, 9), [(0, 9)]),
        ("hạn" + "." * 30 + "hạn", (0, 36), [(0, 7), (28, 36)]),
        ("hạn" + "." * 30 + "hạn", (5, 36), [(28, 36)]),
        ("\u0130" * 3 + "hạn", (0, 6), [(0, 6)]),
    ],
    ids=["empty", "without", "one", "joined", "apart", "in a stretch", "longer when small"],
)
def test_windows(text: str, stretch: tuple[int, int], windows: list[tuple[int, int]]) -> None:
    assert list(windows_around(SIGN, text, stretch, (5, 4))) == windows
