"""Search: one box that takes what a person types, with all marks, some or none, words, phrases and codes.

Full ranking reads every document that holds a word, which takes long for common ones. So a query is asked in tiers, the
surest first: words in the title, words side by side, words near each other, words anywhere. Each tier gives the newest
documents and stops when there are enough; those of the last tier are ranked by how often they hold the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from normalizers.folding import fold
from pipeline.catalogue.identity import number_key
from pipeline.catalogue.index import exact
from pipeline.catalogue.lighting import lit_spans, snippet_of
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.spelling import mended
from pipeline.text import Span

__all__ = ["Filters", "Hit", "lit_spans", "search", "terms_of"]

RANKED = 40  # documents of the last tier that are ranked by their text
NEAR = 8  # words that may stand between words near each other
PHRASE_OR_WORDS = re.compile(r'"([^"]*)"|“([^”]*)”|([^"“]+)')
WORD = re.compile(r"[^\W_]+")
CODE = re.compile(r"^\W*\d{1,5}\s*[-/ ]\s*[^\W\d_]|^\W*\d{1,5}\s*/\s*\d{4}\s*/")

Matched = Literal["number", "exact", "folded", "similar"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits are limited to; dates are ISO 8601 and inclusive, names are compared folded and by whole words.

    `in_force` leaves out what a held paper replaces or abolishes, `quality` (0 to 1) what was read worse than that.
    """

    doc_type: str | None = None
    issuer: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    in_force: bool = False
    quality: float | None = None


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
    matched: Matched
    snippet: str
    lit: tuple[Span, ...]


def search(
    catalogue: Catalogue, query: str, filters: Filters = Filters(), *, limit: int = 20, offset: int = 0
) -> tuple[Hit, ...]:
    """Return the documents that hold every word of the query, likeliest first.

    A document whose own number is asked for comes first, then words with the marks as typed, then words by their
    letters alone; where nothing is found, words that differ by one letter. Any text is a valid query; one without a
    letter or digit finds nothing.
    """
    terms = terms_of(query)
    if not terms:
        return ()
    wanted = offset + limit
    found: dict[int, Matched] = {}
    for matched, documents in _tiers(catalogue, query, terms, (filters, wanted)):
        for document in documents:
            found.setdefault(document, matched)
        if len(found) >= wanted:
            break
    if not found:
        found = dict.fromkeys(_similar(catalogue, terms, filters, wanted), "similar")
        terms = tuple(dict.fromkeys(word for words in mended(terms) for word in words)) if found else terms
    chosen = list(found.items())[offset:wanted]
    return tuple(_hit(catalogue, document, how, terms) for document, how in chosen)


def terms_of(query: str) -> tuple[str, ...]:
    """Return the words of a query and its quoted phrases; a code counts as a phrase."""
    terms: list[str] = []
    for double, curly, plain in PHRASE_OR_WORDS.findall(unicodedata.normalize("NFC", query)):
        pieces = [double or curly] if double or curly else plain.split()
        terms += [words for piece in pieces if (words := " ".join(WORD.findall(piece)))]
    return tuple(terms)


def _tiers(
    catalogue: Catalogue, query: str, terms: tuple[str, ...], how: tuple[Filters, int]
) -> Iterator[tuple[Matched, list[int]]]:
    """Yield the documents of each tier, the surest first, as they are asked for."""
    filters, wanted = how
    if CODE.match(query):
        yield "number", _by_number(catalogue, query, filters, wanted)
    marked = unicodedata.normalize("NFC", query).lower() != fold(query)
    ways: tuple[tuple[Literal["exact", "folded"], Callable[[str], str]], ...] = (("exact", exact), ("folded", fold))
    for matched, shaped in ways if marked else ways[1:]:
        words = tuple(dict.fromkeys(" ".join(WORD.findall(shaped(term))) for term in terms))
        for match in _matches(matched, tuple(filter(None, words))):
            yield matched, _asked(catalogue, match, filters, wanted)
        for match in _last_match(matched, tuple(filter(None, words))):
            found = _asked(catalogue, match, filters, max(wanted, RANKED))
            yield matched, _ranked(catalogue, found[:RANKED], terms) + found[RANKED:]


def _matches(column: str, words: tuple[str, ...]) -> Iterator[str]:
    """Yield FTS5 queries from the strictest to the laxest; none can break, as words are letters and digits, quoted."""
    together = " AND ".join(map(_quoted, words))
    if not words:
        return
    yield f"{{number {column}_title}} : ({together})"
    if len(words) > 1:
        yield f"{{{column}_title {column}}} : {_quoted(' '.join(words))}"
        yield f"{{{column}}} : NEAR({' '.join(map(_quoted, words))}, {NEAR})"


def _last_match(column: str, words: tuple[str, ...]) -> Iterator[str]:
    if words:
        yield f"{{number {column}_title {column}}} : ({' AND '.join(map(_quoted, words))})"


def _quoted(words: str) -> str:
    return f'"{words}"'


def _similar(catalogue: Catalogue, terms: tuple[str, ...], filters: Filters, limit: int) -> list[int]:
    """Return the documents that hold the words with one of them mended, those that hold them close together first."""
    queries = [tuple(_matches("folded", words)) for words in mended(terms)]
    found: dict[int, None] = {}
    for strictness in zip(*queries, strict=True):
        for match in strictness:
            found |= dict.fromkeys(_asked(catalogue, match, filters, limit))
    if not found and queries:
        match = " OR ".join(f"({last})" for words in mended(terms) for last in _last_match("folded", words))
        found = dict.fromkeys(_asked(catalogue, match, filters, limit))
    return list(found)


def _by_number(catalogue: Catalogue, query: str, filters: Filters, limit: int) -> list[int]:
    key = number_key(query)
    where, values = _where(filters)
    names = {"doc_type": filters.doc_type, "issuer": filters.issuer, "place": filters.place}
    for column, wanted in names.items():
        if wanted:
            where += f" AND instr(fold(d.{column}), ?) > 0"
            values.append(fold(wanted))
    rows = catalogue.rows(
        f"""SELECT d.id FROM document d
            WHERE d.id IN (SELECT id FROM document WHERE number_key = ? UNION ALL
                           SELECT id FROM document WHERE number_key > ? AND number_key < ?)
              AND d.withdrawn_at IS NULL AND {where}
            ORDER BY number_key <> ?, date DESC, d.id LIMIT ?""",
        *(key, f"{key} ", f"{key}!", *values, key, limit),
    )
    return [row[0] for row in rows]


def _asked(catalogue: Catalogue, match: str, filters: Filters, limit: int) -> list[int]:
    """Return the newest documents that a query of the index finds."""
    where, values = _where(filters)
    join = "" if where == "true" else "JOIN document d ON d.id = search.rowid"
    rows = catalogue.rows(
        f"SELECT search.rowid FROM search {join} WHERE search MATCH ? AND {where} ORDER BY search.rowid DESC LIMIT ?",
        *(" AND ".join([f"({match})", *_named(filters)]), *values, limit),
    )
    return [row[0] for row in rows]


def _named(filters: Filters) -> Iterator[str]:
    """Yield what the filters ask of the index itself, so that rare names are found at once."""
    for column in ("doc_type", "issuer", "place"):
        if words := " ".join(WORD.findall(fold(getattr(filters, column) or ""))):
            yield f"{{{column}}} : {_quoted(words)}"
    first, last = (filters.since or "")[:4], (filters.until or "")[:4]
    if first.isdecimal() and last.isdecimal() and int(first) <= int(last) <= int(first) + 200:
        years = " OR ".join(_quoted(str(year)) for year in range(int(first), int(last) + 1))
        yield f"{{year}} : ({years})"


def _where(filters: Filters) -> tuple[str, list[str | float]]:
    """Return the conditions of the filters that the index cannot tell, with the values they take."""
    conditions: list[str] = []
    values: list[str | float] = []
    for condition, wanted in (
        ("d.date >= ?", filters.since),
        ("d.date <= ?", filters.until),
        ("coalesce(d.quality, 1) >= ?", filters.quality),
    ):
        if wanted is not None:
            conditions.append(condition)
            values.append(wanted)
    if filters.in_force:
        conditions.append(
            """NOT EXISTS (SELECT 1 FROM edge e JOIN identity i ON e.target = coalesce(i.merged, i.id)
                           WHERE i.id = d.identity AND e.relation IN ('thay thế', 'bãi bỏ') AND e.extent = 'whole')"""
        )
    return " AND ".join(conditions) or "true", values


def _ranked(catalogue: Catalogue, documents: list[int], terms: Iterable[str]) -> list[int]:
    """Return documents by how often they hold the words, the newest first where they hold them as often."""
    if len(documents) < 2:
        return documents
    terms = tuple(terms)
    counts = {}
    for document in documents:
        text = str(catalogue.value("SELECT text FROM document WHERE id = ?", document))
        counts[document] = len(lit_spans(text, terms)) / (1000 + len(text))
    return sorted(documents, key=lambda d: (-counts[d], -d))


def _hit(catalogue: Catalogue, document: int, matched: Matched, terms: tuple[str, ...]) -> Hit:
    row = catalogue.rows("SELECT * FROM document WHERE id = ?", document)[0]
    snippet = snippet_of(row["text"], terms)
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
