"""Who is told after a task: on a line below it, `Cơ quan chủ trì: …`, or in its last words, `… (Sở Y tế chủ trì)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.bodies.actors import Actors
from extractors.bodies.enumerations import ActorList, as_written
from extractors.bodies.subjects import Subjects
from extractors.predicates import acts
from extractors.structure import Item
from extractors.tasks.lead_patterns import (
    ACCORDING,
    HELPS,
    LABEL,
    LAST,
    LAST_ENDS,
    LAST_LABEL,
    LAST_VERB,
    LEADS_WITH,
    OVER,
)
from extractors.tasks.leads import Lead
from extractors.tasks.roles import asking_verb
from pipeline.document import Assignment, Document, Span

_NEXT_ITEM = 12
"""Characters between two items of one list: the end of a line and a label."""
_LONGEST_LAST = 320
"""Characters in which a paragraph may tell at its end whose it is."""


def read_label(actors: Actors, span: Span) -> Lead | None:
    """Return the bodies of a line such as `Cơ quan phối hợp: …`; the verb is the role it gives them."""
    match = LABEL.match(actors.text, span.start, span.end)
    if match is None:
        return None
    told = Span(match.end(), span.end)
    found = actors.read(told.start, told.end) or _unlisted(actors, told, labelled=True)
    if found is None:
        return None
    leads = LEADS_WITH.match(actors.text, found.end, span.end)
    others = actors.read(leads.end(), span.end) if leads else None
    done = others.end if others else leads.end() if leads else found.end
    helped = HELPS.match(actors.text, done, span.end) if others else None
    only = leads is not None and OVER.match(actors.text, helped.end() if helped else done, span.end) is not None
    if acts(actors.text, found.end, span.end) and not only and not ACCORDING.match(actors.text, found.end):
        return None
    role = "chủ trì" if only else " ".join((match["role"] or match["alone"]).lower().split())
    return Lead(found, role, found.end, "label")


def read_last(actors: Actors, span: Span, *, bare: bool) -> Lead | None:
    """Return who owns a task or a topic by words after it: `… (Sở Y tế chủ trì)`; with `bare`, by names alone."""
    opening = LAST.search(actors.text, max(span.start, span.end - _LONGEST_LAST), span.end)
    if opening is None:
        return None
    label = LAST_LABEL.match(actors.text, opening.end(), span.end)
    at = label.end() if label else opening.end()
    found = actors.read(at, span.end) or _unlisted(actors, Span(at, span.end), labelled=label is not None)
    if found is None:
        return None
    verb = LAST_VERB.match(actors.text, found.end, span.end)
    if verb is None and not LAST_ENDS.match(actors.text, found.end, span.end):
        return None
    charged = label is not None and label.group().strip() != "do"
    if not (verb or charged) and (label or not bare or _is_named_before(actors, Span(span.start, opening.start()))):
        return None
    leads = any(said and said["role"] and "trì" in said["role"] for said in (label, verb))
    role = "chủ trì" if leads else asking_verb(label["giao"]) if label and label["giao"] else None
    return Lead(found, role, span.start, "told last")


def _unlisted(actors: Actors, told: Span, *, labelled: bool) -> ActorList | None:
    """Return bodies that no table holds, up to what they do, `Bảo tàng tỉnh thực hiện`, or below a label to the end."""
    ends = LAST_VERB.search(actors.text, told.start, told.end)
    ends = ends or (LAST_ENDS.search(actors.text, told.start, told.end) if labelled else None)
    return Subjects(actors).read(told.start, ends.start()) if ends else None


def _is_named_before(actors: Actors, before: Span) -> bool:
    """Tell whether words end with a body, of which the bracket after it says more: `gửi Bộ Tư pháp (Vụ Pháp chế)`."""
    last = [named.actors[-1] for named in actors.find(before.start, before.end) if named.end == before.end]
    return any(not a.collective or actors.text.startswith(("các", "Các"), a.span.start) for a in last)


def labelled(
    drafts: Sequence[Assignment], label: Lead, line: Item, document: Document, *, partners: tuple[str, ...] = ()
) -> tuple[Assignment, ...]:
    """Return drafts with the bodies of a label put to the last of them, or to the whole list that the last one ends.

    `partners` are those that the label names beside its own bodies.
    Below `Các nội dung gồm: + … + …` it stands on the level of the words that lead in to the list.
    """
    first = len(drafts) - 1
    while label.verb != "phối hợp" and first > 0 and _is_listed(drafts[first - 1], drafts[first], line, document):
        first -= 1
    told = tuple(_told(draft, label, document.text.value, partners) for draft in drafts[first:])
    # "Cơ quan chủ trì: A." and below it "Cơ quan thực hiện: B.": B carries out what A leads.
    led = drafts[first:] if label.verb == "thực hiện" and all(_is_led(draft) for draft in drafts[first:]) else ()
    return (*drafts[:first], *led, *(replace(d, role="thực hiện", partners=partners) if led else d for d in told))


def _is_led(draft: Assignment) -> bool:
    """Tell whether a label has said already who leads a task."""
    return draft.rule == "label" and draft.role == "chủ trì"


def _is_listed(draft: Assignment, following: Assignment, line: Item, document: Document) -> bool:
    """Tell whether a draft without bodies goes on in the next one, in a list that a label stands below."""
    inner = [section for section in document.outline if section.span.covers(draft.span)]
    level = line.sections[-1].level if line.sections else 0
    apart = following.span.start - draft.span.end
    return not draft.agencies and bool(inner) and inner[-1].level > level > 0 and apart < _NEXT_ITEM


def _told(draft: Assignment, label: Lead, text: str, partners: tuple[str, ...]) -> Assignment:
    if label.verb == "phối hợp":
        return replace(draft, partners=tuple(dict.fromkeys((*draft.partners, *label.actors.names))))
    return replace(
        draft,
        agencies=label.actors.names,
        partners=tuple(dict.fromkeys((*draft.partners, *partners))),
        agency_as_written=as_written(label.actors.actors, text),
        role="chủ trì" if label.verb == "chủ trì" else draft.role,
        rule="label",
        confidence=0.85,
    )
