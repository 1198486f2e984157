"""Short mentions tied to the full one: a paper cites in full once, then by type and number alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.knowledge import Knowledge
from corpus.named_documents import NamedDocument
from extractors.citations.dating import contradicts
from extractors.citations.identity import SHORT, body_of, families, key_of, same_number
from pipeline.document import Document, Reference


def tie(references: Sequence[Reference], document: Document, knowledge: Knowledge) -> tuple[Reference, ...]:
    """Return the references with antecedents, and with the candidates of those that can mean several documents."""
    day = _day(document.heading.date if document.heading else None)
    alike = families(references)
    return tuple(_tied(i, [j for j in alike[i] if j != i], references, day, knowledge) for i in range(len(references)))


def _tied(
    index: int, alike: Sequence[int], references: Sequence[Reference], day: date | None, knowledge: Knowledge
) -> Reference:
    reference = references[index]
    fullness = _fullness(reference)
    fuller = [i for i in alike if _fullness(references[i]) > fullness and _compatible(reference, references[i])]
    distinct = _distinct(fuller, references)
    if len(distinct) > 1:
        keys = tuple(dict.fromkeys(key_of(references[other], knowledge) for other in distinct))
        return replace(reference, status="ambiguous", candidates=keys)
    if distinct:
        return replace(reference, antecedent=distinct[0])
    if reference.number and reference.rule != SHORT:
        return reference
    return _known_by_name(reference, day, knowledge)


def _compatible(first: Reference, second: Reference) -> bool:
    """Tell whether two mentions of one number or name can mean one document: no other date, no other issuer."""
    bare = SHORT in (first.rule, second.rule)
    if first.number and second.number and not bare and not same_number(first.number, second.number):
        return False
    if first.date and second.date and not (second.date.startswith(first.date) or contradicts(first, second)):
        return False
    return not (first.issuer and second.issuer) or body_of(first.issuer) == body_of(second.issuer)


def _fullness(reference: Reference) -> int:
    """Return how much of a document a mention tells; a bare number least."""
    if reference.rule == SHORT:
        return 0
    full_date = reference.date is not None and len(reference.date) == 10
    return 1 + full_date + (reference.issuer is not None) + (full_date and reference.title is not None)


def _distinct(indices: Sequence[int], references: Sequence[Reference]) -> list[int]:
    """Return the first and fullest mention of each document among `indices`."""
    found: list[int] = []
    for index in sorted(indices, key=lambda i: (-_fullness(references[i]), i)):
        if not any(_compatible(references[index], references[kept]) for kept in found):
            found.append(index)
    return found


def _known_by_name(reference: Reference, day: date | None, knowledge: Knowledge) -> Reference:
    """Return a document cited by name with what the tables know of it; of several versions those that can be meant."""
    name = f"{reference.doc_type} {reference.number or reference.title or ''}"
    known = [d for d in knowledge.named_documents.by_name(name, on=day) if d.issued and d.number]
    if reference.date is not None:
        known = [d for d in known if d.issued and d.issued.isoformat().startswith(reference.date)]
    keys = tuple(dict.fromkeys(_key(document) for document in known))
    if not keys:
        return reference
    if len(keys) > 1:
        return replace(reference, status="ambiguous", candidates=keys)
    issued = known[0].issued.isoformat() if known[0].issued else None
    resolved = issued if issued != reference.date else None
    return replace(reference, status="resolved", key=keys[0], candidates=keys, date_resolved=resolved)


def _key(document: NamedDocument) -> str:
    return document.key


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso and len(iso) == 10 else None
