from __future__ import annotations

import pytest

from extractors.headings.signature import signature_of
from extractors.layout.lines import lines_of
from extractors.layout.signers import is_name


@pytest.mark.parametrize(
    ("printed", "name", "title", "signed_for"),
    [
        ("CHỦ TỊCH\nLò Thị Pha", "Lò Thị Pha", "CHỦ TỊCH", None),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLò Thị Pha", "Lò Thị Pha", "CHỦ TỊCH", "TM."),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Thị Pha", "Lò Thị Pha", "PHÓ CHỦ TỊCH", "KT."),
        ("KT.GIÁM ĐỐC PHÓ GIÁM ĐỐC\n(Đã ký)\nLÒ THỊ PHA", "Lò Thị Pha", "PHÓ GIÁM ĐỐC", "KT."),
        ("K/T BÍ THƯ\nPHÓ BÍ THƯ\nLò Thị Pha", "Lò Thị Pha", "PHÓ BÍ THƯ", "KT."),
        ("T/M BỘ CHÍNH TRỊ\nLò Thị Pha", "Lò Thị Pha", None, "TM."),
        ("Q. CỤC TRƯỞNG\nThiếu tướng, TS. Lò Thị Pha", "Lò Thị Pha", "CỤC TRƯỞNG", "Q."),
        ("TL. BỘ TRƯỞNG\nCHÁNH VĂN PHÒNG\nLò Thị Pha", "Lò Thị Pha", "CHÁNH VĂN PHÒNG", "TL."),
    ],
)
def test_signatures(printed: str, name: str, title: str | None, signed_for: str | None) -> None:
    found = signature_of(lines_of(printed))
    assert (found.name, found.title, found.signed_for) == (name, title, signed_for)


@pytest.mark.parametrize("text", ["Lò Thị Pha", "Đại tá Đinh Ứng", "ÂU DƯƠNG ĐẠT"])
def test_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("text", ["Như trên", "Phó Giám đốc", "Giám M Đốc", "Sở Y tế;", "Số 12", "Lưu: VT"])
def test_other_lines_are_no_names(text: str) -> None:
    assert not is_name(text)
