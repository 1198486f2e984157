"""Speed and memory: text papers down the whole line, a catalogue of generated papers, pages beside a peer.

    python -m tests.benchmark.speed [--data DIR] [--papers N] [--peer OCRMYPDF]

The sample directives are the text papers. PDFs and scans are read where DIR (the evaluation data) holds them.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from pipeline.config import Config
from pipeline.document import Document
from pipeline.line import LINE
from pipeline.reading import open_source
from pipeline.tools import Tools

SAMPLES = sorted(Path("corpus/directives").glob("*.txt"))
ROUNDS = 3
EXTRACTION_ROUNDS = 9
USUAL_WORDS = 3_000
FEWEST_WORDS, MOST_WORDS = 2_000, 6_000  # of a paper of usual length


def stages(tools: Tools) -> dict[str, float]:
    """Return the median seconds that each stage takes over all samples, read one after another in one process."""
    rounds: list[dict[str, float]] = []
    for _ in range(ROUNDS + 1):
        taken = dict.fromkeys((s.name for s in LINE), 0.0)
        for path in SAMPLES:
            document = Document(open_source(path, tools))
            for stage in LINE:
                begin = time.perf_counter()
                document = stage.run(document, tools)
                taken[stage.name] += time.perf_counter() - begin
        rounds.append(taken)
    return {name: statistics.median(r[name] for r in rounds[1:]) for name in rounds[0]}  # the first round warms up


def usual_papers(data: Path | None) -> list[Path]:
    """Return the papers of usual length among the evaluation data, the samples where there is none."""
    paths = sorted(data.glob("directives/*.txt")) if data else []
    return [p for p in paths if FEWEST_WORDS <= count_words([p]) <= MOST_WORDS] or SAMPLES


def count_words(papers: Iterable[Path]) -> int:
    """Return how many words papers have together."""
    return sum(len(path.read_text("utf-8").split()) for path in papers)


def extraction(tools: Tools, paths: Iterable[Path]) -> list[list[dict[str, float]]]:
    """Return the CPU seconds that each extractor takes for each paper, round by round, in order as in the line.

    A paper is segmented right before it is read, for what that remembers of it serves the extractors.
    """
    names = [stage.name for stage in LINE]
    before, segment = LINE[: names.index("segment")], LINE[names.index("segment")]
    papers = []
    for path in paths:
        document = Document(open_source(path, tools))
        for stage in before:
            document = stage.run(document, tools)
        papers.append(document)
    rounds: list[list[dict[str, float]]] = []
    for _ in range(EXTRACTION_ROUNDS + 1):
        rounds.append([])
        for paper in papers:
            document = segment.run(paper, tools)
            taken: dict[str, float] = {}
            for extractor in tools.extractors:
                begin = time.process_time()
                tuple(extractor.find(document, tools.knowledge))
                taken[extractor.name] = time.process_time() - begin
            rounds[-1].append(taken)
    return rounds[1:]  # the first warms up


def print_extraction(tools: Tools, papers: list[Path]) -> None:
    """Print what each extractor takes, and how many papers of usual length all of them read in a second.

    Beside the medians stands the best reading of each paper: what others do on the machine only adds to it.
    """
    rounds, words = extraction(tools, papers), count_words(papers)
    taken = {name: statistics.median(sum(paper[name] for paper in r) for r in rounds) for name in rounds[0][0]}
    total = sum(taken.values())
    best = sum(min(sum(paper.values()) for paper in readings) for readings in zip(*rounds, strict=True))
    print(f"\nextractors, {len(papers)} papers of {words // len(papers)} words, CPU time of one core")
    for name, seconds in taken.items():
        print(f"  {name:<12}{seconds:8.3f} s{seconds / total:8.0%}")
    usual = words / USUAL_WORDS
    print(
        f"  {usual / total:.1f} papers of {USUAL_WORDS} words a second by the median of {EXTRACTION_ROUNDS} rounds,"
        f" {usual / best:.1f} by the best of each paper",
        flush=True,
    )


def main() -> None:
    """Print every table of speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--peer", help="the ocrmypdf to measure beside")
    arguments = parser.parse_args()
    words = count_words(SAMPLES)
    tools = Tools.build(Config(jobs=1))
    taken = stages(tools)
    total = sum(taken.values())
    print(f"{len(SAMPLES)} text papers of {words // len(SAMPLES)} words, one core, median of {ROUNDS}")
    for name, seconds in taken.items():
        print(f"  {name:<12}{seconds:8.3f} s{seconds / total:8.0%}")
    print(f"  {len(SAMPLES) / total:.1f} papers a second, {words / total:,.0f} words a second", flush=True)
    print_extraction(tools, usual_papers(arguments.data))
    run("catalogue", "--papers", str(arguments.papers))
    if arguments.data and arguments.data.is_dir():
        run("pages", "--data", str(arguments.data), *(["--peer", arguments.peer] if arguments.peer else []))
    else:
        print("No evaluation data: PDFs and scans were not measured.")


def run(name: str, *arguments: str) -> None:
    """Run another benchmark in a process of its own, so that its memory is its own."""
    print(flush=True)
    subprocess.run([sys.executable, "-m", f"tests.benchmark.{name}", *arguments], check=True)


if __name__ == "__main__":
    main()
