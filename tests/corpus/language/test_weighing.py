"""Weighing chooses the likeliest row of forms, as trying all rows would."""

from itertools import product

import numpy as np
import pytest

from corpus.language.runs import Runs, load_runs, load_vocabulary
from corpus.language.weighing import _WEIGHT, Doubts, likeliest, weigh

PAD = 4


def doubts_of(text: str, rivals: dict[int, str]) -> Doubts:
    """Make doubts of a row of forms; `rivals` has what else the forms at some places may be."""
    _, numbering = load_vocabulary()
    row = np.pad([numbering.ids[form] for form in text.split()], PAD, constant_values=numbering.line)
    offered = [[row[place + PAD], numbering.ids[rival]] for place, rival in rivals.items()]
    places = np.array(list(rivals), np.int64) + PAD
    return Doubts(row, places, np.array(offered), np.log(np.full((len(rivals), 2), 0.5)))


def total(doubts: Doubts, chosen: tuple[int, ...], runs: Runs) -> float:
    row = doubts.settled(np.array(chosen)).row
    windows = np.lib.stride_tricks.sliding_window_view(row, 4)
    return float(_WEIGHT * runs.log_chances(windows[1:]).sum())


@pytest.mark.parametrize(
    ("text", "rivals"),
    [
        ("hội đông nhân dân tỉnh và các sở ban ngành", {0: "hỏi", 1: "đồng", 4: "tính", 7: "bán"}),
        ("báo cáo kết quá trước ngày", {0: "bảo", 3: "quả", 4: "trúc"}),
        ("các xã phường chịu trách nhiệm thực hiện nghiêm túc chỉ thị này", {1: "xa", 9: "tục"}),
        ("ủy ban", {0: "úy"}),
    ],
)
def test_the_likeliest_row_is_found(text: str, rivals: dict[int, str]) -> None:
    runs, doubts = load_runs(), doubts_of(text, rivals)
    found = tuple(likeliest(doubts, runs).tolist())
    every = product((0, 1), repeat=len(rivals))
    assert total(doubts, found, runs) == pytest.approx(max(total(doubts, row, runs) for row in every))


def test_shares_add_up_and_rank_as_the_row_does() -> None:
    runs, doubts = load_runs(), doubts_of("hội đông nhân dân tỉnh", {0: "hỏi", 1: "đồng", 4: "tính"})
    shares = weigh(doubts, runs)
    assert shares.sum(axis=1) == pytest.approx(1)
    assert shares.argmax(axis=1).tolist() == likeliest(doubts, runs).tolist() == [0, 1, 0]


def test_what_is_not_offered_is_not_taken() -> None:
    runs, doubts = load_runs(), doubts_of("hội đông nhân dân", {1: "đồng"})
    scores = np.where(np.arange(2) == 1, -np.inf, doubts.scores)
    only = Doubts(doubts.row, doubts.places, doubts.offered, scores)
    assert weigh(only, runs).tolist() == [[1.0, 0.0]]
