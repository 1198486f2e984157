"""The pages: each asks the catalogue one thing and shows the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import HTMLResponse

from pipeline.catalogue import graph, read
from pipeline.catalogue.search import Filters, search
from pipeline.catalogue.standing import stale_citations
from pipeline.catalogue.status import check, status
from pipeline.catalogue.tasks import MOST_DUE, Asked, Scope, count_due, list_due
from pipeline.inbox import waiting_in
from pipeline.web.desk import Visit, Visiting
from pipeline.web.leaves import LeafNumber, leaf_from
from pipeline.web.tasks import SOON, Text

FEW, SOME, MANY = 8, 20, 50  # rows of a list on the first page, of a page of hits, of a list of its own

router = APIRouter()


def filters_of(
    doc_type: Text = "", issuer: Text = "", since: Text = "", until: Text = "", in_force: bool = False
) -> Filters:
    """Return what the form limits hits to; empty fields limit nothing."""
    return Filters(doc_type or None, issuer or None, None, since or None, until or None, in_force)


@router.get("/")
def home(visit: Visiting) -> HTMLResponse:
    """Show what came in, what is due, and where to search and to hand files in."""
    knowledge, asked = visit.desk.tools.knowledge, Asked(Scope(), visit.desk.as_of, limit=FEW)
    with visit.catalogue() as catalogue:
        late = count_due(catalogue, knowledge, asked, days=SOON)
        return visit.page(
            "home.html",
            counts=status(catalogue, waiting=_waiting(visit), limit=0),
            due=list_due(catalogue, knowledge, replace(asked, state="open" if late["open"] else None), days=SOON),
            late=late,
            most=MOST_DUE,
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


@router.get("/missing")
def missing(visit: Visiting, page: LeafNumber = 1) -> HTMLResponse:
    """Show what is cited and not held."""
    with visit.catalogue() as catalogue:
        found = graph.missing(catalogue, limit=MANY + 1, offset=(page - 1) * MANY)
    return visit.page("missing.html", leaf=leaf_from(found, page, MANY))


@router.get("/conflicts")
def conflicts(visit: Visiting, page: LeafNumber = 1) -> HTMLResponse:
    """Show the documents that papers date differently, and the papers that cite what had ended."""
    with visit.catalogue() as catalogue:
        dated = leaf_from(graph.conflicts(catalogue, limit=SOME + 1, offset=(page - 1) * SOME), page, SOME)
        stale = stale_citations(catalogue, as_of=visit.desk.as_of, limit=MANY + 1, offset=(page - 1) * MANY)
    return visit.page("conflicts.html", dated=dated, stale=leaf_from(stale, page, MANY))


@router.get("/status")
def state(visit: Visiting, examine: bool = False) -> HTMLResponse:
    """Show what became of every file and, if asked, whether the catalogue is sound."""
    with visit.catalogue() as catalogue:
        counts = status(catalogue, waiting=_waiting(visit), limit=FEW)
        faults = check(catalogue)[:MANY] if examine else None
    return visit.page("status.html", counts=counts, faults=faults, config=visit.desk.config)


def _waiting(visit: Visit) -> int:
    return len(waiting_in(visit.desk.config.inbox))
