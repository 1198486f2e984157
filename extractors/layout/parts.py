"""Parts: the documents of one file, told apart, and the zones of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from extractors.layout.back import FOOTNOTE, RECIPIENTS, Back, read_back
from extractors.layout.front import Front, read_front
from extractors.layout.head import SEALED_AT, Kind, annex_head, is_state_heading
from extractors.layout.lines import Line, lines_of
from extractors.layout.merged import unmerged
from extractors.layout.signers import is_name, is_post
from extractors.layout.titles import is_label
from pipeline.document import Part, Span, Zone
from pipeline.document import PartKind as Name

Start = Literal["annex", "attachment", "copy", "form"]
"""What may begin at a line; a form is a head without number and date, as annexes print them to be filled in."""

ANNEX = re.compile(r"(?:phu luc|bieu(?: mau)?|mau(?: bieu)?)(?:\s+so)?(?:\s+(?:[ivx]+|\d+|[a-z])\b|\s*[:.]|\s*$)")
_ISSUED_WITH = re.compile(
    r"""\(?\s*(?:ban\ hanh\ )?(?:kem\ theo|dinh\ kem|theo)\s+
    (?:quyet\ dinh|ke\ hoach|cong\ van|chi\ thi|nghi\ quyet|thong\ bao|cong\ dien|to\ trinh|bao\ cao|huong\ dan
    |thong\ tu|nghi\ dinh|chuong\ trinh|de\ an|quy\ dinh|ket\ luan|van\ ban|thu\ moi|giay\ moi)\b""",
    re.VERBOSE,
)
_COPY = re.compile(r"(?:ban )?(?:sao y(?: ban chinh)?|sao luc|trich sao)\W*$")
_ABOVE = 9
"""How many lines the title of an annex may have above the words that say what it was issued with."""
_WINDOW = 12
_COLUMN = 7
"""How many lines of a left column, issuers left out, may be printed above the national heading."""
_NUMBER = re.compile(r"so\W{0,3}(?:\d+\S*)?\s*/\s*[a-z]")
_LEFTOVER, _SEAL = 3, 6
"""No more lines than these after a signature are taken for an annex of their own; as many print an office's seal."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of one part, its front and its back; `footnotes` are ranges of its lines."""

    kind: Name
    lines: tuple[Line, ...]
    front: Front
    back: Back | None
    footnotes: tuple[tuple[int, int], ...] = ()

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines between front and back, footnotes left out."""
        end = self.back.start if self.back else len(self.lines)
        noted = {i for start, stop in self.footnotes for i in range(start, stop)}
        return tuple(line for i, line in enumerate(self.lines[:end]) if i >= self.front.length and i not in noted)


def parts_of(text: str, types: re.Pattern[str]) -> tuple[Part, ...]:
    """Return the parts of a text with their zones; together they cover the text."""
    lines = unmerged(lines_of(text))
    bounds = list(_bounds(lines, types))
    if not bounds:
        whole = Span(0, len(text))
        return (Part("document", whole, zones=(Zone("body", whole),)),)
    starts = [0, *(lines[start].span.start for start, _, _ in bounds[1:]), len(text)]
    return tuple(
        _part(layout_of(lines[start:end], kind, types), Span(starts[i], starts[i + 1]))
        for i, (start, end, kind) in enumerate(bounds)
    )


def layout(text: str, part: Part, types: re.Pattern[str]) -> Layout:
    """Return the layout of a part that was told apart before."""
    return layout_of(unmerged(lines_of(text, part.span)), part.kind, types)


def layout_of(lines: Sequence[Line], kind: Name, types: re.Pattern[str]) -> Layout:
    """Read the front, the back and the footnotes of one part."""
    if kind == "annex":
        head = annex_head(lines)
        length = len(head) + _annex_title_length(lines[len(head) :])
        front = Front(head, title=tuple(lines[len(head) : length]), length=length)
        back = None
    else:
        front = read_front(lines, types)
        back = read_back(lines, front.length)
    end = back.start if back else len(lines)
    return Layout(kind, tuple(lines), front, back, tuple(_footnotes(lines, front.length, end)))


def _bounds(lines: Sequence[Line], types: re.Pattern[str]) -> Iterator[tuple[int, int, Name]]:
    """Yield where each part starts and ends, and what it is."""
    starts = dict(_starts(lines))
    start = 0
    kind: Name = "annex" if starts.get(len(annex_head(lines))) == "annex" else "document"
    while start < len(lines):
        end = _end(lines, start, kind, starts, types)
        yield start, end, kind
        start, kind = end, _kind_at(end, starts)


def _kind_at(start: int, starts: Mapping[int, Start]) -> Name:
    """Return what begins at a line: what a start there says, a paper where its head follows, else an annex."""
    kind = starts.get(start)
    if kind != "annex" and any(starts.get(i) == "copy" for i in range(start, start + _WINDOW)):
        return "copy"
    if kind == "annex":
        return kind
    return "attachment" if kind or _head_within(start, starts) is not None else "annex"


def _head_within(start: int, starts: Mapping[int, Start]) -> int | None:
    """Return the line of a national heading that belongs to the lines from `start` on: issuer and number above it."""
    near = (i for i, kind in starts.items() if start <= i <= start + _WINDOW and kind in ("attachment", "form"))
    return min(near, default=None)


def _end(lines: Sequence[Line], start: int, kind: Name, starts: Mapping[int, Start], types: re.Pattern[str]) -> int:
    front = 1 if kind == "annex" else read_front(lines[start:], types).length
    first = start + max(front, 1)
    following = min((i for i, what in starts.items() if i >= first and what != "form"), default=len(lines))
    if kind == "annex":
        return following
    back = read_back(lines[:following], first if front else start)
    if back is None:
        return following
    if _head_within(back.end, starts) is not None:
        return back.end
    rest = following - back.end
    below = lines[back.end : following]
    sealed = rest <= _SEAL and any(SEALED_AT.match(line.folded) for line in below)
    if rest <= _LEFTOVER or sealed or any(FOOTNOTE.match(line.text) for line in below[:2]):
        return following
    return back.end


def _starts(lines: Sequence[Line]) -> Iterator[tuple[int, Start]]:
    """Yield the lines where a new part may start, and what it may be."""
    for index, line in enumerate(lines):
        if _ISSUED_WITH.match(line.folded) and line.text.startswith("("):
            start = _annex_start(lines, index)
            if start < index:
                yield start, "annex"
        elif index and is_state_heading(line):
            yield _head_start(lines, index), "attachment" if _is_paper(lines[index : index + 12]) else "form"
        elif index and _COPY.fullmatch(line.folded) and line.upper:
            yield _head_start(lines, index), "copy"
        elif line.upper and ANNEX.match(line.folded) and line.folded.startswith("phu luc") and _is_titled(lines, index):
            yield index, "annex"


def _annex_start(lines: Sequence[Line], index: int) -> int:
    """Return where the title of an annex begins that ends above line `index`."""
    start = index
    while start and index - start < _ABOVE:
        line = lines[start - 1]
        named = ANNEX.match(line.folded) is not None and len(line.text) < 60
        titled = line.upper or _is_small_title(line, lines[start:index])
        if not (named or titled) or is_post(line) or _is_small_name(line) or RECIPIENTS.match(line.folded):
            break
        start -= 1
        if named:
            break
    return start


def _is_small_name(line: Line) -> bool:
    return is_name(line.text) and not line.upper


def _is_small_title(line: Line, below: Sequence[Line]) -> bool:
    """Tell whether a line in small letters belongs to the title of an annex: its last lines are printed so at times."""
    return len(below) < 3 and len(line.text) < 90 and line.text[-1] not in ".;:/" and not is_label(line.text)


def _is_titled(lines: Sequence[Line], index: int) -> bool:
    """Tell whether PHỤ LỤC stands alone above a title, rather than in a sentence set in capitals."""
    return (
        len(lines[index].text) < 40 and index + 1 < len(lines) and (index == 0 or lines[index - 1].text[-1] not in ",:")
    )


def _is_paper(lines: Sequence[Line]) -> bool:
    """Tell whether a head has a number or a date, as papers have and printed forms have not."""
    return any(re.search(r"^so\W{0,3}\d|\bngay \d{1,2} thang \d|\bngay \d{1,2}/\d", line.folded) for line in lines)


def _head_start(lines: Sequence[Line], index: int) -> int:
    """Return where the head begins whose national heading is line `index`.

    Issuers may be printed above it, in two columns read one after the other with the number and the subject too.
    """
    start = next((i for i in range(index - 1, max(0, index - _COLUMN), -1) if _NUMBER.match(lines[i].folded)), index)
    lowest = start
    while start and lowest - start < 3 and lines[start - 1].upper and len(lines[start - 1].text) < 60:
        start -= 1
    return start


def _annex_title_length(lines: Sequence[Line]) -> int:
    issued = next((i for i, line in enumerate(lines[: _ABOVE + 3]) if _ISSUED_WITH.match(line.folded)), None)
    if issued is not None:
        closed = next(
            (i for i in range(issued, min(issued + 3, len(lines))) if lines[i].text.rstrip().endswith(")")), issued
        )
        return closed + 1
    return next((i for i, line in enumerate(lines[:_ABOVE]) if not line.upper), min(len(lines), 1)) or 1


def _footnotes(lines: Sequence[Line], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of lines that are footnotes, at the foot of pages between `start` and `end` or at the end."""
    index = start
    while index < len(lines):
        if not FOOTNOTE.match(lines[index].text):
            index += 1
            continue
        stop = _footnote_end(lines, index, end if index < end else len(lines))
        yield index, stop
        index = stop


def _footnote_end(lines: Sequence[Line], start: int, end: int) -> int:
    """Return where a footnote ends: before the next, or where the sentence goes on that it interrupted."""
    open_sentence = start > 0 and lines[start - 1].text[-1] not in ".;:!?”)"
    for index in range(start + 1, end):
        line = lines[index]
        if FOOTNOTE.match(line.text):
            return index
        if open_sentence and line.gap and line.text[0].islower():
            return index
        if not open_sentence and line.gap and not line.text[0].islower():
            return index
        if index - start > 40:
            return start + 1
    return end if end == len(lines) or not open_sentence else start + 1


def _part(layout: Layout, span: Span) -> Part:
    zones = sorted(_zones(layout), key=lambda zone: (zone.span.start, -zone.span.end))
    return Part(layout.kind, span, _name_of(layout), tuple(zones))


def _name_of(layout: Layout) -> str | None:
    if layout.kind == "annex":
        return " ".join(line.text for line in annex_title(layout))[:300] or None
    return layout.front.kind.text if layout.front.kind else None


def annex_title(layout: Layout) -> tuple[Line, ...]:
    """Return the lines of a title, without those that say what an annex was issued with."""
    return tuple(takewhile(lambda line: not _ISSUED_WITH.match(line.folded), layout.front.title))


def _zones(layout: Layout) -> Iterator[Zone]:
    front, back, lines = layout.front, layout.back, layout.lines
    yield from _head_zones(front)
    yield from _zone("title", [*([front.kind] if front.kind else []), *front.title])
    yield from _zone("addressees", front.addressees)
    yield from _zone("body", lines[front.length - len(front.authority) : back.start if back else None])
    for start, end in layout.footnotes:
        yield from _zone("footnote", lines[start:end])
    if back:
        yield from _zone("recipients", back.recipients)
        yield from _zone("signature", back.signature)


def _zone(kind: str, lines: Sequence[Line]) -> Iterator[Zone]:
    if lines:
        yield Zone(kind, Span(lines[0].span.start, lines[-1].span.end))  # type: ignore[arg-type]


def _head_zones(front: Front) -> Iterator[Zone]:
    run: list[Line] = []
    current = "head"
    for cell in front.head:
        group = _group(cell.kind, current)
        if group != current:
            yield from _zone(current, run)
            run = []
        current = group
        run.append(cell.line)
    yield from _zone(current, run)


def _group(kind: Kind, current: str) -> str:
    if kind in ("digital_signature", "received_stamp"):
        return kind
    return current if kind == "other" else "head"
