"""Lines that tell who carries out what stands above them: `Cơ quan chủ trì: …`, `Đơn vị phối hợp: …`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.bodies.enumerations import as_written
from extractors.structure import Item
from extractors.tasks.leads import Lead
from pipeline.document import Assignment, Document

_NEXT_ITEM = 12
"""Characters between two items of one list: the end of a line and a label."""


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
    return (*drafts[:first], *(_told(draft, label, document.text.value, partners) for draft in drafts[first:]))


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
