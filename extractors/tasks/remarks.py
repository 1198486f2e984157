"""What gives nobody a task: remarks, closing formulas, grounds, and what the issuer itself does by the paper."""

from __future__ import annotations

import re

from extractors.letters import LOWER, UPPER

_REMARK = re.compile(
    r"\([^()]*\)\W*$|Trên đây là(?:(?!đề nghị|yêu cầu)[^.])*?(?:thông báo|báo cáo)"
    r"|Văn phòng Chính phủ (?:xin )?(?:trân trọng )?thông báo"
    r"|.{3,60}? (?:trả lời|thông báo|có ý kiến|thông tin)[^.]{0,60}? (?:để|cho) [^.]{3,120}? (?:được )?biết"
    r"(?! và (?:đề nghị|yêu cầu))"
    r"|.{3,80}? (?:xin (?:được )?|(?:xin )?trân trọng )(?:thông (?:báo|tin)|trao đổi|cảm ơn|trả lời)\b(?![^.]* đề nghị)"
    # A recipient, where the heading of their list is lost.
    r"|.{3,160}\((?:để )?(?:b/c|báo cáo|tổng hợp|p/h|phối hợp|t/h|thực hiện|c/đ|chỉ đạo|biết)[^()]{0,30}\)[;,.]?$"
    r"|Ghi chú|Nơi nhận|Kính gửi|Thời (?:gian|hạn)|Địa điểm|Thành phần"
    r"|Đơn vị(?: tính)?\s*:\s*(?:[Tt]riệu|[Tt]ỷ|[Nn]ghìn|[Đđ]ồng|%|[Nn]gười|[Hh]a\b)"
    r"|Tải về|Ảnh|Bảng\s+\d|Phụ lục\b"
    # What a report is to tell, and a signer's name where his post is lost.
    r"|(?:\(\d+\)\W{0,2})?(?:Tổng (?:số|giá trị|mức|diện tích|kinh phí)|Số (?:lượng|lượt|gói|vụ|hộ)|Tỷ lệ|Danh sách"
    r"|Họ (?:và )?tên)\b"
    rf"|(?:[{UPPER}][{LOWER}]+ ){{1,4}}[{UPPER}][{LOWER}]+$"
    # What a paper says of itself: when it takes effect, what it replaces, to whom it is made known.
    r"|(?:Kế hoạch|Quyết định|Chỉ thị|Kết luận|Nghị quyết|Quy chế|Quy định|Thông báo|Hướng dẫn"
    r"|Chương trình(?: hành động)?) này (?:có hiệu lực|thay thế|bãi bỏ|được|đã|phổ biến|hết hiệu lực|gồm)"
    r"|.{3,60}? thông báo [^.]{3,200}?(?:được )?biết,? (?:và )?(?:tổ chức )?thực hiện"
    r"|.{3,80}? kính (?:trình|đề nghị) [^.]{3,120}? xem xét, quyết định",
)
# What the issuer itself does by the paper: "Ủy ban nhân dân tỉnh ban hành Kế hoạch …".
_OWN_ACT = re.compile(
    r"\s*(?:xin\s+)?(?:trân\s+trọng\s+)?(?:ban\s+hành|phát\s+động|thông\s+báo|thông\s+tin\s+để|trao\s+đổi|cảm\s+ơn|trả\s+lời|công\s+bố|quyết\s+định|kết\s+luận|nhất\s+trí|xây\s+dựng\s+(?:kế\s+hoạch|chương))"
)
_RIGHT = re.compile(r"(?:[^,;.:]{0,60}\s)?có\s+quyền(?!\s+hạn)(?:\s|:)", re.IGNORECASE)
_GROUNDS = re.compile(r"(?:Căn cứ|Thực hiện|Theo đề nghị|Xét|Triển khai|Tiếp theo|Phúc đáp|Trả lời)\b")


def is_remark(words: str) -> bool:
    """Tell whether a paragraph is a remark or a closing formula."""
    return _REMARK.match(words) is not None


def is_ground(words: str) -> bool:
    """Tell whether a paragraph begins with the grounds of the paper."""
    return _GROUNDS.match(words) is not None


def is_own_act(predicate: str) -> bool:
    """Tell whether a predicate says what the issuer itself does by the paper."""
    return _OWN_ACT.match(predicate) is not None


def is_right(predicate: str) -> bool:
    """Tell whether a predicate says what somebody may do, not what they must: `có quyền trao đổi …`."""
    return _RIGHT.match(predicate) is not None
