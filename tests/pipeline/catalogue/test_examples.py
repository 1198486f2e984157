"""The examples in the documentation of the catalogue's questions say what is so."""

from __future__ import annotations

import datetime
import doctest
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue import (
    arrivals,
    bodies,
    doubts,
    enclosures,
    graph,
    ledger,
    likeness,
    paths,
    read,
    readings,
    records,
    refile,
    rosters,
    search,
    sources,
    standing,
    status,
    tasks,
    versions,
    write,
)
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.write import file_document
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import assignment, deadline, paper, reference

TEXT = (
    "Căn cứ Kết luận số 44-KL/TW, Chỉ thị số 09-CT/TW, Công an tỉnh báo cáo trước ngày 10/6/2025 việc phòng cháy rừng."
)


@pytest.fixture
def stocked(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> Catalogue:
    """A catalogue that holds a plan, with a task, and one of the two papers that it cites."""
    heading = {"number": "12/KH-UBND", "doc_type": "kế hoạch", "issuer": "Ủy ban nhân dân tỉnh Tây Ninh"}
    plan = paper(tmp_path, TEXT, name="1.txt", date="2025-03-01", **heading)
    day = date(2025, 6, 10)
    plan = replace(
        plan,
        references=(
            reference(plan, "Kết luận số 44-KL/TW", number="44-KL/TW", date="2019-01-22", relation="căn cứ"),
            reference(plan, "Chỉ thị số 09-CT/TW", number="09-CT/TW", date="2024-05-02", relation="căn cứ"),
        ),
        deadlines=(deadline(plan, "trước ngày 10/6/2025", kind="absolute", end_date=day, inclusive=False),),
        assignments=(assignment(plan, "Công an tỉnh báo cáo", agencies=("Công an tỉnh Tây Ninh",), deadlines=(0,)),),
    )
    conclusion = paper(
        tmp_path, "Kết luận của Ban Bí thư.", name="2.txt", number="44-KL/TW", date="2019-01-22", issuer="Ban Bí thư"
    )
    for document in (plan, conclusion):
        file_document(catalogue, document, tools.knowledge)
    return catalogue


MODULES = (
    *(arrivals, bodies, doubts, enclosures, graph, ledger, likeness, paths, read, readings, records),
    *(refile, rosters, search, sources, standing, status, tasks, versions),
)
ASKED_TOGETHER = (graph.roots_of, graph.trace, tasks.tasks, doubts.doubts, refile.correct, write.withdraw)
EXAMPLES = [test for module in MODULES for test in doctest.DocTestFinder().find(module) if test.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example(stocked: Catalogue, tools: Tools, example: doctest.DocTest) -> None:
    example.globs |= {"catalogue": stocked, "knowledge": tools.knowledge, "today": date(2025, 6, 1)}
    example.globs |= {"datetime": datetime} | {question.__name__: question for question in ASKED_TOGETHER}
    assert doctest.DocTestRunner().run(example).failed == 0
