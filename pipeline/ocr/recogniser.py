"""Our own recogniser of Vietnamese print: lines are found, cut out, read by a small network, and put into words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.recogniser import model
from corpus.recogniser.crops import BESIDE, HEIGHT, STRIDE, STRIP, alone, cut
from pipeline.config import Config
from pipeline.document import Box, Reading, Span, Word
from pipeline.errors import MissingToolError
from pipeline.ocr import BOTH, OWN, OcrEngine, tesseract
from pipeline.ocr.lattice import Stretch, stretches_of
from pipeline.ocr.layout import arrange
from pipeline.ocr.lines import Found, find_lines
from pipeline.ocr.opinion import with_second_opinion
from pipeline.ocr.wording import choose

if TYPE_CHECKING:
    from pipeline.readers import Image

POINTS = 72.0
LEAST = 0.02  # chance below which another reading is not worth keeping
INK = 70  # of 255, in a crop
GAP = 4  # columns of a crop: letters stand closer, words further apart


@cache
def version() -> str | None:
    """Return our own and Tesseract's versions in one string, None where a network is missing.

    Ours is a hash of the networks and of the code around them: what was read by other code is read again.
    """
    if not (model.LINES.is_file() and model.FINDER.is_file()):
        return None
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    own = hashlib.sha256(model.fingerprint().encode() + code).hexdigest()[:8]
    return " + ".join(filter(None, (f"vanthu {own}", tesseract.version())))


def recognise(image: Image, dpi: float, number: int, config: Config) -> Reading:
    """Return the words of a page picture in reading order.

    Raises:
        MissingToolError: a network is missing.
        ToolFailedError: Tesseract, asked about doubtful lines, crashed or took too long.
    """
    name = version()
    if name is None:
        raise MissingToolError("Thiếu mô hình nhận dạng chữ đi kèm chương trình.")
    grey = image[:, :, 0]
    lines = read_lines(grey, dpi, number)
    if config.engine == BOTH:
        lines = with_second_opinion(lines, grey, config)
    else:
        name = name.partition(" + ")[0]
    layout = arrange([word for _, words in lines for word in words])
    return Reading("ocr", name, layout.text, layout.words)


def read_lines(grey: Image, dpi: float, number: int) -> list[tuple[Found, list[Word]]]:
    """Return the lines of a page with their words, read by the network and the knowledge of the language alone."""
    lines = find_lines(grey)
    read = []
    for line in lines:
        crop = cut(grey, (line.x0, line.y0, line.x1, line.y1))
        (chances,) = model.load(model.LINES).run(None, {"ink": alone(crop)})  # in batches it would take twice the time
        read.append((line, list(_words(line, crop, stretches_of(chances), (number, POINTS / dpi)))))
    return read


def _words(line: Found, crop: Any, stretches: Sequence[Stretch], page: tuple[int, float]) -> Iterator[Word]:
    """Yield the words that a line was read as, each in its box on the page, in points."""
    number, scale = page
    pixel = 3 * STRIP * line.height / HEIGHT  # of the page, for each of the crop
    left = line.x0 - BESIDE * line.height
    parted = [(STRIDE * (one.end + other.start) / 2) for one, other in pairwise(stretches)]
    edges = (0.0, *parted, float(crop.shape[1]))
    inked = _inked(crop)
    for stretch, choice, low, high in zip(stretches, choose(stretches), edges, edges[1:], strict=False):
        parts = choice.text.split()
        read = (STRIDE * stretch.start, STRIDE * stretch.end)
        places = _placed(inked, read, (low, high), list(map(len, parts)))
        kept = choice.others if len(parts) == 1 else ()
        others = tuple((text, chance) for text, chance in kept if chance >= LEAST)
        for part, (first, last) in zip(parts, places, strict=False):  # no parts where nothing is the likeliest
            x0, x1 = left + pixel * first, left + pixel * last
            box = Box(number, scale * x0, scale * line.y0, scale * x1, scale * line.y1)
            yield Word(part, Span(0, len(part)), box, choice.chance, others)


def _inked(crop: Any) -> list[tuple[int, int]]:
    """Return where in a crop the line has ink: columns from and to, of pieces with gaps as between words."""
    import numpy as np

    inked = np.flatnonzero((crop[HEIGHT // 3 : 2 * HEIGHT // 3] > INK).any(axis=0))
    parts = np.split(inked, np.flatnonzero(np.diff(inked) > GAP) + 1)
    return [(int(part[0]), int(part[-1]) + 1) for part in parts if part.size]


def _placed(
    inked: Sequence[tuple[int, int]], read: tuple[float, float], edges: tuple[float, float], lengths: Sequence[int]
) -> list[tuple[float, float]]:
    """Return from which column to which each word of a stretch reaches that was read within some columns.

    What reaches over the edges, such as a pen stroke through several words, is cut off there. Several words are parted
    at the widest gaps of the ink, or by their lengths where it has too few.
    """
    low, high = edges
    near = ((begin, end) for begin, end in inked if end > read[0] and begin < read[1])
    own = [(max(low, begin), min(high, end)) for begin, end in near] or [read]
    if len(own) >= len(lengths):
        widest = sorted(range(1, len(own)), key=lambda k: own[k - 1][1] - own[k][0])[: len(lengths) - 1]
        starts = [0, *sorted(widest)]
        ends = [*(start - 1 for start in starts[1:]), len(own) - 1]
        return [(own[start][0], own[end][1]) for start, end in zip(starts, ends, strict=True)]
    at, sign = own[0][0], (own[-1][1] - own[0][0]) / (sum(lengths) + len(lengths) - 1)
    found = []
    for length in lengths:
        found.append((at, at + sign * length))
        at += sign * (length + 1)
    return found


ENGINE = OcrEngine(OWN, 10, version, recognise, safe_here=True)
