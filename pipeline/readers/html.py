"""HTML, also where the file is named .doc or .xls, as office systems export it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from pipeline.config import Config
from pipeline.document import Page, Span
from pipeline.errors import DamagedFileError
from pipeline.readers import Reader
from pipeline.readers.manuscript import Manuscript
from pipeline.readers.text import MARKS, decode

MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|meta)\b", re.I | re.S
)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.I)
SILENT = frozenset(("script", "style", "title", "template", "noscript", "select"))
BLOCKS = frozenset(
    (
        *("p", "div", "tr", "li", "ul", "ol", "table", "blockquote", "section", "article", "header", "footer"),
        *("center", "pre", "hr", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
Cell = tuple[Span, int, int]  # with how many columns and rows it goes over
MOST_COLUMNS = 200  # or rows that a cell goes over
MOST_TABLES = 60  # within each other


def recognises(head: bytes, path: Path) -> str | None:
    """Look for the tags that pages begin with; a name alone does not make HTML."""
    del path
    for mark, encoding in MARKS:
        if head.startswith(mark):
            head = head.decode(encoding, "ignore").encode()
            break
    return "text/html" if MARKUP.match(head) else None


def read(path: Path, config: Config) -> tuple[Page, ...]:
    """Return the whole text as one page without size, tables cell by cell.

    Raises:
        DamagedFileError: it cannot be decoded, or its markup cannot be made out.
    """
    del config
    try:
        return (transcribe(_decode(path.read_bytes(), path.name)).page("html"),)
    except (AssertionError, ValueError, RecursionError) as error:
        raise DamagedFileError("Tệp {} hỏng: không đọc được mã HTML.", path.name) from error


def transcribe(markup: str) -> Manuscript:
    """Write down what a page shows.

    Raises:
        AssertionError, ValueError, RecursionError: by html.parser, over some broken markup.
    """
    clerk = _Clerk()
    clerk.feed(markup)
    clerk.close()
    return clerk.manuscript


def _decode(content: bytes, name: str) -> str:
    """Decode as the page itself says, where that is true."""
    named = CHARSET.search(content[:4096])
    if named and not any(content.startswith(mark) for mark, _ in MARKS):
        try:
            return content.decode(named[1].decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            pass  # pages often name an encoding that they are not in
    return decode(content, name)


def _number(attributes: list[tuple[str, str | None]], name: str) -> int:
    """Return over how many columns or rows a cell goes."""
    value = dict(attributes).get(name) or ""
    return max(1, min(MOST_COLUMNS, int(value))) if value.isdecimal() and len(value) < 5 else 1


def _aligned(rows: list[list[Cell]]) -> list[list[Span]]:
    """Return rows in which each column keeps its place: where a cell goes over others, empty ones stand."""
    aligned: list[list[Span]] = []
    held: dict[int, int] = {}  # how many rows a column is still taken by a cell above
    for cells in rows:
        row: list[Span] = []
        taken, held = held, {column: left - 1 for column, left in held.items() if left > 1}
        for span, columns, over in cells:
            while len(row) in taken:
                row.append(Span(span.start, span.start))
            held |= {column: over - 1 for column in range(len(row), len(row) + columns) if over > 1}
            row += [span, *[Span(span.end, span.end)] * (columns - 1)]
        while len(row) in taken:
            row.append(Span(row[-1].end, row[-1].end))
        aligned.append(row)
    return aligned


class _Clerk(HTMLParser):
    """Writes the text of a page down as it is shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.manuscript = Manuscript()
        self._silent = 0
        self._tables: list[list[list[Cell]]] = []
        self._cells: list[tuple[int, int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, a table or a cell."""
        self._silent += tag in SILENT
        if tag == "br":
            self.manuscript.put("\n")
        elif tag in BLOCKS:
            self.manuscript.end_line()
        if tag == "table" and len(self._tables) < MOST_TABLES:
            self._tables.append([])
        elif tag == "tr" and self._tables:
            self._tables[-1].append([])
        elif tag in ("td", "th"):
            self.manuscript.end_line()
            self._cells.append((self.manuscript.length, _number(attrs, "colspan"), _number(attrs, "rowspan")))

    def handle_endtag(self, tag: str) -> None:
        """End a line, a table or a cell."""
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in BLOCKS:
            self.manuscript.end_line()
        if tag in ("td", "th") and self._cells:
            (start, columns, rows), end = self._cells.pop(), self.manuscript.length
            if self._tables and self._tables[-1]:
                self._tables[-1][-1].append((Span(start, end), columns, rows))
            self.manuscript.end_line()
        elif tag == "table" and self._tables:
            self.manuscript.add_table(_aligned([row for row in self._tables.pop() if row]))

    def handle_data(self, data: str) -> None:
        """Write text, its white space collapsed as browsers do."""
        if self._silent:
            return
        text = re.sub(r"[ \t\r\n\f]+", " ", data)
        self.manuscript.put(text.lstrip(" ") if self.manuscript.ends_line else text)


READER = Reader("html", (".html", ".htm", ".xhtml"), 60, recognises, read)
