"""The page of a paper lights what was found, shows what was read and mended, and hands out its files."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue.schema import open_catalogue
from pipeline.catalogue.write import file_document, withdraw
from pipeline.config import Config
from pipeline.tools import Tools
from pipeline.web import leaves
from tests.pipeline.catalogue.factories import paper, reference
from tests.pipeline.web.conftest import ATTACK, SAME_ORIGIN, TestClient, cited, directive
from tests.pipeline.web.test_views import text_of


def test_a_document_lights_its_facts_where_they_stand(browser: TestClient) -> None:
    page = browser.get("/document/1").text
    assert re.search(r'href="/document/2">Chỉ thị số 05-CT/TW ngày 15/5/2016</a>', page)
    assert re.search(r'class="lit mention assignment"[^>]*href="/tasks\?body=S%E1%BB%9F[^"]*">Sở Y tế</a>', page)
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
    assert '<img src="/document/3/page/1.png" width="300" height="400" loading="lazy"' in page
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


def test_a_document_without_a_heading_is_shown(
    browser: TestClient, config: Config, tools: Tools, tmp_path: Path
) -> None:
    bare = replace(paper(tmp_path, "Lịch tuần 12: họp giao ban.", name="lich.txt"), headings=())
    with open_catalogue(config.catalogue) as catalogue:
        row = file_document(catalogue, bare, tools.knowledge).document
    page = browser.get(f"/document/{row}")
    assert page.status_code == 200 and "họp giao ban" in page.text


def test_a_container_leads_to_what_came_inside(
    browser: TestClient, config: Config, tools: Tools, tmp_path: Path
) -> None:
    packed = replace(paper(tmp_path, " ", name="goi.zip"), headings=())
    inner = paper(tmp_path, "Mời họp giao ban tuần 12.", name="trong-goi.txt")
    inner = replace(inner, source=replace(inner.source, container=packed.source.sha256))
    with open_catalogue(config.catalogue) as catalogue:
        one, other = (file_document(catalogue, each, tools.knowledge).document for each in (inner, packed))
    page = browser.get(f"/document/{other}").text
    assert f'Đến trong gói này: <a href="/document/{one}">' in page and "Chất lượng đọc" not in page


def test_a_document_is_withdrawn_with_a_reason_and_brought_back(browser: TestClient) -> None:
    def post(deed: str, **form: str) -> int:
        return browser.post(f"/document/3/{deed}?back=/document/3", data=form, headers=SAME_ORIGIN).status_code

    assert post("withdraw", why="  ") == 422
    assert "/document/3" in browser.get("/").text
    assert post("withdraw", why="gửi nhầm nơi nhận", by="Lan") == 200
    page = browser.get("/document/3").text
    assert "gửi nhầm nơi nhận" in page and "Đưa trở lại sổ" in page
    assert 'href="/document/3"' not in browser.get("/").text
    assert post("reinstate", by="Lan") == 200
    assert "Nội vụ" in browser.get("/document/3").text
    assert 'href="/document/3"' in browser.get("/").text
    assert post("reinstate") == 404


def test_a_note_leads_to_the_words_it_is_about(
    browser: TestClient, config: Config, tools: Tools, tmp_path: Path
) -> None:
    made = directive(tmp_path)
    note = replace(made.notes[0], span=made.deadlines[0].span)
    content = replace(made, notes=(note,), source=replace(made.source, sha256="9" * 64))
    with open_catalogue(config.catalogue) as catalogue:
        filed = file_document(catalogue, content, tools.knowledge).document
    page = browser.get(f"/document/{filed}").text
    assert page.index('href="#note-0"') < page.index('id="note-0"') < page.index("trước ngày 10/6/2025</a>")


def test_words_that_were_mended_say_what_they_were(browser: TestClient) -> None:
    page = browser.get("/document/1").text
    assert re.search(r'id="edit-0"></span><span class="mended" title="đọc là “hoc tap”[^"]*97 %">học tập</span>', page)
    assert 'href="#edit-0"' in page


def test_the_reading_shows_what_was_struck_out_and_every_edit(browser: TestClient) -> None:
    page = browser.get("/document/1/reading").text
    assert "<del>hoc tap</del><ins>học tập</ins>" in page
    assert 'href="/document/1#edit-0"' in page and "diacritics" in page


def test_what_a_document_says_often_leads_to_others(browser: TestClient) -> None:
    assert 'href="/document/1/words"' in browser.get("/document/1").text
    assert "/search?q=" not in browser.get("/document/1/words").text  # it says nothing twice
    pages = [browser.get(f"/document/{document}/words").text for document in (2, 3)]
    ((address, word),) = re.findall(r'href="(/search\?q=[^"]+)">([^<]+)</a>', "".join(pages))
    assert word == "học tập" and browser.get(address).status_code == 200


def test_a_fact_leads_to_its_place_in_its_paper(browser: TestClient) -> None:
    fact = re.findall(r'id="fact-(\w+)"', browser.get("/document/1").text)[0]
    answer = browser.get(f"/fact/{fact}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/document/1#fact-{fact}")


def test_a_long_text_is_shown_in_leaves_and_facts_lead_to_theirs(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaves.spans_of, "__defaults__", (60,))
    first, second = browser.get("/document/1").text, browser.get("/document/1?leaf=2").text
    assert "Phần 1 trên 3 của văn bản dài" in first and 'rel="next" href="/document/1?leaf=2"' in first
    assert "Chỉ thị số 05-CT/TW" in first and "Giao " not in re.search(r"<article.*?</article>", first, re.S)[0]
    task = re.findall(r'id="task-(\w+)"', second)[0]
    assert browser.get(f"/fact/{task}", follow_redirects=False).headers["location"] == f"/document/1?leaf=2#fact-{task}"
    assert browser.get("/document/1?leaf=4").status_code == 404


def test_a_scan_is_handed_out_as_a_searchable_copy(browser: TestClient) -> None:
    assert 'href="/document/3/copy"' in browser.get("/document/3").text
    answer = browser.get("/document/3/copy")
    assert answer.content.startswith(b"%PDF-")
    assert "anh.tim-kiem.pdf" in answer.headers["content-disposition"]


def test_what_needs_no_searchable_copy_says_so(browser: TestClient) -> None:
    assert "/document/1/copy" not in browser.get("/document/1").text
    assert "không có trang ảnh nào" in browser.get("/document/1/copy").text


def test_copies_of_one_paper_know_each_other(browser: TestClient, config: Config, tools: Tools, tmp_path: Path) -> None:
    made = cited(tmp_path)
    again = replace(made, source=replace(made.source, sha256="8" * 64, name=f"{ATTACK}.txt"))
    with open_catalogue(config.catalogue) as catalogue:
        filed = file_document(catalogue, again, tools.knowledge).document
        file_document(catalogue, made, tools.knowledge)
    page = browser.get("/document/2").text
    assert "Cùng là văn bản này" in page and f'href="/document/{filed}"' in page and ATTACK not in page
    assert "Tệp này đã đến 2 lần" in page


def test_what_people_put_right_is_told_with_who_and_what_it_was(browser: TestClient) -> None:
    browser.post("/review/1", data={"action": "correct", "number": "13/KH-UBND", "by": "Lan"}, headers=SAME_ORIGIN)
    page = browser.get("/document/1").text
    assert "<h1>Kế hoạch 13/KH-UBND</h1>" in page
    assert re.search(r"<td>Lan</td>.*<del>12/KH-UBND</del>.*<ins>13/KH-UBND</ins>", page)


def test_a_paper_that_was_replaced_says_so(
    browser: TestClient, config: Config, tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = paper(tmp_path, "Thay thế Kế hoạch số 12/KH-UBND.", name="l.txt", number="30/KH-UBND", date="2025-05-02")
    named = {"number": "12/KH-UBND", "date": "2025-03-01", "issuer": "Ủy ban nhân dân tỉnh An Giang"}
    mention = reference(later, "Kế hoạch số 12/KH-UBND", relation="thay thế", **named)
    with open_catalogue(config.catalogue) as catalogue:
        file_document(catalogue, replace(later, references=(mention,)), tools.knowledge)
    told = "02/05/2025: thay thế bởi 30/KH-UBND"
    for day, replaced in (("2025-05-01", False), ("2025-05-02", True)):
        monkeypatch.setattr("pipeline.web.desk.Desk.as_of", date.fromisoformat(day))
        assert (told in text_of(browser.get("/document/1").text)) is replaced
