"""Who is meant: a list of bodies and classes of bodies, read from where it begins to where its verb begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from corpus.agencies import Agencies, AgencyMatch
from corpus.knowledge import Knowledge
from extractors.bodies.actor_patterns import (
    ASIDE,
    BETWEEN,
    FORCE_OF,
    LINE_END,
    LOCAL,
    LONE,
    MOST_WORDS,
    MOST_WORDS_TO_STOP,
    NAME_GOES_ON,
    PART_OF_NAME,
    PLURAL,
    REGION,
    STOP,
    WORD,
    class_expression,
    committee_expression,
    post_expression,
    starts_expression,
    tail_expression,
    typed_expression,
)
from extractors.bodies.class_names import class_name, split_class, within
from extractors.bodies.enumerations import Actor, ActorList, Enumerations
from extractors.bodies.own_names import defined_at, find_definitions, find_own_names
from extractors.citations.issuers import home_within
from extractors.headings.issuance import Issuance
from extractors.letters import LOWER, UPPER
from extractors.tasks.roles import acts, which
from pipeline.document import Document, Span


class Actors:
    """Reads the bodies of one document: knows its place, its own abbreviations and what the tables find in it."""

    def __init__(self, document: Document, knowledge: Knowledge, issuance: Issuance) -> None:
        self.text = document.text.value
        self.knowledge = knowledge
        self.issuance = issuance
        self.home = home_within(document, issuance.place)
        self.on = issuance.day or issuance.earliest
        # Names run over line ends, in some papers over a blank line after each: the tables are asked without them.
        self._flat = LINE_END.sub(lambda match: " " * len(match.group()), self.text)
        self.matches: dict[int, AgencyMatch] = {m.start: m for m in _bodies_in(knowledge.agencies, self._flat, self.on)}
        self.own = find_own_names(self.text)
        self._enumerations = Enumerations(self.text, knowledge, self.canonical)
        self._names: dict[str, str] = {}
        self.defined: dict[str, tuple[Actor, ...]] = {}
        self._read: dict[tuple[int, int], ActorList | None] = {}
        self._looked: set[int] = set()
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
        while fresh := self._element(at, end):
            found += fresh
            done = self._after_asides(fresh[-1].span.end, end)
            if fresh[-1].collective:
                done = which(self.text, done, end)
            between = BETWEEN.match(self.text, done, end)
            if between is None:
                break
            at = between.end()
        return ActorList(_merged(tuple(found)), done) if found else None

    def find(self, start: int, end: int) -> Iterator[ActorList]:
        """Yield every list of bodies that begins with a capital or an article in `text[start:end]`."""
        done = start
        likely = {match.start() for match in starts_expression().finditer(self.text, start, end)}
        for at in sorted(likely.union(at for at in self.matches if start <= at < end)):
            if at >= done and (found := self.read(at, end)):
                yield found
                done = found.end

    def canonical(self, printed: str) -> str:
        """Return the official name of a body as printed."""
        if printed not in self._names:
            agencies = self.knowledge.agencies
            known = agencies.by_name(printed, self.on) or agencies.by_name(printed)
            if self.home is not None and (not known or known[0].name in _OF_SOME_LEVEL):
                own = f"{printed} {self.home.kind}"
                printed_here = own if agencies.by_name(own, self.on) else printed
            else:
                printed_here = printed
            # "Tập đoàn Công nghiệp-Năng lượng": official names set the dash between blanks.
            spaced = printed_here if known else _TIGHT_DASH.sub(" - ", printed_here)
            self._names[printed] = agencies.canonical(spaced, self.home, self.on)
        return self._names[printed]

    def _after_asides(self, at: int, end: int) -> int:
        aside = ASIDE.match(self.text, at, end)
        return aside.end() if aside else at

    def _element(self, at: int, end: int) -> tuple[Actor, ...]:
        if meant := defined_at(self.text, at, end, self.defined):
            return meant
        listed = self._enumerations.read(at, end)
        if listed:
            return listed
        plural = self._plural(at, end)
        if plural is not None:
            return (plural,)
        post = post_expression().match(self.text, at, end) or FORCE_OF.match(self.text, at, end)
        begin = post.end() if post else at
        if begin > at:
            if listed := self._enumerations.read(begin, end):
                return listed
            self._look_up(begin)
        body = (
            self._own(begin, end)
            or self._committee(begin, end)
            or self._known(begin, end)
            or self._class(begin, end, lone=begin > at)
        )
        body = body or self._typed(begin, end)
        if body is None:
            return ()
        names = split_class(body.name) if body.collective else (body.name,)
        return tuple(Actor(Span(at, body.span.end), name, body.collective, body.level) for name in names)

    def _plural(self, at: int, end: int) -> Actor | None:
        """Read `các Sở Xây dựng`, `các Phòng Văn hóa và Thông tin huyện, thành phố`: bodies of one name."""
        match = PLURAL.match(self.text, at, end)
        if match is None:
            return None
        self._look_up(match.end())
        body = self._known(match.end(), end) or self._typed(match.end(), end)
        if body is None:
            return None
        if body.collective:
            return replace(body, span=Span(at, body.span.end))
        tail = tail_expression().match(self.text, body.span.end, end)
        stop = tail.end() if tail else body.span.end
        printed = " ".join(self.text[match.end() : stop].split()).removesuffix(" nêu trên")
        return Actor(Span(at, stop), f"Các {self.knowledge.abbreviations.expand(printed)}", True)

    def _own(self, at: int, end: int) -> Actor | None:
        """Read a name that the document itself has introduced ("viết tắt là Ban Chỉ đạo 138 tỉnh")."""
        for short, long in self.own:
            match = short.match(self.text, at, end)
            if match:
                return Actor(Span(at, match.end()), self.canonical(long))
        return None

    def _known(self, at: int, end: int) -> Actor | None:
        match = self._match_within(at, end)
        if match is None:
            return None
        if match.agency.collective:
            return self._class(at, end) or self._forces(match)
        local = LOCAL.match(self.text, match.end, end) if match.place is None else None
        if local:
            return self._of_class(Span(at, local.end()))
        span = Span(at, match.end)
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

    def _match_within(self, at: int, end: int) -> AgencyMatch | None:
        """Return the body of the tables named at `at`; where its name runs over `end`, what is named before it."""
        match = self.matches.get(at)
        if match is None or match.end <= end:
            return match
        found = next(self.knowledge.agencies.find(self._flat[at:end], self.on), None)
        return replace(found, start=at, end=at + found.end) if found is not None and found.start == 0 else None

    def _look_up(self, at: int) -> None:
        """Look for a body of the tables at `at`, where a longer name with the word before it may have hidden it."""
        if at not in self.matches and at not in self._looked and self.text[at : at + 1].isupper():
            self._looked.add(at)
            found = next(self.knowledge.agencies.find(self._flat[at : at + 180], self.on), None)
            if found is not None and found.start == 0:
                self.matches[at] = replace(found, start=at, end=at + found.end)

    def _forces(self, match: AgencyMatch) -> Actor:
        span = Span(match.start, match.end)
        tail = tail_expression().match(self.text, match.end)
        if tail and tail.end() > match.end:
            return self._of_class(Span(match.start, tail.end()))
        known = match.agency.name.startswith("Lực lượng") and "Công an" not in match.agency.name
        return Actor(span, match.agency.name, True) if known else self._of_class(span)

    def _class(self, at: int, end: int, *, lone: bool = False) -> Actor | None:
        match = class_expression().match(self.text, at, end)
        if match is None or not match.group().strip():
            return None
        if not lone and LONE.fullmatch(match.group().strip()):
            return None
        known = self._match_within(at, end)
        if known is None and (plural := _ARTICLE.match(self.text, at, end)):
            known = self._match_within(plural.end(), end)
        stop = max(match.end(), known.end if known and known.end <= end and known.agency.collective else 0)
        return self._of_class(Span(at, stop))

    def _of_class(self, span: Span) -> Actor:
        return Actor(span, class_name(span.of(self.text), self.knowledge, self.issuance.place), True)

    def _committee(self, at: int, end: int) -> Actor | None:
        match = committee_expression().match(self.text, at, end)
        known = self.matches.get(at)
        if match is None or (known and known.end >= match.end()):
            return None
        printed = " ".join(match.group().split())
        if re.search(r"\b(?:các|cấp)\b", printed.rsplit("”")[-1][-60:]):
            return Actor(Span(at, match.end()), within(printed, self.issuance.place), True)
        return Actor(Span(at, match.end()), self.canonical(printed))

    def _typed(self, at: int, end: int) -> Actor | None:
        """Read a body that no table holds: its capitalised words, and more of them up to the verb or the comma."""
        match = typed_expression().match(self.text, at, end)
        if match is None:
            return None
        stop = self._name_end(match.end(), end)
        printed = " ".join(self.text[at:stop].split())
        return Actor(Span(at, stop), self.canonical(printed))

    def _name_end(self, at: int, end: int) -> int:
        """Return where a name that goes on in small letters ends: where its predicate begins, or at a stop."""
        stop, most = at, MOST_WORDS_TO_STOP
        for count in range(MOST_WORDS):
            if going_on := NAME_GOES_ON.match(self.text, stop, end):
                stop, most = going_on.end(), MOST_WORDS
            if STOP.match(self.text, stop) or stop >= end:
                return stop if count <= most else at
            word = WORD.match(self.text, stop, end)
            if word is None:
                return at
            pair = PART_OF_NAME.match(self.text, stop)
            if acts(self.text, stop, end) and not (pair and acts(self.text, pair.end(), end)):
                return stop
            stop = word.end()
        return at


_ARTICLE = re.compile(r"[Cc]ác\s{1,4}")
_TIGHT_DASH = re.compile(rf"(?<=[{LOWER}])-(?=[{UPPER}])")
_OF_SOME_LEVEL = ("Thường trực Hội đồng nhân dân",)
"""Bodies that stand at every level and that a paper of one level calls by their bare names."""


@lru_cache(maxsize=2)
def _bodies_in(agencies: Agencies, text: str, on: date | None) -> tuple[AgencyMatch, ...]:
    """Return the bodies of the tables in a text; remembered, for several extractors ask it of one document."""
    return tuple(agencies.find(text, on))


def _merged(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Join what is one class said in two: `Giám đốc các sở, Thủ trưởng các ban, ngành`."""
    if len(actors) > 1 and actors[0].name.startswith("Các sở") and actors[1].name.startswith("Các ban, ngành"):
        rest = actors[1].name.removeprefix("Các ban, ngành")
        head = Actor(Span(actors[0].span.start, actors[1].span.end), f"Các sở, ban, ngành{rest}", True)
        return (head, *actors[2:])
    return actors
