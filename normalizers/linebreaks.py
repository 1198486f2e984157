"""Line breaks: codes, dates, syllables, fields of a head that lines broke; blank lines inside a sentence taken out.

A printed line stays a line: extractors take one line break for a blank, and where lines begin is evidence for them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from statistics import median

from corpus.knowledge import Knowledge
from corpus.places import Places
from normalizers import Normalizer
from normalizers.words import is_valid
from pipeline.document import Document, Edit, Span

_CODE_PART = r"(?: [A-ZĐƯ]{2,}[\w&]{0,10} | [A-ZĐ]\d{1,3} | [CTQ](?:Tr|Đi|yĐ)\w* | V\.\w+ ) (?!\w)"
# "9745/QĐ-BCA-⏎V05", "473/TTr -⏎SNV",
# "07/CTrPH-⏎ BCA-MTTW", "12/2024/⏎NĐ-CP", "44⏎-KL/TW", "giai đoạn 2021-⏎2025", "05/⏎3/2024".
_BROKEN = re.compile(
    rf"""
    (?<![\w/]) \d+ (?: [/–-] [A-ZĐƯ\d][\w&]* )*
    (?: (?<=\d) [/–-] (?P<number> [\ ]*\n\s* ) (?= \d{{1,4}} (?![\w.)]) )
      | (?: (?<=[^\W\d_])[\ ] )? [/–-] (?P<after> [\ ]*\n\s* ) (?= {_CODE_PART} )
      | (?P<before> [\ ]*\n\s* ) (?= [/–-]{_CODE_PART} ) )
    """,
    re.VERBOSE,
)
_HYPHENATED = re.compile(r"(?<![\w-])(?P<one>[^\W\d_]+)(?P<hyphen>-[ ]*\n[ ]*)(?P<two>[^\W\d_]+)(?![\w-])")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_NAME = r"[A-ZĐ][^\W\d_A-ZĐ]*"
# Fields of a head that a narrow cell wrapped: the name of the state, "Số:⏎1312/KH-UBND", "Quảng Bình,⏎ngày 25 tháng 5
# năm 2015", "Lạng Sơn, ngày 13⏎tháng 01 năm 2020", "Hà⏎Nội, ngày …". Day and month may be blank.
_FIELD = re.compile(
    rf"""
    CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM
    | ^[ ]*Số\s?:[ ]*\n[ ]*(?=\d{{1,6}}\s?[/-]\s?[\dA-ZĐ])
    | (?: ^[ ]*(?P<first> (?:TP\.?[ ])? {_NAME}(?:[ ]{_NAME})? ) [ ]*\n[ ]* (?P<second> {_NAME}(?:[ ]{_NAME})? )
        | ^[ ]*(?:TP\.?[ ])? {_NAME}(?:[ ]-?[ ]?{_NAME}){{0,5}} )
      [ ]?,\s+ngày\s+\d{{0,2}}\s+tháng\s+\d{{0,2}}\s+năm\s+\d{{4}} [ .]*$
    """,
    re.VERBOSE | re.MULTILINE,
)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")

_ENDS = (".", ";", ":", "!", "?", "…", "./", "|")
# What opens a paragraph: a label, a dash, a heading of an article.
_OPENS = re.compile(
    r"(?: [-–+•*#|>] | \d+(?:\.\d+)*[.)/]?\s | [IVXLC]+[.)]\s | [a-zđ][.)]\s | \(?\d+\)\s"
    r"| (?:Điều|Chương|Mục|Phần|Phụ\ lục)\ [IVXLC\d] | (?:Nơi\ nhận|Kính\ gửi|Căn\ cứ|Số)\b )",
    re.VERBOSE,
)
_LEAST_LINE = 40
_LEAST_LINES = 8
_FULL_SHARE = 0.75


def propose(document: Document, knowledge: Knowledge) -> list[Edit]:
    """Propose the line breaks to take out."""
    text = document.text.value
    fields = _wrapped_fields(text, knowledge.places)
    edits = [*_broken_codes(text), *_hyphenated(text), *fields, *_inside_sentences(text)]
    found: dict[Span, Edit] = {}
    for edit in sorted(edits, key=lambda e: e.span):
        if not any(edit.span.overlaps(other) for other in list(found)[-1:]):
            found[edit.span] = edit
    return list(found.values())


def _broken_codes(text: str) -> Iterator[Edit]:
    for match in _BROKEN.finditer(text):
        kind = match.lastgroup or ""
        yield Edit(Span(*match.span(kind)), match[kind], "", "linebreaks:code", 0.97)


def _hyphenated(text: str) -> Iterator[Edit]:
    for match in _HYPHENATED.finditer(text):
        one, two = match["one"], match["two"]
        if two.islower() and is_valid(one + two) and not (is_valid(one) and is_valid(two)):
            yield Edit(Span(*match.span("hyphen")), match["hyphen"], "", "linebreaks:hyphen", 0.9)


def _wrapped_fields(text: str, places: Places) -> Iterator[Edit]:
    """Yield a blank for the line breaks inside a field of a head."""
    for match in _FIELD.finditer(text):
        start, end = match.span()
        second = match["second"] or ""
        whole = places.at_start(second)
        if whole and whole.end == len(second):  # what stands above the whole name of a place is no part of it
            start = match.start("second")
        for found in _BREAK.finditer(text, start, end):
            yield Edit(Span(*found.span()), found.group(), " ", "linebreaks:field", 0.95)


def _inside_sentences(text: str) -> Iterator[Edit]:
    """Yield one line break for the blank lines that a sentence runs over: a page's end, or lines set far apart."""
    width = _width_of_parted_lines(text)
    for match in _BLANK_LINES.finditer(text):
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        end = text.find("\n", match.end())
        after = text[match.end() : end if end >= 0 else len(text)]
        if _runs_on(before, after, width):
            indent = match.group()[match.group().rfind("\n") + 1 :]
            yield Edit(Span(*match.span()), match.group(), "\n" + indent, "linebreaks:sentence", 0.9)


def _width_of_parted_lines(text: str) -> float | None:
    """Return how long lines are in a text with a blank line after each printed line, None in other texts."""
    lines = text.split("\n")
    lengths = [len(line) for line in lines if line.strip()]
    if len(lengths) < _LEAST_LINES:
        return None
    alone = sum(1 for one, two in itertools.pairwise(lines) if one.strip() and not two.strip())
    longest = sorted(lengths)[int(0.95 * len(lengths))]
    typical = median(length for length in lengths if length >= longest / 2)
    return typical if alone > 0.6 * len(lengths) and _LEAST_LINE < longest < 3 * _LEAST_LINE else None


def _runs_on(before: str, after: str, width: float | None) -> bool:
    """Tell whether a sentence goes on after blank lines."""
    if not after or before.endswith(_ENDS) or _OPENS.match(after) or len(before) < _LEAST_LINE or before.isupper():
        return False
    if after[0].islower():
        return True
    full = width is not None and len(before) > _FULL_SHARE * width
    heading = after.isupper() and not after.rstrip().endswith((".", ",", ";"))
    return full and not heading and (after[0].isalnum() or after[0] in "“\"'(")


NORMALIZER = Normalizer("linebreaks", 40, propose)
