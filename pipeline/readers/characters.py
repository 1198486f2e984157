"""Characters: printed letters with their places, joined to words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.document import Box, Span, Word
from pipeline.readers.turns import ASLANT, Frame


class Character(NamedTuple):
    """A printed character with its place on the page; a tuple, for a page has thousands."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    font: str
    turn: int = 0


def turned(characters: Iterable[Character | None], frame: Frame) -> Iterator[Character | None]:
    """Yield the characters of a turn where they lie in its frame, None for each of others."""
    for character in characters:
        if character is None or character.turn != frame.turn:
            yield None
            continue
        if frame.turn in (0, ASLANT):
            yield character
            continue
        (xa, ya), (xb, yb) = frame.inward(character.x0, character.y0), frame.inward(character.x1, character.y1)
        yield character._replace(x0=min(xa, xb), y0=min(ya, yb), x1=max(xa, xb), y1=max(ya, yb))


def words_of(characters: Iterable[Character | None], number: int) -> Iterator[tuple[Word, str]]:
    """Join characters to words; a jump parts them even where the file has no space."""
    word: list[Character] = []
    for character in (*characters, None):
        if word and (character is None or _jumps(word[-1], character)):
            yield _word(word, number), word[0].font
            word = []
        if character is not None:
            word.append(character)


def _jumps(one: Character, other: Character) -> bool:
    height = max(one.y1 - one.y0, 1.0)
    if other.x0 - one.x1 > 0.5 * height or one.x0 - other.x0 > height:
        return True
    if one.y0 == other.y0 and one.y1 == other.y1:  # as nearly always
        return False
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared < 0.2 * min(one.y1 - one.y0, other.y1 - other.y0)


def _word(characters: list[Character], number: int) -> Word:
    letters, lefts, tops, rights, bottoms, _, _ = zip(*characters, strict=True)
    text = unicodedata.normalize("NFC", "".join(letters))
    y0, y1 = max(tops), max(bottoms)  # marks over capitals do not raise the line
    return Word(text, Span(0, len(text)), Box(number, min(lefts), min(y0, y1), max(rights), y1))
