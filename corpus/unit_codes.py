"""The codes of the units that draft papers, as they stand in `11554/VPCP-V.I` and `Lưu: VT, KTTH`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.tables import Row, cells


@dataclass(frozen=True, slots=True)
class UnitCode:
    """A drafting unit; `meaning` is empty where it is not known, `issuers` are codes of bodies it was seen under."""

    code: str
    meaning: str
    issuers: tuple[str, ...]
    certain: bool


class UnitCodes:
    """All codes of drafting units."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.all = tuple(UnitCode(r["unit"], r["meaning"], cells(r["issuers"]), not r["doubt"]) for r in rows)
        self._by_code = {unit.code: unit for unit in self.all}

    def by_code(self, code: str) -> UnitCode | None:
        """Return the unit of a code, None where it is not known."""
        return self._by_code.get(code)
