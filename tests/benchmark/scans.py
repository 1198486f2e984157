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
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from pipeline.config import Config
from pipeline.document import Document, Reading, Word
from pipeline.errors import VanThuError
from pipeline.ocr import OcrEngine, recogniser, tesseract
from pipeline.ocr.layout import arrange
from pipeline.reading import open_source, reader_of
from pipeline.recognition import Job, read_page
from pipeline.tools import Tools
from tests.benchmark.pages import processor_seconds

if TYPE_CHECKING:
    from pipeline.readers import Image

Words = tuple[Word, ...]
Read = Callable[[Path], tuple[str, Words]]
LEVELS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99, 0.999, 1.001)  # between them, confidences are counted together


@dataclass
class Tally:
    """What one engine has done so far."""

    name: str
    read: Read
    counts: Counter[str] = field(default_factory=Counter)
    rates: list[float] = field(default_factory=list)
    judged: list[tuple[float, bool]] = field(default_factory=list)  # each word's confidence, and whether it is right
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

    def read(path: Path) -> tuple[str, Words]:
        how = reader_of(Document(open_source(path, tools)), tools)
        attempt = read_page(Job(path, 1, how, engine, tools.config, tools.config.ocr_timeout))
        return (attempt.result.text, attempt.result.words) if isinstance(attempt.result, Reading) else ("", ())

    return read


def peer_reader(peer: str) -> Read:
    """Return what reads a file by ocrmypdf, with its means of cleaning pages."""

    def read(path: Path) -> tuple[str, Words]:
        environment = {**os.environ, "PATH": f"{Path(peer).parent}:{os.environ['PATH']}"}
        with tempfile.TemporaryDirectory() as folder:
            command = [peer, "-q", "-l", "vie", "--force-ocr", "--rotate-pages", "--deskew", "--output-type", "pdf"]
            command += ["--jobs", "1", "--image-dpi", "200", "--invalidate-digital-signatures"]
            command += ["--sidecar", f"{folder}/text.txt", str(path), f"{folder}/out.pdf"]
            subprocess.run(command, env=environment, capture_output=True, check=False)
            text = Path(folder, "text.txt")
            return (text.read_text("utf-8") if text.exists() else ""), ()

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
        text, words = tally.read(paper)
    except VanThuError as error:
        print(f"  {paper.name}: {tally.name}: {error}", file=sys.stderr)
        text, words = "", ()
    tally.seconds += time.perf_counter() - begin
    tally.processor += processor_seconds() - busy
    beside = [score.beside(gold, suffix) for suffix in (".stamp.txt", ".hand.txt")]
    row = score.page(gold.read_text("utf-8"), text, *beside)
    tally.counts.update(row)
    tally.rates.append(row["wrong"] / max(1, row["characters"]))
    expected, found = score.fold(gold.read_text("utf-8")).split(), [score.fold(word.text) for word in words]
    right = [False] * len(words)
    for block in SequenceMatcher(None, expected, found, autojunk=False).get_matching_blocks():
        right[block.b : block.b + block.size] = [True] * block.size
    tally.judged += zip((word.confidence for word in words), right, strict=True)


def reliability(judged: list[tuple[float, bool]]) -> str:
    """Say how often words are right by how sure they are, and how well that tells wrong ones from right ones.

    The area under the curve (AUC) is the chance that of a right and a wrong word the right one is the surer.
    """
    surest = sorted(judged)
    below, area = 0, 0.0
    for _, group in groupby(surest, key=lambda word: word[0]):
        alike = [right for _, right in group]
        lies = alike.count(False)
        area += alike.count(True) * (below + lies / 2)
        below += lies
    wrong = max(1, below)
    lines = [f"{len(judged)} words, {below} wrong, AUC {area / wrong / max(1, len(judged) - below):.3f}"]
    for low, high in pairwise(LEVELS):
        within = [(chance, right) for chance, right in judged if low <= chance < high]
        if within:
            said, right = (100 * sum(column) / len(within) for column in zip(*within, strict=True))
            lines.append(
                f"  sure {low:5.3f} to {high:5.3f} {len(within):6} words, said {said:5.1f} %, right {right:5.1f} %"
            )
    return "\n".join(lines)


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
    print(f"\nconfidence of {tallies[0].name}: {reliability(tallies[0].judged)}")
    if not options.peer:
        print("ocrmypdf is not installed: no comparison (name it by --peer)")


if __name__ == "__main__":
    main()
