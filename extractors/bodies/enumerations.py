"""Bodies told by one name for all and the rest for each: `Các Bộ: Y tế, Nội vụ`, `Công an các xã: Ka Đô, Lạc Lâm`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from corpus.knowledge import Knowledge
from extractors.bodies.actor_patterns import COMPANY_NAME, enumeration_expression, member_expression
from extractors.bodies.party import OF_COMMITTEES
from extractors.letters import UPPER
from pipeline.document import Span


@dataclass(frozen=True, slots=True)
class Actor:
    """A body or a class of bodies as printed at `span`, under its official name."""

    span: Span
    name: str
    collective: bool = False
    level: str | None = None


@dataclass(frozen=True, slots=True)
class ActorList:
    """Actors that a list names, and where the list ends."""

    actors: tuple[Actor, ...]
    end: int

    @property
    def names(self) -> tuple[str, ...]:
        """The names, each once."""
        return tuple(dict.fromkeys(actor.name for actor in self.actors))

    @property
    def generic(self) -> bool:
        """Tell whether they are only `các cơ quan, đơn vị`: those whom the paper addresses."""
        return len(self.names) == 1 and re.fullmatch(r"Các (?:cơ quan, )?đơn vị", self.names[0]) is not None


@dataclass(frozen=True, slots=True)
class Enumerations:
    """Reads such lists in one text; `canonical` gives the official name of a body as printed."""

    text: str
    knowledge: Knowledge
    canonical: Callable[[str], str]

    def read(self, at: int, end: int) -> tuple[Actor, ...]:
        """Return the bodies of the list that begins at `at`, one for each name; none where none begins there."""
        first = self.text[at : at + 1]
        match = enumeration_expression().match(self.text, at, end) if first in _FIRST_LETTERS else None
        if match is None and first not in _FIRST_LETTERS_OF_COMMITTEES:
            return ()
        if match is None:
            return tuple(self._of_committees(at, end))
        if kind := match["kind"] or match["several"]:
            listed = tuple(self._bodies(_flat(f"{kind[:1].upper()}{kind[1:]}"), match.end(), end))
            # "các Sở Xây dựng": the bodies of that name of all provinces.
            return listed if match["kind"] or len(listed) > 1 else ()
        body = self.knowledge.abbreviations.expand(" ".join((match["body"] or "Ủy ban nhân dân").split()))
        return tuple(self._places(body, match["places"] or match["bare"], match.end(), end))

    def _of_committees(self, at: int, end: int) -> Iterator[Actor]:
        """Yield `Ban Thường vụ các tỉnh ủy, thành ủy`: the class of the bodies of one name they have."""
        match = OF_COMMITTEES.match(self.text, at, end)
        if match is not None:
            places = _flat(match["places"]).removeprefix("các ")
            body = self.knowledge.abbreviations.expand(_flat(match["body"]).removesuffix(" các"))
            yield Actor(Span(at, match.end()), f"{body} các {places[:1].lower()}{places[1:]}", True)

    def _bodies(self, prefix: str, at: int, end: int) -> Iterator[Actor]:
        """Yield `Bộ Y tế, Bộ Nội vụ`: the longest words that with the prefix name a body, so that commas stay in.

        Companies are known by their own names: `các Tập đoàn VNPT, Viettel`.
        """
        while (member := member_expression().match(self.text, at, end)) is not None:
            known = (w for w in _shortened(member.group()) if self.knowledge.agencies.by_name(f"{prefix} {_flat(w)}"))
            own = COMPANY_NAME.match(member.group()) if prefix.startswith("T") else None
            words = next(known, own.group() if own else None)
            if words is None:
                return
            stop = at + len(words)
            alone = self.canonical(_flat(words)) if own and words == own.group() else ""
            name = alone if alone.startswith(prefix) else self.canonical(f"{prefix} {_flat(words)}")
            yield Actor(Span(at, stop), name)
            glue = _GLUE.match(self.text, stop, end)
            if glue is None:
                return
            at = glue.end()

    def _places(self, body: str, kind: str, at: int, end: int) -> Iterator[Actor]:
        """Yield the body in each of the places; another kind may stand among them (`… và thành phố Tuyên Quang`)."""
        while True:
            other = _OTHER_KIND.match(self.text, at, end)
            if other is not None:
                kind, at = _flat(other["kind"].lower()), other.end()
            place = self._place(kind, at, end)
            if place is None:
                return
            words, full = place
            yield Actor(Span(at, at + len(words)), f"{body} {full}")
            glue = _GLUE.match(self.text, at + len(words), end)
            if glue is None:
                return
            at = glue.end()

    def _place(self, kind: str, at: int, end: int) -> tuple[str, str] | None:
        """Return a place as printed, and its name with its kind."""
        member = member_expression().match(self.text, at, end)
        if member is None:
            return None
        for words in _shortened(member.group()):
            known = self.knowledge.places.by_name(_flat(words))
            if known and known[0].level == "tỉnh" and kind in ("tỉnh", "thành phố"):
                return words, known[0].full if kind == "tỉnh" else f"{kind} {known[0].name}"
            if known:
                return words, f"{kind} {_flat(words)}"
        district = _DISTRICT.match(member.group()) if kind in ("huyện", "thị xã", "quận") else None
        return (district.group(), f"{kind} {_flat(district.group())}") if district else None


def island_after(communes: Actor, text: str, end: int) -> Iterator[Actor]:
    """Yield the one that is named after places of a kind: `UBND các xã, phường và đặc khu Phú Quý`."""
    match = _ISLAND.match(text, communes.span.end, end) if communes.name.startswith(_COMMUNES) else None
    if match:
        yield Actor(Span(*match.span("name")), f"Ủy ban nhân dân {_flat(match['name'])}")


_FIRST_LETTERS = frozenset("CcUỦHS")
_FIRST_LETTERS_OF_COMMITTEES = frozenset("BUỦVT")
"""What the two expressions can begin with: most places that are asked begin otherwise."""
_COMMUNES = tuple(f"Ủy ban nhân dân các {kinds}" for kinds in ("xã, phường", "quận", "huyện"))
_ISLAND = re.compile(
    rf"(?:,|\s{{1,4}}và)\s{{1,4}}(?P<name>(?:đặc\s{{1,4}}khu|thành\s{{1,4}}phố|thị\s{{1,4}}xã)(?:\s{{1,4}}[{UPPER}]\w+){{1,3}})"
)
_GLUE = re.compile(r"\s{0,3}(?:,|\s{1,3}và)\s{1,4}")
_OTHER_KIND = re.compile(r"(?P<kind>tỉnh|[Tt]hành phố|thị xã|huyện|xã|phường|đặc khu)\s{1,3}(?=[A-ZĐ])")
# Districts are no more, and no table holds them.
_DISTRICT = re.compile(rf"[{UPPER}][^\W\d]*(?:\s{{1,3}}[{UPPER}][^\W\d]*){{0,3}}")


def _shortened(words: str) -> Iterator[str]:
    """Yield words, and what is left when the last is left out, down to the first."""
    for end in reversed([match.end() for match in re.finditer(r"\w+", words)]):
        yield words[:end]


def _flat(words: str) -> str:
    return " ".join(words.split())


def as_written(actors: tuple[Actor, ...], text: str) -> str:
    """Return how the actors are printed where they stand together first."""
    end = actors[0].span.end
    for actor in actors[1:]:
        end = actor.span.end if end <= actor.span.end <= end + 260 else end
    return " ".join(text[actors[0].span.start : end].split())


def together(lists: tuple[ActorList, ...]) -> ActorList:
    """Return the actors of several lists as one, each body once; it ends where the first list does."""
    actors = {actor.name: actor for listed in reversed(lists) for actor in reversed(listed.actors)}
    first = {actor.name: actor for actor in lists[0].actors}
    return ActorList((*first.values(), *(a for n, a in reversed(actors.items()) if n not in first)), lists[0].end)


_ONE_CLASS = {
    "Các sở": ("Các ban, ngành", "Các cơ quan, ban, ngành"),
    "Các bộ": ("Các cơ quan ngang bộ", "Các cơ quan thuộc Chính phủ"),
}
"""Classes whose heads papers name one by one, though they are one class: `Bộ trưởng, Thủ trưởng cơ quan ngang bộ`."""


def merged(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Join what is one class said in two: `Giám đốc các sở, Thủ trưởng các ban, ngành`."""
    if len(actors) < 2:
        return actors
    joined: list[Actor] = []
    for actor in _seated(actors):
        last = joined[-1] if joined else None
        first = next((first for first in _ONE_CLASS if last and last.name.startswith(first)), None)
        if last and first and actor.name.startswith(_ONE_CLASS[first]):
            place = last.name.removeprefix(first)
            begun = first if place and actor.name.endswith(place) else last.name
            name = f"{begun}, {actor.name.removeprefix('Các ')}"
            joined[-1] = Actor(Span(last.span.start, actor.span.end), name, True, last.level)
        else:
            joined.append(actor)
    return tuple(joined)


_COMMITTEES = frozenset({"Các tỉnh ủy", "Các tỉnh ủy, thành ủy", "Các tỉnh ủy, Thành ủy"})
_OF_PROVINCE = re.compile(r"Ủy ban nhân dân (?P<kind>tỉnh|[Tt]hành phố) (?P<name>.+)")


def _seated(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Name the committees that stand before the provinces: `Bí thư tỉnh ủy, Chủ tịch UBND các tỉnh: A, B`."""
    if not actors or actors[0].name not in _COMMITTEES:
        return actors
    places = [match for actor in actors[1:] if (match := _OF_PROVINCE.match(actor.name))]
    if not places:
        return actors
    committees = (f"{'Tỉnh' if place['kind'] == 'tỉnh' else 'Thành'} ủy {place['name']}" for place in places)
    return (*(replace(actors[0], name=name, collective=False) for name in committees), *actors[1:])
