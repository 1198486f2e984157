"""Search beside its peers, in one run on the same texts: plain FTS5 with full ranking, and tantivy where installed.

python -m tests.benchmark.peers FILE    (a catalogue that `tests.benchmark.bulk` has filled)

Each gets title and text, with marks and folded, and finds the texts that hold every word. Where nothing is found,
tantivy takes words that differ by one letter.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from normalizers.folding import fold
from pipeline.catalogue.index import exact
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.search import search
from tests.benchmark.catalogue import Known, known_items, mixed_queries, timed

TOP = 10
Find = Callable[[str], list[int]]


def words_in(query: str) -> str:
    """Return the words of a query alone: peers have operators of their own."""
    return " ".join(re.findall(r"\w+", query))


def ours(catalogue: Catalogue) -> Find:
    """Return the search that is measured."""
    return lambda query: [hit.document for hit in search(catalogue, query, limit=TOP)]


def plain_fts5(catalogue: Catalogue, folder: Path) -> Find:
    """Fill an index of FTS5 and return how it is asked, ranked by BM25."""
    db = sqlite3.connect(folder / "plain.db", isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("""CREATE VIRTUAL TABLE plain USING fts5(exact, folded, content='',
                                                        tokenize="unicode61 remove_diacritics 0")""")
    db.execute("BEGIN")
    rows = catalogue.db.execute("SELECT id, coalesce(title, '') || ' ' || text FROM document")
    db.executemany(
        "INSERT INTO plain (rowid, exact, folded) VALUES (?, ?, ?)", ((i, exact(t), fold(t)) for i, t in rows)
    )
    db.execute("COMMIT")

    def find(query: str) -> list[int]:
        column = "exact" if query.lower() != fold(query) else "folded"
        shaped = exact(query) if column == "exact" else fold(query)
        pieces = [f'"{words_in(shaped)}"'] if query.startswith('"') else [f'"{w}"' for w in words_in(shaped).split()]
        match = f"{column} : ({' AND '.join(pieces)})"
        return [row[0] for row in db.execute("SELECT rowid FROM plain(?) ORDER BY rank LIMIT ?", (match, TOP))]

    return find


def tantivy(catalogue: Catalogue, folder: Path) -> Find | None:
    """Fill an index of tantivy and return how it is asked; None where tantivy is not installed."""
    try:
        import tantivy as peer
    except ImportError:
        return None
    builder: Any = peer.SchemaBuilder()
    for name in ("exact", "folded"):
        builder.add_text_field(name, stored=False)
    builder.add_integer_field("document", stored=True)
    (folder / "tantivy").mkdir()
    index: Any = peer.Index(builder.build(), path=str(folder / "tantivy"))
    writer = index.writer(200_000_000, 1)
    for number, text in catalogue.db.execute("SELECT id, coalesce(title, '') || ' ' || text FROM document"):
        writer.add_document(peer.Document(document=number, exact=exact(text), folded=fold(text)))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(query: str, *, fuzzy: bool) -> list[int]:
        column = "exact" if query.lower() != fold(query) else "folded"
        shaped = words_in(exact(query) if column == "exact" else fold(query))
        written = f'"{shaped}"' if query.startswith('"') else shaped
        near = {"fuzzy_fields": {column: (False, 1, True)}} if fuzzy else {}
        parsed = index.parse_query(written, [column], conjunction_by_default=True, **near)
        return [searcher.doc(address)["document"][0] for _, address in searcher.search(parsed, TOP).hits]

    return lambda query: ask(query, fuzzy=False) or ask(query, fuzzy=True)


def reciprocal_rank(find: Find, asked: list[Known]) -> float:
    """Return the mean of 1 / rank of the document sought, 0 where it is not among the first."""
    found = [(find(one.query), one.document) for one in asked]
    return sum(1 / (hits.index(document) + 1) for hits, document in found if document in hits) / len(asked)


def overlap(find: Find, full: Find, queries: list[str]) -> float:
    """Return which share of the first hits of a full ranking is found, the queries that find nothing left aside."""
    pairs = [(set(find(query)), set(full(query))) for query in queries]
    shares = [len(here & there) / len(there) for here, there in pairs if there]
    return sum(shares) / len(shares)


def main() -> None:
    """Print speed and quality of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("catalogue", type=Path)
    arguments = parser.parse_args()
    with open_catalogue(arguments.catalogue) as catalogue, tempfile.TemporaryDirectory() as name:
        asked = {kind: known_items(catalogue, kind=kind) for kind in ("marked", "unmarked", "mistyped")}
        queries = mixed_queries(200)
        peers: dict[str, Find | None] = {"vanthu": ours(catalogue)}
        for peer, made in (("plain FTS5", plain_fts5), ("tantivy", tantivy)):
            begin = time.process_time()
            peers[peer] = made(catalogue, Path(name))
            print(f"{peer}: filled in {time.process_time() - begin:.0f} s CPU", flush=True)
        full = peers["plain FTS5"]
        for peer, find in peers.items():
            if find is None:
                print(f"{peer}: not installed")
                continue
            print(f"{peer:10}", timed([lambda f=find, q=query: f(q) for query in queries]))
            ranks = (f"{kind} {reciprocal_rank(find, several):.3f}" for kind, several in asked.items())
            print(f"{'':10} reciprocal rank:", ", ".join(ranks), flush=True)
            if full and find is not full:
                print(f"{'':10} of the first {TOP} of a full ranking: {overlap(find, full, queries):.2f}", flush=True)


if __name__ == "__main__":
    main()
