"""The page of what the machine read least surely: a person confirms it or puts it right."""

from __future__ import annotations

import re
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Query, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, Response

from pipeline.catalogue import read
from pipeline.catalogue.corrections import DATES, check_value
from pipeline.catalogue.doubts import MATTERS, MOST_COUNTED, Changes, Doubt, Matter, counts_of, doubt_of, doubts
from pipeline.catalogue.lookup_tables import BELOW
from pipeline.catalogue.readings import pages_within
from pipeline.catalogue.refile import correct
from pipeline.catalogue.schema import Catalogue
from pipeline.document import Span
from pipeline.errors import ConfigError
from pipeline.messages import day
from pipeline.web.desk import Visit, Visiting
from pipeline.web.leaves import LeafNumber, leaf_from
from pipeline.web.lighting import Clipping, clipping_of
from pipeline.web.papers import reader_of_pages
from pipeline.web.wording import packed

SOME = 10  # doubts of a page
LONGEST = 2000  # characters of a field
HEAD_HEIGHT = 260.0  # points of the first page shown of a heading that no note gives a place
WRITTEN_DAY = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
ONE_OF = {
    "relation": (
        *("căn cứ", "thực hiện", "dẫn chiếu", "sửa đổi bổ sung", "thay thế", "bãi bỏ", "đình chỉ", "đính chính"),
        *("hợp nhất", "hướng dẫn", "quy định chi tiết", "ban hành kèm theo", "sơ kết tổng kết", "phúc đáp", "khác"),
    ),
    "role": ("đề nghị", "giao", "chủ trì", "phối hợp", "kiểm tra", "báo cáo", "thực hiện"),
    "extent": ("whole", "part"),
    "inclusive": ("1", "0"),
}
"""The values of the fields that take certain ones only."""

router = APIRouter()


async def form_of(request: Request) -> FormData:
    """Return the form that a request sends."""
    return await request.form()


@router.get("/review")
def review(
    visit: Visiting,
    matter: Annotated[str, Query(pattern=f"^({'|'.join(get_args(Matter))}|)$")] = "",
    below: Annotated[float, Query(ge=0, le=1)] = BELOW,
    page: LeafNumber = 1,
) -> HTMLResponse:
    """Show what waits for a person, what matters most first."""
    wanted = next((m for m in MATTERS if m == matter), None)
    with visit.catalogue() as catalogue:
        counts = visit.waiting() if below == BELOW else counts_of(catalogue, below=below)
        found = doubts(catalogue, wanted, below=below, limit=SOME + 1, offset=(page - 1) * SOME)
        leaf = leaf_from(found, page, SOME)
        clippings = {doubt.id: _clipping(visit, catalogue, doubt) for doubt in leaf.rows}
    return visit.page(
        "review.html",
        leaf=leaf,
        counts=counts,
        matter=matter,
        below=below,
        clippings=clippings,
        most=MOST_COUNTED,
        one_of=ONE_OF,
    )


@router.get("/review/{fact}")
def review_one(visit: Visiting, fact: str, back: Annotated[str, Query(max_length=500)] = "") -> HTMLResponse:
    """Show one fact, or the heading of a document, to confirm it or put it right."""
    with visit.catalogue() as catalogue:
        doubt = doubt_of(catalogue, fact)
        clipping = _clipping(visit, catalogue, doubt)
    back = back or f"/document/{doubt.document}"
    return visit.page("correction.html", doubt=doubt, clipping=clipping, back=back, one_of=ONE_OF)


@router.post("/review/{fact}")
def put_right(visit: Visiting, fact: str, form: Annotated[FormData, Depends(form_of)]) -> Response:
    """Confirm a fact, choose what it may mean, or put its fields right; then go on where the person was."""
    by, knowledge = _said(form, "by")[:200], visit.desk.tools.knowledge
    with visit.catalogue() as catalogue:
        doubt = doubt_of(catalogue, fact)
        changes = changes_of(form, doubt)
        for change in changes:
            check_value(doubt.kind, *change)
        for change in changes:
            correct(catalogue, knowledge, doubt.id, change, by=by)
    visit.desk.tally.forget()
    following = _said(form, "next")
    return visit.back(f"#point-{following}" if following.isalnum() else "", by=by)


def changes_of(form: FormData, doubt: Doubt) -> Changes:
    """Return what a form puts right: nothing but "confirmed", one of the choices, or the fields that were changed.

    Raises:
        ConfigError: a value that the field does not take.
    """
    if form.get("action") == "accept":
        return (("confirmed", None),)
    if chosen := form.get("choice"):
        return _chosen(str(chosen), doubt)
    given = ((name, _said(form, name), shown(name, was)) for name, was in doubt.values if name in form)
    return tuple((name, value_of(name, said)) for name, said, was in given if said != was)


def shown(field: str, value: str | None) -> str:
    """Return a value as it stands in its field of the form: days as people write them."""
    return day(value) if field in DATES else " ".join((value or "").split())


def value_of(field: str, said: str) -> str | None:
    """Return a value of the form as the catalogue keeps it, None where the field was emptied.

    Raises:
        ConfigError: the field takes certain values only, and this is none of them.
    """
    if field in ONE_OF and said not in ONE_OF[field]:
        raise ConfigError("Mục {} không nhận giá trị {!r}.", field, said)
    written = WRITTEN_DAY.fullmatch(said) if field in DATES else None
    if written:
        return "-".join(part.zfill(2) for part in reversed(written.groups()) if part)
    return said or None


def _said(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return " ".join(value.split())[:LONGEST] if isinstance(value, str) else ""


def _chosen(written: str, doubt: Doubt) -> Changes:
    """Return the choice that a button stands for, if it is still one.

    Raises:
        ConfigError: it is none of the choices.
    """
    chosen = next((c.changes for c in doubt.choices if packed(c.changes) == written), None)
    if chosen is None:
        raise ConfigError("Lựa chọn này không còn nữa; hãy xem lại trang.")
    return chosen


def _clipping(visit: Visit, catalogue: Catalogue, doubt: Doubt) -> tuple[Clipping, read.Sheet] | None:
    """Return the part of a page to show, with the page; None where the file has no pages to draw."""
    paper = read.paper(catalogue, doubt.document)
    number = doubt.page or next(iter(pages_within(catalogue, doubt.document, Span(0, 1))), 1)
    sheet = next((p for p in paper.pages if p.number == number), None)
    if sheet is None or not sheet.width or not sheet.height or not reader_of_pages(paper.original, visit.desk.tools):
        return None
    clipping = clipping_of(doubt.boxes, sheet.width, sheet.height)
    if clipping is None and doubt.kind != "document":
        return None
    return clipping or Clipping(number, 0, 0, sheet.width, min(HEAD_HEIGHT, sheet.height)), sheet
