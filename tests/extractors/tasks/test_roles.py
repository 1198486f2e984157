"""The role that a predicate gives, in the order of the contract."""

from __future__ import annotations

import pytest

from extractors.tasks.roles import asking_verb, read_role


@pytest.mark.parametrize(
    ("lead", "predicate", "role"),
    [
        (None, " chủ trì, phối hợp với các sở rà soát", "chủ trì"),
        (None, " có trách nhiệm phối hợp với Sở Y tế", "phối hợp"),
        (None, " tiếp tục tăng cường công tác thanh tra", "kiểm tra"),
        (None, " căn cứ tình hình địa bàn, theo dõi việc thực hiện", "kiểm tra"),
        (None, " gửi báo cáo về Sở Nội vụ", "báo cáo"),
        (None, " rà soát; phối hợp với Sở Y tế", "thực hiện"),
        (None, " báo cáo viên các cấp thực hiện", "thực hiện"),
        ("giao", " phối hợp với Sở Y tế", "giao"),
        ("đề nghị", " chủ trì rà soát", "đề nghị"),
        ("chủ trì", " rà soát", "chủ trì"),
        ("", " kiểm tra các chợ", "kiểm tra"),
        ("chỉ đạo", " chủ trì rà soát", "chủ trì"),
    ],
)
def test_role(lead: str | None, predicate: str, role: str) -> None:
    assert read_role(lead, predicate) == role


@pytest.mark.parametrize(
    ("printed", "verb"),
    [("Giao  nhiệm vụ", "giao"), ("phân công", "giao"), ("ĐỀ NGHỊ", "đề nghị"), ("yêu cầu", ""), ("kêu gọi", "")],
)
def test_asking_verb(printed: str, verb: str) -> None:
    assert asking_verb(printed) == verb
