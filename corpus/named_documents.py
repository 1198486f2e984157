"""Documents that papers name without their number: laws, `Đề án 06`, resolutions of congresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus.spelling import comparable
from corpus.tables import Row, cells


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A well-known document; `number` and `issued` are empty and None where nothing is known of them."""

    name: str
    aliases: tuple[str, ...]
    doc_type: str
    number: str
    issued: date | None
    issuer: str
    title: str

    @property
    def year(self) -> int | None:
        """The year of issue, from the date or else from the number (`31/2024/QH15`)."""
        printed = self.number.split("/")[1:2]
        return self.issued.year if self.issued else int(printed[0]) if printed and printed[0].isdigit() else None

    @property
    def key(self) -> str:
        """What tells it from all others: `number|issuer|year`, its type and title where it has no number."""
        return f"{self.number or f'{self.doc_type}: {self.title}'}|{self.issuer}|{self.year or '?'}"


class NamedDocuments:
    """All documents known by name."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.all = tuple(_document(row) for row in rows)

    def by_name(self, name: str, *, on: date | None = None) -> tuple[NamedDocument, ...]:
        """Return the documents of that name that were issued by `on`, the newest first.

        A law keeps its name when a new one replaces it (Luật Đất đai of 2013 and of 2024): the first is the likeliest.
        """
        named = self._by_name.get(comparable(name), ())
        issued = [document for document in named if on is None or _issued_by(document, on)]
        return tuple(
            sorted(issued, key=lambda document: (document.year or 0, document.issued or date.min), reverse=True)
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All names and aliases, each once, longest first."""
        every = {name for document in self.all for name in (document.name, *document.aliases)}
        return tuple(sorted(every, key=lambda name: (-len(name), name)))

    @cached_property
    def _by_name(self) -> dict[str, tuple[NamedDocument, ...]]:
        found: dict[str, tuple[NamedDocument, ...]] = {}
        for document in self.all:
            for key in dict.fromkeys(map(comparable, (document.name, *document.aliases))):
                found[key] = (*found.get(key, ()), document)
        return found


def _issued_by(document: NamedDocument, on: date) -> bool:
    return document.issued <= on if document.issued else (document.year or 0) <= on.year


def _document(row: Row) -> NamedDocument:
    return NamedDocument(
        name=row["name"],
        aliases=cells(row["aliases"]),
        doc_type=row["doc_type"],
        number=row["number"],
        issued=date.fromisoformat(row["issued"]) if row["issued"] else None,
        issuer=row["issuer"],
        title=row["title"],
    )
