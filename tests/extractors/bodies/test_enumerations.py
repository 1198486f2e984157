"""Bodies told by one name for all, and places that stand for those who govern them."""

from __future__ import annotations

import pytest

from extractors.assignments import EXTRACTOR
from pipeline.document import Assignment
from tests.extractors.directive import directive, facts


@pytest.mark.parametrize(
    ("item", "places"),
    [
        (
            "Các tỉnh Cao Bằng, Tuyên Quang khẩn trương bàn giao mặt bằng.",
            ("tỉnh Cao Bằng", "tỉnh Tuyên Quang"),
        ),
        (
            "Thành phố Hải Phòng và các tỉnh Hưng Yên, Ninh Bình đẩy nhanh việc di dời đường điện.",
            ("thành phố Hải Phòng", "tỉnh Hưng Yên", "tỉnh Ninh Bình"),
        ),
    ],
)
def test_provinces_that_act_are_their_committees(item: str, places: tuple[str, ...]) -> None:
    [task] = facts(EXTRACTOR, directive(f"II. NHIỆM VỤ\n1. {item}"), Assignment)
    assert task.agencies == tuple(f"Ủy ban nhân dân {place}" for place in places)


def test_provinces_follow_ministries() -> None:
    item = "Bộ Xây dựng, các tỉnh Cao Bằng, Tuyên Quang đôn đốc các nhà thầu."
    [task] = facts(EXTRACTOR, directive(f"II. NHIỆM VỤ\n1. {item}"), Assignment)
    assert task.agencies == ("Bộ Xây dựng", "Ủy ban nhân dân tỉnh Cao Bằng", "Ủy ban nhân dân tỉnh Tuyên Quang")


def test_a_province_spoken_of_does_not_act() -> None:
    item = "Sở Tài chính hỗ trợ tỉnh Cao Bằng xây dựng nhà văn hóa."
    [task] = facts(EXTRACTOR, directive(f"II. NHIỆM VỤ\n1. {item}"), Assignment)
    assert task.agencies == ("Sở Tài chính tỉnh Lạng Sơn",)


@pytest.mark.parametrize(
    "officer", ["Trưởng ban", "Các Phó Trưởng ban", "Các Ủy viên", "Ủy viên thường trực", "Trưởng Ban Chỉ đạo"]
)
def test_officers_of_the_one_committee_of_a_paper_stand_for_it(officer: str) -> None:
    body = (
        "Quy chế này áp dụng cho Ban Chỉ đạo phòng, chống rét tỉnh (sau đây gọi tắt là Ban Chỉ đạo).\n"
        f"Điều 4. Trách nhiệm\n1. {officer} có trách nhiệm chủ trì các cuộc họp."
    )
    tasks = facts(EXTRACTOR, directive(body), Assignment)
    assert tasks[-1].agencies == ("Ban Chỉ đạo phòng, chống rét tỉnh Lạng Sơn",)


def test_the_office_of_the_one_committee_of_a_paper_is_its_own() -> None:
    body = (
        "Quy chế này áp dụng cho Ban Chỉ đạo phòng, chống rét tỉnh (sau đây gọi tắt là Ban Chỉ đạo).\n"
        "Điều 4. Trách nhiệm\n1. Văn phòng Ban Chỉ đạo tổng hợp tình hình thiệt hại về gia súc."
    )
    tasks = facts(EXTRACTOR, directive(body), Assignment)
    assert tasks[-1].agencies == ("Văn phòng Ban Chỉ đạo phòng, chống rét tỉnh Lạng Sơn",)
