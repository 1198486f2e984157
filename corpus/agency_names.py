"""How the name of a body is written for one place or another: `Công an tỉnh`, `Công an thành phố Cần Thơ`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from corpus.lexicon import Found
from corpus.places import KINDS_BY_LEVEL, Place
from corpus.spelling import comparable

_COMMITTEES = {
    "tỉnh": {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy"},
    "huyện": {"huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy"},
}
_UNIONS = {"tỉnh": {"tỉnh": "Tỉnh Đoàn", "thành phố": "Thành Đoàn"}}
_SHORT_KINDS = {"thành phố": ("TP.",), "thị trấn": ("TT.",), "phường": ("P.",)}
_LONGEST_PROVINCE = 60
_LONGEST_KIND = 12  # characters of `Thành Đoàn`, and some for a line end within
# Bodies named by their fields, which papers list as they please: `Sở Văn hóa Thể thao Du lịch`.
_OF_FIELDS = re.compile(r"(?:Sở|Bộ|Phòng|Chi cục|Cục|Vụ) [^,]+(?:, [^,]+)* và (?!Ủy ban|Hội đồng|Sở|Bộ|Phòng)")
# The name of a commune or district that no table holds: up to four capitalised words, or a number (`phường 5`).
_CAPITALISED = r"[A-ZĐÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴ][^\W\d_]*"
_LOCAL_NAME = re.compile(rf"[ \t]*\n?[ \t]*(\d{{1,2}}(?!\d)|{_CAPITALISED}(?:[ \t]+{_CAPITALISED}){{0,3}}(?!\w))")


def variants(name: str, level: str) -> Iterator[str]:
    """Yield a name, the same without its `và`, and what it is called in other kinds of places: `Công an thành phố`."""
    yield name
    if _OF_FIELDS.match(name):
        yield name.replace(" và ", ", ")
    first = next(iter(KINDS_BY_LEVEL.get(level, ("",))))
    if first and name.endswith(f" {first}") and not name.endswith(f" cấp {first}"):
        for kind in KINDS_BY_LEVEL[level][1:]:
            for word in (kind, *_SHORT_KINDS.get(kind, ())):
                yield f"{name[: -len(first)]}{word}"
    for words in _of_level(level):
        for word in list(words.values())[1:]:
            if words[first] in name:
                yield name.replace(words[first], word)


def official(name: str, place_form: str, written: str, place: Place | None) -> str:
    """Return the name of a body in its place.

    `place_form` is full (`Sở Y tế tỉnh Tây Ninh`), alone (`Tỉnh ủy Tây Ninh`, `Báo Tây Ninh`), within (`Ủy ban nhân
    dân các xã, phường thuộc tỉnh Tây Ninh`) or empty. Where the words as `written` name another kind of place than
    the paper's (`UBND tỉnh` in the paper of a city), it is another body, and no place is put in.
    """
    kind = kind_of(written)
    if place is None or not place_form or (kind and kind != place.kind):
        return _of_kind(name, kind)
    if place_form == "within":
        return f"{name} thuộc {place.full}"
    named = _of_kind(name, place.kind)
    if place_form == "alone":
        return f"{named} {place.alone or place.name}"
    return f"{named.removesuffix(f' {place.kind}')} {place.full}"


def official_class(name: str, place_form: str, words: str, place: Place | None) -> str:
    """Return the name of a class of bodies, known as `name` and called `words` here, in its place.

    The words stay, with `các` where they leave it out: which bodies belong to `các sở, ngành` and which to `các sở,
    ban, ngành` is not for us to say. Words that break off (`các sở`) are completed.
    """
    if name.startswith("Các ") and not comparable(words).startswith("các "):
        words = f"Các {words[:1].lower()}{words[1:]}"
    words = words[:1].upper() + words[1:]
    if place_form != "within" and comparable(name).startswith(comparable(words)):
        words = name
    if place is None or not place_form:
        return words
    if kind_of(words) == place.kind:
        return f"{words} {place.name}"
    return f"{words} thuộc {place.full}" if place_form == "within" else f"{words} {place.full}"


def kind_of(written: str) -> str:
    """Return the kind of place that a name ends with or speaks of (`Thành ủy`: thành phố), else an empty text."""
    words = comparable(written)
    for kind, word in _committee_words():
        if word in words:
            return kind
    bare = words.rstrip(".").removesuffix("hợp tác xã")  # no commune: "Liên minh Hợp tác xã"
    return next((kind for kind, endings in _kind_endings() if bare.endswith(endings)), "")


@cache
def _committee_words() -> tuple[tuple[str, str], ...]:
    """Return the committees and unions that tell a kind of place, each with the kind."""
    tables = (table for level in _COMMITTEES for table in _of_level(level))
    return tuple((kind, comparable(word)) for table in tables for kind, word in table.items())


@cache
def _kind_endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the kinds of places, each with the words that a name of that kind ends with."""
    kinds = dict.fromkeys(kind for kinds in KINDS_BY_LEVEL.values() for kind in kinds)
    return tuple(
        (kind, tuple(f" {comparable(word).rstrip('.')}" for word in (kind, *_SHORT_KINDS.get(kind, ()))))
        for kind in kinds
    )


def split_off_place(
    text: str, at: int, level: str, province_at_start: Callable[[str], Found[Place] | None]
) -> tuple[Place | None, int]:
    """Read the place printed right after a name that ends at `at`; return it and where it ends, or None and `at`."""
    tail = text[at : at + _LONGEST_PROVINCE]
    gap = len(tail) - len(tail.lstrip())
    if not gap or tail[:gap].count("\n") > 1:
        return None, at
    if level in ("huyện", "xã"):
        return _local_place(text, at, level)
    found = province_at_start(tail[gap:])
    if found is None:
        return None, at
    if len(found.values) == 1 and found.values[0].kind == "tỉnh":
        return found.values[0], at + gap + found.end
    # A province that became a city bears both kinds; the word for its kind may be the last of the body's name.
    kind = kind_of(text[max(0, at - _LONGEST_KIND) : at])
    place = next((place for place in found.values if place.kind == kind), found.values[-1])
    return (replace(place, kind=kind) if kind == "tỉnh" else place), at + gap + found.end


def _local_place(text: str, at: int, level: str) -> tuple[Place | None, int]:
    before = comparable(text[max(0, at - 20) : at])
    kind = next((kind for kind in KINDS_BY_LEVEL[level] if before.endswith(f" {kind}")), None)
    match = _LOCAL_NAME.match(text, at)
    if kind is None or match is None:
        return None, at
    printed = " ".join(match.group(1).split())
    return Place(printed.title() if printed.isupper() else printed, kind, level), match.end()


def _of_kind(name: str, kind: str) -> str:
    """Return the name as it is in a place of that kind."""
    if not kind:
        return name
    for level, kinds in KINDS_BY_LEVEL.items():
        if kind not in kinds:
            continue
        if name.endswith(f" {kinds[0]}"):
            return f"{name[: -len(kinds[0])]}{kind}"
        for words in _of_level(level):
            name = name.replace(words[kinds[0]], words[kind])
    return name


def _of_level(level: str) -> Iterator[dict[str, str]]:
    for table in (_COMMITTEES, _UNIONS):
        if level in table:
            yield table[level]
