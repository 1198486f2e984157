from datetime import date

import pytest

from corpus.knowledge import Knowledge

PLACES = Knowledge.load().places


@pytest.mark.parametrize(
    ("on", "provinces", "cities"),
    [
        (date(2024, 6, 1), 58, 5),
        (date(2025, 3, 1), 57, 6),
        (date(2025, 7, 1), 28, 6),
        (date(2026, 5, 1), 27, 7),
        (date(2026, 10, 1), 25, 9),
    ],
)
def test_the_number_of_provinces_on_a_day(on: date, provinces: int, cities: int) -> None:
    kinds = [place.kind for place in PLACES.provinces if place.valid(on)]
    assert (kinds.count("tỉnh"), kinds.count("thành phố")) == (provinces, cities)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Tây Ninh", "tỉnh Tây Ninh"),
        ("TÂY NINH", "tỉnh Tây Ninh"),
        ("tỉnh Hoà Bình", "tỉnh Hòa Bình"),
        ("TP.HCM", "thành phố Hồ Chí Minh"),
        ("TP. Cần Thơ", "thành phố Cần Thơ"),
        ("Đăk Lăk", "tỉnh Đắk Lắk"),
    ],
)
def test_names_and_their_variants(name: str, full: str) -> None:
    assert [place.full for place in PLACES.by_name(name)] == [full]


def test_a_province_becomes_a_city() -> None:
    assert PLACES.kind_of("Đồng Nai", date(2026, 4, 29)) == "tỉnh"
    assert PLACES.kind_of("Đồng Nai", date(2026, 4, 30)) == "thành phố"
    assert PLACES.kind_of("Sài Gòn") is None


def test_successors_are_followed() -> None:
    long_an, hue = PLACES.successor_of("Long An"), PLACES.successor_of("Thừa Thiên Huế")
    assert long_an is not None
    assert long_an.full == "tỉnh Tây Ninh"
    assert hue is not None
    assert hue.full == "thành phố Huế"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đoàn công tác từ Hà Nội đến làm việc với UBND tỉnh Lào Cai", "Lào Cai"),
        ("ỦY BAN NHÂN DÂN\nTỈNH THANH HÓA", "Thanh Hóa"),
        ("Nghệ An, ngày 05 tháng 11 năm 2025", "Nghệ An"),
    ],
)
def test_the_province_a_text_speaks_of(text: str, name: str) -> None:
    found = PLACES.province_in(text)
    assert found is not None
    assert found.name == name


def test_a_text_without_a_province() -> None:
    assert PLACES.province_in("các địa phương trong cả nước") is None


def test_communes_are_known_with_their_province() -> None:
    assert len(PLACES.communes) == 3321
    assert {place.parent for place in PLACES.communes} == {
        place.name for place in PLACES.provinces if place.valid(date(2025, 12, 1))
    }
    assert {place.level for place in PLACES.by_name("phường Trấn Biên")} == {"xã"}
