"""By which names tasks reach a body."""

from __future__ import annotations

import pytest

from corpus.knowledge import Knowledge
from pipeline.catalogue.bodies import belongs, former_names

KNOWLEDGE = Knowledge.load()


@pytest.mark.parametrize(
    ("body", "group", "belonging"),
    [
        ("Sở Y tế tỉnh Tây Ninh", "Các sở, ban, ngành tỉnh Tây Ninh", True),
        ("Công an tỉnh Tây Ninh", "Các sở, ban, ngành tỉnh Tây Ninh", True),
        ("Sở Y tế tỉnh Cà Mau", "Các sở, ban, ngành tỉnh Tây Ninh", False),
        ("Sở Y tế tỉnh Tây Ninh", "Các sở, ban, ngành", False),
        ("Bộ Nội vụ", "Các bộ, ngành, địa phương", True),
        ("Bộ Chỉ huy Quân sự tỉnh Tây Ninh", "Các bộ, ngành", False),
        ("Ủy ban nhân dân tỉnh Tây Ninh", "Các sở, ban, ngành tỉnh Tây Ninh", False),
        ("Ủy ban nhân dân xã Ka Đô", "Ủy ban nhân dân các xã, phường, đặc khu thuộc tỉnh Lâm Đồng", True),
        ("Ủy ban nhân dân xã Ka Đô", "Ủy ban nhân dân các xã, phường, đặc khu thuộc tỉnh Cà Mau", False),
        ("Sở Y tế tỉnh Tây Ninh", "Sở Y tế tỉnh Tây Ninh", False),
    ],
)
def test_membership_of_a_class(body: str, group: str, belonging: bool) -> None:
    assert belongs(body, group, KNOWLEDGE) is belonging


@pytest.mark.parametrize(
    ("body", "former"),
    [
        ("Sở Y tế tỉnh Tây Ninh", "Sở Y tế tỉnh Long An"),
        ("Sở Nông nghiệp và Môi trường tỉnh Cà Mau", "Sở Tài nguyên và Môi trường tỉnh Bạc Liêu"),
        ("Ban Tuyên giáo và Dân vận Trung ương", "Ban Dân vận Trung ương"),
    ],
)
def test_a_body_answers_for_its_forerunners(body: str, former: str) -> None:
    assert former in set(former_names(body, KNOWLEDGE))


def test_a_name_that_is_no_body_has_no_forerunners() -> None:
    assert list(former_names("Hội Làm vườn xóm Đoài", KNOWLEDGE)) == []
