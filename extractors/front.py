"""The front of a paper: everything printed above its first paragraph, line by line, each with what it is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.lines import Line, columns_of, part_of
from extractors.titles import ADDRESSED, OPENING, is_label, title_length
from normalizers.folding import fold_in_place

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


@dataclass(frozen=True, slots=True)
class Front:
    """The front of a paper: head, title with the line that prints the type, addressees; `length` counts its lines.

    `authority` is who decides (`CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …`), printed between the title of a decision and its
    grounds.
    """

    head: tuple[Cell, ...] = ()
    kind: Line | None = None
    title: tuple[Line, ...] = ()
    authority: tuple[Line, ...] = ()
    addressees: tuple[Line, ...] = ()
    length: int = 0

    def lines(self, *kinds: Kind) -> tuple[Line, ...]:
        """Return the lines of the head that are of some kinds."""
        return tuple(cell.line for cell in self.head if cell.kind in kinds)


_WINDOW = 60
"""How many lines a front may have: stamps and wrapped columns take many."""
_LONG = 200
"""No line of a head is so long."""

# One sign for each letter that OCR may have read wrong; marks and case are folded before.
NATIONAL = re.compile(
    r"(?:c.ng )?h.a x. h.i ch. ?ngh.a vi.t nam|d.c l.p ?\W{0,3} ?t. do ?\W{0,3} ?h.nh ph.c|d.ng c.ng s.n vi.t nam"
)
_STATE = re.compile(r"h.a x. h.i ch. ?ngh.a vi.t nam|d.ng c.ng s.n vi.t nam")
# The label of the number, its sign : lost or read as a letter; a Party number has none. Then the number, handwritten
# in a scan and therefore garbled or blank, and the symbol.
NUMBER = re.compile(r"s[o0e6]\s?[:.;]?\s*[\w.…_]{0,12}(?:\s?\S{0,4})\s*[/-]\s*[^\W\d_]")
_BARE_NUMBER = re.compile(r"s[o0]\s*(?:den)?\s*[:.]?\s*[\d.…_]*\s*/?\s*$")
_LAW_NUMBER = re.compile(r"(?:luat |nghi quyet |phap lenh )?so\s*:\s*\d+/\d{4}/\w+")
# Place and date; day and month are blank in drafts and handwritten in scans, the comma is easily lost.
DATE = re.compile(
    r"""(?:(?!can\ cu|theo|tu\ |ke\ tu)[^\W\d_][^\d;:()]{1,40})?
    \bng.y\s*\S{0,8}\s*th.ng\s*\S{0,8}\s*n.m\s*[\d.…\s]{0,9}\S?$""",
    re.VERBOSE,
)
_SHORT_DATE = re.compile(r"[^\W\d_][^\d;:()]{1,40}, (?:ng.y )?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\.?$")
SUBJECT = re.compile(r"v\s*/\s*v\b|ve viec\b|v\.v ")
_SIGNED = re.compile(
    r"""(?:nguoi\ ky|ky\ boi|duoc\ ky|signed\ by|signer|signature|digitally)\b
    |(?:co\ quan|to\ chuc|email|thoi\ gian\ ky|ngay\ ky|gio\ ky|ky\ ngay|signing\ time|date)\s*:
    |\d{1,2}[:.]\d{2}[:.]\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}\ +\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}t""",
    re.VERBOSE,
)
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
    re.compile(r"(?P<cut>(?:c.ng )?h.a x. h.i ch. ?ngh.a|d.c l.p \W t. do|d.ng c.ng s.n vi.t nam)"),
    re.compile(r"[/-]\s*[a-z0-9&.-]+\s+(?P<cut>[^\W\d_][^\d,;:()/]{1,30},? ng.y\s*\S{0,8}\s*th.ng\b)"),
    re.compile(r"(?P<cut>s[o0]\s*:\s*[\d.…]*\s*/)"),
)
_MORE_TYPES = ("thư mời", "giấy mời", "lời kêu gọi", "thư kêu gọi", "quy trình", "đề cương", "phương hướng")


def type_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a line that prints a document type; `names` come longest first."""
    known = "|".join(re.escape(fold_in_place(name)).replace(r"\ ", r"\s+") for name in (*names, *_MORE_TYPES))
    return re.compile(rf"(?:\(?du thao\)?\s*:?\s*)?(?P<type>{known})(?P<rest>\s*[:.]?$|\b.*$)")


def type_name(line: Line, names: Iterable[str]) -> str:
    """Return the name of the type that a line prints, in small letters and with the marks OCR may have lost."""
    folded = " ".join(line.folded.strip(" .:").removeprefix("du thao").split())
    known = (name.lower() for name in (*names, *_MORE_TYPES))
    return next((name for name in known if fold_in_place(name) == folded), line.text.lower().strip(" .:"))


def read_front(lines: Sequence[Line], types: re.Pattern[str]) -> Front:
    """Read the front that a paper's lines begin with; an empty front where the head is lost."""
    kind = _type_at(lines, types)
    if kind is not None:
        head = tuple(_cells(lines[:kind]))
        return _with_title(lines, kind, types, head)
    addressed = _addressees_at(lines)
    if addressed is not None:
        length = addressed + addressees_length(lines[addressed:])
        return Front(tuple(_cells(lines[:addressed])), addressees=tuple(lines[addressed:length]), length=length)
    length = _plain_head(lines)
    return Front(tuple(_cells(lines[:length])), length=length)


def _with_title(lines: Sequence[Line], at: int, types: re.Pattern[str], head: tuple[Cell, ...]) -> Front:
    line = lines[at]
    match = types.match(line.folded)
    rest = part_of(line, match.start("rest"), len(line.text)) if match else line
    kind = part_of(line, 0, match.start("rest")) if match else line
    inline = (rest,) if rest.text.strip(" :.") else ()
    count = title_length(lines[at + 1 :], inline or (kind,))
    title = (*inline, *lines[at + 1 : at + 1 + count.title])
    length = at + 1 + count.title + count.authority
    authority = tuple(lines[at + 1 + count.title : length])
    addressees: tuple[Line, ...] = ()
    if length < len(lines) and ADDRESSED.match(lines[length].folded):
        more = addressees_length(lines[length:])
        addressees = tuple(lines[length : length + more])
        length += more
    return Front(head, kind, title, authority, addressees, length)


def _type_at(lines: Sequence[Line], types: re.Pattern[str]) -> int | None:
    """Return where the type is printed: alone in capitals, else before the title in capitals, else alone in small."""
    looks: dict[int, int] = {}
    for index, line in enumerate(lines[:_WINDOW]):
        if ADDRESSED.match(line.folded) or len(line.text) > _LONG or _is_body(line):
            break
        match = types.match(line.folded)
        if match and (line.upper or not match["rest"].strip(" :.")):
            alone = not match["rest"].strip(" :.")
            look = 0 if alone and line.upper else 1 if line.upper else 2
            looks.setdefault(look, index)
    return looks[min(looks)] if looks else None


def _addressees_at(lines: Sequence[Line]) -> int | None:
    for index, line in enumerate(lines[:_WINDOW]):
        if ADDRESSED.match(line.folded):
            return index
        if len(line.text) > _LONG or _is_body(line):
            return None
    return None


def _is_body(line: Line) -> bool:
    return len(line.text) > 40 and is_label(line.text) and not line.upper


def addressees_length(lines: Sequence[Line]) -> int:
    """Return how many lines, from the one that addresses on, name those addressed."""
    first = lines[0]
    after = first.text.partition(":")[2].strip()
    done = _closed(after)
    count = 1
    for line in lines[1:30]:
        item = line.text[0] in "-–+•*"
        again = ADDRESSED.match(line.folded) is not None
        if not (item or again or _continues(lines[count - 1], line, done=done)):
            break
        done = _closed(line.text)
        count += 1
    return count


def _continues(last: Line, line: Line, *, done: bool) -> bool:
    if len(line.text) > _LONG or is_label(line.text):
        return False
    if line.text[0].islower() or line.text[0] in '(“"':
        return len(line.text) < 120
    if OPENING.match(line.folded):
        return False
    if last.text.endswith((":", ",")) or line.text.endswith(";"):
        return True
    return not done and not line.gap and len(line.text) < 70


def _closed(text: str) -> bool:
    """Tell whether a list of addressees is over: with a full stop."""
    return text.endswith(".")


def _plain_head(lines: Sequence[Line]) -> int:
    """Return how many lines are a head that neither type nor addressees follow."""
    reader = _HeadReader()
    length = 0
    for index, line in enumerate(lines[:_WINDOW]):
        kinds = [reader.kind(column) for column in _columns(line)]
        if "other" in kinds and not line.upper:
            break
        if set(kinds) - {"other", "issuer"}:
            length = index + 1
    return length


def _cells(lines: Sequence[Line]) -> Iterator[Cell]:
    reader = _HeadReader()
    for line in lines:
        for column in _columns(line):
            yield Cell(reader.kind(column), column)


def _columns(line: Line) -> Iterator[Line]:
    """Part a line that two columns share."""
    for column in columns_of(line):
        cuts = {match.start("cut") for pattern in _RIGHT_COLUMN for match in pattern.finditer(column.folded)}
        edges = sorted({0, len(column.text), *cuts})
        for start, end in itertools.pairwise(edges):
            if column.text[start:end].strip():
                yield part_of(column, start, end)


class _HeadReader:
    """Tells what each line of a head is, by its look and by what came before it."""

    def __init__(self) -> None:
        self._last: Kind = "other"
        self._seen: set[Kind] = set()

    def kind(self, line: Line) -> Kind:
        """Return what the next line is."""
        kind = self._plain(line) or self._continued(line)
        self._last = kind
        self._seen.add(kind)
        return kind

    def _plain(self, line: Line) -> Kind | None:
        folded = line.folded
        kind = next((kind for kind, pattern in _PLAIN if pattern.match(folded)), None)
        if kind is None and _BARE_NUMBER.match(folded):
            return "received_stamp" if "number" in self._seen or self._last == "received_stamp" else "number"
        return kind

    def _continued(self, line: Line) -> Kind:
        small = line.text[0].islower()
        if self._last == "subject" and (small or not (line.gap or line.upper)):
            return "subject"
        if self._last == "digital_signature" and not line.gap:
            return "digital_signature"
        if {"number", "date"} <= self._seen:
            return "received_stamp" if line.upper else "other"
        if line.upper or not self._seen & {"number", "date"}:
            return "issuer"
        return "other"


def is_state_heading(line: Line) -> bool:
    """Tell whether a line prints the name of the state or of the Party, as only the head of a paper does."""
    return _STATE.search(line.folded) is not None and len(line.text) < 120 and (line.upper or len(line.text) < 45)
