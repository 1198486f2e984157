"""Times that hang on an event."""

from __future__ import annotations

import pytest

from extractors.times.terms import event_at, find_terms
from pipeline.document import Span


@pytest.mark.parametrize(
    ("text", "printed", "offset", "anchor"),
    [
        (
            "gửi tài liệu trước 05 ngày làm việc so với ngày họp.",
            "trước 05 ngày làm việc so với ngày họp",
            "-P5D",
            "so với ngày họp",
        ),
        (
            "báo cáo trước khi kết thúc học kỳ II năm học 2026 - 2027.",
            "trước khi kết thúc học kỳ II năm học 2026 - 2027",
            None,
            "kết thúc học kỳ II năm học 2026 - 2027",
        ),
        (
            "gửi kế hoạch trong thời hạn 15 ngày kể từ ngày nhận được Chương trình này.",
            "trong thời hạn 15 ngày kể từ ngày nhận được Chương trình này",
            "P15D",
            "nhận được Chương trình này",
        ),
        (
            "chậm nhất 02 tháng kể từ ngày kết thúc đợt kiểm tra, báo cáo",
            "chậm nhất 02 tháng kể từ ngày kết thúc đợt kiểm tra",
            "P2M",
            "kết thúc đợt kiểm tra",
        ),
        (
            "Sau khi Quy hoạch phòng, chống lũ được phê duyệt, các sở rà soát",
            "Sau khi Quy hoạch phòng, chống lũ được phê duyệt",
            None,
            "Quy hoạch phòng, chống lũ được phê duyệt",
        ),
        (
            "ban hành nội quy trong thời hạn 45 ngày kể từ ngày Quy chế này được ban hành.",
            "trong thời hạn 45 ngày kể từ ngày Quy chế này được ban hành",
            "P45D",
            "Quy chế này được ban hành",
        ),
        ("niêm yết danh sách (trong 05 ngày làm việc);", "trong 05 ngày làm việc", "P5D", ""),
        ("Nhận được văn bản này, đề nghị các xã", "Nhận được văn bản này", None, "Nhận được văn bản này"),
        ("tổ chức tổng kết 05 năm thực hiện Đề án", "tổng kết 05 năm", "P5Y", "thực hiện Đề án"),
        (
            "phải xây xong trong thời hạn 03 năm kể từ ngày cấp Giấy phép khai thác.",
            "trong thời hạn 03 năm kể từ ngày cấp Giấy phép khai thác",
            "P3Y",
            "cấp Giấy phép khai thác",
        ),
        (
            "công khai danh sách sau khi được cấp có thẩm quyền phê duyệt;",
            "sau khi được cấp có thẩm quyền phê duyệt",
            None,
            "được cấp có thẩm quyền phê duyệt",
        ),
        (
            "niêm yết sơ đồ phòng trước kỳ thi ít nhất 03 ngày;",
            "trước kỳ thi ít nhất 03 ngày",
            "-P3D",
            "kỳ thi",
        ),
        (
            "Tài liệu gửi đại biểu trước ngày khai mạc hội nghị 05 ngày làm việc.",
            "trước ngày khai mạc hội nghị 05 ngày làm việc",
            "-P5D",
            "ngày khai mạc hội nghị",
        ),
        ("gửi báo cáo khi kết thúc năm học.", "khi kết thúc năm học", None, "kết thúc năm học"),
        ("- Cuối học kỳ I, các trường tự đánh giá.", "Cuối học kỳ I", None, "Cuối học kỳ I"),
        (
            "báo lại ít nhất 02 ngày làm việc trước thời hạn ghi trong phiếu.",
            "ít nhất 02 ngày làm việc trước thời hạn ghi trong phiếu",
            "-P2D",
            "ghi trong phiếu",
        ),
        (
            "cứu chữa trong 12 giờ đầu kể từ khi nhận tin báo cháy.",
            "trong 12 giờ đầu kể từ khi nhận tin báo cháy",
            "PT12H",
            "nhận tin báo cháy",
        ),
    ],
)
def test_terms(text: str, printed: str, offset: str | None, anchor: str) -> None:
    [term] = find_terms(text)
    assert (term.span.of(text), term.offset, term.anchor) == (printed, offset, anchor)


@pytest.mark.parametrize(
    "text",
    [
        "Trong thời hạn 05 ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ",
        "trong vòng 24 giờ kể từ khi sinh",
        "đã nêu trước kỳ họp thứ 10 ngày 09/12/2026",
        "sau khi nghe báo cáo của các đơn vị",
    ],
)
def test_terms_of_procedures_and_life_bind_nobody(text: str) -> None:
    assert not list(find_terms(text))


@pytest.mark.parametrize(
    ("text", "offset", "anchor"),
    [
        ("- Trong 04 ngày làm việc, kể từ ngày nhận đủ hồ sơ, Phòng Kinh tế thẩm tra.", "P4D", "nhận đủ hồ sơ"),
        (
            "b) Sở Xây dựng thẩm định trong thời hạn 07 ngày làm việc kể từ ngày nhận đủ hồ sơ;",
            "P7D",
            "nhận đủ hồ sơ",
        ),
        ("Trong vòng 24 giờ kể từ khi nhận đơn, Công an xã xác minh.", "PT24H", "nhận đơn"),
        ("Trên cơ sở đề nghị của các xã, trong 05 ngày làm việc, Sở Tài chính cân đối.", "P5D", ""),
        ("trả lời như sau:\nBa (03) ngày làm việc đối với ý kiến trong thẩm quyền", "P3D", ""),
        ("Không quá 12 ngày làm việc đối với dự án nhóm C", "P12D", ""),
        ("Trong thời hạn 04 ngày làm việc, gửi báo cáo kết quả đến Ban Dân tộc", "P4D", ""),
        ("Hồ sơ sai thì trong thời gian không quá 01 tháng, cơ quan tiếp nhận báo lại", "P1M", ""),
        ("Hồ sơ thiếu, trong thời hạn 03 ngày làm việc, Cục Lâm nghiệp thông báo", "P3D", ""),
        ("Chậm nhất 02 ngày làm việc, Trung tâm Phục vụ hành chính công chuyển hồ sơ", "P2D", ""),
    ],
)
def test_steps_of_procedures_bind_the_office_that_a_sentence_names(text: str, offset: str, anchor: str) -> None:
    (term,) = find_terms(text)
    assert (term.offset, term.anchor) == (offset, anchor)


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức, cá nhân nộp bổ sung trong thời hạn 10 ngày kể từ ngày nhận lại hồ sơ.",
        "Hộ kinh doanh được trả kết quả trong 03 ngày làm việc kể từ ngày nhận đơn.",
        "nghỉ thêm 05 ngày làm việc đối với giáo viên ở xa",
        "niêm yết trong thời gian 02 ngày; lập biên bản",
        "Thời hạn giải quyết là 15 ngày kể từ ngày nhận đủ hồ sơ.",
    ],
)
def test_steps_that_name_no_office_bind_nobody(text: str) -> None:
    assert not list(find_terms(text))


def test_cell_below_is_not_part_of_the_event() -> None:
    text = "Sau khi có hướng dẫn của Bộ\nQuyết định của Ủy ban nhân dân tỉnh"
    assert [t.span.of(text) for t in find_terms(text)] == ["Sau khi có hướng dẫn của Bộ"]


@pytest.mark.parametrize(
    ("text", "offset", "anchor"),
    [
        ("nộp báo cáo chậm nhất 10 ngày sau khi đợt kiểm tra kết thúc.", "P10D", "đợt kiểm tra kết thúc"),
        ("báo cho các hộ dân ít nhất 06 giờ trước khi mở cửa đập.", "-PT6H", "mở cửa đập"),
        ("báo về trực ban trong vòng 15 phút kể từ khi nhận tin.", "PT15M", "nhận tin"),
        ("niêm yết ngay sau khi bế giảng năm học.", None, "bế giảng năm học"),
        ("vào sổ ngay trong ngày công văn đến.", None, "công văn đến"),
        ("trình Hội đồng nhân dân tỉnh tại kỳ họp chuyên đề tháng 4.", None, "kỳ họp chuyên đề tháng 4"),
        ("gửi dự thảo trước phiên họp thường kỳ.", None, "phiên họp thường kỳ"),
        ("tham mưu sơ kết 02 năm thực hiện Đề án.", "P2Y", "thực hiện Đề án"),
        (
            "nộp tài liệu vào lưu trữ trong thời hạn 60 ngày kể từ ngày kết thúc công việc.",
            "P60D",
            "kết thúc công việc",
        ),
        ("gửi hồ sơ họp trước khi họp ít nhất 03 ngày làm việc.", "-P3D", "họp"),
        ("căn cứ Quyết định này, trong thời hạn 04 ngày làm việc cập nhật quy trình", "P4D", "văn bản này"),
        ("chậm nhất 10 ngày từ khi nhận được thông báo.", "P10D", "nhận được thông báo"),
        ("trong thời hạn ba mươi ngày, kể từ ngày nhận được báo cáo.", "P30D", "nhận được báo cáo"),
        ("đánh giá toàn diện sau khi kết thúc Đề án.", None, "kết thúc Đề án"),
    ],
)
def test_events_of_many_kinds(text: str, offset: str | None, anchor: str) -> None:
    (term,) = find_terms(text)
    assert (term.offset, term.anchor) == (offset, anchor)


@pytest.mark.parametrize(
    "text",
    [
        "Luật đã được Quốc hội thông qua tại kỳ họp thứ 7.",
        "ý kiến của cử tri gửi trước kỳ họp thứ 9",
        "Báo cáo tổng kết 10 năm thực hiện Nghị quyết",
        "Nhiệm kỳ của Giám đốc là 05 năm kể từ ngày được bổ nhiệm",
        "Trường hợp quá 12 tháng kể từ ngày được giao đất mà không sử dụng",
        "giảm phí 06 tháng, kể từ ngày 01/7/2026 đến hết ngày 31/12/2026",
    ],
)
def test_what_was_said_and_written_is_no_limit(text: str) -> None:
    assert not list(find_terms(text))


@pytest.mark.parametrize(
    ("cell", "anchor"),
    [("Ngay khi có kinh phí", "có kinh phí"), ("Theo tiến độ của dự án", "tiến độ của dự án"), ("Quý I/2027", None)],
)
def test_cells_that_name_an_event(cell: str, anchor: str | None) -> None:
    term = event_at(cell, Span(0, len(cell)))
    assert (term.anchor if term else None) == anchor


def test_ends_of_school_terms_stand_together() -> None:
    text = "tự kiểm tra vào cuối học kỳ I và cuối năm học."
    assert [term.span.of(text) for term in find_terms(text)] == ["vào cuối học kỳ I", "cuối năm học"]
    assert not list(find_terms("kết quả kiểm tra cuối học kỳ I được lưu tại trường"))
