from dataclasses import replace
from pathlib import Path

import pytest

from corpus.knowledge import Knowledge
from extractors.references import find
from extractors.resolve import resolve
from pipeline.document import Document, Heading, Part, Source, Span
from pipeline.text import Text

KNOWLEDGE = Knowledge.load()


def resolved(text: str, *, number: str | None = None, date: str | None = None, issuer: str | None = None) -> Document:
    source = Source("a.txt", Path("a.txt"), "0", "text/plain", len(text), "text")
    whole = Span(0, len(text))
    heading = Heading(span=Span(0, 0), rule="test", confidence=1.0, number=number, date=date, issuer=issuer)
    document = Document(source=source, text=Text.of(text), parts=(Part("document", whole),), headings=(heading,))
    return resolve(replace(document, references=find(document, KNOWLEDGE)), KNOWLEDGE)


def test_short_mention_is_tied_to_the_full_one() -> None:
    first, second = resolved(
        "Thực hiện Kết luận số 57-KL/TW ngày 08/11/2023 của Bộ Chính trị về thông tin đối ngoại, Sở yêu cầu:\n"
        "1. Phổ biến Kết luận số 57-KL/TW tới công chức."
    ).references
    assert (first.antecedent, second.antecedent) == (None, 0)
    assert first.key == second.key == "57-KL/TW|Bộ Chính trị|2023"
    assert (second.date, second.date_resolved, second.status) == (None, "2023-11-08", "resolved")


def test_mention_in_the_title_is_tied_forward() -> None:
    first, second = resolved(
        "KẾ HOẠCH\nThực hiện Chỉ thị số 31/CT-TTg\n"
        "Thực hiện Chỉ thị số 31/CT-TTg ngày 02/6/2024 của Thủ tướng Chính phủ."
    ).references
    assert (first.antecedent, first.date_resolved) == (1, "2024-06-02")
    assert second.antecedent is None


def test_bare_number_is_tied_by_type() -> None:
    references = resolved(
        "Thực hiện Nghị quyết số 43-NQ/TU ngày 05/6/2024 của Tỉnh ủy về chuyển đổi số.\n"
        "Quán triệt Nghị quyết 43 tới chi bộ."
    ).references
    assert references[1].antecedent == 0
    assert references[1].key == references[0].key


def test_number_of_two_bodies_stays_ambiguous() -> None:
    references = resolved(
        "Theo Kế hoạch số 12/KH-UBND ngày 03/3/2024 của UBND tỉnh Lâm Đồng; Kế hoạch số 12/KH-UBND "
        "ngày 05/4/2024 của UBND thành phố Huế.\n- Rà soát Kế hoạch số 12/KH-UBND."
    ).references
    assert references[2].status == "ambiguous"
    assert references[2].antecedent is None
    assert len(references[2].candidates) == 2


@pytest.mark.parametrize(
    ("number", "date", "kept"),
    [
        ("77/KH-UBND", "2024-05-12", 0),
        ("077/KH-UBND", None, 0),
        ("77/KH-UBND", "2023-05-12", 1),
        ("78/KH-UBND", "2024-05-12", 1),
    ],
)
def test_own_number_is_no_citation(number: str, date: str | None, kept: int) -> None:
    text = "Phụ lục I\n(Kèm theo Kế hoạch số 77/KH-UBND ngày 12/5/2024 của UBND tỉnh)"
    assert len(resolved(text, number=number, date=date).references) == kept


def test_mistyped_year_is_noted_and_put_right_by_the_paper_that_cites_it() -> None:
    document = resolved(
        "Thực hiện Kết luận số 57-KL/TW ngày 08/11/2018 của Ban Bí thư, các đơn vị báo cáo.\n"
        "Kế hoạch số 9-KH/TU ngày 02/3/2019 của Tỉnh ủy về thực hiện Kết luận số 57-KL/TW ngày 08/11/2021 "
        "của Ban Bí thư."
    )
    right, _, wrong = document.references
    assert (right.date_resolved, right.key) == (None, "57-KL/TW|Ban Bí thư Trung ương Đảng|2018")
    assert (wrong.date, wrong.date_resolved, wrong.status, wrong.key) == (
        "2021-11-08",
        "2018-11-08",
        "conflict",
        right.key,
    )
    assert [(n.code, n.span) for n in document.notes] == [
        ("conflicting_date", right.span),
        ("conflicting_date", wrong.span),
    ]


def test_two_years_of_one_yearly_series_are_two_documents() -> None:
    document = resolved(
        "Theo Quyết định số 15/QĐ-UBND ngày 03/3/2021 và Quyết định số 15/QĐ-UBND ngày 20/4/2023 của UBND tỉnh."
    )
    assert [r.status for r in document.references] != ["conflict", "conflict"]
    assert document.notes == ()


def test_date_that_contradicts_the_number_is_noted() -> None:
    document = resolved("Theo Nghị quyết số 163/2023/QH15 ngày 27/11/2024 của Quốc hội về đầu tư.")
    (reference,) = document.references
    assert (reference.status, reference.key) == ("conflict", "163/2023/QH15|Quốc hội|2023")
    assert [n.code for n in document.notes] == ["conflicting_date"]


def test_date_after_the_citing_paper_is_noted() -> None:
    document = resolved("Theo Kế hoạch số 5/KH-SYT ngày 27/11/2024 của Sở Y tế.", number="8/SYT-VP", date="2024-06-01")
    assert [n.code for n in document.notes] == ["future_date"]


def test_law_with_several_versions_keeps_them_as_candidates() -> None:
    (reference,) = resolved("theo quy định của Luật Đất đai.", date="2025-03-01").references
    assert reference.status == "ambiguous"
    assert {key[-4:] for key in reference.candidates} >= {"2013", "2024"}
    (dated,) = resolved("theo quy định của Luật Đất đai năm 2024.", date="2025-03-01").references
    assert (dated.status, dated.key, dated.date_resolved) == ("resolved", "31/2024/QH15|Quốc hội|2024", "2024-01-18")


def test_issuer_follows_from_a_code_that_only_one_body_has() -> None:
    keys = [
        r.key
        for r in resolved(
            "theo Chỉ thị số 31/CT-TTg ngày 02/6/2024; Quyết định số 15/QĐ-UBND ngày 03/3/2021."
        ).references
    ]
    assert keys == ["31/CT-TTg|Thủ tướng Chính phủ|2024", "15/QĐ-UBND|?|2021"]


def test_local_body_without_its_place_leaves_a_citation_open() -> None:
    text = "Theo Quyết định số 15/QĐ-UBND ngày 03/3/2021 của Ủy ban nhân dân tỉnh{} và công văn khác."
    assert [r.status for r in resolved(text.format("")).references] == ["unresolved"]
    assert [r.status for r in resolved(text.format(" Lâm Đồng")).references] == ["resolved"]


@pytest.mark.parametrize(
    ("number", "issuer"),
    [
        ("12/2024/NĐ-CP", "Chính phủ"),
        ("375/BNN-TC", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("210/VPCP-NC", "Văn phòng Chính phủ"),
        ("05/2011/TTLT-BCA-BQP", "Bộ Công an, Bộ Quốc phòng"),
        ("19-KL/TW", None),
        ("88/CT-CS", None),
    ],
)
def test_code_that_only_one_body_bears_tells_the_issuer(number: str, issuer: str | None) -> None:
    (reference,) = resolved(f"Theo văn bản số {number} nêu trên.").references
    assert reference.issuer == issuer


@pytest.mark.parametrize(
    ("place", "number", "issuer"),
    [
        ("NGHỆ AN", "15/QĐ-UBND ngày 03/3/2021", "Ủy ban nhân dân tỉnh Nghệ An"),
        ("NGHỆ AN", "21-KH/TU", "Tỉnh ủy Nghệ An"),
        ("CẦN THƠ", "15/QĐ-UBND ngày 03/3/2021", None),
        ("CẦN THƠ", "15/QĐ-UBND ngày 03/9/2025", "Ủy ban nhân dân thành phố Cần Thơ"),
    ],
)
def test_code_of_the_province_means_the_own_one_of_a_paper(place: str, number: str, issuer: str | None) -> None:
    kind = "THÀNH PHỐ" if place == "CẦN THƠ" else "TỈNH"
    name = f"Sở Y tế {kind.lower()} {place.title()}"
    text = f"UBND {kind} {place}\nSỞ Y TẾ\nSố: 9/SYT-VP\n{place.title()}, ngày 05 tháng 12 năm 2025\nTheo số {number}."
    document = resolved(text, number="9/SYT-VP", date="2025-12-05", issuer=name)
    assert [r.issuer for r in document.references] == [issuer]


def test_year_of_a_law_is_part_of_its_name() -> None:
    (reference,) = resolved("theo Luật Nghĩa vụ quân sự năm 2015.").references
    assert (reference.date, reference.date_resolved) == (None, "2015-06-19")
