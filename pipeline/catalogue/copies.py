"""Copies: one paper that came in as several files, a scan and a Word file, whose tasks are told once.

Two documents are copies where they bear one number, or where one bears none and their texts are nearly the same, and
where neither their issuers nor their dates contradict. A task that stands in several copies is told with one of them,
whichever came first: with the one that people have corrected, that bears a number, that was read best. The others stay
as they are, and are named with it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from normalizers.folding import fold
from pipeline.catalogue.agenda import enter_tasks, remove_tasks
from pipeline.catalogue.facts import to_text
from pipeline.catalogue.likeness import ALIKE, MOST, bands_of, likeness_of
from pipeline.catalogue.schema import Catalogue

MOST_COPIES = 20  # of one paper that are looked at
SURELY_ALIKE = 0.8  # of the texts of two documents neither of which bears a number
SAME_WORDS = 90.0  # of a hundred, of two readings of one task

PAPER = """
    SELECT d.id, d.sha256, d.number_key, d.issuer, d.date, coalesce(d.quality, 1.0) AS quality, l.sketch,
           EXISTS (SELECT 1 FROM correction c WHERE c.field <> 'confirmed' AND c.fact IN (
               SELECT d.sha256 UNION ALL SELECT id FROM deadline WHERE document = d.id
               UNION ALL SELECT id FROM assignment WHERE document = d.id)) AS corrected
    FROM document d LEFT JOIN likeness l ON l.document = d.id
    WHERE d.withdrawn_at IS NULL AND {} ORDER BY d.sha256 LIMIT {}"""


@dataclass(frozen=True, slots=True)
class _Task:
    """A task as it is compared with others: its words, folded, its bodies, and its last day or rule."""

    id: str
    words: str
    bodies: frozenset[int]
    days: frozenset[str]


def join_copies(catalogue: Catalogue, document: int) -> None:
    """Enter the tasks of a filed document into the agenda, those that copies of its paper have as well with them."""
    _tell_once(catalogue, _copies(catalogue, document))


def part_copies(catalogue: Catalogue, document: int, *, for_good: bool) -> None:
    """Take the tasks of a document out of the agenda, while they and the document stand; copies tell what they have.

    With `for_good` what people said of its tasks is said of theirs from now on.
    """
    twins = _twins(catalogue, document)
    _forget(catalogue, [document, *(row["document"] for row in twins)])
    for row in twins if for_good else ():
        catalogue.db.execute("UPDATE ledger SET task = ? WHERE task = ?", (row["twin"], row["id"]))
    told: set[int] = set()
    for row in twins:
        if row["document"] not in told:
            papers = [paper for paper in _copies(catalogue, row["document"]) if paper["id"] != document]
            _tell_once(catalogue, papers)
            told.update(paper["id"] for paper in papers)


def _tell_once(catalogue: Catalogue, papers: list[sqlite3.Row]) -> None:
    """Enter the tasks of copies of one paper into the agenda, each once, with what people said of it."""
    rows = [paper["id"] for paper in papers]
    _forget(catalogue, rows)
    for row in rows:
        catalogue.db.execute(
            "UPDATE ledger SET task = assignment WHERE assignment IN (SELECT id FROM assignment WHERE document = ?)",
            (row,),
        )
    leads = _led(papers, _tasks(catalogue, rows)) if len(papers) > 1 else {}
    catalogue.db.conn.executemany("INSERT INTO twin (assignment, leads) VALUES (?, ?)", leads.items())
    catalogue.db.conn.executemany("UPDATE ledger SET task = ? WHERE task = ?", ((v, k) for k, v in leads.items()))
    for row in rows:
        enter_tasks(catalogue, row)


def _forget(catalogue: Catalogue, documents: list[int]) -> None:
    """Take the tasks of documents out of the agenda, and let each stand for itself."""
    for document in documents:
        remove_tasks(catalogue, document)
    catalogue.db.execute(
        """DELETE FROM twin WHERE assignment IN (
               SELECT a.id FROM json_each(?) n CROSS JOIN assignment a ON a.document = n.value)""",
        (to_text(documents),),
    )


def _twins(catalogue: Catalogue, document: int) -> list[sqlite3.Row]:
    """Return the tasks of a document that others tell as well, each with one of those, and with its document."""
    return catalogue.rows(
        """SELECT a.id, b.id AS twin, b.document FROM assignment a
                CROSS JOIN twin t ON t.assignment = a.id JOIN assignment b ON b.id = t.leads
           WHERE a.document = :document
           UNION ALL
           SELECT a.id, b.id, b.document FROM assignment a
                CROSS JOIN twin t ON t.leads = a.id JOIN assignment b ON b.id = t.assignment
           WHERE a.document = :document
           UNION ALL
           SELECT a.id, b.id, b.document FROM assignment a
                CROSS JOIN twin t ON t.assignment = a.id JOIN twin o ON o.leads = t.leads
                JOIN assignment b ON b.id = o.assignment AND b.document <> a.document
           WHERE a.document = :document""",
        {"document": document},
    )


def _copies(catalogue: Catalogue, document: int) -> list[sqlite3.Row]:
    """Return a document and the copies of its paper, copies of copies as well, first the one that tells the tasks."""
    waiting = catalogue.rows(PAPER.format("d.id = ?", 1), document)
    found = {paper["id"]: paper for paper in waiting}
    for paper in waiting:
        for other in _near(catalogue, paper):
            if other["id"] not in found and _are_copies(paper, other) and len(found) < MOST_COPIES:
                found[other["id"]] = other
                waiting.append(other)
    return sorted(found.values(), key=_rank)


def _near(catalogue: Catalogue, paper: sqlite3.Row) -> Iterator[sqlite3.Row]:
    """Yield the documents that bear the number of one, and those that may have its text where either bears none."""
    if paper["number_key"]:
        same = "d.number_key = ? AND (? IS NULL OR d.issuer IS NULL OR d.issuer = ?)"
        values = (paper["number_key"], paper["issuer"], paper["issuer"])
        yield from catalogue.rows(PAPER.format(same, MOST), *values)
    unnumbered = "AND d.number_key IS NULL" if paper["number_key"] else ""
    alike = f"""d.id IN (SELECT b.document FROM json_each(?) n CROSS JOIN likeness_band b ON b.band = n.value)
                {unnumbered}"""
    yield from catalogue.rows(PAPER.format(alike, MOST), to_text(list(bands_of(paper["sketch"] or b""))))


def _rank(paper: sqlite3.Row) -> tuple[object, ...]:
    return not paper["corrected"], paper["number_key"] is None, -paper["quality"], paper["sha256"]


def _are_copies(one: sqlite3.Row, other: sqlite3.Row) -> bool:
    """Tell whether two documents are one paper, as far as they say what they are."""
    dates, issuers = (one["date"], other["date"]), (one["issuer"], other["issuer"])
    if None not in issuers and issuers[0] != issuers[1]:
        return False
    if None not in dates and not (dates[0].startswith(dates[1]) or dates[1].startswith(dates[0])):
        return False
    if _bear_one_number(one, other):
        return True
    if one["number_key"] and other["number_key"]:
        return False
    enough = ALIKE if one["number_key"] or other["number_key"] else SURELY_ALIKE
    return (likeness_of(one["sketch"], other["sketch"]) or 0) >= enough


def _bear_one_number(one: sqlite3.Row, other: sqlite3.Row) -> bool:
    return one["number_key"] is not None and one["number_key"] == other["number_key"]


def _tasks(catalogue: Catalogue, documents: list[int]) -> dict[int, list[_Task]]:
    rows = catalogue.rows(
        """SELECT a.document, a.id, a.text,
                  (SELECT group_concat(body, ' ') FROM assignment_body WHERE assignment = a.id) AS bodies,
                  (SELECT group_concat(coalesce(l.end_date, l.rrule), ' ') FROM assignment_deadline ad
                   JOIN deadline l ON l.id = ad.deadline WHERE ad.assignment = a.id) AS days
           FROM json_each(?) n CROSS JOIN assignment a ON a.document = n.value ORDER BY a.start, a.id""",
        to_text(documents),
    )
    found: dict[int, list[_Task]] = defaultdict(list)
    for row in rows:
        bodies = frozenset(map(int, (row["bodies"] or "").split()))
        task = _Task(row["id"], " ".join(fold(row["text"]).split()), bodies, frozenset((row["days"] or "").split()))
        found[row["document"]].append(task)
    return found


def _led(papers: list[sqlite3.Row], tasks: dict[int, list[_Task]]) -> dict[str, str]:
    """Return of each task that stands in an earlier one of the papers as well the one that leads it."""
    leads: dict[str, str] = {}
    for place, paper in enumerate(papers):
        for earlier in papers[:place]:
            if _are_copies(paper, earlier):
                sure = _bear_one_number(paper, earlier)
                these = [task for task in tasks[paper["id"]] if task.id not in leads]
                for one, other in _pairs(these, tasks[earlier["id"]], sure=sure):
                    leads[one.id] = leads.get(other.id, other.id)
    return leads


def _pairs(these: list[_Task], those: list[_Task], *, sure: bool) -> Iterator[tuple[_Task, _Task]]:
    """Yield the tasks of two papers that are one: of the same words, then of nearly the same; each once.

    Of papers that are not surely the same, only those of the same days.
    """
    for least in (100.0, SAME_WORDS):
        for same_days in (True, False) if sure else (True,):
            taken: set[str] = set()
            for task in these:
                fitting = [
                    other for other in those if _may_be_one(task, other) and (not same_days or task.days == other.days)
                ]
                if other := _nearest(task, fitting, least):
                    taken.update((task.id, other.id))
                    those = [each for each in those if each is not other]
                    yield task, other
            these = [task for task in these if task.id not in taken]


def _may_be_one(one: _Task, other: _Task) -> bool:
    return bool(one.bodies & other.bodies) or not (one.bodies and other.bodies)


def _nearest(task: _Task, others: list[_Task], least: float) -> _Task | None:
    """Return the task whose words are nearest, None where none is as near as that."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(task.words, [other.words for other in others], scorer=fuzz.ratio, score_cutoff=least)
    return others[found[2]] if found else None
