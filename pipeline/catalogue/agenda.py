"""The agenda: which tasks fall on which days, in order. A few columns of each tell, so that long lists cost little."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pipeline.catalogue.facts import to_text
from pipeline.catalogue.recurrence import day_before, days_of, next_day
from pipeline.catalogue.schema import Catalogue

COLUMNS = "a.id, a.document, a.start, l.end_date, l.inclusive, l.rrule"
OF_BODIES = """(SELECT DISTINCT ab.assignment AS id FROM json_each(:bodies) n
                CROSS JOIN assignment_body ab ON ab.body = n.value) t CROSS JOIN assignment a ON a.id = t.id"""
ITS_LIMITS = "LEFT JOIN assignment_deadline ad ON ad.assignment = a.id LEFT JOIN deadline l ON l.id = ad.deadline"
BY_DAY = """deadline l CROSS JOIN assignment_deadline ad ON ad.deadline = l.id
            CROSS JOIN assignment a ON a.id = ad.assignment"""
LAST_WORD = """LEFT JOIN ledger w ON w.id = (SELECT max(id) FROM ledger
                                           WHERE assignment = a.id AND state IS NOT NULL)"""
RECURS = "l.rrule IS NOT NULL AND l.kind = 'recurring'"
STANDS = """NOT EXISTS (SELECT 1 FROM identity i JOIN edge e ON e.target = coalesce(i.merged, i.id)
                        WHERE i.id = d.identity AND e.relation IN ('thay thế', 'bãi bỏ') AND e.extent = 'whole')"""


@dataclass(frozen=True, slots=True)
class Item:
    """A task and the last day on which it is in time, `date.max` where it has none; ordered by that day."""

    day: date
    document: int
    start: int
    task: str
    recurs: bool = False


def items(
    catalogue: Catalogue, *, bodies: Iterable[int] | None, document: int | None, due_before: date | None, as_of: date
) -> list[Item]:
    """Return all tasks of some bodies, or of everybody, each once, by its earliest last day."""
    source = f"assignment a {ITS_LIMITS}" if bodies is None else f"{OF_BODIES} {ITS_LIMITS}"
    rows = catalogue.db.execute(
        f"""SELECT {COLUMNS} FROM {source} JOIN document d ON d.id = a.document
            WHERE d.withdrawn_at IS NULL AND (:document IS NULL OR a.document = :document)""",
        {"bodies": to_text(sorted(bodies or ())), "document": document},
    )
    earliest: dict[str, Item] = {}
    for row in rows:
        item = Item(_last_day(row, as_of) or date.max, row["document"], row["start"], row["id"])
        if row["id"] not in earliest or item.day < earliest[row["id"]].day:
            earliest[row["id"]] = item
    kept = (item for item in earliest.values() if due_before is None or item.day < due_before)
    return sorted(kept, key=_place_of)


def items_due(catalogue: Catalogue, *, bodies: Iterable[int] | None, until: date, as_of: date, most: int) -> list[Item]:
    """Return the tasks not done of papers that stand, up to a day, recurring ones once for each time; `most` of either.

    A task with several last days is told by the earliest.
    """
    source = BY_DAY if bodies is None else f"{OF_BODIES} {ITS_LIMITS.replace('LEFT ', '')}"
    asked = f"""SELECT {COLUMNS}, w.state AS said, coalesce(w.day, substr(w.said_at, 1, 10)) AS said_of
                FROM {source} JOIN document d ON d.id = a.document {LAST_WORD}
                WHERE d.withdrawn_at IS NULL AND {STANDS}"""
    values = {"bodies": to_text(sorted(bodies or ())), "until": (until + timedelta(days=1)).isoformat(), "most": most}
    once = f"""{asked} AND l.end_date <= :until AND NOT ({RECURS}) AND coalesce(w.state, 'open') = 'open'
               ORDER BY l.end_date, a.document, a.start LIMIT :most"""
    again = f"{asked} AND {RECURS} AND coalesce(w.state, '') <> 'not applicable' LIMIT :most"
    found: dict[str, Item] = {}
    for row in catalogue.db.execute(once, values):
        day = _last_day(row, as_of)
        if day and day <= until:
            found.setdefault(row["id"], Item(day, row["document"], row["start"], row["id"]))
    times = (item for row in catalogue.db.execute(again, values) for item in _times(row, as_of, until))
    return sorted({*found.values(), *times}, key=_place_of)


def _place_of(item: Item) -> tuple[date, int, int, str]:
    return item.day, item.document, item.start, item.task


def _times(row: sqlite3.Row, as_of: date, until: date) -> Iterator[Item]:
    """Yield each time a recurring task falls due, but those before which it was done since the time before."""
    for day in _days(row["rrule"], as_of, until):
        last = day - timedelta(days=1) if row["inclusive"] == 0 else day
        before = day_before(row["rrule"], day) if row["said"] == "done" else None
        done = row["said"] == "done" and row["said_of"] and (before is None or row["said_of"] > before.isoformat())
        if not done:
            yield Item(last, row["document"], row["start"], row["id"], recurs=True)


def _last_day(row: sqlite3.Row, as_of: date) -> date | None:
    day = date.fromisoformat(row["end_date"]) if row["end_date"] else _next_day(row["rrule"], as_of)
    return day - timedelta(days=1) if day and row["inclusive"] == 0 else day


@lru_cache(maxsize=4096)
def _next_day(rrule: str | None, as_of: date) -> date | None:
    return next_day(rrule, as_of)


@lru_cache(maxsize=4096)
def _days(rrule: str | None, as_of: date, until: date) -> tuple[date, ...]:
    return days_of(rrule, as_of, until)
