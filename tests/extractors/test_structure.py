from __future__ import annotations

import pytest

from corpus.knowledge import Knowledge
from extractors.structure import Item, items, segment
from pipeline.document import Document

from .papers import DECISION, DISPATCH, PARTY, PLAN, document, spread, wrapped


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def zones(found: Document, part: int = 0) -> dict[str, str]:
    return {zone.kind: zone.span.of(found.text.value) for zone in found.parts[part].zones}


def outline(found: Document, part: int = 0) -> list[tuple[str, str, int, str]]:
    return [(s.label, s.path, s.level, s.title) for s in found.outline if s.part == part]


PLAN_OUTLINE = [
    ("I.", "I", 1, "MỤC ĐÍCH, YÊU CẦU"),
    ("1.", "I.1", 2, "Nâng cao nhận thức của chủ rừng và nhân dân về phòng…"),
    ("2.", "I.2", 2, "Bảo đảm lực lượng, phương tiện theo phương châm bốn tại chỗ."),
    ("II.", "II", 1, "TỔ CHỨC THỰC HIỆN"),
    ("1.", "II.1", 2, "Sở Nông nghiệp và Môi trường"),
    ("-", "II.1", 4, "Chủ trì, phối hợp với Công an tỉnh kiểm tra các khu…"),
    ("-", "II.1", 4, "Tham mưu bố trí kinh phí, cụ thể:"),
    ("+", "II.1", 5, "Kinh phí mua sắm phương tiện;"),
    ("+", "II.1", 5, "Kinh phí tập huấn."),
    ("2.", "II.2", 2, "Công an tỉnh"),
]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PLAN, id="a paragraph a line"),
        pytest.param(wrapped(PLAN), id="a printed line a line"),
        pytest.param(spread(wrapped(PLAN)), id="a blank line after each"),
        pytest.param(PLAN.replace("như sau:\nI.", "như sau: I."), id="first heading on the line of the preamble"),
        pytest.param(PLAN.replace("hanh khô.\n2.", "hanh khô. 2."), id="two items on a line"),
        pytest.param(PLAN.replace("II. TỔ", "**II. TỔ").replace("HIỆN\n1.", "HIỆN**\n## 1."), id="markup left over"),
        pytest.param(PLAN.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param(PLAN.replace("\nII. ", "\n- 2 -\n\fII. "), id="a page number between"),
    ],
)
def test_outline_is_the_same_however_lines_break(text: str, knowledge: Knowledge) -> None:
    assert outline(segment(document(text), knowledge)) == PLAN_OUTLINE


def test_zones_of_a_plan(knowledge: Knowledge) -> None:
    found = zones(segment(document(PLAN), knowledge))
    assert found["head"].startswith("ỦY BAN NHÂN DÂN") and found["head"].endswith("năm 2026")
    assert found["title"] == "KẾ HOẠCH\nTriển khai công tác phòng cháy, chữa cháy rừng năm 2026"
    assert found["body"].startswith("Thực hiện Chỉ thị") and found["body"].endswith("Kế hoạch này./.")
    assert found["recipients"].startswith("Nơi nhận:") and found["recipients"].endswith("Lưu: VT, KT.")
    assert found["signature"].startswith("TM.") and found["signature"].endswith("Nông Văn Bính")


def test_addressees_are_a_zone(knowledge: Knowledge) -> None:
    found = zones(segment(document(DISPATCH), knowledge))
    assert found["addressees"].startswith("Kính gửi:") and found["addressees"].endswith("kinh tế tỉnh.")
    assert found["body"].startswith("Thực hiện Công văn")


def test_party_labels(knowledge: Knowledge) -> None:
    found = segment(document(PARTY), knowledge)
    assert [(label, path) for label, path, _, _ in outline(found)] == [
        ("I-", "I"),
        ("1-", "I.1"),
        ("II-", "II"),
        ("1-", "II.1"),
        ("2-", "II.2"),
    ]


def test_annex_is_a_part_with_an_outline_of_its_own(knowledge: Knowledge) -> None:
    found = segment(document(DECISION), knowledge)
    assert [(part.kind, part.name) for part in found.parts] == [
        ("document", "QUYẾT ĐỊNH"),
        ("annex", "QUY CHẾ SỬ DỤNG XE CÔNG VỤ"),
    ]
    assert [path for _, path, _, _ in outline(found)] == ["Điều 1", "Điều 2"]
    assert [path for _, path, _, _ in outline(found, 1)] == [
        "Chương I",
        "Điều 1",
        "Điều 1.1",
        "Điều 1.1.a",
        "Điều 1.1.b",
        "Điều 1.2",
        "Điều 2",
    ]


def test_papers_scanned_together_are_told_apart(knowledge: Knowledge) -> None:
    found = segment(document(f"{PLAN}\n{DISPATCH}"), knowledge)
    assert [part.kind for part in found.parts] == ["document", "attachment"]
    assert found.parts[1].span.of(found.text.value).startswith("UBND TỈNH GIA LAI")


def test_parts_cover_the_text(knowledge: Knowledge) -> None:
    found = segment(document(f"\n {DECISION}\n{PLAN}"), knowledge)
    ends = [0, *(part.span.end for part in found.parts)]
    assert [part.span.start for part in found.parts] == ends[:-1]
    assert ends[-1] == len(found.text.value)


@pytest.mark.parametrize("text", ["", "\n\n", "12", "Một dòng không đầu không cuối.", "I.", "Nơi nhận:", "- \n+"])
def test_any_text_has_parts(text: str, knowledge: Knowledge) -> None:
    found = segment(document(text), knowledge)
    assert found.parts[0].span.start == 0
    assert found.parts[-1].span.end == len(text)
    assert all(section.span.end <= len(text) for section in found.outline)


def by_words(found: Document) -> dict[str, Item]:
    return {" ".join(item.span.of(found.text.value).split())[:20]: item for item in items(found)}


def test_items_know_their_sections(knowledge: Knowledge) -> None:
    found = by_words(segment(document(wrapped(PLAN)), knowledge))
    assert found["Thực hiện Chỉ thị số"].path == ""
    check = found["Chủ trì, phối hợp vớ"]
    assert (check.label, check.path) == ("-", "II.1")
    assert [section.title for section in check.sections][:2] == ["TỔ CHỨC THỰC HIỆN", "Sở Nông nghiệp và Môi trường"]


@pytest.mark.parametrize(
    ("text", "start", "path"),
    [
        (PLAN, "Yêu cầu các cơ quan,", "II.kết"),
        (DISPATCH, "Đề nghị các đơn vị q", "kết"),
    ],
)
def test_closing_paragraphs(text: str, start: str, path: str, knowledge: Knowledge) -> None:
    found = by_words(segment(document(text), knowledge))
    assert found[start].path == path
    assert found[start].closing


def test_paragraphs_under_a_number_stand_in_its_section(knowledge: Knowledge) -> None:
    text = PLAN.replace(
        "trái phép.\n", "trái phép.\nĐịnh kỳ hằng quý báo cáo Ủy ban nhân dân tỉnh.\n3. Sở Tài chính.\n"
    )
    assert by_words(segment(document(text), knowledge))["Định kỳ hằng quý báo"].path == "II.2"


def test_item_runs_on_after_a_footnote(knowledge: Knowledge) -> None:
    text = PLAN.replace(
        "kiểm tra các khu rừng", "kiểm tra\n\n<sup>1</sup> Chỉ thị số 3/CT-UBND.\n\ncác khu rừng"
    ).replace("\n1. Sở", "\n\n1. Sở")
    found = segment(document(text), knowledge)
    item = by_words(found)["Chủ trì, phối hợp vớ"]
    assert [run.of(text) for run in item.segments] == [
        "Chủ trì, phối hợp với Công an tỉnh kiểm tra",
        "các khu rừng trọng điểm trước ngày 15/3/2026.",
    ]
    assert zones(found)["footnote"] == "<sup>1</sup> Chỉ thị số 3/CT-UBND."


hypothesis = pytest.importorskip("hypothesis")
pieces = hypothesis.strategies.lists(
    hypothesis.strategies.sampled_from(
        [*PLAN.splitlines(), *DECISION.splitlines(), "", "\f", "[1] Xem thêm.", "|", "a"]
    )
)


@hypothesis.settings(max_examples=60, deadline=None)
@hypothesis.given(pieces)
def test_shuffled_lines_keep_their_addresses(shuffled: list[str]) -> None:
    found = segment(document("\n".join(shuffled)), Knowledge.load())
    length = len(found.text.value)
    assert [part.span.start for part in found.parts] == [0, *(part.span.end for part in found.parts[:-1])]
    assert all(part.span.covers(zone.span) for part in found.parts for zone in part.zones)
    assert all(found.parts[s.part].span.covers(s.span) for s in found.outline)
    assert all(item.span.end <= length for item in items(found))


def test_the_word_that_decides_is_no_title(knowledge: Knowledge) -> None:
    paper = (
        "Căn cứ Luật Thú y ngày 19 tháng 6 năm 2015;\nQUYẾT ĐỊNH: Điều 1. Bãi bỏ quy định về tiêm phòng dại.\n"
        "Điều 2. Sở Nông nghiệp và Môi trường chịu trách nhiệm thi hành Quyết định này./.\n"
    )
    read = segment(document(paper), knowledge)
    assert [section.label for section in read.outline] == ["Điều 1.", "Điều 2."]
