"""Misread words: which words of a text may be misreadings of others, and how sure that is.

Four witnesses are heard: how often OCR reads the one word as the other, how much likelier the other stands there, what
the network that restores marks expects there, and how sure the OCR engine was. Their weights were fitted on rendered
pages of texts that none of them was made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log
from typing import TYPE_CHECKING

from corpus.language.bigrams import load_bigrams
from corpus.language.letters import bare, place_tones
from corpus.language.misreadings import load_misreadings
from corpus.language.runs import load_vocabulary
from corpus.language.vocabulary import UNKNOWN
from normalizers.beliefs import Beliefs
from normalizers.word_rows import SIGNS, Change, WordRow
from normalizers.words import is_valid
from pipeline.document import Word

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
# Two words read as one, which is none: how it looks, and how often they were seen side by side.
_JOINED, _LEAST_SEEN = 6.0, 3
# The network gives no form less than this, so it weighs no more than this.
_LEAST_SHARE = 1e-4
_MOST_NETWORK = -log(_LEAST_SHARE) * _NETWORK
# A word that stands this likely is none, as a log-chance of it and of what follows it.
_UNLIKELY = -8.0
# Other forms are told of down to so much against them, as log-odds.
_POSSIBLE = -1.0
# And a word with the three after it is hardly ever likelier than this.
_LIKELIEST = -2.0
# Tokens on each side that the network is shown.
_AROUND = 24
_SHORTEST_JOINED = 4
# What an engine itself took for less likely than this may be a piece of a word cut off by a rule or a stamp: that it
# is in no table says nothing then.
_LEAST_READ, _PIECE = 0.25, -2.0
# What stands right before and right after a part of a code, an address or a word with a speck in it (`n;ày`); words
# beside a slash are such parts unless they bear marks (`cấp/trao`).
_IN_CODE = re.compile(r"(?:[\d@_&\\]|\w[.;'’])\Z")
_GOES_ON = re.compile(r"[\d@_&\\]")
_EDGES = ".,;:!?()[]{}<>\"'“”‘’«»…*_|"


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
class _Rival:
    """A change that may put a misread word right; `looks` is how much likelier it is read so than rightly."""

    change: Change
    looks: float


@dataclass(frozen=True, slots=True)
class _Case:
    """A word that may be misread, how likely that is by itself, as log-odds, and what it may be a misreading of."""

    place: int
    bias: float
    rivals: tuple[_Rival, ...]


def find_misreadings(
    row: WordRow, beliefs: Beliefs, settled: AbstractSet[int], near: AbstractSet[int] | None = None
) -> Iterator[Misreading]:
    """Yield the likeliest change of every word that may be misread.

    `settled` words, named by their starts, stay. Only the places `near` are looked at, where they are given.
    """
    fits = row.fits().tolist()
    cases = []
    for place in _suspects(row, near):
        if row.tokens[place].start in settled or not _may_change(row, place):
            continue
        bias = _bias(row, place, beliefs)
        # No other word can stand better there than so, nor look better, nor be wished for more.
        most = bias + _MOST_NETWORK + _CONTEXT * (_LIKELIEST - fits[place])
        cases.append(_Case(place, bias, _rivals(row, place, beliefs, -most / _LOOKS) if most > 0 else ()))
    gains = row.gains([rival.change for case in cases for rival in case.rivals]).tolist()
    weighed = list(_weighed(cases, iter(gains)))
    expected = _expected(row, [case.place for case, _ in weighed])
    for case, scores in weighed:
        form, heard = row.tokens[case.place].form, expected.get(case.place, {})
        sums = (score + _by_network(form, rival, heard) for score, rival in zip(scores, case.rivals, strict=True))
        ranked = sorted(zip(sums, case.rivals, strict=True), key=lambda pair: -pair[0])
        others = tuple(" ".join(rival.change.forms) for score, rival in ranked[1:4] if score > _POSSIBLE)
        read = beliefs.word(row.span(case.place)) is not None
        yield Misreading(ranked[0][1].change, 1 / (1 + exp(-ranked[0][0])), read, others)


def _weighed(cases: Iterable[_Case], gains: Iterator[float]) -> Iterator[tuple[_Case, list[float]]]:
    """Yield the cases that may come to something, with the score of each rival as far as the network is not asked."""
    for case in cases:
        scores = [case.bias + _LOOKS * rival.looks + _CONTEXT * next(gains) for rival in case.rivals]
        if scores and max(scores) + _MOST_NETWORK > 0:
            yield case, scores


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


def _rivals(row: WordRow, place: int, beliefs: Beliefs, least: float) -> tuple[_Rival, ...]:
    """Return the changes that look likelier than `least`; being read as one looks likeliest."""
    form, written = row.tokens[place].form, row.word(place)
    rivals = [_Rival(Change(place, 1, pair), _JOINED) for pair in _joined(form) if _stand_apart(written, len(pair[0]))]
    if not (written.isupper() or written[1:].islower()):
        return tuple(rivals)
    rivals += [_Rival(Change(place, 1, (other,)), looks) for other, looks in _look_alikes(form) if looks > least]
    word = beliefs.word(row.span(place))
    if word and word.alternatives:
        rivals += _offered(place, form, word)
    return tuple(rival for rival in rivals if rival.looks > least)


@lru_cache(maxsize=20_000)
def _look_alikes(form: str) -> tuple[tuple[str, float], ...]:
    """Return what a form may be misread for, with how much likelier each is read so than the form is read rightly.

    All that differ from it by marks alone are among them: the network tells those apart.
    """
    misreadings, vocabulary = load_misreadings(), load_vocabulary()[0]
    chances = {like.form: like.chance for like in misreadings.of(form)}
    for other in vocabulary.forms_of(vocabulary.ids.get(bare(form), UNKNOWN)):
        if other != form and len(other) == len(form):
            chances.setdefault(other, misreadings.chance(other, form))
    rightly = misreadings.chance(form, form)
    return tuple((other, chance - rightly) for other, chance in chances.items())


@lru_cache(maxsize=20_000)
def _joined(form: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of words that may have been read as one, which is no word itself; names bear no marks."""
    counts = load_bigrams()
    if len(form) < _SHORTEST_JOINED or form == bare(form) or is_valid(form) or counts.count(form):
        return ()
    pairs = ((place_tones(form[:at]), place_tones(form[at:])) for at in range(1, len(form)))
    return tuple(pair for pair in pairs if all(map(is_valid, pair)) and counts.pair_count(*pair) >= _LEAST_SEEN)


def _stand_apart(written: str, at: int) -> bool:
    """Tell whether both parts of a written word are in the case of a word."""
    return written.isupper() or (
        (written[1:at].islower() or at == 1) and (written[at + 1 :].islower() or at + 1 == len(written))
    )


def _offered(place: int, form: str, word: Word) -> Iterator[_Rival]:
    """Yield what the engine itself offers in place of a word."""
    if place_tones(word.text.strip(_EDGES).lower()) != form:
        return
    for text, belief in word.alternatives:
        other = place_tones(text.strip(_EDGES).lower())
        if load_bigrams().count(other) and other != form and belief > 0:
            yield _Rival(Change(place, 1, (other,)), log(belief / max(word.confidence, belief)))


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


def _by_network(form: str, rival: _Rival, expected: Mapping[str, float]) -> float:
    other = rival.change.forms[0]
    if len(rival.change.forms) > 1 or bare(other) != bare(form):
        return _SILENT if load_bigrams().count(form) else _SILENT_OF_UNHEARD
    if not expected:
        return 0.0
    return _NETWORK * log((expected.get(other, 0.0) + _LEAST_SHARE) / (expected.get(form, 0.0) + _LEAST_SHARE))


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
