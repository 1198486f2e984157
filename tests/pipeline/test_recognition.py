from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pipeline import recognition
from pipeline.config import Config
from pipeline.document import Box, Document, FontRun, Page, Reading, Source, Span, Word
from pipeline.errors import DamagedFileError, MissingToolError, ToolFailedError
from pipeline.ocr import OcrEngine
from pipeline.readers import Reader
from pipeline.recognition import recognise
from pipeline.tools import Tools
from tests.plugins import engines

if TYPE_CHECKING:
    from pipeline.readers import Image

GOOD = "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành khẩn trương triển khai thực hiện Chỉ thị này. " * 6
RUINED = "Uy ban nhãn dân tinh yéu câu các s6, ban, ngãnh khân truong tri&n khai thtrc hi¢n Chi thj nãy. " * 6


def _mine(head: bytes, path: Path) -> str | None:
    del head, path
    return "test/test"


def _no_pages(path: Path, config: Config) -> tuple[Page, ...]:
    del path, config
    return ()


def _inked(path: Path, number: int, config: Config) -> tuple[Image, float]:
    del path, number, config
    picture = np.full((120, 90, 3), 255, np.uint8)
    picture[40:50, 20:60] = 0
    return picture, 72.0


def _blank(path: Path, number: int, config: Config) -> tuple[Image, float]:
    del path, number, config
    return np.full((120, 90, 3), 240, np.uint8), 72.0


def _broken(path: Path, number: int, config: Config) -> tuple[Image, float]:
    raise DamagedFileError("Ảnh {} hỏng.", path.name)


READER = Reader("test", (), 1, _mine, _no_pages, _inked)
BROKEN = replace(READER, render=_broken)
BLANK = replace(READER, render=_blank)
TEXT_ONLY = replace(READER, render=None)


def layer(text: str, *, font: str = "Times") -> Reading:
    return Reading("text-layer", "pdfium", text, fonts=(FontRun(Span(0, len(text)), font),))


def document(*pages: Page) -> Document:
    return Document(Source("a.pdf", Path("a.pdf"), "0", "test/test", 1, "test"), pages)


def with_engines(*found: OcrEngine, reader: Reader = READER, jobs: int = 1) -> Tools:
    tools = Tools.build(Config(jobs=jobs, ocr_timeout=1.0))
    return replace(tools, readers=(reader,), engines=found)


def test_page_without_text_is_read() -> None:
    read = recognise(document(Page(1)), with_engines(engines.ABSENT, engines.HONEST))
    (page,) = read.pages
    assert page.reading
    assert (page.reading.origin, page.reading.engine) == ("ocr", "test")
    assert page.reading.text.replace("\n", " ") == engines.PAPER
    assert page.reading.score is not None
    assert page.reading.score > 0.8
    assert not read.notes


def test_good_layer_is_kept_without_ocr() -> None:
    read = recognise(document(Page(1, readings=(layer(GOOD),))), with_engines(engines.FAILS))
    assert read.pages[0].reading == replace(layer(GOOD), score=read.pages[0].readings[0].score)
    assert len(read.pages[0].readings) == 1


def test_ruined_layer_is_read_again_and_both_are_kept() -> None:
    read = recognise(document(Page(1, readings=(layer(RUINED),))), with_engines(with_text(GOOD)))
    (page,) = read.pages
    assert [r.origin for r in page.readings] == ["text-layer", "ocr"]
    assert page.reading is page.readings[1]
    assert [(note.code, note.values) for note in read.notes] == [("bad_text_layer", ("1",))]


def test_ruined_layer_stands_where_ocr_is_worse() -> None:
    read = recognise(document(Page(1, readings=(layer(RUINED),))), with_engines(engines.LIES))
    assert read.pages[0].chosen == 0
    assert not read.notes


def test_layer_in_an_old_encoding_is_not_ruined() -> None:
    text = "Céng hoµ x· héi chñ nghÜa ViÖt Nam " * 20
    read = recognise(document(Page(1, readings=(layer(text, font=".VnTimeH"),))), with_engines(engines.FAILS))
    assert read.pages[0].chosen == 0


def test_ruined_layer_in_a_font_named_like_an_old_one_is_read_again() -> None:
    page = Page(1, readings=(layer(RUINED, font="VNFutura"),))
    read = recognise(document(page), with_engines(with_text(GOOD)))
    assert read.pages[0].chosen == 1


def test_old_encoding_is_judged_by_what_it_says() -> None:
    text = "Céng hoµ x· héi chñ nghÜa ViÖt Nam " * 20
    read = recognise(document(Page(1, readings=(layer(text, font=".VnTime"),))), with_engines(engines.FAILS))
    assert (read.pages[0].readings[0].score or 0) > 0.7
    assert read.pages[0].readings[0].text == text


def test_signature_over_a_scan_is_joined_with_what_ocr_reads() -> None:
    words = (
        Word("Ký", Span(0, 2), Box(1, 300, 10, 320, 22)),
        Word("bởi:", Span(3, 7), Box(1, 322, 10, 345, 22)),
        Word("Ủy", Span(8, 10), Box(1, 10, 10, 48, 22)),
    )
    page = Page(1, readings=(Reading("text-layer", "pdfium", "Ký bởi: Ủy", words),), scanned=True)
    read = recognise(document(page), with_engines(engines.HONEST)).pages[0]
    assert read.reading
    assert read.chosen == 1
    assert read.reading.text.split().count("Ủy") == 1
    assert "bởi:" in read.reading.text.split()


def with_text(text: str) -> OcrEngine:
    def read(image: Image, dpi: float, number: int, config: Config) -> Reading:
        reading = engines.read_well(image, dpi, number, config)
        word = replace(reading.words[0], text=text)
        return replace(reading, text=text, words=(word,))

    return replace(engines.HONEST, recognise=read)


@pytest.mark.parametrize("jobs", [1, 2], ids=["here", "in processes"])
def test_failed_page_is_empty_and_noted(jobs: int) -> None:
    read = recognise(document(Page(1), Page(2), Page(3)), with_engines(engines.FAILS_ON_SECOND, jobs=jobs))
    assert [bool(page.reading) for page in read.pages] == [True, False, True]
    (note,) = read.notes
    assert (note.code, note.severity, note.values[0]) == ("page_unread", "warning", "2")


def test_processes_that_were_ended_start_again() -> None:
    tools = with_engines(engines.CRASHES, jobs=2)
    for _ in range(2):
        read = recognise(document(Page(1)), tools)
        assert [bool(page.reading) for page in read.pages] == [True]
        recognition.end_processes(2)


@pytest.mark.parametrize(
    ("engine", "jobs"),
    [(engines.CRASHES, 2), (engines.CRASHES, 1), (engines.HANGS, 2)],
    ids=["crash", "crash without others beside", "hang"],
)
def test_page_that_ends_its_process_costs_only_itself(
    engine: OcrEngine, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "GRACE", 2.0)
    read = recognise(document(Page(1), Page(2), Page(3)), with_engines(engine, jobs=jobs))
    assert [bool(page.reading) for page in read.pages] == [True, False, True]
    assert [note.values[0] for note in read.notes] == ["2"]


@pytest.mark.parametrize(
    ("engine", "reader", "error"),
    [
        (engines.FAILS, READER, ToolFailedError),
        (engines.VANISHES, READER, MissingToolError),
        (engines.HONEST, BROKEN, DamagedFileError),
        (engines.ABSENT, READER, MissingToolError),
    ],
    ids=["fails", "vanishes", "broken pages", "absent"],
)
def test_nothing_read_is_an_error(engine: OcrEngine, reader: Reader, error: type[Exception]) -> None:
    with pytest.raises(error):
        recognise(document(Page(1), Page(2)), with_engines(engine, reader=reader))


def test_pages_with_text_survive_an_engine_that_fails() -> None:
    read = recognise(document(Page(1, readings=(layer(GOOD),)), Page(2)), with_engines(engines.FAILS))
    assert [note.code for note in read.notes] == ["page_unread"]


def test_empty_page_is_no_error() -> None:
    read = recognise(document(Page(1)), with_engines(engines.SAYS_NOTHING))
    assert read.pages[0].reading is not None
    assert not read.notes


def test_blank_page_is_not_given_to_the_engine() -> None:
    read = recognise(document(Page(1)), with_engines(engines.FAILS, reader=BLANK))
    assert read.pages[0].reading is not None
    assert read.pages[0].reading.text == ""


def test_format_without_pages_is_left_alone() -> None:
    page = Page(1, readings=(Reading("text", "text", RUINED),))
    read = recognise(document(page), with_engines(engines.FAILS, reader=TEXT_ONLY))
    assert len(read.pages[0].readings) == 1


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    recognise(document(Page(1), Page(2)), with_engines(engines.HONEST), lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def read_second(image: Image, dpi: float, number: int, config: Config) -> Reading:
    return replace(engines.read_well(image, dpi, number, config), engine="second")


SECOND = replace(engines.HONEST, name="second", rank=2, recognise=read_second)


@pytest.mark.parametrize(
    ("asked", "found", "engine", "told"),
    [
        ("both", (engines.HONEST, SECOND), "test", []),
        ("second", (engines.HONEST, SECOND), "second", []),
        ("absent", (engines.ABSENT, SECOND), "second", [("absent", "second")]),
        ("both", (engines.ABSENT, SECOND), "second", []),
        ("both", (replace(engines.ABSENT, name="vanthu"), SECOND), "second", [("vanthu", "second")]),
        ("unknown", (engines.HONEST, SECOND), "test", [("unknown", "honest")]),
    ],
    ids=["first", "by name", "missing", "other missing", "own missing", "unknown"],
)
def test_engine_that_is_asked_for_reads(
    asked: str, found: tuple[OcrEngine, ...], engine: str, told: list[tuple[str, ...]]
) -> None:
    tools = with_engines(*found)
    read = recognise(document(Page(1)), replace(tools, config=replace(tools.config, engine=asked)))
    assert read.pages[0].reading
    assert read.pages[0].reading.engine == engine
    assert [note.values for note in read.notes if note.code == "engine_missing"] == told


@pytest.fixture
def beside(tmp_path: Path) -> Config:
    """A configuration whose catalogue is there, so that what engines read is kept."""
    (tmp_path / "catalogue.db").touch()
    return Config(catalogue=tmp_path / "catalogue.db", jobs=1)


def test_picture_is_read_once(beside: Config) -> None:
    tools = replace(with_engines(engines.HONEST), config=beside)
    first = recognise(document(Page(1), Page(2)), tools)
    again = recognise(document(Page(1), Page(2)), replace(tools, engines=(engines.FAILS,)))
    assert [page.reading for page in again.pages] == [page.reading for page in first.pages]


def test_newer_engine_reads_again(beside: Config) -> None:
    tools = replace(with_engines(engines.HONEST), config=beside)
    recognise(document(Page(1)), tools)
    newer = replace(engines.FAILS, version=lambda: "test 2.0")
    with pytest.raises(ToolFailedError):
        recognise(document(Page(1)), replace(tools, engines=(newer,)))


@pytest.mark.parametrize("mark", ["MẬT", "TUYỆT MẬT", "tối mật.", "MAT"])
def test_nothing_of_a_secret_paper_is_kept(beside: Config, mark: str) -> None:
    tools = replace(with_engines(with_text(mark)), config=beside)
    recognise(document(Page(1)), tools)
    assert [file.name for file in beside.catalogue.parent.iterdir()] == ["catalogue.db"]


def test_nothing_is_kept_without_a_catalogue(tmp_path: Path) -> None:
    tools = replace(with_engines(engines.HONEST), config=Config(catalogue=tmp_path / "catalogue.db", jobs=1))
    recognise(document(Page(1)), tools)
    assert not list(tmp_path.iterdir())


@pytest.fixture(autouse=True)
def _no_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder: pages read before are remembered beside the catalogue of the working folder."""
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))
