"""The pages of tasks: whose they are, when they fall due, what people say of them, and the lists to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Query
from starlette.responses import HTMLResponse, JSONResponse, Response

from pipeline.catalogue import tasks as agenda
from pipeline.catalogue.ledger import Extended, say_of_task
from pipeline.catalogue.rosters import bodies as bodies_of
from pipeline.catalogue.rosters import members_of, suggestions
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.tasks import (
    MOST_DUE,
    Listing,
    Scope,
    State,
    Task,
    count_due,
    count_tasks,
    list_due,
    list_tasks,
)
from pipeline.errors import ConfigError, NotFoundError
from pipeline.exports import sheets
from pipeline.exports.calendars import calendar
from pipeline.web.desk import Visit, Visiting
from pipeline.web.leaves import Leaf, LeafNumber, leaf_from
from pipeline.web.wording import address

SOON = 30  # days looked ahead
SOME, PRINTED = 50, 1000  # tasks of a page on the screen, and of one to print
SUGGESTED = 20
STATES: tuple[State, ...] = ("overdue", "open", "done", "not applicable")
Text = Annotated[str, Query(max_length=500)]
Format = Literal["csv", "xlsx", "ics"]
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: whose tasks, and in which state, "" for any; `before` as in `tasks`, `days` as in `due`.

    `page` counts from 1; one to print is longer.
    """

    body: str
    state: str
    before: date | None
    days: int
    page: int = 1
    printing: bool = False

    def of_body(self, visit: Visit, catalogue: Catalogue, *, whole: bool = False) -> Listing:
        """Return the tasks of a body: those of the page, or all."""
        return list_tasks(catalogue, visit.desk.tools.knowledge, self._part(visit, whole=whole))

    def states(self, visit: Visit, catalogue: Catalogue) -> dict[str, int]:
        """Return how many tasks of a body are in each state."""
        return count_tasks(catalogue, visit.desk.tools.knowledge, self._part(visit, whole=True))

    def soon(self, visit: Visit, catalogue: Catalogue, *, whole: bool = False) -> Listing:
        """Return what is overdue or falls due: that of the page, or all."""
        return list_due(catalogue, visit.desk.tools.knowledge, self._part(visit, whole=whole), days=self.days)

    def counts(self, visit: Visit, catalogue: Catalogue) -> dict[State, int]:
        """Return how much is overdue, and how much falls due."""
        return count_due(catalogue, visit.desk.tools.knowledge, self._part(visit, whole=True), days=self.days)

    def _part(self, visit: Visit, *, whole: bool) -> agenda.Asked:
        size = None if whole else self.size
        state = next((state for state in STATES if state == self.state), None)
        scope, offset = Scope(self.body or None), 0 if size is None else (self.page - 1) * size
        return agenda.Asked(scope, visit.desk.as_of, self.before, limit=size, offset=offset, state=state)

    @property
    def size(self) -> int:
        """How many tasks a page has."""
        return PRINTED if self.printing else SOME

    @property
    def query(self) -> dict[str, object]:
        """The question as the query of an address."""
        return {"body": self.body, "state": self.state, "before": self.before, "days": self.days}


def question_of(
    body: Text = "",
    state: Annotated[str, Query(pattern="^(open|done|overdue|not applicable|)$")] = "",
    before: Text = "",
    days: Annotated[int, Query(ge=0, le=3650)] = SOON,
    page: LeafNumber = 1,
) -> Question:
    """Return what the form asks for; empty fields limit nothing."""
    return Question(" ".join(body.split()), state, day_of(before), days, page)


def page_of(asked: Annotated[Question, Depends(question_of)], printing: bool = False) -> Question:
    """Return what the form asks for, to be shown or to be printed."""
    return replace(asked, printing=printing)


Asked = Annotated[Question, Depends(page_of)]


def day_of(value: str) -> date | None:
    """Return a day of a form, None for an empty field.

    Raises:
        ConfigError: not a day in ISO 8601.
    """
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise ConfigError("Ngày {!r} không đúng dạng YYYY-MM-DD.", value) from error


@router.get("/tasks")
def of_body(visit: Visiting, asked: Asked) -> HTMLResponse:
    """Show the tasks of a body by last day; without one, the form to ask for it."""
    knowledge = visit.desk.tools.knowledge
    with visit.catalogue() as catalogue:
        try:
            found = asked.of_body(visit, catalogue) if asked.body else Listing((), 0)
            counts = asked.states(visit, catalogue) if asked.body else {}
        except NotFoundError:
            near = suggestions(catalogue, knowledge, asked.body, limit=SUGGESTED, nearly=True)
            return _page(visit, "tasks.html", asked, (Listing((), 0), {}), names=near, near=near, status=404)
        members = members_of(catalogue, asked.body, knowledge)
        names = suggestions(catalogue, knowledge, "", limit=SUGGESTED)
    return _page(visit, "tasks.html", asked, (found, counts), members=members, names=names)


@router.get("/due")
def soon(visit: Visiting, asked: Asked) -> HTMLResponse:
    """Show the open tasks that are overdue or fall due soon, of everyone or of a body."""
    with visit.catalogue() as catalogue:
        found, counts = asked.soon(visit, catalogue), asked.counts(visit, catalogue)
        names = suggestions(catalogue, visit.desk.tools.knowledge, "", limit=SUGGESTED)
    return _page(visit, "due.html", asked, (found, counts), names=names)


@router.get("/tasks.{form}")
def take_tasks(visit: Visiting, asked: Asked, form: Format) -> Response:
    """Hand out the tasks of a body as a sheet or a calendar."""
    if not asked.body:
        raise NotFoundError("Hãy chọn một cơ quan.")
    with visit.catalogue() as catalogue:
        return _file(visit, asked.of_body(visit, catalogue, whole=True).tasks, form)


@router.get("/due.{form}")
def take_due(visit: Visiting, asked: Asked, form: Format) -> Response:
    """Hand out what is due as a sheet or a calendar."""
    with visit.catalogue() as catalogue:
        return _file(visit, asked.soon(visit, catalogue, whole=True).tasks, form)


@router.get("/bodies")
def bodies(visit: Visiting, q: Text = "", page: LeafNumber = 1) -> HTMLResponse:
    """Show the bodies that are given tasks."""
    with visit.catalogue() as catalogue:
        leaf = leaf_from(bodies_of(catalogue, q, limit=SOME + 1, offset=(page - 1) * SOME), page, SOME)
    return visit.page("bodies.html", q=q, leaf=leaf)


@router.get("/bodies/suggested")
def suggest(visit: Visiting, q: Text = "") -> JSONResponse:
    """Return names of bodies that may be meant by what has been typed so far."""
    with visit.catalogue() as catalogue:
        return JSONResponse(suggestions(catalogue, visit.desk.tools.knowledge, q, limit=SUGGESTED))


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says of a task; empty fields say nothing."""

    state: str | Extended | None
    note: str | None
    by: str


def word_of(
    state: Annotated[str, Form(pattern="^(done|open|not applicable|)$")] = "",
    due: Annotated[str, Form(max_length=10)] = "",
    note: Annotated[str, Form(max_length=2000)] = "",
    by: Annotated[str, Form(max_length=200)] = "",
) -> Word:
    """Return what a form says of a task."""
    put_off = day_of(due)
    return Word(state or (Extended(put_off) if put_off else None), note.strip() or None, by.strip())


@router.post("/task/{task}")
def say_of(visit: Visiting, task: str, word: Annotated[Word, Depends(word_of)]) -> Response:
    """Put on record what a person says of a task, and go back to where they said it."""
    if word.state or word.note:
        with visit.catalogue() as catalogue:
            say_of_task(catalogue, task, state=word.state, note=word.note, said_by=word.by)
    return visit.back(f"#task-{task}", by=word.by)


def _page(
    visit: Visit, template: str, asked: Question, what: tuple[Listing, Mapping[Any, int]], **more: Any
) -> HTMLResponse:
    (found, counts), path = what, visit.request.url.path
    rest = found.total - (asked.page - 1) * asked.size - len(found.tasks)
    return visit.page(
        template,
        asked=asked,
        leaf=Leaf(found.tasks, asked.page, max(0, rest), None if found.and_more else found.total),
        counts={state: counts.get(state, 0) for state in STATES},
        most=MOST_DUE if template == "due.html" else agenda.MOST,
        back=address(path, **asked.query, page=asked.page),
        path=path,
        **({"members": (), "near": None} | more),
    )


def _file(visit: Visit, found: Sequence[Task], form: Format) -> Response:
    as_of, knowledge, lang = visit.desk.as_of, visit.desk.tools.knowledge, visit.lang
    if form == "ics":
        content = calendar(found, as_of=as_of)
    elif form == "xlsx":
        content = sheets.workbook(found, knowledge, as_of=as_of, lang=lang)
    else:
        content = sheets.listing(found, knowledge, as_of=as_of, lang=lang).encode()
    disposition = f'attachment; filename="nhiem-vu-{as_of.isoformat()}.{form}"'
    return Response(content, media_type=MEDIA[form], headers={"Content-Disposition": disposition})
