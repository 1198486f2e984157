"""What holds for the items of a paper from what stands above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.bodies.enumerations import ActorList
from extractors.predicates import opens_with_verb
from extractors.structure import Item
from extractors.tasks.leads import Lead, TaskLeads
from extractors.tasks.sections import SectionKind
from pipeline.document import Assignment, Section


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for all that stands under a section: who acts, how they are asked, what sort of section it is.

    `named` tells that a heading names the actors: then a body in the middle of a sentence is only spoken of. `rule`
    says where they come from, `partners` with whom the lead-in tells them to work: `Sở A chủ trì, phối hợp với Sở B:`.
    `general` tells that they own the duties that a paper tells, and not all that it says.
    """

    actors: ActorList | None = None
    lead: str | None = None
    kind: SectionKind = "other"
    named: bool = False
    rule: str = "inherited"
    partners: tuple[str, ...] = ()
    general: bool = False


@dataclass(slots=True)
class State:
    """What has been read so far: the frames of sections by their start, of parts by their index, and the drafts.

    `named` counts the headings and tasks of one level under one section that begin with bodies, `begun` holds the
    sections, by their start, whose list has begun. `ended` is where the last end mark `./.` stands, `over` tells that
    nothing but recipients has come after it. `listing` is the level of the section in which a list says what a report
    consists of, as long as the list goes on. `listed` holds all items, those to come too.
    """

    sections: dict[int, Frame] = field(default_factory=dict)
    chapeaux: dict[tuple[int, int], Frame] = field(default_factory=dict)
    drafts: list[Assignment] = field(default_factory=list)
    lead_in: Item | None = None
    named: Counter[tuple[int, int, int]] = field(default_factory=Counter)
    begun: set[int] = field(default_factory=set)
    ended: int = -1
    over: bool = False
    listing: int | None = None
    listed: Sequence[Item] = ()


def own_section(item: Item) -> Section | None:
    """Return the section that an item opens, None where it has no label."""
    if not item.label or not item.sections:
        return None
    last = item.sections[-1]
    return last if last.span.start <= item.span.start <= last.span.start + len(item.label) + 8 else None


def siblings_of(item: Item) -> tuple[int, int, int]:
    """Return what the sections have in common that stand beside the one that an item opens: part, parent and level."""
    above = item.sections[-2].span.start if len(item.sections) > 1 else -1
    return item.part, above, item.sections[-1].level


def stands_among_bodies(item: Item, state: State, leads: TaskLeads) -> bool:
    """Tell whether two of the sections beside the one that an item opens begin with bodies.

    Those after it tell only where what stands under it is to be done: articles may be about bodies, and tables of them.
    """
    siblings = siblings_of(item)
    count = state.named[siblings]
    if count > 1 or item.label.startswith("Điều") or not leads.may_name(item.span):
        return count > 1
    after = (other for other in state.listed if other.span.start > item.span.start)
    below = next(after, None)
    if below is None or not opens_with_verb(below.span.of(leads.text)):
        return False
    for later in after:
        if own_section(later) is not None and siblings_of(later) == siblings:
            count += leads.read_heading(later.span) is not None
            if count > 1:
                return True
    return False


def goes_on_listing(item: Item, state: State, leads: TaskLeads) -> bool:
    """Tell whether an item says what a report consists of: up to who is told to act, or the next section."""
    own = own_section(item)
    lead = leads.read(item.span) if state.listing is not None else None
    if state.listing is not None and ((own and own.level <= state.listing) or (lead and not lead.weak)):
        state.listing = None
    return state.listing is not None


def tells_functions(item: Item) -> bool:
    """Tell whether an item stands under `Chức năng` or `Vị trí và chức năng`: whose duties a paper tells."""
    return any(_FUNCTION.match(section.title) for section in item.sections)


_FUNCTION = re.compile(r"(?:Vị\s+trí|Chức\s+năng)\b", re.IGNORECASE)


def leave_lost_heading(item: Item, own: Section | None, state: State) -> None:
    """Forget who acts in a section whose list begins anew: the heading of the second list is lost."""
    if own is None or len(item.sections) < 2 or item.label not in _FIRST_LABELS:
        return
    around = item.sections[-2].span.start
    frame = state.sections.get(around)
    if around in state.begun and frame is not None and frame.kind != "silent":
        state.sections[around] = Frame(kind=frame.kind)
        state.chapeaux.pop((item.part, around), None)
    state.begun.add(around)


_FIRST_LABELS = frozenset({"a)", "1.", "1)"})
_PARTY = re.compile(r"(?:Đảng ủy|Tỉnh ủy|Thành ủy|Ban Thường vụ|Các (?:cấp|đảng|tỉnh) ủy)")


def is_spoken_of(words: str, lead: Lead | None, frame: Frame) -> bool:
    """Tell whether the body that an item names is not the one that is to act there."""
    return _calls_upon(words, lead, frame) or leads_others(words, frame) or hands_on(words, lead, frame)


def _calls_upon(words: str, lead: Lead | None, frame: Frame) -> bool:
    """Tell whether the body of a heading is to call upon another: `- Yêu cầu các chủ đầu tư …`.

    A sentence that says first when has its own subject: `- Sau khi đề án được thông qua, các bộ …`.
    """
    if lead is None or not frame.named or (frame.actors and frame.actors.names == lead.actors.names):
        return False
    return lead.verb == "" or (lead.weak and _IN_TIME.search(words) is None)


_IN_TIME = re.compile(
    r"(?:^|(?<=;\s))(?:(?:Sau\s+khi|Trong\s+thời\s+hạn|Chậm\s+nhất|Trước\s+ngày)\s"
    # "Định kỳ trước ngày 31 tháng 12 hằng năm, cơ quan thuế các cấp …", and not "Hằng năm lập dự toán …".
    r"|(?:Định\s+kỳ|H[ằà]ng\s+(?:tuần|tháng|quý|năm))(?:\s+(?:[\d/]+|trước|vào|h[ằà]ng|ngày|tuần|tháng|quý|năm|một|lần))*,\s)"
)


def leads_others(words: str, frame: Frame) -> bool:
    """Tell whether `Lãnh đạo Ủy ban nhân dân tỉnh …` is what a Party committee is to do, not who heads a body."""
    names = frame.actors.names if frame.actors else ()
    return words.startswith("Lãnh đạo ") and any(_PARTY.match(name) for name in names)


def hands_on(words: str, lead: Lead | None, frame: Frame) -> bool:
    """Tell whether `Giao X …` is an order that whoever the list is for gives: a heading names them, or they are asked.

    Who only requests gives no orders: `Bộ đề nghị Ủy ban nhân dân các tỉnh: - Giao Thống kê tỉnh …`. Under a heading a
    class is ordered about by the body above it, a body that is named may be the next one of the whole paper.
    """
    if frame.actors is None or lead is None or not words.startswith("Giao "):
        return False
    return frame.lead == "đề nghị" or (frame.named and all(actor.collective for actor in lead.actors.actors))


_DASHED = 4
"""The level of dashes in the outline."""


def stands_in(item: Item) -> Section | None:
    """Return the section that an item stands in or opens; a paragraph below a dash stands where the dash does."""
    around = [s for s in item.sections if item.label or s.level < _DASHED]
    return around[-1] if around else None


def frame_around(item: Item, own: Section | None, state: State) -> Frame:
    """Return the frame of an item: of the nearest section that has one, else of the paragraph that leads in."""
    around = [s for s in item.sections if s is not own and s.span.start >= state.ended]
    kind = _kind(item.part, around, state)
    for section in reversed(around):
        for frame in (state.chapeaux.get((item.part, section.span.start)), state.sections.get(section.span.start)):
            if frame is not None and (frame.actors is not None or frame.lead is not None):
                return replace(frame, kind=kind)
    opening = state.chapeaux.get((item.part, -1))
    if opening is not None and not item.closing and item.sections and (kind == "tasks" or not opening.general):
        return replace(opening, kind=kind)
    return Frame(kind=kind)


def _kind(part: int, around: Sequence[Section], state: State) -> SectionKind:
    """Return what sort of sections an item stands in; what a lead-in asks for is asked under any heading."""
    kinds: list[SectionKind] = []
    for section in reversed(around):
        opening = state.chapeaux.get((part, section.span.start))
        if opening is not None and opening.kind == "tasks":
            return "tasks"
        if section.span.start in state.sections:
            kinds.insert(0, state.sections[section.span.start].kind)
    return "silent" if "silent" in kinds else "aims" if "aims" in kinds else (kinds or ["other"])[-1]


# A conclusion on one province says whom it means once: "1. Tỉnh cần …", then "2. Rà soát …".
_PROVINCE = re.compile(r"(?:Tỉnh|Thành\s+phố)(?:\s+[^\W\d_]+){0,4}?\s+(?:cần|phải)\s")


def charge_around(item: Item, words: str, actors: ActorList | None, state: State) -> None:
    """Let the province that must act in an item act in all of the section around it."""
    if actors is not None and len(item.sections) > 1 and _PROVINCE.match(words):
        around = (item.part, item.sections[-2].span.start)
        state.chapeaux.setdefault(around, Frame(actors, rule="province above"))
