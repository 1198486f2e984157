"""`check`, `backup`, `restore`, `doctor`: whether all is sound, and safe."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.catalogue.schema import open_catalogue
from pipeline.commands import common, formats
from pipeline.config import Config
from pipeline.errors import CatalogueDamagedError
from pipeline.messages import say
from pipeline.output import console, json_text, table, tell


@click.command()
@formats()
@common
def check(form: str, config: Config) -> None:
    """Kiểm tra mục lục: toàn vẹn, khóa, chỉ mục, vị trí trích dẫn, bản gốc."""
    from pipeline.catalogue.status import check as find_faults

    with open_catalogue(config.catalogue, create=False) as catalogue:
        faults = find_faults(catalogue)
    if form == "json":
        click.echo(json_text(faults))
    else:
        for fault in faults:
            console().print(fault, soft_wrap=True)
        if not faults:
            tell("Mục lục lành lặn.", lang=config.lang)
    sys.exit(CatalogueDamagedError.exit_code if faults else 0)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@common
def backup(folder: Path, config: Config) -> None:
    """Sao lưu mục lục và các bản gốc vào một thư mục, cả khi đang làm việc."""
    from pipeline.catalogue.safety import back_up

    with open_catalogue(config.catalogue, create=False) as catalogue:
        made = back_up(catalogue, folder)
    tell("Đã sao lưu {} văn bản vào {}.", made, folder, lang=config.lang)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@common
def restore(folder: Path, config: Config) -> None:
    """Khôi phục mục lục và các bản gốc từ một thư mục sao lưu; không ghi đè mục lục đang có."""
    from pipeline.catalogue.safety import bring_back

    made = bring_back(folder, config.catalogue)
    tell("Đã khôi phục {} văn bản vào {}.", made, config.catalogue, lang=config.lang)


@click.command()
@formats()
@common
def doctor(form: str, config: Config) -> None:
    """Kiểm tra cài đặt: chương trình, gói, dữ liệu, quyền ghi."""
    from pipeline.doctor import examine

    findings = examine(config)
    if form == "json":
        click.echo(json_text(findings))
    else:
        signs = {True: "✓", False: "✗"}
        rows = [(signs[f.sound], f.what, f.detail, "" if f.sound else say(f.hint, lang=config.lang)) for f in findings]
        console().print(table("Cài đặt", ("", "Thành phần", "Chi tiết", "Cách xử lý"), rows, lang=config.lang))
    sys.exit(0 if all(f.sound for f in findings) else 1)
