"""Bodies that no table holds: where the name of one ends."""

from __future__ import annotations

import re

from corpus.agencies import AgencyMatch
from corpus.places import Place
from extractors.bodies.actor_patterns import (
    MOST_WORDS,
    MOST_WORDS_TO_STOP,
    NAME_GOES_ON,
    PART_OF_NAME,
    STOP,
    WORD,
    typed_expression,
)
from extractors.predicates import acts

# "Viện Nghiên cứu phát triển Thành phố": what has nothing but the place after it, or nothing, is no predicate.
_OF_PLACE = re.compile(r"(?:\s{1,4}(?:[Tt]ỉnh|[Tt]hành\s{1,4}phố)\s{0,3}[,;:\n]|\s{0,3}[:\n]|\s*$)")

# "Phòng Thi đua - Khen thưởng" ends no sooner, though a verb stands in it.
_SECOND_FIELD = re.compile(r"\s{1,3}[-–]\s{1,3}[^\W\d]+\s{1,3}[^\W\d]+")


def unlisted_end(text: str, at: int, end: int) -> tuple[int, bool]:
    """Return where the name of a body ends that begins with a word for bodies and capitals; `at` where none does.

    And whether it is that of several, a team of each level: `Đội kiểm tra 814 các cấp`.
    """
    match = typed_expression().match(text, at, end)
    if match is not None and match["level"]:
        return match.end(), True
    return (_name_end(text, match.end(), end) if match else at), False


def _name_end(text: str, at: int, end: int) -> int:
    """Return where a name that goes on in small letters ends: where its predicate begins, or at a stop.

    `at` is returned where neither comes within a few words.
    """
    stop, most = at, MOST_WORDS_TO_STOP
    count = 0
    while count < MOST_WORDS:
        if going_on := NAME_GOES_ON.match(text, stop, end):
            stop, most = going_on.end(), MOST_WORDS
        if STOP.match(text, stop) or stop >= end:
            return stop if count <= most else at
        word = WORD.match(text, stop, end)
        if word is None:
            return at
        second = _SECOND_FIELD.match(text, stop)
        pair = second or PART_OF_NAME.match(text, stop)
        named = pair is not None and (acts(text, pair.end(), end) or _OF_PLACE.match(text, pair.end()))
        named = named or (second is not None and STOP.match(text, second.end()))
        if acts(text, stop, end) and not named:
            return stop
        stop = word.end()
        count += word.group().lstrip()[0].islower()
    return at


def past(inner: AgencyMatch, stop: int, end: int) -> int:
    """Return where a name ends that breaks off inside another of the tables: `Đảng ủy Bộ Tư | pháp`."""
    return inner.end if stop < inner.end <= end else stop


# "Phòng Kinh tế phường", and not "… phường Đông Kinh", "… phường, xã": the word for the paper's own place, or in a
# paper of more than one for which of them are meant.
_KIND = re.compile(
    r"\s{1,4}(?P<kind>(?:xã|phường|đặc khu)(?:/(?:xã|phường|đặc khu))*)(?!\w|,?\s{1,4}(?:[A-ZĐ]|xã|phường|đặc\s))"
)


def past_kind(text: str, at: int, end: int, home: Place | None) -> int:
    """Return where a name of a body of a commune ends that goes on with the word for the commune of the paper."""
    match = _KIND.match(text, at, end)
    of_some = home is None or home.level != "xã"
    return match.end() if match and (of_some or (home and match["kind"] == home.kind)) else at
