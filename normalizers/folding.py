"""Folding: the one place where text loses its case and its marks, to be searched and compared."""

import unicodedata
from functools import cache

# Latin-1, Latin Extended A and B, and Latin Extended Additional, where all precomposed Vietnamese letters stand.
_LATIN_WITH_MARKS = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))


@cache
def _bare_letters() -> dict[int, str]:
    letters = {ord("đ"): "d", ord("Đ"): "D"}
    for code in _LATIN_WITH_MARKS:
        decomposed = unicodedata.normalize("NFD", chr(code))
        base, marks = decomposed[0], decomposed[1:]
        if marks and base.isascii() and all(unicodedata.combining(mark) for mark in marks):
            letters[code] = base
    return letters


@cache
def _small_bare_letters() -> dict[int, str]:
    small = {ord(letter): letter.lower() for letter in map(chr, range(0x250)) if len(letter.lower()) == 1}
    return small | {code: base.lower() for code, base in _bare_letters().items()}


def bare(text: str) -> str:
    """Take the marks off every Latin letter of an NFC text, one character out for one in; case is kept."""
    return text.translate(_bare_letters())


def fold_in_place(text: str) -> str:
    """Take marks and case off an NFC text, one character out for one in, so that offsets stay true."""
    return text.translate(_small_bare_letters())


def fold(text: str) -> str:
    """Fold a text for search and comparing: composed, without case, without marks, đ as d.

    Where a tone mark stands (hoà, hòa) and how the marks are encoded (NFC, NFD) make no difference.
    The length may change.
    """
    folded = bare(unicodedata.normalize("NFC", text)).casefold()
    return folded if folded.isascii() else "".join(char for char in folded if not unicodedata.combining(char))
