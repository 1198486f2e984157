"""Compound files (OLE2), the containers of Word 97: streams by name. After [MS-CFB]."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import DamagedFileError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HIGHEST_SECTOR = 0xFFFFFFFA  # numbers from here on are no sectors
ENTRY = 128  # bytes of a directory entry
MINI_SECTOR = 64


@dataclass(frozen=True, slots=True)
class Compound:
    """An open compound file: the streams of its directory, and where their sectors are chained."""

    content: bytes
    name: str
    sector: int
    table: tuple[int, ...]
    mini_table: tuple[int, ...]
    mini_stream: bytes
    mini_limit: int
    entries: dict[str, tuple[int, int]]  # stream -> first sector, length

    @classmethod
    def of(cls, content: bytes, name: str) -> Compound:
        """Read the tables and the directory.

        Raises:
            DamagedFileError: cut off or broken.
        """
        try:
            return _opened(content, name)
        except (struct.error, IndexError, OverflowError, ValueError) as error:
            raise DamagedFileError("Tệp {} hỏng hoặc bị cắt cụt.", name) from error

    def stream(self, name: str) -> bytes:
        """Return a stream's bytes, none where there is no such stream.

        Raises:
            DamagedFileError: its chain of sectors is broken.
        """
        first, length = self.entries.get(name, (HIGHEST_SECTOR, 0))
        if length > len(self.content):
            raise DamagedFileError("Tệp {} hỏng hoặc bị cắt cụt.", self.name)
        if length < self.mini_limit:
            chain = _chain(self.mini_table, first)
            found = b"".join(self.mini_stream[n * MINI_SECTOR : (n + 1) * MINI_SECTOR] for n in chain)
        else:
            found = _joined(self.content, self.sector, _chain(self.table, first))
        if len(found) < length:
            raise DamagedFileError("Tệp {} hỏng hoặc bị cắt cụt.", self.name)
        return found[:length]


def _opened(content: bytes, name: str) -> Compound:
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in (9, 12):
        raise ValueError(shift)
    sector = 1 << shift
    directory, mini_limit, mini_first = struct.unpack_from("<I4xII", content, 48)
    table = _sector_table(content, sector)
    entries: dict[str, tuple[int, int]] = {}
    root = (HIGHEST_SECTOR, 0)
    listing = _joined(content, sector, _chain(table, directory))
    for start in range(0, len(listing) - ENTRY + 1, ENTRY):
        length, kind = struct.unpack_from("<HB", listing, start + 64)
        first, size = struct.unpack_from("<II", listing, start + 116)
        if kind == 5:
            root = (first, size)
        elif kind == 2:
            entries.setdefault(
                listing[start : start + max(0, min(64, length) - 2)].decode("utf-16-le", "replace"), (first, size)
            )
    mini_stream = _joined(content, sector, _chain(table, root[0]))[: root[1]]
    mini_table = _numbers(_joined(content, sector, _chain(table, mini_first)))
    return Compound(content, name, sector, table, mini_table, mini_stream, mini_limit, entries)


def _sector_table(content: bytes, sector: int) -> tuple[int, ...]:
    """Return the file allocation table, found through the list of its own sectors."""
    places = list(struct.unpack_from("<109I", content, 76))
    following = struct.unpack_from("<I", content, 68)[0]
    seen: set[int] = set()
    while following < HIGHEST_SECTOR and following not in seen:
        seen.add(following)
        numbers = _numbers(_joined(content, sector, [following]))
        places += numbers[:-1]
        following = numbers[-1]
    return _numbers(_joined(content, sector, [p for p in places if p < HIGHEST_SECTOR]))


def _chain(table: tuple[int, ...], first: int) -> Iterator[int]:
    """Yield the sectors of a stream; a circle ends where it closes."""
    for _ in range(len(table)):
        if first >= len(table):
            return
        yield first
        first = table[first]


def _joined(content: bytes, sector: int, places: Iterator[int] | list[int]) -> bytes:
    return b"".join(content[(n + 1) * sector : (n + 2) * sector] for n in places)


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])
