"""Words typed wrong are mended, words that are right are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.search import search
from pipeline.catalogue.spelling import mended, neighbours_of
from pipeline.catalogue.write import file_document
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import paper


@pytest.mark.parametrize(("typed", "meant"), [("nghiemm", "nghiem"), ("torng", "trong"), ("phonh", "phong")])
def test_the_word_meant_is_among_the_neighbours(typed: str, meant: str) -> None:
    assert meant in neighbours_of(typed)


@pytest.mark.parametrize("term", ["ca", "44", "kl tw"])
def test_short_words_numbers_and_phrases_have_no_neighbours(term: str) -> None:
    assert neighbours_of(term) == (term,)


def test_two_words_that_are_syllables_are_taken_as_meant() -> None:
    assert mended(("hòa", "giải")) == ()


@pytest.mark.parametrize("query", ["trong rugn", "trogn rừng", "trồng cay gây rừngg"])
def test_a_typing_error_is_forgiven(catalogue: Catalogue, tmp_path: Path, tools: Tools, query: str) -> None:
    file_document(catalogue, paper(tmp_path, "Phát động Tết trồng cây gây rừng."), tools.knowledge)
    assert [hit.matched for hit in search(catalogue, query)] == ["similar"]
