"""Whatever is done to a file, reading it gives pages or an error for a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.config import Config
from pipeline.containers import file_name
from pipeline.errors import UnreadableError
from pipeline.readers import Member, Reader, archive, doc, docx, edxml, html, image, message, odt, pdf, rtf, text, xlsx
from tests.pipeline.readers import samples

LIST = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
SAMPLES = {
    "pdf": (pdf.READER, samples.pdf([(72, 100, "CHI THI")], [(72, 100, "hai")])),
    "ruled pdf": (pdf.READER, samples.ruled_pdf([["a", "b"], ["c", "d"]])),
    "png": (image.READER, samples.picture("PNG", (60, 80))),
    "jpeg": (image.READER, samples.picture("JPEG", (60, 80))),
    "tiff": (image.READER, samples.picture("TIFF", (60, 80), compression="tiff_lzw")),
    "bmp": (image.READER, samples.picture("BMP", (20, 30))),
    "heic": (image.READER, samples.picture("HEIF", (60, 80))),
    "webp": (image.READER, samples.picture("WEBP", (60, 80))),
    "docx": (
        docx.READER,
        samples.docx(samples.paragraph("Giao Sở Y tế", LIST) + samples.table(("a", "b"), ("c", "d"))),
    ),
    "odt": (odt.READER, samples.odt("<text:p>Kính gửi<text:s text:c='3'/>các sở</text:p>")),
    "xlsx": (xlsx.READER, samples.xlsx(("TT", "Nhiệm vụ"), (1, "Rà soát"))),
    "doc": (doc.READER, samples.doc("Kính gửi: các sở\rban, ngành\r")),
    "rtf": (rtf.READER, samples.rtf(rb"\trowd a\cell b\cell\row\pard Ch\u7881? th\'ec{\footnote g}\par")),
    "html": (html.READER, b"<html><table><tr><td>a<td>b</table><p>Ch&#7881; th&#7883;</html>"),
    "zip": (archive.READER, samples.package({"a.txt": "Chỉ thị", "../b/c.pdf": b"%PDF"})),
    "eml": (message.READER, samples.eml("Kính gửi", subject="Về họp", files={"Chỉ thị.pdf": b"%PDF"})),
    "edxml": (edxml.READER, samples.edxml({"a.txt": b"Chi thi"})),
    "text": (text.READER, "Chỉ thị số 05".encode()),
}
CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(min_size=0, max_size=6)), max_size=6)
SMALL = replace(Config(), max_pixels=500_000, ocr_dpi=20)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES, cut=st.none() | st.integers(0, 1 << 20))
def test_changed_bytes(name: str, changes: list[tuple[int, bytes]], cut: int | None, tmp_path: Path) -> None:
    reader, content = SAMPLES[name]
    changed = bytearray(content)
    for place, put in changes:
        place %= len(changed)
        changed[place : place + len(put)] = put
    path = tmp_path / "changed"
    path.write_bytes(changed[: cut % len(changed)] if cut is not None else changed)
    read_all(reader, path)


def read_all(reader: Reader, path: Path) -> None:
    try:
        for page in reader.read(path, SMALL):
            if reader.render:
                picture, dpi = reader.render(path, page.number, SMALL)
                assert picture.ndim == 3
                assert picture.size <= 3 * SMALL.max_pixels * 1.1
                assert dpi > 0
        for member in reader.members(path, SMALL) if reader.members else ():
            read_member(member)
    except UnreadableError as error:
        assert str(error)


def read_member(member: Member) -> None:
    assert file_name(member.name)
    try:
        assert all(isinstance(chunk, bytes) for chunk in member.chunks())
    except UnreadableError as error:
        assert str(error)


@pytest.mark.parametrize("name", SAMPLES)
def test_each_format_is_known_by_its_own_reader_only(name: str, tmp_path: Path) -> None:
    owner, content = SAMPLES[name]
    path = tmp_path / "file"
    path.write_bytes(content)
    readers = sorted({reader.name: reader for reader, _ in SAMPLES.values()}.values(), key=lambda r: r.rank)
    assert next(r for r in readers if r.recognises(content[:4096], path)) is owner
