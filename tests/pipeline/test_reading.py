from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.document import Document
from pipeline.errors import (
    DamagedFileError,
    EmptyFileError,
    TooLargeError,
    UnknownFormatError,
    UnreadableError,
    WrongSuffixError,
)
from pipeline.reading import open_source, read
from pipeline.tools import Tools
from tests.pipeline.readers import samples


def put(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "reader"),
    [
        ("a.txt", "Chỉ thị".encode(), "text"),
        ("khong duoi", "Chỉ thị".encode(), "text"),
        ("a.docx", samples.docx(samples.paragraph("a")), "docx"),
        ("a.doc", samples.docx(samples.paragraph("a")), "docx"),
        ("a.doc", b"<html>a", "html"),
        ("a.doc", samples.doc("a\r"), "doc"),
        ("a.pdf", samples.picture("PNG", (40, 50)), "image"),
        ("a.xlsx", samples.xlsx((1,)), "xlsx"),
        ("a.odt", samples.odt("<text:p>a</text:p>"), "odt"),
        ("a.pdf", samples.pdf([(72, 72, "a")]), "pdf"),
        ("a.zip", samples.package({"a.txt": "a"}), "zip"),
        ("a.rtf", samples.rtf(b"a"), "rtf"),
        ("a.doc", samples.rtf(b"a"), "rtf"),
        ("a.docx", samples.package({"a.txt": "a"}), "zip"),
        ("a.eml", samples.eml("Kính gửi"), "eml"),
        ("thu", samples.eml("Kính gửi"), "eml"),
        ("a.edxml", samples.edxml({"a.txt": b"a"}), "edxml"),
        ("goi.xml", samples.edxml({"a.txt": b"a"}), "edxml"),
        ("a.txt", "Từ: A\nSubject: không phải thư\n".encode(), "text"),
    ],
)
def test_format_is_told_by_content(tmp_path: Path, tools: Tools, name: str, content: bytes, reader: str) -> None:
    path = put(tmp_path, name, content)
    source = open_source(path, tools)
    assert (source.name, source.size, source.reader) == (name, len(content), reader)
    document = read(Document(source), tools)
    assert document.pages
    wrong = {"a.doc": "doc", "a.pdf": "pdf", "a.docx": "docx"}.get(name, reader) != reader
    container = ["container"] if reader in ("zip", "eml", "edxml") else []
    assert [note.code for note in document.notes] == [*(["wrong_suffix"] if wrong else []), *container]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.pdf", b"", EmptyFileError),
        ("a.pdf", b"khong phai PDF", WrongSuffixError),
        ("a.docx", samples.docx(samples.paragraph("a"))[:60], DamagedFileError),
        ("a.bin", bytes(range(256)), UnknownFormatError),
        ("a.zip", samples.package({"mimetype": "application/epub+zip"}), WrongSuffixError),
        ("a.epub", samples.package({"mimetype": "application/epub+zip"}), UnknownFormatError),
    ],
)
def test_what_cannot_be_read(
    tmp_path: Path, tools: Tools, name: str, content: bytes, error: type[UnreadableError]
) -> None:
    path = put(tmp_path, name, content)
    with pytest.raises(error):
        read(Document(open_source(path, tools)), tools)


def test_missing_file_and_folder(tmp_path: Path, tools: Tools) -> None:
    for path in (tmp_path / "khong co.pdf", tmp_path):
        with pytest.raises(UnreadableError):
            open_source(path, tools)


def test_too_large(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError):
        open_source(put(tmp_path, "a.txt", b"dai qua"), Tools.build(Config(max_bytes=3)))
