from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Box, Span, Word
from pipeline.ocr.layout import arrange
from pipeline.ocr.rows import Grid

LETTER, HEIGHT = 6.0, 12.0  # points


def line(x: float, y: float, text: str) -> list[Word]:
    """Words beside each other from `x` on, `y` at the top."""
    words = []
    for part in text.split():
        width = LETTER * len(part)
        words.append(Word(part, Span(0, 0), Box(1, x, y, x + width, y + HEIGHT)))
        x += width + LETTER
    return words


def full(y: float, first: str = "") -> list[Word]:
    text = f"{first} căn cứ vào tình hình thực tế của địa phương và đề nghị của các đơn vị trực thuộc"
    return line(70, y, text)


def page(*lines: list[Word]) -> list[Word]:
    return [word for words in lines for word in words]


HEAD = page(
    line(70, 40, "UBND TỈNH A"),
    line(80, 56, "SỞ Y TẾ"),
    line(75, 90, "Số: 12/SYT-NV"),
    line(260, 42, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    line(290, 58, "Độc lập - Tự do - Hạnh phúc"),
    line(300, 90, "A, ngày 02 tháng 3 năm 2024"),
)
HEAD_TEXT = [
    "UBND TỈNH A",
    "SỞ Y TẾ",
    "Số: 12/SYT-NV",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "A, ngày 02 tháng 3 năm 2024",
]


def lines_of(words: list[Word]) -> list[str]:
    return [text for text in arrange(words).text.split("\n") if text]


def test_head_is_read_block_by_block() -> None:
    assert lines_of(page(HEAD, full(150), full(166)))[:6] == HEAD_TEXT


def test_head_of_a_short_page_without_a_body() -> None:
    assert lines_of(HEAD) == HEAD_TEXT


def test_title_below_the_head_stays_below_it() -> None:
    lines = lines_of(page(HEAD, line(265, 140, "CHỈ THỊ"), full(180), full(196)))
    assert lines[:7] == [*HEAD_TEXT, "CHỈ THỊ"]


def test_subject_under_the_number_belongs_to_the_left_block() -> None:
    lines = lines_of(page(HEAD, line(75, 108, "V/v rà soát"), full(150), full(166)))
    assert lines[:4] == ["UBND TỈNH A", "SỞ Y TẾ", "Số: 12/SYT-NV", "V/v rà soát"]


def test_foot_is_read_block_by_block() -> None:
    foot = page(
        line(70, 560, "Nơi nhận:"),
        line(70, 575, "- Như trên;"),
        line(70, 590, "- Lưu: VT."),
        line(380, 562, "KT. GIÁM ĐỐC"),
        line(375, 578, "PHÓ GIÁM ĐỐC"),
        line(380, 660, "Lê Văn A"),
    )
    lines = lines_of(page(full(500), full(516), foot))
    assert lines[2:] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn A"]


def test_hole_in_the_body_is_no_gutter() -> None:
    holed = page(line(70, 82, "Giao Sở Y tế"), line(320, 82, "chủ trì việc này"))
    also = page(line(70, 98, "và Sở Nội vụ"), line(320, 98, "phối hợp làm ngay"))
    lines = lines_of(page(full(50), full(66), holed, also, full(114), full(130)))
    assert lines[2:4] == ["Giao Sở Y tế chủ trì việc này", "và Sở Nội vụ phối hợp làm ngay"]


def test_blank_line_where_the_paper_leaves_room() -> None:
    text = arrange(page(full(50), full(66), full(82), full(130), full(146))).text
    assert [bool(part) for part in text.split("\n")] == [True, True, True, False, True, True]


def test_word_that_caught_a_stamp_does_not_drag_its_line_along() -> None:
    words = page(full(50, "một"), full(66, "hai"), full(82, "ba"))
    words[25] = Word("x", Span(0, 0), Box(1, words[25].box.x0, 30, words[25].box.x1, 120))
    firsts = [text.split()[0] for text in lines_of(words) if len(text.split()) > 3]
    assert firsts == ["một", "hai", "ba"]


def grid() -> Grid:
    cells = tuple(tuple(Box(1, x, y, x + 100, y + 40) for x in (50.0, 150.0)) for y in (100.0, 140.0))
    return Grid(Box(1, 50, 100, 250, 180), cells)


def test_table_is_read_cell_by_cell() -> None:
    words = page(
        line(60, 60, "trên bảng"),
        line(55, 105, "Nhiệm vụ"),
        line(155, 105, "Thời hạn"),
        line(55, 145, "Rà soát"),
        line(55, 161, "văn bản"),
        line(155, 145, "- tháng 5"),
        line(155, 161, "- tháng 6"),
        line(60, 200, "dưới bảng"),
    )
    layout = arrange(words, (grid(),))
    assert layout.text.split("\n") == [
        "trên bảng",
        "Nhiệm vụ",
        "Thời hạn",
        "Rà soát văn bản",
        "- tháng 5",
        "- tháng 6",
        "dưới bảng",
    ]
    (table,) = layout.tables
    assert [[cell.of(layout.text) for cell in row] for row in table.rows] == [
        ["Nhiệm vụ", "Thời hạn"],
        ["Rà soát văn bản", "- tháng 5\n- tháng 6"],
    ]


def test_empty_cell_has_an_empty_span() -> None:
    layout = arrange(line(55, 105, "một"), (grid(),))
    assert [[len(cell) for cell in row] for row in layout.tables[0].rows] == [[3, 0], [0, 0]]


BOXES = st.builds(
    lambda x, y, w, h: Box(1, x, y, x + w, y + h),
    *(st.floats(0, 800) for _ in range(2)),
    *(st.floats(0, 200) for _ in range(2)),
)


@given(st.lists(BOXES, max_size=40), st.booleans())
def test_no_word_is_lost_or_read_twice(boxes: list[Box], with_grid: bool) -> None:
    numbers = count()
    words = [Word(f"w{next(numbers)}", Span(0, 0), box) for box in boxes]
    layout = arrange(words, (grid(),) if with_grid else ())
    assert sorted(layout.text.split()) == sorted(word.text for word in words)
    assert [word.span.of(layout.text) for word in layout.words] == [word.text for word in layout.words]
    assert len({word.text for word in layout.words}) == len(layout.words)


@pytest.mark.parametrize("words", [[], [Word("", Span(0, 0), Box(1, 0, 0, 0, 0))]])
def test_nothing_to_arrange(words: list[Word]) -> None:
    assert arrange(words).text == ""


def test_columns_of_a_head_that_nearly_touch_are_parted() -> None:
    words = page(
        line(70, 40, "UBND TỈNH MỘT TÊN DÀI CONG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        line(90, 56, "SỞ Y TẾ"),
        line(330, 56, "Độc lập - Tự do - Hạnh phúc"),
        full(150),
        full(166),
    )
    assert lines_of(words)[:4] == [
        "UBND TỈNH MỘT TÊN DÀI",
        "SỞ Y TẾ",
        "CONG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_motto_inside_a_sentence_parts_nothing() -> None:
    sentence = "Luật của nước CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM và cộng hòa xã hội"
    assert lines_of(page(full(50), line(70, 66, sentence), full(82)))[1] == sentence


def test_addressees_stand_below_the_head() -> None:
    lines = lines_of(page(HEAD, line(90, 112, "Kính gửi:"), full(150), full(166)))
    assert lines[:7] == [*HEAD_TEXT, "Kính gửi:"]


def test_bullets_far_from_their_items_are_no_block() -> None:
    items = [line(200, y, f"Các phòng chuyên môn {n}") for n, y in ((1, 66), (2, 82), (3, 98))]
    bullets = [line(170, y, "-") for y in (66, 82, 98)]
    lines = lines_of(page(full(50), *bullets, *items, full(114)))
    assert lines[1:4] == [f"- Các phòng chuyên môn {n}" for n in (1, 2, 3)]


STAMP = page(
    line(40, 118, "VĂN PHÒNG SỞ"),
    line(60, 134, "Số: 218"),
    line(40, 146, "ĐẾN"),
    line(60, 158, "Ngày: 04/3/2024"),
    line(290, 158, "Về việc phòng chống thiên tai năm 2024 trong tỉnh"),
)


BODY = [full(176, "Trong thời gian qua"), *(full(y) for y in range(192, 680, 16))]


def test_arrival_stamp_across_the_text_stands_below_the_head() -> None:
    lines = lines_of(page(HEAD, STAMP, line(265, 140, "CHỈ THỊ"), *BODY))
    assert lines[:11] == [*HEAD_TEXT, "ĐẾN", "VĂN PHÒNG SỞ", "Số: 218", "Ngày: 04/3/2024", "CHỈ THỊ"]
    assert lines[11] == "Về việc phòng chống thiên tai năm 2024 trong tỉnh"


def test_handwriting_in_an_arrival_stamp_is_left_out() -> None:
    (unread,) = (replace(word, confidence=0.2) for word in line(90, 146, "4.1.3"))
    text = arrange(page(HEAD, STAMP, [unread], *BODY)).text
    assert "4.1.3" not in text and "ĐẾN" in text


@pytest.mark.parametrize(
    "title",
    [
        pytest.param(line(120, 140, "GIAI ĐOẠN 2021 ĐẾN NĂM 2030"), id="in a title"),
        pytest.param(line(70, 700, "ĐẾN"), id="at the foot of a page"),
    ],
)
def test_word_of_the_text_is_no_arrival_stamp(title: list[Word]) -> None:
    words = page(HEAD, title, *BODY, full(716))
    lines = lines_of(words)
    assert lines.index(" ".join(word.text for word in title)) == (6 if title[0].box.y0 < 200 else len(lines) - 2)


def test_word_on_a_line_of_a_table_is_kept() -> None:
    holed = replace(grid(), rows=(grid().rows[0], grid().rows[1][:1]))
    layout = arrange(page(line(55, 105, "Nhiệm vụ"), line(55, 145, "Rà soát"), line(160, 150, "tháng 5")), (holed,))
    assert sorted(layout.text.split()) == sorted(["Nhiệm", "vụ", "Rà", "soát", "tháng", "5"])


def test_two_pages_side_by_side_are_read_one_after_the_other() -> None:
    left = [full(y, f"trái {n}") for n, y in enumerate(range(60, 420, 16))]
    right = [line(660, y, " ".join(w.text for w in full(y, f"phải {n}"))) for n, y in enumerate(range(60, 420, 16))]
    firsts = [text.split()[0] for text in lines_of(page(*left, *right))]
    assert firsts == ["trái"] * len(left) + ["phải"] * len(right)


def test_signs_that_a_pen_stroke_is_read_as_are_no_part_of_a_name() -> None:
    foot = page(
        line(70, 560, "Nơi nhận:"),
        line(70, 575, "- Lưu: VT."),
        line(380, 562, "= PHÓ GIÁM ĐỐC"),
        line(380, 640, "- Lê Văn A"),
    )
    assert lines_of(page(full(500), full(516), foot))[2:] == ["Nơi nhận:", "- Lưu: VT.", "PHÓ GIÁM ĐỐC", "Lê Văn A"]


def test_widely_justified_lines_are_no_blocks() -> None:
    def justified(y: float, text: str) -> list[Word]:
        return [
            Word(part, Span(0, 0), Box(1, x, y, x + 40, y + HEIGHT)) for x, part in zip(count(70, 53), text.split())
        ]

    lines = (
        "Giám đốc các sở ban ngành",
        "tỉnh và Chủ tịch Ủy ban",
        "nhân dân các xã chịu trách",
        "nhiệm thi hành Chỉ thị này",
    )
    text = arrange(page(*(justified(40 + 18 * number, line) for number, line in enumerate(lines)))).text
    assert text == "\n".join(lines)
