"""Runs remember what was counted, weigh it against the shorter runs, and survive being written and read."""

from collections import Counter

import numpy as np
import pytest

from corpus.language import samples
from corpus.language.learning import counting
from corpus.language.runs import FOLDER, Numbering, Runs, load_runs, load_vocabulary, pack, unpack
from corpus.language.vocabulary import Vocabulary, build

LINES = (
    ["hội đồng nhân dân xã"] * 6
    + ["hỏi nhân dân, hội đồng"] * 3
    + ["đồng xã hỏi dân", "dân hội nhân xã", "xã dân đồng hỏi", "nhân hỏi hội", "dân xã", "hội xã nhân", "đồng dân"]
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return build(Counter({"hội": 90, "hỏi": 60, "đồng": 90, "nhân": 80, "dân": 80, "xã": 70}))


@pytest.fixture(scope="module")
def counted(vocabulary: Vocabulary) -> Runs:
    return counting.count([(samples.encode(LINES, vocabulary), 3)], vocabulary)


def rows(vocabulary: Vocabulary, *texts: str) -> np.ndarray:
    numbering = Numbering.of(vocabulary)
    special = {"|": numbering.line, ",": numbering.sign(",")}
    return np.array([[special.get(part) or numbering.ids[part] for part in text.split()] for text in texts])


def test_what_was_seen_is_likelier(vocabulary: Vocabulary, counted: Runs) -> None:
    seen, unseen = counted.log_chances(rows(vocabulary, "| hội đồng nhân", "| hội đồng hỏi"))
    assert seen > unseen
    after_hoi, after_dong = counted.log_chances(rows(vocabulary, "| | hỏi nhân", "| | hỏi đồng"))
    assert after_hoi > after_dong


def test_chances_of_all_that_may_follow_are_one(vocabulary: Vocabulary, counted: Runs) -> None:
    for context in ("| hội đồng", "xã xã xã", "nhân dân ,"):
        before = rows(vocabulary, context)[0]
        every = np.column_stack([np.tile(before, (counted.base, 1)), np.arange(counted.base)])
        assert np.exp(counted.log_chances(every)).sum() == pytest.approx(1, abs=0.001)


def test_runs_are_kept_as_they_were(vocabulary: Vocabulary, counted: Runs) -> None:
    kept = unpack(pack(counted))
    for order, again in zip(counted.orders, kept.orders, strict=True):
        assert again.keys.tolist() == order.keys.tolist()
        assert again.shares == pytest.approx(order.shares, rel=0.25)
    row = rows(vocabulary, "hội đồng nhân dân")
    assert kept.log_chances(row) == pytest.approx(counted.log_chances(row), abs=0.5)


def test_every_run_begins_and_ends_with_a_run(counted: Runs) -> None:
    shorter = np.arange(counted.base)
    for length, order in enumerate(counted.orders, 1):
        assert np.isin(order.keys // counted.base, shorter).all()
        assert np.isin(order.keys % counted.base**length, shorter).all()
        assert (np.diff(order.keys) > 0).all()
        shorter = order.keys


def test_runs_of_the_program_know_official_papers() -> None:
    vocabulary, numbering = load_vocabulary()
    right, wrong = load_runs().log_chances(rows(vocabulary, "ủy ban nhân dân", "ủy ban nhân đàn"))
    assert right > wrong + 3
    assert numbering.base == load_runs().base


def test_one_folder_is_read_once() -> None:
    assert load_runs() is load_runs(FOLDER)
    assert load_vocabulary() is load_vocabulary(FOLDER)


def test_contexts_in_common_give_the_same_chances(vocabulary: Vocabulary, counted: Runs) -> None:
    contexts = rows(vocabulary, "| hội đồng", "hội đồng nhân", "| | hỏi", "xã xã xã")
    at, last = (column.ravel() for column in np.indices((len(contexts), counted.base)))
    each = counted.log_chances(np.column_stack([contexts[at], last]))
    assert counted.log_chances_after(contexts, last, at).tolist() == each.tolist()
