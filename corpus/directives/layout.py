"""The plain text of a sample, taken apart into the zones that a typist sets differently."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile

TYPES = frozenset(
    {
        "BAO CAO", "CHI THI", "CHUONG TRINH HANH DONG", "CONG DIEN", "HUONG DAN", "KE HOACH", "KET LUAN", "NGHI QUYET",
        "QUYET DINH", "THONG BAO", "TO TRINH",
    }
)  # fmt: skip
"""Title lines without marks: OCR-like and unmarked samples are laid out like the others."""

RIGHT = re.compile(r"CONG HOA XA H|DOC LAP - TU DO|DANG CONG SAN")
PLACE_DATE = re.compile(r"^[^,.;:]{2,40}, ngay\b.{0,6}thang\b.*nam \d{4}$", re.IGNORECASE)
HEADING = re.compile(r"^[IVX]+[.-]\s*\S")
MARKED = re.compile(
    r"^(?:[-+] |\d+(?:\.\d+)*[.-] |[a-zđ]\) |[IVX]+[.-] |Điều \d+\.|“|\((?:Kèm|Ban hành) |Căn cứ |Xét |Theo đề nghị )"
)
CHAPTER = re.compile(r"^Chuong [IVX]+$")
ANNEX = re.compile(r"^(?:(?:PHU LUC|Phu luc)(?: [IVX\d]+)?|QUY CHE|QUY DINH)$")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the page: two columns, empty where the sample has lost them."""

    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    number: str = ""
    subject: str = ""
    place_date: str = ""
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One thing set on its own.

    `kind` is title, centre, note, heading, paragraph, addressees, annex, table or signature. The third line of a title
    is the row of hyphens that Party papers print. The lines of a signature block are its recipients; `rows` holds the
    cells of a table, or in a signature block its right column.
    """

    kind: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sample ready to be set."""

    head: Head
    blocks: tuple[Block, ...]


def bare(text: str) -> str:
    """Return `text` without marks, so that one expression fits sound, misread and unmarked samples."""
    marks = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in marks if not unicodedata.combining(c))


def read_sheet(text: str) -> Sheet:
    """Take the text of a sample apart."""
    lines = [piece for line in text.splitlines() for piece in _columns(line)]
    start = next((i for i, line in enumerate(lines) if bare(line) in TYPES or _is_address(line)), 0)
    return Sheet(_head(lines[:start]), tuple(_blocks(_joined(lines[start:]))))


def _columns(line: str) -> tuple[str, ...]:
    """Part a head line in which both columns were read at once."""
    left, gap, right = line.partition(" " * 10)
    is_head = gap and (RIGHT.search(bare(right).upper()) or PLACE_DATE.search(bare(right).strip()))
    return (left.strip(), right.strip()) if is_head else (line.rstrip(),)


def _is_address(line: str) -> bool:
    return bare(line).startswith("Kinh gui:")


def _head(lines: list[str]) -> Head:
    parts: dict[str, list[str]] = {"left": [], "right": [], "number": [], "subject": [], "date": [], "urgency": []}
    zone = "left"
    for line in filter(None, lines):
        zone = _head_zone(line, zone)
        parts[zone].append(line)
    joined = {name: " ".join(found) for name, found in parts.items()}
    left, right = tuple(parts["left"]), tuple(parts["right"])
    return Head(left, right, joined["number"], joined["subject"], joined["date"], joined["urgency"])


def _head_zone(line: str, before: str) -> str:
    plain = bare(line)
    if plain in {"HOA TOC", "KHAN", "THUONG KHAN"}:
        return "urgency"
    if RIGHT.search(plain.upper()):
        return "right"
    if PLACE_DATE.search(plain):
        return "date"
    if re.match(r"So:? ", plain):
        return "number"
    if plain.startswith("V/v"):
        return "subject"
    return "subject" if before == "subject" else "left"


def _joined(lines: list[str]) -> list[str]:
    """Join printed lines to paragraphs where the text is hard-wrapped; blank lines stay as they are."""
    width = max((len(line) for line in lines if "\t" not in line), default=0)
    if width > 100:
        return lines
    joined: list[str] = []
    before = ""
    for line in lines:
        full = len(before) + 1 + len(line.partition(" ")[0]) > width
        if before and line and full and not MARKED.match(line) and "\t" not in before + line:
            joined[-1] += " " + line
        else:
            joined.append(line)
        before = line
    return joined


def _blocks(lines: list[str]) -> Iterator[Block]:
    rest = list(dropwhile(lambda line: not line, lines))
    while rest:
        block, used = _next_block(rest)
        yield block
        rest = list(dropwhile(lambda line: not line, rest[used:]))


def _next_block(lines: list[str]) -> tuple[Block, int]:
    line = lines[0]
    plain = bare(line)
    if plain in TYPES:
        used = 3 if len(lines) > 2 and set(lines[2]) == {"-"} else 2
        return Block("title", tuple(lines[:used])), used
    if plain.startswith("Noi nhan:"):
        return _signature(lines)
    if line.startswith("|") or "\t" in line:
        return _table(lines)
    if _is_address(line):
        used = 1 + next((i for i, item in enumerate(lines[1:]) if not item.startswith("-")), 0)
        return Block("addressees", tuple(lines[:used])), used
    return Block(_kind(line, plain), (line,)), 1


def _kind(line: str, plain: str) -> str:
    if ANNEX.match(plain):
        return "annex"
    if re.match(r"\((?:Kem theo|Ban hanh kem theo)", plain):
        return "note"
    if HEADING.match(plain) and len(line) < 90:
        return "heading"
    return "centre" if CHAPTER.match(plain) or (line.isupper() and len(line) > 3) else "paragraph"


def _table(lines: list[str]) -> tuple[Block, int]:
    mark = "|" if lines[0].startswith("|") else "\t"
    used = next((i for i, line in enumerate(lines) if mark not in line), len(lines))
    rows = tuple(tuple(cell.strip() for cell in line.strip("|").split(mark)) for line in lines[:used])
    return Block("table", rows=rows), used


def _signature(lines: list[str]) -> tuple[Block, int]:
    """Take the recipients, then what is signed: capitals, and the name that ends the block."""
    items = next((i for i, line in enumerate(lines[1:], 1) if line and not line.startswith("-")), len(lines))
    name = next((i for i, line in enumerate(lines[items:], items) if line and not line.isupper()), len(lines) - 1)
    signed = tuple(line for line in lines[items : name + 1] if line)
    return Block("signature", tuple(filter(None, lines[:items])), (signed,)), name + 1
