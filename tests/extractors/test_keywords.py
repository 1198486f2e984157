"""The compound words that a paper says most."""

from __future__ import annotations

from extractors.keywords import KEPT, keywords

TEXT = """Sở Y tế chủ động phòng chống dịch bệnh. Tuyên truyền phòng chống dịch bệnh tại trường học; trường học báo cáo
Sở Y tế. Nguyễn Văn An và Nguyễn Văn An ký."""


def test_what_is_said_often_comes_first() -> None:
    words = dict(keywords(TEXT))
    assert words["dịch bệnh"] == 2
    assert words["trường học"] == 2
    assert "tuyên truyền" not in words


def test_names_of_people_are_no_keywords() -> None:
    assert not [word for word, _ in keywords(TEXT) if "nguyễn" in word]


def test_a_paper_without_words_has_none() -> None:
    assert keywords("12/2025 – 44-KL/TW") == ()


def test_a_profile_is_short() -> None:
    many = " ".join(f"học sinh {chr(97 + i)} giáo viên {chr(97 + i)} nhà trường. " * 2 for i in range(20))
    assert 0 < len(keywords(many)) <= KEPT
