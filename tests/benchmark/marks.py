"""Marks restored, beside other methods, on the same lines in one run.

    python -m tests.benchmark.marks --data DIR [--work DIR] [--syllables N]

DIR is the folder of evaluation data. The counting methods learn from its `corpus/`: minutes the first time; the work
folder keeps the encoded text, and is the one that `corpus.language.learning.train` uses. Speeds are of one thread,
by processor time.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus.language.forms import lay_out
from corpus.language.learning import measure
from corpus.language.learning.train import prepare
from corpus.language.letters import bare, place_tones
from corpus.language.tokens import tokenize
from tests.benchmark import ngram

Method = Callable[[list[str]], list[str]]
"""Restores lines; what cannot be restored comes back empty."""
# pyvi and the counting methods take about a millisecond a syllable.
SYLLABLES = 20_000
# Lines of a document that all methods are given at once, and how much whole documents of a kind hold together.
PART, WHOLE = 60, 300_000
SEED = 20_261_122


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a method made of some lines; `failed` lines raised an error or lost a letter, and count as not restored."""

    syllables: int
    right: int
    failed: int
    seconds: float


def ours() -> Method:
    """The normaliser as it runs on a whole paper: it also has to see which lines lack marks."""
    from normalizers.diacritics import restore

    restore("Uy ban nhan dan")  # loads the model, which is not counted
    return lambda lines: restore("\n".join(lines)).split("\n")


def model_alone() -> Method:
    """The model asked about every word."""
    from corpus.language.model import load_model

    model = load_model()

    def restored(line: str) -> str:
        letters = list(line)
        tokens = tokenize(line)
        for token, choice in zip(tokens, model.choose(tokens, {}), strict=True):
            letters[token.start : token.end] = choice.forms[0] if choice.forms else token.letters
        return "".join(letters)

    return lambda lines: restored("\n".join(lines)).split("\n")


def one_by_one(restore: Callable[[str], str]) -> Method:
    """Make a method of one that takes a line at a time and may fail on it."""

    def restored(line: str) -> str:
        try:
            return restore(line)
        except (KeyError, ValueError, IndexError):
            return ""

    return lambda lines: [restored(line) for line in lines]


def pyvi_accents() -> Method:
    """pyvi's add_accents."""
    from pyvi.ViUtils import add_accents

    return one_by_one(add_accents)


def counting(data: Path, work: Path) -> Iterator[tuple[str, Method]]:
    """Yield the methods that count runs of syllables in the same text the model learnt from."""
    words, domains = prepare(data / "corpus", work, SEED)
    row = lay_out(words)
    texts = [domain.samples for domain in domains if domain.name != "places"]
    for name, order in (("bigram, as underthesea's", 2), ("interpolated 4-gram, beam 12", 4)):
        counts = ngram.count(texts, words, row, order)
        yield name, one_by_one(partial(ngram.restore, counts))


def try_out(method: Method, documents: list[list[str]]) -> Outcome:
    """Give a method documents without marks, one by one."""
    outcomes = [_tried(method, lines) for lines in documents]
    return Outcome(
        sum(outcome.syllables for outcome in outcomes),
        sum(outcome.right for outcome in outcomes),
        sum(outcome.failed for outcome in outcomes),
        sum(outcome.seconds for outcome in outcomes),
    )


def _tried(method: Method, lines: list[str]) -> Outcome:
    """Give a method lines without marks, and compare syllable by syllable; tone placement and case do not count."""
    asked = right = failed = 0
    stripped = [bare(line) for line in lines]
    started = time.process_time()
    answers = method(stripped)
    seconds = time.process_time() - started
    for line, asking, restored in zip(lines, stripped, answers, strict=True):
        lost = bare(restored).lower() != asking.lower()
        failed += lost
        restored = asking if lost else restored
        for token in tokenize(line):
            if token.kind == "word":
                asked += 1
                right += _folded(line[token.start : token.end]) == _folded(restored[token.start : token.end])
    return Outcome(asked, right, failed, seconds)


def _folded(string: str) -> str:
    return place_tones(string.lower())


def methods(data: Path, work: Path) -> Iterator[tuple[str, Method]]:
    """Yield all methods, ours first."""
    yield "vanthu, normaliser", ours()
    yield "vanthu, model alone", model_alone()
    yield from counting(data, work)
    yield "pyvi add_accents", pyvi_accents()


def report(data: Path, work: Path, syllables: int) -> None:
    """Print the table."""
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores; lines of {data}, stripped")
    for name, documents in measure.TEXTS.items():
        whole = try_out(ours(), measure.drawn(documents(data), WHOLE))
        speed = whole.syllables / whole.seconds
        print(
            f"whole papers, {name}: {whole.syllables:,} syllables, {whole.right / whole.syllables:.3%}, {speed:,.0f}/s"
        )
    texts = {name: measure.drawn(documents(data), syllables, PART) for name, documents in measure.TEXTS.items()}
    print(
        f"{'syllables right, %':<30}" + "".join(f"{name:>12}" for name in texts) + f"{'syllables/s':>14}{'failed':>8}"
    )
    for name, method in methods(data, work):
        outcomes = [try_out(method, lines) for lines in texts.values()]
        speed = sum(outcome.syllables for outcome in outcomes) / sum(outcome.seconds for outcome in outcomes)
        shares = "".join(f"{100 * outcome.right / outcome.syllables:>12.2f}" for outcome in outcomes)
        print(f"{name:<30}{shares}{speed:>14,.0f}{sum(outcome.failed for outcome in outcomes):>8}", flush=True)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(prog="tests.benchmark.marks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("build/language"))
    parser.add_argument("--syllables", type=int, default=SYLLABLES)
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    report(chosen.data, chosen.work, chosen.syllables)


if __name__ == "__main__":
    main()
