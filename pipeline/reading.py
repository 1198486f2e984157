"""The stage `read`: from a file to its pages, by the reader that knows its content."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from pipeline.document import Document, Note, Source
from pipeline.errors import (
    EmptyFileError,
    NoPagesError,
    TooLargeError,
    UnknownFormatError,
    UnreadableError,
    WrongSuffixError,
    refusal,
)
from pipeline.readers import Reader
from pipeline.tools import Tools

HEAD = 4096  # bytes by which a reader recognises its format


def open_source(path: Path, tools: Tools) -> Source:
    """Return what is known of a file before it is read: its hash, size and format.

    Raises:
        UnreadableError: no such file, an empty or too large one, or a format that nobody reads.
    """
    try:
        size = path.stat().st_size
        if size > tools.config.max_bytes:
            raise TooLargeError("Tệp {} có {} byte, quá giới hạn {} byte.", path.name, size, tools.config.max_bytes)
        with path.open("rb") as file:
            head = file.read(HEAD)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableError(*refusal(error, path.name)) from error
    if not head:
        raise EmptyFileError("Tệp {} rỗng.", path.name)
    reader, media_type = _recognise(path, head, tools.readers)
    return Source(path.name, path, digest, media_type, size, reader.name)


def read(document: Document, tools: Tools) -> Document:
    """Read the document's pages; those without a reading wait for `recognise`.

    Raises:
        UnreadableError: what the reader says of the file, or no page, or too many.
    """
    source, limit = document.source, tools.config.max_pages
    reader = reader_of(document, tools)
    pages = reader.read(source.path, tools.config)
    if not pages:
        raise NoPagesError("Tệp {} không có trang nào.", source.name)
    if len(pages) > limit:
        raise TooLargeError("Tệp {} có {} trang, quá giới hạn {} trang.", source.name, len(pages), limit)
    owner = _owner(source.path, tools.readers)
    notes = document.notes
    if owner and owner is not reader:
        message = "Tệp mang đuôi {} nhưng bên trong là {}; đã đọc theo nội dung."
        notes += (Note("wrong_suffix", "warning", message, (source.path.suffix, reader.name)),)
    notes += reader.notes(source.path) if reader.notes else ()
    if reader.members:
        notes += (
            Note("container", "info", "Đây là gói nhiều tệp: nhập vào mục lục thì từng tệp bên trong mới được đọc."),
        )
    return replace(document, pages=pages, notes=notes)


def reader_of(document: Document, tools: Tools) -> Reader:
    """Return the reader that knows the document's format."""
    return next(r for r in tools.readers if r.name == document.source.reader)


def _recognise(path: Path, head: bytes, readers: tuple[Reader, ...]) -> tuple[Reader, str]:
    """Return the first reader that knows the content, and the media type it names."""
    owner = _owner(path, readers)
    for reader in readers:
        media_type = reader.recognises(head, path)
        if media_type is None:
            continue
        if owner and owner is not reader and reader.name == "text":
            break  # almost anything can pass for plain text: a name that promises more is believed
        return reader, media_type
    if owner:
        raise WrongSuffixError("Tệp {} mang đuôi {} nhưng nội dung không phải định dạng đó.", path.name, path.suffix)
    raise UnknownFormatError("Không nhận ra định dạng của tệp {}.", path.name)


def _owner(path: Path, readers: tuple[Reader, ...]) -> Reader | None:
    """Return the reader that the file's name promises, None for a name without a known suffix."""
    return next((r for r in readers if path.suffix.lower() in r.suffixes), None)
