"""What we ship for datasette speaks of tables and columns that there are."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from pipeline.catalogue.schema import Catalogue

METADATA = json.loads(files("pipeline.catalogue").joinpath("metadata.json").read_text("utf-8"))["databases"][
    "catalogue"
]


@pytest.mark.parametrize("name", METADATA["queries"])
def test_every_canned_query_runs(catalogue: Catalogue, name: str) -> None:
    query = METADATA["queries"][name]
    assert query["title"]
    catalogue.rows(query["sql"], {"co_quan": "Sở", "ngay": ""})


@pytest.mark.parametrize("table", METADATA["tables"])
def test_every_table_and_column_exists(catalogue: Catalogue, table: str) -> None:
    described = METADATA["tables"][table]
    columns = {row["name"] for row in catalogue.rows(f"PRAGMA table_info([{table}])")}
    named = {described.get(key) for key in ("label_column", "sort", "sort_desc")} - {None}
    assert columns
    assert named | set(described.get("facets", ())) | set(described.get("columns", ())) <= columns
