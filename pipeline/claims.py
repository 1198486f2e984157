"""Claims: the files of the inbox that one process has taken to read, so that no other does.

    inbox/.dang-doc/OWNER.khoa         locked as long as the process lives
    inbox/.dang-doc/OWNER.7/a.pdf      its seventh claim; a file of a dropped folder keeps its way there

A claim is a rename, which of two processes only one can make, on network folders too. A process that is killed loses
its lock with its life, and whoever looks next takes its claims up.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

CLAIMED, DONE, FAILED = ".dang-doc", "da-vao-so", "khong-doc-duoc"
LOCK, PLACING, PARTIAL = ".khoa", ".xep", ".part"
NOTE = ".ly-do.txt"  # ending of the note beside a file


@dataclass(slots=True)
class Claims:
    """What one process has claimed in an inbox. `locks` are those it holds: its own, and those of the dead."""

    inbox: Path
    owner: str
    locks: dict[str, BinaryIO]
    made: int = 0
    in_hand: set[Path] = field(default_factory=set)

    @property
    def folder(self) -> Path:
        """The folder that holds the claims of all processes, each in a folder of its own."""
        return self.inbox / CLAIMED

    def take(self, file: Path) -> Path | None:
        """Claim a file of the inbox; return where it is now, None where another was quicker or holds it open."""
        claimed = self._new() / file.relative_to(self.inbox)
        try:
            claimed.parent.mkdir(parents=True, exist_ok=True)
            file.rename(claimed)
        except OSError:
            sweep(self.folder / self.name_of(claimed))
            return None
        self.in_hand.add(claimed)
        return claimed

    def receive(self, name: str, content: BinaryIO) -> Path:
        """Write what a person hands over into a new claim; until all of it is on the disk, it is no claim."""
        folder = self._new()
        folder.mkdir(parents=True)
        partial, claimed = folder / PARTIAL, folder / name
        with partial.open("xb") as file:
            shutil.copyfileobj(content, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(claimed)
        self.in_hand.add(claimed)
        return claimed

    def inherit(self) -> tuple[Path, ...]:
        """Return the claims of processes that have died, now this one's."""
        self._lock_the_dead()
        found = (f for f in files_under(self.folder) if f not in self.in_hand and self._owner_of(f) in self.locks)
        orphans = tuple(sorted(found))
        self.in_hand.update(orphans)
        return orphans

    def name_of(self, claimed: Path) -> str:
        """Return the name of a claim, which no other has ever."""
        return claimed.relative_to(self.folder).parts[0]

    def place(self, claimed: Path, folder: str, note: str = "") -> Path:
        """Move a claimed file to a folder of the inbox (its top for an empty name), where nothing is overwritten.

        A note is written beside it first, so that no file that needs one is ever without.
        """
        way = Path(*claimed.relative_to(self.folder).parts[1:])
        place = self.inbox / folder / way
        place.parent.mkdir(parents=True, exist_ok=True)
        with (self.folder / PLACING).open("ab") as lock:
            _lock(lock, wait=True)
            place = _free(place)
            if note:
                place.with_name(f"{place.name}{NOTE}").write_text(note, "utf-8")
            claimed.rename(place)
        sweep(self.folder / self.name_of(claimed))
        self.in_hand.discard(claimed)
        return place

    def release(self) -> None:
        """Let go of everything; a lock whose claims are all settled goes for good."""
        for owner, lock in self.locks.items():
            if not any(self.folder.glob(f"{owner}.*/")):
                (self.folder / f"{owner}{LOCK}").unlink(missing_ok=True)
            lock.close()
        self.locks.clear()

    def _new(self) -> Path:
        self.made += 1
        return self.folder / f"{self.owner}.{self.made}"

    def _owner_of(self, claimed: Path) -> str:
        return self.name_of(claimed).partition(".")[0]

    def _lock_the_dead(self) -> None:
        """Lock every owner that nobody holds any more, and clear away what it had not finished receiving."""
        names = {p.name.partition(".")[0] for p in self.folder.iterdir()} - {""}
        for owner in sorted(names - self.locks.keys()):
            if lock := _hold(self.folder / f"{owner}{LOCK}"):
                self.locks[owner] = lock
                for folder in self.folder.glob(f"{owner}.*/"):
                    (folder / PARTIAL).unlink(missing_ok=True)
                    sweep(folder)


@contextmanager
def claiming(inbox: Path) -> Iterator[Claims]:
    """Make the folders of the inbox where they are missing, and hold its claims for one process."""
    for folder in (inbox, inbox / CLAIMED, inbox / DONE, inbox / FAILED):
        folder.mkdir(parents=True, exist_ok=True)
    lock = None
    while lock is None:  # another may have taken a new lock for a dead one's, and removed it
        owner = token_hex(8)
        lock = _hold(inbox / CLAIMED / f"{owner}{LOCK}")
    claims = Claims(inbox, owner, {owner: lock})
    try:
        yield claims
    finally:
        claims.release()


def files_under(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and below, hidden ones and links not: a link may lead anywhere."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from files_under(path)
        elif path.is_file() and path.suffix != LOCK:
            yield path


def sweep(folder: Path) -> None:
    """Remove a folder and those below it, as far as they are empty."""
    for inner in folder.iterdir():
        if inner.is_dir() and not inner.is_symlink():
            sweep(inner)
    with suppress(OSError):
        folder.rmdir()


def _hold(path: Path) -> BinaryIO | None:
    """Return the lock at `path`, made where there is none; None where a living process holds it."""
    lock = path.open("ab")
    if _lock(lock, wait=False) and path.exists() and os.path.samestat(path.stat(), os.fstat(lock.fileno())):
        return lock
    lock.close()
    return None


def _lock(file: BinaryIO, *, wait: bool) -> bool:
    """Lock an open file; a file system that knows no locks has one user."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _free(path: Path) -> Path:
    """Return the path, with a number before its suffix where another file has the name already."""
    free, count = path, 1
    while free.exists():
        count += 1
        free = path.with_name(f"{path.stem} ({count}){path.suffix}")
    return free
