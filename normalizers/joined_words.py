"""Joined words: `chủtrì`, `phụnữvà`, `nhiệm kỳ2025`, as PDF layers give them that lost the blank after some vowels.

They lose it after letters that bear marks, and hundreds of times a paper. Words are parted there alone, where each part
is a syllable in use, and only in a paper that has many: one word of that kind may be a name or a slip.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from math import log

from corpus.knowledge import Knowledge
from corpus.language.bigrams import Bigrams, load_bigrams
from normalizers import Normalizer
from normalizers.tone_marks import place
from normalizers.words import is_valid
from pipeline.document import Document, Edit, Span

_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_WORD = re.compile(rf"[^\W\d_]*[{_MARKED}][^\W\d_]+", re.IGNORECASE)
_BEFORE_NUMBER = re.compile(rf"(?<![^\W_])[^\W\d_]+[{_MARKED}](?=\d)", re.IGNORECASE)
# Letters that few foreign words and names have, which bear é, ê, ô at most: Phêrô, Bénin.
_SURE = re.compile(r"[ảãạằẳẵặầấẩẫậẻẽẹềếểễệỉĩịỏõọồốổỗộờớởỡợủũụừứửữựỷỹỵỳ]\w", re.IGNORECASE)
_LEAST_JOINED, _WORDS_A_FAULT = 5, 300
"""So many different joined words, one in so many words, show that a layer loses blanks; good papers have none."""
_KNOWN_COUNT = 20
_MOST_PARTS = 6
_UNSEEN = -16.0


def propose(document: Document, knowledge: Knowledge) -> list[Edit]:
    """Propose the blanks that a text layer lost."""
    del knowledge
    text = document.text.value
    found = [(Span(*match.span()), parts) for match in _WORD.finditer(text) if (parts := _parts(match.group()))]
    sure = {span.of(text) for span, _ in found if _SURE.search(span.of(text))}
    if len(sure) < _LEAST_JOINED or len(found) * _WORDS_A_FAULT < text.count(" "):
        return []
    edits = [Edit(span, span.of(text), " ".join(parts), "joined_words", 0.95) for span, parts in found]
    joined = {edit.span.end: edit for edit in edits}
    for match in _BEFORE_NUMBER.finditer(text):
        if edit := joined.get(match.end()):
            edits[edits.index(edit)] = replace(edit, new=f"{edit.new} ")
        elif _is_known(match.group()):
            edits.append(Edit(Span(*match.span()), match.group(), f"{match.group()} ", "joined_words", 0.95))
    return sorted(edits, key=lambda edit: edit.span)


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[str, ...]:
    """Return the words that one is made of which is none itself: the likeliest, cut after marked vowels alone."""
    if is_valid(word) and _is_one_case(word):
        return ()
    counts = load_bigrams()
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())]
    for end in range(1, len(word) + 1):
        found: list[tuple[float, tuple[str, ...]]] = []
        if end == len(word) or word[end - 1].lower() in _MARKED:
            for start in range(end):
                before, part = best[start], word[start:end]
                if before is not None and len(before[1]) < _MOST_PARTS and _is_known(part):
                    found.append((before[0] + _likelihood(counts, before[1], part), (*before[1], part)))
        best.append(max(found, default=None))
    whole = best[-1]
    return whole[1] if whole and len(whole[1]) > 1 else ()


def _is_known(part: str) -> bool:
    """Tell whether a part is written as one word and in use; capitals alone may be any abbreviation."""
    if part.isupper() and part.isascii() and (len(part) > 1 or part in "IVX"):
        return True
    return _is_one_case(part) and is_valid(part) and load_bigrams().count(place(part.lower())) >= _KNOWN_COUNT


def _is_one_case(word: str) -> bool:
    return word.isupper() or word[1:].islower() or len(word) == 1


def _likelihood(counts: Bigrams, before: tuple[str, ...], part: str) -> float:
    form = place(part.lower())
    alone = counts.count(form) / counts.total
    first = place(before[-1].lower()) if before else ""
    pair = counts.pair_count(first, form) / max(1, counts.count(first)) if before else alone
    likelihood = 0.9 * pair + 0.1 * alone
    return max(_UNSEEN, log(likelihood)) if likelihood else _UNSEEN


NORMALIZER = Normalizer("joined_words", 27, propose)
"""Rank 27: once split syllables are whole, and before codes are looked for."""
