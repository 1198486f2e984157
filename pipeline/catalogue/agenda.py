"""The agenda: which tasks fall on which days, in order, read only as far as it is asked for."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import Any

from pipeline.catalogue.facts import to_text
from pipeline.catalogue.lookup_tables import AGENDA, COPIED, EVERYBODY, LEADS
from pipeline.catalogue.recurrence import day_before, days_of, next_day
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.standing import BY_THEN

BEFORE = " <"  # ends a rule whose tasks are to be done before the days it names
ONE_DAY = timedelta(days=1)
LAST_WORD = """LEFT JOIN ledger w ON w.id = (SELECT max(id) FROM ledger
                                           WHERE task = g.assignment AND state IS NOT NULL)"""
ON_DAYS = "g.day >= :since AND g.day < :before"
OF_RULES = "g.day = '' AND g.rule IN (SELECT value FROM json_each(:rules))"
STANDS = f"""NOT EXISTS (
    SELECT 1 FROM document d JOIN identity i ON i.id = d.identity JOIN edge e ON e.target = coalesce(i.merged, i.id)
    WHERE d.id = g.document AND e.relation IN ('thay thế', 'bãi bỏ') AND e.extent = 'whole'
      AND {BY_THEN.format("e.source", ":as_of")})"""
STATE = f"""CASE WHEN w.state IN ('done', 'not applicable') THEN w.state
                WHEN w.state IS NULL AND NOT {STANDS} THEN 'not applicable'
                WHEN g.day > '' AND g.day < :as_of THEN 'overdue' ELSE 'open' END"""
ANY_DAY = "a"  # stands after every day

# Last day, document, place in it, task, rule, what the ledger says last and of which day: ordered as they stand.
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A task and the last day on which it is in time, `date.max` where it has none."""

    day: date
    task: str
    recurs: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose tasks are wanted (None for everybody's), of which document, in which state, from and before which day."""

    bodies: tuple[int, ...] | None
    as_of: date
    document: int | None = None
    state: str | None = None
    before: date | None = None
    since: date = date.min

    @property
    def listed(self) -> tuple[int, ...]:
        """The bodies whose rows of the agenda are looked at; of a document also what is told with its copies."""
        if self.bodies is not None:
            return self.bodies
        return (EVERYBODY,) if self.document is None else (EVERYBODY, COPIED)

    @property
    def values(self) -> dict[str, Any]:
        """The values of queries."""
        before = self.before.isoformat() if self.before else ANY_DAY
        values = {"bodies": to_text(self.listed), "document": self.document, "state": self.state, "before": before}
        return values | {"as_of": self.as_of.isoformat(), "since": self.since.isoformat()}

    @property
    def of_document(self) -> str:
        """What tells the rows of the document."""
        return "" if self.document is None else "AND g.document = :document"

    @property
    def condition(self) -> str:
        """What tells the tasks in the state."""
        return "" if self.state is None else f"AND {STATE} = :state"


def enter_tasks(catalogue: Catalogue, document: int) -> None:
    """Enter the tasks of a filed document into the agenda."""
    catalogue.db.execute(f"INSERT INTO agenda {AGENDA.format('a.document = ?')}", (document,))
    _count(catalogue, document, "+")


def remove_tasks(catalogue: Catalogue, document: int) -> None:
    """Take the tasks of a document out of the agenda, where they are in it, while they and the document stand."""
    if not catalogue.value("SELECT EXISTS (SELECT 1 FROM agenda WHERE document = ?)", document):
        return
    _count(catalogue, document, "-")
    catalogue.db.execute("DELETE FROM agenda WHERE document = ?", (document,))


def _count(catalogue: Catalogue, document: int, sign: str) -> None:
    catalogue.db.execute(
        f"""UPDATE body SET tasks = body.tasks {sign} own.tasks, helps = body.helps {sign} own.helps FROM (
                SELECT ab.body, sum(ab.capacity = 'agency') AS tasks, sum(ab.capacity = 'partner') AS helps
                FROM assignment a JOIN document d ON d.id = a.document
                     CROSS JOIN assignment_body ab ON ab.assignment = a.id
                WHERE a.document = ? AND d.withdrawn_at IS NULL AND {LEADS} GROUP BY ab.body) own
            WHERE body.id = own.body""",
        (document,),
    )


def items(catalogue: Catalogue, wanted: Wanted) -> Iterator[Item]:
    """Yield tasks, each once, by its earliest last day."""
    falling: dict[str, list[str]] = defaultdict(list)
    for rule in _rules(catalogue, wanted):
        falling[(_next(rule, wanted.as_of) or date.max).isoformat()].append(rule)
    again = chain.from_iterable(
        ((day, *row[1:]) for row in _rows(catalogue, wanted, f"{OF_RULES} {wanted.condition}", rules=falling[day]))
        for day in sorted(falling)
        if day < wanted.values["before"]
    )
    once = _rows(catalogue, wanted, f"{ON_DAYS} {wanted.condition}")
    seen: set[str] = set()
    for day, _, _, task, *_ in heapq.merge(once, again):
        if task not in seen:
            seen.add(task)
            yield Item(date.fromisoformat(day), task)


def count_items(catalogue: Catalogue, wanted: Wanted, *, most: int) -> int:
    """Return how many tasks there are; of so many at most that are looked at."""
    if wanted.state is not None:
        return count_states(catalogue, wanted, most=most).get(wanted.state, 0)
    return int(_counted(catalogue, wanted, "SELECT '', count(DISTINCT g.assignment) FROM ({}) g", most)[0][1])


def count_states(catalogue: Catalogue, wanted: Wanted, *, most: int) -> dict[str, int]:
    """Return how many tasks are in each state; of so many at most that are looked at."""
    sql = f"SELECT {STATE}, count(DISTINCT g.assignment) FROM ({{}}) g {LAST_WORD} GROUP BY 1"
    return dict(_counted(catalogue, wanted, sql, most))


def _counted(catalogue: Catalogue, wanted: Wanted, sql: str, most: int) -> list[tuple[str, int]]:
    days = {rule: _next(rule, wanted.as_of) or date.max for rule in _rules(catalogue, wanted)}
    before = [rule for rule, day in days.items() if wanted.before is None or day < wanted.before]
    listed = f"""SELECT g.* FROM json_each(:bodies) n CROSS JOIN agenda g ON g.body = n.value
                 WHERE ({ON_DAYS} OR {OF_RULES}) {wanted.of_document} LIMIT :most"""
    values = wanted.values | {"rules": to_text(before), "most": most}
    return [(row[0], row[1]) for row in catalogue.rows(sql.format(listed), values)]


def items_due(catalogue: Catalogue, wanted: Wanted, *, until: date) -> Iterator[Item]:
    """Yield the tasks not done of papers that stand, up to a day, recurring ones once for each time.

    A task with several last days is told by the earliest.
    """
    falling: dict[str, list[str]] = defaultdict(list)
    for rule in _rules(catalogue, wanted) if wanted.state != "overdue" else ():
        for day in _days(rule, wanted.as_of, until):
            falling[day.isoformat()].append(rule)
    again = chain.from_iterable(_times(catalogue, wanted, (day, falling[day])) for day in sorted(falling))
    since, before = wanted.as_of if wanted.state == "open" else date.min, until + ONE_DAY
    before = min(before, wanted.as_of) if wanted.state == "overdue" else before
    wanted = replace(wanted, since=since, before=before)
    once = _rows(catalogue, wanted, f"{ON_DAYS} AND (w.state = 'open' OR w.state IS NULL AND {STANDS})")
    seen: set[tuple[str, str]] = set()
    for day, _, _, task, rule, *_ in heapq.merge(once, again):
        if (task, day if rule else "") not in seen:
            seen.add((task, day if rule else ""))
            yield Item(date.fromisoformat(day), task, recurs=bool(rule))


def _rows(catalogue: Catalogue, wanted: Wanted, where: str, rules: list[str] | None = None) -> Iterator[Row]:
    """Yield the rows of the agenda of each body that meet a condition, merged."""
    sql = f"""SELECT g.day, g.document, g.start, g.assignment, g.rule,
                     w.state, coalesce(w.day, substr(w.said_at, 1, 10))
              FROM agenda g {LAST_WORD} WHERE g.body = :body AND {where} {wanted.of_document}
              ORDER BY g.day, g.rule, g.document, g.start, g.assignment"""
    values = wanted.values | {"rules": to_text(rules or [])}
    streams = (map(tuple, catalogue.db.execute(sql, values | {"body": body})) for body in wanted.listed)
    yield from heapq.merge(*streams)


def _times(catalogue: Catalogue, wanted: Wanted, falling: tuple[str, list[str]]) -> Iterator[Row]:
    """Yield the tasks that rules let fall due on a day, but those done since the time before."""
    day, rules = falling
    where = f"{OF_RULES} AND coalesce(w.state, '') <> 'not applicable' AND (w.state = 'open' OR {STANDS})"
    found = []
    for row in _rows(catalogue, wanted, where, rules):
        _, document, start, task, rule, said, of = row
        before = _before(rule, date.fromisoformat(day))
        if said != "done" or not of or (before is not None and of <= before.isoformat()):
            found.append((day, document, start, task, rule, said, of))
    yield from sorted(found)


def _rules(catalogue: Catalogue, wanted: Wanted) -> list[str]:
    """Return the rules of recurring tasks, each found by one search of the agenda."""
    rows = catalogue.rows(
        """WITH RECURSIVE found(body, rule) AS (
               SELECT n.value, (SELECT min(rule) FROM agenda WHERE body = n.value AND day = '')
               FROM json_each(:bodies) n
               UNION ALL
               SELECT body, (SELECT min(rule) FROM agenda g
                             WHERE g.body = found.body AND day = '' AND g.rule > found.rule)
               FROM found WHERE rule IS NOT NULL)
           SELECT DISTINCT rule FROM found WHERE rule IS NOT NULL ORDER BY 1""",
        wanted.values,
    )
    return [row[0] for row in rows]


@lru_cache(maxsize=4096)
def _next(rule: str, as_of: date) -> date | None:
    """Return the next last day of a rule."""
    written = rule.removesuffix(BEFORE)
    day = next_day(written, as_of)
    return day - ONE_DAY if day and written != rule else day


@lru_cache(maxsize=4096)
def _days(rule: str, first: date, last: date) -> tuple[date, ...]:
    """Return the last days of the times that a rule names from one day to another."""
    written = rule.removesuffix(BEFORE)
    days = days_of(written, first, last)
    return tuple(day - ONE_DAY for day in days) if written != rule else days


@lru_cache(maxsize=4096)
def _before(rule: str, last: date) -> date | None:
    """Return the day that a rule names before the one with this last day."""
    written = rule.removesuffix(BEFORE)
    return day_before(written, last + ONE_DAY if written != rule else last)
