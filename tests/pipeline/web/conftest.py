"""A desk with three documents, one of them a picture, and a browser that sits on this machine."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from pipeline.catalogue.schema import open_catalogue
from pipeline.catalogue.write import file_document, log_failure
from pipeline.config import Config
from pipeline.document import (
    AgencyMention,
    Box,
    Document,
    Heading,
    Note,
    Page,
    Part,
    Reading,
    Source,
    Span,
    Text,
    Word,
)
from pipeline.errors import EncryptedFileError
from pipeline.text import Edit
from pipeline.tools import Tools
from pipeline.web.app import create_app
from tests.pipeline.catalogue.factories import assignment, deadline, paper, reference, span_in

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "Using `httpx`")  # starlette prefers a successor; both work
    from starlette.testclient import TestClient

HERE = "http://127.0.0.1:8300"
SAME_ORIGIN = {"origin": HERE, "sec-fetch-site": "same-origin"}
ATTACK = '<script>alert("x")</script>'

DIRECTIVE = (
    "Căn cứ Chỉ thị số 05-CT/TW ngày 15/5/2016 về học tập.\n"
    "Giao Sở Y tế chủ trì, phối hợp Công an tỉnh báo cáo trước ngày 10/6/2025. <b>Lưu ý</b>"
)


def directive(folder: Path) -> Document:
    """A plan with a task, a deadline, a citation, a body, a note and an edit, whose title is an attack."""
    document = paper(
        folder,
        DIRECTIVE.replace("học tập", "hoc tap"),
        name="ke-hoach.txt",
        number="12/KH-UBND",
        doc_type="kế hoạch",
        date="2025-03-01",
        issuer="Ủy ban nhân dân tỉnh An Giang",
        title=f"Phòng bệnh {ATTACK}",
    )
    edit = Edit(span_in(document, "hoc tap"), "hoc tap", "học tập", "diacritics", 0.97)
    document = replace(document, text=document.text.apply([edit]))
    return replace(
        document,
        references=(
            reference(
                document,
                "Chỉ thị số 05-CT/TW ngày 15/5/2016",
                doc_type="chỉ thị",
                number="05-CT/TW",
                date="2016-05-15",
                relation="căn cứ",
            ),
        ),
        deadlines=(
            deadline(document, "trước ngày 10/6/2025", kind="absolute", end_date=date(2025, 6, 10), inclusive=False),
        ),
        assignments=(
            assignment(
                document,
                "Giao Sở Y tế chủ trì, phối hợp Công an tỉnh báo cáo trước ngày 10/6/2025.",
                agencies=("Sở Y tế tỉnh An Giang",),
                partners=("Công an tỉnh An Giang",),
                role="giao",
                deadlines=(0,),
            ),
        ),
        agencies=(
            AgencyMention(span=span_in(document, "Sở Y tế"), rule="test", confidence=1.0, name="Sở Y tế tỉnh An Giang"),
        ),
        notes=(Note("test", "warning", "Thời hạn “{}” không ghi năm; hiểu là ngày {}.", (ATTACK, "10/6")),),
    )


def cited(folder: Path) -> Document:
    """The directive that the plan cites, dated a day earlier than the plan says."""
    return paper(
        folder,
        "Chỉ thị về đẩy mạnh học tập; học tập là việc của mọi người",
        name="chi-thi.txt",
        number="05-CT/TW",
        doc_type="chỉ thị",
        date="2016-05-14",
        issuer="Bộ Chính trị",
        title="đẩy mạnh học tập",
    )


def scan(folder: Path) -> Document:
    """A picture of one page on which two words were read, one of them a body."""
    path = folder / "anh.png"
    Image.new("RGB", (300, 400), "white").save(path, dpi=(72, 72))
    content = path.read_bytes()
    words = tuple(
        Word(text, Span(start, start + len(text)), Box(1, x, 40, x + 60, 52))
        for text, start, x in (("Bộ", 0, 30), ("Nội vụ", 3, 95))
    )
    text = "Bộ Nội vụ"
    whole = Span(0, len(text))
    return Document(
        source=Source(path.name, path, hashlib.sha256(content).hexdigest(), "image/png", len(content), "image"),
        pages=(Page(1, 300.0, 400.0, (Reading("ocr", "tesseract", text, words),), raw=whole),),
        text=Text.of(text),
        parts=(Part("document", whole),),
        headings=(Heading(span=whole, rule="test", confidence=1.0),),
        agencies=(AgencyMention(span=whole, rule="test", confidence=0.8, name="Bộ Nội vụ"),),
    )


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(
        catalogue=tmp_path / "data/catalogue.db",
        inbox=tmp_path / "data/inbox",
        as_of=date(2025, 6, 1),
        jobs=1,
        max_bytes=200_000,
    )


@pytest.fixture
def empty(config: Config) -> Iterator[TestClient]:
    """A browser at a desk that has no catalogue yet."""
    with TestClient(create_app(config), base_url=HERE) as browser:
        yield browser


@pytest.fixture
def browser(config: Config, tmp_path: Path, tools: Tools, empty: TestClient) -> TestClient:
    """A browser at a desk where documents 1 to 3 are filed and one file could not be read."""
    with open_catalogue(config.catalogue) as catalogue:
        for make in (directive, cited, scan):
            file_document(catalogue, make(tmp_path), tools.knowledge)
        error = EncryptedFileError("Tệp {} được bảo vệ bằng mật khẩu.", ATTACK)
        log_failure(catalogue, tmp_path / "mat-khau.pdf", error)
    return empty
