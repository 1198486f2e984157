"""Who owns which task, and by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue.ledger import Done, Extended, say_of_task
from pipeline.catalogue.recurrence import next_day
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.status import check
from pipeline.catalogue.tasks import (
    Asked,
    Scope,
    Task,
    count_tasks,
    due,
    list_due,
    list_tasks,
    tasks,
)
from pipeline.catalogue.write import file_document
from pipeline.errors import ConfigError, NotFoundError
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


@pytest.fixture
def classed(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> Catalogue:
    """A task of a body that has been joined to another, and one of a class; no other body is named."""
    document = paper(tmp_path, "Sở Lao động rà soát. Các sở báo cáo.", number="77/KH-UBND", date="2025-01-10")
    given = (("Sở Lao động rà soát", "Sở Lao động - Thương binh và Xã hội"), ("Các sở báo cáo", "Các sở, ban, ngành"))
    tasked = tuple(assignment(document, words, agencies=(f"{name} tỉnh Tây Ninh",)) for words, name in given)
    file_document(catalogue, replace(document, assignments=tasked), tools.knowledge)
    return catalogue


@pytest.mark.parametrize(
    ("scope", "reached_by"),
    [
        (Scope("so noi vu", "tay ninh"), "Sở Lao động - Thương binh và Xã hội tỉnh Tây Ninh"),
        (Scope("Sở Nội vụ tỉnh Tây Ninh"), "Sở Lao động - Thương binh và Xã hội tỉnh Tây Ninh"),
        (Scope("sở tư pháp", "Tây Ninh"), "Các sở, ban, ngành tỉnh Tây Ninh"),
        (Scope("so tu phap tinh tay ninh"), "Các sở, ban, ngành tỉnh Tây Ninh"),
    ],
)
def test_a_body_that_no_paper_names_has_the_tasks_of_its_classes_and_forerunners(
    classed: Catalogue, tools: Tools, scope: Scope, reached_by: str
) -> None:
    assert reached_by in {task.reached_by for task in tasks(classed, tools.knowledge, body=scope, as_of=TODAY)}


@pytest.mark.parametrize("scope", [Scope("Sở Nội vụ", "Cà Mau"), Scope("Sở Nội vụ"), Scope("Hội Làm vườn")])
def test_a_body_that_nothing_reaches_has_no_tasks(classed: Catalogue, tools: Tools, scope: Scope) -> None:
    with pytest.raises(NotFoundError):
        tasks(classed, tools.knowledge, body=scope, as_of=TODAY)


def test_a_name_with_its_place_means_that_body_alone(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> None:
    names = ("Ủy ban nhân dân tỉnh Cà Mau", "Đảng ủy Ủy ban nhân dân tỉnh Cà Mau")
    document = paper(tmp_path, "Ủy ban báo cáo. Đảng ủy lãnh đạo.", number="78/KH-UBND", date="2025-01-10")
    tasked = (
        assignment(document, words, agencies=(name,))
        for words, name in zip(("Ủy ban báo cáo", "Đảng ủy lãnh đạo"), names, strict=True)
    )
    file_document(catalogue, replace(document, assignments=tuple(tasked)), tools.knowledge)
    for scope in (Scope("ubnd tinh", "ca mau"), Scope(names[0])):
        assert [t.agencies for t in tasks(catalogue, tools.knowledge, body=scope, as_of=TODAY)] == [names[:1]]


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


def test_a_later_paper_that_puts_a_day_off_is_named_until_a_person_says_what_it_means(
    stocked: Catalogue, tmp_path: Path, tools: Tools
) -> None:
    words = "Gia hạn thời gian tổng kết nêu tại Kế hoạch số 5/KH-UBND đến hết ngày 30/6/2025"
    later = paper(tmp_path, f"{words}.", name="l.txt", number="9/UBND-TH", date="2025-05-20")
    limit = {"kind": "absolute", "end_date": date(2025, 6, 30), "inclusive": True, "what": words}
    cited = reference(later, "Kế hoạch số 5/KH-UBND", number="5/KH-UBND", date="2025-01-01", relation="dẫn chiếu")
    later = replace(later, references=(cited,), deadlines=(deadline(later, "đến hết ngày 30/6/2025", **limit),))
    file_document(stocked, later, tools.knowledge)

    def told(as_of: date = TODAY) -> Task:
        return tasks(stocked, tools.knowledge, body="so y te", as_of=as_of)[0]

    assert [(e.name, e.day) for e in told().extensions] == [("9/UBND-TH", date(2025, 6, 30))]
    assert told(date(2025, 5, 19)).extensions == ()
    assert (told().state, told().last_day) == ("overdue", date(2025, 5, 15))
    say_of_task(stocked, told().id, state=Extended(date(2025, 6, 30)), note="9/UBND-TH", said_by="Lan")
    assert [t.text for t in due(stocked, tools.knowledge, as_of=TODAY)] == ["Công an tỉnh báo cáo", "Sở Y tế tổng kết"]
    last = tasks(stocked, tools.knowledge, body="so y te", as_of=TODAY)[-1]
    assert (last.state, last.set_day, last.last_day) == ("open", date(2025, 5, 15), date(2025, 6, 30))
    assert [(s.said_by, s.note, s.due) for s in last.sayings] == [("Lan", "9/UBND-TH", date(2025, 6, 30))]
    assert check(stocked) == ()


def test_a_task_that_returns_is_not_put_off(returning: Catalogue, tools: Tools) -> None:
    (first, *_) = tasks(returning, tools.knowledge, as_of=TODAY)
    with pytest.raises(ConfigError):
        say_of_task(returning, first.id, state=Extended(date(2025, 7, 1)), note=None, said_by="Lan")


def test_a_paper_is_replaced_from_the_day_of_the_one_that_says_so(
    stocked: Catalogue, tmp_path: Path, tools: Tools
) -> None:
    later = paper(tmp_path, "Thay thế Kế hoạch số 5/KH-UBND.", name="l.txt", number="9/KH-UBND", date="2025-05-02")
    cited = reference(later, "Kế hoạch số 5/KH-UBND", number="5/KH-UBND", date="2025-01-01", relation="thay thế")
    file_document(stocked, replace(later, references=(cited,)), tools.knowledge)
    for as_of, replaced, waiting in ((date(2025, 5, 1), None, 2), (date(2025, 5, 2), "9/KH-UBND", 0)):
        found = list_tasks(stocked, tools.knowledge, Asked(Scope(), as_of, limit=9))
        assert {t.replaced_by for t in found.tasks} == {replaced}
        counts = count_tasks(stocked, tools.knowledge, Asked(Scope(), as_of))
        assert counts == ({"not applicable": 3} if replaced else {"open": 3})
        assert len(due(stocked, tools.knowledge, as_of=as_of, days=60)) == waiting
    say_of_task(stocked, found.tasks[0].id, state="open", note="vẫn phải làm", said_by="Lan")
    assert [t.text for t in due(stocked, tools.knowledge, as_of=as_of, days=60)] == [found.tasks[0].text]


@pytest.fixture
def returning(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> Catalogue:
    """Tasks of every month, of before a day of every month, and of one day."""
    text = (
        "Sở Y tế báo cáo ngày 10 hằng tháng. Sở Y tế kiểm tra trước ngày 8 hằng tháng. Sở Y tế tổng kết ngày 9/6/2025."
    )
    document = paper(tmp_path, text, number="6/KH-UBND", date="2025-01-01")
    monthly = {"kind": "recurring", "rrule": "FREQ=MONTHLY;BYMONTHDAY=10", "inclusive": True}
    before = {"kind": "recurring", "rrule": "FREQ=MONTHLY;BYMONTHDAY=8", "inclusive": False}
    once = {"kind": "absolute", "end_date": date(2025, 6, 9)}
    times = ("ngày 10 hằng tháng", "trước ngày 8 hằng tháng", "ngày 9/6/2025")
    limits = (deadline(document, words, **fields) for words, fields in zip(times, (monthly, before, once), strict=True))
    given = (
        assignment(document, f"Sở Y tế {what}", agencies=("Sở Y tế tỉnh Cà Mau",), deadlines=(index,))
        for index, what in enumerate(("báo cáo", "kiểm tra", "tổng kết"))
    )
    document = replace(document, deadlines=tuple(limits), assignments=tuple(given))
    file_document(catalogue, document, tools.knowledge)
    return catalogue


def test_recurring_tasks_stand_among_the_others_by_the_days_they_fall_on(returning: Catalogue, tools: Tools) -> None:
    def told(task: Task) -> tuple[str, date | None]:
        return task.text.removeprefix("Sở Y tế "), task.last_day

    one, two, three = ("kiểm tra", date(2025, 6, 7)), ("tổng kết", date(2025, 6, 9)), ("báo cáo", date(2025, 6, 10))
    assert [told(t) for t in tasks(returning, tools.knowledge, body="so y te", as_of=TODAY)] == [one, two, three]
    again = ("kiểm tra", date(2025, 7, 7)), ("báo cáo", date(2025, 7, 10))
    found = due(returning, tools.knowledge, as_of=TODAY, days=40)
    assert [told(t) for t in found] == [one, two, three, *again]
    assert {t.agencies for t in found} == {("Sở Y tế tỉnh Cà Mau",)}
    say_of_task(returning, found[0].id, state=Done(date(2025, 6, 5)), note=None, said_by="Lan")
    assert [told(t) for t in due(returning, tools.knowledge, as_of=TODAY, days=40)] == [two, three, *again]


def test_the_states_of_a_list_are_counted_and_asked_for(returning: Catalogue, tools: Tools) -> None:
    late = date(2025, 6, 20)
    task = tasks(returning, tools.knowledge, as_of=late)[0]
    say_of_task(returning, task.id, state="done", note=None, said_by="Lan")
    asked = Asked(Scope("so y te"), late, limit=1)
    found = list_tasks(returning, tools.knowledge, asked)
    assert (found.total, found.tasks[0].state) == (3, "done")
    assert count_tasks(returning, tools.knowledge, replace(asked, state="done")) == {"done": 1, "open": 2}
    waiting = list_tasks(returning, tools.knowledge, replace(asked, state="open"))
    assert (waiting.total, [task.state for task in waiting.tasks]) == (2, ["open"])


def test_the_tasks_of_a_document_are_those_of_no_other(returning: Catalogue, tmp_path: Path, tools: Tools) -> None:
    other = paper(tmp_path, "Sở Tài chính cấp kinh phí.", name="k.txt", number="7/KH-UBND", date="2025-01-01")
    given = assignment(other, "Sở Tài chính cấp", agencies=("Sở Tài chính tỉnh Cà Mau",))
    row = file_document(returning, replace(other, assignments=(given,)), tools.knowledge).document
    found = tasks(returning, tools.knowledge, body=Scope(document=row), as_of=TODAY)
    assert [task.text for task in found] == ["Sở Tài chính cấp"]
