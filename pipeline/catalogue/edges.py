"""The edges and dates that a document adds to the graph, and takes away again when it is withdrawn or read anew."""

from __future__ import annotations

from pipeline.catalogue.identities import Touched, flag_conflicts, settle
from pipeline.catalogue.schema import Catalogue

# What a document says: with every mention an edge from itself, or to itself where the mention says "bởi"; and with a
# mention in the title of another document an edge between those two, told by this document.
SAID = """
    SELECT CASE r.direction WHEN 'out' THEN d.identity ELSE r.identity END AS said_source,
           CASE r.direction WHEN 'out' THEN r.identity ELSE d.identity END AS said_target,
           r.relation AS relation, r.extent AS extent, 0 AS told, r.ordinal AS ordinal
    FROM reference r JOIN document d ON d.id = r.document WHERE d.id = :document
    UNION ALL
    SELECT around.identity, r.identity, coalesce(r.container_relation, 'dẫn chiếu'), 'whole', 1, r.ordinal
    FROM reference r JOIN reference around ON around.document = r.document AND around.ordinal = r.nested_in
    WHERE r.document = :document
"""
SAID_ONCE = f"""SELECT said_source, said_target, relation, extent, told, min(ordinal) AS ordinal FROM ({SAID})
    WHERE said_source <> said_target GROUP BY said_source, said_target, relation, extent, told"""
NEWEST = "coalesce(d.date, '') || ' ' || substr(d.sha256, 1, 8)"


def join_document(catalogue: Catalogue, document: int, touched: Touched) -> None:
    """Enter what a document says into the graph, and settle the identities that it has touched."""
    values = {"document": document}
    catalogue.db.execute(
        f"""INSERT INTO edge (said_source, said_target, relation, extent, told, source, target, papers, newest,
                              said_by)
            SELECT s.said_source, s.said_target, s.relation, s.extent, s.told,
                   coalesce(a.merged, a.id), coalesce(b.merged, b.id), 1, {NEWEST}, d.id
            FROM ({SAID_ONCE}) s JOIN document d ON d.id = :document
                 JOIN identity a ON a.id = s.said_source JOIN identity b ON b.id = s.said_target
            WHERE true
            ON CONFLICT (said_source, said_target, relation, extent, told)
            DO UPDATE SET papers = papers + 1, newest = max(newest, excluded.newest),
                          said_by = min(said_by, excluded.said_by)""",
        values,
    )
    catalogue.db.execute(
        f"""INSERT INTO citation (edge, document, ordinal)
            SELECT e.id, :document, s.ordinal FROM ({SAID_ONCE}) s
            JOIN edge e USING (said_source, said_target, relation, extent, told)""",
        values,
    )
    _date(catalogue, document)
    settle(catalogue, touched)


def part_document(catalogue: Catalogue, document: int, touched: Touched) -> None:
    """Take what a document says out of the graph; the identities it has touched are yet to be settled."""
    db, values = catalogue.db, {"document": document}
    said = catalogue.rows(
        """SELECT identity FROM reference WHERE document = :document
           UNION SELECT identity FROM document WHERE id = :document AND identity IS NOT NULL""",
        values,
    )
    touched.identities.update(row[0] for row in said)
    touched.left.update(row[0] for row in said)
    edges = [row[0] for row in catalogue.rows("SELECT edge FROM citation WHERE document = :document", values)]
    dated = {row[0] for row in catalogue.rows("SELECT identity FROM dating WHERE document = :document", values)}
    db.execute("DELETE FROM citation WHERE document = :document", values)
    db.execute("DELETE FROM dating WHERE document = :document", values)
    for edge in edges:
        db.execute(
            f"""UPDATE edge SET papers = papers - 1,
                    newest = coalesce((SELECT max({NEWEST}) FROM citation c JOIN document d ON d.id = c.document
                                       WHERE c.edge = edge.id), ''),
                    said_by = (SELECT min(document) FROM citation WHERE edge = edge.id)
                WHERE id = ?""",
            (edge,),
        )
        db.execute("DELETE FROM edge WHERE id = ? AND papers = 0", (edge,))
    flag_conflicts(catalogue, dated)


def _date(catalogue: Catalogue, document: int) -> None:
    """Enter which dates a document gives itself and others; its own heading has no ordinal."""
    catalogue.db.execute(
        """INSERT INTO dating (identity, day, document, ordinal, said)
           SELECT coalesce(i.merged, i.id), s.day, :document, min(s.ordinal), s.said
           FROM (SELECT identity AS said, date AS day, -1 AS ordinal FROM document WHERE id = :document
                 UNION ALL
                 SELECT identity, date, ordinal FROM reference WHERE document = :document AND number IS NOT NULL) s
                JOIN identity i ON i.id = s.said
           WHERE s.day IS NOT NULL GROUP BY s.said, s.day""",
        {"document": document},
    )
    dated = catalogue.rows("SELECT DISTINCT identity FROM dating WHERE document = ?", document)
    flag_conflicts(catalogue, (row[0] for row in dated))
