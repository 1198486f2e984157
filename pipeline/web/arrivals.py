"""The page of the inbox: what came in, what became of each file, and trying again what failed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from pipeline.catalogue.arrivals import arrival_of, arrivals
from pipeline.catalogue.status import status
from pipeline.claims import FAILED, NOTE, claiming, files_under
from pipeline.errors import NotFoundError
from pipeline.inbox import waiting_in
from pipeline.web.desk import Visiting
from pipeline.web.leaves import LeafNumber, leaf_from
from pipeline.web.uploads import file_sent

SOME, FEW = 50, 20  # arrivals of a page, waiting files named
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
    kept = {path.name for path in failed_in(visit.desk.config.inbox)}
    with visit.catalogue() as catalogue:
        found = arrivals(catalogue, outcome, limit=SOME + 1, offset=(page - 1) * SOME)
        counts = replace(status(catalogue, limit=0), waiting=len(waiting))
    leaf = leaf_from(found, page, SOME)
    return visit.page(
        "inbox.html", leaf=leaf, outcome=outcome, outcomes=OUTCOMES, counts=counts, files=waiting, few=FEW, kept=kept
    )


@router.post("/inbox/{arrival}/retry")
def retry(visit: Visiting, arrival: int) -> HTMLResponse:
    """Read a file that failed once more, and tell what becomes of it."""
    folder = visit.desk.config.inbox
    with visit.catalogue() as catalogue:
        name = arrival_of(catalogue, arrival).name
    with claiming(folder) as claims, visit.desk.reading:
        again = _put_back(folder, name)
        claimed = claims.take(again)
        if claimed is None:
            raise NotFoundError("Tệp {} không còn trong thư mục không đọc được.", name)
        results = file_sent(visit, claims, [claimed])
    visit.desk.tally.forget()
    return visit.page("results.html", results=results)


def failed_in(inbox: Path) -> tuple[Path, ...]:
    """Return the files that could not be read and lie beside their notes."""
    return tuple(path for path in files_under(inbox / FAILED) if not path.name.endswith(NOTE))


def _put_back(inbox: Path, name: str) -> Path:
    """Move a file that failed back to the top of the inbox, its note taken away; return where it is.

    Raises:
        NotFoundError: it does not lie where failed files do.
    """
    found = next((path for path in failed_in(inbox) if path.name == name), None)
    target = inbox / name
    if found is None or target.exists():
        raise NotFoundError("Tệp {} không còn trong thư mục không đọc được.", name)
    found.with_name(f"{name}{NOTE}").unlink(missing_ok=True)
    return found.rename(target)
