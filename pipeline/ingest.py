"""Reading many files at once and filing them one by one: no file is lost, none is filed twice."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from traceback import format_exception, format_exception_only
from typing import TypeVar

from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.write import Arrival, file_document, held, log_duplicate, log_failure
from pipeline.config import Config
from pipeline.containers import Unpacking
from pipeline.document import Document, Note
from pipeline.errors import MissingToolError, ProgramError, SecretPaperError, ToolFailedError, VanThuError
from pipeline.line import run
from pipeline.reading import open_source, reader_of
from pipeline.tools import Tools

Outcome = Document | VanThuError
Result = TypeVar("Result")
BATCH = 64  # files under way at once: enough to keep every process busy, few enough to keep memory bounded


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files named, and those in the folders named, each folder in the order of its names; hidden ones not."""
    for path in paths:
        if path.is_dir():
            inner = (p for p in sorted(path.rglob("*")) if p.is_file())
            yield from (p for p in inner if not any(part.startswith(".") for part in p.relative_to(path).parts))
        else:
            yield path


def ingest(
    catalogue: Catalogue, paths: Iterable[Path], tools: Tools, *, dask: str | None = None, claims: Path | None = None
) -> Iterator[Arrival]:
    """File every document at `paths`, folders walked, and yield what became of each file as it is known.

    With `dask`, the address of a scheduler, its workers read. With `claims`, each path stands in a folder of its own
    inside that one, which names its claim, and no file is read in this process, so that one which brings a library down
    takes nothing else with it.
    """
    fresh: list[Path] = []
    for path in paths if claims else files_in(paths):
        known = _known(catalogue, path, tools, _claim(path, claims))
        if known:
            yield known
        else:
            fresh.append(path)
    containers: list[Document] = []
    for path, outcome in read_all(fresh, tools, dask=dask, apart=claims is not None):
        if isinstance(outcome, Document) and reader_of(outcome, tools).members:
            containers.append(outcome)
        else:
            yield _file(catalogue, path, outcome, tools, _claim(path, claims))
    unpacking = Unpacking(catalogue, tools, partial(read_all, tools=tools, apart=claims is not None), _guarded)
    for container in containers:  # now that no other process reads
        path = container.source.path
        yield _file(catalogue, path, unpacking.file_all(container), tools, _claim(path, claims))


def read_all(
    paths: list[Path], tools: Tools, *, dask: str | None = None, apart: bool = False
) -> Iterator[tuple[Path, Outcome]]:
    """Yield each file with the document read from it, or with what prevents it, as they are done.

    A single file is read here, its pages in parallel; several are read in parallel, each in one process.
    """
    if not dask and not apart and (len(paths) < 2 or tools.config.processes < 2):
        for path in paths:
            yield path, _read(path, tools)
        return
    config = replace(tools.config, jobs=1 if len(paths) > 1 else tools.config.jobs)
    for start in range(0, len(paths), BATCH):
        batch = paths[start : start + BATCH]
        with _executor(min(tools.config.processes, len(batch)), dask) as executor:
            futures = {executor.submit(_read_apart, path, config): path for path in batch}
            broken = yield from _gather(futures)
        for path in broken:
            yield path, _read_alone(path, config)


def _file(catalogue: Catalogue, path: Path, outcome: Outcome, tools: Tools, claim: str | None) -> Arrival:
    if isinstance(outcome, VanThuError):
        return log_failure(catalogue, path, outcome, claim=claim)
    return file_document(catalogue, outcome, tools.knowledge, claim=claim)


def _claim(path: Path, claims: Path | None) -> str | None:
    return path.relative_to(claims).parts[0] if claims else None


def _known(catalogue: Catalogue, path: Path, tools: Tools, claim: str | None) -> Arrival | None:
    """Return the arrival of a file that need not be read: it is held already, or cannot be opened."""
    try:
        source = open_source(path, tools)
    except VanThuError as error:
        return log_failure(catalogue, path, error, claim=claim)
    same = held(catalogue, source.sha256)
    return None if same is None else log_duplicate(catalogue, source, same, claim=claim)


def _gather(futures: dict[Future[Outcome], Path]) -> Generator[tuple[Path, Outcome], None, list[Path]]:
    """Yield what the processes bring; return the files that were under way when one of them died."""
    broken: list[Path] = []
    for future in as_completed(futures):
        try:
            yield futures[future], future.result()
        except BrokenProcessPool:
            broken.append(futures[future])
    return broken


def _read(path: Path, tools: Tools) -> Outcome:
    return _guarded(partial(_read_open, path, tools), path)


def _read_open(path: Path, tools: Tools) -> Document:
    """Read a file that may be filed.

    Raises:
        SecretPaperError: it bears a mark of secrecy.
    """
    document = run(path, tools)
    if mark := next((h.secrecy for h in document.headings if h.secrecy), None):
        raise SecretPaperError("Văn bản {} đóng dấu “{}” nên không vào sổ.", path.name, mark.upper())
    if not any(map(str.isalnum, document.text.value)) and not reader_of(document, tools).members:
        note = Note("no_text", "warning", "Tệp {} không có chữ nào đọc được.", (path.name,))
        return replace(document, notes=(*document.notes, note))
    return document


def _guarded(work: Callable[[], Result], path: Path) -> Result | VanThuError:
    """Return what `work` on a file returns, or the error that it ends in."""
    try:
        return work()
    except MissingToolError:
        raise
    except VanThuError as error:
        return error
    except Exception as error:  # one bad file must not stop the inbox; the fault is told and on record, not swallowed
        summary, trace = "".join(format_exception_only(error)).strip(), "".join(format_exception(error))
        return ProgramError("Chương trình gặp lỗi khi đọc tệp {}: {}", path.name, summary, trace)


def _read_apart(path: Path, config: Config) -> Outcome:
    """Read a file in a process of a pool, which builds its tools once."""
    return _read(path, _tools(config))


def _read_alone(path: Path, config: Config) -> Outcome:
    """Read a file in a process of its own, so that it can take nothing down but itself."""
    with _executor(1, None) as executor:
        try:
            return executor.submit(_read_apart, path, config).result()
        except BrokenProcessPool:
            return ToolFailedError("Chương trình đọc tệp {} bị dừng đột ngột.", path.name)


def _executor(processes: int, dask: str | None) -> Executor:
    if dask is None:
        return ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingToolError("Chưa cài dask.distributed. Cài bằng: pip install 'vanthu[cluster]'.") from error
    executor: Executor = Client(dask).get_executor()  # type: ignore[no-untyped-call]
    return executor


_tools = cache(Tools.build)
