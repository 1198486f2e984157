"""What a paper says does not hang on how it is set: encodings, line breaks, blanks, capitals and page breaks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.document import Document
from pipeline.line import LINE
from pipeline.reading import open_source
from pipeline.tools import Tools
from tests.extractors.directive import FOOT, HEAD
from tests.extractors.papers import wrapped

PAPER = f"""\
{HEAD}Thực hiện Công văn số 215/BNNMT-CNTY ngày 06/01/2026 của Bộ Nông nghiệp và Môi trường về phòng, chống rét, Ủy \
ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. Mục đích
1. Giảm thiệt hại do rét đậm, rét hại gây ra cho sản xuất nông nghiệp trên địa bàn tỉnh trong những tháng đầu năm 2026.
II. Tổ chức thực hiện
1. Sở Nông nghiệp và Môi trường
- Chủ trì, phối hợp với Sở Tài chính và Ủy ban nhân dân các xã, phường hướng dẫn người chăn nuôi che chắn chuồng trại, \
dự trữ thức ăn, hoàn thành trước ngày 25/01/2026.
- Tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh trước ngày 20 hằng tháng.
2. Đề nghị Hội Nông dân tỉnh vận động hội viên góp rơm, rạ giúp các hộ nghèo giữ ấm cho đàn trâu, bò trong đợt rét.
3. Công an tỉnh kiểm tra các chốt kiểm dịch trên tuyến biên giới, xử lý nghiêm việc vận chuyển gia súc trái phép.
Yêu cầu các sở, ban, ngành nghiêm túc thực hiện Kế hoạch này./.{FOOT}"""

OLD_TONES = {"hòa": "hoà", "HÒA": "HOÀ", "Ủy": "Uỷ", "ỦY": "UỶ", "thủy": "thuỷ"}


def old_tones(text: str) -> str:
    for new, old in OLD_TONES.items():
        text = text.replace(new, old)
    return text


def doubled(text: str) -> str:
    return re.sub(r"(?<=[^\W\d]) (?=[^\W\d])", "  ", text)


def headings_in_capitals(text: str) -> str:
    return re.sub(r"(?m)^(?:I|II)\. .*$", lambda match: match.group().upper(), text)


def page_split(text: str) -> str:
    return text.replace("- Tổng hợp kết quả", "\f- Tổng hợp kết quả")


def loose_codes(text: str) -> str:
    return text.replace("215/BNNMT-CNTY", "215 /BNNMT - CNTY")


def long_dashes(text: str) -> str:
    return text.replace("215/BNNMT-CNTY", "215/BNNMT–CNTY")


CHANGES: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "old placement of tones": old_tones,
    "wrapped at 78": wrapped,
    "wrapped at 96": lambda text: wrapped(text, 96),
    "doubled blanks": doubled,
    "headings in capitals": headings_in_capitals,
    "split by a page": page_split,
    "blanks in codes": loose_codes,
    "long dashes in codes": long_dashes,
}


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.build(Config(jobs=1))


def facts(text: str, path: Path, tools: Tools) -> dict[str, list[tuple[object, ...]]]:
    path.write_text(text, "utf-8")
    document = Document(open_source(path, tools))
    for stage in LINE:
        document = stage.run(document, tools)
    return {
        "assignments": [(a.agencies, a.role, a.partners, a.deadlines, a.section) for a in document.assignments],
        "deadlines": [(d.kind, d.start_date, d.end_date, d.rrule, d.agencies) for d in document.deadlines],
        "references": [(r.number, r.date, r.issuer, r.relation) for r in document.references],
    }


def test_paper_says_what_it_says(tmp_path: Path, tools: Tools) -> None:
    said = facts(PAPER, tmp_path / "paper.txt", tools)
    bodies = [fact[0] for fact in said["assignments"]]
    assert bodies == [
        ("Sở Nông nghiệp và Môi trường tỉnh Lạng Sơn",),
        ("Sở Nông nghiệp và Môi trường tỉnh Lạng Sơn",),
        ("Hội Nông dân tỉnh Lạng Sơn",),
        ("Công an tỉnh Lạng Sơn",),
        ("Các sở, ban, ngành tỉnh Lạng Sơn",),
    ]
    assert len(said["deadlines"]) == 2
    assert [fact[0] for fact in said["references"]] == ["215/BNNMT-CNTY"]


@pytest.mark.parametrize("change", CHANGES)
def test_setting_does_not_change_facts(change: str, tmp_path: Path, tools: Tools) -> None:
    as_set = facts(CHANGES[change](PAPER), tmp_path / "changed.txt", tools)
    assert as_set == facts(PAPER, tmp_path / "paper.txt", tools)
