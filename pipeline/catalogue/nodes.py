"""What is known of a document, held or only spoken of: read many at a time.

Chains are made of named tuples: there are thousands, and a frozen dataclass takes several times as long to make.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple

from pipeline.catalogue.facts import to_text
from pipeline.catalogue.identities import STAND_IN, candidates_of
from pipeline.catalogue.schema import Catalogue

COLUMNS = f"""i.id, i.number, i.doc_type, i.title, i.issued_by, i.status, i.cites, i.cited_by, i.days, i.held,
    i.near = '{STAND_IN}' AND EXISTS (SELECT 1 FROM identity o WHERE o.merged = i.id AND o.status = 'ambiguous'
        AND EXISTS (SELECT 1 FROM edge e WHERE e.said_target = o.id)) AS is_ambiguous"""
EXPLAINED = 20  # documents dated differently, or not to be told apart, of which a list tells where, and which
CHOICES = 5  # documents that a list names of those that one of them may be
PLACES = 5  # places of a date that are named, of the many that a much cited document has


class Place(NamedTuple):
    """Where a date of a document is printed: the paper and the mention, None in the document's own heading."""

    document: int
    name: str
    reference: str | None
    start: int | None


class Dating(NamedTuple):
    """One date that papers give a document, and where: some of the places, the first papers in the catalogue first."""

    date: str
    places: tuple[Place, ...]


class Node(NamedTuple):
    """A document of a chain, held or only spoken of.

    `status` tells whether what papers say of it can mean one document only; `candidates` are what it may mean where
    not. `cites` and `cited_by` count all neighbours, whether a chain shows them or not.
    """

    identity: int
    number: str | None
    doc_type: str | None
    title: str | None
    issuer: str | None
    datings: tuple[Dating, ...]
    held: tuple[int, ...]
    candidates: tuple[int, ...] = ()
    status: Literal["resolved", "ambiguous", "unresolved"] = "resolved"
    cites: int = 0
    cited_by: int = 0

    @property
    def in_conflict(self) -> bool:
        """Tell whether papers date it differently."""
        return len({d.date for d in self.datings if len(d.date) == len("2025-01-01")}) > 1


def node(catalogue: Catalogue, identity: int) -> Node:
    """Return what is known of a document, from its own heading first and from mentions of it else."""
    return nodes_of(catalogue, (identity,))[identity]


def nodes_of(catalogue: Catalogue, identities: Iterable[int]) -> dict[int, Node]:
    """Return what is known of many documents, in the order asked for."""
    wanted = tuple(dict.fromkeys(identities))
    listed = to_text(wanted)
    rows = catalogue.tuples(f"SELECT {COLUMNS} FROM json_each(?) n CROSS JOIN identity i ON i.id = n.value", listed)
    held = _held(catalogue, listed, to_text([identity for identity, *_, holds, _ in rows if holds]))
    days = {identity: several.split() for identity, *_, several, _, _ in rows if several}
    explained = wanted if len(wanted) == 1 else [i for i, several in days.items() if len(several) > 1][:EXPLAINED]
    places = _places(catalogue, [(identity, day) for identity in explained for day in days.get(identity, ())])
    unsure = [identity for identity, *_, is_ambiguous in rows if is_ambiguous]
    limits = {} if len(wanted) == 1 else {"limit": CHOICES}
    meant = {identity: candidates_of(catalogue, identity, **limits) for identity in unsure[:EXPLAINED]}
    found: dict[int, Node] = {}
    for identity, number, doc_type, title, issuer, status, cites, cited_by, _, _, is_ambiguous in rows:
        own = held.get(identity, ())
        found[identity] = Node(
            identity,
            number,
            doc_type,
            next((its for _, _, its in own if its), title),
            next((its for _, its, _ in own if its), issuer),
            tuple([Dating(day, tuple(places.get((identity, day), ()))) for day in days.get(identity, ())]),
            tuple([document for document, _, _ in own]),
            meant.get(identity, ()),
            "ambiguous" if is_ambiguous else status,
            cites,
            cited_by,
        )
    return found


def _held(catalogue: Catalogue, listed: str, holding: str) -> dict[int, list[tuple[int, str | None, str | None]]]:
    """Return of each identity the documents that have it, or an open one that means it, by their hash.

    Each with its issuer and its title. `holding` are those of the listed that documents have themselves.
    """
    rows = catalogue.tuples(
        """SELECT n.value, d.sha256, d.id, d.issuer, d.title
           FROM json_each(:holding) n CROSS JOIN document d ON d.identity = n.value WHERE d.withdrawn_at IS NULL
           UNION ALL
           SELECT n.value, d.sha256, d.id, d.issuer, d.title
           FROM json_each(:listed) n CROSS JOIN identity i ON i.merged = n.value AND i.held > 0
                JOIN document d ON d.identity = i.id
           WHERE d.withdrawn_at IS NULL ORDER BY 1, 2""",
        {"listed": listed, "holding": holding},
    )
    held: dict[int, list[tuple[int, str | None, str | None]]] = defaultdict(list)
    for identity, _, document, issuer, title in rows:
        held[identity].append((document, issuer, title))
    return held


def _places(catalogue: Catalogue, told: list[tuple[int, str]]) -> dict[tuple[int, str], list[Place]]:
    """Return some of the places where each of these dates of an identity is printed, by document."""
    rows = catalogue.rows(
        """SELECT t.identity, t.day, t.document, d.name, r.id AS reference, r.start
           FROM (SELECT json_extract(value, '$[0]') AS identity, json_extract(value, '$[1]') AS day
                 FROM json_each(:told)) n
                CROSS JOIN dating t ON t.identity = n.identity AND t.day = n.day AND t.document IN (
                    SELECT DISTINCT document FROM dating WHERE identity = n.identity AND day = n.day
                    ORDER BY document LIMIT :places)
                CROSS JOIN document d ON d.id = t.document
                LEFT JOIN reference r ON r.document = t.document AND r.ordinal = t.ordinal
           ORDER BY t.identity, t.day, t.document, t.ordinal""",
        {"told": to_text(told), "places": PLACES},
    )
    places: dict[tuple[int, str], list[Place]] = defaultdict(list)
    for row in rows:
        several = places[row["identity"], row["day"]]
        if not several or several[-1].document != row["document"]:
            several.append(Place(row["document"], row["name"], row["reference"], row["start"]))
    return places
