from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.knowledge import Knowledge
from corpus.working_days import Unit

CALENDAR = Knowledge.load().calendar
DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 1))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 11, 21), True),
        (date(2025, 11, 22), False),  # Saturday
        (date(2025, 9, 2), False),
        (date(2025, 4, 26), True),  # a Saturday worked for 2 May
        (date(2025, 5, 2), False),
        (date(2026, 1, 2), False),  # swapped for the Saturday after
        (date(2026, 1, 10), True),
        (date(2026, 2, 18), False),  # Tết
        (date(2025, 11, 24), True),
        (date(2026, 11, 24), False),  # a holiday since 2026
        (date(2027, 11, 24), False),
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert CALENDAR.is_working_day(day) is works


@pytest.mark.parametrize(
    ("event", "count", "unit", "end"),
    [
        (date(2025, 11, 20), 5, "working day", date(2025, 11, 27)),
        (date(2025, 12, 30), 2, "working day", date(2026, 1, 5)),
        (date(2025, 11, 20), 10, "day", date(2025, 12, 1)),  # 30 November is a Sunday
        (date(2025, 11, 20), 2, "week", date(2025, 12, 4)),
        (date(2025, 8, 31), 6, "month", date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28)),
        (date(2025, 12, 15), 1, "month", date(2026, 1, 15)),
    ],
)
def test_periods_of_the_civil_code(event: date, count: int, unit: Unit, end: date) -> None:
    assert CALENDAR.end_of_period(event, count, unit) == end


@given(DAYS, st.integers(1, 30))
def test_adding_working_days_counts_each_of_them(day: date, count: int) -> None:
    end = CALENDAR.add_working_days(day, count)
    between = [date.fromordinal(n) for n in range(day.toordinal() + 1, end.toordinal() + 1)]
    assert sum(map(CALENDAR.is_working_day, between)) == count
    assert CALENDAR.is_working_day(end)


@given(DAYS, st.integers(0, 40), st.sampled_from(["day", "working day", "week", "month", "year"]))
def test_a_period_never_ends_before_its_event(day: date, count: int, unit: Unit) -> None:
    assert CALENDAR.end_of_period(day, count, unit) >= day


@given(DAYS)
def test_the_next_working_day_of_a_working_day_is_itself(day: date) -> None:
    after = CALENDAR.next_working_day(day)
    assert CALENDAR.next_working_day(after) == after >= day
