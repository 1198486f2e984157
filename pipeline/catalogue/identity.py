"""Which document is meant: keys under which a held document and the mentions of it meet, in whatever order they arrive.

A document is known by its number, the series it is numbered in, and the period after which the series restarts:
Party numbers restart with each term, State numbers each year (or carry the year in the code), and local series exist in
every province. What a mention leaves open is "?": it stands for every document that fits, or for the only one there is.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date as Day

from corpus.knowledge import Knowledge
from normalizers.folding import fold

OPEN = "?"
NATION = "*"  # the code itself says whose series it is

YEAR_IN_CODE = re.compile(r"^\d+ ((?:19|20)\d\d) ")
PART_OF_A_BODY = re.compile(r"^(ban thuong vu|thuong truc|ban chap hanh|chu tich|pho chu tich) (?=\w)")
CODE_PARTS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Key:
    """What identifies a document; `issuer` and `period` may be open."""

    number_key: str
    issuer: str
    period: str

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
    if match := YEAR_IN_CODE.match(f"{key} "):
        return Key(key, NATION if national else series, match[1])
    if not date:
        return Key(key, series, OPEN)
    term = knowledge.party_terms.at(_first_day(date)) if _is_party(number) else None
    return Key(key, series, f"khóa {term.numeral}" if term else date[:4])


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
