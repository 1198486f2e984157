"""Extractors: from a document to the facts it states.

They are independent of each other; `resolve` joins what they find.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.document import Document, Fact, Note

if TYPE_CHECKING:
    from corpus.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Extractor:
    """A named finder of facts. It may read the text, the parts, the outline and the tables, not another's facts."""

    name: str
    find: Callable[[Document, Knowledge], Sequence[Fact | Note]]
