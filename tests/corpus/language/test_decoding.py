"""Decoding finds the likeliest way, as trying all ways would, however a row is parted."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pytest

from corpus.language import decoding
from corpus.language.candidates import NOTHING
from corpus.language.decoding import CHANNEL_WEIGHT, Readings, decode, shares
from corpus.language.runs import Runs, load_runs, load_vocabulary

# A word and its rivals a slot: words in brackets were read as one, words after > are of this slot and the next.
ROW = "các|cấc [thủ+trưởng]|[thu+trương] cơ|cờ quan|quản >phối|phó hợp|hộp với|vôi ủy|uy ban|bản nhân|nhận dân|dán tỉnh"


def readings_of(row: str) -> Readings:
    numbers = load_vocabulary()[1].ids
    found = []
    for slot, rivals in enumerate(row.split()):
        for place, rival in enumerate(rivals.split("|")):
            words = [numbers[word] for word in rival.strip("[]>").split("+")]
            found.append((slot, slot + 1 + rival.startswith(">"), (*words, NOTHING)[:2], -0.5 - place))
    starts, ends, ids, chances = map(np.array, zip(*found, strict=True))
    return Readings(starts, ends, ids, chances)


def likeliest(readings: Readings, runs: Runs, start: int) -> list[int]:
    """Return the best way by trying all of them."""
    slots = int(readings.ends.max())
    ways: list[tuple[int, ...]] = [()]
    while any((readings.ends[way[-1]] if way else 0) < slots for way in ways):
        ends = [int(readings.ends[way[-1]]) if way else 0 for way in ways]
        longer = [
            (*way, int(reading))
            for way, end in zip(ways, ends, strict=True)
            for reading in np.flatnonzero(readings.starts == end)
        ]
        ways = [way for way, end in zip(ways, ends, strict=True) if end == slots] + longer

    def score(way: Iterable[int]) -> float:
        row = [start] * 3 + [word for reading in way for word in readings.ids[reading].tolist() if word != NOTHING]
        windows = np.lib.stride_tricks.sliding_window_view(np.array(row), 4)
        return float(CHANNEL_WEIGHT * readings.chances[list(way)].sum() + runs.log_chances(windows).sum())

    return list(max(ways, key=score))


@pytest.mark.parametrize("row", [ROW, "hội|hồi đồng|động nhân|nhận dân|dân", "xã|xa", ">cán|can bộ|bồ xã"])
def test_the_likeliest_way_is_found(row: str) -> None:
    runs, start = load_runs(), load_vocabulary()[1].line
    readings = readings_of(row)
    assert decode(readings, runs, start).tolist() == likeliest(readings, runs, start)


def test_parting_a_row_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    runs, start = load_runs(), load_vocabulary()[1].line
    readings = readings_of(" ".join([ROW] * 8))
    assert len(readings.edges()) > 3
    parted = decode(readings, runs, start)
    monkeypatch.setattr(decoding, "_STRETCH", 1000)
    assert len(readings.edges()) == 2
    assert decode(readings, runs, start).tolist() == parted.tolist()
    assert all(readings.ends[one] == readings.starts[two] for one, two in pairwise(parted))


def test_shares_of_rivals_add_up_and_follow_the_words_around() -> None:
    runs, start = load_runs(), load_vocabulary()[1].line
    readings = readings_of(ROW)
    taken = decode(readings, runs, start)
    told = shares(readings, taken, runs, start)
    assert np.bincount(told.steps, told.chances) == pytest.approx(np.ones(len(taken)))
    assert set(taken.tolist()) <= set(told.readings.tolist())
    assert [told.readings[told.steps == step][0] for step in range(len(taken))] == taken.tolist()


def test_nothing_is_read_of_nothing() -> None:
    none = np.zeros(0, np.int64)
    assert not len(decode(Readings(none, none, none.reshape(0, 2), none.astype(float)), load_runs(), 0))
