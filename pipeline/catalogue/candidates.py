"""The documents that a query may mean: rows of the index in the order of their weight, ranked by their text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from normalizers.folding import fold
from pipeline.catalogue.facts import to_text
from pipeline.catalogue.identity import number_key
from pipeline.catalogue.index import COMMON, LENGTH, STRIDE, as_tokens, words_of
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.terms import Sought, asked

BLOCK = 150  # rows of the index that are ranked among each other
BLOCKS = 6  # that are looked at for one query
FEW = 1000  # documents that hold all words, the heaviest of which are ranked by their whole texts
SLICE = 50  # of them that are read at a time
READ = 500  # passages of them that are read at most; where no filter limits them, papers with more are not few
WIDER = 50  # times as many may hold all words where a filter makes them few: the index would look long for the nearest
PLACES = 400  # of terms in a whole text that are compared
CLOSE = 0.4  # closeness in a block below which the next is looked at too, and both are ranked together
LIGHTEST = -(2**63)  # below every row
FILTERED = 1000  # rows of the index of which a filter leaves a block
NAMED = "coalesce(d.title, '') || ' ' || coalesce(d.number, '')"
WHOLE = f"d.text || ' ' || {NAMED}"
MORE = 24  # characters of a word that begins in a passage and ends behind it

REPLACED = """EXISTS (SELECT 1 FROM edge e INDEXED BY edge_ending JOIN identity i ON e.target = coalesce(i.merged, i.id)
                      WHERE i.id = d.identity AND e.relation IN ('thay thế', 'bãi bỏ') AND e.extent = 'whole')"""


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


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may be meant, and the passage that tells so."""

    document: int
    closeness: float = 1.0
    passage: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """The documents that hold all terms, where they are few: by title, by text, and the rows that were not read.

    Each list begins with those in which the terms stand closest; `closeness` is 0 where they do not stand together.
    """

    titled: list[Candidate]
    ranked: list[Candidate]
    rest: list[int]


def numbered(catalogue: Catalogue, query: str, filters: Filters) -> Iterator[Candidate]:
    """Yield the documents whose own number is asked for, or begins so; the newest first."""
    key = number_key(query)
    where, values = _where(filters)
    rows = catalogue.rows(
        f"""SELECT d.id FROM document d
            WHERE d.id IN (SELECT id FROM document WHERE number_key = ? UNION ALL
                           SELECT id FROM document WHERE number_key > ? AND number_key < ?)
              AND d.withdrawn_at IS NULL AND {where}
            ORDER BY number_key <> ?, date DESC, d.id LIMIT ?""",
        *(key, f"{key} ", f"{key}!", *values, key, BLOCK),
    )
    yield from (Candidate(row[0]) for row in rows)


def titled(catalogue: Catalogue, wanted: Sought, filters: Filters) -> Iterator[Candidate]:
    """Yield the documents whose title, with their number, holds all terms; the closest first in each block."""
    yield from _ranked(catalogue, ("search", NAMED), (wanted, wanted.titles), filters)


def near(catalogue: Catalogue, wanted: Sought, filters: Filters) -> Iterator[Candidate]:
    """Yield the documents of which one passage holds all terms; the closest first in each block."""
    text = f"substr(d.text, 1 + (f.value - p.first) * {STRIDE}, {LENGTH + MORE})"
    yield from _ranked(catalogue, ("passage", text), (wanted, wanted.tokens), filters)


def few(catalogue: Catalogue, wanted: Sought, whole: tuple[tuple[str, ...], ...], filters: Filters) -> Held | None:
    """Return the documents that hold all terms, and whose rows hold all tokens of `whole`; None where many do."""
    rows = _few_rows(catalogue, asked(whole), filters) if whole else []
    if rows is None:
        return None
    named = _texts(catalogue, NAMED, rows, filters, len(rows))
    titles = ((document, title, *wanted.closeness_in(title, PLACES)) for _, document, title in named)
    titled = [Candidate(document, closeness, "", exact) for document, _, closeness, exact in titles if closeness]
    ranked: list[Candidate] = []
    left, read = [row for row, _, _ in named], 0
    while left and read < READ * STRIDE:
        for _, document, text in _texts(catalogue, WHOLE, left[:SLICE], EVERYTHING):
            read += len(text)
            closeness, exact = wanted.closeness_in(text, PLACES)
            if closeness or _holds_phrases(wanted, text):
                ranked.append(Candidate(document, closeness, text if closeness else "", exact))
        del left[:SLICE]
    return Held(_closest_first(titled), _closest_first(ranked), left)


def somewhere(catalogue: Catalogue, wanted: Sought, filters: Filters) -> Iterator[Candidate]:
    """Yield the documents that hold all terms anywhere."""
    rows = _rows(catalogue, "search", (asked(wanted.tokens), None), filters)
    yield from holding(catalogue, wanted, rows, filters)


def holding(catalogue: Catalogue, wanted: Sought, rows: list[int], filters: Filters) -> Iterator[Candidate]:
    """Yield the documents of rows that hold the words, where their texts have the phrases too."""
    for _, document, text in _texts(catalogue, WHOLE if wanted.phrases else "''", rows, filters):
        if _holds_phrases(wanted, text):
            yield Candidate(document)


def _few_rows(catalogue: Catalogue, match: str, filters: Filters) -> list[int] | None:
    """Return the rows of all documents that match, heaviest first; None where they are many, as the first of them tell.

    Of some more that a filter leaves, the heaviest. The index is read from its light end, which takes two thirds of the
    time.
    """
    named = _named(filters)
    asking = " AND ".join([match, *named])
    lightest = "SELECT rowid FROM search WHERE search MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?"
    many = FEW + 1 if named else BLOCK
    rows = [row for (row,) in catalogue.tuples(lightest, asking, LIGHTEST, many)]
    if len(rows) == many:
        ends = "SELECT coalesce((SELECT min(first) FROM placed), 0), coalesce((SELECT max(first) FROM placed), 0)"
        first, last = catalogue.tuples(ends)[0]
        expected = many * (last - first) / max(1, rows[-1] - first)
        if expected > (WIDER * FEW if named else FEW):
            return None
        if named:
            return _rows(catalogue, "search", (match, None), filters)
        rows += [row for (row,) in catalogue.tuples(lightest, asking, rows[-1], FEW)]
    if named:
        return rows[::-1]
    passages = "SELECT sum(p.passages) FROM json_each(?) f JOIN placed p ON p.first = f.value"
    read = int(str(catalogue.value(passages, to_text(rows)) or 0))
    return rows[::-1] if read <= READ else None


def _holds_phrases(wanted: Sought, text: str) -> bool:
    return all(Sought((), (), (phrase,)).closeness(text) for phrase in wanted.phrases)


def _ranked(
    catalogue: Catalogue, source: tuple[str, str], what: tuple[Sought, tuple[tuple[str, ...], ...]], filters: Filters
) -> Iterator[Candidate]:
    wanted, tokens = what
    match, below = asked(tokens), None
    waiting: list[Candidate] = []
    for _ in range(BLOCKS if tokens else 0):
        rows = _rows(catalogue, source[0], (match, below), filters)
        best: dict[int, Candidate] = {}
        texts = _texts(catalogue, source[1], rows, filters)
        for _, document, text in texts:
            closeness = wanted.closeness(text)
            if closeness and (document not in best or closeness > best[document].closeness):
                best[document] = Candidate(document, closeness, text if source[0] == "passage" else "")
        waiting += best.values()
        if len(rows) < _most(filters):
            break
        if any(candidate.closeness >= CLOSE for candidate in best.values()):
            yield from _closest_first(waiting)
            waiting = []
        below = texts[-1][0] if len(texts) == BLOCK else rows[-1]
    yield from _closest_first(waiting)


def _closest_first(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: -candidate.closeness)


def _rows(catalogue: Catalogue, table: str, asking: tuple[str, int | None], filters: Filters) -> list[int]:
    """Return the heaviest rows below a row that the index finds; more where a filter takes some of them away."""
    match, below = asking
    rows = catalogue.rows(
        f"""SELECT rowid FROM {table} WHERE {table} MATCH ? {"AND rowid < ?" if below is not None else ""}
            ORDER BY rowid DESC LIMIT ?""",
        " AND ".join([match, *_named(filters)]),
        *([below] if below is not None else []),
        _most(filters),
    )
    return [row[0] for row in rows]


def _most(filters: Filters) -> int:
    """Return how many rows of the index make a block: more where the index cannot tell all that a filter asks."""
    if filters == EVERYTHING:
        return BLOCK
    told = not filters.in_force and filters.quality is None and bool(filters.since) == bool(filters.until)
    return 2 * BLOCK if told else FILTERED


def _texts(
    catalogue: Catalogue, text: str, rows: list[int], filters: Filters, limit: int = BLOCK
) -> list[tuple[int, int, str]]:
    """Return row, document and text of the rows that stand for a document still and that the filters leave."""
    where, values = _where(filters)
    found = catalogue.rows(
        f"""SELECT f.value, d.id, {text} FROM json_each(?) f
            CROSS JOIN placed p ON p.first = (SELECT max(first) FROM placed WHERE first <= f.value)
                               AND f.value < p.first + p.passages
            CROSS JOIN document d ON d.id = p.document
            WHERE {where} LIMIT ?""",
        *(to_text(rows), *values, limit),
    )
    return [(row[0], row[1], row[2]) for row in found]


def _named(filters: Filters) -> list[str]:
    """Return what the filters ask of the index itself, common words of names only where there are no others."""
    asking: list[str] = []
    for mark, name in (("t", filters.doc_type), ("i", filters.issuer), ("p", filters.place)):
        words = words_of(name)
        telling = [word for word in words if word not in COMMON] or words
        asking += (f'"{token}"' for token in as_tokens(" ".join(f"{mark}_{word}" for word in telling)).split())
    first, last = (filters.since or "")[:4], (filters.until or "")[:4]
    if first.isdecimal() and last.isdecimal() and int(first) <= int(last) <= int(first) + 200:
        asking.append("(" + " OR ".join(f'"y_{year}"' for year in range(int(first), int(last) + 1)) + ")")
    return asking


def _where(filters: Filters) -> tuple[str, list[str | float]]:
    """Return the conditions of the filters that the index cannot tell, with the values they take."""
    conditions: list[str] = []
    values: list[str | float] = []
    names = (("doc_type", filters.doc_type), ("issuer", filters.issuer), ("place", filters.place))
    told = [(f"instr(fold(d.{column}), ?) > 0", fold(name)) for column, name in names if name]
    for condition, wanted in (
        *told,
        ("d.date >= ?", filters.since),
        ("d.date <= ?", filters.until),
        ("coalesce(d.quality, 1) >= ?", filters.quality),
    ):
        if wanted is not None:
            conditions.append(condition)
            values.append(wanted)
    if filters.in_force:
        conditions.append(f"NOT {REPLACED}")
    return " AND ".join(conditions) or "true", values
