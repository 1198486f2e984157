"""`search`, `tasks`, `due`, `task`: what the clerk and the officer ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.padding import Padding
from rich.text import Text as Styled

from corpus.knowledge import Knowledge
from pipeline.catalogue.schema import open_catalogue
from pipeline.catalogue.tasks import Asked, Listing, Task
from pipeline.commands import common, formats
from pipeline.config import Config
from pipeline.errors import ConfigError
from pipeline.exports import sheets
from pipeline.exports.calendars import calendar
from pipeline.messages import day, say
from pipeline.output import console, csv_text, json_text, put, put_lines, tell, to_plain

SCREEN = 200  # tasks that are shown on the screen at once


def paged(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that ask for a part of a list."""
    command = click.option("--offset", type=click.IntRange(0), default=0, help="Bỏ qua bấy nhiêu dòng đầu.")(command)
    return click.option("--limit", type=click.IntRange(1), help="Nhiều nhất bao nhiêu dòng.")(command)


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--type", "doc_type", help="Loại văn bản, ví dụ “chỉ thị”.")
@click.option("--issuer", help="Cơ quan ban hành.")
@click.option("--place", help="Địa danh.")
@click.option("--since", help="Ban hành từ ngày này (YYYY-MM-DD).")
@click.option("--until", help="Ban hành đến ngày này (YYYY-MM-DD).")
@click.option("--in-force", is_flag=True, help="Chỉ văn bản chưa bị thay thế, bãi bỏ.")
@click.option("--quality", type=click.FloatRange(0, 1), help="Chỉ văn bản đọc được tốt từ mức này (0 đến 1).")
@click.option("--sort", type=click.Choice(["likely", "date"]), default="likely", help="Xếp theo mức khớp hay ngày.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Nhiều nhất bao nhiêu văn bản.")
@formats("csv", "jsonl")
@common
def search(query: tuple[str, ...], limit: int, form: str, config: Config, **wanted: Any) -> None:
    """Tìm văn bản: gõ có dấu, không dấu, cụm từ trong ngoặc kép, hay số ký hiệu."""
    from pipeline.catalogue.search import Filters
    from pipeline.catalogue.search import search as find

    with open_catalogue(config.catalogue, create=False) as catalogue:
        by_date = wanted.pop("sort") == "date"
        hits = find(catalogue, " ".join(query), Filters(**wanted), limit=limit)
    if by_date:
        hits = tuple(sorted(hits, key=lambda hit: hit.date or "", reverse=True))
    if form == "json":
        click.echo(json_text(hits))
    elif form == "jsonl":
        put_lines(map(to_plain, hits), None)
    elif form == "csv":
        names = ("document", "number", "doc_type", "title", "issuer", "date", "name", "matched", "snippet")
        click.echo(csv_text(names, ([getattr(h, n) for n in names] for h in hits)), nl=False)
    else:
        for hit in hits:
            snippet = Styled(f"    {hit.snippet}")
            for span in hit.lit:
                snippet.stylize("bold reverse", span.start + 4, span.end + 4)
            title = f"[{hit.document}] {hit.number or hit.name} · {day(hit.date) or '?'} · {hit.issuer or '?'}"
            console().print(title, f"    {hit.title or ''}", snippet, sep="\n", soft_wrap=True)
        tell("Tìm thấy {} văn bản.", len(hits), lang=config.lang)


@click.command()
@click.option("--body", help="Tên cơ quan, viết thế nào cũng được: “công an tỉnh”, “cong an tinh Tay Ninh”.")
@click.option("--place", help="Tỉnh, thành phố của cơ quan.")
@click.option("--due-before", metavar="DATE", help="Chỉ việc phải xong trước ngày này (YYYY-MM-DD).")
@paged
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Ghi vào tệp này.")
@formats("csv", "xlsx", "ics", "jsonl")
@common
def tasks(output: Path | None, form: str, config: Config, **wanted: Any) -> None:
    """Cơ quan nào phải làm việc gì, hạn đến bao giờ."""
    from pipeline.catalogue.tasks import list_tasks

    knowledge, asked = Knowledge.load(config.reference_dir), _asked(wanted, form, config)
    with open_catalogue(config.catalogue, create=False) as catalogue:
        found = list_tasks(catalogue, knowledge, asked)
    _put_tasks(found, (form, output), knowledge, config)


@click.command()
@click.option("--days", type=click.IntRange(0), default=30, show_default=True, help="Nhìn trước bao nhiêu ngày.")
@click.option("--body", help="Tên cơ quan.")
@click.option("--place", help="Tỉnh, thành phố của cơ quan.")
@paged
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Ghi vào tệp này.")
@formats("csv", "xlsx", "ics", "jsonl")
@common
def due(days: int, output: Path | None, form: str, config: Config, **wanted: Any) -> None:
    """Việc đã quá hạn và sắp đến hạn; việc định kỳ kể từng lần."""
    from pipeline.catalogue.tasks import list_due

    knowledge = Knowledge.load(config.reference_dir)
    with open_catalogue(config.catalogue, create=False) as catalogue:
        found = list_due(catalogue, knowledge, _asked(wanted, form, config), days=days)
    _put_tasks(found, (form, output), knowledge, config)


@click.command()
@click.argument("task_id", metavar="ID")
@click.option("--done", "state", flag_value="done", help="Đã xong.")
@click.option("--open", "state", flag_value="open", help="Mở lại.")
@click.option("--not-applicable", "state", flag_value="not applicable", help="Không phải làm.")
@click.option("--extend-to", metavar="DATE", help="Gia hạn đến ngày này (YYYY-MM-DD); hạn văn bản ghi vẫn còn đó.")
@click.option("--on", "day", metavar="DATE", help="Xong ngày nào (YYYY-MM-DD); không ghi là hôm nay.")
@click.option("--note", help="Ghi chú.")
@click.option("--by", default="", help="Người ghi.")
@common
def task(task_id: str, state: str | None, config: Config, **said: str | None) -> None:
    """Ghi vào sổ theo dõi: một nhiệm vụ đã xong, mở lại, không áp dụng, được gia hạn, hay một ghi chú."""
    from pipeline.catalogue.ledger import Done, Extended, say_of_task

    done_on, due, note = _date(said["day"]), _date(said["extend_to"]), said["note"]
    if (state is None and due is None and note is None) or (state and due):
        raise click.UsageError(
            say("Cần --done, --open, --not-applicable, --extend-to (một trong số đó) hoặc --note.", lang=config.lang)
        )
    with open_catalogue(config.catalogue, create=False) as catalogue:
        changed = Done(done_on or config.as_of) if state == "done" else Extended(due) if due else state
        say_of_task(catalogue, task_id, state=changed, note=note, said_by=said["by"] or "")
    tell("Đã ghi.", lang=config.lang)


def _asked(wanted: dict[str, Any], form: str, config: Config) -> Asked:
    """Return what is asked for: a screen takes a part, unless told otherwise; a file takes all."""
    from pipeline.catalogue.tasks import Scope

    limit = wanted["limit"] or (SCREEN if form == "text" and wanted.get("output") is None else None)
    scope = Scope(wanted["body"], wanted["place"])
    return Asked(scope, config.as_of, due_before=_date(wanted.get("due_before")), limit=limit, offset=wanted["offset"])


def _put_tasks(listing: Listing, how: tuple[str, Path | None], knowledge: Knowledge, config: Config) -> None:
    (form, output), found = how, listing.tasks
    if form == "xlsx":
        put(sheets.workbook(found, knowledge, as_of=config.as_of, lang=config.lang), output)
    elif form == "ics":
        put(calendar(found, as_of=config.as_of), output)
    elif form == "json":
        put(json_text([_plain(t, knowledge, config) for t in found]), output)
    elif form == "jsonl":
        put_lines((_plain(t, knowledge, config) for t in found), output)
    elif form == "csv" or output:
        put(sheets.listing(found, knowledge, as_of=config.as_of, lang=config.lang), output)
    else:
        for task in found:
            _print(task, sheets.left_of(task, knowledge, config.as_of), config.lang)
        if len(found) < listing.total:
            more = "+" if listing.and_more else ""
            tell(
                "{} trong {} nhiệm vụ; xem tiếp bằng --offset.", len(found), f"{listing.total}{more}", lang=config.lang
            )
        else:
            tell("{} nhiệm vụ.", len(found), lang=config.lang)


def _plain(task: Task, knowledge: Knowledge, config: Config) -> object:
    days = {"last_day": to_plain(task.last_day), "set_day": to_plain(task.set_day)}
    left = sheets.left_of(task, knowledge, config.as_of)
    return to_plain(task) | days | {"is_late": task.is_late, "working_days_left": left}


def _print(task: Task, left: int | None, lang: str) -> None:
    """Print a task: what the ledger knows it by and its last day, who has it, what it is, and where it stands."""
    bodies = "; ".join(task.agencies) or say("không rõ cơ quan", lang=lang)
    partners = f"{say('phối hợp', lang=lang)}: {'; '.join(task.partners)}" if task.partners else ""
    section = say("mục {}", task.section, lang=lang) if task.section else ""
    paper = task.number or task.document_title or task.document_name
    reached = say("qua “{}”", task.reached_by, lang=lang) if task.reached_by else ""
    said = (sheets.said_of(saying, lang) for saying in task.sayings[-sheets.MOST_SAYINGS :])
    told = (
        _standing(task, left, lang),
        _indented(" · ".join(filter(None, (f"{task.role}: {bodies}", partners)))),
        _indented(" ".join(task.text.split())),
        _indented(" · ".join(filter(None, (paper, section, reached)))),
        *map(_indented, (*sheets.remarks_of(task, lang), *said)),
    )
    console().print(*told, sep="\n")


def _standing(task: Task, left: int | None, lang: str) -> Styled:
    """Return what the ledger knows a task by, its last day, how it stands, and how many working days are left."""
    limit = day(task.last_day) or sheets.limit_of(task) or say("không ghi hạn", lang=lang)
    state = " ".join(filter(None, (sheets.state_of(task, lang), day(task.done_on))))
    style = "bold red" if task.state == "overdue" else "bold"
    made = Styled.assemble(f"[{task.id[:8]}] ", (limit, "bold"), " · ", (state, style))
    if left is not None:
        late = say("quá {} ngày làm việc", -left, lang=lang)
        made.append(f" · {say('còn {} ngày làm việc', left, lang=lang) if left >= 0 else late}")
    return made


def _indented(words: str) -> Padding:
    return Padding(Styled(words), (0, 0, 0, 4), expand=False)


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise ConfigError("Ngày {!r} không đúng dạng YYYY-MM-DD.", value) from error
