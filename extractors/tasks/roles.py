"""Roles: whether a body is asked, told, leads, takes part, oversees, reports or carries out."""

from __future__ import annotations

import re
from functools import cache

_S = r"\s{1,4}"

# What may open a predicate and tells nothing of the role: "tiếp tục tăng cường công tác kiểm tra" is to oversee.
_OPENERS = rf"""(?:
    [,:;\-–\s]+ | tiếp{_S}tục | tăng{_S}cường | đẩy{_S}mạnh | thường{_S}xuyên | chủ{_S}động | khẩn{_S}trương
        | kịp{_S}thời | tích{_S}cực | tập{_S}trung
  | (?:chỉ{_S}đạo|đồng)(?={_S}chủ{_S}trì)
  | nghiêm{_S}túc | trực{_S}tiếp | cần | phải | làm{_S}tốt | thực{_S}hiện{_S}tốt | công{_S}tác | trách{_S}nhiệm | và
  | (?:có|chịu){_S}trách{_S}nhiệm(?!{_S}trước)
  | (?:căn{_S}cứ|theo|trên{_S}cơ{_S}sở|trong{_S}quá{_S}trình|với{_S}vai{_S}trò|ngoài|hằng{_S}năm|hàng{_S}năm
        |định{_S}kỳ)[^,;.:]{{0,160}},
  | theo{_S}chức{_S}năng,?{_S}nhiệm{_S}vụ(?:,?{_S}(?:thẩm{_S}quyền|quyền{_S}hạn|được{_S}(?:giao|phân{_S}công)))*,?
  | là{_S}đầu{_S}mối | là{_S}(?:cơ{_S}quan|đơn{_S}vị)(?:{_S}(?:đầu{_S}mối|thường{_S}trực))?
)"""
_VERBS = (
    ("chủ trì", rf"chủ{_S}trì"),
    ("phối hợp", rf"phối{_S}hợp|phối,{_S}kết{_S}hợp"),
    ("kiểm tra", rf"(?:hướng{_S}dẫn,{_S})?(?:thanh{_S}tra|kiểm{_S}tra|giám{_S}sát|theo{_S}dõi|đôn{_S}đốc)"),
)
_REPORTS = re.compile(rf"\s*(?:gửi{_S})?báo{_S}cáo(?!\w|{_S}viên)", re.IGNORECASE)


def read_role(lead: str | None, predicate: str) -> str:
    """Return the role that a predicate gives.

    `lead` is the verb by which the paper asks (`đề nghị`, `giao`), the `chủ trì` of a heading, or None. The order is
    that of the contract: đề nghị, giao, chủ trì, then by the first main verb.
    """
    if lead in ("đề nghị", "giao", "chủ trì"):
        return lead
    match = _predicate().match(predicate)
    if match and match.lastgroup:
        return {"a": "chủ trì", "b": "phối hợp", "c": "kiểm tra"}[match.lastgroup]
    return "báo cáo" if _REPORTS.match(predicate) else "thực hiện"


def asking_verb(printed: str) -> str | None:
    """Return the verb that decides the role; `yêu cầu` and `kêu gọi` leave it to what follows."""
    word = " ".join(printed.lower().split())
    if word.startswith(("giao", "phân công")):
        return "giao"
    return word if word in ("đề nghị", "chỉ đạo") else ""


@cache
def _predicate() -> re.Pattern[str]:
    verbs = "|".join(f"(?P<{name}>{pattern})" for name, (_, pattern) in zip("abc", _VERBS, strict=True))
    return re.compile(rf"(?:{_OPENERS}\s*){{0,12}}(?:{verbs})(?!\w)", re.VERBOSE | re.IGNORECASE)
