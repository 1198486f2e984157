"""Misread words: which words of a text may be misreadings of others, and how sure that is.

Four witnesses are heard: how often OCR reads the one word as the other, how much likelier the other stands there, what
the network that restores marks expects there, and how sure the OCR engine was. Their weights were fitted on rendered
pages of texts that none of them was made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from math import exp, log
from typing import TYPE_CHECKING

from corpus.language.bigrams import load_bigrams
from corpus.language.letters import bare
from normalizers.beliefs import Beliefs
from normalizers.rivals import Rival, find_rivals
from normalizers.word_rows import SIGNS, Change, WordRow
from normalizers.words import is_valid

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from corpus.language.tokens import Token

# The weights of a change: log-odds by context, by looks, by the network; nothing said by the network as the letters
# differ, and where letters that are in no table give way to others; the engine's belief in what it read, as log-odds; a
# word in no table; a capital beside another such word, capitals throughout.
_BIAS, _CONTEXT, _LOOKS, _NETWORK, _SILENT, _SILENT_OF_UNHEARD, _BELIEF, _UNHEARD, _NAME, _CAPITALS = (
    *(0.13, 0.36, 0.28, 0.59, -0.86, 2.1, -1.19),
    *(2.75, -0.33, -0.24),
)
# The network gives no form less than this, so it weighs no more than this.
_LEAST_SHARE = 1e-4
_MOST_NETWORK = -log(_LEAST_SHARE) * _NETWORK
# A word that stands this likely is none, as a log-chance of it and of what follows it.
_UNLIKELY = -8.0
# And a word with the three after it is hardly ever likelier than this.
_LIKELIEST = -2.0
# Of two neighbours so many rivals each are tried together, and both give way at once if that is so much likelier.
_TRIED, _TOGETHER = 6, 0.85
# Of words for whose rivals less may be said, two neighbours are hardly ever both wrong.
_DOUBTFUL = 8.0
# Forms seen more often are tried first, by the logarithm of how often.
_BY_COUNT = 0.2
# Other forms are told of down to so much against them, as log-odds.
_POSSIBLE = -1.0
# Tokens on each side that the network is shown.
_AROUND = 24
# What an engine itself took for less likely than this may be a piece of a word cut off by a rule or a stamp: that it
# is in no table says nothing then.
_LEAST_READ, _PIECE = 0.25, -2.0
# What stands right before and right after a part of a code, an address or a word with a speck in it (`n;ày`); words
# beside a slash are such parts unless they bear marks (`cấp/trao`).
_IN_CODE = re.compile(r"(?:[\d@_&\\]|\w[.;'’+])\Z")
_GOES_ON = re.compile(r"[\d@_&\\]|\+\w")


@dataclass(frozen=True, slots=True)
class Misreading:
    """A change of a text, the chance that it is right, and other forms that may be, likeliest first.

    `read` tells that an engine said how sure it is of the word.
    """

    change: Change
    chance: float
    read: bool = False
    others: tuple[str, ...] = ()

    def shifted(self, belief: float) -> Misreading:
        """Return the same for a word that is believed so much more, as log-odds."""
        return replace(self, chance=1 / (1 + exp(-_BELIEF * belief) * (1 / self.chance - 1)))


@dataclass(frozen=True, slots=True)
class _Case:
    """A word, or two neighbours, that may be misread: how likely that is by itself, as log-odds, and as what.

    `most` is what may speak for a rival besides its looks, as log-odds.
    """

    place: int
    bias: float
    most: float
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """The rivals of a case with what speaks for each, as log-odds, likeliest first."""

    case: _Case
    ranked: tuple[tuple[float, Rival], ...]

    @property
    def score(self) -> float:
        """What speaks for the likeliest rival, against what was read and all others; the engine may offer it again."""
        best, likeliest = self.ranked[0]
        return best - log(1 + sum(exp(score) for score, rival in self.ranked if rival.change != likeliest.change))


def find_misreadings(
    row: WordRow, beliefs: Beliefs, settled: AbstractSet[int], near: AbstractSet[int] | None = None
) -> Iterator[Misreading]:
    """Yield the likeliest change of every word that may be misread.

    `settled` words, named by their starts, stay. Only the places `near` are looked at, where they are given.
    """
    cases = list(_cases(row, beliefs, settled, near))
    pairs = list(_pairs(cases))
    gains = iter(row.gains([rival.change for case in (*cases, *pairs) for rival in case.rivals]).tolist())
    words, couples = list(_weighed(cases, gains)), list(_weighed(pairs, gains))
    places = {case.place for case, _ in words} | {case.place + step for case, _ in couples for step in (0, 1)}
    expected = _expected(row, sorted(places))
    verdicts = {case.place: _judged(row, case, scores, expected) for case, scores in words}
    together = _together([_judged(row, case, scores, expected) for case, scores in couples], verdicts)
    for place, verdict in verdicts.items():
        if place not in together:
            others = tuple(" ".join(rival.change.forms) for score, rival in verdict.ranked[1:4] if score > _POSSIBLE)
            yield _misreading(row, verdict.ranked[0][1].change, verdict.score, beliefs, others)
    for place, (form, score) in together.items():
        yield _misreading(row, Change(place, 1, (form,)), score, beliefs)


def _cases(row: WordRow, beliefs: Beliefs, settled: AbstractSet[int], near: AbstractSet[int] | None) -> Iterator[_Case]:
    fits = row.fits().tolist()
    for place in _suspects(row, near):
        if row.tokens[place].start in settled or not _may_change(row, place):
            continue
        bias = _bias(row, place, beliefs)
        # No other word can stand better there than so, nor be wished for more; what the network cannot wish for must
        # look the likelier.
        most = bias + _MOST_NETWORK + _CONTEXT * (_LIKELIEST - fits[place])
        unlike = most - _MOST_NETWORK + _silent(row.tokens[place].form)
        if most > 0:
            word = beliefs.word(row.span(place))
            if rivals := find_rivals(row, place, word, (-most / _LOOKS, -unlike / _LOOKS)):
                yield _Case(place, bias, most, rivals)


def _pairs(cases: Sequence[_Case]) -> Iterator[_Case]:
    """Yield neighbours that may both be misread: each hides what the other must be."""
    for one, two in pairwise(cases):
        if two.place == one.place + 1 and min(one.most, two.most) > _DOUBTFUL:
            tried = product(_likeliest(one.rivals), _likeliest(two.rivals))
            rivals = (
                Rival(Change(one.place, 2, (first.change.forms[0], second.change.forms[0])), first.looks + second.looks)
                for first, second in tried
            )
            yield _Case(one.place, one.bias + two.bias, one.most + two.most, tuple(rivals))


def _likeliest(rivals: Iterable[Rival]) -> list[Rival]:
    """Return the single words that look likeliest, whatever stands around them."""
    counts = load_bigrams()
    single = [rival for rival in rivals if len(rival.change.forms) == 1]
    seen = {rival: _LOOKS * rival.looks + _BY_COUNT * log(1 + counts.count(rival.change.forms[0])) for rival in single}
    return sorted(single, key=seen.__getitem__, reverse=True)[:_TRIED]


def _weighed(cases: Iterable[_Case], gains: Iterator[float]) -> Iterator[tuple[_Case, list[float]]]:
    """Yield the cases that may come to something, with the score of each rival as far as the network is not asked."""
    for case in cases:
        scores = [case.bias + _LOOKS * rival.looks + _CONTEXT * next(gains) for rival in case.rivals]
        if scores and max(scores) + _MOST_NETWORK * case.rivals[0].change.count > 0:
            yield case, scores


def _judged(
    row: WordRow, case: _Case, scores: Sequence[float], expected: Mapping[int, Mapping[str, float]]
) -> _Verdict:
    sums = (score + _by_network(row, rival.change, expected) for score, rival in zip(scores, case.rivals, strict=True))
    return _Verdict(case, tuple(sorted(zip(sums, case.rivals, strict=True), key=lambda pair: -pair[0])))


def _together(couples: Iterable[_Verdict], words: Mapping[int, _Verdict]) -> dict[int, tuple[str, float]]:
    """Return the words that give way with their neighbours, by place, and how much likelier that is than one alone."""
    found: dict[int, tuple[str, float]] = {}
    for couple in sorted(couples, key=lambda verdict: -verdict.score):
        places = (couple.case.place, couple.case.place + 1)
        alone = max([0.0, *(words[place].score for place in places if place in words)])
        if couple.score > alone + _TOGETHER and not found.keys() & set(places):
            forms = couple.ranked[0][1].change.forms
            found.update((place, (form, couple.score - alone)) for place, form in zip(places, forms, strict=True))
    return found


def _misreading(
    row: WordRow, change: Change, score: float, beliefs: Beliefs, others: tuple[str, ...] = ()
) -> Misreading:
    read = beliefs.word(row.span(change.first)) is not None
    return Misreading(change, 1 / (1 + exp(-score)), read, others)


def _suspects(row: WordRow, near: AbstractSet[int] | None) -> Iterator[int]:
    """Yield the places of words that stand where they are unlikely, or are in no table."""
    counts = load_bigrams()
    for place, fit in enumerate(row.fits().tolist()):
        if (fit < _UNLIKELY or not counts.count(row.tokens[place].form)) and (near is None or place in near):
            yield place


def _may_change(row: WordRow, place: int) -> bool:
    """Tell whether a token is a word: no label, no part of a code or an address, no abbreviation."""
    word, token = row.word(place), row.tokens[place]
    if token.form in SIGNS or (len(word) == 1 and (word.isascii() or not is_valid(token.form))):
        return False
    if _IN_CODE.search(row.text, max(0, token.start - 2), token.start) or _GOES_ON.match(row.text, token.end):
        return False
    if "/" in row.text[max(0, token.start - 1) : token.end + 1] and (word.isascii() or not word.islower()):
        return False
    return not (word.isupper() and len(word) > 1) or any(len(w) > 1 and w.isupper() for w in _beside(row, place))


def _is_piece(row: WordRow, place: int, beliefs: Beliefs) -> bool:
    word = beliefs.word(row.span(place))
    return word is not None and 0 < word.confidence < _LEAST_READ


def _beside(row: WordRow, place: int) -> tuple[str, str]:
    return row.word(place - 1), row.word(place + 1)


def _bias(row: WordRow, place: int, beliefs: Beliefs) -> float:
    """Return how likely a word is misread by itself, as log-odds."""
    word = row.word(place)
    bias = _BIAS + _BELIEF * beliefs.of_span(row.span(place))
    if _is_piece(row, place, beliefs):
        bias += _PIECE
    elif not load_bigrams().count(row.tokens[place].form):
        bias += _UNHEARD
    if word.isupper():
        return bias + _CAPITALS
    beside_capital = word[0].isupper() and any(w[:1].isupper() for w in _beside(row, place))
    return bias + (_NAME if beside_capital else 0.0)


def _by_network(row: WordRow, change: Change, expected: Mapping[int, Mapping[str, float]]) -> float:
    """Return what the network has to say of a change, as log-odds; nothing of two words read as one."""
    if len(change.forms) != change.count:
        return _silent(row.tokens[change.first].form)
    pairs = enumerate(change.forms, change.first)
    return sum(_wished_for(row.tokens[place].form, other, expected.get(place, {})) for place, other in pairs)


def _wished_for(form: str, other: str, expected: Mapping[str, float]) -> float:
    if bare(other) != bare(form):
        return _silent(form)
    if not expected:
        return 0.0
    return _NETWORK * log((expected.get(other, 0.0) + _LEAST_SHARE) / (expected.get(form, 0.0) + _LEAST_SHARE))


def _silent(form: str) -> float:
    return _SILENT if load_bigrams().count(form) else _SILENT_OF_UNHEARD


def _expected(row: WordRow, places: Sequence[int]) -> Mapping[int, Mapping[str, float]]:
    """Return what marked forms the network expects at some places, given the words around them."""
    from corpus.language.model import load_model
    from corpus.language.tokens import tokenize

    if not places:
        return {}
    tokens = tokenize(row.text)
    starts = {token.start: index for index, token in enumerate(tokens)}
    wanted = {index: place for place in places if (index := starts.get(row.tokens[place].start)) is not None}
    forms = {token.start: token.form for token in row.tokens}
    found: dict[int, Mapping[str, float]] = {}
    for part in _stretches(sorted(wanted), len(tokens)):
        known = {index - part.start: _form(tokens[index], forms, row.text) for index in part if index not in wanted}
        known = {index: form for index, form in known.items() if form}
        choices = load_model().choose(tokens[part.start : part.stop], known)
        found.update(
            (wanted[index], dict(zip(choice.forms, choice.shares, strict=True)))
            for index, choice in zip(part, choices, strict=True)
            if index in wanted
        )
    return found


def _form(token: Token, forms: Mapping[int, str], text: str) -> str:
    return forms.get(token.start, text[token.start : token.end]) if token.kind == "word" else ""


def _stretches(places: Sequence[int], length: int) -> Iterator[range]:
    """Yield the stretches around some places; those that meet are one."""
    begin = end = places[0] if places else 0
    for place in places:
        if place - end > 2 * _AROUND:
            yield range(max(0, begin - _AROUND), min(length, end + _AROUND + 1))
            begin = place
        end = place
    if places:
        yield range(max(0, begin - _AROUND), min(length, end + _AROUND + 1))
