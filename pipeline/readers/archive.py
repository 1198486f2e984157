"""ZIP archives: the files inside, each a document of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from pipeline.config import Config
from pipeline.document import Page, Reading
from pipeline.errors import DamagedFileError, EncryptedFileError, TooLargeError
from pipeline.readers import Member, Reader
from pipeline.readers.packages import BROKEN, ENCRYPTED, SIGNATURE, open_package

EMPTY = b"PK\x05\x06"  # what an archive without files begins with
PARTS = frozenset(("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"))  # of packages that are one document
UTF_8 = 0x800  # general purpose bit 11: the name is UTF-8
LITTER = ("__macosx/", "thumbs.db", ".ds_store", "desktop.ini")
CHUNK = 1 << 16  # bytes
STEEPEST, ALWAYS_FINE = 300, 16 << 20  # unpacked bytes for one packed, and size up to which no one asks


def recognises(head: bytes, path: Path) -> str | None:
    """Take archives, not packages of other programs' documents; of a broken one the name decides."""
    if not head.startswith((SIGNATURE, EMPTY)):
        return None
    try:
        with open_package(path) as package:
            return None if PARTS & package.archive.NameToInfo.keys() else "application/zip"
    except (DamagedFileError, TooLargeError):
        return "application/zip" if path.suffix.lower() == ".zip" else None


def read(path: Path, config: Config) -> tuple[Page, ...]:
    """Return one empty page, for an archive says nothing itself.

    Raises:
        DamagedFileError: no whole ZIP file.
        TooLargeError: it lists more files than any archive of papers.
    """
    del config
    with open_package(path):
        return (Page(1, readings=(Reading("text", "zip", ""),)),)


def members(path: Path, config: Config) -> Iterator[Member]:
    """Yield the files inside, folders and what operating systems leave behind not.

    Raises:
        DamagedFileError: no whole ZIP file.
        TooLargeError: it lists more files than any archive of papers.
    """
    del config
    with open_package(path) as package:
        for info in package.archive.infolist():
            name = _name(info)
            if not name.endswith("/") and not any(litter in name.lower() for litter in LITTER):
                yield Member(name, _Content(package.archive, info, path.name))


class _Content:
    """The bytes of one file inside, each time it is called."""

    def __init__(self, archive: ZipFile, info: ZipInfo, name: str) -> None:
        self._archive, self._info, self._name = archive, info, name

    def __call__(self) -> Iterator[bytes]:
        info = self._info
        if info.flag_bits & ENCRYPTED:
            raise EncryptedFileError("Tệp {} được bảo vệ bằng mật khẩu.", self._name)
        if info.file_size > max(ALWAYS_FINE, STEEPEST * info.compress_size):
            raise TooLargeError("Tệp {} bung ra quá lớn.", self._name)
        try:
            with self._archive.open(info) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except (*BROKEN, KeyError, IndexError) as error:
            raise DamagedFileError("Tệp {} hỏng hoặc bị cắt cụt.", self._name) from error


def _name(info: ZipInfo) -> str:
    """Return a file's name; many programs write UTF-8 without saying so."""
    if info.flag_bits & UTF_8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


READER = Reader("zip", (".zip",), 55, recognises, read, members=members)
