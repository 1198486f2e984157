"""Chains of citations: followed both ways, whatever the order of arrival, with what is missing and contradictory."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.catalogue.graph import Trace, conflicts, missing, trace
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.write import file_document, withdraw
from pipeline.document import Document
from pipeline.errors import NotFoundError
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import paper, reference

SECRETARIAT = "Ban Bí thư Trung ương Đảng"


def chain(folder: Path) -> list[Document]:
    """A plan that carries out a conclusion that carries on a directive, dated otherwise by a second plan."""
    first = paper(
        folder,
        "Thực hiện Kết luận số 44-KL/TW ngày 22/01/2019 về thực hiện Chỉ thị số 09-CT/TW ngày 01/12/2011.",
        name="a.txt",
        number="15/KH-UBND",
        issuer="Ủy ban nhân dân tỉnh Kiên Giang",
        date="2022-02-02",
    )
    first = replace(
        first,
        references=(
            reference(
                first,
                "Kết luận số 44-KL/TW",
                number="44-KL/TW",
                date="2019-01-22",
                issuer=SECRETARIAT,
                relation="thực hiện",
            ),
            reference(
                first,
                "Chỉ thị số 09-CT/TW",
                number="09-CT/TW",
                date="2011-12-01",
                issuer=SECRETARIAT,
                nested_in=0,
                container_relation="thực hiện",
            ),
        ),
    )
    second = paper(
        folder,
        "Căn cứ Kết luận số 44-KL/TW ngày 22/01/2020 và Kế hoạch số 15/KH-UBND.",
        name="b.txt",
        number="3/KH-UBND",
        issuer="Ủy ban nhân dân xã Hòn Đất",
        date="2022-05-05",
    )
    second = replace(
        second,
        references=(
            reference(second, "Kết luận số 44-KL/TW", number="44-KL/TW", date="2020-01-22", relation="căn cứ"),
            reference(
                second,
                "Kế hoạch số 15/KH-UBND",
                number="15/KH-UBND",
                issuer="Ủy ban nhân dân tỉnh Kiên Giang",
                relation="căn cứ",
            ),
        ),
    )
    third = paper(
        folder, "Chỉ thị", name="c.txt", number="09-CT/TW", issuer=SECRETARIAT, date="2011-12-01", doc_type="chỉ thị"
    )
    return [first, second, third]


def shape(found: Trace) -> object:
    """A trace without row numbers, which depend on the order of arrival."""
    names = {i: n.number for i, n in found.nodes.items()}
    nodes = sorted(
        (n.number, [d.date for d in n.datings], len(n.held), len(n.candidates)) for n in found.nodes.values()
    )
    return nodes, sorted((names[e.source], names[e.target], e.relation, e.told, len(e.documents)) for e in found.edges)


def test_the_order_of_arrival_makes_no_difference(tmp_path: Path, tools: Tools) -> None:
    shapes = []
    for index, order in enumerate(permutations(chain(tmp_path))):
        with open_catalogue(tmp_path / str(index) / "catalogue.db") as catalogue:
            for document in order:
                file_document(catalogue, document, tools.knowledge)
            shapes.append(shape(trace(catalogue, "09-CT/TW")))
    assert all(found == shapes[0] for found in shapes)
    nodes, edges = shapes[0]  # type: ignore[misc]
    assert ("44-KL/TW", "09-CT/TW", "thực hiện", True, 1) in edges
    assert ("15/KH-UBND", "44-KL/TW", "thực hiện", False, 1) in edges
    assert ("3/KH-UBND", "15/KH-UBND", "căn cứ", False, 1) in edges
    assert ("44-KL/TW", ["2019-01-22", "2020-01-22"], 0, 0) in nodes


@pytest.fixture
def stocked(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> Catalogue:
    for document in chain(tmp_path):
        file_document(catalogue, document, tools.knowledge)
    return catalogue


def test_a_mention_without_year_joins_the_only_document_it_can_mean(stocked: Catalogue) -> None:
    found = trace(stocked, "15 kh ubnd")
    (root,) = found.roots
    assert found.nodes[root].held
    assert found.beside(root, "cited_by")[0].relation == "căn cứ"


def test_depth_bounds_the_walk(stocked: Catalogue) -> None:
    assert {n.number for n in trace(stocked, "09-CT/TW", depth=1).nodes.values()} == {
        "09-CT/TW",
        "44-KL/TW",
        "15/KH-UBND",
    }


def test_what_is_cited_and_not_held_is_missing(stocked: Catalogue) -> None:
    assert [(m.node.number, m.cited_by) for m in missing(stocked)] == [("44-KL/TW", 2)]


def test_two_dates_of_one_document_are_a_conflict_with_both_places(stocked: Catalogue) -> None:
    (node,) = conflicts(stocked)
    assert node.number == "44-KL/TW"
    assert [[p.name for p in d.places] for d in node.datings] == [["a.txt"], ["b.txt"]]


def test_a_withdrawn_paper_says_nothing(stocked: Catalogue) -> None:
    withdraw(stocked, 2, "nhầm")
    assert conflicts(stocked) == ()


def test_circles_end(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> None:
    for own, other in (("1/QĐ-TTg", "2/QĐ-TTg"), ("2/QĐ-TTg", "1/QĐ-TTg")):
        document = paper(tmp_path, f"Theo {other}", name=f"{own[0]}.txt", number=own, date="2024-01-01")
        cited = reference(document, other, number=other, date="2024-01-01")
        file_document(catalogue, replace(document, references=(cited,)), tools.knowledge)
    assert len(trace(catalogue, "1/QĐ-TTg", depth=50).edges) == 2


def test_an_unknown_number_is_said_to_be_unknown(stocked: Catalogue) -> None:
    with pytest.raises(NotFoundError, match="77-NQ/TW"):
        trace(stocked, "77-NQ/TW")
