"""The days on which a recurring deadline falls, and how many working days are left until one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from corpus.working_days import WorkingDays

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


def working_days_left(calendar: WorkingDays, as_of: date, last_day: date) -> int:
    """Return how many working days come after `as_of` up to the last day; below nought when that has passed.

    From more than a year the working days are reckoned, five in seven.
    """
    days = (last_day - as_of).days
    if abs(days) > LONGEST.days:
        return days * 5 // 7
    first, last = sorted((as_of, last_day))
    count = sum(calendar.is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    return count if last_day >= as_of else -count
