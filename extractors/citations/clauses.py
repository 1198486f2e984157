"""The clause a citation stands in: where it begins, the head of its list, the mark that leads to its footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.letters import LOWER, UPPER

_REACH = 400
_LABEL = (
    r"(?:[-–+*•]\s|\d{1,2}(?:\.\d+)*[.)]\s|[a-zđ]\)\s|Điều\s\d+|Căn\scứ|[IVX]+[.-]\s|<sup>|\[\d|Kính\sgửi|Nơi\snhận"
    r"|\(Kèm|\(Ban\shành)"
)
# A stop before a capital, a line that ends with a stop, a line that opens with a label, a blank line after a short or
# a finished line. Papers whose every line is followed by a blank one are why a blank line alone ends nothing.
_BREAK = re.compile(
    rf"""(?<!\bTP)(?<!\bTr)[.!?](?:/\.)?\s+(?=[{UPPER}“"(])
      | (?<=[;.])[ \t]*\n\s*
      | :[ \t]*\n\s*
      | [:;][ ]+(?=(?:Căn\s+cứ|Thực\s+hiện|Triển\s+khai|Theo|Tại|Xét|Trên\s+cơ\s+sở|Điều|Khoản|Điểm)\s)
      | [:;.][ ]+(?=\d{{1,2}}[.)]\s[{UPPER}])
      | (?<!hoản\s\d)(?<!hoản\s\d\d)(?<!iểm\s[a-zđ])(?<!\stại)(?<!\scủa)(?<!\svà)\n\s*(?={_LABEL})
      | (?<=[^\n])\n[ \t]*\n\s*(?=[{UPPER}])
      | (?:(?<=\n)(?![{LOWER}])|^)(?![{UPPER}\s,]+\n[{UPPER}]{{2}})[^\n]{{1,40}}\n(?=[{UPPER}])""",
    re.VERBOSE,
)
# "…, cụ thể:", the heading of an article ("Điều 1. Bãi bỏ các văn bản sau đây"), a section of grounds ("I. CĂN CỨ").
_HEAD = re.compile(
    r"""(?:^|\n)(?P<head>(?=Điều\s\d)[^\n]{1,400}?
      |[^\n]{1,400}?:
      |(?:[IVX0-9]{1,4}(?:\.[0-9]{1,2})?[.)\-]\s*)?(?i:căn\ cứ)[^\n.;:]{0,60})[ \t]*\n\s*$""",
    re.VERBOSE,
)
_MARK = r"(?:\[(?P<number>\d{1,2})\]|<sup>(?P<raised>\d{1,2})</sup>)"
_NOTE = re.compile(rf"(?:^|\n)[ \t]*{_MARK}")
_ANY_MARK = re.compile(_MARK)
_NOTE_LENGTH = 2_500


def clause_before(text: str, start: int, at: int) -> str:
    """Return the words of the sentence at `at` that stand before it, not reaching back beyond `start`."""
    begin = max(start, at - _REACH)
    lead = text[begin:at]
    last = 0
    for match in _BREAK.finditer(lead):
        if match.group().strip() == "" and "\n" in match.group() and not _ends_paragraph(lead, match):
            continue
        last = match.end()
    return lead[last:]


def list_head(text: str, at: int) -> str | None:
    """Return the line before `at` when it opens a list: with a colon at its end, or as the heading of an article."""
    match = _HEAD.search(text[max(0, at - _REACH) : at])
    return match["head"].rstrip(":") if match else None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote at `start:end`, and where in the body its mark stands."""

    start: int
    end: int
    mark: int


def find_footnotes(text: str) -> tuple[Footnote, ...]:
    """Return the footnotes of a text that a mark in the body leads to, in order."""
    marks = [(match["number"] or match["raised"], match) for match in _ANY_MARK.finditer(text)]
    notes = {match.end(): match for match in _NOTE.finditer(text)}
    return tuple(_footnotes(text, marks, notes))


def _footnotes(
    text: str, marks: list[tuple[str, re.Match[str]]], notes: dict[int, re.Match[str]]
) -> Iterator[Footnote]:
    body: dict[str, int] = {}
    for index, (number, mark) in enumerate(marks):
        if mark.end() not in notes:
            body[number] = mark.start()
        elif number in body:
            following = marks[index + 1][1].start() if index + 1 < len(marks) else len(text)
            yield Footnote(mark.start(), min(following, mark.start() + _NOTE_LENGTH), body[number])


def _ends_paragraph(lead: str, match: re.Match[str]) -> bool:
    """Tell whether a blank line ends a paragraph: the line before it is finished, or too short to run on."""
    before = lead[: match.start()].rstrip()
    line = before[before.rfind("\n") + 1 :]
    return before.endswith((".", ";", ":", "!", "?")) or len(line) < 45 or match.group().count("\n") == 1
