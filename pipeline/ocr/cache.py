"""The OCR cache: what an engine read on a picture, kept so that the same picture is not read again.

Files under the first two figures of their keys, beside the catalogue. A key is the hash of the prepared picture, its
resolution and the engine with its version: whatever changes one of them changes the key. A broken entry is no entry.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from pipeline.config import Config
from pipeline.document import Box, Reading, Span, Word

if TYPE_CHECKING:
    from pipeline.readers import Image

FOLDER = "ocr"
MOST_ENTRIES = 200  # under each of 256 pairs of figures; an entry has some ten kilobytes
LARGEST = 16 << 20  # bytes of an entry, unpacked
BROKEN = (OSError, zlib.error, ValueError, TypeError, KeyError, IndexError, AttributeError)
"""What reading a broken entry raises."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an engine read under a key."""

    key: str
    reading: Reading


def cache_folder(config: Config) -> Path | None:
    """Return where entries are kept: nowhere as long as there is no folder for the catalogue."""
    beside = config.catalogue.parent
    return beside / FOLDER if beside.is_dir() and config.catalogue.is_file() else None


def key_of(image: Image, dpi: float, engine: str) -> str:
    """Return the key of a picture read by an engine, named with its version."""
    digest = hashlib.sha256(f"{engine}\n{dpi:.3f}\n{image.shape}\n".encode())
    digest.update(image.tobytes())
    return digest.hexdigest()


def load(folder: Path, key: str, number: int) -> Reading | None:
    """Return what was read on a picture, as page `number`; None where nothing whole is kept."""
    try:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(_place(folder, key).read_bytes(), LARGEST)
        found = json.loads(content)
        words = tuple(
            Word(text, Span(start, end), Box(number, *box), confidence, tuple((str(t), float(c)) for t, c in others))
            for text, start, end, box, confidence, others in found["words"]
        )
        if not all(word.span.of(found["text"]) == word.text for word in words):
            return None
        return Reading("ocr", str(found["engine"]), str(found["text"]), words)
    except BROKEN:
        return None


def store(folder: Path, entry: Entry) -> None:
    """Keep an entry; where the disk does not take it, nothing is kept."""
    reading = entry.reading
    words = [
        [w.text, w.span.start, w.span.end, [w.box.x0, w.box.y0, w.box.x1, w.box.y1], w.confidence, w.alternatives]
        for w in reading.words
    ]
    content = json.dumps({"engine": reading.engine, "text": reading.text, "words": words}, ensure_ascii=False)
    place = _place(folder, entry.key)
    partial = place.with_name(f"{token_hex(8)}.part")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(zlib.compress(content.encode()))
        partial.replace(place)
        _prune(place.parent)


def _place(folder: Path, key: str) -> Path:
    return folder / key[:2] / key


def _prune(folder: Path) -> None:
    """Let the oldest entries go where there are too many."""
    entries = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime)
    for file in entries[: max(0, len(entries) - MOST_ENTRIES)]:
        file.unlink(missing_ok=True)
