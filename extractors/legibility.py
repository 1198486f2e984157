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


def find_notes(document: Document, knowledge: Knowledge) -> tuple[Note, ...]:
    """Return a note for each page whose text reads as garbled."""
    del knowledge
    return tuple(_notes(document))


def _notes(document: Document) -> Iterator[Note]:
    for page in document.pages:
        span = document.text.from_raw(page.raw)
        quality = judge(span.of(document.text.value))
        if quality.kind == "garbled" and quality.words >= _LEAST_WORDS:
            if len(document.pages) > 1:
                yield Note("text_garbled", "warning", _ON_PAGE, (str(page.number),), span)
            else:
                yield Note("text_garbled", "warning", _WHOLE, span=span)


EXTRACTOR = Extractor("legibility", find_notes)
