"""Keywords: the compound words a paper says most, as pyvi segments them through spaCy's Vietnamese tokenizer.

They are no facts with a place on paper but a paper's profile, for finding others like it.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

LONGEST_TEXT = 200_000  # characters: the profile of a book is told by its first hundred pages
KEPT = 24


def keywords(text: str) -> tuple[tuple[str, int], ...]:
    """Return the commonest compound words of a text with their counts, commonest first; names and numbers are none."""
    words = (token.text for token in _tokenizer()(text[:LONGEST_TEXT]))
    compounds = (" ".join(word.split()).lower() for word in words if _is_compound(word))
    counted = Counter(compounds)
    return tuple(sorted(((w, n) for w, n in counted.items() if n > 1), key=lambda item: (-item[1], item[0]))[:KEPT])


def _is_compound(word: str) -> bool:
    """Tell whether a word has several syllables and is no name, whose syllables all begin with a capital."""
    syllables = word.split()
    return len(syllables) > 1 and all(map(str.isalpha, syllables)) and not all(s[0].isupper() for s in syllables)


@cache
def _tokenizer() -> Language:
    import spacy

    return spacy.blank("vi")
