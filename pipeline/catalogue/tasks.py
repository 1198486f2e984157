"""Who owns which task, and by when."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any, Literal

from corpus.knowledge import Knowledge
from pipeline.catalogue.agenda import Item, Wanted, count_items, count_states, items, items_due
from pipeline.catalogue.bodies import ways_to
from pipeline.catalogue.extensions import Extension, extensions_of
from pipeline.catalogue.facts import to_text
from pipeline.catalogue.recurrence import days_of
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.task_rows import Copied, Limit, Saying, copies_of, given_to, limits_of, rows_of, sayings_of
from pipeline.errors import NotFoundError

MOST, MOST_DUE = 5000, 500  # tasks that are counted: of a list, and due beside those of the part asked for

State = Literal["open", "done", "overdue", "not applicable"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose tasks are asked for: a body by any of its names, a province that narrows it, a document by its row."""

    body: str | None = None
    place: str | None = None
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which tasks are asked for, and which part of them: `limit` of them (None for all) from the one at `offset` on.

    Of what is due, `state` tells what is overdue from what is still open; `due_before` says nothing of it.
    """

    scope: Scope
    as_of: date
    due_before: date | None = None
    limit: int | None = None
    offset: int = 0
    state: State | None = None

    def wanted(self, ways: dict[int, str | None] | None) -> Wanted:
        """Return what is wanted of the agenda of these bodies."""
        bodies = None if ways is None else tuple(ways)
        return Wanted(bodies, self.as_of, self.scope.document, self.state, self.due_before)

    def part(self, found: Iterator[Item]) -> list[Item]:
        """Take the part out of a list."""
        return list(islice(found, self.offset, None if self.limit is None else self.offset + self.limit))


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it stands in its paper, and how it stands today.

    `done_on` is the day it was done and `extended_to` the day it was put off to, as far as the ledger says, `sayings`
    all that stands there. `replaced_by` is the number of the paper that ended the one it stands in, `changed_by` of the
    last that amended it; `extensions` are the days to which later papers put off deadlines of it, perhaps not this one,
    which stands as its paper sets it until a person says more. `copies` are the other files where it stands.
    `reached_by` is the class or former body by whose name it reaches the body asked for.
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
    document_name: str
    document_title: str | None
    issuer: str | None
    issued: str | None
    start: int
    end: int
    page: int | None
    state: State
    done_on: date | None = None
    extended_to: date | None = None
    sayings: tuple[Saying, ...] = ()
    copies: tuple[Copied, ...] = ()
    extensions: tuple[Extension, ...] = ()
    replaced_by: str | None = None
    changed_by: str | None = None
    reached_by: str | None = None

    @property
    def last_day(self) -> date | None:
        """The day it was put off to, else the earliest last day of its deadlines."""
        return self.extended_to or self.set_day

    @property
    def set_day(self) -> date | None:
        """The earliest last day of its deadlines, as its paper sets them."""
        return min((day for limit in self.limits if (day := limit.last_day)), default=None)

    @property
    def is_late(self) -> bool:
        """Tell whether it was done after its last day."""
        return bool(self.state == "done" and self.done_on and self.last_day and self.done_on > self.last_day)


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of a long list of tasks, and how many there are in `total`; `and_more` where they were not all counted."""

    tasks: tuple[Task, ...]
    total: int
    and_more: bool = False


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

    >>> [(task.text, task.last_day) for task in tasks(catalogue, knowledge, body="cong an tinh", as_of=today)]
    [('Công an tỉnh báo cáo', datetime.date(2025, 6, 9))]
    """
    asked = Asked(body if isinstance(body, Scope) else Scope(body), as_of, due_before=due_before)
    return list_tasks(catalogue, knowledge, asked).tasks


def list_tasks(catalogue: Catalogue, knowledge: Knowledge, asked: Asked) -> Listing:
    """Return a part of the tasks of a body, as `tasks` does.

    Raises:
        NotFoundError: no task is given to such a body.
    """
    ways = _ways(catalogue, knowledge, asked.scope)
    wanted = asked.wanted(ways)
    chosen = _built(catalogue, asked.part(items(catalogue, wanted)), ways or {}, asked.as_of)
    if asked.limit is None:
        return Listing(chosen, asked.offset + len(chosen))
    total = count_items(catalogue, wanted, most=MOST)
    return Listing(chosen, max(total, asked.offset + len(chosen)), total >= MOST)


def count_tasks(catalogue: Catalogue, knowledge: Knowledge, asked: Asked) -> dict[str, int]:
    """Return how many tasks of a body are in each state, whatever state is asked for.

    >>> count_tasks(catalogue, knowledge, Asked(Scope("cong an tinh"), today))
    {'open': 1}
    """
    return count_states(catalogue, asked.wanted(_ways(catalogue, knowledge, asked.scope)), most=MOST)


def due(
    catalogue: Catalogue, knowledge: Knowledge, *, as_of: date, days: int = 30, body: str | Scope | None = None
) -> tuple[Task, ...]:
    """Return the open tasks that are overdue or fall due within so many days; a recurring one once for each time.

    Those overdue longest come first.

    >>> [(task.number, task.agencies, task.state) for task in due(catalogue, knowledge, as_of=today, days=30)]
    [('12/KH-UBND', ('Công an tỉnh Tây Ninh',), 'open')]
    >>> due(catalogue, knowledge, as_of=today, days=3)
    ()
    """
    asked = Asked(body if isinstance(body, Scope) else Scope(body), as_of)
    return list_due(catalogue, knowledge, asked, days=days).tasks


def list_due(catalogue: Catalogue, knowledge: Knowledge, asked: Asked, *, days: int = 30) -> Listing:
    """Return a part of the open tasks that are overdue or fall due within so many days.

    Raises:
        NotFoundError: no task is given to such a body.

    >>> page = list_due(catalogue, knowledge, Asked(Scope(), today, limit=10), days=30)
    >>> (page.total, [task.state for task in page.tasks])
    (1, ['open'])
    """
    ways = _ways(catalogue, knowledge, asked.scope)
    until = asked.as_of + timedelta(days=days)
    found = items_due(catalogue, replace(asked, due_before=None).wanted(ways), until=until)
    chosen = asked.part(found)
    more = sum(1 for _ in islice(found, MOST_DUE))
    listing = _built(catalogue, chosen, ways or {}, asked.as_of)
    return Listing(listing, asked.offset + len(listing) + more, more == MOST_DUE)


def count_due(catalogue: Catalogue, knowledge: Knowledge, asked: Asked, *, days: int = 30) -> dict[State, int]:
    """Return how many tasks are overdue, and how many are open still that fall due; each counted to `MOST_DUE`.

    >>> count_due(catalogue, knowledge, Asked(Scope(), today))
    {'overdue': 0, 'open': 1}
    """
    ways, until = _ways(catalogue, knowledge, asked.scope), asked.as_of + timedelta(days=days)
    counts: dict[State, int] = {"overdue": 0, "open": 0}
    for state in counts:
        wanted = replace(asked, due_before=None, state=state).wanted(ways)
        counts[state] = sum(1 for _ in islice(items_due(catalogue, wanted, until=until), MOST_DUE))
    return counts


def _ways(catalogue: Catalogue, knowledge: Knowledge, scope: Scope) -> dict[int, str | None] | None:
    """Return the bodies whose tasks are asked for, each with why it reaches the one named; None for everybody's."""
    if not scope.body and not scope.place:
        return None
    ways = ways_to(catalogue, scope.body or "", knowledge, place=scope.place)
    if not ways:
        asked = " ".join(filter(None, (scope.body, scope.place)))
        raise NotFoundError("Chưa có nhiệm vụ nào của cơ quan “{}”.", asked)
    return ways


def _built(catalogue: Catalogue, chosen: list[Item], ways: dict[int, str | None], as_of: date) -> tuple[Task, ...]:
    listed = to_text(list(dict.fromkeys(item.task for item in chosen)))  # a recurring one comes once for each time
    rows = rows_of(catalogue, listed, as_of)
    later = extensions_of(catalogue, sorted({row["document"] for row in rows.values()}), as_of)
    bodies, limits = given_to(catalogue, listed), limits_of(catalogue, listed, as_of)
    sayings, copies = sayings_of(catalogue, listed), copies_of(catalogue, listed)
    made = {}
    for key, row in rows.items():
        more = {
            "sayings": tuple(sayings.get(key, ())),
            "copies": tuple(copies.get(key, ())),
            "extensions": later.get(row["document"], ()),
            "extended_to": next((s.due for s in reversed(sayings.get(key, ())) if s.due), None),
        }
        made[key] = _task(row, bodies.get(key, []), limits.get(key, []), ways, more)
    return tuple(_on(made[item.task], item, as_of) for item in chosen)


def _task(
    row: sqlite3.Row,
    given: list[tuple[str, int, str]],
    limits: list[Limit],
    ways: dict[int, str | None],
    more: dict[str, Any],
) -> Task:
    names = "id text role section confidence document number document_name document_title issuer issued start end page"
    reached = any(body in ways and ways[body] is None for _, body, _ in given)
    return Task(
        **{name: row[name] for name in (*names.split(), "replaced_by", "changed_by")},
        **more,
        agencies=tuple(name for capacity, _, name in given if capacity == "agency"),
        partners=tuple(name for capacity, _, name in given if capacity == "partner"),
        limits=tuple(limits),
        state="open",
        reached_by=None if reached else next((name for _, body, name in given if body in ways), None),
    )


def _on(task: Task, item: Item, as_of: date) -> Task:
    """Return a task as it stands; of a recurring one, the time that falls on the day of its item."""
    if not item.recurs:
        return _with_state(task, as_of)
    times = (replace(limit, day=item.day + timedelta(days=limit.inclusive is False)) for limit in task.limits)
    fitting = tuple(limit for limit in times if limit.day and days_of(limit.rrule, limit.day, limit.day))
    return replace(task, limits=fitting[:1])


def _with_state(task: Task, as_of: date) -> Task:
    """Return a task as the last word on it says; where nobody says more, one of a paper that has ended is over."""
    said = next((saying for saying in reversed(task.sayings) if saying.state), None)
    if said and said.state == "done":
        return replace(task, state="done", done_on=said.day or date.fromisoformat(said.said_at[:10]))
    if (said and said.state == "not applicable") or (said is None and task.replaced_by):
        return replace(task, state="not applicable")
    return replace(task, state="overdue") if task.last_day and task.last_day < as_of else task
