"""The heading of each part: who issued it, under which number, when, to whom, signed by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.knowledge import Knowledge
from extractors import Extractor
from extractors.handwriting import ocr_confidence
from extractors.headings.copies import kind_of_copy, note_on_copy, without_copy_head
from extractors.headings.enclosures import completed
from extractors.headings.letterhead import day_of, is_blank, mark_of, number_of, place_and_date
from extractors.headings.lists import addressees_of, recipients_of
from extractors.headings.signature import (
    Signature,
    digital_signature_of,
    received_stamp_of,
    signature_at_foot,
    signature_of,
    signature_of_file,
)
from extractors.headings.surroundings import ABOUT, ISSUED_BY, Surroundings
from extractors.layout.front import type_pattern
from extractors.layout.lines import Line
from extractors.layout.parts import ANNEX, Layout, annex_title, layout
from pipeline.document import Document, Heading, Note, Part, Span

_SUBJECT = re.compile(r"^(?:v\s*/\s*v|v\.v|về\s*việc|ve\s*viec|về)\b\s*[:.]?\s*", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\s*(?:\[\d{1,2}\]|<sup>.*?</sup>|\(\*+\))\s*")
# Whose conclusion at which meeting is what a notice is about, and no issuer: KẾT LUẬN CỦA PHÓ THỦ TƯỚNG … TẠI CUỘC HỌP.
_SPOKEN_AT = re.compile(r"cua .{5,90} tai (?:cuoc hop|buoi|hoi nghi|phien hop|cuoc lam viec)\b")
_ISSUED_ABOUT = re.compile(r"^của\s[^.;:]{3,90}?\s(?=(?:về|v/v)\s)", re.IGNORECASE)


def find(document: Document, knowledge: Knowledge) -> Sequence[Heading | Note]:
    """Find the heading of each part, and note what the paper leaves open."""
    types = type_pattern(knowledge.document_types.names)
    found: list[Heading | Note] = []
    original: Heading | None = None
    for index, part in enumerate(document.parts):
        parted = layout(document.text.value, part, types)
        if not parted.lines:
            continue
        if part.kind == "annex":
            found.append(_of_annex(parted, part, index, types))
            continue
        parted, copied_as = without_copy_head(parted)
        heading = completed(_of_paper(parted, part, index, knowledge), document, index, knowledge)
        found += _notes(heading, parted, index)
        if copied_as:
            found.append(Note("copied", "info", "Bản sao, số của bản sao: {}.", (copied_as,), heading.span))
        if part.kind == "copy" and original is not None:
            kind = kind_of_copy(parted.lines) or "sao"
            heading = replace(heading, doc_type=kind, title=None)
            found.append(note_on_copy(heading, original, kind))
        original = original or heading
        found.append(_with_engine_confidence(_signed(heading, document, parted), document, parted))
    return found


def _signed(heading: Heading, document: Document, parted: Layout) -> Heading:
    """Return a heading with the digital signature that stands at the foot, or that only the file holds."""
    signature = heading.digital_signature or signature_at_foot(parted.lines)
    if signature is None and heading.part == 0:
        signature = signature_of_file(document.notes, heading.signer_name)
    return replace(heading, digital_signature=signature)


def _with_engine_confidence(heading: Heading, document: Document, parted: Layout) -> Heading:
    """Return a heading no surer than the OCR engine is of its number and date."""
    spans = [line.span for line in parted.front.lines("number", "date")]
    told = [sure for span in spans if (sure := ocr_confidence(document, span)) is not None]
    return replace(heading, confidence=min([heading.confidence, *told]))


HEADING = Extractor("heading", find)


def _of_annex(parted: Layout, part: Part, index: int, types: re.Pattern[str]) -> Heading:
    """Return the heading of an annex: its type, its title, and the number of the paper where its head prints it."""
    lines = annex_title(parted)
    kind, title = "phụ lục", lines
    if lines and (match := types.match(lines[0].folded)) and not match["rest"].strip(" :."):
        kind, title = lines[0].text.lower().strip(" .:"), lines[1:]
    elif len(lines) > 1 and ANNEX.match(lines[0].folded):
        title = lines[1:]
    number, symbol = number_of(parted.front.lines("number"))
    return Heading(
        span=part.zone("title") or parted.lines[0].span,
        rule="annex",
        confidence=0.8,
        part=index,
        number=number,
        symbol=symbol,
        doc_type=kind,
        title=_joined(title),
        digital_signature=digital_signature_of(parted.front.lines("digital_signature")),
    )


def _of_paper(parted: Layout, part: Part, index: int, knowledge: Knowledge) -> Heading:
    front = parted.front
    number, symbol = number_of(front.lines("number"))
    place, issued = place_and_date(front.lines("date"))
    back = parted.back
    signature = signature_of(back.signature) if back else Signature()
    context = Surroundings(parted, knowledge, day_of(issued), place)
    issuer = context.issuer(signature)
    kind = context.kind(symbol)
    return Heading(
        span=_span(parted),
        rule="head" if front.head else "body",
        confidence=0.95 if issuer.clear else 0.6,
        part=index,
        issuer=issuer.name,
        issuer_as_written=issuer.written,
        parent=issuer.parent,
        number=number,
        symbol=symbol,
        doc_type=kind,
        title=_title(parted),
        place=place,
        date=issued,
        addressees=addressees_of(front.addressees),
        signer_name=signature.name,
        signer_title=signature.title,
        signed_for=signature.signed_for,
        recipients=recipients_of(back.recipients) if back else (),
        digital_signature=digital_signature_of(front.lines("digital_signature")),
        received_stamp=received_stamp_of(front.lines("received_stamp")),
        urgency=mark_of(front.lines("urgency")),
        secrecy=mark_of(front.lines("secrecy")),
    )


def _span(parted: Layout) -> Span:
    front, lines = parted.front, parted.lines
    if front.length:
        return Span(lines[0].span.start, lines[front.length - 1].span.end)
    back = parted.back
    line = lines[back.start] if back else lines[0]
    return line.span


def _title(parted: Layout) -> str | None:
    front = parted.front
    if front.title:
        lines = annex_title(parted)
        if front.kind and lines and _SPOKEN_AT.match(lines[0].folded):
            return _joined((front.kind, *lines))
        return _joined(lines[_lines_of_issuer(lines) :])
    return _joined(front.lines("subject"))


def _lines_of_issuer(lines: Sequence[Line]) -> int:
    """Return how many lines below the type name only the issuer: `CỦA BỘ CHÍNH TRỊ`, or with `về` the title too."""
    return int(bool(lines) and ISSUED_BY.match(lines[0].text) is not None and not ABOUT.search(lines[0].text))


def _joined(lines: Sequence[Line]) -> str | None:
    text = " ".join(" ".join(line.text.split()) for line in lines)
    text = _NOTE_MARK.sub(" ", text).strip(" ,.*:-–_")
    text = _ISSUED_ABOUT.sub("", text, count=1)
    return _SUBJECT.sub("", text, count=1).strip() or None


def _notes(heading: Heading, parted: Layout, index: int) -> Iterator[Note]:
    if index:
        return
    front = parted.front
    if not front.head:
        yield Note("head_lost", "warning", "Văn bản mất phần đầu (cơ quan ban hành, số, ngày).", span=heading.span)
    if heading.issuer is None or heading.confidence < 0.9:
        guess = heading.issuer or "chưa rõ"
        yield Note(
            "issuer_uncertain",
            "warning",
            "Cơ quan ban hành không in ở đầu văn bản; suy từ nội dung và chữ ký: {}.",
            (guess,),
            heading.span,
        )
    numbers = front.lines("number")
    if numbers and heading.number is None and is_blank(numbers):
        yield Note("number_blank", "info", "Số văn bản để trống.", span=numbers[0].span)
    elif numbers and heading.number is None:
        yield Note(
            "number_unreadable", "warning", "Không đọc được số văn bản: {}.", (numbers[0].text,), numbers[0].span
        )
    if front.lines("date") and (heading.date is None or len(heading.date) < 10):
        yield Note("date_partial", "info", "Ngày ban hành để trống hoặc không đủ.", span=front.lines("date")[0].span)
