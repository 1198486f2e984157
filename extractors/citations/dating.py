"""Dates of cited documents that contradict each other, or the number they stand beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.citations.codes import read_code
from extractors.citations.identity import body_of, families, same_number
from pipeline.document import Document, Note, Reference

_TWO_DATES = "{} được ghi hai ngày khác nhau: {} và {}."
_WRONG_YEAR = "{} ghi ngày {} nhưng số hiệu thuộc năm {}."
_FUTURE = "{} ghi ngày {}, sau ngày của văn bản viện dẫn ({})."


def date_conflicts(
    references: Sequence[Reference], document: Document
) -> tuple[tuple[Reference, ...], tuple[Note, ...]]:
    """Return the references, those with a contradicted date put right where the rest of the paper allows, and notes."""
    issued = document.heading.date if document.heading else None
    rivals = [_rivals(index, family, references) for index, family in enumerate(families(references))]
    dated = [_judged(index, rivals[index], references, issued) for index in range(len(references))]
    notes = [note for index in range(len(references)) for note in _notes(index, rivals[index], references, issued)]
    return tuple(dated), tuple(notes)


def _judged(index: int, rivals: Sequence[int], references: Sequence[Reference], issued: str | None) -> Reference:
    reference = references[index]
    if not rivals and not _wrong_year(reference):
        return reference
    every = [references[i] for i in (index, *rivals)]
    possible = [r.date for r in every if r.date and not _impossible(r.date, index, references, rivals, issued)]
    counts = Counter(possible).most_common(2)
    if len(counts) == 1 or (len(counts) == 2 and counts[0][1] > counts[1][1]):
        right = counts[0][0]
        if right == reference.date:
            return reference
        return replace(reference, status="conflict", date_resolved=right)
    return replace(reference, status="conflict")


def _impossible(
    date: str, index: int, references: Sequence[Reference], rivals: Sequence[int], issued: str | None
) -> bool:
    """Tell whether a document cannot bear a date: younger than a paper that cites it, or of another year's series."""
    if issued is not None and len(issued) == 10 and date > issued:
        return True
    code = read_code(references[index].number or "")
    if code is not None and code.year is not None and not date.startswith(str(code.year)):
        return True
    citing = [_container(i, references) for i in (index, *rivals)]
    return any(
        outer is not None and outer.date is not None and len(outer.date) == 10 and date > outer.date for outer in citing
    )


def _container(index: int, references: Sequence[Reference]) -> Reference | None:
    """Return the reference in whose title a mention stands."""
    span = references[index].span
    outer = [r for r in references[:index] if r.whole is not None and r.whole.covers(span) and r.span != span]
    return outer[-1] if outer else None


def _rivals(index: int, family: Sequence[int], references: Sequence[Reference]) -> list[int]:
    """Return the mentions of the same document that print another full date."""
    reference = references[index]
    if reference.date is None or len(reference.date) < 10 or reference.number is None:
        return []
    return [i for i in family if contradicts(reference, references[i])]


def contradicts(first: Reference, second: Reference) -> bool:
    """Tell whether two mentions print two full dates for what is one document."""
    if not same_number(first.number, second.number) or not first.date or not second.date:
        return False
    if first.date == second.date or len(second.date) < 10:
        return False
    if first.issuer and second.issuer and body_of(first.issuer) != body_of(second.issuer):
        return False
    code = read_code(first.number or "")
    # A series starts anew every year or term: other years are other documents, unless only the year was mistyped.
    one_series = code is not None and code.year is not None
    return one_series or first.date[:4] == second.date[:4] or first.date[4:] == second.date[4:]


def _wrong_year(reference: Reference) -> bool:
    code = read_code(reference.number) if reference.number else None
    return bool(code and code.year and reference.date and not reference.date.startswith(str(code.year)))


def _notes(index: int, rivals: Sequence[int], references: Sequence[Reference], issued: str | None) -> Iterator[Note]:
    reference = references[index]
    number, date = reference.number or "", reference.date or ""
    others = sorted({references[i].date or "" for i in rivals})
    for other in others:
        yield Note("conflicting_date", "warning", _TWO_DATES, (number, _printed(date), _printed(other)), reference.span)
    code = read_code(number)
    if code is not None and _wrong_year(reference):
        yield Note("conflicting_date", "warning", _WRONG_YEAR, (number, _printed(date), str(code.year)), reference.span)
    elif issued and len(issued) == len(date) == 10 and date > issued and not others:
        yield Note("future_date", "warning", _FUTURE, (number, _printed(date), _printed(issued)), reference.span)


def _printed(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))
