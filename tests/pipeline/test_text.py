"""The text with an address: edits are made as proposed, and every character finds its way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import Edit, Span, Text


def edit(text: Text, start: int, end: int, new: str) -> Edit:
    return Edit(Span(start, end), text.value[start:end], new, "test", 1.0)


@st.composite
def edited(draw: st.DrawFn) -> Text:
    """A text after up to three rounds of edits that do not overlap."""
    text = Text.of(draw(st.text("abcđ ", max_size=20)))
    for _ in range(draw(st.integers(0, 3))):
        cuts = sorted(draw(st.lists(st.integers(0, len(text.value)), max_size=8)))
        pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
        apart = [p for i, p in enumerate(pairs) if i == 0 or p[0] > pairs[i - 1][1]]
        text = text.apply(edit(text, a, b, draw(st.text("xyz", max_size=3))) for a, b in apart)
    return text


@given(edited())
def test_pieces_cover_both_texts_in_order(text: Text) -> None:
    value = raw = 0
    for piece in text.pieces:
        assert piece.value.start == value
        assert piece.raw.start <= raw
        assert not piece.verbatim or piece.value.of(text.value) == piece.raw.of(text.raw)
        value, raw = piece.value.end, max(raw, piece.raw.end)
    assert (value, raw) == (len(text.value), len(text.raw))


@given(edited(), st.data())
def test_to_raw_is_monotone_and_stays_inside(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text.value)))
    end = data.draw(st.integers(start, len(text.value)))
    inner = data.draw(st.integers(start, end))
    whole = text.to_raw(Span(start, end))
    assert whole.end <= len(text.raw)
    if start < inner:
        assert whole.covers(text.to_raw(Span(start, inner)))


@given(edited())
def test_every_edit_on_record_stands_in_the_text(text: Text) -> None:
    for made in text.edits:
        assert made.span.end <= len(text.value)


def test_untouched_characters_map_to_themselves() -> None:
    text = Text.of("Số:  05/CT-UBND")
    text = text.apply([edit(text, 3, 5, " ")])
    assert text.value == "Số: 05/CT-UBND"
    assert text.to_raw(Span(4, 14)) == Span(5, 15)
    assert text.from_raw(Span(5, 15)) == Span(4, 14)


def test_a_later_edit_moves_the_spans_of_earlier_ones() -> None:
    text = Text.of("quoc gia")
    text = text.apply([edit(text, 0, 4, "quốc")])
    text = text.apply([edit(text, 0, 0, ">> ")])
    assert [e.span.of(text.value) for e in text.edits] == [">> ", "quốc"]


def test_what_was_taken_out_has_an_empty_place() -> None:
    text = Text.of("a-b")
    text = text.apply([edit(text, 1, 2, "")])
    assert not text.from_raw(Span(1, 2))
    assert text.to_raw(Span(0, 2)) == Span(0, 3)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(0, 1), "x", "y", "test", 1.0)],
        [Edit(Span(0, 9), "abcdefghi", "y", "test", 1.0)],
        [Edit(Span(0, 2), "ab", "y", "test", 1.0), Edit(Span(1, 3), "bc", "y", "test", 1.0)],
    ],
    ids=["misquotes", "outside", "overlaps"],
)
def test_apply_refuses_an_edit_that(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="edit by test"):
        Text.of("abc").apply(edits)


def test_a_span_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)
