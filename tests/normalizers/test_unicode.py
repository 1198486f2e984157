import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from normalizers.unicode import NORMALIZER
from pipeline.document import Span, Text
from tests.normalizers.conftest import document_of

Put = Callable[..., Text]

LETTERS = "aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐàảãáạ \n-1ÐðﬁÀ"
MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u0340\u0341\u00ad\u200b\u00a0"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("kế hoạch", "kế hoạch"),
        ("ke\u0302\u0301 hoa\u0323ch", "kế hoạch"),
        ("ke\u0301\u0302 hoạch", "kế hoạch"),  # the tone before the shape
        ("ké\u0302 hoạch", "kế hoạch"),
        ("thu\u031b\u0323c hiê\u0323n", "thực hiện"),
        ("hiê \u0323n", "hiện"),  # the tone parted from its letter
        ("ho\u0340a", "hòa"),
        ("kế\u0301 hoạch", "kế hoạch"),
        ("phu\xb4c, sô\u02ca, la\u02cb, xa\u02dc", "phúc, số, là, xã"),  # tones behind their vowel
        ("d\u0335ịa D\u0336iện", "địa Điện"),
        ("nh\u0131ệm vụ t\u0131\u0309nh, n\u01cem", "nhiệm vụ tỉnh, năm"),
        ("Ðảng, Ɖảng, ðồng", "Đảng, Đảng, đồng"),
        ("\ufb01nanzamt hoa\ufb02", "finanzamt hoafl"),
        ("\uff11\uff12\uff0f\uff11\uff10", "12/10"),
        ("năm\u00a02025", "năm 2025"),
        ("Quyết\u00ad định\ufeff\u200b", "Quyết định"),
        ("09\u2011CT/TW", "09-CT/TW"),
        ("\uf0b7 Mục tiêu", "• Mục tiêu"),
        ("một\r\nhai\rba\x0bbốn", "một\nhai\nba\nbốn"),
        ("U\u0412ND", "UBND"),  # a Cyrillic letter among Latin ones
    ],
)
def test_letters_get_their_one_form(put: Put, raw: str, value: str) -> None:
    assert put(NORMALIZER, raw).value == value


@pytest.mark.parametrize(
    "text",
    [
        "Điều 5. Hiệu lực thi hành – khoản 2 “a”…",
        "Москва, Ελλάδα, 北京, déjà vu, naïve",
        "diện tích 25 m², tỉnh¹, 5 \xd7 3 = 15, ±2 °C, ½",
        "",
    ],
)
def test_right_text_stays(put: Put, text: str) -> None:
    assert put(NORMALIZER, text).edits == ()


def test_offsets_lead_back_to_the_marks(put: Put) -> None:
    raw = "chi\u0309 thi\u0323 này"
    made = put(NORMALIZER, raw)
    start = made.value.index("thị")
    assert made.to_raw(Span(start, start + 3)).of(raw) == "thi\u0323"


@example("\u0300\xad\u031b")
@given(st.text(alphabet=LETTERS + MARKS, max_size=30))
def test_composed_and_decomposed_come_out_alike_and_composed(text: str) -> None:
    out = [_normalized(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")]
    assert out[0] == out[1] == unicodedata.normalize("NFC", out[0]) == _normalized(out[0])


@given(st.text())
def test_any_text_is_taken_once_and_for_all(text: str) -> None:
    out = _normalized(text)
    assert _normalized(out) == out


def _normalized(text: str) -> str:
    document = document_of(text)
    return document.text.apply(NORMALIZER.propose(document, None)).value  # type: ignore[arg-type]
