"""The tables of the catalogue, as a list of migrations."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("vanthu")

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
def create_identities(db: Database) -> None:
    """What documents are known by, held or only spoken of.

    `near` and `until` say of an open identity in which province and up to which year it was spoken of; "?" in both
    marks the one that stands for all those which cannot be told apart. `merged` is the identity that an open one means.
    `cites` and `cited_by` count the documents at the other end of its edges.
    """
    db.executescript("""
        CREATE TABLE identity (
            id INTEGER PRIMARY KEY,
            number_key TEXT NOT NULL, issuer TEXT NOT NULL, period TEXT NOT NULL,
            near TEXT NOT NULL, until TEXT NOT NULL, since TEXT NOT NULL, province TEXT NOT NULL,
            number TEXT, doc_type TEXT, title TEXT, issued_by TEXT, merged INTEGER REFERENCES identity(id),
            status TEXT NOT NULL DEFAULT 'resolved' CHECK (status IN ('resolved', 'ambiguous', 'unresolved')),
            in_conflict INTEGER NOT NULL DEFAULT 0,
            cites INTEGER NOT NULL DEFAULT 0, cited_by INTEGER NOT NULL DEFAULT 0,
            UNIQUE (number_key, issuer, period, near, until)
        );
        CREATE INDEX identity_merged ON identity(merged) WHERE merged IS NOT NULL;
        CREATE INDEX identity_cited_by ON identity(cited_by) WHERE cited_by > 0;
        CREATE INDEX identity_in_conflict ON identity(id) WHERE in_conflict;
    """)


@MIGRATIONS()
def create_documents(db: Database) -> None:
    """Documents by their bytes."""
    db.executescript("""
        CREATE TABLE document (
            id INTEGER PRIMARY KEY,
            sha256 TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL, original TEXT NOT NULL,
            filed_at TEXT NOT NULL, read_at TEXT NOT NULL, program TEXT NOT NULL,
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
            error TEXT, message TEXT, "values" TEXT, hint TEXT,
            claim TEXT UNIQUE
        );
        CREATE INDEX arrival_outcome ON arrival(outcome);
    """)


@MIGRATIONS()
def create_parts(db: Database) -> None:
    """Pages with their words in one blob each, parts, and notes."""
    db.executescript("""
        CREATE TABLE page (
            document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
            number INTEGER NOT NULL, width REAL, height REAL,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL,
            origin TEXT NOT NULL, engine TEXT, confidence REAL,
            words BLOB NOT NULL,
            PRIMARY KEY (document, number)
        ) WITHOUT ROWID;
        CREATE TABLE part (
            document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            kind TEXT NOT NULL, name TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL, heading TEXT,
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
            antecedent INTEGER, nested_in INTEGER, container_relation TEXT,
            key TEXT, date_resolved TEXT, status TEXT NOT NULL, candidates TEXT NOT NULL
        );
        CREATE INDEX reference_document ON reference(document);
        CREATE INDEX reference_identity ON reference(identity, document);
    """)


@MIGRATIONS()
def create_edges(db: Database) -> None:
    """The graph that the references of the documents not withdrawn make.

    An edge stands between what was said (`said_…`) and, with open identities followed, what is meant. `papers` counts
    the documents that say it, `newest` is the date of the newest of them with the beginning of its hash.
    """
    db.executescript("""
        CREATE TABLE edge (
            id INTEGER PRIMARY KEY,
            said_source INTEGER NOT NULL REFERENCES identity(id),
            said_target INTEGER NOT NULL REFERENCES identity(id),
            relation TEXT NOT NULL,
            extent TEXT NOT NULL,
            told INTEGER NOT NULL,
            source INTEGER NOT NULL REFERENCES identity(id),
            target INTEGER NOT NULL REFERENCES identity(id),
            papers INTEGER NOT NULL,
            newest TEXT NOT NULL,
            UNIQUE (said_source, said_target, relation, extent, told)
        );
        CREATE INDEX edge_said_target ON edge(said_target);
        CREATE INDEX edge_source ON edge(source, target);
        CREATE INDEX edge_target ON edge(target, newest);
        CREATE INDEX edge_ending ON edge(target) WHERE relation IN ('thay thế', 'bãi bỏ') AND extent = 'whole';
        CREATE TABLE citation (
            edge INTEGER NOT NULL REFERENCES edge(id),
            document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            PRIMARY KEY (edge, document)
        ) WITHOUT ROWID;
        CREATE INDEX citation_document ON citation(document);
    """)


@MIGRATIONS()
def create_datings(db: Database) -> None:
    """The dates that the documents not withdrawn give themselves (ordinal -1) and those they speak of."""
    db.executescript("""
        CREATE TABLE dating (
            said INTEGER NOT NULL REFERENCES identity(id),
            day TEXT NOT NULL,
            document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            identity INTEGER NOT NULL REFERENCES identity(id),
            PRIMARY KEY (said, day, document)
        ) WITHOUT ROWID;
        CREATE INDEX dating_identity ON dating(identity, day, document);
        CREATE INDEX dating_document ON dating(document);
    """)


@MIGRATIONS()
def count_edges(db: Database) -> None:
    """Keep the counts of an identity's neighbours true to the edges."""
    gained, lost = (
        f"""UPDATE identity SET cites = cites {sign} 1 WHERE id = {row}.source;
            UPDATE identity SET cited_by = cited_by {sign} 1 WHERE id = {row}.target;"""
        for sign, row in (("+", "NEW"), ("-", "OLD"))
    )
    first, last = (
        f"""{row}.source <> {row}.target AND NOT EXISTS (
                SELECT 1 FROM edge WHERE source = {row}.source AND target = {row}.target AND id <> {row}.id)"""
        for row in ("NEW", "OLD")
    )
    moved = "AFTER UPDATE OF source, target ON edge"
    db.executescript(f"""
        CREATE TRIGGER edge_made AFTER INSERT ON edge WHEN {first} BEGIN {gained} END;
        CREATE TRIGGER edge_gone AFTER DELETE ON edge WHEN {last} BEGIN {lost} END;
        CREATE TRIGGER edge_left {moved} WHEN {last} BEGIN {lost} END;
        CREATE TRIGGER edge_came {moved} WHEN {first} BEGIN {gained} END;
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
            name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL, level TEXT
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
    """What people say of the tasks; a task is named by its id, which a new reading of the paper leaves as it is."""
    db.executescript("""
        CREATE TABLE ledger (
            id INTEGER PRIMARY KEY,
            assignment TEXT NOT NULL,
            state TEXT CHECK (state IN ('done', 'open', 'not applicable')),
            day TEXT,
            note TEXT,
            said_at TEXT NOT NULL, said_by TEXT NOT NULL
        );
        CREATE INDEX ledger_assignment ON ledger(assignment, id);
    """)


@MIGRATIONS()
def create_corrections(db: Database) -> None:
    """What people put right, which no new reading overwrites, and the log of all changes."""
    db.executescript("""
        CREATE TABLE correction (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('document', 'reference', 'deadline', 'assignment')),
            fact TEXT NOT NULL,
            field TEXT NOT NULL,
            value TEXT, was TEXT, note TEXT,
            made_at TEXT NOT NULL, made_by TEXT NOT NULL
        );
        CREATE INDEX correction_fact ON correction(kind, fact, id);
        CREATE TABLE change (
            id INTEGER PRIMARY KEY,
            made_at TEXT NOT NULL, made_by TEXT NOT NULL,
            what TEXT NOT NULL,
            document INTEGER REFERENCES document(id),
            details TEXT NOT NULL
        );
        CREATE INDEX change_document ON change(document);
    """)


@MIGRATIONS()
def create_search(db: Database) -> None:
    """The search index; what it holds is made by `pipeline.catalogue.index` and nowhere else."""
    db.executescript("""
        CREATE VIRTUAL TABLE search USING fts5(
            number, doc_type, issuer, place, year, exact_title, folded_title, exact, folded,
            content='', tokenize="unicode61 remove_diacritics 0"
        );
    """)
