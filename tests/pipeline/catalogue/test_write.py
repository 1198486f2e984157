"""Filing: all or nothing, once, with the original kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue import facts
from pipeline.catalogue.schema import Catalogue, open_catalogue
from pipeline.catalogue.status import check, status
from pipeline.catalogue.write import file_document, log_failure, withdraw
from pipeline.document import AgencyMention
from pipeline.errors import CatalogueDamagedError, CatalogueVersionError, EmptyFileError, NotFoundError
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import assignment, deadline, paper, reference, span_in

TEXT = "Căn cứ Chỉ thị số 05-CT/TW ngày 15/5/2016. Giao Sở Y tế báo cáo trước ngày 10/6/2025. Giao Sở Y tế."


def full(folder: Path) -> object:
    document = paper(folder, TEXT, number="12/KH-UBND", date="2025-03-01", title="Kế hoạch phòng bệnh")
    return replace(
        document,
        references=(reference(document, "Chỉ thị số 05-CT/TW ngày 15/5/2016", number="05-CT/TW", date="2016-05-15"),),
        deadlines=(deadline(document, "trước ngày 10/6/2025", kind="absolute"),),
        assignments=(
            assignment(document, "Giao Sở Y tế báo cáo", agencies=("Sở Y tế tỉnh An Giang",), deadlines=(0,)),
        ),
        agencies=(
            AgencyMention(span=span_in(document, "Sở Y tế"), rule="test", confidence=1.0, name="Sở Y tế tỉnh An Giang"),
        ),
    )


def counts(catalogue: Catalogue) -> dict[str, object]:
    tables = (
        "document",
        "page",
        "part",
        "reference",
        "citation",
        "deadline",
        "assignment",
        "mention",
        "placed",
    )
    return {table: catalogue.value(f"SELECT count(*) FROM {table}") for table in tables}


def test_every_fact_is_filed_and_the_catalogue_is_sound(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> None:
    arrival = file_document(catalogue, full(tmp_path), tools.knowledge)  # type: ignore[arg-type]
    assert arrival.outcome == "filed"
    assert set(counts(catalogue).values()) == {1}
    assert check(catalogue) == ()


def test_the_original_is_kept_byte_for_byte(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> None:
    document = paper(tmp_path, "Thông báo\r\nsố 1")
    file_document(catalogue, document, tools.knowledge)
    kept = catalogue.value("SELECT original FROM document")
    assert (catalogue.originals / str(kept)).read_bytes() == document.source.path.read_bytes()


def test_the_same_bytes_are_filed_once(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> None:
    document = full(tmp_path)
    first = file_document(catalogue, document, tools.knowledge)  # type: ignore[arg-type]
    before = counts(catalogue)
    second = file_document(catalogue, document, tools.knowledge)  # type: ignore[arg-type]
    assert (second.outcome, second.document) == ("duplicate", first.document)
    assert counts(catalogue) == before
    assert (status(catalogue).arrived, status(catalogue).filed, status(catalogue).duplicate) == (2, 1, 1)


def test_what_fails_half_way_leaves_nothing(
    catalogue: Catalogue, tmp_path: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(facts, "_file_mention", fail)
    with pytest.raises(ZeroDivisionError):
        file_document(catalogue, full(tmp_path), tools.knowledge)  # type: ignore[arg-type]
    assert set(counts(catalogue).values()) == {0}
    assert check(catalogue) == ()


def test_facts_keep_their_ids_when_offsets_move(tmp_path: Path, tools: Tools) -> None:
    ids = []
    for number, shift in enumerate(("", "   ")):
        document = full(tmp_path)
        text = paper(tmp_path, shift + TEXT).text
        moved = replace(
            document,  # type: ignore[type-var]
            text=text,
            references=tuple(replace(r, span=r.span.moved(len(shift))) for r in document.references),  # type: ignore[attr-defined]
            deadlines=(),
            assignments=(),
            agencies=(),
        )
        with open_catalogue(tmp_path / str(number) / "catalogue.db") as catalogue:
            file_document(catalogue, moved, tools.knowledge)  # type: ignore[arg-type]
            ids.append(catalogue.value("SELECT id FROM reference"))
    assert ids[0] == ids[1]


def test_a_failure_is_on_record_with_its_words(catalogue: Catalogue, tmp_path: Path) -> None:
    log_failure(catalogue, tmp_path / "rong.pdf", EmptyFileError("Tệp {} rỗng.", "rong.pdf"))
    failure = status(catalogue).failures[0]
    assert (failure.name, failure.error, failure.values) == ("rong.pdf", "EmptyFileError", ("rong.pdf",))
    assert failure.hint


def test_a_withdrawn_document_is_kept_but_needs_a_reason_and_a_number(
    catalogue: Catalogue, tmp_path: Path, tools: Tools
) -> None:
    arrival = file_document(catalogue, paper(tmp_path, "x"), tools.knowledge)
    withdraw(catalogue, arrival.document or 0, "gửi nhầm")
    assert catalogue.value("SELECT withdrawn_why FROM document") == "gửi nhầm"
    with pytest.raises(NotFoundError):
        withdraw(catalogue, 99, "không có")


def test_a_newer_catalogue_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    with open_catalogue(path) as catalogue:
        catalogue.db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('vanthu', 'from_tomorrow', '')"
        )
    with pytest.raises(CatalogueVersionError, match="from_tomorrow"), open_catalogue(path):
        pass


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    path.write_text("đây là một bức thư, không phải SQLite " * 100, "utf-8")
    with pytest.raises(CatalogueDamagedError), open_catalogue(path):
        pass
    assert path.read_text("utf-8").startswith("đây là")


def test_a_missing_catalogue_is_not_made_by_a_question(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(NotFoundError), open_catalogue(path, create=False):
        pass
    assert not path.exists()


def test_several_may_open_a_catalogue_first(tmp_path: Path) -> None:
    def count(_: int) -> object:
        with open_catalogue(tmp_path / "catalogue.db") as catalogue:
            return catalogue.value("SELECT count(*) FROM document")

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(count, range(4))) == [0] * 4
