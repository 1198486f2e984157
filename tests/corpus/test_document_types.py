import pytest

from corpus.document_types import DocumentType
from corpus.knowledge import Knowledge

TYPES = Knowledge.load().document_types


@pytest.mark.parametrize("kind", TYPES.all, ids=lambda kind: f"{kind.code}-{kind.name}")
def test_every_type_is_found_by_code_and_name(kind: DocumentType) -> None:
    assert kind in TYPES.by_name(kind.name.upper())
    assert not kind.code or kind in TYPES.by_code(kind.code)


@pytest.mark.parametrize(
    ("code", "system", "dated", "names"),
    [
        ("QĐ", None, False, ["Quyết định", "Quy định"]),
        ("QĐ", "Nhà nước", False, ["Quyết định"]),
        ("TT", None, True, ["Thông tư"]),
        ("TT", "Đảng", False, ["Thông tri"]),
        ("CT", None, False, ["Chỉ thị"]),
        ("ctr", None, False, ["Chương trình"]),
        ("QĐi", None, False, ["Quy định"]),
        ("XYZ", None, False, []),
        ("", None, False, []),
    ],
)
def test_a_code_that_stands_for_several_types(code: str, system: str | None, dated: bool, names: list[str]) -> None:
    assert [kind.name for kind in TYPES.by_code(code, system=system, dated=dated)] == names


def test_names_stand_longest_first() -> None:
    assert TYPES.names.index("Thông tư liên tịch") < TYPES.names.index("Thông tư")
    assert len(set(TYPES.names)) == len(TYPES.names)
    assert TYPES.codes.index("TTLT") < TYPES.codes.index("TT")
