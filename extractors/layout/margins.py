"""Margins: which printed lines are set in and which go on at the left edge, by the boxes of their words.

Decree 30/2020/NĐ-CP, annex I, sets the first line of a paragraph in by 1 to 1.27 cm and justifies all its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.layout.labels import label_of
from pipeline.document import Document, Margins, Page, Span, Word

_LEAST, _MOST = 9.0, 80.0  # points by which a first line is set in; headings in the middle stand further in
_PLAY = 6.0  # points by which lines of one edge differ on a scan
_FULL = 14.0  # points that a justified line may end before the right edge
_NEAR, _EDGES = 8, 4  # lines before and after in which the nearest that go on tell the edge: it moves on a page askew
_FEWEST = 3  # set-in lines of a paper that sets its paragraphs in


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed line: where its first word stands in the raw text, its edges in points, and whether it goes on."""

    raw: Span
    left: float
    right: float
    goes_on: bool


def margins_of(document: Document) -> Margins:
    """Return the margins of a document; none where its pages have no words or its paragraphs are not set in."""
    indented: set[int] = set()
    flush: set[int] = set()
    for page in document.pages:
        lines = list(_lines_of(page))
        for index, line in enumerate(lines):
            first = max(0, index - _NEAR)
            around = lines[first : index + _NEAR + 1]
            near = sorted(range(len(around)), key=lambda place: abs(first + place - index))
            edges = [around[place].left for place in near if around[place].goes_on][:_EDGES]
            if len(edges) < 2:
                continue
            at = document.text.from_raw(line.raw).start
            if _LEAST < line.left - max(edges) < _MOST:
                indented.add(at)
            elif index and min(abs(line.left - edge) for edge in edges) < _PLAY and _is_full(lines[index - 1], around):
                flush.add(at)
    return Margins(frozenset(indented), frozenset(flush)) if len(indented) >= _FEWEST else Margins()


def _is_full(line: _Printed, around: Sequence[_Printed]) -> bool:
    """Tell whether a line reaches the right edge of those around it."""
    rights = sorted(other.right for other in around)
    return line.right > rights[int(0.75 * (len(rights) - 1))] - _FULL


def _lines_of(page: Page) -> Iterator[_Printed]:
    if page.reading is None:
        return
    text, words = page.reading.text, sorted(page.reading.words, key=lambda word: word.span.start)
    line: list[Word] = []
    for word in words:
        if line and "\n" in text[line[-1].span.end : word.span.start]:
            yield _line(line, page)
            line = []
        line.append(word)
    if line:
        yield _line(line, page)


def _line(words: Sequence[Word], page: Page) -> _Printed:
    first = words[0]
    value = " ".join(word.text for word in words[:3])
    goes_on = value[:1].islower() and label_of(value) is None
    return _Printed(first.span.moved(page.raw.start), first.box.x0, max(word.box.x1 for word in words), goes_on)
