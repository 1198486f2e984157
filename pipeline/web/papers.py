"""Pictures of pages, made from the stored original when they are looked at."""

from __future__ import annotations

import io
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from pipeline.errors import NotFoundError
from pipeline.readers import Reader
from pipeline.reading import HEAD
from pipeline.tools import Tools

DPI = 120  # of a page that people look at; A4 is some 1,000 pixels wide
WIDEST = 1200  # pixels
KEPT = 48  # pictures in memory, some 0.3 MB each


@dataclass(slots=True)
class Pictures:
    """The pictures that were looked at last."""

    kept: OrderedDict[tuple[Path, int], bytes] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def picture(self, original: Path, number: int, tools: Tools) -> bytes:
        """Return a page as PNG.

        Raises:
            NotFoundError: a format that has no pages on paper.
            UnreadableError: the original or the page cannot be opened.
        """
        with self.lock:
            if (original, number) not in self.kept:
                self.kept[original, number] = _draw(original, number, tools)
            self.kept.move_to_end((original, number))
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)
            return self.kept[original, number]


def reader_of_pages(original: Path, tools: Tools) -> Reader | None:
    """Return the reader that draws the pages of a stored original, None for a format without."""
    if not original.is_file():
        return None
    with original.open("rb") as file:
        head = file.read(HEAD)
    known = next((r for r in tools.readers if r.recognises(head, original)), None)
    return known if known and known.render else None


def _draw(original: Path, number: int, tools: Tools) -> bytes:
    from PIL import Image

    reader = reader_of_pages(original, tools)
    if reader is None or reader.render is None:
        raise NotFoundError("Không dựng được ảnh của trang {}.", number)
    pixels, _ = reader.render(original, number, replace(tools.config, ocr_dpi=DPI))
    picture = Image.fromarray(pixels)
    if picture.width > WIDEST:
        picture = picture.resize((WIDEST, round(picture.height * WIDEST / picture.width)))
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=4)
    return out.getvalue()
