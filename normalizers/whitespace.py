"""Whitespace: blanks as a careful typist sets them. Lines, blank lines, indents and gaps between columns are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.knowledge import Knowledge
from normalizers import Normalizer
from normalizers.words import is_valid
from pipeline.document import Document, Edit, Span

# A gap this wide parts columns, such as the two of the head, unless small letters on both sides say that a line was
# justified; so does a tab.
_BLANKS = re.compile(
    r"""
    (?P<end> [\ \t]+ (?=\n|\Z) )
  | (?P<gap> (?<=\S) (?: [\ ]{2,} | [\ ]*\t[\ \t]* ) (?=\S) )
  | (?P<before> (?<=[\w)\]”’"%]) \  (?= [,;:.!?] (?:\s|\Z) | [)\]”](?!\w) ) )     # "công tác , như", "(khoá XI )"
  | (?P<inside> (?<=[(\[“]) \ (?=\S) )
    """,
    re.VERBOSE,
)
_WIDE = 4
_CLOSES = re.compile(r"[,;:.!?](?:\s|\Z)|[)\]”](?!\w)")

# Abbreviations that stand before a post: "KT.GIÁM ĐỐC". "TT.HĐND" in a list of recipients is printed so, and stays.
_SIGNED_FOR = re.compile(r"\b(?:KT|TM|TL|TUQ|TUN)\.(?=[A-ZĐÀ-Ỵ][A-ZĐÀ-Ỵa-zà-ỹđ]+)")
# "dân,tham": only between small letters, so that codes, addresses and decimal numbers stay.
_CROWDED = re.compile(r"(?<![\w@/.-])(?P<one>[^\W\d_]+)(?P<sign>[,;:.])(?P<two>[^\W\d_]+)(?![\w@/]|[.-]\w)")


def propose(document: Document, knowledge: Knowledge) -> list[Edit]:
    """Propose blanks to take out and blanks to put in."""
    del knowledge
    text = document.text.value
    edits = [*_superfluous(text), *_missing(text)]
    return sorted(edits, key=lambda edit: edit.span)


def _superfluous(text: str) -> Iterator[Edit]:
    for match in _BLANKS.finditer(text):
        kind = match.lastgroup or ""
        if kind == "gap":
            new = _gap(text, match)
        else:
            new = match.group() if kind == "before" and _begins_line(text, match.start()) else ""
        if new != match.group():
            yield Edit(Span(*match.span()), match.group(), new, f"whitespace:{kind}", 1.0)


def _gap(text: str, match: re.Match[str]) -> str:
    """Return what a run of blanks inside a line shall be: one blank, none beside a sign, itself between columns."""
    before, after = text[match.start() - 1], text[match.end()]
    if _CLOSES.match(text, match.end()) and (before.isalnum() or before in ')]”’"%'):
        return ""
    justified = (before.islower() or before in ",;") and after.islower()
    if (len(match.group()) >= _WIDE or "\t" in match.group()) and not justified:
        return match.group()
    return "" if before in "([“" else " "


def _begins_line(text: str, offset: int) -> bool:
    return text.rfind("\n", 0, offset) == offset - 1


def _missing(text: str) -> Iterator[Edit]:
    for match in _SIGNED_FOR.finditer(text):
        yield Edit(Span(match.end() - 1, match.end()), ".", ". ", "whitespace:post", 0.98)
    for match in _CROWDED.finditer(text):
        sign = Span(*match.span("sign"))
        if _is_prose(match["one"], match["sign"], match["two"]):
            yield Edit(sign, match["sign"], match["sign"] + " ", "whitespace:after", 0.95)


def _is_prose(one: str, sign: str, two: str) -> bool:
    """Tell whether a sign between two words ends a part of a sentence: `dân,tham`, `an toàn.Tập`."""
    if len(one) < 2 or len(two) < 2 or not (is_valid(one) and is_valid(two)):
        return False
    if sign == ".":
        return one.islower() and two[0].isupper() and two[1:].islower()
    return one[1:].islower() and two[1:].islower()


NORMALIZER = Normalizer("whitespace", 30, propose)
