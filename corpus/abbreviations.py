"""Abbreviations of official papers and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from corpus.tables import Row, cells


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation and its expansions, the usual one first; several mean that it must not be expanded alone."""

    short: str
    expansions: tuple[str, ...]

    @property
    def ambiguous(self) -> bool:
        """Tell whether it stands for different things in different papers."""
        return len(self.expansions) > 1


class Abbreviations:
    """All abbreviations."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.all = tuple(Abbreviation(row["abbreviation"], cells(row["expansion"])) for row in rows)

    def of(self, short: str) -> Abbreviation | None:
        """Return the abbreviation written exactly `short`, None where there is none."""
        return self._by_short.get(short)

    def expand(self, text: str) -> str:
        """Write out every abbreviation in a name that stands for one thing only: `UBND tỉnh`, `Ủy ban MTTQ`."""
        return self._pattern.sub(lambda match: self._by_short[match.group()].expansions[0], text)

    @cached_property
    def _by_short(self) -> dict[str, Abbreviation]:
        return {abbreviation.short: abbreviation for abbreviation in self.all}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        shorts = sorted((a.short for a in self.all if not a.ambiguous), key=len, reverse=True)
        firsts, seconds = ("".join(map(re.escape, dict.fromkeys(s[at] for s in shorts))) for at in (0, 1))
        # Not inside codes: the UBND of 12/KH-UBND is no word. Two letters alone pass over most words at once.
        return re.compile(rf"(?=[{firsts}][{seconds}])(?<![\w/&-])(?:{'|'.join(map(re.escape, shorts))})(?![\w/&]|-\w)")
