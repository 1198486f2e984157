"""Letters: taking marks off, and parting a syllable from its tone and putting them together again."""

import codecs
import re
import string
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
"""The six tones as combining marks: ngang, sắc, huyền, hỏi, ngã, nặng."""

# Latin-1, Latin Extended A and B, and Latin Extended Additional, where all precomposed Vietnamese letters stand.
_LATIN_WITH_MARKS = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_VOWELS = "aăâeêioôơuưy"
_SHAPED_VOWELS = "ăâêôơư"
_TONED = "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_PLAIN_TONED = "àáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ"


_SHORT = 16  # characters: words are folded as quickly without
# A code page of the signs that most texts are written in: a text of these alone is folded by it in a sixth of the time.
_LETTERS = f"ăâđêôơư{_TONED}"
_PAGE = f"\0{string.printable}{_LETTERS}{_LETTERS.upper()}“”‘’–—…•·«»°§\u00a0".ljust(256, "\ufffe")


def _both_cases(letters: str) -> str:
    return f"[{letters}{letters.upper()}]"


# What a tone that may stand on another vowel looks like: before a shaped vowel or a closed one (vịêc, hòan), at the end
# of a syllable after another vowel (hoà, thuý), or on what belongs to the consonant (gía, qúy). Few words have such:
# with the toned letter first, most of a text is passed over quickly.
_MAYBE_MISPLACED = re.compile(
    rf"""
    {_both_cases(_TONED)} (?:
      {_both_cases(_SHAPED_VOWELS)} | {_both_cases(_VOWELS)} [^\W\d_]
    | (?<= {_both_cases(_VOWELS)} {_both_cases(_PLAIN_TONED)} ) (?! [^\W\d_] )
    | (?: (?<= [gG] {_both_cases("ìíỉĩị")} ) | (?<= [qQ] {_both_cases("ùúủũụ")} ) ) {_both_cases(_VOWELS)}
    )
    """,
    re.VERBOSE,
)


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


@cache
def _encoding() -> Any:
    return codecs.charmap_build(_PAGE)


@cache
def _page(letters: Callable[[], dict[int, str]]) -> str:
    return _PAGE.translate(letters())


def _exchange(text: str, letters: Callable[[], dict[int, str]]) -> str:
    """Put others in the place of the letters of a text, one character out for one in."""
    if len(text) > _SHORT:
        try:
            coded, _ = codecs.charmap_encode(text, "strict", _encoding())
            return codecs.charmap_decode(coded, "strict", _page(letters))[0]
        except UnicodeEncodeError:
            pass  # a sign of another script, or a seldom one
    return text.translate(letters())


def bare(text: str) -> str:
    """Take the marks off every Latin letter of an NFC text, one character out for one in; case is kept."""
    return _exchange(text, _bare_letters)


def fold_in_place(text: str) -> str:
    """Take marks and case off an NFC text, one character out for one in, so that offsets stay true."""
    return _exchange(text, _small_bare_letters)


def fold(text: str) -> str:
    """Fold a text for search and comparing: composed, without case, without marks, đ as d, other letters in Latin.

    Where a tone mark stands (hoà, hòa) and how the marks are encoded (NFC, NFD) make no difference.
    The length may change.
    """
    folded = bare(unicodedata.normalize("NFC", text)).casefold()
    return folded if folded.isascii() else "".join(map(_plain, folded))


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """Return a folded character as it is searched: letters of other alphabets in Latin, marks not at all."""
    from unidecode import unidecode

    if char.isascii() or not char.isalpha():
        return "" if unicodedata.combining(char) else char
    return unidecode(char).lower() or char


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
    if place is None:
        return letters
    return letters[:place] + unicodedata.normalize("NFC", letters[place] + tone) + letters[place + 1 :]


def place_tones(text: str) -> str:
    """Move every tone mark of an NFC text to its customary vowel (hòa, ủy, thúy); the length stays."""
    pieces: list[str] = []
    done = 0
    for match in _MAYBE_MISPLACED.finditer(text):
        if match.start() >= done:
            start, end = _word_around(text, match.start())
            pieces += (text[done:start], _placed(text[start:end]))
            done = end
    return "".join([*pieces, text[done:]]) if pieces else text


def _word_around(text: str, place: int) -> tuple[int, int]:
    start, end = place, place + 1
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return start, end


@lru_cache(maxsize=20_000)
def _placed(word: str) -> str:
    letters, tone = split_tone(word)
    start, end = _vowel_group(letters.lower())
    one_group = start < end and not any(letter in _VOWELS for letter in letters[end:].lower())
    one_tone = sum(char != letter for char, letter in zip(word, letters, strict=True)) == 1
    return put_tone(letters, tone) if one_group and one_tone else word


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
    return start + 1 if len(group) > 2 or end < len(letters) else start
