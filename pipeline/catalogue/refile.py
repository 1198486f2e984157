"""Filing anew what is held: after a new reading, after a correction, or when what was withdrawn is brought back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.knowledge import Knowledge
from extractors.bundles import papers_of
from pipeline.catalogue.connection import now
from pipeline.catalogue.copies import join_copies, part_copies
from pipeline.catalogue.corrections import CONFIRMED, check_value, fact_named, lay_over, value_of
from pipeline.catalogue.document_rows import program, read_columns
from pipeline.catalogue.edges import join_document, part_document
from pipeline.catalogue.extensions import enter_extensions
from pipeline.catalogue.identities import Touched, settle
from pipeline.catalogue.index import index_document, tidy_index, unindex_document
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.write import file_content, file_paper, log_change, take_out
from pipeline.document import Document
from pipeline.errors import ConfigError, NotFoundError

SELECTABLE = ("id", "doc_type", "issuer", "place", "number", "media_type", "program", "name")
NO_LONGER_APART = "đọc lại thì không còn là một văn bản riêng trong tệp"  # why it was withdrawn, as people write it


@dataclass(frozen=True, slots=True)
class Held:
    """A document held, to be read anew: its row, its hash, its name, and the name of its original."""

    id: int
    sha256: str
    name: str
    original: str


def correct(catalogue: Catalogue, knowledge: Knowledge, fact: str, change: tuple[str, str | None], *, by: str) -> None:
    """Put a field of a fact right, or confirm the fact (field "confirmed"); the graph and the index follow.

    `fact` is the beginning of its id, or the row of a document; `change` the field and its value.

    Raises:
        NotFoundError: no fact, or more than one, has such an id.
        ConfigError: there is no such field, or it takes no such value.

    >>> deadline, = doubts(catalogue, "deadline", below=0.95)
    >>> correct(catalogue, knowledge, deadline.id, ("end_date", "2025-06-16"), by="Lan")
    >>> [task.last_day for task in tasks(catalogue, knowledge, body="cong an tinh", as_of=today)]
    [datetime.date(2025, 6, 15)]
    """
    kind, identifier, document = fact_named(catalogue, fact)
    field, value = change
    check_value(kind, field, value)
    with catalogue.writing():
        named = str(document) if kind == "document" else identifier
        was = None if field == CONFIRMED else value_of(catalogue, kind, named, field)
        catalogue.db.execute(
            """INSERT INTO correction (kind, fact, field, value, was, made_at, made_by)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (kind, identifier, field, value, was, now(), by),
        )
        if field != CONFIRMED:
            _rejoin(catalogue, document, knowledge)
        details = {"kind": kind, "fact": identifier, "field": field, "value": value, "was": was}
        log_change(catalogue, "correct", by=by, document=document, details=details)


def reinstate(catalogue: Catalogue, document: int, *, by: str = "") -> None:
    """Bring back a document that was withdrawn, with its facts, its corrections and its ledger.

    Raises:
        NotFoundError: no such document was withdrawn.

    >>> withdraw(catalogue, 1, "vào sổ nhầm", by="Lan")
    >>> tasks(catalogue, knowledge, as_of=today)
    ()
    >>> reinstate(catalogue, 1, by="Lan")
    >>> [task.number for task in tasks(catalogue, knowledge, as_of=today)]
    ['12/KH-UBND']
    """
    if not catalogue.rows("SELECT id FROM document WHERE id = ? AND withdrawn_at IS NOT NULL", document):
        raise NotFoundError("Không có văn bản số {} nào đã rút.", document)
    with catalogue.writing():
        catalogue.db.execute("UPDATE document SET withdrawn_at = NULL, withdrawn_why = NULL WHERE id = ?", (document,))
        touched = Touched()
        part_document(catalogue, document, touched)  # the graph has nothing of it; this tells whom it speaks of
        join_document(catalogue, document, touched)
        index_document(catalogue, document)
        join_copies(catalogue, document)
        log_change(catalogue, "reinstate", by=by, document=document, details={})


def refile_document(catalogue: Catalogue, document: Document, knowledge: Knowledge) -> int:
    """File what a new reading of a held document finds in the place of what the last one found; return its row.

    What people said and put right stays: tasks and facts are known again by their words. Of several papers in one file
    those that were not told apart before are filed, and those that no longer are are withdrawn.
    """
    row, name, original = catalogue.rows(
        "SELECT id, name, original FROM document WHERE sha256 = ?", document.source.sha256
    )[0]
    papers = papers_of(replace(document, source=replace(document.source, name=name)), knowledge)
    with catalogue.writing():
        filed = {sha256: (other, why) for other, sha256, why in _papers_in(catalogue, row)}
        for paper in papers:
            other, why = filed.pop(paper.source.sha256, (None, None))
            if other is None:
                file_paper(catalogue, paper, original, knowledge)
            elif why in (None, NO_LONGER_APART):
                _refile(catalogue, paper, other, knowledge)
        for other, why in filed.values():
            if why is None:
                take_out(catalogue, other, NO_LONGER_APART)
    return int(row)


def held_where(catalogue: Catalogue, where: str, *, since: str) -> Iterator[Held]:
    """Yield the documents to read anew that have not been since a moment, the oldest first.

    `where` is "all", "older" (read by another version of the program) or a column and its value (`doc_type=kế hoạch`).

    Raises:
        ConfigError: it is none of these.
    """
    field, _, value = where.partition("=")
    if where == "older":
        condition, value = "program <> ?", program()
    elif where == "all":
        condition, value = "? = ''", ""
    elif value and field in SELECTABLE:
        condition = f"lower({field}) = lower(?)"
    else:
        raise ConfigError("Không hiểu điều kiện {}; dùng all, older hoặc một trong: {}.", where, ", ".join(SELECTABLE))
    rows = catalogue.rows(
        f"""SELECT id, sha256, name, original FROM document WHERE id IN (
                SELECT coalesce((SELECT f.id FROM document f WHERE f.sha256 = d.container AND f.original = d.original),
                                d.id)
                FROM document d WHERE d.withdrawn_at IS NULL AND d.read_at < ? AND {condition})
            ORDER BY id""",
        *(since, value),
    )
    yield from (Held(*row) for row in rows)


def begin_run(catalogue: Catalogue, where: str) -> str:
    """Put on record that documents are being read anew; return since when: a run that was broken off goes on."""
    rows = catalogue.rows(
        "SELECT what, made_at FROM change WHERE what IN ('run', 'run ended') AND details = ? ORDER BY id DESC LIMIT 1",
        f'"{where}"',
    )
    if rows and rows[0]["what"] == "run":
        return str(rows[0]["made_at"])
    with catalogue.writing():
        log_change(catalogue, "run", by="", document=None, details=where)
    return str(catalogue.value("SELECT made_at FROM change ORDER BY id DESC LIMIT 1"))


def end_run(catalogue: Catalogue, where: str) -> None:
    """Put on record that all documents asked for have been read anew, and tidy the index that this has worn."""
    with catalogue.writing():
        log_change(catalogue, "run ended", by="", document=None, details=where)
    tidy_index(catalogue)


def _papers_in(catalogue: Catalogue, document: int) -> list[tuple[int, str, str | None]]:
    """Return of each paper filed from the file of a document its row, its hash, and why it was withdrawn if it was."""
    return catalogue.tuples(
        """SELECT d.id, d.sha256, iif(d.withdrawn_at IS NULL, NULL, coalesce(d.withdrawn_why, ''))
           FROM document f JOIN document d ON d.id = f.id OR d.container = f.sha256 AND d.original = f.original
           WHERE f.id = ? ORDER BY d.id""",
        document,
    )


def _refile(catalogue: Catalogue, paper: Document, row: int, knowledge: Knowledge) -> None:
    """Put what a new reading finds in a paper in the place of what its rows say."""
    catalogue.db.execute("UPDATE document SET withdrawn_at = NULL, withdrawn_why = NULL WHERE id = ?", (row,))
    part_copies(catalogue, row, for_good=False)
    unindex_document(catalogue, row)
    touched = Touched()
    part_document(catalogue, row, touched)
    for table in ("page", "part", "note", "reference", "deadline", "assignment", "mention"):
        catalogue.db.execute(f"DELETE FROM {table} WHERE document = ?", (row,))
    columns = read_columns(paper)
    catalogue.db.execute(
        f"UPDATE document SET {', '.join(f'{name} = :{name}' for name in columns)} WHERE id = :id",
        columns | {"id": row},
    )
    file_content(catalogue, paper, row, knowledge, touched)
    log_change(catalogue, "reprocess", by="", document=row, details={"program": columns["program"]})


def _rejoin(catalogue: Catalogue, document: int, knowledge: Knowledge) -> None:
    """Let graph, agenda and index say what the rows of a document say once corrections are laid over them."""
    withdrawn = catalogue.value("SELECT withdrawn_at FROM document WHERE id = ?", document)
    touched = Touched()
    if withdrawn is None:
        part_copies(catalogue, document, for_good=False)
        unindex_document(catalogue, document)
        part_document(catalogue, document, touched)
    lay_over(catalogue, document, knowledge, touched)
    if withdrawn is None:
        join_document(catalogue, document, touched)
        index_document(catalogue, document)
        join_copies(catalogue, document)
    settle(catalogue, touched)
    enter_extensions(catalogue, document)
