"""Document numbers as papers print them (`31/CT-TTg`, `12-NQ/TW`, `45/2019/QH14`), and as they are meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.document import Span

# Letters that look the same on paper: Cyrillic from other keyboards, the Icelandic Eth that old fonts print for Đ.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХУІЅЈÐ–—‑\u2212", "ABEKMHOPCTXYISJĐ----")
_LOOKALIKE_LETTERS = "АВЕКМНОРСТХУІЅЈÐ"
_DIGITS = str.maketrans("OolI", "0011")

# A running number: "31", "0124", "66.7" (a series inside one programme), "12a", "25-2303" (companies); OCR reads O for
# 0 and l for 1.
_RUNNING = r"(?:[0-9]{2}-[0-9]{3,5}(?=[ ]?/)|[0-9][0-9OolI]{0,5}|[lI][0-9]{1,4})(?:\.[0-9]{1,2})?[a-zđ]?"
_DASH = "[-–—‑\u2212]"
# Signs inside a code may have a blank or the end of a line on one side: "QĐ- TTg", "QĐ-BCA-⏎V05", "TT -BTC".
_BREAK = r"(?:[ ]{0,2}\n{1,2}[ ]{0,2}|[ ])"
_CAPITAL = rf"[A-ZĐ{_LOOKALIKE_LETTERS}]"
_LETTER = rf"[A-ZĐ0-9&{_LOOKALIKE_LETTERS}]"
# Segments with small letters (`TTg`, `CTrPH`, `QĐi`, `KTr2`) and those in capitals; a dot stands in `V.I`.
# A word may be stuck to a code: "QĐ-TTgcủa".
_MIXED = rf"(?:{_CAPITAL}{{2,}}[a-zđ]{{1,2}}?{_LETTER}*|{_CAPITAL}[a-zđ]{{1,2}}{_LETTER}+)"
_ENDS = r"(?:(?![\w&])|(?=(?:của|ngày)\b))"
# An office of several fields: "TTr-KT,HT&ĐT".
_FIELDS = rf"{_CAPITAL}+,{_CAPITAL}+&{_CAPITAL}+"
# The blank that some typists set before the term of the National Assembly: "254/2025/QH 15".
_ASSEMBLY = r"QH[ ]1[0-9](?![0-9/])"
_SOLID = rf"(?:{_ASSEMBLY}|{_MIXED}|{_FIELDS}|{_CAPITAL}{_LETTER}*(?:\.{_LETTER}+)*){_ENDS}"
_WIDE = rf"(?:{_MIXED}|{_FIELDS}|{_CAPITAL}{_LETTER}+){_ENDS}"
_JOIN = rf"(?:(?:[/.]|{_DASH}){_SOLID}|(?:(?:/|{_DASH}){_BREAK}|{_BREAK}(?:/|{_DASH}))(?:{_WIDE}))"
# What titles in capitals make of the segments with small letters.
_AS_WRITTEN = {"TTG": "TTg", "CTR": "CTr", "TTR": "TTr", "QĐI": "QĐi"}
_SHOUTED = re.compile(rf"(?<=[/-])(?:{'|'.join(_AS_WRITTEN)})(?=[/-]|$)")
# The dash of a Party number is left out at times: "12KH/TU", by the Youth Union always: "101 KH/TĐTN-BTC".
_YOUTH = r"(?:TW|T)?ĐTN(?:-[A-ZĐ]{2,8})?"
_LEFT_OUT = (
    r"[ ]?(?=(?:NQ|CT|KL|QĐ|QĐi|KH|HD|TB|BC|CTr|TTr|CV|ĐA|QC)"
    rf"/(?:TW|TU|HU|ĐU|[A-ZĐ]{{2,7}}T[WU]|{_YOUTH})(?![\w&-]))"
)
_FIRST = rf"(?:[ ]?{_DASH}{_BREAK}?|[ ]?/{_BREAK}?|{_BREAK}/|{_LEFT_OUT})"
# What stands before the first of several numbers with one symbol; elsewhere "năm 2025, 8/KH-UBND" is no list.
_LISTED = re.compile(r"(?:số|định|quyết|tư|thị|luận|hoạch|văn|bản|điện|báo|trình|lệnh)[ :\n]{1,3}$", re.IGNORECASE)
_YEAR = r"(?:19|20)[0-9]{2}"
_JOINT = re.compile(r"(?:TTLT|NQLT|KHPH|QCPH|KHLT|KHLN|HDLN|HDLT|CTrPH)(?![A-ZĐ])")


@dataclass(frozen=True, slots=True)
class Code:
    """A document number at `span`: `number` is the whole of it, without blanks and with lookalikes put right.

    `symbol` is what follows the running number (and the year), `segments` its parts between strokes and dashes.
    """

    span: Span
    number: str
    running: str
    year: int | None
    symbol: str

    @property
    def segments(self) -> tuple[str, ...]:
        """The parts of the symbol: `KH-BCA-V05` has three."""
        return tuple(part for part in re.split(r"[/-]", self.symbol) if part)

    @property
    def law(self) -> bool:
        """Tell whether the number is one that the National Assembly gives: `45/2019/QH14`, `08/2022/UBTVQH15`."""
        return re.search(r"(?:^|[/-])(?:UBTV)?QH\d|^L[/-]?CTN|^PL", self.symbol) is not None

    @property
    def joint(self) -> bool:
        """Tell whether the number is one that several bodies give together: `05/2011/TTLT-BCA-BQP`."""
        return _JOINT.match(self.symbol) is not None

    @property
    def party(self) -> bool:
        """Tell whether the number has the form of a Party paper, its type before the stroke: `12-NQ/TW`."""
        return self.year is None and self.number[len(self.running) : len(self.running) + 1] == "-"


def find_codes(text: str, start: int = 0, end: int | None = None) -> Iterator[Code]:
    """Yield the document numbers of `text[start:end]` in order, each element of `số 18, 19-NQ/TW` by itself."""
    for match in _expression().finditer(text, start, len(text) if end is None else end):
        yield from _of_list(match)


@lru_cache(maxsize=4096)
def read_code(text: str) -> Code | None:
    """Return the number that a text is, None where it is anything else."""
    match = _expression().fullmatch(text.strip())
    return next(_of_list(match)) if match else None


def canonical(printed: str) -> str:
    """Return a number without blanks, its dashes and lookalike letters put right, its case as printed."""
    solid = re.sub(r"\s+", "", unicodedata.normalize("NFC", printed)).translate(_LOOKALIKES)
    solid = _SHOUTED.sub(lambda match: _AS_WRITTEN[match.group()], solid)
    solid = re.sub(rf"^(\d+){_LEFT_OUT}", r"\1-", solid)
    head = re.match(rf"{_RUNNING}(?=[/-])", solid)
    return solid if head is None else head.group().translate(_DIGITS) + solid[head.end() :]


def _of_list(match: re.Match[str]) -> Iterator[Code]:
    """Yield the number a match ends with, and before it those that share its symbol."""
    last = canonical(match["last"])
    running = last[: len(canonical(f"{match['running']}/X")) - 2]
    tail = last[len(running) :]
    symbol = tail[1:]
    year = int(match["year"]) if match["year"] else None
    if year is not None:
        symbol = symbol[5:]
    heads = match["heads"] if _LISTED.search(match.string, max(0, match.start() - 12), match.start()) else None
    for element in re.finditer(r"[0-9]+[a-zđ]?", heads or ""):
        begin = match.start("heads") + element.start()
        yield Code(Span(begin, begin + len(element.group())), element.group() + tail, element.group(), year, symbol)
    yield Code(Span(match.start("last"), match.end("last")), last, running, year, symbol)


@cache
def _expression() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?=[0-9lI])(?<![\w/.,&-])
        # "18, 19-NQ/TW", "87,88/CP": one symbol for all
        (?P<heads>(?:[0-9]{{1,4}}[a-zđ]?[ ]?(?:(?:,|;|và|&)[ \n]{{1,2}}|,(?=[0-9]))){{1,12}})?
        (?P<last>
            (?P<running>{_RUNNING})
            (?:[ ]?/[ ]?(?P<year>{_YEAR}))?
            {_FIRST}{_SOLID}
            (?:{_JOIN}){{0,6}}
            # Companies and some offices end their numbers with the year or a figure: "09/HD/2025", "01/CV-01".
            (?:/{_YEAR}(?![\w/-])|-[0-9]{{1,3}}(?![\w/.-]))?
        )
        (?:\([0-9][a-z]?\))?
        """,
        re.VERBOSE,
    )
