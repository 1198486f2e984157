"""The tables of the catalogue, as a list of migrations, and the one way to open it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database, Migrations

from normalizers.folding import fold
from pipeline.errors import CatalogueBusyError, CatalogueDamagedError, CatalogueVersionError, NotFoundError

MIGRATIONS = Migrations("vanthu")
BUSY_TIMEOUT = 30.0  # seconds to wait for another process that writes

# A fact's columns that every kind has. `boxes` and `segments` are JSON; `text` is the words of the span as printed.
FACT = """
    id TEXT PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    segments TEXT NOT NULL,
    page INTEGER,
    boxes TEXT NOT NULL,
    text TEXT NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL
"""


@MIGRATIONS()
def create_documents(db: Database) -> None:
    """Documents by their bytes, and by what identifies one that is spoken of."""
    db.executescript("""
        CREATE TABLE identity (
            id INTEGER PRIMARY KEY,
            number_key TEXT NOT NULL,
            issuer TEXT NOT NULL,
            period TEXT NOT NULL,
            number TEXT, doc_type TEXT, title TEXT,
            merged INTEGER REFERENCES identity(id),
            UNIQUE (number_key, issuer, period)
        );
        CREATE INDEX identity_merged ON identity(merged);
        CREATE TABLE document (
            id INTEGER PRIMARY KEY,
            sha256 TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            media_type TEXT NOT NULL,
            size INTEGER NOT NULL,
            original TEXT NOT NULL,
            filed_at TEXT NOT NULL,
            program TEXT NOT NULL,
            identity INTEGER REFERENCES identity(id),
            number TEXT, number_key TEXT, doc_type TEXT, title TEXT, issuer TEXT, place TEXT, date TEXT,
            heading TEXT NOT NULL,
            quality REAL,
            text TEXT NOT NULL,
            provenance BLOB NOT NULL,
            withdrawn_at TEXT, withdrawn_why TEXT
        );
        CREATE INDEX document_number ON document(number_key);
        CREATE INDEX document_date ON document(date);
        CREATE INDEX document_identity ON document(identity);
    """)


@MIGRATIONS()
def create_arrivals(db: Database) -> None:
    """The log of every file that came in."""
    db.executescript("""
        CREATE TABLE arrival (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            sha256 TEXT,
            arrived_at TEXT NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('filed', 'duplicate', 'failed', 'secret')),
            document INTEGER REFERENCES document(id),
            error TEXT, message TEXT, "values" TEXT, hint TEXT
        );
        CREATE INDEX arrival_outcome ON arrival(outcome);
    """)


@MIGRATIONS()
def create_parts(db: Database) -> None:
    """Pages with their words in one blob each, parts, and notes."""
    db.executescript("""
        CREATE TABLE page (
            document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            width REAL, height REAL,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL,
            origin TEXT NOT NULL, engine TEXT, confidence REAL,
            words BLOB NOT NULL,
            PRIMARY KEY (document, number)
        ) WITHOUT ROWID;
        CREATE TABLE part (
            document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            kind TEXT NOT NULL, name TEXT,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL,
            heading TEXT,
            PRIMARY KEY (document, ordinal)
        ) WITHOUT ROWID;
        CREATE TABLE note (
            document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, "values" TEXT NOT NULL,
            start INTEGER, "end" INTEGER,
            PRIMARY KEY (document, ordinal)
        ) WITHOUT ROWID;
    """)


@MIGRATIONS()
def create_citations(db: Database) -> None:
    """References, each with its place on paper, and the edges of the citation graph."""
    db.executescript(f"""
        CREATE TABLE reference ({FACT},
            whole_start INTEGER NOT NULL, whole_end INTEGER NOT NULL,
            identity INTEGER NOT NULL REFERENCES identity(id),
            doc_type TEXT, number TEXT, date TEXT, issuer TEXT, title TEXT,
            relation TEXT NOT NULL, direction TEXT NOT NULL, extent TEXT NOT NULL, pinpoint TEXT,
            antecedent INTEGER, nested_in INTEGER, key TEXT, date_resolved TEXT, status TEXT NOT NULL,
            candidates TEXT NOT NULL
        );
        CREATE INDEX reference_document ON reference(document);
        CREATE INDEX reference_identity ON reference(identity, document);
        CREATE TABLE citation (
            source INTEGER NOT NULL REFERENCES identity(id),
            target INTEGER NOT NULL REFERENCES identity(id),
            relation TEXT NOT NULL,
            reference TEXT NOT NULL REFERENCES reference(id) ON DELETE CASCADE,
            told INTEGER NOT NULL,
            PRIMARY KEY (source, target, relation, reference)
        ) WITHOUT ROWID;
        CREATE INDEX citation_target ON citation(target, source, relation);
        CREATE INDEX citation_reference ON citation(reference);
    """)


@MIGRATIONS()
def create_tasks(db: Database) -> None:
    """Deadlines, assignments and bodies, each with its place on paper."""
    db.executescript(f"""
        CREATE TABLE deadline ({FACT},
            kind TEXT NOT NULL, start_date TEXT, end_date TEXT, inclusive INTEGER, rrule TEXT,
            anchor TEXT, "offset" TEXT,
            tentative INTEGER NOT NULL, observance INTEGER NOT NULL, what TEXT, agencies TEXT NOT NULL,
            report_to TEXT NOT NULL
        );
        CREATE INDEX deadline_document ON deadline(document);
        CREATE INDEX deadline_end ON deadline(end_date);
        CREATE TABLE assignment ({FACT},
            agency_as_written TEXT, role TEXT NOT NULL, section TEXT
        );
        CREATE INDEX assignment_document ON assignment(document);
        CREATE TABLE assignment_body (
            assignment TEXT NOT NULL REFERENCES assignment(id) ON DELETE CASCADE,
            capacity TEXT NOT NULL CHECK (capacity IN ('agency', 'partner')),
            body INTEGER NOT NULL REFERENCES body(id),
            PRIMARY KEY (assignment, capacity, body)
        ) WITHOUT ROWID;
        CREATE INDEX assignment_body_body ON assignment_body(body);
        CREATE TABLE assignment_deadline (
            assignment TEXT NOT NULL REFERENCES assignment(id) ON DELETE CASCADE,
            deadline TEXT NOT NULL REFERENCES deadline(id) ON DELETE CASCADE,
            PRIMARY KEY (assignment, deadline)
        ) WITHOUT ROWID;
        CREATE TABLE body (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            folded TEXT NOT NULL,
            level TEXT
        );
        CREATE INDEX body_folded ON body(folded);
        CREATE TABLE mention ({FACT},
            body INTEGER NOT NULL REFERENCES body(id)
        );
        CREATE INDEX mention_body ON mention(body, document);
        CREATE INDEX mention_document ON mention(document);
    """)


@MIGRATIONS()
def create_ledger(db: Database) -> None:
    """What people say of the tasks."""
    db.executescript("""
        CREATE TABLE ledger (
            id INTEGER PRIMARY KEY,
            assignment TEXT NOT NULL,
            state TEXT CHECK (state IN ('done', 'open')),
            note TEXT,
            said_at TEXT NOT NULL,
            said_by TEXT NOT NULL
        );
        CREATE INDEX ledger_assignment ON ledger(assignment);
    """)


@MIGRATIONS()
def create_search(db: Database) -> None:
    """The search index; what it holds is made by `pipeline.catalogue.index` and nowhere else."""
    db.executescript("""
        CREATE VIRTUAL TABLE search USING fts5(
            number, exact_title, exact, folded_title, folded,
            content='', tokenize="unicode61 remove_diacritics 0"
        );
    """)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """An open catalogue. `originals` is the folder beside it that keeps the papers byte for byte."""

    db: Database
    path: Path

    @property
    def originals(self) -> Path:
        """The folder of the original files, named by their hash."""
        return self.path.parent / "originals"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make all that is written inside stand or fall together; other writers wait."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Return the rows that a query finds."""
        return list(self.db.execute(sql, values).fetchall())

    def value(self, sql: str, *values: object) -> object:
        """Return the first column of the first row, None where there is none."""
        row = self.db.execute(sql, values).fetchone()
        return row[0] if row else None


@contextmanager
def open_catalogue(path: Path, *, create: bool = True) -> Iterator[Catalogue]:
    """Open the catalogue at `path` and bring its tables up to date.

    Raises:
        NotFoundError: there is none and none is to be made.
        CatalogueError: it is newer than the program, in use, or no catalogue at all.
    """
    if not create and not path.is_file():
        raise NotFoundError("Chưa có mục lục {}. Hãy nhập văn bản trước bằng `vanthu ingest`.", path)
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.create_function("fold", 1, _fold, deterministic=True)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        catalogue = Catalogue(Database(connection), path)
        _migrate(catalogue)
        yield catalogue
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise CatalogueBusyError("Mục lục {} đang được chương trình khác ghi.", path) from error
        raise CatalogueDamagedError("Mục lục {} không dùng được: {}.", path, error) from error
    except sqlite3.DatabaseError as error:
        raise CatalogueDamagedError("Tệp {} không phải mục lục Văn Thư hoặc đã hỏng: {}.", path, error) from error
    finally:
        connection.close()


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)


def _migrate(catalogue: Catalogue) -> None:
    ours = {m.name for m in MIGRATIONS.pending(Database(memory=True))}
    if newer := [m.name for m in MIGRATIONS.applied(catalogue.db) if m.name not in ours]:
        raise CatalogueVersionError("Mục lục {} do bản Văn Thư mới hơn tạo ra ({}).", catalogue.path, newer[-1])
    if MIGRATIONS.pending(catalogue.db):
        MIGRATIONS.apply(catalogue.db)
