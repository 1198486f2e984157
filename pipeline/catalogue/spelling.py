"""Spelling: the words that a person may have meant to type."""

from __future__ import annotations

from functools import cache, lru_cache

from corpus.language.syllables import all_syllables, is_valid_bare
from normalizers.folding import bare, fold

NEIGHBOURS = 40  # words looked at in the place of one
SHORTEST = 3  # letters: shorter words have too many neighbours to guess


@lru_cache(maxsize=256)
def neighbours_of(term: str) -> tuple[str, ...]:
    """Return a term, folded, with the syllables that differ from it by two letters changing places or by one letter.

    Phrases, codes and words of one or two letters stand as they are.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    word = fold(term)
    if len(word) < SHORTEST or not word.isalpha():
        return (word,)
    found = process.extract(
        word, _syllables(), scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=NEIGHBOURS, processor=None
    )
    likely = sorted(
        (syllable for syllable, _, _ in found if syllable != word), key=lambda s: (sorted(s) != sorted(word), s)
    )
    return (word, *likely)


def mended(terms: tuple[str, ...], *, swapped: bool = False) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Return what terms may stand for with one word typed wrong: for each such word, what each term may stand for.

    Folded. The word is one that is no syllable; where all are, any word that two others stand beside. With `swapped`
    it stands for words of the same letters alone.
    """
    plain = tuple(fold(term) for term in terms)
    wrong = [i for i, word in enumerate(plain) if not is_valid_bare(word) and word.isalpha()]
    doubtful = wrong or (range(len(plain)) if len(plain) > 2 else ())
    near = ((i, neighbours_of(plain[i])[1:]) for i in doubtful)
    meant = ((i, tuple(w for w in ws if not swapped or sorted(w) == sorted(plain[i]))) for i, ws in near)
    return tuple(tuple(words if i == n else (word,) for n, word in enumerate(plain)) for i, words in meant if words)


@cache
def _syllables() -> tuple[str, ...]:
    return tuple(sorted({bare(syllable) for syllable in all_syllables()}))
