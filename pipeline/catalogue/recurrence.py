"""The days on which a recurring deadline falls."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

LONGEST = timedelta(days=366)  # between two times of a rule that names a day of its own


def next_day(rrule: str | None, as_of: date) -> date | None:
    """Return the first day from `as_of` on that a rule names a day of its own; None for a bare `hằng năm`."""
    return next(iter(days_of(rrule, as_of, as_of + LONGEST)), None)


def day_before(rrule: str | None, day: date) -> date | None:
    """Return the last day before `day` that a rule names, None where there is none within a year."""
    days = days_of(rrule, day - LONGEST, day - timedelta(days=1))
    return days[-1] if days else None


def days_of(rrule: str | None, first: date, last: date) -> tuple[date, ...]:
    """Return the days from `first` to `last` that a rule names; none for a bare `hằng năm`, or a rule that is none."""
    from dateutil.rrule import rrulestr

    if not rrule or "FREQ" not in rrule or "BY" not in rrule:
        return ()
    start = datetime.combine(first, time())
    try:
        rule = rrulestr(rrule, dtstart=start)
        return tuple(day.date() for day in rule.between(start, datetime.combine(last, time()), inc=True))
    except ValueError:
        return ()
