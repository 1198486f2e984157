"""Automatic numbering in Word files: the labels that are printed but stand in no text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = W + "val"
PLACE = re.compile(r"%(\d)")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
BULLETS = {"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "▪", "\uf0d8": "➢", "o": "o", "\uf076": "❖", "\uf0fc": "✓"}
HIGHEST = 100_000  # number; a label beyond it is left to the reader of the paper


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: `pattern` is for example "%1.%2."."""

    style: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    lists: Mapping[str, str]  # list -> scheme
    schemes: Mapping[str, Mapping[int, Level]]
    starts: Mapping[tuple[str, int], int]  # where a list begins anew
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        """Read word/numbering.xml."""
        if root is None:
            return cls({}, {}, {})
        schemes = {scheme.get(W + "abstractNumId", ""): _levels(scheme) for scheme in root.iterfind(W + "abstractNum")}
        lists, starts = {}, {}
        for entry in root.iterfind(W + "num"):
            name = entry.get(W + "numId", "")
            lists[name] = _value(entry, "abstractNumId")
            for override in entry.iterfind(W + "lvlOverride"):
                if (start := override.find(W + "startOverride")) is not None:
                    starts[name, _number(override.get(W + "ilvl"))] = _number(start.get(VALUE))
        return cls(lists, schemes, starts)

    def label(self, name: str, level: int) -> str:
        """Count one item of list `name` on and return its label; empty for lists without one."""
        scheme = self.lists.get(name, "")
        levels = self.schemes.get(scheme, {})
        if level not in levels:
            return ""
        counts = self.counts.setdefault(scheme, {})
        if name not in self.begun:
            self.begun.add(name)
            counts.update({at: start - 1 for (owner, at), start in self.starts.items() if owner == name})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if levels[level].style == "bullet":
            return BULLETS.get(levels[level].pattern, levels[level].pattern)

        def printed(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return written(counts.get(at, levels[at].start), levels[at].style) if at in levels else ""

        return PLACE.sub(printed, levels[level].pattern)


def written(number: int, style: str) -> str:
    """Return a number as a list prints it; styles are those of ECMA-376, 17.18.59."""
    if not 0 < number < HIGHEST or style in ("decimal", "ordinal"):
        return str(number)
    if style.endswith("Letter"):
        letters = chr(ord("a") + (number - 1) % 26) * min(8, (number - 1) // 26 + 1)
        return letters.upper() if style.startswith("upper") else letters
    if style.endswith("Roman"):
        return _roman(number).upper() if style.startswith("upper") else _roman(number)
    return {"decimalZero": f"{number:02d}", "none": ""}.get(style, str(number))


def _roman(number: int) -> str:
    digits = []
    for value, digit in ROMAN + ROMAN_SMALL:
        digits.append(digit * (number // value))
        number %= value
    return "".join(digits)


def _levels(scheme: Element) -> dict[int, Level]:
    return {
        _number(level.get(W + "ilvl")): Level(
            _value(level, "numFmt") or "decimal", _value(level, "lvlText"), _number(_value(level, "start") or "1")
        )
        for level in scheme.iterfind(W + "lvl")
    }


def _value(element: Element, name: str) -> str:
    child = element.find(W + name)
    return "" if child is None else child.get(VALUE, "")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 0
