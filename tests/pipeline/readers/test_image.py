from __future__ import annotations

import io
from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.errors import DamagedFileError, TooLargeError
from pipeline.readers import image
from tests.pipeline.readers import samples


def put(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "anh"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP", "HEIF"])
def test_every_kind_has_size_and_pixels(tmp_path: Path, kind: str) -> None:
    path = put(tmp_path, samples.picture(kind))
    assert image.recognises(path.read_bytes()[:4096], path) in (f"image/{kind.lower()}", "image/heic")
    (page,) = image.read(path, Config())
    assert page.reading is None
    assert page.width == pytest.approx(595, abs=30)  # as of A4; a BMP names 96 dots per inch
    pixels, dpi = image.render(path, 1, Config())
    assert pixels.shape == (1169, 827, 3)
    assert dpi == pytest.approx(100, abs=5)
    assert pixels[20, 20].min() > 250
    assert pixels[320, 300].max() < 10


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        pytest.param((100, 100), 100, id="believed"),
        pytest.param((16, 16), 100, id="too coarse to be true"),
        pytest.param((2400, 2400), 100, id="too fine to be true"),
    ],
)
def test_resolution(tmp_path: Path, named: tuple[int, int], expected: float) -> None:
    path = put(tmp_path, samples.picture("JPEG", dpi=named))
    assert image.render(path, 1, Config())[1] == pytest.approx(expected, abs=0.1)


def test_fax_is_brought_to_square_pixels(tmp_path: Path) -> None:
    path = put(tmp_path, samples.picture("TIFF", (1728, 1100), dpi=(204, 98)))
    (page,) = image.read(path, Config())
    pixels, dpi = image.render(path, 1, Config())
    assert dpi == pytest.approx(204)
    assert pixels.shape[0] == pytest.approx(1100 * 204 / 98, abs=1)
    assert page.height == pytest.approx(pixels.shape[0] / dpi * 72, abs=1)


def test_phone_photo_turned_by_exif_is_turned_once(tmp_path: Path) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[image.ORIENTATION] = 6
    path = put(tmp_path, samples.picture("HEIF", (1169, 827), exif=exif.tobytes()))
    (page,) = image.read(path, Config())
    pixels, _ = image.render(path, 1, Config())
    assert pixels.shape == (1169, 827, 3)
    assert page.width < page.height


def test_turned_by_exif(tmp_path: Path) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[image.ORIENTATION] = 6
    path = put(tmp_path, samples.picture("JPEG", (400, 300), exif=exif))
    (page,) = image.read(path, Config())
    assert (page.width or 0) < (page.height or 0)
    assert image.render(path, 1, Config())[0].shape == (400, 300, 3)


def test_tiff_with_many_pages(tmp_path: Path) -> None:
    from PIL import Image

    file = io.BytesIO()
    pages = [Image.new("1", (850, 1100), shade) for shade in (1, 0, 1)]
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    path = put(tmp_path, file.getvalue())
    assert [page.number for page in image.read(path, Config())] == [1, 2, 3]
    assert [image.render(path, n, Config())[0].mean() for n in (1, 2)] == [255, 0]
    with pytest.raises(TooLargeError):
        image.read(path, Config(max_pages=2))


def test_transparent_parts_are_white(tmp_path: Path) -> None:
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGBA", (80, 100), (0, 0, 0, 0)).save(file, "PNG")
    assert image.render(put(tmp_path, file.getvalue()), 1, Config())[0].min() == 255


def test_sixteen_bits_are_brought_to_eight(tmp_path: Path) -> None:
    import numpy as np
    from PIL import Image

    shades = np.full((100, 80), 60_000, np.uint16)
    shades[40:60] = 1_000
    file = io.BytesIO()
    Image.fromarray(shades).save(file, "PNG")
    pixels, _ = image.render(put(tmp_path, file.getvalue()), 1, Config())
    assert (pixels[10, 10, 0], pixels[50, 10, 0]) == (255, 0)


def test_bomb_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, samples.picture("PNG", (300, 300)))
    with pytest.raises(TooLargeError):
        image.read(path, Config(max_pixels=80_000))


def test_cut_off_picture_is_damaged(tmp_path: Path) -> None:
    whole = samples.picture("JPEG")
    path = put(tmp_path, whole[: len(whole) // 2])
    with pytest.raises(DamagedFileError):
        image.render(path, 1, Config())
