"""Dates as OCR leaves them: blanks inside them, digits read as letters, `ngày` misread or read with its number.

Digits are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.document import Edit, Span

AFTER_WORD = r"(?<=[Ss]ố)|(?<=[Nn]gày)|(?<=[Tt]háng)|(?<=[Nn]ăm)"
"""Where a number may begin though no blank stands before it."""

_LOOKS = {"0": "Oo", "1": "IlÌÍỈĨỊìíỉĩị|!]", "5": "SsŠš"}
DIGITS = str.maketrans({letter: digit for digit, letters in _LOOKS.items() for letter in letters})
"""Digits by the letters that OCR takes them for."""

_RULE = "codes:date"
# "ngày 05/ 3/2024", "21 /03/ 2022", "05/1 1/2024", "20//3/2025".
_IN_FIGURES = re.compile(
    rf"(?:{AFTER_WORD}|(?<![\w/.]))(?P<day>[\dOolI]{{1,2}})[ ]?//?[ ]?(?P<month>[\dOolI]{{1,2}}|1 1)[ ]?//?[ ]?"
    r"(?P<year>[12][\dOolI]{3})(?![\w/])"
)
# "ngày l2 tháng O3 năm 2O24", "ngày05".
_NUMBER = re.compile(r"\b(?P<word>[Nn]gày|[Tt]háng|[Nn]ăm)(?P<gap> ?)(?P<number>[\dOolI]{1,4})(?![\w])")
# "ngày 2Š tháng II năm 2025": between these words stand numbers, whatever was read; alone, II is a quarter.
_FIGURE = rf"[\d{re.escape(''.join(_LOOKS.values()))}]"
_IN_WORDS = re.compile(
    rf"\b[Nn]gày\s(?P<day>{_FIGURE}{{1,2}})\s[Tt]háng\s(?P<month>{_FIGURE}{{1,2}})\s[Nn]ăm\s(?P<year>[12]{_FIGURE}{{3}})(?!\w)"
)
# "trước ngàv 05/12/2025": no other word that looks so stands before a date.
_DAY_MISREAD = re.compile(r"\b(?![Nn]g[aà]y\b)(?P<word>[Nn]g[aàáảãạâă][yvýỳỷỹỵ])(?=\s{1,3}\d{1,2}(?:/\d|\s+tháng\b))")
_CROWDED = re.compile(r"(?<![^\W_])(?P<word>[Nn]gày|[Tt]háng|[Nn]ăm|[Ss]ố)(?=\d{1,4}(?:[/ ,.;-]|$))")


def mend_dates(text: str, is_read: Callable[[Span], bool]) -> Iterator[Edit]:
    """Yield dates as they must have been printed, those that go before others first.

    `is_read` tells of what an engine read: only there may what could be a Roman numeral be a number.
    """
    for match in _IN_FIGURES.finditer(text):
        yield from _figures(match)
    for match in _IN_WORDS.finditer(text):
        if is_read(Span(*match.span())):
            yield from _numbers(match)
    for match in _NUMBER.finditer(text):
        number = match["number"]
        if any(map(str.isdigit, number)) and not number.isdigit():
            old = match["gap"] + number
            new = " " + number.translate(DIGITS)
            yield Edit(Span(match.start("gap"), match.end()), old, new, _RULE, 0.97)
    for match in _DAY_MISREAD.finditer(text):
        yield Edit(Span(*match.span()), match.group(), match["word"][0] + "gày", _RULE, 0.98)
    for match in _CROWDED.finditer(text):
        yield Edit(Span(*match.span()), match.group(), match.group() + " ", "codes:blank", 0.98)


def _figures(match: re.Match[str]) -> Iterator[Edit]:
    new = "/".join(match[part].translate(DIGITS).replace(" ", "") for part in ("day", "month", "year"))
    if new != match.group() and _is_day(*new.split("/")[:2]):
        yield Edit(Span(*match.span()), match.group(), new, _RULE, 0.99)


def _numbers(match: re.Match[str]) -> Iterator[Edit]:
    """Yield the numbers of a date in words in digits, where there is such a day."""
    numbers = {part: number.translate(DIGITS) for part, number in match.groupdict().items()}
    if _is_day(numbers["day"], numbers["month"]):
        for part, number in numbers.items():
            if number != match[part]:
                yield Edit(Span(*match.span(part)), match[part], number, _RULE, 0.97)


def _is_day(day: str, month: str) -> bool:
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12
