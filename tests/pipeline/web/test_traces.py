"""A chain shows what cites, what is missing, what conflicts, and how it stood on a day."""

from __future__ import annotations

import re

import pytest

from tests.pipeline.web.conftest import TestClient
from tests.pipeline.web.test_views import text_of


def test_a_chain_shows_what_cites_and_where_dates_conflict(browser: TestClient) -> None:
    page = browser.get("/trace?number=05-CT/TW").text
    shown = text_of(page)
    assert "căn cứ Kế hoạch 12/KH-UBND" in shown
    assert "14/05/2016 05-CT/TW (chính văn bản đó)" in shown and "15/05/2016 12/KH-UBND" in shown
    assert 'marker-end="url(#tip)"' in page
    assert "05-CT/TW" in browser.get("/conflicts").text


def test_a_chain_leads_to_the_place_of_the_citation(browser: TestClient) -> None:
    page = browser.get("/trace?number=05-CT/TW").text
    fact = re.findall(r'in tại <a href="/fact/(\w+)">12/KH-UBND</a>', page)[0]
    assert f"#fact-{fact}" in browser.get(f"/fact/{fact}", follow_redirects=False).headers["location"]


def test_what_is_missing_or_conflicts_is_told_in_words_and_signs(browser: TestClient) -> None:
    shown = text_of(browser.get("/trace?number=05-CT/TW").text)
    assert "2 có trong mục lục 0 ∅ chưa có 1 ⚠ mâu thuẫn" in shown
    assert "⚠ Mâu thuẫn về ngày của Chỉ thị 05-CT/TW" in shown


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("until=2025-03-01", True),
        ("until=2025-02-28", False),
        ("relation=căn cứ", True),
        ("relation=thay thế", False),
    ],
)
def test_a_chain_is_narrowed_by_day_and_relation(browser: TestClient, query: str, is_there: bool) -> None:
    shown = text_of(browser.get(f"/trace?number=05-CT/TW&{query}").text)
    assert ("căn cứ Kế hoạch 12/KH-UBND" in shown) is is_there


def test_what_later_papers_say_makes_no_conflict_before(browser: TestClient) -> None:
    assert "⚠ Mâu thuẫn" not in browser.get("/trace?number=05-CT/TW&until=2025-02-28").text


@pytest.mark.parametrize(("form", "begins"), [("svg", "<svg"), ("dot", "digraph"), ("graphml", "<?xml")])
def test_a_chain_is_handed_out_for_other_programs(browser: TestClient, form: str, begins: str) -> None:
    answer = browser.get(f"/trace.{form}?number=05-CT/TW")
    assert answer.text.startswith(begins) and "12/KH-UBND" in answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
