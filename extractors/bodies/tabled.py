"""Bodies of the tables: where one text names them, whatever longer name a word before them has been taken into."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date

from corpus.agencies import Agencies, AgencyMatch
from extractors.bodies.actor_patterns import LINE_END


class Tabled:
    """What the tables find in one text, on the day it was written; `starts` is where their bodies begin, in order."""

    def __init__(self, text: str, agencies: Agencies, on: date | None) -> None:
        # Names run over line ends, in some papers over a blank line after each: the tables are asked without them.
        self._text = LINE_END.sub(lambda match: " " * len(match.group()), text)
        self._agencies, self._on = agencies, on
        found = agencies.find(self._text, on)
        self._found: dict[int, AgencyMatch] = {m.start: m for m in found if not _CASES.match(self._text, m.end)}
        self.starts = sorted(self._found)
        self._hidden: dict[int, AgencyMatch | None] = {}

    def __contains__(self, at: int) -> bool:
        return at in self._found

    def at(self, at: int) -> AgencyMatch | None:
        """Return the body named at `at`, a longer name with a word before it left out of account."""
        if at in self._found or not self._is_inside(at):
            return self._found.get(at)
        if at not in self._hidden:
            self._hidden[at] = self._named(at, at + _LONGEST_NAME)
        return self._hidden[at]

    def within(self, at: int, end: int) -> AgencyMatch | None:
        """Return the body named at `at`; where its name runs over `end`, what is named before it."""
        match = self.at(at)
        if match is None or match.end <= end:
            return match
        return self._named(at, end)

    def _named(self, at: int, end: int) -> AgencyMatch | None:
        found = self._agencies.at_start(self._text[at:end], self._on)
        return replace(found, start=at, end=at + found.end) if found else None

    def last_before(self, at: int) -> AgencyMatch:
        """Return the last body that begins before `at`, where one does."""
        return self._found[self.starts[bisect_left(self.starts, at) - 1]]

    def _is_inside(self, at: int) -> bool:
        """Tell whether `at` lies inside a body that was found: only there can a name begin that was not."""
        if not self._text[at : at + 1].isupper():
            return False
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self._found[self.starts[index]].end


_LONGEST_NAME = 180
# "Các trường hợp dừng bán hàng": cases, and no schools.
_CASES = re.compile(r"(?<=trường)\s{1,4}hợp(?!\w)")
