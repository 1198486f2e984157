"""Recurring times and their rules."""

from __future__ import annotations

import pytest
from dateutil.rrule import rrulestr

from extractors.times.recurrence import find_recurrences


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Hằng năm, các đơn vị tự kiểm tra", ["FREQ=YEARLY"]),
        ("báo cáo hàng tháng", ["FREQ=MONTHLY"]),
        ("định kỳ hằng quý báo cáo", ["FREQ=MONTHLY;INTERVAL=3"]),
        ("theo định kỳ tháng, quý, 6 tháng.", ["FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6"]),
        ("định kỳ ngày 20 tháng cuối quý", ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"]),
        ("định kỳ 6 tháng báo cáo", ["FREQ=MONTHLY;INTERVAL=6"]),
        ("định kỳ 6 tháng, 01 năm báo cáo", ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
        ("trước ngày 25 hằng tháng", ["FREQ=MONTHLY;BYMONTHDAY=25"]),
        ("trước ngày 05/12 hằng năm", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5"]),
        ("Định kỳ hằng năm (trước ngày 30 tháng 11)", ["FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30"]),
        ("báo cáo định kỳ (trước ngày 05 tháng 12), đột xuất", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5"]),
        (
            "Định kỳ 6 tháng (trước ngày 20/6), 01 năm (trước ngày 20/12) báo cáo",
            ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=20", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20"],
        ),
        ("định kỳ 06 tháng, hằng năm", ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
        ("hằng quý (trước ngày 25 của tháng cuối quý)", ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25"]),
        ("Tháng 12 hằng năm", ["FREQ=YEARLY;BYMONTH=12"]),
        ("kế hoạch theo từng năm", ["FREQ=YEARLY"]),
        ("định kỳ hoặc đột xuất báo cáo", [None]),
        ("họp giao ban định kỳ.", [None]),
        (
            "báo cáo hằng tháng, quý, 6 tháng và đột xuất",
            ["FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6"],
        ),
        ("giao chỉ tiêu hằng quý, năm tới sẽ xét thi đua", ["FREQ=MONTHLY;INTERVAL=3"]),
        ("trong 6 tháng, 3 năm gần đây", []),
    ],
)
def test_rules(text: str, rules: list[str | None]) -> None:
    found = [r.rrule for r in find_recurrences(text)]
    assert found == rules
    for rule in filter(None, found):
        rrulestr(rule)


def test_limit_is_exclusive_after_before() -> None:
    assert [r.inclusive for r in find_recurrences("trước ngày 25 hằng tháng; chậm nhất ngày 25 hằng tháng")] == [
        False,
        True,
    ]


def test_pair_keeps_its_parts_apart() -> None:
    text = "định kỳ 6 tháng (trước ngày 20/6) và hằng năm (trước ngày 20/12)"
    assert [r.span.of(text) for r in find_recurrences(text)] == [
        "định kỳ 6 tháng (trước ngày 20/6)",
        "hằng năm (trước ngày 20/12)",
    ]


@pytest.mark.parametrize(
    ("text", "rrule", "inclusive"),
    [
        ("báo cáo nhanh trước 16 giờ hằng ngày", "FREQ=DAILY", False),
        ("họp giao ban sáng thứ Hai hằng tuần", "FREQ=WEEKLY;BYDAY=MO", None),
        ("gửi số liệu trước 10h00 thứ 6 hàng tuần", "FREQ=WEEKLY;BYDAY=FR", False),
        ("ra quân chủ nhật hằng tuần", "FREQ=WEEKLY;BYDAY=SU", None),
        ("dọn kênh định kỳ hằng tuần (thứ 7, chủ nhật)", "FREQ=WEEKLY;BYDAY=SA,SU", None),
        ("đo mực nước hằng tuần vào thứ Tư", "FREQ=WEEKLY;BYDAY=WE", None),
        ("báo cáo định kỳ hằng tuần (trước 15 giờ 00 thứ Sáu)", "FREQ=WEEKLY;BYDAY=FR", False),
        ("trực thứ 2, 4 và thứ 6 hằng tuần", "FREQ=WEEKLY;BYDAY=MO,WE,FR", None),
        ("kiểm tra kho lưu trữ 03 tháng/lần", "FREQ=MONTHLY;INTERVAL=3", None),
        ("diễn tập ít nhất 02 lần/năm", "FREQ=MONTHLY;INTERVAL=6", None),
        ("tập huấn 01 lần/quý", "FREQ=MONTHLY;INTERVAL=3", None),
        ("đối chiếu số liệu kho bạc ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25", None),
        ("gửi trước ngày 18 của tháng cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=18", False),
        ("gửi báo cáo tháng trước ngày 07 của tháng sau", "FREQ=MONTHLY;BYMONTHDAY=7", False),
        ("nộp số liệu chậm nhất ngày 03 tháng tiếp theo", "FREQ=MONTHLY;BYMONTHDAY=3", True),
        ("đối thoại với người dân mỗi quý một lần", "FREQ=MONTHLY;INTERVAL=3", None),
    ],
)
def test_hours_weekdays_and_times_a_year(text: str, rrule: str, inclusive: bool | None) -> None:
    (found,) = find_recurrences(text)
    assert (found.rrule, found.inclusive) == (rrule, inclusive)
    assert text.endswith(found.span.of(text))
