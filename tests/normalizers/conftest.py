"""What the tests of normalisers share: a text put through some of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.knowledge import Knowledge
from normalizers import Normalizer
from pipeline.document import Document, FontRun, Page, Reading, Source, Span, Text

Put = Callable[..., Text]


def document_of(text: str, origin: str = "text", fonts: tuple[FontRun, ...] = ()) -> Document:
    """Return a document of one page with this text."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    source = Source("giấy.txt", Path("giấy.txt"), sha256, "text/plain", len(text), "text")
    reading = Reading(origin, "test", text, fonts=fonts)  # type: ignore[arg-type]
    return Document(source, (Page(1, readings=(reading,), raw=Span(0, len(text))),), Text.of(text))


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="session")
def put(knowledge: Knowledge) -> Put:
    """Put a text through a normaliser, check that this has no second effect, and return the text with its edits."""

    def through(normalizer: Normalizer, text: str, origin: str = "text", fonts: tuple[FontRun, ...] = ()) -> Text:
        document = document_of(text, origin, fonts)
        made = document.text.apply(normalizer.propose(document, knowledge))
        assert not normalizer.propose(replace(document, text=made), knowledge), "a second time changes more"
        for edit in made.edits:
            assert edit.span.of(made.value) == edit.new
            assert not edit.new or made.to_raw(edit.span).of(text) == edit.old
        return made

    return through
