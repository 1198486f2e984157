"""The tables of `corpus/reference` as rows of text, with an office's own tables laid over them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from corpus.spelling import comparable
from pipeline.errors import ConfigError

Row = Mapping[str, str]

KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "abbreviations": ("abbreviation",),
        "agencies": ("name", "level"),
        "ambiguous_aliases": ("alias",),
        "assignment_phrases": ("kind", "regex"),
        "deadline_phrases": ("kind", "regex"),
        "document_types": ("code", "name"),
        "holidays": ("day",),
        "named_documents": ("name", "number", "issued"),
        "party_terms": ("term",),
        "posts": ("post",),
        "provinces": ("name", "kind", "valid_from"),
        "relation_phrases": ("kind", "regex"),
        "unit_codes": ("unit",),
    }
)
"""Every table, and the columns that tell one row from another."""

LISTS = ("aliases",)
"""Columns that hold several values, parted by `|`; an office's values are added to the shipped ones."""


def read_table(name: str, reference_dir: Path | None = None) -> tuple[Row, ...]:
    """Return the rows of table `name`.

    A row of `reference_dir/<name>.csv` with the key of a shipped row replaces the cells it fills in, and adds to its
    lists; any other row is added at the end.

    Raises:
        ConfigError: the office's table cannot be read or has a column that the shipped one has not.
    """
    shipped = resources.files("corpus").joinpath("reference", f"{name}.csv").read_text("utf-8")
    rows = list(csv.DictReader(shipped.splitlines()))
    own = reference_dir / f"{name}.csv" if reference_dir else None
    if own is None or not own.is_file():
        return tuple(rows)
    columns = tuple(rows[0]) if rows else tuple(next(csv.reader(shipped.splitlines())))
    return _overlaid(rows, _read_own(own, columns), KEYS[name])


def cells(text: str) -> tuple[str, ...]:
    """Split a list cell at `|`."""
    return tuple(part.strip() for part in text.split("|") if part.strip())


def first_day(text: str) -> date | None:
    """Return the first day of an ISO date that may stop at the month or the year; None where the cell is empty."""
    if not text:
        return None
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def last_day(text: str) -> date | None:
    """Return the last day of an ISO date that may stop at the month or the year; None where the cell is empty."""
    first = first_day(text)
    if first is None or text.count("-") == 2:
        return first
    following = date(first.year + 1, 1, 1) if text.count("-") == 0 else first + timedelta(days=31)
    return following.replace(day=1) - timedelta(days=1)


def _read_own(file: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("Không đọc được bảng {}: {}", file, error) from error
    reader = csv.DictReader(text.splitlines())
    if unknown := sorted(set(reader.fieldnames or ()) - set(columns)):
        raise ConfigError("Bảng {} có cột không dùng được: {}. Các cột: {}.", file, unknown, ", ".join(columns))
    blank = dict.fromkeys(columns, "")
    return [blank | {key: (value or "").strip() for key, value in row.items() if key} for row in reader]


def _overlaid(
    shipped: list[dict[str, str]], own: Iterable[dict[str, str]], key_columns: tuple[str, ...]
) -> tuple[Row, ...]:
    merged = {_key(row, key_columns): row for row in shipped}
    for row in own:
        key = _key(row, key_columns)
        merged[key] = _merge(merged[key], row) if key in merged else row
    return tuple(merged.values())


def _key(row: Row, key_columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(comparable(row[column]) for column in key_columns)


def _merge(old: Row, new: Row) -> dict[str, str]:
    merged = {column: new.get(column) or value for column, value in old.items()}
    for column in LISTS:
        if column in merged:
            merged[column] = "|".join(dict.fromkeys((*cells(old[column]), *cells(new.get(column, "")))))
    return merged
