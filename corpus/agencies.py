"""The bodies that issue papers and are given tasks: names, codes, times, and the official form of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus.abbreviations import Abbreviations
from corpus.agency_names import official, official_class, split_off_place, variants
from corpus.lexicon import Found, Lexicon
from corpus.places import Place, Places
from corpus.spelling import comparable_name
from corpus.tables import Row, cells, first_day, last_day

_TERM = re.compile(r"\(\s*(?:khóa|khoá|nhiệm kỳ)[^)]*\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Agency:
    """A body, or with `collective` a class of bodies (`Các sở, ban, ngành`).

    A body that stands in every province, district or commune is one row, its place left open: `Công an tỉnh` at level
    tỉnh. `place_form` says how a place is put in (see `corpus.agency_names.official`), empty where none is. Levels are
    trung ương, khu vực, tỉnh, huyện, xã and khác.
    """

    name: str
    code: str
    kind: str
    level: str
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    collective: bool = False
    place_form: str = ""

    def valid(self, on: date | None) -> bool:
        """Tell whether the body exists on a day; any body does when `on` is None."""
        return on is None or ((self.valid_from or date.min) <= on <= (self.valid_to or date.max))


@dataclass(frozen=True, slots=True)
class AgencyMatch:
    """A body named at `start:end`, its place included where it is printed right after (`place`).

    `alias` is the name or alias it was known by, `rivals` the other bodies the same words can mean.
    """

    start: int
    end: int
    agency: Agency
    alias: str
    place: Place | None = None
    rivals: tuple[Agency, ...] = ()


class Agencies:
    """All bodies."""

    def __init__(self, rows: Iterable[Row], posts: Iterable[Row], places: Places, abbreviations: Abbreviations) -> None:
        self.all = tuple(_agency(row) for row in rows)
        self._posts = Lexicon((row["post"], row["body"]) for row in posts)
        self._places = places
        self._abbreviations = abbreviations

    def by_name(self, text: str, on: date | None = None) -> tuple[Agency, ...]:
        """Return the bodies of a name or alias (without a place), the likeliest first; those of `on` only."""
        found = self._by_name.get(comparable_name(text)) or self._by_name.get(
            comparable_name(self._abbreviations.expand(text))
        )
        return tuple(agency for agency in found or () if agency.valid(on))

    def by_code(self, code: str, on: date | None = None) -> tuple[Agency, ...]:
        """Return the bodies whose papers carry a code, those of `on` only.

        The term that the National Assembly and its bodies add to their code is left out: QH16 is found as QH.
        """
        found = self._by_code.get(code) or self._by_code.get(code.rstrip("0123456789")) or ()
        return tuple(agency for agency in found if agency.valid(on))

    def find(self, text: str, on: date | None = None) -> Iterator[AgencyMatch]:
        """Yield the bodies named in an NFC text in order, the longest name at each place, without overlaps.

        Bodies that do not exist on `on` give way to rivals that do.
        """
        return (self._match(found, text, on) for found in self._lexicon.find(text))

    def at_start(self, text: str, on: date | None = None) -> AgencyMatch | None:
        """Return the body that an NFC text begins with."""
        found = self._lexicon.at_start(text)
        return self._match(found, text, on) if found is not None and found.start == 0 else None

    def canonical(self, name: str, place: Place | None = None, on: date | None = None) -> str:
        """Return the full official name: abbreviations written out, the place put in where the name leaves it open.

        `place` is that of the paper, None where it is unknown; a name that has a place already keeps it. A name that
        is in no table gets its abbreviations written out, and a place where its last words ask for one. A class of
        bodies keeps the words it is called by, and a committee loses the term it is of (`Ban Bí thư (khóa XI)`).
        """
        name = " ".join(_TERM.sub("", name).split())
        known = self.by_name(name, on) or self.by_name(name)
        if known:
            return self._official(known[0], name, self._fitting(place, known[0]))
        found = self._lexicon.at_start(name)
        if found is not None:
            agency = next((a for a in found.values if a.valid(on)), found.values[0])
            printed, end = self._place_at(name, found.end, agency, on)
            if printed is not None and end == len(name):
                return self._official(agency, name[: found.end], printed)
        return self._canonical_of_unknown(name, place, on)

    def body_of(self, text: str) -> str:
        """Return the body behind the post of its head: `Giám đốc Sở Y tế` gives `Sở Y tế`; other text is unchanged."""
        found = self._posts.at_start(text)
        if found is None:
            return text
        rest = text[found.end :].strip()
        return f"{found.values[0]} {rest}".strip() if rest or found.values[0] else text

    def successor_of(self, agency: Agency, on: date | None = None) -> Agency | None:
        """Return the body that took over, followed on until one that exists on `on`; None where none is known."""
        seen = {agency}
        current: Agency | None = agency
        while current is not None and current.successor:
            heirs = self._by_name.get(comparable_name(current.successor), ())
            current = next((heir for heir in heirs if heir not in seen), None)
            if current is None or (current.valid_to is None if on is None else current.valid(on)):
                return current
            seen.add(current)
        return None

    def _match(self, found: Found[Agency], text: str, on: date | None) -> AgencyMatch:
        standing = [agency for agency in found.values if agency.valid(on)] or list(found.values)
        place, end = self._place_at(text, found.end, standing[0], on)
        return AgencyMatch(found.start, end, standing[0], found.phrase, place, tuple(standing[1:]))

    def _official(self, agency: Agency, written: str, place: Place | None) -> str:
        if agency.collective:
            words = self._abbreviations.expand(self.body_of(written))
            return official_class(agency.name, agency.place_form, words, place)
        return official(agency.name, agency.place_form, written, place)

    def _canonical_of_unknown(self, name: str, place: Place | None, on: date | None) -> str:
        expanded = self._abbreviations.expand(name)
        for match in self.find(expanded, on):
            if match.end == len(expanded) and match.start > 0 and not match.agency.collective:
                return expanded[: match.start] + self.canonical(expanded[match.start :], place, on)
        if place is not None and place.kind in expanded.lower() and expanded.lower().endswith(f" {place.kind}"):
            return f"{expanded[: -len(place.kind)]}{place.full}"
        return expanded

    def _fitting(self, place: Place | None, agency: Agency) -> Place | None:
        """Return the place at the level of the body: for a body of the province the province of a commune."""
        if place is None or agency.level not in ("tỉnh", "huyện", "xã") or agency.collective:
            return place
        if agency.level == "tỉnh" and place.level != "tỉnh" and place.parent:
            return next(iter(self._places.by_name(place.parent)), None)
        return place if place.level == agency.level else None

    def _place_at(self, text: str, at: int, agency: Agency, on: date | None) -> tuple[Place | None, int]:
        if not agency.place_form:
            return None, at
        return split_off_place(text, at, agency.level, lambda tail: self._places.at_start(tail, on))

    @cached_property
    def _lexicon(self) -> Lexicon[Agency]:
        return Lexicon((name, agency) for agency in self.all for name in _names(agency))

    @cached_property
    def _by_name(self) -> dict[str, tuple[Agency, ...]]:
        found: dict[str, tuple[Agency, ...]] = {}
        for agency in self.all:
            for key in dict.fromkeys(map(comparable_name, _names(agency))):
                found[key] = (*found.get(key, ()), agency)
        return found

    @cached_property
    def _by_code(self) -> dict[str, tuple[Agency, ...]]:
        found: dict[str, tuple[Agency, ...]] = {}
        for agency in self.all:
            for code in cells(agency.code):
                found[code] = (*found.get(code, ()), agency)
        return found


def _names(agency: Agency) -> Iterator[str]:
    for name in (agency.name, *agency.aliases):
        if agency.collective:
            yield name
        else:
            yield from variants(name, agency.level)


def _agency(row: Row) -> Agency:
    return Agency(
        name=row["name"],
        code=row["code"],
        kind=row["kind"],
        level=row["level"],
        aliases=cells(row["aliases"]),
        valid_from=first_day(row["valid_from"]),
        valid_to=last_day(row["valid_to"]),
        successor=row["successor"],
        collective=row["collective"] == "x",
        place_form=row["place_form"],
    )
