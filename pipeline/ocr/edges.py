"""Edges: the lines of a table as pdfplumber has them, mended where wear or pen strokes spoiled them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

Edge = dict[str, Any]

SNAP = 3.0  # points by which lines that meet may miss each other in a drawing
SCANNED_SNAP = 8.0  # and in a scan, where light lines are broken
PRINTED = 0.6  # share of a line that must be ink and no bridged break: a row of letters has half
WORN, REACH = 0.4, 60.0  # of the longest line that a mended one has; points that wear may take off its end
LEFT = 0.25  # share of a line between two lines across it that wear has to leave of it
OVERSHOT = 14.0  # points


def mended(edges: Sequence[Edge]) -> list[Edge]:
    """Return lines with what wear took out of them."""
    mended: list[Edge] = []
    for group in _by_line(edges):
        same = [e for e in edges if e["orientation"] == group[0]["orientation"]]
        others = [e for e in edges if e["orientation"] != group[0]["orientation"]]
        mended += _whole(group, others, max(map(_length, same)))
    return mended


def _by_line(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Group the pieces that lie on one line."""
    groups: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda e: (e["orientation"], e[_axes(e)[2]], e[_axes(e)[0]])):
        last = groups[-1][0] if groups else None
        across = _axes(edge)[2]
        if last and last["orientation"] == edge["orientation"] and edge[across] - last[across] <= SNAP:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups


def _whole(pieces: list[Edge], others: Sequence[Edge], longest: float) -> list[Edge]:
    """Return pieces as one line where they make most of it, as on worn copies; a gap between cells stays a gap."""
    start, end = _axes(pieces[0])[:2]
    pieces = sorted(pieces, key=lambda piece: float(piece[start]))
    inked = sum(piece[end] - piece[start] for piece in pieces)
    if inked < PRINTED * (pieces[-1][end] - pieces[0][start]) or inked < WORN * longest:
        return pieces
    ends = float(pieces[0][start]), max(float(piece[end]) for piece in pieces)
    whole: list[Edge] = []
    for low, high in pairwise(_stops(pieces[0], others, ends)):
        covered = sum(max(0.0, min(high, piece[end]) - max(low, piece[start])) for piece in pieces)
        if covered < LEFT * (high - low):
            continue
        if whole and whole[-1][end] == low:
            whole[-1] = {**whole[-1], end: high}
        else:
            whole.append({**pieces[0], start: low, end: high})
    if not whole:
        return pieces
    whole[0], whole[-1] = _reaching(whole[0], others, start), _reaching(whole[-1], others, end)
    return whole


def _stops(edge: Edge, others: Sequence[Edge], ends: tuple[float, float]) -> list[float]:
    """Return the ends of a line and where lines across it meet it between them."""
    first, _, near, far = _axes(edge)
    meeting = sorted(float(o[first]) for o in others if o[near] - 2 * SNAP <= edge[near] <= o[far] + 2 * SNAP)
    stops = [ends[0]]
    for at in (*meeting, ends[1]):
        if stops[-1] + 2 * SNAP < at < ends[1] - 2 * SNAP or at == ends[1]:
            stops.append(at)
    return stops


def _reaching(edge: Edge, others: Sequence[Edge], which: str) -> Edge:
    """Let a worn line reach the next line across, if that is near."""
    if _crossing(edge, others, which):
        return edge
    first, last, near, far = _axes(edge)
    beyond = [o[first] for o in others if o[near] - SNAP <= edge[near] <= o[far] + SNAP]
    outward = [at for at in beyond if (at < edge[first] if which == first else at > edge[last])]
    reached = min(outward, key=lambda at: abs(float(at) - float(edge[which])), default=edge[which])
    return {**edge, which: reached} if abs(reached - edge[which]) <= REACH else edge


def _crossing(edge: Edge, others: Sequence[Edge], which: str) -> bool:
    """Tell whether an end of a line lies at a line across."""
    first, _, near, far = _axes(edge)
    return any(
        abs(o[first] - edge[which]) <= 2 * SNAP and o[near] - 2 * SNAP <= edge[near] <= o[far] + 2 * SNAP
        for o in others
    )


def held(edges: Sequence[Edge], slack: float) -> list[Edge]:
    """Keep the lines that are long or end at other lines: pen strokes and underlines in a table do not."""
    kept = list(edges)
    longest = {way: max((_length(e) for e in edges if e["orientation"] == way), default=0.0) for way in "hv"}
    for _ in range(2):  # a stroke may end at another
        kept = [e for e in kept if _length(e) > WORN * longest[e["orientation"]] or _ends_at(e, kept, slack)]
    return kept


def trimmed(edges: Sequence[Edge]) -> list[Edge]:
    """Cut off what stands out beyond the last line across: a stem of the letters there, run together with the line."""
    trimmed = []
    for edge in edges:
        first, last, near, far = _axes(edge)
        across = [o for o in edges if o["orientation"] != edge["orientation"]]
        at = [o[first] for o in across if o[near] - SCANNED_SNAP <= edge[near] <= o[far] + SCANNED_SNAP]
        start = min((a for a in at if SNAP < a - edge[first] < OVERSHOT), default=edge[first])
        end = max((a for a in at if SNAP < edge[last] - a < OVERSHOT), default=edge[last])
        is_met = [any(abs(a - edge[which]) <= SNAP for a in at) for which in (first, last)]
        trimmed.append({**edge, first: edge[first] if is_met[0] else start, last: edge[last] if is_met[1] else end})
    return trimmed


def _ends_at(edge: Edge, others: Sequence[Edge], slack: float) -> bool:
    """Tell whether both ends of a line lie near lines across."""
    first, last, near, far = _axes(edge)
    across = [o for o in others if o["orientation"] != edge["orientation"]]
    crossing = [o[first] for o in across if o[near] - slack <= edge[near] <= o[far] + slack]
    return all(any(abs(end - at) <= slack for at in crossing) for end in (edge[first], edge[last]))


def _length(edge: Edge) -> float:
    first, last = _axes(edge)[:2]
    return float(edge[last] - edge[first])


def _axes(edge: Edge) -> tuple[str, str, str, str]:
    """Return the names of a line's first and last place, then of those across it."""
    return ("x0", "x1", "top", "bottom") if edge["orientation"] == "h" else ("top", "bottom", "x0", "x1")
