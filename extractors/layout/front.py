"""The front of a paper: everything printed above its first paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.layout.head import WINDOW, Cell, Kind, cells_of, head_length
from extractors.layout.lines import Line, columns_of, part_of
from extractors.layout.titles import ADDRESSED, OPENING, hangs, is_label, title_length, untyped_title_at
from normalizers.folding import fold_in_place
from normalizers.words import is_valid


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


_ABOUT = re.compile(r"\bV[ềễêeẻ]\s?vi[ệêe]c\b|\bV\s?/\s?v\b")
_STAMPED = re.compile(r"(?:cong van|van ban) den\b")
_DECIDED = re.compile(r"\s*:\s*(?:dieu\ \d|1\.)")
"""What follows the word that decides, below the grounds: `QUYẾT ĐỊNH: Điều 1. …`."""
_CITED = re.compile(r"\bso\s+\d+[^\s,;]*/[^\s,;]*[a-z][^\s,;]*\s+ngay\b")
"""A paper that a title in capitals cites: BÃI BỎ TOÀN BỘ ⏎ QUYẾT ĐỊNH SỐ 10/2016/QĐ-UBND NGÀY …."""
_LONG = 200
"""No line of a head is so long."""
_MORE_TYPES = ("thư mời", "giấy mời", "lời kêu gọi", "thư kêu gọi", "quy trình", "đề cương", "phương hướng")


def type_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a line that prints a document type; `names` come longest first."""
    known = "|".join(re.escape(fold_in_place(name)).replace(r"\ ", r"\s+") for name in (*names, *_MORE_TYPES))
    # Before it a sign or a letter that a seal or a pen left.
    return re.compile(
        rf"""(?:\w\s|[\W_]{{0,4}})(?:\(?du\ thao\)?\s*:?\s*)?
        (?P<type>{known})(?P<rest>\s*[:.]?$|\s+cua\s.{{3,60}}$|\b.*$)""",
        re.VERBOSE,
    )


def type_name(line: Line, names: Iterable[str]) -> str:
    """Return the name of the type that a line prints, in small letters and with the marks OCR may have lost."""
    folded = " ".join(line.folded.strip(" .:").removeprefix("du thao").split())
    known = (name.lower() for name in (*names, *_MORE_TYPES))
    return next((name for name in known if fold_in_place(name) == folded), line.text.lower().strip(" .:"))


def read_front(lines: Sequence[Line], types: re.Pattern[str]) -> Front:
    """Read the front that a paper's lines begin with; an empty front where the head is lost."""
    kind = _type_at(lines, types)
    if kind is not None and not _is_act(lines[kind:], types):
        head = tuple(cells_of(lines[:kind]))
        return _with_title(lines, kind, types, head)
    addressed = _addressees_at(lines)
    if addressed is not None:
        length = addressed + addressees_length(lines[addressed:])
        return Front(tuple(cells_of(lines[:addressed])), addressees=tuple(lines[addressed:length]), length=length)
    titled = untyped_title_at(lines[:WINDOW])
    if titled is not None:
        return _below_head(lines, tuple(cells_of(lines[:titled])), None, titled, ())
    above = head_length(lines)
    length = above + _addressed_length(lines[above:])
    return Front(tuple(cells_of(lines[:above])), addressees=tuple(lines[above:length]), length=length)


def _is_act(lines: Sequence[Line], types: re.Pattern[str]) -> bool:
    """Tell whether the type printed is what the lost one does: `QUY ĐỊNH MỨC CHI …` above the grounds of a decision."""
    match = types.match(lines[0].folded)
    ruling = match is not None and match["type"] == "quy dinh" and not _is_alone(match["rest"])
    return ruling and untyped_title_at(lines[:WINDOW]) == 0


def _with_title(lines: Sequence[Line], at: int, types: re.Pattern[str], head: tuple[Cell, ...]) -> Front:
    line = lines[at]
    match = types.match(line.folded)
    rest = part_of(line, match.start("rest"), len(line.text)) if match else line
    kind = part_of(line, match.start("type"), match.start("rest")) if match else line
    inline = (rest,) if rest.text.strip(" :.") else ()
    start = at + 1 + (0 if inline else _stamped(lines[at + 1 : at + 6]))
    return _below_head(lines, head, kind, start, inline)


def _below_head(
    lines: Sequence[Line], head: tuple[Cell, ...], kind: Line | None, start: int, inline: tuple[Line, ...]
) -> Front:
    """Read the title that begins at a line, who decides and whom a paper addresses."""
    count = title_length(lines[start:], inline or (kind or lines[start],))
    title = (*inline, *map(_right_column, lines[start : start + count.title]))
    length = start + count.title + count.authority
    authority = tuple(lines[start + count.title : length])
    end = length + _addressed_length(lines[length:])
    return Front(head, kind, title, authority, tuple(lines[length:end]), end)


def _stamped(lines: Sequence[Line]) -> int:
    """Return how many lines above a title that begins with `Về việc` are what OCR made of a stamp."""
    count = next((i for i, line in enumerate(lines) if _ABOUT.search(line.text)), 0)
    above = lines[:count]
    return count if all(len(line.text) < 30 or not _reads(line.text) for line in above) else 0


def _right_column(line: Line) -> Line:
    """Return a line of a title without what a stamp printed to the left of it."""
    if "|" in line.text:
        line = list(columns_of(line))[-1]
    match = _ABOUT.search(line.text)
    if match and match.start() and not _reads(line.text[: match.start()]):
        return part_of(line, match.start(), len(line.text))
    return line


def _reads(text: str) -> bool:
    """Tell whether most words of a text are syllables."""
    words = text.lower().split()
    return sum(is_valid(word.strip(",.;:()“”")) for word in words) >= 0.6 * len(words)


def _type_at(lines: Sequence[Line], types: re.Pattern[str]) -> int | None:
    """Return where the type is printed: alone in capitals, else before the title, else alone in small letters."""
    looks: dict[int, int] = {}
    for index, line in enumerate(lines[:WINDOW]):
        if ADDRESSED.match(line.folded) or len(line.text) > _LONG or _is_body(line):
            break
        if _STAMPED.match(line.folded) or (index and lines[index - 1].upper and hangs(lines[index - 1])):
            continue
        if index and lines[index - 1].upper and _CITED.search(line.folded):
            continue
        match = types.match(line.folded)
        if match and _DECIDED.match(match["rest"]):
            break
        alone = match is not None and _is_alone(match["rest"])
        shouted = match is not None and line.text[match.start("type") : match.end("type")].isupper()
        if match and (shouted or alone):
            look = 0 if alone and line.upper else 1 if line.upper else 2 if shouted else 3
            looks.setdefault(look, index)
    return looks[min(looks)] if looks else None


def _is_alone(rest: str) -> bool:
    """Tell whether nothing but the issuer follows the type: QUYẾT ĐỊNH, NGHỊ ĐỊNH CỦA CHÍNH PHỦ."""
    return not rest.strip(" :.") or re.match(r"\s+cua\s", rest) is not None


def _addressees_at(lines: Sequence[Line]) -> int | None:
    for index, line in enumerate(lines[:WINDOW]):
        if ADDRESSED.match(line.folded):
            return index
        if len(line.text) > _LONG or _is_body(line):
            return None
    return None


def _addressed_length(lines: Sequence[Line]) -> int:
    """Return how many lines, from the first on, name those addressed, be it that the words for them are lost."""
    if not lines or not (ADDRESSED.match(lines[0].folded) or LISTED.match(lines[0].folded)):
        return 0
    length = addressees_length(lines)
    if ADDRESSED.match(lines[0].folded):
        return length
    items = [line for line in lines[:length] if line.text[0] in _BULLETS]
    return length if len(items) > 1 and all(LISTED.match(item.folded) for item in items) else 0


_BULLETS = "-–+•*"
LISTED = re.compile(
    r"""[-–+•*]\s*
    (?!.*\b(?:chu\ tri|phoi\ hop|to\ chuc\ thuc\ hien|tham\ muu)\b)
    (?:cac|thanh\ vien|thuong\ truc|tt|dong\ chi
    |thu\ truong|chu\ tich|giam\ doc|bi\ thu|bo|so|uy\ ban|ubnd|hdnd|hoi\ dong|van\ phong|ban|cuc|vu
    |chi\ cuc|hoi|phong|cong\ (?:an|ty)|tong\ cong\ ty|tap\ doan|dang\ uy|huyen\ uy|tinh\ uy|thanh\ uy|mat\ tran|toa\ an
    |vien|truong|dai\ (?:tieng|truyen|phat)|benh\ vien|thue|kho\ bac|ngan\ hang|thanh\ tra|kiem\ toan|co\ quan
    |doan|lien\ doan)\b""",
    re.VERBOSE,
)
"""An item of a list of bodies: it begins with one and does not say what that is to do."""


def _is_body(line: Line) -> bool:
    """Tell whether a line is an item of a body; in a head only a column of a wide line can look like one."""
    return len(line.text) > 40 and is_label(line.text) and not line.upper and len(list(columns_of(line))) == 1


def addressees_length(lines: Sequence[Line]) -> int:
    """Return how many lines, from the one that addresses on, name those addressed."""
    first = lines[0]
    after = first.text.partition(":")[2].strip()
    done = _closed(after)
    count = 1
    for line in lines[1:30]:
        item = line.text[0] in _BULLETS
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
    if OPENING.match(line.folded) or _TOLD.search(line.folded):
        return False
    if last.text.endswith((":", ",")) or line.text.endswith(";"):
        return True
    return not done and not line.gap and len(line.text) < 70


# What the first sentence of a letter says: Cục Thuế nhận được công văn …, Sở Xây dựng đề nghị …
_TOLD = re.compile(
    r"\b(?:nhan duoc|co (?:y kien|cong van|van ban)|de nghi|kinh (?:trinh|moi)|thong bao|yeu cau|ban hanh|xin (?:y kien"
    r"|bao cao)|huong dan|tran trong|gui kem)\b"
)


def _closed(text: str) -> bool:
    """Tell whether a list of addressees is over: with a full stop."""
    return text.endswith(".")
