"""Finding a serif typeface that has every letter of a text, and measuring with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import MissingToolError

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
FAMILIES = (
    ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf"),
    ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
    tuple(f"LiberationSerif-{face}.ttf" for face in ("Regular", "Bold", "Italic", "BoldItalic")),
)
"""Faces with the widths of Times New Roman, the typeface of official papers, by preference."""

UNITS = 1000
"""Pixels at which widths are measured: large enough that rounding does not show at 14 points."""

NOT_DEFINED = "\uffff"
"""A code point that no font defines: it draws the box that a missing letter draws."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """Four files of one family: regular, bold, italic, bold italic."""

    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path

    def file(self, style: str) -> Path:
        """Return the file for a style: regular, bold, italic or bold_italic."""
        return {"bold": self.bold, "italic": self.italic, "bold_italic": self.bold_italic}.get(style, self.regular)

    def width(self, text: str, style: str, size: float) -> float:
        """Return the width of `text` in points."""
        return _units(self.file(style), text) * size / UNITS


def find_typeface(text: str, folders: Iterable[str] = FOLDERS) -> Typeface:
    """Return the first family whose four faces have a glyph for every character of `text`.

    Raises:
        MissingToolError: no family is installed, or none has all the letters.
    """
    lacking: list[str] = []
    for family in FAMILIES:
        files = [_find_file(name, tuple(folders)) for name in family]
        if not all(files):
            continue
        typeface = Typeface(*(file for file in files if file))
        missing = "".join(sorted({c for file in files if file for c in missing_glyphs(text, file)}))
        if not missing:
            return typeface
        lacking.append(f"{family[0]} thiếu {missing[:12]}")
    raise MissingToolError(
        "Không có phông chữ kiểu Times đủ chữ tiếng Việt ({}). Hãy cài gói fonts-croscore (phông Tinos).",
        "; ".join(lacking) or "không tìm thấy phông nào",
    )


def missing_glyphs(text: str, file: Path) -> str:
    """Return the characters of `text` that the font would draw as an empty box."""
    font = load_font(file, 32)
    box = bytes(font.getmask(NOT_DEFINED))
    return "".join(sorted(c for c in set(text) if not c.isspace() and bytes(font.getmask(c)) == box))


@lru_cache(maxsize=8192)
def _units(file: Path, text: str) -> float:
    return load_font(file, UNITS).getlength(text)


@lru_cache(maxsize=64)
def load_font(file: Path, pixels: int) -> FreeTypeFont:
    """Load a font at a size in pixels."""
    from PIL import ImageFont

    return ImageFont.truetype(str(file), pixels)


def _find_file(name: str, folders: tuple[str, ...]) -> Path | None:
    found = (path for folder in folders for path in sorted(Path(folder).expanduser().rglob(name)))
    return next(found, None)
