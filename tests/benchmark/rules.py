"""How often each rule by which tasks are found is right, and how much worse papers are read that are not the gold.

    python -m tests.benchmark.rules DATA

Every task says by which rule its bodies were found. A pair of body and task counts as right where the annotation has
it; pairs that it calls optional are left out. The scorer of DATA says which pairs are the same. Of every rule, those of
citations and deadlines too, two papers are named in which it fires: a rule that only one paper needs was made for it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import tempfile
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.config import Config
from pipeline.contract import to_json
from pipeline.line import run
from pipeline.tools import Tools
from tests.benchmark.development import expand_all

GOLD, DEVELOPMENT = "annotated papers", "development papers"
GAP_OF = ("assignments", "assignment partners", "assignment role", "assignment deadline", "deadlines", "deadline body")
WEAK = 0.8
"""A rule that is right less often is named as weak."""

KINDS = ("references", "deadlines", "assignments")
ANNOTATED = tuple(
    map(Path(__file__).with_name, ("development", "development_wide", "held_out", "further", "conclusions"))
)

Counts = dict[str, list[int]]
Papers = dict[tuple[str, str], list[str]]


def count_rules(data: Path) -> tuple[Counts, Papers]:
    """Return how many pairs of body and task each rule found right and found, and the papers where any rule fires.

    Precision is of the annotated papers; where rules fire is asked of all papers in `directives`, and of
    the packed ones.
    """
    scorer, tools, counts = _scorer(data), Tools.build(Config(jobs=1)), defaultdict[str, list[int]](lambda: [0, 0])
    papers: Papers = defaultdict(list)
    read: dict[Path, dict[str, Any]] = {}
    for path in sorted((data / "directives").glob("*.txt")):
        read[path] = to_json(run(path, tools))
        _note_rules(read[path], path, papers)
    for folder in ANNOTATED:
        with tempfile.TemporaryDirectory() as full:
            expand_all(data, Path(full), folder)
            for stored in sorted(Path(full).glob("*.json")):
                gold = json.loads(stored.read_text("utf-8"))
                place = data / gold["file"]
                found = read[place] if place in read else to_json(run(place, tools))
                if place not in read:
                    _note_rules(found, place, papers)
                _count(gold, found["assignments"], scorer, counts)
    return dict(counts), dict(papers)


def _note_rules(found: dict[str, Any], path: Path, papers: Papers) -> None:
    for rule in dict.fromkeys((kind, fact["rule"]) for kind in KINDS for fact in found[kind]):
        papers[rule].append(path.stem)


def _count(gold: dict[str, Any], found: list[dict[str, Any]], scorer: ModuleType, counts: Counts) -> None:
    pairs, _, extra = scorer.pair(scorer.spread(gold["tasks"]), scorer.spread(found), scorer.same_task)
    free = [task for task in gold["tasks"] if not task.get("agencies")]
    for wanted, got in pairs:
        if not wanted.get("optional"):
            counts[got["rule"]][0] += 1
            counts[got["rule"]][1] += 1
    for got in extra:
        if not any(scorer.alike(task["text"], got["text"]) >= 0.6 for task in free):
            counts[got["rule"]][1] += 1


def _scorer(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", data / "eval/score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def print_rules(data: Path) -> None:
    """Print the precision of each rule in the annotated papers, the most used first, and where the rules fire."""
    counts, papers = count_rules(data)
    if not counts:
        return
    print(f"\n{'rule of assignments':<28}{'right':>7}{'found':>7}{'precision':>11}")
    for rule, (right, found) in sorted(counts.items(), key=lambda item: -item[1][1]):
        share = right / found
        print(f"  {rule:<26}{right:>7}{found:>7}{share:>11.3f}{'  WEAK' if share < WEAK else ''}")
    print(f"\n{'rule':<38}{'papers':>7}  two of them")
    for (kind, rule), names in sorted(papers.items()):
        two = ", ".join(name.rsplit("_", 1)[0] for name in names[:2])
        print(f"  {kind[:-1]:<11}{rule:<25}{len(names):>7}  {two}{'  ALONE' if len(names) < 2 else ''}")


def print_gap(figures: dict[str, dict[str, float]]) -> None:
    """Print how far the development papers stay behind the gold: what was made by hand for the gold shows here."""
    gold, other = figures.get(GOLD, {}), figures.get(DEVELOPMENT, {})
    print(f"\n{'gap of F1':<28}{'gold':>7}{'dev.':>8}{'gap':>8}")
    for name in GAP_OF:
        if name in gold and name in other:
            print(f"  {name:<26}{gold[name]:>7.3f}{other[name]:>8.3f}{gold[name] - other[name]:>8.3f}")


def main() -> None:
    """Print the table of rules."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    print_rules(parser.parse_args().data.resolve())


if __name__ == "__main__":
    main()
