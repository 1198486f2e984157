"""The inbox: files are taken when they stand still, and whoever is killed loses nothing and does nothing twice."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

import pipeline.ingest
from pipeline.catalogue.schema import open_catalogue
from pipeline.catalogue.status import Status, check, status
from pipeline.catalogue.write import Arrival
from pipeline.claims import CLAIMED, DONE, FAILED, NOTE, claiming, files_under
from pipeline.config import Config
from pipeline.document import Document
from pipeline.errors import MissingToolError
from pipeline.inbox import EMPTY_FOLDER_FOR, Look, Patience, Stillness, waiting_in, watch
from pipeline.readers import text
from pipeline.tools import Tools

SOON = Patience(0.02, 0.05, 0.5)
A = Path("a.pdf")


@pytest.fixture
def desk(tmp_path: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> Tools:
    """Tools that read plain text and extract nothing, in this process: the inbox is at test here."""
    monkeypatch.setattr(pipeline.ingest, "read_all", _read_here(pipeline.ingest.read_all))
    config = Config(catalogue=tmp_path / "data/catalogue.db", inbox=tmp_path / "inbox", jobs=1)
    config.inbox.mkdir()
    return Tools(config, tools.knowledge, (text.READER,), (), (), ())


def _read_here(read_all: Callable[..., Iterator[object]]) -> Callable[..., Iterator[object]]:
    def read(paths: list[Path], tools: Tools, *, dask: str | None = None, apart: bool = False) -> Iterator[object]:
        del apart
        return read_all(paths, tools, dask=dask, apart=False)

    return read


def drop(tools: Tools, name: str, content: str | bytes) -> Path:
    file = tools.config.inbox / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def drain(tools: Tools) -> list[Arrival]:
    return list(watch(tools, once=True, patience=SOON))


def status_of(tools: Tools) -> Status:
    with open_catalogue(tools.config.catalogue) as catalogue:
        assert check(catalogue) == ()
        return status(catalogue, waiting=len(waiting_in(tools.config.inbox)))


def names_in(folder: Path) -> list[str]:
    return [p.relative_to(folder).as_posix() for p in files_under(folder)]


class TestStillness:
    patience = Patience(whole=2, doubtful=10, unfinished=100)

    def looks(self, *looks: tuple[float, Look], path: Path = A) -> list[bool]:
        stillness = Stillness(self.patience)
        return [stillness.is_still(path, look, now) for now, look in looks]

    def test_a_file_seen_once_is_not_still_however_old(self) -> None:
        assert self.looks((0, Look(5, -1e9))) == [False]

    def test_a_file_that_does_not_change_becomes_still(self) -> None:
        assert self.looks((0, Look(5, 1)), (1.9, Look(5, 1)), (2, Look(5, 1))) == [False, False, True]

    def test_one_that_grows_starts_anew(self) -> None:
        assert self.looks((0, Look(5, 1)), (2, Look(6, 1)), (3, Look(6, 1)), (4, Look(6, 1))) == [
            False,
            False,
            False,
            True,
        ]

    def test_one_whose_date_is_set_at_the_end_starts_anew(self) -> None:
        assert self.looks((0, Look(5, 100)), (2, Look(5, 1)), (3.9, Look(5, 1)))[-1] is False

    def test_one_of_full_size_from_the_start_that_is_being_filled_starts_anew(self) -> None:
        assert self.looks((0, Look(5, 1)), (2, Look(5, 2)), (4, Look(5, 3))) == [False, False, False]

    def test_an_empty_file_is_waited_for_longer(self) -> None:
        assert self.looks((0, Look(0, 1)), (9, Look(0, 1)), (10, Look(0, 1))) == [False, False, True]

    def test_one_empty_at_first_and_filled_later_is_taken_when_whole(self) -> None:
        assert self.looks((0, Look(0, 1)), (5, Look(9, 5)), (7, Look(9, 5))) == [False, False, True]

    def test_one_held_open_by_its_copier_is_waited_for_longer(self) -> None:
        closed = Look(5, 1, is_open_to_us=False)
        assert self.looks((0, closed), (9, closed), (10, closed)) == [False, False, True]

    def test_one_let_go_by_its_copier_starts_anew(self) -> None:
        assert self.looks((0, Look(5, 1, is_open_to_us=False)), (9, Look(5, 1)), (11, Look(5, 1)))[-1] is True

    def test_a_broken_download_is_taken_at_last(self) -> None:
        looks = [(now, Look(5, 1)) for now in (0.0, 99.0, 100.0)]
        assert self.looks(*looks, path=Path("a.crdownload")) == [False, False, True]

    def test_one_that_goes_and_comes_back_starts_anew(self) -> None:
        stillness = Stillness(self.patience)
        stillness.is_still(A, Look(5, 1), 0)
        stillness.keep(())
        assert not stillness.is_still(A, Look(5, 1), 5)

    def test_files_do_not_disturb_each_other(self) -> None:
        stillness = Stillness(self.patience)
        stillness.is_still(A, Look(5, 1), 0)
        stillness.is_still(Path("b.pdf"), Look(5, 1), 1)
        assert stillness.is_still(A, Look(5, 1), 2)
        assert not stillness.is_still(Path("b.pdf"), Look(5, 1), 2)


def test_a_readable_file_is_filed_and_moved(desk: Tools) -> None:
    drop(desk, "cong-van.txt", "Kính gửi các đơn vị")
    (arrival,) = drain(desk)
    assert (arrival.outcome, arrival.path) == ("filed", desk.config.inbox / DONE / "cong-van.txt")
    assert names_in(desk.config.inbox) == [f"{DONE}/cong-van.txt"]


def test_one_that_cannot_be_read_lies_beside_the_reason_and_stops_no_other(desk: Tools) -> None:
    drop(desk, "a.bin", b"\x00\x01\x02\xff" * 50)
    drop(desk, "b.txt", "Thông báo")
    assert Counter(a.outcome for a in drain(desk)) == {"failed": 1, "filed": 1}
    reason = (desk.config.inbox / FAILED / f"a.bin{NOTE}").read_text("utf-8")
    assert "a.bin" in reason and len(reason.splitlines()) == 2


def test_the_same_bytes_are_a_duplicate(desk: Tools) -> None:
    drop(desk, "a.txt", "Thông báo")
    drop(desk, "b.txt", "Thông báo")
    assert sorted(a.outcome for a in drain(desk)) == ["duplicate", "filed"]
    assert names_in(desk.config.inbox / DONE) == ["a.txt", "b.txt"]


def test_files_of_one_name_are_all_kept(desk: Tools) -> None:
    for content in ("một", "hai", "ba"):
        drop(desk, "scan.txt", content)
        drain(desk)
    kept = files_under(desk.config.inbox / DONE)
    assert {p.name: p.read_text("utf-8") for p in kept} == {
        "scan.txt": "một",
        "scan (2).txt": "hai",
        "scan (3).txt": "ba",
    }


def test_a_dropped_folder_keeps_its_shape(desk: Tools) -> None:
    drop(desk, "thang 9/so y te/a.txt", "một")
    drop(desk, "thang 9/a.txt", "hai")
    drop(desk, "a.txt", "ba")
    assert len(drain(desk)) == 3
    assert names_in(desk.config.inbox / DONE) == ["a.txt", "thang 9/a.txt", "thang 9/so y te/a.txt"]


def test_a_folder_that_was_emptied_goes_when_its_copier_is_surely_done(desk: Tools) -> None:
    folder = drop(desk, "thang 9/a.txt", "một").parent
    drain(desk)
    assert folder.is_dir()
    os.utime(folder, (0, time.time() - EMPTY_FOLDER_FOR - 1))
    drain(desk)
    assert not folder.exists()


@pytest.mark.parametrize("name", [".an.txt", "~$bao-cao.docx", "Thumbs.db", f"a.pdf{NOTE}", ".git/config.txt"])
def test_what_is_no_document_is_left_alone(desk: Tools, name: str) -> None:
    file = drop(desk, name, "không phải văn bản")
    assert drain(desk) == []
    assert file.is_file() and waiting_in(desk.config.inbox) == ()


def test_a_link_is_not_followed(desk: Tools, tmp_path: Path) -> None:
    secret = tmp_path / "mat.txt"
    secret.write_text("không cho ai đọc", "utf-8")
    (desk.config.inbox / "a.txt").symlink_to(secret)
    (desk.config.inbox / "thu-muc").symlink_to(tmp_path)
    assert drain(desk) == []


def test_a_half_copied_file_is_not_taken(desk: Tools) -> None:
    file = drop(desk, "a.txt", "nửa đầu")
    steps = iter(range(6))

    def grow(seconds: float) -> None:
        time.sleep(seconds)
        if next(steps, None) is not None:
            with file.open("a", encoding="utf-8") as out:
                out.write(" và thêm")

    arrivals = list(watch(desk, once=True, patience=Patience(0.1, 0.1, 1.0), sleep=grow))
    assert [a.outcome for a in arrivals] == ["filed"]
    assert arrivals[0].path.read_text("utf-8") == "nửa đầu" + " và thêm" * 6


def test_a_file_empty_at_first_is_filed_once_it_is_filled(desk: Tools) -> None:
    file = drop(desk, "a.txt", "")

    def fill(seconds: float) -> None:
        time.sleep(seconds)
        if file.exists() and not file.stat().st_size:
            file.write_text("đã đủ", "utf-8")

    assert [a.outcome for a in watch(desk, once=True, patience=Patience(0.02, 5, 9), sleep=fill)] == ["filed"]


def test_a_file_that_stays_empty_is_told_of(desk: Tools) -> None:
    drop(desk, "a.txt", "")
    assert [type(a.error).__name__ for a in drain(desk)] == ["EmptyFileError"]


def test_a_folder_out_of_reach_for_a_moment_is_looked_at_again(desk: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(desk, "a.txt", "một")
    rename, refused = Path.rename, iter((PermissionError, OSError))

    def now_and_then(self: Path, target: Path) -> Path:
        if self.parent == desk.config.inbox and (error := next(refused, None)):
            raise error("Stale file handle")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", now_and_then)
    arrivals: list[Arrival] = []
    while not arrivals:
        arrivals += drain(desk)
    assert [a.outcome for a in arrivals] == ["filed"]


def test_a_missing_program_stops_the_watch_with_every_file_in_its_place(
    desk: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(desk, "thu-muc/a.txt", "một")
    drop(desk, "b.txt", "hai")

    def missing(path: Path, tools: Tools) -> Document:
        raise MissingToolError("Chưa cài bộ nhận dạng chữ.")

    monkeypatch.setattr(pipeline.ingest, "run", missing)
    with pytest.raises(MissingToolError):
        drain(desk)
    assert names_in(desk.config.inbox) == ["b.txt", "thu-muc/a.txt"]
    assert len(waiting_in(desk.config.inbox)) == 2


def test_what_waits_is_counted(desk: Tools) -> None:
    drop(desk, "a.txt", "một")
    drop(desk, "thu-muc/b.txt", "hai")
    drop(desk, "c.part", "ba")
    assert [p.name for p in waiting_in(desk.config.inbox)] == ["a.txt", "b.txt"]
    assert waiting_in(desk.config.inbox / "khong-co") == ()


class TestClaims:
    def test_a_file_is_claimed_once(self, tmp_path: Path) -> None:
        file = tmp_path / "a.txt"
        file.write_text("một", "utf-8")
        with claiming(tmp_path) as one, claiming(tmp_path) as other:
            assert one.take(file) is not None
            assert other.take(file) is None
            assert other.inherit() == ()

    def test_claims_of_the_dead_are_inherited_by_one(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("một", "utf-8")
        with claiming(tmp_path) as one:
            taken = one.take(tmp_path / "a.txt")
        with claiming(tmp_path) as second, claiming(tmp_path) as third:
            assert second.inherit() == (taken,)
            assert second.inherit() == ()
            assert third.inherit() == ()

    def test_claims_of_an_owner_without_a_lock_are_inherited(self, tmp_path: Path) -> None:
        orphan = tmp_path / CLAIMED / "abc.1" / "a.txt"
        orphan.parent.mkdir(parents=True)
        orphan.write_text("một", "utf-8")
        with claiming(tmp_path) as claims:
            assert claims.inherit() == (orphan,)

    def test_what_was_never_wholly_received_is_no_claim(self, tmp_path: Path) -> None:
        half = tmp_path / CLAIMED / "abc.1" / ".part"
        half.parent.mkdir(parents=True)
        half.write_text("nửa", "utf-8")
        with claiming(tmp_path) as claims:
            assert claims.inherit() == ()
        assert list((tmp_path / CLAIMED).iterdir()) == []

    def test_nothing_is_left_behind_when_all_is_settled(self, tmp_path: Path) -> None:
        (tmp_path / "thu-muc").mkdir()
        (tmp_path / "thu-muc/a.txt").write_text("một", "utf-8")
        with claiming(tmp_path) as claims:
            taken = claims.take(tmp_path / "thu-muc/a.txt")
            assert taken and claims.place(taken, DONE) == tmp_path / DONE / "thu-muc/a.txt"
        assert [p.name for p in (tmp_path / CLAIMED).iterdir()] == [".xep"]


# -- killed anywhere ---------------------------------------------------------------------------------------------------

DROPPED = {
    "a.txt": "Thông báo về việc nghỉ lễ",
    "b.txt": "Kế hoạch phòng chống dịch",
    "trung.txt": "Thông báo về việc nghỉ lễ",
    "thu-muc/a.txt": "Công văn đôn đốc",
    "hong.bin": "\x00\x01\x02\x7f" * 40,
    "thu-muc/rong.txt": "",
}


def _die_after(steps: int) -> None:
    """Let this process be killed after so many lines of the program's inbox and catalogue."""
    left = [steps]
    catalogue = ("pipeline/catalogue/write.py", "pipeline/catalogue/document_rows.py")
    watched = ("pipeline/inbox.py", "pipeline/claims.py", "pipeline/ingest.py", *catalogue)

    def trace(frame: FrameType, event: str, argument: object) -> object:
        del argument
        if event == "call":
            return trace if frame.f_code.co_filename.endswith(watched) else None
        left[0] -= event == "line"
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]


def _start(tools: Tools, steps: int | None) -> int:
    """Watch in a process of its own until nothing waits or it is killed; return its id."""
    if child := os.fork():
        return child
    try:
        if steps is not None:
            _die_after(steps)
        drain(tools)
        os._exit(0)
    finally:
        os._exit(1)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of fork beside threads: the child starts none
@pytest.mark.parametrize("watchers", [1, 2])
@pytest.mark.parametrize("seed", range(3))
def test_killed_anywhere_nothing_is_lost_or_done_twice(desk: Tools, seed: int, watchers: int) -> None:
    chance = random.Random(seed)
    for name, content in DROPPED.items():
        drop(desk, name, content)
    killed = 0
    for _ in range(8):
        children = [_start(desk, chance.randrange(1, 700)) for _ in range(watchers)]
        killed += sum(os.waitstatus_to_exitcode(os.waitpid(c, 0)[1]) == -signal.SIGKILL for c in children)
    assert killed >= 2
    drain(desk)
    found = Counter(p.read_bytes() for p in files_under(desk.config.inbox) if not p.name.endswith(NOTE))
    assert found == Counter(content.encode() for content in DROPPED.values())
    assert names_in(desk.config.inbox / FAILED) == sorted(
        ["hong.bin", f"hong.bin{NOTE}", "thu-muc/rong.txt", f"thu-muc/rong.txt{NOTE}"]
    )
    now = status_of(desk)
    assert (now.arrived, now.filed, now.duplicate, now.failed, now.waiting) == (6, 3, 1, 2, 0)
    assert not any(files_under(desk.config.inbox / CLAIMED))
