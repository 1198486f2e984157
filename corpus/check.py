"""Check the tables of `corpus/reference`, and that SOURCES.md names every data file: `python -m corpus.check`."""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path

from corpus.agencies import Agency
from corpus.knowledge import Knowledge
from corpus.spelling import comparable, comparable_name
from corpus.tables import KEYS, read_table

_HOME = Path(__file__).parent
_DATA = frozenset((".csv", ".txt", ".json", ".xz", ".npz", ".onnx", ".gz", ".bin"))
_SOURCE_LINE = re.compile(r"^\|\s*`([^`]+)`\s*\|(.*)\|\s*$", re.MULTILINE)
_SOURCE_CELLS = 4


def problems() -> tuple[str, ...]:
    """Return everything that is wrong with the shipped tables, a line each; empty when all is well."""
    knowledge = Knowledge.load()
    checks: tuple[Callable[[], Iterable[str]], ...] = (
        malformed_rows,
        lambda: unreadable_tables(knowledge),
        lambda: ambiguous_aliases(knowledge.agencies.all),
        lambda: missing_successors(knowledge),
        lambda: files_without_source(_HOME),
    )
    return tuple(problem for check in checks for problem in check())


def malformed_rows() -> Iterator[str]:
    """Yield rows with too few or too many cells, keys that are doubled or empty, and tables nobody reads."""
    for file in sorted((_HOME / "reference").glob("*.csv")):
        if file.stem not in KEYS:
            yield f"{file.name}: no table of that name is known to corpus.tables"
    for name, key_columns in KEYS.items():
        header, *lines = csv.reader((_HOME / "reference" / f"{name}.csv").read_text("utf-8").splitlines())
        for number, line in enumerate(lines, 2):
            if len(line) != len(header):
                yield f"{name}.csv:{number}: {len(line)} cells for {len(header)} columns"
            if any(cell != cell.strip() for cell in line):
                yield f"{name}.csv:{number}: white space at the edge of a cell"
        keys = Counter(tuple(comparable(row[column]) for column in key_columns) for row in read_table(name))
        yield from (f"{name}.csv: {key} stands {count} times" for key, count in keys.items() if count > 1)
        yield from (f"{name}.csv: a row without {key_columns}" for key in keys if not any(key))


def unreadable_tables(knowledge: Knowledge) -> Iterator[str]:
    """Yield the tables whose cells cannot be made into what they stand for: dates, numbers, regular expressions."""
    for name in ("agencies", "calendar", "document_types", "named_documents", "party_terms", "phrases", "places"):
        try:
            table = getattr(knowledge, name)
            _ = getattr(table, "all", None)
        except (ValueError, KeyError, re.error) as error:
            yield f"{name}: {error}"


def ambiguous_aliases(agencies: Iterable[Agency]) -> Iterator[str]:
    """Yield names that mean two bodies of one level at one time and are not listed in ambiguous_aliases.csv."""
    listed = {comparable_name(row["alias"]) for row in read_table("ambiguous_aliases")}
    owners: dict[tuple[str, str], list[Agency]] = {}
    for agency in agencies:
        for name in {comparable_name(alias) for alias in (agency.name, *agency.aliases)}:
            owners.setdefault((name, agency.level), []).append(agency)
    for (name, level), bodies in owners.items():
        for one, other in combinations(bodies, 2):
            if _overlap(one, other) and name not in listed:
                yield f"agencies.csv: {name!r} ({level}) means {one.name!r} and {other.name!r}"


def missing_successors(knowledge: Knowledge) -> Iterator[str]:
    """Yield bodies and provinces whose successor is in no table."""
    names = {agency.name for agency in knowledge.agencies.all}
    for agency in knowledge.agencies.all:
        if agency.successor and agency.successor not in names:
            yield f"agencies.csv: the successor of {agency.name!r} is unknown: {agency.successor!r}"
    places = {place.name for place in knowledge.places.provinces}
    for place in knowledge.places.provinces:
        for successor in set(place.successors) - places:
            yield f"provinces.csv: the successor of {place.name!r} is unknown: {successor!r}"


def files_without_source(home: Path) -> Iterator[str]:
    """Yield the data files below `home` that no line of SOURCES.md names, and lines that name no file or lack a cell.

    A line may name several files by a pattern (`directives/*.txt`).
    """
    lines = _SOURCE_LINE.findall((home / "SOURCES.md").read_text("utf-8"))
    files = [file for file in sorted(home.rglob("*")) if file.suffix in _DATA]
    for pattern, rest in lines:
        if not any(file.relative_to(home).match(pattern) for file in files):
            yield f"SOURCES.md: no file is named {pattern}"
        if len([cell for cell in rest.split("|") if cell.strip()]) != _SOURCE_CELLS:
            yield f"SOURCES.md: {pattern} needs origin, date, licence and purpose"
    for file in files:
        if not any(file.relative_to(home).match(pattern) for pattern, _ in lines):
            yield f"SOURCES.md: no line for {file.relative_to(home).as_posix()}"


def main() -> int:
    """Print what is wrong and return 1, or return 0."""
    found = problems()
    for problem in found:
        print(problem, file=sys.stderr)
    print(f"corpus: {len(found)} problem(s) in {len(KEYS)} tables")
    return 1 if found else 0


def _overlap(one: Agency, other: Agency) -> bool:
    starts = [agency.valid_from for agency in (one, other) if agency.valid_from is not None]
    ends = [agency.valid_to for agency in (one, other) if agency.valid_to is not None]
    return not starts or not ends or max(starts) <= min(ends)


if __name__ == "__main__":
    sys.exit(main())
