"""The commands of `vanthu`, and the options that many of them share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from pipeline.config import Config
from pipeline.messages import LANGUAGES

Command = Callable[..., None]


def common(command: Command) -> Command:
    """Add the common options to a command and hand it the configuration that they make, as `config`."""

    @click.option("--catalogue", type=click.Path(path_type=Path), metavar="FILE", help="Tệp mục lục SQLite.")
    @click.option("--inbox", type=click.Path(path_type=Path), metavar="DIR", help="Thư mục văn bản đến.")
    @click.option("--as-of", metavar="DATE", help="Coi ngày này là hôm nay (YYYY-MM-DD).")
    @click.option("--config", "config_file", type=click.Path(path_type=Path), metavar="FILE", help="Tệp cài đặt.")
    @click.option("--lang", type=click.Choice(LANGUAGES), help="Ngôn ngữ thông báo.")
    @wraps(command)
    def with_config(config_file: Path | None, **options: Any) -> None:
        flags = {name: options.pop(name) for name in ("catalogue", "inbox", "as_of", "lang")}
        flags["lang"] = flags["lang"] or click.get_current_context().find_object(str)
        flags |= {name: options.pop(name, None) for name in ("jobs", "engine")}
        command(config=Config.load(config_file, flags), **options)

    return with_config


def engine(command: Command) -> Command:
    """Add `--engine`, which chooses the OCR engine, to a command that is `common`."""
    text = "Bộ nhận dạng chữ: của chương trình (vanthu), tesseract, hoặc cả hai (both)."
    return click.option("--engine", type=click.Choice(["both", "vanthu", "tesseract"]), help=text)(command)


def formats(*names: str) -> Callable[[Command], Command]:
    """Add `--format` with these choices, `text` first, and `--json` as the short way to ask for JSON."""

    def add(command: Command) -> Command:
        @click.option(
            "--format", "form", type=click.Choice(["text", "json", *names]), default="text", help="Dạng in ra."
        )
        @click.option("--json", "as_json", is_flag=True, help="In JSON.")
        @wraps(command)
        def with_format(form: str, as_json: bool, **options: Any) -> None:
            command(form="json" if as_json else form, **options)

        return with_format

    return add
