"""`copy`: a PDF to search in, made from a scan."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands import common
from pipeline.config import Config
from pipeline.output import tell


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--jobs", type=int, help="Số tiến trình đọc trang cùng lúc.")
@common
def copy(file: Path, target: Path | None, config: Config) -> None:
    """Làm bản sao PDF tìm kiếm được: giữ nguyên ảnh trang, đặt chữ đã đọc và đã sửa dưới ảnh."""
    from pipeline.copies.searchable import make
    from pipeline.line import run
    from pipeline.tools import Tools

    target = target or file.with_name(f"{file.stem}.tim-kiem.pdf")
    if target.exists():
        raise click.BadParameter(f"{target} đã có; hãy chọn tên khác.")
    is_archival = make(run(file, Tools.build(config)), target, config)
    form = "PDF/A-2b" if is_archival else "PDF"
    tell("Đã làm bản sao tìm kiếm được ({}): {}", form, target, lang=config.lang)
