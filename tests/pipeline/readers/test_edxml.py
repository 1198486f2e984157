from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.errors import DamagedFileError
from pipeline.readers import edxml
from tests.pipeline.readers import samples


def put(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "goi.edxml"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("wrapped", [True, False], ids=["each in a ZIP file", "as they are"])
def test_files_inside(tmp_path: Path, wrapped: bool) -> None:
    files = {"5-CT.pdf": b"%PDF-1.7", "Phụ lục.docx": samples.docx(samples.paragraph("a"))}
    path = put(tmp_path, samples.edxml(files, wrapped=wrapped))
    assert {m.name: b"".join(m.chunks()) for m in edxml.members(path, Config())} == files


def test_envelope_says_what_it_is_about(tmp_path: Path) -> None:
    (page,) = edxml.read(put(tmp_path, samples.edxml({})), Config())
    assert page.reading
    assert page.reading.text == "Về rà soát hộ nghèo"


def test_broken_file_inside_is_told(tmp_path: Path) -> None:
    path = put(tmp_path, samples.edxml({"a.pdf": b"PK\x03\x04 cut off"}, wrapped=False))
    (member,) = edxml.members(path, Config())
    with pytest.raises(DamagedFileError):
        b"".join(member.chunks())


def test_only_envelopes_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert edxml.recognises("gói tin <edXML> gồm".encode(), path) is None
    assert edxml.recognises(b"<?xml version='1.0'?><other/>", path) is None
