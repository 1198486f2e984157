"""Classes that a paper names in short, told by whom it is addressed to: `các bệnh viện` are those of the head."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.bodies.actors import Actors
from normalizers.folding import fold
from pipeline.document import Assignment, Document

# What a letter calls the one that it is written to: "đề nghị Công ty liên hệ …".
_BARE = re.compile(
    r"(?:quy )?(?:cong ty|chi nhanh|doanh nghiep|ngan hang|so|cuc|truong|vien|hoi|hiep hoi|tap doan|benh vien)"
)


class Addressed:
    """Knows whom a paper is addressed to."""

    def __init__(self, document: Document, actors: Actors) -> None:
        zones = [zone.span for part in document.parts for zone in part.zones if zone.kind == "addressees"]
        listed = [found for zone in zones for found in actors.find(zone.start, zone.end)]
        self._names = tuple(dict.fromkeys(name for found in listed for name in found.names))

    def narrow(self, task: Assignment) -> Assignment:
        """Return a task with the bodies that are meant, where it names a class of those addressed in short."""
        agencies = tuple(dict.fromkeys(full for name in task.agencies for full in self._full(name)))
        partners = tuple(dict.fromkeys(full for name in task.partners for full in self._full(name)))
        return replace(task, agencies=agencies, partners=tuple(name for name in partners if name not in agencies))

    def _full(self, name: str) -> tuple[str, ...]:
        """Return the one addressed class that a name abridges, the addressed bodies it gathers, else the name."""
        short = fold(name)
        if _BARE.fullmatch(short):
            meant = [other for other in self._names if fold(other).startswith(f"{short.removeprefix('cac ')} ")]
            return (meant[0],) if len(meant) == 1 else (name,)
        if "cac " not in short:
            return (name,)
        longer = [other for other in self._names if fold(other).startswith(f"{short} ")]
        if len(longer) == 1:
            return (longer[0],)
        members = [other for other in self._names if fold(other).startswith(f"{short.removeprefix('cac ')} ")]
        return tuple(members) if len(members) > 1 else (name,)
