"""Accuracy against the evaluation data, and what changed since the committed baseline.

    python -m tests.benchmark.accuracy DATA [--update]

DATA is the folder of evaluation data (`make eval` takes it from VANTHU_EVAL_DATA); it holds the scorers that are run. A
figure below the baseline by more than the tolerance is a defect: the exit status is 1.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmark.development import expand_all
from tests.benchmark.rules import print_gap, print_rules

BASELINE = Path(__file__).with_name("baseline.json")
TOLERANCE = 0.005
VANTHU = f"{Path(sys.executable).with_name('vanthu')} read {{file}} --json"
# Annotations kept as positions; they are scored where DATA has their papers.
STORED = {
    "development papers": "development",
    "wide development papers": "development_wide",
    "held-out papers": "held_out",
    "further papers": "further",
    "conclusions and regulations": "conclusions",
    "files and scans": "files",
}
PAGE = re.compile(r"CER +([\d.]+)%  WER +([\d.]+)%  codes (\d+)/(\d+)  dates (\d+)/(\d+)  invented (\d+)")


def facts(data: Path, gold: Path, texts: Path) -> dict[str, float]:
    """Return F1 of each measure on annotated papers."""
    command = [sys.executable, str(data / "eval/score.py"), str(gold), "--texts", str(texts)]
    run = subprocess.run([*command, "--command", VANTHU, "--json"], capture_output=True, text=True, check=False)
    sys.stderr.write(run.stderr)
    return {name: row["f1"] for name, row in json.loads(run.stdout).items()} if run.stdout else {}


def stored_facts(data: Path) -> dict[str, dict[str, float]]:
    """Return F1 of each measure on each set of stored annotations whose papers are among the data."""
    figures = {}
    for name, folder in STORED.items():
        with tempfile.TemporaryDirectory() as full:
            for lost in expand_all(data, Path(full), BASELINE.with_name(folder)):
                print(f"{name}: not found: {lost}", file=sys.stderr)
            if any(Path(full).iterdir()):
                figures[name] = facts(data, Path(full), data)
    return figures


def pages(data: Path, *leave_out: str) -> dict[str, float]:
    """Return what share of characters, words, codes and dates of the real scans is right."""
    command = [sys.executable, str(data / "eval/text_score.py"), "pages", str(data / "scans"), "--command", VANTHU]
    if leave_out:
        command += ["--except", *leave_out]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    print(run.stdout, end="")
    found = PAGE.search(run.stdout.splitlines()[-1]) if run.stdout else None
    if not found:
        return {}
    cer, wer, codes, all_codes, dates, all_dates, invented = map(float, found.groups())
    return {
        "characters": 1 - cer / 100,
        "words": 1 - wer / 100,
        "codes": codes / all_codes,
        "dates": dates / all_dates,
        "not invented": -invented,
    }


def measure(data: Path) -> dict[str, dict[str, float]]:
    """Return every figure, by data and measure."""
    samples = Path("corpus/directives")
    return {
        "annotated papers": facts(data, data / "gold", data / "seeds"),
        **stored_facts(data),
        "sample directives": facts(data, samples / "gold", samples),
        "real scans": pages(data),
        "real scans without the table s25": pages(data, "s25"),
    }


def report(figures: dict[str, dict[str, float]], baseline: dict[str, dict[str, float]]) -> bool:
    """Print the figures beside the baseline; return whether none fell."""
    sound = True
    for name, rows in figures.items():
        print(f"\n{name:<40}{'now':>9}{'baseline':>10}")
        for key, value in rows.items():
            before = baseline.get(name, {}).get(key)
            fell = before is not None and value < before - TOLERANCE
            sound &= not fell
            print(f"  {key:<38}{value:>9.3f}{'' if before is None else f'{before:>10.3f}'}{'  FELL' if fell else ''}")
    return sound


def main() -> int:
    """Measure, compare, and with --update store the present figures as the baseline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.data / "eval").is_dir():
        print(f"No evaluation data at {arguments.data}: set VANTHU_EVAL_DATA to its folder. Nothing was measured.")
        return 0
    figures = measure(arguments.data.resolve())
    sound = report(figures, json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {})
    print_gap(figures)
    print_rules(arguments.data.resolve())
    if arguments.update:
        BASELINE.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0 if sound or arguments.update else 1


if __name__ == "__main__":
    sys.exit(main())
