"""What a person should look at is found, put in order, and left alone once it has been looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue.doubts import Doubt, counts_of, doubt_of, doubts
from pipeline.catalogue.readings import place_of, reading_of
from pipeline.catalogue.refile import correct
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.write import file_document, withdraw
from pipeline.document import Note, Span
from pipeline.errors import NotFoundError
from pipeline.text import Edit
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import assignment, deadline, paper, reference, span_in

TEXT = "Theo Chỉ thị số 9/CT-UBND, Sở Y tế báo cáo trước ngày 20/12."


@pytest.fixture
def catalogue(tmp_path: Path, tools: Tools) -> Iterator[Catalogue]:
    """A catalogue that holds a letter with a doubtful heading, deadline and task, and a paper that cites its like."""
    letter = paper(tmp_path, TEXT, name="a.txt", number="933/UBND-VP", date="2025-11-01")
    limit = deadline(letter, "trước ngày 20/12", kind="absolute", end_date=date(2025, 12, 20))
    letter = replace(
        letter,
        references=(reference(letter, "Chỉ thị số 9/CT-UBND", number="9/CT-UBND"),),
        deadlines=(limit,),
        assignments=(replace(assignment(letter, "Sở Y tế báo cáo", agencies=("Sở Y tế",)), confidence=0.4),),
        notes=(
            Note("issuer_uncertain", "warning", "Không rõ cơ quan.", (), Span(0, 4)),
            Note("number_uncertain", "warning", "Số đọc không chắc: {}.", ("933",), Span(0, 4)),
            Note("year", "warning", "Hiểu là ngày {}.", ("20/12/2025",), limit.span),
            Note("blank", "info", "Để trống."),
        ),
    )
    words = "Công văn số 938/UBND-VP ngày 01/11/2025"
    citing = paper(tmp_path, words, name="b.txt", number="1/STC", date="2025-11-09", issuer="Sở Tài chính")
    mention = reference(citing, words, number="938/UBND-VP", date="2025-11-01", issuer="Ủy ban nhân dân tỉnh An Giang")
    with open_catalogue(tmp_path / "x/catalogue.db") as opened:
        for made in (letter, replace(citing, references=(mention,))):
            file_document(opened, made, tools.knowledge)
        yield opened


def named(found: tuple[Doubt, ...]) -> list[tuple[str, str]]:
    return [(doubt.kind, doubt.text) for doubt in found]


def test_what_matters_most_comes_first(catalogue: Catalogue) -> None:
    assert named(doubts(catalogue)) == [
        ("document", "Theo"),
        ("deadline", "trước ngày 20/12"),
        ("assignment", "Sở Y tế báo cáo"),
    ]
    assert named(doubts(catalogue, limit=1, offset=1)) == [("deadline", "trước ngày 20/12")]


def test_each_matter_is_counted(catalogue: Catalogue) -> None:
    assert {m: n for m, n in counts_of(catalogue).items() if n} == {"heading": 1, "deadline": 1, "assignment": 1}
    assert counts_of(catalogue, below=0.95)["reference"] == 2
    assert counts_of(catalogue, below=0.1)["assignment"] == 0


def test_a_heading_tells_what_notes_say_of_it_and_not_of_its_facts(catalogue: Catalogue) -> None:
    (heading,) = doubts(catalogue, "heading")
    assert [remark.message for remark in heading.remarks] == ["Số đọc không chắc: {}.", "Không rõ cơ quan."]
    assert dict(heading.values)["number"] == "933/UBND-VP"


def test_a_number_that_others_cite_by_one_other_figure_is_offered(catalogue: Catalogue) -> None:
    (heading,) = doubts(catalogue, "heading")
    assert [choice.changes for choice in heading.choices] == [(("number", "938/UBND-VP"),)]


def test_a_year_taken_for_granted_may_be_the_next(catalogue: Catalogue) -> None:
    (limit,) = doubts(catalogue, "deadline")
    assert [(c.words, c.changes) for c in limit.choices] == [("20/12/2026", (("end_date", "2026-12-20"),))]


@pytest.mark.parametrize("change", [("confirmed", None), ("number", "938/UBND-VP")])
def test_what_was_looked_at_is_asked_no_more(
    catalogue: Catalogue, tools: Tools, change: tuple[str, str | None]
) -> None:
    correct(catalogue, tools.knowledge, "1", change, by="Lan")
    assert doubts(catalogue, "heading") == ()
    assert doubt_of(catalogue, "1").kind == "document"


def test_a_withdrawn_paper_asks_nothing(catalogue: Catalogue) -> None:
    withdraw(catalogue, 1, "nhầm")
    assert doubts(catalogue) == ()
    with pytest.raises(NotFoundError):
        doubt_of(catalogue, "1")


@pytest.mark.parametrize("fact", ["", "99", "abcdef0123", "1; DROP TABLE note"])
def test_what_is_not_there_is_told(catalogue: Catalogue, fact: str) -> None:
    with pytest.raises(NotFoundError):
        doubt_of(catalogue, fact)


def test_a_fact_knows_its_place(catalogue: Catalogue) -> None:
    (limit,) = doubts(catalogue, "deadline")
    assert place_of(catalogue, limit.id) == (1, TEXT.index("trước"))


def test_what_was_read_comes_back_as_it_was(tmp_path: Path, tools: Tools) -> None:
    made = paper(tmp_path, "bao cao\ntruoc ngay", name="c.txt")
    edit = Edit(span_in(made, "bao cao"), "bao cao", "báo cáo", "marks", 0.9, ("bao cạo",))
    made = replace(made, text=made.text.apply([edit]))
    with open_catalogue(tmp_path / "x/catalogue.db") as catalogue:
        row = file_document(catalogue, made, tools.knowledge).document
        back = reading_of(catalogue, int(row or 0))
    assert back.text == made.text
    assert [(p.raw, p.readings) for p in back.pages] == [(p.raw, p.readings) for p in made.pages]


def test_a_task_of_nobody_waits_behind_all_others(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> None:
    nobody = paper(tmp_path, "Thường xuyên kiểm tra, đôn đốc.", name="c.txt", number="2/KH", date="2025-11-10")
    task = replace(assignment(nobody, "Thường xuyên kiểm tra"), confidence=0.4)
    file_document(catalogue, replace(nobody, assignments=(task,)), tools.knowledge)
    assert named(doubts(catalogue))[-1] == ("assignment", "Thường xuyên kiểm tra")
    assert named(doubts(catalogue, "assignment")) == [("assignment", "Sở Y tế báo cáo")]
    (found,) = doubts(catalogue, "actorless")
    assert dict(found.values)["agencies"] is None
    correct(catalogue, tools.knowledge, found.id, ("agencies", "Sở Y tế tỉnh An Giang"), by="Lan")
    assert doubts(catalogue, "actorless") == ()
