"""Bodies are suggested while they are typed, classes know their members, and a vague name means those with tasks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue.rosters import members_of, suggestions
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.tasks import tasks
from pipeline.catalogue.write import file_document
from pipeline.document import AgencyMention
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import assignment, paper, span_in

TEXT = "Công an tỉnh rà soát. Sở Y tế tổng hợp. Sở Tài chính cấp kinh phí. Các sở báo cáo. Theo Công an tỉnh."
GIVEN = {
    "Công an tỉnh rà soát": ("Công an tỉnh Tây Ninh",),
    "Sở Y tế tổng hợp": ("Sở Y tế tỉnh Tây Ninh",),
    "Sở Tài chính cấp": ("Sở Tài chính tỉnh Cà Mau",),
    "Các sở báo cáo": ("Các sở, ban, ngành tỉnh Tây Ninh",),
}


@pytest.fixture
def stocked(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> Catalogue:
    document = paper(tmp_path, TEXT, number="5/KH-UBND", date="2025-01-01")
    mention = AgencyMention(span=span_in(document, "Công an tỉnh"), rule="test", confidence=1.0, name="Công an tỉnh")
    given = tuple(assignment(document, words, agencies=names) for words, names in GIVEN.items())
    file_document(catalogue, replace(document, assignments=given, agencies=(mention,)), tools.knowledge)
    return catalogue


@pytest.mark.parametrize("typed", ["Sở", "so ", "SỞ"])
def test_names_that_begin_so_come_first(stocked: Catalogue, tools: Tools, typed: str) -> None:
    found = suggestions(stocked, tools.knowledge, typed, limit=3)
    assert found[:2] == ("Sở Tài chính tỉnh Cà Mau", "Sở Y tế tỉnh Tây Ninh")


def test_aliases_are_suggested_after_bodies_with_tasks(stocked: Catalogue, tools: Tools) -> None:
    assert "UBND tỉnh" in suggestions(stocked, tools.knowledge, "ubnd")


def test_suggestions_are_bounded(stocked: Catalogue, tools: Tools) -> None:
    assert len(suggestions(stocked, tools.knowledge, "ubnd", limit=4)) == 4
    assert suggestions(stocked, tools.knowledge, "không có đâu") == ()


def test_a_class_knows_its_members_and_a_body_has_none(stocked: Catalogue, tools: Tools) -> None:
    members = members_of(stocked, "Các sở, ban, ngành tỉnh Tây Ninh", tools.knowledge)
    assert members == ("Công an tỉnh Tây Ninh", "Sở Y tế tỉnh Tây Ninh")
    assert members_of(stocked, "Sở Y tế tỉnh Tây Ninh", tools.knowledge) == ()


def test_a_name_without_tasks_of_its_own_means_those_whose_names_hold_it(stocked: Catalogue, tools: Tools) -> None:
    found = tasks(stocked, tools.knowledge, body="cong an tinh", as_of=date(2025, 6, 1))
    assert "Công an tỉnh rà soát" in {task.text for task in found}


@pytest.mark.parametrize("typed", ["Công an tỉnh", "cong an tinh"])
def test_a_name_without_its_place_means_the_body_of_every_place(
    stocked: Catalogue, tmp_path: Path, tools: Tools, typed: str
) -> None:
    document = paper(tmp_path, "Giao Công an tỉnh theo dõi.", name="khac.txt")
    given = assignment(document, "Giao Công an tỉnh theo dõi", agencies=("Công an tỉnh",))
    file_document(stocked, replace(document, assignments=(given,)), tools.knowledge)
    found = {task.text for task in tasks(stocked, tools.knowledge, body=typed, as_of=date(2025, 6, 1))}
    assert {"Giao Công an tỉnh theo dõi", "Công an tỉnh rà soát"} <= found
