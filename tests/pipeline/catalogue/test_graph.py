"""Chains of citations: followed both ways, whatever the order of arrival, with what is missing and contradictory."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.catalogue import graph, read
from pipeline.catalogue.graph import Trace, conflicts, missing, trace
from pipeline.catalogue.records import records
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
    assert conflicts(stocked, offset=1) == missing(stocked, offset=1) == ()


def test_desk_and_export_tell_the_same_status_of_a_mention(stocked: Catalogue) -> None:
    exported = [fact["status"] for record in records(stocked) for fact in record["references"]]
    shown = [light.detail["status"] for row in (1, 2, 3) for light in read.paper(stocked, row).lights]
    assert exported == shown
    assert set(exported) == {"resolved"}


def test_a_withdrawn_paper_says_nothing(stocked: Catalogue) -> None:
    withdraw(stocked, 2, "nhầm")
    assert conflicts(stocked) == ()


def test_a_paper_withdrawn_leaves_no_short_mention_as_the_name(
    stocked: Catalogue, tmp_path: Path, tools: Tools
) -> None:
    words = "Thực hiện Kết luận số 44-KL/TW ngày 22/01/2019 (gọi là Kết luận 44)."
    document = paper(tmp_path, words, name="c.txt", number="8/KH-UBND", date="2022-03-03")
    full = reference(document, "Kết luận số 44-KL/TW", number="44-KL/TW", date="2019-01-22", issuer=SECRETARIAT)
    short = reference(document, "Kết luận 44", number="44", antecedent=0)
    file_document(stocked, replace(document, references=(full, short)), tools.knowledge)
    withdraw(stocked, 2, "nhầm")
    assert {node.number for node in trace(stocked, "44-KL/TW").nodes.values()} >= {"44-KL/TW"}


def test_circles_end(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> None:
    for own, other in (("1/QĐ-TTg", "2/QĐ-TTg"), ("2/QĐ-TTg", "1/QĐ-TTg")):
        document = paper(tmp_path, f"Theo {other}", name=f"{own[0]}.txt", number=own, date="2024-01-01")
        cited = reference(document, other, number=other, date="2024-01-01")
        file_document(catalogue, replace(document, references=(cited,)), tools.knowledge)
    assert len(trace(catalogue, "1/QĐ-TTg", depth=50).edges) == 2


def test_an_unknown_number_is_said_to_be_unknown(stocked: Catalogue) -> None:
    with pytest.raises(NotFoundError, match="77-NQ/TW"):
        trace(stocked, "77-NQ/TW")


def said(folder: Path, name: str, mention: dict[str, str], **heading: object) -> Document:
    """A paper that speaks of one other."""
    document = paper(folder, f"Theo văn bản số {mention['number']} ({name}).", name=name, **heading)
    return replace(document, references=(reference(document, f"văn bản số {mention['number']}", **mention),))


def held(folder: Path, province: str, year: int) -> Document:
    """The decision 12 of a province in a year."""
    issuer = f"Ủy ban nhân dân tỉnh {province}"
    text = f"Quyết định của tỉnh {province} năm {year}"
    return paper(folder, text, name=f"{province}.txt", number="12/QĐ-UBND", issuer=issuer, date=f"{year}-02-03")


CA_MAU = {"number": "5/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Cà Mau", "place": "Cà Mau", "date": "2023-09-09"}


@pytest.mark.parametrize(
    ("papers", "mention", "status"),
    [
        ([("Cà Mau", 2023), ("Tây Ninh", 2023)], {"date": "2023-02-03"}, "resolved"),
        ([("Tây Ninh", 2023)], {"date": "2023-02-03"}, "unresolved"),
        ([("Cà Mau", 2023), ("Cà Mau", 2024)], {}, "resolved"),
        ([("Cà Mau", 2022)], {}, "ambiguous"),
        ([("Cà Mau", 2021), ("Cà Mau", 2022)], {}, "ambiguous"),
        ([("Cà Mau", 2024)], {}, "unresolved"),
        ([("Cà Mau", 2023)], {"issuer": "Ủy ban nhân dân tỉnh Cà Mau"}, "resolved"),
        ([("Cà Mau", 2022)], {"issuer": "Ủy ban nhân dân tỉnh Cà Mau"}, "ambiguous"),
    ],
    ids=[
        "own province",
        "another province only",
        "nothing younger",
        "year before only",
        "two years",
        "only younger",
        "issuer told",
        "issuer told, year before only",
    ],
)
def test_where_and_when_a_mention_is_made_narrow_what_it_means(
    tmp_path: Path, tools: Tools, papers: list[tuple[str, int]], mention: dict[str, str], status: str
) -> None:
    for order in (1, -1):
        with open_catalogue(tmp_path / str(order) / "catalogue.db") as catalogue:
            speaking = said(tmp_path, "nói.txt", {"number": "12/QĐ-UBND", **mention}, **CA_MAU)
            for document in [*(held(tmp_path, *p) for p in papers), speaking][::order]:
                file_document(catalogue, document, tools.knowledge)
            found = trace(catalogue, "5/KH-UBND")
            meant = next(n for n in found.nodes.values() if n.number == "12/QĐ-UBND")
            assert meant.status == status
            assert bool(meant.held) == (status == "resolved")


@pytest.mark.parametrize(("year", "status"), [(2021, "resolved"), (2018, "ambiguous")])
def test_a_number_of_the_party_returns_with_each_term(
    catalogue: Catalogue, tmp_path: Path, tools: Tools, year: int, status: str
) -> None:
    meant = paper(tmp_path, "Kết luận", name="k.txt", number="44-KL/TW", issuer="Bộ Chính trị", date=f"{year}-05-04")
    speaking = said(tmp_path, "nói.txt", {"number": "44-KL/TW", "issuer": "Bộ Chính trị"}, **CA_MAU)
    for document in (meant, speaking):
        file_document(catalogue, document, tools.knowledge)
    assert status in {n.status for n in trace(catalogue, "5/KH-UBND").nodes.values() if n.number == "44-KL/TW"}


def test_candidates_are_kept_where_a_mention_may_mean_several(
    catalogue: Catalogue, tmp_path: Path, tools: Tools
) -> None:
    speaking = said(tmp_path, "nói.txt", {"number": "12/QĐ-UBND"}, **CA_MAU)
    for document in (held(tmp_path, "Cà Mau", 2021), held(tmp_path, "Cà Mau", 2022), speaking):
        file_document(catalogue, document, tools.knowledge)
    (unsure,) = [n for n in trace(catalogue, "12/QĐ-UBND").nodes.values() if n.candidates]
    assert len(unsure.candidates) == 2


def test_a_much_cited_document_shows_the_newest_and_counts_the_rest(
    catalogue: Catalogue, tmp_path: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph, "WIDTH", 3)
    mention = {"number": "09-CT/TW", "date": "2011-12-01"}
    for month in range(1, 9):
        heading = {"number": f"{month}/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Cà Mau", "date": f"2023-{month:02}-01"}
        file_document(catalogue, said(tmp_path, f"{month}.txt", mention, **heading), tools.knowledge)
    found = trace(catalogue, "09-CT/TW")
    (root,) = found.roots
    shown = {found.nodes[e.source].number for e in found.beside(root, "cited_by")}
    assert shown == {"8/KH-UBND", "7/KH-UBND", "6/KH-UBND"}
    assert (found.nodes[root].cited_by, found.rest(root, "cited_by")) == (8, 5)
