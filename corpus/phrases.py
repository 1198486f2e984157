"""The phrases that tell relations between documents, deadlines and roles, as tables of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from corpus.tables import Row


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase and what it says.

    `kind` is relation, deadline, role, or one of them with `not_` before it: a phrase that looks like it and is not.
    `normal_form` is a value of the contract (a relation, a role) or a name for the sort of deadline. A relation also
    has a `direction` ("in" for `được sửa đổi bởi`) and an `extent` ("part" for `bãi bỏ một phần`).
    """

    kind: str
    normal_form: str
    label: str
    pattern: re.Pattern[str]
    direction: str = "out"
    extent: str = "whole"


class Phrases:
    """All phrases, in the order of the tables: what stands first is tried first."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = tuple(rows)

    @cached_property
    def all(self) -> tuple[Phrase, ...]:
        """Every phrase, its pattern compiled."""
        return tuple(_phrase(row) for row in self._rows)

    @cached_property
    def relations(self) -> tuple[Phrase, ...]:
        """Phrases that say how a document stands to one it cites."""
        return self.of_kind("relation")

    @cached_property
    def deadlines(self) -> tuple[Phrase, ...]:
        """Phrases that set a time."""
        return self.of_kind("deadline")

    @cached_property
    def roles(self) -> tuple[Phrase, ...]:
        """Phrases that give somebody a task, in the order in which a role is chosen when several apply."""
        return self.of_kind("role")

    def of_kind(self, kind: str) -> tuple[Phrase, ...]:
        """Return the phrases of one kind."""
        return tuple(phrase for phrase in self.all if phrase.kind == kind)


def _phrase(row: Row) -> Phrase:
    return Phrase(
        kind=row["kind"],
        normal_form=row["normal_form"],
        label=row["phrase"],
        pattern=re.compile(row["regex"]),
        direction=row.get("direction") or "out",
        extent=row.get("extent") or "whole",
    )
