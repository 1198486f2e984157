"""Reading anew what is held, with the extractors of today: one document at a time, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.catalogue.refile import Held, begin_run, end_run, held_where, refile_document
from pipeline.catalogue.schema import Catalogue
from pipeline.errors import VanThuError
from pipeline.ingest import read_all
from pipeline.tools import Tools


def reprocess(catalogue: Catalogue, where: str, tools: Tools) -> Iterator[tuple[Held, VanThuError | None]]:
    """Read the documents anew that `where` selects and yield each, with what prevents it where something does.

    A run that is broken off goes on where it stopped when it is started again.
    """
    since = begin_run(catalogue, where)
    waiting = {document.sha256: document for document in held_where(catalogue, where, since=since)}
    paths = {catalogue.originals / document.original: document for document in waiting.values()}
    for path, outcome in read_all(list(paths), tools):
        if isinstance(outcome, VanThuError):
            yield paths[path], outcome
        else:
            refile_document(catalogue, outcome, tools.knowledge)
            yield paths[path], None
    end_run(catalogue, where)
