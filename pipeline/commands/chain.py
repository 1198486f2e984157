"""`trace` and `missing`: what the lawyer asks."""

from __future__ import annotations

from collections.abc import Iterable

import click
from rich.tree import Tree

from pipeline.catalogue.graph import Direction, Edge, Node, Trace
from pipeline.catalogue.schema import open_catalogue
from pipeline.commands import common, formats
from pipeline.config import Config
from pipeline.messages import say
from pipeline.output import console, csv_text, json_text, table, to_plain

MISSING_COLUMNS = ("Số, ký hiệu", "Loại", "Cơ quan ban hành", "Ngày", "Số văn bản dẫn", "Trích yếu")


@click.command()
@click.argument("number", nargs=-1, required=True)
@click.option("--depth", type=click.IntRange(1, 50), default=6, show_default=True, help="Đi xa bao nhiêu bước.")
@formats("dot")
@common
def trace(number: tuple[str, ...], depth: int, form: str, config: Config) -> None:
    """Lần theo chuỗi dẫn chiếu của một số ký hiệu: căn cứ vào đâu, ai thực hiện, chỗ nào mâu thuẫn."""
    from pipeline.catalogue.graph import names_of
    from pipeline.catalogue.graph import trace as follow

    with open_catalogue(config.catalogue, create=False) as catalogue:
        found = follow(catalogue, " ".join(number), depth=depth)
        names = names_of(catalogue, found)
    if form == "json":
        click.echo(json_text(_plain(found)))
    elif form == "dot":
        click.echo(dot(found))
    else:
        for root in found.roots:
            _print(found, root, names, config.lang)


@click.command()
@click.option("--limit", type=int, default=50, show_default=True, help="Nhiều nhất bao nhiêu văn bản.")
@formats("csv")
@common
def missing(limit: int, form: str, config: Config) -> None:
    """Văn bản được dẫn mà chưa có trong mục lục, nhiều nơi dẫn nhất lên đầu."""
    from pipeline.catalogue.graph import missing as find

    with open_catalogue(config.catalogue, create=False) as catalogue:
        found = find(catalogue, limit=limit)
    rows = [
        (m.node.number, m.node.doc_type, m.node.issuer, [d.date for d in m.node.datings], m.cited_by, m.node.title)
        for m in found
    ]
    if form == "json":
        click.echo(json_text(found))
    elif form == "csv":
        click.echo(csv_text(MISSING_COLUMNS, rows), nl=False)
    else:
        lines = ([", ".join(c) if isinstance(c, list) else c for c in row] for row in rows)
        console().print(table("Được dẫn nhưng chưa có", MISSING_COLUMNS, lines, lang=config.lang))


def dot(found: Trace) -> str:
    """Return a trace as a Graphviz graph; documents not held are dashed, conflicts red."""
    lines = ["digraph trace {", '  rankdir="BT"; node [shape=box, fontname="Tinos"];']
    for identity, node in found.nodes.items():
        style = "solid" if node.held else "dashed"
        color = "red" if node.in_conflict else "black"
        lines.append(f'  n{identity} [label="{_escaped(title_of(node))}", style={style}, color={color}];')
    lines += [f'  n{e.source} -> n{e.target} [label="{_escaped(e.relation)}"];' for e in found.edges]
    return "\n".join([*lines, "}"])


def title_of(node: Node) -> str:
    """Return the short name of a document: its type and number, or its title."""
    name = f"{node.doc_type or ''} {node.number or node.title or '?'}".strip()
    return name[:1].upper() + name[1:]


def _plain(found: Trace) -> dict[str, object]:
    return {
        "roots": list(found.roots),
        "nodes": [to_plain(n) | {"in_conflict": n.in_conflict} for n in found.nodes.values()],
        "edges": to_plain(found.edges),
    }


def _print(found: Trace, root: int, names: dict[int, str], lang: str) -> None:
    node = found.nodes[root]
    tree = Tree(_line(node, lang))
    directions: Iterable[tuple[Direction, str]] = (("cites", "Dẫn đến"), ("cited_by", "Được dẫn bởi"))
    for direction, label in directions:
        if found.beside(root, direction):
            _grow(tree.add(say(label, lang=lang)), found, (root,), (direction, names, lang))
    for dating in node.datings if node.in_conflict else ():
        places = ", ".join(names.get(p.document, p.name) for p in dating.places)
        tree.add(say("Mâu thuẫn: ghi ngày {} tại {}", dating.date, places, lang=lang), style="red")
    console().print(tree)


def _grow(branch: Tree, found: Trace, way: tuple[int, ...], how: tuple[Direction, dict[int, str], str]) -> None:
    """Add what lies beyond the end of `way`; a document that stands on the way already is not entered again."""
    direction, names, lang = how
    edges: dict[int, list[Edge]] = {}
    for edge in found.beside(way[-1], direction):
        edges.setdefault(edge.target if direction == "cites" else edge.source, []).append(edge)
    for identity, several in edges.items():
        relations = ", ".join(dict.fromkeys(e.relation for e in several))
        told = sorted({names.get(d, str(d)) for e in several if e.told for d in e.documents})
        by = say(" (theo {})", ", ".join(told), lang=lang) if told and all(e.told for e in several) else ""
        again = identity in way
        line = f"{relations}: {_line(found.nodes[identity], lang)}{by}{' ↑' if again else ''}"
        twig = branch.add(line)
        if not again:
            _grow(twig, found, (*way, identity), how)


def _line(node: Node, lang: str) -> str:
    dates = " / ".join(d.date for d in node.datings)
    held = say("có trong mục lục", lang=lang) if node.held else say("chưa có", lang=lang)
    return f"{title_of(node)} · {dates or '?'} · {node.issuer or '?'} · {held}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
