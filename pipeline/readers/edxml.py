"""Packets of the national document axis (edXML), after QCVN 102:2016/BTTTT: an envelope with the files in it.

Elements are known by their local names: offices' programs differ in the namespace that they write.
"""

from __future__ import annotations

import binascii
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.config import Config
from pipeline.document import Page, Reading
from pipeline.errors import DamagedFileError, TooLargeError
from pipeline.readers import Member, Reader
from pipeline.readers.packages import BROKEN, parsed

ENVELOPE = re.compile(rb"<(?:[\w-]+:)?edXML(?:Envelope)?[\s>]")
LARGEST = 256 << 20  # bytes of the packet
CHUNK = 1 << 16  # bytes


def recognises(head: bytes, path: Path) -> str | None:
    """Look for the envelope's element at the beginning."""
    del path
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return "application/edxml+xml" if start.startswith(b"<") and ENVELOPE.search(start) else None


def read(path: Path, config: Config) -> tuple[Page, ...]:
    """Return the subject and summary that the envelope gives; number and date are for the papers inside to say.

    Raises:
        DamagedFileError: it is broken.
        TooLargeError: larger or deeper than any packet.
    """
    del config
    root = _open(path)
    lines = [_text(element) for element in root.iter() if _local(element) in ("Subject", "Content")]
    text = "\n".join(dict.fromkeys(line for line in lines if line))
    return (Page(1, readings=(Reading("text", "edxml", text),)),)


def members(path: Path, config: Config) -> Iterator[Member]:
    """Yield the files inside.

    Raises:
        DamagedFileError: it is broken.
        TooLargeError: larger or deeper than any packet.
    """
    del config
    root = _open(path)
    names = {_text_of(e, "ContentId"): _text_of(e, "AttachmentName") for e in root.iter() if _local(e) == "Reference"}
    for element in root.iter():
        if _local(element) == "Attachment":
            own = _text_of(element, "AttachmentName") or names.get(_text_of(element, "ContentId"), "")
            name = own or "tep-dinh-kem"
            yield Member(name, _Content(element, name, path.name))


class _Content:
    """The bytes of one file inside, each time it is called."""

    def __init__(self, attachment: Element, name: str, packet: str) -> None:
        self._attachment, self._name, self._packet = attachment, name, packet

    def __call__(self) -> Iterator[bytes]:
        encoded = _text_of(self._attachment, "ContentTransferEncoded")
        try:
            content = binascii.a2b_base64(encoded)
            yield from _unwrapped(content, self._name)
        except (*BROKEN, KeyError) as error:
            raise DamagedFileError("Tệp {} hỏng hoặc bị cắt cụt.", self._packet) from error


def _unwrapped(content: bytes, name: str) -> Iterator[bytes]:
    """Yield a file's bytes; programs put each into a ZIP file of its own, where only the suffix is that of its name."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = archive.infolist()
            if len(inside) == 1 and Path(inside[0].filename).suffix.lower() == Path(name).suffix.lower():
                with archive.open(inside[0]) as file:
                    while chunk := file.read(CHUNK):
                        yield chunk
                return
    yield content


def _open(path: Path) -> Element:
    if path.stat().st_size > LARGEST:
        raise TooLargeError("Tệp {} quá lớn.", path.name)
    return parsed(path.read_bytes(), path.name)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element) -> str:
    return (element.text or "").strip()


def _text_of(element: Element, name: str) -> str:
    """Return the text of the first element of a name within another, empty where there is none."""
    return next((_text(inner) for inner in element.iter() if _local(inner) == name), "")


READER = Reader("edxml", (".edxml",), 54, recognises, read, members=members)
