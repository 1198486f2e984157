"""The inbox: a folder where files are dropped, and what becomes of each.

    inbox/                 files as they were dropped, folders of files too
    inbox/.dang-doc/       claimed: being read
    inbox/da-vao-so/       filed, or held already
    inbox/khong-doc-duoc/  not readable, each beside a note that says why

A file is taken when it stands still, claimed by a rename, recorded in the catalogue together with its claim, and moved
to where the clerk finds it. A watcher may be killed between any two of these steps: the next takes its claims up, reads
what was not recorded, and only moves what was.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.catalogue.read import recorded
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.write import Arrival
from pipeline.claims import CLAIMED, DONE, FAILED, NOTE, Claims, claiming, files_under, sweep
from pipeline.errors import MissingToolError
from pipeline.ingest import ingest
from pipeline.messages import say
from pipeline.tools import Tools

LITTER = ("thumbs.db", "desktop.ini", ".ds_store")  # what file managers leave in every folder
UNFINISHED = (".part", ".partial", ".crdownload", ".tmp", ".filepart")  # written by browsers and file copiers
POLL = 1.0  # seconds between looks at the folder: works on network folders, where no event comes
EMPTY_FOLDER_FOR = 600.0  # seconds before a folder that was emptied is taken away: its copier may still be at work


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds a file must stand still: any; one that is empty or held open; one with an unfinished name.

    Copiers make an empty file first and fill it later; one that is still empty after a while is truly so. A download
    that was broken off keeps its unfinished name for ever, and the clerk must hear of it too.
    """

    whole: float = 2.0
    doubtful: float = 15.0
    unfinished: float = 3600.0


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of a file at one look at the folder."""

    size: int
    modified: float
    is_open_to_us: bool = True


@dataclass(slots=True)
class Stillness:
    """Which files have stopped growing. Knows nothing of folders or clocks: it is told looks and the time.

    - A file that was seen to change starts anew, whichever way its size or its date changed: copiers may set the full
      size first and the old date last.
    - A file never seen before must be seen again, however old its date: the date is the copier's to choose.
    - A file that goes and comes back under the same name starts anew.
    """

    patience: Patience = field(default_factory=Patience)
    seen: dict[Path, tuple[Look, float]] = field(default_factory=dict)

    def is_still(self, path: Path, look: Look, now: float) -> bool:
        """Take note of a file as it is now; tell whether it has been so for long enough."""
        before = self.seen.get(path)
        if before is None or before[0] != look:
            self.seen[path] = (look, now)
            return False
        return now - before[1] >= self._needed(path, look)

    def keep(self, here: Sequence[Path]) -> None:
        """Forget files that are no longer there."""
        for path in self.seen.keys() - set(here):
            del self.seen[path]

    def _needed(self, path: Path, look: Look) -> float:
        if _is_unfinished(path):
            return self.patience.unfinished
        return self.patience.whole if look.size and look.is_open_to_us else self.patience.doubtful


def waiting_in(inbox: Path) -> tuple[Path, ...]:
    """Return the files that wait in the inbox or are being read; hidden and half-copied ones are no files yet."""
    here = (*_dropped_in(inbox), *files_under(inbox / CLAIMED))
    return tuple(p for p in here if not _is_unfinished(p))


def watch(
    tools: Tools,
    *,
    once: bool = False,
    patience: Patience = Patience(),
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Arrival]:
    """Take every file of the inbox as it comes to stand still and yield what became of it; `once`: until none waits.

    One bad file never stops the others. A program that is missing stops the watch, with every file back in its place.
    """
    inbox, stillness = tools.config.inbox, Stillness(patience)
    with claiming(inbox) as claims, open_catalogue(tools.config.catalogue) as catalogue:
        while True:
            yield from take_up(catalogue, claims, tools)
            files = _dropped_in(inbox)
            stillness.keep(files)
            still = [p for p in files if _stands_still(p, stillness)]
            taken = [claimed for p in still if (claimed := claims.take(p))]
            yield from file_claimed(catalogue, claims, taken, tools)
            _sweep_emptied(inbox)
            if once and not taken and all(p in still or _is_unfinished(p) for p in files):
                return
            if not taken:
                sleep(min(POLL, patience.whole))


def take_up(catalogue: Catalogue, claims: Claims, tools: Tools) -> Iterator[Arrival]:
    """Finish what watchers that died had begun; yield what became of the files that they had not put on record."""
    unread = []
    for claimed in claims.inherit():
        record = recorded(catalogue, claims.name_of(claimed))
        if record is None:
            unread.append(claimed)
        else:
            _settle(claims, claimed, tuple(say(r, *v, lang=tools.config.lang) for r, *v in record.reasons))
    yield from file_claimed(catalogue, claims, unread, tools)


def file_claimed(catalogue: Catalogue, claims: Claims, files: Sequence[Path], tools: Tools) -> Iterator[Arrival]:
    """Read and file claimed files, each moved to where the clerk finds it."""
    try:
        for arrival in ingest(catalogue, files, tools, claims=claims.folder):
            error, lang = arrival.error, tools.config.lang
            reasons = (say(error.message, *error.values, lang=lang), say(error.hint, lang=lang)) if error else ()
            yield replace(arrival, path=_settle(claims, arrival.path, reasons))
    except MissingToolError:
        for file in files:
            if file.exists():
                claims.place(file, "")
        raise


def _dropped_in(inbox: Path) -> tuple[Path, ...]:
    """Return the files that were dropped, in the order of their names; the program's own notes are none."""
    ours = (inbox / DONE, inbox / FAILED)
    dropped = (p for p in files_under(inbox) if not any(o in p.parents for o in ours))
    return tuple(p for p in dropped if not p.name.startswith("~$") and not p.name.lower().endswith((NOTE, *LITTER)))


def _is_unfinished(path: Path) -> bool:
    return path.suffix.lower() in UNFINISHED


def _stands_still(path: Path, stillness: Stillness) -> bool:
    try:
        found = path.stat()
    except OSError:  # gone, or its folder is out of reach for the moment
        return False
    try:
        path.open("rb").close()
        is_open_to_us = True
    except OSError:  # on a network folder: whoever copies it still holds it
        is_open_to_us = False
    return stillness.is_still(path, Look(found.st_size, found.st_mtime, is_open_to_us), time.monotonic())


def _settle(claims: Claims, claimed: Path, reasons: Sequence[str]) -> Path:
    """Move a file whose fate is on record to where the clerk finds it, beside a note of the reasons if it failed."""
    note = "".join(f"{reason}\n" for reason in reasons if reason)
    return claims.place(claimed, FAILED if reasons else DONE, note)


def _sweep_emptied(inbox: Path) -> None:
    """Take away dropped folders that have been empty for long."""
    for folder in inbox.iterdir():
        if folder.name in (DONE, FAILED) or folder.name.startswith(".") or folder.is_symlink() or not folder.is_dir():
            continue
        with suppress(OSError):  # it may go, or a file come, while we look
            newest = max(p.stat().st_mtime for p in (folder, *folder.rglob("*/")))
            if time.time() - newest > EMPTY_FOLDER_FOR:
                sweep(folder)
