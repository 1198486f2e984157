"""Who issues a paper and of what type it is, from its head, else from its signature, its body and its recipients."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, takewhile

from corpus.agencies import Agency
from corpus.knowledge import Knowledge
from corpus.places import Place
from extractors.headings.letterhead import (
    COMMITTEES,
    as_in_body,
    bodies_of,
    is_party_office,
    issuer_lines,
    named,
    number_of,
)
from extractors.headings.lost_heads import acting_bodies, only_province, own_type, telling_body
from extractors.headings.signature import Signature
from extractors.layout.front import type_name
from extractors.layout.parts import Layout
from extractors.layout.titles import TERM, is_label
from normalizers.folding import fold_in_place

ISSUED_BY = re.compile(r"của\s+", re.IGNORECASE)
ABOUT = re.compile(r"\s(?:về|v/v)\s", re.IGNORECASE)
_CENTRAL_PARTY = re.compile(r"bo chinh tri|ban bi thu|ban chap hanh|ban thuong vu|tinh uy|thanh uy")
_LEVELS = "tỉnh|thành phố|huyện|quận|thị xã|xã|phường"
# Half of a name, the other half of which a crawl lost: the committee without its place, the place without it.
_COMMITTEE = re.compile(r"(?:uy ban|hoi dong|vien kiem sat|toa an) nhan dan|ubnd|hdnd")
_HALF = re.compile(
    rf"{_COMMITTEE.pattern}|(?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong) (?!(?:uy|doan|doi|khu|hoi)\b)[^,]*"
)
# As the grounds of a decision name who makes it: "Ủy ban nhân dân ban hành Quyết định …".
_OF_PROVINCE = re.compile(r"(?:chu tich )?(?:uy ban|hoi dong) nhan dan")
_JOINT = re.compile(r"\b(?:lien (?:tich|nganh|bo)|phoi hop)\b")
_LEVEL = re.compile(rf"(?:{_LEVELS})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues a paper: canonical name, name as printed, the body above; `clear` unless it had to be inferred."""

    name: str | None = None
    written: str | None = None
    parent: str | None = None
    clear: bool = True


class Surroundings:
    """What surrounds the fields of one paper: its lines, the day, the province it comes from."""

    def __init__(self, parted: Layout, knowledge: Knowledge, on: date | None, place: str | None) -> None:
        self._parted = parted
        self._knowledge = knowledge
        self._on = on
        self._body = "\n".join(line.text for line in parted.body)
        # Where `Kính gửi` is lost, the list of those addressed still stands above the first sentence.
        after_list = tuple(dropwhile(lambda line: line.text[0] in "-–+•", parted.body))
        first = takewhile(lambda line: not is_label(line.text), after_list[1:])  # the first may have a label itself
        self._opening = "\n".join(line.text for line in (*after_list[:1], *first))
        self._bodies = bodies_of(issuer_lines(parted.front.head))
        self._province = self._province_of(place)

    def issuer(self, signature: Signature) -> Issuer:
        """Return who issues the paper, from the head, else from what the signature and the body say."""
        if central := self._by_central_party(signature):
            return Issuer(self._named(central), central)
        if self._bodies:
            written = self._bodies[-1]
            if len(self._bodies) == 1:
                return self._alone(written, signature)
            above = self._bodies[-2]
            if (committee := COMMITTEES.get(fold_in_place(written))) is not None:
                return Issuer(f"{committee} {self._named(above)}", f"{written} {above}", self._named(above))
            if self._is_joint():
                return Issuer(", ".join(map(self._named, self._bodies)), ", ".join(self._bodies))
            full = f"{written} {above}" if is_party_office(written, above) else self._central_office(written, above)
            return Issuer(self._named(full), written, self._named(above))
        return self._inferred(signature)

    def _alone(self, written: str, signature: Signature) -> Issuer:
        """Return the issuer whose name is all that a head prints of bodies, completed where half of it was lost."""
        half = fold_in_place(written)
        if not _HALF.fullmatch(half):
            return Issuer(self._named(written), written)
        coded = [agency.name for agency in self._coded()]
        printed = (self._decider(), signature.behalf, *coded)
        whole = next((name for name in printed if name and half in fold_in_place(name) and len(name) > len(half)), None)
        if whole is None and coded and not any(fold_in_place(name).startswith(half) for name in coded):
            return Issuer(self._named(coded[0]), written, self._named(self._levelled(written)), clear=False)
        if whole is None and not _COMMITTEE.match(half):
            committee = "HỘI ĐỒNG" if self.kind(None) == "nghị quyết" else "ỦY BAN"
            return Issuer(self._named(f"{committee} NHÂN DÂN {written}"), written, clear=False)
        whole = whole or self._levelled(written)
        return Issuer(self._named(whole), written, clear=whole != written)

    def _is_joint(self) -> bool:
        """Tell whether all bodies of the head issue the paper: each has its code in the number, as liên tịch has it."""
        kind = self._parted.front.kind
        if kind is None or _JOINT.search(kind.folded) is None:
            return False
        coded = set(self._coded())
        return all(coded.intersection(self._knowledge.agencies.by_name(body)) for body in self._bodies)

    def _decider(self) -> str | None:
        """Return the body of who decides, printed above the grounds, without his post: ỦY BAN NHÂN DÂN TỈNH …."""
        lines = takewhile(lambda line: not TERM.match(line.folded), self._parted.front.authority)
        text = " ".join(line.text.strip(" ,.") for line in lines)
        return self._knowledge.agencies.body_of(text) if text else None

    def _coded(self) -> tuple[Agency, ...]:
        """Return the bodies that the pieces of the number's code stand for."""
        _, symbol = number_of(self._parted.front.lines("number"))
        pieces = re.split(r"[-/]", symbol) if symbol else []
        if pieces and self._knowledge.document_types.by_code(pieces[0]):
            pieces = pieces[1:]  # CT is Chỉ thị and Cục Thuế
        return tuple(agency for piece in pieces for agency in self._knowledge.agencies.by_code(piece, self._on))

    def _central_office(self, written: str, above: str) -> str:
        """Return the name of an office of the Central Committee, which the line above its name completes."""
        whole = f"{written} TRUNG ƯƠNG"
        of_party = fold_in_place(above).startswith("ban chap hanh trung uong")
        return whole if of_party and self._knowledge.agencies.by_name(whole) else written

    def kind(self, symbol: str | None) -> str | None:
        """Return the type of the paper: as printed, else công văn where it has an addressee, else as its body says.

        A telegram has addressees too, and calls itself `Công điện này`.

        A line `VỀ VIỆC …` in capitals is the title of a paper whose type is lost: letters print what they are about
        in small letters.
        """
        front = self._parted.front
        if front.kind is not None:
            return type_name(front.kind, self._knowledge.document_types.names)
        subject = front.lines("subject")
        types = self._knowledge.document_types
        if front.addressees or (subject and not subject[0].upper):
            return "công điện" if own_type(self._body, self._opening, types.names) == "công điện" else "công văn"
        coded = types.by_code(re.split(r"[-/]", symbol)[0]) if symbol else ()
        if len(coded) == 1:
            return coded[0].name.lower()
        return own_type(self._body, self._opening, types.names) or ("công văn" if subject else None)

    def _by_central_party(self, signature: Signature) -> str | None:
        """Return which of the bodies that share the head BAN CHẤP HÀNH TRUNG ƯƠNG issues a paper.

        The line below the type tells it (KẾT LUẬN ⏎ CỦA BỘ CHÍNH TRỊ), else the signature. It also stands for a lost
        head.
        """
        head = fold_in_place(self._bodies[-1]) if self._bodies else ""
        if head and not head.startswith("ban chap hanh trung uong"):
            return None
        title = self._parted.front.title
        match = ISSUED_BY.match(title[0].text) if title else None
        named = ABOUT.split(title[0].text[match.end() :])[0].strip(" .:*") if match else None
        if named and not head and not _CENTRAL_PARTY.match(fold_in_place(named)):
            return None  # THÔNG BÁO KẾT LUẬN ⏎ CỦA PHÓ THỦ TƯỚNG … TẠI …: whose words an office tells
        return named or (signature.behalf if head else None)

    def _inferred(self, signature: Signature) -> Issuer:
        if decider := self._decider():
            return Issuer(self._named(decider), decider)
        acting = acting_bodies(self._opening, self._knowledge, self._on)
        behalf = signature.behalf
        if behalf:
            fuller = next((name for name in acting if name.lower().startswith(behalf.lower())), None)
            return Issuer(self._named(fuller or self._levelled(behalf)), behalf, clear=False)
        acting = acting or tuple(filter(None, [telling_body(self._body, self._knowledge, self._on)]))
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
        if self._province and _OF_PROVINCE.fullmatch(fold_in_place(written)):
            written = f"{written} {self._province.kind}"
        in_body = as_in_body(written, self._body) if written.isupper() else None
        return named(in_body or written, self._knowledge, self._province, self._on)

    def _province_of(self, place: str | None) -> Place | None:
        places = self._knowledge.places
        for written in reversed(self._bodies):
            if found := places.province_in(written, self._on):
                return found
        if place and (known := places.by_name(place.removeprefix("TP. ").removeprefix("TP."), self._on)):
            return known[0] if len(known) == 1 else None
        title = "\n".join(line.text for line in self._parted.front.title)
        if titled := only_province(title, self._knowledge, self._on):
            return titled
        back = self._parted.back
        recipients = "\n".join(line.text for line in back.recipients) if back else ""
        return only_province(self._body, self._knowledge, self._on) or (
            None if self._bodies else only_province(recipients, self._knowledge, self._on)
        )
