"""What the program leans on, and whether it is there."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from pipeline.config import Config
from pipeline.errors import VanThuError

PACKAGES = ("pytesseract", "pdfplumber", "pypdfium2", "unidecode", "spacy", "pyvi", "sqlite-utils", "fastapi")
HOUSE = ("pipeline", "extractors", "normalizers", "corpus")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined: whether it is sound, what was seen, and what to do where it is not."""

    what: str
    sound: bool
    detail: str
    hint: str = ""


def examine(config: Config) -> tuple[Finding, ...]:
    """Look at everything the program needs on this machine."""
    return (
        _python(),
        _house(),
        *(_package(name) for name in PACKAGES),
        _sqlite(),
        *_engines(config),
        _folder("mục lục", config.catalogue.parent),
        _folder("hộp thư đến", config.inbox),
    )


def _python() -> Finding:
    return Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0], "Cần Python 3.11 trở lên.")


def _house() -> Finding:
    """The four packages must stand side by side: another one of the same name would be imported instead."""
    specs = {name: find_spec(name) for name in HOUSE}
    places = {name: Path(spec.origin).parent.parent if spec and spec.origin else None for name, spec in specs.items()}
    sound = len(set(places.values())) == 1 and None not in places.values()
    detail = str(next(iter(places.values()))) if sound else ", ".join(f"{n}: {p}" for n, p in places.items())
    return Finding("vanthu", sound, detail, "Chạy `make setup` trong một môi trường ảo riêng.")


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, False, "–", "Chạy `make setup`.")


def _sqlite() -> Finding:
    connection = sqlite3.connect(":memory:")
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    connection.close()
    return Finding("SQLite FTS5", "ENABLE_FTS5" in options, sqlite3.sqlite_version, "Cần SQLite có FTS5.")


def _engines(config: Config) -> list[Finding]:
    from pipeline.tools import Tools

    hint = "Cài gói Debian tesseract-ocr và tesseract-ocr-vie, hoặc chạy `make setup`."
    findings = []
    for engine in Tools.build(config).engines:
        try:
            found = engine.version()
        except VanThuError as error:
            found, hint = None, error.hint
        findings.append(Finding(f"OCR {engine.name}", found is not None, found or "–", hint))
    return findings


def _folder(what: str, folder: Path) -> Finding:
    """A folder must be writable, or the nearest one above it that exists."""
    standing = next(p for p in (folder.absolute(), *folder.absolute().parents) if p.exists())
    probe = standing / ".vanthu-probe"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Finding(what, False, f"{folder}: {error.strerror}", "Cho phép ghi vào thư mục này.")
    return Finding(what, True, str(folder))
