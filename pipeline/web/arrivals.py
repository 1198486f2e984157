"""The page of the inbox: what came in, what became of each file, and trying again what failed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, RedirectResponse

from pipeline.catalogue.arrivals import ArrivalEntry, arrival_of, arrivals
from pipeline.catalogue.status import status
from pipeline.catalogue.write import hash_of
from pipeline.claims import FAILED, NOTE, claiming, files_under
from pipeline.errors import NotFoundError
from pipeline.inbox import waiting_in
from pipeline.web.desk import Visiting
from pipeline.web.leaves import LeafNumber, leaf_from
from pipeline.web.uploads import file_sent, results_of

SOME, FEW = 50, 20  # arrivals of a page, waiting files named
NUMBER = re.compile(r" \(\d+\)$")
OUTCOMES = ("filed", "duplicate", "failed", "secret")

router = APIRouter()


@router.get("/inbox")
def inbox(
    visit: Visiting,
    outcome: Annotated[str, Query(pattern=f"^({'|'.join(OUTCOMES)}|)$")] = "",
    page: LeafNumber = 1,
) -> HTMLResponse:
    """Show what waits, what came in, what became of each file, and why what failed failed."""
    waiting = waiting_in(visit.desk.config.inbox)
    kept = {name for path in failed_in(visit.desk.config.inbox) for name in _names_of(path)}
    with visit.catalogue() as catalogue:
        found = arrivals(catalogue, outcome, limit=SOME + 1, offset=(page - 1) * SOME)
        counts = replace(status(catalogue, limit=0), waiting=len(waiting))
    leaf = leaf_from(found, page, SOME)
    return visit.page(
        "inbox.html",
        leaf=leaf,
        outcome=outcome,
        outcomes=OUTCOMES,
        counts=counts,
        files=waiting,
        few=FEW,
        kept=kept,
        running=visit.desk.round.is_running,
    )


@router.post("/inbox/read")
def read_waiting(visit: Visiting) -> RedirectResponse:
    """Begin to read all that waits, and lead to where it is told what becomes of each file."""
    with visit.catalogue():  # two at once must not both make a new one
        visit.desk.round.begin(visit.desk.tools, visit.desk.reading)
    return RedirectResponse("/inbox/reading", 303)


@router.get("/inbox/reading")
def read_so_far(visit: Visiting) -> HTMLResponse:
    """Tell what became of each file that waited; the page comes anew while files are being read."""
    last = visit.desk.round
    running = last.is_running
    visit.desk.tally.forget()
    return visit.page(
        "round.html",
        running=running,
        results=results_of(visit, tuple(last.arrivals)),
        stopped=last.stopped_by,
        files=waiting_in(visit.desk.config.inbox),
        few=FEW,
    )


@router.post("/inbox/{arrival}/retry")
def retry(visit: Visiting, arrival: int) -> HTMLResponse:
    """Read a file that failed once more, and tell what becomes of it."""
    folder = visit.desk.config.inbox
    with visit.catalogue() as catalogue:
        failure = arrival_of(catalogue, arrival)
    with claiming(folder) as claims, visit.desk.reading:
        again = _put_back(folder, failure)
        claimed = claims.take(again)
        if claimed is None:
            raise NotFoundError("Tệp {} không còn trong thư mục không đọc được.", failure.name)
        results = file_sent(visit, claims, [claimed])
    visit.desk.tally.forget()
    return visit.page("results.html", results=results)


def failed_in(inbox: Path) -> tuple[Path, ...]:
    """Return the files that could not be read and lie beside their notes."""
    return tuple(path for path in files_under(inbox / FAILED) if not path.name.endswith(NOTE))


def _names_of(path: Path) -> tuple[str, str]:
    """Return under which names a kept file may have come: a number is added where another of its name lies there."""
    return path.name, path.with_stem(NUMBER.sub("", path.stem)).name


def _put_back(inbox: Path, failure: ArrivalEntry) -> Path:
    """Move a file that failed back to the top of the inbox, its note taken away; return where it is.

    Of several files of its name it is the one with its bytes; the only one may have been mended meanwhile.

    Raises:
        NotFoundError: it does not lie where failed files do.
    """
    named = [path for path in failed_in(inbox) if failure.name in _names_of(path)]
    same = named if len(named) < 2 else [path for path in named if hash_of(path) == failure.sha256]
    target = inbox / failure.name
    if not same or target.exists():
        raise NotFoundError("Tệp {} không còn trong thư mục không đọc được.", failure.name)
    same[0].with_name(f"{same[0].name}{NOTE}").unlink(missing_ok=True)
    return same[0].rename(target)
