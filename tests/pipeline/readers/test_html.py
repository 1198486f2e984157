from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.document import Reading
from pipeline.readers import html


def reading(tmp_path: Path, content: bytes) -> Reading:
    path = tmp_path / "lich.doc"
    path.write_bytes(content)
    (page,) = html.read(path, Config())
    assert page.reading
    return page.reading


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<html><p>Chỉ\n  thị</p><p>số 5", "Chỉ thị\nsố 5", id="white space"),
        pytest.param("<html><title>x</title><style>p{}</style><body>a<br>b", "a\nb", id="what is not shown"),
        pytest.param("<html>Ch&#7881; th&#7883; &amp;c", "Chỉ thị &c", id="character references"),
        pytest.param("<html><b>Giao</b> <i>Sở</i> Y tế", "Giao Sở Y tế", id="inline"),
    ],
)
def test_text(tmp_path: Path, markup: str, text: str) -> None:
    assert reading(tmp_path, markup.encode()).text == text


def test_tables(tmp_path: Path) -> None:
    read = reading(tmp_path, b"<table><tr><th>TT</th><th>viec</th></tr><tr><td>1</td><td>ra soat</td></tr></table>")
    assert [[cell.of(read.text).strip() for cell in row] for row in read.tables[0].rows] == [
        ["TT", "viec"],
        ["1", "ra soat"],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_encoding_named_wrongly(tmp_path: Path, encoding: str) -> None:
    markup = "<html><meta charset='us-ascii'><p>Kế hoạch của Ủy ban nhân dân tỉnh</p>"
    assert "Kế hoạch của Ủy ban" in reading(tmp_path, markup.encode(encoding)).text


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b"\xef\xbb\xbf<!DOCTYPE html>", True),
        ("<html xmlns:o='x'>".encode("utf-16"), True),
        (b"<?xml version='1.0'?>\n<html>", True),
        (b"<?xml version='1.0'?>\n<edXML>", False),
        (b"5 < 7", False),
    ],
)
def test_recognises(head: bytes, known: bool) -> None:
    assert (html.recognises(head, Path("a")) is not None) is known


def test_cells_that_go_over_others_keep_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "bang.html"
    path.write_text(
        "<html><table><tr><th rowspan=2>TT</th><th colspan='2'>Phân công</th></tr>"
        "<tr><td>Chủ trì</td><td>Phối hợp</td></tr>"
        "<tr><td>1</td><td>Sở Y tế</td><td>Sở Nội vụ</td></tr></table></html>",
        "utf-8",
    )
    (page,) = html.read(path, Config())
    assert page.reading
    text = page.reading.text
    assert [[cell.of(text) for cell in row] for row in page.reading.tables[0].rows] == [
        ["TT", "Phân công", ""],
        ["", "Chủ trì", "Phối hợp"],
        ["1", "Sở Y tế", "Sở Nội vụ"],
    ]
