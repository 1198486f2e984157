"""Quality: how well a stretch of text reads as Vietnamese, and what ails it where it does not."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from typing import Literal

from normalizers.folding import bare
from normalizers.words import is_valid, is_valid_bare

Kind = Literal["good", "unmarked", "garbled", "foreign", "empty"]

_EDGES = ".,;:!?()[]{}<>\"'“”‘’«»…*_|–—-/\\+=•"
# Codes and abbreviations are right in any language and say nothing: 44-KL/TW, UBND, 2025/QH15, NĐ-CP.
_CODE = re.compile(r"(?=.*\d)(?:[^a-z]*|.*[/@].*)|[^\W\d_a-z]{1,8}|[^\W\d_a-z]+(?:[-/&.][^\W\d_]+)+|https?:.*|www\..*")
_BREAKS = re.compile(r"[-–/.,;:()]")
# A sign or a digit inside a word, as OCR by another language's letters or a lost encoding leaves it: s6, dé)ng, x·.
_SIGN_INSIDE = re.compile(r"[^\W\d_][^\w\s'’&-]|\d[^\W\d_]{2}|[^\W\d_]\d|[ªº¢-¹¼-¾ﬁﬂ]")

# Measured on 64 whole papers of twenty issuers, on the same without their marks, and on layers made by OCR in the wrong
# language. Skeletons: papers 0.90-0.99, ruined layers 0.79-0.87, English and French under 0.4. Marked words: papers
# 0.75-0.92, ruined layers 0.10-0.24. Confusable words: papers under 0.03, ruined layers over 0.08.
_FOREIGN_SKELETONS = 0.6
_UNMARKED_MARKS = 0.2
_GARBLED_CONFUSABLES = 0.06
_FOREIGN_MARKS = 0.6


@dataclass(frozen=True, slots=True)
class Quality:
    """What share of a text's words is Vietnamese; codes, numbers and abbreviations are not counted.

    `valid_share`: words that are syllables as they stand; `skeleton_share`: words whose letters without marks can be a
    syllable; `marked_share`: words that bear marks; `confusable_share`: words with signs or digits inside, or with
    marks where no syllable bears them.
    """

    words: int
    valid_share: float
    skeleton_share: float
    marked_share: float
    confusable_share: float
    kind: Kind

    @property
    def score(self) -> float:
        """How well the text reads as marked Vietnamese, from 0 to 1; good papers reach 0.9."""
        full_marks = 0.75
        return max(0.0, self.valid_share * min(1.0, self.marked_share / full_marks) - self.confusable_share)


def judge(text: str) -> Quality:
    """Judge a paragraph, a page or a whole paper."""
    tokens = Counter(unicodedata.normalize("NFC", text).split())
    traits = zip(*map(_traits_of, tokens), strict=True)
    count, *having = (sum(map(mul, tokens.values(), column)) for column in traits) if tokens else (0,)
    if not count:
        return Quality(0, 0.0, 0.0, 0.0, 0.0, "empty")
    valid, plausible, marked, sign, odd = (number / count for number in having)
    return Quality(count, valid, plausible, marked, odd, _kind(plausible, marked, odd, sign))


def _kind(plausible: float, marked: float, odd: float, signs: float) -> Kind:
    if plausible < _FOREIGN_SKELETONS:
        # French bears marks too, on fewer words than Vietnamese in a lost encoding does.
        return "foreign" if signs < _GARBLED_CONFUSABLES and marked < _FOREIGN_MARKS else "garbled"
    if odd >= _GARBLED_CONFUSABLES and marked < _FOREIGN_MARKS:
        return "garbled"
    return "unmarked" if marked < _UNMARKED_MARKS else "good"


def _has_sign(word: str, skeleton: str) -> bool:
    if len(word) > 2 and word[-1].isdigit() and is_valid_bare(skeleton[:-1]):
        return False  # a footnote's number: doanh4
    return bool(_SIGN_INSIDE.search(word))


def _tells(part: str) -> bool:
    """Leave out the single consonants of b/c and d/c and of lists."""
    return len(part) > 1 or is_valid_bare(bare(part))


@lru_cache(maxsize=1 << 15)
def _traits_of(token: str) -> tuple[int, ...]:
    """Return how many words a token has and how many of them have each trait: papers repeat a few thousand tokens.

    A word is a syllable, one without its marks, marked, one with a sign inside, one that none can be.
    """
    traits = [_traits(word) for word in _words(token)]
    return (len(traits), *map(sum, zip(*traits, strict=True))) if traits else (0,) * 6


def _traits(word: str) -> tuple[bool, ...]:
    skeleton = bare(word)
    sign = _has_sign(word, skeleton)
    valid = is_valid(word)
    marked = word != skeleton
    return valid, is_valid_bare(skeleton), marked, sign, sign or (marked and not valid)


def _words(token: str) -> list[str]:
    """Return the words of a token that tell something: in small letters, without punctuation around, hyphens parted."""
    token = token.strip(_EDGES)
    if not any(map(str.isalpha, token)) or (_CODE.fullmatch(token) and not is_valid(token)):
        return []
    return [part for part in _BREAKS.split(token.lower()) if any(map(str.isalpha, part)) and _tells(part)]
