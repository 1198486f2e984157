import pytest

from corpus.language.misreadings import NOTHING, aligned, learn, load_misreadings, misreadings_of


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("kiếm", "kiểm"),
        ("triên", "triển"),
        ("dịnh", "định"),
        ("tố", "tổ"),
        ("đôc", "đốc"),
        ("huắn", "huấn"),
        ("luậ", "luật"),
        ("nihập", "nhập"),
    ],
)
def test_the_printed_word_is_among_the_first_look_alikes(read: str, printed: str) -> None:
    assert printed in [like.form for like in load_misreadings().of(read)[:8]]


def test_a_word_is_likelier_read_rightly_than_as_any_other() -> None:
    misreadings = load_misreadings()
    for word in ("kiểm", "định", "quốc", "những", "ở"):
        assert misreadings.chance(word, word) > misreadings.chance(word, word[:-1] + "x")


def test_look_alikes_are_other_words_in_order_of_likelihood() -> None:
    found = load_misreadings().of("thâm")
    assert "thâm" not in [like.form for like in found]
    assert all(like.chance < 0 for like in found)


@pytest.mark.parametrize("read", ["", "?", "vềviệcnày", "ÿ", "x" * 60])
def test_what_looks_like_no_word_raises_nothing(read: str) -> None:
    assert all(like.form for like in load_misreadings().of(read))


@pytest.mark.parametrize(
    ("printed", "read", "letters"),
    [
        ("tổ", "tố", [("ổ", "ố"), ("t", "t")]),
        ("của", "cua", [("a", "a"), ("ủ", "u"), ("c", "c")]),
        ("luật", "luậ", [("t", NOTHING), ("ậ", "ậ"), ("u", "u"), ("l", "l")]),
        ("nhập", "nihập", [("p", "p"), ("ậ", "ậ"), ("h", "h"), (NOTHING, "i"), ("n", "n")]),
    ],
)
def test_letters_are_laid_beside_each_other_from_the_end(printed: str, read: str, letters: list[object]) -> None:
    assert list(aligned(printed, read)) == letters


def test_what_was_seen_often_becomes_likelier() -> None:
    often = learn([("tổ", "tố")] * 30 + [("tổ", "tổ")] * 10)
    never = learn([("tổ", "tổ")] * 40)
    assert misreadings_of(often).chance("tổ", "tố") > misreadings_of(never).chance("tổ", "tố")


def test_a_mark_misread_on_one_vowel_is_feared_for_others() -> None:
    hook_as_acute = learn([("tổ", "tố")] * 20 + [("kể", "kể")] * 20)
    misreadings = misreadings_of(hook_as_acute)
    assert misreadings.chance("kể", "kế") > misreadings.chance("kể", "kề")


def test_words_too_unlike_teach_nothing() -> None:
    assert not learn([("nghiệp", "abc")])
