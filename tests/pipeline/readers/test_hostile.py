"""Broken and hostile files: each a clear error or a clean result, in bounded time and memory, away from the tests."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable

import pytest

from tests.pipeline.readers import samples

SECONDS = 60
MEGABYTES = 1_500  # of address space beyond what the libraries take
LIMITED = """
import resource, sys, time
from dataclasses import replace
from pathlib import Path
from pipeline.config import Config
from pipeline.document import Document
from pipeline.errors import VanThuError
from pipeline.ocr.preparation import prepare
from pipeline.reading import open_source, read, reader_of
from pipeline.registry import discover
from pipeline import readers
from pipeline.readers import Reader
from pipeline.tools import Tools
import cv2, numpy, PIL.Image, pypdfium2, openpyxl

tools = Tools(Config(max_pages=2_000), None, tuple(sorted(discover(readers, Reader), key=lambda r: r.rank)), (), (), ())
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[2]), used + int(sys.argv[2])))


def look_at(path):
    document = read(Document(open_source(path, tools)), tools)
    reader = reader_of(document, tools)
    for page in document.pages[:3]:
        if reader.render:
            prepare(*reader.render(path, page.number, tools.config))
    for member in reader.members(path, tools.config) if reader.members else ():
        sum(map(len, member.chunks()))
    return f"read {len(document.pages)}"


for path in sorted(Path(sys.argv[1]).iterdir()):
    start = time.monotonic()
    try:
        end = look_at(next(path.iterdir()))
    except VanThuError as error:
        end = f"{type(error).__name__} {error}"
    print(path.name, round(time.monotonic() - start, 1), end, sep="|", flush=True)
"""


def png(width: int, height: int) -> bytes:
    """A PNG that says it is of this size and holds a little of it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(min(height, 60_000) * (width // 8 + 2)) if width * height < 1 << 31 else bytes(100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def packed(name: str, size: int, **others: bytes) -> bytes:
    """A ZIP file with a part of zeros or blanks of this size."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, content in others.items():
            archive.writestr(other, content)
        with archive.open(name, "w", force_zip64=True) as part:
            for _ in range(size >> 20):
                part.write(b" " * (1 << 20))
    return file.getvalue()


def raw_pdf(*objects: bytes, count: int | None = None) -> bytes:
    """A PDF of these objects without a table of places, as broken programs leave it."""
    file = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%sendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return file + b"trailer<</Root 1 0 R/Size %d>>" % (count or len(objects) + 1)


def stream(content: bytes, filters: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n" % (len(content), filters) + content + b"\nendstream"


CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%s>>"
FORM = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>stream\n/X Do\nendstream"
)


def exif(orientation: int) -> bytes:
    from PIL import Image

    data = Image.Exif()
    data[0x0112] = orientation
    return samples.picture("JPEG", (40, 60), exif=data)


def tiff_in_a_circle() -> bytes:
    """A TIFF whose first page is also the one that follows it."""
    content = bytearray(samples.picture("TIFF", (40, 60)))
    first = struct.unpack_from("<I", content, 4)[0]
    count = struct.unpack_from("<H", content, first)[0]
    struct.pack_into("<I", content, first + 2 + 12 * count, first)
    return bytes(content)


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "PDF with a password": ("a.pdf", lambda: samples.pdf([(72, 72, "a")], password="x")),
    "PDF cut off": ("a.pdf", lambda: samples.pdf([(72, 72, "a")])[:-600]),
    "PDF of nothing but its header": ("a.pdf", lambda: b"%PDF-1.7\n"),
    "PDF without pages": ("a.pdf", lambda: raw_pdf(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>")),
    "PDF that claims a billion pages": ("a.pdf", lambda: raw_pdf(CATALOG, PAGES.replace(b"1>>", b"999999999>>"))),
    "PDF whose pages are their own children": (
        "a.pdf",
        lambda: raw_pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    ),
    "PDF with a page of a hundred kilometres": (
        "a.pdf",
        lambda: raw_pdf(CATALOG, PAGES, (PAGE % b"").replace(b"595 842", b"2e8 2e8"), stream(b"")),
    ),
    "PDF with a drawing inside itself": (
        "a.pdf",
        lambda: raw_pdf(CATALOG, PAGES, PAGE % b"/Resources<</XObject<</X 5 0 R>>>>", stream(b"/X Do"), FORM),
    ),
    "PDF that unpacks to much": (
        "a.pdf",
        lambda: raw_pdf(
            CATALOG, PAGES, PAGE % b"", stream(zlib.compress(b" " * (300 << 20), 9), b"/Filter/FlateDecode")
        ),
    ),
    "PDF packed many times": (
        "a.pdf",
        lambda: raw_pdf(
            CATALOG,
            PAGES,
            PAGE % b"",
            stream(
                zlib.compress(zlib.compress(bytes(100 << 20), 9), 9), b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"
            ),
        ),
    ),
    "PDF after a byte order mark": ("a.pdf", lambda: b"\xef\xbb\xbf\r\n" + samples.pdf([(72, 72, "a")])),
    "PDF with more pages than allowed": ("a.pdf", lambda: samples.pdf(*[[] for _ in range(2_001)])),
    "picture of one by 60000": ("a.png", lambda: png(1, 60_000)),
    "picture of 60,000 by one": ("a.png", lambda: png(60_000, 1)),
    "strip of pixels": ("a.png", lambda: png(24, 60_000)),
    "picture of one pixel": ("a.png", lambda: png(1, 1)),
    "picture of too many pixels": ("a.png", lambda: png(60_000, 60_000)),
    "picture without pixels": ("a.png", lambda: png(0, 0)),
    "JPEG with an orientation that is none": ("a.jpg", lambda: exif(99)),
    "JPEG on its side": ("a.jpg", lambda: exif(8)),
    "JPEG with broken EXIF": ("a.jpg", lambda: exif(6).replace(b"Exif\0\0MM", b"Exif\0\0XX").replace(b"II*", b"I?*")),
    "TIFF whose pages go in a circle": ("a.tif", tiff_in_a_circle),
    "DOCX that unpacks to much": ("a.docx", lambda: packed("word/document.xml", 250 << 20)),
    "XLSX that unpacks to much": (
        "a.xlsx",
        lambda: packed("xl/sharedStrings.xml", 250 << 20, **{"xl/workbook.xml": b"<a/>"}),
    ),
    "DOCX with entities within entities": (
        "a.docx",
        lambda: samples.package(
            {
                "word/document.xml": "<!DOCTYPE x [<!ENTITY a '"
                + "b" * 9_000
                + "'>"
                + "".join(f"<!ENTITY a{n} '{f'&a{n - 1 if n else str()};' * 50}'>" for n in range(9))
                + "]><x>&a8;</x>"
            }
        ),
    ),
    "ZIP that unpacks to much": ("a.zip", lambda: packed("a.txt", 250 << 20)),
    "ZIP with ways out": ("a.zip", lambda: samples.package({"../../a.txt": "a", "/etc/b": "b"})),
    "ZIP with too many names": (
        "a.zip",
        lambda: samples.package({"a": "b"})[:-22] + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 9, 9, 1 << 30, 0, 0),
    ),
    "message in parts without end": (
        "a.eml",
        lambda: b"From: a\nTo: b\nSubject: c\n" + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 5_000,
    ),
    "RTF in groups without end": ("a.rtf", lambda: b"{\\rtf1" + b"{" * 500_000),
    "HTML in tables without end": ("a.html", lambda: b"<html>" + b"<table><tr><td>" * 100_000),
    "text of one line": ("a.txt", lambda: b"a" * (20 << 20)),
    "text that is a picture": ("a.txt", lambda: png(40, 60)),
    "zeros": ("a.pdf", lambda: bytes(1 << 20)),
}
ENDS = {
    "PDF with a password": "EncryptedFileError",
    "PDF after a byte order mark": "read 1",
    "PDF with more pages than allowed": "TooLargeError",
    "picture of one by 60000": "read 1",
    "strip of pixels": "read 1",
    "picture of one pixel": "read 1",
    "picture of too many pixels": "TooLargeError",
    "JPEG with an orientation that is none": "read 1",
    "JPEG on its side": "read 1",
    "DOCX that unpacks to much": "TooLargeError",
    "XLSX that unpacks to much": "TooLargeError",
    "ZIP that unpacks to much": "TooLargeError",
    "ZIP with ways out": "read 1",
    "ZIP with too many names": "TooLargeError",
    "RTF in groups without end": "DamagedFileError",
    "text that is a picture": "read 1",
}


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[float, str]]:
    """How reading each file ends, and after how many seconds."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, (name, make) in enumerate(FILES.values()):
        place = folder / f"{number:02}"
        place.mkdir()
        (place / name).write_bytes(make())
    command = [sys.executable, "-c", LIMITED, str(folder), str(MEGABYTES << 20)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=10 * SECONDS, check=False)
    names = list(FILES)
    lines = [line.split("|", 2) for line in done.stdout.splitlines() if line.count("|") >= 2]
    found = {names[int(number)]: (float(seconds), end) for number, seconds, end in lines}
    assert done.returncode == 0, f"after {list(found)[-1:]}: {done.stderr[-2000:]}"
    return found


@pytest.mark.parametrize("name", FILES)
def test_hostile_file(name: str, ends: dict[str, tuple[float, str]]) -> None:
    seconds, end = ends[name]
    assert end.startswith(ENDS.get(name, ""))
    assert seconds < SECONDS
