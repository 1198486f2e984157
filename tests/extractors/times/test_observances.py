"""Commemorative days."""

from __future__ import annotations

from datetime import date

from extractors.times.observances import find_observances


def test_yearly_day_and_month() -> None:
    text = "hưởng ứng “Ngày sách và văn hóa đọc” (21/4); Tháng vì người nghèo (Tháng 10)"
    assert [(o.name, o.rrule) for o in find_observances(text)] == [
        ("Ngày sách và văn hóa đọc", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=21"),
        ("Tháng vì người nghèo", "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1"),
    ]


def test_yearly_day_that_says_so_after_its_date() -> None:
    [found] = find_observances("trao giải vào Ngày Giải phóng thị xã (14/8) hằng năm.")
    assert (found.rrule, found.span.end) == ("FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=14", 52)


def test_anniversary_comes_once() -> None:
    [found] = find_observances("kỷ niệm 70 năm Ngày thành lập ngành (12/5/1956 - 12/5/2026)")
    assert (found.day, found.rrule) == (date(2026, 5, 12), None)


def test_anniversary_in_quotation_marks() -> None:
    [found] = find_observances("chào mừng “Kỷ niệm 70 năm ngày Thành lập ngành” (12/5/1956 - 12/5/2026)")
    assert (found.name, found.day) == ("Kỷ niệm 70 năm ngày Thành lập ngành", date(2026, 5, 12))


def test_date_printed_once_holds_for_every_mention() -> None:
    text = "“Ngày chạy vì sức khỏe” (27/3). Các xã tổ chức “Ngày chạy vì sức khoẻ” thiết thực."
    assert [o.rrule for o in find_observances(text)] == ["FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=27"] * 2


def test_day_without_date_has_no_rule() -> None:
    [found] = find_observances("tổ chức Ngày hội toàn dân bảo vệ an ninh Tổ quốc tại khu dân cư")
    assert (found.rrule, found.day) == (None, None)


def test_week_and_day_of_remembrance() -> None:
    text = "Tuần lễ Nước sạch (02 - 08/5) và kỷ niệm 60 năm ngày mở đường lên núi (14/7/1966 - 14/7/2026)"
    assert [(o.rrule, o.day) for o in find_observances(text)] == [
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=2", None),
        (None, date(2026, 7, 14)),
    ]


def test_plain_dates_are_no_observances() -> None:
    assert not find_observances("Ngày 12/5 họp; Tháng 10 tổng kết; ngày làm việc (thứ Hai)")
