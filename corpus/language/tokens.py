"""Tokens: the words, numbers and codes of a text, as the language model sees them."""

import re
from functools import lru_cache
from typing import NamedTuple

from corpus.language.letters import bare
from corpus.language.syllables import is_valid_bare

# Codes are read as one token, whatever letters they hold, and are never restored. Forced by 44-KL/TW, 30/2020/NĐ-CP,
# 11554/VPCP-V.I, QĐ-TTg, 80/2015/QH13, 3799/CHQ-GSQL, an address, a mailbox, 16h30, 5a; but not by "1.Mục đích",
# "3/năm", "KINH TẾ-XÃ HỘI", "2-Nội dung", where words follow a number or each other without a space.
_TOKEN = re.compile(
    r"""
    (?P<code>
        (?:https?://|www\.) \S+ | [\w.+-]+ @ [\w.-]+ \w
      | \d+ (?: [/.-] \d+ )*
        (?: [/.–-] (?: [A-Z]{2,} [A-Za-z0-9]* | [A-Z][a-z]?[A-Z]+ [a-z]{0,2} ) (?: [./&–-] [A-Z]+ [A-Za-z0-9]* )* )+
      | \d+ [/-] [a-z]+ (?: [/-] [a-z]+ )+
      | [A-Z]{2,}[a-z]? [A-Z]* \d* (?: [/&-] [A-Z]{2,} \w* )+
      | (?: \d+ [A-Za-z] | [A-Za-z]{1,4} \d ) [A-Za-z0-9]* (?: [./-] \w+ )*
    )
  | (?P<word> [^\W\d_]+ )
  | (?P<number> \d+ (?: [.,:/–-] \d+ )* )
    """,
    re.VERBOSE,
)
_WORD_OF_CODE = re.compile(r"[^\W\d_]+")

GAPS = ("none", "space", "comma", "stop", "colon", "open", "close", "dash", "line", "other")
"""What can stand between two tokens."""
_GAP_SIGNS = ("\n\r\f\v", ".!?…", ":;", ",", "([{“\"'‘«", ")]}”’»", "-–—/+*•")
_GAP_OF_SIGNS = ("line", "stop", "colon", "comma", "open", "close", "dash")

LOWER, CAPITAL, UPPER, MIXED = range(4)
"""How a word is written."""


class Token(NamedTuple):
    """A word (small letters, without marks), a number or a code; `gap` indexes `GAPS`, what stands before it.

    A named tuple, as it is made three times as fast as a frozen dataclass, and every word becomes one.
    """

    start: int
    end: int
    kind: str
    letters: str
    gap: int
    case: int


def tokenize(text: str) -> list[Token]:
    """Part an NFC text into tokens; marks make no difference to where they begin and end."""
    plain = bare(text)
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(plain):
        start, kind = match.start(), match.lastgroup or "word"
        gap, end = gap_of(plain[end:start]), match.end()
        string = match.group()
        if kind == "code" and _is_all_words(string):
            tokens += _words_of(string, start, gap)
        else:
            tokens.append(Token(start, end, kind, string.lower(), gap, _case(string)))
    return tokens


def _words_of(string: str, start: int, gap: int) -> list[Token]:
    words: list[Token] = []
    for match in _WORD_OF_CODE.finditer(string):
        here = GAPS.index("dash") if words else gap
        word = match.group()
        words.append(Token(start + match.start(), start + match.end(), "word", word.lower(), here, _case(word)))
    return words


@lru_cache(maxsize=10_000)
def _is_all_words(string: str) -> bool:
    """Tell whether what looks like a code is words in capitals joined by a hyphen: TẾ-XÃ."""
    parts = _WORD_OF_CODE.findall(string)
    return not any(char.isdigit() for char in string) and all(len(part) > 1 and is_valid_bare(part) for part in parts)


@lru_cache(maxsize=10_000)
def gap_of(between: str) -> int:
    """Return what kind of gap the signs between two tokens make, as a place in `GAPS`."""
    if between == " ":
        return GAPS.index("space")
    if not between:
        return GAPS.index("none")
    for signs, name in zip(_GAP_SIGNS, _GAP_OF_SIGNS, strict=True):
        if any(sign in between for sign in signs):
            return GAPS.index(name)
    return GAPS.index("space" if between.isspace() else "other")


@lru_cache(maxsize=50_000)
def _case(string: str) -> int:
    if string.islower():
        return LOWER
    if string.istitle():
        return CAPITAL
    return UPPER if string.isupper() else MIXED
