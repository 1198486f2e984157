"""Plain text: UTF-8, UTF-16, or an old 8-bit encoding, with any line ends."""

from __future__ import annotations

import codecs
from pathlib import Path

from pipeline.config import Config
from pipeline.document import Page, Reading
from pipeline.errors import DamagedFileError
from pipeline.readers import Reader

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = frozenset(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}


def recognises(head: bytes, path: Path) -> str | None:
    """Take what has a byte order mark or no control characters that text does not have."""
    del path
    if any(head.startswith(mark) for mark, _ in MARKS):
        return "text/plain"
    return None if CONTROLS.intersection(head) else "text/plain"


def read(path: Path, config: Config) -> tuple[Page, ...]:
    """Return the whole text as one page without size."""
    del config
    text = decode(path.read_bytes(), path.name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return (Page(1, readings=(Reading("text", "text", text),)),)


def decode(content: bytes, name: str) -> str:
    """Return bytes as text: by their byte order mark, as UTF-8, or by the likeliest 8-bit encoding.

    Raises:
        DamagedFileError: no encoding fits.
    """
    from charset_normalizer import from_bytes

    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _decode(content, encoding, name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(content, cp_isolation=["cp1258", "cp1252", "utf-16", "utf-8"]).best()
    if best is None:
        raise DamagedFileError("Không giải mã được văn bản trong tệp {}.", name)
    return str(best)


def _decode(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DamagedFileError("Tệp {} bị cắt cụt hoặc sai bảng mã ({}).", name, encoding) from error


READER = Reader("text", (".txt", ".text", ".md"), 90, recognises, read)
