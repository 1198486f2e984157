"""What follows a name: a predicate, what has been done, or which of a class are meant."""

from __future__ import annotations

import pytest

from extractors.predicates import acts, may_act, opens_with_verb, reports_the_past, verbs_of, where, which

NAME = "Sở Y tế"


@pytest.mark.parametrize(
    "following",
    [
        " chủ trì rà soát",
        ", sẽ phối hợp",
        " theo chức năng, nhiệm vụ kiểm tra",
        ": Rà soát các dự án",
        " - tổ chức tập huấn",
        " được giao nhiệm vụ thường trực có trách nhiệm báo cáo",
        " với vai trò là cơ quan thường trực, chủ động nắm tình hình",
        " đang giữ hồ sơ có trách nhiệm bàn giao",
        " trả kết quả cho người dân",
    ],
)
def test_a_name_acts_before_a_predicate(following: str) -> None:
    text = NAME + following
    assert acts(text, len(NAME), len(text))


@pytest.mark.parametrize(
    "following",
    [
        " và Sở Nội vụ",
        ", giúp việc Tỉnh ủy",
        " tỉnh Yên Bái",
        " của các huyện",
        " cấp xã",
        " trực thuộc bộ",
        ". Kinh phí do ngân sách cấp",
    ],
)
def test_a_name_does_not_act_where_it_is_only_spoken_of(following: str) -> None:
    text = NAME + following
    assert not acts(text, len(NAME), len(text))


@pytest.mark.parametrize(
    ("following", "past"),
    [
        (" đã ban hành kế hoạch", True),
        (", đang rà soát", True),
        (" có văn bản trả lời", True),
        (" được giao chủ trì có trách nhiệm tổng hợp", False),
        (" đang quản lý bến phà phải đặt phao", False),
        (" rà soát", False),
    ],
)
def test_what_has_been_done_is_told_from_what_is_to_do(following: str, past: bool) -> None:
    assert reports_the_past(NAME + following, len(NAME)) is past


@pytest.mark.parametrize(("following", "able"), [(" đắp bờ bao ", True), (" của tỉnh ", False), (" năm nay ", False)])
def test_any_word_that_is_no_link_may_be_a_verb(following: str, able: bool) -> None:
    text = NAME + following
    assert may_act(text, len(NAME), len(text)) is able


@pytest.mark.parametrize(
    ("words", "opens"),
    [("Rà soát quy hoạch", True), ("Tổ chức đảng các cấp", False), ("Cấp xã", False), ("Cấp giấy phép", True)],
)
def test_a_paragraph_opens_with_a_verb_or_with_the_name_of_a_thing(words: str, opens: bool) -> None:
    assert opens_with_verb(words) is opens


def test_verbs_are_found_with_the_blank_before_them() -> None:
    text = "các xã, phường vùng trũng và đơn vị thủy nông rà soát, để gia cố bờ bao"
    assert [text[at:].lstrip(" ,")[:2] for at in verbs_of(text, 0, len(text))] == ["rà", "để", "gi"]
    assert all(text[at] in " ," for at in verbs_of(text, 0, len(text)))


def test_which_of_a_class_and_where_they_are() -> None:
    some = "Đảng ủy các xã có khu công nghiệp lãnh đạo việc rà soát"
    assert some[: which(some, len("Đảng ủy các xã"), len(some))] == "Đảng ủy các xã có khu công nghiệp"
    here = "các tỉnh nằm trong vùng dự báo mưa lớn chủ động sơ tán dân"
    assert here[: where(here, len("các tỉnh"), len(here))] == "các tỉnh nằm trong vùng dự báo mưa lớn"
    none = "các tỉnh chủ động sơ tán dân"
    assert which(none, len("các tỉnh"), len(none)) == where(none, len("các tỉnh"), len(none)) == len("các tỉnh")
