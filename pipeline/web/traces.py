"""The page of a chain of citations: a drawing and a tree, as it stands or as it stood on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from starlette.responses import HTMLResponse, Response

from pipeline.catalogue import graph
from pipeline.catalogue.graph import Node, Trace
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.sources import as_it_stood, printed
from pipeline.catalogue.standing import history, in_force
from pipeline.exports.graphs import dot, graphml, svg
from pipeline.web.chains import HIGH, WIDE, draw, tree_of
from pipeline.web.desk import Visiting
from pipeline.web.reviews import ONE_OF
from pipeline.web.tasks import Text, day_of
from pipeline.web.wording import address

NAMED = 12  # documents that the summary names
WRITERS: dict[str, tuple[Callable[[Trace], str], str]] = {
    "svg": (svg, "image/svg+xml"),
    "dot": (dot, "text/vnd.graphviz"),
    "graphml": (graphml, "application/xml"),
}

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Way:
    """What chain is asked for: around which number, how far, by which relation ("" for any), on which day."""

    number: str
    depth: int
    relation: str
    until: date | None

    def follow(self, catalogue: Catalogue) -> Trace:
        """Return the chain."""
        relations = (self.relation,) if self.relation else ()
        found = graph.trace(catalogue, self.number, depth=self.depth, relations=relations)
        return as_it_stood(found, self.until) if self.until else found

    def to(self, path: str) -> str:
        """Return the address of a page about the same chain."""
        return address(path, number=self.number, depth=self.depth, relation=self.relation, until=self.until)


def way_of(
    number: Text = "",
    depth: Annotated[int, Query(ge=1, le=12)] = 4,
    relation: Annotated[str, Query(pattern=f"^({'|'.join(ONE_OF['relation'])}|)$")] = "",
    until: Text = "",
) -> Way:
    """Return what the form asks for."""
    return Way(number.strip(), depth, relation, day_of(until))


Asked = Annotated[Way, Depends(way_of)]


@router.get("/trace")
def chain(visit: Visiting, way: Asked) -> HTMLResponse:
    """Show the chain of citations around a number."""
    if not way.number:
        return visit.page("trace.html", way=way, relations=ONE_OF["relation"], trees=[], drawing=None, box=())
    with visit.catalogue() as catalogue:
        found = way.follow(catalogue)
        names = graph.names_of(catalogue, found)
        places = printed(catalogue, found)
        day = way.until or visit.desk.as_of
        standing = {r: (history(catalogue, r), in_force(catalogue, r, as_of=day)) for r in found.roots}
    trees = [
        (found.nodes[r], tree_of(found, r, "cites", places), tree_of(found, r, "cited_by", places)) for r in found.roots
    ]
    return visit.page(
        "trace.html",
        way=way,
        relations=ONE_OF["relation"],
        trees=trees,
        drawing=draw(found),
        names=names,
        standing=standing,
        groups=_groups(found),
        day_of_asking=day,
        box=(WIDE, HIGH),
        named=NAMED,
    )


@router.get("/trace.{form}")
def take(visit: Visiting, way: Asked, form: Literal["svg", "dot", "graphml"]) -> Response:
    """Hand out the chain for other programs."""
    with visit.catalogue() as catalogue:
        found = way.follow(catalogue)
    write, media = WRITERS[form]
    headers = {"Content-Disposition": f'attachment; filename="chuoi-dan-chieu.{form}"'}
    return Response(write(found), media_type=media, headers=headers)


def _groups(found: Trace) -> dict[str, list[Node]]:
    """Return the documents of a chain that a person should see to: held, missing, contradictory, unclear."""
    nodes = found.nodes.values()
    return {
        "held": [n for n in nodes if n.held],
        "missing": sorted((n for n in nodes if not n.held), key=lambda n: -n.cited_by),
        "conflict": [n for n in nodes if n.in_conflict],
        "ambiguous": [n for n in nodes if n.candidates],
    }
