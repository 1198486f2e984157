import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers.folding import fold
from pipeline.correction import correct
from pipeline.tools import Tools


def test_lines_stay_as_many_as_they_are(tools: Tools) -> None:
    raw = "Quyết định số 31/QĐ-BNV-\nTCCB  ngày 05/ 3/2026\r\n\n  công tác , như\x0bsau"
    made = correct(raw, tools, marks_only=False)
    assert made.value == "Quyết định số 31/QĐ-BNV-\nTCCB ngày 05/3/2026\n\n  công tác, như\nsau"
    assert {edit.rule.split(":")[0] for edit in made.edits} == {"unicode", "whitespace", "codes"}


def test_marks_only_changes_no_letter(tools: Tools) -> None:
    raw = "Kết luận số 61-KIL/TW  và ke\u0302\u0301 hoạch"
    assert correct(raw, tools, marks_only=True).value == "Kết luận số 61-KIL/TW  và kế hoạch"


@pytest.mark.parametrize("marks_only", [True, False])
@settings(max_examples=30, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_keeps_its_lines(tools: Tools, marks_only: bool, text: str) -> None:
    made = correct(text, tools, marks_only=marks_only)
    assert len(f"{made.value}.".splitlines()) == len(f"{text}.".splitlines())
    if marks_only and text.isascii():
        assert "".join(fold(made.value).split()) == "".join(filter(str.isprintable, fold(text).replace(" ", "")))
