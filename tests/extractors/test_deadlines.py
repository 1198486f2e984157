"""Deadlines of whole directives: what binds, what does not, and the normal form of each."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.deadlines import EXTRACTOR
from pipeline.document import Deadline

from .directive import HEAD, directive, facts, notes, printed


def found(sentence: str, head: str = HEAD) -> tuple[Deadline, ...]:
    return facts(EXTRACTOR, directive(f"II. NHIỆM VỤ\n1. {sentence}", head), Deadline)


@pytest.mark.parametrize(
    ("sentence", "text", "kind", "start", "end", "inclusive"),
    [
        (
            "Sở Công Thương báo cáo trước ngày 20/02/2026.",
            "trước ngày 20/02/2026",
            "absolute",
            None,
            date(2026, 2, 20),
            False,
        ),
        (
            "Các xã gửi danh sách chậm nhất là ngày 05 tháng 3 năm 2026.",
            "chậm nhất là ngày 05 tháng 3 năm 2026",
            "absolute",
            None,
            date(2026, 3, 5),
            True,
        ),
        (
            "Đợt cao điểm thực hiện từ nay đến hết ngày 31/3/2026.",
            "từ nay đến hết ngày 31/3/2026",
            "range",
            date(2026, 1, 12),
            date(2026, 3, 31),
            True,
        ),
        (
            "Hoàn thành việc tiêm phòng trong tháng 02/2026.",
            "trong tháng 02/2026",
            "period",
            date(2026, 2, 1),
            date(2026, 2, 28),
            True,
        ),
        (
            "Trình phương án trong quý II năm 2026.",
            "trong quý II năm 2026",
            "period",
            date(2026, 4, 1),
            date(2026, 6, 30),
            True,
        ),
        (
            "Phấn đấu đến năm 2028 có 90% chuồng trại kiên cố.",
            "đến năm 2028",
            "absolute",
            None,
            date(2028, 12, 31),
            True,
        ),
        (
            "Thời gian: 01 buổi sáng, ngày 26/02/2026, bắt đầu từ 08h00.",
            "ngày 26/02/2026",
            "absolute",
            None,
            date(2026, 2, 26),
            True,
        ),
        (
            "Thời gian thực hiện: từ tháng 02/2026 đến tháng 4/2026.",
            "từ tháng 02/2026 đến tháng 4/2026",
            "range",
            date(2026, 2, 1),
            date(2026, 4, 30),
            True,
        ),
    ],
)
def test_normal_form(  # noqa: PLR0913
    sentence: str, text: str, kind: str, start: date | None, end: date, inclusive: bool
) -> None:
    [deadline] = found(sentence)
    paper = directive(f"II. NHIỆM VỤ\n1. {sentence}")
    assert (printed(deadline, paper), deadline.kind) == (text, kind)
    assert (deadline.start_date, deadline.end_date, deadline.inclusive) == (start, end, inclusive)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện nghiêm Chỉ thị số 04/CT-TTg ngày 09/01/2026 của Thủ tướng Chính phủ.",
        "Quyết định có hiệu lực từ ngày 01/3/2026.",
        "Triển khai Chương trình phát triển chăn nuôi giai đoạn 2026 - 2030, tầm nhìn 2045.",
        "Giảm thiệt hại so với cùng kỳ năm 2025.",
        "Theo dự báo, đến ngày 20/01/2026 khu vực có mưa và rét đậm.",
        "Khẩn trương, kịp thời hỗ trợ các hộ bị thiệt hại.",
        "Bố trí trong dự toán ngân sách hằng năm.",
        "Các hộ đã nhận hỗ trợ trước ngày 31/12/2025 không thuộc diện này.",
        "Sửa đổi Chương trình giảm nghèo giai đoạn 2021 - 2030, giai đoạn I: từ năm 2021 đến năm 2025.",
        "Văn phòng Đảng ủy xây dựng Chương trình công tác toàn khóa, hằng tháng, quý, năm.",
    ],
)
def test_not_deadlines(sentence: str) -> None:
    assert not found(sentence)


def test_term_of_a_congress_takes_no_limit_away() -> None:
    [deadline] = found("Cụ thể hóa nghị quyết nhiệm kỳ 2025 - 2030, trình Tỉnh ủy trước ngày 20/02/2026.")
    assert deadline.end_date == date(2026, 2, 20)


def test_report_pair_is_two_yearly_rules() -> None:
    rules = [d.rrule for d in found("Định kỳ 6 tháng (trước ngày 15/6), 01 năm (trước ngày 15/12) báo cáo kết quả.")]
    assert rules == ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"]


def test_report_days_before_the_words_each_year() -> None:
    sentence = "Gửi báo cáo trước ngày 15/6 (báo cáo 6 tháng) và trước ngày 15/12 (báo cáo năm) hằng năm."
    assert [d.rrule for d in found(sentence)] == [
        "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15",
    ]


def test_hour_stands_between_the_cue_and_the_day() -> None:
    [deadline] = found("Gửi số liệu trước 16 giờ 30 phút ngày 25/02/2026.")
    assert (deadline.end_date, deadline.inclusive) == (date(2026, 2, 25), False)


def test_a_meeting_that_was_held_is_no_limit() -> None:
    assert found("Tại Phiên họp lần thứ 4 ngày 10/9/2025, các sở báo cáo tiến độ che chắn chuồng trại.") == ()
    assert found("Các sở báo cáo tiến độ tại phiên họp lần thứ 5 của Ủy ban nhân dân tỉnh.") != ()


@pytest.mark.parametrize(
    "words",
    [
        "trước Thứ Tư ngày 25/02/2026",
        "trước 16 giờ 30 thứ Tư, ngày 25/02/2026",
        "chậm nhất vào chiều thứ Tư ngày 25 tháng 02 năm 2026",
    ],
)
def test_a_weekday_may_stand_before_the_day(words: str) -> None:
    [deadline] = found(f"Gửi số liệu {words}.")
    assert deadline.end_date == date(2026, 2, 25)


def test_day_printed_later_in_the_sentence_belongs_to_the_yearly_report() -> None:
    sentence = "Định kỳ hằng năm báo cáo kết quả về Sở Nông nghiệp và Môi trường chậm nhất ngày 10 tháng 12."
    assert [d.rrule for d in found(sentence)] == ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"]


def test_missing_year_is_the_next_one_and_flagged() -> None:
    paper = directive("II. NHIỆM VỤ\n1. Các xã báo cáo kết quả trước ngày 05/01.")
    [deadline] = facts(EXTRACTOR, paper, Deadline)
    assert deadline.end_date == date(2027, 1, 5)
    assert [n.code for n in notes(EXTRACTOR, paper)] == ["deadline_year_assumed"]


def test_working_days_from_issue_are_counted() -> None:
    [deadline] = found("Các xã gửi kế hoạch trong thời hạn 05 ngày làm việc kể từ ngày ban hành Kế hoạch này.")
    assert (deadline.offset, deadline.start_date, deadline.end_date) == ("P5D", date(2026, 1, 12), date(2026, 1, 19))
    assert deadline.working_days


def test_receipt_leaves_the_day_open() -> None:
    [deadline] = found("Các xã gửi kế hoạch trong thời hạn 05 ngày kể từ ngày nhận được Kế hoạch này.")
    assert (deadline.kind, deadline.end_date, deadline.anchor) == ("relative", None, "nhận được Kế hoạch này")
    assert not deadline.working_days


@pytest.mark.parametrize(
    "sentence",
    [
        "Mở rộng vùng trồng, diện tích cây dược liệu đến năm 2029 đạt 1.250 ha.",
        "Lập lộ trình thay thế xe cũ đến năm 2029, bảo đảm ít nhất 60% xe chạy điện.",
        "Theo dõi lộ trình đạt mục tiêu 80% hộ có nước sạch vào năm 2029 và các chỉ tiêu đã giao.",
        "Chỉ tiêu:\na) Đến năm 2029, mọi xã có nước sạch.",
    ],
)
def test_a_figure_to_be_reached_makes_a_year_a_limit(sentence: str) -> None:
    assert [deadline.end_date for deadline in found(sentence)] == [date(2029, 12, 31)]


def test_planned_is_tentative() -> None:
    [deadline] = found("Tổ chức tổng kết, dự kiến tháng 4/2026.")
    assert deadline.tentative


def test_heading_of_a_year_governs_its_aims() -> None:
    paper = directive("II. MỤC TIÊU\n1. Năm 2026\n- 80% chuồng trại được che chắn.\n2. Năm 2027\n- 95% chuồng trại.")
    assert [d.start_date for d in facts(EXTRACTOR, paper, Deadline)] == [date(2026, 1, 1), date(2027, 1, 1)]


def test_cells_below_a_column_of_times() -> None:
    paper = directive(
        "II. NHIỆM VỤ\n(Chi tiết tại Phụ lục)\nSTT\nNhiệm vụ\nCơ quan chủ trì\nThời gian hoàn thành\n1\n"
        "Rà soát diện tích lúa xuân\nSở Nông nghiệp và Môi trường\nQuý I/2026\n2\nIn tờ rơi hướng dẫn\nSở "
        "Tài chính\n2026\n"
    )
    assert [d.end_date for d in facts(EXTRACTOR, paper, Deadline)] == [date(2026, 3, 31), date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("body", "ends"),
    [
        ("- Thời gian thực hiện: Ngày 05, 06/02/2026", [6]),
        ("- Thời gian dự kiến: 7h30-9h00 ngày 09/02/2026", [9]),
        ("- Thời gian: Chiều ngày 09/02 và cả ngày 10/02/2026", [10]),
        ("a) Đợt 1\nNgày 03/02/2026 (thứ 3)\nTrạm thú y Hữu Lũng\nChiều ngày 04/02/2026:\nTrạm thú y Lộc Bình", [3, 4]),
        ("STT\nChuồng trại\nThời gian\n1\nTrại giống Mai Sao\n08h00 – 10h00, ngày 03/02/2026\n2\nTrại giống Chi Lăng\n"
         "Cả ngày 04/02/2026", [3, 4]),
        ("Thời gian Nội dung Đơn vị thực hiện\n02/02/2026-03/02/2026 | Nộp đơn phúc khảo | Phòng Đào tạo\n"
         "05/02/2026 | Chấm phúc khảo theo Kế hoạch ngày\n06/02/2026 | Hội đồng thi", [3, 5]),
        ("- Ngày 07/02/2026: Khoa gửi danh sách về Phòng Đào tạo.", [7]),
        ("- Thời gian đăng ký: 02/02/2026-08/02/2026.", [8]),
        ("Các khoa trang trí xong trước ngày Thầy thuốc Việt Nam 27/02/2026.", [27]),
        ("Ngày 03/01/2026\nRét đậm tại Mẫu Sơn.", []),
    ],
    ids=["two days", "hours", "a part of a day and the next", "lines of days", "cells with hours", "rows without rules",
         "a day before its act", "a label of many words", "a day that is kept", "a past day"],
)  # fmt: skip
def test_days_of_a_schedule(body: str, ends: list[int]) -> None:
    found = facts(EXTRACTOR, directive(f"II. LỊCH KIỂM TRA\n{body}\n"), Deadline)
    assert [d.end_date for d in found] == [date(2026, 2, day) for day in ends]


def test_blank_day_of_issue_leaves_the_start_open() -> None:
    head = HEAD.replace("ngày 12 tháng 01", "ngày    tháng 01")
    [deadline] = found("Thực hiện từ nay đến hết ngày 31/3/2026.", head)
    assert (deadline.kind, deadline.start_date, deadline.end_date) == ("range", None, date(2026, 3, 31))


def test_legal_grounds_set_no_deadline() -> None:
    paper = directive(
        "Căn cứ Chương trình công tác từ nay đến cuối năm 2026;\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n"
        "I. NHIỆM VỤ\n1. Rà soát chuồng trại."
    )
    assert not facts(EXTRACTOR, paper, Deadline)


def test_new_wording_binds_and_what_is_recalled_does_not() -> None:
    rule = "“2. Chủ rừng tuần tra mỗi tháng một lần; báo tin trong thời hạn 02 giờ kể từ khi phát hiện cháy rừng; " + (
        "ghi sổ trực, bàn giao ca trực và giữ liên lạc với trạm kiểm lâm gần nhất trong suốt mùa khô hanh.”"
    )
    amending = found(f"Sửa đổi, bổ sung khoản 2 Điều 5 như sau:\n{rule}")
    assert [d.rrule or d.offset for d in amending] == ["FREQ=MONTHLY", "PT2H"]
    assert not found(f"Tại khoản 2 Điều 5 Quy chế cũ quy định:\n{rule}")


@pytest.mark.parametrize(
    ("sentence", "yearly"),
    [
        ("Sở Tài chính lập dự toán kinh phí hằng năm cho trạm kiểm lâm.", True),
        ("Sở Tài chính chi trả từ dự toán ngân sách hằng năm.", False),
    ],
)
def test_money_of_each_year_is_due_only_where_somebody_sees_to_it(sentence: str, yearly: bool) -> None:
    assert [d.rrule for d in found(sentence)] == (["FREQ=YEARLY"] if yearly else [])


def test_what_was_told_ends_where_the_work_begins() -> None:
    sentence = "Thực hiện các phương án đã được phê duyệt, trong đó ưu tiên sửa đổi, bổ sung 12 quy chế trong năm 2026."
    assert [d.end_date for d in found(sentence)] == [date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (
            "II. MỤC TIÊU\n1. Đến năm 2030\n- Đủ chuồng.\n2. Định hướng đến năm 2045\n- Chăn nuôi sạch.",
            ["2030", "2045"],
        ),
        ("II. MỤC TIÊU\na) Tầm nhìn đến năm 2045\n- Chăn nuôi sạch.", ["2045"]),
        ("II. NHIỆM VỤ\n1. Phấn đấu hoàn thành vượt chỉ tiêu trồng rừng giai đoạn 2026 - 2030.", ["2030"]),
        (
            "II. NHIỆM VỤ\n1. Sở Y tế gửi báo cáo giữa kỳ thực hiện Kế hoạch (năm 2028), báo cáo tổng kết (năm 2030).",
            ["2028", "2030"],
        ),
    ],
)
def test_years_of_aims_and_of_reports(body: str, texts: list[str]) -> None:
    assert [d.end_date.isoformat()[:4] for d in facts(EXTRACTOR, directive(body), Deadline) if d.end_date] == texts


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("I. TÌNH HÌNH THỰC HIỆN\n1. Sở đã giao chỉ tiêu hằng quý kịp thời.\nII. NHIỆM VỤ\n1. Sở giao chỉ tiêu.", 0),
        ("I. ĐÁNH GIÁ VÀ GIẢI PHÁP\n1. Sở giao chỉ tiêu hằng quý.\nII. TỔ CHỨC\n1. Sở báo cáo.", 1),
        ("II. NHIỆM VỤ\n1. Quỹ đất thiếu bền vững vì mỗi năm diện tích giảm dần.", 0),
    ],
)
def test_what_came_again_of_itself_or_in_the_past_is_not_asked_for(body: str, number: int) -> None:
    assert len(facts(EXTRACTOR, directive(body), Deadline)) == number


def test_bare_period_goes_where_the_day_of_its_report_follows() -> None:
    paper = directive(
        "II. NHIỆM VỤ\n1. Sở định kỳ báo cáo kết quả trước ngày 20/11 hằng năm, gửi trước ngày 15/6 hằng năm."
    )
    assert len(facts(EXTRACTOR, paper, Deadline)) == 2


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        (
            "Định kỳ trước ngày 15/6 và 15/12 hằng năm gửi báo cáo.",
            ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"],
        ),
        (
            "Gửi báo cáo trước ngày 15/6 và ngày 15/12 hằng năm.",
            ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"],
        ),
        (
            "Kiểm đếm xong trước ngày 19/8 hằng năm; báo cáo kết quả trước ngày 25/8.",
            ["FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=19", "FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=25"],
        ),
        (
            "Tổng hợp xong trước ngày 20/12, gửi kết quả trước ngày 15 tháng 01 của năm tiếp theo.",
            [None, "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15"],
        ),
    ],
)
def test_two_days_of_every_year(sentence: str, rules: list[str | None]) -> None:
    deadlines = found(sentence)
    assert [d.rrule for d in deadlines] == rules
    assert [d.inclusive for d in deadlines] == [False, False]


def test_end_of_a_year_that_opens_its_clause() -> None:
    [deadline] = found("Cuối năm 2028, tổ chức tổng kết.")
    assert (deadline.kind, deadline.end_date) == ("absolute", date(2028, 12, 31))


def test_bracket_that_closes_stays_outside() -> None:
    sentence = "Sở báo cáo kết quả (định kỳ hằng năm)."
    [deadline] = found(sentence)
    assert printed(deadline, directive(f"II. NHIỆM VỤ\n1. {sentence}")) == "định kỳ hằng năm"


@pytest.mark.parametrize(
    "sentence",
    [
        "Người ở trọ trong khoảng thời gian từ ngày 01/3/2026 đến ngày 30/6/2026 được hỗ trợ.",
        "Người có hợp đồng lao động được giao kết trước ngày 01/4/2026.",
        "Dòng kẻ có độ dài bằng từ 1/3 đến 1/2 độ dài của dòng chữ.",
        "Việc tổng kết 5 năm (2026-2030) có ý nghĩa lớn.",
        "Trường hợp kế hoạch phát triển chợ hằng năm chưa được ban hành thì dừng thẩm định.",
        "Số công văn đi được ghi từ số 01 vào ngày 01 tháng 01 và kết thúc vào ngày 31 tháng 12 hằng năm.",
        "Hồ sơ thi được lưu trữ tối thiểu 05 năm kể từ khi công bố kết quả.",
        "Căn cứ nhu cầu tập huấn hằng năm để mở lớp.",
        "Đơn vị chuyển sang thuê đất trả tiền hằng năm thì tính lại.",
        "Chuyển 12 ha đất trồng cây hằng năm sang đất ở.",
        "Quy định mức phụ cấp hằng tháng của đội trưởng đội đê.",
        "Rà soát thương binh đang hưởng trợ cấp ưu đãi hằng tháng.",
        "Gửi dự thảo trước ngày 20 tháng 7 năm cuối của chương trình.",
        "Lồng ghép vào chương trình, kế hoạch phát triển kinh tế - xã hội của địa phương hằng năm.",
        "Ghi số giải ngân cộng dồn đến cuối quý I năm 2026 vào cột 4.",
        "Giám đốc quyết định kỷ luật viên chức theo phân cấp.",
        "Đối tượng hưởng chế độ mất sức lao động hằng tháng được tặng quà.",
        "Năm tài chính của Quỹ bắt đầu từ ngày 01 tháng 01 và kết thúc vào ngày 31 tháng 12.",
        "Số liệu xếp hạng là số liệu tính đến ngày 31 tháng 12 của năm trước liền kề.",
        "Kỳ báo cáo quý được tính từ ngày 01 tháng đầu quý.",
        "Chợ đầu mối mở cửa từ 3 giờ 00 phút đến 20 giờ 00 phút hằng ngày.",
        "Học sinh bán trú học mỗi ngày không quá 8 tiết.",
        "Đưa kết quả trồng rừng vào tiêu chí bình xét thi đua hằng năm.",
        "Công bố bảng xếp hạng hằng năm của Cụm thi đua số 2.",
        "Chi trong dự toán được cấp có thẩm quyền phân bổ hằng năm.",
        "Bố trí giáo viên theo phân công chuyên môn hằng năm, bảo đảm đủ môn.",
        "Thư ký ghi biên bản các phiên họp định kỳ, đột xuất.",
        "Đoàn thực hiện kiểm tra định kỳ và đột xuất tại kho dự trữ.",
        "Định kỳ và thời hạn báo cáo thực hiện theo mẫu số 02.",
        "Nếu chậm bàn giao mặt bằng thì không thể hoàn thành mục tiêu trong năm 2026.",
        "Các nhà thầu có cơ sở để tin tưởng trong năm 2026 sẽ thông xe.",
    ],
)
def test_conditions_fractions_and_descriptions_bind_nobody(sentence: str) -> None:
    assert not found(sentence)


def test_the_signing_of_another_paper_is_no_issue_of_this_one() -> None:
    [deadline] = found("Sở Nội vụ trao giấy trong 15 ngày kể từ ngày ký quyết định công nhận.")
    assert (deadline.offset, deadline.end_date) == ("P15D", None)


def test_the_year_of_a_review_is_a_limit() -> None:
    assert [d.end_date for d in found("Các xã sơ kết việc thực hiện Kế hoạch vào năm 2028.")] == [date(2028, 12, 31)]


def test_what_is_in_force_and_when_it_is_done_are_two_phrases() -> None:
    [deadline] = found("Số hóa kết quả giải quyết còn hiệu lực, hoàn thành trước ngày 30/4/2026.")
    assert deadline.end_date == date(2026, 4, 30)


def test_conclusions_may_set_a_day_before_their_issue() -> None:
    head = HEAD.replace("KẾ HOẠCH\n", "THÔNG BÁO\nKết luận của Chủ tịch tại cuộc họp\n")
    body = "Ngày 02/01/2026, Chủ tịch chủ trì họp.\n1. Sở Y tế báo cáo trước ngày 09/01/2026."
    [deadline] = facts(EXTRACTOR, directive(body, head), Deadline)
    assert deadline.end_date == date(2026, 1, 9)


def test_the_end_of_a_page_inside_a_limit() -> None:
    sentence = "Sở Y tế hoàn thành việc rà soát các cơ sở tiêm chủng trên địa bàn trong\n\n2\n\ntháng 3 năm 2026."
    [deadline] = found(sentence)
    assert (deadline.start_date, deadline.end_date) == (date(2026, 3, 1), date(2026, 3, 31))


def test_what_has_gone_on_until_now_is_no_limit() -> None:
    assert not found("Từ đầu năm 2026 đến nay, các xã đã có nhiều cố gắng trong trồng hồi.", "")


def test_an_event_ends_a_range() -> None:
    [deadline] = found("Trực cháy rừng từ tháng 02/2026 đến khi kết thúc mùa khô.")
    assert (deadline.kind, deadline.start_date, deadline.end_date) == ("range", date(2026, 2, 1), None)
    assert deadline.anchor == "kết thúc mùa khô"


def test_a_sum_up_to_the_end_of_the_year_is_no_deadline() -> None:
    assert not found("Lũy kế đến cuối năm có 16 nhà máy vận hành.")


def test_end_of_the_year_of_issue() -> None:
    [deadline] = found("Lập kế hoạch bán hàng từ nay đến cuối năm.")
    assert (deadline.kind, deadline.end_date, deadline.rule) == ("range", date(2026, 12, 31), "yearless")
    assert not found("Giữ nguyên sĩ số cho đến hết năm học.")


def test_a_day_under_its_own_label_is_due_also_before_the_issue() -> None:
    [deadline] = found("Rà soát chuồng trại.\nThời gian hoàn thành: Trước ngày 05/01/2026.")
    assert (deadline.kind, deadline.end_date) == ("absolute", date(2026, 1, 5))
    assert not found("Các hộ có chuồng trước ngày 05/01/2026 được hỗ trợ.")


def test_the_title_of_an_article_only_names_its_report() -> None:
    paper = directive("Điều 7. Báo cáo định kỳ hằng năm\n1. Các xã báo cáo kết quả hằng quý về Sở Xây dựng.")
    assert [d.rrule for d in facts(EXTRACTOR, paper, Deadline)] == ["FREQ=MONTHLY;INTERVAL=3"]


def test_grounds_that_name_procedures_take_no_term_away() -> None:
    ground = "Căn cứ Quyết định số 12/QĐ-UBND công bố thủ tục hành chính lĩnh vực thú y;"
    term = "1. Chi cục Thú y trả lời trong thời hạn 10 ngày kể từ ngày phê duyệt phương án."
    limits = facts(EXTRACTOR, directive(f"{ground}\n{term}"), Deadline)
    assert [limit.offset for limit in limits] == ["P10D"]
