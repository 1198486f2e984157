"""Model: which marked form each word of a text has, by the network that official papers and general prose taught."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from corpus.language.agreement import agree
from corpus.language.forms import classes_of_marks, pair_places
from corpus.language.letters import place_tones
from corpus.language.runs import (
    FOLDER,
    LONGEST,
    RUNS,
    UNLABELLED,
    VOCABULARY,
    Ids,
    Numbering,
    Numbers,
    Runs,
    load_runs,
    load_vocabulary,
)
from corpus.language.tokens import GAPS, LOWER, Token
from corpus.language.vocabulary import FIRST_WORD, Vocabulary
from corpus.language.weighing import Doubts, weigh

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILES = ("marks.onnx.gz", RUNS, VOCABULARY)
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
        cases = np.array([token.case for token in tokens])
        shares = self._shares(words, gaps, cases, placed)
        order = np.argsort(-shares, axis=1, kind="stable")[:, :_KEPT].astype(np.int64)
        best = np.take_along_axis(shares, order, axis=1).astype(np.float64)
        self._weighed((words, np.where(_goes_on(gaps, cases), _SPACE, gaps)), order, best, placed)
        self._agreed(words, order, best, placed)
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

    def _weighed(self, columns: tuple[Ids, Ids], order: Ids, best: Numbers, known: Mapping[int, str]) -> None:
        """Weigh the doubtful forms by the runs they would stand in, and put them in order again."""
        words, gaps = columns
        chosen = np.where(words < FIRST_WORD, UNLABELLED, order[:, 0])
        for place, form in known.items():
            forms = self.vocabulary.forms_of(int(words[place]))
            chosen[place] = forms.index(form) if form in forms else UNLABELLED
        sure = (best[:, 0] >= _SURE) | (chosen == UNLABELLED)
        sure[list(known)] = True
        doubtful = np.flatnonzero(~sure)
        if not len(doubtful):
            return
        row, places = self.numbering.row(words, chosen, gaps)
        row = np.pad(row, LONGEST, constant_values=self.numbering.line)
        offered = self.numbering.first[words[doubtful], None] + order[doubtful]
        likely = best[doubtful] > _IMPOSSIBLE
        scores = np.where(likely, np.log(np.maximum(best[doubtful], _IMPOSSIBLE)), -np.inf)
        _rank(doubtful, weigh(Doubts(row, places[doubtful] + LONGEST, offered, scores), self.runs), order, best)

    def _agreed(self, words: Ids, order: Ids, best: Numbers, known: Mapping[int, str]) -> None:
        """Let what is thought of a word count where it stands again; what is known of it counts most."""
        asked = (best[:, 0] < _BEYOND_DOUBT) & (words >= FIRST_WORD)
        asked[list(known)] = False
        doubtful = np.flatnonzero(asked)
        if not len(doubtful):
            return
        told = {
            place: forms.index(form)
            for place, form in known.items()
            if form in (forms := self.vocabulary.forms_of(int(words[place])))
        }
        places = np.concatenate([doubtful, np.array(list(told), np.int64)])
        forms, shares = order[places], np.where(best[places] > _IMPOSSIBLE, best[places], 0.0)
        forms[len(doubtful) :, 0], shares[len(doubtful) :] = list(told.values()), np.eye(1, shares.shape[1])
        _rank(doubtful, agree(words, places, forms, shares)[: len(doubtful)], order, best)


def _rank(places: Ids, shares: Numbers, order: Ids, best: Numbers) -> None:
    """Put the forms of some places in the order of their new shares."""
    again = np.argsort(-shares, axis=1, kind="stable")
    order[places] = np.take_along_axis(order[places], again, axis=1)
    best[places] = np.take_along_axis(shares, again, axis=1)


def _goes_on(gaps: Ids, cases: Ids) -> NDArray[np.bool_]:
    """Tell where a line begins that goes on a sentence: with a small letter, and not with the label of a list."""
    labelled = np.append(gaps[1:] == _CLOSE, False)
    return np.asarray((gaps == _LINE) & (cases == LOWER) & ~labelled)


_SPACE, _LINE, _CLOSE = (GAPS.index(name) for name in ("space", "line", "close"))
_KEPT = 6
# Where the network gives its first form less than this, the runs are asked.
_SURE = 0.99
# And where even then it is given less than this, other places are.
_BEYOND_DOUBT = 0.995
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
    network = gzip.decompress((folder / FILES[0]).read_bytes())
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    vocabulary, numbering = load_vocabulary(folder)
    return LanguageModel(vocabulary, classes_of_marks(vocabulary), session, load_runs(folder), numbering)
