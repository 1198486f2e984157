"""What gives nobody a task: remarks, closing formulas, grounds, and what the issuer itself does by the paper."""

from __future__ import annotations

import re

from extractors.letters import LOWER, UPPER
from extractors.structure import Item

_REMARK = re.compile(
    r"\([^()]*\)\W*$|Trên đây là(?:(?!đề nghị|yêu cầu)[^.])*?(?:thông báo|báo cáo)"
    r"|Văn phòng Chính phủ (?:xin )?(?:trân trọng )?thông báo"
    r"|.{3,60}? (?:trả lời|thông báo|có ý kiến|thông tin)[^.]{0,60}? (?:để|cho) [^.]{3,120}? (?:được )?biết"
    r"(?! và (?:đề nghị|yêu cầu))"
    r"|.{3,80}? (?:xin (?:được )?|(?:xin )?trân trọng )(?:thông (?:báo|tin)|trao đổi|c[ảá]m ơn|trả lời)\b"
    r"(?![^.]* đề nghị)"
    # A recipient, where the heading of their list is lost.
    r"|.{3,160}\((?:để )?(?:b/c|báo cáo|tổng hợp|p/h|phối hợp|t/h|thực hiện|c/đ|chỉ đạo|biết)[^()]{0,30}\)[;,.]?$"
    rf"|(?:Các|UBND|HĐND) [^:;.]{{2,40}}:(?=[^.]*[{UPPER}&]{{2}})(?: [{UPPER}][\w&]*(?: [{LOWER}]+){{0,3}}[,;.]?)+$"
    # How many: "Về giám sát: 02 cuộc", "Năm 2027: (02 cuộc kiểm tra, 01 cuộc giám sát)".
    r"|[^.;:]{2,40}:\s*\(?\d{1,4}\s+[^.;:\d]{2,40}(?:,\s\d{1,4}\s[^.;:\d]{2,40})?\)?[.;]?$"
    # A row of a list of addresses: "Phòng khám chuyên khoa Nhi: 0937 000 000".
    r"|[^.;:]{3,120}:\s?0\d[\d .]{6,12}$"
    r"|Ghi chú|Nơi nhận|Kính gửi|Thời (?:gian|hạn)|Địa điểm|Thành phần|Đầu mối (?:hỗ trợ|liên hệ)|Đối tượng áp dụng\s*:"
    # What a task is to yield, on a line of its own below it.
    r"|(?:Kết quả|Sản phẩm)(?: (?:đầu ra|thực hiện|cần đạt|chủ yếu|dự kiến|hoàn thành))?\s*:"
    r"|Đơn vị(?: tính)?\s*:\s*(?:[Tt]riệu|[Tt]ỷ|[Nn]ghìn|[Đđ]ồng|%|[Nn]gười|[Hh]a\b)"
    r"|Tải về|Ảnh|Bảng\s+\d|Phụ lục\b"
    # What a report is to tell, and a signer's name where his post is lost.
    r"|(?:Nội dung|Báo cáo|Văn bản|Hồ sơ)(?: [^\W\d]+){0,3} (?:cần|phải) (?:nêu|ghi|thể hiện) rõ\b"
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
    r"\s*(?:xin\s+)?(?:trân\s+trọng\s+)?(?:ban\s+hành|phát\s+động|thông\s+báo|thông\s+tin\s+để|trao\s+đổi|cảm\s+ơn|trả\s+lời|công\s+bố|quyết\s+định|kết\s+luận|nhất\s+trí|phân\s+cấp\s|xây\s+dựng\s+(?:[Kk]ế\s+hoạch|[Cc]hương)"
    r"|(?:quy\s+định|hướng\s+dẫn|đề\s+ra)\s(?=[^.]*\ssau(?:\s+đây)?\s*:\s*$))"
)
_RIGHT = re.compile(
    r"(?:[^,;.:]{0,60}\s)?có\s+quyền(?!\s+hạn)(?:\s|:)|được\s|\s*phân\s+cấp\s+(?:thẩm\s+quyền|cho)\s|quyền(?:\s+(?:hạn|lợi))?\s+của\s",
    re.IGNORECASE,
)
# "2. Trách nhiệm của các Sở: Xây dựng, Tài chính, Nội vụ.", "Điều 8. Đội kiểm tra các cấp có nhiệm vụ sau.": headings,
# in spite of their stops.
_DUTIES = re.compile(
    r"(?:Trách\s+nhiệm|Nhiệm\s+vụ)(?:(?:,|\s+và)\s+(?:trách\s+nhiệm|nhiệm\s+vụ|quyền\s+hạn))?\s+của\s+[^.;]{4,160}\."
    r"|[^.;:]{4,120}\s+có\s+(?:các\s+|những\s+)?(?:chức\s+năng|nhiệm\s+vụ|trách\s+nhiệm)[^.;:]{0,60}\s+sau(?:\s+đây)?\."
)
# Persons are no bodies: "Trách nhiệm của cán bộ, công chức", "Thuê bao có trách nhiệm …"; posts of a school are told.
_PERSONS = re.compile(
    r"(?:(?:Trách nhiệm|Nhiệm vụ)(?:,? (?:và )?(?:nhiệm vụ|quyền hạn|trách nhiệm))? của |Đối với )?"
    r"(?:(?:các|mỗi|từng|mọi|toàn thể) )?"
    r"(?:cán bộ|công chức|viên chức|đảng viên|hội viên|văn thư|thuê bao|người(?! đứng đầu)|công dân|nhân dân"
    r"|nhân viên(?! (?:y tế|thư viện|văn thư|thiết bị|phụ trách))"
    r"|hộ (?:gia đình|dân|kinh doanh)|chủ hộ|học sinh|giáo viên(?! (?:chủ nhiệm|bộ môn|phụ trách))"
    r"|cá nhân(?!,? (?:và )?(?:tổ chức|cơ quan|đơn vị)))"
    r"(?![-\w])",
    re.IGNORECASE,
)
_RULED = re.compile(
    r"(?:các )?(?:cơ quan|đơn vị|tổ chức|doanh nghiệp|cá nhân|chủ đầu tư|người|cơ sở|đối tượng|hộ)(?!\w)",
    re.IGNORECASE,
)
_DUTY = re.compile(r"[^.;:]{0,160}? (?:(?:có|chịu) trách nhiệm|phải|không được) ")
_VIEW = re.compile(
    r"[,\s]*(?:(?:cơ bản|hoàn toàn|đã|cũng) )?(?:nhất trí|đồng ý|ghi nhận|hoan nghênh|đánh giá cao|nhận thấy|cho rằng"
    r"|thống nhất (?:cao|với|nội dung|chủ trương|về chủ trương|đánh giá|nhận định))\b"
)
_DEFINITION = re.compile(
    r"[,\s]*là (?:cơ quan|đơn vị|tổ chức)(?: [^\W\d]+){0,2}?"
    r" (?:tham mưu|chuyên môn|chuyên trách|của|thuộc|trực thuộc|ngang|hành chính|sự nghiệp)\b"
)
_GROUNDS = re.compile(r"(?:Căn cứ|Thực hiện|Theo đề nghị|Xét|Triển khai|Tiếp theo|Phúc đáp|Trả lời)\b")


# A list of papers to be studied: "- Nghị định số 30/2020/NĐ-CP … của Chính phủ về công tác văn thư."
_CITED = re.compile(
    r"(?:Các )?(?:Bộ luật|Luật|Nghị định|Nghị quyết|Quyết định|Chỉ thị|Kết luận|Thông tư|Thông báo|Công văn|Văn bản"
    r"|Hướng dẫn|Quy định|Ý kiến chỉ đạo|Kế hoạch|Công điện)(?: (?!này)[^\W\d]+){0,8}? "
    r"(?:số \d|tại (?:Văn bản|Công văn|Thông báo))"
)


# A row of an annex: the name of one company, of which nothing is asked.
_COMPANY = re.compile(
    rf"""(?:Tổng\s+)?(?:Công\s+ty|C\.?T\.?(?:TNHH|CP)|CT|Tập\s+đoàn|Hợp\s+tác\s+xã|Doanh\s+nghiệp\s+tư|Chi\s+nhánh)\b
    (?:(?!chủ\s+trì|phối\s+hợp|(?:chịu|có)\s+trách\s+nhiệm|thực\s+hiện|tổ\s+chức|(?:bảo|đảm)\s+đảm|báo\s+cáo)[^;:]){{2,110}}
    (?<=\s)[{UPPER}]\w*[.;\s]*""",
    re.VERBOSE,
)


def is_remark(words: str) -> bool:
    """Tell whether a paragraph is a remark, a closing formula, or names a company and no more."""
    return (_REMARK.match(" ".join(words.split())) or _COMPANY.fullmatch(words)) is not None


def is_citation(words: str) -> bool:
    """Tell whether a paragraph names a paper and nothing that is to be done."""
    return _CITED.match(words) is not None


def is_persons(words: str, *, heading: bool = False) -> bool:
    """Tell whether a paragraph says what persons must do; with `heading`, whether all under it is theirs."""
    named = _PERSONS.match(words)
    return named is not None and (heading or _DUTY.match(words, named.end()) is not None)


def owes(words: str, *, outright: bool = False) -> bool:
    """Tell whether a sentence speaks of a duty; with `outright`, whether a predicate begins with it."""
    return (_OUTRIGHT.match(words) if outright else _OWED.search(words)) is not None


_OWED = re.compile(r"(?:có|chịu)\s+trách\s+nhiệm\s(?!trước)|chủ\s+trì,\s+phối\s+hợp\s+với\s")
_OUTRIGHT = re.compile(rf",?\s{{1,4}}(?:{_OWED.pattern})")


def heads_duties(words: str) -> bool:
    """Tell whether a paragraph says that somebody has the duties of the list below it, and no more."""
    return re.search(r"^[^.;:]{4,160}\s(?:có|chịu)\s+trách\s+nhiệm\s*:\s*$", words) is not None


def is_last(words: str) -> bool:
    """Tell whether a paragraph says who carries the paper out, or heads its recipients."""
    return _RECIPIENTS.match(words) is not None or _LAST.search(words) is not None


def names_ruled(words: str) -> bool:
    """Tell whether a sentence begins with a class of those to whom a regulation may apply: `Cơ quan, tổ chức …`."""
    return words.endswith((".", ";")) and _RULED.match(words) is not None


def names_duties(words: str) -> bool:
    """Tell whether a sentence is a heading that says whose duties follow."""
    return _DUTIES.fullmatch(words) is not None


def is_ground(words: str) -> bool:
    """Tell whether a paragraph begins with the grounds of the paper."""
    return _GROUNDS.match(words) is not None


def is_own_act(predicate: str) -> bool:
    """Tell whether a predicate says what the issuer itself does by the paper."""
    return _OWN_ACT.match(predicate) is not None


def is_definition(predicate: str) -> bool:
    """Tell whether a predicate says what a body is: `là cơ quan tham mưu, giúp việc của …`."""
    return _DEFINITION.match(predicate) is not None


def is_right(predicate: str) -> bool:
    """Tell whether a predicate says what somebody may do, not what they must: `có quyền trao đổi …`."""
    return _RIGHT.match(predicate) is not None


def is_view(predicate: str) -> bool:
    """Tell whether a predicate says what somebody thinks of a matter: `cơ bản nhất trí với Tờ trình …`."""
    return _VIEW.match(predicate) is not None


def lists_contents(words: str) -> bool:
    """Tell whether the list that a paragraph leads in to says what a report or an enclosure consists of."""
    return _CONTENTS.search(words) is not None or lists_objects(words)


def lists_objects(words: str) -> bool:
    """Tell whether the list that a paragraph leads in to says for what it is to be done: `… cấp phép đối với:`."""
    return _OBJECTS.search(words) is not None


def leads_to_notes(words: str) -> bool:
    """Tell whether a paragraph gives an order and leads in to notes on how it is to be carried out."""
    return _NOTES.search(words) is not None


def ends_paper(words: str) -> bool:
    """Tell whether a paper ends with a paragraph: its end mark, who carries it out, or the head of its recipients."""
    return words.endswith("./.") or is_last(words)


def is_recipient(item: Item) -> bool:
    """Tell whether what follows an end mark can be one of the recipients, or the signer: a dash or a few words."""
    return item.label in ("-", "–", "+", "") and len(item.span) <= _LONGEST_RECIPIENT


_LONGEST_RECIPIENT = 200
_RECIPIENTS = re.compile(r"[\W_]*Nơi\s+nhận")
_LAST = re.compile(
    r"\schịu\s+trách\s+nhiệm\s+(?:tổ\s+chức\s+)?(?:thi\s+hành|thực\s+hiện)"
    r"\s+(?:Quyết\s+định|Nghị\s+quyết|Chỉ\s+thị|Thông\s+tư|Nghị\s+định)\s+này(?:\s+kể\s+từ\s+ngày\s+ký)?[./]*$"
    # Where the line that names the paper is lost.
    r"|(?:Chánh\s+Văn\s+phòng|Giám\s+đốc|Thủ\s+trưởng|Chủ\s+tịch)\s[^.:]*\schịu\s+trách\s+nhiệm\s+thi\s+hành$"
)

_CONTENTS = re.compile(
    r"(?:báo\s+cáo|số\s+liệu|gửi\s+kèm|kèm\s+theo|đính\s+kèm|hồ\s+sơ|thành\s+phần)[^.;]{0,320}?gồm"
    r"(?:\s+có)?(?:\s+(?:các|những)\s[^.;:]{0,60})?(?:\s+sau(?:\s+đây)?)?\s*:\s*$"
    r"|\b(?:gửi|nộp)\s[^.;]{0,120}?\b(?:đến|tới|về)\s*:\s*$"
)
_OBJECTS = re.compile(
    r"(?<=[\w)])\s+đối\s+với(?:\s+(?:các|những)\s+(?:loại|trường\s+hợp|dự\s+án|công\s+trình|hàng|tài\s+sản|hồ\s+sơ"
    r"|nội\s+dung|hoạt\s+động|sản\s+phẩm)(?!\w)[^.,;:]{0,60})?\s*:\s*$"
)
# "…, đề nghị các chi bộ đề xuất nội dung; lưu ý:": a whole order, and how it is to be carried out.
_NOTES = re.compile(
    r"[;.,]\s+(?:trong\s+đó,?\s+)?(?:cần\s+)?(?:lưu|chú)\s+ý(?:\s+[^\W\d]+){0,5}\s*:\s*$", re.IGNORECASE
)
