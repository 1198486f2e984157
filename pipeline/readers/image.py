"""Pictures of pages: PNG, JPEG, TIFF with any number of pages, BMP, WebP, HEIC from phones."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import Config
from pipeline.document import Page
from pipeline.errors import DamagedFileError, TooLargeError
from pipeline.readers import Reader

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from pipeline.readers import Image

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
)
FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "HEIF")
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    AssertionError,
    struct.error,
    zlib.error,
)
"""What Pillow raises over a broken picture, besides its own errors."""

POINTS = 72.0
PAPER_WIDTH = 8.27  # inches, short side of A4
LONGEST = 100.0  # inches; a strip of one pixel is no page of that many miles
ORIENTATION, TURNED = 0x0112, (5, 6, 7, 8)  # EXIF: values that mean a quarter turn


def recognises(head: bytes, path: Path) -> str | None:
    """Go by the signature."""
    del path
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return "image/heic"
    if head.startswith(b"BM") and (len(head) < 18 or head[6:10] != b"\0\0\0\0"):
        return None  # a text may begin with BM; a picture has four zeros there
    return next((kind for signature, kind in SIGNATURES if head.startswith(signature)), None)


def read(path: Path, config: Config) -> tuple[Page, ...]:
    """Return the pages' sizes; what stands on them is for OCR.

    Raises:
        TooLargeError: more pages or pixels than the configuration allows.
        DamagedFileError: not a whole picture.
    """
    with _open(path) as picture:
        frames = _frames(picture)
        if frames > config.max_pages:
            raise TooLargeError("Tệp {} có {} trang, quá giới hạn {} trang.", path.name, frames, config.max_pages)
        pages = []
        for frame in range(frames):
            picture.seek(frame)
            _check_size(picture, path, config)
            horizontal, vertical = _resolution(picture)
            width, height = picture.width / horizontal * POINTS, picture.height / vertical * POINTS
            if picture.getexif().get(ORIENTATION) in TURNED:
                width, height = height, width
            pages.append(Page(frame + 1, width, height))
    return tuple(pages)


def render(path: Path, number: int, config: Config) -> tuple[Image, float]:
    """Return a page upright as its EXIF data say, with square pixels, transparent parts white.

    Raises:
        TooLargeError: more pixels than the configuration allows.
        DamagedFileError: not a whole picture.
    """
    import numpy as np
    from PIL import ImageOps

    with _open(path) as picture:
        picture.seek(number - 1)
        _check_size(picture, path, config)
        horizontal, vertical = _resolution(picture)
        resolution = max(horizontal, vertical)
        colours = ImageOps.exif_transpose(_as_colours(picture))
        if picture.getexif().get(ORIENTATION) in TURNED:
            horizontal, vertical = vertical, horizontal
        if abs(horizontal - vertical) > 0.02 * resolution:  # faxes have half the lines
            width, height = colours.width * resolution / horizontal, colours.height * resolution / vertical
            colours = colours.resize((round(width), round(height)))
        return np.asarray(colours), resolution


@contextmanager
def _open(path: Path) -> Iterator[Picture]:
    """Open a picture; whatever is wrong with it while it is open becomes an error for a person."""
    from PIL import Image
    from pillow_heif import register_heif_opener

    register_heif_opener()  # it turns the picture upright itself, and takes the turn out of the EXIF data
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the limit on pixels is our own; odd metadata do not matter
        try:
            with Image.open(path, formats=FORMATS) as picture:
                yield picture
        except (Image.DecompressionBombError, MemoryError) as error:
            raise TooLargeError("Ảnh {} quá nhiều điểm ảnh.", path.name) from error
        except BROKEN as error:
            raise DamagedFileError("Ảnh {} hỏng hoặc bị cắt cụt.", path.name) from error


def _frames(picture: Picture) -> int:
    return int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1


def _check_size(picture: Picture, path: Path, config: Config) -> None:
    pixels = picture.width * picture.height
    if pixels > config.max_pixels:
        raise TooLargeError("Ảnh {} có {} điểm ảnh, quá giới hạn {}.", path.name, pixels, config.max_pixels)
    if not pixels:
        raise DamagedFileError("Ảnh {} không có điểm ảnh nào.", path.name)


def _resolution(picture: Picture) -> tuple[float, float]:
    """Return dots per inch across and down; as of A4 paper where the file names none that can be true."""
    named = picture.info.get("dpi")
    try:
        across, down = (float(named[0]), float(named[1])) if named else (0.0, 0.0)
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        across = down = 0.0
    short = min(picture.width / across, picture.height / down) if across > 0 and down > 0 else 0.0
    if 0.6 * PAPER_WIDTH < short < 2.1 * PAPER_WIDTH and 0.4 < across / down < 2.5:
        return across, down
    guess = max(min(picture.width, picture.height) / PAPER_WIDTH, max(picture.width, picture.height) / LONGEST)
    return guess, guess


def _as_colours(picture: Picture) -> Picture:
    """Return the picture in 8-bit RGB with its EXIF data."""
    import numpy as np
    from PIL import Image

    if picture.mode.startswith(("I", "F")):
        shades = np.asarray(picture, dtype=np.float64)
        span = float(shades.max() - shades.min()) or 1.0
        colours = Image.fromarray(((shades - shades.min()) * 255 / span).astype(np.uint8)).convert("RGB")
    elif picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        colours = Image.new("RGB", picture.size, "white")
        colours.paste(layered, mask=layered.getchannel("A"))
    else:
        colours = picture.convert("RGB")
    colours.info["exif"] = picture.info.get("exif", b"")
    return colours


SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".heif")

READER = Reader("image", SUFFIXES, 20, recognises, read, render)
