"""Short mentions tied to the full one: a paper cites in full once, then by type and number alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.knowledge import Knowledge
from corpus.named_documents import NamedDocument
from extractors.codes import read_code
from extractors.dating import contradicts
from extractors.identity import body_of, folded_number, key_of, same_name, same_number
from pipeline.document import Document, Reference


def tie(references: Sequence[Reference], document: Document, knowledge: Knowledge) -> tuple[Reference, ...]:
    """Return the references with antecedents, and with the candidates of those that can mean several documents."""
    day = _day(document.heading.date if document.heading else None)
    return tuple(_tied(index, references, day, knowledge) for index in range(len(references)))


def _tied(index: int, references: Sequence[Reference], day: date | None, knowledge: Knowledge) -> Reference:
    reference = references[index]
    fuller = [other for other in _matching(index, references) if _fullness(references[other]) > _fullness(reference)]
    distinct = _distinct(fuller, references)
    if len(distinct) > 1:
        keys = tuple(dict.fromkeys(key_of(references[other], knowledge) for other in distinct))
        return replace(reference, status="ambiguous", candidates=keys)
    if distinct:
        return replace(reference, antecedent=distinct[0])
    return (
        reference
        if reference.number and reference.rule != "short-number"
        else _known_by_name(reference, day, knowledge)
    )


def _matching(index: int, references: Sequence[Reference]) -> list[int]:
    """Return the other mentions that can be of the same document, in order."""
    reference = references[index]
    return [i for i, other in enumerate(references) if i != index and _compatible(reference, other)]


def _compatible(short: Reference, other: Reference) -> bool:
    if not _same_number(short, other):
        return False
    if short.date and other.date and not (other.date.startswith(short.date) or contradicts(short, other)):
        return False
    return not (short.issuer and other.issuer) or body_of(short.issuer) == body_of(other.issuer)


def _same_number(short: Reference, other: Reference) -> bool:
    if short.number is None:
        return other.number is None and same_name(short, other)
    if other.number is None:
        return False
    if short.rule != "short-number":
        return same_number(short.number, other.number)
    code = read_code(other.number)
    running = code is not None and folded_number(code.running) == folded_number(short.number)
    return running and short.doc_type == other.doc_type


def _fullness(reference: Reference) -> int:
    """Return how much of a document a mention tells; a bare number least."""
    if reference.rule == "short-number":
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
