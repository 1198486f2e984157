"""The inbox tells what became of each file, adds up, and tries again what failed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import pytest

import pipeline.ingest
from pipeline.catalogue.arrivals import arrival_of
from pipeline.catalogue.schema import open_catalogue
from pipeline.catalogue.write import Arrival
from pipeline.claims import DONE, FAILED, NOTE, files_under
from pipeline.config import Config
from pipeline.errors import MissingToolError
from pipeline.inbox import Patience, watch
from pipeline.web import arrivals, rounds
from tests.pipeline.test_inbox import _read_here
from tests.pipeline.web.conftest import ATTACK, SAME_ORIGIN, TestClient
from tests.pipeline.web.test_uploads import LETTER, send
from tests.pipeline.web.test_views import text_of


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: starting another takes seconds."""
    monkeypatch.setattr(pipeline.ingest, "read_all", _read_here(pipeline.ingest.read_all))


def rows(page: str) -> list[str]:
    return [text_of(row) for row in re.findall(r'<tr class="\w+">.*?</tr>', page, re.S)]


def test_every_file_is_listed_with_what_became_of_it_and_why(browser: TestClient) -> None:
    page = browser.get("/inbox").text
    assert "4 đến = 3 vào sổ + 0 trùng + 1 không đọc được + 0 mật + 0 đang chờ" in text_of(page)
    assert len(rows(page)) == 4
    assert "mat-khau.pdf" in rows(page)[0] and "được bảo vệ bằng mật khẩu" in rows(page)[0]
    assert ATTACK not in page


def test_files_that_wait_are_named_and_counted(browser: TestClient, config: Config) -> None:
    config.inbox.mkdir(parents=True)
    (config.inbox / "đang chờ.txt").write_text("x")
    page = browser.get("/inbox").text
    assert "5 đến = 3 vào sổ + 0 trùng + 1 không đọc được + 0 mật + 1 đang chờ" in text_of(page)
    assert "<li>đang chờ.txt</li>" in page


def test_what_waits_is_read_on_the_word_of_a_person_while_the_desk_goes_on(
    browser: TestClient, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "watch", partial(watch, patience=Patience(0, 0, 0)))
    desk = browser.app.state.desk  # type: ignore[attr-defined]
    config.inbox.mkdir(parents=True)
    for name, content in (("công văn.txt", LETTER), ("rỗng.txt", ""), ("trắng.txt", "\n \n")):
        (config.inbox / name).write_text(content, "utf-8")
    with desk.reading:  # another reads
        answer = browser.post("/inbox/read", headers=SAME_ORIGIN, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/inbox/reading")
        page = browser.get("/inbox/reading").text
        assert 'http-equiv="refresh"' in page and "0 đã đọc 3 đang chờ" in text_of(page)
        assert "công văn.txt – đang chờ" in text_of(page)
        assert 'href="/inbox/reading"' in browser.get("/inbox").text
        running = desk.round.thread
        browser.post("/inbox/read", headers=SAME_ORIGIN, follow_redirects=False)
        assert desk.round.thread is running
    running.join(60)
    page = browser.get("/inbox/reading").text
    assert "refresh" not in page and "3 đã đọc 0 đang chờ" in text_of(page)
    assert "công văn.txt đã vào sổ" in text_of(page) and "rỗng.txt không đọc được" in text_of(page)
    assert "Tệp trắng.txt không có chữ nào đọc được." in page
    assert "0 đang chờ" in text_of(browser.get("/inbox").text)


def test_what_stops_the_reading_of_what_waits_is_told(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> Iterator[Arrival]:
        raise MissingToolError("Chưa cài Tesseract.")
        yield

    monkeypatch.setattr(rounds, "watch", stop)
    browser.post("/inbox/read", headers=SAME_ORIGIN)
    browser.app.state.desk.round.thread.join(60)  # type: ignore[attr-defined]
    assert "Chưa cài Tesseract." in browser.get("/inbox/reading").text


def test_the_log_is_narrowed_by_outcome(browser: TestClient) -> None:
    assert len(rows(browser.get("/inbox?outcome=failed").text)) == 1
    assert len(rows(browser.get("/inbox?outcome=filed").text)) == 3


def test_the_log_comes_in_pages(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "SOME", 3)
    first, second = browser.get("/inbox").text, browser.get("/inbox?page=2").text
    assert (len(rows(first)), len(rows(second))) == (3, 1)
    assert 'rel="next"' in first and 'rel="prev"' in second


def test_only_what_lies_among_the_failed_can_be_tried_again(browser: TestClient) -> None:
    assert "/retry" not in browser.get("/inbox").text
    assert browser.post("/inbox/4/retry", headers=SAME_ORIGIN).status_code == 404
    assert browser.post("/inbox/99/retry", headers=SAME_ORIGIN).status_code == 404


def test_what_failed_is_tried_again_and_filed(empty: TestClient, config: Config) -> None:
    send(empty, ("a.txt", b""))
    (kept,) = (p for p in files_under(config.inbox / FAILED) if not p.name.endswith(NOTE))
    assert 'action="/inbox/1/retry"' in empty.get("/inbox").text
    kept.write_text(LETTER, "utf-8")
    page = empty.post("/inbox/1/retry", headers=SAME_ORIGIN).text
    assert 'href="/document/1"' in page
    assert [p.name for p in files_under(config.inbox / DONE)] == ["a.txt"]
    assert not any(files_under(config.inbox / FAILED))
    log = empty.get("/inbox").text
    assert "/retry" not in log and "Về sau đã vào sổ: mở văn bản" in log
    assert "2 đến = 1 vào sổ + 0 trùng + 1 không đọc được" in text_of(log)


def test_of_two_files_of_one_name_the_one_asked_for_is_tried_again(empty: TestClient, config: Config) -> None:
    for content in (b"%PDF-1.4 rach", b"%PDF-1.4 hong"):
        send(empty, ("a.pdf", content))
    assert empty.get("/inbox").text.count("/retry") == 2
    empty.post("/inbox/2/retry", headers=SAME_ORIGIN)
    with open_catalogue(config.catalogue) as catalogue:
        first, second, again = (arrival_of(catalogue, row) for row in (1, 2, 3))
    assert again.sha256 == second.sha256 != first.sha256


def test_what_fails_again_lies_where_it_lay(empty: TestClient, config: Config) -> None:
    send(empty, ("a.txt", b""))
    assert "rỗng" in empty.post("/inbox/1/retry", headers=SAME_ORIGIN).text
    assert sorted(p.name for p in files_under(config.inbox / FAILED)) == ["a.txt", f"a.txt{NOTE}"]
