"""Data are put into words, in both languages."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

import pipeline
from pipeline.text import Span
from pipeline.web.wording import WORDS, address, day, days_left, duration, one_line, percent, pieces, rhythm, word

ROOT = Path(pipeline.__file__).parent
ENGLISH = {e["vi"] for e in tomllib.loads((ROOT / "locale/en.toml").read_text("utf-8"))["message"]}
SPOKEN = {
    message
    for template in (ROOT / "web/templates").glob("*.html")
    for message in re.findall(r'_\("([^"]+)"', template.read_text("utf-8"))
}


def test_everything_that_pages_say_has_its_english() -> None:
    words = {words for kind in WORDS.values() for words in kind.values()}
    assert len(SPOKEN) > 100
    assert sorted((SPOKEN | words) - ENGLISH) == []


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2025, 6, 10), "10/06/2025"),
        ("2025-06-10", "10/06/2025"),
        ("2025-10", "10/2025"),
        ("2025", "2025"),
        (None, ""),
    ],
)
def test_days_are_written_as_in_vietnam(value: date | str | None, written: str) -> None:
    assert day(value) == written


def test_a_long_text_is_cut_after_a_word() -> None:
    assert one_line("Giao Sở\nY tế  chủ trì", 12) == "Giao Sở Y …"
    assert one_line("Giao Sở\nY tế") == "Giao Sở Y tế"
    assert one_line(None) == ""


def test_an_address_leaves_out_what_is_empty() -> None:
    assert address("/trace", number="09-CT/TW", depth=None, q="") == "/trace?number=09-CT%2FTW"
    assert address("/") == "/"


def test_lit_pieces_make_up_the_text() -> None:
    found = pieces("an ninh mạng", [Span(0, 2), Span(3, 7)])
    assert "".join(words for words, _ in found) == "an ninh mạng"
    assert [words for words, is_lit in found if is_lit] == ["an", "ninh"]


def test_days_left_are_counted_from_the_day_of_asking() -> None:
    assert days_left(date(2025, 6, 9), date(2025, 6, 1)) == 8
    assert days_left(None, date(2025, 6, 1)) is None


def test_shares_and_words() -> None:
    assert percent(0.975) == "98 %" and percent(None) == ""
    assert word("state", "overdue", "en") == "overdue"
    assert word("state", "không có từ này", "vi") == "không có từ này"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "hằng ngày"),
        ("FREQ=WEEKLY;BYDAY=TH", "thứ Năm hằng tuần"),
        ("FREQ=MONTHLY;INTERVAL=3", "hằng quý"),
        ("FREQ=MONTHLY;INTERVAL=6", "6 tháng một lần"),
        ("FREQ=MONTHLY;BYMONTHDAY=25", "ngày 25 hằng tháng"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20", "ngày 20 tháng 3, 6, 9, 12 hằng năm"),
        ("FREQ=YEARLY;BYSETPOS=1", "FREQ=YEARLY;BYSETPOS=1"),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1"),
        (None, ""),
    ],
)
def test_how_a_deadline_recurs_in_words(rule: str | None, words: str) -> None:
    assert rhythm(rule, "vi") == words


@pytest.mark.parametrize(
    ("offset", "words"),
    [("P15D", "15 ngày"), ("PT30M", "30 phút"), ("P2M", "2 tháng"), ("-PT4H", "trước 4 giờ"), ("P1DT2H", "P1DT2H")],
)
def test_how_long_after_an_event_in_words(offset: str, words: str) -> None:
    assert duration(offset, "vi") == words


def test_working_days_are_told_as_such() -> None:
    assert duration("-P5D", "vi", working=True) == "trước 5 ngày làm việc"
    assert duration("P2M", "vi", working=True) == "2 tháng"
