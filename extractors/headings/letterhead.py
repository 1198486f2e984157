"""The letterhead: who issues a paper, under which number, where and when, as its head prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import takewhile

from corpus.agencies import Agencies
from corpus.knowledge import Knowledge
from corpus.places import Place
from extractors.citations.codes import canonical
from extractors.layout.head import Cell
from extractors.layout.lines import Line
from normalizers.folding import fold_in_place
from normalizers.words import is_valid

# What a line of a letterhead begins with when it names another body than the line above.
_BODY = re.compile(
    r"""(?:bo|so|ubnd|hdnd|uy\ ban|hoi\ dong\ nhan\ dan|cuc|tong\ cuc|tong\ cong\ ty|chi\ cuc|vu|vien|truong|trung\ tam
    |van\ phong|ban|cong\ an|cong\ ty|thanh\ tra|chinh\ phu|thu\ tuong|chu\ tich|quoc\ hoi|toa\ an|kho\ bac|ngan\ hang
    |bao\ hiem|thue|hai\ quan|dang\ uy|dang\ bo|tinh\ uy|thanh\ uy|huyen\ uy|quan\ uy|thi\ uy|tinh\ doan|thanh\ doan
    |huyen\ doan|doan|lien\ doan|cong\ doan|hoi|hiep\ hoi|lien\ hiep|mat\ tran|phong|benh\ vien|kiem\ toan|chi\ bo
    |to\ cong\ tac|quan\ khu|bao|dai|hoc\ vien|thuong\ truc$)\b""",
    re.VERBOSE,
)
# Names that a line break leaves unfinished: BAN CHỈ ĐẠO ⏎ PHÒNG, CHỐNG …, VĂN PHÒNG ⏎ ỦY BAN NHÂN DÂN …
_UNFINISHED = re.compile(
    r"""(?:^(?:uy|bo|so|ban|cuc|vien|truong|van\ phong|phong|trung\ tam|uy\ ban|thanh\ tra|hoi|cong\ ty|ban\ chi\ dao
      |ban\ quan\ ly.*|ban\ to\ chuc|hoi\ dong|to\ cong\ tac|lien\ doan|chi\ cuc|doan|uy\ ban\ trung\ uong)
    |[,\-–]|\b(?:va|cua|cac|ve|so|nuoc|cong\ tac|phat\ trien|(?<!hai\ )(?<!quoc\ )phong,?))$""",
    re.VERBOSE,
)
_CONTINUED = re.compile(
    r"""(?:tinh|thanh\ pho|tp\.?|huyen|quan|thi\ xa|xa|phuong|thi\ tran|dac\ khu|va|cua|cac|khu\ vuc|viet\ nam
    |trung\ uong|nhan\ dan|cap|khoa|nuoc)\b(?!\ (?:uy|doan|hoi)\b)""",
    re.VERBOSE,
)
# Committees that act for the body above them and are named with it.
COMMITTEES = {
    "ban thuong truc": "Ban Thường trực",
    "ban thuong vu": "Ban Thường vụ",
    "ban chap hanh": "Ban Chấp hành",
    "thuong truc": "Thường trực",
}
_MARKS = ("hỏa tốc", "thượng khẩn", "khẩn", "tuyệt mật", "tối mật", "mật")
_NO_BODY = re.compile(
    r"(?:ban )?(?:sao y|sao luc|trich sao)\b|cong bao\b|van ban (?:hop nhat|quy pham phap luat)\b|du thao\b"
)
_PROVINCE = re.compile(r"(?<!\bHÀ )\bT[IÍÌĨỊ]NH\b(?=\s+\S)")  # as OCR reads TỈNH
_COMMITTEE = re.compile(r"^BCH(?=\s)")
_NUMBER_LABEL = re.compile(r"^\s*(?:(?:luật|nghị quyết|pháp lệnh)\s+)?s[ốôoỐÔO06é]\s?[:.;]?\s*", re.IGNORECASE)
# The Youth Union leaves a blank between number and type: "101 KH/TĐTN-BTC".
_BLANK_FOR_DASH = re.compile(r"^(\d{1,4})\s+(?=(?:[A-ZĐ]{1,3}|CTr|TTr|QĐi)/[A-ZĐ])")
_CODE = re.compile(
    r"""(?P<running>[\dOolI]{0,6}(?:\.\d{1,2})?[a-zđ]?)[\s.…_]*
    (?:/\s*(?P<year>(?:19|20)\d{2}))?\s*[/\-–]\s*
    (?P<symbol>[^\W\d_].*?)\s*$""",
    re.VERBOSE,
)
_SYMBOL = re.compile(r"/\s*([^\W\d_]\S*(?:\s?[-/]\s?\S+)*)\s*$")
# One sign for each letter that OCR may have read wrong.
_DATE = re.compile(
    r"""^(?P<place>.*?)[,.]?\s*\bng.y\s*(?P<day>\S{0,6}?)[\s.…/_]*
    th.ng\s*(?P<month>\S{0,6}?)[\s.…/_]*n.m\s*(?P<year>\d{0,4})""",
    re.VERBOSE | re.IGNORECASE,
)
_SHORT_DATE = re.compile(
    r"^(?P<place>.*?)[,.]?\s*(?:ngày\s*)?(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{2,4})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A body as printed, and its name: None for the name where the words name no body that is known."""

    written: str
    name: str


def number_of(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """Return the whole number, None where it is blank, and the symbol; of two readings the fuller."""
    found = [_number(line.text) for line in lines]
    return max(found, key=lambda pair: (pair[0] is not None, pair[1] is not None), default=(None, None))


def _number(text: str) -> tuple[str | None, str | None]:
    value = _BLANK_FOR_DASH.sub(r"\1-", _NUMBER_LABEL.sub("", text, count=1).strip(" .:;"))
    match = _CODE.match(value)
    if match is None:
        garbled = _SYMBOL.search(value)
        return None, canonical(garbled[1]) if garbled else None
    symbol = canonical(match["symbol"])
    if not match["running"]:
        return None, symbol
    return canonical(value[: match.end("symbol")]).replace("…", "").replace("_", ""), symbol


def is_blank(lines: Sequence[Line]) -> bool:
    """Tell whether nothing stands where the running number should: `Số: /SYT-VP`, `Số: …/QĐ-UBND`."""
    return all(re.match(r"[\s.…_]*(?:[/-]|$)", _NUMBER_LABEL.sub("", line.text, count=1)) for line in lines)


def place_and_date(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """Return where a paper was issued, and when: ISO 8601, only as far as it is printed."""
    for line in lines:
        match = _DATE.match(line.text) or _SHORT_DATE.match(line.text)
        if match:
            place = " ".join(match["place"].split()).strip(" ,.*|") or None
            return place, iso_date(match["day"], match["month"], match["year"])
    return None, None


def mark_of(lines: Sequence[Line]) -> str | None:
    """Return a mark of urgency or secrecy; stamped over print, its accents are easily misread: `HÒA TỐC`."""
    if not lines:
        return None
    printed = lines[0].text.strip(" .*()[]").lower()
    folded = fold_in_place(printed)
    known = next((mark for mark in _MARKS if folded.startswith(fold_in_place(mark))), "")
    return known + printed[len(known) :]


def iso_date(day: str, month: str, year: str) -> str | None:
    """Return a date in ISO 8601 that stops at the first part that is blank; None without a year or with a bad part."""
    letters = str.maketrans("lIOo", "1100")
    day, month = day.translate(letters), month.translate(letters)
    if len(year) == 2:
        year = f"20{year}"
    if len(year) != 4:
        return None
    if not month.isdecimal() or not 1 <= int(month) <= 12:
        return year
    if not day.isdecimal() or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return f"{year}-{int(month):02}"


def day_of(iso: str | None) -> date | None:
    """Return the day of an ISO date, the first of the month or year where it is partial."""
    if iso is None:
        return None
    year, month, day = ([int(part) for part in iso.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def issuer_lines(head: Sequence[Cell]) -> list[Line]:
    """Return the lines of a head that name issuers, without what a signing program or a web page puts above."""
    at = next((i for i, cell in enumerate(head) if cell.kind == "national"), 0)
    above = takewhile(lambda cell: cell.kind not in ("digital_signature", "received_stamp"), reversed(head[:at]))
    near = list(above)[::-1]
    kept = [*near, *head[at:]] if any(cell.kind == "issuer" for cell in near) else head
    return [cell.line for cell in kept if cell.kind == "issuer"]


def bodies_of(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the bodies that the lines of a letterhead name, the superior first; names broken by lines are joined."""
    found: list[str] = []
    for line in _of_letterhead(tuple(lines)):
        text = _PROVINCE.sub("TỈNH", " ".join(line.text.split()).strip(" *-–_.,:"))
        text = _COMMITTEE.sub("BAN CHẤP HÀNH", text)
        if not text or _NO_BODY.match(fold_in_place(text)):
            continue
        if found and _goes_on(found[-1], text):
            found[-1] = f"{found[-1]} {text}"
        elif found and _is_ministry(found[-1]) and _is_ministry(text):
            found[-1] = f"{found[-1]} - {text}"
        elif text not in found:
            found.append(text)
    return tuple(found)


def _of_letterhead(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of a letterhead in capitals, without what a page of the net or a seal left around them."""
    first = next((i for i, line in enumerate(lines) if line.upper), None)
    if first is None:
        return lines
    return [line for line in lines[first:] if line.upper or _BODY.match(line.folded)]


def is_party_office(written: str, above: str) -> bool:
    """Tell whether a body is an office of the committee above it, whose name is part of its own."""
    office = re.match(r"(?:ban|van phong|uy ban kiem tra)\b", fold_in_place(written))
    return office is not None and re.match(r"(?:tinh|thanh|huyen|quan|thi|dang) uy\b", fold_in_place(above)) is not None


def _is_ministry(text: str) -> bool:
    """Tell whether a line names a ministry: two of them above one number issue a paper together."""
    return re.match(r"bo (?!chi huy|tu lenh)", fold_in_place(text)) is not None


def _goes_on(above: str, text: str) -> bool:
    folded, before = fold_in_place(text), fold_in_place(above)
    if _UNFINISHED.search(before):
        return True
    if _CONTINUED.match(folded):
        return True
    return " " not in folded or not _BODY.match(folded)  # BỘ NÔNG NGHIỆP VÀ MÔI ⏎ TRƯỜNG


def named(written: str, knowledge: Knowledge, place: Place | None, on: date | None) -> str:
    """Return the canonical name of a body as printed; joint bodies are joined by a comma."""
    agencies = knowledge.agencies
    pieces = [piece.strip() for piece in re.split(r",|\s?[-–]\s?", written)]
    if len(pieces) > 1 and not agencies.by_name(written) and all(_is_body(piece, agencies, on) for piece in pieces):
        return ", ".join(agencies.canonical(piece, place, on) for piece in pieces)
    return _canonical(written, agencies, place, on)


def _is_body(name: str, agencies: Agencies, on: date | None) -> bool:
    """Tell whether a name is that of a body of the tables, with its place or without."""
    if agencies.by_name(name):
        return True
    found = next(agencies.find(name, on), None)
    return found is not None and (found.start, found.end) == (0, len(name))


def _canonical(written: str, agencies: Agencies, place: Place | None, on: date | None) -> str:
    name = agencies.canonical(written, place, on)
    if not any(word.isupper() and is_valid(word.lower()) for word in name.split()):
        return name
    meant = _unmarked_names(agencies).get(fold_in_place(written))
    return agencies.canonical(meant or small(written), place, on)


@lru_cache(maxsize=2)
def _unmarked_names(agencies: Agencies) -> Mapping[str, str]:
    """Return the names of bodies by what is left of them without marks, as OCR may read capitals: SƠ Y TE."""
    names: dict[str, set[str]] = {}
    for agency in agencies.all:
        names.setdefault(fold_in_place(agency.name), set()).add(agency.name)
    return {bare: next(iter(full)) for bare, full in names.items() if len(full) == 1 and " " in bare}


def small(name: str) -> str:
    """Return a name in capitals as it is written in a sentence, as well as can be told: each word with a capital."""
    words = " ".join(_small_word(word) for word in name.split())
    words = _SECOND_WORD.sub(lambda match: match.group().capitalize(), words)
    return words[:1].upper() + words[1:]


def _small_word(word: str) -> str:
    """Return a syllable of a name with one capital; abbreviations stay as they are."""
    syllable = word.lower().strip(",.-()")
    return _SMALL_WORDS.get(word, word.capitalize()) if is_valid(syllable) else word


# Names of two words, of which only the first has a capital: Tỉnh ủy, Ban Chỉ đạo, Ban Thường trực.
_SECOND_WORD = re.compile(
    r"\b(?:(?:tỉnh|thành|huyện|quận|thị|đảng|quân) [ủu][yỷ]|(?:tỉnh|thành|huyện) đoàn|chỉ (?:đạo|huy)"
    r"|thường (?:trực|vụ)|chấp hành|quản lý|tổ chức|tuyên giáo|dân vận|nội chính|kiểm tra|chính sách|chiến lược)\b",
    re.IGNORECASE,
)
_SMALL_WORDS = {word.upper(): word for word in ("và", "của", "các", "về", "tỉnh", "huyện", "xã", "phường")}


def as_in_body(name: str, body: str) -> str | None:
    """Return a name in capitals as the body writes it in small letters, None where the body does not name it."""
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", body, re.IGNORECASE)
    while match and match.group().isupper():
        match = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE).search(body, match.end())
    return f"{match.group()[:1].upper()}{match.group()[1:]}" if match else None
