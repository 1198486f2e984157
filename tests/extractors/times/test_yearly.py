"""Days that come again each year, told by their sentence."""

from __future__ import annotations

import pytest

from extractors.deadlines import EXTRACTOR
from pipeline.document import Deadline
from tests.extractors.directive import directive, facts


@pytest.mark.parametrize(
    ("sentence", "rrule"),
    [
        ("Hằng năm, Sở Y tế báo cáo trước ngày 05 tháng 12.", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5"),
        ("Sở Y tế gửi báo cáo năm trước ngày 15 tháng 11.", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"),
        ("Sở Y tế gửi kết quả trước ngày 20/01 của năm tiếp theo.", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=20"),
        ("Sở Y tế lập dự toán chậm nhất ngày 10/6 năm kế hoạch.", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10"),
    ],
)
def test_a_day_comes_each_year_where_its_sentence_says_so(sentence: str, rrule: str) -> None:
    found = facts(EXTRACTOR, directive(f"1. {sentence}\n"), Deadline)
    assert {d.kind for d in found} == {"recurring"}
    assert [d.rrule for d in found if d.inclusive is not None] == [rrule]


def test_a_day_of_this_year_does_not_come_again() -> None:
    found = facts(EXTRACTOR, directive("1. Sở Y tế gửi kết quả trước ngày 20 tháng 11 năm nay.\n"), Deadline)
    assert [d.kind for d in found] == ["absolute"]


def test_words_that_announce_a_day_are_no_deadline_beside_it() -> None:
    words = "1. Sở Y tế báo cáo định kỳ hằng năm, chậm nhất ngày 17 tháng 12. Định kỳ hằng năm rà soát quy chế.\n"
    found = facts(EXTRACTOR, directive(words), Deadline)
    assert [d.rrule for d in found] == ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=17", "FREQ=YEARLY"]


def test_a_day_that_is_kept_tells_when_in_the_year() -> None:
    words = "1. Hằng năm, xã tổ chức Ngày hội Đại đoàn kết toàn dân tộc (18/11).\n2. Hằng năm, xã rà soát quy chế.\n"
    words += "3. Hằng năm, Sở Tư pháp hướng dẫn nội dung, hình thức tổ chức Ngày Pháp luật (09/11).\n"
    found = facts(EXTRACTOR, directive(words), Deadline)
    assert [(d.observance, d.rrule) for d in found if not d.observance] == [(False, "FREQ=YEARLY")] * 2
    assert any(d.observance for d in found)
