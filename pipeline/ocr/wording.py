"""Wording: which readings of a line's doubtful stretches make the likeliest text.

What the recogniser saw counts most: papers are read as printed, misprints included. A knowledge of which syllables
follow each other only decides between readings that look nearly alike, and has no say where figures stand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.language.bigrams import STOP, load_bigrams, places
from pipeline.ocr.lattice import Guess, Stretch

WEIGHT = 0.5  # of the language beside what was seen, chosen on rendered lines
USUAL = -7.0  # logarithm of the chance of a usual syllable: a reading of more words is not the worse for it
MOST_GUESSES = 8
ALIKE = 5.0  # difference of logarithms: a reading this much less likely than the first is no rival of it
MARKED = 0.2  # share of words with marks; a line of fewer is written without
SYLLABLES = re.compile(r"\W*[^\W\d_]+(?:\W+[^\W\d_]+)*\W*")  # figures, and codes with them, are no syllables


@dataclass(frozen=True, slots=True)
class Choice:
    """What a stretch reads, the chance that this is right, and other readings with theirs."""

    text: str
    chance: float
    others: tuple[tuple[str, float], ...] = ()


def choose(stretches: Sequence[Stretch]) -> list[Choice]:
    """Return the readings of a line's stretches that together are the likeliest (Viterbi)."""
    offered = [
        [guess for guess in stretch.guesses[:MOST_GUESSES] if guess.chance > stretch.guesses[0].chance - ALIKE]
        for stretch in stretches
    ]
    if _is_bare([guesses[0].text for guesses in offered]):
        offered = [guesses[:1] for guesses in offered]
    scores, steps = [0.0], list[list[int]]()
    before: Sequence[Guess] = (Guess("", 0.0),)
    for guesses in offered:
        ways = [
            max(
                (score + _worth(guess, last, guesses), k)
                for k, (score, last) in enumerate(zip(scores, before, strict=True))
            )
            for guess in guesses
        ]
        scores, steps, before = [score for score, _ in ways], [*steps, [way for _, way in ways]], guesses
    place = max(range(len(scores)), key=scores.__getitem__)
    taken: list[int] = []
    for row in reversed(steps):
        taken.insert(0, place)
        place = row[place]
    return [_choice(offered, taken, number) for number in range(len(offered))]


def _is_bare(texts: Sequence[str]) -> bool:
    """Tell whether a line is written without marks, as telegrams and old messages are."""
    words = [word for text in texts for word in text.split() if word.isalpha() and len(word) > 1]
    return len(words) > 3 and sum(not word.isascii() for word in words) < MARKED * len(words)


def _choice(offered: Sequence[Sequence[Guess]], taken: Sequence[int], number: int) -> Choice:
    """Weigh the readings of one stretch between the readings taken for its neighbours."""
    guesses = offered[number]
    last = offered[number - 1][taken[number - 1]] if number else Guess("", 0.0)
    worths = [_worth(guess, last, guesses) for guess in guesses]
    if number + 1 < len(offered):
        rivals = offered[number + 1]
        after = rivals[taken[number + 1]]
        worths = [worth + _worth(after, guess, rivals) for worth, guess in zip(worths, guesses, strict=True)]
    shares = [math.exp(worth - max(worths)) for worth in worths]
    seen = min(1.0, sum(math.exp(guess.chance) for guess in guesses)) / sum(shares)
    chances = [share * seen for share in shares]
    best = taken[number]
    others = [(guess.text, chance) for k, (guess, chance) in enumerate(zip(guesses, chances, strict=True)) if k != best]
    return Choice(guesses[best].text, chances[best], tuple(sorted(others, key=lambda other: -other[1])))


def _worth(guess: Guess, last: Guess, rivals: Sequence[Guess]) -> float:
    """Return how likely a reading is, after another, by its looks and by the language."""
    if len(rivals) == 1 or not all(SYLLABLES.fullmatch(rival.text) for rival in rivals[:2]):
        return guess.chance
    return guess.chance + WEIGHT * log_chance(last.text, guess.text)


@lru_cache(maxsize=20_000)
def log_chance(before: str, text: str) -> float:
    """Return the logarithm of the chance of some words after another, against that of as many usual ones."""
    table = load_bigrams()
    forms = [STOP, *(place.form for place in places(before))][-1:]
    total = 0.0
    for place in places(text):
        total += math.log(table.probability(place.form, forms[-1])) - USUAL
        forms.append(place.form)
    return total
