"""Every page answers, shows what the catalogue holds, and lets nothing of it run."""

from __future__ import annotations

import re

import pytest

from pipeline.catalogue.schema import open_catalogue
from pipeline.catalogue.write import withdraw
from pipeline.config import Config
from tests.pipeline.web.conftest import ATTACK, SAME_ORIGIN, TestClient

PAGES = (
    "/",
    "/search",
    "/search?q=hoc+tap",
    "/search?q=hoc&doc_type=&issuer=&since=&until=&in_force=1",
    "/due",
    "/due?days=365",
    "/bodies",
    "/bodies?q=cong+an",
    "/trace",
    "/missing",
    "/conflicts",
    "/status",
    "/status?examine=1",
)
HELD = (
    "/document/1",
    "/document/3",
    "/body?name=so+y+te",
    "/body?name=so+y+te&before=2025-07-01",
    "/trace?number=05-CT/TW",
    "/trace?number=12+kh+ubnd&depth=2",
)
FAIL = {  # what cannot be shown, and how the answer says so
    "/document/99": 404,
    "/document/99/original": 404,
    "/document/1/page/1.png": 404,
    "/document/3/page/2.png": 404,
    "/document/3/page/-1.png": 404,
    "/document/abc": 422,
    "/body?name=khong+co+dau": 404,
    "/body": 422,
    "/body?name=so+y+te&before=mai": 422,
    "/trace?number=99999-XX/YY": 404,
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


def test_a_document_lights_its_facts_where_they_stand(browser: TestClient) -> None:
    page = browser.get("/document/1").text
    assert re.search(r'href="/document/2">Chỉ thị số 05-CT/TW ngày 15/5/2016</a>', page)
    assert re.search(r'class="lit mention assignment"[^>]*href="/body\?name=S%E1%BB%9F[^"]*">Sở Y tế</a>', page)
    assert re.search(r'class="lit deadline assignment"[^>]*href="#row-\w+">trước ngày 10/6/2025</a>', page)
    anchors = re.findall(r'id="fact-(\w+)"', page)
    assert len(anchors) == 4 == len(set(anchors))
    assert set(re.findall(r'href="#fact-(\w+)"', page)) <= set(anchors)


def test_a_document_shows_what_the_machine_changed(browser: TestClient) -> None:
    page = browser.get("/document/1").text
    assert "<del>hoc tap</del>" in page and "<ins>học tập</ins>" in page and "97 %" in page


def test_a_document_without_pages_on_paper_shows_none(browser: TestClient) -> None:
    assert "/document/1/page/" not in browser.get("/document/1").text


def test_a_fact_is_drawn_over_the_picture_of_its_page(browser: TestClient) -> None:
    page = browser.get("/document/3").text
    assert '<image href="/document/3/page/1.png" width="300.0" height="400.0"' in page
    assert '<rect x="30" y="40" width="125" height="12"/>' in page


def test_a_page_is_drawn_from_the_stored_original(browser: TestClient) -> None:
    answer = browser.get("/document/3/page/1.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert browser.get("/document/3/page/1.png").content == answer.content


def test_the_original_is_handed_out_as_a_download(browser: TestClient, config: Config) -> None:
    answer = browser.get("/document/1/original")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "Căn cứ" in answer.content.decode()
    assert config.catalogue.is_file()


def test_a_withdrawn_document_shows_why_and_nothing_of_itself(browser: TestClient, config: Config) -> None:
    with open_catalogue(config.catalogue) as catalogue:
        withdraw(catalogue, 3, "vào sổ nhầm")
    page = browser.get("/document/3").text
    assert "vào sổ nhầm" in page and "Nội vụ" not in page
    assert browser.get("/document/3/original").status_code == 404
    assert browser.get("/document/3/page/1.png").status_code == 404


def test_a_body_shows_its_tasks_with_role_and_partners(browser: TestClient) -> None:
    shown = text_of(browser.get("/body?name=so y te").text)
    assert "giao Sở Y tế tỉnh An Giang phối hợp: Công an tỉnh An Giang" in shown


def test_bodies_are_counted_by_what_they_are_given_and_help_in(browser: TestClient) -> None:
    rows = re.findall(r"<tr><td>.*?</tr>", browser.get("/bodies").text)
    assert [text_of(row) for row in rows] == ["Sở Y tế tỉnh An Giang 1 0", "Công an tỉnh An Giang 0 1"]


def test_a_chain_shows_what_cites_and_where_dates_conflict(browser: TestClient) -> None:
    page = browser.get("/trace?number=05-CT/TW").text
    shown = text_of(page)
    assert "căn cứ Kế hoạch 12/KH-UBND" in shown
    assert "14/05/2016 05-CT/TW (chính văn bản đó)" in shown and "15/05/2016 12/KH-UBND" in shown
    assert 'marker-end="url(#tip)"' in page
    assert "05-CT/TW" in browser.get("/conflicts").text


def test_the_status_tells_why_a_file_failed_and_what_to_do(browser: TestClient) -> None:
    shown = browser.get("/status?examine=1").text
    assert "được bảo vệ bằng mật khẩu" in shown and "Hãy mở tệp bằng mật khẩu" in shown
    assert "Mục lục lành lặn." in shown


def test_a_task_is_done_and_open_again_with_a_note(browser: TestClient) -> None:
    task = re.findall(r'id="task-(\w+)"', browser.get("/document/1").text)[0]
    words = {"state": "done", "note": "đã gửi <i>báo cáo</i>", "by": "Lan"}
    answer = browser.post(f"/task/{task}?back=/document/1", data=words, headers=SAME_ORIGIN, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/document/1#task-{task}")
    page = browser.get("/document/1").text
    assert 'class="state done"' in page and "đã gửi &lt;i&gt;báo cáo&lt;/i&gt;" in page and "Lan" in page
    assert "Giao Sở Y tế" not in text_of(browser.get("/due").text)
    browser.post(f"/task/{task}", data={"state": "open"}, headers=SAME_ORIGIN)
    assert 'class="state open"' in browser.get("/document/1").text


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x"])
def test_one_is_never_sent_back_elsewhere(browser: TestClient, back: str) -> None:
    task = re.findall(r'id="task-(\w+)"', browser.get("/document/1").text)[0]
    answer = browser.post(
        f"/task/{task}", params={"back": back}, data={"note": "x"}, headers=SAME_ORIGIN, follow_redirects=False
    )
    assert answer.headers["location"] == f"/#task-{task}"


def test_a_task_that_is_not_there_is_told(browser: TestClient) -> None:
    assert browser.post("/task/0000", data={"state": "done"}, headers=SAME_ORIGIN).status_code == 404
    assert browser.post("/task/0000", data={"state": "maybe"}, headers=SAME_ORIGIN).status_code == 422


def test_the_language_asked_for_is_remembered(browser: TestClient) -> None:
    assert "Hand in documents" in browser.get("/?lang=en").text
    assert "Hand in documents" in browser.get("/").text
    assert "Nộp văn bản" in browser.get("/?lang=vi").text


@pytest.mark.parametrize("path", ["/static/desk.css", "/static/desk.js", "/static/icon.svg"])
def test_what_pages_lean_on_is_served_from_here(empty: TestClient, path: str) -> None:
    assert empty.get(path).status_code == 200
    assert not re.search(r"(?:href|src)=\"https?:", empty.get("/").text)
