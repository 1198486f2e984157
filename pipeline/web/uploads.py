"""Files handed over in the browser: they go the way of the inbox, and are read at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated

from fastapi import APIRouter, File, Header, UploadFile
from starlette.responses import HTMLResponse

from pipeline.catalogue.likeness import Kin, kin_of
from pipeline.catalogue.read import remarks_of
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.write import Arrival
from pipeline.claims import Claims, claiming
from pipeline.inbox import file_claimed, take_up
from pipeline.messages import say
from pipeline.web.desk import Visit, Visiting

LONGEST = 180  # bytes of a file name: folders allow 255, and a number or a note is added
NAMELESS = "van-ban"
MOST_KIN = 3  # documents named that a new one resembles
MOST_TOLD = 5  # remarks on a new one
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")  # on the Windows machines that share the folder

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a file, in words; `kin` are the documents held that it resembles.

    `told` is what is to be known of the file as a whole: papers in it that are told apart, nothing in it to read.
    """

    name: str
    outcome: str
    document: int | None
    why: str
    hint: str
    kin: tuple[Kin, ...]
    told: tuple[str, ...] = ()


@router.post("/upload")
def upload(
    visit: Visiting,
    files: Annotated[list[UploadFile], File()],
    x_part: Annotated[str | None, Header()] = None,
) -> HTMLResponse:
    """Take files in and tell what became of each; only the list of them, where a script asks for a part of a page."""
    with claiming(visit.desk.config.inbox) as claims:
        sent = [claims.receive(safe_name(f.filename or ""), f.file) for f in files]
        with visit.desk.reading:
            results = file_sent(visit, claims, sent)
    visit.desk.tally.forget()
    if x_part:
        return visit.page("results_part.html", results=results)
    return visit.page("results.html", results=results)


def safe_name(name: str) -> str:
    """Return a file name that stays in its folder and shows as what it is, the suffix kept.

    Browsers may send a path, hostile ones anything: control and direction marks, hidden or reserved names.
    """
    composed = unicodedata.normalize("NFC", name.replace("\\", "/"))
    last = FORBIDDEN.sub("", PurePosixPath(composed).name).strip(" .")
    stem, dot, suffix = last.rpartition(".")
    if not dot:
        stem, suffix = last, ""
    if not stem or RESERVED.match(last):
        stem = f"{NAMELESS}-{stem}" if stem else NAMELESS
    suffix = suffix[:16]
    room = LONGEST - len(f".{suffix}".encode())
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .")
    return f"{stem}.{suffix}" if suffix else stem


def file_sent(visit: Visit, claims: Claims, sent: Sequence[Path]) -> list[Result]:
    """File what was sent, and what a desk that died had taken in before."""
    order = [claims.name_of(path) for path in sent]
    with visit.catalogue() as catalogue:
        list(take_up(catalogue, claims, visit.desk.tools))
        arrivals = list(file_claimed(catalogue, claims, sent, visit.desk.tools))
    return results_of(visit, sorted(arrivals, key=lambda a: order.index(a.claim or "")))


def results_of(visit: Visit, arrivals: Sequence[Arrival]) -> list[Result]:
    """Return in words what became of files."""
    with visit.catalogue() as catalogue:
        return [_result(catalogue, arrival, visit.lang) for arrival in arrivals]


def _result(catalogue: Catalogue, arrival: Arrival, lang: str) -> Result:
    error, fresh = arrival.error, arrival.document if arrival.outcome == "filed" else None
    why = say(error.message, *error.values, lang=lang) if error else ""
    hint = say(error.hint, lang=lang) if error else ""
    kin = kin_of(catalogue, fresh)[:MOST_KIN] if fresh else ()
    remarks = remarks_of(catalogue, fresh) if fresh else ()
    told = tuple(say(r.message, *r.values, lang=lang) for r in remarks if r.is_of_the_whole)[:MOST_TOLD]
    return Result(arrival.path.name, arrival.outcome, arrival.document, why, hint, kin, told)
