from __future__ import annotations

from pipeline.document import Reading, Word
from pipeline.ocr.layout import arrange
from pipeline.ocr.overlay import overlaid
from tests.pipeline.ocr.test_layout import line


def reading(*lines: list[Word]) -> Reading:
    layout = arrange([word for words in lines for word in words])
    return Reading("ocr", "test", layout.text, layout.words)


SCAN = (line(70, 40, "UBND TỈNH A"), line(70, 58, "Số: /KH-UBND"), line(70, 90, "thực hiện kế hoạch"))


def test_block_of_a_signature_stands_in_front() -> None:
    signature = reading(line(120, 45, "Ký bởi: UBND tỉnh A"), line(120, 56, "Cơ quan: tỉnh A"))
    read = overlaid(reading(*SCAN), signature)
    lines = [text for text in read.text.split("\n") if text]
    assert lines[:2] == ["Ký bởi: UBND tỉnh A", "Cơ quan: tỉnh A"]
    assert "thực hiện kế hoạch" in lines
    assert all(word.span.of(read.text) == word.text for word in read.words)


def test_number_filled_in_goes_where_it_stands() -> None:
    (word,) = line(90, 58, "27")
    scan = (SCAN[0], [line(70, 58, "Số:")[0], line(110, 58, "/KH-UBND")[0]], SCAN[2])
    assert "Số: 27 /KH-UBND" in overlaid(reading(*scan), reading([word])).text


def test_what_ocr_read_of_the_same_ink_is_left_out() -> None:
    assert overlaid(reading(line(70, 40, "2o25")), reading(line(70, 40, "2025"))).text == "2025"
