"""Forms: the marked forms of all words of the vocabulary in one row, and how the model numbers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.language.vocabulary import FIRST_WORD, MOST_FORMS, Vocabulary, marks_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of all words in one row: `table` has the forms' places by word id, 0 where it has no further form.

    `marks` has the class of marks of each form, `prior` the logarithm of its share among the forms of its word.
    """

    table: NDArray[np.int64]
    marks: NDArray[np.int64]
    prior: NDArray[np.float32]
    classes: int


def classes_of_marks(vocabulary: Vocabulary) -> dict[str, int]:
    """Number the ways in which forms differ from their bare words; forms that differ alike share a number, from 1."""
    numbers: dict[tuple[int, str, bool], int] = {}
    return {form: numbers.setdefault(marks_of(form), len(numbers) + 1) for forms in vocabulary.forms for form in forms}


def lay_out(vocabulary: Vocabulary) -> Forms:
    """Lay the forms of a vocabulary out in a row; place 0 stands for no form."""
    table = np.zeros((len(vocabulary), MOST_FORMS), np.int64)
    classes = classes_of_marks(vocabulary)
    marks, prior = [0], [-30.0]
    for word in range(len(vocabulary)):
        forms = vocabulary.forms_of(word)
        counts = np.array(vocabulary.counts[word - FIRST_WORD] if forms else (), np.float64)
        for place, form in enumerate(forms):
            table[word, place] = len(marks)
            marks.append(classes[form])
            prior.append(float(np.log((counts[place] + 0.5) / (counts.sum() + 0.5 * len(counts)))))
    return Forms(table, np.array(marks), np.array(prior, np.float32), max(marks) + 1)


def pair_places(words: Any, pairs: int) -> Any:
    """Hash each word with the word before it into `pairs` rows (a power of two); arrays and tensors alike."""
    before = words * 0
    before[..., 1:] = words[..., :-1]
    return (before * 40_503 + words * 10_007 + (before * words) // 7) & (pairs - 1)
