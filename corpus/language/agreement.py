"""Agreement: a paper writes the same words alike, so the same doubtful word beside the same neighbour is one question.

What is thought of the other places where it stands is heard at each.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]

# How much another place counts beside the place itself, and how many of them; chosen on text that the model has not
# seen: more of either takes words for the same that are not.
_WEIGHT, _MOST_HEARD = 0.2, 6
# What is less likely is as good as not thought of.
_LEAST_SHARE = 1e-4


def agree(words: Ids, places: Ids, forms: Ids, shares: Numbers) -> Numbers:
    """Return the shares of the forms of some words, by what all places with one neighbour in common say together.

    `words` has the words of a whole text by id; `forms` has for each of `places` the forms it may have, by their
    numbers among the forms of its word, and `shares` their chances, 0 where there is none.
    """
    own = np.log(np.maximum(shares, _LEAST_SHARE))
    heard = sum(_heard(keys, forms, own, shares > 0) for keys in _neighbourhoods(words, places))
    scores = np.where(shares > 0, own + _WEIGHT * heard, -np.inf)
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=1, keepdims=True))


def _neighbourhoods(words: Ids, places: Ids) -> Iterator[Ids]:
    """Yield numbers of the places' words with the words after them, and with the words before them."""
    around = np.pad(words, 1, constant_values=-1)
    for beside in (around[places + 2], around[places]):
        yield words[places] * (int(words.max(initial=0)) + 2) + beside + 1


def _heard(keys: Ids, forms: Ids, own: Numbers, offered: NDArray[np.bool_]) -> Numbers:
    """Return what the other places with the same key think of each form: the mean, times how many are heard."""
    groups = np.unique(keys, return_inverse=True)[1]
    others = np.bincount(groups)[groups] - 1
    asked = groups[:, None] * (int(forms.max(initial=0)) + 1) + forms
    size = int(asked.max(initial=0)) + 1
    thought = np.where(offered, own - np.log(_LEAST_SHARE), 0.0)
    whole = np.bincount(asked.ravel(), weights=thought.ravel(), minlength=size)[asked]
    mean = (whole - thought) / np.maximum(others, 1)[:, None] + np.log(_LEAST_SHARE)
    return np.asarray(mean * np.minimum(others, _MOST_HEARD)[:, None])
