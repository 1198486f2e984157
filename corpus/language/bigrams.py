"""Bigrams: how often two syllables stand beside each other in official papers and in general prose.

The counts are in `bigrams.xz`, made from texts by `python -m corpus.language.bigrams TEXT.txt.xz...`.
"""

from __future__ import annotations

import io
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.language.letters import place_tones
from corpus.language.syllables import is_valid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNKNOWN, NUMBER, STOP, COMMA = "?", "0", ".", ","
"""What stands for words out of the vocabulary, for numbers and codes, for ends of sentences, and for other signs."""

_FILE = "bigrams.xz"
_TOKEN = re.compile(r"(?P<word>[^\W\d_]+)|(?P<number>\d[\w/.,&–-]*)|(?P<stop>[.!?…]+|\n\s*\n)|(?P<comma>[^\w\s]+)")
_SIGNS = {"number": NUMBER, "stop": STOP, "comma": COMMA}
_LEAST_COUNT = 3
_LEAST_COUNT_FOREIGN = 40
_LEAST_PAIR_COUNT = 3
# Counts are kept as whole steps of a quarter of a power of two: within 9 % of the true one.
_STEPS = 4
# Kneser and Ney's discount of a pair's count, and the least share left to pairs never seen.
_DISCOUNT = 0.75
_LEAST_REST = 0.002


@dataclass(frozen=True, slots=True)
class Place:
    """A token and where it stands; `form` is as the table has it: small letters, customary tone placement."""

    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Bigrams:
    """`ids` and `counts` of the vocabulary; `keys` (first id times the vocabulary plus second id) are in order.

    `rest` is the share of what follows each form that its pairs do not tell of.
    """

    ids: dict[str, int]
    counts: NDArray[np.int64]
    total: int
    keys: NDArray[np.int64]
    pair_counts: NDArray[np.float64]
    rest: NDArray[np.float64]

    def count(self, form: str) -> int:
        """Return how often a token was seen."""
        found = self.ids.get(form)
        return 0 if found is None else int(self.counts[found])

    def pair_count(self, first: str, second: str) -> float:
        """Return about how often `second` was seen right after `first`; 0 where it was fewer than three times."""
        one, two = self.ids.get(first), self.ids.get(second)
        if one is None or two is None:
            return 0.0
        key = one * len(self.counts) + two
        place = int(self.keys.searchsorted(key))
        return float(self.pair_counts[place]) if place < len(self.keys) and self.keys[place] == key else 0.0

    def probability(self, form: str, before: str) -> float:
        """Return how probable a form is after another: by the pair, and by the form alone for the rest."""
        alone = (self.count(form) + 1) / (self.total + len(self.counts))
        place = self.ids.get(before)
        if place is None:
            return alone
        pair = max(0.0, self.pair_count(before, form) - _DISCOUNT) / max(1, int(self.counts[place]))
        return pair + float(self.rest[place]) * alone


def places(text: str) -> Iterator[Place]:
    """Yield the tokens of an NFC text: words, numbers, and signs (neighbouring ones as one)."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "comma"
        yield Place(match.start(), match.end(), _SIGNS.get(kind) or _form(match.group()))


@lru_cache(maxsize=50_000)
def _form(word: str) -> str:
    return place_tones(word.lower())


@cache
def load_bigrams() -> Bigrams:
    """Return the counts that come with the program."""
    import numpy as np

    content = lzma.decompress(files("corpus.language").joinpath(_FILE).read_bytes())
    with np.load(io.BytesIO(content)) as table:
        words = table["words"].tobytes().decode("utf-8").split("\n")
        sizes, steps = table["sizes"], table["steps"]
        second = table["high"].astype(np.int64) * 256 + table["low"]
        counts = table["counts"].astype(np.int64)
    first = np.repeat(np.arange(len(words), dtype=np.int64), sizes)
    pair_counts = 2.0 ** (steps / _STEPS)
    told = np.bincount(first, weights=pair_counts - _DISCOUNT, minlength=len(words)) / np.maximum(counts, 1)
    ids = {word: at for at, word in enumerate(words)}
    rest = np.clip(1 - told, _LEAST_REST, 1)
    return Bigrams(ids, counts, int(counts.sum()), first * len(words) + second, pair_counts, rest)


def build(lines: Iterable[str]) -> bytes:
    """Count the pairs of some lines of text and return the content of the table's file."""
    import numpy as np

    counts: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for line in lines:
        forms = [STOP, *(sys.intern(place.form) for place in places(line)), STOP]
        counts.update(forms[1:])
        pairs.update(pairwise(forms))
    kept = [w for w, c in counts.items() if c >= (_LEAST_COUNT if is_valid(w) else _LEAST_COUNT_FOREIGN)]
    words = sorted({*kept, *_SIGNS.values(), UNKNOWN})
    ids = {word: at for at, word in enumerate(words)}
    rows = sorted(
        (ids[a], ids[b], c) for (a, b), c in pairs.items() if c >= _LEAST_PAIR_COUNT and a in ids and b in ids
    )
    first, second, seen = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    content = io.BytesIO()
    np.savez(
        content,
        words=np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8),
        counts=np.array([counts[word] for word in words], dtype=np.uint32),
        sizes=np.bincount(first, minlength=len(words)).astype(np.uint16),
        high=(second // 256).astype(np.uint8),
        low=(second % 256).astype(np.uint8),
        steps=np.rint(np.log2(seen) * _STEPS).astype(np.uint8),
    )
    return lzma.compress(content.getvalue(), preset=9 | lzma.PRESET_EXTREME)


def read_lines(path: Path) -> Iterator[str]:
    """Yield the paragraphs of a corpus file: a paragraph a line, documents headed `# DOC origin`."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from (line for line in lines if line.strip() and not line.startswith("# DOC "))


if __name__ == "__main__":
    texts = chain.from_iterable(read_lines(Path(name)) for name in sys.argv[1:])
    Path(__file__).with_name(_FILE).write_bytes(build(texts))
