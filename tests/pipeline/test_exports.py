"""Chains, sheets and calendars in the formats of other programs, whatever the names in them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from xml.etree import ElementTree

import pytest

from corpus.knowledge import Knowledge
from pipeline.catalogue.graph import Edge, Trace
from pipeline.catalogue.nodes import Dating, Node
from pipeline.catalogue.recurrence import working_days_left
from pipeline.catalogue.task_rows import Copied, Limit, Saying
from pipeline.catalogue.tasks import Task
from pipeline.exports.calendars import calendar
from pipeline.exports.graphs import dot, graphml, svg
from pipeline.exports.sheets import workbook

KNOWLEDGE = Knowledge.load()
SVG = "{http://www.w3.org/2000/svg}"
ROUGH = 'Về "A & B" <script>\\n'


def node(identity: int, title: str | None = None) -> Node:
    return Node(identity, f"{identity}/KH-UBND", "kế hoạch", title, None, (Dating("2024-01-01", ()),), ())


@pytest.fixture
def chain() -> Trace:
    """Two documents that cite each other, one that they cite, and one with a rough name."""
    edges = tuple(Edge(a, b, "căn cứ", (1,), False) for a, b in ((1, 2), (2, 1), (1, 3), (4, 1)))
    return Trace((1,), {i: node(i, ROUGH if i == 4 else None) for i in (1, 2, 3, 4)}, edges)


def test_svg_has_a_box_for_each_and_no_two_overlap(chain: Trace) -> None:
    picture = ElementTree.fromstring(svg(chain))
    boxes = [(int(r.get("x", 0)), int(r.get("y", 0))) for r in picture.iter(f"{SVG}rect")]
    assert len(set(boxes)) == len(chain.nodes)
    assert all(abs(a[0] - b[0]) >= 170 or abs(a[1] - b[1]) >= 44 for a in boxes for b in boxes if a != b)
    assert picture.find(f".//{SVG}script") is None


def test_graphml_keeps_nodes_edges_and_rough_names(chain: Trace) -> None:
    graph = ElementTree.fromstring(graphml(chain).encode())
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(list(graph.iter(f"{space}node"))) == len(chain.nodes)
    assert len(list(graph.iter(f"{space}edge"))) == len(chain.edges)
    assert ROUGH.split("\\n")[0] in {d.text and d.text.split("\\n")[0] for d in graph.iter(f"{space}data")}


def test_dot_escapes_quotes(chain: Trace) -> None:
    named = Trace((4,), {4: Node(4, None, None, ROUGH, None, (), ())}, ())
    assert 'label="Về \\"A & B\\" <script>' in dot(named)


def task(text: str = "Sở Y tế báo cáo", **limits: Limit) -> Task:
    return Task(
        id="0123456789abcdef0123",
        text=text,
        role="báo cáo",
        agencies=("Sở Y tế tỉnh Cà Mau",),
        partners=(),
        limits=tuple(limits.values()),
        section="II.1",
        confidence=0.9,
        document=1,
        number="5/KH-UBND",
        document_name="a.pdf",
        document_title=None,
        issuer=None,
        issued=None,
        start=0,
        end=10,
        page=None,
        state="open",
    )


ABSOLUTE = Limit("trước ngày 15/6/2024", "absolute", date(2024, 6, 15), False, None, False)
RULE = "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1"
YEARLY = Limit("trước 01/12 hằng năm", "recurring", date(2024, 12, 1), False, RULE, False)
UNDATED = Limit("sớm", "relative", None, None, None, False)


def test_a_calendar_has_an_entry_for_each_deadline_once() -> None:
    from icalendar import Calendar

    tasks = [task(one=ABSOLUTE, two=YEARLY), task(again=YEARLY), task(none=UNDATED)]
    events = Calendar.from_ical(calendar(tasks, as_of=date(2024, 5, 1))).walk("VEVENT")
    assert [event["dtstart"].dt for event in events] == [date(2024, 6, 14), date(2024, 11, 30)]
    assert len({str(event["uid"]) for event in events}) == 2
    assert [day.dt for day in events[1]["rdate"].dts][:2] == [date(2025, 11, 30), date(2026, 11, 30)]


def test_a_rule_is_kept_where_its_days_are_the_last_ones() -> None:
    from icalendar import Calendar

    made = calendar([task(one=replace(YEARLY, inclusive=True))], as_of=date(2024, 5, 1))
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert dict(event["rrule"]) == {"FREQ": ["YEARLY"], "BYMONTH": [12], "BYMONTHDAY": [1]}


def test_cells_that_look_like_formulas_are_defused() -> None:
    from openpyxl import load_workbook

    content = workbook([task("=1+1", one=ABSOLUTE)], KNOWLEDGE, as_of=date(2024, 6, 10), lang="vi")
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[3]][1:7] == [
        "'=1+1",
        "báo cáo",
        "Sở Y tế tỉnh Cà Mau",
        None,
        datetime(2024, 6, 14),
        4,
    ]
    assert sheet["F3"].number_format == "dd/mm/yyyy"
    assert (sheet.print_title_rows, sheet.auto_filter.ref) == ("$2:$2", "A2:L3")


def told_of(made: Task) -> tuple[str, ...]:
    """The state, the paper and the remarks of a task, as a sheet has them."""
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(workbook([made], KNOWLEDGE, as_of=date(2024, 6, 20), lang="vi"))).active
    assert sheet is not None
    return tuple(str(sheet[f"{column}3"].value) for column in "HIL")


def test_a_sheet_tells_who_said_what_of_a_task_and_where_else_it_stands() -> None:
    said = Saying("done", date(2024, 6, 14), None, "đã gửi", "2024-06-15T02:00:00+00:00", "Lan")
    made = replace(task(one=ABSOLUTE), state="done", done_on=said.day, sayings=(said,))
    assert told_of(made)[0] == "xong đúng hạn 14/06/2024"
    assert "Lan" in told_of(made)[2] and "đã gửi" in told_of(made)[2]
    assert told_of(replace(made, done_on=date(2024, 6, 15)))[0] == "xong muộn 15/06/2024"
    copied = replace(made, number=None, copies=(Copied("b", 2, None, "b.docx", date(2024, 6, 16)),))
    assert told_of(copied)[1] == "a.pdf"
    assert told_of(copied)[2].split("\n")[:2] == ["Có trong 2 tệp: a.pdf; b.docx", "Tệp b.docx ghi hạn 16/06/2024"]


def test_a_task_put_off_keeps_its_entry_in_a_calendar() -> None:
    from icalendar import Calendar

    made = task(one=ABSOLUTE)
    moved = replace(made, extended_to=date(2024, 7, 1), copies=(Copied("b", 2, None, "b.docx", None),))
    events = [Calendar.from_ical(calendar([each], as_of=date(2024, 5, 1))).walk("VEVENT")[0] for each in (made, moved)]
    assert [event["dtstart"].dt for event in events] == [date(2024, 6, 14), date(2024, 7, 1)]
    assert events[0]["uid"] == events[1]["uid"]


@pytest.mark.parametrize(
    ("as_of", "last_day", "left"),
    [
        (date(2024, 6, 10), date(2024, 6, 14), 4),
        (date(2024, 6, 14), date(2024, 6, 17), 1),
        (date(2024, 6, 14), date(2024, 6, 14), 0),
        (date(2024, 6, 17), date(2024, 6, 14), -1),
        (date(2024, 8, 30), date(2024, 9, 4), 1),
        (date(2020, 1, 1), date(2024, 1, 1), 1043),
    ],
    ids=["a week", "over a weekend", "today", "passed", "over the National Day", "years"],
)
def test_working_days_left(as_of: date, last_day: date, left: int) -> None:
    assert working_days_left(KNOWLEDGE.calendar, as_of, last_day) == left
