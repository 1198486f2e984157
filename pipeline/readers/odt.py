"""OpenDocument text (ODT), as LibreOffice writes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.config import Config
from pipeline.document import Page, Span
from pipeline.errors import DamagedFileError
from pipeline.readers import Reader
from pipeline.readers.manuscript import Manuscript
from pipeline.readers.packages import has_part, open_package

TYPE = "application/vnd.oasis.opendocument.text"
CONTENT = "content.xml"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
BLOCKS = (TEXT + "p", TEXT + "h")
LEFT_OUT = (TEXT + "tracked-changes", OFFICE + "annotation", TEXT + "sequence-decls")
CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")
ROW_GROUPS = (TABLE + "table-rows", TABLE + "table-header-rows", TABLE + "table-row-group")
MOST_COLUMNS = 60  # that one element stands for
MOST_SPACES = 200  # that one element stands for


def recognises(head: bytes, path: Path) -> str | None:
    """Look for the content, and for the media type that stands in front of the package."""
    return TYPE if TYPE.encode() in head and has_part(head, path, CONTENT, ".odt") else None


def read(path: Path, config: Config) -> tuple[Page, ...]:
    """Return the whole text as one page without size, tables cell by cell, notes at the end.

    Raises:
        UnreadableError: damaged, encrypted, or unpacks to more than any paper's size.
    """
    del config
    with open_package(path) as package:
        root = package.part(CONTENT)
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise DamagedFileError("Tệp {} hỏng: không có phần nội dung.", path.name)
    manuscript, notes = Manuscript(), list[Element]()
    _write_blocks(body, manuscript, notes)
    for note in notes:
        manuscript.label(_citation(note) + " ")
        _write_blocks(note, manuscript, [])
    return (manuscript.page("odt"),)


def _write_blocks(container: Element, manuscript: Manuscript, notes: list[Element]) -> None:
    for block in container:
        if block.tag in BLOCKS:
            _write_paragraph(block, manuscript, notes)
        elif block.tag == TABLE + "table":
            _write_table(block, manuscript, notes)
        elif block.tag not in LEFT_OUT:
            _write_blocks(block, manuscript, notes)


def _write_paragraph(paragraph: Element, manuscript: Manuscript, notes: list[Element]) -> None:
    if not "".join(paragraph.itertext()).strip():
        manuscript.blank_line()
        return
    manuscript.end_line()
    _write_inline(paragraph, manuscript, notes)
    manuscript.end_line()


def _write_inline(element: Element, manuscript: Manuscript, notes: list[Element]) -> None:
    manuscript.put(element.text or "")
    for child in element:
        if child.tag == TEXT + "s":
            count = child.get(TEXT + "c", "1")
            manuscript.put(" " * (min(MOST_SPACES, int(count)) if count.isdecimal() and len(count) < 5 else 1))
        elif child.tag == TEXT + "tab":
            manuscript.put("\t")
        elif child.tag == TEXT + "line-break":
            manuscript.put("\n")
        elif child.tag == TEXT + "note":
            notes.append(child)
            manuscript.put(_citation(child))
        elif child.tag in BLOCKS:  # a text box
            _write_paragraph(child, manuscript, notes)
        elif child.tag not in LEFT_OUT:
            _write_inline(child, manuscript, notes)
        manuscript.put(child.tail or "")


def _citation(note: Element) -> str:
    return "".join(citation.text or "" for citation in note.iter(TEXT + "note-citation"))


def _write_table(table: Element, manuscript: Manuscript, notes: list[Element]) -> None:
    rows: list[list[Span]] = []
    for row in _rows(table):
        spans: list[Span] = []
        for cell in row:
            if cell.tag not in CELLS:
                continue
            manuscript.end_line()
            start = manuscript.length
            if cell.tag == CELLS[0]:  # what other cells cover is kept in the file, but not shown
                _write_blocks(cell, manuscript, notes)
            spans += [Span(start, max(start, manuscript.length - 1))]
            spans += [Span(manuscript.length, manuscript.length)] * (_repeats(cell) - 1)
        rows.append(spans)
    manuscript.add_table(rows)


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables in its cells."""
    for child in table:
        if child.tag == TABLE + "table-row":
            yield child
        elif child.tag in ROW_GROUPS:
            yield from _rows(child)


def _repeats(cell: Element) -> int:
    """Return how many columns an element stands for."""
    count = cell.get(TABLE + "number-columns-repeated", "1")
    return max(1, min(MOST_COLUMNS, int(count))) if count.isdecimal() and len(count) < 5 else 1


READER = Reader("odt", (".odt", ".ott"), 40, recognises, read)
