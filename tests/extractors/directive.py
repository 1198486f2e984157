"""Small directives for the tests of deadlines, bodies and tasks: a head, a body, a signature."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from corpus.knowledge import Knowledge
from extractors import Extractor
from extractors.structure import segment
from pipeline.document import Document, Fact, Note

from .papers import document

HEAD = """\
ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 81/KH-UBND
Lạng Sơn, ngày 12 tháng 01 năm 2026
KẾ HOẠCH
Phòng, chống rét cho cây trồng, vật nuôi
"""
FOOT = """
Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hoàng Văn Tài
"""
KNOWLEDGE = Knowledge.load()

Kind = TypeVar("Kind", bound=Fact)


def directive(body: str, head: str = HEAD) -> Document:
    """A directive of Lạng Sơn of 12/01/2026 with the body given, its parts and outline told."""
    return segment(document(f"{head}{body}{FOOT}"), KNOWLEDGE)


def facts(extractor: Extractor, paper: Document, kind: type[Kind]) -> tuple[Kind, ...]:
    """The facts of one kind that an extractor finds, in the order of the text."""
    found = [fact for fact in extractor.find(paper, KNOWLEDGE) if isinstance(fact, kind)]
    return tuple(sorted(found, key=lambda fact: fact.span))


def notes(extractor: Extractor, paper: Document) -> tuple[Note, ...]:
    """The notes that an extractor leaves."""
    return tuple(note for note in extractor.find(paper, KNOWLEDGE) if isinstance(note, Note))


def printed(fact: Fact, paper: Document) -> str:
    """The words of a fact on one line."""
    return " ".join(fact.span.of(paper.text.value).split())


def with_facts(paper: Document, *extractors: Extractor) -> Document:
    """The document with what the extractors for deadlines, assignments and agencies find."""
    from pipeline.document import AgencyMention, Assignment, Deadline

    for extractor in extractors:
        paper = replace(
            paper,
            deadlines=(*paper.deadlines, *facts(extractor, paper, Deadline)),
            assignments=(*paper.assignments, *facts(extractor, paper, Assignment)),
            agencies=(*paper.agencies, *facts(extractor, paper, AgencyMention)),
        )
    return paper
