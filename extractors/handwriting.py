"""Handwriting: notes on a number or date in the head that the OCR engine is not sure of, for it may be written by hand.

Offices print the form and write the number and the day into it. Engines read such ink as whatever is printed most like
it, and say themselves that they are less sure of it than of the print around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.knowledge import Knowledge
from extractors import Extractor
from pipeline.document import Document, Note, Span, Word

SURE = 0.8  # confidence that printed figures reach on scans of any use
HEAD = 1500  # characters in which the head is sought where no zone is marked

_NUMBER = re.compile(r"^\W*Số\s*[:.;]?\s*(?P<field>\d{1,5}[a-zA-Z]?)\s*[/-]", re.MULTILINE)
_DATE = re.compile(r"\bngày\s+(?P<field>\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})")
# "(Ban hành kèm theo Quyết định số … ngày …)" above an annex, where offices write the number in as well.
_ANNEXED = re.compile(
    r"kèm\s+theo\s+(?:[^\W\d]+\s+){1,4}số\s*:?[^\S\n]*(?P<field>[^\s/][^\n/]{0,15}?)[^\S\n]*,?:?\s+ngày\b",
    re.IGNORECASE,
)
_LEGIBLE = re.compile(r"\d+\s*-?\s*[A-ZĐ]|^\d{1,5}[a-z]?$")
_UNSURE_NUMBER = "Số văn bản đọc không chắc, có thể là chữ viết tay: {}. Hãy đối chiếu với bản gốc."
_UNSURE_DATE = "Ngày ban hành đọc không chắc, có thể là chữ viết tay: {}. Hãy đối chiếu với bản gốc."


def find_notes(document: Document, knowledge: Knowledge) -> tuple[Note, ...]:
    """Return notes on the number and the date of the head that were read without certainty, and on lost numbers."""
    del knowledge
    return tuple(_notes(document))


def ocr_confidence(document: Document, span: Span) -> float | None:
    """Return how sure the engine is of the word that it is least sure of; None for text that no engine read."""
    return min((word.confidence for word in _ocr_words(document, span)), default=None)


def _notes(document: Document) -> Iterator[Note]:
    head = _head(document)
    for code, pattern, message in (
        ("number_uncertain", _NUMBER, _UNSURE_NUMBER),
        ("date_uncertain", _DATE, _UNSURE_DATE),
    ):
        match = pattern.search(document.text.value, head.start, head.end)
        if match is None:
            continue
        span = Span(*match.span("field"))
        confidence = ocr_confidence(document, span)
        if confidence is not None and confidence < SURE:
            yield Note(code, "warning", message, (match["field"],), span)

    for match in _ANNEXED.finditer(document.text.value):
        span = Span(*match.span("field"))
        if not _LEGIBLE.search(match["field"]) and ocr_confidence(document, span) is not None:
            yield Note("number_unreadable", "warning", "Không đọc được số văn bản: {}.", (match["field"],), span)


def _head(document: Document) -> Span:
    zone = document.parts[0].zone("head") if document.parts else None
    return zone or Span(0, min(HEAD, len(document.text.value)))


def _ocr_words(document: Document, span: Span) -> Iterator[Word]:
    raw = document.text.to_raw(span)
    for page in document.pages:
        if page.reading and page.reading.origin == "ocr" and page.raw.overlaps(raw):
            yield from (word for word in page.reading.words if word.span.moved(page.raw.start).overlaps(raw))


EXTRACTOR = Extractor("handwriting", find_notes)
