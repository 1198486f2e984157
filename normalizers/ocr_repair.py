"""OCR repair: syllables with wrong marks or a wrong letter, as OCR leaves them (`Tố quốc`, `kiếm soát`, `đông bào`).

A syllable is replaced only where it is far less likely beside its neighbours than a look-alike that was seen there
often. Text by OCR, and text full of sure faults, is trusted less than other text. Words in capitals beside each other
may be names and are left alone; so are codes, numbers, and text that is garbled, without marks or foreign as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from corpus.knowledge import Knowledge
from corpus.language.bigrams import COMMA, NUMBER, STOP, Bigrams, load_bigrams, places
from corpus.language.confusables import look_alikes
from normalizers import Normalizer
from normalizers.quality import judge
from normalizers.words import is_valid
from pipeline.document import Document, Edit, Span

RULE = "ocr_repair"

# And for a word with a capital, which may be a name, so much more.
_CAPITAL_ODDS = 3.0
# And how far ahead of the next one.
_LEAST_LEAD = 2.0
# How often a look-alike must have been seen beside one neighbour at least.
_LEAST_SEEN = 12.0
_SIGNS = frozenset((STOP, COMMA, NUMBER))
# No look-alike fits its neighbours better than this, as a logarithm: what is likelier need not be looked at.
_FITTING = 3.0
_MOST_ROUNDS = 5
# So many sure faults, one in so many words, put a whole text in doubt; good papers have one in 10,000.
_LEAST_FAULTS = 3
_WORDS_A_FAULT = 500
_OCR_ENGINE = re.compile("tesseract|ocr", re.IGNORECASE)
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


@dataclass(frozen=True, slots=True)
class _Trust:
    """How far ahead a look-alike must be, in log-odds."""

    least_odds: float


_GOOD_FILE = _Trust(10.0)
_OCR = _Trust(8.0)


@dataclass(frozen=True, slots=True)
class _Repair:
    """What to put in place of a form: its log-odds against it, and other look-alikes that fit."""

    form: str
    odds: float
    others: tuple[str, ...]


def propose(document: Document, knowledge: Knowledge) -> list[Edit]:
    """Propose the look-alikes of syllables that stand where they never do."""
    del knowledge
    text = document.text.value
    scanned = _scanned(document)
    spans = [Span(*match.span()) for match in _PARAGRAPH.finditer(text)]
    loose = {span: edits for span in spans if (edits := _of_paragraph(text, span, _OCR))}
    others = [span for span in loose if not any(s.overlaps(span) for s in scanned)]
    strict = {span: _of_paragraph(text, span, _GOOD_FILE) for span in others}
    if not _is_doubtful(text, sum(map(len, strict.values()))):
        loose |= strict
    return [edit for span in spans for edit in loose.get(span, ())]


def _is_doubtful(text: str, sure_faults: int) -> bool:
    """Tell whether so many syllables are surely wrong that the text must come from OCR or a careless hand."""
    return sure_faults >= _LEAST_FAULTS and sure_faults * _WORDS_A_FAULT >= text.count(" ")


def _scanned(document: Document) -> list[Span]:
    """Return the stretches of text that come from OCR."""
    return [
        document.text.from_raw(page.raw)
        for page in document.pages
        if page.reading and (page.reading.origin == "ocr" or _OCR_ENGINE.search(page.reading.engine))
    ]


def _of_paragraph(text: str, span: Span, trust: _Trust) -> list[Edit]:
    paragraph = span.of(text)
    tokens = list(places(paragraph))
    words = [paragraph[token.start : token.end] for token in tokens]
    repaired = _repaired([token.form for token in tokens], words, trust)
    if not repaired or judge(paragraph).kind != "good":
        return []
    edits = []
    for at, repair in sorted(repaired.items()):
        place = Span(tokens[at].start, tokens[at].end).moved(span.start)
        new = _in_case(repair.form, words[at])
        edits.append(Edit(place, words[at], new, RULE, _sure(repair.odds), repair.others))
    return edits


def _repaired(tokens: Sequence[str], words: Sequence[str], trust: _Trust) -> dict[int, _Repair]:
    """Return what to put in place of which forms; a repaired one may show its neighbour to be wrong too."""
    counts = load_bigrams()
    forms = [STOP, *tokens, STOP]
    repaired: dict[int, _Repair] = {}
    for _ in range(_MOST_ROUNDS):
        before = len(repaired)
        fit = counts.log_probabilities(forms)
        unlikely = (fit[:-1] + fit[1:] < -trust.least_odds - _FITTING).nonzero()[0]
        for at in (int(place) + 1 for place in unlikely):
            if at - 1 in repaired or not _may_change(forms, at):
                continue
            least = _least_odds(words, at - 1, trust)
            repair = _best(forms[at - 1], forms[at], forms[at + 1]) if least is not None else None
            if repair is not None and least is not None and repair.odds >= least:
                repaired[at - 1] = repair
                forms[at] = repair.form
        if len(repaired) == before:
            break
    return repaired


def _least_odds(words: Sequence[str], at: int, trust: _Trust) -> float | None:
    """Return how far ahead a look-alike must be, None for a word that may be a name or an abbreviation."""
    word, beside = words[at], (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    if not word[0].isupper():
        return trust.least_odds
    if word.isupper():
        return trust.least_odds + _CAPITAL_ODDS if any(len(w) > 1 and w.isupper() for w in beside) else None
    if any(w[0].isupper() for w in beside):
        return None
    return trust.least_odds + _CAPITAL_ODDS


def _may_change(forms: Sequence[str], at: int) -> bool:
    before, form, after = forms[at - 1 : at + 2]
    return form not in _SIGNS and len(form) > 1 and not (before in _SIGNS and after in _SIGNS)


@lru_cache(maxsize=20_000)
def _best(before: str, form: str, after: str) -> _Repair | None:
    """Return the look-alike that fits between two neighbours, when it fits far better than any other."""
    counts = load_bigrams()
    as_is = _likelihood(counts, before, form) + _likelihood(counts, form, after)
    fitting = []
    for rival in _known_look_alikes(form):
        if max(counts.pair_count(before, rival), counts.pair_count(rival, after)) >= _LEAST_SEEN:
            odds = _likelihood(counts, before, rival) + _likelihood(counts, rival, after) - as_is
            fitting.append((odds, rival))
    fitting.sort(reverse=True)
    if not fitting or (len(fitting) > 1 and fitting[0][0] - fitting[1][0] < _LEAST_LEAD):
        return None
    return _Repair(fitting[0][1], fitting[0][0], tuple(rival for odds, rival in fitting[1:3] if odds > 0))


def _likelihood(counts: Bigrams, before: str, form: str) -> float:
    return log(counts.probability(form, before))


def _sure(odds: float) -> float:
    """Return log-odds as a confidence; a likelihood ratio of this size is right less often than it says."""
    return 1.0 - float(0.5 ** (odds / 2))


@lru_cache(maxsize=20_000)
def _known_look_alikes(form: str) -> tuple[str, ...]:
    counts = load_bigrams()
    return tuple(rival for rival in look_alikes(form) if is_valid(rival) and counts.count(rival))


def _in_case(form: str, old: str) -> str:
    if old.isupper():
        return form.upper()
    return form.capitalize() if old[0].isupper() else form


NORMALIZER = Normalizer("ocr_repair", 60, propose)
