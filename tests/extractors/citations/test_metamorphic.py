"""What is cited does not change with how a paper is set: case of its headings, blanks, forms of its letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.knowledge import Knowledge
from extractors.references import find
from pipeline.document import Document, Source
from pipeline.text import Text

KNOWLEDGE = Knowledge.load()
PAPER = """\
ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG
Số: 77/KH-UBND
Lâm Đồng, ngày 12 tháng 5 năm 2024
KẾ HOẠCH
Thực hiện Chỉ thị số 31/CT-TTg ngày 01/12/2023 của Thủ tướng Chính phủ

Căn cứ Luật Phòng cháy và chữa cháy ngày 29/6/2001; Nghị định số 136/2020/NĐ-CP ngày 24/11/2020 của Chính phủ quy định
chi tiết một số điều của Luật Phòng cháy và chữa cháy;
Căn cứ các Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng khóa XII;
Thực hiện Chỉ thị số 31/CT-TTg ngày 01/12/2023 của Thủ tướng Chính phủ (sau đây gọi tắt là Chỉ thị số 31/CT-TTg), Công
văn số 66/BCA-C07 ngày 5/1/2024 của Bộ Công an và Đề án 06, Ủy ban nhân dân tỉnh yêu cầu:
1. Công an tỉnh báo cáo theo khoản 2 Điều 5 Thông tư số 149/2020/TT-BCA ngày 31/12/2020 của Bộ trưởng Bộ Công an.
2. Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 05/01/2022 của Ủy ban nhân dân tỉnh Lâm Đồng.
"""
Fact = tuple[str | None, ...]


def facts(text: str) -> list[Fact]:
    document = Document(Source("a.txt", Path("a.txt"), "0", "text/plain", len(text), "text"), text=Text.of(text))
    return [
        (r.doc_type, r.number, r.date, r.issuer, r.relation, r.pinpoint, " ".join((r.title or "").lower().split()))
        for r in find(document, KNOWLEDGE)
    ]


def with_heading_in_capitals(text: str) -> str:
    line = next(line for line in text.splitlines() if line.startswith("Thực hiện Chỉ thị"))
    return text.replace(line, line.upper(), 1)


def rewrapped(text: str, width: int) -> str:
    """Break every paragraph at other places; the lines of the head stay."""
    head, _, body = text.partition("\n\n")
    joined = re.sub(r"(?<![;:.,])\n(?=[a-zà-ỹđ]|văn)", " ", body)
    lines = []
    for paragraph in joined.splitlines():
        lines += re.findall(rf".{{1,{width}}}(?:\s|$)|\S+", paragraph) or [""]
    return f"{head}\n\n" + "\n".join(line.rstrip() for line in lines)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(with_heading_in_capitals, id="heading in capitals"),
        pytest.param(lambda text: text.replace(" của ", "  của ").replace(" số ", "  số "), id="doubled blanks"),
        pytest.param(lambda text: rewrapped(text, 70), id="wrapped at 70"),
        pytest.param(lambda text: rewrapped(text, 160), id="wrapped at 160"),
        pytest.param(lambda text: text.replace("-NQ/", " -NQ/").replace("/CT-", "/ CT-"), id="blanks in codes"),
        pytest.param(lambda text: text.replace("CT-TTg", "CT–TTg").replace("NĐ-CP", "NĐ–CP"), id="other dashes"),
        pytest.param(lambda text: text.replace("khóa", "khoá").replace("Ủy", "Uỷ"), id="other placement of tones"),
    ],
)
def test_citations_do_not_depend_on_setting(change: Callable[[str], str]) -> None:
    assert facts(change(PAPER)) == facts(PAPER)


def test_the_paper_of_these_tests_cites_what_it_says() -> None:
    numbers = [fact[1] for fact in facts(PAPER)]
    assert numbers == [
        *("31/CT-TTg", None, "136/2020/NĐ-CP", None, "18-NQ/TW", "19-NQ/TW", "31/CT-TTg", "31/CT-TTg", "66/BCA-C07"),
        *(None, "149/2020/TT-BCA", "12/KH-UBND"),
    ]
