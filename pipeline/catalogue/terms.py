"""The terms of a query: how the index is asked for them, and how close to each other they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from normalizers.folding import fold_in_place
from pipeline.catalogue.index import TITLE, WORD, as_tokens, code_tokens, exact, pair_tokens, shape_of

MOST = 60  # places of terms in a text that are compared
OFTEN = 0.05  # of the closeness, what a text gains that holds the terms again and again


@dataclass(frozen=True, slots=True)
class Sought:
    """What a query looks for.

    A row of the index must hold one token of each of `tokens`, a title one of each of `titles`. A text must hold one of
    each of `words`: folded, the words of a phrase parted by one space. Those `exactly` count for more. The row of a
    whole document must hold all of `whole`.
    """

    tokens: tuple[tuple[str, ...], ...]
    titles: tuple[tuple[str, ...], ...]
    words: tuple[tuple[str, ...], ...]
    exactly: frozenset[str] = frozenset()
    whole: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of_alternatives(cls, groups: Iterable[tuple[str, ...]]) -> Sought:
        """Look for one of the folded words, or phrases, of each group."""
        groups = tuple(groups)
        tokens = [tuple(group) if len(group) > 1 else (word,) for group in groups for word in group[0].split()]
        return cls(tuple(tokens), tuple(tokens), groups)

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """The terms of several words."""
        return tuple(group for group in self.words if any(" " in term for term in group))

    def closeness(self, text: str) -> float:
        """Return how close together all terms stand in a passage: 1 where nothing stands between, 0 where one lacks."""
        return self.closeness_in(text, MOST)[0]

    def closeness_in(self, text: str, most: int) -> tuple[float, bool]:
        """Return how close all terms stand, by so many places of them at most, and whether all are printed as typed."""
        found: list[tuple[int, int, int]] = []
        printed: set[str] = set()
        finder, places = _finder(self.words)
        folded = fold_in_place(text)
        for match in finder.finditer(folded):
            start, end = match.span()
            if start and folded[start - 1].isalnum():
                continue
            index = places.get(match[0])
            if index is None:
                index = places.get(" ".join(WORD.findall(match[0])))
            if index is None:
                continue
            found.append((start, end, index))
            if self.exactly:
                printed.add(_as_printed(text[start:end]))
            if len(found) == most:
                break
        closest = self._closest(found)
        if closest and self.exactly:
            closest *= (1 + len(printed & self.exactly) / len(self.exactly)) / 2
        often = 1 + OFTEN * (1 - len(self.words) / len(found)) if closest else 0.0
        return closest * often, self.exactly <= printed

    def _closest(self, found: list[tuple[int, int, int]]) -> float:
        """Return the share that the terms have of the shortest piece with all of them."""
        letters = sum(len(group[0]) + 1 for group in self.words) - 1
        closest, first, held = 0.0, 0, dict[int, int]()
        for _, end, index in found:
            held[index] = held.get(index, 0) + 1
            while held.get(found[first][2], 0) > 1:
                held[found[first][2]] -= 1
                first += 1
            if len(held) == len(self.words):
                closest = max(closest, letters / max(letters, end - found[first][0]))
        return closest


def sought(terms: Iterable[str], *, codes: Mapping[str, str], marked: bool) -> Sought:
    """Return what terms look for, with the marks as typed or by their letters alone.

    `codes` are those of the terms that are codes, with the key each is compared by.
    """
    tokens: dict[str, None] = {}
    titles: dict[str, None] = {}
    whole: dict[str, None] = {}
    words: dict[tuple[str, ...], None] = {}
    for term in terms:
        shapes = [shape_of(word) for word in WORD.findall(term)]
        folded = " ".join(without for _, without in shapes).split()
        shaped = " ".join(with_marks for with_marks, _ in shapes).split() if marked else folded
        titles |= dict.fromkeys(shaped)
        same: tuple[str, ...] = (" ".join(folded),)
        if code := code_tokens(codes.get(term, ""))[-1:]:
            tokens |= dict.fromkeys(code)
            whole |= dict.fromkeys(code)
            same = tuple(dict.fromkeys((*same, codes[term])))
        else:
            tokens |= dict.fromkeys((*shaped, *filter(None, pair_tokens(folded))))
            whole |= dict.fromkeys(folded)
        words |= {same: None} if folded else {}
    exactly = frozenset(exact(term) for term in terms) if marked else frozenset[str]()
    terms_apart = tuple(group for group in words if not _is_within(group, words))
    return Sought(_each(tokens), _each(titles, TITLE), terms_apart, exactly, _each(whole))


@lru_cache(maxsize=64)
def _finder(groups: tuple[tuple[str, ...], ...]) -> tuple[re.Pattern[str], dict[str, int]]:
    """Return what finds folded terms in a folded text, the longest first, and which group each is of.

    Where all terms are single words, what it finds may begin within a word: what is to stand before every place that is
    tried would take as long as all the rest, and what ends a word does not hide another.
    """
    places = {term: index for index, group in enumerate(groups) for term in group}
    written = ("[\\W_]+".join(map(re.escape, term.split())) for term in sorted(places, key=len, reverse=True))
    before = r"(?<![^\W_])" if any(" " in term for term in places) else ""
    return re.compile(rf"{before}(?:{'|'.join(written) or '(?!)'})(?![^\W_])"), places


@lru_cache(maxsize=1 << 12)
def _as_printed(words: str) -> str:
    return exact(" ".join(WORD.findall(words)))


def asked(groups: Iterable[tuple[str, ...]]) -> str:
    """Return a query of the index for one token of each group; none can break it: they are letters, digits and "_"."""
    quoted = (" OR ".join(f'"{as_tokens(token)}"' for token in group) for group in groups)
    return " AND ".join(f"({group})" for group in quoted)


def _each(tokens: Iterable[str], begins: str = "") -> tuple[tuple[str, ...], ...]:
    return tuple((f"{begins}{token}",) for token in tokens)


def _is_within(group: tuple[str, ...], groups: Iterable[tuple[str, ...]]) -> bool:
    """Tell whether a term is part of another, with which a text holds it."""
    return any(group != other and f" {group[0]} " in f" {other[0]} " for other in groups)
