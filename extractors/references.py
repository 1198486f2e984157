"""References: every mention of another document, with what it prints and how this paper stands to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus.knowledge import Knowledge
from extractors import Extractor
from extractors.citations.cited_titles import title_after
from extractors.citations.codes import read_code
from extractors.citations.grounds import find_grounds
from extractors.citations.issuers import Context, home_of, issuer_after, issuer_before, issuer_in
from extractors.citations.lists import relate, whole_of
from extractors.citations.mentions import Mention, find_numbered, find_short, is_law
from extractors.citations.names import find_named
from extractors.citations.pinpoints import pinpoint_before
from extractors.citations.printed_dates import late_date_after
from extractors.citations.type_words import find_type_words
from extractors.layout.running_text import RunningText
from pipeline.document import Document, Reference, Span

_ITEM_GLUE = re.compile(r"\s{0,3}(?:,|;|và|hoặc)?\s{0,3}(?:và\s{1,3})?")


def find(document: Document, knowledge: Knowledge) -> tuple[Reference, ...]:
    """Return every mention of a document by number or by name, in the order of the text, nested ones included."""
    running = RunningText.of(document.text.value)
    text = running.unbroken()
    words = find_type_words(text, knowledge)
    numbered = find_numbered(text, words, knowledge)
    short = tuple(find_short(text, words, numbered))
    named = tuple(find_named(text, words, (*numbered, *short), knowledge))
    grounds = tuple(find_grounds(text, words, (*numbered, *short, *named), knowledge))
    mentions = tuple(_without_overlaps((*numbered, *short, *named, *grounds)))
    context = Context(knowledge, home_of(document, knowledge))
    found = _completed(text, mentions, context)
    heads = {mention.span.start: mention.head.start for mention in mentions if mention.head}
    return tuple(
        replace(r, span=running.original(r.span), whole=running.original(whole_of(r)))
        for r in relate(text, found, heads, knowledge)
    )


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
    listed = {mention.span.start: mention.head for mention in mentions if mention.head}
    starts = sorted({head.start for head in listed.values()}.union(mention.span.start for mention in mentions))
    found: list[Reference] = []
    for mention in mentions:
        printed = replace(context, on=_day(mention.date), joint=_is_joint(mention))
        after = issuer_after(text, mention.span.end, printed)
        if after and is_law(mention.doc_type) and "Quốc hội" not in after.name:
            after = None  # "Luật Xây dựng do Sở Xây dựng …": laws have one issuer
        end = after.end if after else mention.span.end
        late = late_date_after(text, end) if after and mention.number and mention.date is None else None
        end = late.end if late else end
        title = None if mention.name and mention.number is None else title_after(text, end, starts, listed)
        found.append(
            Reference(
                span=mention.span,
                rule=mention.rule,
                confidence=mention.confidence,
                whole=Span(mention.span.start, title.end if title else end),
                doc_type=mention.doc_type,
                number=mention.number,
                date=late.iso if late else mention.date,
                issuer=after.name if after else _issuer_elsewhere(text, mention, printed),
                title=mention.name or (" ".join(title.span.of(text).split()) if title else None),
                pinpoint=pinpoint_before(text, mention.span.start),
            )
        )
    return _with_shared_issuers(text, found)


def _is_joint(mention: Mention) -> bool:
    """Tell whether a paper is of a type that several bodies issue together."""
    code = read_code(mention.number) if mention.number else None
    named = any(word in (mention.doc_type or "").lower() for word in ("liên", "phối hợp"))
    return named or (code is not None and code.joint)


def _issuer_elsewhere(text: str, mention: Mention, context: Context) -> str | None:
    """Return the issuer printed inside the core, at the head of the list or, for a number, before it."""
    if mention.issuer is not None:
        return issuer_in(text, mention.issuer, context)
    if mention.head is not None and (named := issuer_after(text, mention.head.end, context)):
        return named.name
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
    between = text[whole_of(first).end : second.span.start]
    return (
        _symbol(first) is not None and _symbol(first) == _symbol(second) and _ITEM_GLUE.fullmatch(between) is not None
    )


def _symbol(reference: Reference) -> str | None:
    code = read_code(reference.number) if reference.number else None
    return code.symbol if code else None


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso is not None and len(iso) == 10 else None


EXTRACTOR = Extractor("references", find)
