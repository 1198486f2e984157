"""Filing: a document becomes rows, all in one transaction, or none."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.knowledge import Knowledge
from extractors.bundles import papers_of
from pipeline.catalogue.connection import now
from pipeline.catalogue.copies import join_copies, part_copies
from pipeline.catalogue.corrections import lay_over
from pipeline.catalogue.document_rows import document_row, insert_pages, insert_parts
from pipeline.catalogue.edges import join_document, part_document
from pipeline.catalogue.extensions import enter_extensions
from pipeline.catalogue.facts import Filing, file_facts, to_text
from pipeline.catalogue.identities import Naming, Touched, settle
from pipeline.catalogue.identity import Key, context_of, key_of, said_in
from pipeline.catalogue.index import index_document, unindex_document
from pipeline.catalogue.schema import Catalogue
from pipeline.document import Document, Source
from pipeline.errors import NotFoundError, SecretPaperError, VanThuError

Outcome = Literal["filed", "duplicate", "failed", "secret"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of a file that came in; `document` is its row where it was filed or is held already.

    `claim` names the claim under which the inbox took the file; what came of one claim is put on record once.
    """

    path: Path
    outcome: Outcome
    document: int | None = None
    error: VanThuError | None = None
    claim: str | None = None


def held(catalogue: Catalogue, sha256: str) -> int | None:
    """Return the document that has these very bytes, None where there is none."""
    found = catalogue.value("SELECT id FROM document WHERE sha256 = ?", sha256)
    return None if found is None else int(str(found))


def file_document(
    catalogue: Catalogue, document: Document, knowledge: Knowledge, *, claim: str | None = None
) -> Arrival:
    """File a document with its pages, parts, facts and notes; the same bytes are filed once.

    The original is copied beside the catalogue before the rows are written, so that no row is without its paper. What
    came inside a container is no arrival of its own: the container is. Of several papers in one file each is filed; the
    first stands for the file.
    """
    source = document.source
    original = _keep_original(catalogue, source)
    with catalogue.writing():
        if (same := held(catalogue, source.sha256)) is not None:
            arrival = Arrival(source.path, "duplicate", same, claim=claim)
        else:
            rows = [file_paper(catalogue, paper, original, knowledge) for paper in papers_of(document, knowledge)]
            arrival = Arrival(source.path, "filed", rows[0], claim=claim)
        return arrival if source.container else _log(catalogue, source.sha256, arrival)


def file_paper(catalogue: Catalogue, paper: Document, original: str, knowledge: Knowledge) -> int:
    """File one paper, whose file is kept under the name `original`; return its row."""
    columns = document_row(paper, original)
    names, marks = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    row = int(catalogue.db.execute(f"INSERT INTO document ({names}) VALUES ({marks})", columns).lastrowid or 0)
    file_content(catalogue, paper, row, knowledge, Touched())
    return row


def file_content(catalogue: Catalogue, document: Document, row: int, knowledge: Knowledge, touched: Touched) -> None:
    """Enter all that a document holds and says beside its row; join it to the graph, the agenda and the index.

    What people have put right of it is laid over what was read.
    """
    filing = Filing(catalogue, document, row, knowledge, *spoken_from(document, knowledge), touched)
    catalogue.db.execute("UPDATE document SET identity = ? WHERE id = ?", (identify_document(filing), row))
    file_rows(filing)
    lay_over(catalogue, row, knowledge, touched)
    join_document(catalogue, row, touched)
    index_document(catalogue, row)
    join_copies(catalogue, row)
    enter_extensions(catalogue, row)


def file_rows(filing: Filing) -> None:
    """Enter the pages, parts, notes and facts of a document."""
    insert_pages(filing)
    insert_parts(filing)
    file_facts(filing)


def spoken_from(document: Document, knowledge: Knowledge) -> tuple[str, str]:
    """Return from which province (folded) and in which year a document speaks, "" for what it does not say."""
    heading = document.heading
    spoken = (heading.issuer, heading.place, heading.date) if heading else (None, None, None)
    return context_of(*spoken, knowledge)


def log_duplicate(catalogue: Catalogue, source: Source, same: int, *, claim: str | None = None) -> Arrival:
    """Put on record that a file came in whose bytes are held already."""
    with catalogue.writing():
        return _log(catalogue, source.sha256, Arrival(source.path, "duplicate", same, claim=claim))


def log_failure(catalogue: Catalogue, path: Path, error: VanThuError, *, claim: str | None = None) -> Arrival:
    """Put on record that a file came in and could not be processed, or is secret: of its bytes then nothing is kept."""
    outcome: Outcome = "secret" if isinstance(error, SecretPaperError) else "failed"
    sha256 = hash_of(path) if outcome == "failed" and path.is_file() else None
    with catalogue.writing():
        return _log(catalogue, sha256, Arrival(path, outcome, error=error, claim=claim))


def hash_of(path: Path) -> str:
    """Return what the bytes of a file are known by."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def withdraw(catalogue: Catalogue, document: int, why: str, *, by: str = "") -> None:
    """Take a document back: it is no longer found or counted, but its rows, its original and the reason stay.

    Raises:
        NotFoundError: there is no such document.
    """
    found = catalogue.rows("SELECT withdrawn_at FROM document WHERE id = ?", document)
    if not found:
        raise NotFoundError("Không có văn bản số {} trong mục lục.", document)
    if found[0]["withdrawn_at"]:
        return
    with catalogue.writing():
        take_out(catalogue, document, why, by=by)


def take_out(catalogue: Catalogue, document: int, why: str, *, by: str = "") -> None:
    """Take a document out of the graph, the agenda and the index, with the reason."""
    part_copies(catalogue, document, for_good=True)
    catalogue.db.execute("UPDATE document SET withdrawn_at = ?, withdrawn_why = ? WHERE id = ?", (now(), why, document))
    touched = Touched()
    part_document(catalogue, document, touched)
    settle(catalogue, touched)
    unindex_document(catalogue, document)
    log_change(catalogue, "withdraw", by=by, document=document, details={"why": why})


def log_change(catalogue: Catalogue, what: str, *, by: str, document: int | None, details: object) -> None:
    """Put a change on record; it stands or falls with the change itself."""
    catalogue.db.execute(
        "INSERT INTO change (made_at, made_by, what, document, details) VALUES (?, ?, ?, ?, ?)",
        (now("microseconds"), by, what, document, to_text(details)),
    )


def _keep_original(catalogue: Catalogue, source: Source) -> str:
    """Copy the file beside the catalogue under its hash; return its name there."""
    name = f"{source.sha256}{source.path.suffix.lower()}"
    kept = catalogue.originals / source.sha256[:2] / name
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_name(f"{name}.partial")
        shutil.copyfile(source.path, partial)
        partial.replace(kept)
    return str(Path(source.sha256[:2]) / name)


def _log(catalogue: Catalogue, sha256: str | None, arrival: Arrival) -> Arrival:
    error = arrival.error
    catalogue.db.execute(
        """INSERT INTO arrival (name, sha256, arrived_at, outcome, document, error, message, "values", hint, claim)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            arrival.path.name,
            sha256,
            now(),
            arrival.outcome,
            arrival.document,
            type(error).__name__ if error else None,
            error.message if error else None,
            to_text(error.values) if error else None,
            error.hint if error else None,
            arrival.claim,
        ),
    )
    return arrival


def identify_document(filing: Filing) -> int:
    """Return the identity of the document itself; one without a number is known by its bytes."""
    document = filing.document
    heading = document.heading
    if heading is None or heading.number is None:
        key = Key(f"= {document.source.sha256}", "", "")
        naming = Naming(None, heading.doc_type, heading.title, heading.issuer) if heading else Naming(None, None, None)
    else:
        key = key_of(heading.number, heading.issuer, heading.date, heading.title, filing.knowledge)
        naming = Naming(heading.number, heading.doc_type, heading.title, heading.issuer)
    return filing.identify(said_in(key, filing.near, filing.until), naming)
