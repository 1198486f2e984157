"""Papers under a mark of secrecy come in, are counted, and leave nothing behind."""

from __future__ import annotations

from pathlib import Path

from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.status import status
from pipeline.errors import SecretPaperError
from pipeline.ingest import ingest
from pipeline.tools import Tools

PAPER = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 12/KH-UBND
{mark}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lào Cai, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Diễn tập khu vực phòng thủ năm 2026

Giao Bộ Chỉ huy Quân sự tỉnh chủ trì.
"""


def test_a_secret_paper_is_counted_and_not_kept(catalogue: Catalogue, tmp_path: Path, tools: Tools) -> None:
    for name, mark in (("mat.txt", "TỐI MẬT"), ("thuong.txt", "HỎA TỐC")):
        (tmp_path / name).write_text(PAPER.format(mark=mark), "utf-8")
    secret, plain = sorted(
        ingest(catalogue, [tmp_path / "mat.txt", tmp_path / "thuong.txt"], tools), key=lambda a: a.path.name
    )
    assert isinstance(secret.error, SecretPaperError)
    assert (secret.outcome, plain.outcome) == ("secret", "filed")
    counts = status(catalogue)
    assert (counts.arrived, counts.filed, counts.secret) == (2, 1, 1)
    assert catalogue.value("SELECT count(*) FROM document") == 1
    assert len([p for p in catalogue.originals.rglob("*") if p.is_file()]) == 1
