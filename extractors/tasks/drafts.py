"""The assignment that an item makes: whose it is by its own words and by the frame it stands in, and with whom."""

from __future__ import annotations

from extractors.bodies.actors import Actors
from extractors.bodies.enumerations import ActorList, as_written, together
from extractors.structure import Item
from extractors.tasks.frames import Frame, State
from extractors.tasks.labels import labelled
from extractors.tasks.leads import Lead, TaskLeads
from extractors.tasks.partners import find_partners
from extractors.tasks.roles import read_role
from pipeline.document import Assignment, Document


class Drafts:
    """Drafts the assignments of one document, and completes them by the labels that follow."""

    def __init__(self, document: Document, actors: Actors, leads: TaskLeads) -> None:
        self._document = document
        self._actors = actors
        self._text = document.text.value
        self._leads = leads

    def assignment(self, item: Item, lead: Lead | None, frame: Frame) -> Assignment:
        """Return what an item asks of those whom it names, or of those of its frame."""
        actors = lead.actors if lead else frame.actors
        generic = lead and frame.lead and lead.actors.generic
        if lead and frame.actors and (generic or _shortens(lead.actors, frame.actors)):
            actors = frame.actors
        start = lead.predicate if lead else item.span.start
        verb = lead.verb if lead and lead.verb else frame.lead
        if lead and actors is lead.actors:
            # A body spoken of in a later sentence takes nothing from those whom the whole list addresses.
            before = (frame.actors,) if lead.rule == "later" and lead.weak and frame.actors else ()
            others = () if lead.rule == "told last" else self._leads.also(item.span, lead.actors)
            actors = together((*before, lead.actors, *others))
        printed = actors.actors if actors else ()
        return Assignment(
            span=item.span,
            segments=item.segments,
            rule=lead.rule if lead and actors is not frame.actors else frame.rule if actors else "unassigned",
            confidence=(0.9 if lead and not lead.weak else 0.75) if actors else 0.4,
            agencies=actors.names if actors else (),
            agency_as_written=as_written(printed, self._text) if printed else None,
            role=read_role(verb, self._text[start : min(start + 400, item.span.end)]),
            partners=self._partners(item, actors, frame),
            section=item.path or None,
        )

    def _partners(self, item: Item, actors: ActorList | None, frame: Frame) -> tuple[str, ...]:
        """Return with whom an item is to be done; what its lead-in says of that holds for those it names."""
        names = actors.names if actors else ()
        told = frame.partners if frame.actors and frame.actors.names == names else ()
        return tuple(dict.fromkeys((*told, *find_partners(self._actors, item.span, names))))

    def complete(self, label: Lead, item: Item, state: State) -> None:
        """Put the bodies of a line such as `Cơ quan chủ trì: …` to the task above it, or to the list above it."""
        above = state.lead_in
        if above is None:
            return
        if not state.drafts or state.drafts[-1].span != above.span:
            state.drafts.append(self.assignment(above, None, Frame()))
        others = find_partners(self._actors, item.span, label.actors.names)
        state.drafts[:] = labelled(state.drafts, label, item, self._document, partners=others)


def _shortens(short: ActorList, full: ActorList) -> bool:
    """Tell whether one body calls another by the beginning of its name: `Chi bộ` below `Chi bộ Trường Mầm non …`."""
    return len(short.names) == len(full.names) == 1 and full.names[0].startswith(f"{short.names[0]} ")
