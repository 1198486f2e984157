"""A text with its facts lit up: cut into runs, each covered by the same facts from end to end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.catalogue.read import Light

INNERMOST = ("reference", "deadline", "mention", "assignment")  # which of two facts of one length a click means


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text; `lights` cover it, the innermost first, `begun` are those whose first character is its first."""

    text: str
    lights: tuple[Light, ...]
    begun: tuple[Light, ...]

    @property
    def kinds(self) -> str:
        """The kinds of the facts that cover the run, as CSS classes."""
        return " ".join(dict.fromkeys(light.kind for light in self.lights))


def runs_of(text: str, lights: Iterable[Light]) -> Iterator[Run]:
    """Yield the text in runs, cut wherever a fact begins or ends."""
    opening: dict[int, list[Light]] = {}
    closing: dict[int, list[Light]] = {}
    for light in lights:
        for span in light.spans:
            if span and span.end <= len(text):
                opening.setdefault(span.start, []).append(light)
                closing.setdefault(span.end, []).append(light)
    cuts = sorted({0, len(text), *opening, *closing})
    active: list[Light] = []
    for start, end in pairwise(cuts):
        for light in closing.get(start, ()):
            active.remove(light)
        fresh = opening.get(start, [])
        active += fresh
        begun = tuple(light for light in fresh if light.spans[0].start == start)
        yield Run(text[start:end], tuple(sorted(active, key=_extent)), begun)


def on_page(lights: Iterable[Light], number: int) -> tuple[Light, ...]:
    """Return the facts that stand on a page, the widest first, so that what lies inside is drawn over it."""
    here = (light for light in lights if any(box.page == number for box in light.boxes))
    return tuple(sorted(here, key=_extent, reverse=True))


def _extent(light: Light) -> tuple[int, int]:
    return sum(map(len, light.spans)), INNERMOST.index(light.kind)
