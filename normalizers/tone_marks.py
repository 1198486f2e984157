"""Tone marks: where in a syllable they stand, and one placement to compare by (hoà = hòa, uỷ = ủy)."""

import re
import unicodedata
from functools import lru_cache

TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
"""The six tones as combining marks: ngang, sắc, huyền, hỏi, ngã, nặng."""

_VOWELS = "aăâeêioôơuưy"
_SHAPED_VOWELS = "ăâêôơư"
_TONED = "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_TONED_WORD = re.compile(rf"[^\W\d_]*[{_TONED}][^\W\d_]*", re.IGNORECASE)


def split_tone(syllable: str) -> tuple[str, str]:
    """Part an NFC syllable into its letters without tone and its tone, one of `TONES`.

    Where several letters bear a tone, the first counts.
    """
    letters, tone = [], ""
    for char in syllable:
        decomposed = unicodedata.normalize("NFD", char)
        found = [mark for mark in decomposed[1:] if mark in TONES]
        tone = tone or "".join(found[:1])
        letters.append(unicodedata.normalize("NFC", "".join(part for part in decomposed if part not in found)))
    return "".join(letters), tone


def put_tone(letters: str, tone: str) -> str:
    """Put a tone on the vowel of a toneless syllable that bears it: hoa gives hòa, hoan gives hoàn."""
    if not tone:
        return letters
    place = _tone_place(letters.lower())
    return letters if place is None else letters[:place] + _composed(letters[place], tone) + letters[place + 1 :]


def place(text: str) -> str:
    """Move every tone mark of an NFC text to its customary vowel (hòa, ủy, thúy); the length stays."""
    return _TONED_WORD.sub(_placed_word, text)


def _placed_word(match: re.Match[str]) -> str:
    return _placed(match.group())


@lru_cache(maxsize=20_000)
def _placed(word: str) -> str:
    letters, tone = split_tone(word)
    start, end = _vowel_group(letters.lower())
    one_group = start < end and not any(letter in _VOWELS for letter in letters[end:].lower())
    one_tone = sum(char != letter for char, letter in zip(word, letters, strict=True)) == 1
    return put_tone(letters, tone) if one_group and one_tone else word


def _composed(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


def _vowel_group(letters: str) -> tuple[int, int]:
    """Find the first run of vowels; the u of qu and the i of gi before a vowel belong to the onset."""
    start = next((index for index, letter in enumerate(letters) if letter in _VOWELS), len(letters))
    end = start
    while end < len(letters) and letters[end] in _VOWELS:
        end += 1
    if letters[:start] + letters[start : start + 1] in ("qu", "gi") and end - start > 1:
        start += 1
    return start, end


def _tone_place(letters: str) -> int | None:
    start, end = _vowel_group(letters)
    group = letters[start:end]
    shaped = [start + index for index, letter in enumerate(group) if letter in _SHAPED_VOWELS]
    if shaped:
        return shaped[-1] if group != "ưu" else start
    if len(group) < 2:
        return start if group else None
    if len(group) > 2 or (end < len(letters)):
        return start + 1
    return start
