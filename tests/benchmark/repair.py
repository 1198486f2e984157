"""OCR repair: what the normalisers make of what Tesseract read, on rendered pages and on real scans.

    python -m tests.benchmark.repair DATA --work DIR [--conditions NAME ...] [--pages N] [--half NAME]
        [--engine NAME] [--detail FILE]

DATA is the folder of the evaluation data, whose directives are set as pages: weights were fitted on one half of them,
`tune`, and nobody reads the errors of the other, `report`. Pictures and what was read on them are kept in the work
folder; another engine needs another one. Only words that stand beside words the engine read are judged; what it missed
and what it read where nothing is printed is counted apart. Letters and marks are counted without punctuation.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from rapidfuzz.distance import Levenshtein

from corpus.directives.layout import read_sheet
from corpus.language.letters import place_tones
from pipeline.assemble import assemble
from pipeline.config import Config
from pipeline.document import Box, Document, Page, Reading, Source, Span, Text, Word
from pipeline.line import normalize
from pipeline.reading import open_source, read
from pipeline.recognition import recognise
from pipeline.tools import Tools
from tests.benchmark.clean_pages import CITED, LONGEST_CODE, Texts, clean_pages
from tests.benchmark.clean_pages import _row as _row_of
from tests.benchmark.rendered import _counting, _picture

CONDITIONS = ("300", "200", "150", "fax", "skew", "phone", "stamp", "copy")
ENGINE = "tesseract"
HALVES = ("tune", "report")
# Signs that are set in several ways, one for one.
_FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\n": " ", "\t": " ", "\xa0": " "})
# What is longer and less alike than so is no reading of what is printed there.
_MOST_WORDS, _LEAST_ALIKE = 3, 0.4


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words as printed, and where in the raw text they were read."""

    printed: str
    raw: Span


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each condition, then one for each scan."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--conditions", nargs="*", default=list(CONDITIONS))
    parser.add_argument("--pages", type=int, default=12, help="a condition; with none, the scans alone")
    parser.add_argument("--engine", default=ENGINE)
    parser.add_argument("--half", choices=HALVES, default="report")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "vanthu-rendered")
    parser.add_argument("--detail", type=Path, help="a file to list every changed and every wrong word in")
    options = parser.parse_args(arguments)
    counting = _counting(options.data)
    tools = Tools.build(Config(jobs=1))
    tools = replace(tools, engines=tuple(engine for engine in tools.engines if engine.name == options.engine))
    details: list[str] = []
    pages = clean_pages(texts_of(options.data, options.half), options.pages) if options.pages else ()
    print(
        f"{'':10}{'letters wrong':>22}{'words wrong':>22}{'worse':>7}{'missed':>8}{'codes':>18}{'dates':>18}   words/s"
    )
    for condition in options.conditions:
        counts: Counter[str] = Counter()
        for page in pages:
            document = read_paper(_picture(page, condition, options.work), options.work, tools)
            counts += _judged(page.orders, document, tools, (counting, details, f"{condition} {page.name}"))
        print(_row(condition, counts), flush=True)
    total: Counter[str] = Counter()
    for gold in sorted(options.data.glob("scans/*.gold.txt")):
        name = gold.name.removesuffix(".gold.txt")
        paper = next(p for p in sorted(gold.parent.glob(f"{name}.*")) if p.suffix != ".txt")
        document = read_paper(paper, options.work, tools)
        counts = _judged((gold.read_text("utf-8"),), document, tools, (counting, details, name))
        total += counts
        print(_row(name[:9], counts), flush=True)
    print(_row("scans", total))
    if options.detail:
        options.detail.write_text("\n".join(details) + "\n", "utf-8")


def texts_of(data: Path, half: str) -> Texts:
    """Return the texts of one half of the directives: as many sentences that cite as others."""
    files = [f for f in sorted((data / "directives").glob("*.txt")) if _half(f) == half]
    papers = [read_sheet(f.read_text("utf-8")) for f in files]
    lines = [line.strip() for f in files for line in f.read_text("utf-8").splitlines()]
    long = sorted({line for line in lines if 80 < len(line) < 330})
    citing = [line for line in long if CITED.search(line)]
    plain = [line for line in long if not CITED.search(line)]
    Random(2).shuffle(plain)
    sentences = citing + plain[: len(citing)]
    cited = (match for line in lines for match in CITED.finditer(line))
    rows = sorted({_row_of(match) for match in cited if len(match["what"].split()[-1]) <= LONGEST_CODE})
    whole = tuple(paper for paper in papers if paper.head.number and paper.head.right and len(paper.head.left) < 4)
    Random(1).shuffle(sentences)
    Random(2).shuffle(rows)
    return Texts(whole, tuple(sentences), tuple(rows))


def _half(path: Path) -> str:
    return HALVES[zlib.crc32(path.stem.encode()) % len(HALVES)]


def _row(name: str, c: Counter[str]) -> str:
    wrong = "".join(f"{_before_and_after(c, kind):>22}" for kind in ("letters", "words"))
    exact = [f"{c[f'{kind} right before']} > {c[f'{kind} right']} of {c[kind]}" for kind in ("codes", "dates")]
    speed = c["words"] / max(1e-3, c["microseconds"] / 1e6)
    return f"{name:10}{wrong}{c['worse']:7}{c['missed']:8}{exact[0]:>18}{exact[1]:>18}{speed:10.0f}"


def _before_and_after(c: Counter[str], kind: str) -> str:
    before, after, whole = c[f"{kind} before"], c[f"{kind} after"], max(1, c[kind])
    return f"{before} {before / whole:.2%} > {after / whole:.2%}"


def read_paper(path: Path, work: Path, tools: Tools) -> Document:
    """Return a paper with its pages read, from the work folder where they have been read before."""
    content = path.read_bytes()
    kept = work / "readings" / f"{hashlib.sha256(content).hexdigest()}.json"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        document = recognise(read(Document(open_source(path, tools)), tools), tools)
        kept.write_text(json.dumps([_stored(page.reading) for page in document.pages if page.reading]), "utf-8")
    readings = [_restored(stored) for stored in json.loads(kept.read_text("utf-8"))]
    source = Source(path.name, path, kept.stem, "image/png", len(content), "image")
    pages = tuple(Page(number, readings=(reading,)) for number, reading in enumerate(readings, 1))
    return assemble(Document(source, pages), tools)


def _stored(reading: Reading) -> dict[str, object]:
    words = [[w.text, w.span.start, w.span.end, w.confidence, w.alternatives] for w in reading.words]
    return {"origin": reading.origin, "engine": reading.engine, "text": reading.text, "words": words}


def _restored(stored: dict[str, Any]) -> Reading:
    words = tuple(
        Word(text, Span(start, end), Box(1, 0, 0, 0, 0), sure, tuple((other, belief) for other, belief in others))
        for text, start, end, sure, others in stored["words"]
    )
    return Reading("ocr", stored["engine"], stored["text"], words)


def _judged(
    orders: Sequence[str], document: Document, tools: Tools, report: tuple[object, list[str], str]
) -> Counter[str]:
    """Count what is wrong on a page before and after; list what was changed and what is wrong."""
    counting, details, name = report
    raw = document.text.value
    printed = min(orders, key=lambda order: Levenshtein.distance(_folded(order), _folded(raw)))
    begin = process_time()
    text = normalize(document, tools).text
    counts = Counter(microseconds=int(1e6 * (process_time() - begin)))
    for chunk in _whole(chunks_of(printed, raw), text):
        before, after = chunk.raw.of(raw), text.from_raw(chunk.raw).of(text.value)
        wanted, had, has = (_letters(t) for t in (chunk.printed, before, after))
        if not _is_reading(wanted, had):
            counts["missed"] += len(wanted.split())
            counts["noise"] += len(had.split())
            continue
        if _is_part(had.split(), wanted.split()):
            counts["missed"] += len(wanted.split()) - len(had.split())
            wanted = had
        one, two = Levenshtein.distance(wanted, had), Levenshtein.distance(wanted, has)
        wrong = sum(a != b for a, b in ((wanted, had), (wanted, has)))
        counts += Counter(letters=len(wanted), words=len(wanted.split()), worse=int(two > one))
        counts += Counter({"letters before": one, "letters after": two})
        counts += Counter({"words before": int(one > 0), "words after": int(two > 0)})
        if wrong:
            sure = [f"{w.confidence:.2f}" for w in document.pages[0].reading.words if w.span.overlaps(chunk.raw)]  # type: ignore[union-attr]
            state = "worse" if two > one else "right" if not two else "better" if two < one else "same"
            details.append(f"{name}\t{state}\t{chunk.printed}\t{before}\t{after}\t{' '.join(sure)}")
    for order, value in ((" before", raw), ("", text.value)):
        row = min((counting.page(o, value) for o in orders), key=lambda found: found["wrong"])  # type: ignore[attr-defined]
        counts += Counter({f"{kind} right{order}": row[f"{kind} right"] for kind in ("codes", "dates")})
        counts += Counter({f"{kind}{order}": row[kind] for kind in ("codes", "dates")})
        counts += Counter({f"invented{order}": row["invented"]})
    return counts


def _folded(text: str) -> str:
    """Fold what may be written in several ways; offsets stay."""
    return place_tones(text.translate(_FOLDED))


def _letters(text: str) -> str:
    """Return the letters and digits of a text, one blank between words."""
    return " ".join("".join(c if c.isalnum() else " " for c in _folded(text) if c not in ".,;:'\"").split())


def _is_reading(printed: str, read: str) -> bool:
    if not printed or not read:
        return printed == read
    words = max(len(printed.split()), len(read.split()))
    return words == 1 or words <= _MOST_WORDS or Levenshtein.normalized_similarity(printed, read) >= _LEAST_ALIKE


def _is_part(read: Sequence[str], printed: Sequence[str]) -> bool:
    """Tell whether some printed words were read rightly and the others not at all."""
    left = iter(printed)
    return all(word in left for word in read)


def chunks_of(printed: str, raw: str) -> Iterator[Chunk]:
    """Part a printed text and what was read where both have a blank."""
    one, two = _folded(printed), _folded(raw)
    begin = at = 0
    for block in Levenshtein.opcodes(one, two):
        if block.tag != "equal":
            continue
        for step in range(block.src_end - block.src_start):
            if one[block.src_start + step] == " ":
                yield Chunk(printed[begin : block.src_start + step], Span(at, block.dest_start + step))
                begin, at = block.src_start + step + 1, block.dest_start + step + 1
    yield Chunk(printed[begin:], Span(at, len(raw)))


def _whole(chunks: Iterator[Chunk], text: Text) -> Iterator[Chunk]:
    """Join chunks that one edit reaches across."""
    changed = [piece.raw for piece in text.pieces if not piece.verbatim]
    last: Chunk | None = None
    for chunk in chunks:
        if last and any(raw.start < last.raw.end and raw.end > chunk.raw.start for raw in changed):
            chunk = Chunk(f"{last.printed} {chunk.printed}", Span(last.raw.start, chunk.raw.end))
        elif last:
            yield last
        last = chunk
    if last:
        yield last


if __name__ == "__main__":
    main()
