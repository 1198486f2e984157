import time
import unicodedata
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Document, Span
from pipeline.line import normalize
from pipeline.tools import Tools
from tests.normalizers.conftest import document_of

PAPER = """UBND TỈNH HÒA BÌNH          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ                   Độc lập - Tự do - Hạnh phúc

Số: 215 /SNV-CCVC

Kính gửi: Các phòng, đơn vị thuộc Sở

Thực hiện Kế hoạch số 88/KH-
UBND ngày 05/ 3/2026 của Ủy ban nhân dân tỉnh về tinh gọn bộ máy, Giám đốc Sở yêu cầu
các phòng , đơn vị rà soát vị trí việc làm, báo cáo trước ngày 20/3/2026.
"""


def test_every_normaliser_has_its_say_in_order_of_rank(tools: Tools) -> None:
    assert [n.name for n in tools.normalizers][:7] == [
        "encodings",
        "unicode",
        "split_syllables",
        "joined_words",
        "whitespace",
        "linebreaks",
        "codes",
    ]


def test_paper_is_read_as_it_was_meant(tools: Tools) -> None:
    text = normalize(document_of(unicodedata.normalize("NFD", PAPER)), tools).text
    assert "Số: 215/SNV-CCVC\n" in text.value
    assert "Kế hoạch số 88/KH-UBND ngày 05/3/2026 của Ủy ban" in text.value
    assert "các phòng, đơn vị" in text.value
    assert text.value == normalize(document_of(PAPER), tools).text.value


def test_every_change_leads_back_to_paper(tools: Tools) -> None:
    made = normalize(document_of(PAPER), tools)
    for word in ("88/KH-UBND", "215/SNV-CCVC", "05/3/2026"):
        start = made.text.value.index(word)
        raw = made.text.to_raw(Span(start, start + len(word))).of(PAPER)
        assert "".join(raw.split()) == word


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_goes_through_once_and_for_all(tools: Tools, text: str) -> None:
    made = normalize(document_of(text), tools)
    assert made.text.raw == text
    assert _again(made, tools) == made.text.value


def test_long_clean_text_is_quick(tools: Tools) -> None:
    clean = "Các cơ quan, đơn vị báo cáo kết quả thực hiện trước ngày 20 tháng 3 năm 2026.\n" * 2000
    document = document_of(clean)
    normalize(document_of(clean[:1000]), tools)
    started = time.perf_counter()
    for normalizer in tools.normalizers[:6]:
        assert not normalizer.propose(document, tools.knowledge)
    assert len(clean) / (time.perf_counter() - started) > 50_000  # characters a second


def _again(document: Document, tools: Tools) -> str:
    return normalize(replace(document_of(document.text.value)), tools).text.value
