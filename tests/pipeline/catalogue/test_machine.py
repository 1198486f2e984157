"""Whatever is filed, withdrawn, read anew and put right, in whatever order: the catalogue stays sound and true."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from corpus.knowledge import Knowledge
from pipeline.catalogue.graph import conflicts, missing
from pipeline.catalogue.ledger import Done, say_of_task
from pipeline.catalogue.nodes import nodes_of
from pipeline.catalogue.refile import correct, refile_document, reinstate
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.search import search
from pipeline.catalogue.status import check
from pipeline.catalogue.tasks import tasks
from pipeline.catalogue.write import file_document, withdraw
from pipeline.document import Document
from tests.pipeline.catalogue.factories import assignment, deadline, paper, reference

KNOWLEDGE = Knowledge.load()
TODAY = date(2025, 6, 1)

# A few numbers that several documents bear: a Party number of two terms, one of two provinces, one of two years.
HEADS: tuple[dict[str, object], ...] = (
    {"number": "44-KL/TW", "issuer": "Ban Bí thư Trung ương Đảng", "date": "2019-01-22", "title": "Kết luận khóa XII"},
    {"number": "44-KL/TW", "issuer": "Bộ Chính trị", "date": "2023-02-08"},
    {"number": "12/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Tây Ninh", "date": "2023-01-05", "place": "Tây Ninh"},
    {"number": "12/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Cà Mau", "date": "2023-01-09", "place": "Cà Mau"},
    {"number": "12/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Tây Ninh", "date": "2024-03-05", "place": "Tây Ninh"},
    {"number": "7/BC-SYT", "issuer": "Sở Y tế tỉnh Cà Mau", "date": "2024-06-01", "place": "Cà Mau"},
)
MENTIONS: tuple[dict[str, str], ...] = (
    {"number": "44-KL/TW"},
    {"number": "44-KL/TW", "date": "2019-01-22"},
    {"number": "44-KL/TW", "date": "2019-02-22"},
    {"number": "12/KH-UBND"},
    {"number": "12/KH-UBND", "date": "2023-01-05"},
    {"number": "12/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Tây Ninh", "relation": "thay thế"},
    {"number": "7/BC-SYT", "date": "2024-06-01", "issuer": "Sở Y tế tỉnh Cà Mau", "relation": "phúc đáp"},
)


def made(folder: Path, head: int, mentions: tuple[int, ...]) -> Document:
    """A paper with one of the heads that makes some of the mentions, the second in the title of the first."""
    words = " ".join(f"theo văn bản {index} số {MENTIONS[index]['number']}." for index in mentions)
    text = f"Căn cứ {words} Sở Y tế báo cáo trước ngày 10/6/2025."
    document = paper(folder, text, name=f"{head}-{'-'.join(map(str, mentions))}.txt", **HEADS[head])
    found = tuple(
        reference(document, f"văn bản {index} số {MENTIONS[index]['number']}", **MENTIONS[index]) for index in mentions
    )
    if len(found) > 1:
        found = (found[0], replace(found[1], nested_in=0, container_relation="thực hiện"), *found[2:])
    return replace(
        document,
        references=found,
        deadlines=(deadline(document, "trước ngày 10/6/2025", kind="absolute"),),
        assignments=(assignment(document, "Sở Y tế báo cáo", agencies=("Sở Y tế tỉnh Cà Mau",), deadlines=(0,)),),
    )


def shape(catalogue: Catalogue) -> object:
    """What the catalogue says, without row numbers, which depend on the order of arrival."""
    name = "m.number_key || '|' || m.issuer || '|' || m.period || '|' || m.near"
    edges = catalogue.rows(
        f"""SELECT (SELECT {name} FROM identity m WHERE m.id = e.source) AS source,
                   (SELECT {name} FROM identity m WHERE m.id = e.target) AS target,
                   relation, extent, told, sum(papers), max(newest)
            FROM edge e GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"""
    )
    dates = catalogue.rows(
        f"""SELECT DISTINCT (SELECT {name} FROM identity m WHERE m.id = t.identity), day, d.sha256
            FROM dating t JOIN document d ON d.id = t.document ORDER BY 1, 2, 3"""
    )
    spoken = [row[0] for row in catalogue.rows("SELECT id FROM identity WHERE cites OR cited_by")]
    nodes = nodes_of(catalogue, spoken).values()
    return (
        [tuple(row) for row in edges],
        [tuple(row) for row in dates],
        sorted(repr((n.number, n.title, n.issuer, n.status, n.cites, n.cited_by, len(n.candidates))) for n in nodes),
        [(m.node.number, m.cited_by) for m in missing(catalogue)],
        [n.number for n in conflicts(catalogue)],
    )


class Life(RuleBasedStateMachine):
    """A catalogue in use, and what should be in it: papers by their name, with what was put right of them."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.catalogue = self.stack.enter_context(open_catalogue(self.folder / "catalogue.db"))
        self.papers: dict[int, Document] = {}
        self.gone: set[int] = set()
        self.dates: dict[int, str] = {}
        self.said: list[tuple[str, str]] = []

    def teardown(self) -> None:
        self.stack.close()

    def one(self, choice: int) -> int | None:
        here = sorted(self.papers.keys() - self.gone)
        return here[choice % len(here)] if here else None

    @rule(
        head=st.integers(0, len(HEADS) - 1),
        mentions=st.lists(st.integers(0, len(MENTIONS) - 1), unique=True, max_size=4),
    )
    def file(self, head: int, mentions: list[int]) -> None:
        document = made(self.folder, head, tuple(mentions))
        arrival = file_document(self.catalogue, document, KNOWLEDGE)
        assert arrival.document
        assert (arrival.outcome == "duplicate") == (arrival.document in self.papers)
        self.papers.setdefault(arrival.document, document)

    @rule(choice=st.integers(0, 100))
    def withdraw(self, choice: int) -> None:
        if (row := self.one(choice)) is not None:
            withdraw(self.catalogue, row, "nhầm")
            self.gone.add(row)

    @precondition(lambda self: self.gone)
    @rule(choice=st.integers(0, 100))
    def reinstate(self, choice: int) -> None:
        row = sorted(self.gone)[choice % len(self.gone)]
        reinstate(self.catalogue, row)
        self.gone.remove(row)

    @rule(choice=st.integers(0, 100), fewer=st.booleans())
    def read_anew(self, choice: int, fewer: bool) -> None:
        if (row := self.one(choice)) is not None:
            document = self.papers[row]
            self.papers[row] = replace(document, references=document.references[:1]) if fewer else document
            refile_document(self.catalogue, self.papers[row], KNOWLEDGE)

    @rule(choice=st.integers(0, 100), day=st.sampled_from(("2023-02-02", "2021-01-01")))
    def put_right(self, choice: int, day: str) -> None:
        if (row := self.one(choice)) is not None:
            correct(self.catalogue, KNOWLEDGE, str(row), ("date", day), by="Lan")
            self.dates[row] = day

    @rule(choice=st.integers(0, 100), state=st.sampled_from(("done", "open", "not applicable")))
    def say(self, choice: int, state: str) -> None:
        if (row := self.one(choice)) is not None:
            task = self.catalogue.value("SELECT id FROM assignment WHERE document = ?", row)
            said = Done(TODAY) if state == "done" else state
            say_of_task(self.catalogue, str(task), state=said, note=None, said_by="Lan")
            self.said.append((str(task), state))

    @invariant()
    def what_people_said_stands(self) -> None:
        gone = {
            row[0]
            for row in self.catalogue.rows(
                "SELECT a.id FROM assignment a JOIN document d ON d.id = a.document WHERE d.withdrawn_at IS NOT NULL"
            )
        }
        for task in tasks(self.catalogue, KNOWLEDGE, as_of=TODAY):
            one = {task.id, *(copy.task for copy in task.copies)}
            states = [state for told, state in self.said if told in one]
            of_gone = {state for told, state in self.said if told in gone}  # a copy that is gone may have told it
            assert task.state in of_gone.union(states[-1:] or ["not applicable" if task.replaced_by else "open"])

    @invariant()
    def every_task_is_told_once(self) -> None:
        found = tasks(self.catalogue, KNOWLEDGE, as_of=TODAY)
        told = [each for task in found for each in (task.id, *(copy.task for copy in task.copies))]
        here = self.papers.keys() - self.gone
        assert len(told) == len(set(told)) == len(here)
        assert len(found) == len(
            {(d.headings[0].number, d.headings[0].issuer, self.date_of(r)) for r, d in self.papers.items() if r in here}
        )

    def date_of(self, row: int) -> object:
        return self.dates.get(row, self.papers[row].headings[0].date)

    @invariant()
    def every_paper_is_found_once(self) -> None:
        here = self.papers.keys() - self.gone
        assert {hit.document for hit in search(self.catalogue, "so y te", limit=100)} == here

    @invariant()
    def is_sound(self) -> None:
        assert check(self.catalogue) == ()

    @invariant()
    def corrections_stand(self) -> None:
        for row, day in self.dates.items():
            assert self.catalogue.value("SELECT date FROM document WHERE id = ?", row) == day

    @invariant()
    def says_what_a_fresh_one_says(self) -> None:
        with tempfile.TemporaryDirectory() as folder, open_catalogue(Path(folder) / "fresh.db") as fresh:
            for row in sorted(self.papers.keys() - self.gone, reverse=True):
                filed = file_document(fresh, self.papers[row], KNOWLEDGE).document
                if row in self.dates:
                    correct(fresh, KNOWLEDGE, str(filed), ("date", self.dates[row]), by="Lan")
            assert shape(self.catalogue) == shape(fresh)


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=8,
    stateful_step_count=8,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # shrinking takes longer than reading the steps
    suppress_health_check=list(HealthCheck),
)


def test_a_date_put_right_twice_leaves_no_doubt_behind() -> None:
    life = Life()
    life.file(0, [1, 0, 3, 5])
    life.file(2, [3, 2, 0, 5])
    for day in ("2023-02-02", "2021-01-01"):
        life.put_right(0, day)
        life.says_what_a_fresh_one_says()
    life.teardown()
