"""The stage `resolve`: facts joined to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.knowledge import Knowledge
from corpus.places import Place
from extractors.citations.antecedents import tie
from extractors.citations.dating import date_conflicts
from extractors.citations.identity import UNKNOWN, has_no_place, issuer_at_home, issuer_of_code, key_of, same_number
from extractors.citations.issuers import home_of
from extractors.citations.mentions import is_law
from extractors.citations.nesting import nest
from extractors.tasks.linking import link
from pipeline.document import Document, Heading, Reference, Span


def resolve(document: Document, knowledge: Knowledge) -> Document:
    """Join the facts of a document.

    A paper's mentions of its own number go; short mentions are tied to the full one; every mention gets a key, a
    status, and where papers contradict themselves a note; deadlines are joined to the tasks they limit.
    """
    own = tuple(reference for reference in document.references if not _is_own(reference, document))
    tied = tie(own, document, knowledge)
    dated, notes = date_conflicts(tied, document)
    nested = nest(document, dated, knowledge)
    home = _home(document, knowledge)
    issued = tuple(replace(reference, issuer=_issuer(reference, home, knowledge)) for reference in nested)
    keyed = tuple(_keyed(reference, issued, knowledge) for reference in issued)
    named = tuple(map(_without_year_of_name, keyed))
    return link(replace(document, references=named, notes=(*document.notes, *notes)), knowledge)


def _is_own(reference: Reference, document: Document) -> bool:
    """Tell whether a mention is of the paper it stands in, or in an annex of the paper the annex belongs to."""
    part = _part_of(reference.span, document)
    home = part
    while home > 0 and document.parts[home].kind == "annex":
        home -= 1
    return any(_names(heading, reference) for heading in document.headings if heading.part in (part, home))


def _part_of(span: Span, document: Document) -> int:
    return next((i for i, part in enumerate(document.parts) if part.span.covers(span)), 0)


def _names(heading: Heading, reference: Reference) -> bool:
    if not same_number(heading.number, reference.number):
        return False
    return heading.date is None or reference.date is None or heading.date[:7] == reference.date[:7]


def _home(document: Document, knowledge: Knowledge) -> Place | None:
    """Return the province whose own offices issue a paper: the head of the paper names it."""
    issuer = document.heading.issuer if document.heading else None
    home = home_of(document, knowledge)
    printed = knowledge.places.province_in(issuer) if issuer else None
    return home if home and printed and home.name == printed.name else None


def _issuer(reference: Reference, home: Place | None, knowledge: Knowledge) -> str | None:
    """Return the issuer as printed, else as the code of the number tells it."""
    return reference.issuer or issuer_of_code(reference.number, knowledge) or issuer_at_home(reference, home, knowledge)


def _keyed(reference: Reference, all_references: Sequence[Reference], knowledge: Knowledge) -> Reference:
    """Return a reference with its key, and its status where none is set yet."""
    if reference.key is not None:
        return reference
    full = reference
    if reference.antecedent is not None:
        anchor = all_references[reference.antecedent]
        full = replace(
            reference,
            number=anchor.number if anchor.number else reference.number,
            issuer=reference.issuer or anchor.issuer,
            date_resolved=reference.date_resolved or reference.date or anchor.date_resolved or anchor.date,
            title=anchor.title if not anchor.number else reference.title,
        )
    key = key_of(full, knowledge)
    status = reference.status
    known = UNKNOWN not in key.split("|")[1:] and not (full.issuer and has_no_place(full.issuer, knowledge))
    if status == "unresolved" and known:
        status = "resolved"
    resolved = full.date_resolved if full.date_resolved != reference.date else reference.date_resolved
    return replace(reference, key=key, status=status, date_resolved=resolved)


def _without_year_of_name(reference: Reference) -> Reference:
    """Return a law without a date where only a year is printed: it belongs to the name (`Luật Đất đai năm 2024`)."""
    if not is_law(reference.doc_type) or reference.number or len(reference.date or "") != 4:
        return reference
    return replace(reference, date=None, date_resolved=reference.date_resolved or reference.date)
