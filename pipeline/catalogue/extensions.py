"""Extensions: the days to which later papers put off what earlier ones set, as they say in one sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from normalizers.folding import fold
from pipeline.catalogue.facts import to_text
from pipeline.catalogue.lookup_tables import LAST_DAY
from pipeline.catalogue.schema import Catalogue

PUTS_OFF = re.compile(r"\b(?:gia han|(?:lui|keo dai|dieu chinh|thay doi) (?:thoi (?:han|gian|diem)|han))\b")


@dataclass(frozen=True, slots=True)
class Extension:
    """A later paper, by its row and its number or name, that puts off what a paper sets, to a day, in these words."""

    document: int
    name: str
    day: date
    words: str


def enter_extensions(catalogue: Catalogue, document: int) -> None:
    """Keep which papers a document puts off deadlines of: those that the sentence of a deadline names."""
    catalogue.db.execute(
        "DELETE FROM extension WHERE deadline IN (SELECT id FROM deadline WHERE document = ?)", (document,)
    )
    limits = catalogue.rows(
        "SELECT id, what FROM deadline WHERE document = ? AND end_date IS NOT NULL AND what IS NOT NULL", document
    )
    sentences = {row["id"]: _plain(row["what"]) for row in limits}
    put_off = {limit: words for limit, words in sentences.items() if PUTS_OFF.search(words)}
    if not put_off:
        return
    for cited in catalogue.rows("SELECT identity, text FROM reference WHERE document = ?", document):
        for limit, words in put_off.items():
            if _plain(cited["text"]) in words:
                catalogue.db.execute("INSERT OR IGNORE INTO extension VALUES (?, ?)", (cited["identity"], limit))


def extensions_of(catalogue: Catalogue, documents: list[int], as_of: date) -> dict[int, tuple[Extension, ...]]:
    """Return of each document by which others, up to a day, its deadlines are put off, the last first."""
    rows = catalogue.rows(
        f"""SELECT DISTINCT n.value AS cited, b.id, coalesce(b.number, b.name) AS name, {LAST_DAY} AS day, l.what
            FROM json_each(:documents) n CROSS JOIN document d ON d.id = n.value JOIN identity i ON i.id = d.identity
                 JOIN identity j ON j.id = coalesce(i.merged, i.id) OR j.merged = coalesce(i.merged, i.id)
                 JOIN extension x ON x.identity = j.id JOIN deadline l ON l.id = x.deadline
                 JOIN document b ON b.id = l.document
            WHERE b.id <> d.id AND b.withdrawn_at IS NULL AND coalesce(b.date, '') <= :as_of
            ORDER BY n.value, b.date DESC, b.sha256, l.start""",
        {"documents": to_text(documents), "as_of": as_of.isoformat()},
    )
    found: dict[int, list[Extension]] = defaultdict(list)
    for row in rows:
        found[row["cited"]].append(Extension(row["id"], row["name"], date.fromisoformat(row["day"]), row["what"]))
    return {cited: tuple(several) for cited, several in found.items()}


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
