"""Misreadings: which syllables OCR in the right language reads a printed one as (`triển` as `triên`, `tổ` as `tố`).

How often each letter was read as which is counted in `misreadings.csv`, made from rendered pages laid beside what was
read on them by `python -m corpus.language.misreadings PAIRS.tsv...`. Case makes no difference.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.language.bigrams import load_bigrams
from corpus.language.letters import bare, place_tones, split_tone
from corpus.language.syllables import is_valid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]
    Numbers = NDArray[np.float64]

OTHER = "?"
"""What stands for signs that no word is written with; and `NOTHING` for a letter lost or won."""
NOTHING = "-"

_FILE = "misreadings.csv"
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SHAPED = "ăâđêôơư"
# So many sightings are worth what base letter, mark of shape and tone tell of a letter apart.
_GUESS_WORTH = 40.0
# And so many a guess at each of the three.
_LEAST_SEEN = 0.3
# Under a stroke of a pen or a seal any letter is read as any other.
_LEAST_CHANCE = 2e-6
# A form is proposed down to so far behind the best, as a log-chance, and so many of them.
_BEHIND, _MOST = 16.0, 80
_LEAST_COUNT = 5
# Forms seen more often come first among those that look equally alike.
_PRIOR_WEIGHT = 0.5
_MOST_FOUND = 20_000


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A word in use, and the log-chance that it is read so."""

    form: str
    chance: float


@dataclass(frozen=True, slots=True)
class Misreadings:
    """Log-chances by true letter (row) and letter read (column); `forms` by length, with their letters and priors."""

    places: Mapping[str, int]
    letters: Numbers
    forms: Mapping[int, tuple[tuple[str, ...], Codes, Numbers]]
    found: dict[str, tuple[LookAlike, ...]]

    def of(self, read: str) -> tuple[LookAlike, ...]:
        """Return the words that a string in small letters may be a misreading of, likeliest first."""
        if read not in self.found:
            if len(self.found) >= _MOST_FOUND:
                self.found.clear()
            self.found[read] = tuple(self._search(read))
        return self.found[read]

    def chance(self, form: str, read: str) -> float:
        """Return the log-chance that a word is read as a string of the same length."""
        return sum(float(self.letters[one, two]) for one, two in zip(self._codes(form), self._codes(read), strict=True))

    def _codes(self, word: str) -> list[int]:
        return [self.places.get(letter, 0) for letter in word]

    def _search(self, read: str) -> list[LookAlike]:
        import numpy as np

        codes = np.array(self._codes(read), np.int64)
        found: list[tuple[float, LookAlike]] = []
        for length in (len(read), len(read) + 1, len(read) - 1):
            if length not in self.forms:
                continue
            words, letters, priors = self.forms[length]
            chances = self._chances(letters, codes)
            ranks = chances + _PRIOR_WEIGHT * priors
            best = np.argsort(-ranks)[:_MOST].tolist()
            found += [(float(ranks[at]), LookAlike(words[at], float(chances[at]))) for at in best if words[at] != read]
        found.sort(key=lambda pair: -pair[0])
        return [like for rank, like in found[:_MOST] if rank > found[0][0] - _BEHIND]

    def _chances(self, letters: Codes, codes: Codes) -> Numbers:
        """Return the log-chance of each row of letters to be read so, one letter lost or won at most."""
        import numpy as np

        size = letters.shape[1]
        if size == len(codes):
            return np.asarray(self.letters[letters, codes].sum(axis=1))
        nothing = self.places[NOTHING]
        zero = np.zeros((len(letters), 1))
        shorter = min(size, len(codes))
        ahead = self.letters[letters[:, :shorter], codes[:shorter]]
        behind = self.letters[letters[:, size - shorter :], codes[len(codes) - shorter :]]
        upto = np.concatenate([zero, ahead.cumsum(axis=1)], axis=1)
        onward = np.concatenate([behind[:, ::-1].cumsum(axis=1)[:, ::-1], zero], axis=1)
        odd = self.letters[letters, nothing] if size > len(codes) else self.letters[nothing, codes][None]
        return np.asarray((upto + onward + odd).max(axis=1))


@cache
def load_misreadings() -> Misreadings:
    """Return the counts that come with the program as chances, with the words in use."""
    content = files("corpus.language").joinpath(_FILE).read_text("utf-8")
    rows = csv.reader(content.splitlines())
    return misreadings_of({(printed, read): int(count) for printed, read, count in rows})


def misreadings_of(counts: Mapping[tuple[str, str], int]) -> Misreadings:
    """Make the chances of letters from counts of printed letters and what was read for them."""
    import numpy as np

    letters = [OTHER, NOTHING, *_all_letters()]
    places = {letter: place for place, letter in enumerate(letters)}
    seen = np.zeros((len(letters), len(letters)))
    for (printed, read), count in counts.items():
        seen[places.get(printed, 0), places.get(read, 0)] += count
    guessed = _guess(letters, seen)
    chances = (seen + _GUESS_WORTH * guessed) / (seen.sum(axis=1, keepdims=True) + _GUESS_WORTH)
    # A letter won is as likely as the share of it among all letters that were read.
    chances[1] = (seen[1] + 0.1) / seen.sum()
    return Misreadings(places, np.log(np.maximum(chances, _LEAST_CHANCE)), dict(_by_length(places)), {})


def _guess(letters: list[str], seen: Numbers) -> Numbers:
    """Return the chance that a letter is read as another by what befalls base letters, marks of shape and tones."""
    import numpy as np

    traits = [_traits(letter) for letter in letters]
    guess = np.ones_like(seen)
    for trait in range(3):
        names = sorted({row[trait] for row in traits})
        columns = np.array([[row[trait] == name for name in names] for row in traits], float)
        together = columns.T @ seen @ columns + _LEAST_SEEN
        share = together / together.sum(axis=1, keepdims=True)
        guess *= columns @ share @ columns.T
    return np.asarray(guess / guess.sum(axis=1, keepdims=True))


def _traits(letter: str) -> tuple[str, str, str]:
    """Part a letter into its base, its mark of shape and its tone."""
    shaped, tone = split_tone(letter)
    return bare(shaped), shaped if shaped in _SHAPED else "", tone


def _all_letters() -> list[str]:
    tones = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
    toned = (unicodedata.normalize("NFC", letter + tone) for letter in "aăâeêioôơuưy" for tone in tones)
    return sorted({*_LETTERS, *toned})


def _by_length(places: Mapping[str, int]) -> Iterator[tuple[int, tuple[tuple[str, ...], Codes, Numbers]]]:
    import numpy as np

    table = load_bigrams()
    counts = {word: table.count(word) for word in table.ids if is_valid(word)}
    words = [word for word, count in counts.items() if count >= _LEAST_COUNT]
    for length in sorted(set(map(len, words))):
        group = tuple(word for word in words if len(word) == length)
        letters = np.array([[places[letter] for letter in word] for word in group], np.int64)
        yield length, (group, letters, np.log(np.array([counts[word] for word in group]) / table.total))


def aligned(printed: str, read: str) -> Iterator[tuple[str, str]]:
    """Yield the letters of a word beside what was read for each, one letter for one, lost or won."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(printed) + 1):
        for j in range(len(read) + 1):
            steps = [(1, 1)] * (i > 0 and j > 0) + [(1, 0)] * (i > 0) + [(0, 1)] * (j > 0)
            costs = [(best[i - a, j - b][0] + _cost(printed[i - a : i], read[j - b : j]), (a, b)) for a, b in steps]
            if costs:
                best[i, j] = min(costs)
    i, j = len(printed), len(read)
    while i or j:
        a, b = best[i, j][1]
        yield printed[i - a : i] or NOTHING, read[j - b : j] or NOTHING
        i, j = i - a, j - b


def _cost(printed: str, read: str) -> float:
    if printed == read:
        return 0.0
    if not printed or not read:
        return 1.1
    return 0.5 if bare(printed) == bare(read) else 1.0


def learn(pairs: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Count the letters of printed words and what was read for them; words read too unlike tell nothing."""
    counts: Counter[tuple[str, str]] = Counter()
    for printed, read in pairs:
        letters = list(aligned(printed, read))
        odd = sum(bare(one) != bare(two) for one, two in letters)
        if odd <= max(1, len(printed) // 3):
            counts.update((one, two if two == NOTHING or two in _all_letters() else OTHER) for one, two in letters)
    return counts


def _word_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the single words of a file of pages, printed and read words, without the signs around them."""
    with path.open(encoding="utf-8", newline="") as lines:
        for _, *columns, _ in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            printed, read = (place_tones(text.lower().strip('.,;:!?()[]"“”…-– ')) for text in columns)
            if printed.isalpha() and " " not in read and read:
                yield printed, read


if __name__ == "__main__":
    learnt = learn(pair for name in sys.argv[1:] for pair in _word_pairs(Path(name)))
    lines = [f"{printed},{read},{count}\n" for (printed, read), count in sorted(learnt.items())]
    Path(__file__).with_name(_FILE).write_text("".join(lines), "utf-8")
