"""Whether a document stands: what amended, replaced or abolished it, when, and which papers cite it all the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from pipeline.catalogue.lookup_tables import CHANGES
from pipeline.catalogue.schema import Catalogue

ENDING = ("thay thế", "bãi bỏ")


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a document: `by` did `relation` to it on `day` (None where nobody says when).

    `extent` is "part" where only some of it is meant. The first event of a document is its issue, which nobody did.
    """

    day: str | None
    relation: str
    extent: str
    by: int | None
    number: str | None


@dataclass(frozen=True, slots=True)
class Stale:
    """A paper, dated `date`, that cites what had ended on `ended_on`."""

    document: int
    name: str
    date: str
    cited: int
    cited_number: str | None
    ended_on: str
    ended_by: str | None


# The first full date that papers give an identity.
DAY = "(SELECT min(day) FROM dating t WHERE t.identity = {} AND length(t.day) = 10)"

# Whether a document was issued by a day, as far as papers date it; one that nobody dates was.
BY_THEN = f"coalesce({DAY}, '') <= {{}}"

ENDS = "relation IN ('thay thế', 'bãi bỏ') AND extent = 'whole'"
FEW = 1000  # endings whose citing papers are gathered first
CITING = f"""(SELECT c.document FROM (SELECT target FROM edge WHERE {ENDS}) n JOIN edge e ON e.target = n.target
              JOIN citation c ON c.edge = e.id)"""


def history(catalogue: Catalogue, identity: int) -> tuple[Event, ...]:
    """Return what happened to a document from its issue on, in order; what nobody dates comes last.

    >>> [(event.day, event.relation) for event in history(catalogue, roots_of(catalogue, "44-KL/TW")[0])]
    [('2019-01-22', 'ban hành')]
    """
    issued = catalogue.value(f"SELECT {DAY.format(':id')}", {"id": identity})
    rows = catalogue.rows(
        f"""SELECT DISTINCT e.relation, e.extent, e.source, i.number, {DAY.format("e.source")} AS day
            FROM edge e INDEXED BY edge_changing JOIN identity i ON i.id = e.source
            WHERE e.target = :id AND e.source <> :id AND e.{CHANGES}""",
        {"id": identity},
    )
    events = [Event(row["day"], row["relation"], row["extent"], row["source"], row["number"]) for row in rows]
    events.sort(key=lambda e: (e.day or "9", e.relation, e.number or ""))
    first = Event(str(issued), "ban hành", "whole", None, None) if issued else None
    return (first, *events) if first else tuple(events)


def in_force(catalogue: Catalogue, identity: int, *, as_of: date) -> bool:
    """Tell whether no paper had ended a document by a day, as far as the catalogue knows.

    >>> in_force(catalogue, roots_of(catalogue, "44-KL/TW")[0], as_of=today)
    True
    """
    return not any(
        event.relation in ENDING and event.extent == "whole" and (event.day or "") <= as_of.isoformat()
        for event in history(catalogue, identity)
    )


def stale_citations(catalogue: Catalogue, *, as_of: date, limit: int = 200, offset: int = 0) -> tuple[Stale, ...]:
    """Return the papers up to a day that cite what had been replaced or abolished before them, the newest first.

    Papers are gone through from the newest back until there are enough; where little has ended, those alone that cite
    what has.

    >>> stale_citations(catalogue, as_of=today)
    ()
    """
    few = catalogue.value(f"SELECT count(*) < {FEW} FROM (SELECT 1 FROM edge WHERE {ENDS} LIMIT {FEW})")
    rows = catalogue.db.execute(
        f"""SELECT d.id, coalesce(d.number, d.name), d.date, e.target, i.number, e.source
            FROM document d CROSS JOIN citation c ON c.document = d.id CROSS JOIN edge e ON e.id = c.edge
                 JOIN identity i ON i.id = e.target
            WHERE d.date <= :as_of AND length(d.date) = 10 AND NOT e.told AND e.relation NOT IN ('thay thế', 'bãi bỏ')
              AND EXISTS (SELECT 1 FROM edge INDEXED BY edge_ending WHERE target = e.target AND {ENDS})
              {f"AND d.id IN {CITING}" if few else ""}
            ORDER BY d.date DESC, d.sha256, i.number_key""",
        {"as_of": as_of.isoformat()},
    )
    return tuple(islice(_each_once(_stale(catalogue, rows)), offset, offset + limit))


def _stale(catalogue: Catalogue, rows: Iterable[sqlite3.Row]) -> Iterator[Stale]:
    """Yield the citations of what had ended before the paper; what many cite is asked for once."""
    ended: dict[int, list[sqlite3.Row]] = {}
    for document, name, day, cited, cited_number, source in rows:
        if cited not in ended:
            ended[cited] = catalogue.rows(
                f"""SELECT x.source, {DAY.format("x.source")} AS day, o.number
                    FROM edge x INDEXED BY edge_ending JOIN identity o ON o.id = x.source
                    WHERE x.target = ? AND {ENDS} AND x.source <> x.target
                    ORDER BY day IS NULL, day, o.number_key, o.issuer, o.period LIMIT 1""",
                cited,
            )
        for by, ended_on, ended_by in ended[cited]:
            if by != source and (ended_on or day) < day:
                yield Stale(document, name, day, cited, cited_number, ended_on, ended_by)


def _each_once(found: Iterable[Stale]) -> Iterator[Stale]:
    """Yield of what a paper cites each once: it may cite it in several ways."""
    seen: set[tuple[int, int]] = set()
    for stale in found:
        if (stale.document, stale.cited) not in seen:
            seen.add((stale.document, stale.cited))
            yield stale
