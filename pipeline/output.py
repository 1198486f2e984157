"""What the commands print: a person's tables, or data in the format that was asked for."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from pipeline.errors import ConfigError
from pipeline.messages import say

PLAIN_WIDTH = 140  # columns where the output is no terminal


def to_plain(value: object) -> Any:
    """Return dataclasses and named tuples as dictionaries, tuples as lists and days in ISO 8601, all the way down."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {str(k): to_plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_plain(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value


def json_text(value: object) -> str:
    """Return a value as indented JSON."""
    return json.dumps(to_plain(value), ensure_ascii=False, indent=1)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV with a byte order mark, as spreadsheets want it; cells that begin a formula are defused."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_defused(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, lang: str) -> Table:
    """Return rows as a table for the terminal, title and columns in the wanted language."""
    made = Table(title=say(title, lang=lang) if title else None, title_justify="left")
    for column in columns:
        made.add_column(say(column, lang=lang) if column else "", overflow="fold")
    for row in rows:
        made.add_row(*("" if cell is None else str(cell) for cell in row))
    return made


def put(content: str | bytes, output: Path | None) -> None:
    """Write what a command makes to a file, or to where the output goes; bytes never to a terminal."""
    if output is not None:
        output.write_bytes(content.encode() if isinstance(content, str) else content)
    elif isinstance(content, str):
        click.echo(content, nl=not content.endswith("\n"))
    elif sys.stdout.isatty():
        raise ConfigError("Dạng này không in ra màn hình được; hãy dùng --output TỆP.")
    else:
        click.echo(content, nl=False)


def put_lines(values: Iterable[object], output: Path | None) -> None:
    """Write values as JSON Lines, each as soon as it is made."""
    with output.open("w", encoding="utf-8") if output else nullcontext(sys.stdout) as out:
        for value in values:
            click.echo(json.dumps(to_plain(value), ensure_ascii=False), file=out)


def console(*, to_error: bool = False) -> Console:
    """Return where people read: as wide as the terminal, or wide enough for a table in a file."""
    made = Console(stderr=to_error, highlight=False, markup=False)
    return made if made.is_terminal else Console(stderr=to_error, highlight=False, markup=False, width=PLAIN_WIDTH)


def tell(message: str, *values: object, lang: str) -> None:
    """Print a message in the wanted language."""
    console().print(say(message, *values, lang=lang), soft_wrap=True)


def _defused(cell: object) -> object:
    text = "; ".join(map(str, cell)) if isinstance(cell, (list, tuple)) else cell
    return f"'{text}" if isinstance(text, str) and text[:1] in ("=", "+", "-", "@") else text
