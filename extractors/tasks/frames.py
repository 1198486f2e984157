"""What holds for the items of a paper from what stands above them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from extractors.bodies.enumerations import ActorList
from extractors.structure import Item
from extractors.tasks.sections import SectionKind
from pipeline.document import Assignment, Section


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for all that stands under a section: who acts, how they are asked, what sort of section it is.

    `named` tells that a heading names the actors: then a body in the middle of a sentence is only spoken of. `rule`
    says where they come from, `partners` with whom the lead-in tells them to work: `Sở A chủ trì, phối hợp với Sở B:`.
    """

    actors: ActorList | None = None
    lead: str | None = None
    kind: SectionKind = "other"
    named: bool = False
    rule: str = "inherited"
    partners: tuple[str, ...] = ()


@dataclass(slots=True)
class State:
    """What has been read so far: the frames of sections by their start, of parts by their index, and the drafts.

    `named` counts the headings of one level under one section that named bodies. `ended` is where the last end mark
    `./.` stands, `over` tells that nothing but recipients has come after it.
    """

    sections: dict[int, Frame] = field(default_factory=dict)
    chapeaux: dict[tuple[int, int], Frame] = field(default_factory=dict)
    drafts: list[Assignment] = field(default_factory=list)
    lead_in: Item | None = None
    named: Counter[tuple[int, int, int]] = field(default_factory=Counter)
    ended: int = -1
    over: bool = False


def own_section(item: Item) -> Section | None:
    """Return the section that an item opens, None where it has no label."""
    if not item.label or not item.sections:
        return None
    last = item.sections[-1]
    return last if last.span.start <= item.span.start <= last.span.start + len(item.label) + 8 else None


_PARTY = re.compile(r"(?:Đảng ủy|Tỉnh ủy|Thành ủy|Ban Thường vụ|Các (?:cấp|đảng|tỉnh) ủy)")


def leads_others(words: str, frame: Frame) -> bool:
    """Tell whether `Lãnh đạo Ủy ban nhân dân tỉnh …` is what a Party committee is to do, not who heads a body."""
    names = frame.actors.names if frame.actors else ()
    return words.startswith("Lãnh đạo ") and any(_PARTY.match(name) for name in names)


_DASHED = 4
"""The level of dashes in the outline."""


def stands_in(item: Item) -> Section | None:
    """Return the section that an item stands in or opens; a paragraph below a dash stands where the dash does."""
    around = [s for s in item.sections if item.label or s.level < _DASHED]
    return around[-1] if around else None


# A conclusion on one province says whom it means once: "1. Tỉnh cần …", then "2. Rà soát …".
_PROVINCE = re.compile(r"(?:Tỉnh|Thành\s+phố)(?:\s+[^\W\d_]+){0,4}?\s+(?:cần|phải)\s")


def charge_around(item: Item, words: str, actors: ActorList | None, state: State) -> None:
    """Let the province that must act in an item act in all of the section around it."""
    if actors is not None and len(item.sections) > 1 and _PROVINCE.match(words):
        around = (item.part, item.sections[-2].span.start)
        state.chapeaux.setdefault(around, Frame(actors, rule="province above"))
