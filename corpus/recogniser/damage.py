"""Damage: what scanners, copiers, fax machines, stamps and time do to a strip of paper.

The last step is that of the preparation of pages: finer pictures are brought to 150 dots per inch.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corpus.recogniser.rendering import Box, Strip

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.float32]
    Noise = np.random.Generator

FINEST = 150.0


def damage(strip: Strip, back: Strip, chance: random.Random) -> Strip:
    """Return a strip as it comes out of page preparation; `back` may shine through from the other side."""
    import numpy as np

    noise = np.random.default_rng(chance.getrandbits(64))
    grey: Grey = strip.grey.astype(np.float32)
    boxes = strip.boxes
    if chance.random() < 0.25:
        grey = _pressed(grey, chance)
    grey = _inked(grey, chance)
    if chance.random() < 0.13:
        grey = _shone_through(grey, back.grey, chance)
    if chance.random() < 0.16:
        grey = _marked(grey, strip.dpi, chance)
    if chance.random() < 0.14:
        grey = _ruled(grey, strip, chance)
    if chance.random() < 0.5:
        grey, boxes = _bent(grey, boxes, chance)
    process = chance.choices([process for process, _ in _PROCESSES], [weight for _, weight in _PROCESSES])[0]
    grey = process(grey, strip.dpi, chance, noise)
    if chance.random() < 0.55:
        grey = _compressed(grey, chance)
    scale = min(1.0, FINEST / strip.dpi)
    if scale < 1:
        grey = _scaled(grey, scale)
        boxes = tuple((x0 * scale, y0 * scale, x1 * scale, y1 * scale) for x0, y0, x1, y1 in boxes)
    return replace(strip, grey=np.clip(grey, 0, 255).astype(np.uint8), boxes=boxes, dpi=strip.dpi * scale)


def _pressed(grey: Grey, chance: random.Random) -> Grey:
    """Make strokes thicker or thinner."""
    import cv2
    import numpy as np

    kernel: Any = np.ones(chance.choice(((2, 2), (1, 2), (2, 1))), np.uint8)
    worn = cv2.erode(grey, kernel) if chance.random() < 0.6 else cv2.dilate(grey, kernel)
    share = chance.uniform(0.3, 0.9)
    return np.asarray(share * worn + (1 - share) * grey, np.float32)


def _inked(grey: Grey, chance: random.Random) -> Grey:
    paper = chance.choice((255, 255, 250, 240, 230, chance.uniform(190, 255)))
    ink = chance.choice((0, 10, 30, 50, chance.uniform(0, 120)))
    return ink + grey * ((paper - ink) / 255)


def _shone_through(grey: Grey, back: Any, chance: random.Random) -> Grey:
    """Add the mirrored, blurred print of another page."""
    import cv2
    import numpy as np

    rows, columns = grey.shape
    behind = cv2.flip(back, 1)
    behind = np.tile(behind, (-(-rows // behind.shape[0]), -(-columns // behind.shape[1])))[:rows, :columns]
    behind = np.roll(behind, (chance.randrange(rows), chance.randrange(columns)), (0, 1))
    ghost = cv2.GaussianBlur(behind.astype(np.float32), (0, 0), chance.uniform(0.7, 2.5))
    return np.asarray(grey * (1 - chance.uniform(0.08, 0.4) * (1 - ghost / 255)), np.float32)


def _marked(grey: Grey, dpi: float, chance: random.Random) -> Grey:
    """Lay what is left of a seal or of a pen over the print, after colour has been taken out."""
    import cv2
    import numpy as np

    rows, columns = grey.shape
    layer: Any = np.full((rows, columns), 255, np.uint8)
    shade = chance.choice((225, 205, 180, 150, 110))
    if chance.random() < 0.5:
        radius = int(dpi * chance.uniform(0.4, 0.75))
        centre = chance.randrange(columns), chance.randrange(-radius // 2, rows + radius // 2)
        for part in (1.0, 0.9, 0.55):
            cv2.circle(layer, centre, int(radius * part), shade, max(1, int(dpi / 75)), cv2.LINE_AA)
        for _ in range(14):
            x, y = (centre[k] + chance.randint(-radius, radius) for k in (0, 1))
            cv2.putText(layer, chance.choice("ATNHUYV*"), (x, y), 0, dpi / 330, shade, max(1, int(dpi / 90)))
    else:
        points = np.cumsum(np.random.default_rng(chance.getrandbits(32)).normal(0, dpi / 6, (30, 2)), axis=0)
        points += np.array((chance.randrange(columns), chance.randrange(rows)))
        cv2.polylines(layer, [points.astype(np.int32)], False, shade, max(1, int(dpi / 60)), cv2.LINE_AA)
    return np.asarray(grey * layer / 255 if chance.random() < 0.5 else np.minimum(grey, layer), np.float32)


def _ruled(grey: Grey, strip: Strip, chance: random.Random) -> Grey:
    """Draw the lines of a table, or what is left of them, beside and between lines of text."""
    import cv2

    rows, columns = grey.shape
    thick = max(1, round(strip.dpi / 100))
    shade = chance.choice((0, 60, 140, 200))
    for x0, y0, x1, y1 in strip.boxes:
        height = y1 - y0
        if chance.random() < 0.5:
            x = int(chance.choice((x0 - height * chance.uniform(0.15, 0.6), x1 + height * chance.uniform(0.15, 0.6))))
            cv2.line(grey, (x, 0), (x, rows), shade, thick)
        if chance.random() < 0.4:
            y = int(chance.choice((y1 + height * chance.uniform(0.0, 0.3), y0 - height * chance.uniform(0.05, 0.3))))
            end = columns if chance.random() < 0.5 else int(x0 + (x1 - x0) * chance.random())
            cv2.line(grey, (int(x0), y), (end, y), shade, thick)
    return grey


def _bent(grey: Grey, boxes: tuple[Box, ...], chance: random.Random) -> tuple[Grey, tuple[Box, ...]]:
    """Tilt, stretch and curve the paper a little."""
    import cv2
    import numpy as np

    rows, columns = grey.shape
    tilt, stretch = chance.gauss(0, 0.004), chance.uniform(0.9, 1.1)
    bow = chance.gauss(0, 0.1) * (boxes[0][3] - boxes[0][1]) if chance.random() < 0.3 else 0.0
    wide = int(columns * stretch)

    def lift(x: Any) -> Any:
        return tilt * (x - wide / 2) + bow * np.sin(np.pi * 2 * x / wide)

    x = np.arange(wide, dtype=np.float32)
    across = np.broadcast_to(x / stretch, (rows, wide)).astype(np.float32)
    down = (np.arange(rows, dtype=np.float32)[:, None] - lift(x)[None, :]).astype(np.float32)
    bent = cv2.remap(grey, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    moved = []
    for x0, y0, x1, y1 in boxes:
        lifts = lift(np.linspace(x0, x1, 9) * stretch)
        moved.append((x0 * stretch, y0 + float(lifts.mean()), x1 * stretch, y1 + float(lifts.mean())))
    return np.asarray(bent, np.float32), tuple(moved)


def _scanned(grey: Grey, dpi: float, chance: random.Random, noise: Noise) -> Grey:
    """Blur a little, add the sensor's noise and uneven light."""
    import cv2
    import numpy as np

    grey = _blurred(grey, chance.uniform(0.2, 0.75) * dpi / 150)
    if chance.random() < 0.2:
        grey = grey * np.linspace(chance.uniform(0.75, 1), 1, grey.shape[1], dtype=np.float32)[None, :]
    grey = grey + noise.normal(0, chance.uniform(1, 11), grey.shape).astype(np.float32)
    if chance.random() < 0.3:
        sharp = cv2.GaussianBlur(grey, (0, 0), 1.2)
        grey = grey + chance.uniform(0.3, 1.0) * (grey - sharp)
    return np.asarray(grey, np.float32)


def _coarse(grey: Grey, dpi: float, chance: random.Random, noise: Noise) -> Grey:
    """Lose detail: as if taken at a lower resolution, or out of focus."""
    import cv2
    import numpy as np

    rows, columns = grey.shape
    share = min(0.95, chance.uniform(62, 105) / dpi)
    small = _scaled(grey, share) + noise.normal(0, chance.uniform(0, 6), 1).astype(np.float32)
    small = _compressed(small, chance) if chance.random() < 0.6 else small
    way = chance.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC))
    return np.asarray(cv2.resize(small, (columns, rows), interpolation=way), np.float32)


def _faxed(grey: Grey, dpi: float, chance: random.Random, noise: Noise) -> Grey:
    """Make every point black or white, with salt and pepper."""
    import numpy as np

    low, high = float(grey.min()), float(grey.max())
    grey = (_blurred(grey, chance.uniform(0.25, 0.7) * dpi / 150) - low) * (255 / max(1.0, high - low))
    grey = grey + noise.normal(0, chance.uniform(3, 34), grey.shape).astype(np.float32)
    black: Any = np.where(grey > chance.uniform(95, 185), 255.0, 0.0).astype(np.float32)
    black = _specked(black, chance.uniform(0, 0.0015), chance, noise)
    return _blurred(black, chance.uniform(0.4, 0.7)) if chance.random() < 0.35 else black


def _copied(grey: Grey, dpi: float, chance: random.Random, noise: Noise) -> Grey:
    """Copy once to three times: blur, blots of more and less ink, hard contrast, specks."""
    import cv2
    import numpy as np

    rows, columns = grey.shape
    for _ in range(chance.randint(1, 3)):
        grey = _blurred(grey, chance.uniform(0.35, 0.8) * dpi / 150)
        blots = noise.normal(0, 1, (max(2, rows // 40), max(2, columns // 40))).astype(np.float32)
        grey = grey + cv2.resize(blots, (columns, rows), interpolation=cv2.INTER_CUBIC) * chance.uniform(4, 16)
        grey = grey + noise.normal(0, chance.uniform(4, 17), grey.shape).astype(np.float32)
        grey = 255 / (1 + np.exp(-(grey - chance.uniform(105, 165)) / chance.uniform(14, 34)))
    return _specked(np.asarray(grey, np.float32), chance.uniform(0, 0.001), chance, noise)


def _faded(grey: Grey, dpi: float, chance: random.Random, noise: Noise) -> Grey:
    """Let ink fail in patches, so that thin strokes break."""
    import cv2
    import numpy as np

    rows, columns = grey.shape
    fine = cv2.resize(noise.normal(0, 1, (rows // 2 + 1, columns // 2 + 1)).astype(np.float32), (columns, rows))
    broad = cv2.resize(noise.normal(0, 1, (rows // 16 + 2, columns // 16 + 2)).astype(np.float32), (columns, rows))
    lost = np.clip(chance.uniform(0.0, 0.4) + 0.22 * fine + chance.uniform(0.05, 0.25) * broad, 0, 0.92)
    return _scanned(np.asarray(grey + (float(grey.max()) - grey) * lost, np.float32), dpi, chance, noise)


_PROCESSES: tuple[tuple[Callable[[Grey, float, random.Random, Noise], Grey], float], ...] = (
    (_scanned, 0.40),
    (_coarse, 0.17),
    (_faxed, 0.18),
    (_copied, 0.15),
    (_faded, 0.10),
)


def _specked(grey: Grey, share: float, chance: random.Random, noise: Noise) -> Grey:
    count = int(share * grey.size)
    rows, columns = noise.integers(0, grey.shape[0] - 2, count), noise.integers(0, grey.shape[1] - 2, count)
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        size = chance.randint(1, 3)
        grey[row : row + size, column : column + size] = 0 if chance.random() < 0.75 else 255
    return grey


def _blurred(grey: Grey, sigma: float) -> Grey:
    import cv2
    import numpy as np

    return np.asarray(cv2.GaussianBlur(grey, (0, 0), max(0.15, sigma)), np.float32)


def _scaled(grey: Grey, scale: float) -> Grey:
    import cv2
    import numpy as np

    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.float32)


def _compressed(grey: Grey, chance: random.Random) -> Grey:
    import cv2
    import numpy as np

    quality = [cv2.IMWRITE_JPEG_QUALITY, chance.randint(20, 90)]
    _, coded = cv2.imencode(".jpg", np.clip(grey, 0, 255).astype(np.uint8), quality)
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE), np.float32)
