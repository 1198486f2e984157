"""The pages: each asks the catalogue one thing and shows the answer."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from pipeline.catalogue import graph, read
from pipeline.catalogue.search import Filters, search
from pipeline.catalogue.status import check, status
from pipeline.catalogue.tasks import Task, due, say_of_task, tasks
from pipeline.errors import ConfigError, NotFoundError
from pipeline.inbox import waiting_in
from pipeline.web.chains import HIGH, WIDE, draw, tree_of
from pipeline.web.desk import Visit, Visiting
from pipeline.web.lighting import on_page, runs_of
from pipeline.web.papers import Pictures, reader_of_pages
from pipeline.web.wording import address

SOON = 30  # days that the first page looks ahead
FEW, SOME, MANY = 8, 20, 200  # rows of a list on the first page, of a page of hits, of a list of its own
KEPT_FOR = 24 * 3600  # seconds that a browser keeps the picture of a page
Text = Annotated[str, Query(max_length=500)]

router = APIRouter()


def filters_of(
    doc_type: Text = "", issuer: Text = "", since: Text = "", until: Text = "", in_force: bool = False
) -> Filters:
    """Return what the form limits hits to; empty fields limit nothing."""
    return Filters(doc_type or None, issuer or None, None, since or None, until or None, in_force)


def day_of(value: str) -> date | None:
    """Return a day of a form, None for an empty field.

    Raises:
        ConfigError: not a day in ISO 8601.
    """
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise ConfigError("Ngày {!r} không đúng dạng YYYY-MM-DD.", value) from error


@router.get("/")
def home(visit: Visiting) -> HTMLResponse:
    """Show what came in, what is due, and where to search and to hand files in."""
    knowledge = visit.desk.tools.knowledge
    with visit.catalogue() as catalogue:
        return visit.page(
            "home.html",
            counts=status(catalogue, waiting=_waiting(visit), limit=0),
            due=due(catalogue, knowledge, as_of=visit.desk.as_of, days=SOON),
            few=FEW,
            newest=read.newest(catalogue, limit=FEW),
        )


@router.get("/search")
def find(
    visit: Visiting,
    filters: Annotated[Filters, Depends(filters_of)],
    q: Text = "",
    page: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> HTMLResponse:
    """Show the documents that a query finds, so many a page."""
    with visit.catalogue() as catalogue:
        hits = search(catalogue, q, filters, limit=SOME + 1, offset=(page - 1) * SOME)
        types = read.doc_types(catalogue)
    return visit.page(
        "search.html", q=q, filters=filters, hits=hits[:SOME], page=page, is_last=len(hits) <= SOME, types=types
    )


@router.get("/document/{document}")
def document(visit: Visiting, document: int) -> HTMLResponse:
    """Show a document: its heading, its text with the facts lit up, its pages, tasks, notes and edits."""
    with visit.catalogue() as catalogue:
        paper = read.paper(catalogue, document)
        given = read.tasks_of(catalogue, visit.desk.tools.knowledge, document, as_of=visit.desk.as_of)
        said = read.sayings(catalogue, document)
    drawn = reader_of_pages(paper.original, visit.desk.tools) is not None
    return visit.page(
        "document.html",
        paper=paper,
        runs=runs_of(paper.text, paper.lights),
        references=[x for x in paper.lights if x.kind == "reference"],
        deadlines=[x for x in paper.lights if x.kind == "deadline"],
        tasks=given,
        said=said,
        pages=[p for p in paper.pages if p.width and p.height] if drawn else [],
        on_page=on_page,
        back=f"/document/{document}",
    )


@router.get("/document/{document}/original")
def original(visit: Visiting, document: int) -> FileResponse:
    """Hand out the file as it came in."""
    paper = _held(visit, document)
    return FileResponse(paper.original, media_type="application/octet-stream", filename=paper.entry.name)


@router.get("/document/{document}/page/{number}.png")
def picture(visit: Visiting, document: int, number: int) -> Response:
    """Draw a page."""
    pictures: Pictures = visit.request.app.state.pictures
    paper = _held(visit, document)
    if number not in (page.number for page in paper.pages):
        raise NotFoundError("Không dựng được ảnh của trang {}.", number)
    made = pictures.picture(paper.original, number, visit.desk.tools)
    return Response(made, media_type="image/png", headers={"Cache-Control": f"private, max-age={KEPT_FOR}"})


@router.get("/due")
def due_tasks(visit: Visiting, days: Annotated[int, Query(ge=0, le=3650)] = SOON) -> HTMLResponse:
    """Show the open tasks that are overdue or fall due soon."""
    with visit.catalogue() as catalogue:
        found = due(catalogue, visit.desk.tools.knowledge, as_of=visit.desk.as_of, days=days)
    return visit.page("due.html", tasks=found, days=days, back=f"/due?days={days}")


@router.get("/bodies")
def all_bodies(visit: Visiting, q: Text = "") -> HTMLResponse:
    """Show the bodies that are given tasks."""
    with visit.catalogue() as catalogue:
        return visit.page("bodies.html", q=q, bodies=read.bodies(catalogue, q))


@router.get("/body")
def body(visit: Visiting, name: Text, before: Text = "") -> HTMLResponse:
    """Show the tasks of a body by last day."""
    knowledge = visit.desk.tools.knowledge
    with visit.catalogue() as catalogue:
        found = tasks(catalogue, knowledge, body=name, due_before=day_of(before), as_of=visit.desk.as_of)
    return visit.page(
        "body.html", name=name, tasks=found, before=before, counts=_states(found), back=address("/body", name=name)
    )


@router.get("/trace")
def chain(visit: Visiting, number: Text = "", depth: Annotated[int, Query(ge=1, le=12)] = 4) -> HTMLResponse:
    """Show the chain of citations around a number."""
    if not number.strip():
        return visit.page("trace.html", number="", depth=depth, trees=[], drawing=None, names={}, nodes=[], box=())
    with visit.catalogue() as catalogue:
        found = graph.trace(catalogue, number, depth=depth)
        names = graph.names_of(catalogue, found)
    trees = [(found.nodes[r], tree_of(found, r, "cites"), tree_of(found, r, "cited_by")) for r in found.roots]
    in_conflict = [n for n in found.nodes.values() if n.in_conflict]
    return visit.page(
        "trace.html",
        number=number,
        depth=depth,
        trees=trees,
        drawing=draw(found),
        names=names,
        nodes=in_conflict,
        box=(WIDE, HIGH),
    )


@router.get("/missing")
def missing(visit: Visiting) -> HTMLResponse:
    """Show what is cited and not held."""
    with visit.catalogue() as catalogue:
        return visit.page("missing.html", missing=graph.missing(catalogue, limit=MANY))


@router.get("/conflicts")
def conflicts(visit: Visiting) -> HTMLResponse:
    """Show the documents that papers date differently."""
    with visit.catalogue() as catalogue:
        return visit.page("conflicts.html", nodes=graph.conflicts(catalogue))


@router.get("/status")
def state(visit: Visiting, examine: bool = False) -> HTMLResponse:
    """Show what became of every file, why what failed failed, and, if asked, whether the catalogue is sound."""
    with visit.catalogue() as catalogue:
        counts = status(catalogue, waiting=_waiting(visit), limit=MANY)
        faults = check(catalogue) if examine else None
    return visit.page("status.html", counts=counts, faults=faults, config=visit.desk.config)


@router.post("/task/{task}")
def say_of(
    visit: Visiting,
    task: str,
    state: Annotated[str, Form(pattern="^(done|open|not applicable|)$")] = "",
    note: Annotated[str, Form(max_length=2000)] = "",
    by: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Put on record what a person says of a task, and go back to where they said it."""
    if state or note.strip():
        with visit.catalogue() as catalogue:
            said_by = by.strip()
            say_of_task(catalogue, task, state=state or None, note=note.strip() or None, said_by=said_by)
    back = visit.request.query_params.get("back", "/")
    local = back.startswith("/") and not back.startswith(("//", "/\\"))
    return RedirectResponse(f"{back if local else '/'}#task-{task}", status_code=303)


def _waiting(visit: Visit) -> int:
    return len(waiting_in(visit.desk.config.inbox))


def _held(visit: Visit, document: int) -> read.Paper:
    """Return a document whose original may be shown.

    Raises:
        NotFoundError: there is no such document, or it was withdrawn.
    """
    with visit.catalogue() as catalogue:
        paper = read.paper(catalogue, document)
    if paper.withdrawn or not paper.original.is_file():
        raise NotFoundError("Không có bản gốc của văn bản số {}.", document)
    return paper


def _states(found: tuple[Task, ...]) -> dict[str, int]:
    return {state: sum(t.state == state for t in found) for state in ("overdue", "open", "done", "not applicable")}
