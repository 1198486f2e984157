"""The pages of tasks tell whose they are and how they stand, and hand them out as lists."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue.schema import open_catalogue
from pipeline.catalogue.write import file_document
from pipeline.config import Config
from pipeline.tools import Tools
from pipeline.web import tasks
from tests.pipeline.web.conftest import SAME_ORIGIN, TestClient, directive
from tests.pipeline.web.test_views import text_of


def test_a_body_shows_its_tasks_with_role_and_partners(browser: TestClient) -> None:
    shown = text_of(browser.get("/tasks?body=so y te").text)
    assert "giao Sở Y tế tỉnh An Giang phối hợp: Công an tỉnh An Giang" in shown


def test_bodies_are_counted_by_what_they_are_given_and_help_in(browser: TestClient) -> None:
    rows = re.findall(r"<tr><td>.*?</tr>", browser.get("/bodies").text)
    assert [text_of(row) for row in rows] == ["Sở Y tế tỉnh An Giang 1 0", "Công an tỉnh An Giang 0 1"]


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


def test_a_task_is_put_off_with_who_said_so(browser: TestClient) -> None:
    task = re.findall(r'id="task-(\w+)"', browser.get("/document/1").text)[0]
    words = {"due": "2025-07-15", "note": "CV 9/UBND", "by": "Lan"}
    browser.post(f"/task/{task}", data=words, headers=SAME_ORIGIN)
    page = text_of(browser.get("/tasks?body=so y te").text)
    assert "15/07/2025" in page and "văn bản ghi 09/06/2025" in page
    assert "Lan · gia hạn đến 15/07/2025: CV 9/UBND" in page
    assert browser.post(f"/task/{task}", data={"due": "mai"}, headers=SAME_ORIGIN).status_code == 422


def test_copies_of_a_paper_are_named_with_the_task(
    browser: TestClient, config: Config, tools: Tools, tmp_path: Path
) -> None:
    made = directive(tmp_path)
    scan = replace(made, source=replace(made.source, sha256="b" * 64, name="quét.pdf"))
    with open_catalogue(config.catalogue) as catalogue:
        row = file_document(catalogue, scan, tools.knowledge).document
    for path in ("/due", "/tasks?body=so y te", "/document/1", f"/document/{row}"):
        page = browser.get(path).text
        assert len(re.findall(r'class="task-words"', page)) == 1
        assert "Có trong 2 tệp:" in page and "quét.pdf" in page and "ke-hoach.txt" in page


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


def test_who_said_something_is_remembered(browser: TestClient) -> None:
    task = re.findall(r'id="task-(\w+)"', browser.get("/document/1").text)[0]
    browser.post(f"/task/{task}", data={"note": "x", "by": "Trần Thị Lan"}, headers=SAME_ORIGIN)
    assert 'value="Trần Thị Lan"' in browser.get("/document/1").text


def test_tasks_are_narrowed_by_state_and_day(browser: TestClient) -> None:
    shown = {
        query: "Giao Sở Y tế" in text_of(browser.get(f"/tasks?body=so y te&{query}").text)
        for query in ("state=open", "state=done", "before=2025-06-01", "before=2025-07-01")
    }
    assert shown == {"state=open": True, "state=done": False, "before=2025-06-01": False, "before=2025-07-01": True}


def test_what_is_due_can_be_that_of_one_body(browser: TestClient) -> None:
    assert "Giao Sở Y tế" in text_of(browser.get("/due?body=so y te").text)
    assert browser.get("/due?body=so xay dung").status_code == 404


def test_overdue_is_said_in_words(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.web.desk.Desk.as_of", tasks.day_of("2025-06-20"))
    assert "quá 11 ngày" in text_of(browser.get("/due").text)
    assert "1 quá hạn" in text_of(browser.get("/tasks?body=so y te").text)


def test_names_are_suggested_with_marks_or_without(browser: TestClient) -> None:
    assert browser.get("/bodies/suggested?q=so y").json()[0] == "Sở Y tế tỉnh An Giang"
    assert browser.get("/bodies/suggested?q=an giang").json() == ["Công an tỉnh An Giang", "Sở Y tế tỉnh An Giang"]


@pytest.mark.parametrize("path", ["/tasks.{}?body=so+y+te", "/due.{}"])
def test_tasks_are_handed_out_as_sheets_and_calendars(browser: TestClient, path: str) -> None:
    from openpyxl import load_workbook

    csv, xlsx, ics = (browser.get(path.format(form)) for form in ("csv", "xlsx", "ics"))
    assert "Giao Sở Y tế chủ trì" in csv.content.decode("utf-8-sig") and csv.headers["content-type"].startswith(
        "text/csv"
    )
    sheet = load_workbook(io.BytesIO(xlsx.content)).active
    assert sheet is not None and "Giao Sở Y tế" in str(sheet["B3"].value)
    assert "BEGIN:VCALENDAR" in ics.text and "20250609" in ics.text
    assert all(a.headers["content-disposition"].startswith("attachment") for a in (csv, xlsx, ics))


def test_a_long_list_comes_in_pages_and_whole_to_print(
    browser: TestClient, config: Config, tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = directive(tmp_path)
    with open_catalogue(config.catalogue) as catalogue:
        for number in range(3):
            heading = replace(made.headings[0], number=f"{number}/KH-UBND")
            again = replace(made, source=replace(made.source, sha256=f"{number}" * 64), headings=(heading,))
            file_document(catalogue, again, tools.knowledge)
    monkeypatch.setattr(tasks, "SOME", 3)
    first, last = browser.get("/tasks?body=so y te").text, browser.get("/tasks?body=so y te&page=2").text
    assert len(re.findall(r'<tr id="task-', first)) == 3 and "còn 1" in first and 'rel="next"' in first
    assert len(re.findall(r'<tr id="task-', last)) == 1 and "còn" not in text_of(last.split("</table>")[1])
    assert len(re.findall(r'<tr id="task-', browser.get("/tasks?body=so y te&printing=true").text)) == 4


def test_a_body_without_tasks_leads_to_those_with_nearly_its_name(browser: TestClient) -> None:
    answer = browser.get("/tasks?body=so y te tinh khong co")
    assert answer.status_code == 404
    assert re.search(r'<li><a href="/tasks\?body=[^"]*">Sở Y tế', answer.text)
