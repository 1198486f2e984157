"""Deadlines joined to the tasks they limit, and to the bodies that must keep them and those they report to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from corpus.knowledge import Knowledge
from extractors.letters import UPPER
from extractors.predicates import acts
from extractors.tasks.sections import kind_of
from pipeline.document import Assignment, Deadline, Document, Section, Span

_LONGEST_WHAT = 240
_LONGEST_LABEL = 16
_TIME_LINE = 600
# A paragraph after a task that says when it is due: "Thời hạn chậm nhất 05 ngày …", "- Thời gian thực hiện: quý I".
_TIME_ALONE = re.compile(
    r"[\s./;]*(?:[-+•*]\s*)?(?:Thời\s+(?:hạn|gian)|Tiến\s+độ|Hoàn\s+thành)(?:\s+[^\W\d]+){0,3}\s*:?[^\n]{3,200}"
)

# "báo cáo kết quả về Sở Nội vụ (qua …)": the body that what is due goes to stands after one of these words.
_REPORTED_TO = re.compile(
    r"(?:báo\s+cáo|gửi|trình|nộp)(?:\s+(?:[^\W\d]+)){0,10}?\s+(?:về|đến|cho|tới|lên)\s+|"
    rf"(?:báo\s+cáo|trình|gửi)\s+(?=[{UPPER}])"
    r"|(?:kết\s+quả(?:\s+thực\s+hiện)?)\s+(?:với|về|đến)\s+"
)
_SENTENCE_END = re.compile(r"[.;](?=\s)|\n(?=\s*(?:[-+•]|\d+[.)]))")


def link(document: Document, knowledge: Knowledge) -> Document:
    """Join the deadlines of a document to its assignments, and say of each whom it binds and what falls due."""
    document = _named_after_issuer(document)
    assignments = tuple(
        replace(a, deadlines=tuple(_limits(a, index, document))) for index, a in enumerate(document.assignments)
    )
    document = replace(document, assignments=assignments)
    del knowledge
    deadlines = tuple(_bound(d, index, document) for index, d in enumerate(document.deadlines))
    return replace(document, deadlines=deadlines)


def _named_after_issuer(document: Document) -> Document:
    """Say of `Các đơn vị trực thuộc` whose they are: the issuer's."""
    issuer = document.heading.issuer if document.heading else None
    if not issuer:
        return document

    committee = _COMMITTEE.search(issuer)
    superior = committee.group() if committee else issuer

    def named(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_of_superior(name, superior) for name in names)

    assignments = tuple(
        replace(a, agencies=named(a.agencies), partners=named(a.partners)) for a in document.assignments
    )
    agencies = tuple(replace(m, name=named((m.name,))[0]) for m in document.agencies)
    return replace(document, assignments=assignments, agencies=agencies)


# "Ban Tổ chức Tỉnh ủy Thanh Hóa": what is under the committee that the issuer works for.
_COMMITTEE = re.compile(r"(?:Tỉnh ủy|Thành ủy|Đảng ủy)\s.+")
_DEPENDENT = re.compile(
    r"(?P<class>[Cc]ác (?!tổ chức (?:chính trị|đoàn thể|thành viên)|chi nhánh).*?trực thuộc)"
    r"(?: (?P<kind>Sở|Bộ|Cục|Ban|Tỉnh ủy|Thành ủy|Đảng ủy))?"
)


def _of_superior(name: str, superior: str) -> str:
    """Return `Các bệnh viện trực thuộc` or `… trực thuộc Sở` with the name of the body that they belong to."""
    match = _DEPENDENT.fullmatch(name)
    if match is None or not superior.startswith(match["kind"] or ""):
        return name
    # "Các đơn vị trực thuộc Sở Y tế", and of old "Các đơn vị trực thuộc" of the office that writes.
    return f"{match['class']} {superior}"


def _limits(assignment: Assignment, index: int, document: Document) -> Iterator[int]:
    """Yield the deadlines of a task: those in its words, in its row, on a line of its own, or over its section."""
    row = _row(assignment.span, document)
    own = _own_stretch(assignment, index, document)
    headings = tuple(_headings(assignment.span, document))
    for number, deadline in enumerate(document.deadlines):
        if deadline.observance:
            continue
        inside = (
            assignment.span.covers(deadline.span)
            or row.covers(deadline.span)
            or own.start <= deadline.span.start < own.end
        )
        if inside or any(span.covers(deadline.span) for span in headings):
            yield number


def _row(span: Span, document: Document) -> Span:
    """Return the row of a table that a span stands in; the span itself outside tables."""
    for table in document.tables:
        for row in table.rows:
            cells = [cell for cell in row if cell]
            if any(cell.overlaps(span) for cell in cells):
                return Span(min(c.start for c in cells), max(c.end for c in cells))
    return span


def _own_stretch(assignment: Assignment, index: int, document: Document) -> Span:
    """Return a task with what follows it up to the next one, where labelled lines or flattened cells give its time."""
    following = document.assignments[index + 1].span.start if index + 1 < len(document.assignments) else None
    end = min(following if following is not None else len(document.text.value), assignment.span.end + _TIME_LINE)
    if assignment.rule not in ("label", "table"):
        line = _TIME_ALONE.match(document.text.value, assignment.span.end, end)
        return Span(assignment.span.start, line.end()) if line else assignment.span
    return Span(assignment.span.start, max(assignment.span.end, end))


def _headings(span: Span, document: Document) -> Iterator[Span]:
    """Yield the headings that a span stands under: a year in one of them governs it."""
    text = document.text.value
    for section in document.outline:
        if section.level < 4 and section.span.covers(span) and section.span.start < span.start:
            heading = Span(section.span.start, min(_heading_end(section, document), span.start))
            leads_in = heading.of(text).rstrip().endswith(":")
            if len(heading) <= (_TIME_LINE if leads_in else 160):
                yield heading


def _heading_end(section: Section, document: Document) -> int:
    """Return where the words of a section's own end: at its first item if they lead in to it, else with their line."""
    text = document.text.value
    line = text.find("\n", section.span.start)
    below = (s.span.start for s in document.outline if s.span.start > section.span.start)
    first = next(below, len(text))
    if first < line or text[section.span.start : first].rstrip().endswith(":"):
        return first
    return len(text) if line < 0 else line


def _bound(deadline: Deadline, index: int, document: Document) -> Deadline:
    """Return a deadline with the bodies it binds, what is due, and whom it goes to."""
    text = document.text.value
    tasks = [a for a in document.assignments if index in a.deadlines]
    inner = [a for a in tasks if a.span.covers(deadline.span)] or tasks
    named = tuple(dict.fromkeys(name for task in inner for name in task.agencies))
    # The year at the head of a list of aims binds the issuer, whoever one of the aims may name.
    whole = inner is tasks and _issuer(deadline, document)
    sentence = _sentence(text, deadline.span)
    acting = (
        _acting(deadline.span, sentence, document) if not named or _is_later(deadline, inner, sentence, text) else ()
    )
    if acting and named and all(name.startswith(acting) for name in named):  # the same, called by a shorter name
        acting = ()
    agencies = acting or whole or named or _issuer(deadline, document) or _team(deadline, document)
    return replace(
        deadline,
        agencies=agencies or _owner(deadline, document),
        what=deadline.what or _shortened(sentence.of(text)),
        report_to=() if deadline.observance else _recipients(sentence, document),
    )


def _is_later(deadline: Deadline, tasks: list[Assignment], sentence: Span, text: str) -> bool:
    """Tell whether a deadline stands in a later sentence of its task, which can have a subject of its own.

    `…; chỉ đạo Sở Y tế công khai … mỗi quý` goes on with what the owner of the task must see to.
    """
    opens = text[: sentence.start].rstrip()[-1:] in (".", ";") and not _SEES_TO.match(text, sentence.start)
    return opens and any(a.rule != "table" and a.span.start < sentence.start < a.span.end for a in tasks)


def _issuer(deadline: Deadline, document: Document) -> tuple[str, ...]:
    """Return the issuer where a deadline limits an aim: nobody else is named there, and the paper binds itself."""
    issuer = document.heading.issuer if document.heading else None
    kinds = [kind_of(s.title) for s in document.outline if s.span.covers(deadline.span)]
    return (issuer,) if issuer and "aims" in kinds else ()


def _owner(deadline: Deadline, document: Document) -> tuple[str, ...]:
    """Return the bodies of the task that an article opens with, where a later paragraph of it sets the limit."""
    around = [s.span for s in document.outline if s.span.covers(deadline.span)]
    tasks = [a for a in document.assignments if a.agencies and around and around[-1].covers(a.span)]
    if not tasks or deadline.observance or tasks[0].span.start - around[-1].start > _LONGEST_LABEL:
        return ()
    owners = {a.agencies for a in tasks}
    return tasks[0].agencies if len(owners) == 1 else ()


def _team(deadline: Deadline, document: Document) -> tuple[str, ...]:
    """Return the team whose schedule gives a day: `Thời gian và địa điểm kiểm tra` is that of the `Đoàn kiểm tra`."""
    if deadline.rule != "heading":
        return ()
    # A table that follows a heading is none of the paragraphs that a section reaches over.
    above = [s for s in document.outline if s.span.start <= deadline.span.start][-1:]
    around = [s for s in document.outline if s in above or s.span.covers(deadline.span)]
    titles = [s.title for s in around if _SCHEDULE.match(s.title)]
    names = dict.fromkeys(name for a in document.assignments for name in a.agencies)
    teams = [n for n in names if (team := _TEAM.match(n)) and any(team["act"] in title.lower() for title in titles)]
    return (teams[0],) if len(teams) == 1 else ()


_SCHEDULE = re.compile(r"(?:Thời\s+gian|Lịch)\b", re.IGNORECASE)
_TEAM = re.compile(r"(?:Đoàn|Tổ)\s+(?:công\s+tác\s+)?(?P<act>thẩm định|kiểm tra|giám sát|thanh tra|khảo sát)")


def _sentence(text: str, span: Span) -> Span:
    """Return the sentence that a span stands in."""
    floor = max(0, span.start - 600)
    ends = [m.end() for m in _SENTENCE_END.finditer(text, floor, span.start)]
    start = ends[-1] if ends else floor
    after = _SENTENCE_END.search(text, span.end, min(len(text), span.end + 600))
    return Span(start, after.start() if after else min(len(text), span.end + 600))


def _shortened(sentence: str) -> str:
    words = " ".join(sentence.split()).strip(" -+•;.")
    return words if len(words) <= _LONGEST_WHAT else words[: _LONGEST_WHAT - 1].rsplit(" ", 1)[0] + "…"


# "hướng dẫn Ban Chỉ đạo các xã tổ chức sơ kết 01 năm", "Báo cáo tháng: Sở Tài chính tổng hợp": who is made to act.
_MAKES = r"(?:hướng\s+dẫn|chỉ\s+đạo|đôn\s+đốc|yêu\s+cầu|đề\s+nghị|giao)\s+"
_MADE_TO_ACT = re.compile(rf"(?:\b{_MAKES}(?:cho\s+)?|\w:\s+|\bthì\s+)$", re.IGNORECASE)
_SEES_TO = re.compile(r"\s*(?:hướng\s+dẫn|chỉ\s+đạo|đôn\s+đốc)\s")
_MAKES_ACT = re.compile(rf"\s+{_MAKES}", re.IGNORECASE)
# "Trước ngày 05/11 hằng năm, Sở X báo cáo", "… hoặc khi cần thiết, Sở X rà soát", "… kể từ khi nhận thì Sở X phải"
_THEN = re.compile(r"\s*\)?(?:\s+(?:hoặc|và)\s[^,.;:\n]{1,60})?(?:,|,?\s+thì)?\s+")
# "Trung tâm Chuyển đổi số (Sở Khoa học và Công nghệ) xử lý"
_BRACKET = re.compile(r"\s*\([^()\n]{1,80}\)")
# "Yêu cầu các sở, căn cứ Thông tư số …, trước ngày 10/01 hằng năm báo cáo"
_UNTIL_TIME = re.compile(r"[\s,(]*(?:căn\s+cứ\b[^.;]*,\s+)?")
_OPENING = re.compile(r"[\s\-+•*]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s*)?")


def _acting(span: Span, sentence: Span, document: Document) -> tuple[str, ...]:
    """Return the bodies that a sentence with a deadline has as its subject, or makes act."""
    text = document.text.value
    opening = _OPENING.match(text, sentence.start, sentence.end)
    first = opening.end() if opening else sentence.start
    index = bisect_left(document.agencies, sentence.start, key=lambda mention: mention.span.start)
    for mention in document.agencies[index:]:
        start = mention.span.start
        if mention.span.end > sentence.end:
            break
        after_time = start > span.end and _THEN.fullmatch(text, span.end, start)
        asked = start < span.start and _MADE_TO_ACT.search(text, sentence.start, start)
        if start != first and not after_time and not asked:
            continue
        names, end = _listed(start, sentence.end, document)
        waits = end <= span.start and _UNTIL_TIME.fullmatch(text, end, span.start)
        bracket = _BRACKET.match(text, end, sentence.end)
        at = bracket.end() if bracket else end
        acting = acts(text, at, sentence.end) and not _MAKES_ACT.match(text, at)
        if (end <= span.start or after_time) and (waits or acting):
            return names
    return ()


def _recipients(sentence: Span, document: Document) -> tuple[str, ...]:
    """Return the bodies that a sentence sends something to: those named right after its words for sending."""
    found = _REPORTED_TO.finditer(document.text.value, sentence.start, sentence.end)
    names = (name for match in found for name in _listed(match.end(), sentence.end, document)[0])
    return tuple(dict.fromkeys(names))


def _listed(at: int, end: int, document: Document) -> tuple[tuple[str, ...], int]:
    """Return the bodies of the list that begins at `at` and ends before `end`, and where it ends."""
    text = document.text.value
    mentions = document.agencies
    index = bisect_left(mentions, at, key=lambda mention: mention.span.start)
    names: list[str] = []
    done = at
    while index < len(mentions) and _joins(text[done : mentions[index].span.start]) and mentions[index].span.end <= end:
        names.append(mentions[index].name)
        done = mentions[index].span.end
        index += 1
    return tuple(dict.fromkeys(names)), done


def _joins(between: str) -> bool:
    """Tell whether nothing but a comma or `và` stands between two bodies of a list."""
    return not between or bool(re.fullmatch(r"\s*(?:[,;]\s*(?:và\s+)?|\s+(?:và|cùng)\s+)", between))
