"""Who owns which task, and by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.tasks import Asked, Scope, due, list_due, list_tasks, next_day, say_of_task, tasks
from pipeline.catalogue.write import file_document
from pipeline.errors import NotFoundError
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import assignment, deadline, paper, reference

TODAY = date(2025, 6, 1)
TEXT = (
    "Công an tỉnh báo cáo trước ngày 10/6/2025. Sở Y tế tổng kết chậm nhất 15/5/2025. "
    "Sở Tài chính cấp kinh phí hằng năm."
)


@pytest.fixture
def stocked(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> Catalogue:
    document = paper(tmp_path, TEXT, number="5/KH-UBND", date="2025-01-01")
    document = replace(
        document,
        deadlines=(
            deadline(document, "trước ngày 10/6/2025", kind="absolute", end_date=date(2025, 6, 10), inclusive=False),
            deadline(document, "chậm nhất 15/5/2025", kind="absolute", end_date=date(2025, 5, 15), inclusive=True),
            deadline(document, "hằng năm", kind="recurring", rrule="FREQ=YEARLY"),
        ),
        assignments=(
            assignment(
                document,
                "Công an tỉnh báo cáo",
                agencies=("Công an tỉnh Tây Ninh",),
                partners=("Sở Y tế tỉnh Tây Ninh",),
                deadlines=(0,),
            ),
            assignment(document, "Sở Y tế tổng kết", agencies=("Sở Y tế tỉnh Tây Ninh",), deadlines=(1,)),
            assignment(document, "Sở Tài chính cấp", agencies=("Sở Tài chính tỉnh Tây Ninh",), deadlines=(2,)),
        ),
    )
    file_document(catalogue, document, tools.knowledge)
    return catalogue


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("Công an tỉnh Tây Ninh", ["Công an tỉnh báo cáo"]),
        ("cong an tinh", ["Công an tỉnh báo cáo"]),
        ("so y te", ["Sở Y tế tổng kết", "Công an tỉnh báo cáo"]),
        (None, ["Sở Y tế tổng kết", "Công an tỉnh báo cáo", "Sở Tài chính cấp"]),
    ],
)
def test_tasks_of_a_body_by_last_day(stocked: Catalogue, tools: Tools, body: str | None, texts: list[str]) -> None:
    assert [t.text for t in tasks(stocked, tools.knowledge, body=body, as_of=TODAY)] == texts


def test_the_last_day_of_before_is_the_day_before(stocked: Catalogue, tools: Tools) -> None:
    (task,) = tasks(stocked, tools.knowledge, body="công an tỉnh", as_of=TODAY)
    assert (task.last_day, task.state) == (date(2025, 6, 9), "open")


def test_overdue_and_due_soon_but_not_without_a_day(stocked: Catalogue, tools: Tools) -> None:
    assert [t.state for t in due(stocked, tools.knowledge, as_of=TODAY)] == ["overdue", "open"]
    assert [t.state for t in due(stocked, tools.knowledge, as_of=TODAY, days=3)] == ["overdue"]


def test_a_task_is_done_and_opened_again(stocked: Catalogue, tools: Tools) -> None:
    task = tasks(stocked, tools.knowledge, body="công an tỉnh", as_of=TODAY)[0]
    say_of_task(stocked, task.id[:8], state="done", note=None, said_by="Lan")
    assert tasks(stocked, tools.knowledge, body="công an tỉnh", as_of=TODAY)[0].state == "done"
    say_of_task(stocked, task.id, state="open", note="còn thiếu phụ lục", said_by="Lan")
    assert tasks(stocked, tools.knowledge, body="công an tỉnh", as_of=TODAY)[0].state == "open"


@pytest.mark.parametrize("task", ["", "*", "?", "không-có", "zzzz"])
def test_a_task_must_be_named(stocked: Catalogue, task: str) -> None:
    with pytest.raises(NotFoundError):
        say_of_task(stocked, task, state="done", note=None, said_by="")


def test_an_unknown_body_is_said_to_be_unknown(stocked: Catalogue, tools: Tools) -> None:
    with pytest.raises(NotFoundError, match="Hội Làm vườn"):
        tasks(stocked, tools.knowledge, body="Hội Làm vườn", as_of=TODAY)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10", date(2025, 6, 10)),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=10", date(2026, 5, 10)),
        ("FREQ=MONTHLY;BYMONTHDAY=20", date(2025, 6, 20)),
        ("FREQ=YEARLY", None),
        ("BYMONTH=99", None),
        (None, None),
    ],
)
def test_next_day_of_a_rule(rule: str | None, day: date | None) -> None:
    assert next_day(rule, TODAY) == day


def test_a_part_of_a_list_tells_how_long_the_whole_is(stocked: Catalogue, tools: Tools) -> None:
    whole = tasks(stocked, tools.knowledge, as_of=TODAY)
    part = list_tasks(stocked, tools.knowledge, Asked(Scope(), TODAY, limit=1, offset=1))
    assert (part.tasks, part.total) == (whole[1:2], 3)
    waiting = list_due(stocked, tools.knowledge, Asked(Scope(), TODAY, limit=1))
    assert ([task.text for task in waiting.tasks], waiting.total) == (["Sở Y tế tổng kết"], 2)


def test_what_a_later_paper_changes_is_shown_beside_what_the_paper_says(
    stocked: Catalogue, tmp_path: Path, tools: Tools
) -> None:
    later = paper(
        tmp_path, "Gia hạn nêu tại Kế hoạch số 5/KH-UBND.", name="l.txt", number="9/KH-UBND", date="2025-05-02"
    )
    cited = reference(later, "Kế hoạch số 5/KH-UBND", number="5/KH-UBND", date="2025-01-01", relation="sửa đổi bổ sung")
    file_document(stocked, replace(later, references=(cited,)), tools.knowledge)
    task = tasks(stocked, tools.knowledge, body="so y te", as_of=TODAY)[0]
    assert (task.last_day, task.changed_by, task.replaced_by) == (date(2025, 5, 15), "9/KH-UBND", None)
    assert task in due(stocked, tools.knowledge, as_of=TODAY)
