"""Searchable copies: the pages as they are, with what was read and mended of them under the picture.

The pixels stay as they are, to the byte; a PDF that is signed is not touched, for any change breaks the signature.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.config import Config
from pipeline.copies import archival, layer
from pipeline.document import Document, Page
from pipeline.errors import DamagedFileError, NoCopyError
from pipeline.readers import image

if TYPE_CHECKING:
    import pikepdf


def make(document: Document, target: Path, config: Config) -> bool:
    """Write a searchable copy of a document that has been down the line; tell whether it is marked as PDF/A-2b.

    Raises:
        NoCopyError: the PDF is signed, or no page was read by OCR, so that the file can be searched as it is.
        DamagedFileError: the pages cannot be copied.
    """
    import pikepdf

    read = [page for page in document.pages if page.reading and page.reading.origin == "ocr"]
    if not read:
        raise NoCopyError("Tệp {} không có trang ảnh nào; chữ trong tệp đã tìm kiếm được.", document.source.name)
    opened = _of_pdf if document.source.media_type == "application/pdf" else _of_pictures
    try:
        with opened(document, config) as pdf:
            font = layer.add_font(pdf)
            for page in read:
                _write(pdf, page, document, font)
            pdf.remove_unreferenced_resources()
            is_archival = archival.mark(pdf, title_of(document))
            pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError) as error:
        raise DamagedFileError("Tệp {} hỏng, không làm được bản sao.", document.source.name) from error
    return is_archival


def title_of(document: Document) -> str:
    """Return the title a copy bears: number and title of the paper, or the name of its file."""
    heading = document.heading
    said = [part for part in (heading.number, heading.title) if part] if heading else []
    return " – ".join(said) or document.source.name


def _of_pdf(document: Document, config: Config) -> pikepdf.Pdf:
    import pikepdf

    del config
    content = document.source.path.read_bytes()
    if b"/ByteRange" in content:
        raise NoCopyError("Tệp {} đã ký số; thêm lớp chữ sẽ làm hỏng chữ ký.", document.source.name)
    return pikepdf.open(io.BytesIO(content[content.find(b"%PDF-") :]))


def _of_pictures(document: Document, config: Config) -> pikepdf.Pdf:
    """Return a PDF of the pictures of a file, each as large as its page; some may be pages of another paper."""
    import img2pdf
    import pikepdf

    own = {page.number: page for page in document.pages}
    pages = [own.get(number, Page(number)) for number in range(1, max(own) + 1)]
    sizes: Iterator[Page] = chain(pages, map(Page, count(len(pages) + 1)))
    content = document.source.path.read_bytes()
    options = {
        "layout_fun": _layout(lambda: next(sizes)),
        "rotation": img2pdf.Rotation.ifvalid,
        "engine": img2pdf.Engine.pikepdf,
    }
    try:
        made = img2pdf.convert(content, **options)
    except (
        img2pdf.ImageOpenError,
        img2pdf.AlphaChannelError,
        img2pdf.PdfTooLargeError,
        ValueError,
        TypeError,
        KeyError,
    ):
        sizes = iter(pages)
        made = img2pdf.convert([_as_png(document.source.path, page.number, config) for page in pages], **options)
    return pikepdf.open(io.BytesIO(made))


def _layout(next_page: Callable[[], Page]) -> Callable[..., tuple[float, float, float, float]]:
    """Return img2pdf's way to ask for the sizes of a page and of its picture, which are those of the page as read."""

    def layout(width: int, height: int, resolution: Any) -> tuple[float, float, float, float]:
        del resolution
        page = next_page()
        across, down = page.width or float(width), page.height or float(height)
        if (across > down) != (width > height):  # the picture lies on its side, and is shown upright
            across, down = down, across
        return across, down, across, down

    return layout


def _as_png(path: Path, number: int, config: Config) -> bytes:
    """Return a picture of a kind that PDF does not know, such as HEIC or one with transparent parts, without loss."""
    from PIL import Image

    pixels, _ = image.render(path, number, config)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def _write(pdf: pikepdf.Pdf, page: Page, document: Document, font: Any) -> None:
    """Put the words of a page under its picture, in place of a layer of text that was worse."""
    import pikepdf

    sheet = pdf.pages[page.number - 1]
    if len(page.readings) > 1:
        kept = layer.without_unseen_text(pikepdf.parse_content_stream(sheet))
        sheet.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
    box = [float(edge) for edge in sheet.cropbox]
    corners = min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
    turn = int(sheet.obj.get("/Rotate", 0)) % 360
    content = layer.content_of(list(layer.lines_of(page, document.text)), layer.Sheet(*corners, turn))
    sheet.add_resource(font, pikepdf.Name.Font, pikepdf.Name(f"/{layer.FONT_NAME}"))
    sheet.contents_add(b"q", prepend=True)
    sheet.contents_add(b"Q")
    sheet.contents_add(content)
