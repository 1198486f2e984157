"""Tests of `extractors.bodies.unlisted`."""

from __future__ import annotations

import pytest

from extractors.bodies.unlisted import unlisted_end


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Phòng Kế hoạch tổng hợp", " tổng hợp số liệu của các khoa."),
        ("Phòng Quản lý nghiên cứu khoa học", " chủ trì nghiệm thu đề tài cấp cơ sở."),
        ("Phòng Quản lý đào tạo và bồi dưỡng nâng cao", " có trách nhiệm lập lịch giảng dạy."),
        ("Phòng Tổ chức - Hành chính", " bố trí xe đưa đón đoàn."),
        ("Phòng Hậu cần", ": Thanh toán chế độ coi thi."),
        ("phòng Đào tạo", " lập danh sách thí sinh."),
        ("Trung tâm Khảo thí và Bảo đảm chất lượng giáo dục", " tổ chức làm phách."),
        ("Khoa Hồi sức tích cực - Chống độc", " bố trí thêm giường bệnh."),
        ("Khoa Kiểm soát nhiễm khuẩn", " hướng dẫn khử khuẩn buồng bệnh."),
        ("Bộ môn Toán - Tin", " biên soạn đề thi."),
        ("Hệ Quản lý Học viên và Sinh viên", ""),
        ("Viện Đào tạo sau đại học", " thông báo lịch bảo vệ luận văn."),
        ("Ban Thư ký", ": Ghi biên bản từng phiên họp."),
        ("Đội Cảnh sát giao thông số 2", " điều tiết phương tiện."),
        ("Hội đồng thi", " tự giải thể khi công bố xong kết quả."),
        ("Hội đồng tuyển sinh", " xét duyệt hồ sơ."),
        ("Xí nghiệp Thủy nông huyện Yên Dũng", " vận hành trạm bơm tiêu."),
        ("Trạm Kiểm lâm Hướng Lập", " tuần tra."),
        ("Trường Trung cấp Nông nghiệp", " cấp bằng cho học sinh."),
    ],
)
def test_a_name_ends_where_its_predicate_begins(name: str, rest: str) -> None:
    text = f"{name}{rest}"
    assert unlisted_end(text, 0, len(text)) == (len(name), False)


@pytest.mark.parametrize("text", ["Khoa học và công nghệ phát triển", "phòng, chống dịch", "khoa học cơ bản"])
def test_what_only_begins_like_a_unit_is_none(text: str) -> None:
    assert unlisted_end(text, 0, len(text)) == (0, False)


def test_two_units_are_no_one_name() -> None:
    text = "Phòng Đào tạo và Phòng Thanh tra kiểm tra việc coi thi"
    assert text[: unlisted_end(text, 0, len(text))[0]] == "Phòng Đào tạo"
