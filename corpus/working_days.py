"""Working days, and periods counted as the Civil Code counts them (Bộ luật Dân sự 91/2015/QH13, art. 144 to 148)."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from corpus.tables import Row

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)

Unit = Literal["day", "working day", "week", "month", "year"]


class WorkingDays:
    """The calendar of public offices: Monday to Friday, less the holidays of the Labour Code and the days swapped.

    The holidays are those of the `holidays` package, corrected by `holidays.csv` (`off`: no work that day, `on`: work
    although it is a weekend), which an office extends each year from the notice of the Government.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._swapped = {date.fromisoformat(row["day"]): row["state"] == "on" for row in rows}

    def is_working_day(self, day: date) -> bool:
        """Tell whether public offices work on `day`."""
        if day in self._swapped:
            return self._swapped[day]
        return day.weekday() < _SATURDAY and day not in self._holidays

    def next_working_day(self, day: date) -> date:
        """Return `day` itself where offices work on it, else the first day after it on which they do (art. 148.5)."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`; `day` itself is not counted (art. 147.2)."""
        step = _ONE_DAY if count >= 0 else -_ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def end_of_period(self, event: date, count: int, unit: Unit) -> date:
        """Return the last day of a period that runs from an event (art. 147 and 148).

        The day of the event is not counted; a period of weeks, months or years ends on the same day of the week or
        month, or on the last day of a shorter month; an end that is no working day moves to the next one.
        """
        if unit == "working day":
            return self.add_working_days(event, count)
        if unit in ("day", "week"):
            return self.next_working_day(event + timedelta(days=count * (7 if unit == "week" else 1)))
        return self.next_working_day(_add_months(event, count * (12 if unit == "year" else 1)))

    @cached_property
    def _holidays(self) -> _Holidays:
        return _Holidays()


class _Holidays:
    """The holidays package behind one question, loaded when it is first asked."""

    def __init__(self) -> None:
        import holidays

        self._vietnam = holidays.country_holidays("VN")

    def __contains__(self, day: date) -> bool:
        return day in self._vietnam


def _add_months(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
