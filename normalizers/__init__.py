"""Normalisers: from text to proposed edits. None of them changes text; only `Text.apply` does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.document import Document, Edit

if TYPE_CHECKING:
    from corpus.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Normalizer:
    """A named proposer of edits.

    `rank` orders normalisers: the edits of a lower one are made before a higher one reads.

    `propose` returns edits of `document.text.value` that do not overlap.
    """

    name: str
    rank: int
    propose: Callable[[Document, Knowledge], Sequence[Edit]]
