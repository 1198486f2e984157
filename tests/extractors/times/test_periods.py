"""Periods as papers print them, with their first and last day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.times.periods import find_periods


def ends(text: str) -> list[tuple[str, date, date]]:
    return [(" ".join(p.span.of(text).split()), p.first, p.last) for p in find_periods(text)]


@pytest.mark.parametrize(
    ("text", "printed", "first", "last"),
    [
        ("xong trước ngày 05/9/2026", "ngày 05/9/2026", date(2026, 9, 5), date(2026, 9, 5)),
        ("ngày 05 tháng 9 năm\n\n 2026", "ngày 05 tháng 9 năm 2026", date(2026, 9, 5), date(2026, 9, 5)),
        ("trong tháng 02/2028", "tháng 02/2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("trong tháng 4 năm 2026", "tháng 4 năm 2026", date(2026, 4, 1), date(2026, 4, 30)),
        ("trong quý I năm 2026", "quý I năm 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("Quý IV/2026", "Quý IV/2026", date(2026, 10, 1), date(2026, 12, 31)),
        ("6 tháng đầu năm 2026", "6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
        ("đến cuối năm 2027", "cuối năm 2027", date(2027, 12, 31), date(2027, 12, 31)),
        ("giữa tháng 5/2026", "giữa tháng 5/2026", date(2026, 5, 15), date(2026, 5, 15)),
        ("giai đoạn 2026 - 2030", "giai đoạn 2026 - 2030", date(2026, 1, 1), date(2030, 12, 31)),
        ("từ ngày 10 đến ngày 20/3/2026", "ngày 10 đến ngày 20/3/2026", date(2026, 3, 10), date(2026, 3, 20)),
        ("28/12/2026-03/01/2027", "28/12/2026-03/01/2027", date(2026, 12, 28), date(2027, 1, 3)),
        ("năm 2026", "năm 2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_first_and_last_day(text: str, printed: str, first: date, last: date) -> None:
    assert ends(text) == [(printed, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "ngày 31/02/2026",
        "trẻ từ 24 tháng tuổi",
        "số 71/2025/QĐ-UBND",
        "quý khách",
        "giai đoạn 2030 - 2026",
        "đạt 6/26%",
    ],
)
def test_no_period(text: str) -> None:
    assert not ends(text)


def test_undated_day_is_the_next_one() -> None:
    [period] = find_periods("trước ngày 15/12")
    assert not period.dated
    assert period.next_after(date(2025, 11, 20)).last == date(2025, 12, 15)
    assert period.next_after(date(2025, 12, 15)).last == date(2025, 12, 15)
    assert period.next_after(date(2025, 12, 16)).last == date(2026, 12, 15)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for printed in (f"ngày {day:%d/%m/%Y}", f"ngày {day:%d} tháng {day.month} năm {day.year}"):
        assert [(p.first, p.last) for p in find_periods(printed)] == [(day, day)]


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_undated_never_ends_before_its_anchor(day: date, anchor: date) -> None:
    for period in find_periods(f"trước ngày {day.day}/{day.month}"):
        assert period.next_after(anchor).last >= anchor or (day.month, day.day) == (2, 29)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("trong tháng 3 và tháng 4/2027", date(2027, 3, 1), date(2027, 4, 30)),
        ("tháng 9-10/2026", date(2026, 9, 1), date(2026, 10, 31)),
        ("quý II, III/2026", date(2026, 4, 1), date(2026, 9, 30)),
        ("từ năm 2026 đến năm 2029", date(2026, 1, 1), date(2029, 12, 31)),
    ],
)
def test_runs_of_months_quarters_and_years(text: str, first: date, last: date) -> None:
    (found,) = find_periods(text)
    assert (found.first, found.last) == (first, last)


def test_two_months_between_blanks_and_dashes_are_no_day() -> None:
    text = "Thời gian\n09 - 10/2026\n03-10-2026"
    assert [(p.span.of(text), p.unit) for p in find_periods(text)] == [
        ("09 - 10/2026", "month"),
        ("03-10-2026", "day"),
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("tuần đầu tháng 10/2025", "2025-10-01", "2025-10-07"),
        ("tuần cuối tháng 02/2026", "2026-02-22", "2026-02-28"),
        ("tuần 2 tháng 12/2026", "2026-12-08", "2026-12-14"),
        ("tuần thứ 3 của tháng 6 năm 2026", "2026-06-15", "2026-06-21"),
        ("đầu tháng 10/2025", "2025-10-01", "2025-10-01"),
    ],
)
def test_a_week_of_a_month_is_a_week(text: str, first: str, last: str) -> None:
    [period] = find_periods(text)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
