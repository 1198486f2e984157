"""Tasks as a calendar, for the phone and the calendar of the office."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from pipeline.catalogue.recurrence import days_of
from pipeline.catalogue.task_rows import Limit
from pipeline.catalogue.tasks import Task

ONE_DAY = timedelta(days=1)
AHEAD = timedelta(days=5 * 366)  # a time "before" the days of a rule is entered day by day, as no rule names it


def calendar(tasks: Sequence[Task], *, as_of: date) -> bytes:
    """Return the tasks that have a day as iCalendar (RFC 5545), an entry for each deadline.

    An entry keeps its UID from one export to the next, so that a calendar that reads it again changes what it has.
    """
    from icalendar import Calendar, Event, vRecur

    made = Calendar()
    made.add("prodid", "-//Văn Thư//vanthu//VI")
    made.add("version", "2.0")
    for uid, task, limit in _dated(tasks):
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", datetime.combine(as_of, time(), UTC))
        event.add("dtstart", task.last_day if limit.last_day == task.set_day else limit.last_day)
        event.add("summary", _summary(task))
        event.add("description", " ".join(task.text.split()))
        if task.agencies:
            event.add("categories", list(task.agencies))
        event.add("status", "CONFIRMED" if task.state in ("open", "overdue") else "CANCELLED")
        if limit.rrule and limit.day == limit.last_day:
            event.add("rrule", vRecur.from_ical(limit.rrule))
        elif limit.rrule and limit.day:
            later = days_of(limit.rrule, limit.day + ONE_DAY, limit.day + AHEAD)
            event.add("rdate", [day - ONE_DAY for day in later], parameters={"VALUE": "DATE"})
        made.add_component(event)
    return bytes(made.to_ical())


def _dated(tasks: Sequence[Task]) -> Iterator[tuple[str, Task, Limit]]:
    """Yield each deadline that has a day once, with its UID: of the task, and of the words of the deadline.

    A task of several copies is named by the one that was filed first, so that one filed later changes nothing.
    """
    seen: set[str] = set()
    for task in tasks:
        _, first = min([(task.document, task.id), *((copy.document, copy.task) for copy in task.copies)])
        for limit in task.limits:
            words = hashlib.sha256(" ".join(limit.text.split()).encode()).hexdigest()[:8]
            uid = f"{first}.{words}@vanthu"
            if limit.last_day and uid not in seen:
                seen.add(uid)
                yield uid, task, limit


def _summary(task: Task) -> str:
    words = " ".join(task.text.split())
    short = words if len(words) <= 80 else words[:79].rsplit(" ", 1)[0] + "…"
    return f"{short} ({task.number or task.document_title or task.document})"
