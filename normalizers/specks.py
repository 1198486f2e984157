"""Specks: signs that dirt on paper or glass leaves in text that OCR read, between words (`thực.hiện`) and alone.

A sign between two small words goes only where they are often seen side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.knowledge import Knowledge
from corpus.language.bigrams import load_bigrams
from corpus.language.letters import place_tones
from normalizers import Normalizer
from normalizers.beliefs import Beliefs
from normalizers.words import is_valid
from pipeline.document import Document, Edit, Span

# Accents without a letter, which nobody prints.
_ACCENTS = "\u02c6\u02c7\u02ca\u02cb\u02dc\xb4\xa8`"
_BETWEEN = re.compile(
    rf"(?<![\w@/.-])(?P<one>[^\W\d_]{{2,}})(?P<speck>[.'’{_ACCENTS}])(?P<two>[^\W\d_]{{2,}})(?![\w@/]|[.-]\w)"
)
_ALONE = re.compile(rf"(?<!\S)[{_ACCENTS}]+(?:[ \n]|\Z)")
_LEAST_SEEN = 3
_SURE = 0.95


def propose(document: Document, knowledge: Knowledge) -> list[Edit]:
    """Propose the specks to take out."""
    del knowledge
    beliefs = Beliefs.of(document, plain=0.0)
    return [edit for edit in _edits(document.text.value) if beliefs.is_read(edit.span)] if beliefs.read else []


def _edits(text: str) -> Iterator[Edit]:
    found = [*_BETWEEN.finditer(text), *_ALONE.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        if match.re is _ALONE:
            yield Edit(Span(*match.span()), match.group(), "", "specks:alone", _SURE)
        elif _stand_together(match["one"], match["two"]):
            yield Edit(Span(*match.span("speck")), match["speck"], " ", "specks:between", _SURE)


def _stand_together(one: str, two: str) -> bool:
    if not (one[1:].islower() and two.islower() and is_valid(one) and is_valid(two)):
        return False
    return load_bigrams().pair_count(*(place_tones(word.lower()) for word in (one, two))) >= _LEAST_SEEN


NORMALIZER = Normalizer("specks", 55, propose)
"""Rank 55: before words are repaired, which are known by their neighbours."""
