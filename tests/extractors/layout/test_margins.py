"""Paragraphs of printed lines, told by where on the paper each line begins and ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.layout.margins import margins_of
from extractors.structure import items, segment
from pipeline.document import Box, Document, Page, Reading, Span, Text, Word
from tests.extractors.directive import KNOWLEDGE
from tests.extractors.papers import document

LEFT, RIGHT, INDENT = 85.0, 538.0, 36.0

# "> " is set in, "| " ends at the right edge; both may hold of one line.
PRINTED = """\
>|1. Sở Nội vụ rà soát biên chế của các cơ quan, đơn vị trong tỉnh, báo cáo Ủy ban
 |nhân dân tỉnh về số dôi dư, về những nơi còn thiếu và về cách bố trí đã được thống
 |nhất với từng cơ quan, kèm theo hồ sơ của mỗi người được điều động và bảng kê đủ.
>|Các sở, ban, ngành gửi danh sách đến Sở Nội vụ đúng mẫu, đúng hạn để tổng hợp vào
  báo cáo chung của toàn tỉnh.
>|2. Các phòng chuyên môn thuộc Ủy ban nhân dân cấp xã và các trung tâm trực thuộc sở
>|Chuẩn bị hồ sơ theo mẫu, gồm hồ sơ của cán bộ, công chức, viên chức của Văn phòng
 |Ủy ban nhân dân tỉnh và của các đơn vị mới nhận về sau khi sắp xếp, có chữ ký của
  người lập.
"""


def paper(printed: str, *, slant: float = 0.0, indent: float = INDENT) -> Document:
    """A page with these lines as its body, `slant` points further right by each line."""
    words: list[Word] = []
    text = ""
    for number, line in enumerate(printed.rstrip("\n").split("\n")):
        left = LEFT + slant * number + indent * (line[0] == ">")
        right = RIGHT + slant * number if line[1] == "|" else left + 150
        tokens, y = line[2:].strip().split(" "), 80 + 20.0 * number
        step = (right - left) / len(tokens)
        for place, token in enumerate(tokens):
            box = Box(1, left + step * place, y, left + step * (place + 1), y + 14)
            words.append(Word(token, Span(len(text), len(text) + len(token)), box))
            text += token + (" " if place + 1 < len(tokens) else "\n")
    reading = Reading("ocr", "test", text, words=tuple(words))
    page = Page(1, 595, 842, (reading,), raw=Span(0, len(text)))
    return segment(replace(document(""), pages=(page,), text=Text.of(text)), KNOWLEDGE)


def starts(read: Document) -> list[str]:
    return [" ".join(item.span.of(read.text.value).split())[:14] for item in items(read)]


@pytest.mark.parametrize("slant", [0.0, 0.7, -0.7])
def test_a_line_set_in_begins_a_paragraph_and_one_at_the_edge_goes_on(slant: float) -> None:
    read = paper(PRINTED, slant=slant)
    assert starts(read) == ["Sở Nội vụ rà s", "Các sở, ban, n", "Các phòng chuy", "Chuẩn bị hồ sơ"]
    assert len(read.margins.indented) == 4
    assert len(read.margins.flush) == 5


def test_a_paper_that_sets_nothing_in_is_read_by_the_lengths_of_its_lines() -> None:
    read = paper(PRINTED, indent=0.0)
    assert not read.margins.indented and not read.margins.flush


def test_words_without_boxes_have_no_margins() -> None:
    assert margins_of(document(PRINTED)) == paper(PRINTED, indent=0.0).margins
