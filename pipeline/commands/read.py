"""`read` and `correct`: text in, text and facts out, nothing filed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from pipeline.commands import common, engine
from pipeline.config import Config
from pipeline.contract import to_json
from pipeline.document import Document
from pipeline.output import console, table
from pipeline.tools import Tools

STAGES = ("read", "recognise", "assemble", "normalize", "segment", "extract", "resolve")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
@click.option("--after", type=click.Choice(STAGES), help="Dừng sau công đoạn này.")
@click.option("--jobs", type=int, help="Số tiến trình đọc trang cùng lúc.")
@engine
@common
def read(file: Path, as_json: bool, after: str | None, config: Config) -> None:
    """Đọc một tệp và in những gì đọc được; không vào sổ."""
    from pipeline.line import run

    document = run(file, Tools.build(config), after=after)
    if as_json:
        click.echo(json.dumps(to_json(document, config.lang), ensure_ascii=False))
    else:
        _print(document, config)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--explain", is_flag=True, help="Liệt kê từng chỗ đã sửa, theo quy tắc nào, chắc đến đâu.")
@click.option("--marks-only", is_flag=True, help="Chỉ thêm dấu, không đổi chữ.")
@common
def correct(file: Path | None, explain: bool, marks_only: bool, config: Config) -> None:
    """Khôi phục văn bản mất dấu hoặc đọc sai, từng dòng một; đọc từ tệp hoặc từ đầu vào chuẩn."""
    from pipeline.correction import correct as corrected
    from pipeline.readers.text import decode

    content = file.read_bytes() if file else sys.stdin.buffer.read()
    text = decode(content, file.name if file else "-")
    made = corrected(text, Tools.build(config), marks_only=marks_only)
    click.echo(made.value, nl=False)
    if explain:
        rows = [(e.span.start, e.old, e.new, e.rule, f"{e.confidence:.2f}") for e in made.edits]
        console(to_error=True).print(
            table("Đã sửa", ("Vị trí", "Cũ", "Mới", "Quy tắc", "Độ chắc"), rows, lang=config.lang)
        )


def _print(document: Document, config: Config) -> None:
    """Print a document for a person."""
    lang = config.lang
    data = to_json(document, lang)
    out = console()
    out.print(document.text.value, soft_wrap=True)
    heading = {k: v for k, v in (data["heading"] or {}).items() if v and k not in ("rule", "confidence")}
    out.print(table("Thể thức", ("Mục", "Nội dung"), heading.items(), lang=lang))
    columns = ("Số, ký hiệu", "Ngày", "Cơ quan ban hành", "Quan hệ", "Trích nguyên văn")
    names = ("number", "date", "issuer", "relation", "text")
    out.print(table("Văn bản dẫn chiếu", columns, ([r[n] for n in names] for r in data["references"]), lang=lang))
    limits = ([d[n] for n in ("text", "kind", "start_date", "end_date", "rrule", "what")] for d in data["deadlines"])
    out.print(table("Thời hạn", ("Nguyên văn", "Loại", "Từ", "Đến", "Lặp lại", "Việc"), limits, lang=lang))
    rows = (
        (a["section"], a["role"], "; ".join(a["agencies"]), " ".join(a["text"].split())) for a in data["assignments"]
    )
    out.print(table("Nhiệm vụ", ("Mục", "Vai trò", "Cơ quan", "Nội dung"), rows, lang=lang))
    out.print(table("Lưu ý", ("Mức", "Nội dung"), ((n["severity"], n["message"]) for n in data["notes"]), lang=lang))
