"""`trace`, `missing`, `conflicts`: what the lawyer asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.tree import Tree

from pipeline.catalogue import graph
from pipeline.catalogue.graph import Direction, Edge, Node, Trace
from pipeline.catalogue.paths import authorities, path
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.sources import as_it_stood
from pipeline.catalogue.standing import Event, history, stale_citations
from pipeline.commands import common, formats
from pipeline.config import Config
from pipeline.exports.graphs import dot, graphml, svg, title_of
from pipeline.messages import day, say
from pipeline.output import console, csv_text, json_text, put, table, tell, to_plain

WRITERS: dict[str, Callable[[Trace], str]] = {"dot": dot, "graphml": graphml, "svg": svg}
CONFLICT_COLUMNS = ("Mâu thuẫn", "Số, ký hiệu", "Ngày", "Nơi ghi")
MISSING_COLUMNS = ("Số, ký hiệu", "Loại", "Cơ quan ban hành", "Ngày", "Số văn bản dẫn", "Trích yếu")


@click.command()
@click.argument("number", nargs=-1, required=True)
@click.option("--depth", type=click.IntRange(1, 50), default=6, show_default=True, help="Đi xa bao nhiêu bước.")
@click.option("--relation", "relations", multiple=True, help="Chỉ theo quan hệ này, ví dụ “thay thế”.")
@click.option("--to", "end", metavar="NUMBER", help="Chỉ đường đi ngắn nhất đến số ký hiệu này.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Ghi vào tệp này.")
@formats("dot", "graphml", "svg")
@common
def trace(number: tuple[str, ...], output: Path | None, form: str, config: Config, **how: Any) -> None:
    """Lần theo chuỗi dẫn chiếu của một số ký hiệu: căn cứ vào đâu, ai thực hiện, chỗ nào mâu thuẫn.

    Với --as-of, chuỗi như đến hết ngày ấy, chưa kể những gì văn bản về sau nói.
    """
    with open_catalogue(config.catalogue, create=False) as catalogue:
        found = _follow(catalogue, " ".join(number), **how)
        if config.as_of != date.today():
            found = as_it_stood(found, config.as_of)
        names = graph.names_of(catalogue, found)
        until = config.as_of.isoformat()
        events = {r: tuple(e for e in history(catalogue, r) if (e.day or "") <= until) for r in found.roots}
    if form == "json":
        put(json_text(_plain(found, events)), output)
    elif form in WRITERS:
        put(WRITERS[form](found), output)
    else:
        for root in found.roots:
            _print(found, root, names, config.lang)
            _print_events(events[root], config.lang)
        if how["end"] and not found.roots:
            tell("Không có đường dẫn chiếu nào từ {} đến {}.", " ".join(number), how["end"], lang=config.lang)


@click.command()
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Nhiều nhất bao nhiêu văn bản.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Bỏ qua bấy nhiêu dòng đầu.")
@formats("csv")
@common
def missing(limit: int, offset: int, form: str, config: Config) -> None:
    """Văn bản được dẫn mà chưa có trong mục lục, nhiều nơi dẫn nhất lên đầu."""
    with open_catalogue(config.catalogue, create=False) as catalogue:
        found = graph.missing(catalogue, limit=limit, offset=offset)
    rows = [
        (m.node.number, m.node.doc_type, m.node.issuer, [day(d.date) for d in m.node.datings], m.cited_by, m.node.title)
        for m in found
    ]
    if form == "json":
        click.echo(json_text(found))
    elif form == "csv":
        click.echo(csv_text(MISSING_COLUMNS, rows), nl=False)
    else:
        lines = ([", ".join(c) if isinstance(c, list) else c for c in row] for row in rows)
        console().print(table("Được dẫn nhưng chưa có", MISSING_COLUMNS, lines, lang=config.lang))


@click.command()
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="Nhiều nhất bao nhiêu văn bản.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Bỏ qua bấy nhiêu dòng đầu.")
@formats("csv")
@common
def conflicts(limit: int, offset: int, form: str, config: Config) -> None:
    """Chỗ mâu thuẫn: một số hai ngày; văn bản dẫn văn bản đã bị thay thế, bãi bỏ."""
    with open_catalogue(config.catalogue, create=False) as catalogue:
        dated = graph.conflicts(catalogue, limit=limit, offset=offset)
        stale = stale_citations(catalogue, as_of=config.as_of, limit=limit, offset=offset)
    rows = [
        (say("hai ngày", lang=config.lang), title_of(node), day(dating.date), "; ".join(p.name for p in dating.places))
        for node in dated
        for dating in node.datings
    ]
    rows += [
        (
            say("dẫn văn bản đã bị {} thay thế", s.ended_by or "?", lang=config.lang),
            s.cited_number or "?",
            day(s.ended_on),
            f"{s.name} ({day(s.date)})",
        )
        for s in stale
    ]
    if form == "json":
        click.echo(json_text({"dated_differently": dated, "cite_what_ended": stale}))
    elif form == "csv":
        click.echo(csv_text(CONFLICT_COLUMNS, rows), nl=False)
    else:
        console().print(table("Mâu thuẫn", CONFLICT_COLUMNS, rows, lang=config.lang))


def _follow(catalogue: Catalogue, number: str, *, depth: int, relations: tuple[str, ...], end: str | None) -> Trace:
    if end:
        return path(catalogue, number, end, depth=depth)
    return graph.trace(catalogue, number, depth=depth, relations=relations)


def _plain(found: Trace, events: dict[int, tuple[Event, ...]]) -> dict[str, object]:
    return {
        "roots": list(found.roots),
        "authorities": list(authorities(found)),
        "history": to_plain(events),
        "nodes": [to_plain(n) | {"in_conflict": n.in_conflict} for n in found.nodes.values()],
        "edges": to_plain(found.edges),
    }


def _print(found: Trace, root: int, names: dict[int, str], lang: str) -> None:
    node = found.nodes[root]
    tree = Tree(_line(node, lang))
    directions: tuple[tuple[Direction, str], ...] = (("cites", "Dẫn đến"), ("cited_by", "Được dẫn bởi"))
    for direction, label in directions:
        if found.beside(root, direction):
            _Drawing(found, direction, names, lang).grow(tree.add(say(label, lang=lang)), root)
    for dating in node.datings if node.in_conflict else ():
        places = ", ".join(names.get(p.document, p.name) for p in dating.places)
        tree.add(say("Mâu thuẫn: ghi ngày {} tại {}", day(dating.date), places, lang=lang), style="red")
    for identity in authorities(found):
        tree.add(say("Căn cứ gốc: {}", _line(found.nodes[identity], lang), lang=lang))
    for candidate in node.candidates:
        tree.add(say("Có thể là: {}", candidate, lang=lang))
    console().print(tree)


def _print_events(events: tuple[Event, ...], lang: str) -> None:
    """Print what became of a document after its issue."""
    for event in events[1:]:
        part = say(" (một phần)", lang=lang) if event.extent == "part" else ""
        tell("{}: {} bởi {}{}", day(event.day) or "?", event.relation, event.number or "?", part, lang=lang)


class _Drawing:
    """A tree of what a document cites, or of what cites it; a document that is drawn already is not entered again."""

    def __init__(self, found: Trace, direction: Direction, names: dict[int, str], lang: str) -> None:
        self._found, self._direction, self._names, self._lang = found, direction, names, lang
        self._drawn: set[int] = set()
        self._beside: dict[int, dict[int, list[Edge]]] = {}
        for edge in found.edges:
            here, there = (edge.source, edge.target) if direction == "cites" else (edge.target, edge.source)
            self._beside.setdefault(here, {}).setdefault(there, []).append(edge)

    def grow(self, branch: Tree, identity: int) -> None:
        """Add to a branch what lies beyond a document."""
        self._drawn.add(identity)
        beside = self._beside.get(identity, {})
        for other, edges in beside.items():
            again = other in self._drawn
            twig = branch.add(
                f"{self._said(edges)}: {_line(self._found.nodes[other], self._lang)}{' ↑' if again else ''}"
            )
            if not again:
                self.grow(twig, other)
        rest = int(getattr(self._found.nodes[identity], self._direction)) - len(beside)
        if rest > 0:
            branch.add(say("… và {} văn bản nữa", rest, lang=self._lang))

    def _said(self, edges: list[Edge]) -> str:
        """Return the relations of edges, with who says so where only others do."""
        relations = ", ".join(dict.fromkeys(e.relation for e in edges))
        if not all(e.told for e in edges):
            return relations
        told = sorted({self._names.get(d, str(d)) for e in edges for d in e.documents})
        return relations + say(" (theo {})", ", ".join(told), lang=self._lang)


def _line(node: Node, lang: str) -> str:
    dates = " / ".join(day(d.date) for d in node.datings)
    held = say("có trong mục lục", lang=lang) if node.held else say("chưa có", lang=lang)
    return f"{title_of(node)} · {dates or '?'} · {node.issuer or '?'} · {held}"
