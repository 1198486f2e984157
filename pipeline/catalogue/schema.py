"""The one way to open a catalogue."""

from __future__ import annotations

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from normalizers.folding import fold
from pipeline.catalogue.connection import Catalogue
from pipeline.catalogue.index import rebuild_index
from pipeline.catalogue.task_tables import MIGRATIONS
from pipeline.errors import (
    CatalogueBusyError,
    CatalogueDamagedError,
    CatalogueVersionError,
    DiskError,
    NoCatalogueError,
    refusal,
)

__all__ = ["Catalogue", "open_catalogue"]

BUSY_TIMEOUT = 30.0  # seconds to wait for another process that writes

CACHE = 65_536  # kibibytes of the file that are kept in memory
REFUSED = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
}
"""What the file system did, by the number of SQLite's error: the catalogue itself is sound."""


@contextmanager
def open_catalogue(path: Path, *, create: bool = True) -> Iterator[Catalogue]:
    """Open the catalogue at `path` and bring its tables up to date.

    Raises:
        NoCatalogueError: there is none and none is to be made.
        DiskError: the disk is full, or the file may not be read or written.
        CatalogueError: it is newer than the program, in use, or no catalogue at all.
    """
    if not create and not path.is_file():
        raise NoCatalogueError("Chưa có mục lục {}.", path)
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.create_function("fold", 1, _fold, deterministic=True)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
        catalogue = Catalogue(Database(connection), path)
        _migrate(catalogue)
        yield catalogue
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise CatalogueBusyError("Mục lục {} đang được chương trình khác ghi.", path) from error
        if number := REFUSED.get(getattr(error, "sqlite_errorcode", 0) & 0xFF):
            raise DiskError(*refusal(OSError(number, str(error)), path)) from error
        raise CatalogueDamagedError("Mục lục {} không dùng được: {}.", path, error) from error
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        raise CatalogueDamagedError("Tệp {} không phải mục lục Văn Thư hoặc đã hỏng: {}.", path, error) from error
    finally:
        connection.close()


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)


def _migrate(catalogue: Catalogue) -> None:
    ours = {m.name for m in MIGRATIONS.pending(Database(memory=True))}
    if newer := [m.name for m in MIGRATIONS.applied(catalogue.db) if m.name not in ours]:
        raise CatalogueVersionError("Mục lục {} do bản Văn Thư mới hơn tạo ra ({}).", catalogue.path, newer[-1])
    if MIGRATIONS.pending(catalogue.db):
        with _alone(catalogue.path.parent):
            MIGRATIONS.apply(catalogue.db)
            if catalogue.value("SELECT EXISTS (SELECT 1 FROM document) AND NOT EXISTS (SELECT 1 FROM placed)"):
                with catalogue.writing():
                    rebuild_index(catalogue)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one at a time make tables in a folder: a desk and a watcher may both be the first to open a catalogue."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system that knows no locks has one user
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
