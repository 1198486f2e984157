"""What happens to paper before it reaches the program: fifteen conditions, each a function of a clean picture.

A picture has 300 dots an inch, in colour; what comes out has the resolution that the condition names. The same seed
gives the same pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    Shades = NDArray[np.float32]

DRAWN = 300.0  # dots per inch of a clean picture
RED, BLUE = (215, 45, 60), (35, 60, 150)


@dataclass(frozen=True)
class Condition:
    """How a picture is damaged, the resolution of the result, and the JPEG quality; none for PNG."""

    damage: Callable[[Picture, Generator], Picture]
    dpi: float = 200.0
    quality: int | None = None


def scaled(picture: Picture, dpi: float) -> Picture:
    """Return a clean picture at another resolution."""
    factor = dpi / DRAWN
    return np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def grained(picture: Picture, random: Generator, *, blur: float, noise: float) -> Picture:
    """Soften and grain a picture, as the glass and the sensor of a scanner do."""
    soft = cv2.GaussianBlur(picture, (0, 0), blur).astype(np.float32)
    grain = random.normal(0, noise, picture.shape[:2]).astype(np.float32)
    return _bytes(soft + (grain[..., None] if picture.ndim == 3 else grain))


def fax(picture: Picture, random: Generator) -> Picture:
    """Send a page by fax: two shades, ragged edges, specks and pin holes."""
    shades = cv2.GaussianBlur(_grey(scaled(picture, 200)), (0, 0), 0.8).astype(np.float32)
    shades += random.normal(0, 28, shades.shape)
    page = np.where(shades > 150, 255, 0).astype(np.uint8)
    for _ in range(int(page.size * 0.0012)):
        y, x, size = (
            int(random.integers(page.shape[0])),
            int(random.integers(page.shape[1])),
            int(random.integers(1, 3)),
        )
        page[y : y + size, x : x + int(random.integers(1, 3))] = 0 if random.random() < 0.7 else 255
    return page


def skew(picture: Picture, random: Generator) -> Picture:
    """Lay a page on the glass one to three degrees askew."""
    page = grained(scaled(picture, 200), random, blur=1.1, noise=7)
    angle = float(random.uniform(1, 3) * random.choice([-1, 1]))
    return _turned(page, angle, (243, 243, 238))


def phone(picture: Picture, random: Generator, *, bend: float = 0.0) -> Picture:
    """Photograph a page by hand on a dark table: perspective, uneven light, the shadow of a hand.

    `bend` is by how many pixels the sheet is arched, for it lies flat without.
    """
    page = grained(scaled(picture, 200), random, blur=0.6, noise=3)
    height, width = page.shape[:2]
    table = random.integers(55, 115, (8, 8, 3)).astype(np.uint8)
    size = int(width * 1.12), int(height * 1.1)
    table = np.asarray(cv2.resize(table, size, interpolation=cv2.INTER_CUBIC), np.uint8)
    reach = np.array([width, height])
    corners = np.array([[0.05, 0.04], [1.0, 0.03], [1.06, 1.04], [0.02, 1.03]]) + random.uniform(0, 0.06, (4, 2))
    seen = (corners * reach).astype(np.float32)
    whole = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    way = cv2.getPerspectiveTransform(whole, seen)
    shot = np.asarray(cv2.warpPerspective(page, way, size, flags=cv2.INTER_CUBIC), np.uint8)
    sheet = np.asarray(cv2.warpPerspective(np.full((height, width), 255, np.uint8), way, size), np.uint8)
    if bend:
        shot, sheet = (_bent(layer, bend) for layer in (shot, sheet))
    shot = np.where(sheet[..., None] > 127, shot, table)
    lit = shot * _light(shot.shape[0], shot.shape[1], random)[..., None] * np.array([1.03, 0.98, 0.92], np.float32)
    return grained(_bytes(lit), random, blur=0.8, noise=5)


def curved(picture: Picture, random: Generator) -> Picture:
    """Photograph a page that does not lie flat."""
    return phone(picture, random, bend=float(random.uniform(12, 26)))


def stamp(picture: Picture, random: Generator) -> Picture:
    """Put seals on a page, over a signature and over the ends of lines, pen strokes, the frame of an arrival stamp."""
    page = scaled(picture, 200)
    rows, columns = np.nonzero(_grey(page) < 128)
    top, bottom, left, right = (int(edge) for edge in (rows.min(), rows.max(), columns.min(), columns.max()))
    page = _sealed(page, (right - int(random.integers(100, 500)), bottom + 10), 118, random)
    page = _sealed(
        page, (right - int(random.integers(-40, 70)), int(random.integers(top + 300, bottom - 400))), 118, random
    )
    for _ in range(2):
        at = int(random.integers(left, right - 400)), int(random.integers(top, bottom))
        page = _written(page, at, (340, 50), random)
    corner = left + int(random.integers(0, 200)), int(random.integers(300, 480))
    cv2.rectangle(page, corner, (corner[0] + 330, corner[1] + 120), RED, 3)
    return grained(page, random, blur=0.5, noise=4)


def grey_stamp(picture: Picture, random: Generator) -> Picture:
    """Scan a stamped page in grey, so that no colour tells seals and strokes from print."""
    return _grey(stamp(picture, random))


def handled(picture: Picture, random: Generator) -> Picture:
    """Scan a page from a file: holes punched, a staple, a corner folded over, dark margins, a line along an edge."""
    page = grained(scaled(picture, 200), random, blur=0.6, noise=5)
    height, width = page.shape[:2]
    dark = int(random.integers(20, 70))
    for middle in (height // 2 - 315, height // 2 + 315):
        cv2.circle(page, (int(random.integers(70, 110)), middle), 22, (dark, dark, dark), -1, cv2.LINE_AA)
    x, y = int(random.integers(60, 140)), int(random.integers(60, 140))
    cv2.line(page, (x, y), (x + 70, y - int(random.integers(10, 50))), (90, 90, 95), 5, cv2.LINE_AA)
    fold = int(random.integers(60, 140))
    corner = np.array([[width, 0], [width - fold, 0], [width, fold]], np.int32)
    cv2.fillPoly(page, [corner], (dark, dark, dark), cv2.LINE_AA)
    page[:, : int(random.integers(8, 40))] = dark
    page[height - int(random.integers(8, 40)) :] = dark
    at = width - int(random.integers(30, 60))
    page[:, at : at + 2] = page[:, at : at + 2] // 2
    return page


def copy(picture: Picture, random: Generator) -> Picture:
    """Copy a copy: edges worn, toner where none belongs, streaks, a dark margin."""
    page = _grey(scaled(picture, 200))
    for _ in range(2):
        shades = cv2.GaussianBlur(_turned(page, float(random.uniform(-0.6, 0.6)), (255,)), (0, 0), 0.75).astype(
            np.float32
        )
        cloud = random.normal(0, 1, (60, 45)).astype(np.float32)
        shades += 14 * cv2.resize(cloud, shades.shape[1::-1], interpolation=cv2.INTER_CUBIC)
        shades += random.normal(0, 14, shades.shape)
        shades = (255 / (1 + np.exp(-(shades - 140) / 22))).astype(np.float32)
        for _ in range(600):
            y, x = int(random.integers(shades.shape[0])), int(random.integers(shades.shape[1]))
            shades[y : y + int(random.integers(1, 4)), x : x + int(random.integers(1, 4))] = random.uniform(0, 90)
        for _ in range(3):
            x = int(random.integers(shades.shape[1]))
            shades[:, x : x + int(random.integers(1, 3))] -= random.uniform(30, 90)
        shades[:, : int(random.uniform(8, 30))] = 40
        page = _bytes(shades)
    return page


def ghost(picture: Picture, random: Generator) -> Picture:
    """Let the back of the sheet shine through: the same lines in mirror, faint."""
    page = scaled(picture, 200)
    back = np.roll(page[:, ::-1], int(random.integers(-25, 25)), axis=0)
    faint = 255 - (255 - cv2.GaussianBlur(back, (0, 0), 1.6).astype(np.float32)) * random.uniform(0.2, 0.32)
    return grained(_bytes(page * (faint / 255)), random, blur=0.6, noise=5)


def _plain(dpi: float) -> Callable[[Picture, Generator], Picture]:
    def scan(picture: Picture, random: Generator) -> Picture:
        return grained(scaled(picture, dpi), random, blur=0.45, noise=4)

    return scan


def _quarter(turns: int) -> Callable[[Picture, Generator], Picture]:
    def scan(picture: Picture, random: Generator) -> Picture:
        return np.ascontiguousarray(np.rot90(_plain(200)(picture, random), turns))

    return scan


CONDITIONS = {
    "300": Condition(_plain(300), 300),
    "200": Condition(_plain(200)),
    "150": Condition(_plain(150), 150),
    "100": Condition(_plain(100), 100),
    "fax": Condition(fax),
    "skew": Condition(skew, quality=30),
    "phone": Condition(phone, quality=60),
    "stamp": Condition(stamp, quality=70),
    "copy": Condition(copy, quality=60),
    "turned90": Condition(_quarter(1)),
    "turned180": Condition(_quarter(2)),
    "curved": Condition(curved, quality=60),
    "ghost": Condition(ghost, quality=70),
    "grey": Condition(grey_stamp, quality=70),
    "handled": Condition(handled, quality=70),
}


def _bytes(shades: Any) -> Picture:
    return np.asarray(np.clip(shades, 0, 255), np.uint8)


def _grey(picture: Picture) -> Picture:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)


def _turned(picture: Picture, angle: float, paper: tuple[int, ...]) -> Picture:
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return _bytes(cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper))


def _bent(layer: Picture, bend: float) -> Picture:
    """Arch a layer: its middle goes up by so many pixels, less towards the foot of the page."""
    rows, columns = np.mgrid[0 : layer.shape[0], 0 : layer.shape[1]].astype(np.float32)
    arch = np.sin(np.pi * columns / layer.shape[1]) * (1.2 - rows / layer.shape[0])
    return _bytes(cv2.remap(layer, columns, rows + bend * arch, cv2.INTER_CUBIC))


def _light(height: int, width: int, random: Generator) -> Shades:
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    across = (columns - width * random.uniform(0.2, 0.8)) / (0.75 * width)
    down = (rows - height * random.uniform(0.1, 0.5)) / (0.75 * height)
    lamp = 0.55 + 0.5 * np.exp(-(across**2 + down**2))
    edge = width * random.uniform(0.25, 0.75) + 0.15 * rows
    hand = 1 - 0.35 / (1 + np.exp(-(columns - edge) / (0.02 * width))) * (rows > 0.45 * height)
    return np.asarray(lamp * hand, np.float32)


def _sealed(page: Picture, at: tuple[int, int], radius: int, random: Generator) -> Picture:
    """Press a round seal on a page: rings, a star, strokes as of letters between the rings, worn in places."""
    ink = np.zeros(page.shape[:2], np.float32)
    cv2.circle(ink, at, radius, 1.0, max(2, radius // 18))
    cv2.circle(ink, at, int(radius * 0.68), 1.0, max(1, radius // 40))
    angles = np.arange(10) * np.pi / 5 - np.pi / 2
    reach = radius * np.where(np.arange(10) % 2 == 0, 0.3, 0.126)
    star = np.stack([at[0] + reach * np.cos(angles), at[1] + reach * np.sin(angles)], axis=1)
    cv2.fillPoly(ink, [star.astype(np.int32)], 1.0)
    for angle in np.arange(0, 2 * np.pi, 0.16):
        inner, outer = sorted(random.uniform(0.74, 0.94, 2) * radius)
        ends = [(int(at[0] + r * np.cos(angle)), int(at[1] + r * np.sin(angle))) for r in (inner, outer)]
        cv2.line(ink, ends[0], ends[1], 1.0, max(2, radius // 25))
    worn = np.clip(cv2.resize(random.normal(0.8, 0.18, (40, 40)).astype(np.float32), ink.shape[::-1]), 0.3, 1)
    cover = cv2.GaussianBlur(ink, (0, 0), 0.7) * worn
    return _bytes(page * (1 - cover[..., None] * (1 - np.array(RED, np.float32) / 255)))


def _written(page: Picture, at: tuple[int, int], size: tuple[int, int], random: Generator) -> Picture:
    """Draw a pen stroke, as of a signature, that covers what is below."""
    steps = np.linspace(0, 1, 60)
    x = at[0] + size[0] * (steps + 0.12 * np.sin(steps * random.uniform(10, 22)))
    wave = np.sin(steps * random.uniform(14, 30) + random.uniform(0, 6)) * np.exp(-steps)
    y = at[1] + size[1] * (0.5 + 0.5 * wave)
    ink = np.zeros(page.shape[:2], np.uint8)
    cv2.polylines(ink, [np.stack([x, y], axis=1).astype(np.int32)], False, 255, 3, cv2.LINE_AA)
    cover = (ink.astype(np.float32) / 255)[..., None] * 0.9
    return _bytes(page * (1 - cover) + np.array(BLUE, np.float32) * cover)
