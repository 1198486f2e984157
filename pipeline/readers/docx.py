"""Word files (DOCX): the text as it is printed, with automatic numbers, notes and text boxes, changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.config import Config
from pipeline.document import Page, Span
from pipeline.errors import DamagedFileError
from pipeline.readers import Reader
from pipeline.readers.manuscript import Manuscript
from pipeline.readers.numbering import Numbering, W
from pipeline.readers.packages import Package, has_part, open_package

BODY = "word/document.xml"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VALUE = W + "val"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
LEFT_OUT = frozenset(W + name for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "tblPr"))
SIGNS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "ptab": "\t",
}
NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
SYMBOL = 0xF000  # where Word puts the places of symbol fonts
SYMBOLS = {0xB7: "•", 0x2D: "-", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓"}
MOST_COLUMNS = 63  # of a table, as Word has it
OLD_FONTS = (".vn", "vn")  # fonts of old 8-bit encodings, whose bytes have no capitals
LAYOUT_CUES = ("cộng hòa xã hội", "cộng hoà xã hội", "đảng cộng sản", "nơi nhận", "nơi gửi", "kính gửi")


def recognises(head: bytes, path: Path) -> str | None:
    """Look for the part that holds the text."""
    return TYPE if has_part(head, path, BODY, ".docx") else None


def read(path: Path, config: Config) -> tuple[Page, ...]:
    """Return the whole text as one page without size: header, body, notes, footer.

    Raises:
        UnreadableError: damaged, encrypted, or unpacks to more than any paper's size.
    """
    del config
    with open_package(path) as package:
        root = package.part(BODY)
        body = None if root is None else root.find(W + "body")
        if body is None:
            raise DamagedFileError("Tệp {} hỏng: không có phần nội dung.", path.name)
        scribe = _Scribe(
            Manuscript(), _Styles.of(package.part("word/styles.xml")), Numbering.of(package.part("word/numbering.xml"))
        )
        for name in _parts(package, "header"):
            scribe.write_margin(package.part(name))
        scribe.write_blocks(body)
        for kind in ("footnote", "endnote"):
            scribe.write_notes(package.part(f"word/{kind}s.xml"), kind)
        for name in _parts(package, "footer"):
            scribe.write_margin(package.part(name))
    return (scribe.manuscript.page("docx"),)


@dataclass(frozen=True, slots=True)
class _Styles:
    """What paragraphs and runs inherit: fonts and lists by the name of the style."""

    fonts: dict[str, str]
    lists: dict[str, tuple[str, int]]
    font: str

    @classmethod
    def of(cls, root: Element | None) -> _Styles:
        if root is None:
            return cls({}, {}, "")
        styles = {style.get(W + "styleId", ""): style for style in root.iterfind(W + "style")}
        fonts, lists = {}, {}
        for name in styles:
            for style in _ancestry(name, styles):
                if (font := _font(style.find(W + "rPr"))) and name not in fonts:
                    fonts[name] = font
                if (place := _list(style.find(W + "pPr"))) and name not in lists:
                    lists[name] = place
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        return cls(fonts, lists, _font(defaults))


class _Scribe:
    """Writes down the blocks of a Word file in the order that they are printed."""

    def __init__(self, manuscript: Manuscript, styles: _Styles, numbering: Numbering) -> None:
        self.manuscript = manuscript
        self._styles = styles
        self._numbering = numbering
        self._note_numbers: dict[tuple[str, str], int] = {}

    def write_blocks(self, container: Element) -> None:
        """Write paragraphs and tables; what wraps them (content controls, tracked insertions) is looked through."""
        for block in container:
            if block.tag == W + "p":
                self.write_paragraph(block)
            elif block.tag == W + "tbl":
                self.write_table(block)
            elif block.tag not in LEFT_OUT:
                self.write_blocks(block)

    def write_paragraph(self, paragraph: Element) -> None:
        """Write a paragraph on lines of its own, with its number; then the text boxes that hang on it."""
        settings = paragraph.find(W + "pPr")
        style = _value(settings, "pStyle")
        boxes: list[Element] = []
        pieces = list(_pieces(paragraph, boxes))
        if not any(text.strip() for text, _ in pieces):
            self.manuscript.blank_line()
        else:
            self.manuscript.end_line()
            place = _list(settings) or self._styles.lists.get(style)
            if place and (label := self._numbering.label(*place)):
                self.manuscript.put(label + " ")
            for text, run in pieces:
                self._write_run(self._note_number(run) or text, run, style)
            self.manuscript.end_line()
        for box in boxes:
            self.write_blocks(box)

    def write_table(self, table: Element) -> None:
        """Write a table cell by cell, row by row; the tables that set a head or a foot, block by block."""
        rows = [list(_cells(row)) for row in _rows(table)]
        if _is_layout(rows):
            for column in range(max(map(len, rows))):
                for row in rows:
                    if column < len(row):
                        self.write_blocks(row[column])
            return
        self.manuscript.add_table([[span for cell in row for span in self._write_cell(cell)] for row in rows])

    def write_notes(self, root: Element | None, kind: str) -> None:
        """Write footnotes or endnotes, each with its number in front."""
        for note in () if root is None else root.iterfind(W + kind):
            number = note.get(W + "id", "")
            if note.get(W + "type") in (None, "normal"):
                self.manuscript.label(f"{self._note_numbers.get((kind, number), number)} ")
                self.write_blocks(note)

    def write_margin(self, root: Element | None) -> None:
        """Write a header or footer that says more than the page's number."""
        if root is not None and any(c.isalpha() for c in _plain(root).replace("PAGE", "")):
            self.write_blocks(root)

    def _note_number(self, run: Element) -> str:
        """Count the note that a run refers to; empty for other runs. Notes are numbered as they are referred to."""
        for tag, kind in NOTES.items():
            if (reference := run.find(tag)) is not None:
                numbers = [key for key in self._note_numbers if key[0] == kind]
                return str(self._note_numbers.setdefault((kind, reference.get(W + "id", "")), len(numbers) + 1))
        return ""

    def _write_cell(self, cell: Element) -> list[Span]:
        """Write a cell; return its span, and an empty one for each further column that it takes."""
        self.manuscript.end_line()
        start = self.manuscript.length
        settings = cell.find(W + "tcPr")
        if _value(settings, "vMerge", "restart") != "continue":
            self.write_blocks(cell)
        end = self.manuscript.length
        columns = _value(settings, "gridSpan")
        more = min(MOST_COLUMNS, int(columns)) - 1 if columns.isdecimal() and len(columns) < 5 else 0
        return [Span(start, max(start, end - 1)), *[Span(end, end)] * max(0, more)]

    def _write_run(self, text: str, run: Element, style: str) -> None:
        settings = run.find(W + "rPr")
        font = _font(settings) or self._styles.fonts.get(_value(settings, "rStyle")) or self._styles.fonts.get(style)
        font = font or self._styles.font
        if _is_on(settings, "vanish"):
            return
        if _is_on(settings, "caps") and not font.lower().startswith(OLD_FONTS):
            text = text.upper()
        self.manuscript.put(text, font)


def _pieces(element: Element, boxes: list[Element], run: Element | None = None) -> Iterator[tuple[str, Element]]:
    """Yield the texts of a paragraph with the runs they stand in; text boxes are put into `boxes`."""
    for child in element:
        owner = child if child.tag == W + "r" else run
        if child.tag in LEFT_OUT:
            continue
        if child.tag == W + "txbxContent":
            boxes.append(child)
        elif child.tag == ALTERNATIVES:
            yield from _pieces(child if (choice := child.find(CHOICE)) is None else choice, boxes, run)
        elif owner is not None and (text := _text(child)):
            yield text, owner
        else:
            yield from _pieces(child, boxes, owner)


def _text(element: Element) -> str:
    """Return what an element of a run prints."""
    if element.tag == W + "t":
        return element.text or ""
    if element.tag in NOTES:
        return element.get(W + "id", "")
    if element.tag == W + "sym":
        place = element.get(W + "char", "")
        code = int(place, 16) % SYMBOL if place and len(place) < 6 and _is_hexadecimal(place) else 0
        return SYMBOLS.get(code, chr(code) if 32 <= code < 0xD800 else "")
    return SIGNS.get(element.tag, "")


def _is_hexadecimal(text: str) -> bool:
    return all(c in "0123456789abcdefABCDEF" for c in text)


def _is_layout(rows: list[list[Element]]) -> bool:
    """Tell whether a table only sets blocks beside each other: the head of a paper or its foot."""
    if not rows or len(rows) > 5 or max(map(len, rows)) != 2:
        return False
    text = " ".join(_plain(cell) for row in rows for cell in row).casefold()
    return any(cue in text for cue in LAYOUT_CUES) and len(text) < 2500


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == W + "tr":
            if child.find(f"{W}trPr/{W}del") is None:  # a tracked deletion of the row
                yield child
        elif child.tag not in LEFT_OUT and child.tag != W + "tbl":
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag not in LEFT_OUT:
            yield from _cells(child)


def _parts(package: Package, kind: str) -> list[str]:
    return sorted(n for n in package.archive.namelist() if n.startswith(f"word/{kind}") and n.endswith(".xml"))[:8]


def _plain(element: Element) -> str:
    return "".join(e.text or "" for e in element.iter(W + "t"))


def _ancestry(name: str, styles: dict[str, Element]) -> Iterator[Element]:
    """Yield a style and those it is based on, nearest first; a circle ends where it closes."""
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        yield styles[name]
        name = _value(styles[name], "basedOn")


def _font(settings: Element | None) -> str:
    fonts = None if settings is None else settings.find(W + "rFonts")
    return "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""


def _list(settings: Element | None) -> tuple[str, int] | None:
    """Return the list and level that a paragraph belongs to."""
    place = None if settings is None else settings.find(W + "numPr")
    if place is None or not (name := _value(place, "numId")):
        return None
    level = _value(place, "ilvl")
    return name, int(level) if level.isdecimal() and len(level) == 1 else 0


def _value(settings: Element | None, name: str, default: str = "") -> str:
    """Return a setting's value; "continue" for a vertical merge without one, as ECMA-376 has it."""
    child = None if settings is None else settings.find(W + name)
    if child is None:
        return default if name != "vMerge" else "restart"
    return child.get(VALUE, "continue" if name == "vMerge" else "")


def _is_on(settings: Element | None, name: str) -> bool:
    child = None if settings is None else settings.find(W + name)
    return child is not None and child.get(VALUE, "true") not in ("0", "false", "off")


READER = Reader("docx", (".docx", ".docm"), 30, recognises, read)
