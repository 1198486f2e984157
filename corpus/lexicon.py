"""A lexicon of phrases that is found in running text in one pass, whatever the number of phrases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Generic, TypeVar

from corpus.spelling import fold_letters

Value = TypeVar("Value")

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
# Where a name has one of these, papers print another of them, or none: "Văn hóa, Thể thao", "Văn hóa - Thể thao"; or a
# stroke where no name has one: "xã/phường".
_LOOSE = frozenset(",-.;“”\"'’")
_MOST_LOOSE = 3
_LONGEST = 600
"""No phrase is longer in print, blanks and line breaks included."""


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A phrase found at `start:end`; `phrase` is as the lexicon has it, `values` all that it can stand for."""

    start: int
    end: int
    phrase: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Value]):
    phrase: str
    codes: frozenset[str]
    value: Value


class _Node(Generic[Value]):
    __slots__ = ("entries", "following")

    def __init__(self) -> None:
        self.following: dict[str, _Node[Value]] = {}
        self.entries: list[_Entry[Value]] = []


class Lexicon(Generic[Value]):
    """Phrases with what they stand for.

    A phrase is found in any case, with any white space (one line break too, a blank line not) and either placement of
    the tone marks, but only as whole words. What starts with a capital in the lexicon must start with one in the text,
    and an abbreviation (`UBND`, `TTg`) must stand there letter by letter: lower-case `ban`, `văn phòng` or `qh` are
    common words.
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        self._root: _Node[Value] = _Node()
        self._small: set[str] = set()  # the first words that may be printed without a capital
        for phrase, value in phrases:
            for tokens in _spellings(phrase):
                self._insert(tokens, phrase, value)

    def find(self, text: str) -> Iterator[Found[Value]]:
        """Yield the phrases in an NFC text in order, the longest at each place, without overlaps."""
        folded = fold_letters(text)
        end_of_last = 0
        for match in self._first.finditer(folded):
            at = match.start()
            if at < end_of_last:
                continue
            if not text[at].islower() or match.group() in self._small:
                found = self._longest(text, folded, at)
                if found is not None:
                    yield found
                    end_of_last = found.end

    def at_start(self, text: str) -> Found[Value] | None:
        """Return the longest phrase that `text` begins with."""
        first = _TOKEN.search(text, 0, _LONGEST)
        if first is None or fold_letters(first.group()) not in self._root.following:
            return None
        text = text[:_LONGEST]
        return self._longest(text, fold_letters(text), first.start())

    @cached_property
    def _first(self) -> re.Pattern[str]:
        """What a phrase can begin with: the text is asked once for all, and read word by word from there only."""
        rests = defaultdict[str, list[str]](list)
        for token in sorted(self._root.following, reverse=True):
            rests[token[0]].append(re.escape(token[1:]))
        letters = "".join(map(re.escape, rests))
        words = "|".join(f"(?<={re.escape(first)})(?:{'|'.join(rest)})" for first, rest in rests.items())
        # Not inside a word: so told first, the many letters there are passed over quickly.
        return re.compile(rf"[{letters}](?<![^\W_][^\W_])(?:{words})(?![^\W_])") if rests else re.compile(r"(?!)")

    def _insert(self, tokens: tuple[str, ...], phrase: str, value: Value) -> None:
        node = self._root
        if not phrase[0].isupper():
            self._small.update(tokens[:1])
        for token in tokens:
            node = node.following.setdefault(token, _Node())
        entry = _Entry(phrase, frozenset(filter(_is_code, _TOKEN.findall(phrase))), value)
        if entry not in node.entries:
            node.entries.append(entry)

    def _longest(self, text: str, folded: str, start: int) -> Found[Value] | None:
        best: Found[Value] | None = None
        node, end = self._root, start
        while match := _TOKEN.search(folded, end):
            token = match.group()
            following = node.following.get("," if token in _LOOSE else token)
            if following is None and token == "/":
                following = node.following.get(",")
            gap = match.start() - end
            if following is None or (gap > 1 and text.count("\n", end, match.start()) > 1):
                break
            node, end = following, match.end()
            if node.entries:
                best = _spelled_as_printed(node.entries, text, start, end) or best
        return best


def _spelled_as_printed(entries: list[_Entry[Value]], text: str, start: int, end: int) -> Found[Value] | None:
    printed = text[start:end]
    fitting = [entry for entry in entries if _case_fits(entry, printed)]
    if not fitting:
        return None
    return Found(start, end, fitting[0].phrase, tuple(dict.fromkeys(entry.value for entry in fitting)))


def _case_fits(entry: _Entry[Value], printed: str) -> bool:
    if entry.phrase[0].isupper() and not printed[0].isupper():
        return False
    return not entry.codes or entry.codes <= set(_TOKEN.findall(printed))


def _is_code(word: str) -> bool:
    return any(letter.isupper() for letter in word[1:])


def _spellings(phrase: str) -> Iterator[tuple[str, ...]]:
    """Yield the token sequences a phrase may be printed as; loose punctuation is one token, present or absent."""
    tokens = _TOKEN.findall(fold_letters(phrase))
    loose = [index for index, token in enumerate(tokens) if token in _LOOSE]
    several = len(loose) <= _MOST_LOOSE
    choices = product((True, False), repeat=len(loose)) if several else ((True,) * len(loose), (False,) * len(loose))
    for kept in choices:
        dropped = {index for index, keep in zip(loose, kept, strict=True) if not keep}
        yield tuple("," if i in loose else token for i, token in enumerate(tokens) if i not in dropped)
