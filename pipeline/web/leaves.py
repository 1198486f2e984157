"""Long lists and long texts, a leaf at a time: nothing on a page grows without bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Query

from pipeline.text import Span

Row = TypeVar("Row")
LeafNumber = Annotated[int, Query(ge=1, le=100_000)]
LONGEST = 60_000  # characters of a text on one page, some twenty printed pages


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Row]):
    """Some rows of a list; `rest` counts those after them, or is one where more are known to come, not how many."""

    rows: tuple[Row, ...]
    number: int
    rest: int
    total: int | None = None

    @property
    def is_last(self) -> bool:
        """Tell whether no row comes after."""
        return not self.rest


def leaf_from(found: Sequence[Row], number: int, size: int) -> Leaf[Row]:
    """Return a leaf of which the rows were asked for from its beginning, with one more to see whether more come."""
    return Leaf(tuple(found[:size]), number, 1 if len(found) > size else 0)


def spans_of(text: str, longest: int = LONGEST) -> tuple[Span, ...]:
    """Return a text cut into spans of so many characters at most, after the last line break of each."""
    spans, start = [], 0
    while len(text) - start > longest:
        end = text.rfind("\n", start + 1, start + longest) + 1 or start + longest
        spans.append(Span(start, end))
        start = end
    return (*spans, Span(start, len(text)))
