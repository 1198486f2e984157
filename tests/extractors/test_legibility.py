from dataclasses import replace

from corpus.knowledge import Knowledge
from extractors.legibility import find_notes
from pipeline.document import Document, Edit, Span
from tests.normalizers.conftest import document_of

GOOD = "Các cơ quan, đơn vị tổ chức quán triệt, triển khai thực hiện và báo cáo kết quả trước ngày 20/3/2026. " * 3
RUINED = "Céc co quan, don vi t6 chire qudn triét, trién khai thuc hi¢n va bdo cdo két qua truéc ngay 20/3/2026. " * 3


def test_good_text_has_no_note() -> None:
    assert find_notes(document_of(GOOD), Knowledge()) == ()


def test_ruined_text_is_told() -> None:
    (note,) = find_notes(document_of(RUINED), Knowledge())
    assert (note.code, note.values, note.span) == ("text_garbled", (), Span(0, len(RUINED)))


def test_only_the_ruined_page_is_told() -> None:
    document = document_of(GOOD + RUINED)
    (page,) = document.pages
    pages = (replace(page, raw=Span(0, len(GOOD))), replace(page, number=2, raw=Span(len(GOOD), len(GOOD + RUINED))))
    (note,) = find_notes(replace(document, pages=pages), Knowledge())
    assert (note.values, note.span) == (("2",), pages[1].raw)


def test_a_page_of_a_few_words_does_not_tell() -> None:
    assert find_notes(document_of(RUINED[:60]), Knowledge()) == ()


def test_no_pages_no_notes() -> None:
    assert find_notes(Document(document_of("").source), Knowledge()) == ()


def test_what_was_rebuilt_is_told_to_be_so() -> None:
    document = document_of(GOOD)
    rebuilt = document.text.apply([Edit(Span(0, 3), "Các", "Cấc", "garble", 0.9)])
    (note,) = find_notes(replace(document, text=rebuilt), Knowledge())
    assert (note.code, note.values) == ("text_reconstructed", ())
