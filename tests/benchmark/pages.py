"""Speed of reading: text PDFs, and scans beside `ocrmypdf -l vie` on the same pages and cores, in alternating runs.

python -m tests.benchmark.pages --data DIR [--peer OCRMYPDF] [--jobs N] [--rounds N]

DIR is searched for PDFs. Those whose pages carry text are counted as text PDFs, the others as scans.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pipeline.assemble import assemble
from pipeline.config import Config
from pipeline.document import Document
from pipeline.errors import VanThuError
from pipeline.reading import open_source, read
from pipeline.recognition import end_processes, recognise
from pipeline.tools import Tools


@dataclass(frozen=True)
class Run:
    """Pages read, the seconds that it took on the clock, and those of the processors."""

    pages: int
    seconds: float
    processor: float

    def __str__(self) -> str:
        speed = self.pages / max(self.seconds, 1e-9)
        return f"{self.pages:5d} pages {self.seconds:8.1f} s {speed:8.2f} pages/s {self.processor:8.1f} CPU s"


def is_scan(path: Path, tools: Tools) -> bool | None:
    """Tell whether most pages wait for OCR; None for a file that cannot be read."""
    try:
        pages = read(Document(open_source(path, tools)), tools).pages
    except VanThuError:
        return None
    return sum(page.reading is None or page.scanned for page in pages) * 2 > len(pages)


def read_all(paths: list[Path], tools: Tools) -> Run:
    """Read files one after another, from bytes to one raw text each; processes for their pages start, and end, here."""
    begin, busy, pages = time.perf_counter(), processor_seconds(), 0
    for path in paths:
        document = assemble(recognise(read(Document(open_source(path, tools)), tools), tools), tools)
        pages += len(document.pages)
    end_processes(tools.config.processes)  # what they used is known when they have ended
    return Run(pages, time.perf_counter() - begin, processor_seconds() - busy)


def read_by_peer(paths: list[Path], peer: str, pages: int, jobs: int) -> Run:
    """Let ocrmypdf do the same pages, writing the text and the PDF it always writes."""
    begin, busy = time.perf_counter(), processor_seconds()
    environment = {**os.environ, "PATH": f"{Path(peer).parent}:{os.environ['PATH']}"}
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            command = [peer, "-q", "-l", "vie", "--force-ocr", "--output-type", "pdf", "--jobs", str(jobs)]
            command += ["--invalidate-digital-signatures"]  # it refuses signed papers else
            command += ["--sidecar", f"{folder}/text.txt", str(path), f"{folder}/out.pdf"]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"  {path.name}: ocrmypdf ended with {done.returncode}: {done.stderr[-200:]}", file=sys.stderr)
    return Run(pages, time.perf_counter() - begin, processor_seconds() - busy)


def processor_seconds() -> float:
    """Return what this process and its finished children have used so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def peak_memory(who: int) -> float:
    """Return the most memory held so far, in MB."""
    return resource.getrusage(who).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--peer", default=shutil.which("ocrmypdf"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    tools = Tools.build(Config(jobs=options.jobs))
    kinds = {path: is_scan(path, tools) for path in sorted(options.data.rglob("*.pdf"))}
    texts = [path for path, scan in kinds.items() if scan is False]
    scans = [path for path, scan in kinds.items() if scan]
    engine = next((name for e in tools.engines if (name := e.version())), "no OCR engine")
    print(f"{platform.platform()}, {os.cpu_count()} cores, {options.jobs} processes, {engine}, data {options.data}")
    for number in range(1, options.rounds + 1):
        if texts:
            print(f"round {number}  text PDFs  vanthu (one core)  {read_all(texts, Tools.build(Config(jobs=1)))}")
        if scans:
            ours = read_all(scans, tools)
            print(f"round {number}  scans      vanthu             {ours}")
            if options.peer:
                theirs = read_by_peer(scans, options.peer, ours.pages, options.jobs)
                clock, busy = theirs.seconds / ours.seconds, theirs.processor / ours.processor
                print(f"round {number}  scans      ocrmypdf -l vie    {theirs}  x {clock:.1f} (CPU x {busy:.1f})")
    if scans and not options.peer:
        print("ocrmypdf is not installed: no comparison (name it by --peer)")
    own, children = peak_memory(resource.RUSAGE_SELF), peak_memory(resource.RUSAGE_CHILDREN)
    print(f"most memory held: {own:.0f} MB by this process, {children:.0f} MB by the largest child")


if __name__ == "__main__":
    main()
