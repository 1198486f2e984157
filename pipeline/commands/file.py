"""`ingest`, `watch`, `status`, `withdraw`: what comes in, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.catalogue.likeness import Kin, kin_of
from pipeline.catalogue.schema import open_catalogue
from pipeline.catalogue.write import Arrival
from pipeline.commands import common, engine, formats
from pipeline.config import Config
from pipeline.messages import moment, say
from pipeline.output import console, json_text, table, tell
from pipeline.tools import Tools
from pipeline.web.wording import word

MOST_KIN = 3  # documents named that a new one resembles


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--jobs", type=int, help="Số tiến trình đọc cùng lúc; 0 là một cho mỗi nhân.")
@engine
@click.option("--dask", metavar="ADDRESS", help="Địa chỉ bộ điều phối Dask để đọc trên nhiều máy.")
@formats()
@common
def ingest(paths: tuple[Path, ...], dask: str | None, form: str, config: Config) -> None:
    """Đọc và vào sổ các tệp; thư mục được duyệt hết."""
    from pipeline.ingest import files_in
    from pipeline.ingest import ingest as file_all

    files = list(files_in(paths))
    with open_catalogue(config.catalogue) as catalogue:
        arrivals = list(_shown(file_all(catalogue, files, Tools.build(config), dask=dask), len(files), config))
        fresh = [a.document for a in arrivals if a.document and a.outcome == "filed"]
        kin = {document: kin_of(catalogue, document) for document in fresh}
    if form == "json":
        click.echo(json_text([_plain(a, config.lang) | {"kin": kin.get(a.document or 0, ())} for a in arrivals]))
        return
    for arrival in arrivals:
        if arrival.error:
            console(to_error=True).print(
                f"{arrival.path.name}: {_plain(arrival, config.lang)['message']}", soft_wrap=True
            )
        for other in kin.get(arrival.document or 0, ())[:MOST_KIN]:
            console(to_error=True).print(_told(arrival, other, config.lang), soft_wrap=True)
    count = Counter(a.outcome for a in arrivals)
    message = "Đến {} = vào sổ {} + trùng {} + không đọc được {} + mật {}"
    tell(message, len(arrivals), *(count[o] for o in ("filed", "duplicate", "failed", "secret")), lang=config.lang)


@click.command()
@click.option("--once", is_flag=True, help="Xử lý hết những gì đang chờ rồi dừng.")
@click.option("--jobs", type=int, help="Số tiến trình đọc cùng lúc.")
@engine
@common
def watch(once: bool, config: Config) -> None:
    """Trông thư mục văn bản đến: tệp nào chép xong thì đọc và vào sổ."""
    from pipeline.inbox import watch as watch_inbox

    tell("Đang trông thư mục {}. Nhấn Ctrl+C để dừng.", config.inbox, lang=config.lang)
    for arrival in watch_inbox(Tools.build(config), once=once):
        plain = _plain(arrival, config.lang)
        outcome = word("outcome", arrival.outcome, config.lang)
        tell("{}: {}", arrival.path.name, plain["message"] or outcome, lang=config.lang)


@click.command()
@formats()
@common
def status(form: str, config: Config) -> None:
    """Cho biết từng tệp đến đã ra sao, và vì sao tệp nào không đọc được."""
    from pipeline.catalogue.status import status as read_status
    from pipeline.inbox import waiting_in

    with open_catalogue(config.catalogue, create=False) as catalogue:
        found = read_status(catalogue, waiting=len(waiting_in(config.inbox)))
    if form == "json":
        click.echo(json_text(found))
        return
    message = "Đến {} = vào sổ {} + trùng {} + không đọc được {} + mật {} + đang chờ {}"
    counts = (found.arrived, found.filed, found.duplicate, found.failed, found.secret, found.waiting)
    tell(message, *counts, lang=config.lang)
    if found.failures:
        rows = [
            (f.name, moment(f.arrived_at), say(f.message, *f.values, lang=config.lang), say(f.hint, lang=config.lang))
            for f in found.failures
        ]
        console().print(table("Không đọc được", ("Tệp", "Lúc", "Vì sao", "Cách xử lý"), rows, lang=config.lang))


@click.command()
@click.argument("document", type=int)
@click.option("--why", help="Lý do rút.")
@click.option("--undo", is_flag=True, help="Đưa trở lại sổ một văn bản đã rút.")
@click.option("--by", default="", help="Người ghi.")
@common
def withdraw(document: int, why: str | None, undo: bool, by: str, config: Config) -> None:
    """Rút một văn bản vào sổ nhầm hoặc không được giữ; bản gốc và lý do vẫn còn."""
    from pipeline.catalogue.enclosures import container_of, enclosed
    from pipeline.catalogue.refile import reinstate
    from pipeline.catalogue.write import withdraw as take_back

    if not why and not undo:
        raise click.UsageError(say("Cần --why LÝ_DO, hoặc --undo.", lang=config.lang))
    with open_catalogue(config.catalogue, create=False) as catalogue:
        if undo:
            reinstate(catalogue, document, by=by)
            tell("Đã đưa văn bản {} trở lại sổ.", document, lang=config.lang)
            return
        take_back(catalogue, document, why or "", by=by)
        container, inside = container_of(catalogue, document), enclosed(catalogue, document)
    tell("Đã rút văn bản {}.", document, lang=config.lang)
    if container:
        tell("Văn bản này đến trong gói {}: bản gốc của gói vẫn còn chứa nó.", container.name, lang=config.lang)
    if inside:
        told = ", ".join(map(str, inside))
        tell("Các văn bản đến trong gói này vẫn còn trong sổ: {}.", told, lang=config.lang)


def _told(arrival: Arrival, other: Kin, lang: str) -> str:
    """Return in words which document a new one resembles."""
    named = (arrival.path.name, other.document, other.number or other.name)
    if other.how == "same document":
        return say("{}: cùng số, ký hiệu với văn bản {} ({})", *named, lang=lang)
    return say("{}: nội dung gần giống văn bản {} ({})", *named, lang=lang)


def _plain(arrival: Arrival, lang: str) -> dict[str, object]:
    error = arrival.error
    message = say(error.message, *error.values, lang=lang) if error else None
    return {"name": arrival.path.name, "outcome": arrival.outcome, "document": arrival.document, "message": message}


def _shown(arrivals: Iterable[Arrival], total: int, config: Config) -> Iterator[Arrival]:
    """Yield the arrivals, with a progress bar where a person watches."""
    out = console(to_error=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=out, disable=not out.is_terminal) as bar:
        yield from bar.track(arrivals, total, description=say("Đang đọc", lang=config.lang))
