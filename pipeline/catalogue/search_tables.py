"""The tables of search and of likeness, as the later migrations of `pipeline.catalogue.tables`."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.catalogue.tables import MIGRATIONS

__all__ = ["MIGRATIONS"]

# Tokens are words, and marked ones that `pipeline.catalogue.index` joins with "_". A row tells only that it holds a
# token, not where: that is found in the text of the few rows that are looked at.
INDEX = """fts5(tokens, content='', detail=none, columnsize=0,
                tokenize="unicode61 remove_diacritics 0 tokenchars '_'")"""


@MIGRATIONS()
def add_container(db: Database) -> None:
    """The archive or message that a document came in, by its hash."""
    db.executescript("""
        ALTER TABLE document ADD COLUMN container TEXT;
        CREATE INDEX document_container ON document(container) WHERE container IS NOT NULL;
    """)


@MIGRATIONS()
def index_passages(db: Database) -> None:
    """The search index of documents and of their passages.

    `placed` tells which rows are whose: a document's own is `first`, as is that of its first passage. `placing` tells
    the first row that was never used. What `pipeline.catalogue.index` enters nobody takes out: rows that are no longer
    placed are passed over.
    """
    db.executescript(f"""
        DROP TABLE search;
        CREATE VIRTUAL TABLE search USING {INDEX};
        CREATE VIRTUAL TABLE passage USING {INDEX};
        CREATE TABLE placed (
            document INTEGER PRIMARY KEY REFERENCES document(id),
            first INTEGER NOT NULL UNIQUE,
            passages INTEGER NOT NULL
        );
        CREATE TABLE placing (next INTEGER NOT NULL);
        INSERT INTO placing VALUES (1);
    """)


@MIGRATIONS()
def add_likeness(db: Database) -> None:
    """Sketches of texts, by which copies and versions are found; made by `pipeline.catalogue.likeness`."""
    db.executescript("""
        CREATE TABLE likeness (
            document INTEGER PRIMARY KEY REFERENCES document(id) ON DELETE CASCADE,
            sketch BLOB NOT NULL
        );
        CREATE TABLE likeness_band (
            band INTEGER NOT NULL,
            document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
            PRIMARY KEY (band, document)
        ) WITHOUT ROWID;
    """)


@MIGRATIONS()
def index_agenda(db: Database) -> None:
    """The ways from a deadline to its tasks, and to those that recur."""
    db.executescript("""
        CREATE INDEX assignment_deadline_deadline ON assignment_deadline(deadline);
        CREATE INDEX deadline_recurring ON deadline(id) WHERE rrule IS NOT NULL AND kind = 'recurring';
    """)
