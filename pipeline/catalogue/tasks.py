"""Who owns which task, and by when."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from corpus.knowledge import Knowledge
from pipeline.catalogue.bodies import bodies_named, bodies_reaching
from pipeline.catalogue.facts import to_text
from pipeline.catalogue.recurrence import day_before, days_of, next_day
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.write import log_change, now
from pipeline.errors import NotFoundError

__all__ = ["Done", "Limit", "Scope", "State", "Task", "bodies_named", "due", "next_day", "say_of_task", "tasks"]

State = Literal["open", "done", "overdue", "not applicable"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose tasks are asked for: a body by any of its names, a province that narrows it, a document by its row."""

    body: str | None = None
    place: str | None = None
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A task done on a day that is told."""

    day: date


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
    """A task as it stands in its paper, and how it stands today.

    `done_on` is the day it was done, as far as the ledger says; `replaced_by` the number of a held paper that ended the
    one it stands in; `reached_by` the class or former body by whose name it reaches the body asked for.
    """

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
    done_on: date | None = None
    replaced_by: str | None = None
    reached_by: str | None = None

    @property
    def last_day(self) -> date | None:
        """The earliest last day of its deadlines."""
        return min((day for limit in self.limits if (day := limit.last_day)), default=None)

    @property
    def is_late(self) -> bool:
        """Tell whether it was done after its last day."""
        return bool(self.state == "done" and self.done_on and self.last_day and self.done_on > self.last_day)


def tasks(
    catalogue: Catalogue,
    knowledge: Knowledge,
    *,
    body: str | Scope | None = None,
    due_before: date | None = None,
    as_of: date,
) -> tuple[Task, ...]:
    """Return the tasks of a body (by any of its names, with or without marks, alone or as a partner), by last day.

    A body has also the tasks of the classes it belongs to (`các sở, ban, ngành`) and of the bodies it took over from.
    `due_before` keeps what has to be done before that day. Tasks of withdrawn papers are left out.

    Raises:
        NotFoundError: no task is given to such a body.
    """
    scope = body if isinstance(body, Scope) else Scope(body)
    ways: dict[int, str | None] | None = None
    if scope.body or scope.place:
        named = bodies_named(catalogue, scope.body or "", knowledge, place=scope.place)
        if not named:
            asked = " ".join(filter(None, (scope.body, scope.place)))
            raise NotFoundError("Chưa có nhiệm vụ nào của cơ quan “{}”.", asked)
        ways = dict.fromkeys(named) | bodies_reaching(catalogue, named, knowledge)
    rows = _rows(catalogue, ways, scope.document, due_before)
    found = list(_built(catalogue, rows, ways or {}, as_of))
    if due_before:
        found = [t for t in found if t.last_day and t.last_day < due_before]
    return tuple(sorted(found, key=_order))


def due(
    catalogue: Catalogue, knowledge: Knowledge, *, as_of: date, days: int = 30, body: str | Scope | None = None
) -> tuple[Task, ...]:
    """Return the open tasks that are overdue or fall due within so many days; a recurring one once for each time."""
    until = as_of + timedelta(days=days)
    found = tasks(catalogue, knowledge, body=body, due_before=until + timedelta(days=1), as_of=as_of)
    times = (t for task in found for t in _times(task, as_of, until))
    waiting = (t for t in times if t.state in ("open", "overdue") and t.replaced_by is None)
    return tuple(sorted(waiting, key=_order))


def say_of_task(catalogue: Catalogue, task: str, *, state: str | Done | None, note: str | None, said_by: str) -> None:
    """Put on record that a task, named by its id or the beginning of it, is done or open again, or a remark on it.

    `state` is done (today, or `Done` on a day), open or not applicable.

    Raises:
        NotFoundError: no task, or more than one, has such an id.
    """
    found = catalogue.rows("SELECT id, document FROM assignment WHERE id GLOB ? LIMIT 2", f"{task}*")
    if len(found) != 1 or not task.isalnum():
        raise NotFoundError("Không có nhiệm vụ nào mang mã {}, hoặc có nhiều hơn một.", task)
    identifier, document = found[0]
    day = state.day.isoformat() if isinstance(state, Done) else None
    state = "done" if isinstance(state, Done) else state
    with catalogue.writing():
        catalogue.db.execute(
            "INSERT INTO ledger (assignment, state, day, note, said_at, said_by) VALUES (?, ?, ?, ?, ?, ?)",
            (identifier, state, day, note, now(), said_by),
        )
        details = {"task": identifier, "state": state, "day": day, "note": note}
        log_change(catalogue, "task", by=said_by, document=document, details=details)


def _order(task: Task) -> tuple[date, int, int]:
    return task.last_day or date.max, task.document, task.start


def _rows(
    catalogue: Catalogue, ways: dict[int, str | None] | None, document: int | None, due_before: date | None
) -> list[sqlite3.Row]:
    where, values = ["d.withdrawn_at IS NULL"], list[object]()
    if ways is not None:
        where.append(
            """a.id IN (SELECT ab.assignment FROM json_each(?) n CROSS JOIN assignment_body ab ON ab.body = n.value)"""
        )
        values.append(to_text(sorted(ways)))
    if document is not None:
        where.append("a.document = ?")
        values.append(document)
    if due_before is not None:
        where.append(
            """a.id IN (SELECT ad.assignment FROM deadline l JOIN assignment_deadline ad ON ad.deadline = l.id
                        WHERE l.end_date <= ? OR l.end_date IS NULL AND l.rrule IS NOT NULL)"""
        )
        values.append(due_before.isoformat())
    return catalogue.rows(
        f"""SELECT a.*, d.number, d.title AS document_title, d.issuer, d.date AS issued, l.state AS said,
                   coalesce(l.day, substr(l.said_at, 1, 10)) AS said_of,
                   (SELECT coalesce(b.number, b.name) FROM identity i JOIN edge e ON e.target = coalesce(i.merged, i.id)
                        JOIN citation c ON c.edge = e.id JOIN document b ON b.id = c.document
                    WHERE i.id = d.identity AND e.relation IN ('thay thế', 'bãi bỏ') AND e.extent = 'whole'
                    ORDER BY b.date, b.sha256 LIMIT 1) AS replaced_by
            FROM assignment a JOIN document d ON d.id = a.document
                 LEFT JOIN ledger l ON l.id = (SELECT max(id) FROM ledger
                                               WHERE assignment = a.id AND state IS NOT NULL)
            WHERE {" AND ".join(where)} ORDER BY a.document, a.ordinal""",
        *values,
    )


def _built(catalogue: Catalogue, rows: list[sqlite3.Row], ways: dict[int, str | None], as_of: date) -> Iterator[Task]:
    listed = to_text([row["id"] for row in rows])
    bodies, limits = _bodies(catalogue, listed), _limits(catalogue, listed, as_of)
    names = "id text role section confidence document number document_title issuer issued start end page replaced_by"
    for row in rows:
        given = bodies.get(row["id"], ())
        reached = any(body in ways and ways[body] is None for _, body, _ in given)
        task = Task(
            **{name: row[name] for name in names.split()},
            agencies=tuple(name for capacity, _, name in given if capacity == "agency"),
            partners=tuple(name for capacity, _, name in given if capacity == "partner"),
            limits=tuple(limits.get(row["id"], ())),
            state="open",
            reached_by=None if reached else next((name for _, body, name in given if body in ways), None),
        )
        yield _with_state(task, row["said"], row["said_of"], as_of)


def _with_state(task: Task, said: str | None, said_of: str | None, as_of: date) -> Task:
    if said == "done":
        return replace(task, state="done", done_on=date.fromisoformat(said_of) if said_of else None)
    if said == "not applicable":
        return replace(task, state="not applicable")
    return replace(task, state="overdue") if task.last_day and task.last_day < as_of else task


def _times(task: Task, as_of: date, until: date) -> Iterator[Task]:
    """Yield a task once for each time it falls due; a time is done when the task was done since the time before."""
    recurring = [limit for limit in task.limits if limit.rrule and limit.kind == "recurring"]
    if not recurring:
        yield task
        return
    for limit in recurring:
        for day in days_of(limit.rrule, as_of, until):
            before = day_before(limit.rrule, day)
            done = task.state == "done" and task.done_on is not None and (before is None or task.done_on > before)
            state: State = task.state if task.state == "not applicable" else "done" if done else "open"
            yield replace(task, limits=(replace(limit, day=day),), state=state)


def _bodies(catalogue: Catalogue, listed: str) -> dict[str, list[tuple[str, int, str]]]:
    """Return of each task the bodies it is given to: in which capacity, which row, by what name."""
    rows = catalogue.rows(
        """SELECT n.value AS id, ab.capacity, b.id AS body, b.name
           FROM json_each(?) n CROSS JOIN assignment_body ab ON ab.assignment = n.value
                JOIN body b ON b.id = ab.body""",
        listed,
    )
    found: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for row in rows:
        found[row["id"]].append((row["capacity"], row["body"], row["name"]))
    return found


def _limits(catalogue: Catalogue, listed: str, as_of: date) -> dict[str, list[Limit]]:
    rows = catalogue.rows(
        """SELECT n.value AS id, l.text, l.kind, l.end_date, l.inclusive, l.rrule, l.tentative
           FROM json_each(?) n CROSS JOIN assignment_deadline ad ON ad.assignment = n.value
                JOIN deadline l ON l.id = ad.deadline ORDER BY l.document, l.ordinal""",
        listed,
    )
    found: dict[str, list[Limit]] = defaultdict(list)
    for row in rows:
        day = date.fromisoformat(row["end_date"]) if row["end_date"] else next_day(row["rrule"], as_of)
        inclusive = None if row["inclusive"] is None else bool(row["inclusive"])
        found[row["id"]].append(Limit(row["text"], row["kind"], day, inclusive, row["rrule"], bool(row["tentative"])))
    return found
