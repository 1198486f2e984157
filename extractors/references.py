"""References: every mention of another document, with what it prints and how this paper stands to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus.knowledge import Knowledge
from extractors import Extractor
from extractors.citations.cited_titles import title_after
from extractors.citations.clauses import Footnote, clause_before, find_footnotes, list_head
from extractors.citations.codes import read_code
from extractors.citations.issuers import Context, home_of, issuer_after, issuer_before, issuer_in
from extractors.citations.mentions import Mention, find_numbered, find_short, find_type_words, is_law
from extractors.citations.names import find_named
from extractors.citations.pinpoints import pinpoint_before
from extractors.citations.relations import DEFAULT, Relation, relation_after, relation_before, relation_of_head
from pipeline.document import Document, Reference, Span

# What may stand between two citations of one list, type words and pinpoints apart.
_GLUE = re.compile(
    r"""[\s;,.–\-+*•()/]*(?:\[?\d{1,2}[.)\]]\s*)?
    (?:(?:và|hoặc|cùng|với|các|những|số|tại|của|đồng\ thời|là|như|là|gồm|cả)\b[\s,:]*)*
    (?:(?<=các\s)[^;.:\n]{2,70}:\s*)?(?:số\s*)?[(]?""",
    re.IGNORECASE | re.VERBOSE,
)
_ITEM_GLUE = re.compile(r"\s{0,3}(?:,|;|và|hoặc)?\s{0,3}(?:và\s{1,3})?")
# Where `được sửa đổi bởi A và B` stops: what follows is cited by the paper itself again.
_LIST_ENDS = re.compile(r"[;)\n]")
_JOINT_CODE = re.compile(r"(?:TTLT|NQLT|KHPH|QCPH|KHLT|KHLN|HDLN|HDLT|CTrPH)")
_QUOTES = re.compile(r"[“”]")


def find(document: Document, knowledge: Knowledge) -> tuple[Reference, ...]:
    """Return every mention of a document by number or by name, in the order of the text, nested ones included."""
    text = document.text.value
    words = find_type_words(text, knowledge)
    numbered = find_numbered(text, words, knowledge)
    short = tuple(find_short(text, words, numbered))
    named = tuple(find_named(text, words, (*numbered, *short), knowledge))
    mentions = tuple(_without_overlaps((*numbered, *short, *named)))
    context = Context(knowledge, home_of(document, knowledge))
    found = _completed(text, mentions, context)
    return tuple(_related(text, found, knowledge))


def _without_overlaps(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions in order; of two that cross, the surer; one inside a name stays beside it."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.confidence)):
        last = kept[-1] if kept else None
        if last is not None and last.span.start == mention.span.start:
            continue
        if last is not None and last.span.covers(mention.span) and mention.rule == "short-number":
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
    found: list[Reference] = []
    for mention in mentions:
        printed = replace(context, on=_day(mention.date), joint=_is_joint(mention))
        after = issuer_after(text, mention.span.end, printed)
        if after and is_law(mention.doc_type) and "Quốc hội" not in after.name:
            after = None  # "Luật Xây dựng do Sở Xây dựng …": laws have one issuer
        end = after.end if after else mention.span.end
        title = None if mention.name and mention.number is None else title_after(text, end, starts)
        found.append(
            Reference(
                span=mention.span,
                rule=mention.rule,
                confidence=mention.confidence,
                whole=Span(mention.span.start, title.end if title else end),
                doc_type=mention.doc_type,
                number=mention.number,
                date=mention.date,
                issuer=after.name if after else _issuer_elsewhere(text, mention, printed),
                title=mention.name or (" ".join(title.span.of(text).split()) if title else None),
                pinpoint=pinpoint_before(text, mention.span.start),
            )
        )
    return _with_shared_issuers(text, found)


def _is_joint(mention: Mention) -> bool:
    """Tell whether a paper is of a type that several bodies issue together."""
    return any(word in (mention.doc_type or "").lower() for word in ("liên", "phối hợp")) or (
        mention.number is not None and _JOINT_CODE.search(mention.number) is not None
    )


def _issuer_elsewhere(text: str, mention: Mention, context: Context) -> str | None:
    """Return the issuer printed inside the core or, for a number, before it."""
    if mention.issuer is not None:
        return issuer_in(text, mention.issuer, context)
    return issuer_before(text, mention.span.start, context) if mention.number else None


def _with_shared_issuers(text: str, found: list[Reference]) -> list[Reference]:
    """Give the issuer that a list of numbers names once to all of them."""
    for index in reversed(range(len(found) - 1)):
        if found[index].issuer is None and _same_list(text, found[index], found[index + 1]):
            found[index] = replace(found[index], issuer=found[index + 1].issuer)
    for index in range(1, len(found)):
        last = found[index - 1]
        if (
            found[index].issuer is None
            and found[index].rule == "bare-number"
            and _symbol(last) == _symbol(found[index])
        ):
            found[index] = replace(found[index], issuer=last.issuer)
    return found


def _same_list(text: str, first: Reference, second: Reference) -> bool:
    between = text[_whole(first).end : second.span.start]
    return (
        _symbol(first) is not None and _symbol(first) == _symbol(second) and _ITEM_GLUE.fullmatch(between) is not None
    )


def _symbol(reference: Reference) -> str | None:
    code = read_code(reference.number) if reference.number else None
    return code.symbol if code else None


def _related(text: str, found: Sequence[Reference], knowledge: Knowledge) -> Iterator[Reference]:
    """Yield the references with their relations: of a nested one dẫn chiếu, of a list that of its first."""
    footnotes = find_footnotes(text)
    outer: list[Reference] = []
    told = Relation(DEFAULT)
    for reference in found:
        if outer and _whole(reference).start < _whole(outer[-1]).end:
            yield _with(reference, Relation(DEFAULT, rule="nested"))
            continue
        found_here = _told(text, reference, outer, told, knowledge)
        told = found_here or _at_mark(text, reference, outer, footnotes, knowledge) or Relation(DEFAULT)
        outer.append(_with(reference, told))
        yield outer[-1]


def _told(
    text: str, reference: Reference, outer: Sequence[Reference], told: Relation, knowledge: Knowledge
) -> Relation | None:
    """Return the relation that the words around a citation tell, or that of the list it goes on with."""
    whole = _whole(reference)
    start = reference.span.start
    last = _whole(outer[-1]).end if outer else 0
    if outer and start - last < 200 and _GLUE.fullmatch(_without_pinpoint(text[last:start])):
        return told if told.direction == "out" or not _LIST_ENDS.search(text, last, start) else None
    lead = clause_before(text, last, start)
    word = text[start : start + len((reference.doc_type or "").split()[0]) + 12] if reference.doc_type else ""
    quoted = _is_quoted(text, start)
    direct = relation_before(lead, word, knowledge, quoted=quoted)
    if direct is not None and direct.name != DEFAULT:
        return direct
    after = relation_after(text[whole.end : whole.end + 90])
    if after is not None or direct is not None:
        return after or direct
    head = list_head(text, start - len(lead))
    return relation_of_head(head, knowledge) if head and not quoted else None


def _at_mark(
    text: str,
    reference: Reference,
    outer: Sequence[Reference],
    footnotes: Sequence[Footnote],
    knowledge: Knowledge,
) -> Relation | None:
    """Return the relation of the clause whose footnote a citation stands in."""
    note = next((n for n in footnotes if n.start <= reference.span.start < n.end), None)
    if note is None:
        return None
    clause = clause_before(text, 0, note.mark)
    cited = [r for r in outer if note.mark - len(clause) <= r.span.start < note.mark]
    if cited:
        last = cited[-1]
        return Relation(last.relation, last.direction, "whole", "footnote")
    return relation_before(clause, "", knowledge)


def _without_pinpoint(glue: str) -> str:
    return _PINPOINT_TAIL.sub(" ", glue)


_PINPOINT_TAIL = re.compile(
    r"(?:(?:và|tại)\s+)?(?<!\w)(?:điểm|khoản|điều|mục|chương|phụ\s+lục|phần)\s[^;.]{1,120}$", re.IGNORECASE
)


def _is_quoted(text: str, at: int) -> bool:
    """Tell whether a place stands inside quotation marks, as the text of a law does that a paper quotes."""
    marks = _QUOTES.findall(text, max(0, at - 2_000), at)
    return bool(marks) and marks[-1] == "“"


def _whole(reference: Reference) -> Span:
    return reference.whole or reference.span


def _with(reference: Reference, relation: Relation) -> Reference:
    extent = "part" if reference.pinpoint else relation.extent
    return replace(reference, relation=relation.name, direction=relation.direction, extent=extent)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso is not None and len(iso) == 10 else None


EXTRACTOR = Extractor("references", find)
