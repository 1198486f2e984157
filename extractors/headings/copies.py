"""Copies (sao y, sao lục, trích sao): which head is the copy's, which the original's, and what a copy points to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.layout.head import Cell, cells_of
from extractors.layout.lines import Line
from extractors.layout.parts import Layout
from extractors.layout.signers import is_name, is_post
from pipeline.document import Heading, Note

KINDS = (("trich sao", "trích sao"), ("sao luc", "sao lục"), ("sao y", "sao y"))
_MESSAGE = "Bản {} số {}, ngày {}, của {}; bản chính: {}."
_HIGHEST = re.compile(r"thu tuong chinh phu|chinh phu|quoc hoi")  # read as posts elsewhere
_MARK = re.compile(r"\b(?:sao y|sao luc|trich sao)\b")


def kind_of_copy(lines: Sequence[Line]) -> str | None:
    """Return the kind of copy that some lines print (`sao y`, `sao lục`, `trích sao`), None where they print none."""
    marks = {match.group() for line in lines if (match := _MARK.search(line.folded))}
    return next((name for folded, name in KINDS if folded in marks), None)


def without_copy_head(parted: Layout) -> tuple[Layout, str | None]:
    """Return a paper without the head of a copy above its own, and the number that head bears; None where none does.

    An office that copies a paper may set its own head, number and date above the whole of the original.
    """
    cells = parted.front.head
    mark = next((i for i, cell in enumerate(cells) if cell.kind == "copy"), None)
    numbers = [i for i, cell in enumerate(cells) if cell.kind == "number"]
    if mark is None or len(numbers) < 2 or not numbers[0] < mark < numbers[-1]:
        return parted, None
    first = _head_of_original(cells, mark, numbers[-1])
    head = tuple(cells_of([cell.line for cell in cells[first:]]))
    return replace(parted, front=replace(parted.front, head=head)), cells[numbers[0]].line.text


def _head_of_original(cells: Sequence[Cell], mark: int, number: int) -> int:
    """Return the first cell of the head that the last number stands in: issuers and national heading are above it."""
    first = number
    while first - 1 > mark and _is_of_head(cells[first - 1]):
        first -= 1
    return first


def _is_of_head(cell: Cell) -> bool:
    line = cell.line
    if cell.kind == "national" or _HIGHEST.fullmatch(line.folded):
        return True
    return line.upper and not is_post(line) and not is_name(line.text)


def note_on_copy(copy: Heading, original: Heading, kind: str) -> Note:
    """Return the note that leads from a copy to its original."""
    number = original.number or original.symbol or original.title or "?"
    values = (kind, copy.number or "?", copy.date or "?", copy.issuer or "?", number)
    return Note("copy_of", "info", _MESSAGE, values, copy.span)
