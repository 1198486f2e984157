"""What one document does to another, as the title that a third one quotes tells."""

from __future__ import annotations

import pytest

from extractors.citations.nesting import nest, relation_in_title
from pipeline.document import Span
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import paper, reference


@pytest.mark.parametrize(
    ("lead", "relation"),
    [
        (" của Ban Bí thư về việc tiếp tục đẩy mạnh thực hiện ", "thực hiện"),
        (" của Thủ tướng Chính phủ ban hành Kế hoạch triển khai thực hiện ", "thực hiện"),
        (" của Chính phủ sửa đổi, bổ sung một số điều của ", "sửa đổi bổ sung"),
        (" của Bộ Tài chính hướng dẫn thi hành ", "hướng dẫn"),
        (" của Chính phủ quy định chi tiết và biện pháp thi hành ", "quy định chi tiết"),
        (" của Tỉnh ủy về tổng kết 10 năm thực hiện ", "sơ kết tổng kết"),
        (" của Ủy ban nhân dân tỉnh về ", "dẫn chiếu"),
    ],
)
def test_relation_in_title(lead: str, relation: str, tools: Tools) -> None:
    assert relation_in_title(lead, tools.knowledge) == relation


def test_the_innermost_title_is_the_container(tmp_path: object, tools: Tools) -> None:
    text = "Kế hoạch số 130-KH/TU về thực hiện Kết luận số 44-KL/TW về tiếp tục thực hiện Chỉ thị số 09-CT/TW."
    document = paper(tmp_path, text)  # type: ignore[arg-type]
    mentions = ("Kế hoạch số 130-KH/TU", "Kết luận số 44-KL/TW", "Chỉ thị số 09-CT/TW")
    references = [
        reference(
            document, words, whole=Span(text.index(words), len(text) - 1 if i < 2 else text.index(words) + len(words))
        )
        for i, words in enumerate(mentions)
    ]
    nested = nest(document, references, tools.knowledge)
    assert [r.nested_in for r in nested] == [None, 0, 1]
    assert [r.container_relation for r in nested] == [None, "thực hiện", "thực hiện"]


def test_mentions_side_by_side_are_not_nested(tmp_path: object, tools: Tools) -> None:
    document = paper(tmp_path, "Căn cứ Luật số 72/2025/QH15; Nghị định số 30/2020/NĐ-CP.")  # type: ignore[arg-type]
    references = [reference(document, w) for w in ("Luật số 72/2025/QH15", "Nghị định số 30/2020/NĐ-CP")]
    assert [r.nested_in for r in nest(document, references, tools.knowledge)] == [None, None]
