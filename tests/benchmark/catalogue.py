"""Speed of the catalogue on generated papers: filing, search, tasks, chains.

python -m tests.benchmark.catalogue [--papers N] [--syllables N]
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from corpus.knowledge import Knowledge
from normalizers.folding import fold
from pipeline.catalogue.graph import trace
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.search import search
from pipeline.catalogue.tasks import tasks
from pipeline.catalogue.write import file_document
from tests.benchmark.papers import OFFICES, PLACES, ROOTS, Shape, common_words, generate


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def timed(questions: list[Callable[[], object]]) -> str:
    """Ask every question once and return the median, 95th and 99th percentile in milliseconds."""
    taken = []
    for question in questions:
        begin = time.perf_counter()
        question()
        taken.append((time.perf_counter() - begin) * 1000)
    return " ".join(f"{name} {value:7.1f}" for name, value in zip(("p50", "p95", "p99"), _points(taken), strict=True))


def _points(taken: list[float]) -> tuple[float, float, float]:
    return statistics.median(taken), percentile(taken, 0.95), percentile(taken, 0.99)


def mixed_queries(words: tuple[str, ...], count: int, *, seed: int = 2) -> list[str]:
    """Return queries of every kind: with marks, without, phrases, codes, rare words and very common ones."""
    draw = random.Random(seed)
    kinds: list[Callable[[], str]] = [
        lambda: " ".join(draw.choices(words[:2000], k=2)),
        lambda: fold(" ".join(draw.choices(words[:2000], k=2))),
        lambda: f'"{" ".join(draw.choices(words[:50], k=2))}"',
        lambda: draw.choice(ROOTS),
        lambda: f"{draw.randrange(1, 5000)}/KH-UBND",
        lambda: draw.choice(words[3000:]),
        lambda: draw.choice(words[:20]),
    ]
    return [kinds[i % len(kinds)]() for i in range(count)]


def fill(catalogue: Catalogue, shape: Shape, knowledge: Knowledge, folder: Path) -> float:
    """File generated papers; return how many a second."""
    begin = time.perf_counter()
    for document in generate(shape, folder):
        file_document(catalogue, document, knowledge)
        document.source.path.unlink()
    return shape.papers / (time.perf_counter() - begin)


def main() -> None:
    """Fill a catalogue on disk and print what it does and how quickly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--syllables", type=int, default=1000)
    arguments = parser.parse_args()
    shape, knowledge = Shape(arguments.papers, arguments.syllables), Knowledge.load()
    with tempfile.TemporaryDirectory() as folder, open_catalogue(Path(folder) / "catalogue.db") as catalogue:
        rate = fill(catalogue, shape, knowledge, Path(folder))
        size = catalogue.path.stat().st_size / 1e6
        print(f"{shape.papers} generated papers of {shape.syllables} syllables; milliseconds")
        print(f"filed                 {rate:7.1f} a second, {size:.0f} MB, {size * 1000 / shape.papers:.1f} kB a paper")
        queries = mixed_queries(tuple(common_words()), 500)
        print("search, 500 mixed    ", timed([lambda q=q: search(catalogue, q) for q in queries]))
        bodies = [f"{office} tỉnh {place}" for office in OFFICES for place in PLACES]
        ask = [lambda b=b: tasks(catalogue, knowledge, body=b, as_of=date(2025, 1, 1)) for b in bodies]
        print("tasks of a body      ", timed(ask))
        print("chain, depth 6       ", timed([lambda r=r: trace(catalogue, r, depth=6) for r in ROOTS]))
        print(f"peak memory           {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB")


if __name__ == "__main__":
    main()
