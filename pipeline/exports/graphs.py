"""Chains of citations as Graphviz DOT, GraphML and SVG."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from xml.etree import ElementTree

from pipeline.catalogue.graph import Trace
from pipeline.catalogue.nodes import Node

BOX, GAP, LEVEL = (170, 44), 16, 110  # size of a box, space beside it, from one level to the next, in pixels
ACROSS = 12  # boxes of a level that stand side by side; more stand in further rows
KEYS = ("number", "doc_type", "title", "issuer", "date", "held", "in_conflict", "status")


def title_of(node: Node) -> str:
    """Return the short name of a document: its type and number, or its title."""
    name = f"{node.doc_type or ''} {node.number or node.title or '?'}".strip()
    return name[:1].upper() + name[1:]


def dot(found: Trace) -> str:
    """Return a trace as a Graphviz graph; documents not held are dashed, conflicts red."""
    lines = ["digraph trace {", '  rankdir="BT"; node [shape=box, fontname="Tinos"];']
    for identity, node in found.nodes.items():
        style = "solid" if node.held else "dashed"
        color = "red" if node.in_conflict else "black"
        lines.append(f'  n{identity} [label="{_escaped(title_of(node))}", style={style}, color={color}];')
    lines += [f'  n{e.source} -> n{e.target} [label="{_escaped(e.relation)}"];' for e in found.edges]
    return "\n".join([*lines, "}"])


def graphml(found: Trace) -> str:
    """Return a trace as GraphML, for Gephi, yEd or networkx."""
    root = ElementTree.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for place, name in (*(("node", key) for key in KEYS), ("edge", "relation"), ("edge", "papers")):
        ElementTree.SubElement(root, "key", {"id": name, "for": place, "attr.name": name, "attr.type": "string"})
    graph = ElementTree.SubElement(root, "graph", edgedefault="directed")
    for identity, node in found.nodes.items():
        values = {key: getattr(node, key, None) for key in KEYS}
        values |= {"date": " / ".join(d.date for d in node.datings), "held": "có" if node.held else "chưa có"}
        values["in_conflict"] = "có" if node.in_conflict else None
        _element(graph, "node", {"id": f"n{identity}"}, values)
    for edge in found.edges:
        ends = {"source": f"n{edge.source}", "target": f"n{edge.target}"}
        _element(graph, "edge", ends, {"relation": edge.relation, "papers": edge.papers})
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def svg(found: Trace) -> str:
    """Return a trace as a picture: what the roots cite above them, what cites them below, a level a row."""
    places = _places(found)
    width = max((x for x, _ in places.values()), default=0) + BOX[0] + GAP
    height = max((y for _, y in places.values()), default=0) + BOX[1] + GAP
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        ' font-family="Tinos, Liberation Serif, serif" font-size="13">',
        '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 10 5 0 10z" fill="#666"/></marker></defs>',
    ]
    for edge in found.edges:
        (x1, y1), (x2, y2) = places[edge.source], places[edge.target]
        start, end = (y1, y2 + BOX[1]) if y2 < y1 else (y1 + BOX[1], y2)
        lines.append(
            f'<line x1="{x1 + BOX[0] // 2}" y1="{start}" x2="{x2 + BOX[0] // 2}" y2="{end}" stroke="#999"'
            f' marker-end="url(#arrow)"><title>{escape(edge.relation)}</title></line>'
        )
    lines += [_box(node, *places[identity], root=identity in found.roots) for identity, node in found.nodes.items()]
    return "\n".join([*lines, "</svg>"])


def _box(node: Node, x: int, y: int, *, root: bool) -> str:
    color = "#b00020" if node.in_conflict else "#333"
    dashes = "" if node.held else ' stroke-dasharray="5 3"'
    fill = "#fff4d6" if root else "#fff"
    dates = " / ".join(d.date for d in node.datings)
    return (
        f'<g><title>{escape(node.title or title_of(node))}</title><rect x="{x}" y="{y}" width="{BOX[0]}"'
        f' height="{BOX[1]}" rx="4" fill="{fill}" stroke="{color}"{dashes}/>'
        f'<text x="{x + 8}" y="{y + 18}">{escape(title_of(node)[:26])}</text>'
        f'<text x="{x + 8}" y="{y + 35}" fill="#666">{escape(dates[:26])}</text></g>'
    )


def _places(found: Trace) -> dict[int, tuple[int, int]]:
    """Return the upper left corner of the box of each document."""
    rows: list[list[int]] = []
    levels = _levels(found)
    for level in sorted(set(levels.values())):
        row = sorted(i for i in levels if levels[i] == level)
        rows += [row[start : start + ACROSS] for start in range(0, len(row), ACROSS)]
    widest = max(map(len, rows), default=0)
    places = {}
    for number, row in enumerate(rows):
        left = (widest - len(row)) * (BOX[0] + GAP) // 2
        for index, identity in enumerate(row):
            places[identity] = GAP + left + index * (BOX[0] + GAP), GAP + number * LEVEL
    return places


def _levels(found: Trace) -> dict[int, int]:
    """Return how far each document lies from the roots: below nought what they cite, above it what cites them."""
    beside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for edge in found.edges:
        beside[edge.source].append((edge.target, -1))
        beside[edge.target].append((edge.source, 1))
    levels = dict.fromkeys(found.roots, 0)
    waiting = list(found.roots)
    for identity in waiting:
        for other, step in beside[identity]:
            if other not in levels:
                levels[other] = levels[identity] + step
                waiting.append(other)
    return {identity: levels.get(identity, 0) for identity in found.nodes}


def _element(parent: ElementTree.Element, tag: str, ends: dict[str, str], values: dict[str, object]) -> None:
    made = ElementTree.SubElement(parent, tag, ends)
    for key, value in values.items():
        if value is not None:
            ElementTree.SubElement(made, "data", key=key).text = str(value)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
