"""Our own recogniser of Vietnamese print: lines are found, cut out, read by a small network, and put into words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from corpus.recogniser import model
from corpus.recogniser.crops import BESIDE, HEIGHT, STRIDE, STRIP, cut, stack
from pipeline.config import Config
from pipeline.document import Box, Reading, Span, Word
from pipeline.errors import MissingToolError
from pipeline.ocr import OcrEngine
from pipeline.ocr.lattice import Stretch, stretches_of
from pipeline.ocr.layout import arrange
from pipeline.ocr.lines import Found, find_lines
from pipeline.ocr.wording import Choice, choose

if TYPE_CHECKING:
    from pipeline.readers import Image

POINTS = 72.0
COLUMNS = 24_000  # of all crops of a batch together; more brings no speed
LEAST = 0.02  # chance below which another reading is not worth keeping
INK = 70  # of 255, in a crop
GAP = 4  # columns of a crop: letters stand closer, words further apart


@cache
def version() -> str | None:
    """Return the engine's name with the beginning of its network's hash, None where the network is missing."""
    if not (model.LINES.is_file() and model.FINDER.is_file()):
        return None
    return f"vanthu {model.fingerprint()}"


def recognise(image: Image, dpi: float, number: int, config: Config) -> Reading:
    """Return the words of a page picture in reading order.

    Raises:
        MissingToolError: the network is missing.
    """
    del config
    name = version()
    if name is None:
        raise MissingToolError("Thiếu mô hình nhận dạng chữ đi kèm chương trình.")
    words = list(read_words(image[:, :, 0], dpi, number))
    layout = arrange(words)
    return Reading("ocr", name, layout.text, layout.words)


def read_words(grey: Image, dpi: float, number: int) -> Iterator[Word]:
    """Yield the words of a page, line by line."""
    lines = find_lines(grey)
    crops = [cut(grey, (line.x0, line.y0, line.x1, line.y1)) for line in lines]
    for line, crop, chances in zip(lines, crops, _chances(crops), strict=True):
        stretches = stretches_of(chances)
        for stretch, choice in zip(stretches, choose(stretches), strict=True):
            yield from _words(line, crop, (stretch, choice), (number, POINTS / dpi))


def _chances(crops: Sequence[Any]) -> list[Any]:
    """Return the network's answer to each crop; those of about the same width are asked together."""
    found: dict[int, Any] = {}
    batch: list[int] = []
    for index in [*sorted(range(len(crops)), key=lambda k: crops[k].shape[1]), -1]:
        if batch and (index < 0 or (len(batch) + 1) * crops[index].shape[1] > COLUMNS):
            ink, places = stack([crops[k] for k in batch])
            (answer,) = model.load(model.LINES).run(None, {"ink": ink, "places": places})
            found |= {k: answer[row, : places[row]] for row, k in enumerate(batch)}
            batch = []
        batch.append(index)
    return [found[index] for index in range(len(crops))]


def _words(line: Found, crop: Any, read: tuple[Stretch, Choice], page: tuple[int, float]) -> Iterator[Word]:
    """Yield the words that a stretch of a line was read as, each in its box on the page, in points."""
    stretch, choice = read
    number, scale = page
    start, end = STRIDE * stretch.start, STRIDE * stretch.end
    pixel = 3 * STRIP * line.height / HEIGHT  # of the page, for each of the crop
    left = line.x0 - BESIDE * line.height
    parts = choice.text.split()
    length = sum(map(len, parts)) + len(parts) - 1
    alternatives = tuple((text, chance) for text, chance in choice.others if chance >= LEAST) if len(parts) == 1 else ()
    at = 0
    for part in parts:
        first, last = (start + (end - start) * sign / length for sign in (at, at + len(part)))
        x0, x1 = _trimmed(crop, first, last) if len(parts) == 1 else (first, last)
        box = Box(number, scale * (left + x0 * pixel), scale * line.y0, scale * (left + x1 * pixel), scale * line.y1)
        yield Word(part, Span(0, len(part)), box, choice.chance, alternatives)
        at += len(part) + 1


def _trimmed(crop: Any, first: float, last: float) -> tuple[float, float]:
    """Return the columns between which the ink of a word lies that is read from `first` to `last`.

    From there the word goes on as long as ink follows within less than the gap between words.
    """
    import numpy as np

    inked = np.flatnonzero((crop[HEIGHT // 3 : 2 * HEIGHT // 3] > INK).any(axis=0))
    parts = np.split(inked, np.flatnonzero(np.diff(inked) > GAP) + 1)
    own = [part for part in parts if part.size and part[-1] >= first and part[0] <= last]
    if not own:
        return first, last
    return float(own[0][0]), float(own[-1][-1] + 1)


ENGINE = OcrEngine("vanthu", 10, version, recognise, safe_here=True)
