"""What engines read from real scans: page by page in turn, against transcriptions, with the time that each takes.

python -m tests.benchmark.scans --data DIR [--peer OCRMYPDF] [--only NAME ...]

DIR holds `scans/<name>.gold.txt` beside `<name>.<suffix>`, and `eval/text_score.py`, which says how text is compared.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from pipeline.config import Config
from pipeline.document import Document, Reading
from pipeline.errors import VanThuError
from pipeline.ocr import OcrEngine, recogniser, tesseract
from pipeline.ocr.layout import arrange
from pipeline.reading import open_source, reader_of
from pipeline.recognition import Job, read_page
from pipeline.tools import Tools
from tests.benchmark.pages import processor_seconds

if TYPE_CHECKING:
    from pipeline.readers import Image

Read = Callable[[Path], str]


@dataclass
class Tally:
    """What one engine has done so far."""

    name: str
    read: Read
    counts: Counter[str] = field(default_factory=Counter)
    rates: list[float] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0

    def __str__(self) -> str:
        pages, of = max(1, len(self.rates)), self.counts
        return (
            f"{self.name:<17} {100 * of['wrong'] / max(1, of['characters']):6.2f} "
            f"{100 * sorted(self.rates)[len(self.rates) // 2]:6.2f} "
            f"{100 * of['words wrong'] / max(1, of['words']):6.2f} {of['codes right']:4.0f}/{of['codes']:<3.0f} "
            f"{of['dates right']:4.0f}/{of['dates']:<3.0f} {of['invented']:5.0f} "
            f"{self.processor / pages:7.2f} {pages / max(1e-9, self.seconds):8.2f}"
        )


def read_alone(image: Image, dpi: float, number: int, config: Config) -> Reading:
    """Read a page by our recogniser without a second opinion."""
    del config
    lines = recogniser.read_lines(image[:, :, 0], dpi, number)
    layout = arrange([word for _, words in lines for word in words])
    return Reading("ocr", "alone", layout.text, layout.words)


def reader(engine: OcrEngine, tools: Tools) -> Read:
    """Return what reads the first page of a file by an engine of ours: prepared, read, put in order."""

    def read(path: Path) -> str:
        how = reader_of(Document(open_source(path, tools)), tools)
        attempt = read_page(Job(path, 1, how, engine, tools.config, tools.config.ocr_timeout))
        return attempt.result.text if isinstance(attempt.result, Reading) else ""

    return read


def peer_reader(peer: str) -> Read:
    """Return what reads a file by ocrmypdf, with its means of cleaning pages."""

    def read(path: Path) -> str:
        environment = {**os.environ, "PATH": f"{Path(peer).parent}:{os.environ['PATH']}"}
        with tempfile.TemporaryDirectory() as folder:
            command = [peer, "-q", "-l", "vie", "--force-ocr", "--rotate-pages", "--deskew", "--output-type", "pdf"]
            command += ["--jobs", "1", "--image-dpi", "200", "--invalidate-digital-signatures"]
            command += ["--sidecar", f"{folder}/text.txt", str(path), f"{folder}/out.pdf"]
            subprocess.run(command, env=environment, capture_output=True, check=False)
            text = Path(folder, "text.txt")
            return text.read_text("utf-8") if text.exists() else ""

    return read


def score_module(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("text_score", data / "eval" / "text_score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{data} has no eval/text_score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(tally: Tally, paper: Path, gold: Path, score: ModuleType) -> None:
    begin, busy = time.perf_counter(), processor_seconds()
    try:
        text = tally.read(paper)
    except VanThuError as error:
        print(f"  {paper.name}: {tally.name}: {error}", file=sys.stderr)
        text = ""
    tally.seconds += time.perf_counter() - begin
    tally.processor += processor_seconds() - busy
    beside = [score.beside(gold, suffix) for suffix in (".stamp.txt", ".hand.txt")]
    row = score.page(gold.read_text("utf-8"), text, *beside)
    tally.counts.update(row)
    tally.rates.append(row["wrong"] / max(1, row["characters"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--peer", default=shutil.which("ocrmypdf"))
    parser.add_argument("--only", nargs="*", default=[], help="beginnings of the names of pages")
    options = parser.parse_args()
    tools, score = Tools.build(Config(jobs=1)), score_module(options.data)
    tallies = [
        Tally("vanthu", reader(recogniser.ENGINE, tools)),
        Tally("recogniser alone", reader(replace(recogniser.ENGINE, recognise=read_alone), tools)),
        Tally("tesseract alone", reader(tesseract.ENGINE, tools)),
    ]
    if options.peer:
        tallies.append(Tally("ocrmypdf -l vie", peer_reader(options.peer)))
    for gold in sorted((options.data / "scans").glob("*.gold.txt")):
        name = gold.name.removesuffix(".gold.txt")
        paper = next((p for p in sorted(gold.parent.glob(f"{name}.*")) if p.suffix != ".txt"), None)
        if paper and (not options.only or name.startswith(tuple(options.only))):
            for tally in tallies:
                measure(tally, paper, gold, score)
            print(f"{name:<44} CER " + "  ".join(f"{t.name} {100 * t.rates[-1]:.2f}" for t in tallies), flush=True)
    print(f"\n{platform.platform()}, {os.cpu_count()} cores, one process, {recogniser.version()}")
    print(
        f"{'engine':<17} {'CER %':>6} {'median':>6} {'WER %':>6} {'codes':>8} {'dates':>8} {'inv.':>5} CPU s/p. pages/s"
    )
    print("\n".join(map(str, tallies)))
    if not options.peer:
        print("ocrmypdf is not installed: no comparison (name it by --peer)")


if __name__ == "__main__":
    main()
