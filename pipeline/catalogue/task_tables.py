"""The tables of tasks that copies share and that people speak of, as the last migrations of the catalogue."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.catalogue.lookup_tables import AGENDA, COUNTED, MIGRATIONS

__all__ = ["MIGRATIONS"]


@MIGRATIONS()
def join_copies(db: Database) -> None:
    """Tasks that stand in several copies of a paper: each but one is the `twin` of the one that `leads`.

    An entry of the ledger was made of an assignment, and tells of the `task` that this one belongs to now; one with a
    `due` moves its last day. A `deadline` that an `extension` names puts off those of another paper.
    """
    db.executescript(f"""
        CREATE TABLE twin (
            assignment TEXT PRIMARY KEY REFERENCES assignment(id) ON DELETE CASCADE,
            leads TEXT NOT NULL REFERENCES assignment(id) ON DELETE CASCADE
        ) WITHOUT ROWID;
        CREATE INDEX twin_leads ON twin(leads);
        DROP INDEX document_number;
        CREATE INDEX document_number ON document(number_key, date, issuer);
        ALTER TABLE ledger ADD COLUMN task TEXT;
        ALTER TABLE ledger ADD COLUMN due TEXT;
        UPDATE ledger SET task = assignment;
        CREATE INDEX ledger_task ON ledger(task, id);
        CREATE TABLE extension (
            identity INTEGER NOT NULL REFERENCES identity(id),
            deadline TEXT NOT NULL REFERENCES deadline(id) ON DELETE CASCADE,
            PRIMARY KEY (identity, deadline)
        ) WITHOUT ROWID;
        CREATE INDEX extension_deadline ON extension(deadline);
        INSERT INTO agenda SELECT * FROM ({AGENDA.format("NOT EXISTS (SELECT 1 FROM agenda)")});
        UPDATE body SET tasks = {COUNTED.format("agency", "true")}, helps = {COUNTED.format("partner", "true")}
        WHERE NOT EXISTS (SELECT 1 FROM body WHERE tasks OR helps);
    """)


@MIGRATIONS()
def tell_working_days(db: Database) -> None:
    """Whether the days of a deadline's offset are working days."""
    db.execute("ALTER TABLE deadline ADD COLUMN working_days INTEGER NOT NULL DEFAULT 0")
