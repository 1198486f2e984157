"""Filling in bulk writes what filing one by one writes."""

from __future__ import annotations

import zlib
from pathlib import Path

from corpus.knowledge import Knowledge
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.status import check
from pipeline.catalogue.write import file_document
from tests.benchmark.bulk import fill
from tests.benchmark.papers import Shape, generate

SHAPE = Shape(60, 30)
MADE_ANEW = ("filed_at", "read_at", "original", "identity", "merged", "said", "id")
NAME = "(SELECT number_key || issuer || period || near || until FROM identity i WHERE i.id = t.{0}) AS its_{0}"
NAMED = {"document": ("identity",), "reference": ("identity",), "identity": ("merged",), "dating": ("said", "identity")}


def rows_of(catalogue: Catalogue, table: str) -> list[dict[str, object]]:
    """The rows of a table, identities told by their keys and blobs unpacked, but for what each filing makes anew."""
    names = ", ".join(NAME.format(column) for column in NAMED.get(table, ()))
    found = []
    for row in catalogue.rows(f"SELECT t.*{', ' if names else ''}{names} FROM {table} t"):
        values = {name: row[name] for name in row.keys() if name not in MADE_ANEW}  # noqa: SIM118
        found.append({k: zlib.decompress(v[1:]) if isinstance(v, bytes) else v for k, v in values.items()})
    return sorted(found, key=repr)


def test_rows_are_those_of_filing(tmp_path: Path) -> None:
    knowledge = Knowledge.load()
    with open_catalogue(tmp_path / "bulk.db") as bulk, open_catalogue(tmp_path / "one" / "by.db") as one:
        fill(bulk, SHAPE, knowledge)
        for document in generate(SHAPE, tmp_path):
            file_document(one, document, knowledge)
        for table in (
            "document",
            "page",
            "part",
            "reference",
            "deadline",
            "assignment",
            "body",
            "identity",
            "dating",
            "agenda",
        ):
            assert rows_of(bulk, table) == rows_of(one, table), table
        edges = "SELECT said_source, relation, papers, newest FROM edge"
        assert len(bulk.rows(edges)) == len(one.rows(edges))
        assert [fault for fault in check(bulk) if "bản gốc" not in fault] == []
