"""Confusables: what OCR and hasty typing take a Vietnamese syllable for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from corpus.language.letters import TONES, put_tone, split_tone

_SHAPES = ("aăâ", "eê", "oôơ", "uư", "dđ")
# Letters of one height and width in the fonts of official papers, and strokes lost or won.
_LETTERS = ("ce", "co", "eo", "nu", "hb", "vy", "il", "tl", "rt", "gq", "rn m", "li h", "ri n", "cl d")


@lru_cache(maxsize=20_000)
def look_alikes(syllable: str) -> tuple[str, ...]:
    """Return what a small NFC syllable may be misread for: one tone, one mark of shape, or one letter away.

    Not all of them are syllables.
    """
    letters, tone = split_tone(syllable)
    found = [put_tone(letters, other) for other in TONES]
    for shaped in _reshaped(letters):
        found += [put_tone(shaped, other) for other in TONES]
    found += [put_tone(other, tone) for other in _with_other_letters(letters)]
    return tuple(dict.fromkeys(form for form in found if form != syllable))


def _reshaped(letters: str) -> Iterator[str]:
    """Yield the letters with one mark of shape changed, added or lost; both of ươ count as one."""
    for at, letter in enumerate(letters):
        group = next((group for group in _SHAPES if letter in group), "")
        yield from (letters[:at] + other + letters[at + 1 :] for other in group if other != letter)
    for plain, shaped in (("uo", "ươ"), ("ươ", "uô"), ("uô", "ươ")):
        if plain in letters:
            yield letters.replace(plain, shaped, 1)


def _with_other_letters(letters: str) -> Iterator[str]:
    for pair in _LETTERS:
        one, two = pair.split() if " " in pair else tuple(pair)
        for old, new in ((one, two), (two, one)):
            at = letters.find(old)
            while at >= 0:
                yield letters[:at] + new + letters[at + len(old) :]
                at = letters.find(old, at + 1)
