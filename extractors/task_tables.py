"""Tasks in tables: one a row, with columns for the task, the body that leads, those that help, and the time."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.actors import Actors
from pipeline.document import Assignment, Document


def find_table_tasks(document: Document, actors: Actors) -> Iterator[Assignment]:
    """Yield the tasks of the tables of a document."""
    del document, actors
    yield from ()
