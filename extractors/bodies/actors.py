"""Who is meant: a list of bodies and classes of bodies, read from where it begins to where its verb begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from corpus.agencies import AgencyMatch
from corpus.knowledge import Knowledge
from extractors.bodies.actor_patterns import (
    AND_ISLANDS,
    ASIDE,
    BETWEEN,
    GOES_ON,
    LOCAL,
    LONE,
    OF_OWNER,
    PLURAL,
    PREDICATE_INSIDE,
    REGION,
    after_post,
    class_expression,
    committee_expression,
    starts_expression,
    tail_expression,
    typed_expression,
)
from extractors.bodies.class_names import MORE_PLACES, class_name, meant_end, split_class, within
from extractors.bodies.enumerations import Actor, ActorList, Enumerations, island_after, merged
from extractors.bodies.own_names import defined_at, find_definitions, find_own_names
from extractors.bodies.party import PARTY_NARROWED
from extractors.bodies.persons import HOLDER, SEAT, before_holder
from extractors.bodies.provinces import PLACE_LETTERS, acting_provinces, in_other_provinces
from extractors.bodies.standing import Standing
from extractors.bodies.tabled import Tabled
from extractors.bodies.unlisted import SECOND_FIELD, past, past_kind, unlisted_end
from extractors.letters import LOWER, UPPER
from extractors.predicates import acts
from pipeline.document import Span


class Actors:
    """Reads the bodies of one document: knows its place, its own abbreviations and what the tables find in it."""

    def __init__(self, text: str, knowledge: Knowledge, standing: Standing) -> None:
        self.text = text
        self.knowledge = knowledge
        self.province, self.home, self.on = standing.province, standing.home, standing.on
        self.tabled = Tabled(text, knowledge.agencies, self.on)
        self.own = find_own_names(self.text)
        self._enumerations = Enumerations(self.text, knowledge, self.canonical)
        self._names: dict[str, str] = {}
        self._classes: dict[str, str] = {}
        self.defined: dict[str, tuple[Actor, ...]] = {}
        self._read: dict[tuple[int, int], ActorList | None] = {}
        self.defined.update(find_definitions(self.text, self.read))
        self._read.clear()

    def read(self, at: int, end: int) -> ActorList | None:
        """Return the list of bodies that begins at `at`, None where none begins there."""
        if (at, end) not in self._read:
            self._read[at, end] = self._list(at, end)
        return self._read[at, end]

    def _list(self, at: int, end: int) -> ActorList | None:
        found: list[Actor] = []
        done = at
        while fresh := self.element(at, end):
            found += fresh
            if len(found) == 2 and self.text[at - 1] == "/" and found[1].collective and not found[0].collective:
                # "Sở Du lịch/Sở Văn hóa, Thể thao và Du lịch các tỉnh": each place has the one or the other.
                found = [
                    replace(
                        found[1],
                        span=Span(found[0].span.start, found[1].span.end),
                        name="/".join(a.name for a in found),
                    )
                ]
            done = self._after_owner(fresh[-1], self._after_asides(fresh[-1].span.end, end), end)
            if fresh[-1].collective:
                done, named = meant_end(fresh[-1].name, self.text, done, end)
                if named:
                    span = Span(fresh[-1].span.start, done)
                    found[-1] = replace(fresh[-1], span=span, name=self.name_of_class(span.of(self.text)))
            between = BETWEEN.match(self.text, done, end)
            if between is None:
                break
            at = between.end()
        return ActorList(merged(tuple(found)), done) if found else None

    def find(self, start: int, end: int) -> Iterator[ActorList]:
        """Yield every list of bodies that begins with a capital or an article in `text[start:end]`."""
        done = start
        likely = self._likely
        for at in likely[bisect_left(likely, start) : bisect_left(likely, end)]:
            if at >= done and (found := self.read(at, end)):
                yield found
                done = found.end

    @cached_property
    def _likely(self) -> list[int]:
        """Where a body or a class can begin."""
        found = {match.start() for match in starts_expression().finditer(self.text)}
        return sorted(found.union(self.tabled.starts))

    def canonical(self, printed: str) -> str:
        """Return the official name of a body as printed."""
        if printed not in self._names:
            agencies = self.knowledge.agencies
            known = agencies.by_name(printed, self.on) or agencies.by_name(printed)
            printed_here = printed
            # A commune calls its own by the bare name that the table has for the province's: "Ủy ban MTTQ Việt Nam".
            if self.home is not None and (not known or known[0].level == "tỉnh" or known[0].name in _OF_SOME_LEVEL):
                own = f"{printed} {self.home.kind}"
                printed_here = own if agencies.by_name(own, self.on) else printed
            # "Tập đoàn Công nghiệp-Năng lượng": official names set the dash between blanks.
            spaced = printed_here if known else _TIGHT_DASH.sub(" - ", printed_here)
            self._names[printed] = agencies.canonical(spaced, self.home, self.on)
        return self._names[printed]

    def _after_asides(self, at: int, end: int) -> int:
        aside = ASIDE.match(self.text, at, end) or HOLDER.match(self.text, at, end) or SEAT.match(self.text, at, end)
        return aside.end() if aside else at

    def _after_owner(self, body: Actor, at: int, end: int) -> int:
        """Return where the words end that say whose a body is: `Trung tâm Giống cây | thuộc Sở Nông nghiệp …`."""
        owned = None if body.collective else OF_OWNER.match(self.text, at, end)
        owner = self._known(owned.end(), end) if owned else None
        return owner.span.end if owner and not owner.collective else at

    def element(self, at: int, end: int) -> tuple[Actor, ...]:
        """Return the body at `at`, or the bodies that are told there by one name for all; none where none is known."""
        if meant := self.defined and defined_at(self.text, at, end, self.defined):
            return meant
        if listed := self._enumerations.read(at, end):
            return listed
        if (plural := self._plural(at, end)) is not None:
            return (plural,)
        begin = after_post(self.text, at, end)
        if begin > at and (listed := self._enumerations.read(begin, end)):
            return listed
        stop = before_holder(self.text, begin, end) if begin > at else end
        body = (self.own and (self._own(at, end) or self._own(begin, end))) or self._body(begin, stop, lone=begin > at)
        places = self.knowledge.places
        if body is None:
            place = self.text[at : at + 1] in PLACE_LETTERS
            return acting_provinces(self.text, Span(at, end), places, self.province, self.on) if place else ()
        span = Span(at, body.span.end)
        if not body.collective:
            return (replace(body, span=span), *in_other_provinces(body, self.text, end, places, self.on))
        found = (Actor(span, name, True, body.level) for name in split_class(body.name))
        return (*found, *island_after(body, self.text, end))

    def _body(self, at: int, end: int, *, lone: bool) -> Actor | None:
        """Read one body or class; those with names of their own begin with a capital."""
        small = self.text[at : at + 1].islower()
        return (
            (None if small else self._committee(at, end))
            or self._known(at, end)
            or self._class(at, end, lone=lone)
            or (self._typed(at, end) if lone or not small or self.text[at] in "pkt" else None)
        )

    def _plural(self, at: int, end: int) -> Actor | None:
        """Read `các Sở Xây dựng`, `các Phòng Văn hóa và Thông tin huyện, thành phố`: bodies of one name."""
        match = PLURAL.match(self.text, at, end) if self.text[at : at + 1] in ("C", "c") else None
        if match is None:
            return None
        body = self._known(match.end(), end)
        if body is not None and body.collective:
            return replace(body, span=Span(at, body.span.end))
        if (body := body or self._typed(match.end(), end)) is None:
            return None
        tail = tail_expression().match(self.text, body.span.end, end)
        stop = tail.end() if tail else body.span.end
        printed = " ".join(self.text[match.end() : stop].split()).removesuffix(" nêu trên")
        return Actor(Span(at, stop), f"Các {self.knowledge.abbreviations.expand(printed)}", True)

    def _own(self, at: int, end: int) -> Actor | None:
        """Read a name that the document itself has introduced ("viết tắt là Ban Chỉ đạo 138 tỉnh")."""
        found = ((match.end(), long) for short, long in self.own if (match := short.match(self.text, at, end)))
        return next((Actor(Span(at, stop), self.canonical(long)) for stop, long in found), None)

    def _known(self, at: int, end: int) -> Actor | None:
        match = self.tabled.within(at, end)
        if match is None or _MEMBER.match(self.text, match.end):
            return None
        narrowed = match.agency.name == "Chi bộ" and _NARROWED.match(self.text, match.end, end)
        if match.agency.collective or (narrowed and narrowed.group()):
            return self._class(at, end) or self._forces(match, end)
        local = LOCAL.match(self.text, match.end, end) if match.place is None else None
        if local:
            return self._of_class(Span(at, local.end()), end)
        if longer := self._longer(match, end):
            return longer
        span = Span(at, match.end if match.place else past_kind(self.text, match.end, end, self.home))
        name = self.canonical(span.of(self.text))
        # A body that outlived its province bears the name without the kind: "Ban Quản lý Khu kinh tế Phú Yên".
        if match.place is not None and not match.place.valid(self.on) and match.place.full not in span.of(self.text):
            name = name.replace(match.place.full, match.place.name)
        region = REGION.match(self.text, match.end, end)
        if region is not None and name.endswith("khu vực"):
            return Actor(Span(at, region.end()), f"{name} {region['number']}", False, match.agency.level)
        if region is not None and span.of(self.text).lower().endswith("dự án"):
            # "Ban Quản lý Dự án 85": with its number it is another body than the one of the table.
            numbered = " ".join(self.text[at : region.end()].split())
            return Actor(Span(at, region.end()), numbered, False, match.agency.level)
        return Actor(span, name, False, match.agency.level)

    def _longer(self, match: AgencyMatch, end: int) -> Actor | None:
        """Read a body whose name begins like one of the tables and goes on: `Ban Quản lý Khu kinh tế Đông Nam`."""
        second = SECOND_FIELD.match(self.text, match.end, end) if match.place is None else None
        if second is not None and not _CLOSED.match(self.text, match.start):
            printed = " ".join(self.text[match.start : second.end()].split())
            return Actor(Span(match.start, second.end()), self.canonical(printed), False, match.agency.level)
        going_on = GOES_ON.match(self.text, match.end, end) if match.place is None else None
        typed = typed_expression().match(self.text, match.start, end) if going_on else None
        if going_on is None or typed is None or typed.end() <= match.end:
            return None
        if not going_on["open"] and acts(self.text, match.end, end):
            return None
        inner = self.tabled.last_before(typed.end())
        stop = past(inner, typed.end(), end)
        printed = " ".join(self.text[match.start : stop].split())
        placed = match.agency.place_form == "full" and self.home is not None and self.home.level == match.agency.level
        proper = self.text[match.end : typed.end()].strip()
        if placed and self.home and not self.knowledge.places.province_in(proper, None):
            printed = f"{printed} {self.home.full}"
        return Actor(Span(match.start, stop), self.canonical(printed), False, match.agency.level)

    def _forces(self, match: AgencyMatch, end: int) -> Actor:
        more = MORE_PLACES.match(self.text, match.end, end)
        span = Span(match.start, more.end() if more else match.end)
        if more:
            return self._of_class(span, end)
        tail = tail_expression().match(self.text, match.end)
        if tail and tail.end() > match.end:
            return self._of_class(Span(match.start, tail.end()), end)
        known = match.agency.name.startswith("Lực lượng") and "Công an" not in match.agency.name
        return Actor(span, match.agency.name, True) if known else self._of_class(span, end)

    def _class(self, at: int, end: int, *, lone: bool = False) -> Actor | None:
        match = class_expression().match(self.text, at, end)
        if match is None or not match.group().strip():
            return None
        if not lone and LONE.fullmatch(match.group().strip()):
            return None
        plural = _ARTICLE.match(self.text, at, end)
        known = self.tabled.within(at, end) or (self.tabled.within(plural.end(), end) if plural else None)
        stop = max(match.end(), known.end if known and known.end <= end and known.agency.collective else 0)
        return self._of_class(Span(at, stop), end)

    def _of_class(self, span: Span, end: int) -> Actor:
        islands = AND_ISLANDS.match(self.text, span.end, end)
        stop = islands.end() if islands else past_kind(self.text, span.end, end, self.home)
        span = Span(span.start, stop)
        return Actor(span, self.name_of_class(span.of(self.text)), True)

    def name_of_class(self, printed: str) -> str:
        """Return the official name of a class of bodies as printed."""
        if printed not in self._classes:
            self._classes[printed] = class_name(printed, self.knowledge, self.province, self.home)
        return self._classes[printed]

    def _committee(self, at: int, end: int) -> Actor | None:
        match = committee_expression().match(self.text, at, end)
        known = self.tabled.at(at)
        if match is None or (known and known.end >= match.end()) or PREDICATE_INSIDE.search(match.group()):
            return None
        printed = " ".join(match.group().split())
        if re.search(r"\b(?:các|cấp)\b", printed.rsplit("”")[-1][-60:]):
            return Actor(Span(at, match.end()), within(printed, self.province), True)
        return Actor(Span(at, match.end()), self.canonical(printed))

    def _typed(self, at: int, end: int) -> Actor | None:
        """Read a body that no table holds: its capitalised words, and more of them up to the verb or the comma."""
        stop, several = unlisted_end(self.text, at, end)
        near = min(end, stop + _LONGEST_PLACES)
        local = LOCAL.search(self.text, at, near) if stop > at and not several else None
        if local and local.start() < stop <= local.end():
            return self._of_class(Span(at, local.end()), end)
        printed = " ".join(self.text[at:stop].split())
        return Actor(Span(at, stop), self.canonical(printed[0].upper() + printed[1:]), several) if stop > at else None


_LONGEST_PLACES = 80
_CLOSED = re.compile(r"(?:Bộ|Sở|Ủy|Uỷ|UBND|HĐND|Hội|Chính|Thủ|Quốc|Công|Tòa|Viện|Tỉnh|Thành|Đảng|Mặt|Ngân|Kho)\b")
_ARTICLE = re.compile(r"[Cc]ác\s{1,4}")
# "Chi bộ trực thuộc gửi báo cáo", "Chi bộ các thôn": each of those that the words after it tell.
_NARROWED = re.compile(PARTY_NARROWED, re.VERBOSE)
# "Các đồng chí Tỉnh ủy viên": those who sit on a committee are not it.
_MEMBER = re.compile(r"\s{1,4}viên(?!\w)")
_TIGHT_DASH = re.compile(rf"(?<=[{LOWER}])-(?=[{UPPER}])")
_OF_SOME_LEVEL = ("Thường trực Hội đồng nhân dân", "Đảng ủy")
"""Bodies that stand at every level and that a paper of one level calls by their bare names."""
