"""Papers without a number that the grounds of a paper name: reports, rules of procedure, statutes, plans of a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.knowledge import Knowledge
from extractors.citations.codes import find_codes
from extractors.citations.mentions import Mention
from extractors.citations.type_words import TypeWord, TypeWords
from extractors.letters import LOWER, UPPER
from pipeline.document import Span

_TYPES = frozenset(
    {
        *("báo cáo", "biên bản", "kế hoạch", "thông báo", "nghị quyết", "chương trình", "đề án", "quy định"),
        *("quy chế", "điều lệ", "chương trình công tác", "phương án", "chương trình hành động"),
    }
)
_SHORT_NAMED = frozenset({"quy chế", "điều lệ"})
_PARAGRAPH = 1_500
_OPENED = re.compile(r"(?:[-–+*•]\s*)?Căn\s+cứ\s")
_ITEM = re.compile(r"(?:;\s{1,3}|Căn\s{1,3}cứ\s{1,3}(?:vào\s{1,3})?(?:các\s{1,3})?)$")
_FOLLOWED = re.compile(r"(?:[Tt]heo|[Cc]ăn cứ|[Tt]hực hiện|[Tt]riển khai)\s{1,3}$")
# A name: words without a number of their own, ended by the issuer, a stop or a body that acts.
_NAME = re.compile(
    rf"""\s{{1,3}}(?!(?i:này|số|nêu|trên|về|của|đã|được|thực\s+hiện\s+của|liên\s+quan)\b)
    (?P<name>(?:[^;.:\n“”()]|\n(?=[{LOWER}])){{4,220}}?)
    (?=\s{{0,3}}(?:[;:\n(]|\.\s|\.?$)|\s{{1,3}}của\s{{1,3}}(?=[{UPPER}])|,\s{{1,3}}(?=[{UPPER}]|(?:các|trong)\b))""",
    re.VERBOSE,
)
# "… năm 2025 của Sở Công Thương": what a body made for a year.
_OF_A_YEAR = re.compile(r"\snăm\s{1,3}(?:19|20)[0-9]{2}$")
_OF = re.compile(r"\s{1,3}của\s{1,3}")


def find_grounds(text: str, words: TypeWords, taken: Sequence[Mention], knowledge: Knowledge) -> Iterator[Mention]:
    """Yield the mentions of unnumbered papers that stand as grounds, or as a body's plan of a year, in order."""
    starts = {mention.span.start for mention in taken}
    for word in words.all:
        kind = word.name.lower()
        if kind not in _TYPES or word.span.start in starts or not text[word.span.start].isupper():
            continue
        name = _NAME.match(text, word.span.end)
        if name is None or text[word.span.start : name.end("name")].isupper():
            continue
        if _is_ground(text, word, name) or _is_plan_of_a_year(text, word, name, knowledge):
            yield _mention(text, word, name)


def _is_ground(text: str, word: TypeWord, name: re.Match[str]) -> bool:
    least = 1 if word.name.lower() in _SHORT_NAMED else 4
    if len(name["name"].split()) < least or not _ITEM.search(text, max(0, word.span.start - 20), word.span.start):
        return False
    begin = text.rfind("\n", max(0, word.span.start - _PARAGRAPH), word.span.start) + 1
    if not _OPENED.match(text, begin) or ". " in text[begin : word.span.start]:
        return False
    return next(find_codes(text, name.start("name"), name.end("name")), None) is None


def _is_plan_of_a_year(text: str, word: TypeWord, name: re.Match[str], knowledge: Knowledge) -> bool:
    if not _OF_A_YEAR.search(name["name"]) or len(name["name"].split()) < 5:
        return False
    of = _OF.match(text, name.end("name"))
    if of is None or not _FOLLOWED.search(text, max(0, word.span.start - 14), word.span.start):
        return False
    body = next(knowledge.agencies.find(text[of.end() : of.end() + 120]), None)
    return body is not None and body.start == 0


def _mention(text: str, word: TypeWord, name: re.Match[str]) -> Mention:
    end = name.end("name")
    title = " ".join(text[word.span.end : end].split())
    return Mention(Span(word.span.start, end), word.name, None, None, "ground-name", 0.6, name=title)
