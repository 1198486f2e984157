"""How an item begins that gives somebody a task: `Giao X …`, `X: …`, `Đề nghị X …`, `Căn cứ …, X …`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.bodies.actors import Actors
from extractors.bodies.enumerations import ActorList
from extractors.bodies.parts_played import going_on, to_duty
from extractors.bodies.subjects import Subjects
from extractors.predicates import acts, may_act, reports_the_past, verbs_of
from extractors.tasks.lead_patterns import (
    ASKING,
    ASKING_ALL,
    ASKING_LATER,
    ASKS_ALL,
    CONCERNING,
    CONTENT,
    DUTY,
    EVERY_YEAR,
    GAP,
    GIVEN,
    LABEL,
    NAMELY,
    OF_WHOM,
    OPENED,
    OPENING,
    OVER,
    PART,
    SCOPE,
    SENTENCE,
    SENTENCE_END,
    SOME,
    SPOKEN_OF,
    THEREFORE,
    TOLD,
    WHICH,
)
from extractors.tasks.roles import asking_verb
from pipeline.document import Span

_REACH, _LITTLE = 700, 40  # characters of a lead, and of what may stand beside names and be nothing
_MOST_WORDS_UNLISTED = 20


@dataclass(frozen=True, slots=True)
class Lead:
    """Who is to act in an item, the verb by which they are asked, and where the predicate begins.

    `weak` tells that the body stands in the middle of a sentence, where it may also be only mentioned.
    """

    actors: ActorList
    verb: str | None
    predicate: int
    rule: str
    weak: bool = False


class TaskLeads:
    """Reads the beginnings of items of one document."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._subjects = Subjects(actors)
        self.text = actors.text

    def read(self, span: Span) -> Lead | None:
        """Return who is to act in an item; None where the item names nobody."""
        end = min(span.end, span.start + _REACH)
        # "Cơ quan thực hiện: Sở Y tế rà soát …": a label before a whole sentence.
        label = LABEL.match(self.text, span.start, end)
        if label and (lead := self._at(label.end(), end)):
            return lead
        first = self._at(span.start, end) or self._concerning(span.start, end) or self._subject(span.start, end)
        first = first or self._after_opening(span.start, end)
        if first is not None and not first.weak:
            return first
        # Who is asked outright says more than who is only spoken of first.
        return self._asked_in(span.start, span.end) or first or self._after_colon(span, end) or self._later(span)

    def _later(self, span: Span) -> Lead | None:
        """Read the first sentence after the first that tells somebody to act: `Trên đây là … . Các sở, ngành …`."""
        for match in SENTENCE.finditer(self.text, span.start, span.end):
            end = min(span.end, match.end() + _REACH)
            if TOLD.search(self.text, span.start, match.start()):
                continue
            lead = self._at(match.end(), end) or self._after_opening(match.end(), end)
            sure = lead is not None and (lead.verb is not None or DUTY.match(self.text, lead.predicate))
            if lead is not None and (sure or lead.rule != "subject"):
                return Lead(lead.actors, lead.verb, lead.predicate, "later", weak=not sure)
        return None

    def only_names(self, span: Span) -> bool:
        """Tell whether an item names bodies and nothing else, as lists of recipients do that have lost their head."""
        found = self._actors.read(span.start, span.end)
        # "Chủ đầu tư: Ủy ban nhân dân xã", "Cơ quan phê duyệt: Sở Y tế": who plays what part.
        colon = NAMELY.match(self.text, found.end, span.end) if found else None
        colon = colon or PART.match(self.text, span.start, span.end)
        found = (self._actors.read(colon.end(), span.end) if colon else None) or found
        if found is None or acts(self.text, found.end, span.end):
            return False
        rest = self.text[found.end : span.end].strip(" \n.,;:*_")
        if len(rest.split()) > 2 and self._subject(span.start, span.end):
            return False
        return len(rest) <= _LITTLE and not any(verbs_of(self.text, found.end, span.end))

    def read_asking(self, span: Span) -> str | None:
        """Return the verb that a lead-in ends with, for all of its list: `…, đề nghị:`."""
        asking = ASKING_ALL.search(self.text, max(span.start, span.end - 40), span.end)
        return asking_verb(asking["verb"]) if asking else None

    def read_addressing(self, span: Span) -> Lead | None:
        """Return whom a lead-in asks at its end: `…, Bộ Xây dựng yêu cầu các cơ quan, đơn vị:`."""
        start = max(span.start, span.end - 260)
        for asked in reversed(list(ASKING.finditer(self.text, start, span.end))):
            if lead := self._asked(asked, span.end):
                return lead
        return None

    def read_heading(self, span: Span, *, charged: bool = False) -> Lead | None:
        """Return the bodies that a heading names and nothing else: `Sở Y tế`, `Trách nhiệm của các sở, ngành`.

        Under a heading such as `Phân công nhiệm vụ` (`charged`) a body is one that no table knows, too.
        """
        at = span.start
        verb = None
        if match := CONCERNING.match(self.text, at, span.end):
            at = match.end()
        elif asked := ASKING.match(self.text, at, span.end):
            at, verb = asked.end(), asking_verb(asked["verb"])
        elif content := CONTENT.match(self.text, at, span.end):
            at, verb = content.end(), "chủ trì"
        end = self._before_duty(at, span.end)
        scope = SCOPE.search(self.text, at, end) if at > span.start or end < span.end else None
        end = scope.start() if scope else end
        whole = self._subjects.read(at, end) or self._subjects.read_name(at, end)
        if whole is None:
            named = charged or (at > span.start and self.text[end - 1] == ":")
            lenient = OF_WHOM.match(self.text, span.start, span.end) or (named and SOME.match(self.text, at, end))
            whole = self._subjects.read_whole(at, end) if lenient else None
            if whole is None and (opening := self._opening_of(Span(at, end), verb)):
                return opening
            whole = whole or (self._unlisted(at, end) if charged else None)
            return Lead(whole, verb, span.end, "heading") if whole else None
        known = at > span.start or end < span.end or OF_WHOM.match(self.text, at, end) is not None
        known = known or self._is_known(whole, self._actors.read(at, span.end))
        return Lead(whole, verb, span.end, "heading") if known or charged else None

    def may_name(self, span: Span) -> bool:
        """Tell whether a heading begins like a body, known or not."""
        return self._subjects.begins(span.start, span.end)

    def _unlisted(self, at: int, end: int) -> ActorList | None:
        """Return the words of a heading that no list of known bodies fills: `Bộ phận thư viện, thiết bị`."""
        asks = any(verbs_of(self.text, at, end)) or ASKING.search(self.text, at, end)
        short = len(self.text[at:end].split()) <= _MOST_WORDS_UNLISTED
        return self._subjects.read_whole(at, end) if short and not asks and self._subjects.begins(at, end) else None

    def _is_known(self, whole: ActorList, found: ActorList | None) -> bool:
        """Tell whether tables and patterns know those a heading names; `Doanh nghiệp số` may be what it is about."""
        return found is not None and (found.names == whole.names or not found.actors[-1].collective)

    def _opening_of(self, span: Span, verb: str | None) -> Lead | None:
        """Return the bodies that a heading begins with, where little follows them or only which of them are meant."""
        found = self._actors.read(span.start, span.end)
        if found is None:
            return None
        rest = self.text[found.end : span.end].strip(" \n.:;*,-")
        share = len(rest) / max(1, len(span))
        return Lead(found, verb, span.end, "heading") if share < 0.1 or WHICH.match(rest) else None

    def _before_duty(self, at: int, end: int) -> int:
        """Return where the bodies of a heading end that says itself that they are charged: `… có trách nhiệm:`."""
        duty = DUTY.search(self.text, at, end)
        return duty.start() if duty else end

    def also(self, span: Span, listed: ActorList) -> tuple[ActorList, ...]:
        """Return the bodies that the sentences of an item give something to do, beside those of a list in it."""
        found: list[ActorList] = []
        within = range(listed.actors[0].span.start, listed.end)
        for match in SENTENCE.finditer(self.text, span.start, span.end):
            if match.end() in within:
                continue
            at = (THEREFORE.match(self.text, match.end(), span.end) or match).end()
            lead = self._at(at, span.end) or self._concerning(at, span.end)
            later = lead or self._after_opening(at, span.end)
            lead = lead or (later if later and not later.actors.generic else None)
            if lead is not None:
                found.append(lead.actors)
        return tuple(found)

    def _at(self, at: int, end: int) -> Lead | None:
        """Read a lead that begins at `at`: `Giao X …`, `X …`, `UBND tỉnh yêu cầu X …`."""
        asked = ASKING.match(self.text, at, end)
        if asked and asking_verb(asked["verb"]) != "chỉ đạo":
            return self._asked(asked, end)
        found = self._actors.read(at, end)
        if found is not None and self._acts_not(found.end, end):
            whole = self._subjects.read_before_duty(at, end)
            return Lead(whole, None, whole.end, "subject") if whole else None
        found = going_on(self._named_one_by_one(found, end), self._actors, end) if found else None
        gap = GAP.match(self.text, found.end, end) if found else None
        again = ASKING.match(self.text, gap.end(), end) if gap else None
        if again and asking_verb(again["verb"]) != "chỉ đạo":
            lead = self._asked(again, end)
            if lead is not None or asking_verb(again["verb"]) != "giao":
                return lead
        if found is not None and acts(self.text, found.end, end):
            found = to_duty(found, self._actors, end)
            return Lead(found, None, found.end, "actor")
        whole = self._subjects.read_before_duty(at, end) or self._subjects.read_before_predicate(at, end)
        if whole is None or self._acts_not(whole.end, end):
            return None
        asked = ASKING.match(self.text, whole.end + 1, end)
        if asked and asking_verb(asked["verb"]) != "chỉ đạo":
            return self._asked(asked, end)
        return Lead(whole, None, whole.end, "subject", weak=not DUTY.match(self.text, whole.end))

    def _named_one_by_one(self, found: ActorList, end: int) -> ActorList:
        """Return the list after a class that says who is in it: `Thủ trưởng các cơ quan: Sở Y tế, Công an tỉnh …`."""
        colon = found.actors[-1].collective and NAMELY.match(self.text, found.end, end)
        listed = self._actors.read(colon.end(), end) if colon else None
        return listed if listed and len(listed.actors) > 1 and acts(self.text, listed.end, end) else found

    def _acts_not(self, at: int, end: int) -> bool:
        """Tell whether what follows a name is what has been done, who it is, or asks all that are named below."""
        return reports_the_past(self.text, at) or ASKS_ALL.match(self.text, at, end) is not None

    def _subject(self, at: int, end: int) -> Lead | None:
        """Read bodies of the tables that open an item and are followed by a word no list of verbs has."""
        found = self._actors.read(at, end)
        if found is None or not may_act(self.text, found.end, end) or self._acts_not(found.end, end):
            return None
        known = all(a.span.start in self._actors.tabled and not a.collective for a in found.actors)
        return Lead(found, None, found.end, "actor", weak=True) if known else None

    def _asked(self, asked: re.Match[str], end: int) -> Lead | None:
        found = self._actors.read(asked.end(), end)
        found = going_on(found, self._actors, end) if found else None
        if found is None or not (acts(self.text, found.end, end) or OVER.match(self.text, found.end, end)):
            whole = self._subjects.read_before_predicate(asked.end(), end)
            found = whole if whole and not (found and found.end > whole.end) else found
        return Lead(found, asking_verb(asked["verb"]), found.end, "asked") if found else None

    def _concerning(self, at: int, end: int) -> Lead | None:
        match = CONCERNING.match(self.text, at, end)
        if match is None:
            return None
        found, colon = self._actors.read(match.end(), end), self.text.find(":", at, end)
        if found is not None and (acts(self.text, found.end, end) or found.end == colon):
            return Lead(found, None, found.end, "concerning")
        named = colon > 0 and (found or SOME.match(self.text, match.end(), colon))
        whole = self._subjects.read(match.end(), colon) if named else None
        return Lead(whole, None, colon, "concerning") if whole else None

    def _after_opening(self, start: int, end: int) -> Lead | None:
        """Read the body that acts after a time, a ground or a purpose: `Hằng năm Sở Y tế …`, `Căn cứ …, các sở …`."""
        if not OPENING.match(self.text, start, end):
            return None
        stop = ending.start() if (ending := SENTENCE_END.search(self.text, start, end)) else end
        if asked := self._asked_in(start, stop):
            return asked
        for found in self._actors.find(start + 1, stop):
            first = found.actors[0].span.start
            before = self.text[max(start, first - 40) : first]
            opens = OPENED.search(before) or EVERY_YEAR.fullmatch(before)
            if opens and self._acts_not(found.end, end):
                return None
            # "Trên cơ sở đề nghị của các bộ, Bộ Tài chính bố trí …": the last of the list acts, the others propose.
            several = before.endswith(("của ", "tại ")) and not self.text.startswith(",", found.end)
            proposed = found.actors[-1].span.start if several else first
            known = (opens or proposed > first) and not SPOKEN_OF.search(before)
            lead = self._at(first if opens else proposed, stop) if known else None
            if lead is not None:
                sure = lead.verb is not None or DUTY.match(self.text, lead.predicate)
                return Lead(lead.actors, lead.verb, lead.predicate, "after opening", weak=not sure)
        return None

    def _asked_in(self, start: int, stop: int) -> Lead | None:
        found = (m for m in ASKING_LATER.finditer(self.text, start, stop) if not self._is_told(m, start))
        return next(filter(None, (self._asked(m, stop) for m in found)), None)

    def _is_told(self, asked: re.Match[str], start: int) -> bool:
        """Tell whether `giao` only goes on with what has been done: `đã thu hồi, giao cho …`."""
        return asked["verb"] == "giao" and GIVEN.search(self.text, start, asked.start()) is not None

    def _after_colon(self, span: Span, end: int) -> Lead | None:
        """Read the body that acts after a topic: `Về đề nghị …: Bộ Nội vụ nghiên cứu …`."""
        colon = self.text.find(":", span.start, end)
        while colon >= 0:
            at = colon + 1
            while at < end and self.text[at].isspace():
                at += 1
            lead = self._at(at, min(span.end, at + _REACH))
            if lead is not None and self.text[lead.predicate : lead.predicate + 1] != ":":
                return Lead(lead.actors, lead.verb, lead.predicate, "after colon", weak=True)
            colon = self.text.find(":", at, end)
        return None
