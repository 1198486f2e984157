"""Files that hold several papers: each says what it says alone, and the reader is told where the next begins."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pytest

from extractors.bundles import papers_of
from pipeline.config import Config
from pipeline.document import Document, Page, Span
from pipeline.line import run
from pipeline.tools import Tools
from tests.extractors.papers import DECISION, DISPATCH, PARTY, PLAN

LETTER = """\
UBND TỈNH AN GIANG
SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 318/SNV-TCBM
An Giang, ngày 20 tháng 8 năm 2024
Kính gửi: Ủy ban nhân dân các huyện.
Thực hiện Kế hoạch số 44/KH-UBND ngày 15/8/2024 của Ủy ban nhân dân tỉnh, Sở Nội vụ đề nghị các huyện:
1. Rà soát số lượng cán bộ, gửi Sở Nội vụ trước ngày 10/9.
2. Thực hiện Kế hoạch số 44/KH-UBND theo đúng lộ trình trong năm 2025, báo cáo trong thời hạn 05 ngày kể từ ngày ký.
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
Huỳnh Thị Sen
"""


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.build(Config())


def read(text: str, tools: Tools, folder: Path) -> Document:
    paper = folder / "paper.txt"
    paper.write_text(text, encoding="utf-8")
    return run(paper, tools)


def said(document: Document) -> list[object]:
    """What a file says, without the places where it says it."""
    text = document.text.value
    return [
        *((h.number, h.date, h.issuer, h.signer_name, h.recipients) for h in document.headings),
        *((r.span.of(text), r.number, r.issuer, r.relation, r.key, r.status) for r in document.references),
        *((d.span.of(text), d.end_date, d.agencies, d.report_to) for d in document.deadlines),
        *(
            (a.span.of(text), a.agencies, a.role, [document.deadlines[i].span.of(text) for i in a.deadlines])
            for a in document.assignments
        ),
    ]


def of_all(papers: tuple[str, ...], tools: Tools, folder: Path) -> list[object]:
    each = [read(paper, tools, folder) for paper in papers]
    return sorted((fact for paper in each for fact in said(paper)), key=repr)


@pytest.mark.parametrize(
    "papers",
    [(PLAN, LETTER), (LETTER, PLAN), (PARTY, PLAN), (DECISION, LETTER), (PLAN, PARTY, LETTER)],
    ids=["plan, letter", "letter, plan", "of the Party, plan", "with its regulation, letter", "three"],
)
def test_each_paper_says_what_it_says_alone(papers: tuple[str, ...], tools: Tools, tmp_path: Path) -> None:
    whole = read("\n\n".join(papers), tools, tmp_path)
    assert sorted(said(whole), key=repr) == of_all(papers, tools, tmp_path)


def test_the_reader_is_told_where_the_next_paper_begins(tools: Tools, tmp_path: Path) -> None:
    whole = read(f"{PLAN}\n{LETTER}", tools, tmp_path)
    [note] = [n for n in whole.notes if n.code == "bundle"]
    assert note.span is not None
    assert note.span.of(whole.text.value).startswith("UBND TỈNH AN GIANG")
    assert note.values == ("văn bản", "318/SNV-TCBM")


def test_a_paper_whose_number_and_day_cannot_be_read_is_one(tools: Tools, tmp_path: Path) -> None:
    garbled = LETTER.replace("Số: 318/SNV-TCBM", "Số: 3 l8/SNV-TCBM").replace("ngày 20 tháng", "ngày 2 0 tháng")
    apart = papers_of(read(f"{PLAN}\n{garbled}", tools, tmp_path), tools.knowledge)
    assert [paper.heading and paper.heading.issuer for paper in apart] == [
        "Ủy ban nhân dân tỉnh Lạng Sơn",
        "Sở Nội vụ tỉnh An Giang",
    ]


def test_mentions_and_limits_point_into_their_own_paper(tools: Tools, tmp_path: Path) -> None:
    whole = read(f"{PLAN}\n{LETTER}", tools, tmp_path)
    short = whole.references[-1]
    assert short.antecedent is not None
    assert whole.references[short.antecedent].date == "2024-08-15"
    assert all(d.end_date and d.end_date.year == 2024 for d in whole.deadlines if d.rule == "yearless")


@pytest.mark.parametrize("text", [DECISION, PLAN, DISPATCH], ids=["with its regulation", "plan", "letter"])
def test_a_paper_with_what_it_issues_is_one(text: str, tools: Tools, tmp_path: Path) -> None:
    assert not [n for n in read(text, tools, tmp_path).notes if n.code == "bundle"]


@pytest.mark.parametrize(
    "papers", [(PLAN, LETTER), (DECISION, LETTER), (PLAN, PARTY, LETTER)], ids=["two", "with its regulation", "three"]
)
def test_a_file_falls_into_papers_that_say_what_they_say_alone(
    papers: tuple[str, ...], tools: Tools, tmp_path: Path
) -> None:
    whole = read("\n\n".join(papers), tools, tmp_path)
    apart = papers_of(whole, tools.knowledge)
    assert [said(paper) for paper in apart] == [said(read(paper, tools, tmp_path)) for paper in papers]
    assert [paper.source.container for paper in apart] == [None] + [whole.source.sha256] * (len(papers) - 1)
    assert len({paper.source.sha256 for paper in apart}) == len(papers)


def test_papers_keep_their_pages_and_the_way_back_to_what_was_read(tools: Tools, tmp_path: Path) -> None:
    sheets = [PLAN, LETTER, PARTY]
    starts = accumulate((len(sheet) + 1 for sheet in sheets), initial=0)
    pages = (
        Page(n, raw=Span(start, start + len(s))) for n, (start, s) in enumerate(zip(starts, sheets, strict=False), 1)
    )
    paged = replace(read("\n".join(sheets), tools, tmp_path), pages=tuple(pages))
    for number, (paper, sheet) in enumerate(zip(papers_of(paged, tools.knowledge), sheets, strict=True), 1):
        assert [page.number for page in paper.pages] == [number]
        assert paper.text.raw == sheet
        for reference in paper.references:
            assert paper.text.to_raw(reference.span).of(sheet) == reference.span.of(paper.text.value)


def test_a_page_on_which_one_paper_ends_and_the_next_begins_belongs_to_both(tools: Tools, tmp_path: Path) -> None:
    whole = read(f"{PLAN}\n{LETTER}", tools, tmp_path)
    assert [[page.number for page in paper.pages] for paper in papers_of(whole, tools.knowledge)] == [[1], [1]]


def test_a_file_of_one_paper_is_that_paper(tools: Tools, tmp_path: Path) -> None:
    whole = read(DECISION, tools, tmp_path)
    assert papers_of(whole, tools.knowledge) == (whole,)
