"""Legibility: notes on pages whose text is ruined, so that nobody trusts what was found in it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.knowledge import Knowledge
from extractors import Extractor
from normalizers.quality import judge
from pipeline.document import Document, Note

# Shorter texts do not tell: a page with a stamp and a signature is not ruined.
_LEAST_WORDS = 30
_ON_PAGE = "Trang {}: chữ bị hỏng (đọc bằng ngôn ngữ khác hoặc sai bảng mã), kết quả trích ra không đáng tin."
_WHOLE = "Chữ của văn bản bị hỏng (đọc bằng ngôn ngữ khác hoặc sai bảng mã), kết quả trích ra không đáng tin."
_REBUILT_ON_PAGE = "Trang {}: chữ gốc bị hỏng, máy đã dựng lại; hãy đối chiếu với bản gốc trước khi dùng."
_REBUILT = "Chữ gốc của văn bản bị hỏng, máy đã dựng lại; hãy đối chiếu với bản gốc trước khi dùng."


def find_notes(document: Document, knowledge: Knowledge) -> tuple[Note, ...]:
    """Return a note for each page whose text reads as garbled, or was rebuilt from garble."""
    del knowledge
    return tuple(_notes(document))


def _notes(document: Document) -> Iterator[Note]:
    text = document.text
    for page in document.pages:
        span = text.from_raw(page.raw)
        several = len(document.pages) > 1
        values = (str(page.number),) if several else ()
        quality = judge(span.of(text.value))
        if quality.kind == "garbled" and quality.words >= _LEAST_WORDS:
            yield Note("text_garbled", "warning", _ON_PAGE if several else _WHOLE, values, span)
        elif any(edit.rule.startswith("garble") and span.covers(edit.span) for edit in text.edits):
            yield Note("text_reconstructed", "warning", _REBUILT_ON_PAGE if several else _REBUILT, values, span)


EXTRACTOR = Extractor("legibility", find_notes)
