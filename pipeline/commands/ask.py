"""`search`, `tasks`, `due`, `task`: what the clerk and the officer ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click
from rich.text import Text as Styled

from pipeline.catalogue.schema import open_catalogue
from pipeline.catalogue.tasks import Task
from pipeline.commands import common, formats
from pipeline.config import Config
from pipeline.errors import ConfigError
from pipeline.messages import say
from pipeline.output import console, csv_text, json_text, table, tell

TASK_COLUMNS = ("Mã", "Hạn", "Tình trạng", "Cơ quan", "Vai trò", "Phối hợp", "Nhiệm vụ", "Văn bản", "Mục")


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--type", "doc_type", help="Loại văn bản, ví dụ “chỉ thị”.")
@click.option("--issuer", help="Cơ quan ban hành.")
@click.option("--place", help="Địa danh.")
@click.option("--since", help="Ban hành từ ngày này (YYYY-MM-DD).")
@click.option("--until", help="Ban hành đến ngày này (YYYY-MM-DD).")
@click.option("--limit", type=int, default=20, show_default=True, help="Nhiều nhất bao nhiêu văn bản.")
@formats("csv")
@common
def search(query: tuple[str, ...], limit: int, form: str, config: Config, **filters: Any) -> None:
    """Tìm văn bản: gõ có dấu, không dấu, cụm từ trong ngoặc kép, hay số ký hiệu."""
    from pipeline.catalogue.search import Filters
    from pipeline.catalogue.search import search as find

    with open_catalogue(config.catalogue, create=False) as catalogue:
        hits = find(catalogue, " ".join(query), Filters(**filters), limit=limit)
    if form == "json":
        click.echo(json_text(hits))
    elif form == "csv":
        names = ("document", "number", "doc_type", "title", "issuer", "date", "name", "matched", "snippet")
        click.echo(csv_text(names, ([getattr(h, n) for n in names] for h in hits)), nl=False)
    else:
        for hit in hits:
            snippet = Styled(f"    {hit.snippet}")
            for span in hit.lit:
                snippet.stylize("bold reverse", span.start + 4, span.end + 4)
            title = f"[{hit.document}] {hit.number or hit.name} · {hit.date or '?'} · {hit.issuer or '?'}"
            console().print(title, f"    {hit.title or ''}", snippet, sep="\n", soft_wrap=True)
        tell("Tìm thấy {} văn bản.", len(hits), lang=config.lang)


@click.command()
@click.option("--body", help="Tên cơ quan, viết thế nào cũng được: “công an tỉnh”, “cong an tinh Tay Ninh”.")
@click.option("--due-before", metavar="DATE", help="Chỉ việc phải xong trước ngày này (YYYY-MM-DD).")
@formats("csv")
@common
def tasks(body: str | None, due_before: str | None, form: str, config: Config) -> None:
    """Cơ quan nào phải làm việc gì, hạn đến bao giờ."""
    from corpus.knowledge import Knowledge
    from pipeline.catalogue.tasks import tasks as find

    knowledge = Knowledge.load(config.reference_dir)
    with open_catalogue(config.catalogue, create=False) as catalogue:
        found = find(catalogue, knowledge, body=body, due_before=_day(due_before), as_of=config.as_of)
    _print_tasks(found, form, config)


@click.command()
@click.option("--days", type=int, default=30, show_default=True, help="Nhìn trước bao nhiêu ngày.")
@formats("csv")
@common
def due(days: int, form: str, config: Config) -> None:
    """Việc đã quá hạn và sắp đến hạn."""
    from corpus.knowledge import Knowledge
    from pipeline.catalogue.tasks import due as find

    knowledge = Knowledge.load(config.reference_dir)
    with open_catalogue(config.catalogue, create=False) as catalogue:
        found = find(catalogue, knowledge, as_of=config.as_of, days=days)
    _print_tasks(found, form, config)


@click.command()
@click.argument("task_id", metavar="ID")
@click.option("--done", "state", flag_value="done", help="Đã xong.")
@click.option("--open", "state", flag_value="open", help="Mở lại.")
@click.option("--note", help="Ghi chú.")
@click.option("--by", default="", help="Người ghi.")
@common
def task(task_id: str, state: str | None, note: str | None, by: str, config: Config) -> None:
    """Ghi vào sổ theo dõi: một nhiệm vụ đã xong, mở lại, hay một ghi chú."""
    from pipeline.catalogue.tasks import say_of_task

    if state is None and note is None:
        raise click.UsageError(say("Cần --done, --open hoặc --note.", lang=config.lang))
    with open_catalogue(config.catalogue, create=False) as catalogue:
        say_of_task(catalogue, task_id, state=state, note=note, said_by=by)
    tell("Đã ghi.", lang=config.lang)


def _print_tasks(found: Sequence[Task], form: str, config: Config) -> None:
    if form == "json":
        click.echo(json_text(found))
    elif form == "csv":
        click.echo(csv_text(TASK_COLUMNS, (_row(t, config.lang) for t in found)), nl=False)
    else:
        console().print(table("Nhiệm vụ", TASK_COLUMNS, (_row(t, config.lang) for t in found), lang=config.lang))
        tell("{} nhiệm vụ.", len(found), lang=config.lang)


def _row(task: Task, lang: str) -> tuple[object, ...]:
    states = {"open": "đang làm", "done": "đã xong", "overdue": "quá hạn"}
    limit = task.last_day.isoformat() if task.last_day else "; ".join(" ".join(x.text.split()) for x in task.limits)
    return (
        task.id[:8],
        limit,
        say(states[task.state], lang=lang),
        "; ".join(task.agencies),
        task.role,
        "; ".join(task.partners),
        " ".join(task.text.split()),
        task.number or task.document_title or task.document,
        task.section,
    )


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise ConfigError("Ngày {!r} không đúng dạng YYYY-MM-DD.", value) from error
