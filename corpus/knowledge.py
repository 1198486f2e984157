"""Everything the program knows beforehand, built once and handed to whoever asks."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from corpus.abbreviations import Abbreviations
from corpus.agencies import Agencies
from corpus.document_types import DocumentTypes
from corpus.named_documents import NamedDocuments
from corpus.party_terms import PartyTerms
from corpus.phrases import Phrases
from corpus.places import Places
from corpus.tables import Row, read_table
from corpus.unit_codes import UnitCodes
from corpus.working_days import WorkingDays


class Knowledge:
    """The tables of `corpus/reference`, each read when it is first asked for."""

    def __init__(self, reference_dir: Path | None = None) -> None:
        self._reference_dir = reference_dir

    @classmethod
    def load(cls, reference_dir: Path | None = None) -> Knowledge:
        """Return the shipped knowledge, with the office's own tables of `reference_dir` laid over it."""
        return cls(reference_dir)

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """Abbreviations and their expansions."""
        return Abbreviations(self._read("abbreviations"))

    @cached_property
    def agencies(self) -> Agencies:
        """Bodies and classes of bodies."""
        return Agencies(self._read("agencies"), self._read("posts"), self.places, self.abbreviations)

    @cached_property
    def calendar(self) -> WorkingDays:
        """Working days."""
        return WorkingDays(self._read("holidays"))

    @cached_property
    def document_types(self) -> DocumentTypes:
        """Types of documents and their codes."""
        return DocumentTypes(self._read("document_types"))

    @cached_property
    def named_documents(self) -> NamedDocuments:
        """Documents known by name."""
        return NamedDocuments(self._read("named_documents"))

    @cached_property
    def party_terms(self) -> PartyTerms:
        """Terms of the Party's Central Committee."""
        return PartyTerms(self._read("party_terms"))

    @cached_property
    def phrases(self) -> Phrases:
        """Phrases that tell relations, deadlines and roles."""
        names = ("relation_phrases", "deadline_phrases", "assignment_phrases")
        return Phrases(row for name in names for row in self._read(name))

    @cached_property
    def places(self) -> Places:
        """Provinces and communes."""
        return Places(self._read("provinces"))

    @cached_property
    def unit_codes(self) -> UnitCodes:
        """Codes of drafting units."""
        return UnitCodes(self._read("unit_codes"))

    def _read(self, name: str) -> tuple[Row, ...]:
        return read_table(name, self._reference_dir)
