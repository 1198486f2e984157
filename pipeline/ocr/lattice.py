"""Lattice: from the chances of signs at each place of a line to the readings of its words.

Where the recogniser is sure, a word has one reading. Where it is not, the readings of the doubtful stretch are sought
with a beam (prefix search, Graves et al. 2006), so that others can be chosen with a knowledge of the language.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.recogniser.alphabet import SIGNS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Chances = NDArray[np.float32]

SURE = 0.998  # a stretch with a place less sure than this has several readings
BEAM = 12
UNLIKELY = -7.0  # logarithm of a chance; signs below it are not followed
MOST_SIGNS = 6  # followed at each place
LONGEST = 120  # places of a doubtful stretch that are sought through; a longer one is no text
BLANK_CLASS = SIGNS.index(" ") + 1


@dataclass(frozen=True, slots=True)
class Guess:
    """A reading of a stretch, one word or more, and the logarithm of its chance."""

    text: str
    chance: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Places from `start` to before `end` of a line, with their readings, likeliest first."""

    start: int
    end: int
    guesses: tuple[Guess, ...]


def stretches_of(chances: Chances) -> list[Stretch]:
    """Return the readings of a line; `chances` (places, signs + 1) are logarithms."""
    import numpy as np

    best = chances.argmax(axis=1)
    firm = firmness(chances, best)
    found = []
    for start, end in _bounds(best.tolist(), firm.tolist()):
        text, least = spell(best[start:end].tolist()), float(firm[start:end].min())
        guesses = [Guess(text, math.log(max(least, 1e-9)))]
        if least < SURE and end - start <= LONGEST:
            guesses = list(_search(chances[start:end])) or guesses
        if any(guess.text for guess in guesses):
            spoken = np.flatnonzero(best[start:end])
            first, last = (spoken[0], spoken[-1] + 1) if spoken.size else (0, end - start)
            found.append(Stretch(start + int(first), start + int(last), tuple(guesses)))
    return found


def firmness(chances: Chances, best: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return for each place how sure it is that the likeliest sign there, and no other, belongs to the text.

    From one sign to the next the chances pass over, by way of "nothing new", which is no doubt; each sign must reach
    its chance at one of its places.
    """
    import numpy as np

    rows = np.arange(len(best))[:, None]
    near = np.stack([best, np.zeros_like(best), np.append(best[1:], 0), np.insert(best[:-1], 0, 0)], axis=1)
    shares = np.exp(chances[rows, near])
    is_first = np.ones(near.shape, bool)  # of the signs that are the same
    for column in range(1, near.shape[1]):
        is_first[:, column] = (near[:, :column] != near[:, column : column + 1]).all(axis=1)
    inside = np.where(is_first, shares, 0.0).sum(axis=1)
    run = np.cumsum(np.insert(best[1:] != best[:-1], 0, True)) - 1
    peaks = np.zeros(run[-1] + 1)
    np.maximum.at(peaks, run, shares[:, 0])
    return np.asarray(np.where(best == 0, inside, np.minimum(inside, peaks[run])), np.float64)


def spell(classes: Sequence[int]) -> str:
    """Return what a row of classes spells: repeated ones count once, class 0 not at all; outer blanks go."""
    signs = [SIGNS[new - 1] for last, new in zip((0, *classes), classes, strict=False) if new and new != last]
    return "".join(signs).strip()


def _bounds(best: Sequence[int], firm: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between sure blanks; an unsure blank parts nothing."""
    start = 0
    for place, (sign, share) in enumerate(zip(best, firm, strict=True)):
        if sign == BLANK_CLASS and share > SURE:
            if place > start:
                yield start, place
            start = place + 1
    if start < len(best):
        yield start, len(best)


def _search(chances: Chances) -> Iterator[Guess]:
    """Yield the likeliest readings of a stretch."""
    # Each beginning of a reading, with the chances that it ends in "nothing new" and in its last sign.
    front: dict[str, tuple[float, float]] = {"": (0.0, -math.inf)}
    for steps in _steps(chances):
        if len(steps) == 1 and not steps[0][0]:
            front = {text: (_sum(*both) + steps[0][1], -math.inf) for text, both in front.items()}
            continue
        grown: defaultdict[str, list[float]] = defaultdict(lambda: [-math.inf, -math.inf])
        for text, both in front.items():
            for step in steps:
                _grow(grown, text, both, step)
        kept = grown.items() if len(grown) <= BEAM else sorted(grown.items(), key=lambda item: -_sum(*item[1]))[:BEAM]
        front = {text: (paused, spoken) for text, (paused, spoken) in kept}
    ends: defaultdict[str, float] = defaultdict(lambda: -math.inf)
    for text, both in front.items():
        ends[" ".join(text.split())] = _sum(ends[" ".join(text.split())], _sum(*both))
    yield from (Guess(text, log) for text, log in sorted(ends.items(), key=lambda item: -item[1]))


def _steps(chances: Chances) -> list[list[tuple[int, float]]]:
    """Return the signs that are followed at each place, likeliest first, with the logarithms of their chances."""
    import numpy as np

    steps: list[list[tuple[int, float]]] = [[] for _ in chances]
    places, signs = np.nonzero(chances > UNLIKELY)
    for place, sign, log in zip(places.tolist(), signs.tolist(), chances[places, signs].tolist(), strict=True):
        steps[place].append((sign, log))
    return [sorted(step, key=lambda taken: -taken[1])[:MOST_SIGNS] for step in steps]


def _grow(
    grown: defaultdict[str, list[float]], text: str, before: tuple[float, float], step: tuple[int, float]
) -> None:
    """Add the ways on from a beginning by one sign."""
    paused, spoken = before
    number, log = step
    if number == 0:
        same = grown[text]
        same[0] = _sum(same[0], _sum(paused, spoken) + log)
        return
    sign = SIGNS[number - 1]
    if text.endswith(sign):
        same = grown[text]
        same[1] = _sum(same[1], spoken + log)
        spoken = -math.inf
    longer = grown[text + sign]
    longer[1] = _sum(longer[1], _sum(paused, spoken) + log)


def _sum(one: float, other: float) -> float:
    """Return the logarithm of the sum of two chances given as logarithms."""
    if one < other:
        one, other = other, one
    return one if other == -math.inf else one + math.log1p(math.exp(other - one))
