"""The inbox: a folder where files are dropped, and what becomes of each.

    inbox/                 files as they were dropped
    inbox/.dang-doc/       claimed: being read
    inbox/da-vao-so/       filed, or held already
    inbox/khong-doc-duoc/  not readable, each beside a note that says why

A file is taken when it stands still: no longer growing and not being written for a while. It is claimed by a rename, so
two watchers never read the same one; what a watcher that was killed had claimed is taken up by the next.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.write import Arrival
from pipeline.errors import MissingToolError, VanThuError
from pipeline.ingest import ingest
from pipeline.messages import say
from pipeline.tools import Tools

CLAIMED, DONE, FAILED = ".dang-doc", "da-vao-so", "khong-doc-duoc"
UNFINISHED = (".part", ".partial", ".crdownload", ".tmp", ".filepart")  # written by browsers and file copiers
STILL_FOR = 2.0  # seconds without growth before a file is taken
POLL = 1.0  # seconds between looks at the folder: works on network folders, where no event comes


@dataclass(slots=True)
class Stillness:
    """Which files have stopped growing. Knows nothing of folders or clocks: it is told sizes, dates and the time.

    A file that was seen to change starts anew; one that was never seen to change must be seen twice.
    """

    still_for: float = STILL_FOR
    seen: dict[Path, tuple[int, float, float]] = field(default_factory=dict)

    def is_still(self, path: Path, size: int, modified: float, now: float) -> bool:
        """Take note of a file as it is now; tell whether it has been so for long enough."""
        before = self.seen.get(path)
        if before is None or before[:2] != (size, modified):
            self.seen[path] = (size, modified, now)
            return False
        return now - before[2] >= self.still_for

    def forget(self, gone: set[Path]) -> None:
        """Forget files that are no longer there."""
        for path in gone & self.seen.keys():
            del self.seen[path]


def waiting_in(inbox: Path) -> tuple[Path, ...]:
    """Return the files that wait in the inbox, oldest name first; hidden and half-copied ones are no files yet."""
    if not inbox.is_dir():
        return ()
    claimed = inbox / CLAIMED
    here = [p for folder in (inbox, claimed) if folder.is_dir() for p in folder.iterdir()]
    return tuple(sorted(p for p in here if p.is_file() and _is_whole(p)))


def watch(tools: Tools, *, once: bool = False, sleep: Callable[[float], None] = time.sleep) -> Iterator[Arrival]:
    """Take every file of the inbox as it comes to stand still and yield what became of it; `once`: until none waits.

    One bad file never stops the others. A program that is missing stops the watch, with every file back in its place.
    """
    inbox = tools.config.inbox
    for folder in (inbox, inbox / CLAIMED, inbox / DONE, inbox / FAILED):
        folder.mkdir(parents=True, exist_ok=True)
    stillness = Stillness(0.0 if once else STILL_FOR)
    claimed = sorted((inbox / CLAIMED).iterdir())
    with open_catalogue(tools.config.catalogue) as catalogue:
        while True:
            yield from _file(catalogue, claimed, tools)
            files = [p for p in waiting_in(inbox) if p.parent == inbox]
            if once and not files:
                return
            stillness.forget(stillness.seen.keys() - set(files))
            claimed = [c for p in files if _stands_still(p, stillness) and (c := _claim(p))]
            if not claimed:
                sleep(0.0 if once else POLL)


def _file(catalogue: Catalogue, claimed: list[Path], tools: Tools) -> Iterator[Arrival]:
    """Read and file claimed files, each moved to where the clerk finds it."""
    inbox = tools.config.inbox
    try:
        for arrival in ingest(catalogue, claimed, tools, apart=True):
            place = _free(inbox / (FAILED if arrival.error else DONE) / arrival.path.name)
            if arrival.error:
                _leave_note(place, arrival.error, tools.config.lang)
            arrival.path.rename(place)
            yield replace(arrival, path=place)
    except MissingToolError:
        for path in claimed:
            if path.exists():
                path.rename(_free(inbox / path.name))
        raise


def _is_whole(path: Path) -> bool:
    return not path.name.startswith((".", "~$")) and path.suffix.lower() not in UNFINISHED


def _stands_still(path: Path, stillness: Stillness) -> bool:
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    return stillness.is_still(path, found.st_size, found.st_mtime, time.monotonic())


def _claim(path: Path) -> Path | None:
    """Move a file to where no other watcher takes it; None where another was quicker."""
    claimed = _free(path.parent / CLAIMED / path.name)
    try:
        return path.rename(claimed)
    except FileNotFoundError:
        return None


def _leave_note(place: Path, error: VanThuError, lang: str) -> None:
    """Write beside a failed file why it could not be read and what to do."""
    words = (say(error.message, *error.values, lang=lang), say(error.hint, lang=lang))
    place.with_name(f"{place.name}.ly-do.txt").write_text("\n".join(w for w in words if w) + "\n", "utf-8")


def _free(path: Path) -> Path:
    """Return the path, with a number before its suffix where another file has the name already."""
    free, count = path, 1
    while free.exists():
        count += 1
        free = path.with_name(f"{path.stem} ({count}){path.suffix}")
    return free
