"""Who owns which task, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from corpus.knowledge import Knowledge
from normalizers.folding import fold
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.write import now
from pipeline.errors import NotFoundError

State = Literal["open", "done", "overdue"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A deadline of a task: its words, the next day it falls on as of the day of asking, and how it was meant."""

    text: str
    kind: str
    day: date | None
    inclusive: bool | None
    rrule: str | None
    tentative: bool

    @property
    def last_day(self) -> date | None:
        """The last day on which the task is still in time: the day before, for `trước ngày`."""
        return self.day - timedelta(days=1) if self.day and self.inclusive is False else self.day


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it stands in its paper, and how it stands today."""

    id: str
    text: str
    role: str
    agencies: tuple[str, ...]
    partners: tuple[str, ...]
    limits: tuple[Limit, ...]
    section: str | None
    confidence: float
    document: int
    number: str | None
    document_title: str | None
    issuer: str | None
    issued: str | None
    start: int
    end: int
    page: int | None
    state: State

    @property
    def last_day(self) -> date | None:
        """The earliest last day of its deadlines."""
        return min((day for limit in self.limits if (day := limit.last_day)), default=None)


def tasks(
    catalogue: Catalogue,
    knowledge: Knowledge,
    *,
    body: str | None = None,
    due_before: date | None = None,
    as_of: date,
) -> tuple[Task, ...]:
    """Return the tasks of a body (by any of its names, with or without marks, alone or as a partner), by last day.

    `due_before` keeps those that have to be done before that day. Tasks of withdrawn papers are left out.
    """
    bodies = bodies_named(catalogue, body, knowledge) if body else None
    if body and not bodies:
        raise NotFoundError("Chưa có nhiệm vụ nào của cơ quan “{}”.", body)
    found = list(_read(catalogue, bodies, as_of))
    if due_before:
        found = [t for t in found if t.last_day and t.last_day < due_before]
    return tuple(sorted(found, key=lambda t: (t.last_day or date.max, t.document, t.start)))


def due(catalogue: Catalogue, knowledge: Knowledge, *, as_of: date, days: int = 30) -> tuple[Task, ...]:
    """Return the open tasks that are overdue or fall due within so many days."""
    until = as_of + timedelta(days=days + 1)
    return tuple(t for t in tasks(catalogue, knowledge, due_before=until, as_of=as_of) if t.state != "done")


def bodies_named(catalogue: Catalogue, name: str, knowledge: Knowledge) -> tuple[int, ...]:
    """Return the bodies that a person may mean: the canonical name, an alias, or part of the name, folded."""
    canonical = fold(knowledge.agencies.canonical(name))
    for condition, value in (
        ("folded = ?", canonical),
        ("folded = ?", fold(name)),
        ("instr(folded, ?) > 0", canonical),
    ):
        if rows := catalogue.rows(f"SELECT id FROM body WHERE {condition} ORDER BY id", value):
            return tuple(row[0] for row in rows)
    words = fold(name).split()
    condition = " AND ".join("instr(folded, ?) > 0" for _ in words) or "0"
    return tuple(row[0] for row in catalogue.rows(f"SELECT id FROM body WHERE {condition} ORDER BY id", *words))


def say_of_task(catalogue: Catalogue, task: str, *, state: str | None, note: str | None, said_by: str) -> None:
    """Put on record that a task, named by its id or the beginning of it, is done or open again, or a remark on it.

    Raises:
        NotFoundError: no task, or more than one, has such an id.
    """
    found = catalogue.rows("SELECT id FROM assignment WHERE id GLOB ? LIMIT 2", f"{task}*")
    if len(found) != 1 or not task.isalnum():
        raise NotFoundError("Không có nhiệm vụ nào mang mã {}, hoặc có nhiều hơn một.", task)
    with catalogue.writing():
        catalogue.db.execute(
            "INSERT INTO ledger (assignment, state, note, said_at, said_by) VALUES (?, ?, ?, ?, ?)",
            (found[0][0], state, note, now(), said_by),
        )


def _read(catalogue: Catalogue, bodies: Iterable[int] | None, as_of: date) -> Iterator[Task]:
    where, values = "", list[int]()
    if bodies is not None:
        values = list(bodies)
        marks = ", ".join("?" for _ in values)
        where = f"AND a.id IN (SELECT assignment FROM assignment_body WHERE body IN ({marks}))"
    rows = catalogue.rows(
        f"""SELECT a.*, d.number, d.title AS document_title, d.issuer, d.date AS issued,
                   (SELECT state FROM ledger l WHERE l.assignment = a.id AND state IS NOT NULL
                    ORDER BY l.id DESC LIMIT 1) AS said
            FROM assignment a JOIN document d ON d.id = a.document
            WHERE d.withdrawn_at IS NULL {where} ORDER BY a.document, a.ordinal""",
        *values,
    )
    for row in rows:
        names = _names(catalogue, row["id"])
        task = Task(
            id=row["id"],
            text=row["text"],
            role=row["role"],
            agencies=names["agency"],
            partners=names["partner"],
            limits=tuple(_limits(catalogue, row["id"], as_of)),
            section=row["section"],
            confidence=row["confidence"],
            document=row["document"],
            number=row["number"],
            document_title=row["document_title"],
            issuer=row["issuer"],
            issued=row["issued"],
            start=row["start"],
            end=row["end"],
            page=row["page"],
            state="open",
        )
        yield _with_state(task, row["said"], as_of)


def _with_state(task: Task, said: str | None, as_of: date) -> Task:
    if said == "done":
        return replace(task, state="done")
    return replace(task, state="overdue") if task.last_day and task.last_day < as_of else task


def _names(catalogue: Catalogue, assignment: str) -> dict[str, tuple[str, ...]]:
    rows = catalogue.rows(
        """SELECT capacity, name FROM assignment_body JOIN body ON body.id = assignment_body.body
           WHERE assignment = ? ORDER BY capacity, body.id""",
        assignment,
    )
    return {c: tuple(row["name"] for row in rows if row["capacity"] == c) for c in ("agency", "partner")}


def _limits(catalogue: Catalogue, assignment: str, as_of: date) -> Iterator[Limit]:
    rows = catalogue.rows(
        """SELECT deadline.* FROM assignment_deadline JOIN deadline ON deadline.id = assignment_deadline.deadline
           WHERE assignment = ? ORDER BY deadline.ordinal""",
        assignment,
    )
    for row in rows:
        day = date.fromisoformat(row["end_date"]) if row["end_date"] else next_day(row["rrule"], as_of)
        inclusive = None if row["inclusive"] is None else bool(row["inclusive"])
        yield Limit(row["text"], row["kind"], day, inclusive, row["rrule"], bool(row["tentative"]))


def next_day(rrule: str | None, as_of: date) -> date | None:
    """Return the first day from `as_of` on that a rule names a day of its own; None for a bare `hằng năm`."""
    from dateutil.rrule import rrulestr

    if not rrule or "FREQ" not in rrule or "BY" not in rrule:
        return None
    start = datetime.combine(as_of, time())
    try:
        return next(iter(d.date() for d in rrulestr(rrule, dtstart=start).xafter(start, count=1, inc=True)), None)
    except ValueError:
        return None
