"""A text being written down by a reader of files that have no printed lines: Word, OpenDocument, HTML, sheets."""

from __future__ import annotations

from pipeline.document import FontRun, Page, Reading, Span, Table


class Manuscript:
    """Collects text, the fonts it is set in, and the cells of tables."""

    def __init__(self) -> None:
        self._chunks: list[str] = []
        self._fonts: list[FontRun] = []
        self._tables: list[Table] = []
        self._length = 0
        self._ends_line = True
        self._label = ""

    @property
    def length(self) -> int:
        """Return how many characters have been written."""
        return self._length

    @property
    def ends_line(self) -> bool:
        """Tell whether the next text begins a line."""
        return self._ends_line

    def put(self, text: str, font: str = "") -> None:
        """Write text that goes on where the last one ended."""
        if not text:
            return
        text, self._label = self._label + text, ""
        span = Span(self._length, self._length + len(text))
        if font and self._fonts and self._fonts[-1].font == font and self._fonts[-1].span.end == span.start:
            self._fonts[-1] = FontRun(Span(self._fonts[-1].span.start, span.end), font)
        elif font:
            self._fonts.append(FontRun(span, font))
        self._chunks.append(text)
        self._length = span.end
        self._ends_line = text.endswith("\n")

    def label(self, text: str) -> None:
        """Put `text`, a note's number, in front of whatever is written next."""
        self._label = text

    def end_line(self) -> None:
        """Begin a new line, where one is not begun already."""
        if not self._ends_line:
            self._chunks[-1] += "\n"
            self._length += 1
            self._ends_line = True

    def blank_line(self) -> None:
        """Leave one empty line, however many paragraphs without text follow each other."""
        self.end_line()
        if self._chunks and self._chunks[-1] != "\n":
            self.put("\n")

    def add_table(self, rows: list[list[Span]]) -> None:
        """Remember where the cells of a table stand."""
        if rows:
            self._tables.append(Table(1, tuple(map(tuple, rows))))

    def page(self, engine: str) -> Page:
        """Return all that was written as one page without size."""
        text = "".join(self._chunks)
        return Page(1, readings=(Reading("text", engine, text, (), tuple(self._tables), tuple(self._fonts)),))
