"""An open catalogue: how its rows are read and written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Catalogue:
    """An open catalogue. `originals` is the folder beside it that keeps the papers byte for byte."""

    db: Database
    path: Path

    @property
    def originals(self) -> Path:
        """The folder of the original files, named by their hash."""
        return self.path.parent / "originals"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make all that is written inside stand or fall together; other writers wait."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Return the rows that a query finds; its values are given one by one, or as one dictionary by name."""
        return list(self.db.execute(sql, _bound(values)).fetchall())

    def tuples(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds without the names of their columns, which takes half as long."""
        cursor = self.db.conn.cursor()
        cursor.row_factory = None
        return cursor.execute(sql, _bound(values)).fetchall()

    def value(self, sql: str, *values: object) -> object:
        """Return the first column of the first row, None where there is none."""
        row = self.db.execute(sql, _bound(values)).fetchone()
        return row[0] if row else None


def now(timespec: str = "seconds") -> str:
    """Return the present moment in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec=timespec)


def _bound(values: tuple[object, ...]) -> tuple[object, ...] | dict[str, object]:
    return values[0] if len(values) == 1 and isinstance(values[0], dict) else values
