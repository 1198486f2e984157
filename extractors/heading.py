"""The heading of each part: who issued it, under which number, when, to whom, signed by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import dropwhile, takewhile

from corpus.knowledge import Knowledge
from corpus.places import Place
from extractors import Extractor
from extractors.handwriting import ocr_confidence
from extractors.headings.copies import kind_of_copy, note_on_copy, without_copy_head
from extractors.headings.letterhead import (
    COMMITTEES,
    as_in_body,
    bodies_of,
    day_of,
    is_blank,
    is_party_office,
    mark_of,
    named,
    number_of,
    place_and_date,
)
from extractors.headings.lists import addressees_of, recipients_of
from extractors.headings.lost_heads import acting_bodies, only_province, own_type
from extractors.headings.signature import (
    Signature,
    digital_signature_of,
    received_stamp_of,
    signature_at_foot,
    signature_of,
    signature_of_file,
)
from extractors.layout.front import type_name, type_pattern
from extractors.layout.lines import Line
from extractors.layout.parts import ANNEX, Layout, annex_title, layout
from extractors.layout.titles import is_label
from normalizers.folding import fold_in_place
from pipeline.document import Document, Heading, Note, Part, Span

_SUBJECT = re.compile(r"^(?:v\s*/\s*v|v\.v|về\s*việc|ve\s*viec|về)\b\s*[:.]?\s*", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\s*(?:\[\d{1,2}\]|<sup>.*?</sup>|\(\*+\))\s*")
_ISSUED_BY = re.compile(r"của\s+", re.IGNORECASE)
_ABOUT = re.compile(r"\svề\s", re.IGNORECASE)
_ISSUED_ABOUT = re.compile(r"^của\s[^.;:]{3,90}?\s(?=về\s)", re.IGNORECASE)
_LEVELS = "tỉnh|thành phố|huyện|quận|thị xã|xã|phường"
_LEVEL = re.compile(rf"(?:{_LEVELS})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues a paper: canonical name, name as printed, the body above; `clear` unless it had to be inferred."""

    name: str | None = None
    written: str | None = None
    parent: str | None = None
    clear: bool = True


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
        heading = _of_paper(parted, part, index, knowledge)
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
    context = _Context(parted, knowledge, day_of(issued), place)
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
    if front.kind is not None:
        lines = annex_title(parted)
        return _joined(lines[_lines_of_issuer(lines) :])
    return _joined(front.lines("subject"))


def _lines_of_issuer(lines: Sequence[Line]) -> int:
    """Return how many lines below the type name only the issuer: `CỦA BỘ CHÍNH TRỊ`, or with `về` the title too."""
    return int(bool(lines) and _ISSUED_BY.match(lines[0].text) is not None and not _ABOUT.search(lines[0].text))


def _joined(lines: Sequence[Line]) -> str | None:
    text = " ".join(" ".join(line.text.split()) for line in lines)
    text = _NOTE_MARK.sub(" ", text).strip(" ,.*:-–_")
    text = _ISSUED_ABOUT.sub("", text, count=1)
    return _SUBJECT.sub("", text, count=1).strip() or None


class _Context:
    """What surrounds the fields of one paper: its lines, the day, the province it comes from."""

    def __init__(self, parted: Layout, knowledge: Knowledge, on: date | None, place: str | None) -> None:
        self._parted = parted
        self._knowledge = knowledge
        self._on = on
        self._body = "\n".join(line.text for line in parted.body)
        # Where `Kính gửi` is lost, the list of those addressed still stands above the first sentence.
        after_list = dropwhile(lambda line: line.text[0] in "-–+•", parted.body)
        self._opening = "\n".join(line.text for line in takewhile(lambda line: not is_label(line.text), after_list))
        self._bodies = bodies_of(parted.front.lines("issuer"))
        self._province = self._province_of(place)

    def issuer(self, signature: Signature) -> Issuer:
        """Return who issues the paper, from the head, else from what the signature and the body say."""
        if central := self._by_central_party(signature):
            return Issuer(self._named(central), central)
        if self._bodies:
            written = self._bodies[-1]
            if len(self._bodies) == 1:
                return Issuer(self._named(written), written)
            above = self._bodies[-2]
            if (committee := COMMITTEES.get(fold_in_place(written))) is not None:
                return Issuer(f"{committee} {self._named(above)}", f"{written} {above}", self._named(above))
            full = f"{written} {above}" if is_party_office(written, above) else self._central_office(written, above)
            return Issuer(self._named(full), written, self._named(above))
        return self._inferred(signature)

    def _central_office(self, written: str, above: str) -> str:
        """Return the name of an office of the Central Committee, which the line above its name completes."""
        whole = f"{written} TRUNG ƯƠNG"
        of_party = fold_in_place(above).startswith("ban chap hanh trung uong")
        return whole if of_party and self._knowledge.agencies.by_name(whole) else written

    def kind(self, symbol: str | None) -> str | None:
        """Return the type of the paper: as printed, else công văn where it has an addressee, else as its body says."""
        front = self._parted.front
        if front.kind is not None:
            return type_name(front.kind, self._knowledge.document_types.names)
        if front.addressees or front.lines("subject"):
            return "công văn"
        types = self._knowledge.document_types
        coded = types.by_code(re.split(r"[-/]", symbol)[0]) if symbol else ()
        return coded[0].name.lower() if len(coded) == 1 else own_type(self._body, types.names)

    def _by_central_party(self, signature: Signature) -> str | None:
        """Return which of the bodies that share the head BAN CHẤP HÀNH TRUNG ƯƠNG issues a paper.

        The line below the type tells it (KẾT LUẬN ⏎ CỦA BỘ CHÍNH TRỊ), else the signature. It also stands for a lost
        head.
        """
        head = fold_in_place(self._bodies[-1]) if self._bodies else ""
        if head and not head.startswith("ban chap hanh trung uong"):
            return None
        title = self._parted.front.title
        match = _ISSUED_BY.match(title[0].text) if title else None
        named = _ABOUT.split(title[0].text[match.end() :])[0].strip(" .:*") if match else None
        return named or (signature.behalf if head else None)

    def _inferred(self, signature: Signature) -> Issuer:
        acting = acting_bodies(self._opening, self._knowledge, self._on)
        behalf = signature.behalf
        if behalf:
            fuller = next((name for name in acting if name.lower().startswith(behalf.lower())), None)
            return Issuer(self._named(fuller or self._levelled(behalf)), behalf, clear=False)
        if acting:
            return Issuer(self._named(acting[-1]), acting[-1], clear=False)
        return Issuer(clear=False)

    def _levelled(self, name: str) -> str:
        """Return the name of a committee with the level the body gives it: `ỦY BAN NHÂN DÂN` of a `tỉnh`."""
        if _LEVEL.search(name):
            return name
        named = rf"(?:{re.escape(name)}|UBND|HĐND|địa\s+bàn)\s+({_LEVELS})\b"
        match = re.search(named, self._body, re.IGNORECASE)
        return f"{name} {match[1].lower()}" if match else name

    def _named(self, written: str) -> str:
        in_body = as_in_body(written, self._body) if written.isupper() else None
        return named(in_body or written, self._knowledge, self._province, self._on)

    def _province_of(self, place: str | None) -> Place | None:
        places = self._knowledge.places
        for written in reversed(self._bodies):
            if found := places.province_in(written, self._on):
                return found
        if place and (known := places.by_name(place.removeprefix("TP. ").removeprefix("TP."), self._on)):
            return known[0] if len(known) == 1 else None
        back = self._parted.back
        recipients = "\n".join(line.text for line in back.recipients) if back else ""
        return only_province(self._body, self._knowledge, self._on) or (
            None if self._bodies else only_province(recipients, self._knowledge, self._on)
        )


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
