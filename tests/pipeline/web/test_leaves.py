"""Lists and texts are cut into leaves that lose nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.web.leaves import leaf_from, spans_of


def test_a_leaf_of_unknown_length_tells_whether_more_come() -> None:
    assert (leaf_from(range(4), 1, 3).rows, leaf_from(range(4), 1, 3).rest) == ((0, 1, 2), 1)
    assert leaf_from(range(3), 1, 3).is_last


@given(st.text(alphabet="ab \n", max_size=80), st.integers(1, 30))
def test_the_spans_of_a_text_make_it_up(text: str, longest: int) -> None:
    spans = spans_of(text, longest)
    assert "".join(span.of(text) for span in spans) == text
    assert all(len(span) <= longest for span in spans)


def test_a_text_is_cut_after_a_line() -> None:
    assert [span.of("một\nhai\nba") for span in spans_of("một\nhai\nba", 6)] == ["một\n", "hai\nba"]
