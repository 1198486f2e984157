from __future__ import annotations

import pytest

from extractors.headings.letterhead import bodies_of, iso_date, number_of, place_and_date
from extractors.layout.lines import line_at
from pipeline.document import Span


def lines(*texts: str) -> list:  # type: ignore[type-arg]
    return [line_at(text, Span(0, len(text))) for text in texts]


@pytest.mark.parametrize(
    ("printed", "number", "symbol"),
    [
        ("Số: 57/KH-UBND", "57/KH-UBND", "KH-UBND"),
        ("Số: 0124 / KH-UBND", "0124/KH-UBND", "KH-UBND"),
        ("Số 88-TB/TU", "88-TB/TU", "TB/TU"),
        ("Số: 77 /2026/QĐ-BCT", "77/2026/QĐ-BCT", "QĐ-BCT"),
        ("Luật số: 72/2025/QH15", "72/2025/QH15", "QH15"),
        ("Số: l2/CT-UBND", "12/CT-UBND", "CT-UBND"),
        ("Số:      /SXD-QLN", None, "SXD-QLN"),
        ("Số: ……/QĐ-UBND", None, "QĐ-UBND"),
        ("Số: Ø#~ /CT-UBND", None, "CT-UBND"),
    ],
)
def test_numbers(printed: str, number: str | None, symbol: str | None) -> None:
    assert number_of(lines(printed)) == (number, symbol)


@pytest.mark.parametrize(
    ("printed", "place", "date"),
    [
        ("Lạng Sơn, ngày 03 tháng 02 năm 2026", "Lạng Sơn", "2026-02-03"),
        ("Thành phố Huế ngày 3 tháng 2 năm 2026.", "Thành phố Huế", "2026-02-03"),
        ("Quận 3, ngày      tháng 4 năm 2024", "Quận 3", "2024-04"),
        ("Hà Nội, ngày … tháng … năm 2025", "Hà Nội", "2025"),
        ("Hà Nội, ngày 31 tháng 02 năm 2025", "Hà Nội", "2025-02"),
        ("Kon Tum, ngay 14 thang II nam 2017", "Kon Tum", "2017-11-14"),
        ("Kon Tum, 14/11/2017", "Kon Tum", "2017-11-14"),
    ],
)
def test_place_and_date(printed: str, place: str, date: str) -> None:
    assert place_and_date(lines(printed)) == (place, date)


def test_date_of_two_digits() -> None:
    assert iso_date("9", "2", "26") == "2026-02-09"


@pytest.mark.parametrize(
    ("printed", "bodies"),
    [
        (("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"), ("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",)),
        (("UBND TỈNH GIA LAI", "SỞ XÂY DỰNG"), ("UBND TỈNH GIA LAI", "SỞ XÂY DỰNG")),
        (("BỘ NÔNG NGHIỆP VÀ", "MÔI TRƯỜNG"), ("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",)),
        (("BỘ NÔNG NGHIỆP VÀ MÔI", "TRƯỜNG"), ("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",)),
        (("VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH SƠN LA"), ("VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH SƠN LA",)),
        (("BAN CHỈ ĐẠO", "PHÒNG, CHỐNG TỘI PHẠM"), ("BAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM",)),
        (("BỘ CÔNG AN", "BỘ QUỐC PHÒNG"), ("BỘ CÔNG AN - BỘ QUỐC PHÒNG",)),
        (("ỦY BAN NHÂN DÂN", "TĨNH HÀ TĨNH"), ("ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH",)),
    ],
)
def test_bodies(printed: tuple[str, ...], bodies: tuple[str, ...]) -> None:
    assert bodies_of(lines(*printed)) == bodies
