"""Whom a letter means that asks `Quý Cơ quan`."""

from __future__ import annotations

import pytest

from extractors.assignments import EXTRACTOR
from pipeline.document import Assignment
from tests.extractors.directive import HEAD, directive, facts

ADDRESSED = ("Sở Y tế tỉnh Lạng Sơn", "Sở Tài chính tỉnh Lạng Sơn")


@pytest.mark.parametrize("head", ["Kính gửi:\n- Sở Y tế;\n- Sở Tài chính.\n", "- Sở Y tế;\n- Sở Tài chính.\n"])
def test_your_office_is_whoever_is_addressed(head: str) -> None:
    letter = f"{head}1. Kính đề nghị Quý Cơ quan phổ biến hướng dẫn này tới cán bộ của mình."
    [task] = facts(EXTRACTOR, directive(letter), Assignment)
    assert task.agencies == ADDRESSED


def test_your_office_is_a_class_where_nobody_is_addressed() -> None:
    [task] = facts(EXTRACTOR, directive("1. Kính đề nghị Quý Cơ quan phổ biến hướng dẫn này.", HEAD), Assignment)
    assert task.agencies == ("Các cơ quan",)
