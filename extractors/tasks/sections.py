"""What sort of section a title announces: aims, tasks, money, or what asks nothing of anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pipeline.document import Document, Span

SectionKind = Literal["silent", "aims", "tasks", "money", "other"]

_KINDS: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    (
        "silent",
        re.compile(
            r"""(?:\W|\d)*(?:mục\s+đích|yêu\s+cầu$|quan\s+điểm|đánh\s+giá(?:\s+(?:chung|tình|kết))?|tình\s+hình|kết\s+quả|thực\s+trạng
            |căn\s+cứ|cơ\s+sở|sự\s+cần\s+thiết|bối\s+cảnh|phạm\s+vi|đối\s+tượng|nguyên\s+tắc|tồn\s+tại|hạn\s+chế|nguyên\s+nhân|thuận\s+lợi|khó\s+khăn
            |giải\s+thích\s+từ|mục\s+tiêu\s+(?:chung|tổng\s+quát|thi\s+đua)|quyền(?:\s+(?:hạn|lợi))?\s+của|quyền\s+hạn$|ý\s+nghĩa|thành\s+phần(?!\s+hồ)|địa\s+điểm|phương\s+châm|chủ\s+đề|hiện\s+trạng
            |cơ\s+cấu\s+(?:tổ\s+chức|bộ\s+máy)(?!.*nhiệm\s+vụ)
            |(?:những|các)\s+(?:việc|hành\s+vi)[^.;:]{0,30}(?:không\s+được|cấm)|(?:các\s+)?hành\s+vi\s+bị
            |[^.;:]{3,90}\scó\s+(?:các\s+|những\s+)?quyền\s+hạn\s+(?:sau|như\s+sau))\b""",
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    ("aims", re.compile(r"(?:\W|\d)*(?:các\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)", re.IGNORECASE)),
    ("money", re.compile(r"(?:\W|\d)*(?:nguồn\s+)?(?:kinh\s+phí|nguồn\s+lực\s+tài|nguồn\s+vốn)", re.IGNORECASE)),
    (
        "tasks",
        re.compile(
            r"nhiệm\s+vụ|giải\s+pháp|tổ\s+chức\s+(?:triển\s+khai\s+)?thực\s+hiện|phân\s+công|trách\s+nhiệm|nội\s+dung|chế\s+độ\s+báo\s+cáo|công\s+tác|triển\s+khai",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip
# "Phạm vi, đối tượng, phương án hỗ trợ": what follows asks for work too.
_AND_WORK = re.compile(
    r"(?:\W|\d)*(?:phạm\s+vi|đối\s+tượng|mục\s+đích|quan\s+điểm|nguyên\s+tắc|yêu\s+cầu|mục\s+tiêu)\b[^.:;]*(?:,|\bvà)\s+"
    r"(?:\w+\s+){0,3}?(?:phương\s+án|giải\s+pháp|nhiệm\s+vụ|biện\s+pháp)",
    re.IGNORECASE,
)


def kind_of(title: str) -> SectionKind:
    """Return the sort of section that a title announces."""
    words = " ".join(title.split())
    if len(words) > 160:
        return "other"
    if _AND_WORK.match(words):
        return "tasks"
    return next(
        (kind for kind, pattern in _KINDS if (pattern.search if kind == "tasks" else pattern.match)(words)), "other"
    )


# Scope, those it applies to, terms and principles: a regulation seldom begins with more articles that charge nobody.
_MOST_GENERAL = 4


def lost_provisions(document: Document) -> Iterator[Span]:
    """Yield what stands before the first article of a part whose first headings are lost.

    Article 1 of a regulation says what it is about, the next to whom it applies and what its words mean.
    """
    for index, part in enumerate(document.parts):
        articles = (s for s in document.outline if s.part == index and s.path.startswith("Điều "))
        first = next(articles, None)
        number = re.match(r"Điều (\d+)", first.path) if first else None
        if first and number and 1 < int(number[1]) <= _MOST_GENERAL + 1:
            yield Span(part.span.start, first.span.start)
