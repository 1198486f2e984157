"""Containers count once, their members are filed under them, and no member does harm."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import containers
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.status import check, status
from pipeline.catalogue.write import Arrival
from pipeline.config import Config
from pipeline.containers import Allowance, file_name, unpack
from pipeline.errors import NoPagesError, TooLargeError, UnreadableError
from pipeline.ingest import ingest
from pipeline.readers import archive
from pipeline.tools import Tools
from tests.pipeline.readers import samples

ORDER = "Chủ tịch Ủy ban nhân dân xã yêu cầu các thôn rà soát hộ nghèo trước ngày 05 tháng 6 năm 2025.\n"


def put(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def file(catalogue: Catalogue, tools: Tools, *paths: Path) -> list[Arrival]:
    return list(ingest(catalogue, paths, tools))


def names(catalogue: Catalogue) -> list[str]:
    return [row["name"] for row in catalogue.rows("SELECT name FROM document ORDER BY id")]


def notes(catalogue: Catalogue, document: int | None) -> list[tuple[str, str]]:
    rows = catalogue.rows('SELECT code, "values" FROM note WHERE document = ? ORDER BY ordinal', document)
    return [(row["code"], row["values"]) for row in rows]


def test_archive_counts_once_and_its_members_are_filed(tmp_path: Path, catalogue: Catalogue, tools: Tools) -> None:
    content = samples.package({"a.txt": ORDER, "phụ lục/b.docx": samples.docx(samples.paragraph("Danh sách"))})
    (arrival,) = file(catalogue, tools, put(tmp_path, "goi.zip", content))
    assert arrival.outcome == "filed"
    assert names(catalogue) == ["a.txt", "b.docx", "goi.zip"]
    counts = status(catalogue)
    assert (counts.filed, counts.arrived) == (1, 1)
    assert [code for code, _ in notes(catalogue, arrival.document)] == ["members"]
    assert check(catalogue) == ()


def test_what_comes_twice_is_filed_once(tmp_path: Path, catalogue: Catalogue, tools: Tools) -> None:
    content = samples.package({"a.txt": ORDER})
    outcomes = [
        arrival.outcome
        for name, content in (("a.txt", ORDER.encode()), ("goi.zip", content), ("lai.zip", content))
        for arrival in file(catalogue, tools, put(tmp_path, name, content))
    ]
    assert outcomes == ["filed", "filed", "duplicate"]
    assert names(catalogue) == ["a.txt", "goi.zip"]


def test_bad_member_does_not_lose_the_others(tmp_path: Path, catalogue: Catalogue, tools: Tools) -> None:
    content = samples.package(
        {"hong.pdf": b"%PDF-1.4 het", "rong.txt": "", "lạ.bin": bytes(range(256)), "a.txt": ORDER}
    )
    (arrival,) = file(catalogue, tools, put(tmp_path, "goi.zip", content))
    assert names(catalogue) == ["a.txt", "goi.zip"]
    unread = [values for code, values in notes(catalogue, arrival.document) if code == "member_unread"]
    assert len(unread) == 3
    assert any("hong.pdf" in values for values in unread)


@pytest.mark.parametrize(
    ("parts", "error"),
    [({}, NoPagesError), ({"hong.pdf": "%PDF-1.4"}, UnreadableError), ({"muc/": ""}, NoPagesError)],
    ids=["empty", "nothing readable", "folders only"],
)
def test_archive_without_papers_has_failed(
    tmp_path: Path, catalogue: Catalogue, tools: Tools, parts: dict[str, str | bytes], error: type[UnreadableError]
) -> None:
    (arrival,) = file(catalogue, tools, put(tmp_path, "goi.zip", samples.package(parts)))
    assert arrival.outcome == "failed"
    assert isinstance(arrival.error, error)
    assert names(catalogue) == []


@pytest.mark.parametrize(
    "name",
    ["../../a.txt", "/etc/a.txt", "..\\..\\a.txt", "C:\\a.txt", "x/../../../a.txt", "\0a.txt", "a.txt/", "con\n.txt"],
)
def test_names_lead_nowhere(tmp_path: Path, name: str) -> None:
    out = tmp_path / "trong"
    out.mkdir()
    info = zipfile.ZipInfo("x")
    info.filename = name
    with zipfile.ZipFile(tmp_path / "goi.zip", "w") as file:
        file.writestr(info, ORDER)
    for place, error in unpack(tmp_path / "goi.zip", archive.READER, out, Config(), Allowance(9, 10_000)):
        assert error is None
        assert place.read_text("utf-8") == ORDER
    assert all(out in path.parents for path in tmp_path.rglob("*.txt"))


@given(st.text() | st.text(alphabet="./\\\0:a "))
def test_a_name_is_no_way(name: str) -> None:
    kept = file_name(name)
    assert kept not in ("", ".", "..")
    assert not set(kept) & set("/\\\0")
    assert len(kept.encode()) <= 200
    assert file_name(kept) == kept


def test_archive_with_a_secret_paper_is_not_kept(tmp_path: Path, catalogue: Catalogue, tools: Tools) -> None:
    head = "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\n\nSố: 15/CT-UBND\nMẬT\n\nCHỈ THỊ\nVề việc bảo vệ kho\n\n"
    content = samples.package({"mat.txt": head + ORDER, "a.txt": ORDER})
    (arrival,) = file(catalogue, tools, put(tmp_path, "goi.zip", content))
    assert arrival.outcome == "secret"
    assert names(catalogue) == ["a.txt"]
    assert not list(catalogue.originals.rglob("*.zip"))


def test_bombs_are_stopped(tmp_path: Path, catalogue: Catalogue, tools: Tools) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("a.txt", bytes(40 << 20))
        bomb.writestr("b.txt", ORDER)
    (arrival,) = file(catalogue, tools, put(tmp_path, "bom.zip", packed.getvalue()))
    assert names(catalogue) == ["b.txt", "bom.zip"]
    assert notes(catalogue, arrival.document)[1][0] == "member_unread"


def test_size_is_counted_over_all_members(tmp_path: Path) -> None:
    path = put(tmp_path, "goi.zip", samples.package({f"{n}.txt": "x" * 600 for n in range(3)}))
    found = list(unpack(path, archive.READER, tmp_path, Config(), Allowance(9, 1_000)))
    assert [isinstance(error, TooLargeError) for _, error in found] == [False, True, True]
    assert [place.exists() for place, _ in found] == [True, False, False]


def test_members_are_counted(tmp_path: Path) -> None:
    path = put(tmp_path, "goi.zip", samples.package({f"{n}.txt": "x" for n in range(9)}))
    found = list(unpack(path, archive.READER, tmp_path, Config(), Allowance(3, 1_000)))
    assert [error is None for _, error in found] == [True, True, True, False]


def test_containers_within_each_other_end(tmp_path: Path, catalogue: Catalogue, tools: Tools) -> None:
    content = samples.package({"sau.txt": ORDER})
    for depth in range(containers.DEEPEST):
        content = samples.package({f"{depth}.zip": content, f"{depth}.txt": f"{ORDER}{depth}"})
    (arrival,) = file(catalogue, tools, put(tmp_path, "goi.zip", content))
    found = names(catalogue)
    assert "sau.txt" not in found
    assert [name for name in found if name.endswith(".txt")] == ["0.txt", "1.txt", "2.txt"]
    assert status(catalogue).arrived == 1
    assert arrival.outcome == "filed"


def test_message_is_filed_with_what_is_attached(tmp_path: Path, catalogue: Catalogue, tools: Tools) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@x.vn", "b@x.vn", "V/v gửi báo cáo quý"
    message.set_content("Kính gửi anh chị, xin gửi kèm văn bản.\n")
    message.add_attachment(
        samples.pdf([(72, 72, "CHI THI")]), maintype="application", subtype="pdf", filename="Chỉ thị.pdf"
    )
    inner = EmailMessage()
    inner["Subject"] = "thư trong thư"
    inner.set_content(ORDER)
    message.add_attachment(inner)
    (arrival,) = file(catalogue, tools, put(tmp_path, "thu.eml", bytes(message)))
    assert arrival.outcome == "filed"
    assert names(catalogue) == ["Chỉ thị.pdf", "thu-kem-theo.eml", "thu.eml"]
    text = catalogue.value("SELECT text FROM document WHERE name = 'thu.eml'")
    assert str(text).startswith("V/v gửi báo cáo quý\n\nKính gửi anh chị")


def test_packet_of_the_document_axis(tmp_path: Path, catalogue: Catalogue, tools: Tools) -> None:
    (arrival,) = file(catalogue, tools, put(tmp_path, "goi.edxml", samples.edxml({"Công văn.txt": ORDER.encode()})))
    assert arrival.outcome == "filed"
    assert names(catalogue) == ["Công văn.txt", "goi.edxml"]
