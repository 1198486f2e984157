"""Predicates: whether what follows a name says that the body is to act, has acted, or which of a class are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.letters import LOWER

_S = r"\s{1,4}"

# Verbs that follow the body that is to act; with them a name is told from one that is merely mentioned.
_DOING = (
    "chủ trì|phối hợp|phối, kết hợp|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|tham mưu|chủ động|khẩn trương|tiếp tục|"
    "tăng cường|đẩy mạnh|tổ chức|triển khai|thực hiện|chỉ đạo|lãnh đạo|hướng dẫn|kiểm tra|thanh tra|giám sát|"
    "theo dõi|đôn đốc|xây dựng|ban hành|rà soát|nghiên cứu|tổng hợp|báo cáo|gửi|trình|bố trí|cân đối|phân bổ|"
    "đảm bảo|bảo đảm|đề xuất|kiến nghị|đánh giá|thẩm định|hoàn thành|hoàn thiện|nâng cao|tuyên truyền|"
    "vận động|quán triệt|phổ biến|phát động|phát huy|phân công|huy động|lồng ghép|cung cấp|cập nhật|công bố|"
    "công khai|tiếp nhận|xử lý|giải quyết|kịp thời|thường xuyên|tập trung|nghiêm túc|tích cực|làm tốt|"
    "làm đầu mối|làm nòng cốt|là đầu mối|là cơ quan|là lực lượng|là đơn vị|lập|cử|giúp|duy trì|củng cố|"
    "đăng ký|lựa chọn|thống kê|khảo sát|hỗ trợ|tạo điều kiện|quản lý|đưa|mở|phấn đấu|đạt|chuẩn bị|sẵn sàng|"
    "xem xét|quyết định|điều hành|điều chỉnh|thông tin|thông báo|đăng tải|phản ánh|phản ảnh|nắm|bám sát|căn cứ|"
    "theo chức năng|theo thẩm quyền|theo nhiệm vụ|theo phạm vi|trên cơ sở|trong phạm vi|định kỳ|hằng năm|"
    "hàng năm|cần|phải|quan tâm|chú trọng|ưu tiên|bám|tham gia|ứng dụng|khai thác|vận hành|tiến hành|"
    "thành lập|kiện toàn|sớm|nỗ lực|đấu tranh|phòng ngừa|ngăn chặn|bổ sung|đẩy nhanh|làm việc|trực|"
    "truyền thông|đồng hành|khuyến khích|ký|biên soạn|in|phát hành|cụ thể hóa|cụ thể hoá|niêm yết|lấy ý kiến|"
    "góp ý|cho ý kiến|trả lời|trả kết quả|đề nghị|yêu cầu|giao|thúc đẩy|chia sẻ|kết nối|tích hợp|số hóa|đầu tư|tham dự|"
    "điều tra|thẩm tra|xác minh|xác định|lưu ý|cấp|chi trả|thu thập|thanh toán|quyết toán|chấp hành|nhân rộng|"
    "kiểm đếm|chấm dứt|chỉnh trang|giúp|phát|công bố|chịu|sao lưu|di chuyển|phê duyệt|ký kết|vệ sinh|nạo vét|gia cố|"
    "biểu dương|khen thưởng|tôn vinh|bồi dưỡng|đào tạo|tập huấn|phân loại|đấu thầu|thu hồi|bàn giao|"
    "nghiệm thu|khắc phục|sửa chữa|ứng phó|di dời|sơ tán|cảnh báo|dự báo|vận dụng|phát hiện|ngăn ngừa|"
    "tranh thủ|kêu gọi|thu hút|phát triển|đổi mới|cải thiện|cải cách|mở rộng|tháo gỡ|đối thoại|lắng nghe|"
    "dành|phân tích|quyết liệt|thống nhất|đồng loạt|nghiên|tuần tra|canh gác|"
    "đối chiếu|phản hồi|liên hệ|xuất cấp|chọn|tuân thủ|nộp|kê khai|lưu trữ|áp dụng|ra quân|cài đặt|chỉ định|hạch toán|"
    "bảo vệ|tổng kết|sơ kết|nhận thức|xác lập|rút kinh nghiệm|lan tỏa|động viên|chăm lo|nêu cao|chấn chỉnh|xử phạt|"
    "sinh hoạt|dự sinh hoạt|dự họp|dự hội nghị|làm điểm|"
    "ra quyết định|xin|trân trọng|họp định kỳ|sắp xếp|treo cờ|chuyển|soạn thảo|xét duyệt|điều tiết|"
    "không cho|không để|không được|tăng|cấm|cắt|tháo dỡ|trang bị|trang trí|dự trữ|dự trù|điều động|"
    "chấp thuận|làm rõ|có ý kiến về|có ý kiến gửi|túc trực|ghi hình|đưa tin|tiêu hủy|đón tiếp|tiếp thu|giải trình"
)
# Words of names and of nouns: `cấp xã` beside "cấp", `công lập` beside "lập", `chi thường xuyên`.
_NO_VERB = (
    rf"(?!trực{_S}thuộc|phát{_S}thanh|cấp{_S}(?:xã|huyện|tỉnh|[uủ][ỷy]|cơ{_S}sở|thành{_S}phố|trên|dưới|[Tt]rung{_S}ương|bộ|phòng)(?!\w)"
    rf"|tổ{_S}chức{_S}(?:[đĐ]ảng|đoàn{_S}thể|chính{_S}trị|xã{_S}hội|cá{_S}nhân|hội|thành{_S}viên|tín{_S}dụng|tôn{_S}giáo|kinh{_S}tế)"
    rf"|(?:tham{_S}mưu,?{_S})?giúp{_S}việc(?!\w)|(?<=nghệ\s)thông{_S}tin|(?<=mật\s)thông{_S}tin|(?<=[Nn]ội\s)tổng{_S}hợp|(?<=tư\svấn\s)giám{_S}sát"
    rf"|giao{_S}(?:thông|dịch|lưu|ban)(?!\w)|(?<=dưỡng\s)nâng{_S}cao|(?<=sức\s)tích{_S}cực|chuyển{_S}(?:đổi|giao|biến|động)"
    r"|(?<=[Hh]ậu\s)cần|(?<=[Đđ]ăng\s)ký|(?<=[Tt]hư\s)ký|(?<=[Tt]rung\s)cấp|(?<=[Cc]ao\s)cấp|(?<=[Cc]huyển\s)giao"
    r"|(?<=công\s)(?:lập|trình)|(?<=ương\s)trình|(?<=quy\s)trình|(?<=lộ\s)trình|(?<=các\s)cấp|(?<=chi\s)(?:thường|đầu)\s|cần\s{1,4}(?:thơ|giờ|giuộc|đước))"
)
_LINKS = rf"(?:,?{_S}(?:và{_S})?(?:(?:cũng|cùng|đều|sẽ|còn|trực{_S}tiếp|kịp{_S}thời){_S})?|\s*[:\uff1a]\s*|\s+[-–]\s+)"


def acts(text: str, at: int, end: int) -> bool:
    """Tell whether what follows a name at `at` is a predicate or a colon: the body acts there."""
    charged = _CHARGED.match(text, at, end)
    return _following().match(text, charged.end() if charged else at, end) is not None


def verbs_of(text: str, at: int, end: int) -> Iterator[int]:
    """Yield where verbs of predicates begin, with the blank before them; names write theirs with capitals.

    `trong việc`, `để` and `nhằm` open what a body is to do as verbs do.
    """
    yield from (match.start() for match in _verb().finditer(text, at, end))


def opens_with_verb(words: str) -> bool:
    """Tell whether a paragraph begins with what somebody is to do: a verb, not the name of a thing."""
    return _first_verb().match(words) is not None


def which(text: str, at: int, end: int) -> int:
    """Return where the words end that say which of a class are meant: `Đảng ủy các xã có khu công nghiệp`."""
    match = _following_which().match(text, at, end)
    return match.end("which") if match else at


def where(text: str, at: int, end: int) -> int:
    """Return where the words end that say which of several places are meant: `… các tỉnh tại khu vực dự báo mưa`."""
    match = _WHERE.match(text, at, end)
    return match.end("where") if match else at


def may_act(text: str, at: int, end: int) -> bool:
    """Tell whether what follows a name at the start of an item can be a predicate: any small word that is no link."""
    return _SOMETHING.match(text, at, end) is not None


def reports_the_past(text: str, at: int) -> bool:
    """Tell whether what follows a name tells what has been done."""
    return _PAST.match(text, at) is not None and _CHARGED.match(text, at) is None


# Such words have verbs of their own; only these are sure to begin what all of the places are to do.
_WHERE = re.compile(
    rf"(?P<where>{_S}(?:có|còn|tại|ở|ven|bị|nằm|thuộc){_S}(?!báo|văn|trách|nhiệm|ý|liên)(?:[^,;.:\n]|,{_S}(?!các|[sS]ở|[bB]ộ|cơ|đơn|và)[{LOWER}]){{2,80}}?)"
    rf"(?={_S}(?:khẩn{_S}trương|chủ{_S}(?:động|trì)|tập{_S}trung|tiếp{_S}tục|thường{_S}xuyên|(?:có|chịu){_S}trách{_S}nhiệm|cần|phải|chỉ{_S}đạo|lãnh{_S}đạo"
    rf"|tăng{_S}cường|nghiêm{_S}túc|kịp{_S}thời|rà{_S}soát|theo{_S}dõi)(?!\w))"
)
# "các sở được phân công chủ trì nhiệm vụ có trách nhiệm …": which of them, before what they are to do.
_CHARGED = re.compile(
    rf"{_S}(?:được|có){_S}(?:phân{_S}công|giao|liên{_S}quan|nhiệm{_S}vụ)[^,;.:\n]{{0,120}}?(?={_S}(?:có|"
    rf"chịu){_S}trách{_S}nhiệm)"
    # "Đơn vị đang khai thác công trình phải …": which of them, and not what has been done.
    rf"|{_S}đang{_S}[^,;.:\n]{{1,80}}?(?={_S}(?:(?:có|chịu){_S}trách{_S}nhiệm|phải){_S})"
    # "Sở Nội vụ được giao quản lý kho lưu trữ, chịu trách nhiệm …"
    rf"|{_S}được{_S}giao{_S}[^.;:\n]{{1,160}}?(?=,{_S}(?:có|chịu){_S}trách{_S}nhiệm{_S}(?!trước))"
    # "Các sở, ban, ngành có liên quan tới việc thực hiện Kế hoạch này có trách nhiệm …"
    rf"|(?<=liên\squan){_S}(?:tới|đến){_S}[^,;.:\n]{{1,120}}?(?={_S}(?:có|chịu){_S}trách{_S}nhiệm)"
    # "Bộ Xây dựng với vai trò là cơ quan thường trực, chủ động …"
    rf"|,?{_S}với{_S}(?:vai{_S}trò|tư{_S}cách|trách{_S}nhiệm)[^,;.:\n]{{2,120}}(?=,{_S})"
)
_PAST = re.compile(
    rf",?\s{{0,4}}(?:cũng{_S}|luôn{_S})?(?:đã|đang|vừa|từng|chưa|còn{_S}(?:chậm|thiếu|hạn)|được|bị|nhận{_S}được|"
    rf"có{_S}(?:báo|văn|tờ|công|ý{_S}kiến{_S}như))\b",
    re.IGNORECASE,
)


# No list of verbs is complete: "Công an tỉnh tuần tra ban đêm".
_SOMETHING = re.compile(
    rf"{_S}(?!(?:của|tại|thuộc|trên|trong|và|với|về|đã|đang|được|bị|nơi|khi|là|có|nhận|cùng|hoặc|do|từ|đến|để|cho|như|này|nêu|liên|số"
    rf"|năm|ngày|tháng|cũ|mới|còn|chưa|không|các|những|mỗi)(?!\w))[{LOWER}]+{_S}"
)


@cache
def _following_which() -> re.Pattern[str]:
    """Return the expression for a relative clause before the verb; `có` alone would take in verbs as well."""
    doing = "|".join(re.escape(verb).replace(r"\ ", _S) for verb in _DOING.split("|"))
    return re.compile(
        rf"(?P<which>{_S}(?:(?:có|nơi{_S}có|thuộc|ven|ở|tại|bị|nằm){_S}(?!báo|văn|trách|nhiệm|ý)[^,;.:\n]{{2,90}}?|(?:nêu|quy{_S}định){_S}tại{_S}(?:(?!và\s)[^,;.:\n]){{2,40}}?|miền{_S}núi|biên{_S}giới))"
        rf"(?={_S}(?:{doing})(?!\w))"
    )


# "Giao Phó Thủ tướng … trước ngày 15 tháng 11 trực tiếp kiểm tra": the time is no part of the name.
_WHEN = rf"(?:(?:trước|từ|đến|chậm{_S}nhất)(?:{_S}\w+)?|trong){_S}(?:ngày|tháng|quý|năm){_S}\d+"


@cache
def _first_verb() -> re.Pattern[str]:
    doing = "|".join(re.escape(verb).replace(r"\ ", _S) for verb in _DOING.split("|"))
    return re.compile(rf"{_NO_VERB}(?:{doing})(?!\w)", re.IGNORECASE)


@cache
def _verb() -> re.Pattern[str]:
    doing = "|".join(re.escape(verb).replace(r"\ ", _S) for verb in _DOING.split("|"))
    return re.compile(
        rf"(?!(?<=[Nn]goại){_S}giao),?{_S}(?:(?:và|cũng|cùng|đều|sẽ){_S})?{_NO_VERB}(?:{doing}|trong{_S}(?:việc|quá{_S}trình)|để|nhằm|trực{_S}tiếp|đi{_S}(?:kiểm|khảo|thị|công){_S}\w+|{_WHEN})(?!\w)"
    )


@cache
def _following() -> re.Pattern[str]:
    doing = "|".join(re.escape(verb).replace(r"\ ", _S) for verb in _DOING.split("|"))
    return re.compile(
        rf"(?!(?<=ngoại){_S}giao){_LINKS}(?:{_NO_VERB}(?:{doing})(?!\w)|(?<=[:\uff1a]\s)\S|(?<=[:\uff1a])\s*$)",
        re.IGNORECASE,
    )
