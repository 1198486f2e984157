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
    assert [len(row) for row in table.rows] == [3, 3, 1]
    assert table.rows[1][2].of(text) == "30/11/2025"
