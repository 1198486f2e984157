"""Overlay: text that was put over a scan, such as the block of a digital signature, or a number and day filled in."""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Reading, Span, Word
from pipeline.ocr.layout import arrange

STEP = 1.9  # lines of one block are nearer than so many heights, from top to top


def overlaid(ocr: Reading, layer: Reading) -> Reading:
    """Return an OCR reading with what the text layer adds, which is certain.

    Blocks of several lines stand in front, for they lie across the print; single words go where they stand in it.
    Tables of the OCR reading are kept where nothing moves them.
    """
    boxes = [word.box for word in layer.words]
    kept = [
        word
        for word in ocr.words
        if not any(
            b.x0 <= (word.box.x0 + word.box.x1) / 2 <= b.x1 and b.y0 <= (word.box.y0 + word.box.y1) / 2 <= b.y1
            for b in boxes
        )
    ]
    blocks = _blocks(_lines(layer))
    single = [word for block in blocks if len(block) == 1 for word in block[0]]
    across = [word for block in blocks if len(block) > 1 for line in block for word in line]
    if single or len(kept) < len(ocr.words):
        layout = arrange([*kept, *single])
        ocr = replace(ocr, text=layout.text, words=layout.words, tables=())
    return _in_front(arrange(across).text, arrange(across).words, ocr) if across else ocr


def _in_front(text: str, words: tuple[Word, ...], reading: Reading) -> Reading:
    by = len(text) + 2
    moved = tuple(replace(word, span=word.span.moved(by)) for word in reading.words)
    tables = tuple(
        replace(table, rows=tuple(tuple(cell.moved(by) for cell in row) for row in table.rows))
        for table in reading.tables
    )
    return replace(reading, text=f"{text}\n\n{reading.text}", words=(*words, *moved), tables=tables)


def _lines(reading: Reading) -> list[list[Word]]:
    """Return the words of each line of a reading's text."""
    lines: list[list[Word]] = []
    end = 0
    for word in reading.words:
        if not lines or "\n" in Span(end, word.span.start).of(reading.text):
            lines.append([])
        lines[-1].append(word)
        end = word.span.end
    return lines


def _blocks(lines: list[list[Word]]) -> list[list[list[Word]]]:
    """Group lines that stand right under each other."""
    blocks: list[list[list[Word]]] = []
    for line in lines:
        last = blocks[-1][-1] if blocks else None
        if last and _is_under(line, last):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _is_under(line: list[Word], last: list[Word]) -> bool:
    step = line[0].box.y0 - last[0].box.y0
    height = max(last[0].box.y1 - last[0].box.y0, line[0].box.y1 - line[0].box.y0)
    return 0 < step < STEP * height and line[0].box.x0 < last[-1].box.x1 and last[0].box.x0 < line[-1].box.x1
