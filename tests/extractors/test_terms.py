"""Times that hang on an event."""

from __future__ import annotations

import pytest

from extractors.terms import find_terms


@pytest.mark.parametrize(
    ("text", "printed", "offset", "anchor"),
    [
        (
            "gửi kế hoạch trong thời hạn 15 ngày kể từ ngày nhận được Chương trình này.",
            "trong thời hạn 15 ngày kể từ ngày nhận được Chương trình này",
            "P15D",
            "nhận được Chương trình này",
        ),
        (
            "chậm nhất 02 tháng kể từ ngày kết thúc đợt kiểm tra, báo cáo",
            "chậm nhất 02 tháng kể từ ngày kết thúc đợt kiểm tra",
            "P2M",
            "kết thúc đợt kiểm tra",
        ),
        (
            "Sau khi Quy hoạch phòng, chống lũ được phê duyệt, các sở rà soát",
            "Sau khi Quy hoạch phòng, chống lũ được phê duyệt",
            None,
            "Quy hoạch phòng, chống lũ được phê duyệt",
        ),
        ("Nhận được văn bản này, đề nghị các xã", "Nhận được văn bản này", None, "Nhận được văn bản này"),
        ("tổ chức tổng kết 05 năm thực hiện Đề án", "tổng kết 05 năm", "P5Y", "thực hiện Đề án"),
    ],
)
def test_terms(text: str, printed: str, offset: str | None, anchor: str) -> None:
    [term] = find_terms(text)
    assert (term.span.of(text), term.offset, term.anchor) == (printed, offset, anchor)


@pytest.mark.parametrize(
    "text",
    [
        "Trong thời hạn 05 ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ",
        "trong vòng 24 giờ kể từ khi sinh",
        "sau khi nghe báo cáo của các đơn vị",
    ],
)
def test_terms_of_procedures_and_life_bind_nobody(text: str) -> None:
    assert not list(find_terms(text))


def test_cell_below_is_not_part_of_the_event() -> None:
    text = "Sau khi có hướng dẫn của Bộ\nQuyết định của Ủy ban nhân dân tỉnh"
    assert [t.span.of(text) for t in find_terms(text)] == ["Sau khi có hướng dẫn của Bộ"]
