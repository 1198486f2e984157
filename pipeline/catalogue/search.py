"""Search: one box that takes what a person types, with all marks, some or none, words, phrases and codes.

Full ranking reads every document that holds a word, which takes long for common ones. So a query is asked in tiers, the
surest first: the number itself, words in the title, words near each other, words anywhere. Each tier takes so many rows
of the index, the last entered first, ranks what it took by the text, and stops when there are enough.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from normalizers.folding import fold
from pipeline.catalogue.candidates import (
    EVERYTHING,
    Candidate,
    Filters,
    few,
    holding,
    near,
    numbered,
    somewhere,
    titled,
)
from pipeline.catalogue.facts import to_text
from pipeline.catalogue.identity import number_key
from pipeline.catalogue.index import CODE, WORD
from pipeline.catalogue.lighting import lit_spans, snippet_of
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.spelling import mended
from pipeline.catalogue.terms import Sought, sought
from pipeline.text import Span

__all__ = ["Filters", "Hit", "lit_spans", "search", "terms_of"]

BEGINNING = 2000  # characters of a text in which the words of a title are lit
PHRASE_OR_WORDS = re.compile(r'"([^"]*)"|“([^”]*)”|([^"“]+)')
NUMBERED = re.compile(r"^\W*\d{1,5}\s*[-/ ]\s*[^\W\d_]|^\W*\d{1,5}\s*/\s*\d{4}\s*/")

Matched = Literal["number", "exact", "folded", "similar"]


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
    catalogue: Catalogue, query: str, filters: Filters = EVERYTHING, *, limit: int = 20, offset: int = 0
) -> tuple[Hit, ...]:
    """Return the documents that hold every word of the query, likeliest first.

    A document whose own number is asked for comes first, then words with the marks as typed, then words by their
    letters alone; where nothing is found, words that differ by one letter. Any text is a valid query; one without a
    letter or digit finds nothing.

    >>> [(hit.number, hit.matched) for hit in search(catalogue, "phong chay rung")]
    [('12/KH-UBND', 'folded')]
    >>> [hit.document for hit in search(catalogue, "44-KL", Filters(since="2019-01-01", until="2019-12-31"))]
    [2]
    """
    terms = terms_of(query)
    if not terms:
        return ()
    wanted = offset + limit
    found: dict[int, tuple[Matched, Candidate]] = {}
    for matched, candidates in _tiers(catalogue, query, terms, filters):
        for candidate in candidates:
            found.setdefault(candidate.document, (matched, candidate))
            if len(found) == wanted:
                break
        if len(found) == wanted:
            break
    if not found:
        found, terms = _similar(catalogue, terms, filters, wanted)
    return _hits(catalogue, list(found.values())[offset:wanted], terms)


def terms_of(query: str) -> tuple[str, ...]:
    """Return the words of a query and its quoted phrases; a code counts as a phrase."""
    terms: list[str] = []
    for double, curly, plain in PHRASE_OR_WORDS.findall(unicodedata.normalize("NFC", query)):
        pieces = [double or curly] if double or curly else plain.split()
        terms += [words for piece in pieces if (words := " ".join(WORD.findall(piece)))]
    return tuple(terms)


def _tiers(
    catalogue: Catalogue, query: str, terms: tuple[str, ...], filters: Filters
) -> Iterator[tuple[Matched, Iterator[Candidate]]]:
    """Yield the documents of each tier, the surest first, as they are asked for."""
    if NUMBERED.match(query):
        yield "number", numbered(catalogue, query, filters)
    folded = tuple(term for term in (fold(term) for term in terms) if WORD.search(term))
    if not folded:
        return
    written = (code[0] for code in CODE.finditer(query))
    codes = {" ".join(WORD.findall(code)): number_key(code) for code in written}
    if NUMBERED.match(query) and len(folded) > 1:
        whole = sought((number_key(query),), codes={number_key(query): number_key(query)}, marked=False)
        yield "folded", near(catalogue, whole, filters)
    marked = unicodedata.normalize("NFC", query).lower() != fold(query)
    ways: tuple[tuple[Matched, Sought], ...] = (
        ("exact", sought(terms, codes=codes, marked=True)),
        ("folded", sought(terms, codes=codes if not marked else {}, marked=False)),
    )
    yield from _words(catalogue, ways if marked else ways[1:], filters)


def _words(
    catalogue: Catalogue, ways: tuple[tuple[Matched, Sought], ...], filters: Filters
) -> Iterator[tuple[Matched, Iterator[Candidate]]]:
    """Yield the documents of the tiers of words; where few documents hold them, their texts alone tell which is which.

    The last of the ways is by letters alone.
    """
    held = few(catalogue, ways[0][1], ways[-1][1].whole, filters)
    for matched, wanted in ways:
        if held is None:
            yield matched, titled(catalogue, wanted, filters)
            yield matched, near(catalogue, wanted, filters)
        else:
            together = (each for each in held.ranked if each.closeness)
            yield matched, (each for each in (*held.titled, *together) if each.exact or matched == "folded")
    if held is None:
        yield "folded", somewhere(catalogue, ways[-1][1], filters)
    else:
        yield "folded", iter(held.ranked)
        yield "folded", holding(catalogue, ways[-1][1], held.rest, filters)


def _similar(
    catalogue: Catalogue, terms: tuple[str, ...], filters: Filters, wanted: int
) -> tuple[dict[int, tuple[Matched, Candidate]], tuple[str, ...]]:
    """Return the documents that hold the words with one of them mended, and the words they hold.

    Two letters that changed places are the likeliest error, and stand for few words.
    """
    found: list[Candidate] = []
    words: dict[str, None] = {}
    for swapped in (True, False):
        for groups in mended(terms, swapped=swapped) if not found else ():
            candidates = list(near(catalogue, Sought.of_alternatives(groups), filters))
            found += candidates
            words |= dict.fromkeys(word for group in groups for word in group) if candidates else {}
    found.sort(key=lambda candidate: -candidate.closeness)
    chosen = {candidate.document: candidate for candidate in reversed(found)}
    ordered = sorted(chosen.values(), key=lambda candidate: -candidate.closeness)[:wanted]
    return {candidate.document: ("similar", candidate) for candidate in ordered}, tuple(words)


def _hits(catalogue: Catalogue, chosen: list[tuple[Matched, Candidate]], terms: tuple[str, ...]) -> tuple[Hit, ...]:
    rows = catalogue.rows(
        """SELECT d.id AS document, d.number, d.doc_type, d.title, d.issuer, d.date, d.name,
                  substr(d.text, 1, ?) AS beginning
           FROM json_each(?) n CROSS JOIN document d ON d.id = n.value""",
        *(BEGINNING, to_text([candidate.document for _, candidate in chosen])),
    )
    hits = []
    for row, (matched, candidate) in zip(rows, chosen, strict=True):
        fields = {name: row[name] for name in ("document", "number", "doc_type", "title", "issuer", "date", "name")}
        snippet = snippet_of(candidate.passage or row["beginning"], terms)
        hits.append(Hit(**fields, matched=matched, snippet=snippet, lit=lit_spans(snippet, terms)))
    return tuple(hits)
