"""Labels: the numbers, letters and dashes that paragraphs begin with, and how they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Style = Literal[
    "phần", "chương", "mục", "letter", "roman", "điều", "number", "compound", "point", "bracket", "dash", "plus"
]
ORDER: tuple[Style, ...] = (
    "phần",
    "chương",
    "mục",
    "letter",
    "roman",
    "điều",
    "number",
    "compound",
    "point",
    "bracket",
    "dash",
    "plus",
)
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50}

# Labels: 1. and 1) of most papers, 1/ of older ones, 1-, 2.1- and I- of the Party's, with the blank after them lost at
# times.
_LABELS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("phần", re.compile(r"(?:PHẦN|Phần)\s+(?P<key>(?:thứ\s+|THỨ\s+)?[\w]+)\s*[.:]?(?=\s|$)")),
    ("chương", re.compile(r"(?:CHƯƠNG|Chương)\s+(?P<key>[IVXL]+|\d{1,2})\s*[.:]?(?=\s|$)")),
    ("mục", re.compile(r"(?:MỤC|Mục)\s+(?P<key>\d{1,2}|[IVX]+)\s*[.:]?(?=\s|$)")),
    ("điều", re.compile(r"(?:Điều|ĐIỀU)\s+(?P<key>\d{1,3}[a-zđ]?)\s*(?:[.:](?=\s|$)|$)")),
    (
        "compound",
        re.compile(r"(?P<key>(?:[IVX]{1,5}\.)?\d{1,2}(?:\.\d{1,2})+)(?:[.)]|[-–](?=\s+[^\W\d_]))?(?=\s|$)(?!\s*%)"),
    ),
    ("roman", re.compile(r"(?P<key>[IVXL]{1,6})(?:[.)]\s*|/\s+|\s?[-–]\s*)(?=[^\W\d_]|[“\"(])")),
    ("letter", re.compile(r"(?P<key>[A-H])\.\s+(?=[^\W\d_])")),
    ("number", re.compile(r"(?P<key>\d{1,2})(?:(?:[.)]\s*|\s?[-–]\s*)(?=[^\W\d_]|[“\"(])|[.)]\s+(?=\d)|/\s+(?=\S))")),
    ("point", re.compile(r"(?P<key>[a-zđ])(?:\)\s*|[./]\s+|-\s+)(?=\S)")),
    ("bracket", re.compile(r"\((?P<key>[ivx]{1,4}|\d{1,2})\)\s+(?=\S)")),
    ("dash", re.compile(r"(?P<key>[-–—~•*])\s*(?=[^\W_]|[“\"(])")),
    ("plus", re.compile(r"(?P<key>\+)\s*(?=[^\W_]|[“\"(])")),
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a paragraph: its style, its key (`IV`, `2`, `2.1`, `a`), its length with what follows."""

    style: Style
    key: str
    text: str
    length: int


def label_of(text: str) -> Label | None:
    """Return the label that a line begins with."""
    for style, pattern in _LABELS:
        match = pattern.match(text)
        if match:
            printed = text[: match.end()].rstrip()
            return Label(style, match["key"], printed, match.end())
    return None


def is_bare(value: str) -> bool:
    """Tell whether a line prints a label and nothing else: `Điều 1.`."""
    label = label_of(value)
    return label is not None and label.length >= len(value.rstrip())


def follows(label: Label, before: Label | None) -> bool:
    """Tell whether a label counts on from the one that begins the same line, or is the first under it: `4.1`."""
    if before is None or label.style != "compound":
        return before is not None and before.style == label.style and number_of(label) == number_of(before) + 1
    head, _, last = before.key.rpartition(".") if before.style == "compound" else (before.key, "", "0")
    return last.isdigit() and label.key == f"{head}.{int(last) + 1}"


def number_of(label: Label) -> int:
    """Return what a label counts to, 0 where it does not count."""
    key = label.key
    if label.style in ("roman", "bracket") and not key.isdigit():
        values = [_ROMANS[char] for char in key.upper()]
        return sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values))
    if label.style == "letter":
        return ord(key) - ord("A") + 1
    if label.style == "point":
        return _ALPHABET.find(key) + 1
    return int(key) if key.isdigit() else 0
