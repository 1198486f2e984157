from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.config import Config
from pipeline.readers import xlsx
from tests.pipeline.readers import samples


def test_cells_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "phu luc.xlsx"
    path.write_bytes(samples.xlsx(("TT", "Nhiệm vụ", "Thời hạn"), (1, "Rà soát", date(2025, 11, 30)), (2.5, None, "")))
    (page,) = xlsx.read(path, Config())
    assert page.reading
    text = page.reading.text
    assert text == "TT\nNhiệm vụ\nThời hạn\n1\nRà soát\n30/11/2025\n2.5\n"
    (table,) = page.reading.tables
    assert [[cell.of(text) for cell in row] for row in table.rows] == [
        ["TT", "Nhiệm vụ", "Thời hạn"],
        ["1", "Rà soát", "30/11/2025"],
        ["2.5", "", ""],
    ]


def test_cells_keep_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "phu luc.xlsx"
    path.write_bytes(samples.xlsx(("TT", None, "Nhiệm vụ", "Chủ trì"), (None, None, "Rà soát", "Sở Y tế")))
    (page,) = xlsx.read(path, Config())
    assert page.reading
    text = page.reading.text
    assert [[cell.of(text) for cell in row] for row in page.reading.tables[0].rows] == [
        ["TT", "Nhiệm vụ", "Chủ trì"],
        ["", "Rà soát", "Sở Y tế"],
    ]


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.worksheets[0].append(["Nhiệm vụ"])
    hidden = workbook.create_sheet("danh sach")
    hidden.append(["Sở Y tế"])
    hidden.sheet_state = "hidden"
    workbook.save(path := tmp_path / "phu luc.xlsx")
    (page,) = xlsx.read(path, Config())
    assert page.reading and page.reading.text == "Nhiệm vụ\n"
