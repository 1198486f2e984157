"""Search: one box that takes what a person types, with all marks, some or none, words, phrases and codes."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from normalizers.folding import fold, fold_in_place
from pipeline.catalogue.identity import number_key
from pipeline.catalogue.index import exact
from pipeline.catalogue.schema import Catalogue
from pipeline.text import Span

WEIGHTS = "10.0, 5.0, 1.0, 4.0, 0.8"  # of the columns number, exact_title, exact, folded_title, folded
SNIPPET = 220  # characters
PHRASE_OR_WORDS = re.compile(r'"([^"]*)"|“([^”]*)”|([^"“]+)')
WORD = re.compile(r"[^\W_]+")
CODE = re.compile(r"^\W*\d{1,5}\s*[-/ ]\s*[^\W\d_]|^\W*\d{1,5}\s*/\s*\d{4}\s*/")


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits are limited to; dates are ISO 8601 and inclusive, names are compared folded and in part."""

    doc_type: str | None = None
    issuer: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found; `lit` are the places of the sought words in `snippet`."""

    document: int
    number: str | None
    doc_type: str | None
    title: str | None
    issuer: str | None
    date: str | None
    name: str
    matched: Literal["number", "exact", "folded"]
    snippet: str
    lit: tuple[Span, ...]


def search(
    catalogue: Catalogue, query: str, filters: Filters = Filters(), *, limit: int = 20, offset: int = 0
) -> tuple[Hit, ...]:
    """Return the documents that hold every word of the query, likeliest first.

    A document whose own number is asked for comes first, then words with the marks as typed, then words by their
    letters alone. Any text is a valid query; one without a letter or digit finds nothing.
    """
    terms = terms_of(query)
    if not terms:
        return ()
    wanted = offset + limit
    found: dict[int, Literal["number", "exact", "folded"]] = {}
    if CODE.match(query):
        for document in _by_number(catalogue, query, filters, wanted):
            found.setdefault(document, "number")
    if unicodedata.normalize("NFC", query).lower() != fold(query) and len(found) < wanted:
        for document in _by_words(catalogue, _match("exact", map(exact, terms)), filters, wanted):
            found.setdefault(document, "exact")
    if len(found) < wanted:
        for document in _by_words(catalogue, _match("folded", map(fold, terms)), filters, wanted):
            found.setdefault(document, "folded")
    chosen = list(found.items())[offset:wanted]
    return tuple(_hit(catalogue, document, how, terms) for document, how in chosen)


def terms_of(query: str) -> tuple[str, ...]:
    """Return the words of a query and its quoted phrases; a code counts as a phrase."""
    terms: list[str] = []
    for double, curly, plain in PHRASE_OR_WORDS.findall(unicodedata.normalize("NFC", query)):
        pieces = [double or curly] if double or curly else plain.split()
        terms += [words for piece in pieces if (words := " ".join(WORD.findall(piece)))]
    return tuple(terms)


def lit_spans(text: str, terms: Iterable[str]) -> tuple[Span, ...]:
    """Return where the terms stand in an NFC text, by their letters alone, without overlaps."""
    words = sorted({fold(t) for t in terms if t}, key=len, reverse=True)
    if not words:
        return ()
    pattern = "|".join(r"[\W_]+".join(map(re.escape, w.split())) for w in words)
    return tuple(Span(*m.span()) for m in re.finditer(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", fold_in_place(text)))


def _match(columns: Literal["exact", "folded"], terms: Iterable[str]) -> str:
    """Return an FTS5 query that no term can break: every term is quoted, and has letters and digits only."""
    quoted = " AND ".join(f'"{" ".join(WORD.findall(term))}"' for term in terms)
    others = "number " if columns == "folded" else ""
    return f"{{{others}{columns}_title {columns}}} : ({quoted})"


def _by_number(catalogue: Catalogue, query: str, filters: Filters, limit: int) -> list[int]:
    key = number_key(query)
    where, values = _where(filters)
    rows = catalogue.rows(
        f"""SELECT d.id FROM document d WHERE (number_key = ? OR number_key GLOB ?) AND {where}
            ORDER BY number_key <> ?, date DESC, d.id LIMIT ?""",
        *(key, f"{key} *", *values, key, limit),
    )
    return [row[0] for row in rows]


def _by_words(catalogue: Catalogue, match: str, filters: Filters, limit: int) -> list[int]:
    where, values = _where(filters)
    rows = catalogue.rows(
        f"""SELECT d.id FROM search JOIN document d ON d.id = search.rowid
            WHERE search MATCH ? AND {where} ORDER BY bm25(search, {WEIGHTS}), d.id LIMIT ?""",
        *(match, *values, limit),
    )
    return [row[0] for row in rows]


def _where(filters: Filters) -> tuple[str, list[str]]:
    """Return the conditions of the filters with the values they take."""
    conditions, values = ["d.withdrawn_at IS NULL"], []
    for column in ("doc_type", "issuer", "place"):
        if wanted := getattr(filters, column):
            conditions.append(f"instr(fold(d.{column}), ?) > 0")
            values.append(fold(wanted))
    for comparison, wanted in ((">=", filters.since), ("<=", filters.until)):
        if wanted:
            conditions.append(f"d.date {comparison} ?")
            values.append(wanted)
    return " AND ".join(conditions), values


def _hit(
    catalogue: Catalogue, document: int, matched: Literal["number", "exact", "folded"], terms: tuple[str, ...]
) -> Hit:
    row: sqlite3.Row = catalogue.rows("SELECT * FROM document WHERE id = ?", document)[0]
    text = row["text"]
    first = next(iter(lit_spans(text, terms)), Span(0, 0))
    start = max(0, first.start - SNIPPET // 3)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    snippet = re.sub(r"\s", " ", text[start : start + SNIPPET])
    return Hit(
        document=document,
        number=row["number"],
        doc_type=row["doc_type"],
        title=row["title"],
        issuer=row["issuer"],
        date=row["date"],
        name=row["name"],
        matched=matched,
        snippet=snippet,
        lit=lit_spans(snippet, terms),
    )
