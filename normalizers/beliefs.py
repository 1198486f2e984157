"""Beliefs: how sure one may be that a word of a text stands there as it was printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from math import log

from pipeline.document import Document, Reading, Span, Word

_LEAST_BELIEF, _MOST_BELIEF = 0.3, 0.98
# The belief in a word that an engine read without saying how sure it is, as log-odds.
_UNSAID = 2.2
_OCR_ENGINE = re.compile("tesseract|ocr", re.IGNORECASE)
# A paper with more misreadings than rendered pages have, which is so many in a word, has yet more of them; with fewer,
# fewer. So many misreadings are expected in any paper, and the belief in its words goes no further down or up.
_USUAL, _EXPECTED, _LEAST_SHIFT, _MOST_SHIFT = 0.016, 4.0, -1.6, 1.1


@dataclass(frozen=True, slots=True)
class Beliefs:
    """How sure the OCR engine is of each word it read, in the order of the raw text.

    `plain` is the belief, as log-odds, in text that no engine read; `read` are the stretches of raw text that one did.
    `shift` is how much surer than elsewhere one may be of a word of this paper, as log-odds.
    """

    document: Document
    starts: tuple[int, ...]
    words: tuple[Word, ...]
    read: tuple[Span, ...]
    plain: float
    shift: float = 0.0

    @classmethod
    def of(cls, document: Document, plain: float) -> Beliefs:
        """Collect the words of all pages read by OCR."""
        pages = [(page.raw, page.reading) for page in document.pages if page.reading and _is_read(page.reading)]
        found = [(raw.start + word.span.start, word) for raw, reading in pages for word in reading.words]
        starts, words = tuple(start for start, _ in found), tuple(word for _, word in found)
        return cls(document, starts, words, tuple(raw for raw, _ in pages), plain)

    def after(self, misread: int, words: int) -> Beliefs:
        """Return what to believe once so many words were surely misread, of so many."""
        ratio = (misread + _EXPECTED) / (words * _USUAL + _EXPECTED)
        return replace(self, shift=min(max(-log(ratio), _LEAST_SHIFT), _MOST_SHIFT))

    def word(self, span: Span) -> Word | None:
        """Return the word on paper that a span of the text came from."""
        if not self.starts:
            return None
        raw = self.document.text.to_raw(span)
        place = bisect_right(self.starts, raw.start) - 1
        if place < 0 or self.starts[place] + len(self.words[place].span) <= raw.start:
            return None
        return self.words[place]

    def of_span(self, span: Span) -> float:
        """Return how sure one may be that a word stands there as it was printed, as log-odds."""
        word = self.word(span)
        if word:
            sure = min(max(word.confidence, _LEAST_BELIEF), _MOST_BELIEF)
            return log(sure / (1 - sure)) + self.shift
        return _UNSAID if self.is_read(span) else self.plain

    def is_read(self, span: Span) -> bool:
        """Tell whether a span of the text was read by an engine."""
        return bool(self.read) and any(read.covers(self.document.text.to_raw(span)) for read in self.read)


def _is_read(reading: Reading) -> bool:
    return reading.origin == "ocr" or bool(_OCR_ENGINE.search(reading.engine))
