"""Spelling: the words that a person may have meant to type."""

from __future__ import annotations

from functools import cache, lru_cache

from corpus.language.syllables import all_syllables, is_valid_bare
from normalizers.folding import bare, fold

NEIGHBOURS = 40  # words looked at in the place of one
MOST = 48  # corrections tried
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


def mended(terms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return what terms may stand for, folded, with one word typed wrong.

    That is a word which is no syllable; where all are, any word that two others stand beside.
    """
    plain = tuple(fold(term) for term in terms)
    wrong = [i for i, word in enumerate(plain) if not is_valid_bare(word) and word.isalpha()]
    doubtful = wrong or (range(len(plain)) if len(plain) > 2 else ())
    return tuple(
        (*plain[:i], word, *plain[i + 1 :])
        for i in doubtful
        for word in neighbours_of(plain[i])[1 : MOST // len(doubtful)]
    )


@cache
def _syllables() -> tuple[str, ...]:
    return tuple(sorted({bare(syllable) for syllable in all_syllables()}))
