"""Which document is meant: keys under which a held document and the mentions of it meet, in whatever order they arrive.

A document is known by its number, the series it is numbered in, and the period after which the series restarts:
Party numbers restart with each term, State numbers each year (or carry the year in the code), and local series exist in
every province. What a mention leaves open is "?": it stands for every document that fits, or for the only one there is.
Where it was said narrows that: a paper cites nothing younger than itself, and a local series that it does not name is
one of its own province.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date as Day
from functools import lru_cache

from corpus.knowledge import Knowledge
from corpus.places import Places
from normalizers.folding import fold

OPEN = "?"
TERM = "khóa "  # begins the period of a Party document
NATION = "*"  # the code itself says whose series it is

YEAR_IN_CODE = re.compile(r"^\d+ ((?:19|20)\d\d) ")
PART_OF_A_BODY = re.compile(r"^(ban thuong vu|thuong truc|ban chap hanh|chu tich|pho chu tich) (?=\w)")
COMMUNE = re.compile(r"\b(?:xã|phường|đặc khu|thị trấn) [^,;()]+$")
CODE_PARTS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Key:
    """What identifies a document; `issuer` and `period` may be open.

    Of an open key, `near` is the province and `until` the year of the paper that speaks so, "" where they say nothing.
    Of a closed one, `since` is the first day it may have been issued on, and `province` that of its issuer.
    """

    number_key: str
    issuer: str
    period: str
    near: str = ""
    until: str = ""
    since: str = ""
    province: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether several documents may fit."""
        return OPEN in (self.issuer, self.period)

    def admits(self, other: Key) -> bool:
        """Tell whether `other` may be what this key means."""
        return (
            self.number_key == other.number_key
            and self.issuer in (OPEN, other.issuer)
            and self.period in (OPEN, other.period)
            and (not self.until or other.since[:4] <= self.until)
            and (not self.near or other.province in ("", self.near))
        )


def number_key(code: str) -> str:
    """Return a code as it is compared: `09-CT/TW`, `09 ct tw` and `9-CT/TW` give `9 ct tw`."""
    parts = CODE_PARTS.findall(fold(code))
    return " ".join(p.lstrip("0") or "0" if p.isdigit() else p for p in parts)


def key_of(number: str | None, issuer: str | None, date: str | None, title: str | None, knowledge: Knowledge) -> Key:
    """Return the key of a numbered document, or of one known by its name alone."""
    if not number:
        return Key(f"= {fold(title or '')}", OPEN, date[:4] if date else OPEN)
    key = number_key(number)
    national = _is_national(number, knowledge)
    series = NATION if national else _numbering_body(issuer) if issuer else OPEN
    province = province_of(issuer, knowledge) if issuer and not national else ""
    if match := YEAR_IN_CODE.match(f"{key} "):
        return Key(key, series, match[1], since=f"{match[1]}-01-01", province=province)
    if not date:
        return Key(key, series, OPEN, province=province)
    term = knowledge.party_terms.at(_first_day(date)) if _is_party(number) else None
    period = f"{TERM}{term.numeral}" if term else date[:4]
    since = term.first.isoformat() if term and term.first else f"{date[:4]}-01-01"
    return Key(key, series, period, since=since, province=province)


def said_in(key: Key, near: str, until: str) -> Key:
    """Return an open key as a paper of a province and a year says it; a closed one says all by itself."""
    if not key.is_open or key.number_key.startswith("="):
        return key
    return replace(
        key,
        near=near if key.issuer == OPEN else "",
        until=until if key.period == OPEN else "",
        since="",
        province="",
    )


def province_of(issuer: str, knowledge: Knowledge) -> str:
    """Return today's province of a local body, folded; "" where the name does not tell, or could be of several."""
    return _province_of(issuer, knowledge.places)


@lru_cache(maxsize=4096)
def _province_of(issuer: str, places: Places) -> str:
    place = places.province_in(issuer)
    name = place.name if place else None
    if name is None and (match := COMMUNE.search(issuer)):
        parents = {commune.parent for commune in places.by_name(match[0])}
        name = parents.pop() if len(parents) == 1 else None
    today = places.successor_of(name) if name else None
    return fold(today.name) if today else ""


def context_of(issuer: str | None, place: str | None, date: str | None, knowledge: Knowledge) -> tuple[str, str]:
    """Return from which province (folded) and in which year a paper speaks, "" for what it does not say.

    A central body speaks of no province, wherever it sits; of Hà Nội, where most of them sit, the place says nothing.
    """
    until = (date or "")[:4]
    near = province_of(issuer, knowledge) if issuer else ""
    if near or not place or not issuer:
        return near, until
    central = any(agency.level == "trung ương" for agency in knowledge.agencies.by_name(issuer))
    there = "" if central else province_of(place, knowledge)
    return ("" if there == "ha noi" else there), until


def fact_id(sha256: str, kind: str, words: str, occurrence: int) -> str:
    """Return an id that a second reading of the same paper gives the same fact: by its words, not by its offsets."""
    return hashlib.sha256(f"{sha256}|{kind}|{words}|{occurrence}".encode()).hexdigest()[:20]


def _numbering_body(issuer: str) -> str:
    """Return the body whose register an issuer's papers are numbered in: a chairman's is that of his committee."""
    return PART_OF_A_BODY.sub("", fold(issuer))


def _first_day(date: str) -> Day:
    """Return the first day that a date, whole or partial ("2025-10"), may mean."""
    return Day.fromisoformat(f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10])


def _is_party(number: str) -> bool:
    """Tell a Party code by its hyphen before the slash: `09-CT/TW`."""
    return re.match(r"\s*\d+\s*[-–]\s*[^\W\d_]+\s*/", number) is not None


def _is_national(number: str, knowledge: Knowledge) -> bool:
    """Tell whether the code names one central body, so that no issuer is needed to know the series."""
    codes = [c for c in re.split(r"[-/–\s\d]+", number) if c]
    if len(codes) > 1 and knowledge.document_types.by_code(codes[0]):
        del codes[0]  # CT is a directive in 09-CT/TW, and the tax office in 5331/CT-CS
    bodies = [body for code in codes for body in knowledge.agencies.by_code(code)]
    return bool(bodies) and all(body.level == "trung ương" for body in bodies)
