"""`review`, `reprocess`, `check`, `backup`, `restore`, `doctor`: whether all is right, sound, and safe."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.catalogue.schema import open_catalogue
from pipeline.commands import common, formats
from pipeline.config import Config
from pipeline.errors import CatalogueDamagedError, ConfigError
from pipeline.messages import say
from pipeline.output import console, csv_text, json_text, put_lines, table, tell
from pipeline.web.wording import word

REVIEW_COLUMNS = ("Mã", "Loại", "Độ tin cậy", "Đọc được", "Hiểu là", "Văn bản")


@click.command()
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Nhiều nhất bao nhiêu dữ kiện.")
@click.option("--below", type=click.FloatRange(0, 1), default=0.6, show_default=True, help="Độ tin cậy dưới mức này.")
@click.option("--accept", metavar="ID", help="Xác nhận dữ kiện này là đúng.")
@click.option("--correct", metavar="ID", help="Sửa dữ kiện này (mã), hoặc văn bản này (số thứ tự).")
@click.option("--set", "change", metavar="FIELD=VALUE", help="Sửa mục nào thành gì, ví dụ date=2025-03-01.")
@click.option("--by", default="", help="Người sửa.")
@formats("csv")
@common
def review(limit: int, below: float, form: str, config: Config, **wanted: str | None) -> None:
    """Những chỗ máy đọc chưa chắc để người xem lại; sửa hoặc xác nhận. Đọc lại bằng bản mới không xóa chỗ đã sửa."""
    from corpus.knowledge import Knowledge
    from pipeline.catalogue.doubts import doubts
    from pipeline.catalogue.refile import correct

    with open_catalogue(config.catalogue, create=False) as catalogue:
        if fact := wanted["accept"] or wanted["correct"]:
            change = _change(wanted["change"]) if wanted["correct"] else ("confirmed", None)
            correct(catalogue, Knowledge.load(config.reference_dir), fact, change, by=wanted["by"] or "")
            tell("Đã ghi.", lang=config.lang)
            return
        found = doubts(catalogue, below=below, limit=limit)
    rows = [
        (
            d.id[:8],
            word("kind", d.kind, config.lang),
            "" if d.confidence is None else f"{d.confidence:.2f}",
            " ".join(d.text.split()),
            "; ".join(value for _, value in d.values if value),
            d.name,
        )
        for d in found
    ]
    if form == "json":
        click.echo(json_text(found))
    elif form == "csv":
        click.echo(csv_text(REVIEW_COLUMNS, rows), nl=False)
    else:
        console().print(table("Cần xem lại", REVIEW_COLUMNS, rows, lang=config.lang))


@click.command()
@click.option("--where", default="older", show_default=True, help="older, all, hoặc MỤC=GIÁ TRỊ như doc_type=kế hoạch.")
@click.option("--jobs", type=int, help="Số tiến trình đọc cùng lúc; 0 là một cho mỗi nhân.")
@formats()
@common
def reprocess(where: str, form: str, config: Config) -> None:
    """Đọc lại những văn bản đã giữ bằng bản chương trình hiện nay; dừng giữa chừng thì lần sau làm tiếp."""
    from pipeline.reprocess import reprocess as read_again
    from pipeline.tools import Tools

    done = []
    with open_catalogue(config.catalogue, create=False) as catalogue:
        for held, error in read_again(catalogue, where, Tools.build(config)):
            message = say(error.message, *error.values, lang=config.lang) if error else None
            done.append({"document": held.id, "name": held.name, "message": message})
            if message:
                console(to_error=True).print(f"{held.name}: {message}", soft_wrap=True)
    if form == "json":
        click.echo(json_text(done))
    else:
        failed = sum(1 for entry in done if entry["message"])
        tell("Đã đọc lại {} văn bản, {} không đọc được.", len(done) - failed, failed, lang=config.lang)


def _change(written: str | None) -> tuple[str, str | None]:
    field, sign, value = (written or "").partition("=")
    if not sign:
        raise ConfigError("Cần --set MỤC=GIÁ TRỊ.")
    return field.strip(), value.strip() or None


@click.command()
@formats()
@common
def check(form: str, config: Config) -> None:
    """Kiểm tra mục lục: toàn vẹn, khóa, chỉ mục, vị trí trích dẫn, bản gốc."""
    from pipeline.catalogue.index import waste_of
    from pipeline.catalogue.status import check as find_faults

    with open_catalogue(config.catalogue, create=False) as catalogue:
        faults, (waste, used) = find_faults(catalogue), waste_of(catalogue)
    if form == "json":
        click.echo(json_text(faults))
    else:
        for fault in faults:
            console().print(fault, soft_wrap=True)
        if not faults:
            tell("Mục lục lành lặn.", lang=config.lang)
        if waste > used:
            tell("Chỉ mục tìm kiếm thừa {} dòng; vanthu reprocess xếp lại.", waste, lang=config.lang)
    sys.exit(CatalogueDamagedError.exit_code if faults else 0)


@click.command()
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Ghi vào tệp này.")
@common
def export(output: Path | None, config: Config) -> None:
    """Xuất cả mục lục ra JSON Lines, mỗi văn bản một dòng với mọi dữ kiện; không tốn bộ nhớ theo số văn bản."""
    from pipeline.catalogue.records import records

    with open_catalogue(config.catalogue, create=False) as catalogue:
        put_lines(records(catalogue), output)


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
        rows = [
            (signs[f.sound], say(f.what, lang=config.lang), f.detail, "" if f.sound else say(f.hint, lang=config.lang))
            for f in findings
        ]
        console().print(table("Cài đặt", ("", "Thành phần", "Chi tiết", "Cách xử lý"), rows, lang=config.lang))
    sys.exit(0 if all(f.sound for f in findings) else 1)
