"""What became of everything that came in, and whether the catalogue is sound."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pipeline.catalogue.index import EVERY
from pipeline.catalogue.lookup_tables import AGENDA, COUNTED, DATES
from pipeline.catalogue.schema import Catalogue


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be processed, and why: a message template with its values, and what to do."""

    name: str
    arrived_at: str
    error: str
    message: str
    values: tuple[str, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of files: `arrived` is the sum of the others but `waiting`, which still lie in the inbox."""

    filed: int
    duplicate: int
    failed: int
    secret: int
    waiting: int
    failures: tuple[Failure, ...]

    @property
    def arrived(self) -> int:
        """How many files have come in."""
        return self.filed + self.duplicate + self.failed + self.secret + self.waiting


def status(catalogue: Catalogue, *, waiting: int = 0, limit: int = 50) -> Status:
    """Return what became of every file; the newest failures first.

    >>> found = status(catalogue, waiting=3)
    >>> (found.arrived, found.filed, found.duplicate, found.failed, found.secret, found.waiting)
    (5, 2, 0, 0, 0, 3)
    """
    counts = dict(tuple(r) for r in catalogue.rows("SELECT outcome, count(*) FROM arrival GROUP BY outcome"))
    rows = catalogue.rows("SELECT * FROM arrival WHERE outcome = 'failed' ORDER BY id DESC LIMIT ?", limit)
    failures = tuple(
        Failure(r["name"], r["arrived_at"], r["error"], r["message"], tuple(json.loads(r["values"])), r["hint"])
        for r in rows
    )
    return Status(
        filed=counts.get("filed", 0),
        duplicate=counts.get("duplicate", 0),
        failed=counts.get("failed", 0),
        secret=counts.get("secret", 0),
        waiting=waiting,
        failures=failures,
    )


def check(catalogue: Catalogue) -> tuple[str, ...]:
    """Return what is wrong with the catalogue, in Vietnamese; nothing where it is sound.

    >>> check(catalogue)
    ()
    """
    return (
        *(f"SQLite: {row[0]}" for row in catalogue.rows("PRAGMA integrity_check") if row[0] != "ok"),
        *(f"Khóa ngoại: bảng {row[0]}, dòng {row[1]}" for row in catalogue.rows("PRAGMA foreign_key_check")),
        *_check_index(catalogue),
        *_check_graph(catalogue),
        *_check_agenda(catalogue),
        *_check_spans(catalogue),
        *_check_originals(catalogue),
    )


def _check_index(catalogue: Catalogue) -> list[str]:
    faults = (
        (
            "Văn bản {} chưa có trong chỉ mục tìm kiếm",
            """SELECT id FROM document d WHERE withdrawn_at IS NULL AND NOT EXISTS (
                   SELECT 1 FROM placed p WHERE p.document = d.id AND p.first IN (
                       SELECT rowid FROM search WHERE search MATCH :every))""",
        ),
        (
            "Văn bản {} đã rút còn trong chỉ mục tìm kiếm",
            "SELECT d.id FROM placed p JOIN document d ON d.id = p.document WHERE d.withdrawn_at IS NOT NULL",
        ),
    )
    return [what.format(row[0]) for what, sql in faults for row in catalogue.rows(f"{sql} LIMIT 20", {"every": EVERY})]


def _check_graph(catalogue: Catalogue) -> list[str]:
    """Tell where the graph is not what the documents say: each query finds what should not be."""
    ends = "EXISTS (SELECT 1 FROM identity i WHERE i.id = e.said_{0} AND e.{0} <> coalesce(i.merged, i.id))"
    counted = "i.{0} <> (SELECT count(DISTINCT {1}) FROM edge WHERE {2} = i.id AND source <> target)"
    faults = (
        ("Cạnh dẫn chiếu sai đầu", f"SELECT id FROM edge e WHERE {ends.format('source')} OR {ends.format('target')}"),
        (
            "Cạnh dẫn chiếu sai số văn bản",
            """SELECT id FROM edge e WHERE (papers, said_by) IS NOT (
                   SELECT count(*), min(document) FROM citation c WHERE c.edge = e.id)""",
        ),
        (
            "Số văn bản đang giữ sai",
            """SELECT id FROM identity i WHERE held <> (
                   SELECT count(*) FROM document d WHERE d.identity = i.id AND d.withdrawn_at IS NULL)""",
        ),
        ("Ngày của văn bản sai", f"SELECT id FROM identity WHERE (days, in_conflict) IS NOT {DATES}"),
        (
            "Số dẫn chiếu sai",
            f"SELECT id FROM identity i WHERE {counted.format('cites', 'target', 'source')} "
            f"OR {counted.format('cited_by', 'source', 'target')}",
        ),
        (
            "Văn bản đã rút còn dẫn",
            "SELECT c.document FROM citation c JOIN document d ON d.id = c.document WHERE d.withdrawn_at IS NOT NULL",
        ),
    )
    return [f"{what}: {row[0]}" for what, sql in faults for row in catalogue.rows(f"{sql} LIMIT 20")]


def _check_agenda(catalogue: Catalogue) -> list[str]:
    due, kept = AGENDA.format("true"), "SELECT body, day, rule, document, start, assignment FROM agenda"
    rows = catalogue.rows(
        f"""SELECT assignment FROM (SELECT * FROM ({due}) EXCEPT {kept})
            UNION SELECT assignment FROM ({kept} EXCEPT SELECT * FROM ({due})) LIMIT 20"""
    )
    tasks, helps = (COUNTED.format(capacity, "true") for capacity in ("agency", "partner"))
    counted = catalogue.rows(f"SELECT name FROM body WHERE tasks <> {tasks} OR helps <> {helps} LIMIT 20")
    wrong = [f"Lịch nhiệm vụ không khớp: {row[0]}" for row in rows]
    return [*wrong, *(f"Số nhiệm vụ không khớp: {row[0]}" for row in counted)]


def _check_spans(catalogue: Catalogue) -> list[str]:
    wrong = []
    for table in ("reference", "deadline", "assignment", "mention"):
        rows = catalogue.rows(
            f"""SELECT f.id FROM {table} f JOIN document d ON d.id = f.document
                WHERE substr(d.text, f.start + 1, f."end" - f.start) <> f.text"""
        )
        wrong += [f"Vị trí không khớp: {table} {row[0]}" for row in rows]
    return wrong


def _check_originals(catalogue: Catalogue) -> list[str]:
    rows = catalogue.rows("SELECT id, name, original, size FROM document")
    wrong = []
    for row in rows:
        kept = catalogue.originals / row["original"]
        if not kept.is_file() or kept.stat().st_size != row["size"]:
            wrong.append(f"Thiếu hoặc sai bản gốc của văn bản {row['id']} ({row['name']})")
    return wrong
