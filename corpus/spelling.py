"""Spelling variants that make no difference when names are compared: case, spaces, and where a tone mark stands."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from corpus.language.letters import place_tones

# A hyphen inside a word (CT-XH) stays.
_BETWEEN_WORDS = re.compile(r"(?<!\w)-|-(?!\w)|[,;.“”\"'’]")


def fold_letters(text: str) -> str:
    """Fold the case and the tone placement of an NFC text, one character out for one in, so that offsets stay true."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(letter if len(letter) == 1 else char for char in text for letter in (char.lower(),))
    return place_tones(small).replace("–", "-").replace("—", "-").replace("‑", "-")


@lru_cache(maxsize=20_000)
def comparable(text: str) -> str:
    """Return the form by which two names are the same: composed, folded, single spaces, `Ủy ban` = `UỶ  BAN`."""
    return " ".join(fold_letters(unicodedata.normalize("NFC", text)).split())


def comparable_name(text: str) -> str:
    """Return the form by which two names of bodies are the same: `comparable`, without the punctuation in between."""
    return " ".join(_BETWEEN_WORDS.sub(" ", comparable(text)).split())
