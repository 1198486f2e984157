"""Garbled words: what each token of a garbled stretch of text may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import log
from typing import TYPE_CHECKING

from corpus.language.bigrams import COMMA, NUMBER, STOP, UNKNOWN
from corpus.language.candidates import Candidates
from corpus.language.channel import core_of
from corpus.language.letters import place_tones
from corpus.language.runs import load_vocabulary
from corpus.language.tokens import tokenize
from normalizers.folding import bare
from normalizers.words import is_valid_bare
from pipeline.document import Span

if TYPE_CHECKING:
    from corpus.language.decoding import Arc

_TOKEN = re.compile(r"\S+")
# Words that lost the blank after a comma, and words joined by a hyphen or a slash: mới,tiếp; trấn/huyện.
_INNER_SIGN = re.compile(r"(?<=\w\w)[,;:.(“”/–-]+(?=\w\w)")
# 37-NQ/TU, 07/CTrPH-BCA, 2025/QH15, NQ/TU, BCA-MTTW, 03/01/2024, 6.2, 50%.
_CODE = re.compile(r"\d[\d.,/–%-]*|(?=.*\d.*[/-]|.*[A-Z]{2}.*[/-][A-Z])[\w./&–-]+|\d+[.)]\w?")
# Between words: signs that end a sentence, and such as end a paragraph or begin one where a line does.
_ENDS = re.compile(r"[.!?…]|\n\s*\n")
_NEW_PARAGRAPH = re.compile(r"[.!?…;:]\s*\n|\n\s*(?:\n|[-–—+*•])")
# Signs that stand alone; what else is no letter may have been one: cung ¢ (củng cố), & (ở).
_DASHES = "-–—/*+•|_=~'’‘`<>"
_SHORT_NUMBER = re.compile(r"\d{1,2}")
_LEAST_REMEMBERED = 0.004
# The log-chance that a word stands as it was read: an abbreviation, a number, anything else.
_ABBREVIATION_KEPT, _CAPITALS_KEPT, _OTHER_KEPT, _NUMBER_KEPT = -0.3, -7.0, -14.0, -4.0
# Capitals that make no syllable are an abbreviation, unless a word is at least so likely.
_LEAST_OF_ABBREVIATION = -6.0
# And that two words were read as one, or one as two.
_JOINED, _SPLIT = log(0.002), log(0.003)
# A reading so unlikely, as a log-chance a letter, that the token may be no single word.
_POOR = -1.6
_LONGEST_PIECES, _SHORTEST_JOINED, _SIDES = 8, 5, 5


@dataclass(frozen=True, slots=True)
class Slot:
    """A token's word, a number or a run of signs; `read` is empty for signs, whose `token` is certain.

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
    """Slots, the arcs over them, and for each arc the words of its readings (none where the text is kept)."""

    slots: tuple[Slot, ...]
    arcs: tuple[Arc, ...]
    words: tuple[tuple[tuple[str, ...], ...], ...]


def slots_of(text: str, span: Span) -> Iterator[Slot]:
    """Part a stretch of text into slots."""
    end = span.start
    for match in _TOKEN.finditer(text, span.start, span.end):
        for core in _cores(match.group()):
            place = core.moved(match.start())
            yield from _signs(text, Span(end, place.start))
            read = place.of(text)
            token = NUMBER if read[0].isdigit() else UNKNOWN
            yield Slot(place, read, _id_of(read), token, text[end : place.start] == " ")
            end = place.end
    yield from _signs(text, Span(end, span.end))


def _cores(token: str) -> Iterator[Span]:
    start, end = core_of(token)
    core, begin = token[start:end], 0
    if not _CODE.fullmatch(core):
        for sign in _INNER_SIGN.finditer(core):
            yield Span(start + begin, start + sign.start())
            begin = sign.end()
    if core[begin:].strip(_DASHES):
        yield Span(start + begin, end)


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


def _id_of(read: str) -> int:
    """Return the id of a word, a number or a code as it was read."""
    vocabulary, numbering = load_vocabulary()
    tokens = tokenize(read)
    if len(tokens) == 1 and tokens[0].kind != "word":
        return numbering.forms + vocabulary.id_of(tokens[0])
    return numbering.ids.get(place_tones(read.lower()), numbering.unknown)


def lattice_of(slots: Sequence[Slot], candidates: Candidates) -> Lattice:
    """Lay out all readings of some slots."""
    searched = [slot.read for slot in slots if slot.read and not _CODE.fullmatch(slot.read)]
    candidates.prepare(searched)
    candidates.prepare(half for read in searched if _may_be_two(read, candidates) for half in chain(*_halves(read)))
    found = [*_single(slots, candidates), *_pieces(slots, candidates)]
    return Lattice(tuple(slots), tuple(arc for arc, _ in found), tuple(words for _, words in found))


_Readings = dict[tuple[str, ...], float]


def _single(slots: Sequence[Slot], candidates: Candidates) -> Iterator[tuple[Arc, tuple[tuple[str, ...], ...]]]:
    for at, slot in enumerate(slots):
        readings, kept = _readings(slot, candidates)
        if kept is not None:
            yield _arc(at, at + 1, [()], [kept], slot.stands)
        one = [words for words in readings if len(words) == 1]
        two = [words for words in readings if len(words) == 2]
        for group in (one, two):
            if group:
                yield _arc(at, at + 1, group, [readings[words] for words in group], slot.stands)


def _arc(
    start: int, end: int, words: Sequence[tuple[str, ...]], chances: Sequence[float], stands: int
) -> tuple[Arc, tuple[tuple[str, ...], ...]]:
    import numpy as np

    from corpus.language.decoding import Arc

    _, numbering = load_vocabulary()
    rows = [[numbering.ids.get(word, numbering.unknown) for word in reading] or [stands] for reading in words]
    return Arc(start, end, np.array(rows, np.int64), np.array(chances)), tuple(words)


def _readings(slot: Slot, candidates: Candidates) -> tuple[_Readings, float | None]:
    """Return the readings of a slot with their log-chances, and that of its being right as it stands."""
    if not slot.read:
        return {}, 0.0
    if _SHORT_NUMBER.fullmatch(slot.read):
        remembered = candidates.channel.remembered(slot.read)
        return {(w,): log(chance) for w, chance in remembered.items() if chance >= _LEAST_REMEMBERED}, _NUMBER_KEPT
    if _CODE.fullmatch(slot.read):
        return {}, 0.0
    return _word_readings(slot.read, candidates)


def _word_readings(read: str, candidates: Candidates) -> tuple[_Readings, float | None]:
    found = candidates.find(read)
    if _is_abbreviation(read):
        found = tuple(candidate for candidate in found if candidate.chance > _LEAST_OF_ABBREVIATION)
        return {(candidates.words[c.word],): c.chance for c in found}, _ABBREVIATION_KEPT
    readings: _Readings = {(candidates.words[c.word],): c.chance for c in found}
    if _may_be_two(read, candidates):
        readings |= _joined(read, candidates)
    return readings, _CAPITALS_KEPT if read.isupper() and len(read) > 1 else _OTHER_KEPT


def _is_abbreviation(read: str) -> bool:
    return read.isupper() and read.isalpha() and 1 < len(read) < _LONGEST_PIECES and not is_valid_bare(bare(read))


def _may_be_two(read: str, candidates: Candidates) -> bool:
    """Tell whether a token reads so badly as one word that it may be two."""
    if len(read) < _SHORTEST_JOINED or _is_abbreviation(read):
        return False
    found = candidates.find(read)
    return not found or found[0].chance < _POOR * len(read)


def _halves(read: str) -> Iterator[tuple[str, str]]:
    return ((read[:at], read[at:]) for at in range(2, len(read) - 1))


def _joined(read: str, candidates: Candidates) -> _Readings:
    """Return the two words that may have been read as one."""
    found: _Readings = {}
    for left, right in _halves(read):
        for one in candidates.find(left)[:_SIDES]:
            for two in candidates.find(right)[:_SIDES]:
                chance = one.chance + two.chance + _JOINED
                words = (candidates.words[one.word], candidates.words[two.word])
                found[words] = max(found.get(words, chance), chance)
    best = max(found.values(), default=0.0)
    return {words: chance for words, chance in found.items() if chance > best - _LONGEST_PIECES}


def _pieces(slots: Sequence[Slot], candidates: Candidates) -> Iterator[tuple[Arc, tuple[tuple[str, ...], ...]]]:
    """Yield the words that may have been read as two."""
    pairs = [(at, one, one.read + two.read) for at, (one, two) in enumerate(pairwise(slots)) if _may_be_one(one, two)]
    candidates.prepare(together for _, _, together in pairs)
    for at, one, together in pairs:
        found = candidates.find(together)
        if found:
            words = [(candidates.words[c.word],) for c in found]
            yield _arc(at, at + 2, words, [c.chance + _SPLIT for c in found], one.stands)


def _may_be_one(one: Slot, two: Slot) -> bool:
    together = one.read + two.read
    if not (two.spaced and one.read and two.read) or len(together) > _LONGEST_PIECES or not together.isalpha():
        return False
    return not (_is_word(one.read) and _is_word(two.read))


def _is_word(read: str) -> bool:
    return is_valid_bare(bare(read)) and len(read) > 1
