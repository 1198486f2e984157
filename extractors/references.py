"""References: every mention of another document, with what it prints and how this paper stands to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus.knowledge import Knowledge
from extractors import Extractor
from extractors.cited_titles import title_after
from extractors.issuance import find_issuance
from extractors.issuers import Context, issuer_after, issuer_in
from extractors.mentions import Mention, find_numbered, find_short, find_type_words
from extractors.names import find_named
from extractors.pinpoints import find_pinpoints
from extractors.relations import DEFAULT, Relation, relation_after, relation_before
from pipeline.document import Document, Reference, Span

_LEAD = 320
# What may stand between two citations of one list.
_GLUE = re.compile(
    r"""[\s;,.–\-+*•()]*(?:\[?\d{1,2}[.)\]]?\s*)?(?:(?:và|hoặc|cùng|với|các|những|theo|số|tại|của|đồng\ thời|là|văn\ bản)\b[\s,]*)*""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE_END = re.compile(
    r"[.!?](?:/\.)?\s+(?=[A-ZĐÀ-Ỹ“\"\-–+*(\[])|\n\s*\n|(?<=[;:.])\s*\n|\n(?=\s*(?:[-–+*•]\s|\d{1,2}(?:\.\d+)*[.)]\s|[a-zđ]\)\s|Điều\s\d+|Căn\scứ|[IVX]+\.\s|<sup>|\[\d))"
)
_LIST_HEAD = re.compile(r"([^\n]{0,300}):\s*$")
_HERE = re.compile(r"\s{1,3}(?:này|trên đây)\b", re.IGNORECASE)


def find(document: Document, knowledge: Knowledge) -> tuple[Reference, ...]:
    """Return every mention of a document by number or by name, in the order of the text, nested ones included."""
    text = document.text.value
    words = find_type_words(text, knowledge)
    numbered = find_numbered(text, words, knowledge)
    short = tuple(find_short(text, words, numbered))
    named = tuple(find_named(text, words, (*numbered, *short), knowledge))
    mentions = tuple(_without_overlaps((*numbered, *short, *named)))
    context = Context(knowledge, find_issuance(document, knowledge).place)
    found = _completed(text, mentions, context)
    return tuple(_related(text, found, knowledge))


def _without_overlaps(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions in order; of two that cross, the surer; one inside a name stays beside it."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.confidence)):
        last = kept[-1] if kept else None
        if last is not None and last.span.start == mention.span.start:
            continue
        if last is not None and last.span.overlaps(mention.span) and not last.span.covers(mention.span):
            if last.number is None and mention.number is not None:
                kept.pop()
            else:
                continue
        kept.append(mention)
    yield from kept


def _completed(text: str, mentions: Sequence[Mention], context: Context) -> list[Reference]:
    """Return the mentions with issuer, title and pinpoint."""
    starts = [mention.span.start for mention in mentions]
    ends = [mention.span.end for mention in mentions]
    pinpoints = find_pinpoints(text)
    found: list[Reference] = []
    for mention in mentions:
        printed = replace(context, on=_day(mention.date))
        own = issuer_in(text, mention.issuer, printed) if mention.issuer else None
        after = issuer_after(text, mention.span.end, printed)
        end = after.end if after else mention.span.end
        title = title_after(text, end, starts, ends) if mention.name is None or mention.number else None
        name = mention.name
        printed_title = " ".join(title.span.of(text).split()) if title else None
        found.append(
            Reference(
                span=mention.span,
                rule=mention.rule,
                confidence=mention.confidence,
                whole=Span(mention.span.start, title.end if title else end),
                doc_type=mention.doc_type,
                number=mention.number,
                date=mention.date,
                issuer=after.name if after else own,
                title=name or printed_title,
                pinpoint=pinpoints.before(mention.span.start),
            )
        )
    return found


def _related(text: str, found: Sequence[Reference], knowledge: Knowledge) -> Iterator[Reference]:
    """Yield the references with their relations: of a nested one dẫn chiếu, of a list that of its first."""
    outer: Reference | None = None
    told = Relation(DEFAULT)
    for reference in found:
        whole = reference.whole or reference.span
        if outer is not None and outer.whole is not None and whole.start < outer.whole.end:
            yield _with(reference, Relation(DEFAULT, rule="nested"))
            continue
        told = _told(text, reference, outer, told, knowledge)
        outer = reference
        yield _with(reference, told)


def _told(text: str, reference: Reference, last: Reference | None, told: Relation, knowledge: Knowledge) -> Relation:
    whole = reference.whole or reference.span
    after = relation_after(text[whole.end : whole.end + 90])
    if after is not None:
        return after
    start = reference.span.start
    begin = max(0, start - _LEAD)
    last_end = last.whole.end if last is not None and last.whole is not None else 0
    if last_end >= begin:
        begin = last_end
        if _GLUE.fullmatch(_without_pinpoint(text[begin:start], reference)):
            return told
    lead = _last_sentence(text[begin:start])
    return relation_before(lead, knowledge) or _of_list_head(text, start - len(lead), knowledge) or Relation(DEFAULT)


def _last_sentence(lead: str) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(lead)]
    return lead[ends[-1] :] if ends else lead


def _of_list_head(text: str, at: int, knowledge: Knowledge) -> Relation | None:
    """Return the relation told by the line before, where that line opens a list."""
    head = _LIST_HEAD.search(text, max(0, at - 320), at)
    return relation_before(head.group(1), knowledge) if head else None


def _without_pinpoint(glue: str, reference: Reference) -> str:
    return glue[: -len(glue)] if reference.pinpoint and len(glue) < 160 and _IS_PINPOINT.fullmatch(glue) else glue


_IS_PINPOINT = re.compile(
    r"[\s;,]*(?:và\s+)?(?:tại\s+)?(?:điểm|khoản|Điều|điều|mục|Mục|chương|Chương|phụ lục|Phụ lục|phần)\s.*", re.DOTALL
)


def _with(reference: Reference, relation: Relation) -> Reference:
    extent = "part" if reference.pinpoint else relation.extent
    return replace(reference, relation=relation.name, direction=relation.direction, extent=extent)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso is not None and len(iso) == 10 else None


EXTRACTOR = Extractor("references", find)
