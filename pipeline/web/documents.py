"""The page of a filed paper: its text and pages with the facts lit, what was read and mended, and its files."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from extractors.keywords import keywords
from pipeline.catalogue import read
from pipeline.catalogue.arrivals import arrivals_of
from pipeline.catalogue.enclosures import enclosed
from pipeline.catalogue.readings import pages_within, place_of, reading_of
from pipeline.catalogue.refile import reinstate
from pipeline.catalogue.versions import changes_of, corrections_of, versions_of
from pipeline.catalogue.write import withdraw
from pipeline.document import Heading
from pipeline.errors import ConfigError, NotFoundError
from pipeline.text import Edit, Span, Text
from pipeline.web.desk import Visit, Visiting
from pipeline.web.leaves import LONGEST, LeafNumber, spans_of
from pipeline.web.lighting import on_page, pieces_of, runs_of
from pipeline.web.papers import Pictures, reader_of_pages

KEPT_FOR = 24 * 3600  # seconds that a browser keeps the picture of a page
LONGEST_REASON = 500  # characters
LEAST_SURE = 30  # edits shown on the page of the paper
NO_HEADING = dict.fromkeys(field.name for field in fields(Heading))
COPIED = ("number", "doc_type", "title", "issuer", "date")  # fields of the heading that people put right

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper opened at one leaf of its text: what stands on it."""

    paper: read.Paper
    leaves: tuple[Span, ...]
    number: int
    lights: tuple[read.Light, ...]
    edits: tuple[tuple[int, Edit], ...]

    @property
    def span(self) -> Span:
        """The characters of the leaf."""
        return self.leaves[self.number - 1]

    def facts(self, kind: str) -> tuple[read.Light, ...]:
        """Return the facts of a kind that begin on the leaf."""
        return tuple(x for x in self.lights if x.kind == kind)

    def anchors(self) -> dict[int, list[str]]:
        """Return the names of the places in the text that the notes are about."""
        found: dict[int, list[str]] = defaultdict(list)
        for number, remark in enumerate(self.paper.remarks):
            if remark.span:
                found[remark.span.start].append(f"note-{number}")
        return found


def open_at(paper: read.Paper, number: int) -> Opened:
    """Open a paper at a leaf, counted from 1.

    Raises:
        NotFoundError: it has no such leaf.
    """
    leaves = spans_of(paper.text)
    if number > len(leaves):
        raise NotFoundError("Văn bản không có phần {}.", number)
    span = leaves[number - 1]
    lights = tuple(x for x in paper.lights if any(s.overlaps(span) for s in x.spans))
    edits = ((n, e) for n, e in enumerate(paper.edits) if span.start <= e.span.start < max(span.end, 1))
    return Opened(paper, leaves, number, lights, tuple(edits))


@router.get("/document/{document}")
def show(visit: Visiting, document: int, leaf: LeafNumber = 1) -> HTMLResponse:
    """Show a document: its heading, its text with the facts lit up, its pages, tasks, notes and edits."""
    with visit.catalogue() as catalogue:
        opened = open_at(paper := read.paper(catalogue, document), leaf)
        given = read.tasks_of(catalogue, visit.desk.tools.knowledge, document, as_of=visit.desk.as_of)
        numbers = pages_within(catalogue, document, opened.span)
        beside: dict[str, Any] = {
            "versions": versions_of(catalogue, document),
            "changes": changes_of(catalogue, document, visit.desk.as_of),
            "corrections": corrections_of(catalogue, document),
            "arrivals": arrivals_of(catalogue, document),
            "inside": enclosed(catalogue, document),
        }
    drawn = reader_of_pages(paper.original, visit.desk.tools) is not None
    corrected = {name: value for name in COPIED if (value := getattr(paper.entry, name))}
    return visit.page(
        "document.html",
        opened=opened,
        paper=paper,
        heading=NO_HEADING | paper.heading | corrected,
        runs=runs_of(paper.text, opened.lights, paper.edits, opened.span, opened.anchors()),
        unsure=sorted(opened.edits, key=lambda edit: edit[1].confidence)[:LEAST_SURE],
        tasks=[t for t in given if opened.span.start <= t.start < opened.span.end],
        pages=[p for p in paper.pages if p.width and p.height and p.number in numbers] if drawn else [],
        on_page=on_page,
        copied=any(page.origin == "ocr" for page in paper.pages),
        back=f"/document/{document}?leaf={leaf}",
        **beside,
    )


@router.post("/document/{document}/withdraw")
def take_back(
    visit: Visiting,
    document: int,
    why: Annotated[str, Form(max_length=LONGEST_REASON)] = "",
    by: Annotated[str, Form(max_length=200)] = "",
) -> RedirectResponse:
    """Take back a document that was filed by mistake, with the reason."""
    if not why.strip():
        raise ConfigError("Hãy ghi lý do rút.")
    with visit.catalogue() as catalogue:
        withdraw(catalogue, document, why.strip(), by=by.strip())
    visit.desk.tally.forget()
    return visit.back(by=by.strip())


@router.post("/document/{document}/reinstate")
def bring_back(visit: Visiting, document: int, by: Annotated[str, Form(max_length=200)] = "") -> RedirectResponse:
    """Bring back a document that was withdrawn."""
    with visit.catalogue() as catalogue:
        reinstate(catalogue, document, by=by.strip())
    visit.desk.tally.forget()
    return visit.back(by=by.strip())


@router.get("/fact/{fact}")
def find(visit: Visiting, fact: str) -> RedirectResponse:
    """Lead to where a fact stands in its paper."""
    with visit.catalogue() as catalogue:
        document, start = place_of(catalogue, fact)
        leaves = spans_of(read.paper(catalogue, document).text)
    leaf = next((n for n, span in enumerate(leaves, start=1) if start < span.end), len(leaves))
    return RedirectResponse(f"/document/{document}{f'?leaf={leaf}' if leaf > 1 else ''}#fact-{fact}", 303)


@router.get("/document/{document}/reading")
def reading(visit: Visiting, document: int, page: LeafNumber = 1) -> HTMLResponse:
    """Show a page as it was read, every reading of it, with all that was mended."""
    with visit.catalogue() as catalogue:
        entry = read.paper(catalogue, document).entry
        found = reading_of(catalogue, document)
    sheet = next((p for p in found.pages if p.number == page), None)
    if sheet is None:
        raise NotFoundError("Văn bản không có trang {}.", page)
    raw = Span(sheet.raw.start, min(sheet.raw.end, sheet.raw.start + LONGEST))
    return visit.page(
        "reading.html",
        entry=entry,
        sheet=sheet,
        numbers=[p.number for p in found.pages],
        pieces=tuple(pieces_of(found.text, raw)),
        edits=_edits_in(found.text, raw),
        left_out=sheet.raw.end - raw.end,
        longest=LONGEST,
    )


@router.get("/document/{document}/words")
def words(visit: Visiting, document: int) -> HTMLResponse:
    """Show the compound words that a document says most; each leads to the papers that say it."""
    with visit.catalogue() as catalogue:
        paper = read.paper(catalogue, document)
    return visit.page("words.html", entry=paper.entry, said=keywords(paper.text))


@router.get("/document/{document}/original")
def original(visit: Visiting, document: int) -> FileResponse:
    """Hand out the file as it came in."""
    paper = held(visit, document)
    return FileResponse(paper.original, media_type="application/octet-stream", filename=paper.entry.name)


@router.get("/document/{document}/copy")
def copy(visit: Visiting, document: int) -> FileResponse:
    """Make a searchable copy of a scan, of what was read of it when it was filed, and hand it out."""
    from pipeline.copies.searchable import make

    paper = held(visit, document)
    with visit.catalogue() as catalogue:
        found = reading_of(catalogue, document)
    with tempfile.NamedTemporaryFile(suffix=".pdf", delete=False) as file:
        target = Path(file.name)
    try:
        make(found, target, visit.desk.config)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    name = f"{Path(paper.entry.name).stem}.tim-kiem.pdf"
    gone = BackgroundTask(target.unlink, missing_ok=True)
    return FileResponse(target, media_type="application/octet-stream", filename=name, background=gone)


@router.get("/document/{document}/page/{number}.png")
def picture(visit: Visiting, document: int, number: int) -> Response:
    """Draw a page."""
    pictures: Pictures = visit.request.app.state.pictures
    paper = held(visit, document)
    if number not in (page.number for page in paper.pages):
        raise NotFoundError("Không dựng được ảnh của trang {}.", number)
    made = pictures.picture(paper.original, number, visit.desk.tools)
    return Response(made, media_type="image/png", headers={"Cache-Control": f"private, max-age={KEPT_FOR}"})


def held(visit: Visit, document: int) -> read.Paper:
    """Return a document whose original may be shown.

    Raises:
        NotFoundError: there is no such document, or it was withdrawn.
    """
    with visit.catalogue() as catalogue:
        paper = read.paper(catalogue, document)
    if paper.withdrawn or not paper.original.is_file():
        raise NotFoundError("Không có bản gốc của văn bản số {}.", document)
    return paper


def _edits_in(text: Text, raw: Span) -> tuple[tuple[int, Edit], ...]:
    """Return the edits that changed a part of the raw text, with their numbers."""
    found = ((n, edit, text.to_raw(edit.span)) for n, edit in enumerate(text.edits))
    return tuple((n, edit) for n, edit, place in found if raw.start <= place.start < max(raw.end, raw.start + 1))
