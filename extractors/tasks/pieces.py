"""Paragraphs that hold several tasks, taken apart: `(ii) …`, `… có ý kiến như sau: Bộ A …; Bộ B …`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.letters import UPPER
from extractors.structure import Item
from extractors.tasks.leads import TaskLeads
from pipeline.document import Span

# Labels of notices: "(ii) Bộ Công Thương chỉ đạo …"
_BRACKETED = re.compile(r"\((?:[ivx]{1,4}|\d{1,2})\)\s+(?=\S)")
# Labels of new wording that a paper gives to another: “3. Sở Tài chính thẩm định …”.
_QUOTED = re.compile(r"“?(?:\d{1,2}[.)]|[a-zđ]\)|[-–+])\s+(?=\S)")
_AS_FOLLOWS = re.compile(rf"(?:như\s+sau|sau\s+đây|ý\s+kiến)\s*:\s{{1,3}}(?=[{UPPER}][^.;]{{30}})")
# "Điều 2. Quyết định này có hiệu lực kể từ ngày ký. Giao Sở Tư pháp …"
_IN_FORCE = re.compile(r"(?:Quyết\s+định|Kế\s+hoạch|Nghị\s+quyết)\s+này\s+có\s+hiệu\s+lực\s[^.;]{3,120}\.\s+")
# The first dash below a heading whose bodies fill its line was taken for more of the heading.
_NEXT_LINE = re.compile(rf"\s*\n\s*[-–+]\s+(?=[{UPPER}])")
_NEXT_SENTENCE = re.compile(rf"(?<=[.;])\s{{1,4}}(?=[{UPPER}])")


def pieces_of(item: Item, leads: TaskLeads) -> tuple[Item, ...]:
    """Return what follows `(ii)`, or `có ý kiến như sau:` in one paragraph, one item a sentence with an actor."""
    swallowed = _NEXT_LINE.search(leads.text, item.span.start, item.span.end) if item.label else None
    if swallowed is not None and not item.segments:
        heading = Span(item.span.start, swallowed.start())
        named = leads.read_heading(heading, charged=True)
        if named is not None and named.actors.end >= heading.end - 1:
            return (replace(item, span=heading), replace(item, label="-", span=Span(swallowed.end(), item.span.end)))
    bracket = _BRACKETED.match(leads.text, item.span.start, item.span.end)
    bracket = bracket or (None if item.label else _QUOTED.match(leads.text, item.span.start, item.span.end))
    if bracket is not None:
        return (replace(item, span=Span(bracket.end(), item.span.end)),)
    if in_force := _IN_FORCE.match(leads.text, item.span.start, item.span.end):
        rest = Span(in_force.end(), item.span.end)
        asked = leads.read(rest)
        return (replace(item, span=rest if asked and asked.verb is not None else item.span),)
    opening = _AS_FOLLOWS.search(leads.text, item.span.start, item.span.end) if not item.sections else None
    if opening is None or item.segments:
        return (item,)
    starts = [opening.end()]
    for match in _NEXT_SENTENCE.finditer(leads.text, opening.end(), item.span.end):
        lead = leads.read(Span(match.end(), item.span.end))
        if lead is not None and lead.rule in ("actor", "asked"):
            starts.append(match.end())
    ends = [*starts[1:], item.span.end]
    return tuple(replace(item, span=_stripped(Span(a, b), leads.text)) for a, b in zip(starts, ends, strict=True))


def joined(listed: Iterable[Item], leads: TaskLeads) -> tuple[Item, ...]:
    """Return items with those in brackets that only go on with the sentence before: `báo cáo về: (i) …; (ii) …`.

    Such a list begins on the line of its sentence, and its items name nobody; nor does the sentence only name a body.
    """
    done: list[Item] = []
    going_on = False
    for item in listed:
        if (stripped := _stripped(item.span, leads.text)) != item.span:
            item = replace(item, span=stripped)
        if done and _breaks_off(done[-1], item, leads):
            done[-1] = replace(done[-1], span=Span(done[-1].span.start, item.span.end))
            continue
        if done and _COUNTED.fullmatch(item.label):
            begins = leads.text.rfind("(", done[-1].span.end, item.span.start)
            inside = "\n" not in leads.text[done[-1].span.end : begins] and not _names(done[-1].span, leads)
            counted = _COUNTED.fullmatch(done[-1].label) is not None
            inside = inside and not (counted and done[-1].label[1].isdigit() == item.label[1].isdigit())
            going_on = (going_on or inside) and done[-1].part == item.part and leads.read(item.span) is None
        else:
            going_on = False
        if going_on and not (item.segments or done[-1].segments):
            done[-1] = replace(done[-1], span=Span(done[-1].span.start, item.span.end))
        else:
            done.append(item)
    return tuple(done)


def _breaks_off(heading: Item, item: Item, leads: TaskLeads) -> bool:
    """Tell whether a heading of bodies goes on in a line without a label: `2. Sở Y tế, Hội Liên hiệp ⏎ Phụ nữ tỉnh`."""
    between = leads.text[heading.span.end : item.span.start]
    if item.label or not heading.label or between.strip() or heading.part != item.part or heading.segments:
        return False
    short = len(heading.span) <= _LONGEST_LINE and len(item.span) <= _LONGEST_LINE
    if not short or leads.text[heading.span.end - 1] in ".;:" or leads.text[item.span.end - 1] in ".;":
        return False
    whole = leads.read_heading(Span(heading.span.start, item.span.end))
    return whole is not None and whole.actors.end >= item.span.end - 1 and leads.read_heading(item.span) is None


def _names(span: Span, leads: TaskLeads) -> bool:
    """Tell whether a paragraph only names who is to do what follows: `Giao Đảng ủy Chính phủ:`."""
    return leads.text[span.start : span.end].rstrip().endswith(":") and leads.read_heading(span) is not None


_LONGEST_LINE = 140


def last_line(span: Span, text: str) -> Span:
    """Return the last line of a heading that ends with a colon, where the line before it is whole; else nothing of it.

    `b) Hoàn thiện hạ tầng …` and `Ủy ban nhân dân các tỉnh, thành phố:` below it stand in one paragraph.
    """
    at = text.rfind("\n", span.start, span.end) + 1
    whole = at > span.start and span.of(text).rstrip().endswith(":") and not _GOES_ON.search(text, span.start, at)
    return Span(at if whole else span.end, span.end)


_GOES_ON = re.compile(
    r"(?:[,;:–-]|(?<!\w)(?:và|các|của|với|cho|tại|về|thuộc|cùng|theo|chỉ\s+đạo|hướng\s+dẫn|yêu\s+cầu|đề\s+nghị))\s*\n$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\((?:[ivx]{1,4}|\d{1,2})\)")


def _stripped(span: Span, text: str) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def cells_of(listed: Sequence[Item], text: str) -> frozenset[int]:
    """Return which items are cells of a table that has lost its rules: a run of lines without labels and stops."""
    found: set[int] = set()
    run: list[int] = []
    for index, item in enumerate(listed):
        words = item.span.of(text)
        if item.label or words[-1:] in _STOPS or len(words) > _LONGEST_CELL:
            run = []
            continue
        run.append(index)
        if len(run) >= _FEWEST_CELLS:
            found.update(run)
    return frozenset(found)


_STOPS, _LONGEST_CELL, _FEWEST_CELLS = ".;:,…/", 200, 4


def recalls(quotation: Span, text: str) -> bool:
    """Tell whether a quotation recalls what another paper says; one that gives new wording sets it itself."""
    return _RECALLED.search(text, max(0, quotation.start - 120), quotation.start) is not None


_RECALLED = re.compile(r"(?:quy\s+định|nêu|hướng\s+dẫn|viện\s+dẫn)(?!\s+(?:tại|về))[^.;“”]{0,40}:?\s*$")
