from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.errors import EncryptedFileError, UnknownFormatError, UnreadableError
from pipeline.readers import doc
from tests.pipeline.readers import samples


def text_of(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "cu.doc"
    path.write_bytes(content)
    assert doc.recognises(content[:4096], path)
    (page,) = doc.read(path, Config())
    assert page.reading
    return page.reading.text


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        pytest.param("CHỈ THỊ\rVề thu thuế\r", "CHỈ THỊ\nVề thu thuế\n", id="paragraphs"),
        pytest.param("một\x07hai\x07\x07ba\r", "một\nhai\nba\n", id="cells"),
        pytest.param("xem \x13 HYPERLINK x \x14trang\x15 này\r", "xem trang này\n", id="field"),
        pytest.param("trang \x13 PAGE \x15cuối\r", "trang cuối\n", id="field without result"),
        pytest.param("a\x01\x08b\x1ec\x1fd\r", "ab-cd\n", id="anchors and hyphens"),
        pytest.param("a\r\r\r\rb\r", "a\n\nb\n", id="empty paragraphs are one gap"),
    ],
)
def test_text(tmp_path: Path, stored: str, shown: str) -> None:
    assert text_of(tmp_path, samples.doc(stored)) == shown


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(samples.doc("a", flags=0x100), EncryptedFileError, id="password"),
        pytest.param(
            samples.compound({"EncryptedPackage": b"x" * 5000}), EncryptedFileError, id="DOCX with a password"
        ),
        pytest.param(samples.compound({"Workbook": b"x" * 5000}), UnknownFormatError, id="a sheet"),
        pytest.param(samples.doc("a", version=104), UnknownFormatError, id="Word 95"),
        pytest.param(samples.doc("a" * 3000)[:5000], UnreadableError, id="cut off"),
    ],
)
def test_faults_are_named(tmp_path: Path, content: bytes, error: type[UnreadableError]) -> None:
    with pytest.raises(error):
        text_of(tmp_path, content)
