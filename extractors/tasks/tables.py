"""Tasks in tables: one a row, with columns for the task, the body that leads, those that help, and the time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.bodies.actors import Actors
from extractors.bodies.enumerations import ActorList
from extractors.tasks.lead_patterns import LABEL, LEADS_WITH
from extractors.tasks.partners import find_partners
from extractors.tasks.roles import read_role
from pipeline.document import Assignment, Document, Part, Span, Table

Column = Literal["number", "task", "lead", "help", "time", "product"]

# Heads of columns, in the order in which they are tried: "Đơn vị phối hợp thực hiện" helps, it does not lead.
_HEADS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:s?\s?tt|số\s+tt|số\s+thứ\s+tự)\.?", re.IGNORECASE)),
    ("time", re.compile(r"(?:thời\s+(?:gian|hạn|điểm)|tiến\s+độ|lộ\s+trình|hạn\s+hoàn|năm\s+(?:thực|"
        r"hoàn)).{0,40}", re.IGNORECASE)),
    ("help", re.compile(r"(?:(?:các\s+)?(?:cơ\s+quan|"
        r"đơn\s+vị)(?:,\s*\w+\s+\w+)?\s+)?phối\s+hợp.{0,30}", re.IGNORECASE)),
    (
        "lead",
        re.compile(
            r"(?:(?:các\s+)?(?:cơ\s+quan|đơn\s+vị|bộ\s+phận)(?:,\s*(?:đơn\s+vị|địa\s+phương))?(?:/\w+\s+\w+)?\s+)"
            r"(?:chủ\s+trì|thực\s+hiện|chịu\s+trách|đầu\s+mối|được\s+giao).{0,40}|chủ\s+trì.{0,25}|"
                r"trách\s+nhiệm\s+thực\s+hiện|phân\s+công(?:\s+(?:nhiệm\s+vụ|trách\s+nhiệm|tổ\s+chức|thực\s+hiện)){0,2}",
            re.IGNORECASE,
        ),
    ),
    ("product", re.compile(r"(?:sản\s+phẩm|kết\s+quả|đầu\s+ra|ghi\s+chú|kinh\s+phí|nguồn).{0,40}", re.IGNORECASE)),
    (
        "task",
        re.compile(r"(?:tên\s+)?(?:các\s+)?(?:nhóm\s+)?(?:nhiệm\s+vụ|nội\s+dung|công\s+việc|chỉ\s+tiêu|hoạt\s+động|"
            r"danh\s+mục|mục\s+tiêu).{0,60}", re.IGNORECASE),
    ),
)  # fmt: skip
_ROW = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}\.?|[a-zđ]\)?")
# "1. Rà soát quy hoạch": the number in the cell of the task itself.
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,2}){0,3})[.)]\s+")
_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-H])\.?(?:\s+\D.*)?")
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line outside ruled tables, numbers alone on a line kept: they begin rows."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its label, its task, and the cells of who leads and who helps, its own or `spanning` from a row above."""

    label: str
    task: Span
    lead: ActorList
    help: tuple[str, ...]
    leads: bool
    spanning: bool = False


def find_table_tasks(document: Document, actors: Actors) -> Iterator[Assignment]:
    """Yield the tasks of the tables of a document, ruled ones and those whose cells are only lines any more."""
    for table in document.tables:
        for row in _ruled_rows(table, actors):
            yield _assignment(row, actors)
    for lines in _flat_parts(document.text.value, document.parts, document.tables):
        for row in _flat_rows(lines, actors):
            yield _assignment(row, actors)


def flat_tables(document: Document) -> tuple[Span, ...]:
    """Return where tables stand whose cells are only lines any more: from their heads to the end of their part."""
    flat = _flat_parts(document.text.value, document.parts, document.tables)
    return tuple(Span(lines[0].span.start, lines[-1].span.end) for lines in flat)


def _assignment(row: _Row, actors: Actors) -> Assignment:
    first, last = row.lead.actors[0].span, row.lead.actors[-1].span
    predicate = row.task.of(actors.text)
    return Assignment(
        span=row.task,
        rule="table",
        confidence=0.6 if row.spanning else 0.85,
        agencies=row.lead.names,
        agency_as_written=" ".join(actors.text[first.start : last.end].split()),
        role="chủ trì" if row.leads else read_role(None, predicate),
        partners=tuple(name for name in row.help if name not in row.lead.names),
        section=row.label or None,
    )


@lru_cache(maxsize=4096)
def column_of(head: str) -> Column | None:
    """Return what a column holds, by its head; None for words that head no column."""
    words = " ".join(head.split()).strip("*| .:")
    return next((column for column, pattern in _HEADS if pattern.fullmatch(words)), None)


def time_cells(document: Document) -> tuple[Span, ...]:
    """Return the cells of the columns of times of all ruled tables, in order, without the head."""
    text = document.text.value
    found: list[Span] = []
    for table in document.tables:
        column: int | None = None
        for cells in table.rows:
            heads = [column_of(cell.of(text)) for cell in cells]
            if "time" in heads and sum(head is not None for head in heads) > 1:
                column = heads.index("time")
            elif column is not None and column < len(cells):
                found.append(_trimmed(cells[column], text))
    return tuple(sorted(cell for cell in found if cell))


def _ruled_rows(table: Table, actors: Actors) -> Iterator[_Row]:
    columns: dict[Column, int] = {}
    leads = False
    above: _Row | None = None
    for cells in table.rows:
        heads = {column: i for i, cell in enumerate(cells) if (column := column_of(cell.of(actors.text)))}
        if "task" in heads and "lead" in heads:
            columns, leads = heads, "trì" in cells[heads["lead"]].of(actors.text).lower()
            above = None
        elif columns and max(columns.values()) < len(cells):
            named = {column: _trimmed(cells[i], actors.text) for column, i in columns.items()}
            above = _ruled_row(named, actors, above, leads=leads)
            if above:
                yield above


def _ruled_row(cells: dict[Column, Span], actors: Actors, above: _Row | None, *, leads: bool) -> _Row | None:
    """Return the task of a row; a cell of bodies that is empty is that of the row above, as one cell for both."""
    task, lead, helping = cells["task"], cells["lead"], cells.get("help")
    label = cells["number"].of(actors.text).strip(" .") if "number" in cells else ""
    number = None if label else _NUMBER.match(actors.text, task.start, task.end)
    if number:
        label, task = number[1], Span(number.end(), task.end)
    if len(task) < _SHORTEST:
        return None
    # "Chủ trì: Sở Y tế. Phối hợp: Sở Tài chính.", "Sở Y tế chủ trì, phối hợp với Sở Tài chính": one cell for both.
    told = LABEL.match(actors.text, lead.start, lead.end)
    named = actors.read(told.end() if told else lead.start, lead.end) if lead else None
    helpers = actors.read(helping.start, helping.end) if helping else None
    if named is not None:
        leading = LEADS_WITH.match(actors.text, named.end, lead.end) is not None
        leads = leads or leading or (told is not None and told["alone"] == "Chủ trì")
        partners = helpers.names if helpers else () if helping else find_partners(actors, lead, named.names)
        return _Row(label, task, named, partners, leads)
    heads_a_group = _GROUP.fullmatch(label) or task.of(actors.text).isupper()
    if lead or above is None or heads_a_group:
        return None
    return _Row(label, task, above.lead, helpers.names if helpers else above.help, leads, spanning=True)


def _trimmed(cell: Span, text: str) -> Span:
    words = cell.of(text)
    start = cell.start + len(words) - len(words.lstrip())
    return Span(start, max(start, cell.end - len(words) + len(words.rstrip())))


@lru_cache(maxsize=2)
def _flat_parts(text: str, parts: tuple[Part, ...], tables: tuple[Table, ...]) -> tuple[tuple[_Line, ...], ...]:
    """Return the lines of each part from the heads of its first flat table on; parts without one are left out."""
    cells = sorted(cell for table in tables for row in table.rows for cell in row if cell)
    found: list[tuple[_Line, ...]] = []
    for part in parts:
        lines = tuple(line for line in _lines(text, part.span) if not _is_covered(line.span, cells))
        first = next((index for index in range(len(lines)) if _heads_at(lines, index)), None)
        if first is not None:
            found.append(lines[first:])
    return tuple(found)


def _lines(text: str, part: Span) -> Iterator[_Line]:
    for match in _PRINTED.finditer(text, part.start, part.end):
        yield _Line(Span(match.start(), match.end()), match.group())


_PRINTED = re.compile(r"\S(?:[^\n]*\S)?")


def _is_covered(line: Span, cells: Sequence[Span]) -> bool:
    """Tell whether one of the cells, sorted and apart from each other, overlaps a line."""
    index = bisect_left(cells, line)
    return any(cell.overlaps(line) for cell in cells[max(0, index - 1) : index + 1])


def _flat_rows(lines: Sequence[_Line], actors: Actors) -> Iterator[_Row]:
    """Yield the rows of tables whose cells stand one a line below the lines of their heads."""
    index, group, leads, helps = 0, "", None, False
    while index < len(lines):
        heads = _heads_at(lines, index)
        if heads:
            kinds = [column_of(line.text) for line in heads]
            leads = any("trì" in line.text.lower() for line, kind in zip(heads, kinds, strict=True) if kind == "lead")
            helps, group = "help" in kinds, group
            index += len(heads)
        elif leads is not None and _GROUP.fullmatch(lines[index].text):
            group = lines[index].text.split()[0].rstrip(".")
            index += 1
        elif leads is not None and _ROW.fullmatch(lines[index].text):
            cells = _cells_of(lines, index + 1)
            row = _flat_row(cells, actors, helps=helps)
            if row is not None:
                number = lines[index].text.rstrip(".")
                yield _Row(f"{group}.{number}" if group else number, *row, leads)
            index += 1 + len(cells)
        else:
            index += 1


def _heads_at(lines: Sequence[_Line], index: int) -> Sequence[_Line]:
    """Return the lines from `index` on that head columns, if they head a table of tasks."""
    end = index
    while end < len(lines) and len(lines[end].text) <= 60 and column_of(lines[end].text):
        end += 1
    kinds = {column_of(line.text) for line in lines[index:end]}
    return lines[index:end] if {"task", "lead"} <= kinds else ()


def _cells_of(lines: Sequence[_Line], index: int) -> Sequence[_Line]:
    end = index
    while end < len(lines) and not (
        _ROW.fullmatch(lines[end].text) or _GROUP.fullmatch(lines[end].text) or _heads_at(lines, end)
    ):
        end += 1
    return lines[index:end]


def _flat_row(cells: Sequence[_Line], actors: Actors, *, helps: bool) -> tuple[Span, ActorList, tuple[str, ...]] | None:
    """Tell the cells of a row apart: the task goes on to the line that is a list of bodies from end to end."""
    for index in range(1, len(cells)):
        found = _list_at(cells, index, actors)
        if found is None:
            continue
        lead, used = found
        task = Span(cells[0].span.start, cells[index - 1].span.end)
        if len(task) < _SHORTEST:
            return None
        helpers = _list_at(cells, index + used, actors) if helps else None
        return task, lead, helpers[0].names if helpers else ()
    return None


def _list_at(cells: Sequence[_Line], index: int, actors: Actors) -> tuple[ActorList, int] | None:
    """Return the list of bodies that fills one line, or the two or three that a narrow column broke; and how many."""
    for used in range(min(3, len(cells) - index), 0, -1):
        end = cells[index + used - 1].span.end
        found = actors.read(cells[index].span.start, end)
        if found is not None and not actors.text[found.end : end].strip(" .;,"):
            return found, used
    return None
