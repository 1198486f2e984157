import time
from datetime import date

import pytest

from extractors.times.dates import PrintedDate, date_at, find_dates


def read_date(printed: str) -> PrintedDate | None:
    """The date that the whole of a text is."""
    found = date_at(printed, 0)
    return found if found and found.span.end == len(printed) else None


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("24/10/2025", "2025-10-24"),
        ("ngày 24/10/2025", "2025-10-24"),
        ("ngày 05 tháng 3 năm 2012", "2012-03-05"),
        ("ngày 05 tháng 3, năm 2012", "2012-03-05"),
        ("ngày 05 tháng 3/2012", "2012-03-05"),
        ("ngày \n28/12/2021", "2021-12-28"),
        ("28/\n12/2021", "2021-12-28"),
        ("7.11.2006", "2006-11-07"),
        ("01 - 7 - 2016", "2016-07-01"),
        ("09/3/22", "2022-03-09"),
        ("tháng 10/2025", "2025-10"),
        ("Tháng\n9 năm 2025", "2025-09"),
        ("năm 2026", "2026"),
        ("NGÀY 26 THÁNG 3 NĂM 2024", "2024-03-26"),
    ],
)
def test_date_is_read_as_far_as_it_is_printed(printed: str, iso: str) -> None:
    found = read_date(printed)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("printed", ["ngày 15/12", "ngày 15 tháng 12"])
def test_day_without_year_has_no_iso_form(printed: str) -> None:
    found = read_date(printed)
    assert found is not None
    assert (found.day, found.month, found.iso, found.full) == (15, 12, None, None)


@pytest.mark.parametrize(
    "printed", ["31/02/2024", "32/01/2024", "24/13/2024", "ngày mai", "24/10/2025 và sau đó", "15/12"]
)
def test_what_is_no_date_is_not_read(printed: str) -> None:
    assert read_date(printed) is None


def test_dates_of_a_sentence_stand_where_they_are_printed() -> None:
    text = "Từ ngày 01/8/2024 đến hết tháng 9 năm 2025, xong trước ngày 20/12, sơ kết trong năm 2027."
    found = list(find_dates(text))
    assert [d.span.of(text) for d in found] == ["01/8/2024", "9 năm 2025", "20/12", "năm 2027"]
    assert found[0].full == date(2024, 8, 1)


@pytest.mark.parametrize("code", ["số 12/2024/QH15", "Thông tư 03/11/2024/TT-X", "số 01-7/2024/KH-UBND"])
def test_numbers_of_codes_are_no_dates(code: str) -> None:
    assert list(find_dates(code)) == []


def test_date_is_read_in_place() -> None:
    text = "số 31/CT-TTg, ngày 02/6/2024"
    assert date_at(text, 3) is None
    found = date_at(text, 14)
    assert found is not None
    assert found.span.of(text) == "02/6/2024"


@pytest.mark.parametrize("hostile", ["1/" * 50_000, "ngày 1 tháng " * 20_000, "12 \n" * 50_000, "năm " * 50_000])
def test_hostile_texts_take_no_long_time(hostile: str) -> None:
    began = time.perf_counter()
    list(find_dates(hostile))
    assert time.perf_counter() - began < 2
