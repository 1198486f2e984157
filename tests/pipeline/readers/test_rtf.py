from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.document import Reading
from pipeline.errors import DamagedFileError
from pipeline.readers import rtf
from tests.pipeline.readers import samples


def reading(tmp_path: Path, content: bytes) -> Reading:
    path = tmp_path / "a.rtf"
    path.write_bytes(content)
    assert rtf.recognises(content[:4096], path)
    (page,) = rtf.read(path, Config())
    assert page.reading
    return page.reading


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        pytest.param(rb"CH\u7880?\par TH\u7882 ?\par\par\par a", "CHỈ\nTHỊ\n\na", id="letters and paragraphs"),
        pytest.param(rb"\f2 \'f0\'f4ng", "đông", id="letters of the font's encoding"),
        pytest.param(rb"\uc2\u7881\'3f\'3f xong", "ỉ xong", id="two letters stand in"),
        pytest.param(rb"\uc0\u7881 xong", "ỉxong", id="none stands in"),
        pytest.param(rb"{\u7881}?", "ỉ?", id="stand-ins end with the group"),
        pytest.param(rb"\u-10179?\u-8704?", "😀", id="letter of two codes"),
        pytest.param(rb"a\~b\_c\-d\{\}\\\endash\tab.", "a b-cd{}\\–\t.", id="signs"),
        pytest.param(b"a\\\nb\n c", "a\nb c", id="line ends"),
        pytest.param(rb"xem {\field{\*\fldinst HYPERLINK x}{\fldrslt trang}} 2", "xem trang 2", id="field"),
        pytest.param(rb"a{\*\la khong}{\pict 00ff}{\header x}{\deleted b}\v c\v0 d", "ad", id="not printed"),
        pytest.param(rb"{\listtext 1.\tab}Giao", "1.\tGiao", id="number of a list"),
        pytest.param(
            rb"{\*\shppict{\pict 00}}{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt HOP}}}", "HOP", id="text box"
        ),
        pytest.param(rb"{\pict\bin4 }}{{}sau", "sau", id="bytes of a picture"),
        pytest.param(rb"mot{\footnote ghi ch\'fa} hai\par", "mot hai\n\nghi chú", id="note at the end"),
    ],
)
def test_text(tmp_path: Path, body: bytes, shown: str) -> None:
    assert reading(tmp_path, samples.rtf(body)).text.strip("\n") == shown


def test_fonts_of_old_encodings_keep_their_bytes(tmp_path: Path) -> None:
    found = reading(tmp_path, samples.rtf(rb"\f1 C\'e9ng ho\'b5\f0  x"))
    assert found.text == "Céng hoµ x\n"
    assert [(run.span.of(found.text), run.font) for run in found.fonts] == [
        ("Céng hoµ", ".VnTime"),
        (" x", "Times New Roman"),
    ]


def test_tables_cell_by_cell(tmp_path: Path) -> None:
    body = (
        rb"dau\par\trowd\intbl TT\cell Nhi\u7879?m v\u7909?\cell\row\trowd\intbl 1\cell a\par b\cell\row\pard sau\par"
    )
    found = reading(tmp_path, samples.rtf(body))
    (table,) = found.tables
    assert [[cell.of(found.text) for cell in row] for row in table.rows] == [["TT", "Nhiệm vụ"], ["1", "a\nb"]]
    assert found.text.splitlines() == ["dau", "TT", "Nhiệm vụ", "1", "a", "b", "sau"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"{\\rtf1", id="cut off"),
        pytest.param(b"{\\rtf1}}}}}}", id="too many ends"),
        pytest.param(b"{\\rtf1\\ansicpg99999\\f99\\'ff\\", id="unknown encoding"),
        pytest.param(b"{\\rtf1 \\bin999999999 x}", id="more bytes than there are"),
        pytest.param(b"{\\rtf1\\u99999999\\uc99999999 x\\'}", id="numbers out of range"),
        pytest.param(b"{\\rtf1{\\fonttbl{\\f0" + b"{" * 400, id="fonts without end"),
        pytest.param(b"{\\rtf1" + b"\\cell\\row" * 9, id="cells without text"),
    ],
)
def test_broken_files_end(tmp_path: Path, content: bytes) -> None:
    assert len(reading(tmp_path, content).text) < 10


def test_groups_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedFileError):
        reading(tmp_path, b"{\\rtf1" + b"{" * 100_000)


def test_hostile_fonts_take_no_time(tmp_path: Path) -> None:
    start = time.monotonic()
    reading(tmp_path, b"{\\rtf1{\\fonttbl" + b"\\f1{}" * 60_000 + b"}}")
    assert time.monotonic() - start < 10
