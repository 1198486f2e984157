"""Model: which marked form each word of a text has, by the network that official papers and general prose taught."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from corpus.language.forms import classes_of_marks, pair_places
from corpus.language.letters import place_tones
from corpus.language.tokens import Token
from corpus.language.vocabulary import Vocabulary, load

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDER = Path(__file__).parent
PAIRS = 1 << 17
"""Rows of the network's table of pairs."""

_STRETCH = 1024
# The network looks at most so many tokens to each side; stretches of a long text share them.
_REACH = 20


class Choice(NamedTuple):
    """The forms a word can take, likeliest first, with their probabilities; none where there is nothing to choose."""

    forms: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """The network with its vocabulary; `load_model` makes it."""

    vocabulary: Vocabulary
    classes: Mapping[str, int]
    session: Any

    def choose(self, tokens: Sequence[Token], known: Mapping[int, str]) -> list[Choice]:
        """Return for each token the forms it can take, given the marked form of those tokens that are `known`.

        `known` maps places in `tokens` to forms, in any case.
        """
        words = np.array([self.vocabulary.id_of(token) for token in tokens], np.int32)
        shares = self._shares(words, tokens, known)
        order = np.argsort(-shares, axis=1, kind="stable")[:, :_KEPT]
        best = np.take_along_axis(shares, order, axis=1).tolist()
        return [
            _choice(self.vocabulary.forms_of(word), places, row)
            for word, places, row in zip(words.tolist(), order.tolist(), best, strict=True)
        ]

    def _shares(self, words: NDArray[Any], tokens: Sequence[Token], known: Mapping[int, str]) -> NDArray[Any]:
        marks = np.zeros(len(words), np.int32)
        for place, form in known.items():
            marks[place] = self.classes.get(place_tones(form.lower()), 0)
        columns = {
            "words": words,
            "pairs": pair_places(words, PAIRS),
            "gaps": np.array([token.gap for token in tokens], np.int32),
            "cases": np.array([token.case for token in tokens], np.int32),
            "marks": marks,
        }
        parts = [self._stretch(columns, begin) for begin in range(0, len(words), _STRETCH)]
        return np.concatenate(parts) if parts else np.zeros((0, _KEPT), np.float32)

    def _stretch(self, columns: Mapping[str, NDArray[Any]], begin: int) -> NDArray[Any]:
        first = max(0, begin - _REACH)
        part = {name: column[first : begin + _STRETCH + _REACH] for name, column in columns.items()}
        (shares,) = self.session.run(None, part)
        return np.asarray(shares)[begin - first : begin - first + _STRETCH]


_KEPT = 4


def _choice(forms: tuple[str, ...], places: list[int], shares: list[float]) -> Choice:
    if not forms:
        return Choice()
    if len(forms) == 1:
        return Choice(forms, (1.0,))
    kept = min(len(forms), _KEPT)
    return Choice(tuple([forms[place] for place in places[:kept]]), tuple(shares[:kept]))


@cache
def load_model(folder: Path = FOLDER) -> LanguageModel:
    """Load the model; a second call returns the same one. It computes with one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(folder / "marks.onnx", options, providers=["CPUExecutionProvider"])
    vocabulary = load(folder / "vocabulary.txt.xz")
    return LanguageModel(vocabulary, classes_of_marks(vocabulary), session)
