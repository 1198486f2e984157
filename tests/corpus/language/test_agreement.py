import numpy as np
import pytest

from corpus.language.agreement import agree

# Word 7 between words 3 and 5, three times, and once elsewhere; it has the forms 0 and 1.
WORDS = np.array([3, 7, 5, 9, 3, 7, 5, 9, 3, 7, 5, 9, 8, 7, 6])
PLACES = np.array([1, 5, 9, 13])
FORMS = np.array([[0, 1]] * 4)


def shares_of(*first: float) -> np.ndarray:
    return np.array([[share, 1 - share] for share in first])


def test_a_doubtful_place_follows_what_is_sure_beside_the_same_words() -> None:
    agreed = agree(WORDS, PLACES, FORMS, shares_of(0.45, 0.99, 0.99, 0.45))
    assert agreed[0, 0] > 0.5
    assert agreed[3, 0] == pytest.approx(0.45)


def test_what_stands_once_keeps_its_shares() -> None:
    agreed = agree(WORDS, PLACES[3:], FORMS[3:], shares_of(0.3))
    assert agreed[0].tolist() == pytest.approx([0.3, 0.7])


def test_what_is_not_offered_stays_out() -> None:
    shares = shares_of(1.0, 0.2, 0.2, 0.2)
    assert agree(WORDS, PLACES, FORMS, shares)[0].tolist() == [1.0, 0.0]


def test_shares_add_up() -> None:
    agreed = agree(WORDS, PLACES, FORMS, shares_of(0.6, 0.7, 0.1, 0.2))
    assert agreed.sum(axis=1).tolist() == pytest.approx([1.0] * 4)
