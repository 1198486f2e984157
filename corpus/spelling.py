"""Spelling variants that make no difference when names are compared: case, spaces, and where a tone mark stands."""

from __future__ import annotations

import re
import unicodedata

# Both placements are in use in official papers: "hoà" and "hòa", "uỷ" and "ủy". Only open syllables differ.
_OLD_PLACEMENT = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![^\W\d_])")
_SWAP = {
    bare + toned: marked + plain
    for bare, plain, toned_row, marked_row in (
        ("o", "a", "àáảãạ", "òóỏõọ"),
        ("o", "e", "èéẻẽẹ", "òóỏõọ"),
        ("u", "y", "ỳýỷỹỵ", "ùúủũụ"),
    )
    for toned, marked in zip(toned_row, marked_row, strict=True)
}
# A hyphen inside a word (CT-XH) stays.
_BETWEEN_WORDS = re.compile(r"(?<!\w)-|-(?!\w)|[,;.“”\"'’]")


def fold_letters(text: str) -> str:
    """Fold the case and the tone placement of an NFC text, one character out for one in, so that offsets stay true."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(letter if len(letter) == 1 else char for char in text for letter in (char.lower(),))
    small = _OLD_PLACEMENT.sub(lambda match: _SWAP[match.group()], small)
    return small.replace("–", "-").replace("—", "-").replace("‑", "-")


def comparable(text: str) -> str:
    """Return the form by which two names are the same: composed, folded, single spaces, `Ủy ban` = `UỶ  BAN`."""
    return " ".join(fold_letters(unicodedata.normalize("NFC", text)).split())


def comparable_name(text: str) -> str:
    """Return the form by which two names of bodies are the same: `comparable`, without the punctuation in between."""
    return " ".join(_BETWEEN_WORDS.sub(" ", comparable(text)).split())
