"""Misread words: pages of plain text rendered in the conditions that paper arrives in, read by Tesseract, and laid
word by word beside the truth, for a channel to be learnt from.

    python -m tests.benchmark.misreadings TEXT.txt.xz --out PAIRS.tsv --work DIR [--pages N] [--seed N]

A row is the page, the printed words, what was read for them, and how sure the engine was of it. Rows are appended, so
a stopped run goes on with another seed.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from corpus.directives.fonts import Typeface
from corpus.directives.layout import Block, Head, Sheet
from corpus.directives.typeset import Composer, compose
from corpus.language.bigrams import read_lines
from pipeline.config import Config
from pipeline.tools import Tools
from tests.benchmark.clean_pages import SIZES, CleanPage, _typefaces
from tests.benchmark.rendered import _picture
from tests.benchmark.repair import ENGINE, chunks_of, read_paper

CONDITIONS = ("fax", "copy", "150", "phone", "stamp", "100", "skew", "200", "copy", "fax", "100", "phone", "ghost")
"""By turns; those that ruin more teach more."""

_PARAGRAPHS, _SHORTEST, _LONGEST = 24, 60, 500
_CAPITALS = 0.08


def pages(lines: Sequence[str], faces: Sequence[Typeface], seed: int) -> Iterator[CleanPage]:
    """Yield pages full of paragraphs, some of them in capitals, as headings are."""
    random = Random(seed)
    number = 0
    while True:
        chosen = [unicodedata.normalize("NFC", random.choice(lines)) for _ in range(_PARAGRAPHS)]
        chosen = [line[:110].upper() if random.random() < _CAPITALS else line for line in chosen]
        blocks = (Block("annex", ("",)), *(Block("paragraph", (line,)) for line in chosen))
        composer = Composer(faces[number % len(faces)], SIZES[number % len(SIZES)])
        page = compose(Sheet(Head(), blocks), composer.typeface, composer.body)[1]
        order = " ".join(run.text.strip() for run in page.runs if run.text.strip())
        yield CleanPage(f"{seed}-{number:03}", page, composer.typeface, (order,))
        number += 1


def main() -> None:
    """Write pairs until there are enough pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=len(CONDITIONS))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lines = [line.strip() for line in read_lines(options.text) if _SHORTEST < len(line) < _LONGEST]
    tools = Tools.build(Config(jobs=1))
    tools = replace(tools, engines=tuple(engine for engine in tools.engines if engine.name == ENGINE))
    rendered = pages(lines, _typefaces(), options.seed)
    with options.out.open("a", encoding="utf-8") as out:
        for number, page in zip(range(options.pages), rendered, strict=False):
            condition = CONDITIONS[number % len(CONDITIONS)]
            document = read_paper(_picture(page, condition, options.work), options.work, tools)
            words = document.pages[0].reading.words if document.pages[0].reading else ()
            for chunk in chunks_of(page.orders[0], document.text.value):
                sure = [word.confidence for word in words if word.span.overlaps(chunk.raw)]
                read = chunk.raw.of(document.text.value).replace("\n", " ")
                if sure and read.strip():
                    out.write(f"{condition} {page.name}\t{chunk.printed}\t{read}\t{min(sure):.2f}\n")
            out.flush()


if __name__ == "__main__":
    main()
