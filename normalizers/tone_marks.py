"""Tone marks: one customary place for each in its syllable, to compare by (hoà = hòa, uỷ = ủy)."""

from corpus.language.letters import TONES, put_tone, split_tone
from corpus.language.letters import place_tones as place

__all__ = ["TONES", "place", "put_tone", "split_tone"]
