"""Text ruined as an OCR run in the wrong language ruins it: typeset, scanned, read as English, and laid line by line
beside the truth.

    python -m tests.benchmark.garbling TEXT.txt.xz --out PAIRS.tsv [--pages N] [--seed N] [--tessdata DIR]

A row is the true line, the line read, the font, and how it was read. With DIR, a folder with an `eng` model that holds
the older engine too, some pages are read by that one. Rows are appended, so a stopped run goes on with another seed.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import subprocess
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.language.bigrams import read_lines
from corpus.language.letters import bare

if TYPE_CHECKING:
    from PIL.Image import Image

FOLDER = Path("/usr/share/fonts/truetype")
# Fonts of Debian that have every Vietnamese letter; office papers are set in a Times, for which Tinos stands.
FONTS = {
    "croscore/Tinos-Regular.ttf": 10,
    "croscore/Tinos-Bold.ttf": 3,
    "croscore/Tinos-Italic.ttf": 2,
    "croscore/Arimo-Regular.ttf": 2,
    "croscore/Cousine-Regular.ttf": 1,
    "dejavu/DejaVuSerif.ttf": 2,
    "dejavu/DejaVuSans.ttf": 1,
}
LINES, WIDTH = 36, 78
_LEAST_ALIKE = 55


def pages(lines: Sequence[str], draw: random.Random) -> Iterator[list[str]]:
    """Yield pages of printed lines, some of them in capitals."""
    while True:
        page: list[str] = []
        while len(page) < LINES:
            paragraph = draw.choice(lines)[:600]
            paragraph = paragraph.upper() if len(paragraph) < 150 and draw.random() < 0.2 else paragraph
            page += textwrap.wrap(unicodedata.normalize("NFC", paragraph), WIDTH, break_on_hyphens=False)
        yield page[:LINES]


def typeset(page: Sequence[str], font: str, draw: random.Random) -> Image:
    """Return a page as a scanner of 200 to 300 dpi sees it, a little skewed and blurred."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    dots = draw.choice([200, 240, 300])
    size = round(draw.choice([12, 13, 13, 14]) * dots / 72)
    face = ImageFont.truetype(str(FOLDER / font), size)
    pitch = round(size * draw.choice([1.35, 1.5]))
    width = max(round(face.getlength(line)) for line in page) + 2 * size
    image = Image.new("L", (width, pitch * len(page) + 3 * size), 255)
    pen = ImageDraw.Draw(image)
    for row, line in enumerate(page):
        pen.text((size, size + row * pitch), line, font=face, fill=draw.randint(0, 60))
    image = image.rotate(draw.uniform(-0.4, 0.4), resample=Image.Resampling.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(draw.choice([0, 0.5, 0.8, 1.1]) * dots / 300))
    squeezed = io.BytesIO()
    image.save(squeezed, "JPEG", quality=draw.choice([40, 60, 85]))
    return Image.open(squeezed)


def read(image: Image, *options: str) -> list[str]:
    """Return the lines Tesseract reads on a page."""
    content = io.BytesIO()
    image.save(content, "PNG")
    run = subprocess.run(
        ["tesseract", "-", "-", "-l", "eng", "--psm", "6", *options],
        input=content.getvalue(),
        capture_output=True,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return [line for line in run.stdout.decode().splitlines() if line.strip()]


def paired(page: Sequence[str], lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each printed line with the line read that looks most like it, in order; none where none does."""
    from rapidfuzz.fuzz import ratio

    next_one = 0
    for printed in page:
        rivals = [(ratio(bare(printed), bare(lines[at])), -at) for at in range(next_one, len(lines))[:4]]
        alike, at = max(rivals, default=(0.0, 0))
        if alike >= _LEAST_ALIKE:
            yield printed, lines[-at]
            next_one = 1 - at


def rows(arguments: argparse.Namespace) -> Iterator[str]:
    """Yield the rows of one page after another."""
    draw = random.Random(arguments.seed)
    lines = [line.strip() for line in read_lines(arguments.text) if len(line) > 20]
    older = ("--tessdata-dir", str(arguments.tessdata), "--oem", "0")
    for page in islice(pages(lines, draw), arguments.pages):
        (font,) = draw.choices(list(FONTS), list(FONTS.values()))
        options = older if arguments.tessdata and draw.random() < 0.4 else ()
        found = read(typeset(page, font, draw), *options)
        engine = "older" if options else "newer"
        yield "".join(f"{printed}\t{line}\t{font}\t{engine}\n" for printed, line in paired(page, found))


def main() -> None:
    """Write pairs until there are enough pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tessdata", type=Path)
    arguments = parser.parse_args()
    with arguments.out.open("a", encoding="utf-8") as pairs:
        for page in rows(arguments):
            pairs.write(page)
            pairs.flush()


if __name__ == "__main__":
    main()
