"""Speed of the catalogue on generated papers: filing, search, tasks, chains; and how high search puts what is sought.

python -m tests.benchmark.catalogue [--papers N] [--syllables N] [--keep FILE]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from corpus.knowledge import Knowledge
from normalizers.folding import fold
from pipeline.catalogue.graph import missing, trace
from pipeline.catalogue.records import records
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.search import Filters, search
from pipeline.catalogue.tasks import Asked, Scope, list_due, list_tasks
from pipeline.catalogue.write import file_document
from tests.benchmark import bulk
from tests.benchmark.papers import NUMBERS, OFFICES, ROOTS, Shape, common_words, lexicon, paper_of

FILED = 100  # papers filed one by one, to see how long that takes
PART = 50  # tasks of a list that are asked for
EXPORTED = 20_000  # papers exported at most


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def timed(questions: list[Callable[[], object]]) -> str:
    """Ask every question once; return median, 95th and 99th percentile in milliseconds, by the clock and of this CPU.

    On a machine that others use too, the clock counts their work as well.
    """
    clock, own = [], []
    for question in questions:
        begin, spent = time.perf_counter(), time.process_time()
        question()
        clock.append((time.perf_counter() - begin) * 1000)
        own.append((time.process_time() - spent) * 1000)
    return " | ".join(_shown(name, taken) for name, taken in (("clock", clock), ("CPU", own)))


def _shown(name: str, taken: list[float]) -> str:
    points = (statistics.median(taken), percentile(taken, 0.95), percentile(taken, 0.99))
    return f"{name} " + " ".join(f"{p} {value:7.1f}" for p, value in zip(("p50", "p95", "p99"), points, strict=True))


def mixed_queries(count: int, *, seed: int = 2) -> list[str]:
    """Return queries of every kind: with marks, without, phrases, codes, rare words and very common ones."""
    draw, (words, _), syllables = random.Random(seed), lexicon(), tuple(common_words())
    compounds = words[len(syllables) :]
    kinds: list[Callable[[], str]] = [
        lambda: " ".join(draw.choices(compounds[:3000], k=2)),
        lambda: fold(" ".join(draw.choices(compounds[:3000], k=2))),
        lambda: f'"{draw.choice(compounds[:500])}"',
        lambda: f'"{" ".join(draw.choices(syllables[:50], k=2))}"',
        lambda: draw.choice(ROOTS),
        lambda: f"{draw.randrange(1, NUMBERS)}/KH-UBND",
        lambda: draw.choice(syllables[3000:]),
        lambda: draw.choice(syllables[:20]),
        lambda: fold(" ".join(draw.choices(syllables[:40], k=3))),
        lambda: fold(draw.choice(compounds[:3000])),
    ]
    return [kinds[i % len(kinds)]() for i in range(count)]


@dataclass(frozen=True, slots=True)
class Known:
    """A query that is taken from a document."""

    query: str
    document: int


def known_items(catalogue: Catalogue, *, kind: str, count: int = 100, seed: int = 3) -> list[Known]:
    """Return queries of five of eight words, in any order, that stand together in the title or the text of a paper.

    `kind` is "marked", "unmarked" or "mistyped" (unmarked, with two neighbouring letters of one word swapped).
    """
    draw, papers = random.Random(seed), int(str(catalogue.value("SELECT max(id) FROM document")))
    made = []
    for document in draw.sample(range(1, papers + 1), min(count, papers)):
        row = catalogue.rows("SELECT title, text FROM document WHERE id = ?", document)[0]
        words = (row["title"] if draw.random() < 0.5 else row["text"].split("\n")[2]).split()
        start = draw.randrange(max(1, len(words) - 8))
        query = " ".join(draw.sample(words[start : start + 8], 5))
        if kind != "marked":
            query = fold(query)
        if kind == "mistyped":
            longest = max(query.split(), key=len)
            at = draw.randrange(len(longest) - 1)
            query = query.replace(longest, longest[:at] + longest[at + 1] + longest[at] + longest[at + 2 :], 1)
        made.append(Known(query, document))
    return made


def mean_reciprocal_rank(catalogue: Catalogue, *, kind: str) -> float:
    """Return the mean of 1 / rank of the paper that a query is taken from."""
    total, asked = 0.0, known_items(catalogue, kind=kind)
    for known in asked:
        found = [hit.document for hit in search(catalogue, known.query)]
        total += 1 / (found.index(known.document) + 1) if known.document in found else 0.0
    return total / len(asked)


def filing_rate(catalogue: Catalogue, shape: Shape, knowledge: Knowledge) -> str:
    """File papers one by one as they arrive; return how many a second, the writing of their files not counted."""
    held = int(str(catalogue.value("SELECT max(id) FROM document")))
    clock, own = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        for index in range(held, held + FILED):
            document = paper_of(index, shape)
            path = Path(folder) / document.source.name
            path.write_text(document.text.value, "utf-8")
            file_document(catalogue, replace(document, source=replace(document.source, path=path)), knowledge)
            next(catalogue.originals.glob(f"*/{document.source.sha256}*")).unlink()
    taken, spent = time.perf_counter() - clock, time.process_time() - own
    return f"{FILED / taken:.1f} a second by the clock, {FILED / spent:.1f} by CPU"


def measure(catalogue: Catalogue, knowledge: Knowledge) -> None:
    """Print how quickly questions are answered."""
    queries = mixed_queries(500)
    print("search, 500 mixed    ", timed([partial(search, catalogue, q) for q in queries]))
    narrow = Filters(issuer="tỉnh Cà Mau", since="2020-01-01", until="2021-06-30")
    print("search, filtered     ", timed([partial(search, catalogue, q, narrow) for q in queries[::5]]))
    for kind in ("marked", "unmarked", "mistyped"):
        print(f"reciprocal rank       {mean_reciprocal_rank(catalogue, kind=kind):7.3f} {kind}")
    day = date(2025, 1, 1)
    names = [row[0] for row in catalogue.rows("SELECT name FROM body ORDER BY tasks DESC LIMIT 100")]
    bodies = [Asked(Scope(name), day, limit=PART) for name in names]
    print("tasks of a body      ", timed([partial(list_tasks, catalogue, knowledge, asked) for asked in bodies]))
    vague = [Asked(Scope(name), day, limit=PART) for name in OFFICES]
    print("tasks of all its like", timed([partial(list_tasks, catalogue, knowledge, asked) for asked in vague]))
    print("due of a body        ", timed([partial(list_due, catalogue, knowledge, asked) for asked in bodies]))
    everybody = Asked(Scope(), day, limit=PART)
    print("due of everybody     ", timed([partial(list_due, catalogue, knowledge, everybody)] * 20))
    print("chain, depth 6       ", timed([partial(trace, catalogue, r, depth=6) for r in ROOTS * 5]))
    print("missing              ", timed([partial(missing, catalogue)] * 20))
    print(f"peak memory           {memory():7.0f} MB")
    print("export               ", exporting(catalogue))


def memory() -> float:
    """Return the megabytes of memory that this process has taken at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def exporting(catalogue: Catalogue) -> str:
    """Export some thousand papers; return how many a second, and how much memory that took beyond what was taken."""
    before, begin = memory(), time.process_time()
    sizes = [len(json.dumps(record, ensure_ascii=False)) for record in islice(records(catalogue), EXPORTED)]
    rate = len(sizes) / (time.process_time() - begin)
    return f"{rate:.0f} papers a second by CPU, {sum(sizes) / 1e6:.0f} MB, {memory() - before:.0f} MB more memory"


def main() -> None:
    """Fill a catalogue on disk, or take one that was kept, and print what it does and how quickly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--syllables", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="keep the catalogue as this file, or measure the one kept there")
    arguments = parser.parse_args()
    shape, knowledge = Shape(arguments.papers, arguments.syllables), Knowledge.load()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.keep or Path(folder) / "catalogue.db"
        with open_catalogue(path) as catalogue:
            if not catalogue.value("SELECT EXISTS (SELECT 1 FROM placed)"):
                bulk.fill(catalogue, shape, knowledge)
        with open_catalogue(path) as catalogue:
            held, size = int(str(catalogue.value("SELECT count(*) FROM document"))), path.stat().st_size
            print(f"{held} generated papers of {shape.syllables} syllables; milliseconds")
            print(f"{size / 1e6:.0f} MB, {size / 1000 / held:.1f} kB a paper")
            most = catalogue.value("SELECT max(cited_by) FROM identity")
            print(f"{catalogue.value('SELECT count(*) FROM edge')} edges, {most} papers cite the most cited")
            measure(catalogue, knowledge)
            print("filing               ", filing_rate(catalogue, shape, knowledge))


if __name__ == "__main__":
    main()
