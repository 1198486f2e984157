"""Likeness: which documents have nearly the same text, as copies, scans and versions of one paper have.

A text is told by its shingles, the groups of three syllables that stand side by side, folded. A sketch keeps the least
of their values under so many orders; the share of equal ones estimates which share of the shingles two texts have in
common (MinHash, Broder 1997). Sketches that have a band of values in common are compared.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from pipeline.catalogue.connection import Catalogue

SHINGLE = 3  # syllables
BANDS, ROWS = 8, 3  # two texts with four of five shingles in common share a band in 99 of 100 cases
ALIKE = 0.6  # of the values that are equal
FEWEST = 12  # shingles: of a shorter text little can be told
MOST = 500  # sketches that are compared with one
SEED = 20_240_601
How = Literal["same document", "similar text"]


@dataclass(frozen=True, slots=True)
class Kin:
    """A document that another resembles: the same one by its number, or one with nearly the same text.

    `likeness` is the estimated share of text in common, None where one of the two says too little.
    """

    document: int
    number: str | None
    name: str
    how: How
    likeness: float | None


def sketch_of(folded: list[str]) -> bytes:
    """Return the sketch of a text, given as its folded words: the least values, four bytes each; b"" of a short one."""
    import numpy as np

    if len(folded) < FEWEST + SHINGLE - 1:
        return b""
    words = np.array([_value(word) for word in folded], dtype=np.uint64)
    shingles = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for place in range(SHINGLE):
        shingles = shingles * np.uint64(0x9E3779B97F4A7C15) + words[place : len(words) - SHINGLE + 1 + place]
    least = (shingles[None, :] * _orders()[:, None] >> np.uint64(32)).min(axis=1)
    return bytes(least.astype("<u4").tobytes())


def enter_sketch(catalogue: Catalogue, document: int, folded: list[str]) -> None:
    """Keep the sketch of a document in the place of the one it had."""
    remove_sketch(catalogue, document)
    sketch = sketch_of(folded)
    if sketch:
        catalogue.db.execute("INSERT INTO likeness (document, sketch) VALUES (?, ?)", (document, sketch))
        catalogue.db.conn.executemany(
            "INSERT INTO likeness_band (band, document) VALUES (?, ?)", ((band, document) for band in bands_of(sketch))
        )


def remove_sketch(catalogue: Catalogue, document: int) -> None:
    """Forget what a document's text is like."""
    sketch = catalogue.value("SELECT sketch FROM likeness WHERE document = ?", document)
    for band in bands_of(sketch) if isinstance(sketch, bytes) else ():
        catalogue.db.execute("DELETE FROM likeness_band WHERE band = ? AND document = ?", (band, document))
    catalogue.db.execute("DELETE FROM likeness WHERE document = ?", (document,))


def kin_of(catalogue: Catalogue, document: int) -> tuple[Kin, ...]:
    """Return the documents held that are the same as this one by their number, and those with nearly its text.

    The same bytes are never filed twice, and nothing that resembles anything is left out or taken away.

    >>> kin_of(catalogue, 1)
    ()
    """
    own = catalogue.value("SELECT sketch FROM likeness WHERE document = ?", document)
    named = catalogue.rows(
        """SELECT d.id, d.number, d.name, l.sketch FROM document o
           JOIN identity i ON i.id = o.identity AND i.number_key NOT LIKE '= %'
           JOIN document d ON d.identity = o.identity LEFT JOIN likeness l ON l.document = d.id
           WHERE o.id = ? AND d.id <> o.id AND d.withdrawn_at IS NULL ORDER BY d.id LIMIT ?""",
        *(document, MOST),
    )
    same = {row["id"]: _kin(row, "same document", own) for row in named}
    bands = list(bands_of(own)) if isinstance(own, bytes) else []
    near = catalogue.rows(
        f"""SELECT DISTINCT d.id, d.number, d.name, l.sketch FROM likeness_band b
            JOIN likeness l ON l.document = b.document JOIN document d ON d.id = b.document
            WHERE b.band IN ({", ".join("?" * len(bands))}) AND d.id <> ? AND d.withdrawn_at IS NULL LIMIT ?""",
        *(*bands, document, MOST),
    )
    similar = (_kin(row, "similar text", own) for row in near)
    alike = [kin for kin in similar if kin.document not in same and (kin.likeness or 0) >= ALIKE]
    return (*same.values(), *sorted(alike, key=lambda kin: (-(kin.likeness or 0), kin.document)))


def _kin(row: sqlite3.Row, how: How, own: object) -> Kin:
    return Kin(row["id"], row["number"], row["name"], how, likeness_of(own, row["sketch"]))


def likeness_of(one: object, other: object) -> float | None:
    """Return which share of two sketches is equal, None where there is none of one of the two."""
    if not isinstance(one, bytes) or not isinstance(other, bytes):
        return None
    values = [[sketch[at : at + 4] for at in range(0, len(sketch), 4)] for sketch in (one, other)]
    equal: int = sum(a == b for a, b in zip(*values, strict=True))
    return equal / (BANDS * ROWS)


def bands_of(sketch: bytes) -> Iterator[int]:
    """Yield a number for each band of a sketch, as SQLite keeps them."""
    width = 4 * ROWS
    for at in range(0, len(sketch), width):
        digest = hashlib.blake2b(sketch[at : at + width], digest_size=8, salt=bytes([at // width])).digest()
        yield int.from_bytes(digest, "big", signed=True)


@cache
def _orders() -> Any:
    """Return the factors that put shingles into their orders."""
    import numpy as np

    return np.random.default_rng(SEED).integers(1, 2**63, BANDS * ROWS, dtype=np.uint64) | np.uint64(1)


@lru_cache(maxsize=1 << 15)
def _value(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
