from __future__ import annotations

import io
from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.document import Page
from pipeline.errors import DamagedFileError, EncryptedFileError, TooLargeError, UnreadableError
from pipeline.readers import pdf
from tests.pipeline.readers import samples

HEAD = [
    (72, 60, "UBND TINH A"),
    (80, 76, "SO Y TE"),
    (70, 100, "So: 12/SYT-NV"),
    (250, 60, "CONG HOA XA HOI CHU NGHIA VIET NAM"),
    (300, 76, "Doc lap - Tu do - Hanh phuc"),
    (310, 100, "A, ngay 02 thang 3 nam 2024"),
    (72, 160, "Kinh gui cac don vi truc thuoc; thuc hien chi dao cua cap tren ve viec nay va viec kia"),
    (72, 176, "yeu cau cac don vi khan truong trien khai, bao cao ket qua truoc ngay 15 thang 4 nay."),
]


def pages_of(tmp_path: Path, content: bytes, config: Config | None = None) -> tuple[Page, ...]:
    path = tmp_path / "giay.pdf"
    path.write_bytes(content)
    assert pdf.recognises(content[:4096], path) == "application/pdf"
    return pdf.read(path, config or Config())


def test_blocks_of_the_head_are_read_one_after_the_other(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, samples.pdf(HEAD))
    assert page.reading
    lines = [line for line in page.reading.text.splitlines() if line]
    assert lines == [text for _, _, text in HEAD]


def test_words_have_places_and_fonts(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, samples.pdf([(72, 100, "CHI THI")], size=(600, 800)))
    assert (page.width, page.height) == (600, 800)
    assert page.reading
    first, second = page.reading.words
    assert first.span.of(page.reading.text) == first.text == "CHI"
    assert first.box.x0 == pytest.approx(72, abs=1)
    assert first.box.y0 < 100 < first.box.y1 + 1
    assert second.box.x0 > first.box.x1
    assert [run.font for run in page.reading.fonts] == ["Times-Roman"]


def test_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, samples.ruled_pdf([["TT", "task", "term"], ["1", "audit", "May"]]))
    assert page.reading
    text = page.reading.text
    assert text.split() == ["above", "TT", "task", "term", "1", "audit", "May", "below"]
    (table,) = page.reading.tables
    assert [[cell.of(text) for cell in row] for row in table.rows] == [["TT", "task", "term"], ["1", "audit", "May"]]


def test_page_without_text_waits_for_ocr(tmp_path: Path) -> None:
    first, second = pages_of(tmp_path, samples.pdf([(72, 100, "mot")], []))
    assert first.reading
    assert second.reading is None


def test_render_keeps_to_the_limit_of_pixels(tmp_path: Path) -> None:
    path = tmp_path / "to.pdf"
    path.write_bytes(samples.pdf([(72, 100, "to")], size=(5000, 5000)))
    picture, dpi = pdf.render(path, 1, Config(max_pixels=1_000_000))
    assert picture.shape[0] * picture.shape[1] <= 1_010_000
    assert dpi == pytest.approx(picture.shape[1] / 5000 * 72, rel=0.01)
    assert picture.min() < 200  # there is ink


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(samples.pdf([(72, 100, "kin")], password="mat-khau"), EncryptedFileError, id="password"),
        pytest.param(b"%PDF-1.7\n" + b"hong" * 100, DamagedFileError, id="broken"),
        pytest.param(samples.pdf([])[:200], DamagedFileError, id="cut off"),
    ],
)
def test_faults_are_named(tmp_path: Path, content: bytes, error: type[UnreadableError]) -> None:
    with pytest.raises(error):
        pages_of(tmp_path, content)


def test_bytes_before_the_header_do_not_matter(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, b"\xef\xbb\xbf\r\n" + samples.pdf([(72, 100, "CHI THI")]))
    assert page.reading
    assert page.reading.text == "CHI THI"


def test_too_many_pages(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError):
        pages_of(tmp_path, samples.pdf([], [], []), Config(max_pages=2))


def drawn(*texts: tuple[float, float, float, str], rotation: int = 0, crop: tuple[float, ...] = ()) -> bytes:
    """A page with texts at places from the bottom left, turned counter-clockwise by degrees."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(buffer := io.BytesIO(), pagesize=(595, 842))
    canvas.setPageRotation(rotation)
    if crop:
        canvas.setCropBox(crop)
    for x, y, angle, text in texts:
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.drawString(0, 0, text)
        canvas.restoreState()
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


LINES = ("Giao So Y te chu tri ra soat cac van ban", "da ban hanh, bao cao truoc ngay 15 thang 4")


@pytest.mark.parametrize(
    ("first", "second", "angle", "rotation"),
    [
        ((70, 700), (70, 684), 0, 0),
        ((300, 200), (316, 200), 90, 0),
        ((300, 700), (284, 700), -90, 0),
        ((400, 300), (400, 316), 180, 0),
        ((300, 200), (316, 200), 90, 90),
    ],
    ids=["upright", "upwards", "downwards", "upside down", "upwards on a turned page"],
)
def test_text_is_read_the_way_it_is_turned(
    tmp_path: Path, first: tuple[float, float], second: tuple[float, float], angle: float, rotation: int
) -> None:
    content = drawn((*first, angle, LINES[0]), (*second, angle, LINES[1]), rotation=rotation)
    (page,) = pages_of(tmp_path, content)
    assert page.reading and page.reading.text.splitlines() == [*LINES]
    for word in page.reading.words:
        assert word.span.of(page.reading.text) == word.text
        assert 0 <= word.box.x0 < word.box.x1 <= (page.width or 0)
        assert 0 <= word.box.y0 < word.box.y1 <= (page.height or 0)


@pytest.mark.parametrize("angle", [90, 45], ids=["at the edge", "a draft's mark across the page"])
def test_turned_text_stands_behind_that_of_the_page(tmp_path: Path, angle: float) -> None:
    (page,) = pages_of(tmp_path, drawn((70, 700, 0, LINES[0]), (60, 600, angle, "NHAP"), (70, 684, 0, LINES[1])))
    assert page.reading and page.reading.text.split("\n\n") == ["\n".join(LINES), "NHAP"]


def test_text_cropped_off_the_page_is_not_read(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, drawn((70, 700, 0, LINES[0]), (70, 20, 0, "mep giay"), crop=(0, 60, 595, 842)))
    assert page.reading and page.reading.text == LINES[0]


def test_number_filled_in_aslant_stays_in_its_line(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, drawn((70, 700, 0, "ngay"), (106, 700, 12, "15"), (130, 700, 0, "thang 3")))
    assert page.reading and page.reading.text == "ngay 15 thang 3"
