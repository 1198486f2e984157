"""The terms (khóa) of the Party's Central Committee."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.tables import Row, first_day


@dataclass(frozen=True, slots=True)
class PartyTerm:
    """A term; `last` is None while it runs. Where `exact` is false the first day may be a few days off."""

    numeral: str
    first: date
    last: date | None
    exact: bool

    def covers(self, day: date) -> bool:
        """Tell whether `day` falls in the term."""
        return self.first <= day and (self.last is None or day <= self.last)


class PartyTerms:
    """All terms since 1935, in order."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.all = tuple(_term(row) for row in rows)

    def at(self, day: date) -> PartyTerm | None:
        """Return the term that `day` falls in, None before the first."""
        return next((term for term in self.all if term.covers(day)), None)


def _term(row: Row) -> PartyTerm:
    first = first_day(row["first"])
    if first is None:
        raise ValueError(f"term {row['term']} has no first day")
    return PartyTerm(row["term"], first, first_day(row["last"]), exact=not row["doubt"])
