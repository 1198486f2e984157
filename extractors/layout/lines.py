"""Lines: what is printed between two line breaks, without the marks of a markup language and without page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import whitespace

from normalizers.folding import fold_in_place
from pipeline.document import Span

_PHYSICAL = re.compile(r"[^\n\r\f\v]+")
# What OCR by a language model leaves of its markup: ## 1. Mục tiêu, **KẾ HOẠCH**, *[chữ ký]*.
_MARKUP_BEFORE = re.compile(r"[\s\u200b\ufeff>]*(?:#{1,6}\s+)?(?:(?:\*{1,3}_?|__?\*{0,2})(?=[^\s*_]))?\s*")
_MARKUP_AFTER = re.compile(r"(?<=[^\s*_])(?:_?\*{1,3}|\*{0,2}__?)$")
# Rules and blanks (-----, ____, *, ***), page numbers (2, - 2 -, Trang 2/5) and hand-drawn boxes say nothing.
_EMPTY = re.compile(r"[\s\x00-\x1f\-–—_=*.·•~|:;,+]*|[-–]\s*\d{1,3}\s*[-–]|Trang \d+(?:\s*/\s*\d+)?|\d{1,3}")
# Two columns on one line: a bar, a tab, or a gap of three blanks or more.
_GUTTER = re.compile(
    r"\s*(?:\||\t|\s{3,})\s*"
)  # A blank to be filled in by hand is no gutter: Số:        /SXD-QLN, ngày      tháng 4 năm 2026.
_BLANK = re.compile(r"\b(?:so\s*[:.]?|ngay|thang)$")
_FILLED = re.compile(r"/|[-–]\s?[^\W\d_]{2}|thang\b|nam\b|\d")

CAPITAL = "[A-ZÀÁÃẢẠĂẰẮẴẲẶÂẦẤẪẨẬÈÉẼẺẸÊỀẾỄỂỆÌÍĨỈỊÒÓÕỎỌÔỒỐỖỔỘƠỜỚỠỞỢÙÚŨỦỤƯỪỨỮỬỰỲÝỸỶỴĐ]"
"""A capital letter of Vietnamese, as a regular expression."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its span without markup, its text, and the text without case and marks, offset for offset.

    `gap` tells that a blank line stands before it, `indented` and `flush` what the margins of the paper say of it.
    """

    span: Span
    text: str
    folded: str
    gap: bool = False
    indented: bool = False
    flush: bool = False

    @property
    def upper(self) -> bool:
        """Tell whether the line is set in capitals."""
        large = small = 0
        for char in self.text:
            if char.isupper():
                large += 1
            elif char.isalpha():
                small += 1
                if small * 10 > len(self.text):
                    return False
        return large + small > 1 and large >= 0.9 * (large + small)


def lines_of(text: str, within: Span | None = None) -> tuple[Line, ...]:
    """Return the lines of a text that say something, in order."""
    within = within or Span(0, len(text))
    found: list[Line] = []
    done = within.start
    for match in _PHYSICAL.finditer(text, within.start, within.end):
        start = _MARKUP_BEFORE.match(text, match.start(), match.end()).end()  # type: ignore[union-attr]
        end = _end_of(text, start, match.end())
        if end <= start or _EMPTY.fullmatch(text, start, end):
            continue
        gap = text.count("\n", done, match.start()) > 1 or "\f" in text[done : match.start()]
        found.append(line_at(text, Span(start, end), gap=gap or not found))
        done = match.end()
    return tuple(found)


def _end_of(text: str, start: int, end: int) -> int:
    """Return where the words of `text[start:end]` end, without blanks and the marks of a markup language."""
    words = text[start:end].rstrip("\u200b" + whitespace + "\x1c\x1d\x1e\x1f\x85\xa0\u2002\u2003\u2009\u3000")
    markup = _MARKUP_AFTER.search(words, max(0, len(words) - 3))
    return start + (markup.start() if markup else len(words))


def line_at(text: str, span: Span, *, gap: bool = False) -> Line:
    """Return the characters of a span as a line."""
    value = span.of(text)
    return Line(span, value, fold_in_place(value), gap)


def columns_of(line: Line) -> Iterator[Line]:
    """Yield the columns of a line that two columns share, the line itself where it has only one."""
    done = 0
    for match in _GUTTER.finditer(line.text):
        before = line.folded[max(0, match.start() - 8) : match.start()]
        if _BLANK.search(before) and _FILLED.match(line.folded, match.end()):
            continue
        if match.start() > done:
            yield part_of(line, done, match.start())
        done = match.end()
    if done < len(line.text):
        yield part_of(line, done, len(line.text))


def part_of(line: Line, start: int, end: int) -> Line:
    """Return characters `start` to `end` of a line, without blanks around them, as a line of its own."""
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    at = line.span.start + start
    return Line(Span(at, at + len(text)), text, line.folded[start : start + len(text)], line.gap and start == 0)
