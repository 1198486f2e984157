"""Copies: one paper in several files has each of its tasks once, wherever it came from first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.catalogue.ledger import say_of_task
from pipeline.catalogue.records import records
from pipeline.catalogue.refile import correct, refile_document, reinstate
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.status import check
from pipeline.catalogue.tasks import Scope, Task, due, tasks
from pipeline.catalogue.write import file_document, withdraw
from pipeline.document import Document
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import assignment, deadline, paper

TODAY = date(2025, 6, 1)
SCAN = "Sở Y tế tổng kết trước ngày 10/6/2025. Công an tinh kiểm tra trước ngày 12/6/2025. Nơi nhận: như trên."
WORD = "Sở Y tế tổng kết trước ngày 10/6/2025. Công an tỉnh kiểm tra trước ngày 12/6/2025. Sở Tài chính cấp kinh phí."
HEAD: dict[str, object] = {"number": "5/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Cà Mau", "date": "2025-01-01"}
GIVEN = {
    "Sở Y tế tổng kết": ("Sở Y tế tỉnh Cà Mau", "trước ngày 10/6/2025", 10),
    "Công an tinh kiểm tra": ("Công an tỉnh Cà Mau", "trước ngày 12/6/2025", 12),
    "Công an tỉnh kiểm tra": ("Công an tỉnh Cà Mau", "trước ngày 12/6/2025", 12),
    "Sở Tài chính cấp": ("Sở Tài chính tỉnh Cà Mau", None, None),
}


def copy(folder: Path, text: str, name: str, **heading: object) -> Document:
    """A file of the paper, with the tasks that its text sets."""
    document = paper(folder, text, name=name, **(HEAD | heading))
    found = {words: given for words, given in GIVEN.items() if words in text}
    limits = [(words, limit, day) for words, (_, limit, day) in found.items() if limit and day]
    places = {words: (index,) for index, (words, _, _) in enumerate(limits)}
    return replace(
        document,
        deadlines=tuple(
            deadline(document, limit, kind="absolute", end_date=date(2025, 6, day), inclusive=False)
            for _, limit, day in limits
        ),
        assignments=tuple(
            assignment(document, words, agencies=(body,), deadlines=places.get(words, ()))
            for words, (body, _, _) in found.items()
        ),
    )


def told(found: tuple[Task, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(task.text, tuple(sorted(c.name for c in task.copies))) for task in found]


@pytest.fixture
def scan(tmp_path: Path) -> Document:
    return copy(tmp_path, SCAN, "quét.pdf")


@pytest.fixture
def word(tmp_path: Path) -> Document:
    return copy(tmp_path, WORD, "văn bản.docx")


@pytest.fixture
def both(catalogue: Catalogue, tools: Tools, scan: Document, word: Document) -> Catalogue:
    for document in (scan, word):
        file_document(catalogue, document, tools.knowledge)
    return catalogue


def test_a_task_of_two_copies_is_told_once_and_names_both(both: Catalogue, tools: Tools) -> None:
    found = tasks(both, tools.knowledge, as_of=TODAY)
    assert [len(task.copies) for task in found] == [1, 1, 0]
    assert [task.text for task in found][::2] == ["Sở Y tế tổng kết", "Sở Tài chính cấp"]
    assert len(due(both, tools.knowledge, as_of=TODAY)) == 2
    assert both.value("SELECT sum(tasks) FROM body") == 3
    assert check(both) == ()


def test_an_export_keeps_what_every_copy_says_and_which_is_told(both: Catalogue, tools: Tools) -> None:
    say_of_task(both, tasks(both, tools.knowledge, as_of=TODAY)[0].id, state="done", note=None, said_by="Lan")
    found = [task for record in records(both) for task in record["assignments"]]
    assert len(found) == 5 and sum(task["told_with"] is not None for task in found) == 2
    assert [entry["said_by"] for task in found for entry in task["ledger"]] == ["Lan", "Lan"]
    assert {task["told_with"] for task in found} - {None} <= {task["id"] for task in found}


def test_each_copy_shows_all_its_tasks(both: Catalogue, tools: Tools) -> None:
    shown = {row: tasks(both, tools.knowledge, body=Scope(document=row), as_of=TODAY) for row in (1, 2)}
    assert {row: len(found) for row, found in shown.items()} == {1: 2, 2: 3}
    assert {copy.document for task in shown[1] for copy in task.copies} == {2}


def test_the_order_of_arrival_makes_no_difference(tmp_path: Path, tools: Tools, scan: Document, word: Document) -> None:
    third = copy(tmp_path, WORD.replace("Sở Tài chính cấp kinh phí.", ""), "dự thảo.docx", number=None)
    results = set()
    for number, several in enumerate(permutations((scan, word, third))):
        with open_catalogue(tmp_path / str(number) / "catalogue.db") as catalogue:
            for document in several:
                file_document(catalogue, document, tools.knowledge)
            results.add(tuple(told(tasks(catalogue, tools.knowledge, as_of=TODAY))))
    assert len(results) == 1


def test_what_was_said_of_a_copy_that_goes_is_said_of_the_other(both: Catalogue, tools: Tools) -> None:
    first = tasks(both, tools.knowledge, as_of=TODAY)[0]
    say_of_task(both, first.id, state="done", note="đã gửi", said_by="Lan")
    withdraw(both, first.document, "bản trùng")
    (left,) = (t for t in tasks(both, tools.knowledge, as_of=TODAY) if t.text == "Sở Y tế tổng kết")
    assert (left.state, left.copies, left.document) == ("done", (), 3 - first.document)
    reinstate(both, first.document)
    assert tasks(both, tools.knowledge, as_of=TODAY)[0].state == "done"
    assert check(both) == ()


def test_what_is_said_of_either_copy_is_said_of_the_task(both: Catalogue, tools: Tools) -> None:
    for row in (1, 2):
        shown = tasks(both, tools.knowledge, body=Scope(document=row), as_of=TODAY)
        say_of_task(both, shown[0].id, state=None, note=f"xem bản {row}", said_by="Lan")
    for row in (None, 1, 2):
        shown = tasks(both, tools.knowledge, body=Scope(document=row), as_of=TODAY)
        assert [saying.note for saying in shown[0].sayings] == ["xem bản 1", "xem bản 2"]


def test_the_copy_that_people_put_right_tells_the_task(both: Catalogue, tools: Tools) -> None:
    other = tasks(both, tools.knowledge, as_of=TODAY)[0].copies[0]
    correct(both, tools.knowledge, other.task, ("agencies", "Sở Nội vụ tỉnh Cà Mau"), by="Lan")
    shown = {task.id: task for task in tasks(both, tools.knowledge, as_of=TODAY)}
    assert shown[other.task].agencies == ("Sở Nội vụ tỉnh Cà Mau",)
    assert check(both) == ()


def test_reading_a_copy_anew_leaves_each_task_once(
    both: Catalogue, tools: Tools, scan: Document, word: Document
) -> None:
    before = told(tasks(both, tools.knowledge, as_of=TODAY))
    for document in (scan, word):
        refile_document(both, document, tools.knowledge)
        assert told(tasks(both, tools.knowledge, as_of=TODAY)) == before
    refile_document(both, replace(word, assignments=()), tools.knowledge)
    assert [len(task.copies) for task in tasks(both, tools.knowledge, as_of=TODAY)] == [0, 0]
    assert check(both) == ()


@pytest.mark.parametrize(
    "heading",
    [
        {"number": "6/KH-UBND"},
        {"issuer": "Ủy ban nhân dân tỉnh Tây Ninh"},
        {"date": "2025-02-01"},
        {"number": None, "date": "2024-01-01"},
    ],
    ids=["number", "issuer", "date", "no number, date"],
)
def test_papers_that_contradict_each_other_are_no_copies(
    catalogue: Catalogue, tmp_path: Path, tools: Tools, scan: Document, heading: dict[str, object]
) -> None:
    file_document(catalogue, scan, tools.knowledge)
    file_document(catalogue, copy(tmp_path, f"{SCAN} ", "khác.docx", **heading), tools.knowledge)
    assert len(tasks(catalogue, tools.knowledge, as_of=TODAY)) == 4


def test_two_readings_of_one_day_are_both_told(
    catalogue: Catalogue, tmp_path: Path, tools: Tools, scan: Document, word: Document
) -> None:
    wrong = replace(word, deadlines=(replace(word.deadlines[0], end_date=date(2025, 6, 16)), word.deadlines[1]))
    for document in (scan, wrong):
        file_document(catalogue, document, tools.knowledge)
    (first, *_) = (t for t in tasks(catalogue, tools.knowledge, as_of=TODAY) if t.text == "Sở Y tế tổng kết")
    assert {first.last_day, first.copies[0].last_day} == {date(2025, 6, 9), date(2025, 6, 15)}
