"""Candidates join what letters tell of a token with what is remembered of whole words."""

import pytest

from corpus.language.candidates import Candidates, Rivals, candidates_of, load_candidates
from corpus.language.channel import Channel

COUNTS = {"mạnh": 50, "mảnh": 5, "hiện": 40, "đẩy": 20, "năm": 60, "nắm": 10}


@pytest.fixture(scope="module")
def candidates() -> Candidates:
    channel = Channel({}, {"ndm": {"năm": 30}, "2": {"và": 10, "ý": 10}}, {"năm": 40, "và": 10, "ý": 10})
    return candidates_of(COUNTS, channel)


def words_of(candidates: Candidates, rivals: Rivals) -> list[str]:
    return [candidates.words[place] for place in rivals.words]


def test_words_that_look_alike_are_found_the_commonest_first(candidates: Candidates) -> None:
    assert words_of(candidates, candidates.find("manh"))[:2] == ["mạnh", "mảnh"]


def test_what_is_remembered_counts(candidates: Candidates) -> None:
    read = candidates.find("ndm")
    assert words_of(candidates, read)[0] == "năm"
    assert read.best > candidates.find("ndn").best + 1


def test_tokens_sought_together_find_what_each_finds_alone() -> None:
    reads = ["thyc", "hién", "KHAN", "x4", "tré)ng", "t"]
    together, alone = load_candidates(), candidates_of(dict.fromkeys(["thực", "hiện", "khẩn"], 9), Channel({}, {}, {}))
    together.prepare(reads)
    alone.prepare(reads)
    for read in reads:
        one = alone.find(read)
        alone.found.clear()
        again = alone.find(read)
        assert one.words.tolist() == again.words.tolist()
        assert one.chances.tolist() == again.chances.tolist()
    assert "thực" in words_of(together, together.find("thyc"))[:2]


def test_memory_alone_tells_of_words_in_use(candidates: Candidates) -> None:
    assert not len(candidates.recalled("2", 0.01).words)
    assert words_of(candidates, candidates.recalled("ndm", 0.01)) == ["năm"]
    assert not len(candidates.recalled("ndm", 0.9).words)


def test_rivals_can_be_cut(candidates: Candidates) -> None:
    rivals = candidates.find("manh")
    assert rivals.above(rivals.best).pairs(5) == []
    assert [place for place, _ in rivals.pairs(1)] == rivals.words[:1].tolist()


def test_very_long_tokens_are_no_words(candidates: Candidates) -> None:
    assert not len(candidates.find("m" * 100_000).words)
