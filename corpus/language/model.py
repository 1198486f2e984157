"""Model: which marked form each word of a text has, by the network that official papers and general prose taught."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from corpus.language import runs
from corpus.language.forms import classes_of_marks, pair_places
from corpus.language.letters import place_tones
from corpus.language.runs import Ids, Numbering, Runs
from corpus.language.samples import UNLABELLED
from corpus.language.tokens import Token
from corpus.language.vocabulary import FIRST_WORD, Vocabulary, load

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDER = Path(__file__).parent
FILES = ("marks.onnx", "runs.xz", "vocabulary.txt.xz")
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
    """The network with its vocabulary, and the counts that weigh what it doubts; `load_model` makes it."""

    vocabulary: Vocabulary
    classes: Mapping[str, int]
    session: Any
    runs: Runs
    numbering: Numbering

    def choose(self, tokens: Sequence[Token], known: Mapping[int, str]) -> list[Choice]:
        """Return for each token the forms it can take, given the marked form of those tokens that are `known`.

        `known` maps places in `tokens` to forms, in any case.
        """
        if not tokens:
            return []
        words = np.array([self.vocabulary.id_of(token) for token in tokens], np.int64)
        gaps = np.array([token.gap for token in tokens], np.int64)
        placed = {place: place_tones(form.lower()) for place, form in known.items()}
        shares = self._shares(words, gaps, np.array([token.case for token in tokens]), placed)
        order = np.argsort(-shares, axis=1, kind="stable")[:, :_KEPT].astype(np.int64)
        best = np.take_along_axis(shares, order, axis=1).astype(np.float64)
        order, best = self._weighed(words, gaps, order, best, placed)
        return [
            _choice(self.vocabulary.forms_of(word), places, row)
            for word, places, row in zip(words.tolist(), order.tolist(), best.tolist(), strict=True)
        ]

    def _shares(self, words: Ids, gaps: Ids, cases: Ids, known: Mapping[int, str]) -> NDArray[Any]:
        """Return the network's probability of each form of each word."""
        marks = np.zeros(len(words), np.int32)
        for place, form in known.items():
            marks[place] = self.classes.get(form, 0)
        columns = {"words": words, "pairs": pair_places(words, PAIRS), "gaps": gaps, "cases": cases, "marks": marks}
        columns = {name: column.astype(np.int32) for name, column in columns.items()}
        return np.concatenate([self._stretch(columns, begin) for begin in range(0, len(words), _STRETCH)])

    def _stretch(self, columns: Mapping[str, NDArray[Any]], begin: int) -> NDArray[Any]:
        first = max(0, begin - _REACH)
        part = {name: column[first : begin + _STRETCH + _REACH] for name, column in columns.items()}
        (shares,) = self.session.run(None, part)
        return np.asarray(shares)[begin - first : begin - first + _STRETCH]

    def _weighed(
        self, words: Ids, gaps: Ids, order: Ids, best: NDArray[np.float64], known: Mapping[int, str]
    ) -> tuple[Ids, NDArray[np.float64]]:
        """Weigh the doubtful forms by the counts of the runs they would stand in, and put them in order again."""
        chosen = np.where(words < FIRST_WORD, UNLABELLED, order[:, 0])
        for place, form in known.items():
            forms = self.vocabulary.forms_of(int(words[place]))
            chosen[place] = forms.index(form) if form in forms else UNLABELLED
        doubtful = np.flatnonzero((best[:, 0] < _SURE) & (chosen != UNLABELLED))
        row, places = self.numbering.row(words, chosen, gaps)
        row = np.pad(row, 2, constant_values=self.numbering.line)
        at = places[doubtful, None] + 2
        offered = self.numbering.first[words[doubtful], None] + order[doubtful]
        around = [np.broadcast_to(row[at + step], offered.shape) for step in (-2, -1, 1, 2)]
        before, last, following, after = around
        evidence = self.runs.log_chances(before, last, offered)
        evidence += self.runs.log_chances(last, offered, following)
        evidence += self.runs.log_chances(offered, following, after)
        weighed = np.where(best[doubtful] > _IMPOSSIBLE, best[doubtful] * np.exp(_WEIGHT * evidence), 0.0)
        weighed /= weighed.sum(axis=1, keepdims=True)
        again = np.argsort(-weighed, axis=1, kind="stable")
        order[doubtful] = np.take_along_axis(order[doubtful], again, axis=1)
        best[doubtful] = np.take_along_axis(weighed, again, axis=1)
        return order, best


_KEPT = 4
# Where the network gives its first form less than this, the counts are asked; they count less than it does.
_SURE = 0.97
_WEIGHT = 0.3
_IMPOSSIBLE = 1e-6


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
    network, counts, words = (folder / name for name in FILES)
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    vocabulary = load(words)
    numbering = Numbering.of(vocabulary)
    return LanguageModel(vocabulary, classes_of_marks(vocabulary), session, runs.load(counts), numbering)
