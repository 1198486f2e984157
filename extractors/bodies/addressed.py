"""Classes that a paper names in short, told by whom it is addressed to: `các bệnh viện` are those of the head."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.bodies.actors import Actors
from extractors.headings.lists import addressees_of
from extractors.layout.lines import lines_of
from normalizers.folding import fold
from pipeline.document import Assignment, Document

# What a letter calls the one that it is written to: "đề nghị Công ty liên hệ …".
_BARE = re.compile(
    r"(?:quy )?(?:cong ty|chi nhanh|doanh nghiep|ngan hang|so|cuc|truong|vien|hoi|hiep hoi|tap doan|benh vien)"
)

# "Đề nghị Quý Cơ quan phối hợp …": whoever the letter is addressed to.
_YOURS = re.compile(r"quy (?:co quan|don vi)(?:, don vi)?")


_BULLETS = "-–+•*"


class Addressed:
    """Knows whom a paper is addressed to."""

    def __init__(self, document: Document, actors: Actors) -> None:
        every = [zone.span for part in document.parts for zone in part.zones if zone.kind == "addressees"]
        # A list that stands there without the words for it names one on each line, each by its whole name.
        unlabelled = [zone for zone in every if actors.text[zone.start] in _BULLETS]
        items = [item for zone in unlabelled for item in addressees_of(lines_of(actors.text, zone))]
        zones = [zone for zone in every if zone not in unlabelled]
        listed = [found for zone in zones for found in actors.find(zone.start, zone.end)]
        names = tuple(dict.fromkeys(name for found in listed for name in found.names))
        # A letter to one company: no table has it, and its name has words of any kind.
        lines = [match for zone in zones for match in _COMPANY_LINE.finditer(actors.text, zone.start, zone.end)]
        self._names = (" ".join(lines[0]["name"].split()),) if len(lines) == 1 and len(names) < 2 else names
        self._all = tuple(map(actors.canonical, items)) or self._names

    def narrow(self, task: Assignment) -> Assignment:
        """Return a task with the bodies that are meant, where it names a class of those addressed in short."""
        agencies = tuple(dict.fromkeys(full for name in task.agencies for full in self._full(name)))
        partners = tuple(dict.fromkeys(full for name in task.partners for full in self._full(name)))
        return replace(task, agencies=agencies, partners=tuple(name for name in partners if name not in agencies))

    def _full(self, name: str) -> tuple[str, ...]:
        """Return the one addressed class that a name abridges, the addressed bodies it gathers, else the name."""
        short = fold(name)
        if _YOURS.fullmatch(short):
            return self._all or (f"Các {name.removeprefix('Quý ')}",)
        bare = short.removeprefix("cac ")
        if _BARE.fullmatch(bare) and (bare == short or len(self._names) == 1):
            meant = [
                other for other in self._names if fold(other).startswith(f"{bare} ") or _is_called(bare, fold(other))
            ]
            return (meant[0],) if len(meant) == 1 else (name,)
        if "cac " not in short:
            return (name,)
        longer = [other for other in self._names if fold(other).startswith(f"{short} ")]
        if len(longer) == 1:
            return (longer[0],)
        members = [other for other in self._names if fold(other).startswith(f"{short.removeprefix('cac ')} ")]
        return tuple(members) if len(members) > 1 else (name,)


def _is_called(bare: str, name: str) -> bool:
    """Tell whether a letter may call a body so: by how its name begins, a company also `doanh nghiệp` or `Công ty`."""
    company = bare in ("doanh nghiep", "cong ty", "quy cong ty") and _COMPANY.match(name) is not None
    return company or name.startswith(f"{bare} ")


_COMPANY_LINE = re.compile(
    r"(?:Kính\s+gửi\s*:?|^)\s*[-–]?\s*(?P<name>(?:Tổng\s+)?[Cc]ông\s+[Tt]y\s+[^\n;(]{4,120}?)\s*(?=[;(\n]|\.?\s*$)",
    re.MULTILINE,
)
_COMPANY = re.compile(r"(?:tong cong ty|cong ty|tap doan|doanh nghiep|hop tac xa|chi nhanh cong ty)\b")
