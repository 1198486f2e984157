"""Garble: text layers that an OCR run in the wrong language made (`Pay manh thyc hién`), read back into Vietnamese.

Only pages and paragraphs that read as garbled as a whole are touched. Every word is weighed against all the words it
may be a misreading of, by what English OCR makes of Vietnamese letters and by the words around it. Numbers are kept,
and so are codes, but for the bars of their letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import log
from typing import TYPE_CHECKING

from corpus.knowledge import Knowledge
from corpus.language.bigrams import COMMA, NUMBER, STOP
from corpus.language.runs import load_vocabulary
from normalizers import Normalizer
from normalizers.folding import bare
from normalizers.garbled_codes import RULE, Codes, codes_of
from normalizers.garbled_codes import with_marks as marked_code
from normalizers.garbled_words import Lattice, Slot, lattice_of, prepare, slots_of
from normalizers.quality import Quality, judge
from pipeline.document import Document, Edit, Span

if TYPE_CHECKING:
    from corpus.language.candidates import Candidates
    from corpus.language.channel import Channel
    from corpus.language.decoding import Shares
    from corpus.language.model import Choice
    from corpus.language.runs import Runs
    from corpus.language.word_tree import Ids

# Of a sample of words so many must be likely readings of some word, as a log-chance a letter. Measured: layers by
# English OCR 0.74-0.99, good text, lost encodings and shifted letters under 0.2.
_SAMPLE, _LEAST_CHANCE, _LEAST_KNOWN = 300, -1.2, 0.5

_LEAST_WORDS, _LEAST_WORDS_OF_PARAGRAPH = 30, 20
# A page with fewer odd words has no such paragraph.
_LEAST_ODD = 2
# Of a line's words fewer bear marks where it is garbled; in good lines three in four do.
_FEW_MARKS = 0.4
_SURE_OF_CODE = 0.95
_LIKELY, _POSSIBLE = 0.03, 0.0005
# What the network does not expect may still be.
_LEAST_SHARE = 0.01
# The chance of a capital at the start of a sentence and elsewhere, as odds.
_CAPITAL_FIRST, _CAPITAL_ELSEWHERE = 4.0, -2.0
# Letters whose capital differs in height alone, and the share of capitals among them that shows them to be mixed up.
_SHAPES_OF_BOTH = "cosuvwxz"
_MIXED_SHARE = 0.1
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Word:
    """What a stretch of text is read as; `words` is empty where it is kept.

    `share` is the chance that it is right; `others` come with theirs, likeliest first.
    """

    span: Span
    slots: range
    words: tuple[str, ...]
    share: float
    others: tuple[tuple[str, float], ...]


def propose(document: Document, knowledge: Knowledge) -> list[Edit]:
    """Propose the words of every garbled page, and of garbled paragraphs on other pages."""
    text = document.text.value
    codes = codes_of(knowledge)
    return [edit for span in _garbled(document) for edit in find_edits(text, span, codes)]


def _garbled(document: Document) -> Iterator[Span]:
    for page in document.pages:
        span = document.text.from_raw(page.raw)
        quality = judge(span.of(document.text.value))
        if _is_garbled(quality, _LEAST_WORDS):
            yield span
        elif quality.confusable_share * quality.words >= _LEAST_ODD:
            yield from _garbled_paragraphs(document.text.value, span)


def _is_garbled(quality: Quality, least: int) -> bool:
    return quality.kind == "garbled" and quality.words >= least


def _garbled_paragraphs(text: str, page: Span) -> Iterator[Span]:
    """Yield the runs of lines that bear hardly any marks and read as garbled together."""
    begin = end = -1
    for line in _LINE.finditer(text, page.start, page.end):
        few = _has_few_marks(line.group())
        if few and begin < 0:
            begin = line.start()
        end = line.end() if few else end
        if begin >= 0 and (not few or line.end() == page.end):
            if _is_garbled(judge(text[begin:end]), _LEAST_WORDS_OF_PARAGRAPH):
                yield Span(begin, end)
            begin = -1


def _has_few_marks(line: str) -> bool:
    quality = judge(line)
    return bool(quality.words) and quality.marked_share < _FEW_MARKS


def find_edits(text: str, span: Span, codes: Codes) -> Iterator[Edit]:
    """Yield the edits of a garbled stretch."""
    from corpus.language.candidates import load_candidates
    from corpus.language.runs import load_runs

    candidates = load_candidates()
    slots = tuple(slots_of(text, span))
    if not _is_english_ocr(slots, candidates):
        return
    case = Case.of(slots, candidates.channel)
    for word in with_marks(text, read_back(slots, candidates, load_runs())):
        edit = _edit(text, slots, word, case) if word.words else _code_edit(text, word, codes)
        if edit:
            yield edit


def _code_edit(text: str, word: Word, codes: Codes) -> Edit | None:
    old = word.span.of(text)
    new = marked_code(old, codes)
    return Edit(word.span, old, new, RULE, _SURE_OF_CODE) if new != old else None


@dataclass(frozen=True, slots=True)
class Case:
    """What tells capitals: the channel, and whether capitals stand for small letters of one shape (`tiCh`).

    `known` keeps the log-odds computed already.
    """

    channel: Channel
    mixed: bool
    known: dict[tuple[str, str], float] = field(default_factory=dict)

    @classmethod
    def of(cls, slots: Sequence[Slot], channel: Channel) -> Case:
        """Judge by the letters inside and at the end of words that are not in capitals."""
        inner = [char for slot in slots if not slot.read.isupper() for char in slot.read[1:] if char.lower() in "cosvx"]
        return cls(channel, sum(map(str.isupper, inner)) > _MIXED_SHARE * len(inner))

    def odds(self, letter: str, read: str) -> float:
        """Return the log-odds that what begins so was a letter's capital."""
        pieces = read[:1], read[:2], read[:3]
        if (letter, pieces[-1]) not in self.known:
            chance = self.channel.chance
            capital, small = (max(chance(char, piece) for piece in pieces) for char in (letter.upper(), letter))
            self.known[letter, pieces[-1]] = log(capital / small)
        return self.known[letter, pieces[-1]]


def _is_english_ocr(slots: Sequence[Slot], candidates: Candidates) -> bool:
    """Tell whether the words look like Vietnamese read as English, and not ruined in another way."""
    words = [slot.read for slot in slots if len(slot.read) > 1 and not any(map(str.isdigit, slot.read))][:_SAMPLE]
    prepare(slots, candidates)
    known = sum(candidates.find(word).best > _LEAST_CHANCE * len(word) for word in words)
    return known > _LEAST_KNOWN * len(words)


def read_back(slots: Sequence[Slot], candidates: Candidates, model: Runs) -> list[Word]:
    """Return what a row of slots is read as."""
    from corpus.language.decoding import decode, shares

    if not slots:
        return []
    lattice, line = lattice_of(slots, candidates), load_vocabulary()[1].line
    taken = decode(lattice.readings, model, line)
    return list(_words(lattice, taken, shares(lattice.readings, taken, model, line), candidates.words))


def with_marks(text: str, words: Sequence[Word]) -> Iterator[Word]:
    """Weigh the forms of each word that differ by marks alone anew, by the network that restores marks."""
    from corpus.language.model import load_model
    from corpus.language.tokens import tokenize

    chunks: list[str] = []
    starts: dict[int, int] = {}
    length = end = 0
    for index, word in enumerate(words):
        read = bare(" ".join(word.words)) or word.span.of(text)
        between = text[end : word.span.start]
        starts[length + len(between)] = index
        chunks += [between, read]
        length, end = length + len(between) + len(read), word.span.end
    tokens = tokenize("".join(chunks))
    choices = {starts.get(t.start): c for t, c in zip(tokens, load_model().choose(tokens, {}), strict=True) if c.forms}
    for index, word in enumerate(words):
        yield _remarked(word, choices[index]) if index in choices and len(word.words) == 1 else word


def _remarked(word: Word, choice: Choice) -> Word:
    """Choose among the forms of a word by what both think of them."""
    by_network = dict(zip(choice.forms, choice.shares, strict=True))
    letters = bare(word.words[0])
    rivals = [(word.words[0], word.share), *word.others]
    weighed = {
        form: share * (by_network.get(form, 0.0) + _LEAST_SHARE) for form, share in rivals if bare(form) == letters
    }
    whole, now = sum(weighed.values()), sum(share for form, share in rivals if form in weighed)
    shares = dict(rivals) | {form: share / whole * now for form, share in weighed.items()}
    best = max(weighed, key=lambda form: weighed[form])
    others = sorted(((form, share) for form, share in shares.items() if form != best), key=lambda pair: -pair[1])
    return replace(word, words=(best,), share=shares[best], others=tuple(others))


def _words(lattice: Lattice, taken: Ids, shares: Shares, words: Sequence[str]) -> Iterator[Word]:
    """Yield the words taken with their shares, and their likeliest rivals."""
    rivals: list[list[tuple[int, float]]] = [[] for _ in taken]
    told = (shares.chances >= _POSSIBLE) | (shares.readings == taken[shares.steps])
    for reading, step, share in zip(*(column[told].tolist() for column in shares), strict=True):
        rivals[step].append((reading, share))
    starts, ends = (column[taken].tolist() for column in (lattice.readings.starts, lattice.readings.ends))
    for reading, start, end, weighed in zip(taken.tolist(), starts, ends, rivals, strict=True):
        forms = {other: tuple([words[place] for place in lattice.words[other] if place >= 0]) for other, _ in weighed}
        span = Span(lattice.slots[start].span.start, lattice.slots[end - 1].span.end)
        others = [(" ".join(forms[other]), share) for other, share in weighed if other != reading]
        kept = tuple(pair for pair in others[:8] if pair[0])
        yield Word(span, range(start, end), forms[reading], dict(weighed)[reading], kept)


def _edit(text: str, slots: Sequence[Slot], word: Word, case: Case) -> Edit | None:
    old = word.span.of(text)
    first = _is_first(slots, word.slots.start)
    new = " ".join(_cased(form, old, case, first=first) for form in word.words)
    if new == old:
        return None
    likely = [form for form, share in word.others if share >= _LIKELY][:3]
    others = tuple(_cased(form, old, case, first=first) for form in likely)
    return Edit(word.span, old, new, RULE, min(word.share, 0.99), others)


def _is_first(slots: Sequence[Slot], at: int) -> bool:
    """Tell whether a word begins a sentence, or what follows the number or the dash of a list."""
    before = slots[at - 1].token if at else STOP
    if before == STOP:
        return True
    return before in (COMMA, NUMBER) and at > 1 and slots[at - 2].token == STOP


def _cased(form: str, old: str, case: Case, *, first: bool) -> str:
    """Write a form in the case its first letter was likeliest printed in, and in capitals where the word was."""
    letters = [char for char in old if char.isalpha()]
    telling = [char for char in letters if char.lower() not in _SHAPES_OF_BOTH] or letters
    capitals = sum(map(str.isupper, telling))
    if len(form) > 1 and sum(map(str.isupper, letters)) > 1 and capitals > len(telling) / 2:
        return form.upper()
    if bare(form[0]) in _SHAPES_OF_BOTH and old[0].lower() in _SHAPES_OF_BOTH:
        capital = old[0].isupper() and (first or not case.mixed)
        return form.capitalize() if capital else form
    odds = case.odds(form[0], old) + (_CAPITAL_FIRST if first else _CAPITAL_ELSEWHERE)
    return form.capitalize() if odds > 0 else form


NORMALIZER = Normalizer("garble", 65, propose)
