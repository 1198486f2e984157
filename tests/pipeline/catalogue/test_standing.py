"""Whether documents stand, which papers cite what had ended, and the ways between documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue import standing
from pipeline.catalogue.graph import roots_of, trace
from pipeline.catalogue.paths import authorities, path
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.standing import history, in_force, stale_citations
from pipeline.catalogue.write import file_document, withdraw
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import paper, reference

PAPERS = (  # number, date, and what it does to which other number
    ("10/QĐ-TTg", "2015-01-10", ()),
    ("20/QĐ-TTg", "2018-02-20", (("thay thế", "10/QĐ-TTg", "2015-01-10"),)),
    ("30/QĐ-TTg", "2017-03-30", (("căn cứ", "10/QĐ-TTg", "2015-01-10"),)),
    ("40/QĐ-TTg", "2020-04-04", (("căn cứ", "10/QĐ-TTg", "2015-01-10"), ("thực hiện", "30/QĐ-TTg", "2017-03-30"))),
    ("50/QĐ-TTg", "2021-05-05", (("thực hiện", "40/QĐ-TTg", "2020-04-04"),)),
)


@pytest.fixture
def stocked(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> Catalogue:
    for number, day, mentions in PAPERS:
        text = "; ".join(f"{relation} Quyết định số {other}" for relation, other, _ in mentions) or "Quyết định"
        document = paper(tmp_path, text, name=f"{number[:2]}.txt", number=number, date=day)
        found = tuple(
            reference(document, f"Quyết định số {other}", number=other, date=when, relation=relation)
            for relation, other, when in mentions
        )
        file_document(catalogue, replace(document, references=found), tools.knowledge)
    return catalogue


def test_history_runs_from_issue_to_end(stocked: Catalogue) -> None:
    (first,) = roots_of(stocked, "10/QĐ-TTg")
    events = history(stocked, first)
    assert [(e.day, e.relation, e.number) for e in events] == [
        ("2015-01-10", "ban hành", None),
        ("2018-02-20", "thay thế", "20/QĐ-TTg"),
    ]


@pytest.mark.parametrize(("as_of", "stands"), [(date(2018, 2, 19), True), (date(2018, 2, 20), False)])
def test_a_document_stands_until_the_day_it_is_replaced(stocked: Catalogue, as_of: date, stands: bool) -> None:
    (first,) = roots_of(stocked, "10/QĐ-TTg")
    assert in_force(stocked, first, as_of=as_of) is stands


def test_a_part_that_is_replaced_ends_nothing(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> None:
    document = paper(tmp_path, "thay thế khoản 1 Quyết định số 10/QĐ-TTg", number="20/QĐ-TTg", date="2018-02-20")
    mention = reference(
        document, "Quyết định số 10/QĐ-TTg", number="10/QĐ-TTg", date="2015-01-10", relation="thay thế", extent="part"
    )
    file_document(catalogue, replace(document, references=(mention,)), tools.knowledge)
    (first,) = roots_of(catalogue, "10/QĐ-TTg")
    assert in_force(catalogue, first, as_of=date(2020, 1, 1))


@pytest.mark.parametrize("few", [0, 1000], ids=["where much has ended", "where little has"])
def test_who_cites_what_had_ended(stocked: Catalogue, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(standing, "FEW", few)
    (stale,) = stale_citations(stocked, as_of=date(2022, 1, 1))
    assert (stale.name, stale.cited_number, stale.ended_on, stale.ended_by) == (
        "40/QĐ-TTg",
        "10/QĐ-TTg",
        "2018-02-20",
        "20/QĐ-TTg",
    )
    assert stale_citations(stocked, as_of=date(2019, 1, 1)) == ()


def test_what_a_withdrawn_paper_replaced_stands_again(stocked: Catalogue) -> None:
    withdraw(stocked, 2, "nhầm")
    (first,) = roots_of(stocked, "10/QĐ-TTg")
    assert in_force(stocked, first, as_of=date(2022, 1, 1))
    assert stale_citations(stocked, as_of=date(2022, 1, 1)) == ()


@pytest.mark.parametrize("ends", [("50/QĐ-TTg", "10/QĐ-TTg"), ("10/QĐ-TTg", "50/QĐ-TTg")])
def test_the_shortest_way_whichever_end_is_named_first(stocked: Catalogue, ends: tuple[str, str]) -> None:
    found = path(stocked, *ends)
    numbers = {i: n.number for i, n in found.nodes.items()}
    assert [(numbers[e.source], numbers[e.target]) for e in found.edges] == [
        ("40/QĐ-TTg", "10/QĐ-TTg"),
        ("50/QĐ-TTg", "40/QĐ-TTg"),
    ]


def test_no_way_is_an_empty_trace(stocked: Catalogue) -> None:
    assert path(stocked, "50/QĐ-TTg", "20/QĐ-TTg").edges == ()


def test_the_authority_that_a_chain_rests_on(stocked: Catalogue) -> None:
    found = trace(stocked, "50/QĐ-TTg")
    assert [found.nodes[i].number for i in authorities(found)] == ["10/QĐ-TTg"]


def test_only_edges_of_the_relations_asked_for_are_followed(stocked: Catalogue) -> None:
    found = trace(stocked, "10/QĐ-TTg", relations=("thay thế",))
    assert {n.number for n in found.nodes.values()} == {"10/QĐ-TTg", "20/QĐ-TTg"}
