"""Type words: `Nghị quyết`, `công văn`, `KẾ HOẠCH`, wherever a text prints them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.knowledge import Knowledge
from corpus.spelling import fold_letters
from pipeline.document import Span

# Types that no number ever carries a code for, or that stand beside the table's as a fuller name.
_MORE_TYPES = ("Bộ tiêu chí", "Quy tắc", "Hiệp định", "Nghị định thư", "Công ước", "Kế hoạch hành động")


@dataclass(frozen=True, slots=True)
class TypeWord:
    """A type word in a text: where, and the type's name as the table has it."""

    span: Span
    name: str


class TypeWords:
    """The type words of a text, to be asked which stand before a place."""

    def __init__(self, words: Sequence[TypeWord]) -> None:
        self.all = tuple(words)
        self._ends = [word.span.end for word in words]

    def before(self, at: int, reach: int) -> Iterator[TypeWord]:
        """Yield the words that end at most `reach` characters before `at`, the nearest first."""
        index = bisect_left(self._ends, at + 1) - 1
        while index >= 0 and at - self._ends[index] <= reach:
            yield self.all[index]
            index -= 1


def find_type_words(text: str, knowledge: Knowledge) -> TypeWords:
    """Return every type word of a text (`Nghị quyết`, `công văn`, `KẾ HOẠCH`), the longest at each place."""
    pattern, names = _type_expression(knowledge)
    return TypeWords(
        [
            TypeWord(Span(match.start(), match.end()), names[" ".join(match.group().split())])
            for match in pattern.finditer(fold_letters(text))
            if not _is_part_of_word(text, match.start())
        ]
    )


def _is_part_of_word(text: str, at: int) -> bool:
    """Tell whether a type word is the end of another word, or half of a compound: the `luật` of `pháp luật`."""
    if at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_"):
        return True
    before = text[max(0, at - 12) : at].rstrip().lower()
    return text[at : at + 4].lower() == "luật" and (text[at].islower() or before.endswith(("pháp", "kỷ")))


@lru_cache(maxsize=4)
def _type_expression(knowledge: Knowledge) -> tuple[re.Pattern[str], dict[str, str]]:
    names = {fold_letters(name): name for name in (*knowledge.document_types.names, *_MORE_TYPES)}
    by_letter = defaultdict[str, list[str]](list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        by_letter[name[0]].append(r"\s{1,3}".join(map(re.escape, name[1:].split())))
    # No look behind and no case folding in the expression: beginning with plain letters it skips fast over a text.
    words = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile(rf"(?:{words})(?!\w)"), names
