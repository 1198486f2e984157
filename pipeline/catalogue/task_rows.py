"""What the rows of tasks tell, many at a time: who was given each, by when, what was said, what became of its paper."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.catalogue.lookup_tables import CHANGES, LAST_DAY
from pipeline.catalogue.recurrence import next_day
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.standing import BY_THEN, DAY

LEAD = "coalesce((SELECT leads FROM twin WHERE assignment = n.value), n.value)"  # the task that a copy is told with


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


@dataclass(frozen=True, slots=True)
class Saying:
    """An entry of the ledger: what a person said of a task, and when.

    `state` is done (on `day`, where they told one), open or not applicable; `due` the day to which they put it off.
    """

    state: str | None
    day: date | None
    due: date | None
    note: str | None
    said_at: str
    said_by: str


@dataclass(frozen=True, slots=True)
class Copied:
    """Where a task stands in another copy of its paper, and its last day as it is read there."""

    task: str
    document: int
    number: str | None
    name: str
    last_day: date | None


def rows_of(catalogue: Catalogue, listed: str, as_of: date) -> dict[str, sqlite3.Row]:
    """Return the rows of tasks (listed as JSON), with their papers and what came later, up to a day."""
    ended = "e.relation IN ('thay thế', 'bãi bỏ') AND e.extent = 'whole'"
    changed = "e.relation IN ('sửa đổi bổ sung', 'đính chính')"
    day = DAY.format("e.source")
    later = """(SELECT coalesce(o.number, o.title, '?') FROM identity i
                     JOIN edge e ON e.target = coalesce(i.merged, i.id) AND e.{} JOIN identity o ON o.id = e.source
                WHERE i.id = d.identity AND {} AND {} ORDER BY {} LIMIT 1)"""
    by_then = BY_THEN.format("e.source", ":as_of")
    rows = catalogue.rows(
        f"""SELECT a.*, d.number, d.name AS document_name, d.title AS document_title, d.issuer, d.date AS issued,
                   {later.format(CHANGES, ended, by_then, f"{day} IS NULL, {day}, o.number")} AS replaced_by,
                   {later.format(CHANGES, changed, by_then, f"{day} DESC, o.number")} AS changed_by
            FROM json_each(:listed) n CROSS JOIN assignment a ON a.id = n.value JOIN document d ON d.id = a.document""",
        {"listed": listed, "as_of": as_of.isoformat()},
    )
    return {row["id"]: row for row in rows}


def sayings_of(catalogue: Catalogue, listed: str) -> dict[str, list[Saying]]:
    """Return what people said of each task, in whichever copy of its paper, the first words first."""
    rows = catalogue.rows(
        f"""SELECT n.value AS id, l.* FROM json_each(?) n CROSS JOIN ledger l ON l.task = {LEAD} ORDER BY l.id""",
        listed,
    )
    found: dict[str, list[Saying]] = defaultdict(list)
    for row in rows:
        day, due = (date.fromisoformat(row[name]) if row[name] else None for name in ("day", "due"))
        found[row[0]].append(Saying(row["state"], day, due, row["note"], row["said_at"], row["said_by"]))
    return found


def copies_of(catalogue: Catalogue, listed: str) -> dict[str, list[Copied]]:
    """Return where each task stands in other copies of its paper."""
    rows = catalogue.rows(
        f"""SELECT n.value AS id, b.id AS task, d.id AS document, d.number, d.name,
                   (SELECT min({LAST_DAY}) FROM assignment_deadline ad JOIN deadline l ON l.id = ad.deadline
                    WHERE ad.assignment = b.id) AS last_day
            FROM json_each(?) n
                 CROSS JOIN assignment b ON b.id IN (
                     SELECT {LEAD} UNION ALL SELECT assignment FROM twin WHERE leads = {LEAD}) AND b.id <> n.value
                 JOIN document d ON d.id = b.document
            ORDER BY d.sha256""",
        listed,
    )
    found: dict[str, list[Copied]] = defaultdict(list)
    for row in rows:
        last_day = date.fromisoformat(row["last_day"]) if row["last_day"] else None
        found[row[0]].append(Copied(row["task"], row["document"], row["number"], row["name"], last_day))
    return found


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
