import lzma

import pytest

from corpus.language.bigrams import build, load_bigrams, places, read_lines


@pytest.mark.parametrize(
    ("one", "two"), [("tổ", "quốc"), ("thế", "trận"), ("đồng", "bào"), ("ủy", "ban"), ("hòa", "bình")]
)
def test_words_in_use_are_counted(one: str, two: str) -> None:
    counts = load_bigrams()
    assert counts.pair_count(one, two) > 80 > counts.pair_count(two, one)
    assert counts.count(one) > 1000


def test_probabilities_of_what_follows_make_up_one() -> None:
    counts = load_bigrams()
    for before in ("ủy", "trận", "bào"):
        assert sum(counts.probability(form, before) for form in counts.ids) == pytest.approx(1, abs=0.1)


def test_tokens_know_their_places() -> None:
    text = "Uỷ ban, 12/KH-UBND ngày 05/3/2026!"
    assert [place.form for place in places(text)] == ["ủy", "ban", ",", "0", "ngày", "0", "."]
    assert [text[place.start : place.end] for place in places(text)][3] == "12/KH-UBND"


def test_table_is_built_from_paragraphs(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "texts.txt.xz"
    path.write_bytes(lzma.compress("# DOC một\nỦy ban nhân dân\n\n# DOC hai\nỦy ban\n".encode()))
    lines = list(read_lines(path))
    assert lines == ["Ủy ban nhân dân\n", "Ủy ban\n"]
    assert lzma.decompress(build(lines * 4))
