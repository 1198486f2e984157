"""Excel sheets (XLSX), through openpyxl: every sheet a table."""

from __future__ import annotations

import warnings
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile
from zlib import error as BrokenStream

from pipeline.config import Config
from pipeline.document import Page, Span
from pipeline.errors import DamagedFileError, TooLargeError
from pipeline.readers import Reader
from pipeline.readers.manuscript import Manuscript
from pipeline.readers.packages import has_part, open_package

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKBOOK = "xl/workbook.xml"
LARGEST = 200 * 1024 * 1024  # bytes of all parts unpacked
MOST_ROWS, MOST_COLUMNS = 100_000, 200
BROKEN = (
    BadZipFile,
    BrokenStream,
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    NotImplementedError,
)
"""What openpyxl raises over a broken workbook."""


def recognises(head: bytes, path: Path) -> str | None:
    """Look for the workbook part."""
    return TYPE if has_part(head, path, WORKBOOK, ".xlsx") else None


def read(path: Path, config: Config) -> tuple[Page, ...]:
    """Return the filled cells of every sheet that is shown, each on a line of its own, row by row.

    Raises:
        DamagedFileError: not a whole workbook.
        TooLargeError: it unpacks to more than any paper's size.
    """
    del config
    from openpyxl import load_workbook

    with open_package(path) as package:
        package.part(WORKBOOK)
        if sum(info.file_size for info in package.archive.infolist()) > LARGEST:
            raise TooLargeError("Tệp {} bung ra quá lớn.", path.name)
    manuscript = Manuscript()
    with warnings.catch_warnings(), path.open("rb") as file:  # by its name, openpyxl refuses some
        warnings.simplefilter("ignore")  # of drawings and styles that openpyxl does not keep
        try:
            workbook = load_workbook(file, read_only=True, data_only=True)
            shown = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
            for sheet in shown or workbook.worksheets:
                rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
                manuscript.blank_line()
                manuscript.add_table(_aligned([cells for row in rows if (cells := _write_row(row, manuscript))]))
            workbook.close()
        except BROKEN as error:
            raise DamagedFileError("Tệp {} hỏng hoặc bị cắt cụt.", path.name) from error
    return (manuscript.page("xlsx"),)


def _write_row(row: tuple[object, ...], manuscript: Manuscript) -> dict[int, Span]:
    """Write the filled cells of a row; return them by their columns."""
    cells: dict[int, Span] = {}
    for column, value in enumerate(row):
        if value is None or not (text := _shown(value).strip()):
            continue
        manuscript.end_line()
        start = manuscript.length
        manuscript.put(text)
        cells[column] = Span(start, manuscript.length)
    manuscript.end_line()
    return cells


def _aligned(rows: list[dict[int, Span]]) -> list[list[Span]]:
    """Return rows in which each column keeps its place, empty cells too; columns without any text are left out."""
    columns = sorted({column for cells in rows for column in cells})
    aligned: list[list[Span]] = []
    for cells in rows:
        row: list[Span] = []
        at = next(iter(cells.values())).start
        for column in columns:
            cell = cells.get(column, Span(at, at))
            row.append(cell)
            at = cell.end
        aligned.append(row)
    return aligned


def _shown(value: object) -> str:
    """Return a value as a Vietnamese sheet shows it."""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


READER = Reader("xlsx", (".xlsx", ".xlsm"), 50, recognises, read)
