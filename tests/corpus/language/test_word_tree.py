"""Words near a token are found with the chances that trying all ways to read them would give."""

from functools import cache
from math import exp, log

import pytest

from corpus.language.channel import LONGEST_READ, Channel, load_channel
from corpus.language.word_tree import tree_of

WORDS = ("đẩy", "đấy", "mạnh", "mảnh", "hiện", "hiền", "trưởng", "ủy", "nghiệp", "giáo")


def chance(channel: Channel, word: str, read: str) -> float:
    """Return the log-chance of the likeliest way to read a word as a token."""

    def letters(group: str, piece: str) -> float:
        if len(group) == 1:
            return log(channel.chance(group, piece))
        counts = channel.groups.get(group, {})
        return log(counts[piece] / sum(counts.values())) if counts.get(piece) and piece else -100.0

    @cache
    def best(at: int, begin: int) -> float:
        ways = [-5.0 * (len(read) - begin)] if at == len(word) else []
        for size in (1, 2):
            group = word[at : at + size]
            for end in range(begin, min(begin + LONGEST_READ, len(read)) + 1):
                if len(group) == size:
                    piece = read[begin:end]
                    small = letters(group, piece)
                    capital = letters(group[0].upper() + group[1:], piece)
                    told = max(small + log(0.85), capital + log(0.15)) if at == 0 else small
                    ways.append(told + best(at + size, end))
        return max(ways, default=-100.0)

    return max(-5.0 * begin + best(0, begin) for begin in range(len(read) + 1))


@pytest.mark.parametrize(
    "read", ["Pay", "day", "manh", "hién", "truéng", "tré)ng", "gido", "nghiép", "'manh", "Uy", "yy"]
)
def test_chances_are_those_of_the_likeliest_way(read: str) -> None:
    channel = load_channel()
    near = tree_of(WORDS, channel, capitals=False).near([read, "manh"])
    found = {
        WORDS[word]: chance
        for token, word, chance in zip(*(column.tolist() for column in near), strict=True)
        if token == 0
    }
    expected = {word: chance(channel, word, read) for word in WORDS}
    best = max(expected.values())
    assert max(found.values()) == pytest.approx(best, abs=1e-3)
    for word, told in expected.items():
        if told > best - 4:
            assert found[word] == pytest.approx(told, abs=1e-3)
        else:
            assert found.get(word, told) <= told + 1e-3


def test_what_stands_beside_a_token_makes_no_difference() -> None:
    tree = tree_of(WORDS, load_channel(), capitals=True)
    reads = ["MANH", "MAN", "HIEN", "TRUONG", "TRU", "?"]
    together = tree.near(reads)
    for token, read in enumerate(reads):
        alone, here = tree.near([read]), together.tokens == token
        assert together.words[here].tolist() == alone.words.tolist()
        assert together.chances[here].tolist() == alone.chances.tolist()


def test_chances_are_no_more_than_certain() -> None:
    near = tree_of(WORDS, load_channel(), capitals=False).near(["manh", "hien"])
    assert len(near.chances)
    assert all(exp(told) <= 1 for told in near.chances.tolist())
