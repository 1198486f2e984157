"""What holds for every normaliser, on papers put together at random from what papers are made of."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers import codes, encodings, joined_words, linebreaks, ocr_repair, split_syllables, unicode, whitespace
from pipeline.document import Text
from pipeline.tools import Tools
from tests.normalizers.conftest import document_of

Put = Callable[..., Text]

NORMALIZERS = [
    m.NORMALIZER for m in (encodings, unicode, split_syllables, joined_words, whitespace, linebreaks, codes, ocr_repair)
]
PIECES = (
    *(
        "Ủy ban nhân dân tỉnh",
        "kiếm soát",
        "Tố quốc",
        "K Ế H O Ạ C H",
        "đượ c",
        "hoà",
        "triên khai thực hiện",
        "c",
        "đ",
    ),
    *(",", ".", ";", ":", "(", ")", "“", "”", "-", "–", "/", "1.", "a)", "Điều", "KT.GIÁM ĐỐC", "theo quy dịnh", "Ð"),
    *(
        "số",
        "s6",
        "Số:",
        "ngày",
        "tháng",
        "năm",
        "05/ 3/2026",
        "44-KIL/TW",
        "12/KH-",
        "UBND",
        "QĐ-TTg",
        "V05",
        "NQ- CP",
    ),
    *("l2", "2O25", "Céng hoµ", "x· héi", "ViÖt", "Vieät", "https://a.b/c", "x@y.vn", "déjà vu"),
)
OLD = ("Céng hoµ", "x· héi", "ViÖt", "Vieät", "déjà vu", "Ð")
GAPS = ("", " ", "  ", "      ", "\t", "\n", "\n\n", " \n", "\u00a0", "\r\n", "\x0c", "-\n")


def papers(pieces: Sequence[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(st.sampled_from(pieces), st.sampled_from(GAPS))
    return st.lists(pairs, max_size=30).map(lambda found: "".join(piece + gap for piece, gap in found))


@pytest.mark.parametrize("normalizer", NORMALIZERS, ids=lambda normalizer: normalizer.name)
@settings(max_examples=60, deadline=None)
@given(paper=papers(PIECES))
def test_edits_quote_the_text_do_not_overlap_and_are_made_once(put: Put, normalizer, paper: str) -> None:  # type: ignore[no-untyped-def]
    put(normalizer, paper, origin="ocr")


@settings(max_examples=60, deadline=None)
@given(paper=papers([piece for piece in PIECES if piece not in OLD]))
def test_composed_and_decomposed_papers_come_out_alike(tools: Tools, paper: str) -> None:
    values = set()
    for form in ("NFC", "NFD"):
        text = Text.of(unicodedata.normalize(form, paper))
        for normalizer in tools.normalizers:
            document = document_of(text.raw)
            text = text.apply(normalizer.propose(replace(document, text=text), tools.knowledge))
        values.add(text.value)
    assert len(values) == 1
