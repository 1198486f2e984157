"""Garbled words: what each token of a garbled stretch of text may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from math import log
from typing import TYPE_CHECKING, NamedTuple

from corpus.language.bigrams import COMMA, NUMBER, STOP, UNKNOWN
from corpus.language.candidates import NOTHING, Candidates, Rivals
from corpus.language.channel import core_of
from corpus.language.letters import place_tones
from corpus.language.runs import load_vocabulary
from corpus.language.tokens import tokenize
from normalizers.folding import bare
from normalizers.words import is_valid_bare
from pipeline.document import Span

if TYPE_CHECKING:
    from corpus.language.decoding import Readings
    from corpus.language.word_tree import Ids

_TOKEN = re.compile(r"\S+")
# Words that lost the blank after a comma, and words joined by a hyphen or a slash: mới,tiếp; trấn/huyện.
_INNER_SIGN = re.compile(r"(?<=\w\w)[,;:.(“”/–-]+(?=\w\w)")
# 37-NQ/TU, 07/CTrPH-BCA, 2025/QH15, NQ/TU, BCA-MTTW, N-1, 03/01/2024, 6.2, 50%, 2,5cm,
# and addresses of mail and pages.
_CODE = re.compile(
    r"\d[\d.,/–%-]*|(?=.*\d.*[/-]|.*[A-Z]{2}.*[/–—-][A-Z])[\w./&–—-]+|[A-Z]-\d+|\d+[.)]\w?|\d+[.,]\d+[a-z]{1,2}"
    r"|\S+@\S+\.\w+|(?:www\.|https?:)\S+"
)
# At the beginning of a line: 1. 10a. c1)
_LABEL = re.compile(r"^\W*(\d{1,2}[a-d]?|[a-d]\d)(?=[.)]+\s)", re.MULTILINE)
# Between words: signs that end a sentence, and such as end a paragraph or begin one where a line does.
_ENDS = re.compile(r"[.!?…]|\n\s*\n")
_NEW_PARAGRAPH = re.compile(r"[.!?…;:]\s*\n|\n\s*(?:\n|[-–—+*•])")
# Signs that stand alone; what else is no letter may have been one: cung ¢ (củng cố), & (ở).
_DASHES = "-–—/*+•|_=~'’‘`<>"
_LONGEST_TOKEN = 100
_SHORT_NUMBER = re.compile(r"\d{1,3}")
_LEAST_REMEMBERED = 0.004
# The log-chance that a word stands as it was read: an abbreviation, a number, anything else.
_ABBREVIATION_KEPT, _CAPITALS_KEPT, _OTHER_KEPT, _MIXED_KEPT, _NUMBER_KEPT = -0.3, -7.0, -14.0, -25.0, -4.0
# Capitals that make no syllable are an abbreviation, unless a word is at least so likely.
_LEAST_OF_ABBREVIATION = -6.0
# And that two words were read as one, or one as two.
_JOINED, _SPLIT = log(0.002), log(0.003)
# A reading so unlikely, as a log-chance a letter, that the token may be no single word, or a part of one.
_POOR = -1.6
_LONGEST_PIECES, _SHORTEST_JOINED, _LONGEST_JOINED, _SIDES = 8, 5, 24, 5


@dataclass(frozen=True, slots=True)
class Slot:
    """A token's word, a number or a run of signs; `read` is empty for signs and labels, whose `token` is certain.

    `stands` is what it is among the ids of runs, if it is right; `spaced` tells that a mere blank parts it from the one
    before.
    """

    span: Span
    read: str
    stands: int
    token: str = UNKNOWN
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Lattice:
    """Slots, their readings, and for each reading the places of its words; `NOTHING` where it is kept, or has one."""

    slots: tuple[Slot, ...]
    readings: Readings
    words: Ids


def slots_of(text: str, span: Span) -> Iterator[Slot]:
    """Part a stretch of text into slots."""
    end = span.start
    labels = {match.start(1) for match in _LABEL.finditer(text, span.start, span.end)}
    for match in _TOKEN.finditer(text, span.start, span.end):
        for core in _cores(match.group()):
            place = core.moved(match.start())
            yield from _signs(text, Span(end, place.start))
            read = place.of(text)
            token = NUMBER if read[0].isdigit() else UNKNOWN
            known = "" if place.start in labels else read
            yield Slot(place, known, _id_of(read), token, text[end : place.start] == " ")
            end = place.end
    yield from _signs(text, Span(end, span.end))


def _cores(token: str) -> Iterator[Span]:
    start, end = core_of(token)
    core, begin = token[start:end], 0
    if not _is_code(core):
        for sign in _INNER_SIGN.finditer(core):
            yield Span(start + begin, start + sign.start())
            begin = sign.end()
    if core[begin:].strip(_DASHES):
        yield Span(start + begin, end)


def _is_code(read: str) -> bool:
    """Tell whether a token is a number, a code or an address, or too long to tell, so that it is kept."""
    return len(read) > _LONGEST_TOKEN or bool(_CODE.fullmatch(read))


def _signs(text: str, span: Span) -> Iterator[Slot]:
    """Yield what certainly stands between words."""
    between = span.of(text)
    signs = between.strip()
    if not signs and not _ENDS.search(between):
        return
    gap = "\n" if _NEW_PARAGRAPH.search(between) else " ".join(between.split())
    start = span.start + between.find(signs)
    place = Span(start, start + len(signs)) if signs else span
    yield Slot(place, "", load_vocabulary()[1].sign(gap), STOP if _ENDS.search(between) else COMMA)


@lru_cache(maxsize=10_000)
def _id_of(read: str) -> int:
    """Return the id of a word, a number or a code as it was read."""
    vocabulary, numbering = load_vocabulary()
    tokens = tokenize(read)
    if len(tokens) == 1 and tokens[0].kind != "word":
        return numbering.forms + vocabulary.id_of(tokens[0])
    return numbering.ids.get(place_tones(read.lower()), numbering.unknown)


def prepare(slots: Sequence[Slot], candidates: Candidates) -> None:
    """Look for what the words of some slots may stand for, all at once."""
    candidates.prepare(slot.read for slot in slots if slot.read and not _is_code(slot.read))


class _Part(NamedTuple):
    """What the slots from `start` to before `end` may stand for; `seconds` are the second words, if each has two."""

    start: int
    end: int
    rivals: Rivals
    seconds: Ids | None = None


def lattice_of(slots: Sequence[Slot], candidates: Candidates) -> Lattice:
    """Lay out all readings of some slots, of which there must be one at least."""
    import numpy as np

    from corpus.language.decoding import Readings

    prepare(slots, candidates)
    pairs = {
        at: one.read + two.read for at, (one, two) in enumerate(pairwise(slots)) if _may_be_one(one, two, candidates)
    }
    halves = (half for slot in slots if _may_be_two(slot.read, candidates) for half in chain(*_halves(slot.read)))
    candidates.prepare([*pairs.values(), *halves])
    parts: list[_Part] = []
    for at, slot in enumerate(slots):
        parts += _single(at, slot, candidates)
        if at in pairs:
            found = candidates.find(pairs[at])
            parts.append(_Part(at, at + 2, Rivals(found.words, found.chances + _SPLIT)))
    words = np.stack([np.concatenate([part.rivals.words for part in parts])] * 2, axis=1)
    words[:, 1] = NOTHING
    sizes = np.array([len(part.rivals.words) for part in parts])
    for part, end in zip(parts, np.cumsum(sizes).tolist(), strict=True):
        if part.seconds is not None:
            words[end - len(part.seconds) : end, 1] = part.seconds
    columns = np.array([(part.start, part.end, slots[part.start].stands) for part in parts], np.int64)
    starts, ends, stands = np.repeat(columns, sizes, axis=0).T
    ids = np.where(words == NOTHING, NOTHING, _ids_of(candidates.words)[words])
    ids[:, 0] = np.where(words[:, 0] == NOTHING, stands, ids[:, 0])
    chances = np.concatenate([part.rivals.chances for part in parts])
    return Lattice(tuple(slots), Readings(starts, ends, ids, chances), words)


@lru_cache(maxsize=1)
def _ids_of(words: tuple[str, ...]) -> Ids:
    import numpy as np

    _, numbering = load_vocabulary()
    return np.array([numbering.ids.get(word, numbering.unknown) for word in words], np.int64)


def _single(at: int, slot: Slot, candidates: Candidates) -> Iterator[_Part]:
    """Yield what a slot may stand for, and that it is right as it stands."""
    kept = _NUMBER_KEPT if _SHORT_NUMBER.fullmatch(slot.read) else 0.0
    if _SHORT_NUMBER.fullmatch(slot.read):
        yield _Part(at, at + 1, candidates.recalled(slot.read, _LEAST_REMEMBERED))
    elif slot.read and not _is_code(slot.read):
        rivals, kept = candidates.find(slot.read), _kept(slot.read)
        yield _Part(at, at + 1, rivals if kept < _ABBREVIATION_KEPT else rivals.above(_LEAST_OF_ABBREVIATION))
        if _may_be_two(slot.read, candidates):
            yield from _joined(at, slot.read, candidates)
    yield _Part(at, at + 1, Rivals.of({NOTHING: kept}))


def _kept(read: str) -> float:
    """Return the log-chance that a word is right as it stands."""
    if _is_abbreviation(read):
        return _ABBREVIATION_KEPT
    if not read.isalpha() and len(read) > 2:
        return _MIXED_KEPT
    return _CAPITALS_KEPT if read.isupper() and len(read) > 1 else _OTHER_KEPT


def _is_abbreviation(read: str) -> bool:
    return read.isupper() and read.isalpha() and 1 < len(read) < _LONGEST_PIECES and not is_valid_bare(bare(read))


def _may_be_two(read: str, candidates: Candidates) -> bool:
    """Tell whether a token reads so badly as one word that it may be two."""
    if not _SHORTEST_JOINED <= len(read) <= _LONGEST_JOINED or _is_code(read) or _is_abbreviation(read):
        return False
    return candidates.find(read).best < _POOR * len(read)


def _halves(read: str) -> Iterator[tuple[str, str]]:
    return ((read[:at], read[at:]) for at in range(2, len(read) - 1))


def _joined(at: int, read: str, candidates: Candidates) -> Iterator[_Part]:
    """Yield the two words that may have been read as one."""
    import numpy as np

    found: dict[tuple[int, int], float] = {}
    for left, right in _halves(read):
        for one, chance in candidates.find(left).pairs(_SIDES):
            for two, other in candidates.find(right).pairs(_SIDES):
                found[one, two] = max(found.get((one, two), -np.inf), chance + other + _JOINED)
    best = max(found.values(), default=0.0)
    kept = {words: chance for words, chance in found.items() if chance > best - _LONGEST_PIECES}
    if kept:
        firsts, seconds = np.array(list(kept), np.int64).T
        yield _Part(at, at + 1, Rivals(firsts, np.array(list(kept.values()))), seconds)


def _may_be_one(one: Slot, two: Slot, candidates: Candidates) -> bool:
    """Tell whether two tokens, one of which reads badly, may be one word."""
    together = one.read + two.read
    if not (two.spaced and one.read and two.read) or len(together) > _LONGEST_PIECES or not together.isalpha():
        return False
    both = one.read, two.read
    return not all(map(_is_word, both)) and any(candidates.find(read).best < _POOR * len(read) for read in both)


def _is_word(read: str) -> bool:
    return is_valid_bare(bare(read)) and len(read) > 1
