"""The tables and indexes that answer the heaviest questions, as the last migrations of `pipeline.catalogue.tables`."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.catalogue.search_tables import MIGRATIONS

__all__ = [
    "AGENDA",
    "BELOW",
    "CHANGES",
    "COPIED",
    "COUNTED",
    "DATED",
    "DATES",
    "EVERYBODY",
    "HELD",
    "LEADS",
    "MIGRATIONS",
]

EVERYBODY = 0  # the body under which every task stands once
COPIED = -1  # the body under which a task stands that is told with another copy of its paper
BELOW = 0.6  # confidence under which a fact is in doubt
LAST_DAY = "date(l.end_date, CASE l.inclusive WHEN 0 THEN '-1 day' ELSE '0 days' END)"
RECURS = "l.rrule IS NOT NULL AND l.kind = 'recurring'"

# A task that is not told with another copy of its paper.
LEADS = "NOT EXISTS (SELECT 1 FROM twin WHERE twin.assignment = a.id)"

# The day to which people last put off the last day of a task.
EXTENDED = "(SELECT due FROM ledger WHERE task = {} AND due IS NOT NULL ORDER BY id DESC LIMIT 1)"

# The rows of the agenda that the tasks of some documents (condition on `a`) should have.
AGENDA = f"""
    WITH told(task, day, rule) AS (
        SELECT a.id,
               CASE WHEN NOT ({RECURS}) THEN {LAST_DAY} END,
               CASE WHEN {RECURS} THEN l.rrule || CASE l.inclusive WHEN 0 THEN ' <' ELSE '' END END
        FROM assignment a JOIN document d ON d.id = a.document
             LEFT JOIN assignment_deadline ad ON ad.assignment = a.id LEFT JOIN deadline l ON l.id = ad.deadline
        WHERE d.withdrawn_at IS NULL AND {{}}
    ), placed(task, day, rule) AS (
        SELECT task, coalesce({EXTENDED.format("told.task")}, min(day), '{{}}'), ''
        FROM told GROUP BY task HAVING count(day) OR NOT count(rule)
        UNION SELECT task, '', rule FROM told WHERE rule IS NOT NULL
    )
    SELECT b.body, p.day, p.rule, a.document, a.start, a.id AS assignment
    FROM placed p CROSS JOIN assignment a ON a.id = p.task
         JOIN (SELECT assignment, body FROM assignment_body) b ON b.assignment = a.id
    WHERE {LEADS}
    UNION
    SELECT CASE WHEN {LEADS} THEN {EVERYBODY} ELSE {COPIED} END, p.day, p.rule, a.document, a.start, a.id
    FROM placed p CROSS JOIN assignment a ON a.id = p.task"""
AGENDA = AGENDA.format("{}", "9999-12-31")

# The edges that tell what became of a document.
CHANGES = "relation IN ('thay thế', 'bãi bỏ', 'đình chỉ', 'sửa đổi bổ sung', 'đính chính', 'hợp nhất')"

# How many tasks that are not withdrawn a body has in a capacity.
COUNTED = f"""(SELECT count(*) FROM assignment_body ab JOIN assignment a ON a.id = ab.assignment
              JOIN document d ON d.id = a.document
              WHERE ab.body = body.id AND ab.capacity = '{{}}' AND d.withdrawn_at IS NULL AND {LEADS} AND {{}})"""

# The dates that papers give an identity, the first of them, parted by spaces; of dates with a day there may be but one.
MOST_DAYS = 20
DATES = f"""(
    WITH RECURSIVE found(day, n) AS (
        SELECT min(day), 1 FROM dating WHERE dating.identity = identity.id
        UNION ALL
        SELECT (SELECT min(day) FROM dating WHERE dating.identity = identity.id AND day > found.day), n + 1
        FROM found WHERE day IS NOT NULL AND n < {MOST_DAYS})
    SELECT coalesce(group_concat(day, ' '), ''), coalesce(sum(length(day) = 10), 0) > 1
    FROM found WHERE day IS NOT NULL)"""
DATED = f"UPDATE identity SET (days, in_conflict) = {DATES}"

# How many documents that are not withdrawn an identity has.
HELD = """
    UPDATE identity SET held = n FROM (
        SELECT identity, count(*) AS n FROM document WHERE withdrawn_at IS NULL GROUP BY 1) d
    WHERE identity.id = d.identity"""


@MIGRATIONS()
def index_chains(db: Database) -> None:
    """What a level of a chain, and what tells whether a paper is held, are found by without reading whole rows."""
    db.executescript("""
        DROP INDEX edge_source;
        DROP INDEX edge_target;
        CREATE INDEX edge_source ON edge(source, target, newest, relation);
        CREATE INDEX edge_target ON edge(target, newest, relation, source);
        DROP INDEX document_identity;
        CREATE INDEX document_identity ON document(identity) WHERE withdrawn_at IS NULL;
    """)


@MIGRATIONS()
def add_agenda(db: Database) -> None:
    """The tasks of each body, and of everybody, in the order of their last days; filled by `join_copies`.

    `day` is the earliest last day of a task, the end of time where it has none; a recurring one stands once for each of
    its rules, with no day and the rule, which ends with "<" where the task is to be done before the days it names.
    """
    db.executescript("""
        CREATE TABLE agenda (
            body INTEGER NOT NULL,
            day TEXT NOT NULL,
            rule TEXT NOT NULL,
            document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
            start INTEGER NOT NULL,
            assignment TEXT NOT NULL,
            PRIMARY KEY (body, day, rule, document, start, assignment)
        ) WITHOUT ROWID;
        CREATE INDEX agenda_document ON agenda(document, body);
        DROP INDEX deadline_end;
        DROP INDEX deadline_recurring;
    """)


@MIGRATIONS()
def count_tasks(db: Database) -> None:
    """How many tasks a body has, and in how many it helps; kept by `pipeline.catalogue.agenda`."""
    db.executescript("""
        ALTER TABLE body ADD COLUMN tasks INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE body ADD COLUMN helps INTEGER NOT NULL DEFAULT 0;
    """)


@MIGRATIONS()
def index_lists(db: Database) -> None:
    """What waits for a person, what contradicts itself, and the types of documents, each found in its order."""
    doubtful = "".join(
        f"CREATE INDEX {kind}_doubtful ON {kind}(document, start) WHERE confidence < {BELOW};"
        for kind in ("reference", "deadline", "assignment")
    )
    db.executescript(f"""
        {doubtful}
        CREATE INDEX note_warning ON note(document, ordinal) WHERE severity <> 'info';
        CREATE INDEX identity_ambiguous ON identity(id) WHERE status = 'ambiguous';
        CREATE INDEX document_type ON document(doc_type) WHERE withdrawn_at IS NULL;
        DROP INDEX identity_in_conflict;
        CREATE INDEX identity_in_conflict ON identity(number_key, issuer, period) WHERE in_conflict;
    """)


@MIGRATIONS()
def index_changes(db: Database) -> None:
    """What became of a document is found among the few edges that tell it, not among all that lead to it."""
    db.execute(f"CREATE INDEX edge_changing ON edge(target, relation) WHERE {CHANGES}")


@MIGRATIONS()
def cover_chains(db: Database) -> None:
    """All that a chain tells of an edge, of a paper held and of dates stands where the chain looks first.

    `days` are the dates that papers give an identity, `held` counts the documents that have it and are not withdrawn,
    `said_by` is the first document that says an edge.
    """
    db.executescript(f"""
        ALTER TABLE identity ADD COLUMN days TEXT NOT NULL DEFAULT '';
        ALTER TABLE identity ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE edge ADD COLUMN said_by INTEGER;
        {DATED};
        {HELD};
        UPDATE edge SET said_by = (SELECT min(document) FROM citation WHERE edge = edge.id);
        DROP INDEX edge_source;
        DROP INDEX edge_target;
        CREATE INDEX edge_source ON edge(source, target, newest, relation, told, extent, papers, said_by);
        CREATE INDEX edge_target ON edge(target, newest, relation, source, told, extent, papers, said_by);
        DROP INDEX document_identity;
        CREATE INDEX document_identity ON document(identity, sha256, issuer, title) WHERE withdrawn_at IS NULL;
        DROP INDEX identity_merged;
        CREATE INDEX identity_merged ON identity(merged, status) WHERE merged IS NOT NULL;
        CREATE INDEX identity_holding ON identity(merged) WHERE merged IS NOT NULL AND held > 0;
        CREATE TRIGGER document_moved AFTER UPDATE OF identity, withdrawn_at ON document BEGIN
            UPDATE identity SET held = held - 1 WHERE id = OLD.identity AND OLD.withdrawn_at IS NULL;
            UPDATE identity SET held = held + 1 WHERE id = NEW.identity AND NEW.withdrawn_at IS NULL;
        END;
    """)
