"""Mentions of documents by name: laws, resolutions of congresses, strategies, and what the tables know by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.knowledge import Knowledge
from corpus.lexicon import Lexicon
from corpus.named_documents import NamedDocument
from extractors.citations.mentions import Mention, dated, is_law
from extractors.citations.type_words import TypeWord, TypeWords
from extractors.letters import UPPER
from pipeline.document import Span

_LONGEST_NAME = 200
_CAPITAL = f"[{UPPER}]"
_NUMERAL = r"(?:[IVX]{1,6}|[0-9]{1,2}|thứ\s(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\s\w+)?))"
_PERIOD = r"(?:giai\ đoạn|thời\ kỳ)\s{1,4}(?:19|20)[0-9]{2}\s{0,2}[-–]\s{0,4}(?:19|20)[0-9]{2}"
_TEN_YEARS = r"(?:0?5|10)\s{1,4}năm\s{1,4}(?:\(?giai\ đoạn\s{1,4})?(?:19|20)[0-9]{2}\s{0,2}[-–]\s{0,4}(?:19|20)[0-9]{2}"
_HORIZON = r"(?:đến|tầm\ nhìn)\s{1,4}(?:đến\s{1,4})?(?:năm\s{1,4})?20[0-9]{2}"

# A law that no table knows: its first word is a capital one and no type word …
_FIRST_WORD = re.compile(
    rf"""\s{{1,3}}(?!(?i:(?:nghị|thông|quyết|chỉ|công|tờ|tổng)\s+(?:định|quyết|tư|thị|văn|trình|cộng)|số|này)\b)
    (?P<word>(?i:ban\s+hành\s+văn\s+bản\s+quy\s+phạm\s+pháp\s+luật|thuế)|{_CAPITAL}\w*)""",
    re.VERBOSE,
)
# Older papers write it small; its date then tells the name from what laws in general say.
_SMALL_FIRST_WORD = re.compile(r"\s{1,3}(?P<word>[^\W\d_]+)(?=\s)")
_DATED = re.compile(r"\s{1,3}ngày\s{1,3}\d")
_NEXT_WORD = re.compile(r"(?P<glue>[ ]?,?[ ]{0,2}\n?[ ]{0,2}|\s?[-–&]\s?)(?P<word>[^\W\d_]+)")
_LONGEST_LAW = 14
# … and it ends before words that lead on from a name, or cannot belong to one.
_AFTER_NAME = re.compile(
    r"""(?:số|ngày|năm|được|của|tại|theo|về|nêu|có(?!\s+công)|đã|thì|này|để|trong|hoặc|khi|là|cho|các|cùng|với(?!\s+cách\s+mạng)|do|từ|nhằm|không|phải|mới
    |trên|tới|đến|đang|sẽ|nói|nên|đối|gồm|(?<!kiểm\s)(?<!cảnh\s)sát|mà|ước|kịp|khoản|điều|điểm|như|cũng|nhưng|nếu|vào|ra|rằng|nay|trước|sau
    |quy\s+định|sửa\s+đổi|bảo\s+đảm|đảm\s+bảo|ban\s+hành|hiện\s+hành|bao\s+gồm|phù\s+hợp|văn\s+bản|hướng\s+dẫn|hiệu\s+quả|thi\s+hành\s+(?:từ|kể)
    |và\s+(?:các|những|pháp\s+luật|quy\s+định|văn\s+bản|hướng\s+dẫn|luật|bộ\s+luật|pháp\s+lệnh|nghị|thông\s+tư|quyết|chỉ\s+thị
      |chính\s+phủ|theo|được|có|thực\s+hiện|triển\s+khai))\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LAW_WORD = re.compile(r"(?:Bộ\s{1,3})?luật(?!\w)|Pháp\s{1,3}lệnh", re.IGNORECASE)
_AMENDING = re.compile(
    r"(?i)\s{1,3}sửa\s{1,3}đổi(?:,?\s{1,3}bổ\s{1,3}sung)?\s{1,3}(?:một\s{1,3}số\s{1,3}điều\s{1,3}(?:của\s{1,3})?)?(?:các\s{1,3})?"
)
_AND_LAW = re.compile(r"(?i)\s{0,2}(?:,|và|;)\s{1,3}(?:của\s{1,3})?(?=(?:bộ\s{1,3})?luật|pháp\s{1,3}lệnh)")
# A law that is still being written.
_DRAFT = re.compile(
    r"(?:dự\s+án|dự\s+thảo|hồ\s+sơ|đề\s+nghị\s+xây\s+dựng|đang\s+xây\s+dựng)\s+(?:sửa\s+đổi\s+)?$", re.IGNORECASE
)
# What the National Assembly is still to pass bears the name of the law in force.
_TO_BE_AMENDED = re.compile(r"\s{0,2}\((?:được\s+)?(?:sửa đổi|thay thế)(?:, bổ sung)?\)")
_NUMBER_OF_LAW = re.compile(r"\s{1,3}số\s{1,3}\d+/\d{4}/QH\d+")
# Laws that a law amends by the dozen: "một số điều của 37 luật có liên quan đến quy hoạch".
_MANY_LAWS = re.compile(
    r"""(?:của\s{1,3})?[0-9]{1,2}\s{1,3}[Ll]uật(?:\s{1,3}có\s{1,3}liên\s{1,3}quan
    (?:\s{1,3}đến\s{1,3}[^\W\d_]+(?:\s{1,3}[^\W\d_]+){0,4}?(?=\s+(?:ngày|số)\b|\s*[;,.]|\s*$))?)?""",
    re.VERBOSE,
)
_BARE_YEAR = re.compile(r"\s{1,3}(?P<year>(?:19|20)[0-9]{2})(?![\w/.,-][0-9])")
_LAW_LIKE = re.compile(r"\s{1,3}(?:sư|gia|hiện\s+hành|pháp)\b", re.IGNORECASE)

# "Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVIII, nhiệm kỳ 2025 - 2030",
# "Nghị quyết Trung ương 8 khóa XI", "Nghị quyết Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII".
_G = r"\s{1,3}"
_LOCAL_PARTY = rf"Đảng{_G}bộ{_G}(?:tỉnh|thành{_G}phố|xã|phường)(?:{_G}{_CAPITAL}\w*){{0,3}}"
_TERM = rf"nhiệm{_G}kỳ{_G}[0-9]{{4}}\s{{0,2}}[-–]\s{{0,2}}[0-9]{{4}}"
_CONGRESS = re.compile(
    rf"""{_G}(?:của{_G})?(?:
      [Đđ]ại{_G}hội(?:{_G}[^\W\d_]+){{0,12}}?{_G}(?:lần{_G}thứ{_G})?{_NUMERAL}\b
        (?:{_G}(?:của{_G})?(?:{_LOCAL_PARTY}|Đảng)\b)?
        (?:,?{_G}{_TERM})?
    | [Đđ]ại{_G}hội{_G}(?:đại{_G}biểu{_G})?{_LOCAL_PARTY},?{_G}{_TERM}
    | (?:Hội{_G}nghị{_G})?(?:(?:lần{_G}thứ{_G}){_NUMERAL}{_G})?(?:của{_G})?(?:Ban{_G}Chấp{_G}hành{_G})?
        Trung{_G}ương(?:{_G}Đảng)?(?:{_G}(?:lần{_G}thứ{_G})?{_NUMERAL})?
        ,?\s{{0,3}}\(?\s{{0,2}}(?:khóa|khoá){_G}[IVX]{{1,5}}\)?
    )""",
    re.VERBOSE,
)
# A strategy or scheme by its name, which ends with its years and perhaps a short name in brackets.
_OUTLOOK = rf"""(?:,|\s{{1,2}}và)\s{{1,4}}(?:định\ hướng\s{{1,4}}|tầm\ nhìn\s{{1,4}})
    (?:{_HORIZON}|(?:đến\s)?(?:năm\s)?20[0-9]{{2}})"""
_PLAN = re.compile(
    rf"""(?P<name>\s{{1,4}}[^.;:()“”]{{6,220}}?
    (?:(?:{_PERIOD}|{_TEN_YEARS})(?:{_OUTLOOK}|,\s{{1,4}}{_HORIZON})?|{_HORIZON}(?:{_OUTLOOK})?)
    |\s{{1,4}}(?:phát\ triển\ )?điện(?:\ lực\ quốc\ gia)?\ [IVX]{{1,5}}\b)
    (?:\s{{1,4}}\((?:gọi\ tắt\ là\s)?(?:Đề|Chương|Chiến|Quy|Dự)\s{{1,4}}\w+\s[^()]{{1,40}}\))?""",
    re.VERBOSE,
)
_PLAN_TYPES = frozenset({"chiến lược", "đề án", "quy hoạch", "chương trình"})
_OPENING = 2_000  # where a decision names the plan that it issues
_OF_THE_NATION = re.compile(r"Kế\s{1,3}hoạch\s{1,3}(?:hành\s{1,3}động|tổng\s{1,3}thể)?\s{0,3}quốc\s{1,3}gia\b")
# A clause about a plan, a list of plans, a title in capitals: not the name of one.
_NOT_A_PLAN = re.compile(
    r"^\s+(?:tại|này|trên|ở|của|cho|đã|và|được|theo|thuộc|gắn|đối|do|cần|là|có|phải|để|với|trong)\b|"
    rf"\b(?:[Kk]ế hoạch|[Đđ]ề án|[Cc]hiến lược|[Nn]ghị quyết|[Qq]uyết định)\b|^\s+{_CAPITAL}{{2,}}\s+{_CAPITAL}{{2,}}"
)
# What is being made, or approved by the paper cited just before, is no document of its own here.
_IN_THE_MAKING = re.compile(
    r"""(?:phê\s+duyệt|ban\s+hành|xây\s+dựng:?|trình|tham\s+mưu|dự\s+thảo|lập|thẩm\s+định|hoàn\s+thiện
    |(?:phê\s+duyệt|lập|trình|thẩm\s+định|về|nội\s+dung|hồ\s+sơ|nhiệm\s+vụ|việc)\s+điều\s+chỉnh|về|chủ\s+trương\s+đầu\s+tư
    |đề\s+xuất|kết\s+quả|các)\s{1,4}(?:các\s+|“|")?:?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_BETWEEN_BODIES = re.compile(
    rf"{_G}(?:(?:liên{_G}ngành|phối{_G}hợp|liên{_G}tịch){_G})?giữa{_G}(?={_CAPITAL})(?P<bodies>[^.;:()“”\n]{{5,160}}?)"
    r"(?=\s{1,3}(?:về|trong|trên|để|nhằm)\b|\s*(?:[.;:()“”\n,]|$))"
)


def find_named(text: str, words: TypeWords, taken: Sequence[Mention], knowledge: Knowledge) -> Iterator[Mention]:
    """Yield the mentions by name, in order; what `taken` mentions cover already is left to them."""
    starts = {mention.span.start for mention in taken}
    lexicon = _lexicon(knowledge)
    amended_until = 0
    for word in words.all:
        if word.span.start in starts or not text[word.span.start].isupper():
            continue
        if _DRAFT.search(text, max(0, word.span.start - 30), word.span.start):
            continue
        found = _read(text, word, lexicon)
        if found is None:
            continue
        # The date after `Luật sửa đổi, bổ sung một số điều của Luật …` is the amending law's, not the amended one's.
        yield found if word.span.start < amended_until else _dated(text, found)
        if found.rule == "amending-law":
            amended_until = found.span.end


def _read(text: str, word: TypeWord, lexicon: Lexicon[NamedDocument]) -> Mention | None:
    kind = word.name.lower()
    if is_law(kind):
        return _law(text, word, lexicon)
    if kind in ("nghị quyết", "kết luận"):
        return _match(text, word, _CONGRESS, "congress", 0.9)
    if "phối hợp" in kind or "liên ngành" in kind or kind == "quy chế":
        return _between(text, word)
    if kind.startswith("kế hoạch") and _OF_THE_NATION.match(text, word.span.start):
        plan = _plan(text, word)
        head = text[: min(_OPENING, word.span.start)].upper()
        return None if plan and plan.name and plan.name.upper() in head else plan
    if kind in _PLAN_TYPES:
        return _known(text, word, lexicon) or _plan(text, word)
    return None


def _dated(text: str, found: Mention) -> Mention:
    """Return a mention with its date; laws are known by a bare year too (`Luật Đất đai 2024`)."""
    year = _BARE_YEAR.match(text, found.span.end) if is_law(found.doc_type) else None
    if year is not None:
        return replace(found, span=Span(found.span.start, year.end("year")), date=year["year"])
    return found if found.rule == "plan-period" else dated(text, found)


def _law(text: str, word: TypeWord, lexicon: Lexicon[NamedDocument]) -> Mention | None:
    if word.name == "Hiến pháp":
        return Mention(word.span, "Hiến pháp", None, None, "constitution", 0.6)
    found = _known(text, word, lexicon) or _amending_law(text, word, lexicon)
    end = found.span.end if found else _name_end(text, word.span.end)
    if end is None or (found is None and _LAW_LIKE.match(text, word.span.end)):
        return None
    if to_be := _TO_BE_AMENDED.match(text, end):
        return _named(text, word, to_be.end(), "law-to-be", 0.6)
    return found or _named(text, word, end, "law-name", 0.8)


def _name_end(text: str, at: int) -> int | None:
    """Return where the name of a law ends that begins at `at`, None where none begins."""
    first = _FIRST_WORD.match(text, at) or _SMALL_FIRST_WORD.match(text, at)
    if first is None:
        return None
    end = first.end()
    for _ in range(_LONGEST_LAW):
        following = _NEXT_WORD.match(text, end)
        if following is None or not following["glue"] or _AFTER_NAME.match(text, following.start("word")):
            break
        capital = following["word"][0].isupper() and not first["word"].isupper()
        if capital and ("," in following["glue"] or "\n" in following["glue"]):
            break
        end = following.end()
    return end if first.re is _FIRST_WORD or _DATED.match(text, end) else None


def _known(text: str, word: TypeWord, lexicon: Lexicon[NamedDocument]) -> Mention | None:
    """Return the mention of a document that the tables know by this name."""
    found = lexicon.at_start(text[word.span.start : word.span.start + _LONGEST_NAME].replace("\n", " "))
    if found is None or found.end <= len(word.span):
        return None
    return _named(text, word, word.span.start + found.end, "known-name", 0.92)


def _amending_law(text: str, word: TypeWord, lexicon: Lexicon[NamedDocument]) -> Mention | None:
    """Return a law whose name is that it amends others, reaching over all that it names."""
    amending = _AMENDING.match(text, word.span.end)
    if amending is None:
        return None
    many = _MANY_LAWS.match(text, amending.end())
    end = many.end() if many else amending.end()
    while (law := _LAW_WORD.match(text, end)) is not None:
        inner = TypeWord(Span(law.start(), law.end()), "Luật")
        named = _known(text, inner, lexicon)
        after = named.span.end if named is not None else _name_end(text, law.end())
        if after is None:
            break
        numbered = _NUMBER_OF_LAW.match(text, after)
        following = _AND_LAW.match(text, numbered.end() if numbered else after)
        end = numbered.end() if numbered and (following or end > amending.end()) else after
        if following is None:
            break
        end = following.end()
    return _named(text, word, end, "amending-law", 0.85) if end > amending.end() else None


def _plan(text: str, word: TypeWord) -> Mention | None:
    match = _PLAN.match(text, word.span.end)
    if match is None or _IN_THE_MAKING.search(text[max(0, word.span.start - 30) : word.span.start]):
        return None
    if _NOT_A_PLAN.search(match["name"]) or (word.name == "Chương trình" and "quốc gia" not in match["name"].lower()):
        return None
    mention = _named(text, word, match.end(), "plan-period", 0.6)
    return replace(mention, name=" ".join(match["name"].split()))


def _match(text: str, word: TypeWord, pattern: re.Pattern[str], rule: str, confidence: float) -> Mention | None:
    match = pattern.match(text, word.span.end)
    return _named(text, word, match.end(), rule, confidence) if match else None


def _between(text: str, word: TypeWord) -> Mention | None:
    """Return a paper that two bodies made together and that is known by them: `Quy chế phối hợp giữa A và B`."""
    match = _BETWEEN_BODIES.match(text, word.span.end)
    if match is None or " và " not in " ".join(match["bodies"].split()):
        return None
    mention = _named(text, word, match.end(), "between-bodies", 0.75)
    return replace(mention, issuer=Span(*match.span("bodies")), name=None)


def _named(text: str, word: TypeWord, end: int, rule: str, confidence: float) -> Mention:
    name = " ".join(text[word.span.end : end].split())
    return Mention(Span(word.span.start, end), word.name, None, None, rule, confidence, name=name)


@lru_cache(maxsize=4)
def _lexicon(knowledge: Knowledge) -> Lexicon[NamedDocument]:
    return Lexicon(
        (name, document) for document in knowledge.named_documents.all for name in (document.name, *document.aliases)
    )
