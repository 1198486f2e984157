"""Every page answers, shows what the catalogue holds, and lets nothing of it run."""

from __future__ import annotations

import re

import pytest

from pipeline.config import Config
from pipeline.web import views
from pipeline.web.app import create_app
from tests.pipeline.web.conftest import ATTACK, HERE, TestClient

PAGES = (
    "/",
    "/search",
    "/search?q=hoc+tap",
    "/search?q=hoc&doc_type=&issuer=&since=&until=&in_force=1",
    "/review",
    "/review?matter=heading&below=0.9&page=2",
    "/inbox",
    "/inbox?outcome=failed&page=3",
    "/due",
    "/due?days=365&state=overdue",
    "/tasks",
    "/bodies",
    "/bodies?q=cong+an&page=2",
    "/trace",
    "/missing",
    "/missing?page=2",
    "/conflicts",
    "/conflicts?page=2",
    "/status",
    "/status?examine=1",
)
HELD = (
    "/document/1",
    "/document/3",
    "/document/1/reading",
    "/document/3/reading",
    "/review/1",
    "/review/3",
    "/due?body=so+y+te",
    "/tasks?body=so+y+te",
    "/tasks?body=so+y+te&before=2025-07-01&state=open&printing=true",
    "/trace?number=05-CT/TW",
    "/trace?number=05-CT/TW&relation=căn+cứ&until=2025-12-31",
    "/trace?number=12+kh+ubnd&depth=2",
)
FAIL = {  # what cannot be shown, and how the answer says so
    "/document/99": 404,
    "/document/99/original": 404,
    "/document/1/page/1.png": 404,
    "/document/3/page/2.png": 404,
    "/document/3/page/-1.png": 404,
    "/document/abc": 422,
    "/document/1?leaf=2": 404,
    "/document/1?leaf=0": 422,
    "/document/1/reading?page=2": 404,
    "/document/99/reading": 404,
    "/document/1/copy": 422,
    "/document/99/copy": 404,
    "/fact/0123456789": 404,
    "/review/0123456789": 404,
    "/review?matter=khac": 422,
    "/inbox?outcome=khac": 422,
    "/tasks?body=khong+co+dau": 404,
    "/tasks?body=so+y+te&before=mai": 422,
    "/tasks?body=so+y+te&state=khac": 422,
    "/tasks.csv": 404,
    "/tasks.pdf?body=so+y+te": 422,
    "/trace?number=99999-XX/YY": 404,
    "/trace?number=05-CT/TW&relation=khac": 422,
    "/trace.pdf?number=05-CT/TW": 422,
    "/search?q=a&page=0": 422,
    "/khong-co": 404,
}


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_works_at_a_desk_without_a_catalogue(empty: TestClient, path: str, lang: str) -> None:
    answer = empty.get(path, params={**dict(empty.get(path).request.url.params), "lang": lang})
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text


@pytest.mark.parametrize("path", PAGES + HELD)
def test_every_page_works_and_nothing_of_a_paper_runs_in_it(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert ATTACK not in answer.text
    assert "<b>Lưu ý</b>" not in answer.text
    assert " style=" not in answer.text and not re.search(r"<[^>]+ on[a-z]+=", answer.text)


@pytest.mark.parametrize(("path", "status"), FAIL.items())
def test_what_cannot_be_shown_is_told_on_a_page(browser: TestClient, path: str, status: int) -> None:
    answer = browser.get(path)
    assert answer.status_code == status
    assert '<p class="remark error">' in answer.text


def test_home_adds_up_what_came_in(browser: TestClient) -> None:
    assert "4 đến = 3 vào sổ + 0 trùng + 1 không đọc được + 0 mật + 0 đang chờ" in text_of(browser.get("/").text)


def test_home_shows_what_is_due(browser: TestClient) -> None:
    shown = text_of(browser.get("/").text)
    assert "09/06/2025 còn 8 ngày Giao Sở Y tế chủ trì" in shown


def test_home_without_a_catalogue_invites(empty: TestClient) -> None:
    assert "Mục lục còn trống" in empty.get("/").text


def test_search_lights_the_words_and_says_how_they_match(browser: TestClient) -> None:
    exact, folded = browser.get("/search?q=học+tập").text, browser.get("/search?q=hoc+tap").text
    assert "<mark>học</mark>" in exact and "đúng từng dấu" in exact
    assert "khớp chữ, khác dấu" in folded


def test_search_by_number_finds_the_document_itself_first(browser: TestClient) -> None:
    assert "đúng số, ký hiệu" in browser.get("/search?q=12 kh ubnd").text


@pytest.mark.parametrize(
    ("filters", "is_found"),
    [("doc_type=kế hoạch", True), ("doc_type=chỉ thị", False), ("since=2025-01-01", True), ("until=2024-12-31", False)],
)
def test_filters_limit_hits(browser: TestClient, filters: str, is_found: bool) -> None:
    assert ("12/KH-UBND" in browser.get(f"/search?q=căn+cứ&{filters}").text) is is_found


def test_the_status_tells_why_a_file_failed_and_what_to_do(browser: TestClient) -> None:
    shown = browser.get("/status?examine=1").text
    assert "được bảo vệ bằng mật khẩu" in shown and "Hãy mở tệp bằng mật khẩu" in shown
    assert "Mục lục lành lặn." in shown


def test_the_language_asked_for_is_remembered(browser: TestClient) -> None:
    assert "Hand in documents" in browser.get("/?lang=en").text
    assert "Hand in documents" in browser.get("/").text
    assert "Nộp văn bản" in browser.get("/?lang=vi").text


@pytest.mark.parametrize("path", ["/static/desk.css", "/static/desk.js", "/static/icon.svg"])
def test_what_pages_lean_on_is_served_from_here(empty: TestClient, path: str) -> None:
    assert empty.get(path).status_code == 200
    assert not re.search(r"(?:href|src)=\"https?:", empty.get("/").text)


def test_a_fault_of_the_program_is_told_on_a_page(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views.read, "newest", lambda *_, **__: 1 // 0)
    page = TestClient(create_app(config), base_url=HERE, raise_server_exceptions=False).get("/")
    assert page.status_code == 503
    assert "Chương trình gặp lỗi khi làm trang này: ZeroDivisionError" in page.text
