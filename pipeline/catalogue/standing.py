"""Whether a document stands: what amended, replaced or abolished it, when, and which papers cite it all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.catalogue.schema import Catalogue

ENDING = ("thay thế", "bãi bỏ")
CHANGING = (*ENDING, "đình chỉ", "sửa đổi bổ sung", "đính chính", "hợp nhất")


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


def history(catalogue: Catalogue, identity: int) -> tuple[Event, ...]:
    """Return what happened to a document from its issue on, in order; what nobody dates comes last."""
    issued = catalogue.value(f"SELECT {DAY.format(':id')}", {"id": identity})
    rows = catalogue.rows(
        f"""SELECT DISTINCT e.relation, e.extent, e.source, i.number, {DAY.format("e.source")} AS day
            FROM edge e JOIN identity i ON i.id = e.source
            WHERE e.target = :id AND e.source <> :id AND e.relation IN ({", ".join(f"'{r}'" for r in CHANGING)})""",
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
    """Return the papers up to a day that cite what had been replaced or abolished before them, the newest first."""
    endings = ", ".join(f"'{r}'" for r in ENDING)
    rows = catalogue.rows(
        f"""SELECT d.id, coalesce(d.number, d.name) AS name, d.date, ended.target, i.number AS cited_number,
                   ended.day, o.number AS ended_by
            FROM (SELECT e.target, e.source, min({DAY.format("e.source")}) AS day FROM edge e
                  WHERE e.relation IN ('thay thế', 'bãi bỏ') AND e.extent = 'whole' AND e.source <> e.target
                  GROUP BY e.target) ended
                 JOIN edge e ON e.target = ended.target AND e.newest > ended.day AND NOT e.told
                 JOIN citation c ON c.edge = e.id JOIN document d ON d.id = c.document
                 JOIN identity i ON i.id = ended.target JOIN identity o ON o.id = ended.source
            WHERE e.source <> ended.source AND e.relation NOT IN ({endings}) AND length(d.date) = 10
              AND d.date > ended.day AND d.date <= :as_of
            GROUP BY d.id, ended.target ORDER BY d.date DESC, d.sha256, i.number_key LIMIT :limit OFFSET :offset""",
        {"as_of": as_of.isoformat(), "limit": limit, "offset": offset},
    )
    return tuple(Stale(*row) for row in rows)
