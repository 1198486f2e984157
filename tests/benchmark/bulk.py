"""Filling a catalogue with generated papers as filing them one by one would, in large transactions.

python -m tests.benchmark.bulk FILE [--papers N] [--syllables N]

The rows are made by the catalogue's own makers of rows. What a paper means to others (open identities, edges, dates)
is settled once for all at the end, in sets; secondary indexes and triggers stand aside meanwhile. A run that is broken
off goes on where it stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path

from corpus.knowledge import Knowledge
from normalizers.folding import fold
from pipeline.catalogue.document_rows import document_row, pack
from pipeline.catalogue.edges import NEWEST
from pipeline.catalogue.facts import Row, to_text
from pipeline.catalogue.identities import STAND_IN, Naming, is_sure
from pipeline.catalogue.identity import OPEN, Key, fact_id, key_of, province_of, said_in
from pipeline.catalogue.index import rebuild_index
from pipeline.catalogue.lookup_tables import AGENDA, COUNTED, DATED, HELD
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.document import Assignment, Span
from tests.benchmark.papers import CITING, ROOTS, Draft, Shape, draft, paper_of

HASHED = 64_000_000  # bytes of the search index that are gathered before they are written
BATCH = 5000  # papers a transaction
FACT = ("id", "document", "ordinal", "start", "end", "segments", "page", "boxes", "text", "rule", "confidence")
COLUMNS = {
    "identity": (
        *("id", "number_key", "issuer", "period", "near", "until", "since", "province"),
        *("number", "doc_type", "title", "issued_by"),
    ),
    "page": ("document", "number", "start", "end", "origin", "engine", "words"),
    "part": ("document", "ordinal", "kind", "start", "end", "heading"),
    "reference": (
        *(*FACT, "whole_start", "whole_end", "identity", "number", "date", "issuer", "relation"),
        *("direction", "extent", "status", "candidates"),
    ),
    "deadline": (*FACT, "kind", "inclusive", "end_date", "tentative", "observance", "agencies", "report_to"),
    "assignment": (*FACT, "role"),
    "assignment_body": ("assignment", "capacity", "body"),
    "assignment_deadline": ("assignment", "deadline"),
}
REST = ("out", "whole", "unresolved", "[]")
MODEL_ROLE = Assignment(span=Span(0, 0), rule="", confidence=1.0).role
FAST = ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -2000000", "temp_store = FILE")


@dataclass(slots=True)
class Names:
    """The rows of identities and bodies, by what they are known by."""

    identities: dict[tuple[str, ...], int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    fresh: dict[int, tuple[Key, Naming]] = field(default_factory=dict)

    def identify(self, key: Key, naming: Naming) -> int:
        """Return the row of the identity with this key."""
        known = (key.number_key, key.issuer, key.period, key.near, key.until)
        found = self.identities.get(known)
        if found is None:
            found = self.identities[known] = len(self.identities) + 1
            self.fresh[found] = (key, naming)
        return found


@dataclass(frozen=True, slots=True)
class Making:
    """What the rows of papers are made of: those of a model paper, whose values are put in the place of its own."""

    shape: Shape
    knowledge: Knowledge
    document: Row
    heading: Row
    names: Names

    @classmethod
    def of(cls, shape: Shape, knowledge: Knowledge, names: Names) -> Making:
        """Take a model."""
        model = paper_of(0, shape)
        return cls(shape, knowledge, document_row(model, ""), asdict(model.headings[0]), names)

    def key(self, number: str, issuer: str | None, day: str | None, setting: tuple[str, str]) -> Key:
        """Return what `key_of` and `said_in` do; but for its running number a series has one key a year."""
        running, sign, series = number.partition("/")
        whole = number if number in ROOTS else f"1{sign}{series}"
        key = _key(whole, issuer, day and day[:4], self.knowledge)
        if whole is not number:
            rest = key.number_key.partition(" ")[2]
            key = Key(f"{running} {rest}", key.issuer, key.period, since=key.since, province=key.province)
        return said_in(key, *setting)


@lru_cache(maxsize=1 << 16)
def _key(number: str, issuer: str | None, year: str | None, knowledge: Knowledge) -> Key:
    return key_of(number, issuer, year, None, knowledge)


def _values(made: Key | Naming) -> tuple[object, ...]:
    return tuple(getattr(made, name) for name in made.__slots__)


def fill(catalogue: Catalogue, shape: Shape, knowledge: Knowledge) -> None:
    """File generated papers, those that are not there yet, and settle what they mean to each other."""
    db = catalogue.db
    for pragma in FAST:
        db.execute(f"PRAGMA {pragma}")
    db.execute("CREATE TABLE IF NOT EXISTS set_aside (name TEXT, sql TEXT)")
    filed = int(str(catalogue.value("SELECT coalesce(max(id), 0) FROM document")))
    if filed < shape.papers:
        _set_aside(catalogue)
        making = Making.of(shape, knowledge, _known(catalogue))
        for start in range(filed, shape.papers, BATCH):
            _file(catalogue, range(start, min(start + BATCH, shape.papers)), making)
            _tell(catalogue, f"{start + BATCH} papers")
    if not catalogue.value("SELECT EXISTS (SELECT 1 FROM edge)"):
        _settle(catalogue)
        _join(catalogue)
    if not catalogue.value("SELECT EXISTS (SELECT 1 FROM agenda)"):
        db.execute(f"INSERT INTO agenda {AGENDA.format('true')} ORDER BY 1, 2, 3, 4, 5, 6")
        db.execute(f"UPDATE body SET tasks = {COUNTED.format('agency', 'true')}")
        _tell(catalogue, "agenda")
    _put_back(catalogue)
    db.execute("DROP TABLE set_aside")
    for table in ("search", "passage"):
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {HASHED})")
    db.execute("BEGIN")
    rebuild_index(catalogue)
    db.execute("COMMIT")
    _tell(catalogue, "indexed")


def _file(catalogue: Catalogue, indexes: range, making: Making) -> None:
    names, rows = making.names, defaultdict[str, list[tuple[object, ...]]](list)
    for index in indexes:
        _make_rows(draft(index, making.shape), making, rows)
    rows["identity"] = [(row, *_values(key), *_values(naming)) for row, (key, naming) in names.fresh.items()]
    catalogue.db.execute("BEGIN")
    for name, body in names.bodies.items():
        catalogue.db.execute("INSERT OR IGNORE INTO body (id, name, folded) VALUES (?, ?, ?)", (body, name, fold(name)))
    for table, several in rows.items():
        columns = COLUMNS.get(table) or (*making.document, "id", "identity")
        listed, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
        catalogue.db.conn.executemany(f"INSERT INTO {table} ({listed}) VALUES ({marks})", several)
    catalogue.db.execute("COMMIT")
    names.fresh.clear()


def _make_rows(said: Draft, making: Making, rows: dict[str, list[tuple[object, ...]]]) -> None:
    """Add the rows of a paper to those of its tables."""
    head, text, names, row = said.head, said.text, making.names, said.index + 1
    content, whole = text.encode(), (0, len(text))
    sha256 = hashlib.sha256(content).hexdigest()
    setting = (province_of(head.issuer, making.knowledge), head.date[:4])
    naming = Naming(head.number, head.doc_type, said.title, head.issuer)
    key = making.key(head.number, head.issuer, head.date, setting)
    named = {name: getattr(head, name) for name in ("number", "doc_type", "issuer", "place", "date")}
    named |= {"title": said.title}
    heading = to_text(making.heading | {"span": {"start": 0, "end": whole[1]}} | named)
    values = making.document | {"sha256": sha256, "name": said.name, "original": said.name, "size": len(content)}
    values |= named | {"number_key": key.number_key, "heading": heading, "text": text}
    values["provenance"] = pack({"raw": text, "pieces": [[*whole, *whole, True]], "edits": []})
    rows["document"].append((*values.values(), row, names.identify(key, naming)))
    rows["page"].append((row, 1, *whole, "text", "text", pack([["text", "text", text, []]])))
    rows["part"].append((row, 0, "document", *whole, heading))
    for ordinal, (start, mention) in enumerate(said.mentions):
        words = CITING + mention.number
        meant = making.key(mention.number, mention.issuer, mention.date, setting)
        identity = names.identify(meant, Naming(mention.number, None, None, mention.issuer))
        base = _base(sha256, "reference", row, (ordinal, start, words))
        spoken = (mention.number, mention.date, mention.issuer, mention.relation)
        rows["reference"].append((*base, start, start + len(words), identity, *spoken, *REST))
    task = _base(sha256, "assignment", row, (0, whole[1] - len(said.task) - 1, said.task))
    limit = _base(sha256, "deadline", row, (0, whole[1] - len(said.limit) - 1, said.limit))
    rows["deadline"].append((*limit, "absolute", None, said.due, False, False, "[]", "[]"))
    rows["assignment"].append((*task, MODEL_ROLE))
    body = names.bodies.setdefault(said.office, len(names.bodies) + 1)
    rows["assignment_body"].append((task[0], "agency", body))
    rows["assignment_deadline"].append((task[0], limit[0]))


def _base(sha256: str, kind: str, row: int, place: tuple[int, int, str]) -> tuple[object, ...]:
    ordinal, start, words = place
    identifier = fact_id(sha256, kind, fold(words), 1)
    return (identifier, row, ordinal, start, start + len(words), "[]", 1, "[]", words, "generated", 1.0)


def _known(catalogue: Catalogue) -> Names:
    keyed = "SELECT number_key, issuer, period, near, until, id FROM identity ORDER BY id"
    return Names(
        {tuple(row)[:5]: row[5] for row in catalogue.db.execute(keyed)},
        {row[0]: row[1] for row in catalogue.db.execute("SELECT name, id FROM body ORDER BY id")},
    )


def _settle(catalogue: Catalogue) -> None:
    """Tell of all open identities what they mean, as `identities.settle` would."""
    last = int(str(catalogue.value("SELECT max(id) FROM identity")))
    told: list[tuple[str, int | None, int]] = []
    stand_ins: dict[tuple[object, ...], tuple[int, Key, Naming]] = {}
    group: list[tuple[int, Key, Naming]] = []
    reading = catalogue.db.execute(
        """SELECT id, number_key, issuer, period, near, until, since, province, number, doc_type, title, issued_by
           FROM identity WHERE merged IS NULL AND number_key NOT LIKE '=%' ORDER BY number_key"""
    )
    for row in (*reading, None):
        if group and (row is None or row[1] != group[0][1].number_key):
            told += _told(group, stand_ins, last)
            group = []
        if row is not None:
            group.append((row[0], Key(*tuple(row)[1:8]), Naming(*tuple(row)[8:])))
    catalogue.db.execute("BEGIN")
    catalogue.db.conn.executemany(
        """INSERT INTO identity (id, number_key, issuer, period, near, until, since, province,
                                 number, doc_type, title, issued_by, status)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'unresolved')""",
        ((identity, *_values(key), *_values(naming)) for identity, key, naming in stand_ins.values()),
    )
    catalogue.db.conn.executemany("UPDATE identity SET status = ?, merged = ? WHERE id = ?", told)
    catalogue.db.execute("COMMIT")
    _tell(catalogue, f"{len(told)} open identities settled")


def _told(
    group: list[tuple[int, Key, Naming]], stand_ins: dict[tuple[object, ...], tuple[int, Key, Naming]], last: int
) -> Iterable[tuple[str, int | None, int]]:
    """Yield status and meaning of the open identities of one number."""
    by_issuer: dict[str, list[tuple[int, Key]]] = {}
    by_period: dict[str, list[tuple[int, Key]]] = {}
    closed = [(identity, key) for identity, key, _ in group if not key.is_open]
    for each in closed:
        by_issuer.setdefault(each[1].issuer, []).append(each)
        by_period.setdefault(each[1].period, []).append(each)
    for identity, key, naming in group:
        if not key.is_open:
            continue
        near = by_issuer.get(key.issuer, []) if key.issuer != OPEN else closed
        near = by_period.get(key.period, []) if key.period != OPEN else near
        found = [each for each in near if key.admits(each[1])][:2]
        if len(found) == 1 and is_sure(key, found[0][1]):
            yield "resolved", found[0][0], identity
            continue
        shared = Key(key.number_key, key.issuer, key.period, STAND_IN, STAND_IN)
        row = stand_ins.setdefault(_values(shared), (last + len(stand_ins) + 1, shared, naming))
        yield "ambiguous" if found else "unresolved", row[0], identity


def _join(catalogue: Catalogue) -> None:
    """Make the graph that filing the papers one by one would; a generated paper speaks for itself alone."""
    db = catalogue.db
    db.execute("BEGIN")
    db.execute(
        """CREATE TABLE said AS
           SELECT d.identity AS said_source, r.identity AS said_target, r.relation, r.extent, 0 AS told,
                  d.id AS document, min(r.ordinal) AS ordinal
           FROM document d JOIN reference r ON r.document = d.id
           WHERE d.identity <> r.identity GROUP BY 1, 2, 3, 4, 6"""
    )
    _tell(catalogue, "read what papers say")
    db.execute(
        f"""INSERT INTO edge (said_source, said_target, relation, extent, told, source, target, papers, newest,
                              said_by)
            SELECT s.said_source, s.said_target, s.relation, s.extent, s.told,
                   coalesce(a.merged, a.id), coalesce(b.merged, b.id), count(*), max({NEWEST}), min(d.id)
            FROM said s JOIN document d ON d.id = s.document
                 JOIN identity a ON a.id = s.said_source JOIN identity b ON b.id = s.said_target
            GROUP BY s.said_source, s.said_target, s.relation, s.extent, s.told"""
    )
    _tell(catalogue, "edges")
    db.execute(
        """INSERT INTO citation (edge, document, ordinal) SELECT e.id, s.document, s.ordinal FROM said s
           CROSS JOIN edge e USING (said_source, said_target, relation, extent, told) ORDER BY 1, 2"""
    )
    db.execute("DROP TABLE said")
    _tell(catalogue, "citations")
    db.execute(
        """INSERT INTO dating (said, day, document, identity, ordinal)
           SELECT s.said, s.day, s.document, coalesce(i.merged, i.id), min(s.ordinal)
           FROM (SELECT identity AS said, date AS day, -1 AS ordinal, id AS document FROM document
                 UNION ALL
                 SELECT identity, date, ordinal, document FROM reference WHERE number IS NOT NULL) s
                JOIN identity i ON i.id = s.said
           WHERE s.day IS NOT NULL GROUP BY 1, 2, 3"""
    )
    _tell(catalogue, "dates")
    for column, here, there in (("cites", "source", "target"), ("cited_by", "target", "source")):
        db.execute(
            f"""UPDATE identity SET {column} = n FROM (
                    SELECT {here} AS counted, count(DISTINCT {there}) AS n FROM edge WHERE source <> target GROUP BY 1)
                WHERE id = counted"""
        )
    _put_back(catalogue, "dating_identity")
    db.execute(DATED)
    db.execute(HELD)
    db.execute("COMMIT")
    _tell(catalogue, "counts")


def _set_aside(catalogue: Catalogue) -> None:
    """Drop what would be kept up to date row by row, and keep how to make it again."""
    listed = catalogue.rows(
        """SELECT type, name, sql FROM sqlite_master
           WHERE sql IS NOT NULL AND (type = 'trigger' OR type = 'index' AND name NOT LIKE 'sqlite_%')"""
    )
    for row in listed:
        catalogue.db.execute("INSERT INTO set_aside VALUES (?, ?)", (row["name"], row["sql"]))
        catalogue.db.execute(f"DROP {row['type']} {row['name']}")


def _put_back(catalogue: Catalogue, name: str = "%") -> None:
    for row in catalogue.rows("SELECT name, sql FROM set_aside WHERE name LIKE ?", name):
        if not catalogue.value("SELECT 1 FROM sqlite_master WHERE name = ?", row["name"]):
            catalogue.db.execute(row["sql"])
            _tell(catalogue, row["name"])


def _tell(catalogue: Catalogue, what: str) -> None:
    size, memory = catalogue.path.stat().st_size / 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{time.process_time():8.0f} CPU s {size:8.0f} MB file {memory:6.0f} MB memory: {what}", flush=True)


def main() -> None:
    """Fill a catalogue."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("--papers", type=int, default=1_000_000)
    parser.add_argument("--syllables", type=int, default=200)
    arguments = parser.parse_args()
    with open_catalogue(arguments.catalogue) as catalogue:
        fill(catalogue, Shape(arguments.papers, arguments.syllables), Knowledge.load())


if __name__ == "__main__":
    main()
