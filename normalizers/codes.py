"""Codes and dates: blanks inside them, dashes, digits read as letters, and type and body codes read wrongly.

A code is changed only where the tables of types and bodies make it near certain; digits are never changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus.knowledge import Knowledge
from corpus.language.letters import bare
from corpus.tables import cells
from normalizers import Normalizer
from normalizers.beliefs import Beliefs
from normalizers.dates import AFTER_WORD, DIGITS, mend_dates
from pipeline.document import Document, Edit, Span

_PIECE = r"[A-ZĐƯ|\d] [A-ZĐƯa-zđạ\d|]{0,20} (?: & [A-ZĐƯ][\wĐ]* )?"
# "Số: 938 /KH-UBND", "17/NQ- CP", "44 – KL/TW", "s6 37-NQ/TU", "O5/CT-UBND", "l2/2025/NĐ-CP", "44-KIL/TW",
# "02./SYT-VP", "45KH-UBND", "45JKH-UBND", "72/2025QH15".
_CODE = re.compile(
    rf"""
    (?: {AFTER_WORD} | (?<![\w/.,–-]) )
    (?: (?P<label> [Ss][^\W\d_] | [Ss]\d | SO | SÔ | SỐ ) (?P<after_label> [:.]?[\ ]{{1,3}} ) )?
    (?P<number> [\dOoIl|]{{1,6}} (?: \.\d{{1,2}} | (?<=\d)[a-d] )? )
    (?: (?P<year_sign> [\ ]?/[\ ]? ) (?P<year> [12l][\dOolI]{{3}} ) )?
    (?P<first_sign> [\ ]?[/–—-][\ ]? | \.[\ ]?/ | J? (?= [A-ZĐ]{{2,4}}-[A-ZĐ] | QH[\dI] ) )
    (?P<first> {_PIECE} )
    (?: (?P<second_sign> [\ ]?[–—/-][\ ]? ) (?P<second> {_PIECE} ) (?P<rest> (?: [-/.][A-ZĐƯ][\w&]* )* ) )?
    (?! \w | [-/]\w )
    """,
    re.VERBOSE,
)
# "QH15" as OCR reads it: QHI5, QHIS, QHIS5, UBTVQHI15; and "TTg": TTEg, TTeg, TTạg, TIg, TTq, TTs.
_ASSEMBLY = re.compile(r"(?P<house>(?:UBTV)?QH)(?P<term>[\dIl|OS]{2,3})")
_PRIME_MINISTER = re.compile(r"T[TIl1F][EFcreạ]?[gq9s]")
# TW, which all codes with a W end in: IW, TVW.
_CENTRAL = re.compile(r"[TIl1F]V?W\Z")
_TERM_DIGITS = str.maketrans("OIl|S", "01115")
_TERMS = frozenset(map(str, (10, *range(12, 17))))  # of two digits, for which 11 is no doubled one
_DASHES = str.maketrans("–—", "--")

# What OCR takes for each other in capitals, besides marks.
_CONFUSED = tuple(
    frozenset(group) for group in ("DĐO0Q", "Il1|LTJ", "B8E", "S5", "CGO", "Z2", "gq9", "UVƯ", "MNH", "PFR", "ĐB")
)
_SAME_SHAPE = str.maketrans("Đ0QOIl1|85", "DDDDIIIIBS")

_NAME_REACH = 30
# Shorter codes are too much alike: QU is Quân ủy, not a misread ĐU. But none has an O.
_TELLING = 4
# So long a code with one letter wrong is hardly another body's.
_LONG = 6


@dataclass(frozen=True)
class _Codes:
    """The codes of types, bodies and units."""

    types: frozenset[str]
    bodies: frozenset[str]
    units: frozenset[str]

    def known(self, piece: str) -> bool:
        """Tell whether a piece of a symbol is a code as it stands; a term's number after it does not matter."""
        stem = piece.rstrip("0123456789")
        return piece in self.types or piece in self.units or piece in self.bodies or stem in self.bodies

    @cached_property
    def by_bare(self) -> dict[str, tuple[str, ...]]:
        """Codes by their letters without marks."""
        found: dict[str, tuple[str, ...]] = {}
        for code in sorted(self.types | self.bodies):
            found[bare(code)] = (*found.get(bare(code), ()), code)
        return found

    @cached_property
    def by_shape(self) -> dict[str, tuple[str, ...]]:
        """Codes by what is left of them when marks and look-alikes are one."""
        found: dict[str, tuple[str, ...]] = {}
        for code in sorted(self.types | self.bodies):
            found[_shape(code)] = (*found.get(_shape(code), ()), code)
        return found


def propose(document: Document, knowledge: Knowledge) -> list[Edit]:
    """Propose codes and dates as they must have been printed."""
    text = document.text.value
    codes = _codes(knowledge)
    edits: list[Edit] = []
    for match in _CODE.finditer(text):
        if (edit := _code_edit(text, match, codes, knowledge)) is not None:
            edits.append(edit)
    for edit in mend_dates(text, Beliefs.of(document, plain=0.0).is_read):
        if not any(edit.span.overlaps(other.span) for other in edits):
            edits.append(edit)
    return sorted(edits, key=lambda edit: edit.span)


def _code_edit(text: str, match: re.Match[str], codes: _Codes, knowledge: Knowledge) -> Edit | None:
    number = match["number"]
    if not any(map(str.isdigit, number)) and match["label"] is None:
        return None
    named = _types_named_before(text, match.start("number"), knowledge)
    pieces = [_repaired(piece, codes, named) for piece in (match["first"], match["second"]) if piece]
    pieces[0] = _parted(match, pieces[0], codes)
    if not _is_code(match, pieces, codes):
        return None
    label = match["label"] or ""
    start = match.start("number")
    new = _written(match, [piece for piece, _ in pieces])
    if label and not label.isupper() and label not in ("số", "Số") and new.count("/") + new.count("-") > 0:
        start = match.start()
        new = ("Số" if label[0] == "S" else "số") + match["after_label"] + new
    old = text[start : match.end()]
    confidence = min((sure for _, sure in pieces), default=1.0)
    return Edit(Span(start, match.end()), old, new, "codes:code", confidence) if new != old else None


def _parted(match: re.Match[str], piece: tuple[str, float], codes: _Codes) -> tuple[str, float]:
    """Return a piece with the hyphen that a type and a body lost between them: "03/2024/TTBTP"."""
    first = piece[0]
    if codes.known(first) or "/" not in match["first_sign"] or match["second"]:
        return piece
    found = [
        f"{first[:at]}-{first[at:]}"
        for at in range(2, len(first) - 1)
        if first[:at] in codes.types and first[at:] in codes.bodies
    ]
    return (found[0], 0.95) if len(found) == 1 else piece


def _is_code(match: re.Match[str], pieces: list[tuple[str, float]], codes: _Codes) -> bool:
    """Tell whether a match is a code beyond doubt: `n/TYPE-BODY`, `n/BODY-UNIT`, `n-TYPE/BODY`, `n/yyyy/QH15`."""
    first = pieces[0][0]
    loose = any(" " in (match[sign] or "") for sign in ("year_sign", "first_sign", "second_sign"))
    if match["first_sign"] in ("", "J"):  # in the place of a slash
        if len(pieces) == 1:
            return match["year"] is not None and bool(_ASSEMBLY.fullmatch(first))
        return first in codes.types and codes.known(pieces[1][0])
    if len(pieces) == 1:
        tight_or_labelled = not loose or match["label"] is not None
        if first.partition("-")[0] in codes.types and first.partition("-")[2] in codes.bodies:
            return tight_or_labelled
        return tight_or_labelled and "/" in match["first_sign"] and first.rstrip("0123456789") in codes.bodies
    second = pieces[1][0]
    if "/" in match["first_sign"]:
        first = first.partition("-")[0]
        return (first in codes.types or first in codes.bodies) and (not loose or codes.known(second))
    return "/" in match["second_sign"] and first in codes.types and (not loose or codes.known(second))


def _written(match: re.Match[str], pieces: list[str]) -> str:
    """Write a code without blanks, its dashes as hyphens, its numbers in digits."""
    written = match["number"].translate(DIGITS)
    if match["year"]:
        written += "/" + match["year"].translate(DIGITS)
    written += (match["first_sign"].strip(" .J").translate(_DASHES) or "/") + pieces[0]
    if len(pieces) > 1:
        written += match["second_sign"].strip().translate(_DASHES) + pieces[1] + match["rest"]
    return written


def _repaired(piece: str, codes: _Codes, named: tuple[str, ...]) -> tuple[str, float]:
    """Return a piece as it must have been printed and how sure that is; as it stands where several codes fit.

    `named` are the codes of the type of document that is named before the number: "Kết luận số 44-KIL/TW".
    """
    if codes.known(piece) or "Ư" in piece:  # TƯ for Trung ương is printed so
        return piece, 1.0
    if fixed := _fixed(piece, codes):
        return fixed, 0.95
    stem = piece.rstrip("0123456789")
    alike = codes.by_bare.get(bare(piece))
    if alike and len(alike) == 1:
        return alike[0], 0.97
    alike = codes.by_shape.get(_shape(piece), ())
    alike = alike if len(piece) >= _TELLING or "O" in piece else tuple(code for code in alike if code in named)
    if len(alike) == 1:
        return alike[0], 0.95
    alike = codes.by_bare.get(bare(stem))
    if alike and len(alike) == 1 and len(stem) > 1:
        return alike[0] + piece[len(stem) :], 0.95
    rivals = named if len(piece) < _LONG else codes.bodies
    near = [code for code in rivals if _is_misread(piece, code)]
    return (near[0], 0.95) if len(near) == 1 else (piece, 1.0)


def _fixed(piece: str, codes: _Codes) -> str:
    """Return a piece that by its form can be one code alone."""
    if _PRIME_MINISTER.fullmatch(piece):
        return "TTg"
    if assembly := _ASSEMBLY.fullmatch(piece):
        term = _term(assembly["term"])
        return assembly["house"] + term if term else ""
    found = (_CENTRAL.sub("TW", piece), piece.replace("ĐĐ", "Đ"))
    return next((code for code in found if code in codes.types or code in codes.bodies), "")


def _term(read: str) -> str:
    """Return the term of a National Assembly, one of its digits perhaps read twice; nothing where it can be none."""
    term = re.sub(r"(\d)(?=\1)", "", read.translate(_TERM_DIGITS))
    return term if term in _TERMS else ""


@lru_cache(maxsize=4096)
def _is_misread(piece: str, code: str) -> bool:
    """Tell whether OCR may read `code` as `piece`: one letter confused or read twice, or a stroke too many."""
    if len(piece) == len(code):
        wrong = [(one, two) for one, two in zip(piece, code, strict=True) if bare(one) != bare(two)]
        return len(wrong) == 1 and any(set(wrong[0]) <= group for group in _CONFUSED)
    if len(piece) == len(code) + 1:
        return piece.replace("II", "H") == code or any(
            (char in "Il1|.J" or _shape(char) == _shape(before)) and piece[:at] + piece[at + 1 :] == code
            for at, (before, char) in enumerate(zip(f" {piece}", piece, strict=False))
        )
    return False


def _shape(code: str) -> str:
    return bare(code).translate(_SAME_SHAPE)


def _types_named_before(text: str, offset: int, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the codes of the type whose name stands right before a number: "Kết luận số "."""
    before = " ".join(text[max(0, offset - _NAME_REACH) : offset].lower().split())
    before = re.sub(r" ?s[^\s\d]:?$| ?s\d:?$", "", before)
    types = knowledge.document_types
    name = next((name for name in types.names if before.endswith(name.lower())), None)
    return tuple(kind.code for kind in types.by_name(name) if kind.code) if name else ()


@lru_cache(maxsize=4)
def _codes(knowledge: Knowledge) -> _Codes:
    bodies = {
        part for agency in knowledge.agencies.all for code in cells(agency.code) for part in (code, *code.split("-"))
    }
    units = {unit.code for unit in knowledge.unit_codes.all}
    return _Codes(frozenset(knowledge.document_types.codes), frozenset(bodies), frozenset(units))


NORMALIZER = Normalizer("codes", 50, propose)
