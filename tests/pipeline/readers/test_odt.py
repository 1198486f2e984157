from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.errors import DamagedFileError
from pipeline.readers import odt
from tests.pipeline.readers import samples


def text_of(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "ke hoach.odt"
    path.write_bytes(content)
    assert odt.recognises(content[:4096], path) == odt.TYPE
    (page,) = odt.read(path, Config())
    assert page.reading
    return page.reading.text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "<text:h>KẾ HOẠCH</text:h><text:p/><text:p>Giao<text:s text:c='2'/>Sở<text:tab/>A</text:p>",
            "KẾ HOẠCH\n\nGiao  Sở\tA\n",
        ),
        (
            "<text:p>doanh<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            "<text:p>theo luật</text:p></text:note-body></text:note> nghiệp</text:p>",
            "doanh1 nghiệp\n1 theo luật\n",
        ),
        ("<text:tracked-changes><text:p>cũ</text:p></text:tracked-changes><text:p>mới</text:p>", "mới\n"),
        (
            "<table:table><table:table-row><table:table-cell><text:p>TT</text:p></table:table-cell><table:table-cell>"
            "<text:p>Việc</text:p></table:table-cell></table:table-row></table:table>",
            "TT\nViệc\n",
        ),
    ],
    ids=["paragraphs", "note", "changes", "table"],
)
def test_text(tmp_path: Path, body: str, text: str) -> None:
    assert text_of(tmp_path, samples.odt(body)) == text


def test_cut_off(tmp_path: Path) -> None:
    with pytest.raises(DamagedFileError):
        text_of(tmp_path, samples.odt("<text:p>a</text:p>")[:-30])


def cell(text: str, name: str = "table-cell", settings: str = "") -> str:
    return f"<table:{name} {settings}><text:p>{text}</text:p></table:{name}>"


def rows_of(tmp_path: Path, *rows: str) -> tuple[str, list[list[str]]]:
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    path = tmp_path / "ke hoach.odt"
    path.write_bytes(samples.odt(f"<table:table>{body}</table:table>"))
    (page,) = odt.read(path, Config())
    assert page.reading
    text = page.reading.text
    return text, [[span.of(text).strip() for span in row] for row in page.reading.tables[-1].rows]


def test_covered_and_repeated_cells_keep_the_columns(tmp_path: Path) -> None:
    wide = cell("Phân công") + cell("ẩn", "covered-table-cell")
    _, rows = rows_of(tmp_path, wide + cell("Hạn"), cell("", settings="table:number-columns-repeated='2'") + cell("Q1"))
    assert rows == [["Phân công", "", "Hạn"], ["", "", "Q1"]]


def test_table_in_a_cell_is_written_once(tmp_path: Path) -> None:
    inner = f"<table:table><table:table-row>{cell('trong')}</table:table-row></table:table>"
    text, rows = rows_of(tmp_path, f"<table:table-cell>{inner}</table:table-cell>" + cell("ngoài"))
    assert text.split() == ["trong", "ngoài"]
    assert rows == [["trong", "ngoài"]]
