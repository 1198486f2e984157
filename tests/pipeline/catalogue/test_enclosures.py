"""Enclosures: what came inside an archive or a message is known to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.catalogue.enclosures import container_of, enclosed
from pipeline.catalogue.read import paper as read_paper
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.write import file_document, withdraw
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import paper


def test_what_came_together_is_told(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> None:
    letter = paper(tmp_path, "Kính gửi kèm theo hai văn bản.", name="thu.eml")
    members = [paper(tmp_path, f"Phụ lục {n} về trồng rừng.", name=f"{n}.txt") for n in (1, 2)]
    inside = [replace(m, source=replace(m.source, container=letter.source.sha256)) for m in members]
    first, second, whole = (file_document(catalogue, d, tools.knowledge).document or 0 for d in (*inside, letter))
    found = read_paper(catalogue, first).container
    assert found
    assert (found.name, found.document, found.others) == ("thu.eml", whole, (second,))
    assert enclosed(catalogue, whole) == (first, second)
    assert container_of(catalogue, whole) is None
    withdraw(catalogue, second, "nhầm")
    assert enclosed(catalogue, whole) == (first,)
