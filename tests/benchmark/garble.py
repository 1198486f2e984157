"""Words read back from text layers that an OCR run in the wrong language ruined.

    python -m tests.benchmark.garble --pairs PAIRS.tsv [--data DIR]

PAIRS comes from `tests.benchmark.garbling`, made of text the models never saw. With DIR, the folder of evaluation data,
lines of a real paper, drawn at random and transcribed from context, are measured too: `garble_002.json`
holds their places and syllables. Tone placement and case make no difference unless said otherwise.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path

from corpus.knowledge import Knowledge
from corpus.language.channel import core_of
from corpus.language.letters import place_tones
from normalizers.garble import find_edits
from normalizers.garbled_codes import codes_of
from pipeline.document import Span, Text
from tests.benchmark.garbling import LINES

TRANSCRIBED = Path(__file__).with_name("garble_002.json")


@dataclass(frozen=True, slots=True)
class Line:
    """The words printed, the line as it came, and as it was read back."""

    printed: tuple[str, ...]
    before: str
    after: str


def words_of(line: str) -> tuple[str, ...]:
    """Return the words and numbers of a line without the signs around them; words joined by - or / apart."""
    parts = [part for token in unicodedata.normalize("NFC", line).split() for part in re.split("[-–/]", token)]
    cores = [place_tones(part[slice(*core_of(part))].strip("'’‘`")) for part in parts]
    return tuple(core for core in cores if any(map(str.isalnum, core)))


def is_word(token: str) -> bool:
    """Tell whether a token counts: numbers and codes do not."""
    return any(map(str.isalpha, token)) and not any(map(str.isdigit, token))


def faults(
    printed: Sequence[str], found: Sequence[str], *, fold: bool = True, words: bool = True
) -> list[tuple[str, str]]:
    """Return the printed words, or numbers and codes, that were not found in their place, with what stands there."""
    from rapidfuzz.distance import Levenshtein

    one, two = ([word.lower() if fold else word for word in row] for row in (printed, found))
    steps = Levenshtein.editops(one, two)
    wrong = {
        step.src_pos: found[step.dest_pos] if step.tag == "replace" else "" for step in steps if step.tag != "insert"
    }
    return [(printed[place], stands) for place, stands in wrong.items() if is_word(printed[place]) == words]


@cache
def _knowledge() -> Knowledge:
    return Knowledge.load()


def read_back(text: str) -> str:
    """Return a garbled text read back."""
    codes = codes_of(_knowledge())
    return Text.of(text).apply(list(find_edits(text, Span(0, len(text)), codes))).value


def paired_lines(path: Path) -> dict[str, list[Line]]:
    """Read back a file of pairs, a page at a time; the lines by the engine that read them."""
    found: dict[str, list[Line]] = {}
    rows = [row.split("\t") for row in path.read_text("utf-8").splitlines()]
    for begin in range(0, len(rows), LINES):
        page = rows[begin : begin + LINES]
        made = read_back("\n".join(row[1] for row in page)).split("\n")
        for (printed, before, _, engine), after in zip(page, made, strict=True):
            found.setdefault(engine, []).append(Line(words_of(printed), before, after))
    return found


def transcribed_lines(folder: Path) -> list[Line]:
    """Read back the real paper; its transcribed lines."""
    wanted = json.loads(TRANSCRIBED.read_text("utf-8"))
    (path,) = (p for p in folder.glob("seeds/*.txt") if hashlib.sha256(p.read_bytes()).hexdigest() == wanted["sha256"])
    text = path.read_text("utf-8")
    before, after = text.split("\n"), read_back(text).split("\n")
    return [
        Line(words_of(" ".join(words)), before[int(place)], after[int(place)])
        for place, words in wanted["lines"].items()
    ]


def report(name: str, lines: Iterable[Line]) -> None:
    """Print the share of words right before and after, and every word that is wrong."""
    lines = list(lines)
    count = sum(is_word(word) for line in lines for word in line.printed)
    measures: dict[str, Callable[[Line], int]] = {
        "before": lambda line: len(faults(line.printed, words_of(line.before))),
        "after": lambda line: len(faults(line.printed, words_of(line.after))),
        "after, with case": lambda line: len(faults(line.printed, words_of(line.after), fold=False)),
    }
    shares = {key: 1 - sum(map(measure, lines)) / count for key, measure in measures.items()}
    print(f"{name}: {count} words; " + "; ".join(f"{key} {share:.2%}" for key, share in shares.items()))
    figures = sum(not is_word(word) for line in lines for word in line.printed)
    came, kept = (
        figures - sum(len(faults(line.printed, words_of(text(line)), words=False)) for line in lines)
        for text in (attrgetter("before"), attrgetter("after"))
    )
    print(f"  numbers and codes right: {came} of {figures} as they came, {kept} after")
    wrong = [f"{old}→{new}" for line in lines for old, new in faults(line.printed, words_of(line.after))]
    print("  " + ", ".join(wrong))


def measure(pairs: Path | None, data: Path | None) -> None:
    """Print what is read back of rendered lines and of the real paper."""
    began = time.process_time()
    if pairs:
        by_engine = paired_lines(pairs)
        words = sum(len(line.before.split()) for lines in by_engine.values() for line in lines)
        print(f"{words / (time.process_time() - began):.0f} words a second of one core, loading included")
        for engine, lines in by_engine.items():
            report(f"rendered, {engine} engine", lines)
        report("rendered, all", (line for lines in by_engine.values() for line in lines))
    if data:
        report("real paper", transcribed_lines(data))


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    measure(arguments.pairs, arguments.data)


if __name__ == "__main__":
    main()
