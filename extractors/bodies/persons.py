"""Persons who are named beside their posts: the post says which body is meant, the name is none of it."""

from __future__ import annotations

import re

from extractors.letters import LOWER, UPPER

_S = r"\s{1,4}"
_WORD = rf"[{UPPER}][{LOWER}]*"
# "đồng chí Trần Văn An, Phó Chủ tịch Ủy ban nhân dân tỉnh", "ông Trần Văn An - Giám đốc Sở Y tế".
PERSON = re.compile(
    rf"(?:[Đđ]ồng{_S}chí|[Ôô]ng|[Bb]à){_S}{_WORD}(?:{_S}{_WORD}){{1,4}}(?![{UPPER}{LOWER}])(?:,|\s?[-–]){_S}(?=\S)"
)
_SURNAME = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Đoàn|Lưu|Mai|Trịnh|Tô|Hà|Cao|Lương"
    "|Tạ|Thái|Vương|Phùng|Đào|Hứa|Quách|Lâm|Châu|Nông|Triệu|Lò|Giàng|Sùng|Đàm|Chu|Tống|La|Lại|Kiều|Khuất|Nghiêm|Bế|Hầu|Vi"
)
# "Phó Chủ tịch UBND tỉnh Trần Văn An chủ trì". Names of two words are those of places more often, and communes and
# schools bear names of three; a deputy of the Prime Minister is told by his.
HOLDER = re.compile(
    rf"(?<!xã)(?<!phường)(?<!trường)(?<!Chính\sphủ){_S}(?!Hồ{_S}Chí)(?:{_SURNAME})(?:{_S}{_WORD}){{2,4}}(?=,?{_S}[{LOWER}])"
)
# "Đồng chí Giám đốc Sở Y tế, Phó Trưởng ban Thường trực:": what the head of a body is besides, in a committee.
SEAT = re.compile(
    rf",{_S}(?:(?:Phó{_S})?(?:Trưởng{_S}(?:[Bb]an|[Tt]iểu{_S}ban)|Chủ{_S}tịch{_S}Hội{_S}đồng)|Tổ{_S}(?:trưởng|phó)|Thành{_S}viên|[ỦU][ỷy]{_S}viên|Thư{_S}ký)"
    rf"(?:{_S}(?:[Tt]hường{_S}trực|Ban{_S}Chỉ{_S}đạo|Tổ{_S}công{_S}tác|Hội{_S}đồng))*(?=\s*(?:[:;.)–-]|$))"
)
_LONGEST = 180


def before_holder(text: str, at: int, end: int) -> int:
    """Return where the name begins of who holds the post of the body at `at`; `end` where none is named."""
    held = HOLDER.search(text, at, min(end, at + _LONGEST))
    return held.start() if held else end
