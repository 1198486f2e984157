"""Mentions of documents by number: the type word, the number, the date beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.knowledge import Knowledge
from extractors.citations.class_heads import head_of_list
from extractors.citations.codes import Code, find_codes, read_code
from extractors.citations.printed_dates import date_after
from extractors.citations.type_words import TypeWord, TypeWords
from extractors.times.dates import YEAR
from pipeline.document import Span

_LAWS = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp"})
# Types whose short form is a type word and a bare number: "Nghị quyết 57", "Đề án 06".
_SHORT = frozenset({"nghị quyết", "chỉ thị", "kết luận", "nghị định", "quyết định", "thông tư", "đề án", "quy định"})

_LIST_REACH = 600
_NAME_REACH = 200
# Between type and number: "số", "số:", "liên ngành Tư pháp Trung ương số", "của Thủ tướng Chính phủ: số", "(số".
_NUMBER_WORD = re.compile(r"\s{0,4}[(]?(?:số|Số|SỐ|sô|so|sổ|sỗ)?\s{0,3}[:.]?[\s*_]{0,4}")
_QUALIFIED = re.compile(r"(?:[\s,]{1,4}[^\W\d_]+){1,7}\s{1,3}(?:số|SỐ)\s{0,3}[:.]?\s{0,4}")
_NAMED = re.compile(r"(?P<name>(?:[\s,]{1,4}[^\W\d_]+){1,24}?)\s{0,3}[,(]?\s{0,3}(?:số|SỐ|Số)\s{0,3}[:.]?\s{0,4}")
# The number after "Luật sửa đổi, bổ sung một số điều của Luật …" is that of the amending law.
_AMENDING_LAW = re.compile(
    r"""(?:Luật|Pháp\s+lệnh)(?P<verb>\s{1,3}sửa\s+đổi(?:,?\s+bổ\s+sung)?\s+(?:một\s+số\s+điều\s+)?(?:của\s+)?(?:các\s+)?
    (?:(?:Bộ\s+luật|Luật)[^;.\n]{3,80}?(?:,|\svà)\s+){0,6})$""",
    re.VERBOSE,
)
# … but where each of several laws has one, it is theirs.
_NUMBERED_LAW = re.compile(r"\ssố\s+\d+/\d{4}/QH\d+")
_NEXT_NUMBERED_LAW = re.compile(rf"(?:,|\s+và)\s+(?:Bộ\s+l|[Ll])uật\s[^;.\n]{{3,90}}?{_NUMBERED_LAW.pattern}")
_ISSUED = re.compile(
    r"\s{1,3}(?P<lead>của\s{1,3})(?P<issuer>[^;.:()\n]{2,90}?)\s{0,3}:?\s{1,3}(?:số|Số|SỐ)\s{0,3}:?\s{0,4}"
)
_BEFORE_BARE = re.compile(r"(?:số|Số|SỐ)\s{0,3}[:.]?\s{0,4}$")
# Numbers that name no document: forms, annexes, the paper's own number in its head.
_NOT_A_DOCUMENT = re.compile(
    r"(?:(?:mẫu|biểu|biểu\s+mẫu|phụ\s+lục|bảng|mã|hồ\s+sơ|tờ\s+khai|hợp\s+đồng|tài\s+khoản)\s{1,3}(?:số)?|(?:^|\n)[\s|*]*số)"
    r"\s{0,3}[:.]?\s{0,4}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention before its surroundings are read: the core from type word to date, and what that core says.

    `issuer` is a body printed inside the core (`Quyết định của Thủ tướng Chính phủ số 12/QĐ-TTg`), `name` the proper
    name of a document that has one, `known_as` its short name in brackets.
    """

    span: Span
    doc_type: str | None
    number: str | None
    date: str | None
    rule: str
    confidence: float
    issuer: Span | None = None
    name: str | None = None
    head: Span | None = None


def find_numbered(text: str, words: TypeWords, knowledge: Knowledge) -> tuple[Mention, ...]:
    """Return the mentions that print a number, in order."""
    found: list[Mention] = []
    codes = tuple(find_codes(text))
    for index, code in enumerate(codes):
        after = found[-1].span.end if found else 0
        mention = _with_type(text, code, words, after)
        if mention is None or "(" in mention.span.of(text):
            mention = _of_class(text, code, words, knowledge) or mention or _bare(text, code, found, knowledge)
        if mention is not None:
            found.append(_dated(text, mention, codes, index))
    return tuple(found)


def find_short(text: str, words: TypeWords, taken: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions by a bare number: `Nghị quyết 57`, `Nghị quyết số 18`, `Đề án 06`."""
    starts = {mention.span.start for mention in taken}
    for word in words.all:
        if word.name.lower() not in _SHORT or word.span.start in starts or not text[word.span.start].isupper():
            continue
        match = _short_expression().match(text, word.span.end)
        if match is None or re.fullmatch(YEAR, match["number"]):
            continue
        span = Span(word.span.start, match.end("number"))
        number, name = (None, match["number"]) if word.name == "Đề án" else (match["number"], None)
        yield dated(text, Mention(span, word.name, number, None, "short-number", 0.7, name=name))


def dated(text: str, mention: Mention, at: int | None = None) -> Mention:
    """Return a mention with the date that stands right after it (or after `at`), its span reaching over that date."""
    found = date_after(text, mention.span.end if at is None else at)
    return replace(mention, span=Span(mention.span.start, found.end), date=found.iso) if found else mention


def is_law(doc_type: str | None) -> bool:
    """Tell whether a type is one that papers cite by name: laws, codes, ordinances."""
    return doc_type is not None and doc_type.lower() in _LAWS


def _with_type(text: str, code: Code, words: TypeWords, after: int) -> Mention | None:
    """Return the mention of a number that a type word leads; a law's name may hold type words of its own."""
    candidates = [word for word in words.before(code.span.start, _NAME_REACH) if word.span.start >= after]
    ways = (_by_number_word, _by_law_name, _by_issuer, _by_qualifier)
    for way in ways:
        for word in candidates:
            if _crosses_sentence(text, word.span.end, code.span.start):
                break
            found = way(text, word, code)
            if found is not None:
                return found
    return None


def _by_number_word(text: str, word: TypeWord, code: Code) -> Mention | None:
    if not _NUMBER_WORD.fullmatch(text, word.span.end, code.span.start):
        return None
    return _numbered(word, code, "type-number", 0.97)


def _by_law_name(text: str, word: TypeWord, code: Code) -> Mention | None:
    named = _NAMED.fullmatch(text, word.span.end, code.span.start) if is_law(word.name) and code.law else None
    if named is None:
        return None
    amending = _AMENDING_LAW.search(text, max(0, word.span.start - _NAME_REACH), word.span.start)
    if amending and (_NUMBERED_LAW.search(amending["verb"]) or _NEXT_NUMBERED_LAW.match(text, code.span.end)):
        amending = None
    begin = amending.start() if amending else word.span.start
    name = f"{amending['verb']}{text[word.span.start : word.span.end]}{named['name']}" if amending else named["name"]
    mention = _numbered(word, code, "law-number", 0.95)
    return replace(mention, span=Span(begin, code.span.end), name=" ".join(name.split()))


def _by_issuer(text: str, word: TypeWord, code: Code) -> Mention | None:
    issued = _ISSUED.fullmatch(text, word.span.end, code.span.start)
    if issued is None:
        return None
    return replace(_numbered(word, code, "type-issuer-number", 0.93), issuer=Span(*issued.span("issuer")))


def _by_qualifier(text: str, word: TypeWord, code: Code) -> Mention | None:
    qualified = _QUALIFIED.fullmatch(text, word.span.end, code.span.start)
    if is_law(word.name) or qualified is None or _NOT_A_DOCUMENT.search(qualified.group()):
        return None
    return _numbered(word, code, "type-words-number", 0.9)


def _numbered(word: TypeWord, code: Code, rule: str, confidence: float) -> Mention:
    return Mention(Span(word.span.start, code.span.end), word.name, code.number, None, rule, confidence)


def _crosses_sentence(text: str, start: int, end: int) -> bool:
    return ";" in text[start:end] or "\n\n" in text[start:end] or ". " in text[start:end]


def _of_class(text: str, code: Code, words: TypeWords, knowledge: Knowledge) -> Mention | None:
    """Return the mention of a number in a list whose head names the type: `các Quyết định phê duyệt … (số …`."""
    head = head_of_list(text, code, words, knowledge)
    labelled = _BEFORE_BARE.search(text, max(0, code.span.start - 12), code.span.start)
    if head is None or labelled is None:
        return None
    span = Span(labelled.start(), code.span.end)
    return Mention(span, head.name, code.number, None, "class-number", 0.9, head=head.span)


def _bare(text: str, code: Code, found: Sequence[Mention], knowledge: Knowledge) -> Mention | None:
    """Return the mention of a number without a type word: in a list, a table, a bracket."""
    lead = text[max(0, code.span.start - 40) : code.span.start]
    if _NOT_A_DOCUMENT.search(lead):
        return None
    labelled = _BEFORE_BARE.search(lead)
    doc_type = _type_of(code, found, knowledge)
    if doc_type is None and not labelled:
        return None
    start = code.span.start - len(labelled.group()) if labelled else code.span.start
    return Mention(Span(start, code.span.end), doc_type, code.number, None, "bare-number", 0.9 if labelled else 0.8)


def _type_of(code: Code, found: Sequence[Mention], knowledge: Knowledge) -> str | None:
    """Return the type of a number without a type word: that of the list it stands in, else what its code says."""
    last = found[-1] if found else None
    if last is not None and last.number and code.span.start - last.span.end < _LIST_REACH:
        before = read_code(last.number)
        if before is not None and (before.symbol, before.party) == (code.symbol, code.party):
            return last.doc_type
    system = "Đảng" if code.party else "Nhà nước"
    kinds = knowledge.document_types.by_code(code.segments[0], system=system, dated=code.year is not None)
    if kinds:
        return kinds[0].name
    if knowledge.agencies.by_code(code.segments[0]) and len(code.segments) > 1:
        return "Công văn"
    return None


def _dated(text: str, mention: Mention, codes: Sequence[Code], index: int) -> Mention:
    """Return a mention with its date; the elements of `số 18, 19-NQ/TW ngày …` share the one after the last."""
    own = mention.span.end
    end = own
    while index + 1 < len(codes) and codes[index + 1].symbol == codes[index].symbol and _shares(text, codes, index):
        index += 1
        end = codes[index].span.end
    if end == own:
        return dated(text, mention)
    shared = dated(text, mention, end)
    return replace(shared, span=mention.span)


def _shares(text: str, codes: Sequence[Code], index: int) -> bool:
    """Tell whether a number is only the first part of a list that one symbol ends (`18` of `18, 19-NQ/TW`)."""
    return text[codes[index].span.start : codes[index].span.end].isdigit()


@lru_cache(maxsize=1)
def _short_expression() -> re.Pattern[str]:
    return re.compile(
        r"""[ ]{0,3}(?:số[ ]{1,3})?(?P<number>[0-9]{1,4}[a-z]?)(?![\w/%]|[.,\-–][0-9])
        (?!\s{1,3}(?:năm|tháng|ngày|điều|khoản|điểm|phần|nội\ dung|nhiệm\ vụ|mục|chương|dự\ án|thủ\ tục|bước
          |và\ [0-9]))""",
        re.VERBOSE,
    )
