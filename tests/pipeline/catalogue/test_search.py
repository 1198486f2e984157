"""Search: what a person types, however he types it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.catalogue import candidates
from pipeline.catalogue.index import EVERY
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.search import Filters, lit_spans, search
from pipeline.catalogue.terms import sought
from pipeline.catalogue.write import file_document, withdraw
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import paper

PAPERS = [
    (
        "Đôn đốc việc thực hiện Kết luận số 44-KL/TW.",
        {"number": "12/KH-UBND", "date": "2025-03-01", "doc_type": "kế hoạch"},
    ),
    ("Hội nghị bàn về hòa giải ở cơ sở.", {"number": "44-KL/TW", "date": "2019-01-22", "issuer": "Ban Bí thư"}),
    ("Đơn độc một mình.", {"number": "7/BC-SYT", "date": "2024-01-02", "issuer": "Sở Y tế tỉnh Long An"}),
    ("Rà soát hộ nghèo.", {"number": "312/CT-UBND", "date": "2023-05-06", "title": "Giảm nghèo bền vững"}),
]


@pytest.fixture(autouse=True, params=(candidates.few, lambda *_: None), ids=("by whole texts", "by the index"))
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search the same whether few papers hold the words or many."""
    monkeypatch.setattr("pipeline.catalogue.search.few", request.param)


@pytest.fixture
def stocked(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> Catalogue:
    for index, (text, heading) in enumerate(PAPERS):
        file_document(catalogue, paper(tmp_path, text, name=f"{index}.txt", **heading), tools.knowledge)
    return catalogue


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("đôn đốc", [1, 3]),
        ("don doc", [3, 1]),
        ("ĐÔN ĐỐC", [1, 3]),
        ("đơn độc", [3, 1]),
        ("44-KL/TW", [2, 1]),
        ("44 kl tw", [2, 1]),
        ("44-kl", [2, 1]),
        ("hoà giải", [2]),
        ("hoa giai", [2]),
        ('"thực hiện kết luận"', [1]),
        ('"kết luận thực hiện"', []),
        ("giảm nghèo", [4]),
        ("312", [4]),
        ("không có từ này", []),
        ("--- ???", []),
        ("", []),
    ],
)
def test_finds(stocked: Catalogue, query: str, documents: list[int]) -> None:
    assert [hit.document for hit in search(stocked, query)] == documents


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(doc_type="ke hoach"), [1]),
        (Filters(issuer="so y te"), [3]),
        (Filters(since="2024-01-01"), [1, 3]),
        (Filters(until="2024-12-31"), [3]),
    ],
)
def test_filters(stocked: Catalogue, filters: Filters, documents: list[int]) -> None:
    assert sorted(hit.document for hit in search(stocked, "don doc", filters)) == documents


def test_pages_follow_each_other(stocked: Catalogue) -> None:
    both = search(stocked, "don doc")
    assert search(stocked, "don doc", limit=1) + search(stocked, "don doc", limit=1, offset=1) == both


def test_a_withdrawn_document_is_not_found(stocked: Catalogue) -> None:
    withdraw(stocked, 2, "vào sổ nhầm")
    assert search(stocked, "hòa giải") == ()


def test_the_words_are_lit_in_the_snippet(stocked: Catalogue) -> None:
    hit = search(stocked, "don doc")[0]
    assert [span.of(hit.snippet) for span in hit.lit] == ["Đơn", "độc"]


def test_the_snippet_is_where_the_words_stand_together(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> None:
    text = "Phòng họp số 2. " + "Nội dung khác. " * 40 + "Tăng cường phòng, chống cháy rừng. " + "Nội dung khác. " * 40
    file_document(catalogue, paper(tmp_path, text), tools.knowledge)
    assert "chống cháy rừng" in search(catalogue, "phong chong chay")[0].snippet


@pytest.mark.parametrize(
    ("papers", "query"),
    [
        (("Trồng rừng.", "Trồng cây. Họp bàn về rừng."), "trong rung"),
        (("Trồng nhiều rừng.", "Rừng " + "cây " * 30 + "trồng."), "trong rung"),
        (("Tập huấn, tập huấn, lại tập huấn.", "Một lần tập huấn. " + "Việc khác. " * 90), "huan"),
    ],
    ids=["side by side", "near", "often"],
)
def test_the_better_paper_stands_first_though_it_is_older(
    catalogue: Catalogue, tmp_path: Path, tools: Tools, papers: tuple[str, str], query: str
) -> None:
    for index, text in enumerate(papers):
        file_document(catalogue, paper(tmp_path, text, name=f"{index}.txt"), tools.knowledge)
    assert [hit.document for hit in search(catalogue, query)] == [1, 2]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text())
@example(query='0Ǝ0"AAഇ')
@example(query="½ Ⅷ ßo")
def test_no_query_breaks_it(stocked: Catalogue, query: str) -> None:
    for hit in search(stocked, query):
        assert all(span.of(hit.snippet) for span in hit.lit)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.lists(st.sampled_from([*'"*():^-+{}', "NEAR", "AND", "OR", "NOT", "folded", "đốc", " "]), max_size=12))
def test_no_operator_of_the_index_is_reachable(stocked: Catalogue, query: list[str]) -> None:
    search(stocked, "".join(query))


@given(st.text("aăâáàđ -_/1", max_size=30), st.lists(st.text("aăđ1 ", min_size=1, max_size=4)))
def test_lit_spans_do_not_overlap(text: str, terms: list[str]) -> None:
    spans = lit_spans(text, terms)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("constants", "filters", "found"),
    [
        ({}, Filters(), 4),
        ({"BLOCK": 2, "FEW": 1}, Filters(), None),
        ({"READ": 3}, Filters(), None),
        ({"READ": 0}, Filters(since="2018", until="2026"), 0),
        ({"BLOCK": 1, "FEW": 1}, Filters(since="2018", until="2026"), 2),
    ],
)
def test_few_are_counted_by_the_first_of_them(
    stocked: Catalogue, monkeypatch: pytest.MonkeyPatch, constants: dict[str, int], filters: Filters, found: int | None
) -> None:
    for name, value in constants.items():
        monkeypatch.setattr(candidates, name, value)
    held = candidates.few(stocked, sought(("a",), codes={}, marked=False), ((EVERY,),), filters)
    assert (None if held is None else len(held.ranked)) == found
