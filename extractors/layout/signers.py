"""Signers: the posts and the names that are printed at the foot of a paper."""

from __future__ import annotations

import re

from extractors.layout.lines import CAPITAL, Line
from normalizers.folding import fold_in_place

# TM. and KT. with their stop lost, in the Party's papers T/M and K/T; in small letters only with the stop.
MARK = re.compile(
    rf"(?:TM|KT|TL|TUQ|TK|Q|T/M|K/T|T/L|T/K)(?:\s*[./]\s*|\s+)(?={CAPITAL}{{2}})|(?i:tm|kt|tl|tuq|t/m|k/t|t/l)\s*[./]\s*(?=[^\W\d_])"
)
_POSTS = (
    "chu tich|bo truong|thu truong|giam doc|cuc truong|chi cuc truong|bi thu|thu tuong|chu nhiem|hieu truong"
    "|vien truong|chanh|tong (?:giam doc|cuc truong|thanh tra|bi thu|kiem toan)|thong doc|chi huy truong|chinh uy"
    "|tu lenh|truong (?:ban|phong|thue|doan|tieu|khoa|cong an)|vu truong|uy vien|tham muu truong|doi truong"
    "|to truong|chu toa|tham phan"
)
POST = re.compile(rf"(?:q\. ?|quyen )?(?:pho )*(?:{_POSTS})\b")
# Ranks and degrees are no part of a name: Đại tá Nguyễn Văn A, PGS.TS. Trần Thị B.
RANK = re.compile(
    r"(?:(?:đại|thượng|trung|thiếu)\s+(?:tá|tướng|úy),?|(?:GS|PGS|TS|ThS|BS|BSCKI{0,2}|CN|KS|Ths|TSKH|DS|LS)\b\.?\s*[,.]?|"
    r"bác sĩ|tiến sĩ|thạc sĩ|kỹ sư)\s*",
    re.IGNORECASE,
)
_WORD = rf"{CAPITAL}[^\W\d_]*"
_NAME = re.compile(rf"{_WORD}(?:[ \u00a0]{_WORD}){{1,5}}\.?")
# The body of a signer, between his post and his name where several sign: BỘ CÔNG AN.
BODY = re.compile(r"(?:bo|so|uy ban|hoi dong|ban|cuc|tong cuc|cong an|toa an|vien|van phong|thanh tra|ngan hang)\b")
# A post of which a seal hides a part: "Giám M Đốc". Nobody's family is called Giám.
_DIRECTOR = re.compile(r"\bgiam\b.*\bdoc\b")


def is_post(line: Line) -> bool:
    """Tell whether a line prints the post of a signer: in capitals, or after a mark that speaks of one."""
    if len(line.text) >= 90:
        return False
    return MARK.match(line.text) is not None or (line.upper and POST.match(line.folded) is not None)


def is_small_post(line: Line) -> bool:
    """Tell whether a line prints no more than a post, in small letters: Chủ tịch ⏎ (Đã ký)."""
    return POST.match(line.folded) is not None and len(line.text) < 40 and line.text[-1].isalpha()


def is_name(text: str) -> bool:
    """Tell whether a line can be the name of a person, rank and degree before it or not."""
    text = _without_rank(text)
    if not _NAME.fullmatch(text) or len(text) > 40:
        return False
    folded = fold_in_place(text)
    body = text.isupper() and BODY.match(folded) is not None
    return not body and not POST.match(folded) and not _DIRECTOR.search(folded)


def _without_rank(text: str) -> str:
    while (match := RANK.match(text)) and match.end():
        text = text[match.end() :]
    return text
