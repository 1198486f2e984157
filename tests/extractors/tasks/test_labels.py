"""Who is told after a task: on a line of its own, or in the last words."""

from __future__ import annotations

import pytest

from extractors.assignments import EXTRACTOR
from pipeline.document import Assignment
from tests.extractors.directive import directive, facts

_HEALTH, _FINANCE, _HOME = (f"Sở {name} tỉnh Lạng Sơn" for name in ("Y tế", "Tài chính", "Nội vụ"))


@pytest.mark.parametrize(
    ("item", "agencies", "partners", "role"),
    [
        ("Rà soát mạng lưới trạm y tế lưu động (Sở Y tế).", (_HEALTH,), (), "thực hiện"),
        ("Tổng kết phong trào thi đua (Sở Nội vụ chủ trì, phối hợp Sở Y tế).", (_HOME,), (_HEALTH,), "chủ trì"),
        ("Trình phương án sắp xếp trụ sở (Sở Tài chính thực hiện, xong trong tháng 6).", (_FINANCE,), (), "thực hiện"),
        ("Rà soát quỹ nhà công vụ (giao Sở Tài chính; hoàn thành trước ngày 30/6).", (_FINANCE,), (), "giao"),
        ("Công khai danh mục trụ sở dôi dư - Sở Tài chính.", (_FINANCE,), (), "thực hiện"),
        ("Diễn tập ứng phó dịch bệnh (Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ).", (_HEALTH,), (_HOME,), "chủ trì"),
        ("Mở lớp tập huấn sơ cứu (Sở Y tế chủ trì; Sở Nội vụ phối hợp).", (_HEALTH,), (_HOME,), "chủ trì"),
        (
            "Kiểm kê hiện vật (Thực hiện: Bảo tàng tỉnh; Thời gian: Quý II).",
            ("Bảo tàng tỉnh Lạng Sơn",),
            (),
            "thực hiện",
        ),
        ("Gửi hồ sơ về Ủy ban nhân dân tỉnh (Sở Nội vụ).", (), (), "thực hiện"),
        ("Sử dụng kết quả khảo sát (do Sở Nội vụ công bố).", (), (), "thực hiện"),
    ],
)
def test_last_words_tell_whose_a_task_is(
    item: str, agencies: tuple[str, ...], partners: tuple[str, ...], role: str
) -> None:
    [task] = facts(EXTRACTOR, directive(f"II. NHIỆM VỤ\n1. {item}"), Assignment)
    assert (task.agencies, task.partners, task.role) == (agencies, partners, role)


@pytest.mark.parametrize("heading", ["Công tác truyền thông (Sở Y tế chủ trì)", "Công tác truyền thông (Sở Y tế)"])
def test_a_topic_may_tell_whose_all_of_it_is(heading: str) -> None:
    body = f"II. NHIỆM VỤ\n1. {heading}\n- Treo pa nô tại bến xe.\n- Phát tờ rơi tại chợ phiên."
    assert [t.agencies for t in facts(EXTRACTOR, directive(body), Assignment)] == [(_HEALTH,)] * 2


@pytest.mark.parametrize(
    ("line", "agencies", "partners"),
    [
        ("Phân công: Sở Tài chính.", (_FINANCE,), ()),
        ("Phân công thực hiện: Sở Y tế chủ trì; Sở Nội vụ phối hợp.", (_HEALTH,), (_HOME,)),
        ("Chủ trì: Sở Nội vụ.", (_HOME,), ()),
        ("Bộ phận phụ trách: Sở Nội vụ.", (_HOME,), ()),
    ],
)
def test_a_line_below_tells_whose_a_task_is(line: str, agencies: tuple[str, ...], partners: tuple[str, ...]) -> None:
    body = f"II. NHIỆM VỤ\n1. Kiểm kê tài sản công tại các trụ sở.\n\n{line}"
    [task] = facts(EXTRACTOR, directive(body), Assignment)
    assert (task.agencies, task.partners) == (agencies, partners)


def test_a_heading_with_a_colon_hands_out_its_list() -> None:
    body = "II. PHÂN CÔNG\n1. Giao: Sở Y tế\n- Dự trữ thuốc.\n2. Giao: Sở Nội vụ\n- Cử cán bộ trực."
    assert [t.agencies for t in facts(EXTRACTOR, directive(body), Assignment)] == [(_HEALTH,), (_HOME,)]


def test_who_leads_and_who_carries_out_stand_on_two_lines() -> None:
    paper = directive(
        "II. NHIỆM VỤ\n1. Rà soát hồ sơ lưu trữ của các trạm y tế.\n- Cơ quan chủ trì: Sở Nội vụ.\n"
        "- Cơ quan thực hiện: Sở Y tế; Sở Tài chính.\n- Cơ quan phối hợp: Công an tỉnh.\n"
    )
    found = [(task.agencies, task.role) for task in facts(EXTRACTOR, paper, Assignment)]
    assert found == [((_HOME,), "chủ trì"), ((_HEALTH, _FINANCE), "thực hiện")]
