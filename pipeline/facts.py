"""What a paper says: the facts that extractors find, and the notes for a person.

Spans index the `value` of the document's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.text import Span

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something a paper says, and where.

    `segments` are the runs of a span that a footnote or a page break interrupts; empty for an unbroken span.
    """

    span: Span
    rule: str
    confidence: float
    segments: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class DigitalSignature:
    """What a printed signature block says: who, for which body, when (as printed, ISO 8601 where it is a time)."""

    signer: str | None
    organisation: str | None
    signed_at: str | None


@dataclass(frozen=True, slots=True)
class ReceivedStamp:
    """The receiver's "đến" stamp; its number and date are never the document's own."""

    number: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Fact):
    """Who issued a part, under which number, when, to whom, signed by whom. `part` indexes `document.parts`.

    `number` is the whole code (`938/KH-UBND`), None when blank; `symbol` what follows the running number.
    `date` is ISO 8601, partial where the paper is ("2025-10").
    """

    part: int = 0
    issuer: str | None = None
    issuer_as_written: str | None = None
    parent: str | None = None
    number: str | None = None
    symbol: str | None = None
    doc_type: str | None = None
    title: str | None = None
    place: str | None = None
    date: str | None = None
    addressees: tuple[str, ...] = ()
    signer_name: str | None = None
    signer_title: str | None = None
    signed_for: str | None = None
    recipients: tuple[str, ...] = ()
    digital_signature: DigitalSignature | None = None
    received_stamp: ReceivedStamp | None = None
    urgency: str | None = None
    secrecy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Fact):
    """A mention of another document: `span` covers type, number and date, `whole` the issuer and title too.

    The fields up to `pinpoint` are what this mention prints; those after it are what `resolve` adds. `nested_in` is the
    mention whose title this one stands in, `container_relation` what that other document does to this one; `antecedent`
    is the full mention that a short one repeats. Both index the document's references.
    """

    whole: Span | None = None
    doc_type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    relation: str = "dẫn chiếu"
    direction: Literal["out", "in"] = "out"
    extent: Literal["whole", "part"] = "whole"
    pinpoint: str | None = None
    antecedent: int | None = None
    nested_in: int | None = None
    container_relation: str | None = None
    key: str | None = None
    date_resolved: str | None = None
    status: Literal["resolved", "ambiguous", "unresolved", "conflict"] = "unresolved"
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Fact):
    """A limit or period that governs what the paper asks for.

    `rrule` is RFC 5545; `offset` an ISO 8601 duration, whose days are counted as working days where `working_days`
    says so: ISO 8601 has no word for them.
    """

    kind: Literal["absolute", "range", "recurring", "relative", "period"]
    start_date: date | None = None
    end_date: date | None = None
    inclusive: bool | None = None
    rrule: str | None = None
    anchor: str | None = None
    offset: str | None = None
    working_days: bool = False
    tentative: bool = False
    observance: bool = False
    what: str | None = None
    agencies: tuple[str, ...] = ()
    report_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Fact):
    """A task and the bodies it is given to. `deadlines` index `document.deadlines`; `section` is the outline path."""

    agencies: tuple[str, ...] = ()
    agency_as_written: str | None = None
    role: str = "thực hiện"
    partners: tuple[str, ...] = ()
    deadlines: tuple[int, ...] = ()
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMention(Fact):
    """A body named in the text: its canonical name, and the level it stands at ("trung ương", "tỉnh", "xã" …)."""

    name: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know. `message` is a Vietnamese template whose `{}` the `values` fill."""

    code: str
    severity: Severity
    message: str
    values: tuple[str, ...] = ()
    span: Span | None = None
