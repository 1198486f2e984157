"""When and where a paper was issued, as far as its own text tells: what its relative dates and names hang on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.knowledge import Knowledge
from corpus.places import Place
from extractors.letters import UPPER
from extractors.times.dates import find_dates
from pipeline.document import Document, Span

_HEAD_LENGTH = 2_500
_OPENING_LENGTH = 8_000

# "Đắk Lắk, ngày 18 tháng 11 năm 2025"; the day is blank in drafts, and a broken line may stand inside.
_PLACE_AND_DATE = re.compile(
    rf"""(?P<place>(?-i:[{UPPER}])[^\n,]{{1,40}}),\s{{0,3}}ngày\s{{0,6}}(?P<day>\d{{1,2}})?[\s.…]{{0,8}}
        tháng\s{{0,6}}(?P<month>\d{{1,2}})\s{{1,4}}năm\s{{1,4}}(?P<year>\d{{4}})""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGNED_AT = re.compile(r"(?:Thời gian ký|Ngày ký)\s*:\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
# A date that belongs to a number ("số 630/KH-BCA-V05 ngày 28/12/2022"): a paper is no older than what it cites.
_OF_A_NUMBER = re.compile(r"/[A-ZĐ][\w&./-]*,?\s{1,4}(?=ngày\s)")


@dataclass(frozen=True, slots=True)
class Issuance:
    """What a paper's own dates hang on.

    `day` is the printed day of issue; `earliest` the first day it can have been issued on, where the day is blank or
    lost: the first of the printed month, or the day of the youngest document it cites.
    """

    day: date | None = None
    earliest: date | None = None
    place: Place | None = None


def find_issuance(document: Document, knowledge: Knowledge) -> Issuance:
    """Return when and where the first document of a file was issued."""
    text = document.text.value
    day, earliest = _issued_on(text)
    earliest = earliest or _youngest_citation(text)
    return Issuance(day, earliest, _place(document, knowledge, day or earliest))


def head_of(document: Document) -> Span:
    """Return the head of the first part; where none is marked, the first characters of the text."""
    head = document.parts[0].zone("head") if document.parts else None
    return head if head else Span(0, min(_HEAD_LENGTH, len(document.text.value)))


def _issued_on(text: str) -> tuple[date | None, date | None]:
    match = _PLACE_AND_DATE.search(text, 0, _HEAD_LENGTH)
    if match:
        day = _date(match["year"], match["month"], match["day"] or "1")
        return (day if match["day"] else None), day
    signed = _SIGNED_AT.search(text, 0, _HEAD_LENGTH)
    day = _date(signed[3], signed[2], signed[1]) if signed else None
    return day, day


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _youngest_citation(text: str) -> date | None:
    return max(_cited_dates(text), default=None)


def _cited_dates(text: str) -> Iterator[date]:
    for match in _OF_A_NUMBER.finditer(text):
        printed = next(find_dates(text, match.end(), min(match.end() + 40, len(text))), None)
        if printed and printed.full:
            yield printed.full


def _place(document: Document, knowledge: Knowledge, on: date | None) -> Place | None:
    """Return the province of the issuer.

    The issuer's name in the head says it, else the line of place and date, else the title or the signature, else the
    one province that the text names with its kind.
    """
    text = document.text.value
    places = knowledge.places
    head = head_of(document).of(text)
    line = _PLACE_AND_DATE.search(text, 0, _HEAD_LENGTH)
    before = head[: line.start()] if line and line.end() <= len(head) else head[:300]
    for stretch in (_issuer_lines(before), line["place"] if line else ""):
        place = places.province_in(stretch, on) if stretch else None
        if place is None or (place.name == "Hà Nội" and _central(before)):
            continue
        # Where the head is lost, a paper signed in the capital is of the city only if it speaks of the city.
        lost = place.name == "Hà Nội" and not before.strip()
        return _standing(place, knowledge, on) if not lost or _only_province(document, knowledge, on) == place else None
    if line:
        return None
    return _only_province(document, knowledge, on)


_CENTRAL = re.compile(
    r"^\W*(?:BỘ\s(?!CHỈ HUY)|CHÍNH PHỦ|THỦ TƯỚNG|VĂN PHÒNG CHÍNH PHỦ|QUỐC HỘI|BAN CHẤP HÀNH TRUNG|ĐẢNG CỘNG SẢN|CỤC\s|"
    r"TỔNG CỤC|THANH TRA CHÍNH PHỦ|NGÂN HÀNG NHÀ NƯỚC VIỆT|ỦY BAN TRUNG ƯƠNG|TÒA ÁN NHÂN DÂN TỐI|"
    r"VIỆN KIỂM SÁT NHÂN DÂN TỐI)",
    re.MULTILINE | re.IGNORECASE,
)
_MOTTO = re.compile(r"CỘNG\s+H[ÒO][AÀ]\s+XÃ.{0,80}?(?:Hạnh\s+phúc|$)", re.DOTALL | re.IGNORECASE)


def _issuer_lines(head: str) -> str:
    return _MOTTO.sub(" ", head)


def _central(head: str) -> bool:
    return bool(_CENTRAL.search(_issuer_lines(head)))


def _only_province(document: Document, knowledge: Knowledge, on: date | None) -> Place | None:
    """Return the province that a headless paper speaks of as such: `trên địa bàn tỉnh Tây Ninh`, `Sở Y tế Hà Nội`."""
    text = document.text.value
    counts = Counter(_with_kind(text[:_OPENING_LENGTH], knowledge, on)) or Counter(_of_bodies(text, knowledge, on))
    (first, best), (_, second) = [*counts.most_common(2), (None, 0), (None, 0)][:2]
    # A paper of the State speaks of all provinces more than of one.
    return first if best > max(second, len(_ALL_PROVINCES.findall(text))) else None


_ALL_PROVINCES = re.compile(
    r"tỉnh,\s+thành\s+phố\s+trực\s+thuộc\s+[Tt]rung\s+ương|(?:[Bb]ộ|[Bb]ộ\s+trưởng),\s+(?:Thủ\s+trưởng\s+)?cơ\s+quan\s+ngang\s+[Bb]ộ"
)


def _with_kind(text: str, knowledge: Knowledge, on: date | None) -> Iterator[Place]:
    for found in knowledge.places.find(text, on):
        if text[found.start : found.end].lower().startswith(("tỉnh", "thành phố")):
            yield _standing(found.values[-1], knowledge, on)


def _standing(place: Place, knowledge: Knowledge, on: date | None) -> Place:
    """Return the province that a former one went into: a paper that amends one of the former is issued there."""
    gone = place.valid_to is not None and on is not None and place.valid_to < on
    return knowledge.places.successor_of(place.name) or place if gone else place


def _of_bodies(text: str, knowledge: Knowledge, on: date | None) -> Iterator[Place]:
    for found in knowledge.agencies.find(text, on):
        if found.place is not None and found.place.level == "tỉnh":
            yield found.place
