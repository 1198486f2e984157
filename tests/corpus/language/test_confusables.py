import pytest

from corpus.language.confusables import look_alikes


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("tố", "tổ"),
        ("kiếm", "kiểm"),
        ("đông", "đồng"),
        ("thể", "thế"),
        ("dịnh", "định"),
        ("trửởng", "trưởng"),
        ("thco", "theo"),
        ("lrung", "trung"),
        ("chuông", "chương"),
    ],
)
def test_what_was_printed_is_among_the_look_alikes(read: str, printed: str) -> None:
    assert printed in look_alikes(read)


@pytest.mark.parametrize("syllable", ["tổ", "quốc", "a", "nghiêng", "x", "internet"])
def test_nothing_is_its_own_look_alike(syllable: str) -> None:
    found = look_alikes(syllable)
    assert syllable not in found
    assert len(found) == len(set(found))
