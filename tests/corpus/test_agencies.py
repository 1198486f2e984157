from datetime import date

import pytest

from corpus.agencies import Agencies, Agency
from corpus.knowledge import Knowledge
from corpus.places import Place
from corpus.spelling import comparable_name

KNOWLEDGE = Knowledge.load()
AGENCIES: Agencies = KNOWLEDGE.agencies
NOW = date(2025, 12, 1)


def place(name: str, on: date = NOW) -> Place:
    return KNOWLEDGE.places.by_name(name, on)[0]


@pytest.mark.parametrize(
    ("name", "province", "expected"),
    [
        ("Công an tỉnh", "Tây Ninh", "Công an tỉnh Tây Ninh"),
        ("UBND tỉnh", "Lai Châu", "Ủy ban nhân dân tỉnh Lai Châu"),
        ("UỶ BAN NHÂN DÂN TỈNH", "Lai Châu", "Ủy ban nhân dân tỉnh Lai Châu"),
        ("UBND thành phố", "Đà Nẵng", "Ủy ban nhân dân thành phố Đà Nẵng"),
        ("Sở Y tế", "Cà Mau", "Sở Y tế tỉnh Cà Mau"),
        ("Sở Y tế", "Cần Thơ", "Sở Y tế thành phố Cần Thơ"),
        ("Sở VHTT&DL", "Lạng Sơn", "Sở Văn hóa, Thể thao và Du lịch tỉnh Lạng Sơn"),
        ("Sở Văn hóa - Thể thao và Du lịch", "Sơn La", "Sở Văn hóa, Thể thao và Du lịch tỉnh Sơn La"),
        ("Tỉnh uỷ", "Tây Ninh", "Tỉnh ủy Tây Ninh"),
        ("BTV Tỉnh ủy", "Nghệ An", "Ban Thường vụ Tỉnh ủy Nghệ An"),
        ("Thành ủy", "Cần Thơ", "Thành ủy Cần Thơ"),
        ("Thành ủy", "TP.HCM", "Thành ủy Thành phố Hồ Chí Minh"),
        ("Bộ CHQS tỉnh", "Cao Bằng", "Bộ Chỉ huy Quân sự tỉnh Cao Bằng"),
        ("Ủy ban MTTQVN tỉnh", "Đắk Lắk", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Đắk Lắk"),
        ("Tỉnh Đoàn", "Hà Tĩnh", "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Hà Tĩnh"),
        ("Văn phòng Sở Y tế", "Cà Mau", "Văn phòng Sở Y tế tỉnh Cà Mau"),
        ("Trung tâm Nước sạch tỉnh", "Cà Mau", "Trung tâm Nước sạch tỉnh Cà Mau"),
        ("các sở, ban, ngành", "Cà Mau", "Các sở, ban, ngành tỉnh Cà Mau"),
        ("các sở", "Cà Mau", "Các sở, ban, ngành tỉnh Cà Mau"),
        ("Thủ trưởng các sở, ngành", "Cà Mau", "Các sở, ngành tỉnh Cà Mau"),
        ("UBND các xã, phường", "Cà Mau", "Ủy ban nhân dân các xã, phường thuộc tỉnh Cà Mau"),
        ("các cơ quan, đơn vị liên quan", "Cà Mau", "Các cơ quan, đơn vị liên quan"),
        ("Ban Bí thư (khoá XI)", "Cà Mau", "Ban Bí thư Trung ương Đảng"),
        ("Bộ NN&MT", "Cà Mau", "Bộ Nông nghiệp và Môi trường"),
        ("Sở Văn hoá Thể thao du lịch", "Cà Mau", "Sở Văn hóa, Thể thao và Du lịch tỉnh Cà Mau"),
    ],
)
def test_a_name_is_written_out_and_placed(name: str, province: str, expected: str) -> None:
    assert AGENCIES.canonical(name, place(province), NOW) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Công an tỉnh Tây Ninh", "Công an tỉnh Tây Ninh"),
        ("UBND tỉnh Tây Ninh", "Ủy ban nhân dân tỉnh Tây Ninh"),
        ("Sở Tài chính Lâm Đồng", "Sở Tài chính tỉnh Lâm Đồng"),
        ("UBND phường Trấn Biên", "Ủy ban nhân dân phường Trấn Biên"),
        ("UBND TP. Hồ Chí Minh", "Ủy ban nhân dân thành phố Hồ Chí Minh"),
    ],
)
def test_a_name_keeps_the_place_it_has(name: str, expected: str) -> None:
    assert AGENCIES.canonical(name, place("Cà Mau"), NOW) == expected
    assert AGENCIES.canonical(name, None, NOW) == expected


def test_no_place_is_put_in_where_the_name_speaks_of_another_kind_of_place() -> None:
    assert AGENCIES.canonical("UBND tỉnh", place("Đà Nẵng"), NOW) == "Ủy ban nhân dân tỉnh"
    assert AGENCIES.canonical("UBND thành phố", place("Tây Ninh"), NOW) == "Ủy ban nhân dân thành phố"


def test_a_cooperative_is_no_commune() -> None:
    assert AGENCIES.canonical("Liên minh Hợp tác xã", place("Tây Ninh"), NOW) == "Liên minh Hợp tác xã tỉnh Tây Ninh"


def test_the_paper_of_a_commune_places_both_levels() -> None:
    commune = next(c for c in KNOWLEDGE.places.communes if c.parent == "Lâm Đồng" and c.kind == "xã")
    assert AGENCIES.canonical("UBND xã", commune, NOW) == f"Ủy ban nhân dân xã {commune.name}"
    assert AGENCIES.canonical("UBND tỉnh", commune, NOW) == "Ủy ban nhân dân tỉnh Lâm Đồng"


def test_a_name_is_found_across_a_line_break_with_its_place() -> None:
    text = "Giao Công an\ntỉnh Tây Ninh chủ trì, phối hợp với Sở Y tế và UBND xã Tân Lập."
    found = list(AGENCIES.find(text))
    assert [text[m.start : m.end] for m in found] == ["Công an\ntỉnh Tây Ninh", "Sở Y tế", "UBND xã Tân Lập"]
    assert [m.place.full if m.place else None for m in found] == ["tỉnh Tây Ninh", None, "xã Tân Lập"]


@pytest.mark.parametrize(
    "text",
    [
        "tại văn phòng làm việc của cơ",  # a common noun
        "ban dân tộc thiểu số",
        "theo Công văn số 12/UBNDX-NC",  # not a word of its own
        "Công an\n\ntỉnh Tây Ninh",  # two paragraphs
        "báo cáo bộ phận",
    ],
)
def test_what_only_looks_like_a_body_is_left(text: str) -> None:
    assert [m.agency.name for m in AGENCIES.find(text)] == []


def test_the_longest_name_wins() -> None:
    names = [m.agency.name for m in AGENCIES.find("Văn phòng Ủy ban nhân dân tỉnh và Ban Thường vụ Tỉnh ủy")]
    assert names == ["Văn phòng Ủy ban nhân dân tỉnh", "Ban Thường vụ Tỉnh ủy"]


def test_the_date_decides_between_rivals() -> None:
    before, after = date(2025, 1, 10), date(2025, 9, 10)
    assert [a.level for a in AGENCIES.by_name("UBND thành phố", before)] == ["tỉnh", "huyện"]
    assert [a.level for a in AGENCIES.by_name("UBND thành phố", after)] == ["tỉnh"]


@pytest.mark.parametrize("agency", AGENCIES.all, ids=lambda agency: f"{agency.name}-{agency.level}")
def test_every_name_and_alias_leads_to_its_body(agency: Agency) -> None:
    for name in (agency.name, *agency.aliases):
        assert agency in AGENCIES.by_name(name)
        found = list(AGENCIES.find(name))
        assert found, name
        assert comparable_name(name[found[0].start : found[0].end]) == comparable_name(name)
        assert agency in (found[0].agency, *found[0].rivals)


@pytest.mark.parametrize(
    ("code", "on", "names"),
    [
        ("BNNMT", NOW, ["Bộ Nông nghiệp và Môi trường"]),
        ("BTNMT", NOW, []),
        ("QH15", NOW, ["Quốc hội"]),
        ("UBTVQH16", None, ["Ủy ban Thường vụ Quốc hội"]),
        ("TTg", None, ["Thủ tướng Chính phủ"]),
        ("CT", NOW, ["Cục Thuế"]),
    ],
)
def test_codes(code: str, on: date | None, names: list[str]) -> None:
    assert [agency.name for agency in AGENCIES.by_code(code, on)] == names


def test_one_code_stands_for_three_bodies_of_the_party() -> None:
    names = {agency.name for agency in AGENCIES.by_code("TW")}
    assert names == {"Ban Chấp hành Trung ương Đảng", "Bộ Chính trị", "Ban Bí thư Trung ương Đảng"}


def test_successors_are_followed_to_the_day() -> None:
    ministry = AGENCIES.by_name("Bộ Thủy sản")[0]
    heir = AGENCIES.successor_of(ministry, NOW)
    assert heir is not None
    assert heir.name == "Bộ Nông nghiệp và Môi trường"
    assert AGENCIES.successor_of(heir, NOW) is None


@pytest.mark.parametrize(
    ("post", "body"),
    [
        ("Giám đốc Sở Y tế", "Sở Y tế"),
        ("Thủ trưởng các sở, ban, ngành", "Các sở, ban, ngành"),
        ("Chủ tịch UBND các xã, phường", "Ủy ban nhân dân các xã, phường"),
        ("Chánh Văn phòng UBND tỉnh", "Văn phòng UBND tỉnh"),
        ("Bí thư Tỉnh ủy", "Tỉnh ủy"),
        ("Công an tỉnh", "Công an tỉnh"),
        ("Thủ trưởng", "Thủ trưởng"),
    ],
)
def test_the_body_behind_a_post(post: str, body: str) -> None:
    assert AGENCIES.body_of(post) == body


@pytest.mark.parametrize("day", [None, date(2025, 12, 1), date(2026, 10, 1)])
def test_province_that_became_a_city_keeps_the_kind_that_is_printed(day: date | None) -> None:
    assert KNOWLEDGE.agencies.canonical("UBND tỉnh Bắc Ninh", None, day) == "Ủy ban nhân dân tỉnh Bắc Ninh"


def test_the_kind_of_a_province_is_told_by_the_name_before_it_alone() -> None:
    text = "Thành ủy Hải Phòng báo cáo. UBND tỉnh Bắc Ninh tổng hợp."
    assert [match.place and match.place.kind for match in KNOWLEDGE.agencies.find(text)] == ["thành phố", "tỉnh"]
