"""The configuration: one frozen object, built once from defaults < vanthu.toml < VANTHU_ variables < flags."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_type_hints

from pipeline.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, with the default that works in an empty folder.

    Attributes:
        catalogue: The SQLite file.
        inbox: The folder the clerk drops files into.
        as_of: The day that "overdue" and "in force" are judged on.
        lang: Language of messages.
        jobs: Processes that read pages at the same time; 0 takes one per core.
        reference_dir: The office's own tables (agencies, aliases, swapped holidays) beside the shipped ones.
        engine: The OCR engine that reads: the name of one, or `both` for our own with Tesseract's second opinion.
        ocr_dpi: Resolution that pages are rendered at for OCR.
        ocr_timeout: Seconds that one page may take.
        max_bytes: Largest file read.
        max_pages: Most pages read of one file.
        max_pixels: Largest page image, in pixels.
    """

    catalogue: Path = Path("vanthu-data/catalogue.db")
    inbox: Path = Path("vanthu-data/inbox")
    as_of: date = field(default_factory=date.today)
    lang: Literal["vi", "en"] = "vi"
    jobs: int = 0
    reference_dir: Path | None = None
    engine: str = "both"
    ocr_dpi: int = 200
    ocr_timeout: float = 120.0
    max_bytes: int = 512 * 1024 * 1024
    max_pages: int = 10_000
    max_pixels: int = 120_000_000

    @classmethod
    def load(cls, file: Path | None = None, flags: Mapping[str, object] | None = None) -> Config:
        """Return the settings in force.

        `file` defaults to vanthu.toml in the working folder, where there is one; flags that are None do not count.

        Raises:
            ConfigError: a file that cannot be read, an unknown key, or a value that does not fit.
        """
        settings: dict[str, object] = {}
        if file or Path("vanthu.toml").is_file():
            settings |= _read(file or Path("vanthu.toml"))
        names = {f.name for f in fields(cls)}
        settings |= {n: os.environ[k] for n in sorted(names) if (k := f"VANTHU_{n.upper()}") in os.environ}
        settings |= {k: v for k, v in (flags or {}).items() if v is not None}
        if unknown := sorted(settings.keys() - names):
            raise ConfigError("Không có cài đặt nào tên là {}.", ", ".join(unknown))
        hints = get_type_hints(cls)
        return cls(**{name: _convert(name, value, hints[name]) for name, value in settings.items()})

    @property
    def processes(self) -> int:
        """How many processes read pages at the same time."""
        return self.jobs or os.cpu_count() or 1


def _read(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError("Không đọc được tệp cài đặt {}: {}", file, error) from error


def _convert(name: str, value: object, wanted: Any) -> Any:
    """Return `value` as the type that the setting wants."""
    options = getattr(wanted, "__args__", ())
    try:
        if isinstance(value, str) and options and str in map(type, options):
            if value not in options:
                raise ValueError(value)
            return value
        kind = next((t for t in options if t is not type(None)), wanted)
        if kind is date and isinstance(value, str):
            return date.fromisoformat(value)
        return value if isinstance(value, kind) else kind(value)
    except (TypeError, ValueError) as error:
        raise ConfigError("Cài đặt {} không nhận giá trị {!r}.", name, value) from error
