"""Writing a sample as a PDF with a text layer, and as a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.directives.fonts import Typeface
from corpus.directives.layout import Block, Sheet
from corpus.directives.typeset import HEIGHT, WIDTH, SetPage
from pipeline.errors import MissingToolError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

WORD_FONT = "Times New Roman"
CENTRED = ("centre", "note", "annex", "title")


def write_pdf(pages: Sequence[SetPage], typeface: Typeface, target: Path) -> None:
    """Write pages as a PDF with a text layer; the same pages give the same bytes.

    Raises:
        MissingToolError: ReportLab is not installed; it is a development dependency.
    """
    try:
        metrics = import_module("reportlab.pdfbase.pdfmetrics")
        fonts = import_module("reportlab.pdfbase.ttfonts")
        drawing = import_module("reportlab.pdfgen.canvas")
    except ImportError as error:
        raise MissingToolError("Thiếu gói reportlab (nhóm dev) để dựng mẫu thành PDF.") from error
    canvas = drawing.Canvas(str(target), pagesize=(WIDTH, HEIGHT), invariant=1)
    for style in ("regular", "bold", "italic", "bold_italic"):
        metrics.registerFont(fonts.TTFont(f"sample-{style}", str(typeface.file(style))))
    for page in pages:
        for run in page.runs:
            canvas.setFont(f"sample-{run.style}", run.size)
            canvas.drawString(run.x, HEIGHT - run.y, run.text)
        canvas.setLineWidth(0.6)
        for rule in page.rules:
            canvas.line(rule.x0, HEIGHT - rule.y0, rule.x1, HEIGHT - rule.y1)
        canvas.showPage()
    canvas.save()


def write_docx(sheet: Sheet, target: Path) -> None:
    """Write a sheet as a Word document: the head and the signature as tables without lines, as offices do."""
    from docx import Document
    from docx.shared import Mm, Pt

    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = WORD_FONT, Pt(14)
    normal.paragraph_format.space_after = Pt(4)
    head = sheet.head
    if head.left or head.right:
        left = (*head.left, head.number, head.subject, head.urgency)
        _put_columns(word, tuple(filter(None, left)), tuple(filter(None, (*head.right, head.place_date))), True)
    for block in sheet.blocks:
        _put_block(word, block)
    word.save(str(target))


def _put_block(word: WordDocument, block: Block) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    if block.kind == "signature":
        _put_columns(word, block.lines, block.rows[0] if block.rows else (), False)
        return
    if block.kind == "table":
        _put_table(word, block)
        return
    for line in block.lines:
        paragraph = word.add_paragraph()
        run = paragraph.add_run(line)
        run.bold = block.kind in ("centre", "title", "annex", "heading")
        run.italic = block.kind == "note" or line.startswith("Căn cứ")
        paragraph.paragraph_format.page_break_before = block.kind == "annex"
        if block.kind in CENTRED:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif block.kind != "addressees":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Mm(10)


def _put_columns(word: WordDocument, left: tuple[str, ...], right: tuple[str, ...], centre_left: bool) -> None:
    """Put two columns side by side; the recipients of a signature stand at the left margin, all else is centred."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    cells = word.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines, centred in ((cells[0], left, centre_left), (cells[1], right, True)):
        for i, line in enumerate(lines):
            paragraph: Any = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(line)
            run.bold = centred and (line.isupper() or (not centre_left and i == len(lines) - 1))
            run.font.size = Pt(13 if centred else 11)
            if centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _put_table(word: WordDocument, block: Block) -> None:
    from docx.shared import Pt

    table = word.add_table(rows=0, cols=len(block.rows[0]))
    table.style = "Table Grid"
    for i, row in enumerate(block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=False):
            run = cell.paragraphs[0].add_run(text)
            run.bold = i == 0
            run.font.size = Pt(12)
