"""Vocabulary: the words the language model knows without their marks, and the forms each can take with them."""

import lzma
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.language.letters import TONES, bare, place_tones, split_tone
from corpus.language.syllables import is_valid, is_valid_bare
from corpus.language.tokens import Token

UNKNOWN, SHORT_NUMBER, YEAR, NUMBER, CODE = range(5)
FIRST_WORD = 5
"""Ids below this one stand for what is no word of the vocabulary."""

MOST_FORMS = 20
"""A word has at most so many forms; rarer ones are not proposed."""

_LEAST_COUNT = 4
_LEAST_COUNT_FOREIGN = 30
# A form must make up this share of its word: rarer ones are misprints, even where they are syllables.
_LEAST_SHARE = 2e-6


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`ids` by word without marks; `forms` and their `counts` by id less `FIRST_WORD`, most frequent first."""

    ids: Mapping[str, int]
    forms: tuple[tuple[str, ...], ...]
    counts: tuple[tuple[int, ...], ...]

    def __len__(self) -> int:
        return FIRST_WORD + len(self.forms)

    def id_of(self, token: Token) -> int:
        """Return the id of a token's word, or of its kind where it is no known word."""
        if token.kind == "word":
            return self.ids.get(token.letters, UNKNOWN)
        if token.kind == "code":
            return CODE
        if not token.letters.isdigit():
            return NUMBER
        if len(token.letters) < 3:
            return SHORT_NUMBER
        return YEAR if len(token.letters) == 4 and token.letters[:2] in ("19", "20") else NUMBER

    def forms_of(self, word: int) -> tuple[str, ...]:
        """Return the forms of an id, none for what is no word."""
        return self.forms[word - FIRST_WORD] if word >= FIRST_WORD else ()


def build(counts: Counter[str]) -> Vocabulary:
    """Build the vocabulary from how often each marked word, in small letters, occurs."""
    placed: Counter[str] = Counter()
    for form, count in counts.items():
        placed[place_tones(form)] += count
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for form, count in placed.items():
        found[bare(form)].append((count, form))
    rows = [(word, _kept(word, forms)) for word, forms in found.items()]
    rows = sorted((row for row in rows if row[1]), key=lambda row: (-sum(count for count, _ in row[1]), row[0]))
    return Vocabulary(
        {word: FIRST_WORD + index for index, (word, _) in enumerate(rows)},
        tuple(tuple(form for _, form in forms) for _, forms in rows),
        tuple(tuple(count for count, _ in forms) for _, forms in rows),
    )


def _kept(word: str, forms: list[tuple[int, str]]) -> list[tuple[int, str]]:
    total = sum(count for count, _ in forms)
    if is_valid_bare(word):
        floor = max(_LEAST_COUNT, total * _LEAST_SHARE)
        kept = [(count, form) for count, form in forms if count >= floor and (is_valid(form) or form == word)]
    else:
        kept = [(count, form) for count, form in forms if count >= max(_LEAST_COUNT_FOREIGN, total / 100)]
    return sorted(kept, key=lambda pair: (-pair[0], pair[1]))[:MOST_FORMS]


def save(vocabulary: Vocabulary, path: Path) -> None:
    """Write the vocabulary as compressed text, a word a line: its forms and their counts, in the order of the ids."""
    rows = zip(vocabulary.forms, vocabulary.counts, strict=True)
    lines = (" ".join(f"{f} {c}" for f, c in zip(forms, counts, strict=True)) for forms, counts in rows)
    path.write_bytes(lzma.compress("\n".join(lines).encode()))


def load(path: Path) -> Vocabulary:
    """Read what `save` wrote."""
    rows = [line.split() for line in lzma.decompress(path.read_bytes()).decode().splitlines()]
    return Vocabulary(
        {bare(row[0]): FIRST_WORD + index for index, row in enumerate(rows)},
        tuple(tuple(row[::2]) for row in rows),
        tuple(tuple(map(int, row[1::2])) for row in rows),
    )


@cache
def marks_of(form: str) -> tuple[int, str, bool]:
    """Return what sets a form apart from its bare word: its tone, its shaped vowels, whether it has a đ."""
    letters, tone = split_tone(form)
    return TONES.index(tone), "".join(letter for letter in letters if letter in "ăâêôơư"), "đ" in letters
