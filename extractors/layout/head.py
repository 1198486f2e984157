"""The head of a paper: its lines, or the columns that two share, each with what it is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.layout.lines import Line, columns_of, part_of
from extractors.layout.titles import is_label

Kind = Literal[
    "national",
    "issuer",
    "number",
    "date",
    "subject",
    "digital_signature",
    "received_stamp",
    "urgency",
    "secrecy",
    "copy",
    "other",
]


@dataclass(frozen=True, slots=True)
class Cell:
    """A line of the head, or one column of a line that two share, and what it is."""

    kind: Kind
    line: Line


WINDOW = 60
"""How many lines a front may have: stamps and wrapped columns take many."""

# One sign for each letter that OCR may have read wrong; marks and case are folded before. A page number may stand
# inside, where the top margin was read with the line.
_STATE_NAME = r"(?:c.ng\s+(?:\d\s+)?)?h.a\s+x.\s+h.i\s+ch.\s*ngh.a\s+.i.t\s+nam"
_PARTY_NAME = r"d.ng\s+c.ng\s+s.n\s+vi.t\s+nam"
NATIONAL = re.compile(rf"{_STATE_NAME}|d.c\s+l.p\s*\W{{0,3}}\s*t.\s+do\s*\W{{0,3}}\s*h.nh\s+ph.c|{_PARTY_NAME}")
_STATE = re.compile(rf"{_STATE_NAME}|{_PARTY_NAME}")
# What a crawl or a narrow column left of these names on a line: "HỘI CHỦ NGHĨA VIỆT NAM", "SẢN VIỆT NAM".
_NAMES = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam")
_REST_OF_NAME = frozenset(name.split(" ", count)[-1] for name in _NAMES for count in range(1, len(name.split()) - 2))
# The label, its colon lost at times and never there in Party papers; the running number, blank in drafts, in scans by
# hand and then garbled; the year of normative acts; the symbol.
NUMBER = re.compile(
    r"""s[o0e6](?:\s*[:.;]?\s*[\doli.…_]{0,10}[a-z]?|\s*[:;]\s*\S{0,8}(?:\s\S{1,4})?)
    \s*(?:/\s*(?:19|20)\d{2}\s*)?[/-]\s*[^\W\d_]""",
    re.VERBOSE,
)
_BARE_NUMBER = re.compile(r"s[o0]\s*(?:den)?\s*[:.]?\s*[\d.…_]*\s*/?\s*$")
_LAW_NUMBER = re.compile(r"(?:luat |nghi quyet |phap lenh )?so\s*:\s*\d+/\d{4}/\w+")
# Place and date; day and month are blank in drafts and handwritten in scans, the comma is easily lost.
DATE = re.compile(
    r"""(?:(?!can\ cu|theo|tu\ |ke\ tu)[^\W\d_][^;:()/]{1,40})?
    \bng.y\s*\S{0,8}\s*th.ng\s*\S{0,8}\s*n.m\s*[\d.…\s]{0,9}\S?$""",
    re.VERBOSE,
)
_SHORT_DATE = re.compile(r"[^\W\d_][^\d;:()]{1,40}, (?:ng.y )?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\.?$")
SUBJECT = re.compile(r"v\s*/\s*v\b|ve viec\b|v\.v ")
_SIGNED = re.compile(
    r"""(?:nguoi\ ky|ky\ boi|duoc\ ky|signed\ by|signer|signature|digitally)\b
    |(?:co\ quan|to\ chuc|email|thoi\ gian\ ky|ngay\ ky|gio\ ky|ky\ ngay|signing\ time|date)\s*:
    |\d{1,2}[:.]\d{2}[:.]\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}\ +\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}t
    |\S+@\S+\.\S+$|[+-]\d{2}:\d{2}$""",
    re.VERBOSE,
)
SEALED_AT = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}[ ,]+\d{1,2}:\d{2}:\d{2}")
"""The time that an office's digital seal prints below its name, at the foot of a paper."""
_STAMPED = re.compile(
    r"(?:cong van |cv )?den(?: (?:so|ngay)\b.*)?$|(?:ngay|gio)(?: den)?\s*[:.]\s*\d|chuyen\s*:|so den\b"
)
_URGENT = re.compile(r"(?:hoa toc(?: hen gio)?|thuong khan|khan)(?: \(.*\))?\W*$")
_SECRET = re.compile(r"(?:tuyet mat|toi mat|mat)\W*$")
_COPY = re.compile(r"(?:ban )?(?:sao y(?: ban chinh)?|sao luc|trich sao)\W*$")
_PLAIN: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("national", NATIONAL),
    ("digital_signature", _SIGNED),
    ("urgency", _URGENT),
    ("secrecy", _SECRET),
    ("copy", _COPY),
    ("subject", SUBJECT),
    ("date", DATE),
    ("date", _SHORT_DATE),
    ("received_stamp", _STAMPED),
    ("number", NUMBER),
    ("number", _LAW_NUMBER),
)
# Where OCR merged the columns of a head into one line, the right one begins at `cut`.
_RIGHT_COLUMN = (
    re.compile(rf"(?P<cut>{_STATE_NAME}|d.c\s+l.p\s*\W\s*t.\s+do|{_PARTY_NAME})"),
    re.compile(
        r"(?:[/-]\s*[a-z0-9&.-]+|^s[o0]\s*[:.])\s+(?P<cut>[^\W\d_][^\d,;:()/]{1,30},? ng.y\s*\S{0,8}\s*th.ng\b)"
    ),
    re.compile(r"(?<!luat )(?<!quyet )(?<!lenh )(?P<cut>s[o0]\s*:\s*[\d.…]*\s*/)"),
)
_LONGEST_ISSUER = 90
_LONGEST_SUBJECT = 120
_NOTHING = re.compile(r"[\W\d_]{0,3}")


def annex_head(lines: Sequence[Line]) -> tuple[Cell, ...]:
    """Return the lines above the title of an annex: the number of its paper, who signed the file."""
    reader = _HeadReader()
    cells = (Cell(reader.kind(line), line) for line in lines[:6])
    return tuple(
        itertools.takewhile(lambda cell: cell.kind in ("number", "digital_signature", "received_stamp"), cells)
    )


def head_length(lines: Sequence[Line]) -> int:
    """Return how many lines are a head that neither type nor addressees follow."""
    reader = _HeadReader()
    length = 0
    for index, line in enumerate(lines[:WINDOW]):
        kinds = [reader.kind(column) for column in _columns(line)]
        if not line.upper and ("other" in kinds or (kinds == ["issuer"] and _is_sentence(line))):
            break
        if set(kinds) - {"other", "issuer"}:
            length = index + 1
    return length


def _is_sentence(line: Line) -> bool:
    """Tell whether a line in small letters is too long for a letterhead, or ends as items and sentences do."""
    return len(line.text) > _LONGEST_ISSUER or line.text[-1] in ";."


def cells_of(lines: Sequence[Line]) -> Iterator[Cell]:
    """Yield what the lines of a head are, column by column."""
    reader = _HeadReader()
    cells = [Cell(reader.kind(column), column) for line in lines for column in _columns(line)]
    numbered = next((i for i, cell in enumerate(cells) if cell.kind == "number"), len(cells))
    above = any(cell.kind == "issuer" for cell in cells[:numbered])
    for index, cell in enumerate(cells):
        if cell.kind == "issuer" and above and index > numbered:
            yield Cell(_below_number(cells[index + 1 : index + 4]), cell.line)
        else:
            yield cell


def _below_number(following: Sequence[Cell]) -> Kind:
    """Tell what a name in capitals below the number is: who signed the file, where a signing program printed it."""
    return "digital_signature" if any(cell.kind == "digital_signature" for cell in following) else "other"


def _columns(line: Line) -> Iterator[Line]:
    """Part a line that two columns share."""
    for column in columns_of(line):
        cuts = {match.start("cut") for pattern in _RIGHT_COLUMN for match in pattern.finditer(column.folded)}
        edges = sorted({0, len(column.text), *cuts})
        for start, end in itertools.pairwise(edges):
            if not _NOTHING.fullmatch(column.text[start:end]):
                yield part_of(column, start, end)


class _HeadReader:
    """Tells what each line of a head is, by its look and by what came before it."""

    def __init__(self) -> None:
        self._last: Kind = "other"
        self._above: Line | None = None
        self._seen: set[Kind] = set()

    def kind(self, line: Line) -> Kind:
        """Return what the next line is."""
        kind = self._plain(line) or self._continued(line)
        self._last, self._above = kind, line
        self._seen.add(kind)
        return kind

    def _plain(self, line: Line) -> Kind | None:
        folded = line.folded
        kind = next((kind for kind, pattern in _PLAIN if pattern.match(folded)), None)
        if folded in _REST_OF_NAME:
            return "national"
        if kind is None and _BARE_NUMBER.match(folded):
            return "received_stamp" if "number" in self._seen or self._last == "received_stamp" else "number"
        return kind

    def _continued(self, line: Line) -> Kind:
        if self._last == "subject" and self._above and _goes_on(self._above, line):
            return "subject"
        if self._last == "digital_signature" and not (line.gap or line.upper):
            return "digital_signature"
        if {"number", "date"} <= self._seen:
            return "received_stamp" if line.upper else "other"
        if line.upper or not self._seen & {"number", "date"}:
            return "issuer"
        return "other"


def _goes_on(above: Line, line: Line) -> bool:
    """Tell whether what a letter is about goes on in a line: not in an item, nor in a paragraph below capitals."""
    if is_label(line.text) or len(line.text) > _LONGEST_SUBJECT or above.text[-1] in ".;:":
        return False
    return line.text[0].islower() or not (line.gap or line.upper or above.upper)


def is_state_heading(line: Line) -> bool:
    """Tell whether a line prints the name of the state or of the Party, as only the head of a paper does."""
    small = len(line.text) < 45 and line.text[-1] not in ".;,"
    return _STATE.search(line.folded) is not None and len(line.text) < 120 and (line.upper or small)
