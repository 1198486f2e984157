"""A chain is a tree that opens each document once, and a drawing without overlaps."""

from __future__ import annotations

from itertools import combinations

import pytest

from pipeline.catalogue.graph import Edge, Node, Trace
from pipeline.web.chains import HIGH, MOST_BESIDE, MOST_TWIGS, WIDE, Twig, draw, tree_of


def trace(*edges: tuple[int, int], roots: tuple[int, ...] = (0,)) -> Trace:
    """Return a trace with these citations; all its neighbours are in it."""
    names = {*roots, *(end for edge in edges for end in edge)}
    nodes = {
        i: Node(
            i,
            f"{i}-CT/TW",
            "chỉ thị",
            None,
            None,
            (),
            (),
            cites=len({t for s, t in edges if s == i}),
            cited_by=len({s for s, t in edges if t == i}),
        )
        for i in names
    }
    return Trace(roots, nodes, tuple(Edge(s, t, "căn cứ", (1,), False) for s, t in edges))


def shape(twig: Twig) -> dict[str, object]:
    return {f"{t.node.identity}{'*' if t.again else ''}": shape(t) for t in twig.twigs}


def test_a_document_is_opened_once_as_near_to_the_root_as_it_stands() -> None:
    found = trace((0, 1), (1, 2), (0, 2), (2, 3), (3, 0))
    assert shape(tree_of(found, 0, "cites")) == {"1": {"2*": {}}, "2": {"3": {"0*": {}}}}


def test_the_other_way_leads_to_what_cites() -> None:
    assert shape(tree_of(trace((1, 0), (2, 1)), 0, "cited_by")) == {"1": {"2": {}}}


def test_a_tree_of_many_is_cut_and_says_so() -> None:
    top = tree_of(trace(*((0, i) for i in range(1, MOST_TWIGS + 50))), 0, "cites")
    assert len(top.twigs) + top.rest == MOST_TWIGS + 49
    assert top.rest > 0


def test_what_is_cited_stands_above_and_what_cites_below() -> None:
    spots = {s.node.identity: s for s in draw(trace((0, 1), (2, 0))).spots}
    assert spots[1].y < spots[0].y < spots[2].y
    assert spots[0].is_root and not spots[1].is_root


@pytest.mark.parametrize(
    "edges",
    [
        ((0, 1), (0, 2), (1, 2), (3, 0), (4, 0)),
        tuple((0, i) for i in range(1, 30)),
        tuple((i + 1, i) for i in range(9)),
        (),
    ],
    ids=["mixed", "many beside", "long", "alone"],
)
def test_no_box_overlaps_another_and_all_fit(edges: tuple[tuple[int, int], ...]) -> None:
    found = trace(*edges)
    drawing = draw(found)
    for one, other in combinations(drawing.spots, 2):
        assert abs(one.x - other.x) >= WIDE or abs(one.y - other.y) >= HIGH
    for spot in drawing.spots:
        assert WIDE / 2 <= spot.x <= drawing.width - WIDE / 2
        assert HIGH / 2 <= spot.y <= drawing.height - HIGH / 2
    assert len(drawing.spots) + drawing.left_out == len(found.nodes)
    assert max(sum(s.y == spot.y for s in drawing.spots) for spot in drawing.spots) <= MOST_BESIDE


def test_lines_join_what_is_drawn() -> None:
    assert len(draw(trace((0, 1), (2, 0))).lines) == 2
