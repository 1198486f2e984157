"""The bodies that a person may be typing, and the members of a class of bodies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.knowledge import Knowledge
from normalizers.folding import fold
from pipeline.catalogue.bodies import belongs
from pipeline.catalogue.schema import Catalogue

SHORTEST = 2  # letters typed before aliases are looked through


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """A body in a list, with how many tasks it is given and in how many it helps."""

    name: str
    level: str | None
    tasks: int
    helps: int


def bodies(catalogue: Catalogue, name: str = "", *, limit: int = 50, offset: int = 0) -> tuple[BodyEntry, ...]:
    """Return the bodies that have tasks and whose name holds these words, those with the most tasks first.

    >>> [(entry.name, entry.tasks) for entry in bodies(catalogue, "cong an")]
    [('Công an tỉnh Tây Ninh', 1)]
    """
    rows = catalogue.rows(
        """SELECT name, level, tasks, helps FROM body WHERE (tasks OR helps) AND instr(folded, ?) > 0
           ORDER BY tasks DESC, helps DESC, name LIMIT ? OFFSET ?""",
        *(fold(name), limit, offset),
    )
    return tuple(BodyEntry(*row) for row in rows)


def suggestions(
    catalogue: Catalogue, knowledge: Knowledge, typed: str, *, limit: int = 20, nearly: bool = False
) -> tuple[str, ...]:
    """Return names that begin with or hold what was typed, with marks or without: bodies with tasks, then aliases.

    With `nearly` the last words that no name holds are left out.

    >>> suggestions(catalogue, knowledge, "cong an tinh tay")
    ('Công an tỉnh Tây Ninh',)
    """
    words = fold(" ".join(typed.split()))
    while (
        nearly
        and words
        and not catalogue.value("SELECT 1 FROM body WHERE (tasks OR helps) AND instr(folded, ?)", words)
    ):
        words = words.rpartition(" ")[0]
    if nearly and not words:
        return ()
    rows = catalogue.rows(
        """SELECT b.name FROM body b
           WHERE (b.tasks OR b.helps) AND instr(b.folded, :words) > 0
           ORDER BY instr(b.folded, :words) > 1, b.name LIMIT :limit""",
        {"words": words, "limit": limit},
    )
    found = dict.fromkeys(row["name"] for row in rows)
    if len(words) >= SHORTEST:
        found |= dict.fromkeys(_aliases(words, knowledge))
    return tuple(found)[:limit]


def members_of(catalogue: Catalogue, group: str, knowledge: Knowledge, *, limit: int = 50) -> tuple[str, ...]:
    """Return the bodies with tasks that belong to a class (`Các sở, ban, ngành tỉnh Tây Ninh`), none for a body.

    >>> members_of(catalogue, "Các sở, ban, ngành tỉnh Tây Ninh", knowledge)
    ('Công an tỉnh Tây Ninh',)
    """
    if not fold(group).startswith(("cac ", "uy ban nhan dan cac ")):
        return ()
    rows = catalogue.rows("SELECT name FROM body WHERE (tasks OR helps) AND folded NOT GLOB 'cac *' ORDER BY name")
    return tuple(row["name"] for row in rows if belongs(row["name"], group, knowledge))[:limit]


def _aliases(words: str, knowledge: Knowledge) -> Iterator[str]:
    """Yield the names and aliases of known bodies that begin with these words."""
    for agency in knowledge.agencies.all:
        yield from (name for name in (agency.name, *agency.aliases) if fold(name).startswith(words))
