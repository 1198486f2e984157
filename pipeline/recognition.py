"""The stage `recognise`: pages without a good reading are rendered and read by OCR."""

from __future__ import annotations

import faulthandler
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context, parent_process
from pathlib import Path

from corpus.knowledge import Knowledge
from normalizers import encodings
from normalizers.folding import fold
from normalizers.quality import Quality, judge
from pipeline.config import Config
from pipeline.document import Document, Note, Page, Reading, Source, Span, Text
from pipeline.errors import MissingToolError, ToolFailedError, UnreadableError, VanThuError
from pipeline.ocr import BOTH, OWN, OcrEngine, take_one_thread
from pipeline.ocr.cache import Entry, cache_folder, key_of, load, store
from pipeline.ocr.cells import spread
from pipeline.ocr.edges import SCANNED_SNAP
from pipeline.ocr.layout import arrange
from pipeline.ocr.noise import without_noise
from pipeline.ocr.overlay import overlaid
from pipeline.ocr.preparation import SMALLEST, prepare
from pipeline.ocr.ruling import grids_of, rules_of, without_rules
from pipeline.readers import Reader
from pipeline.reading import reader_of
from pipeline.tools import Tools

Progress = Callable[[int, int], None]
"""Told how many pages have been read, of how many."""

GOOD_SCORE = 0.7  # a layer made by OCR in the right language reaches it, a ruined one never does
FEW_WORDS = 60  # on a scanned page, a signature block and a page number have fewer; a page's own text has more
SECRET = re.compile(r"^\W*(?:(?:tuyet|toi)\s+)?mat\W*$", re.MULTILINE)  # a line of its own, without marks
BLANK = 200  # grey level: the back of a sheet has nothing darker
GRACE = 30.0  # seconds beyond the engine's own limit after which a process that reads a page is ended


@dataclass(frozen=True, slots=True)
class Job:
    """A page to read by OCR, with all that another process needs for it."""

    path: Path
    number: int
    reader: Reader
    engine: OcrEngine
    config: Config
    limit: float  # seconds after which the process that reads the page is ended


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of a page; `fresh` is what the engine read on it, where the cache did not have it."""

    number: int
    result: Reading | VanThuError
    fresh: Entry | None = None


def recognise(document: Document, tools: Tools, progress: Progress | None = None) -> Document:
    """Give every page a reading and every reading a score; of several readings of a page the best is chosen.

    Raises:
        MissingToolError: pages carry no text, and no OCR engine is installed.
        ToolError: no page has a reading, and OCR fails on all of them.
        UnreadableError: no page has a reading, and none can be rendered.
    """
    reader = reader_of(document, tools)
    judged = [_judged(page, document.source, tools.knowledge) for page in document.pages]
    pages = [page for page, _ in judged]
    wanted = [page for page, quality in judged if _wants_ocr(page, quality)] if reader.render else []
    engine = _engine(tools) if wanted else None
    if engine is None:
        if any(not page.readings for page in wanted):
            raise MissingToolError("Tệp {} có trang quét nhưng máy chưa cài bộ nhận dạng chữ.", document.source.name)
        return replace(document, pages=tuple(pages))
    config = tools.config
    jobs = [
        Job(document.source.path, page.number, reader, engine, config, config.ocr_timeout + GRACE) for page in wanted
    ]
    attempts = list(_run(jobs, config.processes, progress)) if jobs else []
    results = {attempt.number: attempt.result for attempt in attempts}
    _keep(attempts, config)
    errors = [result for result in results.values() if isinstance(result, VanThuError)]
    if len(errors) == len(pages) and not any(page.readings for page in pages):
        raise errors[0]
    read = [_with_result(page, results.get(page.number)) for page in pages]
    notes = [note for before, after in zip(pages, read, strict=True) for note in _notes(before, after, results)]
    return replace(document, pages=tuple(read), notes=(*document.notes, *_engine_notes(engine, tools), *notes))


def _engine(tools: Tools) -> OcrEngine | None:
    """Return the engine that is asked for, or the first that is installed."""
    installed = [engine for engine in tools.engines if engine.version() is not None]
    asked = [engine for engine in installed if engine.name == tools.config.engine]
    return next(iter([*asked, *installed]), None)


def _engine_notes(engine: OcrEngine, tools: Tools) -> Iterator[Note]:
    """Tell where the engine asked for, or our own where none is, cannot read."""
    asked = tools.config.engine
    if asked == BOTH:
        lacks_own = any(known.name == OWN and known.version() is None for known in tools.engines)
        asked = OWN if lacks_own else engine.name
    if engine.name != asked:
        message = "Chưa dùng được bộ nhận dạng chữ {}; đã đọc bằng {}."
        yield Note("engine_missing", "warning", message, (asked, engine.name))


def _judged(page: Page, source: Source, knowledge: Knowledge) -> tuple[Page, Quality]:
    """Return a page with its readings scored, and how well the chosen one reads."""
    qualities = [judge(_in_unicode(reading, source, knowledge)) for reading in page.readings]
    scored = (
        replace(reading, score=quality.score) if reading.score is None else reading
        for reading, quality in zip(page.readings, qualities, strict=True)
    )
    return replace(page, readings=tuple(scored)), qualities[page.chosen] if qualities else judge("")


def _in_unicode(reading: Reading, source: Source, knowledge: Knowledge) -> str:
    """Return a reading's text with the letters of old encodings, which only look ruined, made Unicode."""
    text = Text.of(reading.text)
    alone = Document(source, (Page(1, readings=(reading,), raw=Span(0, len(reading.text))),), text)
    return text.apply(encodings.propose(alone, knowledge)).value


def _wants_ocr(page: Page, quality: Quality) -> bool:
    """Tell whether a page carries no text, a ruined one, or hardly any over a scan."""
    if page.reading is None or (page.scanned and quality.words < FEW_WORDS):
        return True
    return quality.kind == "garbled" or (page.scanned and quality.score < GOOD_SCORE)


def _with_result(page: Page, result: Reading | VanThuError | None) -> Page:
    """Return the page with what OCR made of it, the best of its readings chosen."""
    if not isinstance(result, Reading):
        return page
    if page.scanned and page.reading and judge(page.reading.text).words < FEW_WORDS:
        result = overlaid(result, page.reading)
    readings = (*page.readings, replace(result, score=judge(result.text).score))
    worth = [(reading.score or 0.0) * len(reading.text) for reading in readings]
    return replace(page, readings=readings, chosen=worth.index(max(worth)))


def _notes(before: Page, after: Page, results: dict[int, Reading | VanThuError]) -> Iterator[Note]:
    result = results.get(before.number)
    number = str(before.number)
    if isinstance(result, VanThuError):
        yield Note("page_unread", "warning", "Trang {} chưa đọc được: {}", (number, str(result)))
    elif before.readings and judge(before.readings[0].text).words >= FEW_WORDS and after.chosen:
        yield Note(
            "bad_text_layer", "warning", "Lớp chữ có sẵn của trang {} bị hỏng; đã nhận dạng lại từ ảnh.", (number,)
        )


def _run(jobs: Sequence[Job], processes: int, progress: Progress | None) -> Iterator[Attempt]:
    """Yield each page's number and what became of it, in any order; pages are read in parallel."""
    is_safe_here = min(processes, len(jobs)) == 1 and jobs[0].engine.safe_here
    results = map(_attempt, jobs) if is_safe_here else _run_in_parallel(jobs, processes)
    for done, attempt in enumerate(results, 1):
        if progress:
            progress(done, len(jobs))
        yield attempt


def _run_in_parallel(jobs: Sequence[Job], processes: int) -> Iterator[Attempt]:
    """Read pages in processes of their own; a page on which a process dies is tried once more, alone."""
    left = {job.number: job for job in jobs}
    futures: list[Future[Attempt]] = []
    try:
        futures += [_pool(processes).submit(_attempt_in_time, job) for job in jobs]
        for future in as_completed(futures):
            attempt = future.result()
            del left[attempt.number]
            yield attempt
    except BrokenProcessPool:
        _pool.cache_clear()
        for job in left.values():
            yield _attempt_alone(job)
    finally:
        for future in futures:
            future.cancel()


def _attempt_alone(job: Job) -> Attempt:
    try:
        with _started(1) as pool:
            return pool.submit(_attempt_in_time, job).result()
    except BrokenProcessPool:
        return Attempt(job.number, ToolFailedError("bộ nhận dạng {} treo hoặc tự ngắt.", job.engine.name))


@cache
def _pool(processes: int) -> ProcessPoolExecutor:
    """Return the processes that read pages for as long as this one runs: each takes a second to start."""
    return _started(processes)


def end_processes(processes: int) -> None:
    """End the processes that read pages; the next pages start others."""
    _pool(processes).shutdown()
    _pool.cache_clear()


def _started(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Let this process end when the one that it reads for is killed, which nothing else would tell it."""

    def wait() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _attempt_in_time(job: Job) -> Attempt:
    """Do a job in a process that ends itself when it hangs."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        faulthandler.dump_traceback_later(job.limit, exit=True, file=nowhere)
        try:
            return _attempt(job)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _attempt(job: Job) -> Attempt:
    """Do a job; an error for a person is a result too."""
    try:
        return read_page(job)
    except (UnreadableError, ToolFailedError, MissingToolError) as error:
        return Attempt(job.number, error)


def _keep(attempts: Sequence[Attempt], config: Config) -> None:
    """Put what engines read into the cache, but nothing of a paper that may bear a mark of secrecy."""
    folder = cache_folder(config)
    texts = [attempt.result.text for attempt in attempts if isinstance(attempt.result, Reading)]
    if folder and not any(SECRET.search(fold(text)) for text in texts):
        for attempt in attempts:
            if attempt.fresh:
                store(folder, attempt.fresh)


def read_page(job: Job) -> Attempt:
    """Render, prepare and read a page; boxes are those on the page as it was before preparation.

    Raises:
        UnreadableError: the page cannot be rendered.
        ToolError: the engine failed.
    """
    if job.reader.render is None:
        raise UnreadableError("Không dựng được ảnh của trang {}.", job.number)
    take_one_thread()
    name = job.engine.version() or job.engine.name
    prepared = prepare(*job.reader.render(job.path, job.number, job.config))
    if prepared.image.min() > BLANK or min(prepared.image.shape[:2]) < SMALLEST:
        return Attempt(job.number, Reading("ocr", name, ""))
    grids = grids_of(rules_of(prepared.image, prepared.dpi), job.number, SCANNED_SNAP)
    image = without_rules(prepared.image, prepared.dpi, grids) if grids else prepared.image
    apart = spread(image, prepared.dpi, grids)
    folder = cache_folder(job.config)
    key = key_of(apart.image, prepared.dpi, f"{name}, {job.config.engine}") if folder else ""
    kept = load(folder, key, job.number) if folder else None
    reading = kept or job.engine.recognise(apart.image, prepared.dpi, job.number, job.config)
    layout = arrange(without_noise(apart.restored(reading.words)), grids)
    boxes = prepared.boxes_on_page([word.box for word in layout.words])
    words = tuple(replace(word, box=box) for word, box in zip(layout.words, boxes, strict=True))
    result = replace(reading, text=layout.text, words=words, tables=layout.tables)
    return Attempt(job.number, result, Entry(key, reading) if folder and not kept else None)
