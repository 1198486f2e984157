"""Diacritics: marks restored where a text, or a stretch of it, was written without them.

A syllable that carries marks is never touched, nor are numbers, codes and words of other languages. What is doubtful,
names of persons above all, keeps its other readings as alternatives.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.language.letters import bare
from corpus.language.model import Choice, LanguageModel, load_model
from corpus.language.syllables import is_valid_bare
from corpus.language.tokens import GAPS, UPPER, Token, tokenize
from normalizers import Normalizer
from pipeline.document import Document, Edit, Span

if TYPE_CHECKING:
    from corpus.knowledge import Knowledge

# Of the words of right text, 75 to 92 in a hundred bear marks, yet five in a row without are met on every page: so few
# marks raise a suspicion, no more.
_SUSPECT_SHARE = 0.5
_SUSPECT_RUN = 5
# The suspicion holds where the model finds half of the words as they stand unlikely, and more than one of them: a lone
# "Make in Viet Nam" or "VI" in right text is no stretch that lost its marks.
_UNLIKELY = 0.1
_UNLIKELY_SHARE = 0.5
_LEAST_UNLIKELY = 2
# Words of other languages seldom look like syllables; a stretch with fewer such words is not Vietnamese.
_LEAST_SYLLABLES = 0.6
# How many tokens around a stretch the model is shown.
_CONTEXT = 24
_DOUBTFUL = 0.9
_POSSIBLE = 0.04
# A single letter is as often a label of a list as a word.
_SURE_LETTER = 0.9
# Labels of lists run a, b, c, d, đ, e: a label that lost its mark is đ after another d, and before e but after c.
_LABEL = re.compile(r"^[ \t]*([a-zđ])[).]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Words:
    """The tokens of a text, of each whether it bears marks, and whether it could lack them.

    What could lack marks is a word without any that looks like a syllable.
    """

    text: str
    tokens: tuple[Token, ...]
    marked: tuple[bool, ...]
    open: tuple[bool, ...]

    @classmethod
    def of(cls, text: str) -> _Words:
        plain = bare(text)
        tokens = tuple(tokenize(text))
        marked = tuple([text[t.start : t.end] != plain[t.start : t.end] for t in tokens])
        could = [t.kind == "word" and not m and is_valid_bare(t.letters) for t, m in zip(tokens, marked, strict=True)]
        return cls(text, tokens, marked, tuple(could))


def propose(document: Document, knowledge: Knowledge) -> list[Edit]:
    """Propose the marks of every stretch that lost them."""
    del knowledge
    composed, places = _composed(document.text.value)
    if composed is document.text.value:
        return find_edits(composed)
    return [
        Edit(Span(places[edit.span.start], places[edit.span.end]), edit.old, edit.new, *_verdict(edit))
        for edit in find_edits(composed)
    ]


def restore(text: str) -> str:
    """Return a text with its marks restored, in NFC."""
    text = unicodedata.normalize("NFC", text)
    chunks, done = [], 0
    for edit in find_edits(text):
        chunks += [text[done : edit.span.start], edit.new]
        done = edit.span.end
    return "".join([*chunks, text[done:]])


def find_edits(text: str) -> list[Edit]:
    """Find the words of an NFC text that lost their marks."""
    words = _Words.of(text)
    suspects = list(_joined(stretch for stretch in _stretches(words) if _looks_vietnamese(words, stretch)))
    if not suspects:
        return []
    choices = _choices(load_model(), words, suspects)
    labels = _second_labels(text)
    return [
        edit
        for stretch in suspects
        if _is_unlikely(words, choices, stretch)
        for place in stretch
        if not words.marked[place] and (edit := _edit(text, words.tokens[place], choices[place], labels))
    ]


def _second_labels(text: str) -> frozenset[int]:
    """Find the labels d of lists that are the second of two."""
    labels = [("", 0), *((match.group(1), match.start(1)) for match in _LABEL.finditer(text)), ("", 0)]
    return frozenset(
        place
        for (before, _), (label, place), (after, _) in zip(labels, labels[1:], labels[2:], strict=False)
        if label == "d" and (before == "d" or (after == "e" and before != "c"))
    )


def _verdict(edit: Edit) -> tuple[str, float, tuple[str, ...]]:
    return edit.rule, edit.confidence, edit.alternatives


def _composed(text: str) -> tuple[str, Sequence[int]]:
    """Compose a text as far as one character stands for one letter; also return where each character came from."""
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text) + 1)
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        whole = unicodedata.normalize("NFC", chars[-1] + char) if chars and unicodedata.combining(char) else ""
        if len(whole) == 1:
            chars[-1] = whole
        else:
            chars.append(char)
            places.append(place)
    return "".join(chars), [*places, len(text)]


def _stretches(words: _Words) -> Iterator[range]:
    """Yield the lines, and within better lines the runs of words, that have suspiciously few marks."""
    for line in _lines(words.tokens):
        open_words = sum(words.open[line.start : line.stop])
        marked = sum(words.marked[line.start : line.stop])
        if open_words and marked < _SUSPECT_SHARE * (marked + open_words):
            yield line
        elif open_words >= _SUSPECT_RUN:
            yield from _long_runs(words, line)


def _lines(tokens: Sequence[Token]) -> Iterator[range]:
    begin = 0
    line = GAPS.index("line")
    for place, token in enumerate(tokens):
        if token.gap == line and place > begin:
            yield range(begin, place)
            begin = place
    if begin < len(tokens):
        yield range(begin, len(tokens))


def _joined(stretches: Iterable[range]) -> Iterator[range]:
    """Join stretches that follow each other: a short line is judged with the lines it stands among."""
    joined: range | None = None
    for stretch in stretches:
        if joined and joined.stop != stretch.start:
            yield joined
            joined = None
        joined = range(joined.start if joined else stretch.start, stretch.stop)
    if joined:
        yield joined


def _long_runs(words: _Words, line: range) -> Iterator[range]:
    begin = line.start
    for place in [*(place for place in line if words.marked[place]), line.stop]:
        if sum(words.open[begin:place]) >= _SUSPECT_RUN:
            yield range(begin, place)
        begin = place + 1


def _looks_vietnamese(words: _Words, stretch: Iterable[int]) -> bool:
    """Tell whether most words could be syllables; abbreviations among smaller letters do not count."""
    tokens = [token for token in (words.tokens[place] for place in stretch) if token.kind == "word"]
    syllables = sum(is_valid_bare(token.letters) for token in tokens)
    capitals = all(token.case == UPPER for token in tokens)
    others = sum((capitals or token.case != UPPER) and not is_valid_bare(token.letters) for token in tokens)
    return syllables >= _LEAST_SYLLABLES * (syllables + others) and syllables > 0


def _choices(model: LanguageModel, words: _Words, stretches: Sequence[range]) -> Mapping[int, Choice]:
    """Ask the model about the stretches, each with the words around it; marks that stand are known to it."""
    found: dict[int, Choice] = {}
    for part in _with_context(stretches, len(words.tokens)):
        known = {
            place - part.start: words.text[words.tokens[place].start : words.tokens[place].end]
            for place in part
            if words.marked[place]
        }
        found.update(zip(part, model.choose(words.tokens[part.start : part.stop], known), strict=True))
    return found


def _with_context(stretches: Sequence[range], length: int) -> Iterator[range]:
    """Widen stretches, and join those that then meet."""
    begin, end = stretches[0].start, stretches[0].stop
    for stretch in stretches[1:]:
        if stretch.start - end > 2 * _CONTEXT:
            yield range(max(0, begin - _CONTEXT), min(length, end + _CONTEXT))
            begin = stretch.start
        end = stretch.stop
    yield range(max(0, begin - _CONTEXT), min(length, end + _CONTEXT))


def _is_unlikely(words: _Words, choices: Mapping[int, Choice], stretch: Iterable[int]) -> bool:
    asked = [place for place in stretch if words.open[place] and len(choices[place].forms) > 1]
    unlikely = sum(_share_as_written(words.tokens[place], choices[place]) < _UNLIKELY for place in asked)
    return unlikely >= max(_LEAST_UNLIKELY, _UNLIKELY_SHARE * len(asked))


def _share_as_written(token: Token, choice: Choice) -> float:
    return choice.shares[choice.forms.index(token.letters)] if token.letters in choice.forms else 0.0


def _edit(text: str, token: Token, choice: Choice, labels: frozenset[int]) -> Edit | None:
    if token.start in labels:
        return Edit(Span(token.start, token.end), "d", "đ", "diacritics", 1.0)
    if not choice.forms or choice.forms[0] == token.letters:
        return None
    share = choice.shares[0]
    if len(token.letters) == 1 and share < _SURE_LETTER:
        return None
    old = text[token.start : token.end]
    alternatives: tuple[str, ...] = ()
    if share < _DOUBTFUL:
        others = zip(choice.forms[1:], choice.shares[1:], strict=True)
        alternatives = tuple(_cased(old, form) for form, other in others if other >= _POSSIBLE)
    return Edit(Span(token.start, token.end), old, _cased(old, choice.forms[0]), "diacritics", share, alternatives)


def _cased(old: str, form: str) -> str:
    """Write a form in the case of the word it stands for."""
    if old.islower():
        return form
    return "".join(new.upper() if char.isupper() else new for char, new in zip(old, form, strict=True))


NORMALIZER = Normalizer("diacritics", 70, propose)
