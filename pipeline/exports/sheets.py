"""Tasks as a workbook that a chief of office would print."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from corpus.knowledge import Knowledge
from pipeline.catalogue.recurrence import working_days_left
from pipeline.catalogue.task_rows import Saying
from pipeline.catalogue.tasks import Task
from pipeline.messages import day, moment, say
from pipeline.output import csv_text

COLUMNS = (
    ("STT", 5),
    ("Nhiệm vụ", 48),
    ("Vai trò", 9),
    ("Cơ quan", 22),
    ("Phối hợp", 18),
    ("Hạn", 12),
    ("Còn (ngày làm việc)", 8),
    ("Tình trạng", 11),
    ("Văn bản", 16),
    ("Mục", 7),
    ("Mã", 10),
    ("Ghi chú", 24),
)
FONT, SIZE, MARGIN = "Times New Roman", 12, 0.4  # points; inches
DAY = "dd/mm/yyyy"
MOST_SAYINGS = 3  # entries of the ledger in a sheet, the last
COLOURS = {"overdue": "FFF4CCCC", "done": "FFD9EAD3", "not applicable": "FFEEEEEE"}
STATES = {"open": "đang làm", "done": "đã xong", "overdue": "quá hạn", "not applicable": "không áp dụng"}


def state_of(task: Task, lang: str) -> str:
    """Return in words how a task stands."""
    if task.state == "done" and task.last_day:
        return say("xong muộn" if task.is_late else "xong đúng hạn", lang=lang)
    return say(STATES[task.state], lang=lang)


def limit_of(task: Task) -> str:
    """Return the last day of a task, or the words of its deadlines where they name no day."""
    if task.last_day:
        return task.last_day.isoformat()
    return "; ".join(" ".join(limit.text.split()) for limit in task.limits)


def left_of(task: Task, knowledge: Knowledge, as_of: date) -> int | None:
    """Return how many working days a task that waits has left, below nought when it is overdue."""
    waits = task.last_day and task.state in ("open", "overdue")
    return working_days_left(knowledge.calendar, as_of, task.last_day) if waits and task.last_day else None


def remarks_of(task: Task, lang: str) -> tuple[str, ...]:
    """Return in words what is to be known of a task beside its paper: later papers, other copies, what people said."""
    return tuple(say(template, *values, lang=lang) for template, *values in _remarks(task))


def _remarks(task: Task) -> Iterator[tuple[str, ...]]:
    if task.replaced_by:
        yield "Văn bản đã bị {} thay thế", task.replaced_by
    elif task.changed_by and not task.extensions:
        yield "Văn bản đã được {} sửa đổi; xem lại hạn", task.changed_by
    for extension in task.extensions if task.extended_to is None else ():
        yield "{} gia hạn đến {}; xem có phải việc này", extension.name, day(extension.day)
    if task.extended_to:
        yield "Đã gia hạn; văn bản ghi hạn {}", day(task.set_day) or "?"
    if task.copies:
        yield (
            "Có trong {} tệp: {}",
            str(len(task.copies) + 1),
            "; ".join((task.document_name, *(c.name for c in task.copies))),
        )
    for copy in task.copies:
        if copy.last_day and copy.last_day != task.set_day:
            yield "Tệp {} ghi hạn {}", copy.name, day(copy.last_day)


def said_of(saying: Saying, lang: str) -> str:
    """Return an entry of the ledger in words: when, who, and what they said."""
    said = [say(STATES[saying.state], lang=lang)] if saying.state else []
    said += [say("gia hạn đến {}", day(saying.due), lang=lang)] if saying.due else []
    told = " ".join(filter(None, ("; ".join(said), day(saying.day))))
    return ": ".join(
        filter(None, (" · ".join(filter(None, (moment(saying.said_at), saying.said_by, told))), saying.note))
    )


def workbook(tasks: Sequence[Task], knowledge: Knowledge, *, as_of: date, lang: str) -> bytes:
    """Return tasks as an XLSX file: one sheet, landscape A4, as wide as the paper, head and number on every page."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = say("Nhiệm vụ", lang=lang)
    sheet.append([say("THEO DÕI NHIỆM VỤ – đến ngày {}", as_of.strftime("%d/%m/%Y"), lang=lang)])
    sheet.append([say(name, lang=lang) for name, _ in COLUMNS])
    for number, task in enumerate(tasks, start=1):
        sheet.append([_plain(cell) for cell in _row(number, task, knowledge, as_of=as_of, lang=lang)])
    thin = Side(style="thin", color="FF999999")
    for row, task_of_row in zip(sheet.iter_rows(min_row=2), (None, *tasks), strict=True):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(thin, thin, thin, thin)
            cell.font = Font(FONT, SIZE, bold=task_of_row is None)
            if isinstance(cell.value, date):
                cell.number_format = DAY
            if task_of_row and task_of_row.state in COLOURS:
                cell.fill = PatternFill("solid", fgColor=COLOURS[task_of_row.state])
    sheet["A1"].font, sheet["A1"].alignment = Font(FONT, SIZE + 2, bold=True), Alignment(horizontal="center")
    _set_up(sheet, len(tasks) + 2, lang)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _set_up(sheet: Any, last: int, lang: str) -> None:
    """Make a sheet ready to be printed and to be gone through, its rows up to the last one."""
    from openpyxl.worksheet.properties import PageSetupProperties

    letters = "ABCDEFGHIJKL"
    for letter, (_, width) in zip(letters, COLUMNS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.merge_cells(f"A1:{letters[-1]}1")
    sheet.auto_filter.ref = f"A2:{letters[-1]}{last}"
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"
    sheet.oddFooter.center.text = say("Trang {}", "&P/&N", lang=lang)
    margins, paper = sheet.page_margins, sheet.page_setup
    margins.left = margins.right = margins.top = MARGIN
    paper.orientation, paper.paperSize, paper.fitToHeight = "landscape", 9, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def listing(tasks: Sequence[Task], knowledge: Knowledge, *, as_of: date, lang: str) -> str:
    """Return tasks as CSV, with the columns of the workbook."""
    columns = [say(name, lang=lang) for name, _ in COLUMNS]
    rows = (_row(number, task, knowledge, as_of=as_of, lang=lang) for number, task in enumerate(tasks, start=1))
    printed = ([cell.strftime("%d/%m/%Y") if isinstance(cell, date) else cell for cell in row] for row in rows)
    return csv_text(columns, printed)


def _row(number: int, task: Task, knowledge: Knowledge, *, as_of: date, lang: str) -> tuple[object, ...]:
    return (
        number,
        " ".join(task.text.split()),
        task.role,
        "; ".join(task.agencies),
        "; ".join(task.partners),
        task.last_day or limit_of(task),
        left_of(task, knowledge, as_of),
        " ".join(filter(None, (state_of(task, lang), day(task.done_on)))),
        " ".join(filter(None, (task.number or task.document_title or task.document_name, day(task.issued)))),
        task.section,
        task.id[:8],
        "\n".join((*remarks_of(task, lang), *(said_of(saying, lang) for saying in task.sayings[-MOST_SAYINGS:]))),
    )


def _plain(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell
