"""The line that every paper goes down: read it from top to bottom and you know the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from extractors.bundles import read_apart
from extractors.resolve import resolve
from extractors.structure import segment
from pipeline.assemble import assemble, tables_of
from pipeline.document import (
    AgencyMention,
    Assignment,
    Deadline,
    Document,
    Fact,
    Heading,
    Note,
    Reference,
)
from pipeline.reading import open_source, read
from pipeline.recognition import recognise
from pipeline.tools import Tools


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the line. It makes a new document from the one it is given; nothing is mutated."""

    name: str
    run: Callable[[Document, Tools], Document]


def normalize(document: Document, tools: Tools) -> Document:
    """Let each normaliser propose its edits, and make them, in order of rank."""
    for normalizer in tools.normalizers:
        edits = normalizer.propose(document, tools.knowledge)
        document = replace(document, text=document.text.apply(edits))
    return replace(document, tables=tables_of(document))


def extract(document: Document, tools: Tools) -> Document:
    """Let each extractor find its facts."""
    found: list[Fact | Note] = []
    for extractor in tools.extractors:
        found += extractor.find(document, tools.knowledge)
    return replace(
        document,
        headings=_of(found, Heading),
        references=_of(found, Reference),
        deadlines=_of(found, Deadline),
        assignments=_of(found, Assignment),
        agencies=_of(found, AgencyMention),
        notes=(*document.notes, *(f for f in found if isinstance(f, Note))),
    )


def _resolve(document: Document, tools: Tools) -> Document:
    return resolve(document, tools.knowledge)


def _apart(document: Document, tools: Tools, stage: Callable[[Document, Tools], Document]) -> Document:
    """Let a stage read each paper of a file by itself."""
    return read_apart(lambda paper: stage(paper, tools), document, tools.knowledge)


LINE: tuple[Stage, ...] = (
    Stage("read", read),  # a file: its pages, with the text they carry
    Stage("recognise", recognise),  # pages that carry none, or a bad one: words by OCR
    Stage("assemble", assemble),  # pages: one raw text
    Stage("normalize", normalize),  # raw text: the text as it was meant, with every edit on record
    Stage("segment", lambda document, tools: segment(document, tools.knowledge)),  # parts, zones, outline
    Stage("extract", lambda document, tools: _apart(document, tools, extract)),  # facts, each where it stands
    Stage("resolve", lambda document, tools: _apart(document, tools, _resolve)),  # facts joined to each other
)


def run(path: Path, tools: Tools, *, after: str | None = None) -> Document:
    """Send the file at `path` down the line, to its end or to the end of stage `after`.

    Raises:
        VanThuError: the file cannot be processed.
    """
    document = Document(source=open_source(path, tools))
    for stage in LINE:
        document = stage.run(document, tools)
        if stage.name == after:
            break
    return document


Kind = TypeVar("Kind", bound=Fact)


def _of(found: Iterable[Fact | Note], kind: type[Kind]) -> tuple[Kind, ...]:
    """Return the facts of one kind in the order of the text, whole before part, each once."""
    facts = {(f.span, f): f for f in found if isinstance(f, kind)}
    return tuple(sorted(facts.values(), key=lambda f: (f.span.start, -f.span.end)))
