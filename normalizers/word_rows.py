"""Word rows: a text as a row of tokens, how likely each of them stands there, and how much likelier others would.

The counts look three tokens back; what a change does to the three tokens after it counts too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.language.bigrams import COMMA, NUMBER, STOP, Place, places
from corpus.language.runs import load_runs, load_vocabulary
from corpus.language.tokens import tokenize
from pipeline.document import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Numbers = NDArray[np.float64]

SIGNS = frozenset((STOP, COMMA, NUMBER))
"""Forms that stand for what is no word."""

_LINE = re.compile(r"[^\n]*\S[^\n]*")
# Between words: signs after which a line break begins a paragraph, and such as begin one.
_NEW_PARAGRAPH = re.compile(r"[.!?…;:]\s*\n|\n\s*(?:\n|[-–—+*•])")
_REACH = 3


@dataclass(frozen=True, slots=True)
class Change:
    """Other forms in place of some neighbouring tokens: `first` is the first of them, `count` how many they are."""

    first: int
    count: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordRow:
    """The tokens of a text; `ids` has them at `at`, and line breaks between its stretches.

    `chances` are log-chances by place in `ids` after the three ids before it; the first three have none.
    """

    text: str
    tokens: tuple[Place, ...]
    at: tuple[int, ...]
    ids: Ids
    chances: Numbers

    def word(self, place: int) -> str:
        """Return a token as it is written; nothing beyond the ends of the text."""
        if not 0 <= place < len(self.tokens):
            return ""
        return self.text[self.tokens[place].start : self.tokens[place].end]

    def span(self, place: int, count: int = 1) -> Span:
        """Return where some neighbouring tokens stand."""
        return Span(self.tokens[place].start, self.tokens[place + count - 1].end)

    def fits(self) -> Numbers:
        """Return for each token the log-chance of it and of the three tokens after it."""
        import numpy as np

        sums = np.concatenate([[0.0], self.chances.cumsum()])
        at = np.array(self.at, np.int64)
        return np.asarray(sums[at + _REACH + 1] - sums[at])

    def gains(self, changes: Sequence[Change]) -> Numbers:
        """Return how much likelier each change makes the text, as log-odds; those of one shape are weighed at once."""
        import numpy as np

        found = np.zeros(len(changes))
        shapes: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for number, change in enumerate(changes):
            shapes[change.count, len(change.forms)].append(number)
        sums = np.concatenate([[0.0], self.chances.cumsum()])
        for (count, length), numbers in shapes.items():
            begins = np.array([self.at[changes[number].first] for number in numbers], np.int64)[:, None]
            forms = _ids([form for number in numbers for form in changes[number].forms]).reshape(-1, length)
            around = np.arange(_REACH)
            rows = np.hstack([self.ids[begins - _REACH + around], forms, self.ids[begins + count + around]])
            windows = np.lib.stride_tricks.sliding_window_view(rows, _REACH + 1, axis=1)
            after = _chances(windows.reshape(-1, _REACH + 1)).reshape(len(numbers), -1).sum(axis=1)
            found[numbers] = after - (sums[begins + count + _REACH] - sums[begins])[:, 0]
        return found


def row_of(text: str, changed: Mapping[int, str]) -> WordRow:
    """Lay out a text, some of its tokens, named by their starts, with other forms than the text has."""
    import numpy as np

    line = [load_vocabulary()[1].sign("\n")] * _REACH
    ids: list[int] = [*line]
    tokens: list[Place] = []
    at: list[int] = []
    for stretch in _stretches(text):
        found = list(_tokens(text, stretch, changed))
        at += range(len(ids), len(ids) + len(found))
        ids += [*_ids_of(text, found), *line]
        tokens += found
    ids += line
    row = np.array(ids, np.int64)
    chances = np.concatenate([np.zeros(_REACH), _chances(np.lib.stride_tricks.sliding_window_view(row, _REACH + 1))])
    return WordRow(text, tuple(tokens), tuple(at), row, chances)


def _stretches(text: str) -> Iterator[Span]:
    """Yield the lines of a text, joined where the next goes on in small letters: others may be cells or headings."""
    last: Span | None = None
    for match in _LINE.finditer(text):
        goes_on = last is not None and text[last.end : match.start()] == "\n" and match.group().lstrip()[0].islower()
        if last and not goes_on:
            yield last
        last = Span(last.start if last and goes_on else match.start(), match.end())
    if last:
        yield last


def _tokens(text: str, stretch: Span, changed: Mapping[int, str]) -> Iterator[Place]:
    for token in places(stretch.of(text)):
        start = token.start + stretch.start
        yield Place(start, token.end + stretch.start, changed.get(start, token.form))


def _ids_of(text: str, tokens: Sequence[Place]) -> Iterator[int]:
    """Yield what the tokens of a stretch are among the ids of runs; a line break between words is a blank."""
    numbering = load_vocabulary()[1]
    for place, token in enumerate(tokens):
        if token.form == NUMBER:
            yield _id_of_number(text[token.start : token.end])
        elif token.form in SIGNS:
            begin = tokens[place - 1].end if place else token.start
            end = tokens[place + 1].start if place + 1 < len(tokens) else token.end
            between = text[begin:end]
            yield numbering.sign("\n" if _NEW_PARAGRAPH.search(between) else " ".join(between.split()))
        else:
            yield numbering.ids.get(token.form, numbering.unknown)


@lru_cache(maxsize=10_000)
def _id_of_number(number: str) -> int:
    vocabulary, numbering = load_vocabulary()
    tokens = tokenize(number)
    return numbering.forms + vocabulary.id_of(tokens[0]) if len(tokens) == 1 else numbering.unknown


def _ids(forms: Sequence[str]) -> Ids:
    import numpy as np

    numbering = load_vocabulary()[1]
    return np.array([numbering.ids.get(form, numbering.unknown) for form in forms], np.int64)


def _chances(windows: Ids) -> Numbers:
    """Return the log-chance of the last id of each row after the others."""
    return load_runs().log_chances(windows)
