"""Provinces and communes, old and new: in mid-2025 provinces were merged and districts ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus.lexicon import Found, Lexicon
from corpus.spelling import comparable
from corpus.tables import Row, cells, first_day, last_day

KINDS_BY_LEVEL: dict[str, tuple[str, ...]] = {
    "tỉnh": ("tỉnh", "thành phố"),
    "huyện": ("huyện", "quận", "thị xã", "thành phố"),
    "xã": ("xã", "phường", "đặc khu", "thị trấn"),
}
"""What places of each level are called; the first word names the level."""

_COMMUNES_SINCE = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """A province, district or commune.

    `name` is without the kind ("Tây Ninh"), `parent` the province of a commune, `alone` how the place is named after
    words that leave no room for its kind ("Thành ủy Thành phố Hồ Chí Minh"). Successors are names of provinces.
    """

    name: str
    kind: str
    level: str = "tỉnh"
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    alone: str = ""

    @property
    def full(self) -> str:
        """The name with its kind: `tỉnh Tây Ninh`."""
        return f"{self.kind} {self.name}"

    def valid(self, on: date | None) -> bool:
        """Tell whether the place is of that name and kind on a day; any place is when `on` is None."""
        return on is None or ((self.valid_from or date.min) <= on <= (self.valid_to or date.max))


class Places:
    """All provinces since 2008, and the communes of today."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.provinces = tuple(_province(row) for row in rows)

    def by_name(self, name: str, on: date | None = None) -> tuple[Place, ...]:
        """Return the places of a name, with its kind or without: provinces first, what stands on `on` only.

        `Tây Ninh`, `tỉnh Tây Ninh` and `TP.HCM` give one province, `xã Tân Lập` the communes of that name.
        """
        key = comparable(name)
        found = [place for place in self._provinces_by_name.get(key, ()) if place.valid(on)]
        if found:
            return tuple(found)
        return tuple(place for place in self._communes_by_name.get(key, ()) if place.valid(on))

    def kind_of(self, name: str, on: date | None = None) -> str | None:
        """Return whether a province was a `tỉnh` or a `thành phố` on a day (today's kind without one)."""
        found = [place for place in self._provinces_by_name.get(comparable(name), ()) if place.valid(on)]
        return found[-1].kind if found else None

    def find(self, text: str, on: date | None = None) -> Iterator[Found[Place]]:
        """Yield the provinces named in a text, with the word for their kind where it is printed."""
        for found in self._lexicon.find(text):
            standing = tuple(place for place in found.values if place.valid(on))
            yield Found(found.start, found.end, found.phrase, standing or found.values)

    def province_in(self, text: str, on: date | None = None) -> Place | None:
        """Return the province a text speaks of: the first named with its kind, else the first named at all."""
        first: Place | None = None
        for found in self.find(text, on):
            place = found.values[-1]
            if comparable(found.phrase) != comparable(place.name):
                return place
            first = first or place
        return first

    def at_start(self, text: str, on: date | None = None) -> Found[Place] | None:
        """Return the province that a text begins with."""
        found = self._lexicon.at_start(text)
        if found is None:
            return None
        standing = tuple(place for place in found.values if place.valid(on))
        return Found(found.start, found.end, found.phrase, standing or found.values)

    def successor_of(self, name: str) -> Place | None:
        """Return the province of today that a former one went into; a province that stands is its own."""
        key = comparable(name)
        known = self._provinces_by_name.get(key)
        while known and known[-1].valid_to is not None and known[-1].successors:
            known = self._provinces_by_name.get(comparable(known[-1].successors[0]))
        return known[-1] if known else None

    @cached_property
    def communes(self) -> tuple[Place, ...]:
        """The 3,321 communes of today, from the `vietnam_provinces` package."""
        from vietnam_provinces import Province, Ward

        province_names = {province.code: self._package_name(province.name) for province in Province.iter_all()}
        return tuple(
            Place(
                name=ward.name[len(ward.division_type.value) + 1 :],
                kind=ward.division_type.value,
                level="xã",
                parent=province_names[ward.province_code],
                valid_from=_COMMUNES_SINCE,
            )
            for ward in Ward.iter_all()
        )

    def _package_name(self, name: str) -> str:
        found = self._provinces_by_name.get(comparable(name))
        return found[-1].name if found else name

    @cached_property
    def _provinces_by_name(self) -> dict[str, tuple[Place, ...]]:
        return _indexed(self.provinces)

    @cached_property
    def _communes_by_name(self) -> dict[str, tuple[Place, ...]]:
        return _indexed(self.communes)

    @cached_property
    def _lexicon(self) -> Lexicon[Place]:
        return Lexicon((name, place) for place in self.provinces for name in _names(place))


def _province(row: Row) -> Place:
    return Place(
        name=row["name"],
        kind=row["kind"],
        valid_from=first_day(row["valid_from"]),
        valid_to=last_day(row["valid_to"]),
        successors=cells(row["successor"]),
        aliases=cells(row["aliases"]),
        alone=row["alone"] or row["name"],
    )


def _names(place: Place) -> Iterator[str]:
    city = ("thành phố", "TP", "TP.", "Tp.") if place.kind == "thành phố" else ()
    for name in (place.name, *place.aliases):
        yield name
        for word in dict.fromkeys((place.kind, *city)):
            yield f"{word} {name}"


def _indexed(places: Iterable[Place]) -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for place in places:
        for key in dict.fromkeys(map(comparable, _names(place))):
            found[key] = (*found.get(key, ()), place)
    return found
