"""A text with its facts lit up: cut into runs, each covered by the same facts from end to end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from pipeline.catalogue.read import Light
from pipeline.document import Box
from pipeline.text import Edit, Span, Text

INNERMOST = ("reference", "deadline", "mention", "assignment")  # which of two facts of one length a click means
BESIDE, ABOVE = 150.0, 40.0  # points of paper shown around what is lit
EVERYTHING = Span(0, 1 << 62)


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text; `lights` cover it, the innermost first, `begun` are those whose first character is its first.

    `edit` is the number of the edit that made the run what it is, None for words as they were read; `anchors` are the
    names under which its beginning can be found.
    """

    text: str
    lights: tuple[Light, ...]
    begun: tuple[Light, ...]
    edit: int | None = None
    anchors: tuple[str, ...] = ()

    @property
    def kinds(self) -> str:
        """The kinds of the facts that cover the run, as CSS classes."""
        return " ".join(dict.fromkeys(light.kind for light in self.lights))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text as it was read; `new` is what it became, None where it stayed."""

    old: str
    new: str | None = None


@dataclass(frozen=True, slots=True)
class Clipping:
    """A part of a page to look at, in points."""

    page: int
    x: float
    y: float
    width: float
    height: float


def runs_of(
    text: str,
    lights: Iterable[Light],
    edits: Sequence[Edit] = (),
    within: Span = EVERYTHING,
    anchors: Mapping[int, Sequence[str]] = MappingProxyType({}),
) -> Iterator[Run]:
    """Yield the text, or a part of it, in runs, cut wherever a fact or an edit begins or ends, or an anchor stands.

    Edits of blanks alone are not told.
    """
    whole = Span(within.start, min(within.end, len(text)))
    opening: dict[int, list[Light]] = {}
    closing: dict[int, list[Light]] = {}
    for light in lights:
        for span in light.spans:
            if span and span.end <= len(text) and span.overlaps(whole):
                opening.setdefault(max(span.start, whole.start), []).append(light)
                closing.setdefault(min(span.end, whole.end), []).append(light)
    told = {n: e.span for n, e in enumerate(edits) if e.span.overlaps(whole) and e.old.split() != e.new.split()}
    ends = {end for span in told.values() for end in (span.start, span.end) if whole.start < end < whole.end}
    cuts = sorted({whole.start, whole.end, *opening, *closing, *ends, *(a for a in anchors if _inside(whole, a))})
    active: list[Light] = []
    waiting = sorted(told, key=lambda n: told[n], reverse=True)
    for start, end in pairwise(cuts):
        for light in closing.get(start, ()):
            active.remove(light)
        fresh = opening.get(start, [])
        active += fresh
        begun = tuple(light for light in fresh if light.spans[0].start == start)
        while waiting and told[waiting[-1]].end <= start:
            waiting.pop()
        edit = waiting[-1] if waiting and told[waiting[-1]].start <= start else None
        begins = (f"edit-{edit}",) if edit is not None and told[edit].start == start else ()
        names = (*anchors.get(start, ()), *begins)
        yield Run(text[start:end], tuple(sorted(active, key=_extent)), begun, edit, names)


def on_page(lights: Iterable[Light], number: int) -> tuple[Light, ...]:
    """Return the facts that stand on a page, the widest first, so that what lies inside is drawn over it."""
    here = (light for light in lights if any(box.page == number for box in light.boxes))
    return tuple(sorted(here, key=_extent, reverse=True))


def pieces_of(text: Text, raw: Span) -> Iterator[Piece]:
    """Yield a part of the raw text in pieces, each with what it became."""
    for piece in text.pieces:
        if not piece.raw.overlaps(raw) and not (not piece.raw and raw.start <= piece.raw.start < raw.end):
            continue
        part = Span(max(piece.raw.start, raw.start), min(piece.raw.end, raw.end)) if piece.raw else piece.raw
        if piece.verbatim:
            yield Piece(part.of(text.raw))
        else:
            yield Piece(part.of(text.raw), piece.value.of(text.value))


def clipping_of(boxes: Sequence[Box], width: float, height: float) -> Clipping | None:
    """Return the part of a page to look at around boxes: those on the page of the first; None without a box."""
    if not boxes:
        return None
    here = [box for box in boxes if box.page == boxes[0].page]
    x0, x1 = min(b.x0 for b in here) - BESIDE, max(b.x1 for b in here) + BESIDE
    y0, y1 = min(b.y0 for b in here) - ABOVE, max(b.y1 for b in here) + ABOVE
    x0, y0, x1, y1 = max(0.0, x0), max(0.0, y0), min(width, x1), min(height, y1)
    return Clipping(boxes[0].page, x0, y0, max(1.0, x1 - x0), max(1.0, y1 - y0))


def _inside(whole: Span, offset: int) -> bool:
    return whole.start < offset < whole.end


def _extent(light: Light) -> tuple[int, int]:
    return sum(map(len, light.spans)), INNERMOST.index(light.kind)
