"""Traces: what is left on paper of worn ruling lines, and streaks of copiers that look like such lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Shades = NDArray[np.uint8]
    Mask = NDArray[np.bool_]
    Values = NDArray[np.float64]

POINTS = 72.0
ASIDE = 3.0  # points by which pieces of one line may lie beside each other
BAND, BESIDE = 2, 3  # pixels to each side in which a line may run, and beyond them the paper that it is compared with
FAINT = 25  # grey levels by which a trace is darker than the paper on both of its sides
WINDOW = 9.0  # points in which a trace has to cover the half
LEAST = 0.25  # of the longest line of its direction: shorter ones are strokes and underlines, which are not followed
BEYOND = 40.0  # points above and below all level lines in which a streak goes on and the line of a table does not
STREAK = 0.5  # share of those points
INK, CLOSE, STROKE = 140, 5, 5  # grey level of print, pixels to print that a line runs through, and of its strokes
PASSAGE, LETTERS = 40.0, 0.12  # points of a line, and the share of them beside which letters stand where it is no line
CROSSED = 0.05  # share of a line that runs through print: that of a table has paper on both sides


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line: from where to where it runs along its direction, in pixels, and where across that it lies."""

    start: float
    end: float
    at: float


def followed(pieces: Sequence[Piece], grey: Shades, reach: tuple[float, float], dpi: float) -> list[Piece]:
    """Return level pieces with the worn parts of their lines, as far as the pieces across `reach` and a trace is left.

    For upright lines, pieces and picture are to be turned by the diagonal.
    """
    longest = max((piece.end - piece.start for piece in pieces), default=0.0)
    found: list[Piece] = []
    for line in _by_line(pieces, ASIDE * dpi / POINTS):
        if sum(piece.end - piece.start for piece in line) < LEAST * longest:
            found += line
        else:
            found += _along(line, grey, reach, dpi)
    return found


def without_streaks(pieces: Sequence[Piece], grey: Shades, reach: tuple[float, float], dpi: float) -> list[Piece]:
    """Return the pieces whose lines run through no print and do not go on where no table is, outside `reach`."""
    beyond, apart = BEYOND * dpi / POINTS, 4 * dpi / POINTS
    kept: list[Piece] = []
    inside = [piece for piece in pieces if piece.end > reach[0] - apart and piece.start < reach[1] + apart]
    for line in _by_line(inside, ASIDE * dpi / POINTS):
        outside = [(reach[0] - beyond, reach[0] - apart), (reach[1] + apart, reach[1] + beyond)]
        goes_on = all(trace.size and trace.mean() > STREAK for trace in (_trace(line, grey, part) for part in outside))
        if not goes_on and _crossed(line, grey) < CROSSED:
            kept += line
    return kept


def _crossed(line: Sequence[Piece], grey: Shades) -> float:
    """Return in what share of a line print stands right beside it on both sides."""
    import numpy as np

    reach = min(piece.start for piece in line), max(piece.end for piece in line)
    both = np.logical_and(*_print_beside(line, grey, reach))
    letters = np.convolve(both, np.ones(STROKE), "valid") == STROKE  # the lines of a table that cross it are thinner
    return float(letters.mean()) if letters.size else 0.0


def _print_beside(line: Sequence[Piece], grey: Shades, reach: tuple[float, float]) -> tuple[Mask, Mask]:
    """Tell for each column in reach whether print stands right above a line, and right below it."""
    above, below = _shades(line, grey, reach, BAND + 1, BAND + 1 + CLOSE)
    return above.min(axis=0) < INK, below.min(axis=0) < INK


def _share(columns: Mask, window: float) -> Values:
    """Return what share of the columns around each one is true."""
    import numpy as np

    size = min(len(columns), max(1, round(window)))
    return np.convolve(columns, np.full(size, 1 / size), "same") if size else np.zeros(0)


def _by_line(pieces: Sequence[Piece], aside: float) -> Iterator[list[Piece]]:
    """Yield the pieces of each line."""
    line: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: p.at):
        if line and piece.at - line[-1].at > aside:
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _along(line: Sequence[Piece], grey: Shades, reach: tuple[float, float], dpi: float) -> list[Piece]:
    """Return the pieces of a line, with those between and beside them that left a trace."""
    import numpy as np

    first = max(0, round(reach[0]))
    traced = _share(_trace(line, grey, reach), WINDOW * dpi / POINTS)
    beside = np.logical_or(*_print_beside(line, grey, reach))
    is_line = (traced > 0.5) & (_share(beside, PASSAGE * dpi / POINTS) < LETTERS)
    for piece in line:
        is_line[max(0, round(piece.start) - first) : max(0, round(piece.end) - first)] = True
    changes = np.flatnonzero(np.diff(np.concatenate(([0], is_line.astype(np.int8), [0]))))
    middle = float(np.median([piece.at for piece in line]))
    return [
        Piece(float(first + start), float(first + end), middle)
        for start, end in zip(changes[::2], changes[1::2], strict=True)
    ]


def _trace(line: Sequence[Piece], grey: Shades, reach: tuple[float, float]) -> Mask:
    """Tell for each column in reach whether it is darker where the line runs than on both sides of it."""
    import numpy as np

    above, below = _shades(line, grey, reach, BAND + 1, BAND + 1 + BESIDE)
    on = np.concatenate(_shades(line, grey, reach, 0, BAND + 1))
    paper = np.minimum(np.max(above, axis=0), np.max(below, axis=0))
    return np.asarray(paper.astype(int) - np.min(on, axis=0) > FAINT, np.bool_)


def _shades(
    line: Sequence[Piece], grey: Shades, reach: tuple[float, float], first: int, end: int
) -> tuple[Shades, Shades]:
    """Return the shades from `first` to `end` pixels above a line and below it, for each column in reach."""
    import numpy as np

    columns = np.arange(max(0, round(reach[0])), min(grey.shape[1], round(reach[1])))
    ends = np.array(sorted((place, piece.at) for piece in line for place in (piece.start, piece.end)))
    rows = np.interp(columns, ends[:, 0], ends[:, 1])
    away = np.arange(first, end)[:, None]
    above, below = (np.clip(np.rint(rows + by).astype(int), 0, len(grey) - 1) for by in (-away, away))
    return np.asarray(grey[above, columns], np.uint8), np.asarray(grey[below, columns], np.uint8)
