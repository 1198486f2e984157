from __future__ import annotations

from pathlib import Path

import pytest

from extractors.handwriting import find_notes, ocr_confidence
from extractors.heading import find as find_headings
from extractors.structure import segment
from pipeline.document import Box, Document, Heading, Page, Reading, Source, Span, Text, Word
from pipeline.facts import Note
from pipeline.tools import Tools

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LONG AN\nSố: 37/CT-UBND\nLong An, ngày 09 tháng 6 năm 2024\nCHỈ THỊ\nVề phòng cháy\n"


def scanned(text: str, unsure: dict[str, float], *, origin: str = "ocr") -> Document:
    """A page whose words the engine is sure of but for some."""
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        confidence = unsure.get(word, 0.95)
        words.append(Word(word, Span(at, at + len(word)), Box(1, 10, 10, 20, 20), confidence))
        at += len(word)
    reading = Reading(origin, "test", text, tuple(words))  # type: ignore[arg-type]
    source = Source("a.pdf", Path("a.pdf"), "0", "application/pdf", 1, "pdf")
    return Document(source, (Page(1, readings=(reading,), raw=Span(0, len(text))),), Text.of(text))


def noted(document: Document, tools: Tools) -> list[tuple[str, tuple[str, ...]]]:
    notes: tuple[Note, ...] = find_notes(document, tools.knowledge)
    assert all(note.span and note.span.of(document.text.value) == note.values[0] for note in notes)
    return [(note.code, note.values) for note in notes]


@pytest.mark.parametrize(
    ("unsure", "expected"),
    [
        ({}, []),
        ({"37/CT-UBND": 0.6}, [("number_uncertain", ("37",))]),
        ({"09": 0.4}, [("date_uncertain", ("09 tháng 6 năm 2024",))]),
        ({"37/CT-UBND": 0.1, "6": 0.7}, [("number_uncertain", ("37",)), ("date_uncertain", ("09 tháng 6 năm 2024",))]),
        ({"NHÂN": 0.1, "cháy": 0.2}, []),
    ],
    ids=["sure of all", "number", "day", "both", "other words"],
)
def test_unsure_fields_are_noted(
    unsure: dict[str, float], expected: list[tuple[str, tuple[str, ...]]], tools: Tools
) -> None:
    assert noted(scanned(HEAD, unsure), tools) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("≥2 ²}", [("number_unreadable", ("≥2 ²}",))]),
        ("37/QĐ-UBND", []),
        ("37", []),
        ("    /QĐ-UBND", []),
    ],
    ids=["ink", "code", "number alone", "blank"],
)
def test_the_number_above_an_annex_may_be_written_in(
    printed: str, expected: list[tuple[str, tuple[str, ...]]], tools: Tools
) -> None:
    text = f"PHỤ LỤC\n(Ban hành kèm theo Quyết định số {printed} ngày 09 tháng 6 năm 2024)"
    assert noted(scanned(text, {}), tools) == expected
    assert noted(scanned(text, {}, origin="text-layer"), tools) == []


def test_text_that_no_engine_read_is_certain(tools: Tools) -> None:
    document = scanned(HEAD, {"37/CT-UBND": 0.1}, origin="text-layer")
    assert noted(document, tools) == []
    assert ocr_confidence(document, Span(0, 20)) is None


def test_numbers_in_the_body_are_no_numbers_of_the_paper(tools: Tools) -> None:
    text = HEAD + "Thực hiện Chỉ thị số 12/CT-TTg ngày 01 tháng 3 năm 2023 " * 40
    assert noted(scanned(text, {"12/CT-TTg": 0.1, "01": 0.1}), tools) == []


def test_confidence_is_that_of_the_least_sure_word() -> None:
    document = scanned(HEAD, {"NHÂN": 0.3, "BAN": 0.5})
    assert ocr_confidence(document, Span(0, 15)) == 0.3


@pytest.mark.parametrize(
    ("unsure", "least"),
    [({"37/CT-UBND": 0.6}, 0.6), ({"09": 0.4}, 0.4), ({"cháy": 0.2}, 0.95)],
    ids=["number", "day", "other words"],
)
def test_heading_is_no_surer_than_its_number_and_date(unsure: dict[str, float], least: float, tools: Tools) -> None:
    document = segment(scanned(HEAD, unsure), tools.knowledge)
    heading = next(fact for fact in find_headings(document, tools.knowledge) if isinstance(fact, Heading))
    assert heading.confidence == least
