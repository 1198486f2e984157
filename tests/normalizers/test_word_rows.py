import pytest

from normalizers.word_rows import Change, row_of

TEXT = "Giao Sở Tài chính chủ trì, phối hợp với các sở, ngành.\n\nĐôn đốc việc thực hiện Kế hoạch 12/KH-UBND."


def test_tokens_stand_where_they_are_written() -> None:
    row = row_of(TEXT, {})
    assert [row.word(place) for place in range(4)] == ["Giao", "Sở", "Tài", "chính"]
    assert row.word(-1) == row.word(len(row.tokens)) == ""
    assert row.span(1, 2).of(TEXT) == "Sở Tài"
    assert len(row.fits()) == len(row.tokens)


@pytest.mark.parametrize(
    ("wrong", "forms"),
    [("trỉ", ("trì",)), ("phôi", ("phối",)), ("thựchiện", ("thực", "hiện")), ("đốcviệc", ("đốc", "việc"))],
)
def test_what_was_meant_stands_better_than_what_was_misread(wrong: str, forms: tuple[str, ...]) -> None:
    text = TEXT.replace(" ".join(forms), wrong, 1)
    row = row_of(text, {})
    place = next(number for number, token in enumerate(row.tokens) if token.form == wrong)
    (gain,) = row.gains([Change(place, 1, forms)])
    assert gain > 5


def test_a_change_to_what_stands_there_gains_nothing() -> None:
    row = row_of(TEXT, {})
    changes = [Change(1, 1, ("sở",)), Change(2, 2, ("tài", "chính")), Change(len(row.tokens) - 2, 1, ("hoạch",))]
    assert row.gains(changes) == pytest.approx([0, 0, 0])


def test_changes_are_weighed_in_the_order_they_are_given() -> None:
    row = row_of(TEXT, {})
    changes = [
        Change(1, 1, ("số",)),
        Change(2, 2, ("tài", "chính")),
        Change(1, 1, ("sở", "sở")),
        Change(4, 1, ("chú",)),
    ]
    alone = [float(row.gains([change])[0]) for change in changes]
    assert row.gains(changes) == pytest.approx(alone)


def test_forms_put_in_by_their_starts_count_as_written() -> None:
    text = TEXT.replace("chủ trì", "chú trì")
    start = text.index("chú")
    assert row_of(text, {start: "chủ"}).fits() == pytest.approx(row_of(TEXT, {}).fits())


def test_a_line_break_inside_a_sentence_is_a_blank() -> None:
    assert row_of(TEXT.replace("chủ trì", "chủ\ntrì"), {}).fits() == pytest.approx(row_of(TEXT, {}).fits())


@pytest.mark.parametrize("text", ["", "\n\n", "…", "12", "a"])
def test_texts_of_next_to_nothing_are_rows_too(text: str) -> None:
    row = row_of(text, {})
    assert len(row.fits()) == len(row.tokens)
    assert len(row.gains([])) == 0
