"""Plain text: UTF-8, UTF-16, or an old 8-bit encoding, with any line ends."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

from normalizers.quality import judge
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
WINDOWS = {b: c for b in range(128, 160) if (c := bytes([b]).decode("cp1252", "ignore"))}
LONGEST_LETTER = 3  # bytes of UTF-8 that a cut may leave of a letter
MOST_LOST = 0.001  # share of letters that a text may have lost and still be taken for UTF-8
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
    """Return bytes as text: by their byte order mark, as UTF-8, or in the likeliest of the old encodings.

    Text of TCVN3 or VNI fonts comes out as Windows-1252, byte for byte: what its letters mean is for a normaliser.

    Raises:
        DamagedFileError: what the byte order mark promises is not there.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _decode(content, encoding, name)
    if wide := _wide_encoding(content):
        return _decode(content[: len(content) // 2 * 2], wide, name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > 0 and len(content) - error.start <= LONGEST_LETTER and not content.isascii():
            return content[: error.start].decode("utf-8")  # cut off within the last letter
    windows = unicodedata.normalize("NFC", content.decode("cp1258", "replace"))
    if judge(windows).kind == "good":
        return windows
    mostly = content.decode("utf-8", "replace")
    if judge(mostly).kind == "good" and mostly.count("\ufffd") < MOST_LOST * len(mostly):
        return mostly
    return content.decode("latin-1").translate(WINDOWS)


def _wide_encoding(content: bytes) -> str | None:
    """Return the UTF-16 that text without a mark is in: every other byte of its spaces and signs is zero."""
    pairs = max(1, len(content) // 2)
    if content[1::2].count(0) > 0.3 * pairs:
        return "utf-16-le"
    return "utf-16-be" if content[::2].count(0) > 0.3 * pairs else None


def _decode(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DamagedFileError("Tệp {} bị cắt cụt hoặc sai bảng mã ({}).", name, encoding) from error


READER = Reader("text", (".txt", ".text", ".md"), 90, recognises, read)
