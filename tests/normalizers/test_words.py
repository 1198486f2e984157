import pytest

from corpus.language.letters import bare
from corpus.language.syllables import all_syllables
from normalizers.words import is_valid, is_valid_bare

SYLLABLES = "nghiêng quyết khuya giếng gì gìn quặng quốc yêu uống ướt oái oăm hòa hoà THUỶ Đắk Kạn kẻ ghế quý thuở huơ"


@pytest.mark.parametrize("syllable", SYLLABLES.split())
def test_syllables(syllable: str) -> None:
    assert is_valid(syllable)


@pytest.mark.parametrize(
    "string",
    [
        "",
        "cac",
        "nghà",
        "kà",
        "cẽ",
        "gê",
        "ngh",
        "qdc",
        "ctia",
        "bw",
        "hoc",
        "tàc",
        "đểu1",
        "directive",
        "UBND",
        "iêm",
        "nàyy",
    ],
)
def test_other_strings(string: str) -> None:
    assert not is_valid(string)


@pytest.mark.parametrize(
    ("string", "valid"), [("cac", True), ("duoc", True), ("Nghiem", True), ("the", True), ("fox", False), ("qd", False)]
)
def test_bare_syllables(string: str, valid: bool) -> None:
    assert is_valid_bare(string) is valid


def test_every_syllable_has_a_bare_form() -> None:
    assert all(is_valid_bare(bare(syllable)) for syllable in all_syllables())


def test_stopped_syllables_bear_two_tones_only() -> None:
    assert [form for form in ("cat", "cát", "càt", "cảt", "cãt", "cạt") if is_valid(form)] == ["cát", "cạt"]
