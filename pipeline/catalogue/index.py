"""The search index: what of a document is indexed, with its marks and folded."""

from __future__ import annotations

import unicodedata

from normalizers.folding import fold
from normalizers.tone_marks import place
from pipeline.catalogue.schema import Catalogue

COLUMNS = ("number", "doc_type", "issuer", "place", "year", "exact_title", "folded_title", "exact", "folded")


def exact(text: str) -> str:
    """Return text as it is searched with marks: composed, lower case, tone marks in their customary place."""
    return place(unicodedata.normalize("NFC", text).lower())


def index_document(catalogue: Catalogue, document: int) -> None:
    """Enter a filed document into the index."""
    catalogue.db.execute(
        f"INSERT INTO search (rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (document, *_entry(catalogue, document)),
    )


def unindex_document(catalogue: Catalogue, document: int) -> None:
    """Take a document out of the index; it must still stand in the catalogue as it was entered."""
    catalogue.db.execute(
        f"INSERT INTO search (search, rowid, {', '.join(COLUMNS)}) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (document, *_entry(catalogue, document)),
    )


def _entry(catalogue: Catalogue, document: int) -> tuple[str, ...]:
    row = catalogue.rows("SELECT * FROM document WHERE id = ?", document)[0]
    title, text = row["title"] or "", row["text"]
    named = (fold(row[name] or "") for name in ("number", "doc_type", "issuer", "place"))
    return *named, (row["date"] or "")[:4], exact(title), fold(title), exact(text), fold(text)
