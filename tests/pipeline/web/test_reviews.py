"""What was read least surely is put before a person, who confirms it or puts it right."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue.doubts import doubt_of
from pipeline.catalogue.schema import open_catalogue
from pipeline.catalogue.versions import corrections_of
from pipeline.catalogue.write import file_document
from pipeline.config import Config
from pipeline.document import Document, Note, Span
from pipeline.tools import Tools
from pipeline.web import reviews
from pipeline.web.reviews import value_of
from tests.pipeline.catalogue.factories import deadline, paper, reference
from tests.pipeline.web.conftest import ATTACK, SAME_ORIGIN, TestClient, scan
from tests.pipeline.web.test_views import text_of

LETTER = f"Theo Kế hoạch số 8/KH-UBND, báo cáo định kỳ trước ngày 20/12. {ATTACK}"


def letter(folder: Path) -> Document:
    """A letter with a deadline read without certainty, and a mention that may mean two plans."""
    made = paper(folder, LETTER, name="cong-van.txt", number="7/UBND-VP", date="2025-11-01")
    limit = deadline(made, "trước ngày 20/12", kind="absolute", end_date=date(2025, 12, 20))
    note = Note("year", "warning", "Thời hạn “{}” không ghi năm; hiểu là ngày {}.", ("20/12", "20/12/2025"), limit.span)
    return replace(
        made,
        references=(reference(made, "Kế hoạch số 8/KH-UBND", doc_type="kế hoạch", number="8/KH-UBND"),),
        deadlines=(replace(limit, confidence=0.5),),
        notes=(note,),
    )


def handwritten(folder: Path) -> Document:
    """The scan, of which the number may be written by hand."""
    note = Note("number_uncertain", "warning", "Số văn bản đọc không chắc: {}.", (ATTACK,), Span(3, 9))
    return replace(scan(folder), notes=(note,))


@pytest.fixture
def desk(config: Config, tmp_path: Path, tools: Tools, empty: TestClient) -> TestClient:
    """A browser at a desk with two plans of one number (1, 2), the letter (3) and the scan (4)."""
    plans = (
        paper(
            tmp_path,
            f"Kế hoạch của {issuer}",
            name=f"{day}.txt",
            number="8/KH-UBND",
            doc_type="kế hoạch",
            date=day,
            issuer=issuer,
        )
        for issuer, day in (
            ("Ủy ban nhân dân xã Mỹ Đức", "2025-02-03"),
            ("Ủy ban nhân dân tỉnh An Giang", "2025-05-06"),
        )
    )
    with open_catalogue(config.catalogue) as catalogue:
        for made in (*plans, letter(tmp_path), handwritten(tmp_path)):
            file_document(catalogue, made, tools.knowledge)
    return empty


def points(page: str) -> list[str]:
    return re.findall(r'id="point-(\w+)"', page)


def card(page: str, point: str) -> str:
    return page.split(f'id="point-{point}"')[1].split("</article>")[0]


def test_what_matters_most_comes_first(desk: TestClient) -> None:
    page = desk.get("/review").text
    kinds = re.findall(r'<span class="kind">([^<]*)</span>', page)
    assert kinds == ["thể thức", "thời hạn", "dẫn chiếu"]
    assert points(page)[0] == "4"
    assert ATTACK not in page


def test_the_navigation_counts_what_waits(desk: TestClient) -> None:
    assert 'title="3 chỗ đang chờ người xem, chưa kể nhiệm vụ">3</span>' in desk.get("/due").text
    desk.post("/review/4", data={"action": "accept"}, headers=SAME_ORIGIN)
    assert ">2</span>" in desk.get("/due").text


def test_the_piece_of_the_page_is_shown_with_the_words_lit(desk: TestClient) -> None:
    shown = card(desk.get("/review").text, "4")
    assert re.search(r'<svg class="clipping" viewBox="0.0 0.0 300.0 92.0"', shown)
    assert '<image href="/document/4/page/1.png"' in shown
    assert '<rect x="95.0" y="40.0" width="60.0" height="12.0"/>' in shown or '<rect x="95" ' in shown
    assert "<mark>Nội vụ</mark>" in shown


def test_a_text_shows_the_sentence(desk: TestClient) -> None:
    limit = points(desk.get("/review?matter=deadline").text)[0]
    shown = text_of("<" + card(desk.get("/review").text, limit))
    assert "báo cáo định kỳ trước ngày 20/12 . <script>" not in shown
    assert "không ghi năm" in shown and "50 %" in shown


def test_confirming_takes_a_point_away_and_says_who_did(desk: TestClient, config: Config) -> None:
    answer = desk.post(
        "/review/4?back=/review", data={"action": "accept", "by": "Lan", "next": "abc"}, headers=SAME_ORIGIN
    )
    assert answer.url.path == "/review"
    assert "4" not in points(answer.text)
    with open_catalogue(config.catalogue) as catalogue:
        made = corrections_of(catalogue, 4)
    assert [(c.field, c.made_by) for c in made] == [("confirmed", "Lan")]


def test_one_goes_on_with_the_next_point(desk: TestClient) -> None:
    first, second, _ = points(desk.get("/review").text)
    assert f'name="next" value="{second}"' in card(desk.get("/review").text, first)
    data = {"action": "accept", "next": second}
    answer = desk.post("/review/4?back=/review", data=data, headers=SAME_ORIGIN, follow_redirects=False)
    assert answer.headers["location"] == f"/review#point-{second}"


def test_a_candidate_is_chosen_with_one_button(desk: TestClient, config: Config) -> None:
    page = desk.get("/review?matter=ambiguous").text
    (mention,) = points(page)
    buttons = re.findall(r'name="choice" value="([^"]*)">(.*?)</button>', page)
    assert ["An Giang" in words for _, words in buttons] == [True, False] or len(buttons) == 2
    value = next(v for v, words in buttons if "06/05/2025" in words).replace("&#34;", '"')
    desk.post(f"/review/{mention}", data={"choice": value, "by": "Lan"}, headers=SAME_ORIGIN)
    with open_catalogue(config.catalogue) as catalogue:
        settled = doubt_of(catalogue, mention)
    assert not settled.is_ambiguous
    assert dict(settled.values)["issuer"] == "Ủy ban nhân dân tỉnh An Giang"
    assert points(desk.get("/review?matter=ambiguous").text) == []
    assert re.search(r'href="/document/2">Kế hoạch số 8/KH-UBND</a>', desk.get("/document/3").text)


def test_a_choice_that_is_none_is_refused(desk: TestClient) -> None:
    (mention,) = points(desk.get("/review?matter=ambiguous").text)
    answer = desk.post(f"/review/{mention}", data={"choice": '[["issuer", "Ai đó"]]'}, headers=SAME_ORIGIN)
    assert answer.status_code == 422 and "không còn nữa" in answer.text


def test_a_year_that_was_taken_for_granted_can_be_the_next(desk: TestClient) -> None:
    (limit,) = points(desk.get("/review?matter=deadline").text)
    assert "20/12/2026" in card(desk.get("/review").text, limit)


def test_only_fields_that_were_changed_are_put_right(desk: TestClient, config: Config) -> None:
    form = {"action": "correct", "number": "155/TM-SYT", "title": "", "date": "10/11/2017", "issuer": ""}
    desk.post("/review/4", data=form, headers=SAME_ORIGIN)
    with open_catalogue(config.catalogue) as catalogue:
        made = {c.field: c.value for c in corrections_of(catalogue, 4)}
    assert made == {"number": "155/TM-SYT", "date": "2017-11-10"}
    assert "155/TM-SYT" in desk.get("/search?q=155 tm syt").text


def test_a_form_in_which_nothing_was_changed_records_nothing(desk: TestClient) -> None:
    desk.post("/review/4", data={"action": "correct", "title": ""}, headers=SAME_ORIGIN)
    assert "4" in points(desk.get("/review").text)


@pytest.mark.parametrize(
    "form", [{"date": "32/13/2017"}, {"date": "hôm qua"}, {"relation": "bịa"}], ids=["no day", "words", "no relation"]
)
def test_values_that_make_no_sense_are_refused(desk: TestClient, form: dict[str, str]) -> None:
    (mention,) = points(desk.get("/review?matter=ambiguous").text)
    answer = desk.post(f"/review/{mention}", data={"action": "correct"} | form, headers=SAME_ORIGIN)
    assert answer.status_code == 422
    assert points(desk.get("/review?matter=ambiguous").text) == [mention]


@pytest.mark.parametrize(
    ("field", "said", "kept"),
    [
        ("date", "5/1/2025", "2025-01-05"),
        ("end_date", "05.01.2025", "2025-01-05"),
        ("date", "10/2025", "2025-10"),
        ("date", "2025-10-02", "2025-10-02"),
        ("date", "", None),
        ("number", "5/1/2025", "5/1/2025"),
        ("extent", "part", "part"),
    ],
)
def test_days_are_taken_as_people_write_them(field: str, said: str, kept: str | None) -> None:
    assert value_of(field, said) == kept


def test_a_lower_mark_asks_less(desk: TestClient) -> None:
    shown = desk.get("/review?below=0.4").text
    assert "thời hạn <span" in shown and len(points(shown)) == 3  # the note still asks about the deadline


def test_many_points_come_in_pages(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "SOME", 2)
    first, second = desk.get("/review").text, desk.get("/review?page=2").text
    assert (len(points(first)), len(points(second))) == (2, 1)
    assert 'rel="next"' in first and 'rel="next"' not in second


def test_one_fact_can_be_put_right_from_its_paper(desk: TestClient) -> None:
    page = desk.get("/document/3").text
    address = re.findall(r'href="(/review/\w+\?back=[^"]*)">sửa', page)[0]
    assert "Xác nhận hoặc sửa" in desk.get(address).text
