from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pipeline.config import Config
from pipeline.copies import layer
from pipeline.copies.archival import faults
from pipeline.copies.searchable import make
from pipeline.document import Box, Document, Edit, Page, Reading, Source, Span, Text, Word
from pipeline.errors import DamagedFileError, NoCopyError
from pipeline.readers import pdf as pdf_reader
from tests.pipeline.readers import samples

LINES = (("UỶ", "BAN", "NHÂN", "DÂN"), ("Số:", "05/CT-UBND"))


def reading(width: float = 40.0, *, turns: int = 0, page: tuple[float, float] = (400.0, 600.0)) -> Reading:
    """Lines of words forty points apart, as engines give them; boxes on the page as it lies, turned clockwise."""
    words, text = [], ""
    for row, line in enumerate(LINES):
        for column, word in enumerate(line):
            span = Span(len(text), len(text) + len(word))
            x, y = 50.0 + 60 * column, 100.0 + 40 * row
            words.append(Word(word, span, turned(Box(1, x, y, x + width, y + 12), turns, page)))
            text += word + (" " if column + 1 < len(line) else "\n")
    return Reading("ocr", "an engine", text.rstrip("\n"), tuple(words))


def turned(box: Box, turns: int, page: tuple[float, float]) -> Box:
    width, height = page
    for _ in range(turns):
        box = Box(box.page, height - box.y1, box.x0, height - box.y0, box.x1)
        width, height = height, width
    return box


def document(path: Path, made: Reading, *, media_type: str, size: tuple[float, float] = (400.0, 600.0)) -> Document:
    content = path.read_bytes()
    source = Source(path.name, path, hashlib.sha256(content).hexdigest(), media_type, len(content), "pdf")
    page = Page(1, *size, readings=(made,), raw=Span(0, len(made.text)), scanned=True)
    return Document(source, (page,), Text.of(made.text))


def picture_pdf(path: Path, *, turn: int = 0, content: bytes = b"") -> Path:
    """A page that a picture covers, as scanners save it, shown turned clockwise; 400 x 600 points as it is shown."""
    with pikepdf.new() as pdf:
        wide, high = (400, 600) if turn % 180 == 0 else (600, 400)
        page = pdf.add_blank_page(page_size=(wide, high))
        image = pikepdf.Stream(pdf, samples.picture("JPEG", (wide, high)), Filter=pikepdf.Name.DCTDecode)
        for key, value in {"Type": "/XObject", "Subtype": "/Image", "ColorSpace": "/DeviceRGB"}.items():
            image[f"/{key}"] = pikepdf.Name(value)
        image.Width, image.Height, image.BitsPerComponent = wide, high, 8
        page.add_resource(image, pikepdf.Name.XObject, pikepdf.Name.Im0)
        page.Contents = pdf.make_stream(f"q {wide} 0 0 {high} 0 0 cm /Im0 Do Q\n".encode() + content)
        page.obj.Rotate = turn
        pdf.save(path)
    return path


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(line.rstrip() for line in pdf[0].get_textpage().get_text_range().splitlines())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_words_stand_where_they_are_printed(tmp_path: Path, turn: int) -> None:
    source = document(picture_pdf(tmp_path / "a.pdf", turn=turn), reading(), media_type="application/pdf")
    assert make(source, tmp_path / "b.pdf", Config())
    assert text_of(tmp_path / "b.pdf") == "UỶ BAN NHÂN DÂN\nSố: 05/CT-UBND"
    (page,) = pdf_reader.read(tmp_path / "b.pdf", Config())
    assert page.reading
    by_text = {word.text: word for word in page.reading.words}
    for word in reading().words:
        found = by_text[word.text]
        assert (found.box.x0, found.box.x1) == pytest.approx((word.box.x0, word.box.x1), abs=1.5)
        assert abs((found.box.y0 + found.box.y1) / 2 - (word.box.y0 + word.box.y1) / 2) < 4


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_lines_of_a_page_scanned_on_its_side_read_on(tmp_path: Path, turns: int) -> None:
    size = (400.0, 600.0) if turns % 2 == 0 else (600.0, 400.0)
    path = tmp_path / "a.jpg"
    path.write_bytes(samples.picture("JPEG", (int(size[0]), int(size[1]))))
    make(document(path, reading(turns=turns), media_type="image/jpeg", size=size), tmp_path / "b.pdf", Config())
    with pikepdf.open(tmp_path / "b.pdf", allow_overwriting_input=True) as pdf:
        pdf.pages[0].rotate(-90 * turns, relative=True)
        pdf.save()
    assert text_of(tmp_path / "b.pdf") == "UỶ BAN NHÂN DÂN\nSố: 05/CT-UBND"


def test_pixels_stay_to_the_byte(tmp_path: Path) -> None:
    jpeg = samples.picture("JPEG", (400, 600))
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg)
    make(document(path, reading(), media_type="image/jpeg"), tmp_path / "b.pdf", Config())
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        (image,) = (each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Width" in each)
        assert image.read_raw_bytes() == jpeg
        assert [float(edge) for edge in pdf.pages[0].mediabox] == [0, 0, 400, 600]
    assert path.read_bytes() == jpeg


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("PNG", "image/png"), ("TIFF", "image/tiff"), ("HEIF", "image/heic"), ("WEBP", "image/webp")],
)
def test_pictures_of_every_kind(tmp_path: Path, kind: str, media_type: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(samples.picture(kind, (400, 600)))
    assert make(document(path, reading(), media_type=media_type), tmp_path / "b.pdf", Config())
    assert text_of(tmp_path / "b.pdf").startswith("UỶ BAN NHÂN DÂN")


def test_a_paper_that_begins_on_a_later_page_of_its_file(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "a.tif"
    sheets = [Image.new("RGB", (400, 600), "white") for _ in range(3)]
    sheets[0].save(path, save_all=True, append_images=sheets[1:])
    first = document(path, reading(), media_type="image/tiff")
    make(replace(first, pages=(replace(first.pages[0], number=2),)), tmp_path / "b.pdf", Config())
    with pypdfium2.PdfDocument(tmp_path / "b.pdf") as pdf:
        assert [bool(page.get_textpage().get_text_range().strip()) for page in pdf] == [False, True, False]


def test_transparent_picture(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "a.png"
    Image.new("RGBA", (400, 600), (0, 0, 0, 0)).save(path)
    make(document(path, reading(), media_type="image/png"), tmp_path / "b.pdf", Config())
    with pypdfium2.PdfDocument(tmp_path / "b.pdf") as pdf:
        assert pdf[0].render().to_numpy().min() > 250


def test_mended_text_is_what_is_found(tmp_path: Path) -> None:
    source = document(picture_pdf(tmp_path / "a.pdf"), reading(), media_type="application/pdf")
    text = source.text.apply(
        [Edit(Span(3, 6), "BAN", "BẢN", "ocr_repair", 0.9), Edit(Span(7, 15), "NHÂN DÂN", "NHÂNDÂN", "split", 0.9)]
    )
    make(replace(source, text=text), tmp_path / "b.pdf", Config())
    assert text_of(tmp_path / "b.pdf").splitlines()[0] == "UỶ BẢN NHÂNDÂN"


def test_a_layer_that_was_worse_goes(tmp_path: Path) -> None:
    unseen = b"BT /F1 12 Tf 3 Tr 50 500 Td (UY BAN NHAN DAN) Tj ET BT /F1 12 Tf 0 Tr 50 40 Td (trang 1) Tj ET"
    source = document(picture_pdf(tmp_path / "a.pdf", content=unseen), reading(), media_type="application/pdf")
    page = source.pages[0]
    bad = Reading("text-layer", "pdfium", "UY BAN NHAN DAN")
    make(
        replace(source, pages=(replace(page, readings=(bad, *page.readings), chosen=1),)), tmp_path / "b.pdf", Config()
    )
    assert "UY BAN" not in text_of(tmp_path / "b.pdf")
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        contents = b"".join(each.read_bytes() for each in pdf.pages[0].obj.Contents)
        assert b"(trang 1)" in contents  # what is painted stays


def test_bears_the_marks_of_pdf_a(tmp_path: Path) -> None:
    source = document(picture_pdf(tmp_path / "a.pdf"), reading(), media_type="application/pdf")
    assert make(source, tmp_path / "b.pdf", Config())
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "2B"
            assert metadata["dc:title"] == "a.pdf"
        profile = pdf.Root.OutputIntents[0].DestOutputProfile
        assert profile.N == 3
        assert profile.read_bytes()[8:10] <= b"\x04\x20"  # PDF/A-2 knows no newer version
        description = pdf.Root.Metadata.read_bytes().partition(b"<rdf:Description")[2].partition(b">")[0]
        assert b"xmlns:dc=" in description and b"xmlns:pdfaid=" in description
        assert "/ID" in pdf.trailer
        assert not list(faults(pdf))


@pytest.mark.parametrize(
    ("plant", "fault"),
    [
        (lambda pdf: pdf.Root.__setitem__("/OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript)), "/OpenAction"),
        (
            lambda pdf: pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)),
            "embedded",
        ),
        (lambda pdf: pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Launch)), "/Launch"),
    ],
)
def test_the_mark_is_not_given_to_what_pdf_a_forbids(tmp_path: Path, plant, fault: str) -> None:  # type: ignore[no-untyped-def]
    path = picture_pdf(tmp_path / "a.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        planted = plant(pdf)
        if planted is not None:
            pdf.Root.PieceInfo = pikepdf.Dictionary(Planted=planted)
        pdf.save(path)
    assert not make(document(path, reading(), media_type="application/pdf"), tmp_path / "b.pdf", Config())
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert any(fault in each for each in faults(pdf))
        assert "/OutputIntents" not in pdf.Root


def test_a_signed_pdf_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(picture_pdf(tmp_path / "b.pdf").read_bytes() + b"\n% /ByteRange [0 1 2 3]\n")
    before = path.read_bytes()
    with pytest.raises(NoCopyError, match="đã ký số"):
        make(document(path, reading(), media_type="application/pdf"), tmp_path / "c.pdf", Config())
    assert path.read_bytes() == before
    assert not (tmp_path / "c.pdf").exists()


def test_a_pdf_with_its_own_text_needs_no_copy(tmp_path: Path) -> None:
    made = replace(reading(), origin="text-layer")
    with pytest.raises(NoCopyError):
        make(
            document(picture_pdf(tmp_path / "a.pdf"), made, media_type="application/pdf"), tmp_path / "b.pdf", Config()
        )


def test_a_damaged_pdf_is_an_error_for_a_person(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(DamagedFileError):
        make(document(path, reading(), media_type="application/pdf"), tmp_path / "b.pdf", Config())


def test_every_letter_is_led_back(tmp_path: Path) -> None:
    del tmp_path
    letters = "ắằẳẵặđĐỬ–“”…"
    content = layer.content_of(
        [[Word(letters, Span(0, len(letters)), Box(1, 10, 10, 90, 22))]], layer.Sheet(0, 0, 100, 50)
    )
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 50))
        page.Contents = pdf.make_stream(content)
        page.add_resource(layer.add_font(pdf), pikepdf.Name.Font, pikepdf.Name(f"/{layer.FONT_NAME}"))
        file = io.BytesIO()
        pdf.save(file)
    with pypdfium2.PdfDocument(file.getvalue()) as read:
        assert read[0].get_textpage().get_text_range().strip() == letters
