"""Recurring times that belong to a noun: the budget of each year, periodical meetings, the life of every day."""

from __future__ import annotations

import re

from extractors.times.recurrence import Recurrence

# "hằng năm" that only describes a thing: the budget of each year, the plan of each year.
_OF_EACH_YEAR = re.compile(
    r"""(?:ngân\s+sách|kinh\s+phí|dự\s+toán|nguồn\s+vốn|kế\s+hoạch\s+vốn|trung\s+hạn|chi\s+thường\s+xuyên|thu\s+nhập|bình\s+quân|nghỉ\s+phép
        |(?:tiền|mức|trả)\s+lương|lương\s+hưu|(?:(?:trợ|phụ)\s+cấp|chế\s+độ\s+(?:hưu|mất|bệnh))(?:\s+[^\W\d]+){0,3}|(?:chi|mức)\s+hỗ\s+trợ|hỗ\s+trợ\s+thêm|(?:tiền|giá)\s+thuê(?:\s+đất)?|(?:thu|trả)\s+tiền|nghỉ
        |cây(?:\s+trồng|\s+công\s+nghiệp)?|nhu\s+cầu(?:\s+[^\W\d]+){0,3}|vốn\s+đối\s+ứng|đầu\s+tư\s+công|kinh\s+tế\s*[-–]?\s*xã\s+hội|bồi\s+dưỡng\s+thường\s+xuyên|(?<!thực\s)(?<!hiện\s)kế\s+hoạch|chương\s+trình\s+(?:công\s+tác|làm\s+việc|kiểm\s+tra,?\s+giám\s+sát)(?:,?\s+toàn\s+kh[óo][aá])?)
        (?:\s+(?:chi|thu|cho|của|nhà\s+nước|địa\s+phương|đầu\s+tư|tỉnh|trung\s+ương|công|thường\s+xuyên|phát\s+triển)){0,4}
        (?:\s*,?\s+(?:h[ằà]ng\s+)?(?:tháng|quý))*\s*,?\s*(?:và\s+)?$""",
    re.VERBOSE | re.IGNORECASE,
)
# "lập dự trù kinh phí hằng năm": money that somebody must reckon up each year.
_RECKONED = re.compile(r"\blập\b(?:(?!\b(?:trong|từ|vào|theo|nguồn|trên)\b)[^.;:\n]){0,80}$", re.IGNORECASE)
# "dự toán được giao hằng năm", "theo phân công hằng năm", "tiêu chí bình xét thi đua hằng năm": which one is meant.
_ATTRIBUTE = re.compile(
    r"""(?:\bđược\s+(?:[^,.;:\n]{0,40}\s)?(?:giao|phân\s+bổ|cấp|duyệt)
        |(?:theo|phù\s+hợp\s+với)\s+(?:phân\s+công|lộ\s+trình|tiến\s+độ|định\s+mức|kế\s+hoạch)(?:\s+[^\W\d]+){0,4}
        |mục\s+tiêu|(?<!hiện\s)nhiệm\s+vụ
        |(?:tiêu\s+ch(?:í|uẩn)|chỉ\s+tiêu|căn\s+cứ|cơ\s+sở|để|công\s+tác)\b[^.;:\n]{0,70}
         (?:thi\s+đua|khen\s+thưởng|xếp\s+(?:loại|hạng)|danh\s+hiệu|cải\s+cách\s+hành\s+chính)(?:,?\s+[^\W\d]+){0,4})\s+$""",
    re.VERBOSE | re.IGNORECASE,
)
# "xếp loại thi đua hằng năm của đơn vị": whose it is can only be said of a thing.
_WHOSE = re.compile(r"\s{1,4}của\b")
# "kiểm tra định kỳ và đột xuất", "các phiên họp định kỳ": of what kind they are.
_OF_KIND = re.compile(
    r"""(?:kiểm\s+tra|kiểm\s+thử(?:\s+[^\W\d]+){0,3}|bảo\s+(?:dưỡng|trì)|(?:cuộc|phiên|buổi)\s+họp|mật\s+khẩu
        |sinh\s+hoạt(?:\s+[^\W\d]+){0,2}|(?:quy\s+trình|chế\s+độ)(?:\s+(?!báo\s)[^\W\d]+){1,4})\s+$""",
    re.VERBOSE | re.IGNORECASE,
)
# "số được ghi liên tiếp từ số 01 … theo từng năm từ ngày 01/01": how a register is numbered.
_NUMBERING = re.compile(r"\b(?:số\s+thứ\s+tự|đánh\s+số|(?:từ|bắt\s+đầu)\s+số\s+0?1)\b", re.IGNORECASE)
# "vì mỗi năm quỹ đất giảm dần", "kỳ báo cáo quý được tính từ ngày 01 tháng đầu quý": what happens, what is counted.
_BECAUSE = re.compile(r"\b(?:vì|do|bởi|tính)\s+$", re.IGNORECASE)
# "Thời gian báo cáo định kỳ hằng năm tính từ ngày …" says what a report covers, not when it is due.
_COVERS = re.compile(r"\s{1,4}(?:tính|kể)\s+từ\b", re.IGNORECASE)
# "Trường hợp kế hoạch phát triển hạ tầng hằng năm chưa được ban hành": which plan is meant.
_PLAN_OF = re.compile(r"\bkế\s+hoạch\b[^.;,:\n]{0,70}$", re.IGNORECASE)
_IS_SUBJECT = re.compile(r"\s{1,4}(?:của|(?:đã|chưa)\s+được|được\s+(?:phê|giao|duyệt|cấp|bố))\b", re.IGNORECASE)
# "hằng ngày" that only describes a thing: the life of every day.
_OF_EACH_DAY = re.compile(
    r"(?:đời\s+sống|cuộc\s+sống|sinh\s+hoạt|công\s+việc|hoạt\s+động|giao\s+tiếp|nhu\s+cầu|đi\s+lại|diễn\s+ra|tiêu\s+dùng"
    r"|làm\s+việc|sử\s+dụng|nhiệm\s+vụ)(?:\s+(?:diễn\s+ra|của\s+\w+(?:\s+\w+){0,3}))?\s*$"
    # from when to when something is open: "từ 7 giờ đến 22 giờ hằng ngày"
    r"|\bgiờ\s+$|\bsau\s+$|\btừ\s+\d{1,2}\s?(?:giờ|h|:)[^,;.\n]{0,12}$",
    re.IGNORECASE,
)
# "mỗi ngày không quá 7 tiết": how much of a day.
_OF_A_DAY = re.compile(r"\s{1,4}(?:không\s+quá\s+|tối\s+đa\s+|ít\s+nhất\s+)?\d+\s+(?:giờ|tiết|buổi|ca)\b")


# "Điều 17. Báo cáo định kỳ": the title of an article says what it is about.
_IN_TITLE = re.compile(r"(?:^|\n)\s*Điều\s+\d+[a-z]?\.[^\n.;:]*$")
_ENDS_TITLE = re.compile(r"[^\n.;:,]*\n")


def asks(recurrence: Recurrence, text: str) -> bool:
    """Tell whether something is to be done again and again, and the words do not only describe a thing."""
    before = text[max(0, recurrence.span.start - 90) : recurrence.span.start]
    if _COVERS.match(text, recurrence.span.end) or _BECAUSE.search(before) or _NUMBERING.search(before):
        return False
    if _IN_TITLE.search(before) and _ENDS_TITLE.match(text, recurrence.span.end):
        return False
    if recurrence.inclusive is None and _PLAN_OF.search(before) and _IS_SUBJECT.match(text, recurrence.span.end):
        return False
    if recurrence.rrule == "FREQ=DAILY":
        return not (_OF_EACH_DAY.search(before) or _OF_A_DAY.match(text, recurrence.span.end))
    return recurrence.inclusive is not None or not _describes(recurrence, before, text)


def _describes(recurrence: Recurrence, before: str, text: str) -> bool:
    """Tell whether `định kỳ` or `hằng năm` belongs to the noun before it."""
    if recurrence.rrule is None:
        return _OF_KIND.search(before) is not None
    if recurrence.span.of(text)[0] in "hH" and (_ATTRIBUTE.search(before) or _WHOSE.match(text, recurrence.span.end)):
        return True
    return _OF_EACH_YEAR.search(before) is not None and _RECKONED.search(before) is None
