"""Likeness: copies and versions told apart, none taken away."""

from __future__ import annotations

from pathlib import Path

from pipeline.catalogue.likeness import kin_of
from pipeline.catalogue.refile import refile_document
from pipeline.catalogue.schema import Catalogue
from pipeline.catalogue.write import file_document, withdraw
from pipeline.tools import Tools
from tests.pipeline.catalogue.factories import paper

TEXT = (
    "Thực hiện kế hoạch phòng cháy chữa cháy rừng mùa khô, Ủy ban nhân dân tỉnh yêu cầu các xã, phường tổ chức trực "
    "gác đủ quân số, kiểm tra dụng cụ, sửa sang đường băng cản lửa và báo cáo kết quả hằng tuần về Chi cục Kiểm lâm. "
    "Các chủ rừng ký cam kết không đốt nương trong những ngày nắng nóng cấp bốn trở lên, bố trí lực lượng tại chỗ."
)
OTHER = (
    "Sở Giáo dục và Đào tạo hướng dẫn các trường tổ chức khai giảng năm học mới gọn nhẹ, trang trọng, không quá chín "
    "mươi phút; chuẩn bị sách giáo khoa, sửa chữa phòng học và vận động học sinh bỏ học trở lại lớp trước đó."
)
HEAD = {"number": "15/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Cà Mau", "date": "2024-02-01"}


def filed(catalogue: Catalogue, tools: Tools, folder: Path, text: str, name: str, **heading: object) -> int:
    arrival = file_document(catalogue, paper(folder, text, name=name, **heading), tools.knowledge)
    assert arrival.document
    return arrival.document


def test_a_scan_with_some_letters_wrong_has_nearly_the_same_text(
    catalogue: Catalogue, tmp_path: Path, tools: Tools
) -> None:
    first = filed(catalogue, tools, tmp_path, TEXT, "1.txt")
    scan = filed(catalogue, tools, tmp_path, TEXT.replace("lửa", "lừà").replace("tuần", "tuân,"), "2.txt")
    filed(catalogue, tools, tmp_path, OTHER, "3.txt")
    assert [(kin.document, kin.how) for kin in kin_of(catalogue, first)] == [(scan, "similar text")]
    assert [kin.document for kin in kin_of(catalogue, scan)] == [first]


def test_the_same_number_is_the_same_document_whatever_its_text(
    catalogue: Catalogue, tmp_path: Path, tools: Tools
) -> None:
    first = filed(catalogue, tools, tmp_path, TEXT, "1.txt", **HEAD)
    second = filed(catalogue, tools, tmp_path, OTHER, "2.txt", **HEAD)
    (kin,) = kin_of(catalogue, first)
    assert (kin.document, kin.how) == (second, "same document")
    assert kin.likeness is not None
    assert kin.likeness < 0.2


def test_papers_without_a_number_or_much_text_resemble_nothing(
    catalogue: Catalogue, tmp_path: Path, tools: Tools
) -> None:
    first = filed(catalogue, tools, tmp_path, "Giấy mời họp.", "1.txt")
    filed(catalogue, tools, tmp_path, "Giấy mời họp!", "2.txt")
    assert kin_of(catalogue, first) == ()


def test_what_is_withdrawn_or_read_anew_is_compared_as_it_stands(
    catalogue: Catalogue, tmp_path: Path, tools: Tools
) -> None:
    first = filed(catalogue, tools, tmp_path, TEXT, "1.txt")
    document = paper(tmp_path, TEXT + " Hết.", name="2.txt")
    second = file_document(catalogue, document, tools.knowledge).document
    refile_document(catalogue, document, tools.knowledge)
    assert [kin.document for kin in kin_of(catalogue, first)] == [second]
    assert second
    withdraw(catalogue, second, "trùng")
    assert kin_of(catalogue, first) == ()
