"""Readers: from a file to its pages. One file a format, found by content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import Config
from pipeline.document import Note, Page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a container: its name as the container gives it, which may be anything, and its bytes in chunks.

    Reading the chunks raises `UnreadableError` where they are damaged or need a password.
    """

    name: str
    chunks: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Reader:
    """A format that can be read.

    Attributes:
        name: Name of the format.
        suffixes: Usual endings of its file names, lower case, with the dot.
        rank: Readers are asked in this order whether the file is theirs.
        recognises: Takes the first 4,096 bytes and the path; returns the media type, None for another format.
        read: Returns the pages, those that need OCR without a reading. Raises `UnreadableError`.
        render: Returns page `number` (from 1) as RGB pixels, shape (height, width, 3), with the resolution in dots per
            inch that they really have; None for formats whose pages never need OCR.
        members: Yields the files inside, each of which is a document of its own; None for formats that hold none.
            Raises `UnreadableError`.
        notes: Returns what a person should know of the file besides its text, such as who signed it digitally.
    """

    name: str
    suffixes: tuple[str, ...]
    rank: int
    recognises: Callable[[bytes, Path], str | None]
    read: Callable[[Path, Config], tuple[Page, ...]]
    render: Callable[[Path, int, Config], tuple[Image, float]] | None = None
    members: Callable[[Path, Config], Iterator[Member]] | None = None
    notes: Callable[[Path], tuple[Note, ...]] | None = None
