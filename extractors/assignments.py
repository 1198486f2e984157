"""Assignments: which body is to do what, item by item, and with whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.knowledge import Knowledge
from extractors import Extractor
from extractors.bodies.actors import Actors
from extractors.bodies.addressed import Addressed
from extractors.bodies.readers import actors_of
from extractors.layout.binding_text import find_quotations, lists_procedures
from extractors.predicates import opens_with_verb
from extractors.structure import Item, items
from extractors.tasks import remarks
from extractors.tasks.drafts import Drafts
from extractors.tasks.frames import (
    Frame,
    State,
    charge_around,
    frame_around,
    goes_on_listing,
    is_spoken_of,
    leave_lost_heading,
    own_section,
    siblings_of,
    stands_among_bodies,
    stands_in,
    tells_functions,
)
from extractors.tasks.labels import read_label, read_last
from extractors.tasks.leads import Lead, TaskLeads
from extractors.tasks.partners import find_partners
from extractors.tasks.pieces import cells_of, joined, last_line, pieces_of, recalls
from extractors.tasks.sections import kind_of, lost_provisions
from extractors.tasks.tables import find_table_tasks, flat_tables
from pipeline.document import Assignment, Document, Fact, Note, Section

_SHORTEST = 12


def find(document: Document, knowledge: Knowledge) -> Sequence[Fact | Note]:
    """Return the assignments of a document in the order of its text."""
    actors = actors_of(document, knowledge)
    reader = _Reader(document, actors)
    addressed = Addressed(document, actors)
    return [addressed.narrow(task) for task in (*reader.read(), *find_table_tasks(document, actors))]


EXTRACTOR = Extractor("assignments", find)


class _Reader:
    """Reads the items of a document in order, each in the frame of the sections it stands in."""

    def __init__(self, document: Document, actors: Actors) -> None:
        self._document = document
        self._actors = actors
        self._text = document.text.value
        self._leads = TaskLeads(actors)
        self._drafts = Drafts(document, actors, self._leads)

    def read(self) -> Sequence[Assignment]:
        """Return the assignments of all bodies."""
        state = State()
        flat = flat_tables(self._document)
        quoted = [span for span in find_quotations(self._text) if recalls(span, self._text)]
        general = tuple(lost_provisions(self._document))
        procedural = lists_procedures(self._document)
        listed = [
            piece
            for item in joined(items(self._document), self._leads)
            if not any(table.covers(item.span) for table in (*flat, *quoted)) and not (procedural and item.part)
            for piece in pieces_of(item, self._leads)
        ]
        cells = cells_of(listed, self._text)
        state.listed = listed
        for index, item in enumerate(listed):
            state.over = state.over and remarks.is_recipient(item)
            words = item.span.of(self._text)
            told = any(span.covers(item.span) for span in general) and not remarks.owes(words)
            told = told and (item.part > 0 or remarks.names_ruled(words))
            if not (state.over or told or index in cells or goes_on_listing(item, state, self._leads)):
                self._item(item, listed[index + 1] if index + 1 < len(listed) else None, state)
            state.over = state.over or remarks.ends_paper(words)
            state.ended = item.span.end if state.over else state.ended
        return state.drafts

    def _item(self, item: Item, following: Item | None, state: State) -> None:
        own = own_section(item)
        leave_lost_heading(item, own, state)
        frame = frame_around(item, own, state)
        if frame.kind == "silent":
            self._silent(item, own, following, state)
            return
        heads = own is not None and following is not None and own.span.covers(following.span)
        label = None if heads and item.label[0].isalnum() else read_label(self._actors, item.span)
        if label is not None:
            self._drafts.complete(label, item, state)
            return
        if self._is_lead_in(item, following) and remarks.lists_contents(words := item.span.of(self._text)):
            asked = self._leads.read(item.span)
            if asked is not None and (asked.verb is not None or remarks.lists_objects(words)):
                self._task(item, asked, frame, state)
                state.listing = item.sections[-1].level if item.sections else 0
            else:
                self._silence(item, own, state)
            return
        if heads and self._is_heading(item):
            self._head(item, own, frame, state)
            return
        lead, frame = self._acting(item, frame)
        if self._is_lead_in(item, following):
            self._lead_in(item, own, (lead, frame), state)
            return
        self._task(item, lead, frame, state)
        charge_around(item, item.span.of(self._text), lead.actors if lead else None, state)
        if own is not None and not remarks.is_last(item.span.of(self._text)):
            state.named[siblings_of(item)] += lead is not None and not lead.weak
            named = lead.actors if lead else frame.actors
            rule = "task above" if lead else frame.rule
            self._open(own, Frame(named, lead.verb if lead else frame.lead, frame.kind, rule=rule), state)

    def _acting(self, item: Item, frame: Frame) -> tuple[Lead | None, Frame]:
        """Return who is to act by the words of an item itself, others who are only spoken of left out; and its frame.

        Persons are no bodies: what they must do is nobody's task, whatever heading it stands under.
        """
        words = item.span.of(self._text)
        if remarks.is_persons(words):
            return None, replace(frame, actors=None)
        lead = self._leads.read(item.span)
        if lead is None or lead.weak:
            bare = lead is None and frame.actors is None and opens_with_verb(words)
            lead = read_last(self._actors, item.span, bare=bare) or lead
        # An article of a regulation tells of its bodies what they do and are: only a duty is a task there.
        told = lead is not None and lead.weak and lead.rule == "subject" and item.path.startswith("Điều")
        told = told and not any(_SHARED_OUT.match(section.title) for section in item.sections)
        return (None if told or is_spoken_of(words, lead, frame) else lead), frame

    def _silent(self, item: Item, own: Section | None, following: Item | None, state: State) -> None:
        """Pass over what asks nothing of anybody, but for a lead-in that does: `…, thành phố cần tập trung:`."""
        self._open(own, Frame(kind="silent"), state)
        leads_in = item.sections and self._is_lead_in(item, following)
        lead = self._leads.read(item.span) if leads_in and remarks.heads_duties(item.span.of(self._text)) else None
        if own is not None and lead is not None and not any(actor.collective for actor in lead.actors.actors):
            # "1. Cục A có trách nhiệm:" under principles: the heading of its own article is lost.
            state.chapeaux[item.part, own.span.start] = Frame(lead.actors, None, "tasks", named=True, rule="heading")
            return
        leads_in = leads_in and own is None
        if not leads_in and not remarks.owes(item.span.of(self._text)):
            return
        lead = self._leads.read(item.span)
        if not leads_in:
            if lead is not None and remarks.owes(self._text[lead.predicate : item.span.end], outright=True):
                self._task(item, lead, Frame(), state)
            return
        if lead is not None and self._charges(lead, item):
            state.chapeaux[item.part, item.sections[-1].span.start] = Frame(
                lead.actors, lead.verb or "", "tasks", rule="lead-in"
            )
            state.lead_in = item

    def _charges(self, lead: Lead, item: Item) -> bool:
        """Tell whether a lead-in asks somebody for what its list says, or says what they must do."""
        said = self._text[lead.predicate : item.span.end]
        if remarks.is_own_act(said):
            return False
        alone = bool(item.sections) and not said.strip(" :\n")
        charged = _MUST.match(said) is not None or _DUTIES_BELOW.search(said) is not None
        return lead.verb is not None or alone or charged

    def _is_heading(self, item: Item) -> bool:
        words = item.span.of(self._text).strip()
        if remarks.leads_to_notes(words) or remarks.is_last(words):
            return False
        short = not words.endswith((".", ";", "…")) and len(words.split()) <= 60
        # "4. Công an tỉnh.": a stop after names makes no sentence of them.
        names = item.label[0].isalnum() and self._leads.only_names(item.span)
        return short or names or remarks.names_duties(words)

    def _head(self, item: Item, own: Section | None, frame: Frame, state: State) -> None:
        """Note what a heading says of all under it: who acts there, or what sort of section it is."""
        siblings = siblings_of(item)
        shared = any(_SHARED_OUT.search(section.title) for section in item.sections[:-1])
        persons = remarks.is_persons(item.span.of(self._text), heading=True)
        charged = shared or stands_among_bodies(item, state, self._leads)
        named = None if persons else self._leads.read_heading(item.span, charged=charged)
        named = named or self._leads.read_heading(last_line(item.span, self._text))
        named = named or read_last(self._actors, item.span, bare=frame.kind == "tasks")
        state.named[siblings] += named is not None
        words = item.span.of(self._text).rstrip()
        if named is None and (words.endswith(":") or _LEADS_BELOW.search(words)):
            named = self._leads.read(item.span)
            if named is not None and remarks.is_own_act(self._text[named.predicate : item.span.end]):
                self._open(own, Frame(kind="silent"), state)
                return
        kind = kind_of(item.span.of(self._text))
        if named is not None and kind != "silent":
            partners = find_partners(self._actors, item.span, named.actors.names)
            frame = Frame(named.actors, named.verb, "tasks", named=True, rule="heading", partners=partners)
            self._open(own, frame, state)
        else:
            verb = "" if persons else self._leads.read_asking(item.span)
            self._open(own, Frame(None, verb, kind if kind != "other" else frame.kind), state)
        state.lead_in = item

    def _is_lead_in(self, item: Item, following: Item | None) -> bool:
        return item.span.of(self._text).rstrip().endswith(":") and following is not None and following.part == item.part

    def _lead_in(self, item: Item, own: Section | None, read: tuple[Lead | None, Frame], state: State) -> None:
        """Note whom a paragraph that ends with a colon addresses: its list, or the sections after it."""
        lead, frame = read
        if lead is not None and lead.verb is None and remarks.is_own_act(self._text[lead.predicate : item.span.end]):
            lead = None
        if lead is None or (lead.verb is None and not item.label):
            # "Ban Chỉ đạo … yêu cầu các đồng chí Bộ trưởng …:": whom it asks says more than who asks.
            told = self._leads.read_addressing(item.span)
            lead = told if told is not None and (lead is None or told.verb != "chỉ đạo") else lead
        if lead is not None and remarks.leads_to_notes(item.span.of(self._text)):
            self._task(item, lead, frame, state)
        state.lead_in = item
        named = lead.actors if lead else frame.actors
        # "Chủ trì, phối hợp với các bệnh viện:" under the heading of a body says with whom its list is to be done.
        partners = find_partners(self._actors, item.span, named.names) if named else ()
        together = partners if item.span.of(self._text).startswith("Chủ trì") else ()
        led = replace(frame, partners=together or frame.partners)
        if lead is not None:
            kind = "tasks" if frame.kind == "aims" and self._charges(lead, item) else frame.kind
            led = Frame(lead.actors, lead.verb, kind, rule="lead-in", partners=partners)
        if own is not None:
            verb = lead.verb if lead else self._leads.read_asking(item.span) or frame.lead
            self._open(own, replace(led, lead=verb, named=False), state)
        elif self._charges(lead, item) if lead else together:
            inner = stands_in(item)
            state.chapeaux[item.part, inner.span.start if inner else -1] = led

    def _silence(self, item: Item, own: Section | None, state: State) -> None:
        """Note that the list after a lead-in says what something consists of: the sections it stands in ask no more."""
        section = own or (item.sections[-1] if item.sections else None)
        if section is not None:
            state.sections[section.span.start] = Frame(kind="silent")
            state.chapeaux.pop((item.part, section.span.start), None)

    def _open(self, own: Section | None, frame: Frame, state: State) -> None:
        if own is not None:
            kind = kind_of(own.title) if frame.kind == "other" else frame.kind
            state.sections[own.span.start] = replace(frame, kind=kind)

    def _task(self, item: Item, lead: Lead | None, frame: Frame, state: State) -> None:
        """Add the task that an item sets, if it sets one."""
        words = item.span.of(self._text)
        if len(words) < _SHORTEST or words.isupper() or remarks.is_remark(words) or self._leads.only_names(item.span):
            return
        before = not item.sections or (item.sections[0].level > 3 and remarks.is_ground(words))
        if before and not item.closing and frame.actors is None and not self._stands_alone(item, lead):
            return
        if lead is None and frame.rule == "task above" and not (item.label or opens_with_verb(words)):
            return
        if lead is None and (
            remarks.is_citation(words) or frame.kind == "aims" or not (frame.actors or frame.kind == "tasks")
        ):
            return
        if frame.kind in ("aims", "money") and (lead is None or lead.weak):
            return
        said = self._text[lead.predicate if lead else item.span.start : item.span.end]
        if lead is not None and remarks.is_definition(said) and tells_functions(item):
            state.chapeaux.setdefault((item.part, -1), Frame(lead.actors, rule="function", general=True))
            return
        if remarks.is_right(said) or (lead and lead.verb is None and remarks.is_view(said)):
            return
        state.drafts.append(self._drafts.assignment(item, lead, frame))
        state.lead_in = item

    def _stands_alone(self, item: Item, lead: Lead | None) -> bool:
        """Tell whether a paragraph before or without any section gives a task, and is not the paper's own opening."""
        if lead is None:
            return False
        words = item.span.of(self._text)
        own = self._text[lead.predicate : item.span.end]
        return lead.verb is not None or not (lead.weak or remarks.is_ground(words) or remarks.is_own_act(own))


_SHARED_OUT = re.compile(
    r"(?:tổ\s+chức|triển\s+khai)[^.;:]{0,20}thực\s+hiện|phân\s+công|trách\s+nhiệm|nhiệm\s+vụ\s+của", re.IGNORECASE
)
_MUST = re.compile(
    r"[^.;:]{0,40}?\b(?:cần|phải|yêu\s+cầu|nhiệm\s+vụ)\b|\s*(?:lãnh\s+đạo,\s+)?chỉ\s+đạo\b|\s*:?\s*[Cc]hủ\s+trì\b"
)
# "- Phòng Kinh tế chủ trì, phối hợp với Công an xã" over its items: what they say is theirs, with or without a colon.
_LEADS_BELOW = re.compile(r"\schủ\s+trì,?\s+(?:và\s+)?phối\s+hợp\s")
# "Chi bộ … tiếp tục phát huy ưu điểm và thực hiện tốt một số nội dung sau:", "…; đồng thời, có trách nhiệm:"
_DUTIES_BELOW = re.compile(
    r"thực\s+hiện(?:\s+(?:tốt|nghiêm(?:\s+túc)?|có\s+hiệu\s+quả|ngay))?\s+(?:một\s+số|các|những)\s+"
    r"(?:nội\s+dung|nhiệm\s+vụ|công\s+việc|hoạt\s+động|giải\s+pháp|yêu\s+cầu)[^,.;:]{0,40}:\s*$"
    r"|\b(?:có|chịu)\s+trách\s+nhiệm\s*:\s*$"
)
