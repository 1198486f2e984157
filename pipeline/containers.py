"""Containers: archives, messages and packets. What is inside is unpacked within bounds and filed under them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.write import file_document, held
from pipeline.config import Config
from pipeline.document import Document, Note
from pipeline.errors import NoPagesError, SecretPaperError, TooLargeError, UnreadableError, VanThuError
from pipeline.readers import Member, Reader
from pipeline.reading import open_source, reader_of
from pipeline.tools import Tools

MOST_MEMBERS = 2_000  # of one container and all containers inside
DEEPEST = 3  # containers within each other
LONGEST_NAME = 150  # bytes; file systems take 255
NO_NAME = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')  # signs that some file system does not take
MOST_SHOWN = 20  # names in a note

Outcome = Document | VanThuError
Unpacked = tuple[Path, UnreadableError | None]
"""Where a member has been written, or would have been but for an error."""


@dataclass(slots=True)
class Allowance:
    """How many files, and bytes, a container may still unpack to; those inside it share what it has."""

    members: int
    size: int


@dataclass(frozen=True, slots=True)
class Unpacking:
    """A container being filed with all that is inside.

    `read_all` reads many files and yields each with its outcome; `guard` calls a function and returns what it returns
    or the error that it ends in.
    """

    catalogue: Catalogue
    tools: Tools
    read_all: Callable[[list[Path]], Iterator[tuple[Path, Outcome]]]
    guard: Callable[[Callable[[], tuple[Unpacked, ...]], Path], tuple[Unpacked, ...] | VanThuError]

    def file_all(self, container: Document) -> Outcome:
        """File every file inside a container; return the container with notes on them, itself not filed.

        An error comes back for a container of which nothing at all can be read, or which holds a secret paper.
        """
        return self._file_all(container, Allowance(MOST_MEMBERS, 2 * self.tools.config.max_bytes), 1)

    def _file_all(self, container: Document, allowance: Allowance, depth: int) -> Outcome:
        source = container.source
        with TemporaryDirectory(prefix="vanthu-", ignore_cleanup_errors=True) as name:
            folder, reader, config = Path(name), reader_of(container, self.tools), self.tools.config
            found = self.guard(lambda: tuple(unpack(source.path, reader, folder, config, allowance)), source.path)
            if isinstance(found, VanThuError):
                return found
            unread: dict[Path, VanThuError] = {path: error for path, error in found if error}
            fresh = list(self._fresh([path for path, error in found if not error], unread))
            for path, outcome in self.read_all(fresh):
                if error := self._file(outcome, source.sha256, allowance, depth):
                    unread[path] = error
        if secret := next((error for error in unread.values() if isinstance(error, SecretPaperError)), None):
            return secret  # the container must not be kept, for the paper is in it
        if not container.text.value.strip():
            if not found:
                return NoPagesError("Gói {} không có tệp nào.", source.name)
            if len(unread) == len(found):
                first = next(iter(unread.values()))
                return UnreadableError("Không đọc được tệp nào trong gói {}: {}", source.name, first)
        notes = [note for note in container.notes if note.code != "container"]
        return replace(container, notes=(*notes, *_notes([path for path, _ in found], unread)))

    def _fresh(self, paths: list[Path], unread: dict[Path, VanThuError]) -> Iterator[Path]:
        """Yield the files that are not held yet; those that cannot be opened are entered in `unread`."""
        for path in paths:
            try:
                source = open_source(path, self.tools)
            except VanThuError as error:
                unread[path] = error
                continue
            if held(self.catalogue, source.sha256) is None:
                yield path

    def _file(self, outcome: Outcome, container: str, allowance: Allowance, depth: int) -> VanThuError | None:
        """File a member, with what is inside it; return what prevents it."""
        if isinstance(outcome, Document) and reader_of(outcome, self.tools).members:
            if depth == DEEPEST:
                return TooLargeError("Gói {} lồng trong quá nhiều gói khác.", outcome.source.name)
            outcome = self._file_all(outcome, allowance, depth + 1)
        if isinstance(outcome, VanThuError):
            return outcome
        source = replace(outcome.source, container=container)
        file_document(self.catalogue, replace(outcome, source=source), self.tools.knowledge)
        return None


def unpack(path: Path, reader: Reader, folder: Path, config: Config, allowance: Allowance) -> Iterator[Unpacked]:
    """Write each file inside a container into a folder of its own under `folder`, as far as the allowance goes.

    Raises:
        UnreadableError: the container itself is damaged.
    """
    for number, member in enumerate(reader.members(path, config) if reader.members else ()):
        place = folder / str(number) / file_name(member.name)
        if not allowance.members:
            yield place, TooLargeError("Gói {} chứa quá nhiều tệp; từ tệp này trở đi chưa đọc.", path.name)
            return
        allowance.members -= 1
        place.parent.mkdir()
        try:
            _write(member, place, allowance)
        except UnreadableError as error:
            place.unlink(missing_ok=True)
            yield place, error
        else:
            yield place, None


def file_name(name: str) -> str:
    """Return a name that is a name and no way to anywhere, with its suffix, whatever the container says."""
    name = name.encode("utf-8", "replace").decode().replace("\\", "/")
    name = NO_NAME.sub("", name.rstrip("/").rpartition("/")[2]).strip(". ")
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or len(suffix) > 10:
        stem, dot, suffix = name, "", ""
    short = stem.encode()[: LONGEST_NAME - len(suffix.encode())].decode("utf-8", "ignore").rstrip(". ")
    return f"{short or 'tep'}{dot}{suffix}"


def _write(member: Member, place: Path, allowance: Allowance) -> None:
    with place.open("xb") as file:
        for chunk in member.chunks():
            allowance.size -= len(chunk)
            if allowance.size < 0:
                raise TooLargeError("Gói bung ra quá lớn: tệp {} chưa đọc.", place.name)
            file.write(chunk)


def _notes(found: list[Path], unread: dict[Path, VanThuError]) -> Iterator[Note]:
    names = ", ".join(path.name for path in found[:MOST_SHOWN]) + (", …" if len(found) > MOST_SHOWN else "")
    if found:
        yield Note("members", "info", "Gói gồm {} tệp: {}.", (str(len(found)), names))
    for path, error in unread.items():
        yield Note("member_unread", "warning", "Tệp {} trong gói chưa đọc được: {}", (path.name, str(error)))
