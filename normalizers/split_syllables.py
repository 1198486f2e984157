"""Split syllables: `ĐIỀ U KHO ẢN` and `K Ế  H O Ạ C H`, as some PDFs and spaced titles give them, put together.

Pieces are joined only where the result is a syllable, some piece is none, and the counts of neighbouring syllables
make the joined reading far likelier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import log

from corpus.knowledge import Knowledge
from corpus.language.bigrams import STOP, Bigrams, load_bigrams
from normalizers import Normalizer
from normalizers.tone_marks import place
from normalizers.words import is_valid
from pipeline.document import Document, Edit, Span

_RUN = re.compile(r"[^\W\d_]+(?: {1,3}[^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[aeiouyà-ỹ]", re.IGNORECASE)
_MOST_PIECES = 8
_KNOWN_COUNT = 20
_JOINED_COUNT = 60
# Log-likelihoods: of a piece never seen after another, and what a joined reading costs beforehand.
_UNSEEN = -16.0
_JOIN_COST = -3.0
_LEAST_GAIN = 6.0


@dataclass(frozen=True, slots=True)
class _Path:
    """The best reading up to a place: its score, its last form, and the joined groups (first piece, piece after)."""

    score: float
    form: str
    joined: tuple[tuple[int, int], ...] = ()


def propose(document: Document, knowledge: Knowledge) -> list[Edit]:
    """Propose the syllables whose pieces stand apart."""
    del knowledge
    text = document.text.value
    edits: list[Edit] = []
    for match in _RUN.finditer(text):
        if any(map(_is_piece, match.group().split())):
            edits += _edits(text, [Span(*w.span()) for w in _WORD.finditer(text, *match.span())])
    return edits


def _is_piece(word: str) -> bool:
    """Tell whether a word may be a piece of a syllable: one letter, no vowel, or no syllable in use."""
    return len(word) == 1 or not _VOWEL.search(word) or (len(word) < 6 and word.lower() not in _known())


def _edits(text: str, words: list[Span]) -> Iterator[Edit]:
    forms = [word.of(text) for word in words]
    for first, after in _best(forms).joined:
        span = Span(words[first].start, words[after - 1].end)
        yield Edit(span, span.of(text), "".join(forms[first:after]), "split_syllables", 0.97)


def _best(words: list[str]) -> _Path:
    """Return the likeliest reading of a run of words, the one as printed unless another is far likelier."""
    counts = load_bigrams()
    pieces = list(map(_is_piece, words))
    best: list[_Path] = [_Path(0.0, STOP)]
    printed = _Path(0.0, STOP)
    for end in range(1, len(words) + 1):
        as_is = place(words[end - 1].lower())
        printed = _Path(printed.score + _likelihood(counts, printed.form, as_is), as_is)
        options = [
            _Path(best[end - 1].score + _likelihood(counts, best[end - 1].form, as_is), as_is, best[end - 1].joined)
        ]
        for start in range(max(0, end - _MOST_PIECES), end - 1):
            if any(pieces[start:end]) and _can_join(words[start:end]):
                options.append(_extended(counts, best[start], "".join(words[start:end]), (start, end)))
        best.append(max(options, key=lambda path: path.score))
    return best[-1] if best[-1].score - printed.score > _LEAST_GAIN else printed


def _extended(counts: Bigrams, path: _Path, word: str, group: tuple[int, int]) -> _Path:
    form = place(word.lower())
    return _Path(path.score + _likelihood(counts, path.form, form) + _JOIN_COST, form, (*path.joined, group))


def _can_join(words: list[str]) -> bool:
    joined = "".join(words)
    if not (joined.isupper() or joined[1:].islower()):
        return False
    if len(joined) == 2 and joined.isascii():  # two labels or a factor: "0,12 x e"
        return False
    return is_valid(joined) and load_bigrams().count(place(joined.lower())) >= _JOINED_COUNT


def _likelihood(counts: Bigrams, before: str, form: str) -> float:
    """Return the log-likelihood of a form after another, half by the pair and half by the form alone."""
    alone = counts.count(form) / counts.total
    pair = counts.pair_count(before, form) / max(1, counts.count(before))
    likelihood = 0.9 * pair + 0.1 * alone
    # A single letter is a label ("điểm c") or a piece: how often it stands alone says nothing.
    if len(form) == 1 and not pair:
        return _UNSEEN
    return max(_UNSEEN, log(likelihood)) if likelihood else _UNSEEN


@cache
def _known() -> frozenset[str]:
    """Return the words in use, in both tone placements."""
    counts = load_bigrams()
    seen = [form for form in counts.ids if counts.count(form) >= _KNOWN_COUNT]
    old = {form[:-2] + _OLD[form[-2:]] for form in seen if form[-2:] in _OLD}
    return frozenset(seen) | old


_OLD = {
    new: old
    for row in ("òa oà|óa oá|ỏa oả|õa oã|ọa oạ", "òe oè|óe oé|ỏe oẻ|õe oẽ|ọe oẹ", "ùy uỳ|úy uý|ủy uỷ|ũy uỹ|ụy uỵ")
    for new, old in (pair.split() for pair in row.split("|"))
}

NORMALIZER = Normalizer("split_syllables", 25, propose)
