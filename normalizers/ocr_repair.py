"""OCR repair: words with wrong marks or wrong letters, as OCR leaves them (`Tố quốc`, `kiếm soát`, `đông bào`).

A word is replaced only where all that speaks for another outweighs what speaks for it. Text that no OCR engine read is
trusted far more, unless it is full of sure faults. Paragraphs that are garbled, without marks or foreign as a whole are
left alone, and so are codes, numbers and names of persons.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Set as AbstractSet

from corpus.knowledge import Knowledge
from normalizers import Normalizer
from normalizers.beliefs import Beliefs
from normalizers.misread_words import Misreading, find_misreadings
from normalizers.quality import judge
from normalizers.word_rows import WordRow, row_of
from pipeline.document import Document, Edit, Span

RULE = "ocr_repair"

_LEAST_CHANCE = 0.7
# And in text that no engine read, where a misprint may be no misprint.
_LEAST_CHANCE_IN_PRINT = 0.8
# Misreadings so sure tell how bad the whole paper was read.
_SURE = 0.7
_SUREST = 0.99
_MOST_ROUNDS = 6
# Tokens on each side of a repaired word that are looked at anew.
_NEAR = 24
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
# How sure one may be of a word that no engine read, as log-odds, and of one in a text that is full of sure faults.
_TRUSTED, _DOUBTED = 6.5, 2.2
# So many sure faults, one in so many words, put a whole text in doubt; good papers have one in 10,000.
_LEAST_FAULTS = 3
_WORDS_A_FAULT = 500


def propose(document: Document, knowledge: Knowledge) -> list[Edit]:
    """Propose the words that were misread as they must have been printed."""
    del knowledge
    text = document.text.value
    edits = _edits(document, _TRUSTED)
    doubtful = len(edits) >= _LEAST_FAULTS and len(edits) * _WORDS_A_FAULT >= text.count(" ")
    if doubtful:
        return _edits(document, _DOUBTED)
    beliefs = Beliefs.of(document, _TRUSTED)
    return [edit for edit in edits if edit.confidence >= _LEAST_CHANCE_IN_PRINT or beliefs.is_read(edit.span)]


def _edits(document: Document, trust: float) -> list[Edit]:
    """Return the edits, made round by round: a repaired word may show its neighbour to be wrong too."""
    text = document.text.value
    beliefs = Beliefs.of(document, trust)
    settled = {start for edit in document.text.edits if edit.rule == RULE for start in range(*_ends(edit.span))}
    changed: dict[int, str] = {}
    edits: dict[int, Edit] = {}
    near: AbstractSet[int] | None = None
    for _ in range(_MOST_ROUNDS):
        row = row_of(text, changed)
        found = list(find_misreadings(row, beliefs, settled | changed.keys(), near))
        if near is None:
            beliefs, found = _seen_whole(beliefs, found, len(row.tokens))
        fresh = _sure(text, row, found)
        if not fresh:
            break
        for misreading in fresh:
            edit = _edit(row, misreading)
            edits[edit.span.start] = edit
            changed[edit.span.start] = misreading.change.forms[0]
        near = {place for m in fresh for place in range(m.change.first - _NEAR, m.change.first + _NEAR + 1)}
    return sorted(edits.values(), key=lambda edit: edit.span)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _seen_whole(beliefs: Beliefs, found: list[Misreading], words: int) -> tuple[Beliefs, list[Misreading]]:
    """Return what to believe, and of the misreadings, once all of a paper has been seen."""
    after = beliefs.after(sum(misreading.chance > _SURE for misreading in found), words)
    return after, [misreading.shifted(after.shift) if misreading.read else misreading for misreading in found]


def _sure(text: str, row: WordRow, found: list[Misreading]) -> list[Misreading]:
    """Return the misreadings that are sure enough and stand in text that is good as a whole."""
    likely = [misreading for misreading in found if misreading.chance >= _LEAST_CHANCE]
    if not likely:
        return []
    paragraphs = [Span(*match.span()) for match in _PARAGRAPH.finditer(text)]
    starts = [span.start for span in paragraphs]
    around = [paragraphs[bisect_right(starts, row.span(m.change.first).start) - 1] for m in likely]
    good = {span for span in set(around) if judge(span.of(text)).kind == "good"}
    return [misreading for misreading, span in zip(likely, around, strict=True) if span in good]


def _edit(row: WordRow, misreading: Misreading) -> Edit:
    change = misreading.change
    span = row.span(change.first, change.count)
    old = span.of(row.text)
    others = tuple(_in_case(form, old) for form in misreading.others)
    return Edit(span, old, _written(change.forms, old), RULE, min(misreading.chance, _SUREST), others)


def _written(forms: tuple[str, ...], old: str) -> str:
    """Write a word in the case of the one that stands there, or put a blank between two that were read as one."""
    return _in_case(forms[0], old) if len(forms) == 1 else f"{old[: len(forms[0])]} {old[len(forms[0]) :]}"


def _in_case(form: str, old: str) -> str:
    if old.isupper():
        return form.upper()
    return form.capitalize() if old[0].isupper() else form


NORMALIZER = Normalizer("ocr_repair", 60, propose)
"""Rank 60: after whatever moves characters about and before what reads garbled pages."""
