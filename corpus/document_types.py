"""The types of official documents and the codes that stand for them in document numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from corpus.spelling import comparable
from corpus.tables import Row, cells


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document.

    `code` is empty for types that are numbered without one (state Công văn, laws). `system` is Đảng, Nhà nước or both
    joined by `|`; `levels` are those that issue the type, empty where all may.
    """

    code: str
    name: str
    system: tuple[str, ...]
    levels: tuple[str, ...] = ()
    copy: bool = False
    note: str = ""


class DocumentTypes:
    """All types of documents."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.all = tuple(
            DocumentType(
                code=row["code"],
                name=row["name"],
                system=cells(row["system"]),
                levels=cells(row["levels"]),
                copy=row["copy"] == "x",
                note=row["note"],
            )
            for row in rows
        )

    def by_code(self, code: str, *, system: str | None = None, dated: bool = False) -> tuple[DocumentType, ...]:
        """Return the types a code stands for, the likeliest first.

        More than one means that the title decides: QĐ is Quyết định and the Party's Quy định, TT is Thông tư and
        Thông tri. `dated` tells that the number carries a year (`12/2025/TT-BTC`), which only normative acts do.
        Capitals count (`QĐi`, `CTr`); a code that OCR or a hurried hand wrote otherwise is found when no type is
        written just so. `system` (Đảng or Nhà nước) keeps the types of that system only.
        """
        found = [kind for kind in self.all if kind.code == code and code]
        found = found or [kind for kind in self.all if kind.code.casefold() == code.casefold() and code]
        if system is not None:
            found = [kind for kind in found if system in kind.system]
        if dated:
            found = [kind for kind in found if "Nhà nước" in kind.system]
        return tuple(found)

    def by_name(self, name: str) -> tuple[DocumentType, ...]:
        """Return the types of that name, in any case and tone placement."""
        return self._by_name.get(comparable(name), ())

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all types, each once, longest first: the order for an alternation."""
        return tuple(sorted({kind.name for kind in self.all}, key=lambda name: (-len(name), name)))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of all types, each once, longest first."""
        return tuple(sorted({kind.code for kind in self.all if kind.code}, key=lambda code: (-len(code), code)))

    @cached_property
    def _by_name(self) -> dict[str, tuple[DocumentType, ...]]:
        found: dict[str, tuple[DocumentType, ...]] = {}
        for kind in self.all:
            key = comparable(kind.name)
            found[key] = (*found.get(key, ()), kind)
        return found
