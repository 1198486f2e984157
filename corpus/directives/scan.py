"""Sample pages as a scanner would have seen them: ink, seal, a crooked sheet, noise and JPEG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from time import struct_time
from typing import TYPE_CHECKING

from corpus.directives.fonts import Typeface, load_font
from corpus.directives.typeset import HEIGHT, WIDTH, SetPage

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

INK = (28, 28, 32)
SEAL = (205, 40, 45)
PEN = (30, 50, 140)
PAPER = (252, 251, 247)
NEVER = struct_time((2000, 1, 1, 0, 0, 0, 5, 1, 0))
"""The time written into a PDF of images, so that the same seed gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Damage:
    """How bad a scan is: dots an inch, degrees of skew, grey levels of noise, pixels of blur, JPEG quality."""

    dpi: int = 200
    skew: float = 0.6
    noise: float = 9.0
    blur: float = 0.5
    quality: int = 60
    grey: bool = False


def draw_scan(pages: Sequence[SetPage], typeface: Typeface, damage: Damage, seed: int = 0) -> tuple[Image, ...]:
    """Draw pages as scanned images; the same seed gives the same pixels."""
    random = Random(seed)
    return tuple(_damage(_draw(page, typeface, damage.dpi, random), damage, random) for page in pages)


def write_scan(images: Sequence[Image], target: Path, damage: Damage) -> tuple[Path, ...]:
    """Write images as `.pdf` or `.tif` (all pages in one file), or `.png` or `.jpg` (one file a page)."""
    # Pillow leaves the JPEG encoder's settings on an image that it saves as PDF; a TIFF made from it would fail.
    images = [image.copy() for image in images]
    if target.suffix not in (".pdf", ".tif"):
        files = tuple(target.with_stem(f"{target.stem}_{i}") for i in range(1, len(images) + 1))
        for file, image in zip(files, images, strict=True):
            image.save(file, dpi=(damage.dpi, damage.dpi), quality=damage.quality)
        return files
    first, *rest = images
    dpi, quality = damage.dpi, damage.quality
    if target.suffix == ".pdf":
        first.save(
            target,
            save_all=True,
            append_images=rest,
            resolution=dpi,
            quality=quality,
            creationDate=NEVER,
            modDate=NEVER,
        )
    else:
        first.save(target, save_all=True, append_images=rest, dpi=(dpi, dpi), compression="jpeg", quality=quality)
    return (target,)


def _draw(page: SetPage, typeface: Typeface, dpi: int, random: Random) -> Image:
    from PIL import Image as image_module
    from PIL import ImageDraw as draw_module

    scale = dpi / 72
    image = image_module.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)), PAPER)
    draw = draw_module.Draw(image)
    for run in page.runs:
        font = load_font(typeface.file(run.style), round(run.size * scale))
        draw.text((run.x * scale, run.y * scale), run.text, fill=INK, font=font, anchor="ls")
    for rule in page.rules:
        ends = (rule.x0 * scale, rule.y0 * scale, rule.x1 * scale, rule.y1 * scale)
        draw.line(ends, fill=INK, width=max(1, round(0.6 * scale)))
    if page.stamp:
        _sign(draw, page.stamp, scale, random)
        image = _seal(image, page.stamp, scale)
    return image


def _sign(draw: ImageDraw, seal: tuple[float, float], scale: float, random: Random) -> None:
    """Draw a pen stroke right of the seal, as a signature crosses it."""
    x, y = seal
    points = []
    for i in range(60):
        angle = i / 4.2 + random.uniform(-0.25, 0.25)
        points.append(((x + 5 + i * 1.5) * scale, (y + 16 * math.sin(angle) * math.exp(-i / 60)) * scale))
    draw.line(points, fill=PEN, width=max(1, round(scale)), joint="curve")


def _seal(image: Image, middle: tuple[float, float], scale: float) -> Image:
    """Lay a round red seal over a third of the signature: ink that multiplies with what lies below."""
    from PIL import Image as image_module
    from PIL import ImageChops
    from PIL import ImageDraw as draw_module

    layer = image_module.new("RGB", image.size, (255, 255, 255))
    draw = draw_module.Draw(layer)
    x, y = middle[0] * scale, middle[1] * scale
    for radius, width in ((50, 2.0), (46, 0.8), (30, 0.8)):
        r = radius * scale
        draw.ellipse((x - r, y - r, x + r, y + r), outline=SEAL, width=max(1, round(width * scale)))
    star = [_star_point(x, y, 16 * scale if i % 2 == 0 else 6.5 * scale, i) for i in range(10)]
    draw.polygon(star, fill=SEAL)
    for i in range(28):
        angle = math.radians(i * 360 / 28)
        inner, outer = (34 + i % 3) * scale, (43 - i % 2) * scale
        ends = [(x + r * math.cos(angle), y + r * math.sin(angle)) for r in (inner, outer)]
        draw.line(ends, fill=SEAL, width=max(1, round(1.6 * scale)))
    return ImageChops.multiply(image, layer)


def _star_point(x: float, y: float, radius: float, i: int) -> tuple[float, float]:
    angle = math.radians(i * 36 - 90)
    return x + radius * math.cos(angle), y + radius * math.sin(angle)


def _damage(image: Image, damage: Damage, random: Random) -> Image:
    """Turn, blur, shade, grain and compress a clean page."""
    import numpy
    from PIL import Image as image_module
    from PIL import ImageFilter

    angle = random.uniform(-damage.skew, damage.skew)
    turned = image.rotate(angle, image_module.Resampling.BICUBIC, fillcolor=PAPER)
    soft = turned.filter(ImageFilter.GaussianBlur(damage.blur * damage.dpi / 200))
    grains = numpy.random.default_rng(random.getrandbits(32))
    pixels = numpy.asarray(soft, dtype=numpy.float32)
    shade = numpy.linspace(1.0, 1.0 - random.uniform(0.0, 0.06), pixels.shape[1], dtype=numpy.float32)
    noise = grains.normal(0.0, damage.noise, pixels.shape[:2]).astype(numpy.float32)
    noisy = numpy.clip(pixels * shade[None, :, None] + noise[:, :, None], 0, 255).astype(numpy.uint8)
    worn = image_module.fromarray(noisy)
    buffer = BytesIO()
    (worn.convert("L") if damage.grey else worn).save(buffer, "JPEG", quality=damage.quality)
    return image_module.open(BytesIO(buffer.getvalue())).copy()
