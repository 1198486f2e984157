"""Backup and restore: the catalogue and the originals, together."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.status import check
from pipeline.errors import CatalogueDamagedError, CatalogueError, NoBackupError

NAME = "catalogue.db"


def back_up(catalogue: Catalogue, folder: Path) -> int:
    """Copy the catalogue, even while others write to it, and the originals that the folder lacks.

    Returns how many documents the copy holds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{NAME}.partial"
    partial.unlink(missing_ok=True)
    copy = sqlite3.connect(partial)
    try:
        catalogue.db.conn.backup(copy)
        rows = copy.execute("SELECT original FROM document").fetchall()
    finally:
        copy.close()
    for (original,) in rows:
        _copy(catalogue.originals / original, folder / "originals" / original)
    partial.replace(folder / NAME)
    return len(rows)


def bring_back(folder: Path, catalogue: Path) -> int:
    """Restore a backup to where no catalogue stands; return how many documents it holds.

    Raises:
        NoBackupError: the folder holds no backup.
        CatalogueError: a catalogue stands there already, or the backup is damaged.
    """
    if not (folder / NAME).is_file():
        raise NoBackupError("Thư mục {} không có bản sao lưu nào.", folder)
    if catalogue.exists():
        raise CatalogueError("Đã có mục lục {}; hãy đổi tên hoặc chuyển nó đi trước khi khôi phục.", catalogue)
    with open_catalogue(folder / NAME, create=False) as copy:
        if faults := check(copy):
            raise CatalogueDamagedError("Bản sao lưu {} bị hỏng: {}.", folder, faults[0])
        originals = [row[0] for row in copy.rows("SELECT original FROM document")]
        for original in originals:
            _copy(copy.originals / original, catalogue.parent / "originals" / original)
        copy.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _copy(folder / NAME, catalogue)
    return len(originals)


def _copy(source: Path, target: Path) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.partial")
    shutil.copyfile(source, partial)
    partial.replace(target)
