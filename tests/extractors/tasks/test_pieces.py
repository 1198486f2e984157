"""Paragraphs that hold several tasks."""

from __future__ import annotations

from extractors.assignments import EXTRACTOR
from pipeline.document import Assignment
from tests.extractors.directive import directive, facts


def test_numbers_of_two_figures_run_into_one_line() -> None:
    body = (
        "4. Về phân công: 4.1. Giao Sở Y tế: (i) Chỉ đạo các bệnh viện nhận trẻ. (ii) Chỉ đạo lập hồ sơ. "
        "4.2. Giao Công an tỉnh xác minh nhân thân. 4.3. Giao Sở Tài chính bố trí kinh phí 3.5 tỷ đồng."
    )
    tasks = facts(EXTRACTOR, directive(body), Assignment)
    health = "Sở Y tế tỉnh Lạng Sơn"
    assert [(task.section, task.agencies) for task in tasks] == [
        ("4.1", (health,)),
        ("4.1", (health,)),
        ("4.2", ("Công an tỉnh Lạng Sơn",)),
        ("4.3", ("Sở Tài chính tỉnh Lạng Sơn",)),
    ]


def test_an_order_after_the_day_of_force_is_a_task_of_its_own() -> None:
    body = "Điều 2. Quyết định này có hiệu lực kể từ ngày ký. Giao Sở Tư pháp công khai quy trình nội bộ tại trụ sở."
    [task] = facts(EXTRACTOR, directive(body), Assignment)
    assert task.agencies == ("Sở Tư pháp tỉnh Lạng Sơn",)
    assert task.span.of(directive(body).text.value).startswith("Giao Sở Tư pháp")


def test_new_wording_sets_tasks_of_its_own() -> None:
    body = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Quy định hỗ trợ cây giống\n"
        "1. Sửa đổi, bổ sung Điều 5 như sau:\n"
        "“Điều 5. Trình tự\n"
        "1. Trước ngày 15 tháng 11 hằng năm, Ủy ban nhân dân xã, phường lập danh sách hộ đăng ký.\n"
        "- Trong 03 ngày làm việc, kể từ ngày nhận đủ hồ sơ, Phòng Kinh tế thẩm định;\n"
        "b) Sở Tài chính cấp kinh phí.”\n"
        "Điều 2. Công an tỉnh kiểm tra việc cấp cây giống."
    )
    tasks = facts(EXTRACTOR, directive(body), Assignment)
    assert [task.agencies for task in tasks] == [
        ("Ủy ban nhân dân các xã, phường thuộc tỉnh Lạng Sơn",),
        ("Phòng Kinh tế",),
        ("Sở Tài chính tỉnh Lạng Sơn",),
        ("Công an tỉnh Lạng Sơn",),
    ]
