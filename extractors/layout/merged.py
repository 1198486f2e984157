"""Lines of a head that OCR or the order of a PDF ran together, parted again where the next field begins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from extractors.layout.head import NATIONAL, WINDOW
from extractors.layout.lines import CAPITAL, Line, part_of

# What ends a field of a head: the motto or the name of the Party, a code, a day.
_CODE = r"s[o0]\s?:?\s*\d[^\s,;]*\s?[/-]\s?[a-z][^\s,;]*"
_DAY = r"ng.y\s+\d{1,2}\s+th.ng\s+\d{1,2}\s+n.m\s+\d{4}"
_ENDS = re.compile(rf"(?:{NATIONAL.pattern}|{_CODE}|{_DAY})[\s*_–-]+(?=\S)")
# What begins one: a number, a place before its day, the second body of a letterhead.
_NUMBER = re.compile(rf"(?<=[\s*])(?={_CODE})")
_PLACE = re.compile(rf"(?<=[\s*])(?:TP\.?\s?)?{CAPITAL}[^\W\dA-Z]+(?:\s{CAPITAL}[^\W\dA-Z]+){{0,4}}(?=,\sng.y\s)")
# "Số: 12/QĐ-UBND, Long Hồ, ngày 21 tháng 9 năm 2026", "Số: 40 /KH-HVQ Hà Nội, ngày    tháng 11 năm 2024"
_NUMBER_AND_DAY = re.compile(rf"(?P<number>{_CODE})[,;]?\s+(?=[^,]{{2,40}},\s?ng.y\b.{{0,14}}\bth.ng\b)")
_SECOND_BODY = re.compile(r"(?<=\s)(?=(?:SỞ|CỤC|TỔNG CỤC|CHI CỤC|CÔNG AN|THANH TRA|VĂN PHÒNG|ĐẢNG ỦY|HUYỆN ỦY)\s)")


def unmerged(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines, those of a head that hold several of its fields parted."""
    head = itertools.chain.from_iterable(map(_parted, lines[:WINDOW]))
    return (*head, *lines[WINDOW:])


def _parted(line: Line) -> Iterator[Line]:
    """Yield the fields of a line that holds two fields of a head or more, and what follows them."""
    if "," not in line.text:
        yield line
        return
    if numbered := _NUMBER_AND_DAY.match(line.folded):
        yield part_of(line, 0, numbered.end("number"))
        yield part_of(line, numbered.end(), len(line.text))
        return
    if NATIONAL.search(line.folded) is None:
        yield line
        return
    cuts = {match.end() for match in _ENDS.finditer(line.folded)}
    cuts |= {match.start() for match in _NUMBER.finditer(line.folded)}
    cuts |= {match.start() for pattern in (_PLACE, _SECOND_BODY) for match in pattern.finditer(line.text)}
    edges = sorted({0, len(line.text), *cuts})
    for start, end in itertools.pairwise(edges):
        part = part_of(line, start, end)
        if part.text.strip(" *_–-"):
            yield part
