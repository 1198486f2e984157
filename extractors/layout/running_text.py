"""Running text: the words of a paper without the page numbers that stand inside its sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from extractors.letters import LOWER
from pipeline.document import Span

# A number alone on its line, or `- 3 -`, or `Trang 3/5`, with the blank lines and the form feed around it. The sentence
# goes on in small letters, or its last line was full and a page lies behind: else the number may be the cell of a row.
_PAGE_NUMBER = re.compile(
    rf"""(?P<full>[^\n]{{60}})?(?<=[^\s.:;!?…|])[ \t]*\n[\s\f]*
    (?:[-–][ ]?)?(?:Trang[ ])?(?:[2-9]|[1-9][0-9]{{1,2}})(?:[ ]?/[ ]?[0-9]{{1,3}})?(?:[ ]?[-–])?[ \t]*\n[\s\f]*
    (?:(?=[{LOWER}])(?![a-zđ]\))|(?(full)(?=[^\W\d_])|(?!)))""",
    re.VERBOSE,
)
# What every such number has: papers without one are told quickly.
_NUMBER_LINE = re.compile(
    r"\n[\s\f]*(?:[-–][ ]?)?(?:Trang[ ])?[1-9][0-9]{0,2}(?:[ ]?/[ ]?[0-9]{1,3})?(?:[ ]?[-–])?[ \t]*\n"
)
_SHORTEST_PAGE = 800
_NARROWEST, _WIDEST = 45, 150
"""Characters of a line of print; where most lines are longer, each is a paragraph, where they are shorter, a cell."""
_FULL = 0.8
_BROKEN = re.compile(r"([^\n]+)\n(?=[^\W_]|[“\"(])(?!\d{1,2}[.)/]|[a-zđ][.)]|[IVX]{1,5}[.\-]|Điều\s\d)")
"""A line and the break after it, where no label and no blank line follows."""


@dataclass(frozen=True, slots=True)
class RunningText:
    """A text without page numbers: `value`, and for each cut where it is in it and how much was cut up to there."""

    value: str
    cuts: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str) -> RunningText:
        """Return a text with the page numbers cut out that stand inside sentences, a line break left for each."""
        if not _NUMBER_LINE.search(text):
            return cls(text)
        pieces: list[str] = []
        cuts: list[int] = []
        lengths: list[int] = []
        done = cut = 0
        for match in _PAGE_NUMBER.finditer(text):
            start = match.end("full") if match["full"] else match.start()
            if text[match.end()].isupper() and start - done < _SHORTEST_PAGE:
                continue
            pieces += [text[done:start], "\n"]
            cut += match.end() - start - 1
            cuts.append(match.end() - cut)
            lengths.append(cut)
            done = match.end()
        return cls("".join((*pieces, text[done:])), tuple(cuts), tuple(lengths))

    def unbroken(self) -> str:
        """Return the value with a blank for each line break that printing made within a sentence."""
        lengths = sorted(map(len, filter(None, self.value.split("\n"))))
        width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
        if not _NARROWEST <= width <= _WIDEST:
            return self.value

        def joined(match: re.Match[str]) -> str:
            line = match[1].rstrip()
            goes_on = len(line) > _FULL * width and line[-1:] not in ".:;!?" and not line.isupper()
            return f"{match[1]} " if goes_on else match[0]

        return _BROKEN.sub(joined, self.value)

    def original(self, span: Span) -> Span:
        """Return where a span of the running text is in the text it was made of."""
        return Span(self._original(span.start), self._original(span.end - 1) + 1 if span else self._original(span.end))

    def running(self, span: Span) -> Span:
        """Return where a span of the text it was made of is in the running text."""
        return Span(self._running(span.start), self._running(span.end))

    def _running(self, at: int) -> int:
        index = bisect_right(self.cuts, at, key=self._original) - 1
        moved = at - self.lengths[index] if index >= 0 else at
        following = self.cuts[index + 1] if index + 1 < len(self.cuts) else moved
        return min(moved, following)  # inside what was cut, the place of the cut

    def _original(self, at: int) -> int:
        index = bisect_right(self.cuts, at) - 1
        return at + self.lengths[index] if index >= 0 else at
