"""Garbled codes: the marks that codes and abbreviations lost, given back where the tables know one code alone.

Figures and the shape of a code stay: only letters with a bar are told (`ND-CP`, `HDND`, and `BD` that was read for Đ).
Once the words are read back, codes are mended anew by their grammar: now the words before them tell what they are of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.knowledge import Knowledge
from corpus.language.letters import bare
from corpus.tables import cells
from normalizers import Normalizer, codes
from pipeline.document import Document, Edit

RULE = "garble"

# ND of 30/2020/ND-CP, HDND, TTg; small letters alone are words.
_PIECE = re.compile(r"(?<![^\W\d_])[A-Z]{2,}[A-Za-z]{0,8}(?![^\W\d_])")
_AFTER_NUMBER = re.compile(r"\d[/-]$")
# What English OCR makes of Đ, beside D.
_BARRED = ("BD", "B")


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes by their letters without marks, where one code alone has them: those of types, and all of them."""

    types: Mapping[str, str]
    every: Mapping[str, str]


@lru_cache(maxsize=4)
def codes_of(knowledge: Knowledge) -> Codes:
    """Return the codes of types, bodies and units, and the abbreviations."""
    types = set(knowledge.document_types.codes)
    bodies = {
        part for agency in knowledge.agencies.all for code in cells(agency.code) for part in (code, *code.split("-"))
    }
    units = {unit.code for unit in knowledge.unit_codes.all}
    shorts = {abbreviation.short for abbreviation in knowledge.abbreviations.all}
    return Codes(_by_bare(types), _by_bare(types | bodies | units | shorts))


def _by_bare(codes: Iterable[str]) -> dict[str, str]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code in codes:
        found[bare(code)].add(code)
    return {letters: next(iter(rivals)) for letters, rivals in found.items() if len(rivals) == 1}


def with_marks(read: str, codes: Codes) -> str:
    """Return a code or an abbreviation with the marks of the only codes it can be made of."""
    return _PIECE.sub(lambda match: _marked(match.group(), codes, first=_is_first(read, match.start())), read)


def _is_first(read: str, at: int) -> bool:
    return bool(_AFTER_NUMBER.search(read[:at]))


def _marked(piece: str, codes: Codes, *, first: bool) -> str:
    table = codes.types if first and piece in codes.types else codes.every
    if piece in table:
        return table[piece]
    rivals = {
        table[other] for sign in _BARRED if piece.startswith(sign) and (other := "D" + piece[len(sign) :]) in table
    }
    barred = {rival for rival in rivals if rival.startswith("Đ")}
    return barred.pop() if len(barred) == 1 and len(piece) > len("BD") else piece


def propose(document: Document, knowledge: Knowledge) -> Sequence[Edit]:
    """Mend the codes of a paper of which some was read back."""
    return codes.propose(document, knowledge) if any(edit.rule == RULE for edit in document.text.edits) else ()


NORMALIZER = Normalizer("garbled_codes", 66, propose)
