"""Files that hold several papers: each is filed under its own number, and read anew together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue.enclosures import container_of, enclosed
from pipeline.catalogue.graph import trace
from pipeline.catalogue.readings import reading_of
from pipeline.catalogue.refile import refile_document
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.status import check, status
from pipeline.catalogue.tasks import tasks
from pipeline.catalogue.write import file_document, withdraw
from pipeline.document import Document
from pipeline.ingest import ingest
from pipeline.line import run
from pipeline.reprocess import reprocess
from pipeline.tools import Tools
from tests.extractors.papers import PARTY, PLAN


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A file of a province's plan and a paper of the Party."""
    path = tmp_path / "hai-van-ban.txt"
    path.write_text(f"{PLAN}\n{PARTY}", "utf-8")
    return path


def numbers(catalogue: Catalogue) -> list[str | None]:
    return [
        row["number"] for row in catalogue.rows("SELECT number FROM document WHERE withdrawn_at IS NULL ORDER BY id")
    ]


def as_one(document: Document) -> Document:
    """The file as a program sees it that tells no papers apart."""
    return replace(document, parts=document.parts[:1], headings=document.headings[:1])


def test_each_paper_is_filed_under_its_own_number(catalogue: Catalogue, bundle: Path, tools: Tools) -> None:
    (arrival,) = ingest(catalogue, [bundle], tools)
    plan, party = 1, 2
    assert arrival.document == plan
    assert numbers(catalogue)[0] == "57/KH-UBND"
    assert None not in numbers(catalogue)
    assert enclosed(catalogue, plan) == (party,)
    assert (found := container_of(catalogue, party)) and found.document == plan
    counts = status(catalogue)
    assert (counts.arrived, counts.filed) == (1, 1)
    assert check(catalogue) == ()
    assert [again.outcome for again in ingest(catalogue, [bundle], tools)] == ["duplicate"]


def test_facts_stand_in_the_paper_that_says_them(catalogue: Catalogue, bundle: Path, tools: Tools) -> None:
    list(ingest(catalogue, [bundle], tools))
    plan, party = numbers(catalogue)
    cited = {n.number for n in trace(catalogue, str(plan), depth=1).nodes.values()}
    assert "12/CT-TTg" in cited
    assert "12/CT-TTg" not in {n.number for n in trace(catalogue, str(party), depth=1).nodes.values()}
    by = {
        task.number for task in tasks(catalogue, tools.knowledge, body="Công an tỉnh Lạng Sơn", as_of=date(2026, 3, 1))
    }
    assert by == {plan}
    assert reading_of(catalogue, 2).text.value.lstrip().startswith(PARTY[:20])


def test_reading_anew_keeps_each_paper(catalogue: Catalogue, bundle: Path, tools: Tools) -> None:
    list(ingest(catalogue, [bundle], tools))
    before = numbers(catalogue)
    assert [(held.id, error) for held, error in reprocess(catalogue, f"number={before[1]}", tools)] == [(1, None)]
    assert numbers(catalogue) == before
    withdraw(catalogue, 2, "vào sổ nhầm")
    assert [error for _, error in reprocess(catalogue, "all", tools)] == [None]
    assert numbers(catalogue) == before[:1]
    assert check(catalogue) == ()


def test_papers_are_told_apart_or_no_longer_by_a_new_reading(catalogue: Catalogue, bundle: Path, tools: Tools) -> None:
    document = run(bundle, tools)
    file_document(catalogue, as_one(document), tools.knowledge)
    assert len(numbers(catalogue)) == 1
    refile_document(catalogue, document, tools.knowledge)
    assert len(numbers(catalogue)) == 2
    refile_document(catalogue, as_one(document), tools.knowledge)
    assert len(numbers(catalogue)) == 1
    refile_document(catalogue, document, tools.knowledge)
    assert len(numbers(catalogue)) == 2
    assert check(catalogue) == ()
