"""Where a text names bodies of the tables."""

from __future__ import annotations

from extractors.bodies.tabled import Tabled
from tests.extractors.directive import KNOWLEDGE

TEXT = "Giao Sở Khoa học\nvà Công nghệ, Sở Y tế tỉnh Lạng Sơn rà soát."


def test_a_name_is_found_over_a_line_end_with_its_place() -> None:
    tabled = Tabled(TEXT, KNOWLEDGE.agencies, None)
    assert [TEXT[m.start : m.end] for m in map(tabled.at, tabled.starts) if m] == [
        "Sở Khoa học\nvà Công nghệ",
        "Sở Y tế tỉnh Lạng Sơn",
    ]
    assert TEXT.index("Sở Y tế") in tabled
    assert TEXT.index("Y tế") not in tabled


def test_a_name_that_runs_over_an_end_is_cut_to_the_name_before_it() -> None:
    text = "Ủy ban nhân dân tỉnh Lạng Sơn"
    tabled = Tabled(text, KNOWLEDGE.agencies, None)
    whole, cut = tabled.within(0, len(text)), tabled.within(0, len("Ủy ban nhân dân tỉnh"))
    assert whole and whole.end == len(text)
    assert cut and cut.end == len("Ủy ban nhân dân tỉnh") and cut.place is None
    assert tabled.within(0, 3) is None


def test_a_name_inside_a_longer_one_is_found_when_asked_for() -> None:
    text = "Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn"
    tabled = Tabled(text, KNOWLEDGE.agencies, None)
    inner = text.index("Ủy")
    assert inner not in tabled
    found = tabled.at(inner)
    assert found and found.agency.name == "Ủy ban nhân dân tỉnh"
    assert tabled.last_before(len(text)) == tabled.at(0)


def test_cases_are_no_schools() -> None:
    tabled = Tabled("Các trường hợp dừng bán hàng; các trường học mở cửa", KNOWLEDGE.agencies, None)
    assert [m.agency.name for m in map(tabled.at, tabled.starts) if m] == ["Các cơ sở giáo dục"]
