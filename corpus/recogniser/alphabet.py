"""Alphabet: the signs that the recogniser writes, in the order of its classes; class 0 is "nothing new"."""

from __future__ import annotations

import unicodedata

# The signs of the network that training starts from, in its order: its weights for them are kept.
START = (
    "&1#@'()+,-./023456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_`abcdefghijklmnopqrstuvwxyz<>"
    "ÀÁÂÃÇÈÉÊÌÍÒÓÔÕÙÚÝàáâãçèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệ"
    "ỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ’“”;*$% "
)
ADDED = '!?"–—=[]‘•°²³\u00d7≥≤|~{}½\\^'
SIGNS = START + ADDED
_NUMBER = {sign: number for number, sign in enumerate(SIGNS, 1)}
# Signs that look the same on paper, or that the recogniser writes with simpler ones.
_ALIKE = str.maketrans(
    {"…": "...", "\u00a0": " ", "‑": "-", "\u2212": "–", "„": "“", "\u2043": "-", "\u00b4": "’", "Ð": "Đ", "ð": "đ"}
)


def plain(text: str) -> str:
    """Return text as the recogniser would write it, with single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())


def numbers_of(text: str) -> list[int] | None:
    """Return the classes of the signs of a plain text; None where one is not of the alphabet."""
    numbers = [_NUMBER.get(sign) for sign in text]
    return None if None in numbers else [number for number in numbers if number is not None]
