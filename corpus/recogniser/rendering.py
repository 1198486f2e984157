"""Rendering: a few lines of text as a strip of paper, and where each line stands on it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.recogniser.alphabet import SIGNS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

Box = tuple[float, float, float, float]

# Offices write in Times New Roman; what looks like it counts most.
SHARES = {
    "Tinos": 16.0,
    "LiberationSerif": 8.0,
    "FreeSerif": 5.0,
    "texgyretermes": 5.0,
    "Arimo": 3.0,
    "LiberationSans": 2.0,
    "NotoSerif": 1.5,
    "DejaVuSerif": 0.8,
    "DejaVuSans": 0.8,
    "NotoSans": 1.0,
    "FreeSans": 0.8,
    "Gentium": 1.0,
    "Charis": 0.8,
    "Doulos": 1.0,
    "LinLibertine": 1.0,
    "EBGaramond": 0.4,
    "Roboto-": 0.8,
    "Carlito": 0.8,
    "Cousine": 0.5,
    "LiberationMono": 0.3,
    "FreeMono": 0.3,
    "Lato-": 0.4,
    "Inter-": 0.3,
    "Andika": 0.3,
    "Vollkorn": 0.3,
    "STIX": 1.5,
}
ASCENT, DESCENT = 0.74, 0.2  # of the type size: where line finding puts the top and the bottom of a line, measured
STYLES = ("regular", "bold", "italic", "bold italic")


@dataclass(frozen=True, slots=True)
class Family:
    """Font files of one family by style, and how often it is used."""

    name: str
    files: tuple[tuple[str, Path], ...]
    share: float


@dataclass(frozen=True, slots=True)
class Strip:
    """Grey shades of a piece of paper, and its lines: their texts and their boxes in pixels."""

    grey: Picture
    texts: tuple[str, ...]
    boxes: tuple[Box, ...]
    dpi: float


def find_families(folders: Sequence[Path]) -> tuple[Family, ...]:
    """Return the families of the font files below some folders that have all Vietnamese letters."""
    found: dict[str, dict[str, Path]] = {}
    for file in sorted(path for folder in folders for path in folder.rglob("*.[ot]tf") if path.is_file()):
        name = next((name for name in SHARES if file.stem.startswith(name)), None)
        if name and (style := _style_of(file.stem.removeprefix(name))) and _has_letters(file):
            found.setdefault(name, {}).setdefault(style, file)
    return tuple(Family(name, tuple(files.items()), SHARES[name]) for name, files in found.items())


def _style_of(rest: str) -> str | None:
    words = rest.lower().replace("_", "-").strip("-")
    bold, italic = "bold" in words or words.endswith(("-b", "zb", "rbi")), "ital" in words or "obl" in words
    for word in ("light", "thin", "black", "medium", "semi", "extra", "cond", "display", "math", "initials", "heavy"):
        if word in words:
            return None
    return " ".join(word for word, is_so in (("bold", bold), ("italic", italic)) if is_so) or "regular"


def _has_letters(file: Path) -> bool:
    font = face(file, 24)
    missing = bytes(font.getmask("\U0010ffff"))
    return all(bytes(font.getmask(letter)) not in (missing, b"") for letter in SIGNS if letter.isalpha())


@cache
def face(file: Path, size: int) -> Any:
    """Open a font at a size in pixels."""
    from PIL import ImageFont

    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)


@dataclass(frozen=True, slots=True)
class Setting:
    """How the lines of a strip are set."""

    family: Family
    style: str
    points: float
    dpi: float
    spacing: float  # of the type size, from line to line

    @property
    def pixels(self) -> int:
        """Return the type size in pixels."""
        return max(8, round(self.points * self.dpi / 72))


def draw_setting(families: Sequence[Family], chance: random.Random) -> Setting:
    """Choose how a strip is set."""
    family = chance.choices(families, [family.share for family in families])[0]
    dpi = chance.choice((150, 150, 150, 150, 200, 200, 200, 300, 120, 100, 100, 90, 78, 70))
    return Setting(
        family=family,
        style=chance.choices(STYLES, (0.6, 0.18, 0.16, 0.06))[0],
        points=chance.choice((10, 11, 12, 12, 13, 13, 13.5, 14, 14, 14, 14, 15, 16)) * chance.uniform(0.95, 1.05),
        dpi=dpi,
        spacing=chance.choice((1.15, 1.2, 1.3, 1.4, 1.5, 1.7)) * chance.uniform(0.97, 1.05),
    )


def render(texts: Sequence[str], setting: Setting, chance: random.Random) -> Strip:
    """Draw lines below each other, black on white."""
    import numpy as np
    from PIL import Image, ImageDraw

    size = setting.pixels
    step = round(size * setting.spacing)
    margin = size * 2
    plans = [_plan(text, setting, chance) for text in texts]
    width = max(int(plan.width) for plan in plans) + 2 * margin
    sheet = Image.new("L", (width, step * len(texts) + 2 * margin), 255)
    pen = ImageDraw.Draw(sheet)
    boxes: list[Box] = []
    for number, plan in enumerate(plans):
        left = margin + chance.choice((0, 0, 0, 1.5 * size, (width - 2 * margin - plan.width) / 2))
        left = max(margin, min(left, width - margin - plan.width))
        base = margin + step * number + size
        for x, piece, font in plan.pieces:
            pen.text((left + x, base), piece, font=font, fill=0, anchor="ls")
        if chance.random() < 0.04:
            below = base + size * chance.uniform(0.1, 0.25)
            pen.line((left, below, left + plan.width, below), fill=0, width=max(1, size // 16))
        boxes.append((left, base - ASCENT * size, left + plan.width, base + DESCENT * size))
    return Strip(np.asarray(sheet), tuple(texts), tuple(boxes), setting.dpi)


@dataclass(frozen=True, slots=True)
class _Plan:
    pieces: tuple[tuple[float, str, Any], ...]
    width: float


def _plan(text: str, setting: Setting, chance: random.Random) -> _Plan:
    """Place the pieces of a line: whole, word by word with wider gaps (justified), or letter by letter (spaced)."""
    if not text:
        return _Plan((), chance.uniform(1, 20) * setting.pixels)
    fonts = _fonts(text, setting, chance)
    pick = chance.random()
    gap = chance.uniform(0, 0.5) * setting.pixels if pick < 0.4 else chance.uniform(-0.06, 0) * setting.pixels
    track = chance.uniform(-0.04, 0.12) * setting.pixels if pick > 0.95 else 0.0
    at, pieces = 0.0, []
    for word, font in zip(text.split(" "), fonts, strict=True):
        for piece in word if track else (word,):
            pieces.append((at, piece, font))
            at += font.getlength(piece) + track
        at += font.getlength(" ") + gap
    last = fonts[-1]
    return _Plan(tuple(pieces), at - gap - last.getlength(" "))


def _fonts(text: str, setting: Setting, chance: random.Random) -> list[Any]:
    """Return the font of each word; some lines begin in bold, as the headings of articles do."""
    files = dict(setting.family.files)
    style = setting.style if chance.random() < 0.75 else chance.choice(STYLES)
    usual = face(files.get(style) or next(iter(files.values())), setting.pixels)
    words = text.count(" ") + 1
    bold = chance.randint(1, words) if chance.random() < 0.08 else 0
    strong = face(files.get("bold") or next(iter(files.values())), setting.pixels)
    return [strong] * bold + [usual] * (words - bold)


def strips(texts: Iterator[str], families: Sequence[Family], chance: random.Random) -> Iterator[Strip]:
    """Yield strips of three to six lines, without end."""
    while True:
        yield render([next(texts) for _ in range(chance.randint(3, 6))], draw_setting(families, chance), chance)
