"""The one type that travels down the line.

Everything is frozen: a stage makes a new `Document` with `dataclasses.replace`. Offsets of facts, parts, sections,
tables and notes index `document.text.value`. The types of `pipeline.text` and `pipeline.facts` are at hand here too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.facts import (
    AgencyMention,
    Assignment,
    Deadline,
    DigitalSignature,
    Fact,
    Heading,
    Note,
    ReceivedStamp,
    Reference,
)
from pipeline.text import Edit, Piece, Span, Text

__all__ = [
    "AgencyMention",
    "Assignment",
    "Box",
    "Deadline",
    "DigitalSignature",
    "Document",
    "Edit",
    "Fact",
    "FontRun",
    "Heading",
    "Margins",
    "Note",
    "Page",
    "Part",
    "Piece",
    "Reading",
    "ReceivedStamp",
    "Reference",
    "Section",
    "Source",
    "Span",
    "Table",
    "Text",
    "Word",
    "Zone",
]

Origin = Literal["text-layer", "ocr", "text"]
PartKind = Literal["document", "annex", "copy", "attachment"]
ZoneKind = Literal[
    "head", "digital_signature", "received_stamp", "title", "addressees", "body", "footnote", "recipients", "signature"
]


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document came from.

    `sha256` of its bytes is the document's identity (that of a further paper in one file is made of it and the place),
    `size` is in bytes, `reader` the name of the reader that knows it, `container` the hash of the archive, the message
    or the file of several papers that it came in.
    """

    name: str
    path: Path
    sha256: str
    media_type: str
    size: int
    reader: str
    container: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (numbered from 1), in PDF points from the top left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a reading: `span` indexes the reading's text; confidence runs from 0 to 1.

    `alternatives` are other readings of the same ink with their confidences, where the engine gives them.
    """

    text: str
    span: Span
    box: Box
    confidence: float = 1.0
    alternatives: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class FontRun:
    """The font that a run of a reading's text is set in, as the file names it."""

    span: Span
    font: str


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: rows of cells, each cell a span of the text the table stands in."""

    page: int
    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a page: its text in reading order, one printed line a line, and the words with their places.

    `engine` names what made it ("pdfium", "tesseract 5.3.0 vie"), `score` (0 to 1) how well it reads as Vietnamese.
    """

    origin: Origin
    engine: str
    text: str
    words: tuple[Word, ...] = ()
    tables: tuple[Table, ...] = ()
    fonts: tuple[FontRun, ...] = ()
    score: float | None = None

    @property
    def confidence(self) -> float | None:
        """Mean confidence of the words, weighted by length; None where the reading has no words."""
        letters = sum(len(w.text) for w in self.words)
        return sum(w.confidence * len(w.text) for w in self.words) / letters if letters else None


@dataclass(frozen=True, slots=True)
class Page:
    """A page: size in PDF points (None for formats without pages), every reading made of it, and which one was chosen.

    A page without a reading waits for OCR, as does one of which a picture covers the most (`scanned`) and that carries
    little text besides. `raw` is where the chosen reading stands in the document's raw text.
    """

    number: int
    width: float | None = None
    height: float | None = None
    readings: tuple[Reading, ...] = ()
    chosen: int = 0
    raw: Span = field(default_factory=lambda: Span(0, 0))
    scanned: bool = False

    @property
    def reading(self) -> Reading | None:
        """The chosen reading, None while there is none."""
        return self.readings[self.chosen] if self.readings else None


@dataclass(frozen=True, slots=True)
class Zone:
    """A region of a part with a purpose of its own, such as the head or the list of recipients."""

    kind: ZoneKind
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """One of the documents that a file holds: the document itself, an annex, a copy, an attachment."""

    kind: PartKind
    span: Span
    name: str | None = None
    zones: tuple[Zone, ...] = ()

    def zone(self, kind: ZoneKind) -> Span | None:
        """Return the first zone of a kind, None where the part has none."""
        return next((z.span for z in self.zones if z.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the outline.

    `span` runs from the label to the end of all that stands under it; `level` is 1 for `I.`, 2 for `1.` or `Điều 1`,
    3 for `1.1.` or `a)`, 4 for a dash, 5 for a plus. `path` names the way down to it: `IV.4`, `II.2.1`, `kết`.
    """

    label: str
    title: str
    level: int
    span: Span
    path: str
    part: int = 0


@dataclass(frozen=True, slots=True)
class Margins:
    """Where printed lines begin, as far as the boxes of their words tell how they are meant; offsets in the text.

    A line of `indented` is set in from the left edge of the lines around it and so begins a paragraph; one of `flush`
    begins at that edge after a line that is full, and goes on.
    """

    indented: frozenset[int] = frozenset()
    flush: frozenset[int] = frozenset()

    def moved(self, by: int) -> Margins:
        """Return the same for a text that begins `by` characters later."""
        return Margins(*(frozenset(at + by for at in places) for places in (self.indented, self.flush)))


@dataclass(frozen=True, slots=True)
class Document:
    """A paper on its way down the line: each stage adds what it found."""

    source: Source
    pages: tuple[Page, ...] = ()
    text: Text = field(default_factory=lambda: Text.of(""))
    tables: tuple[Table, ...] = ()
    margins: Margins = Margins()
    parts: tuple[Part, ...] = ()
    outline: tuple[Section, ...] = ()
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    agencies: tuple[AgencyMention, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def heading(self) -> Heading | None:
        """The heading of the first part, None while there is none."""
        return next((h for h in self.headings if h.part == 0), None)
