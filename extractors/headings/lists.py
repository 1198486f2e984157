"""Lists of bodies on a paper: those it is addressed to, and those it is sent to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.layout.back import RECIPIENTS
from extractors.layout.lines import Line
from extractors.layout.titles import ADDRESSED

_DASH = re.compile(r"(?:[-–—~+•*=]\s*)+")
# What is printed below an addressee to find it by, and no addressee itself.
_DETAIL = re.compile(r"\(?\s*(?:d/c|dia chi|ma so thue|mst|dien thoai|email|fax|so dien thoai)\b", re.IGNORECASE)
# "Chủ tịch Ủy ban nhân dân các tỉnh: Gia Lai,": the places go on, even where printing put a dash before them.
_OPEN_LIST = re.compile(r"(?:các tỉnh|các tỉnh, thành phố|các Bộ|các xã|các phường)[^:;]{0,40}:[^;]*,$", re.IGNORECASE)
_END = " \t\n;.,:"


def addressees_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return whom a paper addresses, without dashes and final signs; lines that printing broke are joined."""
    found: list[str] = []
    fresh = True
    for line in lines:
        text = line.text.strip(" |")
        if ADDRESSED.match(line.folded):
            text, fresh = text.partition(":")[2].strip(" |") if ":" in text else _after_label(line), True
        if not text:
            continue
        if _DETAIL.match(line.folded):
            fresh = True
            continue
        bullet = _DASH.match(text)
        text = text[bullet.end() :] if bullet else text
        if (bullet or fresh or not found) and not (found and _OPEN_LIST.search(found[-1])):
            found.append(text)
        else:
            found[-1] = f"{found[-1]} {text}"
        fresh = text.endswith(";") or (fresh and _DETAIL.match(line.folded) is not None)
    return _cleaned(found)


def _after_label(line: Line) -> str:
    match = ADDRESSED.match(line.folded)
    return line.text[match.end() :].strip() if match else line.text


def recipients_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return whom a paper is sent to, without dashes and final signs; items that printing broke are joined."""
    found: list[str] = []
    fresh = True
    for line in lines:
        if RECIPIENTS.match(line.folded) and line is lines[0]:
            continue
        bullet = _DASH.match(line.text)
        text = line.text[bullet.end() :] if bullet else line.text
        if not text.strip(_END):
            continue
        if bullet or (fresh and not _continues(text)) or not found:
            found.append(text)
        else:
            found[-1] = f"{found[-1]} {text}"
        fresh = text.rstrip(" :").endswith((";", "."))
    return _cleaned(found)


def _continues(text: str) -> bool:
    return text[0].islower() or text[0] == "("


def _cleaned(items: Sequence[str]) -> tuple[str, ...]:
    cleaned = (" ".join(item.split()).strip(_END) for item in items)
    return tuple(item for item in cleaned if sum(map(str.isalpha, item)) > 1)
