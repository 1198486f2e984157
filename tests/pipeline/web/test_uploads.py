"""Files handed over in the browser are filed at once, whatever they are called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline.ingest
from pipeline.claims import CLAIMED, DONE, FAILED, files_under
from pipeline.config import Config
from pipeline.web.uploads import LONGEST, safe_name
from tests.pipeline.test_inbox import _read_here
from tests.pipeline.web.conftest import ATTACK, SAME_ORIGIN, TestClient

LETTER = "Sở Y tế tỉnh An Giang\nKính gửi: Các bệnh viện\nĐề nghị báo cáo trước ngày 10/6/2025."
NAMES = {
    "công văn 12.pdf": "công văn 12.pdf",
    "..\\..\\windows\\a.pdf": "a.pdf",
    "../../etc/passwd": "passwd",
    "/tmp/a.txt": "a.txt",
    ".an": "an",
    "...": "van-ban",
    "": "van-ban",
    "CON.txt": "van-ban-CON.txt",
    "a\r\nSet-Cookie: x.txt": "aSet-Cookie x.txt",
    "a\u202efdp.exe": "afdp.exe",
    "hai  chấm..txt": "hai  chấm.txt",
    "tin nhắn?.txt": "tin nhắn.txt",
}


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: starting another takes seconds."""
    monkeypatch.setattr(pipeline.ingest, "read_all", _read_here(pipeline.ingest.read_all))


def send(browser: TestClient, *files: tuple[str, bytes], part: bool = False) -> str:
    headers = SAME_ORIGIN | ({"X-Part": "1"} if part else {})
    answer = browser.post("/upload", files=[("files", file) for file in files], headers=headers)
    assert answer.status_code == 200
    return answer.text


def outcomes(page: str) -> list[str]:
    return re.findall(r'<li class="(\w+)">', page)


def test_a_letter_that_is_like_one_held_is_told_to_be(browser: TestClient) -> None:
    letter = "Số: 8/SYT-NVY\n" + LETTER + " Các bệnh viện rà soát giường, thuốc, máy thở và người trực để phòng dịch."
    send(browser, ("công văn.txt", letter.encode()))
    page = send(browser, ("công văn 2.txt", letter.replace("máy thở", "máy đo").encode()))
    assert "Cùng số, ký hiệu với" in page or "Nội dung gần giống" in page


@pytest.mark.parametrize(("given_name", "kept"), NAMES.items())
def test_a_name_stays_in_its_folder_and_shows_as_what_it_is(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_every_folder_takes(name: str) -> None:
    kept = safe_name(name)
    assert kept == Path(kept).name and not kept.startswith(".") and len(kept.encode()) <= LONGEST
    assert safe_name(kept) == kept


def test_what_became_of_each_file_is_told(empty: TestClient, config: Config) -> None:
    page = send(
        empty,
        ("a.txt", LETTER.encode()),
        ("b.txt", LETTER.encode()),
        ("c.pdf", b"%PDF-1.4 cut off"),
        (f"{ATTACK}.bin", b"\x00\x01\x02" * 99),
    )
    assert outcomes(page) == ["filed", "duplicate", "failed", "failed"]
    assert "hỏng hoặc bị cắt cụt" in page
    assert ATTACK not in page
    assert [p.name for p in files_under(config.inbox / DONE)] == ["a.txt", "b.txt"]
    assert {p.suffix for p in files_under(config.inbox / FAILED)} == {".pdf", ".bin", ".txt"}
    assert not any(files_under(config.inbox / CLAIMED))


def test_a_filed_document_can_be_opened_from_the_answer(empty: TestClient) -> None:
    page = send(empty, ("a.txt", LETTER.encode()))
    assert 'href="/document/1"' in page
    assert "Kính gửi" in empty.get("/document/1").text


def test_a_script_gets_the_rows_alone(empty: TestClient) -> None:
    page = send(empty, ("a.txt", LETTER.encode()), part=True)
    assert outcomes(page) == ["filed"] and "<html" not in page


def test_a_form_without_a_file_files_nothing(empty: TestClient) -> None:
    answer = empty.post("/upload", files={"files": ("", b"")}, headers=SAME_ORIGIN)
    assert answer.status_code == 422 and "files" in answer.text


def test_what_a_desk_that_died_had_taken_in_is_filed_too(empty: TestClient, config: Config) -> None:
    left = config.inbox / CLAIMED / "abc.1" / "cu.txt"
    left.parent.mkdir(parents=True)
    left.write_text(f"{LETTER} cũ", "utf-8")
    page = send(empty, ("a.txt", LETTER.encode()))
    assert outcomes(page) == ["filed"]
    assert [p.name for p in files_under(config.inbox / DONE)] == ["a.txt", "cu.txt"]


def test_more_than_may_be_read_is_refused(empty: TestClient, config: Config) -> None:
    large = b"x" * (config.max_bytes + (1 << 20) + 1)
    answer = empty.post("/upload", files={"files": ("a.txt", large)}, headers=SAME_ORIGIN)
    assert answer.status_code == 413
    assert not any(files_under(config.inbox))
