"""What the rows of tasks tell, many at a time: who was given each, by when, and what became of its paper."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.catalogue.lookup_tables import CHANGES
from pipeline.catalogue.recurrence import next_day
from pipeline.catalogue.schema import Catalogue


@dataclass(frozen=True, slots=True)
class Limit:
    """A deadline of a task: its words, the next day it falls on as of the day of asking, and how it was meant."""

    text: str
    kind: str
    day: date | None
    inclusive: bool | None
    rrule: str | None
    tentative: bool

    @property
    def last_day(self) -> date | None:
        """The last day on which the task is still in time: the day before, for `trước ngày`."""
        return self.day - timedelta(days=1) if self.day and self.inclusive is False else self.day


def rows_of(catalogue: Catalogue, listed: str) -> dict[str, sqlite3.Row]:
    """Return the rows of tasks (listed as JSON), with their papers, the last word on each, and what came later."""
    ended = "e.relation IN ('thay thế', 'bãi bỏ') AND e.extent = 'whole'"
    changed = "e.relation IN ('sửa đổi bổ sung', 'đính chính')"
    later = """(SELECT coalesce(b.number, b.name) FROM identity i
                     JOIN edge e ON e.target = coalesce(i.merged, i.id) AND e.{}
                     JOIN citation c ON c.edge = e.id JOIN document b ON b.id = c.document
                WHERE i.id = d.identity AND {} ORDER BY b.date {}, b.sha256 LIMIT 1)"""
    rows = catalogue.rows(
        f"""SELECT a.*, d.number, d.title AS document_title, d.issuer, d.date AS issued, l.state AS said,
                   coalesce(l.day, substr(l.said_at, 1, 10)) AS said_of,
                   {later.format(CHANGES, ended, "")} AS replaced_by,
                   {later.format(CHANGES, changed, "DESC")} AS changed_by
            FROM json_each(?) n CROSS JOIN assignment a ON a.id = n.value JOIN document d ON d.id = a.document
                 LEFT JOIN ledger l ON l.id = (SELECT max(id) FROM ledger
                                               WHERE assignment = a.id AND state IS NOT NULL)""",
        listed,
    )
    return {row["id"]: row for row in rows}


def given_to(catalogue: Catalogue, listed: str) -> dict[str, list[tuple[str, int, str]]]:
    """Return of each task the bodies it is given to: in which capacity, which row, by what name."""
    rows = catalogue.rows(
        """SELECT n.value AS id, ab.capacity, b.id AS body, b.name
           FROM json_each(?) n CROSS JOIN assignment_body ab ON ab.assignment = n.value
                JOIN body b ON b.id = ab.body""",
        listed,
    )
    found: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for row in rows:
        found[row["id"]].append((row["capacity"], row["body"], row["name"]))
    return found


def limits_of(catalogue: Catalogue, listed: str, as_of: date) -> dict[str, list[Limit]]:
    """Return the deadlines of each task, in the order of its paper."""
    rows = catalogue.rows(
        """SELECT n.value AS id, l.text, l.kind, l.end_date, l.inclusive, l.rrule, l.tentative
           FROM json_each(?) n CROSS JOIN assignment_deadline ad ON ad.assignment = n.value
                JOIN deadline l ON l.id = ad.deadline ORDER BY l.document, l.ordinal""",
        listed,
    )
    found: dict[str, list[Limit]] = defaultdict(list)
    for row in rows:
        day = date.fromisoformat(row["end_date"]) if row["end_date"] else next_day(row["rrule"], as_of)
        inclusive = None if row["inclusive"] is None else bool(row["inclusive"])
        found[row["id"]].append(Limit(row["text"], row["kind"], day, inclusive, row["rrule"], bool(row["tentative"])))
    return found
