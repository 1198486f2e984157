"""Rendered test pages: what is read of known pages in each condition that paper arrives in, beside plain Tesseract.

    python -m tests.benchmark.rendered DATA [--conditions NAME ...] [--pages N] [--engine NAME] [--peer] [--work DIR]

DATA is the folder of the evaluation data, whose texts and whose way of counting are used. Pictures, and what is read on
them, are kept in the work folder: a run that was ended goes on where it stopped, and a page is read again only when the
program that reads it has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import numpy as np

from corpus.directives.scan import Damage, draw_scan
from pipeline.config import Config
from pipeline.document import Document
from pipeline.errors import VanThuError
from pipeline.line import LINE
from pipeline.reading import open_source
from pipeline.tools import Tools
from tests.benchmark.clean_pages import CleanPage, clean_pages, load_texts
from tests.benchmark.damage import CONDITIONS, DRAWN

VERSION = 4  # of the damage: pictures of another are not used
PAGES = 24  # carry more than 300 codes and 300 dates
LAST_STAGE = "normalize"
PROGRAM = (
    *("pipeline/ocr", "pipeline/recognition.py", "pipeline/readers/image.py", "normalizers"),
    *("corpus/language", "corpus/recogniser", "corpus/reference"),
)
"""Files and folders that decide what is read on a picture."""
PARTS_OF_PROGRAM = frozenset((".py", ".onnx", ".csv", ".npz", ".xz"))


@dataclass(frozen=True)
class Score:
    """What a reader made of some pages: counts of characters, codes and dates, and processor seconds."""

    counts: Counter[str]
    seconds: float = 0.0

    def __str__(self) -> str:
        c = self.counts
        wrong, words = c["wrong"] / max(1, c["characters"]), c["words wrong"] / max(1, c["words"])
        exact = f"{c['codes right']:6}/{c['codes']:<4}{c['dates right']:5}/{c['dates']:<4}{c['invented']:5}"
        return f"{wrong:8.2%}{words:8.2%}{exact}{self.seconds:8.2f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each condition."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--conditions", nargs="+", choices=CONDITIONS, default=list(CONDITIONS))
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--engine", help="only this OCR engine; otherwise the first that is installed")
    parser.add_argument("--peer", action="store_true", help="read by plain Tesseract too")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "vanthu-rendered")
    parser.add_argument("--detail", action="store_true", help="a row for each page too")
    options = parser.parse_args(arguments)
    counting = _counting(options.data)
    pages = clean_pages(load_texts(options.data), options.pages)
    reader = _Reader.of(options.engine, options.work)
    print(f"{platform.platform()}, {len(pages)} pages a condition; vanthu with {reader.engine}, beside plain Tesseract")
    print(f"{'':12}{'CER':>8}{'WER':>8}{'codes':>11}{'dates':>10}{'new':>5}{'CPU s':>8}   {'CER':>8} of Tesseract")
    for condition in options.conditions:
        ours, plain = Counter[str](), Counter[str]()
        spent = 0.0
        for page in pages:
            path = _picture(page, condition, options.work)
            text, seconds = reader.read(path)
            counts = Counter(counting.page(page.orders[0], text))
            rival = _best(page, _plain(path, options.work), counting) if options.peer else Counter()
            ours, plain, spent = ours + counts, plain + rival, spent + seconds
            if options.detail:
                print(f"  {page.name:10}{Score(counts, seconds)}   {Score(rival)}", flush=True)
        print(f"{condition:12}{Score(ours, spent / len(pages))}   {Score(plain) if options.peer else ''}", flush=True)


@dataclass(frozen=True)
class _Reader:
    """The program as it stands, with a folder in which it keeps what it has read."""

    tools: Tools
    engine: str
    folder: Path

    @classmethod
    def of(cls, name: str | None, work: Path) -> _Reader:
        """Return the program with one engine, or with the first that is installed."""
        tools = Tools.build(Config(jobs=1))
        if name:
            tools = replace(tools, engines=tuple(engine for engine in tools.engines if engine.name == name))
        engine = next((version for one in tools.engines if (version := one.version())), "no OCR engine")
        return cls(tools, engine, work / "read" / _fingerprint(engine))

    def read(self, path: Path) -> tuple[str, float]:
        """Return what the line reads on a picture, repaired, and the processor seconds that it took."""
        kept = self.folder / f"{hashlib.sha256(path.read_bytes()).hexdigest()}.json"
        if not kept.is_file():
            self.folder.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(_read(path, self.tools), ensure_ascii=False), "utf-8")
        text, seconds = json.loads(kept.read_text("utf-8"))
        return text, seconds


def _fingerprint(engine: str) -> str:
    """Return a name for the program: another one as soon as anything changes that decides what it reads."""
    found = (file for name in PROGRAM for file in ([Path(name)] if Path(name).is_file() else Path(name).rglob("*")))
    digest = hashlib.sha256(engine.encode())
    for file in sorted(file for file in found if file.suffix in PARTS_OF_PROGRAM):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _counting(data: Path) -> ModuleType:
    """Return the evaluation data's own way of counting."""
    specification = importlib.util.spec_from_file_location("text_score", data / "eval/text_score.py")
    if specification is None or specification.loader is None:
        raise SystemExit(f"{data} holds no eval/text_score.py")
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module
    specification.loader.exec_module(module)
    return module


def _picture(page: CleanPage, name: str, work: Path) -> Path:
    """Return the file with a page in a condition, drawn where it is not there yet."""
    import cv2
    from PIL import Image

    condition = CONDITIONS[name]
    place = f"{name} {page.name} {page.orders[0]} {page.typeface.regular.name} {VERSION}".encode()
    ending = "jpg" if condition.quality else "png"
    path = work / name / f"{page.name}-{hashlib.sha256(place).hexdigest()[:12]}.{ending}"
    if path.is_file():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    seed = zlib.crc32(f"{name} {page.name}".encode())
    clean = replace(page.page, stamp=None)
    flat = Damage(dpi=int(DRAWN), skew=0, noise=0, blur=0.01, quality=95)
    (drawn,) = draw_scan([clean], page.typeface, flat, seed)
    cv2.setNumThreads(1)
    worn = Image.fromarray(condition.damage(np.asarray(drawn), np.random.default_rng(seed)))
    worn = worn.convert("1") if name == "fax" else worn
    worn.save(path, dpi=(condition.dpi, condition.dpi), quality=condition.quality or 0)
    return path


def _read(path: Path, tools: Tools) -> tuple[str, float]:
    begin = _processor_seconds()
    try:
        document = Document(open_source(path, tools))
        for stage in LINE:
            document = stage.run(document, tools)
            if stage.name == LAST_STAGE:
                break
        text = document.text.value
    except VanThuError as error:
        print(f"  {path.name}: {error}", file=sys.stderr)
        text = ""
    return text, _processor_seconds() - begin


def _plain(path: Path, work: Path) -> str:
    """Return what Tesseract reads on a picture as it is, page segmentation 3."""
    kept = work / "tesseract" / f"{hashlib.sha256(path.read_bytes()).hexdigest()}.txt"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        command = ["tesseract", str(path), "-", "-l", "vie", "--psm", "3"]
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        kept.write_bytes(subprocess.run(command, capture_output=True, check=True, env=environment).stdout)
    return kept.read_text("utf-8")


def _best(page: CleanPage, text: str, counting: ModuleType) -> Counter[str]:
    """Count by the order of lines that suits a text best: plain Tesseract is judged by its letters, not its layout."""
    counted = (Counter[str](counting.page(order, text)) for order in page.orders)
    return min(counted, key=lambda counts: counts["wrong"])


def _processor_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


if __name__ == "__main__":
    main()
