from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.knowledge import Knowledge
from pipeline.errors import ConfigError

KNOWLEDGE = Knowledge.load()


def write(folder: Path, name: str, text: str) -> Knowledge:
    (folder / f"{name}.csv").write_text(text, "utf-8")
    return Knowledge.load(folder)


def test_an_office_adds_its_own_bodies(tmp_path: Path) -> None:
    own = write(tmp_path, "agencies", "name,level,place_form,aliases\nĐội Xung kích số 7 tỉnh,tỉnh,full,ĐXK7 tỉnh\n")
    place = own.places.by_name("Sơn La")[0]
    assert own.agencies.canonical("ĐXK7 tỉnh", place) == "Đội Xung kích số 7 tỉnh Sơn La"
    assert KNOWLEDGE.agencies.by_name("ĐXK7 tỉnh") == ()


def test_an_office_adds_an_alias_and_keeps_the_rest(tmp_path: Path) -> None:
    own = write(tmp_path, "agencies", "name,level,aliases\nSở Y tế,tỉnh,Ngành Y tế tỉnh ta\n")
    agency = own.agencies.by_name("Ngành Y tế tỉnh ta")[0]
    assert (agency.name, agency.code, agency.place_form) == ("Sở Y tế", "SYT", "full")


def test_an_office_swaps_a_day(tmp_path: Path) -> None:
    own = write(tmp_path, "holidays", "day,state,what\n2026-11-23,off,nghỉ hoán đổi\n")
    assert not own.calendar.is_working_day(date(2026, 11, 23))
    assert KNOWLEDGE.calendar.is_working_day(date(2026, 11, 23))
    assert not own.calendar.is_working_day(date(2026, 1, 2))


@pytest.mark.parametrize("content", [b"name,level,colour\nA,B,C\n", b"\xff\xfe\x00"])
def test_a_table_that_cannot_be_used_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "agencies.csv").write_bytes(content)
    with pytest.raises(ConfigError, match=r"agencies\.csv"):
        _ = Knowledge.load(tmp_path).agencies


@pytest.mark.parametrize(
    ("day", "numeral"),
    [(date(2019, 1, 22), "XII"), (date(2021, 2, 1), "XIII"), (date(2026, 2, 1), "XIV"), (date(1995, 1, 1), "VII")],
)
def test_terms_by_day(day: date, numeral: str) -> None:
    term = KNOWLEDGE.party_terms.at(day)
    assert term is not None
    assert term.numeral == numeral


def test_terms_follow_each_other_without_a_gap() -> None:
    terms = KNOWLEDGE.party_terms.all
    for earlier, later in pairwise(terms):
        assert earlier.last is not None
        assert (later.first - earlier.last).days == 1
    assert KNOWLEDGE.party_terms.at(date(1930, 1, 1)) is None


@pytest.mark.parametrize(
    ("name", "on", "number"),
    [
        ("Luật Đất đai", date(2020, 5, 1), "45/2013/QH13"),
        ("Luật Đất đai", None, "31/2024/QH15"),
        ("LUẬT ĐẤU THẦU", date(2023, 7, 1), "22/2023/QH15"),
        ("Đề án 06", None, "06/QĐ-TTg"),
        ("Nghị quyết số 57", None, "57-NQ/TW"),
    ],
)
def test_documents_known_by_name(name: str, on: date | None, number: str) -> None:
    assert KNOWLEDGE.named_documents.by_name(name, on=on)[0].number == number


def test_a_name_that_two_documents_bear_gives_both() -> None:
    found = KNOWLEDGE.named_documents.by_name("Nghị quyết 18")
    assert [document.issued for document in found] == [date(2022, 6, 16), date(2017, 10, 25)]
    assert KNOWLEDGE.named_documents.by_name("Nghị quyết 18", on=date(2018, 1, 1)) == found[1:]


def test_keys_of_documents() -> None:
    scheme = KNOWLEDGE.named_documents.by_name("Đề án 06")[0]
    assert scheme.key == "06/QĐ-TTg|Thủ tướng Chính phủ|2022"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("Ủy ban MTTQ Việt Nam", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
        ("12/KH-UBND", "12/KH-UBND"),
        ("BCH Đảng bộ", "BCH Đảng bộ"),
        ("UBNDX", "UBNDX"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
    ],
)
def test_abbreviations(short: str, long: str) -> None:
    assert KNOWLEDGE.abbreviations.expand(short) == long


def test_an_abbreviation_of_two_meanings_keeps_both() -> None:
    found = KNOWLEDGE.abbreviations.of("BCH")
    assert found is not None
    assert found.ambiguous
    assert found.expansions == ("Ban Chấp hành", "Ban Chỉ huy")


@pytest.mark.parametrize(
    ("text", "normal_form", "direction", "extent"),
    [
        ("Căn cứ Nghị định số 30/2020/NĐ-CP", "căn cứ", "out", "whole"),
        ("- Căn cứ Kết luận số 18-KL/TW", "căn cứ", "out", "whole"),
        ("được sửa đổi, bổ sung một số điều bởi Nghị định số 1", "sửa đổi bổ sung", "in", "part"),
        ("sửa đổi, bổ sung một số điều của Quyết định số 9", "sửa đổi bổ sung", "out", "part"),
        ("Quyết định này thay thế Quyết định số 5", "thay thế", "out", "whole"),
        ("bị bãi bỏ bởi Quyết định số 5", "bãi bỏ", "in", "whole"),
        ("Phúc đáp Công văn số 77/SYT-VP", "phúc đáp", "out", "whole"),
        ("tổng kết 10 năm thực hiện Chỉ thị số 3-CT/TU", "sơ kết tổng kết", "out", "whole"),
        ("ban hành kèm theo Quyết định số 5", "ban hành kèm theo", "out", "whole"),
        ("Triển khai thực hiện Kế hoạch số 7", "thực hiện", "out", "whole"),
        ("theo quy định tại Nghị định số 4", "dẫn chiếu", "out", "whole"),
    ],
)
def test_the_first_phrase_that_fits_tells_the_relation(
    text: str, normal_form: str, direction: str, extent: str
) -> None:
    first = next(phrase for phrase in KNOWLEDGE.phrases.relations if phrase.pattern.search(text))
    assert (first.normal_form, first.direction, first.extent) == (normal_form, direction, extent)


def test_normal_forms_are_those_of_the_contract() -> None:
    relations = {
        *("căn cứ", "thực hiện", "dẫn chiếu", "sửa đổi bổ sung", "thay thế", "bãi bỏ", "đình chỉ", "đính chính"),
        *("hợp nhất", "hướng dẫn", "quy định chi tiết", "ban hành kèm theo", "sơ kết tổng kết", "phúc đáp"),
    }
    assert {phrase.normal_form for phrase in KNOWLEDGE.phrases.relations} == relations
    roles = {"đề nghị", "giao", "chủ trì", "phối hợp", "kiểm tra", "báo cáo", "thực hiện"}
    assert {phrase.normal_form for phrase in KNOWLEDGE.phrases.roles} == roles
    assert KNOWLEDGE.phrases.deadlines


def test_unit_codes() -> None:
    unit = KNOWLEDGE.unit_codes.by_code("KSTT")
    assert unit is not None
    assert unit.meaning == "Kiểm soát thủ tục hành chính"
    assert KNOWLEDGE.unit_codes.by_code("ZZZ") is None
