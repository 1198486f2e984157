"""Bodies named in a document."""

from __future__ import annotations

from extractors.agencies import EXTRACTOR
from pipeline.document import AgencyMention

from .directive import directive, facts, printed


def test_mentions_carry_official_names() -> None:
    paper = directive("II. NHIỆM VỤ\n1. Sở Tài chính báo cáo UBND tỉnh và Bộ Nội vụ.")
    mentions = {printed(m, paper): m.name for m in facts(EXTRACTOR, paper, AgencyMention)}
    assert mentions["Sở Tài chính"] == "Sở Tài chính tỉnh Lạng Sơn"
    assert mentions["UBND tỉnh"] == "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert mentions["Bộ Nội vụ"] == "Bộ Nội vụ"
    assert mentions["Các sở, ban, ngành"] == "Các sở, ban, ngành tỉnh Lạng Sơn"
