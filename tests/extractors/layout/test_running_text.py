import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.layout.running_text import RunningText
from pipeline.document import Span

FULL = "Thực hiện Quyết định số 12/QĐ-TTg ngày 05/3/2024 của Thủ tướng"
PAGE = "Các đơn vị rà soát, báo cáo kết quả về Sở.\n" * 20


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("ngày 05\n\n2\n\ntháng 3 năm 2020", "ngày 05\ntháng 3 năm 2020"),
        ("Ban Thường vụ\n- 3 -\ntỉnh ủy", "Ban Thường vụ\ntỉnh ủy"),
        ("thực hiện\n\fTrang 3/5\nkế hoạch", "thực hiện\nkế hoạch"),
        (f"{PAGE}{FULL}\n2\nChính phủ", f"{PAGE}{FULL}\nChính phủ"),
        (f"{FULL}\n2\nRà soát diện tích", f"{FULL}\n2\nRà soát diện tích"),
        ("hết câu.\n\n2\n\nkế hoạch", "hết câu.\n\n2\n\nkế hoạch"),
        ("Sở Y tế\n2\nRà soát", "Sở Y tế\n2\nRà soát"),
    ],
)
def test_page_numbers_inside_sentences_are_cut_out(text: str, running: str) -> None:
    assert RunningText.of(text).value == running


@given(st.lists(st.sampled_from(["số 12/QĐ-TTg", "ngày", "\n2\n", "\n\n3\n\n", " ", "Chính phủ", "."]), max_size=30))
def test_every_span_leads_back_to_its_words(pieces: list[str]) -> None:
    text = "".join(pieces)
    running = RunningText.of(text)
    for at, char in enumerate(running.value):
        assert char in (text[running.original(Span(at, at + 1)).start], "\n")


@given(st.lists(st.sampled_from(["số 12/QĐ-TTg", "ngày", "\n2\n", "\n\n3\n\n", " ", "Chính phủ", "."]), max_size=30))
def test_there_and_back(pieces: list[str]) -> None:
    text = "".join(pieces)
    running = RunningText.of(text)
    for at in range(len(running.value)):
        there = running.original(Span(at, at + 1)).start
        assert running.running(Span(there, there)).start in (at, at + 1)


BROKEN = "Thực hiện Quyết định số 12/QĐ-TTg ngày 05/3/2024 của\nThủ tướng Chính phủ về an toàn thực phẩm trong trường"


def test_line_breaks_inside_sentences_are_blanks() -> None:
    assert RunningText.of(BROKEN).unbroken() == BROKEN.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        f"{FULL}.\nSở Y tế kiểm tra các bếp ăn tập thể trong trường học,",
        f"{FULL}:\nSở Y tế kiểm tra các bếp ăn tập thể trong trường học,",
        f"{FULL}\na) Sở Y tế kiểm tra các bếp ăn tập thể trong trường học,",
        f"{FULL}\n- Sở Y tế kiểm tra các bếp ăn tập thể trong trường học,",
        f"{FULL}\n\nSở Y tế kiểm tra các bếp ăn tập thể trong trường học,",
        f"{FULL}.\n{FULL}.\nMục đích\nNâng cao nhận thức",
        f"{FULL}\n{FULL} Chính phủ, {FULL} Chính phủ, {FULL} Chính phủ;\n{FULL} Chính phủ, {FULL} Chính phủ, {FULL};",
        "Tổng số\nSở Y tế\nSở Xây dựng\n" * 4 + f"{FULL}\nChính phủ",
    ],
    ids=["sentence", "list", "point", "dash", "blank line", "heading", "each paragraph is a line", "cells"],
)
def test_line_breaks_between_sentences_stay(text: str) -> None:
    assert RunningText.of(text).unbroken() == text
