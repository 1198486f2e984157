"""What people put right stays right, and the graph follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue.doubts import doubts
from pipeline.catalogue.graph import missing, trace
from pipeline.catalogue.index import waste_of
from pipeline.catalogue.ledger import say_of_task
from pipeline.catalogue.refile import begin_run, correct, end_run, held_where, refile_document
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.search import search
from pipeline.catalogue.status import check
from pipeline.catalogue.tasks import tasks
from pipeline.catalogue.write import file_document
from pipeline.document import Document
from pipeline.errors import ConfigError, NotFoundError
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import assignment, paper, reference


@pytest.fixture
def filed(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> Document:
    """A paper whose only mention was misread, and a task."""
    text = "Thực hiện Chỉ thị số 8-CT/TW ngày 05/5/2023. Sở Y tế báo cáo."
    document = paper(tmp_path, text, number="9/KH-UBND", date="2023-06-01", issuer="Ủy ban nhân dân tỉnh Cà Mau")
    document = replace(
        document,
        references=(
            reference(document, "Chỉ thị số 8-CT/TW", number="8-CT/TW", date="2023-05-05", relation="thực hiện"),
        ),
        assignments=(assignment(document, "Sở Y tế báo cáo", agencies=("Sở Y tế tỉnh Cà Mau",)),),
    )
    file_document(catalogue, document, tools.knowledge)
    return document


def mention_id(catalogue: Catalogue) -> str:
    return str(catalogue.value("SELECT id FROM reference"))


def test_a_corrected_mention_means_another_document(catalogue: Catalogue, filed: Document, tools: Tools) -> None:
    correct(catalogue, tools.knowledge, mention_id(catalogue)[:8], ("number", "18-CT/TW"), by="Lan")
    assert [m.node.number for m in missing(catalogue)] == ["18-CT/TW"]
    with pytest.raises(NotFoundError):
        trace(catalogue, "8-CT/TW")
    assert check(catalogue) == ()


def test_no_new_reading_overwrites_a_correction(catalogue: Catalogue, filed: Document, tools: Tools) -> None:
    correct(catalogue, tools.knowledge, mention_id(catalogue), ("number", "18-CT/TW"), by="Lan")
    correct(catalogue, tools.knowledge, "1", ("title", "Kế hoạch trồng rừng"), by="Lan")
    refile_document(catalogue, filed, tools.knowledge)
    assert [m.node.number for m in missing(catalogue)] == ["18-CT/TW"]
    assert search(catalogue, "trong rung")[0].title == "Kế hoạch trồng rừng"
    assert check(catalogue) == ()


def test_the_last_correction_counts_and_all_are_on_record(catalogue: Catalogue, filed: Document, tools: Tools) -> None:
    for number in ("18-CT/TW", "28-CT/TW"):
        correct(catalogue, tools.knowledge, mention_id(catalogue), ("number", number), by="Lan")
    assert [m.node.number for m in missing(catalogue)] == ["28-CT/TW"]
    rows = catalogue.rows("SELECT was, value, made_by FROM correction ORDER BY id")
    assert [tuple(row) for row in rows] == [("8-CT/TW", "18-CT/TW", "Lan"), ("18-CT/TW", "28-CT/TW", "Lan")]
    assert [row["what"] for row in catalogue.rows("SELECT what FROM change")] == ["correct", "correct"]


def test_what_was_said_of_a_task_survives_a_new_reading(catalogue: Catalogue, filed: Document, tools: Tools) -> None:
    (task,) = tasks(catalogue, tools.knowledge, as_of=date(2023, 7, 1))
    say_of_task(catalogue, task.id, state="done", note=None, said_by="Lan")
    refile_document(catalogue, filed, tools.knowledge)
    assert [t.state for t in tasks(catalogue, tools.knowledge, as_of=date(2023, 7, 1))] == ["done"]


def test_what_a_person_has_confirmed_is_doubted_no_more(catalogue: Catalogue, filed: Document, tools: Tools) -> None:
    assert {d.kind for d in doubts(catalogue, below=1.0)} == {"reference", "assignment"}
    correct(catalogue, tools.knowledge, mention_id(catalogue), ("confirmed", None), by="Lan")
    assert {d.kind for d in doubts(catalogue, below=1.0)} == {"assignment"}


def test_the_bodies_of_a_task_put_right_stay_so(catalogue: Catalogue, filed: Document, tools: Tools) -> None:
    (task,) = tasks(catalogue, tools.knowledge, as_of=date(2023, 7, 1))
    correct(
        catalogue, tools.knowledge, task.id, ("agencies", "Sở Tài chính tỉnh Cà Mau;Thanh tra tỉnh Cà Mau"), by="Lan"
    )
    correct(catalogue, tools.knowledge, task.id, ("partners", None), by="Lan")
    refile_document(catalogue, filed, tools.knowledge)
    (found,) = tasks(catalogue, tools.knowledge, body="thanh tra", as_of=date(2023, 7, 1))
    assert (set(found.agencies), found.partners) == ({"Sở Tài chính tỉnh Cà Mau", "Thanh tra tỉnh Cà Mau"}, ())
    assert check(catalogue) == ()


def test_an_index_worn_by_new_readings_is_made_anew(catalogue: Catalogue, filed: Document, tools: Tools) -> None:
    for _ in range(2):
        refile_document(catalogue, filed, tools.knowledge)
    assert waste_of(catalogue) == (2, 1)
    end_run(catalogue, "all")
    assert (waste_of(catalogue), check(catalogue)) == ((0, 1), ())


@pytest.mark.parametrize("change", [("colour", "đỏ"), ("date", "hôm qua")])
def test_a_correction_that_makes_no_sense_is_refused(
    catalogue: Catalogue, filed: Document, tools: Tools, change: tuple[str, str]
) -> None:
    with pytest.raises(ConfigError):
        correct(catalogue, tools.knowledge, "1", change, by="Lan")


@pytest.mark.parametrize("fact", ["2", "ffffffff", "*", ""])
def test_a_fact_must_be_named(catalogue: Catalogue, filed: Document, tools: Tools, fact: str) -> None:
    with pytest.raises(NotFoundError):
        correct(catalogue, tools.knowledge, fact, ("number", "1/KH-UBND"), by="Lan")


def test_a_run_that_is_broken_off_goes_on_where_it_stopped(
    catalogue: Catalogue, filed: Document, tmp_path: Path, tools: Tools
) -> None:
    file_document(catalogue, paper(tmp_path, "Thông báo nghỉ lễ", name="b.txt"), tools.knowledge)
    since = begin_run(catalogue, "all")
    assert len(list(held_where(catalogue, "all", since=since))) == 2
    refile_document(catalogue, filed, tools.knowledge)
    assert begin_run(catalogue, "all") == since
    assert [h.name for h in held_where(catalogue, "all", since=since)] == ["b.txt"]
    end_run(catalogue, "all")
    assert begin_run(catalogue, "all") > since


@pytest.mark.parametrize(("where", "count"), [("older", 0), ("all", 1), ("number=9/kh-ubnd", 1), ("doc_type=x", 0)])
def test_which_are_read_anew(catalogue: Catalogue, filed: Document, where: str, count: int) -> None:
    assert len(list(held_where(catalogue, where, since=begin_run(catalogue, where)))) == count


def test_an_unknown_condition_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(ConfigError):
        list(held_where(catalogue, "text=x", since="9"))
