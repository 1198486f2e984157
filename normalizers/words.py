"""Words: which strings of letters can be a Vietnamese syllable, with marks and without."""

from corpus.language.syllables import is_valid, is_valid_bare

__all__ = ["is_valid", "is_valid_bare"]
