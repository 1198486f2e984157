"""Relations of all citations: what the words around tell, and what a list, a bracket or a footnote hands on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.knowledge import Knowledge
from extractors.citations.clauses import clause_before, find_footnotes, list_head
from extractors.citations.relations import DEFAULT, Relation, relation_after, relation_before, relation_of_head
from extractors.letters import UPPER
from pipeline.document import Reference, Span

# What may stand between two citations of one list, type words and pinpoints apart.
_GLUE = re.compile(
    r"""[\s;,.–\-+*•()/]*(?:\[?\d{1,2}[.)\]]\s*)?
    (?:(?:và|hoặc|cùng|với|các|những|số|tại|của|đồng\ thời|là|như|là|gồm|cả)\b[\s,:]*)*
    (?:(?<=các\s)[^;.:\n]{2,70}:\s*)?(?:số\s*)?[(]?""",
    re.IGNORECASE | re.VERBOSE,
)
_PINPOINT_TAIL = re.compile(
    r"(?:(?:và|tại)\s+)?(?<!\w)(?:điểm|khoản|điều|mục|chương|phụ\s+lục|phần)\s[^;.]{1,120}$", re.IGNORECASE
)
_FARTHEST = 400
"""Characters between two citations of one list, what stands in brackets included."""
_ASIDE = re.compile(r"\([^()]*\)")
_NEW_NOTE = re.compile(r"[.;]\s*\n\s*(?:\[\d{1,2}\]|<sup>)")
# A full stop ends a list, unless the next item bears a label.
_NEW_SENTENCE = re.compile(r"\s*\.(?:/\.)?\s+(?![-–+*•]|\[?\d{1,2}[.)\]]|\(?[a-zđ]\))")
# A list of grounds or of papers to carry out goes on after a semicolon, whatever the last item says at length.
_OPENED = ("căn cứ", "thực hiện")
_NEXT_ITEM = re.compile(r";\s{1,3}(?:và\s+)?(?:các\s+)?$")
_ENDS_OPENED = re.compile(r"[.:]\s|\n\s*\n|\n[^\n]*[^;\s]\s*\n")
# "Theo đề nghị của Hội … tại Văn bản số 1 và Giám đốc Sở Nội vụ tại Tờ trình số 2".
_PROPOSED_TOO = re.compile(rf"\s*(?:,|;|và)\s+(?:của\s+)?(?=[{UPPER}])(?!Căn\s|Theo\s|Xét\s)[^;.\n]{{3,90}}?\s+tại\s+")
# Where `được sửa đổi bởi A và B` stops: what follows is cited by the paper itself again.
_ENDS_INWARD = re.compile(r"[;)\n]")
# "Sau 8 năm thực hiện Nghị quyết …, Tỉnh ủy đã ban hành nhiều kế hoạch[1]": a note on what somebody issued since.
_ISSUED_LATER = re.compile(r"\bban\s+hành\b")
# Straight marks open before a letter and after a blank or a bracket; all others close.
_QUOTES = re.compile(r"[“”\"](?:(?<!\")|(?<![^\s(]\")(?=\w)|(?<=[\w.,;:!?…)/]\"))")
_QUOTE_REACH = 2_000


def relate(
    text: str, found: Sequence[Reference], heads: Mapping[int, int], knowledge: Knowledge
) -> Iterator[Reference]:
    """Yield the references, which come in the order of the text, with their relations.

    One in the title of another is dẫn chiếu; one that goes on with a list has the relation of its first. `heads` tells
    for the place of a reference where the class is named that its list belongs to.
    """
    reader = _Reader(text, heads, knowledge)
    for reference in found:
        yield reader.read(reference)


class _Reader:
    """Goes through the citations of a text, keeping the list that the last ones stand in."""

    def __init__(self, text: str, heads: Mapping[int, int], knowledge: Knowledge) -> None:
        self._text = text
        self._heads = heads
        self._spans_of_heads = tuple((head, min(at for at in heads if heads[at] == head)) for head in heads.values())
        self._knowledge = knowledge
        self._footnotes = find_footnotes(text)
        self._end = 0  # of the last citation that is in no other's title
        self._outer: list[Reference] = []
        self._told = Relation(DEFAULT)
        # Citations in brackets behind the last of the list (a short name, above all) do not end it.
        self._aside: Reference | None = None
        self._told_aside = Relation(DEFAULT)
        self._in_title = False  # the last citation stood in the title of another

    def read(self, reference: Reference) -> Reference:
        """Return the next reference with its relation."""
        at = reference.span.start
        if at < self._end or any(head < at < first for head, first in self._spans_of_heads):
            self._in_title = True
            return _with(reference, Relation(DEFAULT, rule="nested"))
        beside = self._is_beside(at)
        if not beside:
            self._aside = None
        relation = self._handed_on(at) or self._by_head(reference) or self._by_words(reference) or self._at_mark(at)
        if relation is None or (relation.direction == "in" and self._in_title):
            relation = Relation(DEFAULT)
        self._in_title = False
        related = _with(reference, relation)
        if beside:
            self._aside, self._told_aside = related, relation
        else:
            self._outer.append(related)
            self._told = relation
        self._end = whole_of(related).end
        return related

    def _is_beside(self, at: int) -> bool:
        """Tell whether a place stands in brackets that were opened behind the last citation of the list."""
        if not self._outer:
            return False
        between = self._text[whole_of(self._outer[-1]).end : at]
        return "(" in between and "(" in _ASIDE.sub("", between)

    def _handed_on(self, at: int) -> Relation | None:
        """Return the relation of the list a citation goes on with, None where it begins a new one."""
        if not self._outer:
            return None
        last, told = (self._aside, self._told_aside) if self._aside else (self._outer[-1], self._told)
        end = whole_of(last).end
        between = self._text[end:at]
        if not _goes_on(between) and not (told.name == "căn cứ" and _PROPOSED_TOO.fullmatch(between)):
            return None
        inward_ends = told.direction == "in" and _ENDS_INWARD.search(self._text, end, at)
        return Relation(DEFAULT) if inward_ends else told

    def _by_head(self, reference: Reference) -> Relation | None:
        """Return the relation that the head of a list has, which stands before what else the head names."""
        head = self._heads.get(reference.span.start)
        if head is None:
            return None
        before = [outer for outer in self._outer if whole_of(outer).end <= head]
        start = whole_of(before[-1]).end if before else 0
        if before and _goes_on(self._text[start:head]):
            return Relation(before[-1].relation, before[-1].direction)
        return relation_before(clause_before(self._text, start, head), reference.doc_type or "", self._knowledge)

    def _by_words(self, reference: Reference) -> Relation | None:
        text, start = self._text, reference.span.start
        if is_quoted(text, start):  # what is quoted acts for another paper
            return Relation(DEFAULT, rule="quoted")
        lead = clause_before(text, self._end, start)
        word = text[start : start + len(reference.doc_type.split()[0]) + 12] if reference.doc_type else ""
        direct = relation_before(lead, word, self._knowledge)
        if direct is not None and direct.name != DEFAULT:
            return direct
        end = whole_of(reference).end
        after = relation_after(text[end : end + 90])
        if after is not None or direct is not None:
            return after or direct
        if self._opened_list_goes_on(start):
            return self._told
        head = list_head(text, start - len(lead))
        return relation_of_head(head, self._knowledge) if head else None

    def _opened_list_goes_on(self, start: int) -> bool:
        if not self._outer or self._told.name not in _OPENED:
            return False
        end = whole_of(self._outer[-1]).end
        return bool(_NEXT_ITEM.search(self._text[end:start])) and not _ENDS_OPENED.search(self._text, end, start)

    def _at_mark(self, at: int) -> Relation | None:
        """Return the relation of the clause whose footnote a citation stands in."""
        note = next((n for n in self._footnotes if n.start <= at < n.end), None)
        if note is None:
            return None
        clause = clause_before(self._text, 0, note.mark)
        cited = [r for r in self._outer if note.mark - len(clause) <= r.span.start < note.mark]
        if cited and _ISSUED_LATER.search(self._text, whole_of(cited[-1]).end, note.mark):
            return None
        if cited:
            return Relation(cited[-1].relation, cited[-1].direction, "whole", "footnote")
        return relation_before(clause, "", self._knowledge)


def _goes_on(between: str) -> bool:
    """Tell whether nothing but the glue of a list stands between two citations."""
    if len(between) > _FARTHEST or _NEW_NOTE.match(between) or _NEW_SENTENCE.match(between):
        return False
    return _GLUE.fullmatch(_PINPOINT_TAIL.sub(" ", _ASIDE.sub(" ", between)).rstrip(" ")) is not None


def is_quoted(text: str, at: int) -> bool:
    """Tell whether a place stands inside quotation marks, as the text of a law does that a paper quotes."""
    last = None
    for mark in _QUOTES.finditer(text, max(0, at - _QUOTE_REACH), at):
        last = mark
    return last is not None and (last.group() == "“" or (last.group() == '"' and _opens(text, last.start())))


def _opens(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace() or text[at - 1] == "("


def whole_of(reference: Reference) -> Span:
    """Return the span of a citation with its issuer and title."""
    return reference.whole or reference.span


def _with(reference: Reference, relation: Relation) -> Reference:
    extent = "part" if reference.pinpoint else relation.extent
    return replace(reference, relation=relation.name, direction=relation.direction, extent=extent)
