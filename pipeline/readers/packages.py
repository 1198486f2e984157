"""ZIP packages of XML parts, as Word, Excel and LibreOffice write them, opened within bounds."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from pipeline.errors import DamagedFileError, EncryptedFileError, TooLargeError

SIGNATURE = b"PK\x03\x04"
LARGEST_PART = 48 * 1024 * 1024  # bytes of XML; ten thousand pages of text
CHUNK = 65_536  # bytes
LARGEST_DIRECTORY = 8 * 1024 * 1024  # bytes; some hundred thousand names
TAIL = 66_000  # bytes at the end of a ZIP file in which its list is pointed to, after the longest comment
DEEPEST = 200  # elements within elements
ENCRYPTED = 0x1  # ZIP, general purpose bit 0
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises over a broken package."""


@dataclass(frozen=True, slots=True)
class Package:
    """An open package; `name` is the file's."""

    name: str
    archive: zipfile.ZipFile

    def part(self, name: str) -> ElementTree.Element | None:
        """Return the root of an XML part, None where the package has no such part.

        Raises:
            DamagedFileError: the part is broken.
            TooLargeError: it is larger or deeper than any paper's.
            EncryptedFileError: it cannot be read without a password.
        """
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & ENCRYPTED:
            raise EncryptedFileError("Tệp {} được bảo vệ bằng mật khẩu.", self.name)
        try:
            with self.archive.open(info) as file:
                content = file.read(LARGEST_PART + 1)
        except (*BROKEN, KeyError) as error:
            raise DamagedFileError("Tệp {} hỏng hoặc bị cắt cụt.", self.name) from error
        if len(content) > LARGEST_PART:
            raise TooLargeError("Tệp {} bung ra quá lớn.", self.name)
        return parsed(content, self.name)


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """Open a package.

    Raises:
        DamagedFileError: no whole ZIP file.
        TooLargeError: it lists more files than any package has.
    """
    try:
        if _directory_size(path) > LARGEST_DIRECTORY:
            raise TooLargeError("Tệp {} chứa quá nhiều tệp con.", path.name)
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise DamagedFileError("Tệp {} hỏng hoặc bị cắt cụt.", path.name) from error
    with archive:
        yield Package(path.name, archive)


def has_part(head: bytes, path: Path, part: str, suffix: str) -> bool:
    """Tell whether a file is a package with such a part; of one too broken to look into, the name decides."""
    if not head.startswith(SIGNATURE):
        return False
    try:
        if _directory_size(path) > LARGEST_DIRECTORY:
            return path.suffix.lower() == suffix
        with zipfile.ZipFile(path) as archive:
            return part in archive.NameToInfo
    except BROKEN:
        return path.suffix.lower() == suffix


def _directory_size(path: Path) -> int:
    """Return how many bytes a ZIP file's list of contents has, which is read whole; 0 where it is not found."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        tail = file.read()
    at, at_64 = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    if at < 0 or len(tail) < at + 22:
        return 0
    size = int(struct.unpack_from("<I", tail, at + 12)[0])
    if at_64 >= 0 and len(tail) >= at_64 + 56:  # ZIP64 keeps its numbers there
        size = max(size if size < 0xFFFFFFFF else 0, int(struct.unpack_from("<Q", tail, at_64 + 40)[0]))
    return size


def parsed(content: bytes, name: str) -> ElementTree.Element:
    """Return the root of an XML document.

    Raises:
        DamagedFileError: it is broken.
        TooLargeError: its elements are nested deeper than any paper's.
    """
    depth = 0
    parser: Any = ElementTree.XMLPullParser(("start", "end"))
    root: ElementTree.Element | None = None
    try:
        for start in range(0, len(content), CHUNK):
            parser.feed(content[start : start + CHUNK])
            for event in parser.read_events():
                root = event[1] if root is None else root
                depth += 1 if event[0] == "start" else -1
                if depth > DEEPEST:
                    raise TooLargeError("Tệp {} lồng nhau quá sâu.", name)
        parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise DamagedFileError("Tệp {} có phần bị hỏng.", name) from error
    if root is None:
        raise DamagedFileError("Tệp {} có phần bị hỏng.", name)
    return root
