"""Backup and restore bring back all of it, or say why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.safety import back_up, bring_back
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.search import search
from pipeline.catalogue.status import check
from pipeline.catalogue.write import file_document
from pipeline.errors import CatalogueDamagedError, CatalogueError, DiskError, NotFoundError
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import paper


@pytest.fixture
def backup(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> Path:
    file_document(catalogue, paper(tmp_path, "Phòng cháy"), tools.knowledge)
    assert back_up(catalogue, tmp_path / "backup") == 1
    return tmp_path / "backup"


def test_what_is_restored_is_sound_and_found(backup: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "catalogue.db"
    assert bring_back(backup, target) == 1
    with open_catalogue(target, create=False) as catalogue:
        assert check(catalogue) == ()
        assert len(search(catalogue, "phong chay")) == 1


def test_a_standing_catalogue_is_not_overwritten(backup: Path, catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueError):
        bring_back(backup, catalogue.path)


def test_a_backup_without_its_originals_is_refused(backup: Path, tmp_path: Path) -> None:
    next(p for p in (backup / "originals").rglob("*") if p.is_file()).unlink()
    with pytest.raises(CatalogueDamagedError):
        bring_back(backup, tmp_path / "new" / "catalogue.db")


def test_an_empty_folder_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        bring_back(tmp_path, tmp_path / "new.db")


def test_a_full_disk_is_told_and_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    with open_catalogue(path):
        pass
    with pytest.raises(DiskError, match="đã đầy"), open_catalogue(path) as catalogue:
        catalogue.db.execute("PRAGMA max_page_count = 1")
        catalogue.db.execute("CREATE TABLE more (content)")
    with open_catalogue(path) as catalogue:
        assert check(catalogue) == ()
